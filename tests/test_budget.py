"""What one store may cost: counted in one place, and never more handed out than is left."""

from __future__ import annotations

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.budget import Budget
from nightlatch.stores import Reading


def test_without_bounds_nothing_is_ever_spent() -> None:
    """None is no bound: readings go through as they are."""
    budget = Budget()
    budget.spend(10**12, 10**15)
    reading = Reading(full=True, records=1 << 62, bytes=None, seconds=None)
    assert not budget.is_spent and budget.within(reading) == reading
    assert math.isinf(budget.seconds_left)


@given(st.integers(1, 10**6), st.lists(st.integers(0, 10**5), max_size=30), st.integers(1, 10**6))
def test_a_reading_asks_for_no_more_than_is_left(bound: int, spent: list[int], wanted: int) -> None:
    """Rows and bytes of the next reading are what was wanted or what is left, whichever is less; never below zero."""
    budget = Budget(rows=bound, bytes=bound)
    for one in spent:
        budget.spend(one, one)
    left = max(0, bound - sum(spent))
    narrowed = budget.within(Reading(records=wanted, bytes=wanted))
    assert (narrowed.records, narrowed.bytes) == (min(wanted, left), min(wanted, left))
    assert budget.within(Reading(records=wanted, bytes=None)).bytes == left
    assert budget.is_spent is (sum(spent) >= bound)
    assert (budget.used_rows, budget.used_bytes) == (sum(spent), sum(spent))


@pytest.mark.parametrize("bound", ["rows", "bytes"])
def test_one_bound_reached_is_enough(bound: str) -> None:
    """Rows without bytes left, or bytes without rows left, end it."""
    budget = Budget(**{"rows": 100, "bytes": 100, bound: 10})  # type: ignore[arg-type]
    budget.spend(10, 10)
    assert budget.is_spent


def test_time_runs_from_the_start() -> None:
    """A store may be looked at so long and no longer, whatever was read."""
    budget = Budget(seconds=0.05)
    assert not budget.is_spent and 0 < (budget.within(Reading(seconds=60.0)).seconds or 0) <= 0.05
    assert budget.within(Reading(seconds=None)).seconds is not None
    time.sleep(0.06)
    assert budget.is_spent and budget.seconds_left <= 0
    assert (budget.within(Reading()).seconds or 0.0) > 0.0  # none at all would mean no bound to a server
