"""One connection under watch: bytes, idle time and total time are bounded from outside, whatever reads from it.

A driver written in C reads its socket without asking us, so what passed is asked of the kernel (Linux ``TCP_INFO`` of
tcp(7), ``struct tcp_info`` in linux/tcp.h) through a duplicate of the descriptor, which survives TLS wrapping and sees
a connection whoever owns it. A cut is ``shutdown(2)`` on the duplicate: the reader gets its end of stream at once.
Sends nothing. Where the kernel gives no ``TCP_INFO`` the byte counts stay 0 and only times are bounded.
"""

from __future__ import annotations

import contextlib
import fcntl
import math
import os
import socket
import struct
import termios
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from nightlatch.interrupt import TICK_SECONDS, interrupted
from nightlatch.model import Endpoint, Failed, Failure

_BYTES = struct.Struct("=QQ")
_ACKED_RECEIVED, _SENT_RESENT = 120, 200  # offsets in struct tcp_info; the second pair since Linux 4.19
_Socket = socket.socket  # the name that a property below does not hide
_CLOSE_WAIT = 8  # the peer's FIN counts as one received byte


class Tap:
    """A duplicate of one socket's descriptor: counts it, cuts it, and tells once how it ended."""

    def __init__(self, original: socket.socket, ended: Callable[[Tap, str], None]) -> None:
        self.inode = os.fstat(original.fileno()).st_ino
        self.started = time.monotonic()
        self._socket = socket.socket(fileno=os.dup(original.fileno()))
        self._ended = ended
        self._lock = threading.Lock()
        self._is_closed = self._is_cut = False
        self._counted = (0, 0)

    @property
    def descriptor(self) -> int:
        """The duplicate's number; -1 once closed."""
        return self._socket.fileno()

    def count(self) -> tuple[int, int]:
        """Bytes received and sent so far."""
        with self._lock:
            return self._count()

    def _count(self) -> tuple[int, int]:
        if not self._is_cut:  # what the kernel counts after a shutdown includes the peer's farewell
            self._counted = _counted(self._socket) or self._counted
        return self._counted

    def is_unread(self) -> bool:
        """Does something wait for our side to read it? Then the silence is ours, not the server's."""
        with self._lock, contextlib.suppress(OSError):
            if not self._is_closed:
                waiting = fcntl.ioctl(self._socket.fileno(), termios.FIONREAD, b"\0" * 4)
                return bool(int.from_bytes(waiting, "little"))
        return False

    def cut(self) -> None:
        """End the connection under its reader."""
        with self._lock:
            self._cut()

    def _cut(self) -> None:
        self._count()
        if not self._is_cut:
            self._is_cut = True
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def close(self, outcome: str) -> None:
        """End the connection if it has not ended, and tell how it went; a second call does nothing."""
        with self._lock:
            if self._is_closed:
                return
            self._cut()
            self._is_closed = True
            self._socket.close()
        self._ended(self, outcome)


def _counted(watched: socket.socket) -> tuple[int, int] | None:
    try:
        info = watched.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 256)
    except (OSError, AttributeError):
        return None
    if len(info) < _ACKED_RECEIVED + _BYTES.size:
        return None
    acked, received = _BYTES.unpack_from(info, _ACKED_RECEIVED)
    sent = max(0, acked - 1)  # our SYN counts as one acknowledged byte
    if len(info) >= _SENT_RESENT + _BYTES.size:
        out, resent = _BYTES.unpack_from(info, _SENT_RESENT)
        sent = out - resent
    return max(0, received - (info[0] == _CLOSE_WAIT)), sent


@dataclass(slots=True)
class _Bounds:
    """What a line may still do; counted from when they were set."""

    bytes: float = math.inf
    until: float = math.inf
    seconds: float = math.inf
    idle_seconds: float = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """What the scope allows a line over its whole life, however its store sets the bounds."""

    bytes: float = math.inf
    seconds: float = math.inf
    ends: float = math.inf  # wall clock, seconds since the epoch


class Line:
    """One connection, or the few that a driver opened for one purpose. Thread-safe; a context manager."""

    def __init__(self, endpoint: Endpoint, watcher: Watcher, cap: Cap | None = None) -> None:
        self.endpoint = endpoint
        self.cut: Failure | None = None
        self._own: _Socket | None = None
        self._taps: tuple[Tap, ...] = ()
        self._watcher = watcher
        self._cap = cap or Cap()
        self._started = self._moved = time.monotonic()
        self._last = 0
        self._limit_base = 0
        self._bounds = _Bounds()
        self._rests_since: float | None = None
        self._lock = threading.RLock()
        self._is_closed = False

    @property
    def socket(self) -> _Socket:
        """The connected socket, its timeout set; only for lines that :meth:`Dialer.connect` made."""
        if self._own is None:
            raise ValueError("the socket of this line belongs to a driver")
        return self._own

    @property
    def received(self) -> int:
        """Bytes that came, as the kernel counts them (before TLS is taken off)."""
        return sum(tap.count()[0] for tap in self._taps)

    @property
    def sent(self) -> int:
        """Bytes that went, as the kernel counts them."""
        return sum(tap.count()[1] for tap in self._taps)

    def limit(
        self, *, bytes: int | None = None, seconds: float | None = None, idle_seconds: float | None = None
    ) -> None:
        """Bound what comes from now on: *bytes* received, *seconds* in all, *idle_seconds* without a byte.

        Replaces what an earlier call set; None lifts a bound. The scope's own limits hold over the whole line anyway.
        Idle time runs only while nothing waits to be read by us.
        """
        with self._lock:
            now = time.monotonic()
            self._bounds = _Bounds(
                bytes=math.inf if bytes is None else bytes,
                until=math.inf if seconds is None else now + seconds,
                seconds=math.inf if seconds is None else seconds,
                idle_seconds=math.inf if idle_seconds is None else idle_seconds,
            )
            self._limit_base, self._moved = self.received, now
        self._watcher.wake()

    @contextlib.contextmanager
    def resting(self) -> Iterator[None]:
        """Within, what :meth:`limit` bounds of time stands still: our side has something else to do than to wait."""
        with self._lock:
            self._rests_since = began = time.monotonic()
        try:
            yield
        finally:
            with self._lock:
                rested = time.monotonic() - began
                self._bounds.until += rested
                self._moved += rested
                self._rests_since = None

    def check(self) -> None:
        """Raise :class:`Failed` if the line has been cut: the reason, where a driver only sees an end of stream."""
        if self.cut is not None:
            raise Failed(self.cut)

    def failed(self, error: OSError | EOFError) -> Failed:
        """What *error*, met while using the line, means: why it was cut, else a timeout, else a hung-up server."""
        if self.cut is not None:
            return Failed(self.cut)
        if isinstance(error, TimeoutError):
            return Failed(_timeout(self.endpoint, "no answer in time"))
        return Failed(
            Failure(
                kind="not-this-protocol",
                target=str(self.endpoint),
                what="the server hung up",
                hint="does another protocol answer at this port, or does the server refuse this address?",
            )
        )

    def close(self) -> None:
        """End the connection and write its audit line; idempotent."""
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
        self._watcher.forget(self)
        for tap in self._taps:
            tap.close(self.cut.kind if self.cut else "done")
        if self._own is not None:
            self._own.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def join(self, tap: Tap, own: _Socket | None = None) -> None:
        """Put one more socket under this line's watch (for the dialer)."""
        with self._lock:
            self._taps = (*self._taps, tap)
            self._own = own or self._own
        if self.cut is not None:  # found after the cut: it must not outlive it
            tap.cut()
        self._watcher.watch(self)

    @property
    def taps(self) -> tuple[Tap, ...]:
        """The sockets of this line (for the dialer)."""
        return self._taps

    def look(self) -> None:
        """Cut the line if a bound is passed (for the watcher)."""
        with self._lock:
            if self.cut is None and not self._is_closed and (why := self._passed()) is not None:
                self.cut = why
                for tap in self._taps:
                    tap.cut()

    def _passed(self) -> Failure | None:
        if self._watcher.is_over:
            return interrupted(str(self.endpoint))
        now, received, bounds, cap = time.monotonic(), self.received, self._bounds, self._cap
        if received != self._last or any(tap.is_unread() for tap in self._taps):
            self._last, self._moved = received, now
        if received - self._limit_base > bounds.bytes:
            return _over(self.endpoint, f"more than {bounds.bytes:,.0f} bytes came")
        if received > cap.bytes:
            return _over(self.endpoint, f"more than {cap.bytes:,.0f} bytes came, which is what the scope allows")
        waited = now if self._rests_since is None else self._rests_since
        if waited > bounds.until:
            return _over(self.endpoint, f"took more than {bounds.seconds:g} s")
        if now - self._started > cap.seconds:
            return _over(self.endpoint, f"took more than {cap.seconds:g} s, which is what the scope allows")
        if time.time() > cap.ends:
            return _over(self.endpoint, "the scope's time ended")
        if waited - self._moved > bounds.idle_seconds:
            return _timeout(self.endpoint, f"no byte for {bounds.idle_seconds:g} s")
        return None


def _over(endpoint: Endpoint, what: str) -> Failure:
    return Failure(kind="over-budget", target=str(endpoint), what=what, hint="raise the limit, or survey less of it")


def _timeout(endpoint: Endpoint, what: str) -> Failure:
    return Failure(
        kind="timeout",
        target=str(endpoint),
        what=what,
        hint="is a firewall in between? raise --timeout, or drop the host from the scope",
    )


class Watcher:
    """The thread that looks at every line some twenty times a second; it runs only while there are lines."""

    def __init__(self) -> None:
        self.is_over = False
        self._lines: set[Line] = set()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def watch(self, line: Line) -> None:
        """Look at *line* from now on."""
        with self._changed:
            self._lines.add(line)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="nightlatch-watcher", daemon=True)
                self._thread.start()

    def forget(self, line: Line) -> None:
        """Look at *line* no more."""
        with self._changed:
            self._lines.discard(line)
            self._changed.notify()

    def wake(self) -> None:
        """Look at once."""
        with self._changed:
            self._changed.notify()

    def cut_all(self) -> None:
        """Cut every line, and each that comes after."""
        self.is_over = True
        self.wake()

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines that are open."""
        with self._changed:
            return tuple(self._lines)

    def _run(self) -> None:
        while True:
            with self._changed:
                if not self._lines:
                    self._thread = None
                    return
                lines = tuple(self._lines)
            for line in lines:
                line.look()
            with self._changed:
                self._changed.wait(TICK_SECONDS)
