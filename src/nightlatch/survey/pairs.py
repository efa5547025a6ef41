"""Categories that two sibling fields make up together: latitude beside longitude. Weighed as one, by the same rules."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from nightlatch.categories import Category, Part, all_categories
from nightlatch.categories.geo_point import SWAPPED
from nightlatch.survey import fieldnames
from nightlatch.survey.evidence import NAME, PRIOR, Verdict, value_odds, values_say
from nightlatch.survey.profiles import Profile

_BOTH_NAMED = 1.0  # two names that agree say more than one
_SERIES = 4  # nameless fields of such numbers in one record; more of them are measurements


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


def _pairs(category: Category, profiles: Mapping[str, Profile]) -> list[Verdict]:
    first, second = category.parts
    groups: dict[str, list[str]] = {}
    for path in profiles:
        groups.setdefault(path.rpartition(".")[0], []).append(path)
    found = []
    for paths in groups.values():
        lefts = [path for path in paths if _may_be(path, profiles[path], first)]
        rights = [path for path in paths if _may_be(path, profiles[path], second)]
        if len(rights) > _SERIES and not any(_part_name(path, first) for path in lefts):
            continue
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
    odds = PRIOR + NAME * sum(names) / 2 + (_BOTH_NAMED if names[0] else 0.0)
    odds += value_odds(hits, tried, None, category)
    confidence = 1 / (1 + math.exp(-odds))
    why = f"{values_say(hits, tried, category)} in both fields"
    if names[0]:
        why += "; field names say latitude and longitude" if category.id == "geo-point" else "; field names agree"
    if category is SWAPPED:
        why += ", and values that they are the wrong way round"
    if confidence < 0.01:
        return None
    return Verdict(category=category, confidence=round(confidence, 4), share=share, log_odds=odds,
                   name=min(names), why=why, tier=category.tier, paths=(left, right))  # fmt: skip
