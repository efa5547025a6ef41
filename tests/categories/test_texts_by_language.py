"""What stands in a sentence is found in any language, and a sentence of mere numbers holds nothing."""

from __future__ import annotations

import pyarrow as pa
import pytest

from nightlatch.stores import Batch, Column
from nightlatch.survey.plan import plan
from nightlatch.survey.values import Values
from tests.categories.texts_by_language import TEXTS, Written

ALONE_UNSURE = {"ip-address"}


def _counted(texts: list[str]) -> dict[str, set[int]]:
    """By category, which texts of a column are counted."""
    column = pa.array(texts, pa.large_string())
    made = plan("messages", "postgresql", [Batch(records=len(texts), columns=(Column(path="body", array=column),))])
    found: dict[str, set[int]] = {}
    for claim in made.claims["body"]:
        rows = found.setdefault(claim.verdict.category.id, set())
        for kinds, check in claim.checks:
            if "text" in kinds:
                rows |= set(check(Values(column)).nonzero()[0].tolist())
    return found


@pytest.mark.parametrize("one", TEXTS, ids=lambda one: f"{one.language}-{one.text[:12]}")
def test_a_text_by_itself(one: Written) -> None:
    """What stands in a text is found where it is the only one of its column; four numbers may be a version there."""
    told = set(_counted([one.text]))
    assert told | ALONE_UNSURE & one.holds == one.holds


def test_a_column_of_texts_in_many_languages() -> None:
    """Of a column of such texts, those are counted that hold one of a category, whatever else the others hold."""
    wanted = {name: {at for at, one in enumerate(TEXTS) if name in one.holds} for one in TEXTS for name in one.holds}
    assert _counted([one.text for one in TEXTS]) == wanted
