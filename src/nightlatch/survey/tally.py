"""Count personal data in batches; keep none of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from nightlatch.categories import Category
from nightlatch.stores import Batch, Column
from nightlatch.survey import kernels
from nightlatch.survey._keyed import is_clock
from nightlatch.survey.embedded import LEVELS, opened
from nightlatch.survey.facts import Facts, Told, tells
from nightlatch.survey.groups import Groups, quasi_of
from nightlatch.survey.keyset import RunKey
from nightlatch.survey.people import Key, People, hashes
from nightlatch.survey.plan import learn, learn_more
from nightlatch.survey.planned import MAX_FIELDS, Claim, ContainerPlan
from nightlatch.survey.points import NO_TAG, Placed, Spots, pairs_of, spots
from nightlatch.survey.trails import Paths
from nightlatch.survey.values import Values
from nightlatch.survey.watch import Rare, Turns, is_new, rare
from nightlatch.survey.window import Window

_Number = TypeVar("_Number", bound=np.generic)
_REST = "*"
_NO_SHAPES: frozenset[int] = frozenset()
_HALF_CIRCLE = 180  # degrees
_MOST_WORDS = 1024  # of a vocabulary that is kept for the next batch
_WORKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="nightlatch-count")


@dataclass(slots=True, kw_only=True)
class FieldTally:
    """Of one path: values that are not null, the kinds they came as, and how many passed by category.

    *rare*: what stands among values that are something else.
    """

    values: int = 0
    types: set[str] = field(default_factory=set)
    hits: dict[str, int] = field(default_factory=dict)
    unasked: dict[str, int] = field(default_factory=dict)  # values that came before a category was looked for
    rare: dict[Category, Rare] = field(default_factory=dict)

    def merge(self, other: FieldTally) -> None:
        self.values += other.values
        self.types |= other.types
        for mine, others in ((self.hits, other.hits), (self.unasked, other.unasked)):
            for name, count in others.items():
                mine[name] = mine.get(name, 0) + count
        self.add_rare(other.rare)

    def add_rare(self, found: dict[Category, Rare]) -> None:
        for category, counts in found.items():
            self.rare[category] = self.rare.get(category, Rare()) + counts


@dataclass(slots=True)
class _Seen:
    """One column of a batch without its nulls: the record of each value, and which passed as an identifier."""

    values: Values
    rows: NDArray[np.int32]
    passed: dict[str, NDArray[np.bool_]] = field(default_factory=dict)

    def passing(self, claim: Claim) -> NDArray[np.bool_]:
        """Which values pass as *claim*; checked once, though counted, hashed and placed."""
        name = claim.verdict.category.id
        if name not in self.passed:
            self.passed[name] = _passes(claim, self.values)
        return self.passed[name]


@dataclass(slots=True, kw_only=True)
class Sums:
    """What all containers of one store are counted into, since people and their points are in several of them."""

    people: People = field(default_factory=People)
    paths: Paths = field(default_factory=Paths)
    facts: Facts = field(default_factory=Facts)

    @classmethod
    def of_sample(cls) -> Sums:
        """Those that also keep what an estimate of the whole needs."""
        return cls(people=People(repeats=True), facts=Facts(is_part=True))


class Tally:
    """Counts of one container. ``merge`` is associative and commutative where both follow the same plan.

    Memory: O(fields x categories), fields at most 4096; what is the whole store's is counted in *sums*.
    """

    def __init__(self, plan: ContainerPlan, sums: Sums, key: RunKey, expected: int = 0) -> None:
        """*expected*: about how many records are to come; a wrong guess costs time or room, never a count."""
        self.plan, self.key = plan, key
        self.people, self.paths, self.facts = sums.people, sums.paths, sums.facts
        self.window, self.turns = Window(), Turns()
        self.groups = Groups(quasi_of(plan))
        self.records = self.bytes = self.undecodable = self.points = 0
        self.fields: dict[str, FieldTally] = {}
        self.keyed: dict[str, int] = {}  # values that identify, by domain: for estimates from a sample
        self._judged: dict[tuple[str, str], tuple[pa.Array, NDArray[np.bool_]]] = {}
        self.paths.follow(plan.tags)
        self.facts.expect(expected)
        self._is_register = bool(plan.keys) and plan.points is None and plan.is_distinct(plan.keys[0].path)
        for one in plan.keys:
            self.people.expect(
                one, plan.keys[0], expected, are_distinct=plan.points is None and plan.is_distinct(one.path)
            )

    def add(self, batch: Batch) -> None:
        """Count one batch; a path that the sample did not have is judged here, by what it holds."""
        self.records += batch.records
        self.bytes += batch.bytes
        self.undecodable += batch.undecodable
        seen = self._seen([*batch.columns, *self._inside(batch.columns)])
        self._trickle(seen)
        for _ in _WORKERS.map(self._count, seen, seen.values()):  # a field each; the kernels let go of the lock
            pass
        self._count_people(seen, batch.records)
        described = {path: [(one.values, one.rows) for one in seen.get(path, ())] for path in self.groups.paths}
        self.groups.add(described, batch.records, self.key)

    def close(self) -> None:
        """No more records of this container are to come: what the store is counted into keeps no room for more."""
        self.people.rest()
        self.facts.rest()
        self.groups.close()

    def merge(self, other: Tally) -> Tally:
        """Add all that *other* counted; people and paths are merged by whoever owns them."""
        self.records += other.records
        self.bytes += other.bytes
        self.undecodable += other.undecodable
        self.points += other.points
        self.window.merge(other.window)
        self.groups.merge(other.groups)
        for path, tally in other.fields.items():
            self._field(path).merge(tally)
        for name, count in other.keyed.items():
            self.keyed[name] = self.keyed.get(name, 0) + count
        return self

    def _inside(self, columns: Sequence[Column]) -> list[Column]:
        """What is inside the texts of *columns*; fields that come up for the first time are judged."""
        found: list[Column] = []
        for _ in range(LEVELS + 1):
            late = [column for column in columns if self.plan.is_late(column)]
            if late:
                found += learn(self.plan, late)
            came = {column.path for column in late}
            columns = opened((column for column in columns if column.path not in came), self.plan.forms)
            if not columns:
                break
            found += columns
        return found

    def _seen(self, columns: Iterable[Column]) -> dict[str, list[_Seen]]:
        found: dict[str, list[_Seen]] = {}
        orders: dict[int, NDArray[np.int32]] = {}
        for column in columns:
            path = column.path
            if path not in self.fields and len(self.fields) >= MAX_FIELDS:
                path = _REST
            one = _without_nulls(column, orders)
            if len(one.values):
                self._field(path)
                if path in self.plan.few and one.values.kind == "text":
                    one.values.encode()
                found.setdefault(path, []).append(one)
        return found

    def _trickle(self, seen: dict[str, list[_Seen]]) -> None:
        """All checks for some values of some fields: what they find that the sample did not is counted from now on."""
        turn, started = self.turns.of(list(seen)), time.monotonic()
        for path, ones in seen.items():
            for one in ones:
                some = self.turns.some(one.values)
                if path in turn or is_new(some, self.plan.shapes.get(path, _NO_SHAPES)):
                    for name in learn_more(self.plan, path, some):
                        self._field(path).unasked[name] = self._field(path).values
        if turn:
            self.turns.spend(time.monotonic() - started)

    def _field(self, path: str) -> FieldTally:
        return self.fields.setdefault(path, FieldTally())

    def _count(self, path: str, ones: list[_Seen]) -> None:
        tally = self._field(path)
        for one in ones:
            tally.values += len(one.values)
            tally.types.add(one.values.kind)
            if path in self.plan.times and (self.plan.claims.get(path) or is_clock(path, one.values)):
                self.window.add(one.values.instants)
            for claim in self.plan.claims.get(path, ()):
                name = claim.verdict.category.id
                tally.hits[name] = tally.hits.get(name, 0) + self._hits(path, claim, one)
            if not self.plan.is_settled(path):
                tally.add_rare(rare(one.values, self.turns))

    def _hits(self, path: str, claim: Claim, one: _Seen) -> int:
        few = one.values.few
        if few is None:
            return int(np.count_nonzero(one.passing(claim)))
        passing = self._words(path, claim, few.dictionary)
        counts = np.bincount(np.asarray(few.indices), minlength=len(passing))
        return int(counts[passing].sum())

    def _words(self, path: str, claim: Claim, words: pa.Array) -> NDArray[np.bool_]:
        """Which *words* of a small vocabulary pass; asked again only where they are not those of the last batch.

        Some checks look at all values together, so that what they said of other words does not hold for these.
        """
        key = (path, claim.verdict.category.id)
        if key in self._judged and len(self._judged[key][0]) == len(words):
            places = pc.index_in(words, value_set=self._judged[key][0])
            if not places.null_count:
                again: NDArray[np.bool_] = self._judged[key][1][np.asarray(places)]
                return again
        passing = _passes(claim, Values(words))
        if len(words) <= _MOST_WORDS:
            self._judged[key] = words, passing
        return passing

    def _count_people(self, seen: dict[str, list[_Seen]], records: int) -> None:
        """Each record counts by the best identifier that it has; the others link that one to other containers."""
        keys = self.plan.keys
        bests, owners = np.full(records, len(keys), np.uint8), np.zeros(records, np.uint64)
        for at, key in enumerate(keys):
            found = [_identified(self.plan, key, one, self.key) for one in seen.get(key.path, ())]
            for hashed, rows in found:
                beside = bests[rows]
                self._add_people(at, hashed, beside)
                is_new = beside == len(keys)
                owners[rows[is_new]] = hashed[is_new]
            for _, rows in found:
                bests[rows] = np.minimum(bests[rows], at)
        self.facts.add(self._told(seen), owners, is_register=self._is_register)
        if keys and self.plan.points:
            self._count_points(seen, owners, records)

    def _told(self, seen: dict[str, list[_Seen]]) -> Iterator[Told]:
        for path, claims in self.plan.claims.items():
            for claim in claims:
                category = claim.verdict.category.id
                is_told = tells(category) and self.plan.whose(path, category)[0] == "person"
                for one in seen.get(path, ()) if is_told else ():
                    yield Told(category=category, values=one.values, rows=one.rows, passing=one.passing(claim))

    def _add_people(self, at: int, hashed: NDArray[np.uint64], beside: NDArray[np.uint8]) -> None:
        """Identifiers of key *at*; *beside* is the better key of each one's record, or no key's number."""
        keys = self.plan.keys
        is_alike = len(beside) > 0 and bool((beside == beside[0]).all())
        for best in beside[:1] if is_alike else np.flatnonzero(np.bincount(beside)):
            picked = hashed if is_alike else hashed[beside == best]
            is_leading = best == len(keys)
            leader = keys[at if is_leading else best]
            self.people.add(keys[at], leader, picked, is_apart=is_leading and at > 0 and self._is_register)
            if is_leading:
                self.keyed[keys[at].domain] = self.keyed.get(keys[at].domain, 0) + len(picked)

    def _count_points(self, seen: dict[str, list[_Seen]], owners: NDArray[np.uint64], records: int) -> None:
        points = self.plan.points
        assert points is not None  # noqa: S101 - for the type checker
        rows = _point_rows(self.plan, [seen.get(path, []) for path in points.place], points.place)
        if rows is None:
            return
        people = owners[rows]
        owned = people != 0
        self.points += int(np.count_nonzero(owned))
        times = _beside(rows, seen.get(points.time, []), records, _instants, np.int64(kernels.MISSING))
        labels = None
        if points.tag:
            labels = _beside(rows, seen.get(points.tag, []), records, self._labelled, NO_TAG)
        found = self._spots(seen, rows, records).at(owned)
        self.paths.add(people[owned], times[owned], None if labels is None else labels[owned], found)

    def _spots(self, seen: dict[str, list[_Seen]], rows: NDArray[np.int32], records: int) -> Spots:
        points = self.plan.points
        assert points is not None  # noqa: S101 - for the type checker
        kinds = None
        if points.label:
            kinds = _beside(rows, seen.get(points.label, []), records, self._kinds, np.uint8(0))
        placed = [[_placed(self.plan, path, one) for one in seen.get(path, [])] for path in points.place]
        return spots(placed, rows, records, kinds, self.key)

    def _kinds(self, one: _Seen) -> NDArray[np.uint8]:
        """What the label of each point tells of those who are there."""
        encoded = one.values.encode()
        found: NDArray[np.uint8] = self.paths.kept.kinds_of(encoded.dictionary, self.key)[np.asarray(encoded.indices)]
        return found

    def _labelled(self, one: _Seen) -> NDArray[np.uint8]:
        encoded = one.values.encode()
        tags = pa.array(self.paths.tags, pa.large_string())
        known = pc.fill_null(pc.index_in(encoded.dictionary, value_set=tags), int(NO_TAG))
        labels: NDArray[np.uint8] = np.asarray(known).astype(np.uint8)
        found: NDArray[np.uint8] = labels[np.asarray(encoded.indices)]
        return found


def _without_nulls(column: Column, orders: dict[int, NDArray[np.int32]]) -> _Seen:
    """*orders*: of this batch, 0 to so many, which most columns share."""
    array = column.array
    if array.null_count:
        valid = np.flatnonzero(np.asarray(array.is_valid()))
        rows = valid.astype(np.int32) if column.rows is None else column.rows[valid]
        return _Seen(Values(array.drop_null()), rows)
    if column.rows is not None:
        return _Seen(Values(array), column.rows)
    if len(array) not in orders:
        orders[len(array)] = np.arange(len(array), dtype=np.int32)
    return _Seen(Values(array), orders[len(array)])


def _passes(claim: Claim, values: Values) -> NDArray[np.bool_]:
    masks = [check(values) for kinds, check in claim.checks if values.kind in kinds]
    if not masks:
        return np.zeros(len(values), np.bool_)
    return masks[0] if len(masks) == 1 else np.logical_or.reduce(masks)


def _identified(plan: ContainerPlan, key: Key, one: _Seen, run: RunKey) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Hashes of the values that pass as *key*, and their records."""
    claim = next(claim for claim in plan.claims[key.path] if claim.verdict.category.id == key.category)
    passing = one.passing(claim)
    found = hashes(one.values, run)
    return (found, one.rows) if passing.all() else (found[passing], one.rows[passing])


def _point_rows(plan: ContainerPlan, places: list[list[_Seen]], paths: tuple[str, ...]) -> NDArray[np.int32] | None:
    """The record of each whole point: of a pair where both halves pass, of an array of numbers every other."""
    passed = []
    for path, ones in zip(paths, places, strict=True):
        if not ones:
            return None
        passed.append(np.concatenate([one.rows[_are_places(plan, path, one)] for one in ones]))
    if len(passed) == 2:
        return _both(passed[0], passed[1])
    rows = passed[0]
    return rows[pairs_of(rows)[:, 0]] if any(_is_half(paths[0], one) for one in places[0]) else rows


def _is_half(path: str, one: _Seen) -> bool:
    """Is each value one of the two numbers of a point in an array?"""
    return path.endswith("[]") and one.values.kind in ("float", "integer")


def _are_places(plan: ContainerPlan, path: str, one: _Seen) -> NDArray[np.bool_]:
    """Which values are points or halves of points; in an array of such numbers whole ones are halves as well."""
    if _is_half(path, one):
        return np.abs(one.values.numbers) <= _HALF_CIRCLE
    return one.passing(next(claim for claim in plan.claims[path] if claim.verdict.category.id == "geo-point"))


def _placed(plan: ContainerPlan, path: str, one: _Seen) -> Placed:
    """The values in *one* that are points, or halves of points."""
    passing = _are_places(plan, path, one)
    if passing.all():
        return Placed(one.values, one.rows)
    return Placed(Values(one.values.array.filter(pa.array(passing))), one.rows[passing])


def _both(left: NDArray[np.int32], right: NDArray[np.int32]) -> NDArray[np.int32]:
    if np.array_equal(left, right):
        return left
    return np.intersect1d(left, right).astype(np.int32)


def _beside(
    rows: NDArray[np.int32],
    ones: list[_Seen],
    records: int,
    read: Callable[[_Seen], NDArray[_Number]],
    missing: _Number,
) -> NDArray[_Number]:
    """What *read* makes of the values in *ones*, for each point: element by element, or by the point's record."""
    if len(ones) == 1 and np.array_equal(ones[0].rows, rows):
        return read(ones[0])
    by_record: NDArray[_Number] = np.full(records, missing, dtype=type(missing))
    for one in ones:
        by_record[one.rows] = read(one)
    return by_record[rows]


def _instants(one: _Seen) -> NDArray[np.int64]:
    return one.values.instants
