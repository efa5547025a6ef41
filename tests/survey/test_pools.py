"""Fields of much the same shape are looked at together: that is quicker, and says nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from nightlatch.survey._pools import POOL_BYTES, Pool, pools
from nightlatch.survey.checks import Negated, Together, always, both, either, is_together, one_of, without
from nightlatch.survey.profiles import profile, profiles
from nightlatch.survey.values import Values
from tests.categories.test_tables import TABLES
from tests.survey import columns


def _fields() -> Iterator[Values]:
    """Every category's own values and its look-alikes, and numbers that lost their leading zeros."""
    for yes, no in TABLES.values():
        yield Values(pa.array([*yes, *no]))
    for size in (6, 8, 9, 10, 11):
        yield Values(pa.array([int(columns.digits(size)) for _ in range(columns.N)]))
        yield Values(pa.array([columns.digits(size) for _ in range(2 * columns.N)]))
    yield Values(pa.array([], pa.string()))
    yield Values(pa.array([None, "n/a", "-"]))
    yield Values(pa.array([0.5, 1.25, 52.520008, 13.404954]))
    yield Values(pa.array([True, False]))


def test_a_field_has_the_profile_that_it_has_alone() -> None:
    """What a check says of a field does not depend on the fields that are looked at with it."""
    fields = list(_fields())
    alone = [profile(field) for field in fields]
    assert [at for at, one in enumerate(profiles(fields)) if one != alone[at]] == []


def test_fields_of_one_shape_share_a_pool_and_others_do_not() -> None:
    """Numbers in digits are looked at apart from words, and an empty field not at all."""
    numbers, words = [str(at) * 9 for at in range(1, 9)], ["one", "two"]
    fields = [Values(pa.array(some)) for some in (numbers, words, numbers[:3])]
    fields.append(Values(pa.array([], pa.string())))
    assert sorted(pools(fields)) == [[0, 2], [1]]


def test_a_pool_has_a_size() -> None:
    """Long texts are looked at in several pools, each field in one of them."""
    long = Values(pa.array(["x" * (POOL_BYTES // 2 - 1)]))
    found = list(pools([long] * 5))
    assert [len(some) for some in found] == [2, 2, 1]
    assert sorted(at for some in found for at in some) == list(range(5))


def test_a_pool_counts_by_field() -> None:
    """What passed is counted for each field, and a part of a pool is a pool."""
    pool = Pool([Values(pa.array(some)) for some in ([1, 2, 3], [4], [5, 6])])
    passed = pool.values.numbers > 2
    assert pool.counts(passed).tolist() == [1, 1, 2]
    assert pool.part([0, 2]).values.array.to_pylist() == [1, 2, 3, 5, 6]


def test_a_check_that_looks_at_all_values_is_known_wherever_it_stands() -> None:
    """A check made of one that needs the whole field needs it as well."""
    whole = Together(always)
    assert all(map(is_together, (whole, both(always, whole), either(whole, always), without(always, whole))))
    assert is_together(one_of([always])) and is_together(Negated(whole))
    assert not is_together(both(always, without(always, always)))
