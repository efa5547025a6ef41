"""What a sample says of the whole: the truth lies in the interval in at least 93 % of seeded simulations.

Where people have about equally many records the value is close; where few people have most of the records it is too
low (that is tested here as well, so that nobody takes it for more), and only the interval holds.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from nightlatch.model import Count
from nightlatch.survey.estimate import Keyed, people, poisson, share_of, together

RUNS = 300
Ints = NDArray[np.int64]


def _worlds() -> dict[str, Ints]:
    """Records of each person."""
    rng = np.random.default_rng(7)
    return {
        "unique": np.ones(60_000, np.int64),
        "3 each": np.full(20_000, 3),
        "100 each": np.full(600, 100),
        "heavy tail": np.clip((rng.pareto(1.2, 15_000) + 1).astype(np.int64), 1, 5_000),
        "half once, half in crowds": np.r_[np.ones(30_000, np.int64), np.full(600, 50)],
    }


WORLDS = _worlds()


def surveyed(records: Ints, read: int, rng: np.random.Generator, watches: bool = True) -> Count:
    owners = np.repeat(np.arange(len(records)), records)
    _, counts = np.unique(owners[rng.permutation(len(owners))[:read]], return_counts=True)
    once = int((counts == 1).sum()) if watches else None
    return people(Keyed(read=read, distinct=len(counts), total=Count.of(len(owners)), once=once))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9])
@pytest.mark.parametrize("world", WORLDS)
def test_the_truth_lies_in_the_interval(world: str, share: float) -> None:
    """In 93 % of samples or more, of one in fifty records as of nine in ten, even or uneven."""
    records, rng = WORLDS[world], np.random.default_rng(11)
    read = int(records.sum() * share)
    told = [surveyed(records, read, rng) for _ in range(RUNS)]
    assert sum(one.low <= len(records) <= (one.high or 0) for one in told) >= 0.93 * RUNS
    assert all(one.low <= (one.value or 0) <= (one.high or 0) and not one.exact for one in told)


@pytest.mark.parametrize("world", ["unique", "3 each", "100 each"])
def test_the_value_is_close_where_people_have_equally_many_records(world: str) -> None:
    """Within five per cent on average over samples of three in ten records."""
    records, rng = WORLDS[world], np.random.default_rng(12)
    told = [surveyed(records, int(records.sum() * 0.3), rng).value or 0 for _ in range(50)]
    assert abs(np.mean(told) / len(records) - 1) < 0.05


@pytest.mark.parametrize("world", ["heavy tail", "half once, half in crowds"])
def test_the_value_is_too_low_where_they_have_not(world: str) -> None:
    """It stands on the careful side then: never above the truth by more than chance."""
    records, rng = WORLDS[world], np.random.default_rng(13)
    told = [surveyed(records, int(records.sum() * 0.02), rng).value or 0 for _ in range(50)]
    assert np.mean(told) < len(records)


def test_without_watching_repeats_the_interval_is_wider_and_holds() -> None:
    """Where it is not known how many came once, the upper bound takes it that all might have."""
    records = WORLDS["3 each"]
    read = int(records.sum() * 0.3)
    watched, blind = (surveyed(records, read, np.random.default_rng(1), watches) for watches in (True, False))
    assert (watched.low, watched.value) == (blind.low, blind.value)
    assert (watched.high or 0) <= (blind.high or 0) and len(records) <= (blind.high or 0)


def test_what_was_read_to_the_end_is_exact() -> None:
    """A sample that is the whole is no estimate."""
    told = people(Keyed(read=500, distinct=300, total=Count.of(500)))
    assert (told.value, told.low, told.high, told.exact) == (300, 300, 300, True)


def test_an_unknown_total_gives_a_lower_bound_only() -> None:
    """Of a store that cannot count, at least those read are told, and no value is made up."""
    told = people(Keyed(read=500, distinct=300, total=Count(value=None)))
    assert (told.value, told.low, told.high) == (None, 300, None)
    open_ended = people(Keyed(read=500, distinct=300, total=Count(value=9_000, low=500)))
    assert open_ended.high is None and open_ended.low >= 300


def test_nobody_read_is_nobody_promised() -> None:
    """No identifier in the sample: none known, and any number possible up to the total."""
    told = people(Keyed(read=0, distinct=0, total=Count(value=10, low=0, high=90)))
    assert (told.value, told.low, told.high) == (0, 0, 90)


@pytest.mark.parametrize("mean", [0.5, 3.0, 40.0, 900.0])
def test_poisson_intervals_cover(mean: float) -> None:
    """The truth lies in the interval of a count in 93 % of draws or more."""
    draws = np.random.default_rng(5).poisson(mean, RUNS)
    assert sum(low <= mean <= high for low, high in map(poisson, draws.tolist())) >= 0.93 * RUNS


@pytest.mark.parametrize("share", [0.01, 0.3, 0.99])
def test_shares_of_a_sample_cover(share: float) -> None:
    """How many records of the whole have something, told from a sample of 500."""
    rng, total = np.random.default_rng(6), 100_000
    truth = round(total * share)
    told = [share_of(Count.of(total), int(rng.hypergeometric(truth, total - truth, 500)), 500) for _ in range(RUNS)]
    assert sum(one.low <= truth <= (one.high or 0) for one in told) >= 0.93 * RUNS


def test_groups_that_may_overlap_are_at_least_the_largest_and_at_most_all() -> None:
    """People known by card number and people known by mail, unlinked: between the most and the sum."""
    one, other = Count(value=100, low=90, high=110), Count(value=70, low=60, high=80)
    told = together([one, other])
    assert (told.value, told.low, told.high, told.exact) == (100, 90, 190, False)
    assert together([one]) is one
    assert together([one, Count(value=70, low=60)]).high is None
    assert together([]).value is None
