"""Value by value: how many of those that are of a category Nightlatch counts, and how many that are not."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from nightlatch.stores import Batch
from nightlatch.survey.flatten import columns_of
from nightlatch.survey.keyset import RunKey
from nightlatch.survey.plan import ContainerPlan, plan
from nightlatch.survey.tally import Sums, Tally
from tests.accuracy import scoring
from tests.accuracy.hardtable import Filled
from tests.accuracy.subject import STORE, array_of, batch


def counted(table: Filled) -> scoring.Score:
    """Values that Nightlatch counts, against those that are of the category: one tally of these, one of the others.

    Columns of plain values only: what is inside documents and JSON texts is counted by column alone.
    """
    score = scoring.Score()
    made = plan(table.table.container, STORE, [batch(table)])
    if table.table.form == "documents":
        return score
    for one in table.table.columns:
        claims = {scoring.family(claim.verdict.category.id) for claim in made.claims.get(one.path, ())}
        for question in one.categories:
            is_true = [question in truth for truth in table.truth[one.path]]
            right, wrong = _hits(table, made, one.path, is_true, scoring.names(question))
            counts = score.of(scoring.names(question)[0])
            counts.tp, counts.fp, counts.fn = counts.tp + right, counts.fp + wrong, counts.fn + sum(is_true) - right
        for category in (claim for claim in claims if not scoring.is_right(one, claim)):
            _, wrong = _hits(table, made, one.path, [False] * table.table.rows, (category,))
            score.of(category).fp += wrong
    return score


def _hits(
    table: Filled, made: ContainerPlan, path: str, is_true: list[bool], categories: tuple[str, ...]
) -> tuple[int, int]:
    mask = np.array(is_true)
    counts = []
    for chosen in (mask, ~mask):
        column = array_of(table.cells[path], table.table.form == "text").filter(pa.array(chosen))
        tally = Tally(made, Sums(), RunKey())
        if len(column):
            record_batch = pa.RecordBatch.from_arrays([column], [path])
            tally.add(Batch(records=len(column), columns=columns_of(record_batch)))
        hits = (field.hits for name, field in tally.fields.items() if name == path)
        counts.append(
            min(
                len(column) - column.null_count,
                sum(
                    n
                    for found in hits
                    for name, n in found.items()
                    if any(scoring.is_of(scoring.family(name), one) for one in categories)
                ),
            )
        )
    return counts[0], counts[1]
