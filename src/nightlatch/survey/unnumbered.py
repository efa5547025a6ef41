"""Records that name somebody and hold nothing that tells people apart: of people counted elsewhere, or of others."""

from __future__ import annotations

from collections.abc import Iterator

from nightlatch.survey.planned import ContainerPlan
from nightlatch.survey.tally import FieldTally, Tally

_SURE = 0.5  # a category found with less is not told as found
_NAMES = frozenset({"person-name", "given-name", "family-name"})


def unnumbered(plan: ContainerPlan, tally: Tally) -> int:
    """How many of the records read name somebody beyond those that were counted by an identifier."""
    named = max((_named(tally.fields[path], names) for path, names in _naming(plan) if path in tally.fields), default=0)
    return max(0, min(named, tally.records) - sum(tally.keyed.values()))


def _naming(plan: ContainerPlan) -> Iterator[tuple[str, list[str]]]:
    """Fields that hold names of people, and which parts of names."""
    for path, claims in plan.claims.items():
        ids = [claim.verdict.category.id for claim in claims if claim.verdict.confidence >= _SURE]
        if names := [name for name in ids if name in _NAMES and plan.whose(path, name)[0] == "person"]:
            yield path, names


def _named(tally: FieldTally, names: list[str]) -> int:
    """All values of a field of names, rare ones too; of another field, those that are told as names."""
    hits = max(tally.hits.get(name, 0) for name in names)
    return tally.values if 2 * hits >= tally.values else hits
