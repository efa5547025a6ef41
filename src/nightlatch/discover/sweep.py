"""Sweep: which endpoints of a scope answer a TCP connection. Nothing is sent; every connection is closed at once.

Plain connects without privileges, in one thread; the order is shuffled, so that no host is hammered; rates in all and
per host, back-off, fragile ports, exclusions, time windows and the deadline are kept; names are resolved once. Memory
does not grow with the number of endpoints. With a journal, a sweep that was killed goes on where it was.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from nightlatch.audit_log import AuditLog
    from nightlatch.discover._sweep_plan import Plan
    from nightlatch.discover.journal import Journal
    from nightlatch.names import Names, Resolver
    from nightlatch.scope import Scope

Outcome = Literal[
    "open", "closed", "filtered", "unreachable", "skipped", "failed", "over-budget", "incomplete"
]  # filtered: silence; unreachable: a router or this machine says that there is no way
EVERYWHERE = "*"  # the host of an answer that is about many

TIMEOUT_SECONDS = 4.0  # a lost SYN is sent again after 1 and after 3 s
IN_FLIGHT = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One address and port in scope; *host* is the name it was listed by, *tags* are the inventory's.

    An empty *address* means that only the name is known: the dialer resolves it, and holds the answer to the scope.
    """

    address: str
    port: int
    host: str | None = None
    tags: tuple[tuple[str, str], ...] = ()
    hint: str | None = None  # a kind that somebody said is there: it is asked for first, and decides nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One place that is open, with a *detail* if there is more to say; or, with *host* ``*``, what ended otherwise.

    A *host* with port 0 is a name that is not asked at all. Closed, filtered and unreachable ones are only counted.
    """

    place: Place
    outcome: Outcome
    detail: str = ""


class Sweeper:
    """One sweep, or with *shard* ``(i, n)`` the i-th of n parts of it, which share no host."""

    def __init__(
        self,
        scope: Scope,
        *,
        ports: Sequence[int],
        audit_log: AuditLog | None = None,
        token: str = "",
        timeout_seconds: float = TIMEOUT_SECONDS,
        journal: Journal | None = None,
        in_flight: int = IN_FLIGHT,
        shard: tuple[int, int] = (0, 1),
        processes: int = 1,
        seed: int | None = None,
        names: Names | None = None,
        resolver: Resolver = socket.getaddrinfo,
        on_wait: Callable[[datetime], None] | None = None,
    ) -> None:
        """*ports* are asked of the networks and hosts of *scope*; a host that it lists with a port is asked at that.

        A big sweep that no rate holds back is shared among so many *processes* (not from a process with threads).
        *names* are those of a dialer that is to connect to what is found; *on_wait* is told until when a time window
        has the sweep wait.
        Errors: :class:`~nightlatch.discover.journal.JournalError` for a journal of another sweep.
        """
        from nightlatch.discover._sweep_plan import Plan  # late: it brings numpy, and who only needs Place does not

        self._plan: Plan = Plan(
            scope=scope, ports=tuple(ports), audit_log=audit_log, token=token, timeout_seconds=timeout_seconds,
            journal=journal, in_flight=in_flight, shard=shard, seed=seed, resolver=resolver, on_wait=on_wait,
            given_names=names,
        )  # fmt: skip
        begun = journal.state.header.get("shard", [0, processes]) if journal else [0, processes]
        self._processes = int(begun[1]) if shard == (0, 1) else 1
        self.tally: dict[str, int] = {}

    @property
    def endpoints(self) -> int:
        """How many there are to ask, fragile and foreign ports left out. Resolves the names of the scope."""
        return self._plan.space.count

    @property
    def is_unpaced(self) -> bool:
        """Does no rate hold, so that several shards at once are quicker? Resolves the names of the scope."""
        return self._plan.rates.is_unpaced

    @property
    def warnings(self) -> tuple[str, ...]:
        """What should be said aloud: addresses that were left alone, exclusions that do not resolve."""
        return self._plan.names.warnings

    def run(self, stop: threading.Event | None = None) -> Iterator[Answer]:
        """Ask; yield each place that is open as soon as it is known, and what was left out, and why.

        What was found before a resume comes first. :attr:`tally` counts endpoints by outcome, all along. Setting
        *stop* ends it soon.
        Errors: ``AuditLogError`` and ``JournalError`` if these cannot be written any more.
        """
        from nightlatch.discover._sweep_run import Run
        from nightlatch.discover._sweep_shards import WORTH_IT, Shards

        stop = stop or threading.Event()
        is_begun = self._plan.journal is not None and not self._plan.journal.is_new
        is_big = is_begun or (self.is_unpaced and self.endpoints >= WORTH_IT)
        several = self._processes > 1 and is_big
        run = Shards(self._plan, self._processes, stop) if several else Run(self._plan, stop)
        self.tally = run.tally
        yield from run.answers()


def endpoints(
    scope: Scope, ports: Sequence[int], *, seed: int = 0, resolver: Resolver = socket.getaddrinfo
) -> Iterator[Place]:
    """Every place that a sweep would ask, in its order; contacts nothing but the resolver. Memory: one block."""
    from nightlatch.discover._sweep_plan import Plan

    plan = Plan(scope=scope, ports=tuple(ports), seed=seed, resolver=resolver)
    for part in plan.source.slices():
        for index, _, _, _ in part.items:
            yield plan.place(index)
