"""What verdicts on a field become: the claims that are reported of it and counted, and what it holds of nobody's."""

from __future__ import annotations

from dataclasses import replace

from nightlatch.categories import all_categories
from nightlatch.survey.evidence import NAMES_OF_PEOPLE, POSSIBLE, THRESHOLD, Verdict
from nightlatch.survey.planned import Claim, ContainerPlan
from nightlatch.survey.profiles import Profile

_SAME = 1.05
_BESIDE_TEXTS = 0.05  # chance of what counts as a whole text beside texts that contain one


def claims_of(made: ContainerPlan, path: str, verdicts: list[Verdict]) -> tuple[Claim, ...]:
    seen = made.profiles[path]
    kept: list[Verdict] = []
    for verdict in verdicts if seen.n else _named(verdicts):
        if verdict.confidence < (THRESHOLD if seen.n else POSSIBLE - 0.05):
            break
        if all(_may_both(verdict, other) for other in kept):
            kept.append(verdict)
    made.technical[path] = tuple(verdict.category.id for verdict in kept if not verdict.category.is_personal)
    return tuple(claim_of(seen, verdict) for verdict in kept if verdict.category.is_personal)


def is_whole(claims: tuple[Claim, ...]) -> bool:
    """Are most of a field's texts something by themselves, and not what stands in them?"""
    return any(claim.verdict.share > 0.5 and not claim.verdict.category.is_within for claim in claims)


def _may_both(one: Verdict, other: Verdict) -> bool:
    """Two categories whose shares add up to more claim the same values, unless they stand in one text."""
    if one.category.is_within or other.category.is_within:
        return True
    are_names = one.category.id in NAMES_OF_PEOPLE and other.category.id in NAMES_OF_PEOPLE
    return not are_names and one.share + other.share <= _SAME


def _named(verdicts: list[Verdict]) -> list[Verdict]:
    """The one category that a name speaks for; of which country an identity number is, no name says by itself."""
    if not verdicts:
        return []
    best = verdicts[0]
    family = best.category.id.partition(".")[0]
    alike = {
        verdict.category.id
        for verdict in verdicts
        if verdict.log_odds == best.log_odds and verdict.category.id.partition(".")[0] == family
    }
    return [best if len(alike) == 1 else replace(best, category=replace(best.category, id=family))]


def claim_of(seen: Profile, verdict: Verdict) -> Claim:
    """Counted with the verdict's own check, and for kinds of value that it does not take with another of its id.

    Where texts contain some, others of the same texts may be one and nothing else, or contain one in another form.
    """
    category = verdict.category
    others = [way for way in all_categories() if way.id == category.id and not way.parts and seen.hits.get(way)]
    ways = [category, *verdict.also, *(way for way in others if not way.kinds & category.kinds)]
    if category.is_within:
        ways += [way for way in others if way.kinds & category.kinds and way.chance <= _BESIDE_TEXTS]
    return Claim(verdict=verdict, checks=tuple((frozenset(way.kinds), way.check) for way in ways))


def claim_pair(made: ContainerPlan, verdict: Verdict) -> None:
    for path, part in zip(verdict.paths, verdict.category.parts, strict=True):
        checks = ((frozenset({*verdict.category.kinds, "integer"}), part.counts),)
        made.claims[path] = (Claim(verdict=verdict, checks=checks),)
