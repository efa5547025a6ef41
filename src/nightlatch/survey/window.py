"""The oldest and the newest of a container's records, by the times in them."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

_DAY = 86_400_000_000
_1990 = 631_152_000_000_000  # clocks that were never set tell 1970, 1980


class Window:
    """Bounds of instants. ``merge`` is associative and commutative; ``add`` may be called from several threads.

    Times before 1990 and more than a day ahead are clocks that are wrong, and bound nothing.
    """

    def __init__(self) -> None:
        self._first: int | None = None
        self._last: int | None = None
        self._latest = int(time.time() * 1e6) + _DAY
        self._lock = threading.Lock()

    def add(self, instants: NDArray[np.int64]) -> None:
        """Microseconds since 1970 UTC; what is no time is far outside."""
        real = instants[(instants >= _1990) & (instants <= self._latest)]
        if len(real):
            self._stretch(int(real.min()), int(real.max()))

    def merge(self, other: Window) -> None:
        """Add all that *other* saw."""
        if other._first is not None and other._last is not None:
            self._stretch(other._first, other._last)

    def _stretch(self, first: int, last: int) -> None:
        with self._lock:
            self._first = first if self._first is None else min(self._first, first)
            self._last = last if self._last is None else max(self._last, last)

    @property
    def oldest(self) -> datetime | None:
        return _moment(self._first)

    @property
    def newest(self) -> datetime | None:
        return _moment(self._last)


def _moment(instant: int | None) -> datetime | None:
    return None if instant is None else datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=instant // 1_000_000)
