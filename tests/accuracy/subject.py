"""Nightlatch as it is measured: a table goes through the survey's plan and tally, as ``check`` does with a container."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from nightlatch.stores import Batch
from nightlatch.stores._documents import batch_of
from nightlatch.survey.flatten import columns_of
from nightlatch.survey.plan import plan
from tests.accuracy import scoring
from tests.accuracy.hardtable import Filled

STORE = "benchmark"


def batch(table: Filled, renamed: dict[str, str] | None = None) -> Batch:
    """The table as a store would hand it over."""
    if table.table.form == "documents":
        texts = [json.dumps(one, ensure_ascii=False).encode() for one in table.documents(renamed)]
        return batch_of(texts)
    arrays, headers = [], []
    for path, values in table.cells.items():
        arrays.append(array_of(values, table.table.form == "text"))
        headers.append(renamed[path] if renamed else path)
    return Batch(records=table.table.rows, columns=columns_of(pa.RecordBatch.from_arrays(arrays, headers)))


def array_of(values: Sequence[Any], is_text: bool) -> pa.Array:
    """Values as a column; of several types as text, which is how a store hands them over."""
    if is_text:
        return pa.array([None if value is None else str(value) for value in values], pa.large_string())
    try:
        return pa.array(values)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.array([None if value is None else str(value) for value in values], pa.large_string())


def said(table: Filled, *, with_headers: bool = True) -> dict[str, set[str]]:
    """The categories that Nightlatch reports, by declared column."""
    renamed = None if with_headers else table.pieces()
    container = table.table.container if with_headers else "t"
    made = plan(container, STORE, [batch(table, renamed)])
    found = {path: [claim.verdict.category.id for claim in claims] for path, claims in made.claims.items()}
    return _as_declared(table, found, renamed)


def _as_declared(table: Filled, found: dict[str, list[str]], renamed: dict[str, str] | None) -> dict[str, set[str]]:
    if renamed is None:
        return scoring.by_column(found, table.cells)
    masked = {".".join(renamed[piece] for piece in path.split(".")): path for path in table.cells}
    return {masked[name]: categories for name, categories in scoring.by_column(found, masked).items()}
