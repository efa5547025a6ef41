"""Counting batches: however the records are cut and merged, the numbers are those of one pass."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.stores import Batch, Column
from nightlatch.survey.keyset import RunKey
from nightlatch.survey.people import People
from nightlatch.survey.plan import plan
from nightlatch.survey.planned import MAX_FIELDS
from nightlatch.survey.tally import Sums, Tally
from nightlatch.survey.trails import Paths
from tests.survey.made import Store, batch, cut, id_number, mail, sightings

N = 1_200


def people() -> dict[str, Any]:
    return {
        "person_id": list(range(N)),
        "id_number": [id_number(n) if n % 7 else None for n in range(N)],
        "email": [mail(n) if n % 3 else None for n in range(N)],
        "sex": ["F" if n % 2 else "M" for n in range(N)],
        "card": [None if n % 5 else "4111111111111111" for n in range(N)],
    }


def points() -> dict[str, Any]:
    return sightings(
        [n % 500 for n in range(N)], [1_700_000_000 + 600 * n for n in range(N)], [f"place {n % 7}" for n in range(N)]
    )


ROWS, POINTS, KEY = people(), points(), RunKey()
PLANS = {"people": plan("people", "s", [batch(ROWS)]), "sightings": plan("sightings", "s", [batch(POINTS)])}


def told(tally: Tally) -> Any:
    return (
        tally.records, tally.bytes > 0, tally.undecodable, tally.points, dict(sorted(tally.keyed.items())),
        {path: (one.values, sorted(one.types), dict(sorted(one.hits.items()))) for path, one in
         sorted(tally.fields.items())},
    )  # fmt: skip


def counted(name: str, batches: list[Batch]) -> tuple[Tally, People, Paths]:
    made = Tally(PLANS[name], Sums(), KEY)
    for one in batches:
        made.add(one)
    return made, made.people, made.paths


WHOLE = {name: counted(name, [batch(rows)]) for name, rows in (("people", ROWS), ("sightings", POINTS))}


def test_one_pass_says_what_is_there() -> None:
    """Hits, values and types of each field, as a plain count over the rows has them."""
    tally, counts, _ = WHOLE["people"]
    assert tally.records == N
    ids = tally.fields["id_number"]
    assert (ids.values, ids.hits["national-id.cn"]) == (N - len(range(0, N, 7)), N - len(range(0, N, 7)))
    assert tally.fields["email"].hits["email"] == N - len(range(0, N, 3))
    assert tally.fields["sex"].hits["sex"] == N
    assert tally.fields["card"].hits["payment-card"] == N // 5
    assert counts.count().value == N  # those without a card number have a mail address or an account number
    tally, counts, paths = WHOLE["sightings"]
    assert (tally.points, paths.points, counts.count().value) == (N, N, 500)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["people", "sightings"]), st.lists(st.integers(0, N), max_size=6), st.randoms())
def test_batches_cut_anywhere_and_merged_in_any_order_are_one_pass(name: str, ends: list[int], random: Any) -> None:
    """Tallies, people and paths of the parts merge to exactly what one look at everything says."""
    parts = [counted(name, [one]) for one in cut(ROWS if name == "people" else POINTS, ends)]
    while len(parts) > 1:
        random.shuffle(parts)
        (one, its_people, its_paths), (other, more_people, more_paths) = parts.pop(), parts.pop()
        parts.append((one.merge(other), its_people.merge(more_people), its_paths.merge(more_paths)))
    whole, its_people, its_paths = WHOLE[name]
    assert told(parts[0][0]) == told(whole)
    assert parts[0][1].count() == its_people.count()
    assert parts[0][2].told() == its_paths.told()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, N), max_size=6))
def test_batches_one_after_another_are_one_pass(ends: list[int]) -> None:
    """The same without merging: empty batches and batches of one record too."""
    made, its_people, its_paths = counted("sightings", cut(POINTS, ends))
    assert told(made) == told(WHOLE["sightings"][0])
    assert its_people.count() == WHOLE["sightings"][1].count() and its_paths.told() == WHOLE["sightings"][2].told()


def test_fields_that_come_late_are_judged_when_they_come() -> None:
    """A field that the sample did not have is found all the same, and its people from then on."""
    store = Store()
    early = {"note": [f"order {n}" for n in range(300)]}
    tally = Tally(store.planned("orders", early), store.sums, store.key)
    tally.add(batch(early))
    assert store.people.count().value is None
    tally.add(batch({"note": [f"order {n}" for n in range(300)], "email": [mail(n) for n in range(300)]}))
    assert tally.fields["email"].hits == {"email": 300}
    assert store.people.count().value == 300


def test_columns_without_a_record_number_and_with_one_agree() -> None:
    """Values in arrays belong to their record: two coordinates are one point of one person."""
    flat = sightings([n % 50 for n in range(N)])
    nested = {
        "person_id": flat["person_id"],
        "loc": [{"type": "Point", "coordinates": [lon, lat]} for lon, lat in
                zip(flat["longitude"], flat["latitude"], strict=True)],
        "seen_at": flat["seen_at"],
    }  # fmt: skip
    counts = []
    for rows in (flat, nested):
        store = Store()
        store.add("sightings", rows, 100, 777)
        trails = store.paths.told()
        assert trails is not None
        counts.append((trails.points.value, trails.people.value, trails.last_24h, trails.last))
    assert counts[0] == counts[1] == (N, 50, counts[0][2], counts[0][3])


def test_the_list_of_fields_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond 4,096 paths (200 here, for speed) everything is counted under "*"."""
    assert MAX_FIELDS == 4_096
    monkeypatch.setattr("nightlatch.survey.tally.MAX_FIELDS", 200)
    store = Store()
    columns = tuple(Column(path=f"f{n}", array=pa.array([n])) for n in range(700))
    tally = Tally(plan("t", "s", []), store.sums, store.key)
    for _ in range(2):
        tally.add(Batch(records=1, columns=columns))
    assert len(tally.fields) == 201
    assert tally.fields["*"].values == 1_000 and tally.fields["f1"].values == 2


def test_no_type_of_column_brings_it_down() -> None:
    """Intervals, far years, huge decimals, invalid bytes: counted as values that are nothing in particular."""
    import datetime
    from decimal import Decimal

    arrays = [
        pa.array([pa.MonthDayNano([1, 2, 3])]), pa.array([1], pa.duration("s")), pa.array([1], pa.time64("us")),
        pa.array([Decimal("9" * 60)], pa.decimal256(70, 2)), pa.array([2**64 - 1], pa.uint64()),
        pa.array([2**62], pa.timestamp("us")), pa.array([2**62], pa.timestamp("s", "UTC")),
        pa.array([2**31 - 1], pa.date32()), pa.array([b"\xff"]), pa.array([b"\xff"], pa.binary_view()),
        pa.array([float("nan")]), pa.nulls(1), pa.array([b"ab"], pa.binary(2)), pa.array(["x"], pa.string_view()),
        pa.array([datetime.date(1, 1, 1)]), pa.array([True]),
    ]  # fmt: skip
    for array in arrays:
        for path in ("x", "created_at", "person_id", "email"):
            store = Store()
            one = Batch(records=1_500, columns=(Column(path=path, array=pa.concat_arrays([array] * 1_500)),))
            tally = Tally(plan("t", "s", [one]), store.sums, store.key)
            tally.add(one)
            assert tally.fields.get(path) is None or tally.fields[path].values == 1_500


@pytest.mark.parametrize("expected", [0, 1, 10 * N, 1 << 40])
def test_how_many_records_were_expected_changes_nothing(expected: int) -> None:
    """A guess makes room and no more, for a container of people and for the points that follow it."""
    sums = Sums()
    for name, rows in (("people", ROWS), ("sightings", POINTS)):
        tally = Tally(PLANS[name], sums, KEY, expected)
        tally.add(batch(rows))
        assert told(tally) == told(WHOLE[name][0])
    assert (sums.people.count().value, sums.paths.kept.people().value) == (N, 500)


def test_expecting_people_is_not_finding_them() -> None:
    """Where no record came nobody is counted, whatever was expected."""
    sums = Sums()
    Tally(PLANS["people"], sums, KEY, 1000)
    assert sums.people.count().value is None


def test_words_of_a_small_vocabulary_are_judged_by_batch() -> None:
    """In whatever order they come, with new ones among them or some left out."""
    made, *_ = counted("people", [])
    for given_ in (["F", "M", "F"], ["M", "F", "F"], ["F", "zz", "M"], ["zz", "zz"], ["M", "F"]):
        made.add(batch({"sex": given_}))
    assert (made.fields["sex"].values, made.fields["sex"].hits["sex"]) == (13, 10)


@pytest.mark.parametrize(("name", "is_told"), [("created_at", True), ("subscriber", False), ("c3", False)])
def test_whole_numbers_are_times_where_they_are_called_so(name: str, is_told: bool) -> None:
    """Ids of ten digits look like seconds since 1970; they are not how old a record is."""
    rows = {name: [1_700_100_000 + n for n in range(300)], "note": ["x"] * 300}
    assert (Store().add("t", rows).window.oldest is not None) == is_told
