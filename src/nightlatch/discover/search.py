"""Where the stores of a scope may be: a sweep's answers as places, what it left out and how it ended as coverage."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from nightlatch.discover._sweep_ports import FRAGILE
from nightlatch.discover.sweep import Answer, Place, Sweeper
from nightlatch.model import Coverage
from nightlatch.scope import Scope
from nightlatch.stores import all_stores
from nightlatch.targets import place

if TYPE_CHECKING:
    from nightlatch.audit_log import AuditLog
    from nightlatch.dial import Dialer
    from nightlatch.discover.journal import Journal

Search = Callable[["Dialer", threading.Event], Iterable[Place | Coverage]]


def ports_of(scope: Scope) -> tuple[int, ...]:
    """The ports that *scope* lists, else those where stores of the known kinds are usually met and nothing breaks."""
    if scope.targets_listed.ports:
        return tuple(sorted({port for low, high in scope.targets_listed.ports for port in range(low, high + 1)}))
    usual = {port for store in all_stores().values() for port in (store.port, *store.signs.ports)}
    return tuple(sorted(usual - FRAGILE.keys()))


def sweeping(
    scope: Scope, *, token: str, audit_log: AuditLog | None, journal: Journal | None, timeout_seconds: float
) -> Search:
    """A search by sweep over all that *scope* lists without a kind: networks, hosts, names, lines of its inventory."""

    def search(dialer: Dialer, stop: threading.Event) -> Iterator[Place | Coverage]:
        sweeper = Sweeper(
            scope, ports=ports_of(scope), audit_log=audit_log, token=token, journal=journal, names=dialer.names,
            timeout_seconds=min(timeout_seconds, 4.0),
        )  # fmt: skip
        for answer in sweeper.run(stop):
            yield answer.place if answer.outcome == "open" else _aloud(answer)
        if sweeper.tally:
            yield Coverage(target="sweep", stage="sweep", outcome=_ended(sweeper, stop), detail=_counted(sweeper.tally))

    return search


def listed(places: Iterable[Place]) -> Search:
    """A search in what others found; every place is held to the scope when it is connected to."""
    return lambda dialer, stop: places


def _aloud(answer: Answer) -> Coverage:
    at = answer.place
    host = at.host or at.address
    shown = place(host, at.port) if at.port else host
    return Coverage(target=shown, stage="sweep", outcome=answer.outcome, detail=answer.detail)


def _ended(sweeper: Sweeper, stop: threading.Event) -> str:
    if stop.is_set() or sweeper.tally.get("incomplete"):
        return "incomplete"
    return "over-budget" if sweeper.tally.get("over-budget") else "done"


def _counted(tally: dict[str, int]) -> str:
    words = ", ".join(f"{count:,} {outcome}" for outcome, count in sorted(tally.items()) if count)
    return f"{sum(tally.values()):,} endpoints: {words}"
