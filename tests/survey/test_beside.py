"""What was found beside a field speaks for what it holds, or against it."""

from __future__ import annotations

import pyarrow as pa
import pytest

from nightlatch.stores import Batch
from nightlatch.survey.beside import Told, support
from nightlatch.survey.evidence import judge
from nightlatch.survey.flatten import columns_of
from nightlatch.survey.neighbours import Near
from nightlatch.survey.plan import plan
from nightlatch.survey.profiles import profile
from nightlatch.survey.values import Values

_ENDS = ("mar", "tik", "zel", "bov", "nak", "dus", "rop", "gim", "lux", "pev")
_FRONTS = ("Quil", "Zor", "Bax", "Tren", "Vol", "Kres", "Ost", "Yar")
_UNKNOWN = [front + end for front in _FRONTS for end in _ENDS]
_GIVEN = ["Anna", "Peter", "Maria", "Thomas", "Julia", "Paul", "Laura", "Daniel", "Sophie", "Martin", "Eva", "Lukas"]


def _found(**columns: list[str]) -> dict[str, list[str]]:
    rows = pa.RecordBatch.from_pydict({name: pa.array(values) for name, values in columns.items()})
    made = plan("t", "s", [Batch(records=rows.num_rows, columns=columns_of(rows))])
    return {path: [claim.verdict.category.id for claim in claims] for path, claims in made.claims.items()}


def _given(count: int) -> list[str]:
    return [_GIVEN[at % len(_GIVEN)] for at in range(count)]


def test_next_to_given_names() -> None:
    """Words in capitals that no list has are family names next to given names, and nothing without them."""
    names = _UNKNOWN
    assert _found(c1=_given(len(names)), c2=names)["c2"] == ["family-name"]
    assert _found(c2=names)["c2"] == []


def test_next_to_towns() -> None:
    """Five digits are postcodes next to towns, and nothing without them."""
    codes = [str(10_007 + 7_919 * at % 80_000) for at in range(80)]
    towns = ["Berlin", "Hamburg", "München", "Köln", "Leipzig", "Dresden", "Bremen", "Hannover"] * 10
    streets = [f"{name}straße {at}" for at, name in enumerate(_UNKNOWN)]
    beside = _found(c1=_given(80), c2=streets, c3=codes, c4=towns)
    assert beside["c3"] == ["postcode"] and beside["c4"] == ["city"]
    assert _found(c3=codes)["c3"] == []


def test_town_of_nobody() -> None:
    """A town in a record that is of nobody is not told, even under its name; beside people it is."""
    towns = ["Berlin", "Hamburg", "Leipzig", "Dresden"] * 20
    measured = [str(at / 7) for at in range(80)]
    assert _found(city=towns, rainfall=measured)["city"] == []
    assert _found(city=towns, first_name=_given(80))["city"] == ["city"]


def test_dates_of_nobody() -> None:
    """Dates of many decades under a name that says nothing of births are not births in a record of nobody."""
    days = [f"{1935 + at % 70}-{1 + at % 12:02}-{1 + at % 28:02}" for at in range(200)]
    assert _found(premiere=days, rating=[str(at % 50 / 10) for at in range(200)])["premiere"] == []
    assert _found(dob=days)["dob"] == ["date-of-birth"]


@pytest.mark.parametrize(("found", "is_less"), [("national-id.se", True), ("national-id.dk", False), ("email", False)])
def test_abroad(found: str, is_less: bool) -> None:
    """An identity number of one country speaks against those of another beside it."""
    values = Values(pa.array(["010190-1111", "020280-2222"] * 20))
    seen = profile(values)
    [category] = {key for key in seen.hits if getattr(key, "id", "") == "national-id.dk"} or [None]
    assert category is not None
    near = Near(found=frozenset({found}))
    assert (support(category, near, seen, 3.0, 0.0, True) < 0) == is_less


def test_what_adjoins() -> None:
    """What is next is told of the adjoining fields only; a record without a sign of a person is alone."""
    told = Told(["a", "b", "c", "d"], {"a": frozenset({"email"}), "d": frozenset({"city"})}, frozenset({"a"}))
    assert told.beside("b", Near()).next == {"email"}
    assert told.beside("c", Near()).next == {"city"} and told.beside("c", Near()).found == {"email", "city"}
    assert told.beside("a", Near()).alone and not told.beside("d", Near()).alone


def test_few_names_of_nobody() -> None:
    """Some titles that look like names come again and again in a record of nobody: they are no people's names."""
    seen = profile(Values(pa.array(["Maria Braun", "Jackie Brown", "Harry Brown", "Annie Hall", "Emma Stone"] * 60)))
    best = judge("c1", seen, Near(alone=True))[:1]
    assert not any(verdict.is_reported for verdict in best)


def test_sites_of_things_are_no_points() -> None:
    """Where a species grows is nobody's place; beside somebody's mail address, or a time, it may be."""
    degrees = {
        "lat": [f"{47 + at / 917:.5f}" for at in range(300)],
        "lng": [f"{8 + at / 731:.5f}" for at in range(300)],
    }
    things = {**degrees, "habitat": ["forest", "meadow", "shore"] * 100, "genus": _UNKNOWN[:60] * 5}
    mails = [f"{front}.{end}@mail.nightlatch.net".lower() for front in _FRONTS for end in _ENDS][:75] * 4
    assert not _found(**things)["lat"]
    assert _found(**degrees)["lat"] == ["geo-point"]
    assert _found(**things, email=mails)["lat"] == ["geo-point"]
    times = [f"2026-03-{at % 28 + 1:02}T{at % 24:02}:{at % 60:02}:11Z" for at in range(300)]
    assert _found(**things, seen_at=times)["lat"] == ["geo-point"]
