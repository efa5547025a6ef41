"""The sweep's TCP connects: begun without waiting, closed as soon as they are answered; nothing is ever sent or read.

Plain sockets, no privileges; epoll(7), one thread. Together with :mod:`nightlatch.dial` the only code that opens
sockets to what a scope lists; each endpoint was held to the scope by the caller a moment before. A server sees a
connection that is closed without a word: it may log that, and MySQL counts it (``max_connect_errors``, 100 in a row).
"""

from __future__ import annotations

import errno
import resource
import select
import socket
import time
from _socket import socket as _Socket  # noqa: N812 - the class, without socket.socket's layer: 1 us a connection
from collections.abc import Sequence
from pathlib import Path

_SPARE_FILES = 64  # descriptors for everything else of the process
_KIND = socket.SOCK_STREAM | socket.SOCK_NONBLOCK | socket.SOCK_CLOEXEC
_PENDING = frozenset({errno.EINPROGRESS, errno.EALREADY, errno.EINTR})
_LACKING = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM, errno.EADDRNOTAVAIL, errno.EAGAIN})
_EAGER_MISSES = 64  # after so many answers that did not come at once, none is waited for any more
_LOCAL_PORTS = Path("/proc/sys/net/ipv4/ip_local_port_range")

Item = tuple[int, int, str, int]  # index, family, address, port
Landed = tuple[int, int]  # index, errno: 0 connected


def most_files(wanted: int) -> int:
    """Raise this process's limit of open files to the hard one; how many of *wanted* sockets may be open at once."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard - _SPARE_FILES)
    return max(1, allowed)


def is_lacking(code: int) -> bool:
    """Did this machine lack something (descriptors, ports, memory), so that nothing was learnt of the endpoint?"""
    return code in _LACKING


class Flights:
    """Connections that were begun and not answered yet. A context manager that leaves none."""

    def __init__(self, timeout_seconds: float) -> None:
        self._timeout = timeout_seconds
        self._epoll = select.epoll()
        self._aloft: dict[int, tuple[_Socket, int, float]] = {}  # descriptor: socket, index, since; oldest first
        self._misses = 0
        self._ephemeral = _local_ports()

    def __len__(self) -> int:
        return len(self._aloft)

    @property
    def indexes(self) -> list[int]:
        """What was begun and not answered yet."""
        return [index for _, index, _ in self._aloft.values()]

    def begin(self, items: Sequence[Item]) -> list[Landed]:
        """Begin a connection to each of *items*; return those that were answered at once, as on loopback."""
        landed: list[Landed] = []
        aloft, register, now = self._aloft, self._epoll.register, time.monotonic()
        is_eager = self._misses < _EAGER_MISSES
        for index, family, address, port in items:
            try:
                opened = _Socket(family, _KIND)
            except OSError as error:
                landed.append((index, error.errno or errno.EMFILE))
                continue
            code = opened.connect_ex((address, port))
            if is_eager and code == errno.EINPROGRESS:
                code = opened.connect_ex((address, port))  # asks how the first one went
            if code in _PENDING:
                descriptor = opened.fileno()
                register(descriptor, select.EPOLLOUT)
                aloft[descriptor] = (opened, index, now)
                self._misses += 1
                continue
            if not code and port in self._ephemeral:
                code = self._not_ourselves(opened)
            opened.close()
            landed.append((index, code))
        return landed

    def land(self, wait_seconds: float) -> list[Landed]:
        """What was answered, or not answered in time, within *wait_seconds*."""
        landed: list[Landed] = []
        if not self._aloft:
            if wait_seconds > 0:
                time.sleep(wait_seconds)
            return landed
        for descriptor, events in self._epoll.poll(max(0.0, wait_seconds), 4096):
            opened, index, _ = self._aloft.pop(descriptor)
            code = 0
            if events & ~select.EPOLLOUT:
                code = opened.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if not code:
                code = self._not_ourselves(opened)
            opened.close()  # leaves the epoll set, too
            landed.append((index, code))
        self._expire(landed)
        return landed

    def _expire(self, landed: list[Landed]) -> None:
        before = time.monotonic() - self._timeout
        late: list[int] = []
        for descriptor, (_, _, since) in self._aloft.items():
            if since > before:
                break
            late.append(descriptor)
        for descriptor in late:
            opened, index, _ = self._aloft.pop(descriptor)
            opened.close()
            landed.append((index, errno.ETIMEDOUT))

    def _not_ourselves(self, opened: _Socket) -> int:
        """0, or ECONNREFUSED where the other end is a socket of our own that happened to connect at the same time.

        A connection to an own address in the range of local ports can meet itself or a second one of the sweep
        (simultaneous open, RFC 9293 3.5). That does not happen twice; a server answers again.
        """
        try:
            own, other = opened.getsockname()[:2], opened.getpeername()[:2]
        except OSError:
            return 0  # it was connected, and was reset since
        if own[0] != other[0] or other[1] not in self._ephemeral:
            return 0
        opened.close()
        with socket.socket(socket.AF_INET6 if ":" in other[0] else socket.AF_INET, socket.SOCK_STREAM) as again:
            again.settimeout(self._timeout)
            code = again.connect_ex(other)
            return errno.ECONNREFUSED if not code and again.getsockname()[:2] == other else code

    def close(self) -> None:
        """Close all that is open."""
        for opened, _, _ in self._aloft.values():
            opened.close()
        self._aloft.clear()
        self._epoll.close()

    def __enter__(self) -> Flights:
        return self

    def __exit__(self, *ended: object) -> None:
        self.close()


def _local_ports() -> range:
    try:
        low, high = map(int, _LOCAL_PORTS.read_text().split())
    except (OSError, ValueError):
        low, high = 1024, 65535
    return range(low, high + 1)
