"""Value by value: how many of those that are of a category Nightlatch counts, and how many that are not.

A field's claims bring the checks that the tally counts with; here they are asked which values pass, and the table's
truth which should.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.stores import Batch, Column
from nightlatch.survey.plan import plan
from nightlatch.survey.planned import Claim
from nightlatch.survey.values import Values
from tests.accuracy import scoring
from tests.accuracy.hardtable import Filled
from tests.accuracy.subject import STORE, array_of, planned
from tests.accuracy.texts import Text


def counted(table: Filled) -> scoring.Score:
    """Columns of plain values only: what is inside documents and JSON texts is judged by column alone."""
    score = scoring.Score()
    if table.table.form == "documents":
        return score
    claims = planned(table).claims
    for one in table.table.columns:
        passing = _passing(claims.get(one.path, ()), array_of(table.cells[one.path], table.table.form == "text"))
        truths = table.truth[one.path]
        for question in one.categories:
            _count(score, question, passing, np.array([question in truth for truth in truths]))
        for category, passed in passing.items():
            if not scoring.is_right(one, category):
                score.of(category).fp += int(passed.sum())
    return score


def texts(asked: Sequence[Text]) -> scoring.Score:
    """Texts are the values of one column; a text counts once a category, where its labels say yes or no to it."""
    column = pa.array([one.text for one in asked], pa.large_string())
    made = plan("messages", STORE, [Batch(records=len(asked), columns=(Column(path="text", array=column),))])
    passing = _passing(made.claims.get("text", ()), column)
    score = scoring.Score()
    for question in {question for one in asked for question in one.asked | one.absent}:
        known = np.array([question in one.asked | one.absent for one in asked])
        _count(score, question, {name: passed & known for name, passed in passing.items()},
               np.array([question in one.asked for one in asked]))  # fmt: skip
    return score


def _count(
    score: scoring.Score, question: str, passing: dict[str, NDArray[np.bool_]], is_true: NDArray[np.bool_]
) -> None:
    found = np.zeros(len(is_true), np.bool_)
    for category, passed in passing.items():
        if scoring.is_answered(question, [category]):
            found |= passed
    counts = score.of(scoring.names(question)[0])
    counts.tp += int((found & is_true).sum())
    counts.fp += int((found & ~is_true).sum())
    counts.fn += int((~found & is_true).sum())


def _passing(claims: Iterable[Claim], array: pa.Array) -> dict[str, NDArray[np.bool_]]:
    """By category which values pass; a null passes nothing."""
    present = np.asarray(array.is_valid())
    found: dict[str, NDArray[np.bool_]] = {}
    if not present.any() or pa.types.is_nested(array.type):
        return found
    values = Values(array.drop_null())
    for claim in claims:
        passed = found.setdefault(scoring.family(claim.verdict.category.id), np.zeros(len(array), np.bool_))
        for kinds, check in claim.checks:
            if values.kind in kinds:
                passed[present] |= check(values)
    return found
