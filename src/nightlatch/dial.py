"""The only door to the network: every socket of an audit is opened here, or found here and put under watch.

Names are resolved once, each numeric address is held to the scope when it is connected to, and exactly the address
that was checked is connected to: a second look-up, which could answer differently, never happens. TCP only. Sends
nothing but what the kernel sends to open a connection; asks the system's resolver for names, nobody else. A sweep's
connections, which are closed as soon as they are answered, are begun in :mod:`nightlatch.discover._sweep_connect`,
held to the same scope and the same names.
"""

from __future__ import annotations

import contextlib
import errno
import math
import os
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Any, Self, TypeVar

from nightlatch import addresses
from nightlatch.addresses import Address
from nightlatch.adoption import Finder, inodes
from nightlatch.audit_log import AuditLog, AuditLogError
from nightlatch.interrupt import TICK_SECONDS, interrupted
from nightlatch.line import Cap, Line, Tap, Watcher
from nightlatch.model import Endpoint, Failed, Failure, FailureKind
from nightlatch.names import Names, Resolver
from nightlatch.pace import Pace
from nightlatch.scope import Scope

__all__ = ["Dialer", "Line"]

T = TypeVar("T")
_OPENING_FACTOR = 4  # a driver's whole opening (connect, TLS, login) may take so many times the timeout of one answer
_OPENING_BYTES = 256 << 20  # what a driver's own first queries may bring; a catalogue of 100,000 tables fits
_FIREWALL = "is a firewall in between? raise --timeout, or drop the host from the scope"


class Dialer:
    """Opens connections, in scope or not at all. Thread-safe; a context manager that leaves none open."""

    def __init__(
        self,
        scope: Scope,
        *,
        audit_log: AuditLog | None = None,
        token: str = "",
        timeout_seconds: float = 5.0,
        resolver: Resolver = socket.getaddrinfo,
        pace: Pace | None = None,
    ) -> None:
        limits = scope.limits
        self.scope, self.token, self.timeout_seconds = scope, token, timeout_seconds
        self.connections = 0
        self._past_received = self._past_sent = 0
        self._audit_log = audit_log
        self._log_failure: AuditLogError | None = None
        self._over = threading.Event()
        self._names = Names(scope, resolver, timeout_seconds, self._over)
        self._pace = pace or Pace(
            limits.connections_per_second, limits.connections_per_second_per_host, sleep=self._over.wait
        )  # fmt: skip
        self._cap = Cap(
            bytes=limits.bytes_per_store or math.inf,
            seconds=limits.seconds_per_store or math.inf,
            ends=scope.ends.timestamp() if scope.ends else math.inf,
        )
        self._watcher = Watcher()
        self._lock = threading.Lock()
        self._inodes: frozenset[int] = frozenset()
        self._adopting: dict[tuple[str, int], threading.Lock] = {}

    @property
    def names(self) -> Names:
        """What names lead to, each looked up once; for a sweep that finds what is to be connected to."""
        return self._names

    @property
    def warnings(self) -> tuple[str, ...]:
        """What should be said aloud: addresses that were left alone, exclusions that do not resolve."""
        return self._names.warnings

    @property
    def received(self) -> int:
        """Bytes received over all connections, open and past."""
        return self._past_received + sum(line.received for line in self._watcher.lines)

    @property
    def sent(self) -> int:
        """Bytes sent over all connections, open and past."""
        return self._past_sent + sum(line.sent for line in self._watcher.lines)

    @property
    def is_interrupted(self) -> bool:
        """Was :meth:`interrupt` called? What a server was told to have said since may be half of it."""
        return self._over.is_set()

    def interrupt(self) -> None:
        """Cut every line, and end whatever waits to be resolved or connected; nothing is opened any more.

        Whoever reads from a line sees its end, and ``cut`` says why. Returns at once; a second call does nothing.
        """
        self._over.set()
        self._watcher.cut_all()

    def resolve(self, host: str, port: int) -> Endpoint:
        """The first address of *host* in scope.

        Errors: ``Failed`` with unresolved, out-of-scope, bad-target, interrupted.
        """
        return self.endpoints(host, port)[0]

    def endpoints(self, host: str, port: int) -> tuple[Endpoint, ...]:
        """Every address of *host* that is in scope, IPv4 first; at least one. Errors: as :meth:`resolve`."""
        return self._names.endpoints(host, port)

    def led_to(self, endpoint: Endpoint) -> tuple[Endpoint, ...]:
        """*endpoint* and every other that a session with its host may get to in this run; nobody is asked."""
        return self._names.led_to(endpoint)

    def connect(self, endpoint: Endpoint, *, verb: str = "connect") -> Line:
        """Connect to ``endpoint.address``, which is held to the scope once more.

        Errors: ``Failed`` with out-of-scope, connection-refused, timeout, over-budget (the scope's time ended),
        interrupted (:meth:`interrupt` was called, or the audit log cannot be written).
        """
        address = self._admit(endpoint)
        family = socket.AF_INET if address.version == 4 else socket.AF_INET6
        opened = socket.socket(family, socket.SOCK_STREAM)
        opened.setblocking(False)
        tap = self._tap(opened, endpoint, verb)
        try:
            self._await(opened, endpoint, opened.connect_ex((str(address), endpoint.port)))
            opened.settimeout(self.timeout_seconds)
            _not_itself(opened)
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as error:
            failure = _unconnected(endpoint, error, self.timeout_seconds)
            tap.close(failure.kind)
            opened.close()
            raise Failed(failure) from None
        except BaseException:
            tap.close("interrupted")
            opened.close()
            raise
        line = Line(endpoint, self._watcher, self._cap)
        line.join(tap, opened)
        return line

    def adopt(self, endpoint: Endpoint, *, verb: str = "connect", open: Callable[[], T]) -> tuple[T, Line]:
        """Let a driver connect to ``endpoint.address`` inside *open*; return what it returned, and its line.

        The address is held to the scope first; the sockets are found while the driver opens them, so that a server
        that hangs or never ends is cut there already. Sockets that *open* closes again are accounted for as well.
        Errors: as :meth:`connect`; what *open* raises, unless the watcher was the cause; ``bug`` if no connection to
        the endpoint came of it.
        """
        self._admit(endpoint)
        line = Line(endpoint, self._watcher, self._cap)
        line.limit(
            bytes=_OPENING_BYTES, seconds=_OPENING_FACTOR * self.timeout_seconds, idle_seconds=self.timeout_seconds
        )
        try:
            with self._one_at_a_time(endpoint), Finder(endpoint, lambda: self._inodes, self._joins(line, verb)):
                value = open()
        except Exception:
            line.close()
            if line.cut is not None:
                raise Failed(line.cut) from None  # the driver's words may quote the server
            raise
        except BaseException:
            line.close()
            raise
        self._settle(line)
        line.limit()
        return value, line

    def close(self) -> None:
        """End every connection that is still open."""
        for line in self._watcher.lines:
            line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _admit(self, endpoint: Endpoint) -> Address:
        """Hold the endpoint to the scope, wait for its turn, and return the address to connect to."""
        self._still_allowed(endpoint)
        if (why := self._names.refuses(endpoint)) is not None:
            raise _failed("out-of-scope", endpoint, why, "list it in the scope file if its owner agreed")
        address = addresses.normal(endpoint.address)
        self._pace.wait(str(address))
        self._still_allowed(endpoint)
        return address

    def _await(self, opened: socket.socket, endpoint: Endpoint, error: int) -> None:
        """Wait until a connection is made that *error* says to be in progress, or the time or the run is over."""
        until, poll = time.monotonic() + self.timeout_seconds, select.poll()
        poll.register(opened, select.POLLOUT)
        while error == errno.EINPROGRESS:
            self._still_wanted(endpoint)
            if (left := until - time.monotonic()) <= 0:
                raise TimeoutError
            if poll.poll(1000 * min(left, TICK_SECONDS)):
                error = opened.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if error:
            raise OSError(error, os.strerror(error))

    def _still_wanted(self, endpoint: Endpoint) -> None:
        if self._over.is_set():
            raise Failed(interrupted(str(endpoint)))

    def _still_allowed(self, endpoint: Endpoint) -> None:
        self._still_wanted(endpoint)
        if time.time() > self._cap.ends:
            raise _failed("over-budget", endpoint, "the scope's time ended", "renew the grant, or set a later deadline")
        if self._log_failure is not None:
            raise _failed("interrupted", endpoint, self._log_failure.what, self._log_failure.hint)

    def _tap(self, opened: socket.socket, endpoint: Endpoint, verb: str) -> Tap:
        tap = Tap(opened, lambda ended, outcome: self._account(ended, endpoint, verb, outcome))
        with self._lock:
            self.connections += 1
            self._inodes |= {tap.inode}
        return tap

    def _joins(self, line: Line, verb: str) -> Callable[[socket.socket], None]:
        return lambda found: line.join(self._tap(found, line.endpoint, verb))

    def _settle(self, line: Line) -> None:
        """Let go of the sockets that the driver closed again while it opened; refuse an opening that made none."""
        ours = {tap.descriptor for tap in line.taps}
        kept = {inode for descriptor, inode in inodes().items() if descriptor not in ours}
        for tap in line.taps:
            if tap.inode not in kept:
                tap.close("done")
        if not line.taps:
            line.close()
            raise _failed("bug", line.endpoint, "the driver opened no connection to the address that it was given")

    @contextlib.contextmanager
    def _one_at_a_time(self, endpoint: Endpoint) -> Iterator[None]:
        """Two drivers that open to one endpoint at once could not be told apart."""
        with self._lock:
            lock = self._adopting.setdefault((endpoint.address, endpoint.port), threading.Lock())
        with lock:
            yield

    def _account(self, tap: Tap, endpoint: Endpoint, verb: str, outcome: str) -> None:
        received, sent = tap.count()
        with self._lock:
            self._inodes -= {tap.inode}
            self._past_received += received
            self._past_sent += sent
        if self._audit_log is None:
            return
        line: dict[str, Any] = {
            "address": endpoint.address,
            "port": endpoint.port,
            "host": endpoint.host,
            "verb": verb,
            "sent": sent,
            "received": received,
            "seconds": round(time.monotonic() - tap.started, 3),
            "outcome": outcome,
            "token": self.token,
        }
        try:
            self._audit_log.write(**line)
        except AuditLogError as error:
            self._log_failure = error


def _failed(kind: FailureKind, endpoint: Endpoint, what: str, hint: str = "") -> Failed:
    return Failed(Failure(kind=kind, target=str(endpoint), what=what, hint=hint))


def _not_itself(opened: socket.socket) -> None:
    """A closed port in the range of local ports can, by chance, be connected to itself (simultaneous open)."""
    if opened.getsockname()[:2] == opened.getpeername()[:2]:
        raise ConnectionRefusedError


def _unconnected(endpoint: Endpoint, error: OSError, timeout_seconds: float) -> Failure:
    target = str(endpoint)
    if isinstance(error, TimeoutError):
        return Failure(kind="timeout", target=target, what=f"no answer within {timeout_seconds:g} s", hint=_FIREWALL)
    if isinstance(error, ConnectionRefusedError):
        return Failure(
            kind="connection-refused", target=target, what="connection refused", hint="does anything listen there?"
        )
    what = os.strerror(error.errno).lower() if error.errno else "no connection"
    return Failure(kind="connection-refused", target=target, what=what, hint=_FIREWALL)
