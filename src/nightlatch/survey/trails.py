"""Location points that belong to people: how many, when, and at which kinds of places. Never whose.

Nothing here can be asked by person, place or time; what is broken down is suppressed below ten people, and by tag it is
told in tens.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled
from nightlatch.model import Count, Hour, Tag, Trails
from nightlatch.risk import unicity, visits
from nightlatch.risk._room import give_back
from nightlatch.risk.disclosure import FEWEST as FEWEST
from nightlatch.risk.disclosure import STEP, rounded, tellable
from nightlatch.survey import kernels
from nightlatch.survey.points import MOST, Points, Spots
from nightlatch.survey.points import TAGS as TAGS

LIVE_MINUTES = 15  # a newest point this fresh means that the store is still being written
_DAY_SECONDS = 86_400
_RING = 90_000  # seconds kept behind the newest point; more than a day
_HOUR = 3_600_000_000
_HOURS = 1_000_000  # since 1970, until 2084
_SHOWN_HOURS = 168
_NEVER = np.iinfo(np.int64).min  # the newest point of none


class Paths:
    """Tallies of points. ``merge`` is associative and commutative, where both follow the same tags."""

    def __init__(self, tags: tuple[str, ...] = ()) -> None:
        self.tags = list(tags[:TAGS])
        self.points = 0
        self.timed = 0
        self.future = 0
        self.kept = Points()
        self.tag_points = np.zeros(TAGS, np.int64)
        self._first = np.iinfo(np.int64).max
        self._newest = np.array([_NEVER])
        self._ring = np.zeros(_RING, np.int64)
        self._hours: dict[int, int] = {}
        self._latest = int((time.time() + _DAY_SECONDS) * 1e6)

    def follow(self, tags: Iterable[str]) -> None:
        """Count these tags from now on; at most :data:`TAGS` in all."""
        self.tags.extend(tag for tag in tags if tag not in self.tags)
        del self.tags[TAGS:]

    def add(
        self,
        people: NDArray[np.uint64],
        instants: NDArray[np.int64] | None,
        labels: NDArray[np.uint8] | None,
        spots: Spots | None = None,
    ) -> None:
        """Points with their person's hash, time (``kernels.MISSING`` if none) and tag number (64 and above: none).

        *spots*: where they were, for what needs all points of a person at once.
        """
        self.kept.add(people, instants, labels, spots)
        self.points += len(people)
        if labels is not None:
            self.tag_points += np.bincount(labels[labels < TAGS], minlength=TAGS)
        if instants is not None:
            self._time(instants)

    def _time(self, instants: NDArray[np.int64]) -> None:
        real = instants[(instants != kernels.MISSING) & (instants <= self._latest)]
        self.future += int(np.count_nonzero(instants > self._latest))
        self.timed += len(real)
        if not len(real):
            return
        self._first = min(self._first, int(real.min()))
        _window(self._ring, self._newest, real // 1_000_000)
        hours = real // _HOUR
        low, high = int(hours.min()), int(hours.max())
        if low < 0 or high >= _HOURS:
            hours = hours[(hours >= 0) & (hours < _HOURS)]
            low = int(hours.min()) if len(hours) else 0
        if len(hours):
            counts = np.bincount(hours - low)
            for at in np.flatnonzero(counts):
                self._hours[low + int(at)] = self._hours.get(low + int(at), 0) + int(counts[at])

    def merge(self, other: Paths) -> Paths:
        """Add all that *other* counted."""
        self.points += other.points
        self.timed += other.timed
        self.future += other.future
        self.kept.merge(other.kept)
        self.tag_points += other.tag_points
        self._first = min(self._first, other._first)
        for hour, count in other._hours.items():
            self._hours[hour] = self._hours.get(hour, 0) + count
        newest = max(int(self._newest[0]), int(other._newest[0]))
        if newest > _NEVER:
            self._ring = _aligned(self, newest) + _aligned(other, newest)
            self._newest[0] = newest
        return self

    def told(self, scale: float = 1.0, *, is_sample: bool = False) -> Trails | None:
        """What may be printed; *scale* above 1, or *is_sample*, where only a sample of the points was read."""
        if not self.points:
            return None
        seen, tagged = self.kept.people(), self.kept.tagged()
        hidden = self._hidden_tags(tagged, seen.value or 0)
        newest = int(self._newest[0])
        told = Trails(
            points=_scaled(self.points, scale),
            people=_of_those_read(seen, scale),
            first=_moment(self._first // 1_000_000) if self.timed else None,
            last=_moment(newest) if self.timed else None,
            last_24h=self._told_last_day(newest, scale) if self.timed else None,
            future=self._told_future(scale),
            is_live=_is_live(newest) if self.timed else None,
            tags=self._told_tags(tagged, hidden, scale),
            suppressed_tags=sum(hidden),
            hours=self._told_hours(scale),
        )
        return self._measured(told, seen.value or 0, is_sample or scale > 1.0)

    def _measured(self, told: Trails, people: int, is_sample: bool) -> Trails:
        """How far trails single people out, on how many days these are seen, and what their places tell of them."""
        if self.kept.over is not None:
            return replace(told, unmeasured=f"more than {MOST:,} points: too many to be held at once")
        labelled = self.kept.visits()
        if labelled is not None:
            told = replace(told, reveals=visits.reveals(labelled, people, is_sample=is_sample))
            del labelled
            give_back()
        days = self.kept.days()
        if days is not None and len(days) >= FEWEST:
            told = replace(told, days=int(np.median(days)))
        del days
        seen = self.kept.sightings()
        return told if seen is None else replace(told, unicity=unicity.measure(seen, is_sample=is_sample))

    def _told_last_day(self, newest: int, scale: float) -> Count:
        """The last day's points. Rows are read in runs, and neighbours are of one time: of a sample that holds older
        ones too, the share of a day may be far off, so only what must be so bounds it."""
        read, points = self._last_day(newest), _scaled(self.points, scale)
        if scale == 1.0 or read == self.points:
            return _scaled(read, scale)
        high = None if points.high is None else points.high - (self.points - read)
        return replace(_scaled(read, scale), low=read, high=high)

    def _told_future(self, scale: float) -> Count | None:
        """None where nothing is dated so; below ten that there are some."""
        if not self.future:
            return None
        return Count(value=None, low=1) if self.future < FEWEST else _in_tens(self.future, scale)

    def _last_day(self, newest: int) -> int:
        seconds = np.arange(newest - _DAY_SECONDS, newest + 1)
        return int(self._ring[seconds % _RING].sum())

    def _told_tags(self, tagged: NDArray[np.int64], hidden: list[bool], scale: float) -> tuple[Tag, ...]:
        order = sorted(range(len(self.tags)), key=lambda at: -int(self.tag_points[at]))
        return tuple(
            Tag(
                tag=self.tags[at],
                points=_in_tens(int(self.tag_points[at]), scale),
                people=self._people_at(int(tagged[at]), scale),
            )
            for at in order
            if tagged[at] and not hidden[at]
        )

    def _people_at(self, people: int, scale: float) -> Count:
        told = rounded(people)
        if self.kept.over is None or self.kept.over.is_exact:
            return _of_those_read(told, scale)
        return replace(told, high=None, method="those of whom a table was kept")

    def _hidden_tags(self, tagged: NDArray[np.int64], people: int) -> list[bool]:
        """Tags of few people or of all but a few, and what would give their number away when taken from the total."""
        counts = tagged[: len(self.tags)].tolist()
        few = hide_small(counts)
        return [hide or (count > 0 and not tellable(count, people)) for count, hide in zip(counts, few, strict=True)]

    def _told_hours(self, scale: float) -> tuple[Hour, ...]:
        """Not scaled: see :meth:`_told_last_day`."""
        newest = max(self._hours, default=0)
        first = max(min(self._hours, default=0), newest - _SHOWN_HOURS + 1)
        counts = [self._hours.get(hour, 0) for hour in range(first, newest + 1)] if self._hours else []
        hidden = hide_small(counts)
        return tuple(
            Hour(start=_moment((first + at) * 3600), points=None if hide else _of_those_read(Count.of(count), scale))
            for at, (count, hide) in enumerate(zip(counts, hidden, strict=True))
        )


def hide_small(counts: list[int], fewest: int = FEWEST) -> list[bool]:
    """Which counts to hide: those from 1 to *fewest* - 1, and with them the next smallest while they could be told.

    A single hidden count could be told from the total (the complement), and so could two that are together below
    *fewest*: each of them is at least 1.
    """
    hidden = [0 < count < fewest for count in counts]
    missing = [count for count, hide in zip(counts, hidden, strict=True) if hide]
    for count, at in sorted((count, at) for at, count in enumerate(counts) if count >= fewest):
        if not missing or (len(missing) > 1 and sum(missing) >= fewest):
            break
        hidden[at] = True
        missing.append(count)
    return hidden


def _scaled(count: int, scale: float) -> Count:
    if scale == 1.0:
        return Count.of(count)
    error = 1.96 * (count**0.5) * scale
    value = round(count * scale)
    return Count(value=value, low=max(count, round(value - error)), high=round(value + error), method="sample, scaled")


def _in_tens(count: int, scale: float) -> Count:
    """The same of a breakdown by tag: a second run, or the difference of two, tells of no single point."""
    told = rounded(count)
    if scale == 1.0:
        return told
    return replace(_scaled(told.low, scale), high=_scaled(told.low + STEP - 1, scale).high)


def _of_those_read(count: Count, scale: float) -> Count:
    """What cannot be told of points that were not read, such as who is behind them: a sample gives a lower bound."""
    if scale == 1.0:
        return count
    return Count(value=count.value, low=count.low, method="among the points read")


def _moment(seconds: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)


def _is_live(newest: int) -> bool:
    return abs(time.time() - newest) <= LIVE_MINUTES * 60


def _aligned(paths: Paths, newest: int) -> NDArray[np.int64]:
    """The ring of *paths* as it would be had it seen *newest*."""
    moved, at = paths._ring.copy(), paths._newest.copy()
    if at[0] == _NEVER:
        return np.zeros(_RING, np.int64)
    if at[0] < newest:
        _window(moved, at, np.array([newest]))
        moved[newest % _RING] -= 1
    return moved


@compiled
def _window(ring, newest, seconds):  # type: ignore[no-untyped-def]
    """Count *seconds* in a ring of the last seconds behind the newest; what falls out of it is forgotten."""
    size = len(ring)
    for at in seconds:
        if at > newest[0]:
            if newest[0] == _NEVER or at - newest[0] >= size:
                ring[:] = 0
            else:
                for gone in range(newest[0] + 1, at + 1):
                    ring[gone % size] = 0
            newest[0] = at
        if at > newest[0] - size:
            ring[at % size] += 1
