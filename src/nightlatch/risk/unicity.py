"""Unicity: how many people a few of their own sightings single out, places and times known to a resolution.

After de Montjoye, Hidalgo, Verleysen and Blondel, "Unique in the Crowd", Scientific Reports 3:1376 (2013): of people
with at least p distinct points, the share for whom p random ones of their own fit nobody else. Points at random
underestimate: home and work identify more. Works on keyed hashes of people and places, and keeps nothing of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nightlatch.model import Unicity
from nightlatch.risk import _numbering, _traces
from nightlatch.risk._room import give_back
from nightlatch.risk.disclosure import FEWEST, rounded

POINTS = (1, 2, 3, 4)
TARGETS = 10_000  # people drawn: an interval of one percentage point at most
_SETS = 100_000  # sets of points that are all looked at rather than drawn from
_LOOKS = 8_000_000  # at people, for each number of points: bounds the time where places are large
MANY = 2_000_000  # points, above which only the first resolutions are reckoned
LARGER = 10  # steps of 0.001 degrees, the only ones that are reckoned of many points
_RESOLUTIONS: tuple[tuple[int, int], ...] = (  # grid steps of 0.001 degrees (0: as recorded), minutes
    (0, 60), (0, 1), (0, 1440), (10, 60), (0, 15), (0, 360), (1, 60), (100, 60),
)  # fmt: skip
_OF_MANY = 4
_PIECE = 1 << 16  # points whose keys are made at a time
_PLACES = {0: "as recorded", 1: "0.001 degrees", 10: "0.01 degrees", 100: "0.1 degrees"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """Timed points, sorted by person: *starts* of each person's run, *hashes* of the people.

    *places* are keyed hashes of the place as recorded, *rows* and *columns* its cell of 0.001 degrees, or *cells* that
    of 0.01 degrees as :func:`~nightlatch.risk._traces.coarse` makes it (None where places are no pairs of numbers),
    *minutes* since 1970.
    """

    starts: NDArray[np.int32]
    hashes: NDArray[np.uint64]
    places: NDArray[np.uint32]
    minutes: NDArray[np.int32]
    rows: NDArray[np.int32] | None = None
    columns: NDArray[np.int32] | None = None
    cells: NDArray[np.uint32] | None = None

    def has(self, step: int) -> bool:
        """Are places known to *step* steps of 0.001 degrees (0: as recorded)?"""
        return not step or self.rows is not None or (step == LARGER and self.cells is not None)


def measure(seen: Sightings, *, is_sample: bool = False) -> tuple[Unicity, ...]:
    """Unicity by resolution and number of points; only where at least ten people have so many.

    *is_sample*: not everybody's points were read. Those who are missing can match nobody, so that a share is too high:
    it is told as "at most".
    Memory: 8 bytes a point and 4 to 8 a place and time of several people more, one resolution after the other.
    Time: of 6.7 million points, one resolution and all four numbers of points, 0.5 to 0.8 s.
    """
    told: list[Unicity] = []
    places = seen.places
    alone = _numbering.apart(lambda: (places[here].astype(np.uint64) for here in _slices(len(places))), len(places))
    for step, minutes in _RESOLUTIONS[: _OF_MANY if len(seen.places) > MANY else None]:
        if seen.has(step):
            told += _of_resolution(seen, step, minutes, is_sample, None if step else alone)
    return tuple(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """Each person's keys, and each key's people; most keys of one person alone have no number."""

    starts: NDArray[np.int32]
    keys: NDArray[np.int32]
    heads: NDArray[np.int32]
    people: NDArray[np.int32]


def index(starts: NDArray[np.int32], keys: NDArray[np.uint64]) -> Index:
    """Of points sorted by person, what place and time they have in one number."""
    return _index(lambda: (keys,), starts, len(keys))


def _index(
    pieces: Callable[[], Iterable[NDArray[np.uint64]]], starts: NDArray[np.int32], points: int,
    alone: NDArray[np.bool_] | None = None,
) -> Index:  # fmt: skip
    ids, count = _numbering.parted(pieces, points, alone)
    give_back()  # tables of keys
    starts, own = _traces.distinct(starts, ids)
    heads, people = _traces.postings(starts, own, count)
    return Index(starts=starts, keys=own, heads=heads, people=people)


def _of_resolution(
    seen: Sightings, step: int, minutes: int, is_sample: bool, alone: NDArray[np.bool_] | None = None
) -> Iterator[Unicity]:
    """*alone*: points whose place comes once, so that at no time anybody else was there."""
    give_back()  # what the resolution before had
    points = len(seen.minutes)

    def pieces() -> Iterator[NDArray[np.uint64]]:
        return (_keys(seen, step, minutes, here) for here in _slices(points))

    found = _index(pieces, seen.starts, points, alone)
    for points in POINTS:
        share = share_of(found, points, seen.hashes)
        if share is None:
            return
        yield Unicity(
            place=_PLACES[step], minutes=minutes, points=points, share=round(share.alone, 4),
            low=0.0 if is_sample else round(share.low, 4), high=round(share.high, 4), few=round(share.few, 4),
            eligible=rounded(share.eligible), basis="upper-bound" if is_sample else "full",
        )  # fmt: skip


def _slices(points: int) -> Iterator[slice]:
    return (slice(at, at + _PIECE) for at in range(0, points, _PIECE))


def _keys(seen: Sightings, step: int, minutes: int, here: slice = slice(None)) -> NDArray[np.uint64]:
    times = seen.minutes[here]
    if not step:
        return _traces.placed(seen.places[here], times, minutes)  # type: ignore[no-any-return]
    if seen.rows is None or seen.columns is None:
        assert seen.cells is not None  # noqa: S101 - for the type checker: it has this step
        return _traces.placed(seen.cells[here], times, minutes)  # type: ignore[no-any-return]
    return _traces.celled(seen.rows[here], seen.columns[here], step, times, minutes)  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Of *eligible* people, the share who are alone, and who are among five at most; with a 95 % interval."""

    alone: float
    few: float
    low: float
    high: float
    eligible: int


def share_of(found: Index, points: int, hashes: NDArray[np.uint64], *, targets: int = TARGETS) -> Share | None:
    """The share that *points* of their own keys single out; None where fewer than ten people have so many.

    Exact for one point, and where all sets of points are few enough to be looked at; else of *targets* people drawn by
    their keyed hash, one set of points each.
    """
    lengths = np.diff(found.starts)
    is_able = lengths >= points
    eligible = int(np.count_nonzero(is_able))
    if eligible < FEWEST:
        return None
    parts = (found.starts, found.keys, found.heads, found.people)
    if points == 1:
        alone, few, _ = _traces.by_one(found.starts, found.keys, found.heads)
        return _exact(alone, few, eligible)
    if eligible <= _SETS and _sets(lengths[is_able], points) <= _SETS:
        alone, few = _traces.by_all(*parts, np.flatnonzero(is_able), points)
        return _exact(alone, few, eligible)
    chosen = _smallest(hashes, is_able, min(targets, eligible))
    done, alone, few = _traces.by_draw(*parts, chosen, hashes[chosen] ^ np.uint64(points), points, _LOOKS)
    low, high = _wilson(alone, done)
    return Share(alone=alone / done, few=few / done, low=low, high=high, eligible=eligible)


def _smallest(hashes: NDArray[np.uint64], is_able: NDArray[np.bool_], count: int) -> NDArray[np.int64]:
    """Those *count* of whom are able that have the smallest hashes, in order of these; without sorting all."""
    bound = min((1 << 65) * count // int(np.count_nonzero(is_able)), (1 << 64) - 1)  # below it are about twice as many
    found = np.flatnonzero(is_able & (hashes <= np.uint64(bound)))
    if len(found) < count:
        found = np.flatnonzero(is_able)
    return found[np.argsort(hashes[found])[:count]]


def _sets(lengths: NDArray[np.int32], points: int) -> float:
    """How many sets of *points* there are in traces of these *lengths*."""
    sizes, counts = np.unique(lengths, return_counts=True)
    return float(sum(math.comb(int(size), points) * int(count) for size, count in zip(sizes, counts, strict=True)))


def _exact(alone: float, few: float, eligible: int) -> Share:
    share = round(alone / eligible, 9)  # the order in which people were added up shows only behind that
    return Share(alone=share, few=round(few / eligible, 9), low=share, high=share, eligible=eligible)


def _wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927): it does not shrink to nothing at 0 and 1."""
    z = 1.96
    share = hits / n
    middle = share + z * z / (2 * n)
    reach = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, (middle - reach) / (1 + z * z / n)), min(1.0, (middle + reach) / (1 + z * z / n))
