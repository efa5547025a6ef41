"""Sets of keyed hashes: exact to the stated bound, within the stated interval above it, in whatever order they meet."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from nightlatch.survey.keyset import KeySet, RunKey

Hashes = NDArray[np.uint64]
KEYS = st.lists(st.integers(1, 40), max_size=30)


def mixed(numbers: object) -> Hashes:
    """Well spread 64-bit hashes of small numbers (SplitMix64's finaliser), never 0 for those from 1 on."""
    bits = np.asarray(numbers, np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))


def filled(*batches: Hashes, **how: object) -> KeySet:
    made = KeySet(**how)  # type: ignore[arg-type]
    for batch in batches:
        made.add(batch)
    return made


def test_counts_are_exact_below_the_bound() -> None:
    """Three hundred thousand keys, each added three times in mixed order, are three hundred thousand."""
    rng = np.random.default_rng(1)
    given = mixed(rng.permutation(np.tile(np.arange(1, 300_001), 3)))
    one = filled(*np.array_split(given, 7))
    assert one.count().value == 300_000 and one.count().exact
    assert one.has(mixed([1, 300_000, 300_001])).tolist() == [True, True, False]


def test_zero_is_no_key() -> None:
    """What has no hash is not counted."""
    assert filled(np.zeros(5, np.uint64)).count().value == 0


@pytest.mark.parametrize("size", [50, 3_000, 40_000, 200_000, 1_000_000])
def test_a_sketch_keeps_to_its_interval(size: int) -> None:
    """The truth lies in the printed interval in at least 93 % of 300 sketches, whatever their size."""
    hits = 0
    for seed in range(300):
        numbers = np.arange(1, size + 1, dtype=np.uint64) + np.uint64(seed * 10_000_019)
        told = filled(mixed(numbers), limit=10).count()
        assert told.value is not None and told.high is not None and not told.exact
        hits += told.low <= size <= told.high
    assert hits >= 279


@settings(max_examples=200, deadline=None)
@given(st.lists(KEYS, min_size=1, max_size=5), st.sampled_from([1, 5, 20, 1000]), st.randoms())
def test_merging_in_any_order_is_one_pass(batches: list[list[int]], limit: int, random: object) -> None:
    """Parts merged in any order and grouping count as one set that saw everything, exact or not."""
    whole = filled(*map(mixed, batches), limit=limit, repeats=True)
    parts = [filled(mixed(batch), limit=limit, repeats=True) for batch in batches]
    while len(parts) > 1:
        random.shuffle(parts)  # type: ignore[attr-defined]
        left, right = parts.pop(), parts.pop()
        parts.append(left.merge(right))
    assert parts[0].count() == whole.count()
    assert parts[0].is_exact == (len({key for batch in batches for key in batch}) <= limit)
    flat = [key for batch in batches for key in batch]
    if whole.is_exact:
        assert parts[0].once == whole.once == sum(flat.count(key) == 1 for key in set(flat))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 70)), max_size=20), min_size=1, max_size=5),
       st.randoms())  # fmt: skip
def test_labels_count_keys_once_in_any_order(batches: list[list[tuple[int, int]]], random: object) -> None:
    """How many keys carry each label does not depend on how the pairs were cut and merged; 64 and above is none."""
    parts = []
    for batch in batches:
        part = KeySet(marks=True)
        part.add(mixed([key for key, _ in batch]), np.array([label for _, label in batch], np.uint8))
        parts.append(part)
    while len(parts) > 1:
        random.shuffle(parts)  # type: ignore[attr-defined]
        parts.append(parts.pop().merge(parts.pop()))
    pairs = {pair for batch in batches for pair in batch}
    assert parts[0].mark_counts.tolist() == [sum(label == at for _, label in pairs) for at in range(64)]
    assert parts[0].count().value == len({key for key, _ in pairs})


def test_labels_survive_growing() -> None:
    """A key keeps its labels while the set grows a hundredfold around it."""
    one = KeySet(marks=True)
    one.add(mixed(np.arange(1, 101)), np.full(100, 3, np.uint8))
    one.add(mixed(np.arange(1, 200_001)))
    one.add(mixed(np.arange(1, 101)), np.full(100, 3, np.uint8))
    assert one.mark_counts[3] == 100 and one.count().value == 200_000


def test_what_is_beyond_another_set() -> None:
    """Exact sets differ exactly; sketches differ within their interval, and never by more than there are."""
    mine, theirs = mixed(np.arange(1, 60_001)), mixed(np.arange(40_001, 200_001))
    assert filled(mine).beyond(filled(theirs)).value == 40_000
    told = filled(mine, limit=10).beyond(filled(theirs, limit=10))
    assert told.high is not None and told.low <= 40_000 <= told.high and not told.exact
    few = filled(mixed(np.arange(1, 51)), limit=10).beyond(filled(theirs, limit=10))
    assert few.value is not None and few.value <= 51


def test_memory_is_what_is_stated() -> None:
    """At most 20 bytes a key while exact, 16 KiB once sketched."""
    one = filled(mixed(np.arange(1, 1_000_001)))
    assert one.slots is not None and one.slots.nbytes <= 20 * 1_000_000
    one.limit = 10
    one.add(mixed([2_000_000]))
    assert one.slots is None and one.registers.nbytes == 16 << 10


def test_keys_of_two_runs_differ() -> None:
    """Every run hashes with a key of its own: nobody can test for a person with another run's hashes."""
    assert RunKey().halves != RunKey().halves


@pytest.mark.parametrize("marks", [False, True])
def test_room_that_was_reserved_changes_no_count(marks: bool) -> None:
    """Whether the guess was right, too small or too large, and only before the first key comes."""
    keys = np.arange(1, 5001, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    for guess in (0, 10, 5000, 1 << 40):
        one = KeySet(marks=marks)
        one.reserve(guess)
        one.add(keys)
        one.add(keys[:100])
        one.reserve(1 << 20)
        assert one.count().value == 5000 and one.has(keys).all()
        assert one.slots is not None and 5000 <= len(one.slots) <= 1 << 22


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5_000), st.integers(0, 5_000))
def test_a_packed_set_is_the_same_set(keys: int, more: int) -> None:
    """Counted, merged either way, and added to, as if it had never been packed."""
    mine, others = mixed(np.arange(1, keys + 1)), mixed(np.arange(2_500, 2_500 + more))
    plain, packed, late, other = filled(mine, others), filled(mine), filled(mine), filled(others)
    for one in (packed, late, other):
        one.pack()
    assert packed.is_exact and packed.count().value == keys
    late.add(others)
    assert packed.merge(other).count() == late.count() == plain.count()
    assert other.count().value == more and bool(packed.has(others).all()) and packed.beyond(plain).value == 0


def test_a_set_at_rest_is_the_same_set_and_rests_again_once_doubled() -> None:
    """Container after container is counted on; what few keys were added to is not packed each time."""
    made, plain = KeySet(), KeySet()
    for first, last, is_packed in ((1, 5_000, True), (5_001, 5_010, False), (5_011, 10_000, True)):
        for one in (made, plain):
            one.add(mixed(np.arange(first, last + 1)))
        made.rest()
        assert (made._packed is not None) == is_packed and made.count() == plain.count() == made.count()
    assert made.has(mixed([1, 10_000, 10_001])).tolist() == [True, True, False]
