"""What the checks of all categories say of a sample of one field: counts, never values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nightlatch.categories import Category, Check, Part, all_categories
from nightlatch.survey import prose
from nightlatch.survey._dispatch import dispatch, numbers_of
from nightlatch.survey._words import Words
from nightlatch.survey.digitkernels import select
from nightlatch.survey.values import Values

SAMPLE = 2000  # distinct values looked at
GLANCE = 300  # of each of many fields, at first
_FIRST = 200  # of which so many must show a hit before a category is looked at further
_MOSTLY = 0.9  # where so many values are one by themselves, texts that contain one are not looked for
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
    seen, apart = _distinct(values, sample)
    if not len(seen):
        return Profile(n=len(values))
    known = all_categories() if categories is None else tuple(categories)
    first = Values(seen.array.slice(0, _FIRST)) if len(seen) > 2 * _FIRST else seen
    hits: dict[Category | Part, int] = {}
    looked: dict[Category | Part, int] = {}
    alike: dict[Category | Part, int] = {}
    for key, check, is_strong in dispatch(values.kind, known).likely(seen):
        is_gauged = first is not seen and (not is_strong or _are_alike(check, first))
        if is_gauged and not check(first).any():
            continue
        found = int(np.count_nonzero(check(seen)))
        if not found:
            continue
        hits[key] = found
        if is_strong and 2 * found < len(seen):
            alike[key] = alike_of(check, seen)
    if values.kind == "text" and seen.extent[1] >= _RUNNING:
        _look_inside(seen, known, hits, looked, alike)
    return Profile(n=len(values), distinct=len(seen), apart=apart, hits=hits, looked=looked, alike=alike)


def _look_inside(
    seen: Values, known: tuple[Category, ...], hits: dict[Category | Part, int], looked: dict[Category | Part, int],
    alike: dict[Category | Part, int],
) -> None:  # fmt: skip
    """Add what texts contain: as categories of their own (:func:`prose.containing`)."""
    whole = {key.id for key in hits if isinstance(key, Category) and hits[key] > _MOSTLY * len(seen)}
    text = prose.sampled(seen)
    sought = [one for one in _findable(known) if one.id not in whole]
    for category, found in prose.look(text, sought).items():
        if found.alike:
            way = prose.containing(category)
            hits[way], looked[way] = int(np.count_nonzero(found.hits)), len(text)
            alike[way] = found.alike
            if category in hits:
                alike[category] = max(hits[category], min(alike.get(category, len(seen)), found.alike))


@lru_cache(maxsize=64)
def _findable(categories: tuple[Category, ...]) -> tuple[Category, ...]:
    return tuple(category for category in categories if category.find)


def _are_alike(check: Check, first: Values) -> bool:
    """Have most of the *first* values the places that a number asks for? Then these tell as much as all of them."""
    return bool(numbers_of(check)) and 2 * alike_of(check, first) > len(first)


def alike_of(check: Check, values: Values) -> int:
    """How many *values* have the places that a number's check asks for, whatever its check digit."""
    numbers = numbers_of(check)
    if not numbers:
        return len(values)
    return sum(len(select(values.compact, values.widths, number.allowed, 0)[0]) for number in numbers)


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
