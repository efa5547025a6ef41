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
from nightlatch.survey.planned import ContainerPlan
from tests.accuracy import scoring
from tests.accuracy.hardtable import Filled

STORE = "benchmark"
_PLANS: dict[str, ContainerPlan] = {}


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


def planned(table: Filled, *, with_headers: bool = True) -> ContainerPlan:
    """What the survey makes of the table; with its own headers it is asked for twice, and made once."""
    if not with_headers:
        return plan("t", STORE, [batch(table, table.pieces())])
    if table.name not in _PLANS:
        _PLANS[table.name] = plan(table.table.container, STORE, [batch(table)])
    return _PLANS[table.name]


def said(table: Filled, *, with_headers: bool = True) -> dict[str, set[str]]:
    """The categories that Nightlatch reports, by declared column."""
    made = planned(table, with_headers=with_headers)
    found = {path: [claim.verdict.category.id for claim in claims] for path, claims in made.claims.items()}
    return _as_declared(table, found, None if with_headers else table.pieces())


def _as_declared(table: Filled, found: dict[str, list[str]], renamed: dict[str, str] | None) -> dict[str, set[str]]:
    if renamed is None:
        return scoring.by_column(found, table.cells)
    masked = {".".join(renamed[piece] for piece in path.split(".")): path for path in table.cells}
    return {masked[name]: categories for name, categories in scoring.by_column(found, masked).items()}
