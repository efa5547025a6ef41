"""Finding the socket that a driver opened by itself, so that it is watched and accounted for like any other.

libpq and its like take an address, not a socket. While such a driver opens, every new socket of this process whose
peer is the endpoint is found in ``/proc/self/fd`` (proc(5), Linux) and tapped; also those that live only for moments.
Sends nothing.
"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from nightlatch import addresses
from nightlatch.model import Endpoint

_POLL_SECONDS = 0.002  # a driver may open, ask one thing and close within a few milliseconds
_DESCRIPTORS = Path("/proc/self/fd")


class Finder:
    """Looks for new sockets to *endpoint* until its ``with`` block ends, and hands each to *found* once."""

    def __init__(
        self, endpoint: Endpoint, known: Callable[[], frozenset[int]], found: Callable[[socket.socket], None]
    ) -> None:
        self._peer = (addresses.normal(endpoint.address), endpoint.port)
        self._known, self._found = known, found
        self._seen = frozenset(inodes().values())
        self._looking = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="nightlatch-finder", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        self._look()  # what was opened since the last look

    def _run(self) -> None:
        while not self._over.wait(_POLL_SECONDS):
            self._look()

    def _look(self) -> None:
        with self._looking:
            for descriptor, inode in inodes().items():
                if inode not in self._seen and inode not in self._known():
                    self._try(descriptor, inode)

    def _try(self, descriptor: int, inode: int) -> None:
        """Hand over a duplicate if it is a socket to the peer: between two looks the number may mean something else."""
        try:
            duplicate = socket.socket(fileno=os.dup(descriptor))
        except OSError:
            return
        with duplicate:
            if os.fstat(duplicate.fileno()).st_ino == inode and _peer(duplicate) == self._peer:
                self._seen |= {inode}
                self._found(duplicate)


def _peer(candidate: socket.socket) -> tuple[addresses.Address, int] | None:
    """Whom it is connected to; None while it is not connected yet."""
    if candidate.type != socket.SOCK_STREAM or candidate.family not in (socket.AF_INET, socket.AF_INET6):
        return None
    try:
        address, port, *_ = candidate.getpeername()
        return addresses.normal(address), port
    except (OSError, ValueError):
        return None


def inodes() -> dict[int, int]:
    """``{descriptor: inode}`` of every socket of this process."""
    found: dict[int, int] = {}
    for entry in _DESCRIPTORS.iterdir():
        try:
            link = str(entry.readlink())
        except OSError:
            continue  # closed meanwhile
        if link.startswith("socket:["):
            found[int(entry.name)] = int(link[8:-1])
    return found
