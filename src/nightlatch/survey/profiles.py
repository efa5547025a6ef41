"""What the checks of all categories say of a sample of one field: counts, never values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nightlatch.categories import Category, Check, Part, all_categories
from nightlatch.survey import prose
from nightlatch.survey._dispatch import dispatch, numbers_of
from nightlatch.survey._pools import FIRST, Ints, Pool, pools
from nightlatch.survey._walks import expect
from nightlatch.survey._words import Words
from nightlatch.survey.checks import Bools, is_together
from nightlatch.survey.digitkernels import select
from nightlatch.survey.values import Values

SAMPLE = 2000  # distinct values looked at
GLANCE = 300  # of each of many fields, at first
_MOSTLY = 0.9  # where so many values are one by themselves, texts that contain one are not looked for
_NONE = Values(pa.array([], pa.large_string()))
_RUNNING = 6  # bytes that a text has at least which contains something

_PLACEHOLDERS = Words(
    ["", "-", "--", "n/a", "na", "none", "null", "nil", "nan", "unknown", "?", ".", "0", "未知", "无", "暂无", "不详",
     "\\n", "unbekannt", "inconnu", "desconocido", "undefined", "(null)", "#n/a", "-1", "н/д", "нет"]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the checks said of a sample: *n* values, *distinct* ones looked at, *hits* among the distinct ones.

    *apart* is how many distinct ones there are where fewer were looked at, counted up to :data:`SAMPLE`.
    *looked* is how many distinct values a category was tried on where that is fewer than *distinct*; *alike* how many
    of them had its outward form, so that chance had so many tries, where that is fewer still.
    """

    n: int = 0
    distinct: int = 0
    apart: int = 0
    hits: Mapping[Category | Part, int] = field(default_factory=dict)
    looked: Mapping[Category | Part, int] = field(default_factory=dict)
    alike: Mapping[Category | Part, int] = field(default_factory=dict)

    def __add__(self, other: Profile) -> Profile:
        """The profile of both samples together (another batch, or the same field under another type)."""
        keys = {*self.hits, *other.hits}
        return Profile(
            n=self.n + other.n,
            distinct=self.distinct + other.distinct,
            apart=self.different + other.different,
            hits={key: self.hits.get(key, 0) + other.hits.get(key, 0) for key in keys},
            looked={key: self.tried(key) + other.tried(key) for key in keys},
            alike={
                key: sum(one.alike.get(key, one.hits.get(key, 0)) for one in (self, other))
                for key in {*self.alike, *other.alike}
            },
        )

    @property
    def different(self) -> int:
        """How many distinct values there are, looked at or not."""
        return max(self.distinct, self.apart)

    @property
    def is_glance(self) -> bool:
        """Are there more values than were looked at?"""
        return self.apart > self.distinct

    def tried(self, key: Category | Part) -> int:
        """On how many distinct values *key* was decided; untried (another kind of value) counts as failed."""
        return self.looked.get(key, self.distinct)

    def tries(self, key: Category | Part) -> int | None:
        """How many tries chance had to let one of them pass as *key*; None where that was not looked at."""
        return self.alike.get(key)

    def rate(self, key: Category | Part) -> float:
        """Share of distinct values that pass."""
        tried = self.tried(key)
        return self.hits.get(key, 0) / tried if tried else 0.0


def profile(values: Values, categories: Iterable[Category] | None = None, sample: int = SAMPLE) -> Profile:
    """Run the checks of *categories* whose kinds fit over at most *sample* distinct *values*; keeps counts only."""
    return profiles([values], categories, sample)[0]


def profiles(
    fields: Sequence[Values], categories: Iterable[Category] | None = None, sample: int = SAMPLE
) -> list[Profile]:
    """The :func:`profile` of each of *fields*; those of much the same shape are looked at together."""
    known = all_categories() if categories is None else tuple(categories)
    seen = [_Seen(*_distinct(values, sample)) for values in fields]
    for places in pools([one.values for one in seen]):
        group = [seen[at] for at in places]
        _look_at(group, known)
        if group[0].values.kind == "text":
            _look_inside([one for one in group if one.values.extent[1] >= _RUNNING], known)
        for one in group:
            one.forget()
    return [one.profile(len(values)) for one, values in zip(seen, fields, strict=True)]


class _Seen:
    """The distinct values of a field, the *first* of them that have to show a hit, and what was found."""

    __slots__ = ("alike", "apart", "distinct", "first", "hits", "looked", "values")

    def __init__(self, values: Values, apart: int) -> None:
        self.values = values
        self.distinct = len(values)
        self.apart = apart
        self.first = values.first(FIRST) if len(values) > 2 * FIRST else values
        self.hits: dict[Category | Part, int] = {}
        self.looked: dict[Category | Part, int] = {}
        self.alike: dict[Category | Part, int] = {}

    @property
    def has_more(self) -> bool:
        return self.first is not self.values

    def forget(self) -> None:
        """What was made of the values is not needed any more, nor are they."""
        self.values = self.first = _NONE

    def profile(self, n: int) -> Profile:
        """Of *n* values, blanks and all; where no distinct one is left, that is all there is to say."""
        if not self.distinct:
            return Profile(n=n)
        return Profile(n=n, distinct=self.distinct, apart=self.apart, hits=self.hits, looked=self.looked,
                       alike=self.alike)  # fmt: skip


def _look_at(group: Sequence[_Seen], known: tuple[Category, ...]) -> None:
    """Add what the values are, each by itself."""
    every = Pool([one.values for one in group])
    firsts = Pool([one.first for one in group]) if any(one.has_more for one in group) else every
    for key, check, is_strong in dispatch(every.values.kind, known).likely(every.values):
        if is_together(check):
            counts = [_counted(check, is_strong, one) for one in group]
        else:
            counts = _hits(check, is_strong, group, every, firsts).tolist()
        for one, found in zip(group, counts, strict=True):
            if found:
                one.hits[key] = found
                if is_strong and 2 * found < len(one.values):
                    one.alike[key] = alike_of(check, one.values)


def _counted(check: Check, is_strong: bool, one: _Seen) -> int:
    """How many values of a field pass; none where the first ones tell, and do not."""
    if one.has_more and (not is_strong or _are_alike(check, one.first)) and not check(one.first).any():
        return 0
    return int(np.count_nonzero(check(one.values)))


def _hits(check: Check, is_strong: bool, group: Sequence[_Seen], every: Pool, firsts: Pool) -> Ints:
    """As :func:`_counted`, of each field."""
    if firsts is every or is_strong:
        counts = every.counts(check(every.values))
        for at in np.flatnonzero(counts).tolist():
            one = group[at]
            if one.has_more and _are_alike(check, one.first) and not check(one.first).any():
                counts[at] = 0
        return counts
    counts = firsts.counts(check(firsts.values))
    more = [at for at in np.flatnonzero(counts).tolist() if group[at].has_more]
    if more:
        part = every.part(more)
        counts[more] = part.counts(check(part.values))
    return counts


def _look_inside(group: Sequence[_Seen], known: tuple[Category, ...]) -> None:
    """Add what texts contain: as categories of their own (:func:`prose.containing`).

    What most values of a field are by themselves is not looked for inside of them.
    """
    alike: dict[frozenset[str], list[_Seen]] = {}
    findable, ids = _findable(known)
    for one in group:
        whole = {key.id for key, hits in one.hits.items() if isinstance(key, Category) and key.id in ids
                 and hits > _MOSTLY * len(one.values)}  # fmt: skip
        alike.setdefault(frozenset(whole), []).append(one)
    for left_out, some in alike.items():
        _find([category for category in findable if category.id not in left_out], some)


def _find(sought: list[Category], group: Sequence[_Seen]) -> None:
    texts = Pool([prose.sampled(one.values) for one in group])
    by_field = {category.find for category in sought if is_together(category.check)}
    found = prose.look(texts.values, [category for category in sought if category.find not in by_field])
    counts = {
        category: (texts.counts(one.hits), texts.counts(one.candidates))
        for category, one in found.items()
        if one.hits.any()
    }
    matching = {pattern: texts.counts(texts.values.matches(pattern)) for pattern in by_field}
    for at, one in enumerate(group):
        told = {category: (int(hits[at]), int(tries[at])) for category, (hits, tries) in counts.items()}
        here = {pattern for pattern, some in matching.items() if some[at]}
        own = prose.look(texts.fields[at], [category for category in sought if category.find in here]) if here else {}
        told |= {category: (int(np.count_nonzero(there.hits)), there.alike) for category, there in own.items()}
        _add_contained(one, {key: told[key] for key in sought if key in told}, len(texts.fields[at]))


def _add_contained(one: _Seen, told: Mapping[Category, tuple[int, int]], looked: int) -> None:
    """*told*: how many of so many texts contain one, and how many a candidate."""
    for category, (hits, tries) in told.items():
        if hits:
            way = prose.containing(category)
            one.hits[way], one.looked[way], one.alike[way] = hits, looked, tries
            if category in one.hits:
                known = one.alike.get(category, len(one.values))
                one.alike[category] = max(one.hits[category], min(known, tries))


@lru_cache(maxsize=64)
def _findable(categories: tuple[Category, ...]) -> tuple[tuple[Category, ...], frozenset[str]]:
    """Those that are looked for inside texts, with a word beside them and without, and their ids."""
    found = tuple(way for category in categories if category.find for way in prose.ways(category))
    expect(*(category.find for category in found if category.find))
    return found, frozenset(category.id for category in found)


def _are_alike(check: Check, first: Values) -> bool:
    """Have most of the *first* values the places that a number asks for? Then these tell as much as all of them."""
    return bool(numbers_of(check)) and 2 * alike_of(check, first) > len(first)


def alike_of(check: Check, values: Values) -> int:
    """How many *values* have digits and letters where a number's check asks for some, whichever these are."""
    numbers = numbers_of(check)
    if not numbers:
        return len(values)
    return sum(len(select(values.compact, values.widths, _widened(number.allowed), 0)[0]) for number in numbers)


def _widened(allowed: Bools) -> Bools:
    """Any digit where some are *allowed*, and any letter: chance is told for these."""
    wide = allowed.copy()
    for kind in (slice(48, 58), slice(65, 91)):
        wide[allowed[:, kind].any(axis=1), kind] = True
    return wide


def _distinct(values: Values, sample: int) -> tuple[Values, int]:
    """Up to *sample* distinct values, evenly spaced over the batch, no blanks or placeholders; how many there are."""
    array = values.array
    most = 4 * max(sample, SAMPLE)
    if len(array) > most:
        array = array.take(pa.array(np.linspace(0, len(array) - 1, most).astype(np.int64)))
    array = pc.unique(array)
    apart = min(len(array), max(sample, SAMPLE))
    if len(array) > sample:
        array = array.take(pa.array(np.linspace(0, len(array) - 1, sample).astype(np.int64)))
    taken = len(array)
    if values.kind == "text":
        text = Values(array)
        array = text.text.filter(pa.array(~text.is_in(_PLACEHOLDERS)))
    return Values(array), apart - (taken - len(array))
