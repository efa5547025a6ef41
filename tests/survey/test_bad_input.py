"""Dirty columns are counted right or left undecided; nothing that a store hands over brings the survey down."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.stores import Batch, Column
from nightlatch.survey import kernels, planned
from nightlatch.survey import plan as planning
from nightlatch.survey import tally as tallying
from nightlatch.survey.keyset import RunKey
from nightlatch.survey.plan import plan
from nightlatch.survey.tally import Sums, Tally
from nightlatch.survey.told import field_of
from nightlatch.survey.values import Values
from tests.survey.columns import day
from tests.survey.made import batch, id_number, mail

N = 120


def found(values: Any, path: str = "c1", container: str = "t") -> list[str]:
    made = plan(container, "s", [batch({path: values})])
    return [claim.verdict.category.id for claim in made.claims[path]]


def days(*texts: str) -> list[str | None]:
    epoch = dt.datetime(1970, 1, 1)
    instants = Values(pa.array(texts)).instants
    return [
        None if at == kernels.MISSING else f"{epoch + dt.timedelta(microseconds=int(at)):%Y-%m-%d}" for at in instants
    ]


def test_three_calendars_and_eras() -> None:
    """Solar Hijri, Islamic, Buddhist and Japanese dates are the days they are."""
    assert days("1372/03/21", "1360-12-20", "31/06/1348") == ["1993-06-11", "1982-03-11", "1969-09-22"]
    assert days("1445-09-01", "1390/01/01", "29/12/1420") == ["2024-03-11", "1970-03-09", "2000-04-04"]
    assert days("09/04/2552", "2490-01-28") == ["2009-04-09", "1947-01-28"]
    assert days("昭和50年3月2日", "平成1年1月8日", "S50.3.2", "令和6年12月31日") == [
        "1975-03-02", "1989-01-08", "1975-03-02", "2024-12-31",
    ]  # fmt: skip
    assert days("۱۳۷۲/۰۳/۲۱", "1372/03/32", "2019-02-30", "1372-13-01", "10.0.13.72") == [
        "1993-06-11",
        None,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    "form",
    ["%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%d-%m-%Y", "%m/%d/%Y", "%Y%m%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y",
     "%Y.%m.%d"],
)  # fmt: skip
def test_birth_dates_in_ten_forms(form: str) -> None:
    """However a birth date is written, a field that is called so holds birth dates."""
    assert found([f"{day(1940, 2012):{form}}" for _ in range(N)], "birth_date") == ["date-of-birth"]


@pytest.mark.parametrize(
    "dirty",
    [
        lambda n: f" {id_number(n)} ",
        lambda n: f"{id_number(n)[:6]}-{id_number(n)[6:14]}-{id_number(n)[14:]}",
        lambda n: id_number(n).lower(),
        lambda n: "".join(chr(ord(c) + 0xFEE0) for c in id_number(n)),
        lambda n: id_number(n) if n % 3 else ("", "N/A", "未知", "\x00")[n % 4],
    ],
)
def test_identifiers_in_other_clothes(dirty: Any) -> None:
    """Blanks, hyphens, small letters, full-width digits and holes leave an ID card number what it is."""
    assert found([dirty(n) for n in range(N)]) == ["national-id.cn"]


def test_whole_floats_are_numbers_and_too_large_ones_undecided() -> None:
    """What a reader made floats of because of gaps is read as integers; digits that a float has lost are not guessed."""
    assert Values(pa.array([2670924231031.0, None])).kind == "integer"
    assert Values(pa.array([20.0, 30.0])).kind == "float"
    assert found([float(id_number(n)) if id_number(n).isdigit() else None for n in range(400)]) == []


def test_a_column_of_one_value_is_no_proof() -> None:
    """A thousand times the same number that passes by chance says no more than one."""
    assert found(["000000000000000"] * 1000) == []
    assert found([0] * 1000) == []


def test_fifty_thousand_fields(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fields beyond the bound (here 64) are counted together, and those within it are judged."""
    for module in (planning, planned, tallying):
        monkeypatch.setattr(module, "MAX_FIELDS", 64)
    array = pa.array([mail(n) for n in range(30)])
    columns = tuple(Column(path=f"f{n}", array=array if n < 3 else pa.array([n] * 30)) for n in range(50_000))
    one = Batch(records=30, columns=columns)
    made = plan("t", "s", [one])
    tally = Tally(made, Sums(), RunKey())
    tally.add(one)
    assert len(made.judged) == 64
    assert tally.fields["f2"].hits["email"] == 30
    assert tally.fields["*"].values == (50_000 - 64) * 30


_SCALARS: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.text("0123456789- .+@/", max_size=24),
    st.text('{}[]":,;=&%\x00aé०９', max_size=30),
)
_COLUMNS = st.one_of(
    st.lists(_SCALARS, max_size=30).map(lambda values: pa.array(values, pa.large_string())),
    st.lists(st.integers(-(1 << 63), (1 << 63) - 1), max_size=30).map(lambda values: pa.array(values, pa.int64())),
    st.lists(st.floats(), max_size=30).map(lambda values: pa.array(values, pa.float64())),
    st.lists(st.booleans(), max_size=30).map(lambda values: pa.array(values, pa.bool_())),
    st.lists(st.binary(max_size=30), max_size=30).map(lambda values: pa.array(values, pa.large_binary())),
    st.lists(st.integers(-(1 << 40), 1 << 40), max_size=30).map(lambda values: pa.array(values, pa.timestamp("ms"))),
)
_PATHS = ["email", "id", "birth_date", "name", "c1", "lat", "lon", "卡号", "phone", "payload", "\x00", ""]


@settings(max_examples=20, deadline=None)
@given(st.dictionaries(st.sampled_from(_PATHS), _COLUMNS, min_size=1, max_size=4))
def test_any_columns_are_borne(columns: dict[str, Any]) -> None:
    """Whatever columns come, of whatever types and lengths, each value is counted once and nothing is raised."""
    one = Batch(records=30, columns=tuple(Column(path=path, array=array, rows=np.arange(len(array), dtype=np.int32))
                                          for path, array in columns.items()))  # fmt: skip
    made = plan("t", "s", [one])
    tally = Tally(made, Sums(), RunKey())
    tally.add(one)
    for path, array in columns.items():
        count = len(array) - array.null_count
        assert (tally.fields[path].values if path in tally.fields else 0) == count
        for category in field_of(made, path, "x", tally.fields[path]).categories if count else ():
            assert 0 <= category.values <= count
            assert 0 <= category.confidence <= 1


@settings(max_examples=15, deadline=None)
@given(st.recursive(st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8)),
                    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=6), inner, max_size=4)),
                    max_leaves=12))  # fmt: skip
def test_any_document_in_text_is_borne(document: Any) -> None:
    """Documents inside text are laid open or stay text, whatever is in them."""
    texts = [json.dumps({"a": document}), json.dumps([document]), json.dumps({"a": {"b": document}})] * 3
    rows = {"payload": texts}
    made = plan("t", "s", [batch(rows)])
    tally = Tally(made, Sums(), RunKey())
    tally.add(batch(rows))
    assert tally.fields["payload"].values == len(texts)
