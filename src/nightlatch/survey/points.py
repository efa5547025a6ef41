"""Whose points were where and when, in columns of keyed hashes, for measures that need all of them at once.

Memory: 22 bytes a point while reading (26 up to two million points), 30 to 50 while measuring, up to ``MOST`` points
(0.4 and 1 GB); with more, none are kept, nothing is measured, and only their people are counted. No coordinate and no
label is kept: a place is a keyed hash and its cell, a label the category it tells, a tag its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.model import Count
from nightlatch.risk import _numbering, _traces, places
from nightlatch.risk._room import give_back
from nightlatch.risk.unicity import MANY, Sightings
from nightlatch.risk.visits import Visits
from nightlatch.survey import kernels
from nightlatch.survey._blocks import Blocks
from nightlatch.survey.keyset import KeySet, RunKey
from nightlatch.survey.values import Values, buffers_of

MOST = 20_000_000  # points
MOST_LABELS = 50_000  # distinct ones that are looked at; further ones tell nothing
TAGS = 64  # tags followed; the marks of a key set hold no more
NO_TAG = np.uint8(255)
NO_TIME = np.iinfo(np.int32).min
_NO_CELL = np.int32(-1)
_MINUTE = 60_000_000
_PER_DEGREE = 1000
_SPOTS = ("places", "rows", "columns", "kinds")
_KINDS: dict[str, type[np.generic]] = {
    "people": np.uint64, "minutes": np.int32, "tags": np.uint8,
    "places": np.uint32, "rows": np.int32, "columns": np.int32, "kinds": np.uint8,
}  # fmt: skip


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
    over: KeySet | None = None  # the people and their tags, once there are too many points to be kept
    _columns: dict[str, Blocks] = field(default_factory=lambda: {name: Blocks(kind) for name, kind in _KINDS.items()})
    _order: tuple[NDArray[np.int32], NDArray[np.uint64]] | None = None  # once sorted: starts and hashes of people

    def add(
        self,
        people: NDArray[np.uint64],
        instants: NDArray[np.int64] | None,
        tags: NDArray[np.uint8] | None,
        spots: Spots | None,
    ) -> None:
        """Points with their person's hash, time in microseconds (``kernels.MISSING`` if none), tag and place.

        Where no place is known, times tell nothing either.
        """
        self._more(len(people))
        given = np.full(len(people), NO_TAG) if tags is None else tags
        if self.over is not None:
            self.over.add(people, given)
            return
        times = None if spots is None else instants
        minutes = np.full(len(people), NO_TIME, np.int32) if times is None else _minutes(times)
        found: dict[str, NDArray[Any]] = {"people": people, "tags": given, "minutes": minutes}
        found |= _columns_of(spots, len(people))
        if "cells" in self._columns:
            found["cells"] = _traces.coarse(found.pop("rows"), found.pop("columns"))
        for name, values in found.items():
            self._columns[name].add(values)

    def merge(self, other: Points) -> Points:
        """Add all that *other* holds."""
        self._more(other.count)
        self.labels.update(other.labels)
        if self.over is not None:
            self.over.merge(other._given_up())
            return self
        other._unsort()
        if "cells" in self._columns:
            other._fold()
        for name, column in self._columns.items():
            column.extend(other._columns[name])
        return self

    def _more(self, count: int) -> None:
        """Make ready for so many more."""
        self.count += count
        if self.over is not None:
            return
        self._unsort()
        if self.count > MOST:
            self.over = self._given_up()
        elif self.count > MANY:
            self._fold()

    def _fold(self) -> None:
        """Of many points only the larger cells are looked at: half the room."""
        if "cells" in self._columns:
            return
        cells = Blocks(np.uint32)
        parts = (self._columns.pop(name).drain() for name in ("rows", "columns"))
        for rows, columns in zip(*parts, strict=True):
            cells.add(_traces.coarse(rows, columns))
        self._columns["cells"] = cells

    def _given_up(self) -> KeySet:
        """The people alone; the points are let go of."""
        if self.over is None:
            self._unsort()
            self.over = KeySet(marks=True)
            for people, tags in zip(self._columns["people"].drain(), self._columns["tags"].drain(), strict=True):
                self.over.add(people, tags)
            self._columns.clear()
        return self.over

    def people(self) -> Count:
        """How many different people there are."""
        return self.over.count() if self.over is not None else Count.of(len(self._sort()[1]), "exact set")

    def tagged(self) -> NDArray[np.int64]:
        """Of each tag the different people; where these are no longer all known, those of whom a table was kept."""
        if self.over is not None:
            return self.over.mark_counts
        starts, _ = self._sort()
        return _tagged(starts, self._whole("tags"), TAGS)  # type: ignore[no-any-return]

    def kinds_of(self, words: pa.Array, key: RunKey) -> NDArray[np.uint8]:
        """What each of the distinct labels *words* tells; looked at once in a store."""
        hashed = kernels.keyed_hashes(*buffers_of(words), *key.halves).tolist()
        new = [at for at, one in enumerate(hashed) if one not in self.labels][: max(0, MOST_LABELS - len(self.labels))]
        if new:
            told = places.kinds(words.take(pa.array(new)))
            self.labels.update(zip((hashed[at] for at in new), told.tolist(), strict=True))
        return np.array([self.labels.get(one, 0) for one in hashed], np.uint8)

    def days(self) -> NDArray[np.int32] | None:
        """On how many different days each person was seen, of those whose points have a time; None if none has."""
        found = self._timed()
        if found is None:
            return None
        starts, _ = _traces.distinct(_starts_of(self._sort()[0], found), self._of("minutes", found) // 1440)
        days: NDArray[np.int32] = np.diff(starts)
        return days

    def sightings(self) -> Sightings | None:
        """The timed points sorted by person; None if there are none."""
        timed = self._timed()
        if timed is None:
            return None
        starts, hashes = self._sort()
        cells = {name: self._of(name, timed) for name in ("rows", "columns", "cells") if name in self._columns}
        if any((one == _NO_CELL.astype(one.dtype)).any() for one in cells.values()):
            cells = {}
        return Sightings(
            starts=_starts_of(starts, timed), hashes=hashes, minutes=self._of("minutes", timed),
            places=self._of("places", timed), **cells,
        )  # fmt: skip

    def _timed(self) -> NDArray[np.bool_] | None:
        if self.over is not None or not self.count:
            return None
        self._sort()
        timed: NDArray[np.bool_] = self._whole("minutes") != NO_TIME
        return timed if timed.any() else None

    def visits(self) -> Visits | None:
        """The points by person, with what their labels tell; None if nothing."""
        if self.over is not None or not any(piece.any() for piece in self._columns["kinds"].pieces()):
            return None
        starts, _ = self._sort()
        told = [kind for kind in self.labels.values() if kind]
        return Visits(
            starts=starts, kinds=self._whole("kinds"), minutes=self._whole("minutes"),
            labels=np.bincount(told, minlength=len(places.KINDS) + 1),
        )  # fmt: skip

    def _whole(self, name: str) -> NDArray[Any]:
        return self._columns[name].whole()

    def _of(self, name: str, chosen: NDArray[np.bool_]) -> NDArray[Any]:
        column = self._whole(name)
        return column if chosen.all() else column[chosen]

    def _sort(self) -> tuple[NDArray[np.int32], NDArray[np.uint64]]:
        """Bring all columns into the order of people: where each begins, and their hashes. No column is held twice."""
        if self._order is None:
            give_back()
            ids, hashes = _numbering.numbered(self._columns["people"].pieces, self.count)
            self._columns["people"].clear()
            starts, order = _traces.grouped(ids, len(hashes))
            del ids
            for name, column in self._columns.items():
                if name != "people":
                    column.put(_traces.ordered(column.whole(), order))
            self._order = starts, hashes
        return self._order

    def _unsort(self) -> None:
        """Before more come: who each point is of, which is not kept once points are in the order of people."""
        if self._order is not None:
            starts, hashes = self._order
            self._columns["people"].put(np.repeat(hashes, np.diff(starts)))
            self._order = None


def _columns_of(spots: Spots | None, count: int) -> dict[str, NDArray[Any]]:
    if spots is not None:
        return {name: getattr(spots, name) for name in _SPOTS}
    nowhere = {name: np.zeros(count, _KINDS[name]) for name in ("places", "kinds")}
    return nowhere | {name: np.full(count, _NO_CELL) for name in ("rows", "columns")}


def _starts_of(starts: NDArray[np.int32], chosen: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Where each person begins among the *chosen* points."""
    if chosen.all():
        return starts
    before = np.zeros(len(chosen) + 1, np.int32)
    np.cumsum(chosen, dtype=np.int32, out=before[1:])
    return before[starts]


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
    own = np.concatenate([one.rows for one in parts[0]])
    if np.array_equal(own, rows):
        return None
    numbers = np.concatenate([one.values.numbers for one in parts[0]])
    at = pairs_of(own)
    return np.ascontiguousarray(numbers[at[:, 0]]), np.ascontiguousarray(numbers[at[:, 1]])


def pairs_of(rows: NDArray[np.int32]) -> NDArray[np.int64]:
    """Where the two numbers of each point are, one row a point, among numbers that belong to the records *rows*.

    A record has one point, or several one behind another, of two numbers each, or of three if all have: the third is
    the height. A number that is left alone, as the other one was no degree, is no point. Where whole and other numbers
    came as columns of their own, the two of a record stand together again, in one order for all.
    """
    order: NDArray[np.int64] = np.argsort(rows, kind="stable")
    sorted_rows = rows[order]
    if len(rows) % 2 == 0 and np.array_equal(sorted_rows[::2], sorted_rows[1::2]):
        return order.reshape(-1, 2)
    _, starts, counts = np.unique(sorted_rows, return_index=True, return_counts=True)
    size = 3 if (counts % 3 == 0).all() else 2
    points = counts // size
    before = np.arange(points.sum()) - np.repeat(np.cumsum(points) - points, points)
    first = np.repeat(starts, points) + size * before
    both: NDArray[np.int64] = order[np.stack([first, first + 1], axis=1)]
    return both


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


@compiled
def _tagged(starts, tags, count):  # type: ignore[no-untyped-def]
    """Of each tag the people with a point of it; those of *count* and above are none."""
    out, last = np.zeros(count, np.int64), np.full(count, -1, np.int32)
    for person in range(len(starts) - 1):
        for i in range(starts[person], starts[person + 1]):
            tag = tags[i]
            if tag < count and last[tag] != person:
                last[tag] = person
                out[tag] += 1
    return out
