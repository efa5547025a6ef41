"""Real listeners on loopback addresses of the test's own, which count and time every connection that they accept."""

from __future__ import annotations

import selectors
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterable
from types import TracebackType
from typing import Self

Place = tuple[str, int]


class Listeners:
    """One listening socket for each address and port; a context manager."""

    def __init__(self, addresses: Iterable[str], ports: Iterable[int]) -> None:
        self.accepted: Counter[Place] = Counter()
        self.times: list[tuple[float, Place]] = []
        self._selector = selectors.DefaultSelector()
        self._over = threading.Event()
        ports = list(ports)
        self.sockets = [self._listen(address, port) for address in addresses for port in ports]
        self.places = {one.getsockname()[:2] for one in self.sockets}
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def _listen(self, address: str, port: int) -> socket.socket:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        opened = socket.socket(family, socket.SOCK_STREAM)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((address, port))
        opened.listen(1024)
        opened.setblocking(False)
        self._selector.register(opened, selectors.EVENT_READ, (address, port))
        return opened

    def settle(self) -> None:
        """Wait until what was connected is accepted, too."""
        time.sleep(0.1)

    def _accept(self) -> None:
        while not self._over.is_set():
            for key, _ in self._selector.select(0.05):
                try:
                    while True:
                        key.fileobj.accept()[0].close()  # type: ignore[union-attr]
                        self.accepted[key.data] += 1
                        self.times.append((time.monotonic(), key.data))
                except BlockingIOError:
                    pass

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        for one in self.sockets:
            one.close()
        self._selector.close()


def free_ports(count: int, address: str = "127.0.0.1") -> list[int]:
    """Ports below the range of local ports that nobody listens on at *address*, found by trying."""
    found: list[int] = []
    port = 21_000 + (time.monotonic_ns() // 1000) % 9000
    while len(found) < count:
        port = port + 1 if port < 32_000 else 21_000
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((address, port))
            except OSError:
                continue
        found.append(port)
    return found
