"""Whose points were where and when, in columns of keyed hashes, for measures that need all of them at once.

Memory: 25 bytes a point while reading, 30 to 60 while measuring, up to ``MOST`` points (0.5 and 1.2 GB); with more,
none are kept and nothing is measured. No coordinate and no label is kept: a place is a keyed hash and its cell of 0.001
degrees, a label the category it tells.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.risk import _traces, places
from nightlatch.risk._room import give_back
from nightlatch.risk.unicity import Sightings
from nightlatch.risk.visits import Visits
from nightlatch.survey import kernels
from nightlatch.survey.keyset import RunKey
from nightlatch.survey.values import Values, buffers_of

MOST = 20_000_000  # points
MOST_LABELS = 50_000  # distinct ones that are looked at; further ones tell nothing
_Column = NDArray[Any]
NO_TIME = np.iinfo(np.int32).min
_NO_CELL = np.int32(-1)
_MINUTE = 60_000_000
_PER_DEGREE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Spots:
    """Of each point: its place by keyed hash, its cell (-1: none is known), and what its label tells (0: nothing)."""

    places: NDArray[np.uint32]
    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    kinds: NDArray[np.uint8]

    def at(self, chosen: NDArray[np.bool_]) -> Spots:
        """Those that are *chosen*."""
        return Spots(
            places=self.places[chosen], rows=self.rows[chosen], columns=self.columns[chosen], kinds=self.kinds[chosen]
        )


@dataclass(slots=True)
class Points:
    """All points with an owner. ``merge`` is associative and commutative but for the order of points."""

    count: int = 0
    labels: dict[int, int] = field(default_factory=dict)  # keyed hash of a label -> the category it tells
    _parts: dict[str, list[_Column]] = field(default_factory=dict)
    _order: tuple[NDArray[np.int64], NDArray[np.uint64]] | None = None  # once sorted: starts and hashes of people

    @property
    def is_over(self) -> bool:
        """Were there more points than are kept?"""
        return self.count > MOST

    def add(self, people: NDArray[np.uint64], instants: NDArray[np.int64] | None, spots: Spots) -> None:
        """Points with their person's hash, time in microseconds (``kernels.MISSING`` if none) and place."""
        self._count(len(people))
        if not self.is_over:
            minutes = np.full(len(people), NO_TIME, np.int32) if instants is None else _minutes(instants)
            found: dict[str, _Column] = {
                "people": people,
                "minutes": minutes,
                "places": spots.places,
                "rows": spots.rows,
            }
            for name, values in (*found.items(), ("columns", spots.columns), ("kinds", spots.kinds)):
                self._parts.setdefault(name, []).append(values)

    def merge(self, other: Points) -> Points:
        """Add all that *other* holds."""
        self._count(other.count)
        self.labels.update(other.labels)
        if not self.is_over:
            other._unsort()
            for name, parts in other._parts.items():
                self._parts.setdefault(name, []).extend(parts)
        return self

    def _count(self, more: int) -> None:
        self.count += more
        self._unsort()
        if self.is_over:
            self._parts.clear()

    def kinds_of(self, words: pa.Array, key: RunKey) -> NDArray[np.uint8]:
        """What each of the distinct labels *words* tells; looked at once in a store."""
        hashed = kernels.keyed_hashes(*buffers_of(words), *key.halves).tolist()
        new = [at for at, one in enumerate(hashed) if one not in self.labels][: max(0, MOST_LABELS - len(self.labels))]
        if new:
            told = places.kinds(words.take(pa.array(new)))
            self.labels.update(zip((hashed[at] for at in new), told.tolist(), strict=True))
        return np.array([self.labels.get(one, 0) for one in hashed], np.uint8)

    def sightings(self) -> tuple[Sightings, NDArray[np.int32]] | None:
        """The timed points sorted by person, and the different days of each; None if there are none."""
        if not self._parts:
            return None
        starts, hashes = self._sort()
        timed = self._column("minutes") != NO_TIME
        if not timed.any():
            return None
        minutes, rows = self._of("minutes", timed), self._of("rows", timed)
        starts = _starts_of(starts, timed)
        has_cells = bool((rows != _NO_CELL).all())
        days, _ = _traces.distinct(starts, minutes // 1440)
        seen = Sightings(
            starts=starts, hashes=hashes, minutes=minutes, places=self._of("places", timed),
            rows=rows if has_cells else None, columns=self._of("columns", timed) if has_cells else None,
        )  # fmt: skip
        return seen, np.diff(days).astype(np.int32)

    def visits(self) -> Visits | None:
        """The points whose label tells something, sorted by person; None if there are none."""
        if not self._parts or not self._column("kinds").any():
            return None
        starts, _ = self._sort()
        telling = self._column("kinds") != 0
        told = [kind for kind in self.labels.values() if kind]
        return Visits(
            starts=_starts_of(starts, telling), kinds=self._of("kinds", telling),
            hours=self._of("minutes", telling) // 60, labels=np.bincount(told, minlength=len(places.KINDS) + 1),
        )  # fmt: skip

    def _column(self, name: str) -> _Column:
        parts = self._parts[name]
        if len(parts) > 1:
            self._parts[name] = parts = [np.concatenate(parts)]
        return parts[0]

    def _of(self, name: str, chosen: NDArray[np.bool_]) -> _Column:
        column = self._column(name)
        return column if chosen.all() else column[chosen]

    def _sort(self) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
        """Bring all columns into the order of people: where each begins, and their hashes. No column is held twice."""
        if self._order is None:
            give_back()
            ids, hashes = _traces.numbered(self._parts["people"], self.count)
            del self._parts["people"]
            give_back()
            starts, order = _traces.grouped(ids, len(hashes))
            del ids
            for name in self._parts:
                self._parts[name] = [_traces.ordered(self._column(name), order)]
                give_back()
            self._order = starts, hashes
        return self._order

    def _unsort(self) -> None:
        """Before more come: who each point is of, which is not kept once points are in the order of people."""
        if self._order is not None:
            starts, hashes = self._order
            self._parts["people"] = [np.repeat(hashes, np.diff(starts))]
            self._order = None


def _starts_of(starts: NDArray[np.int64], chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Where each person begins among the *chosen* points."""
    if chosen.all():
        return starts
    before = np.zeros(len(chosen) + 1, np.int32)
    np.cumsum(chosen, dtype=np.int32, out=before[1:])
    return before[starts].astype(np.int64)


def _minutes(instants: NDArray[np.int64]) -> NDArray[np.int32]:
    """Since 1970; what is off by thousands of years has no time."""
    minutes = instants // _MINUTE
    minutes[np.abs(minutes) > np.iinfo(np.int32).max - 1] = NO_TIME
    return minutes.astype(np.int32)


@dataclass(frozen=True, slots=True)
class Placed:
    """Values that are places, or halves of places, and the record of each."""

    values: Values
    rows: NDArray[np.int32]


def spots(
    parts: Sequence[Sequence[Placed]],
    rows: NDArray[np.int32],
    records: int,
    kinds: NDArray[np.uint8] | None,
    key: RunKey,
) -> Spots:
    """The places of the points in *rows*: of two fields of numbers, of one with both in turn, or of one of texts."""
    pair = _pair(parts, rows, records)
    if pair is None:
        hashed = np.concatenate([_single_hashes(one.values, key) for one in parts[0]])
        cells = np.full(len(rows), _NO_CELL, np.int32), np.full(len(rows), _NO_CELL, np.int32)
    else:
        hashed = _pair_hashes(*pair, key.halves[0])
        cells = _cells(pair[0]), _cells(pair[1])
    return Spots(
        places=(hashed >> np.uint64(32)).astype(np.uint32), rows=cells[0], columns=cells[1],
        kinds=np.zeros(len(rows), np.uint8) if kinds is None else kinds,
    )  # fmt: skip


def _pair(
    parts: Sequence[Sequence[Placed]], rows: NDArray[np.int32], records: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    if len(parts) == 2:
        left, right = (_numbers(one, rows, records) for one in parts)
        return left, right
    numbers = np.concatenate([one.values.numbers for one in parts[0]])
    if len(numbers) == 2 * len(rows):
        return np.ascontiguousarray(numbers[::2]), np.ascontiguousarray(numbers[1::2])
    return None


def _numbers(placed: Sequence[Placed], rows: NDArray[np.int32], records: int) -> NDArray[np.float64]:
    """Of each point one number, element by element or by the point's record."""
    own = np.concatenate([one.rows for one in placed])
    numbers: NDArray[np.float64] = np.concatenate([one.values.numbers for one in placed])
    if np.array_equal(own, rows):
        return np.ascontiguousarray(numbers)
    by_record = np.full(records, np.nan)
    by_record[own] = numbers
    return by_record[rows]


def _cells(degrees: NDArray[np.float64]) -> NDArray[np.int32]:
    """Steps of 0.001 degrees from -360, so that which of two numbers is the latitude makes no difference."""
    return np.floor((np.nan_to_num(degrees) + 360.0) * _PER_DEGREE + 1e-6).astype(np.int32)


def _single_hashes(values: Values, key: RunKey) -> NDArray[np.uint64]:
    """Of texts and bytes; of numbers, too, where one of a pair is missing and they are no pairs any more."""
    if values.kind == "text" or values.kind == "binary":
        array = values.text if values.kind == "text" else values.array.cast(pa.large_binary())
        return _byte_hashes(*buffers_of(array), key.halves[0])  # type: ignore[no-any-return]
    numbers = np.ascontiguousarray(values.numbers)
    return _pair_hashes(numbers, numbers, key.halves[0])  # type: ignore[no-any-return]


@compiled
def _pair_hashes(left, right, key):  # type: ignore[no-untyped-def]
    out = np.empty(len(left), np.uint64)
    ours, theirs = left.view(np.uint64), right.view(np.uint64)
    for i in range(len(out)):
        out[i] = _traces.mixed(_traces.mixed(ours[i] ^ key) + theirs[i])
    return out


@compiled
def _byte_hashes(offsets, data, key):  # type: ignore[no-untyped-def]
    """Every byte counts, unlike in the hash of identifiers, to which "1.23" and "12.3" are one."""
    out = np.empty(len(offsets) - 1, np.uint64)
    for i in range(len(out)):
        state = key
        for at in range(offsets[i], offsets[i + 1]):
            state = (state ^ np.uint64(data[at])) * np.uint64(0x100000001B3)
        out[i] = _traces.mixed(state)
    return out
