"""Nightlatch as it is measured: a table goes through the survey's plan and tally, as ``check`` does with a container."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from nightlatch.stores import Batch
from nightlatch.stores._documents import batch_of
from nightlatch.survey.flatten import columns_of
from nightlatch.survey.keyset import RunKey
from nightlatch.survey.plan import ContainerPlan, plan
from nightlatch.survey.tally import Sums, Tally
from tests.accuracy import scoring
from tests.accuracy.hardtable import Filled

_STORE = "benchmark"


def batch(table: Filled, renamed: dict[str, str] | None = None) -> Batch:
    """The table as a store would hand it over."""
    if table.table.form == "documents":
        texts = [json.dumps(one, ensure_ascii=False).encode() for one in table.documents(renamed)]
        return batch_of(texts)
    arrays, headers = [], []
    for path, values in table.cells.items():
        arrays.append(_array(values, table.table.form == "text"))
        headers.append(renamed[path] if renamed else path)
    return Batch(records=table.table.rows, columns=columns_of(pa.RecordBatch.from_arrays(arrays, headers)))


def _array(values: Sequence[Any], is_text: bool) -> pa.Array:
    if is_text:
        return pa.array([None if value is None else str(value) for value in values], pa.large_string())
    try:
        return pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError):  # several types: a store hands them over as text
        return pa.array([None if value is None else str(value) for value in values], pa.large_string())


def said(table: Filled, *, with_headers: bool = True) -> dict[str, set[str]]:
    """The categories that Nightlatch reports, by declared column."""
    renamed = None if with_headers else table.pieces()
    container = table.table.container if with_headers else "t"
    made = plan(container, _STORE, [batch(table, renamed)])
    found = {path: [claim.verdict.category.id for claim in claims] for path, claims in made.claims.items()}
    return _as_declared(table, found, renamed)


def _as_declared(table: Filled, found: dict[str, list[str]], renamed: dict[str, str] | None) -> dict[str, set[str]]:
    if renamed is None:
        return scoring.by_column(found, table.cells)
    masked = {".".join(renamed[piece] for piece in path.split(".")): path for path in table.cells}
    return {masked[name]: categories for name, categories in scoring.by_column(found, masked).items()}


def counted(table: Filled) -> scoring.Score:
    """Values that Nightlatch counts, against those that are of the category: one tally of these, one of the others.

    Columns of plain values only: what is inside documents and JSON texts is counted by column alone.
    """
    score = scoring.Score()
    made = plan(table.table.container, _STORE, [batch(table)])
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
        column = _array(table.cells[path], table.table.form == "text").filter(pa.array(chosen))
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
