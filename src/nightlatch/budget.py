"""Rows, bytes and seconds that one store may cost, counted in one place."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field, replace
from typing import TypeVar

from nightlatch.stores import Reading

_LEAST_SECONDS = 0.001  # to a server, none at all would mean no bound
_Number = TypeVar("_Number", int, float)


@dataclass(slots=True, kw_only=True)
class Budget:
    """What is left of what the scope allows for one store; None means no bound."""

    rows: int | None = None
    bytes: int | None = None
    seconds: float | None = None
    used_rows: int = 0
    used_bytes: int = 0
    _started: float = field(default_factory=time.monotonic)

    def spend(self, rows: int, bytes: int) -> None:
        """Count what was read."""
        self.used_rows += rows
        self.used_bytes += bytes

    @property
    def is_spent(self) -> bool:
        """Is any bound reached?"""
        return self._left(self.rows, self.used_rows) <= 0 or self._left(self.bytes, self.used_bytes) <= 0 or (
            self.seconds is not None and self.seconds_left <= 0
        )  # fmt: skip

    @property
    def seconds_left(self) -> float:
        """Seconds until the time bound; infinite without one."""
        return math.inf if self.seconds is None else max(0.0, self.seconds - (time.monotonic() - self._started))

    def within(self, reading: Reading) -> Reading:
        """*reading* narrowed to what is left."""
        return replace(
            reading,
            records=int(min(reading.records, self._left(self.rows, self.used_rows))),
            bytes=_least(reading.bytes, None if self.bytes is None else max(0, self.bytes - self.used_bytes)),
            seconds=_least(reading.seconds, None if self.seconds is None else max(_LEAST_SECONDS, self.seconds_left)),
        )

    @staticmethod
    def _left(bound: int | None, used: int) -> float:
        return math.inf if bound is None else max(0, bound - used)


def _least(one: _Number | None, other: _Number | None) -> _Number | None:
    given = [bound for bound in (one, other) if bound is not None]
    return min(given) if given else None
