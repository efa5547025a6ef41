"""What only looks like a national number passes no check that needs no field name; and the checks are quick."""

from __future__ import annotations

import re
import uuid

import numpy as np
import pyarrow as pa
import pytest

from nightlatch.categories._government import STANDS_ALONE
from nightlatch.survey.values import Values
from tests.categories.chance import as_text, national


def look_alikes() -> dict[str, list[str]]:
    """Columns that are no national number: digits of every length, trade numbers, times, phones, UUIDs, SKUs."""
    random = np.random.default_rng(11)
    columns = {}
    for width in range(6, 19):
        columns[f"{width} digits"] = as_text(random.integers(48, 58, (3000, width)).astype(np.uint8))
    twelve = ["".join(map(str, row)) for row in random.integers(0, 10, (3000, 12))]
    columns["EAN-13"] = [n + str(-sum(int(c) * (1 + 2 * (i % 2)) for i, c in enumerate(n)) % 10) for n in twelve]
    columns["epoch ms"] = [str(n) for n in random.integers(1_500_000_000_000, 1_790_000_000_000, 3000)]
    columns["epoch s"] = [str(n) for n in random.integers(1_500_000_000, 1_790_000_000, 3000)]
    columns["phone"] = [f"1555{n:07}" for n in random.integers(0, 10**7, 3000)]
    columns["uuid"] = [str(uuid.UUID(int=int(a) << 64 | int(b))) for a, b in random.integers(0, 2**63, (3000, 2))]
    columns["sku"] = [f"{'ABCXYZ'[n % 6]}{n:06}" for n in random.integers(0, 10**6, 3000)]
    columns["row number"] = [str(n) for n in range(100_000_000, 100_003_000)]
    return columns


@pytest.mark.parametrize("column", sorted(look_alikes()))
def test_look_alikes_pass_no_check_that_stands_alone(column: str) -> None:
    """No check that needs no field name is passed by more than one in 20 of a column of something else."""
    values = Values(pa.array(look_alikes()[column]))
    alone = [c for c in national() if c.weight > STANDS_ALONE]
    assert len(alone) > 50
    assert not {c.id: float(c.check(values).mean()) for c in alone if c.check(values).mean() > 0.05}


@pytest.mark.parametrize("form", ["yymmdd", "ddmmyy", "yyyymmdd", "ddmmyyyy"])
@pytest.mark.parametrize("width", range(8, 19))
def test_order_numbers_with_a_date_inside_pass_no_check_that_stands_alone(form: str, width: int) -> None:
    """Behind a date only the check digit is left: at most one order number in 8 passes, and none by date alone."""
    random = np.random.default_rng(13)
    days = np.datetime64("2000-01-01") + random.integers(0, 9000, 3000)
    dates = [_written(str(day), form) for day in days]
    tails = ["".join(map(str, row)) for row in random.integers(0, 10, (3000, width))]
    for lead in (0, 1, 3, 6):
        column = [(tail[:lead] + date + tail[lead:])[:width] for date, tail in zip(dates, tails, strict=True)]
        values = Values(pa.array(column))
        rates = {c.id: float(c.check(values).mean()) for c in national() if c.weight > STANDS_ALONE}
        assert not {name: rate for name, rate in rates.items() if rate > 0.125}


def _written(day: str, form: str) -> str:
    parts = {"yyyy": day[:4], "yy": day[2:4], "mm": day[5:7], "dd": day[8:]}
    return re.sub("yyyy|yy|mm|dd", lambda part: parts[part[0]], form)
