"""Where values, chance, field name and neighbours become one confidence. All rules and weights are on this page.

The model is a sum of log odds for "this field holds that category":

=================  ====================================================================================
prior              -4 (about 1 in 50 fields holds any one common category)
field name         +5 exact, +3.5 whole words of it, +3 with its parent; -1 if it says something else;
                   -2 if it is exactly another category's name
values             a likelihood ratio of "a true column" against "looks alike by chance", over the
                   distinct values seen (at most 50 count: errors of real data are correlated), between
                   -12 and what the category says values alone may prove (``Category.weight``)
neighbours         +0.7 beside fields about a person; -2 beside fields about a thing (weak categories only);
                   a time is a sighting's beside fields about places (+1), else not (-1)
rivals             what explains the same values as well takes confidence away, unless it is the same
                   group of categories (a family name is a name; which of the two is the smaller question)
=================  ====================================================================================

Pure: profiles in, verdicts out. Profiles hold counts, never values, and add up (:meth:`Profile.__add__`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nightlatch.categories import Category, Check, Part, all_categories
from nightlatch.survey import fieldnames
from nightlatch.survey.neighbours import Near, around
from nightlatch.survey.values import Kind, Values

THRESHOLD = 0.5  # below it a category is "possible": worth a look, not reported as found
POSSIBLE = 0.4  # the most that a field name proves where no value was seen
SAMPLE = 2000  # distinct values looked at
_FIRST = 200  # of which so many must show a hit before a category is looked at further

PRIOR = -4.0
NAME = 5.0
OTHER_NAME = -1.0
RIVAL_NAME = -2.0
COUNTED = 50
LOWEST = -12.0
PERSON_NEAR, THING_NEAR, PLACE_NEAR = 0.7, -2.0, 1.0
NOT_A_RECORD_TIME = -5.0  # all that its values prove, for every sighting is a time as well
STRONG = 1e-3  # a check that passes by chance at most this often is evidence even where few values pass it

_PLACEHOLDERS = pa.array(
    ["", "-", "--", "n/a", "na", "none", "null", "nil", "nan", "unknown", "?", ".", "0", "未知", "无", "暂无", "不详",
     "\\n", "unbekannt", "inconnu", "desconocido", "undefined", "(null)", "#n/a", "-1", "н/д", "нет"],
    pa.large_string(),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the checks said of a sample: *n* values, *distinct* ones looked at, *hits* among the distinct ones.

    *looked* is how many distinct values a category was tried on where that is fewer than *distinct*.
    """

    n: int = 0
    distinct: int = 0
    hits: Mapping[Category | Part, int] = field(default_factory=dict)
    looked: Mapping[Category | Part, int] = field(default_factory=dict)

    def __add__(self, other: Profile) -> Profile:
        """The profile of both samples together (another batch, or the same field under another type)."""
        keys = {*self.hits, *other.hits}
        return Profile(
            n=self.n + other.n,
            distinct=self.distinct + other.distinct,
            hits={key: self.hits.get(key, 0) + other.hits.get(key, 0) for key in keys},
            looked={key: self.tried(key) + other.tried(key) for key in keys},
        )

    def tried(self, key: Category | Part) -> int:
        """On how many distinct values *key* was decided; untried (another kind of value) counts as failed."""
        return self.looked.get(key, self.distinct)

    def rate(self, key: Category | Part) -> float:
        """Share of distinct values that pass."""
        tried = self.tried(key)
        return self.hits.get(key, 0) / tried if tried else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One category that a field (or a pair, *paths*) may hold; *why* is words and holds no value and no path."""

    category: Category
    confidence: float
    share: float
    log_odds: float
    name: float
    why: str
    paths: tuple[str, ...] = ()

    @property
    def is_reported(self) -> bool:
        """Is it found, and personal, rather than merely possible or technical?"""
        return self.confidence >= THRESHOLD and self.category.is_personal


def profile(values: Values, categories: Iterable[Category] | None = None, sample: int = SAMPLE) -> Profile:
    """Run the checks of *categories* whose kinds fit over at most *sample* distinct *values*; keeps counts only."""
    seen = _distinct(values, sample)
    if not len(seen):
        return Profile(n=len(values))
    first = Values(seen.array.slice(0, _FIRST)) if len(seen) > 2 * _FIRST else seen
    hits: dict[Category | Part, int] = {}
    looked: dict[Category | Part, int] = {}
    for key, check, is_strong in _checks(values.kind, tuple(all_categories() if categories is None else categories)):
        if first is not seen and not is_strong:
            found = int(np.count_nonzero(check(first)))
            if not found:
                hits[key], looked[key] = 0, len(first)
                continue
        hits[key] = int(np.count_nonzero(check(seen)))
    return Profile(n=len(values), distinct=len(seen), hits=hits, looked=looked)


@lru_cache(maxsize=64)
def _checks(kind: Kind, categories: tuple[Category, ...]) -> tuple[tuple[Category | Part, Check, bool], ...]:
    fit = [category for category in categories if kind in category.kinds]
    whole = [(category, category.check, category.chance <= STRONG) for category in fit if not category.parts]
    return (*whole, *((part, part.check, False) for category in fit for part in category.parts))


def _distinct(values: Values, sample: int) -> Values:
    """Up to *sample* distinct values, evenly spaced over the batch, without blanks and placeholders."""
    array = values.array
    if len(array) > 4 * sample:
        array = array.take(pa.array(np.linspace(0, len(array) - 1, 4 * sample).astype(np.int64)))
    array = pc.unique(array)
    if len(array) > sample:
        array = array.take(pa.array(np.linspace(0, len(array) - 1, sample).astype(np.int64)))
    if values.kind == "text":
        text = Values(array)
        array = text.text.filter(pc.invert(pc.is_in(text.folded, value_set=_PLACEHOLDERS)))
    return Values(array)


def judge(
    path: str, profile: Profile, siblings: Sequence[str] = (), container: str = "",
    categories: Sequence[Category] | None = None,
) -> list[Verdict]:  # fmt: skip
    """What the field *path* holds, best first; technical categories are among them (``is_personal`` tells).

    *siblings*: paths of the other fields of the record; *container*: the table's name, read as the path's parent.
    Verdicts below 1 % are left out. An empty field gets at most :data:`POSSIBLE`.
    """
    known = tuple(all_categories() if categories is None else categories)
    full = f"{container.replace('.', '_')}.{path}" if container and "." not in path else path
    claims = _claims(full, known)
    near = around(tuple(siblings))
    scored = []
    for category in known:
        if category.parts:
            continue
        name, word = claims.get(category.names, (0.0, ""))
        odds = PRIOR + _name_odds(full, category, name, word, claims) + _near_odds(category, near)
        odds += _value_odds(profile.hits.get(category, 0), profile.tried(category), category)
        if odds > -4.6 and (name or profile.hits.get(category)):
            scored.append((odds, name, word, category))
    return _contest(_best_of_each(scored), _widest(scored, profile), profile)


def judge_pairs(profiles: Mapping[str, Profile], categories: Sequence[Category] | None = None) -> list[Verdict]:
    """Categories that sibling fields make up together (latitude beside longitude), best first.

    *profiles*: the fields of one container, in their order. Each field is used once.
    """
    known = tuple(all_categories() if categories is None else categories)
    found = [verdict for category in known if category.parts for verdict in _pairs(category, profiles)]
    found.sort(key=lambda verdict: -verdict.log_odds)
    used: set[str] = set()
    kept = []
    for verdict in found:
        if used.isdisjoint(verdict.paths):
            used.update(verdict.paths)
            kept.append(verdict)
    return kept


Claims = Mapping[tuple[str, ...], tuple[float, str]]


def _name_odds(path: str, category: Category, score: float, word: str, claims: Claims) -> float:
    """For the name; against it where another category's name is the whole field name, or says this one and more."""
    others = [claim for names, claim in claims.items() if names is not category.names]
    if any(_says_more(claim, score, word) for claim in others):
        return RIVAL_NAME
    if score:
        return NAME * score
    return 0.0 if fieldnames.is_opaque(path) else OTHER_NAME


def _says_more(other: tuple[float, str], score: float, word: str) -> bool:
    """Is the other match the more telling one: "birth date" than "date", "user id" (from ``users.id``) than "id"?"""
    if score and word != other[1] and word in other[1]:
        return True
    return other[0] == fieldnames.EXACT and score < fieldnames.EXACT and not (score and other[1] in word)


@lru_cache(maxsize=4096)
def _claims(path: str, known: tuple[Category, ...]) -> Claims:
    """Which lists of names speak for *path*: their score, and the name that matched."""
    lists = {category.names for category in known if category.names}
    found = {names: fieldnames.matched(path, names) for names in lists}
    return {names: claim for names, claim in found.items() if claim[0]}


def _near_odds(category: Category, near: Near) -> float:
    if category.id == "sighting-time":
        return PLACE_NEAR if near.place else -PLACE_NEAR
    if not category.is_personal:
        return NOT_A_RECORD_TIME if near.place and category.id == "timestamp" else 0.0
    if near.animal and category.group == "identity" and not near.person:
        return 3 * THING_NEAR
    if near.person:
        return PERSON_NEAR
    return THING_NEAR if near.thing and category.weight < 4 else 0.0


def _value_odds(hits: int, tried: int, category: Category | _Weighed) -> float:
    """Log likelihood ratio of *hits* in *tried* distinct values, clipped; 0 where there are no values."""
    if not tried:
        return 0.0
    chance = min(max(category.chance, 1e-9), 0.9)
    rate = hits / tried
    expected = max(min(max(rate, 0.75), 0.97), min(chance + 0.05, 0.97))  # a true column may be up to a quarter dirty
    odds = min(tried, COUNTED) * (
        rate * math.log(expected / chance) + (1 - rate) * math.log((1 - expected) / (1 - chance))
    )
    if chance <= STRONG and hits > tried * chance:  # few, but far more than chance explains (Poisson)
        odds = max(odds, hits * math.log(hits / (tried * chance)) - (hits - tried * chance))
    return min(max(odds, LOWEST), category.weight)


def _best_of_each(scored: list[tuple[float, float, str, Category]]) -> list[tuple[float, float, str, Category]]:
    """Of several categories with one id the one that says most, best first."""
    best: dict[str, tuple[float, float, str, Category]] = {}
    for entry in sorted(scored, key=lambda entry: -entry[0]):
        best.setdefault(entry[3].id, entry)
    return list(best.values())


def _widest(scored: list[tuple[float, float, str, Category]], profile: Profile) -> dict[str, Category]:
    """By id the check to count with: of all that would be reported by themselves, the one that most values pass.

    An address column is told by the addresses that have a street word; those without one are addresses too.
    """
    sound = sorted((entry for entry in scored if entry[0] > 0), key=lambda entry: profile.rate(entry[3]))
    return {entry[3].id: entry[3] for entry in sound}


def _contest(
    scored: list[tuple[float, float, str, Category]], widest: Mapping[str, Category], profile: Profile
) -> list[Verdict]:
    verdicts = []
    for odds, name, word, category in scored:
        against = [other for other in scored if other[3] is not category and _compete(category, other[3], profile)]
        rest = math.log1p(sum(math.exp(min(other[0], 40.0)) for other in against))
        confidence = 1 / (1 + math.exp(min(rest - odds, 40.0)))
        if not profile.distinct:
            confidence = min(confidence, POSSIBLE)
        rival = max(against, key=lambda other: other[0], default=None)
        why = _why(category, profile, name, word, rival[3] if rival and rival[0] > -2 else None)
        counted = widest.get(category.id, category)
        verdicts.append(
            Verdict(category=counted, confidence=round(confidence, 4), share=profile.rate(counted),
                    log_odds=odds, name=name, why=why)
        )  # fmt: skip
    kept = [verdict for verdict in verdicts if verdict.confidence >= 0.01]
    return sorted(kept, key=lambda verdict: (-verdict.confidence, -verdict.log_odds))


def _compete(one: Category, other: Category, profile: Profile) -> bool:
    """Do both claim the same values? Two that pass on different halves of a mixed field do not compete."""
    if one.group == other.group and one.is_personal == other.is_personal:
        return False
    return not profile.distinct or profile.rate(one) + profile.rate(other) > 1.0


def _why(category: Category, profile: Profile, name: float, word: str, rival: Category | None) -> str:
    parts = [_values_say(profile.hits.get(category, 0), profile.tried(category), category.chance)]
    if name:
        parts.append(f"field name says {word}" if name > fieldnames.FORMED else f"field name hints at {word}")
    if rival is not None:
        parts.append(f"could also be {rival.label}")
    return "; ".join(parts)


def _values_say(hits: int, tried: int, chance: float) -> str:
    if not tried:
        return "no values seen"
    share = f"{100 * hits / tried:.3g} % of {tried:,} distinct values"
    verb = "pass the check" if chance <= 0.02 else "have the shape"
    return f"{share} {verb} (by chance {100 * chance:.2g} %)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    chance: float
    weight: float


def _pairs(category: Category, profiles: Mapping[str, Profile]) -> list[Verdict]:
    first, second = category.parts
    groups: dict[str, list[str]] = {}
    for path in profiles:
        groups.setdefault(path.rpartition(".")[0], []).append(path)
    found = []
    for paths in groups.values():
        lefts = [path for path in paths if _may_be(path, profiles[path], first)]
        rights = [path for path in paths if _may_be(path, profiles[path], second)]
        for left in lefts:
            for right in rights:
                if left != right and (verdict := _pair(category, left, right, profiles, paths)):
                    found.append(verdict)
    return found


def _may_be(path: str, seen: Profile, part: Part) -> bool:
    if not seen.distinct:
        return False
    return seen.rate(part) > 0.5 and (bool(_part_name(path, part)) or fieldnames.is_opaque(path))


def _part_name(path: str, part: Part) -> float:
    return fieldnames.matched(path, part.names, heeds_owner=False)[0]


def _pair(
    category: Category, left: str, right: str, profiles: Mapping[str, Profile], order: list[str]
) -> Verdict | None:
    """Both names, or neither: where names say nothing the two must stand side by side."""
    first, second = category.parts
    names = (_part_name(left, first), _part_name(right, second))
    if bool(names[0]) != bool(names[1]) or (not names[0] and order.index(right) - order.index(left) != 1):
        return None
    share = min(profiles[left].rate(first), profiles[right].rate(second))
    hits = min(profiles[left].hits.get(first, 0), profiles[right].hits.get(second, 0))
    tried = max(profiles[left].tried(first), profiles[right].tried(second))
    odds = PRIOR + NAME * sum(names) / 2 + (1.0 if names[0] else 0.0)
    odds += _value_odds(hits, tried, _Weighed(chance=category.chance, weight=category.weight))
    confidence = 1 / (1 + math.exp(-odds))
    why = f"{_values_say(hits, tried, category.chance)} in both fields"
    if names[0]:
        why += "; field names say latitude and longitude" if category.id == "geo-point" else "; field names agree"
    if confidence < 0.01:
        return None
    return Verdict(category=category, confidence=round(confidence, 4), share=share, log_odds=odds,
                   name=min(names), why=why, paths=(left, right))  # fmt: skip
