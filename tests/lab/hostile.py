"""Small hostile servers on loopback: what a port may do to whoever looks at it.

Each takes any number of connections until its ``with`` block ends:

    with hostile.silent() as trap:
        check(trap.url("redis"))
"""

from __future__ import annotations

import contextlib
import random
import socket
import struct
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

_HELD: list[socket.socket] = []
Talk = Callable[[socket.socket, threading.Event], None]


class Trap:
    """A listening server that treats every connection as *talk* says."""

    host = "127.0.0.1"

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self.connections = 0
        self._over = threading.Event()
        self._links: list[socket.socket] = []

    def url(self, scheme: str) -> str:
        """The trap's address as a URL."""
        return f"{scheme}://{self.host}:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        for one in [self._listener, *self._links]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._links.append(link)
            threading.Thread(target=self._serve, args=(link,), daemon=True).start()

    def _serve(self, link: socket.socket) -> None:
        with contextlib.suppress(OSError):
            self._talk(link, self._over)
        link.close()


def refusing(scheme: str) -> str:
    """A URL where connections are refused for as long as this process lives: bound, so that nobody else listens."""
    held = socket.socket()
    held.bind((Trap.host, 0))
    _HELD.append(held)
    return f"{scheme}://{Trap.host}:{held.getsockname()[1]}"


def silent() -> Trap:
    """Accept, and say nothing."""
    return Trap(lambda _, over: over.wait() and None)


def closing() -> Trap:
    """Accept, and close at once."""
    return Trap(lambda link, over: None)


def resetting() -> Trap:
    """Accept, and reset the connection after the client's first bytes."""

    def talk(link: socket.socket, over: threading.Event) -> None:
        link.recv(65536)
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return Trap(talk)


def replying(*replies: bytes, then: str = "hang") -> Trap:
    """Send ``replies[0]`` after the client's first bytes and so on, then "hang", "close" or "repeat" the last."""

    def talk(link: socket.socket, over: threading.Event) -> None:
        for reply in replies:
            if not link.recv(65536):
                return
            link.sendall(reply)
        while then == "repeat" and link.recv(65536):
            link.sendall(replies[-1])
        if then == "hang":
            over.wait()

    return Trap(talk)


def greeting(first: bytes, *replies: bytes, then: str = "hang") -> Trap:
    """Speak first, as MySQL does, and go on as `replying`."""
    rest = replying(*replies, then=then)
    rest_talk = rest._talk
    rest._talk = lambda link, over: (link.sendall(first), rest_talk(link, over))[1]
    return rest


def garbage(size: int = 1 << 20, seed: int = 1) -> Trap:
    """Send *size* random but reproducible bytes at once, then close."""
    data = random.Random(seed).randbytes(size)
    return Trap(lambda link, over: link.sendall(data))


def huge_header(kind: str) -> Trap:
    """Announce a message of about 2 GB in the protocol of *kind*, send 64 KiB of it, and hang."""
    size = 0x7FFFFFF0
    heads = {
        "postgresql": b"R" + struct.pack(">i", size) + struct.pack(">i", 0),
        "redis": b"$%d\r\n" % size,
        "mongodb": struct.pack("<iiii", size, 1, 1, 2013),  # length, request id, response to, OP_MSG
        "mysql": b"\xff\xff\xff\x00\x0a",  # 16 MiB - 1, the most that one packet's header can say
    }
    data = heads[kind] + b"\0" * 65536
    return greeting(data) if kind == "mysql" else replying(data)


def drip(data: bytes = b"\0" * 3600, every_seconds: float = 1.0) -> Trap:
    """Send *data* one byte every second: no read of a byte ever times out, the whole never ends."""

    def talk(link: socket.socket, over: threading.Event) -> None:
        for byte in data:
            link.sendall(bytes([byte]))
            if over.wait(every_seconds):
                return

    return Trap(talk)


def flood(chunk: bytes = b"x" * 65536, seconds: float = 60.0) -> Trap:
    """Send *chunk* as fast as the client takes it."""

    def talk(link: socket.socket, over: threading.Event) -> None:
        end = time.monotonic() + seconds
        while not over.is_set() and time.monotonic() < end:
            link.sendall(chunk)

    return Trap(talk)
