"""What a sample could not know is found all the same: one in a million, and a field that turns into another."""

from __future__ import annotations

import random

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from nightlatch.stores import Batch, Column
from nightlatch.survey.told import field_of
from nightlatch.survey.values import Values
from nightlatch.survey.watch import MAYBE_INSIDE, MAYBE_WHOLE, NOTHING, Turns, _marks, forms, is_new, rare
from tests.survey.columns import digits, iban, luhn
from tests.survey.made import Store, id_number, mail

_RANDOM = random.Random(11)
MILLION = 1_000_000


def texts(count: int, start: int = 0) -> pa.Array:
    """Sentences with a running number, made without a Python string each."""
    numbers = pa.array(np.arange(start, start + count)).cast(pa.large_string())
    before, after = (
        pa.scalar(text, pa.large_string()) for text in ("the parcel ", " was late and the customer called")
    )
    return pc.binary_join_element_wise(before, numbers, after, pa.scalar("", pa.large_string()))


def batches(column: pa.Array, size: int = 1 << 17) -> list[Batch]:
    parts = [column[at : at + size] for at in range(0, len(column), size)]
    return [Batch(records=len(part), columns=(Column(path="note", array=part),), bytes=part.nbytes) for part in parts]


def counted(column: pa.Array) -> dict[str, tuple[int, bool, str]]:
    """By category of the one field: hits, whether there may be more, and why."""
    store = Store()
    made = store.planned("t", {"note": column[:2000].to_pylist()})
    tally = store.add("t", {"note": []}, made=made)
    for one in batches(column):
        tally.add(one)
    field = field_of(made, "note", "note", tally.fields["note"])
    assert field.values == len(column)
    return {one.id: (one.values, one.at_least, one.why) for one in field.categories}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        (id_number(5), "national-id.cn"),
        (f"his number is {id_number(5)}, please check", "national-id.cn"),
        (f"write to {mail(5)} instead", "email"),
        (f"pay to {iban()} please", "iban"),
    ],
)
def test_one_in_a_million_is_told(text: str, category: str) -> None:
    """One valid number in a million texts is reported as one, with its count, never diluted away."""
    column = pa.concat_arrays([texts(700_000), pa.array([text], pa.large_string()), texts(299_999, 700_001)])
    assert len(column) == MILLION
    values, at_least, why = counted(column)[category]
    assert (values, at_least) == (1, False)
    assert "sparse: 1 of 1,000,000 values" in why


def test_nothing_in_a_million_is_nothing() -> None:
    """Look-alikes that stand everywhere, and pass as often as chance has it, are not reported."""
    numbers = [f"order {digits(18)} is late" for _ in range(500)] + [digits(18) for _ in range(500)]
    column = pa.concat_arrays([texts(100_000), pa.array(numbers * 20, pa.large_string())])
    assert counted(column) == {}


def test_a_field_that_changes_its_nature_is_caught() -> None:
    """From the batch on in which it holds mail addresses it is counted as such, and how many were not asked is said."""
    later = pa.array([mail(n) for n in range(200_000)], pa.large_string())
    found = counted(pa.concat_arrays([texts(400_000), later]))
    values, at_least, why = found["email"]
    assert values >= 150_000
    assert at_least
    assert "not looked for in the first" in why


def test_every_field_gets_its_turn() -> None:
    """Even where its values look as they did: each path comes up, and what is drawn differs from run to run."""
    turns, paths = Turns(), ["a", "b", "c"]
    assert set().union(*(turns.of(paths) for _ in range(3))) == set(paths)
    values = Values(pa.array(np.arange(10_000)))
    assert Turns().some(values).array != Turns().some(values).array
    assert len(turns.some(values)) == 256


def test_new_forms_are_noticed_at_once() -> None:
    """Texts of another length and alphabet are new; more of the same are not."""
    known = forms(Values(texts(2000)))
    assert not is_new(Values(texts(2000, 5000)), known)
    assert is_new(Values(pa.array([mail(n) for n in range(100)])), known)
    assert is_new(Values(pa.array([1, 2, 3])), known)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("the parcel 1234567 was late", NOTHING), ("2024-02-01", MAYBE_WHOLE), ("a1b2c3d4-e5f6-4a4b-8c8d-000000000000x", NOTHING),
        ("call 202 555 0100 now", MAYBE_INSIDE), ("RSSMRA85T10A562S", MAYBE_WHOLE), (mail(1), MAYBE_INSIDE),
        ("", NOTHING), ("deadbeef" * 8, NOTHING), ("身份证659999195001010018号", MAYBE_INSIDE),
    ],
)  # fmt: skip
def test_what_could_be_something_is_marked(text: str, mark: int) -> None:
    """Digits in a row, capitals with digits, an @; words, UUIDs and digests are passed by."""
    assert list(_marks(*Values(pa.array([text, "no"], pa.large_string())).utf8)) == [mark, NOTHING]


def test_rare_hits_add_up() -> None:
    """However values are cut into batches, hits and look-alikes are the same."""
    column = [f"{n} words" for n in range(50)] + [id_number(n) for n in range(3)] + [luhn("411111" + digits(9))]
    whole = rare(Values(pa.array(column)), Turns())
    parts = [rare(Values(pa.array(column[at::2])), Turns()) for at in range(2)]
    assert {(key.id, one.hits, one.alike) for key, one in whole.items()} == {("national-id.cn", 3, 3)}
    assert sum(one.hits for part in parts for one in part.values()) == 3
