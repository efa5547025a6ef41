"""A recording TCP proxy on loopback: a wire test reads off it what a client really sent, and nothing else."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from nightlatch.demo.servers import Server


@dataclass(slots=True)
class Conversation:
    """What one connection carried, byte for byte."""

    sent: bytearray = field(default_factory=bytearray)  # client to server
    received: bytearray = field(default_factory=bytearray)  # server to client
    chunks: list[tuple[str, bytes]] = field(default_factory=list)  # in order: (">" or "<", bytes of one recv)
    is_closed: bool = False


class Proxy:
    """Forwards ``127.0.0.1:port`` to a server and records; use it as a context manager."""

    def __init__(self, backend: Server | tuple[str, int], host: str = "127.0.0.1") -> None:
        self.host = host
        self._backend = (backend.host, backend.port) if isinstance(backend, Server) else backend
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self.conversations: list[Conversation] = []
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()

    @property
    def sent(self) -> bytes:
        """All that clients sent, connection after connection."""
        return b"".join(bytes(one.sent) for one in self.conversations)

    @property
    def received(self) -> bytes:
        """All that the server sent."""
        return b"".join(bytes(one.received) for one in self.conversations)

    def url(self, scheme: str) -> str:
        """The proxy's address as a URL."""
        return f"{scheme}://{self.host}:{self.port}"

    def passes(self, data: bytes) -> bool:
        """Is *data* of a client passed on? A proxy that says no, from some point on, is a server that hangs there."""
        return True

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._lock:
            for one in [self._listener, *self._sockets]:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits in accept or recv; close does not
                one.close()
        for thread in self._threads:
            thread.join(5)

    def _run(self, job: object, *words: object) -> None:
        thread = threading.Thread(target=job, args=words, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            talk = Conversation()
            self.conversations.append(talk)
            try:
                server = socket.create_connection(self._backend, 10)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            with self._lock:
                self._sockets += [client, server]
            self._run(self._pump, client, server, talk, ">")
            self._run(self._pump, server, client, talk, "<")

    def _pump(self, source: socket.socket, sink: socket.socket, talk: Conversation, way: str) -> None:
        log = talk.sent if way == ">" else talk.received
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                with self._lock:  # recorded before it is passed on: who saw the answer sees the question in the record
                    log += data
                    talk.chunks.append((way, data))
                if way == "<" or self.passes(data):
                    sink.sendall(data)
        talk.is_closed = True
        with contextlib.suppress(OSError):
            sink.shutdown(socket.SHUT_WR)


class Hanging(Proxy):
    """A server that answers until *is_last* says so of what a client sends, and from then on nothing to anyone."""

    def __init__(self, backend: Server | tuple[str, int], is_last: Callable[[bytes], bool]) -> None:
        super().__init__(backend)
        self._is_last = is_last
        self.hangs = threading.Event()

    def passes(self, data: bytes) -> bool:
        """Not from the last one on."""
        if not self.hangs.is_set() and self._is_last(data):
            self.hangs.set()
        return not self.hangs.is_set()
