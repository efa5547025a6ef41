"""How fast connections may be opened: so many a second in all, so many a second to one host. Opens none itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

_FORGET_AT = 4096  # hosts remembered before those whose turn is past are dropped


class Pace:
    """Hands out turns. Thread-safe; a rate of None means as fast as you like."""

    def __init__(
        self,
        per_second: float | None,
        per_second_per_host: float | None,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._gap = 1 / per_second if per_second else 0.0
        self._host_gap = 1 / per_second_per_host if per_second_per_host else 0.0
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._next = 0.0
        self._next_by_host: dict[str, float] = {}

    def wait(self, host: str) -> None:
        """Return when it is the turn of a connection to *host*. A host that must wait keeps no other host waiting."""
        self._until(self._host_turn(host))
        self._until(self._turn())

    def _until(self, turn: float) -> None:
        if (ahead := turn - self._clock()) > 0:
            self._sleep(ahead)

    def _host_turn(self, host: str) -> float:
        if not self._host_gap:
            return 0.0
        with self._lock:
            now = self._clock()
            if len(self._next_by_host) >= _FORGET_AT:
                self._next_by_host = {known: turn for known, turn in self._next_by_host.items() if turn > now}
            turn = max(now, self._next_by_host.get(host, 0.0))
            self._next_by_host[host] = turn + self._host_gap
            return turn

    def _turn(self) -> float:
        if not self._gap:
            return 0.0
        with self._lock:
            turn = max(self._clock(), self._next)
            self._next = turn + self._gap
            return turn
