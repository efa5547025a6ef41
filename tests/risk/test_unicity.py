"""Unicity equals brute force on small sets, exactly or within its interval, and a sample says "at most"."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.risk import _numbering, _traces, unicity
from nightlatch.risk.disclosure import FEWEST, rounded, tellable
from nightlatch.risk.unicity import Sightings, index, measure, share_of

Seen = dict[int, set[tuple[int, int]]]  # person -> place and time


def brute(seen: Seen, points: int, most: int = 1) -> float:
    """The mean over people of the share of their sets of *points* that at most *most* people have."""
    shares = []
    for own in seen.values():
        if len(own) >= points:
            sets = [
                sum(set(one) <= other for other in seen.values()) <= most for one in combinations(sorted(own), points)
            ]
            shares.append(sum(sets) / len(sets))
    return sum(shares) / len(shares)


def sightings(seen: Seen, *, repeats: int = 1) -> Sightings:
    """The same as a survey would collect it; *repeats*: each point several times."""
    runs = [[point for point in own for _ in range(repeats)] for own in seen.values()]
    flat = [point for run in runs for point in run]
    return Sightings(
        starts=np.cumsum([0, *map(len, runs)]).astype(np.int32),
        hashes=np.array([person * 0x9E3779B97F4A7C15 % (1 << 64) for person in seen], np.uint64),
        places=np.array([place for place, _ in flat], np.uint32),
        minutes=np.array([time * 60 for _, time in flat], np.int32),
        rows=np.array([place * 10 for place, _ in flat], np.int32),
        columns=np.array([place % 3 for place, _ in flat], np.int32),
    )  # fmt: skip


def made(people: int, places: int, times: int, most: int, seed: int) -> Seen:
    rng = np.random.default_rng(seed)
    return {
        person: {(int(rng.integers(places)), int(rng.integers(times))) for _ in range(rng.integers(1, most + 1))}
        for person in range(1, people + 1)
    }


@settings(max_examples=60)
@given(
    st.dictionaries(
        st.integers(1, 10**6),
        st.sets(st.tuples(st.integers(0, 4), st.integers(0, 3)), min_size=1, max_size=7),
        min_size=FEWEST, max_size=30,
    ),
    st.integers(1, 3),
)  # fmt: skip
def test_it_equals_brute_force(seen: Seen, repeats: int) -> None:
    """For every number of points, alone and among five, however often a point was seen."""
    told = {
        one.points: one
        for one in measure(sightings(seen, repeats=repeats))
        if (one.place, one.minutes) == ("as recorded", 60)
    }
    for points in (1, 2, 3, 4):
        able = sum(len(own) >= points for own in seen.values())
        if able < FEWEST:
            assert points not in told
            continue
        one = told[points]
        assert one.share == pytest.approx(brute(seen, points), abs=6e-5)
        assert one.few == pytest.approx(brute(seen, points, 5), abs=6e-5)
        assert (one.low, one.high, one.eligible.low) == (one.share, one.share, able - able % 10)


@pytest.mark.parametrize("points", [2, 3, 4])
def test_what_is_drawn_is_right_on_average_and_within_its_interval(
    points: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty draws of 400 people: their mean is the truth, and 95 % of the intervals hold it."""
    seen = made(1_000, 12, 6, 8, seed=points)
    given = sightings(seen)
    found = index(given.starts, unicity._keys(given, 0, 60))
    truth = share_of(found, points, given.hashes)
    assert truth is not None and truth.low == truth.high
    monkeypatch.setattr(unicity, "_SETS", 0)
    rng = np.random.default_rng(7)
    draws = [share_of(found, points, rng.integers(0, 1 << 63, 1_000).astype(np.uint64), targets=400) for _ in range(60)]
    assert np.mean([one.alone for one in draws if one]) == pytest.approx(truth.alone, abs=0.01)
    assert np.mean([one.few for one in draws if one]) == pytest.approx(truth.few, abs=0.01)
    assert sum(one.low <= truth.alone <= one.high for one in draws if one) >= 54


def test_a_sample_of_people_says_at_most() -> None:
    """Those who are missing can match nobody: the share is an upper bound, told as one, with nothing below it."""
    seen = made(2_000, 10, 4, 6, seed=3)
    some = dict(list(seen.items())[:200])
    whole = {one.points: one for one in measure(sightings(seen)) if one.place == "as recorded" and one.minutes == 60}
    for one in measure(sightings(some), is_sample=True):
        assert (one.basis, one.low) == ("upper-bound", 0.0)
        if one.place == "as recorded" and one.minutes == 60:
            assert one.high >= whole[one.points].share


def test_coarser_is_never_more_identifying() -> None:
    """Larger cells and longer times single out fewer; each resolution is told with its unit."""
    told = {(one.place, one.minutes, one.points): one.share for one in measure(sightings(made(300, 9, 30, 5, seed=1)))}
    assert told["as recorded", 60, 2] >= told["as recorded", 360, 2] >= told["as recorded", 1440, 2]
    assert told["0.001 degrees", 60, 2] >= told["0.01 degrees", 60, 2] >= told["0.1 degrees", 60, 2]


def test_places_without_numbers_have_no_coarser_ones() -> None:
    """Of places that are text only the recorded ones are measured."""
    given = sightings(made(50, 9, 30, 5, seed=1))
    text = Sightings(starts=given.starts, hashes=given.hashes, places=given.places, minutes=given.minutes)
    assert {one.place for one in measure(text)} == {"as recorded"}


def test_fewer_than_ten_people_are_not_told() -> None:
    """Of nine people nothing is said, nor of nine who have four points; counts are in tens."""
    assert measure(sightings(made(9, 5, 5, 5, seed=1))) == ()
    seen = {person: {(person, 0)} for person in range(1, 30)}
    assert {one.points for one in measure(sightings(seen))} == {1}
    nobody = Sightings(
        starts=np.zeros(1, np.int32),
        hashes=np.zeros(0, np.uint64),
        places=np.zeros(0, np.uint32),
        minutes=np.zeros(0, np.int32),
    )
    assert measure(nobody) == ()


def test_points_before_1970_and_far_ahead_are_points() -> None:
    """A clock that is wrong makes another time, not another place."""
    seen = made(40, 5, 5, 5, seed=2)
    given = sightings(seen)
    early = Sightings(
        starts=given.starts, hashes=given.hashes, places=given.places, minutes=given.minutes - 600_000_000
    )
    assert [one.share for one in measure(given) if one.minutes == 60 and one.place == "as recorded"] == [
        one.share for one in measure(early) if one.minutes == 60
    ]


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_count_that_is_told_hides_nobody(count: int, others: int) -> None:
    """Neither those counted nor those left over are one to nine, and the value is one of ten that it could be."""
    told = tellable(count, count + others)
    if told is None:
        assert count < FEWEST or 0 < others < FEWEST
    else:
        assert told.low == told.value == count - count % 10 and told.high == told.low + 9 and not told.exact
    assert rounded(count).value == count // 10 * 10


@given(st.lists(st.lists(st.integers(-50, 50), max_size=300), max_size=6))
def test_groups_are_sorted_and_have_each_key_once(groups: list[list[int]]) -> None:
    """Short and long ones, empty ones between them."""
    starts = np.cumsum([0, *map(len, groups)]).astype(np.int32)
    found, keys = _traces.distinct(starts, np.array([key for group in groups for key in group], np.int32))
    told = [keys[first:end].tolist() for first, end in pairwise(found.tolist())]
    assert told == [sorted(set(group)) for group in groups]


@pytest.mark.parametrize("count", [0, 2, 4, 1 << 32])
def test_keys_that_were_counted_wrongly_are_an_error(count: int) -> None:
    """Compiled loops check no bounds: more or fewer than were said never reach memory that is not theirs."""
    with pytest.raises(ValueError, match="keys"):
        _numbering._numbered(
            [np.arange(3, dtype=np.uint64)], np.empty(min(count, 4), np.int32), max(0, count - 4), 0, 1
        )


@given(st.lists(st.integers(0, 30), max_size=60), st.integers(1, 7), st.booleans())
def test_keys_that_are_alone_came_once_and_the_others_keep_apart(given: list[int], cut: int, is_told: bool) -> None:
    """However they are cut into pieces, and whether it is told beforehand who is alone."""
    keys = np.array(given, np.uint64)
    pieces = [keys[at : at + cut] for at in range(0, len(keys), cut)]
    alone = _numbering.apart(lambda: pieces, len(keys))
    assert all(given.count(key) == 1 for key in keys[alone].tolist())
    ids, count = _numbering.parted(lambda: pieces, len(keys), alone if is_told else None)
    is_numbered = ids != _traces.ALONE
    assert all(given.count(key) == 1 for key in keys[~is_numbered].tolist())
    pairs = set(zip(ids[is_numbered].tolist(), keys[is_numbered].tolist(), strict=True))
    assert len(pairs) == count == len(set(keys[is_numbered].tolist())) and {one for one, _ in pairs} == set(
        range(count)
    )
