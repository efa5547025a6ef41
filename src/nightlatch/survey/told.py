"""What was counted in a field, as a value of the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nightlatch.model import Field, FieldCategory
from nightlatch.survey.evidence import THRESHOLD, judge_rare
from nightlatch.survey.planned import Claim, ContainerPlan
from nightlatch.survey.tally import FieldTally


def field_of(plan: ContainerPlan, path: str, printed: str, tally: FieldTally) -> Field:
    """The field at *path*, under the name *printed*: its claims as they were counted, and what is rare in it."""
    claims = plan.claims.get(path, ())
    claimed = {claim.verdict.category.id for claim in claims}
    categories = (*(_claimed(claim, tally) for claim in claims), *_rare(tally, claimed))
    return Field(
        path=printed, values=tally.values, categories=tuple(_owned(plan, path, one) for one in categories),
        types=tuple(sorted(tally.types)), looks_synthetic=plan.synthetic.get(path, ""),
    )  # fmt: skip


def _owned(plan: ContainerPlan, path: str, told: FieldCategory) -> FieldCategory:
    """Whose it is, with the reason where it is not a person's."""
    whose, reason = plan.whose(path, told.id)
    return told if whose == "person" else replace(told, whose=whose, why=f"{told.why}; {reason}")


def _claimed(claim: Claim, tally: FieldTally) -> FieldCategory:
    verdict = claim.verdict
    hits = tally.hits.get(verdict.category.id, 0)
    unasked = tally.unasked.get(verdict.category.id, 0)
    why = f"{verdict.why}; not looked for in the first {unasked:,} values" if unasked else verdict.why
    return FieldCategory(
        id=verdict.category.id, share=round(hits / tally.values, 6) if tally.values else None,
        confidence=verdict.confidence, values=hits, why=why, tier=verdict.tier, at_least=unasked > 0,
    )  # fmt: skip


def _rare(tally: FieldTally, claimed: set[str]) -> Iterator[FieldCategory]:
    """One way of each category, the one with most hits, if chance does not explain them."""
    best: dict[str, tuple[int, FieldCategory]] = {}
    for category, counts in tally.rare.items():
        verdict = judge_rare(category, counts.hits, counts.alike, tally.values)
        if verdict.confidence < THRESHOLD or category.id in claimed:
            continue
        told = FieldCategory(
            id=category.id, share=round(verdict.share, 9), confidence=verdict.confidence, values=counts.hits,
            why=verdict.why, tier=verdict.tier,
        )  # fmt: skip
        if category.id not in best or best[category.id][0] < counts.hits:
            best[category.id] = counts.hits, told
    yield from (told for _, told in sorted(best.values(), key=lambda one: (-one[0], one[1].id)))
