"""A few tables of the benchmark, quick enough for every run: whether the detectors fell far below what they were."""

from __future__ import annotations

import pytest

from tests.accuracy import scoring, subject
from tests.accuracy.hardtable import load

_GUARDED = (
    "abonnenten_telekom",
    "brasil_clientes",
    "checkpoint_cn",
    "ecommerce_orders_us",
    "iot_sensors",
    "russian_clients",
)


@pytest.mark.parametrize(("with_headers", "floor"), [(True, 0.85), (False, 0.65)])
def test_floor(with_headers: bool, floor: float) -> None:
    """Six tables are judged with an F1 above a floor, and hardly any column of nobody's is flagged."""
    whole = scoring.Score()
    for table in load(("tables",), _GUARDED):
        said = subject.said(table, with_headers=with_headers)
        for one in table.table.columns:
            whole += scoring.judge(one, said[one.path])[0]
    assert (whole.micro.f1 or 0) >= floor
    assert whole.flagged <= 2
