"""k-anonymity, the share that is alone, and l-diversity equal brute force, however records come."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.risk import anonymity
from nightlatch.survey import groups
from nightlatch.survey.groups import Groups, Quasi
from nightlatch.survey.keyset import RunKey
from nightlatch.survey.values import Values
from tests.survey.made import Store

KEY = RunKey()
Rows = list[tuple[int | None, str | None, str | None]]  # birth year, sex, religion
QUASI = Quasi(combinations=(("born", "sex"),), sensitive="faith", categories={"born": "age", "sex": "sex"})
ROWS = st.lists(
    st.tuples(
        st.sampled_from([None, 1980, 1981, 1982]),
        st.sampled_from([None, "f", "m"]),
        st.sampled_from([None, "a", "b", "c"]),
    ),
    max_size=60,
)


def cells(values: list[Any], kind: Any) -> Any:
    rows = [at for at, value in enumerate(values) if value is not None]
    return [(Values(pa.array([values[at] for at in rows], kind)), np.array(rows, np.int32))]


def counted(*batches: Rows, quasi: Quasi = QUASI) -> Groups:
    made = Groups(quasi)
    for rows in batches:
        found = {
            "born": cells([row[0] for row in rows], pa.int64()),
            "sex": cells([row[1] for row in rows], pa.large_string()),
            "faith": cells([row[2] for row in rows], pa.large_string()),
        }
        made.add(found, len(rows), KEY)
    return made


def brute(rows: Rows) -> tuple[int, float, float, int] | None:
    alike: dict[Any, list[Any]] = defaultdict(list)
    for born, sex, faith in rows:
        if born is not None or sex is not None:
            alike[born, sex].append(faith)
    sizes = [len(one) for one in alike.values()]
    if sum(sizes) < 10:
        return None
    n = sum(sizes)
    few = sum(size for size in sizes if size < 5) / n
    return min(sizes), sizes.count(1) / n, few, min(len(set(one)) for one in alike.values())


def told(made: Groups) -> tuple[int, float, float, int | None] | None:
    found = list(made.told("t", {}))
    return (found[0].k, found[0].unique, found[0].few, found[0].diversity) if found else None


@settings(max_examples=200)
@given(st.lists(ROWS, min_size=1, max_size=3), st.randoms())
def test_it_equals_brute_force_in_any_order_of_merging(batches: list[Rows], random: Any) -> None:
    """Missing values are values of their own; records that have none of the fields are left out."""
    expected = brute([row for rows in batches for row in rows])
    parts = [counted(rows) for rows in batches]
    while len(parts) > 1:
        random.shuffle(parts)
        parts.append(parts.pop().merge(parts.pop()))
    found = told(parts[0])
    assert (found is None) is (expected is None)
    assert expected is None or found == pytest.approx(expected, abs=1e-6)
    assert told(counted(*batches)) == found


PEOPLE = 400


def people(n: int = PEOPLE) -> dict[str, Any]:
    """A customer list: birth date, sex, postcode, employer and a diagnosis."""
    rng = np.random.default_rng(4)
    return {
        "customer_id": list(range(n)),
        "date_of_birth": [
            datetime.date(1940, 1, 1) + datetime.timedelta(days=int(day)) for day in rng.integers(0, 25_000, n)
        ],
        "sex": ["female" if one else "male" for one in rng.integers(0, 2, n)],
        "postcode": [f"{one:05}" for one in rng.integers(10_000, 10_020, n)],
        "ethnicity": [("Han", "Hui", "Uyghur", "Kazakh")[one] for one in rng.integers(0, 4, n)],
    }


def test_what_describes_people_is_found_by_category() -> None:
    """Birth date, sex and postcode together, whatever the fields are called; and the sensitive one beside them."""
    rows = people()
    tally = Store().add("customers", rows, 100, 250)
    (found,) = tally.groups.told("customers", {name: name for name in rows})
    assert set(found.categories) == {"date-of-birth", "sex", "postcode"} and found.sensitive == "ethnicity"
    expected = defaultdict(set)
    sizes: dict[Any, int] = defaultdict(int)
    for one in zip(*(rows[name] for name in ("date_of_birth", "sex", "postcode", "ethnicity")), strict=True):
        sizes[one[:3]] += 1
        expected[one[:3]].add(one[3])
    assert (found.records.value, found.k) == (PEOPLE, min(sizes.values()))
    assert found.unique == pytest.approx(list(sizes.values()).count(1) / PEOPLE, abs=1e-6)
    assert found.diversity == min(map(len, expected.values()))


def test_one_field_is_no_combination() -> None:
    """Sex alone singles out nobody and is not measured; nor is a list inside a record."""
    rows = {"customer_id": list(range(100)), "sex": ["male", "female"] * 50}
    assert list(Store().add("customers", rows).groups.told("customers", {})) == []


def test_a_sample_says_at_most() -> None:
    """Those who were not read may be alike: the share that is alone is an upper bound."""
    made = counted([(1980 + n % 3, "f", "a") for n in range(30)])
    (found,) = made.told("t", {}, is_sample=True)
    assert (found.basis, found.k) == ("upper-bound", 10)


def test_nothing_is_kept_once_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing lets the hashes go; more records than the bound are not measured at all."""
    made = counted([(1980, "f", "a")] * 20)
    made.close()
    assert not any(made._combined) and not made._sensitive and told(made) == (20, 0.0, 0.0, 1)
    monkeypatch.setattr(groups, "MOST", 50)
    for one in (
        counted([(1980, "f", "a")] * 60),
        counted([(1980, "f", "a")] * 30).merge(counted([(1980, "f", "a")] * 30)),
    ):
        assert told(one) is None


def test_no_records_have_no_groups() -> None:
    """Nothing is measured of nothing, and of nine records nothing is told."""
    assert anonymity.measure(()) is None
    assert told(counted([(1980, "f", "a")] * 9)) is None
