"""A field's values, chance, name and neighbours make one verdict; each rule of the model shows in a column."""

from __future__ import annotations

import pyarrow as pa
import pytest

from nightlatch.categories import all_categories
from nightlatch.survey.evidence import POSSIBLE, THRESHOLD, Verdict, judge
from nightlatch.survey.pairs import judge_pairs
from nightlatch.survey.profiles import Profile, profile
from nightlatch.survey.values import Values
from tests.survey.columns import FOUND, NOTHING, N, column, digits, luhn, one_of


def _judged(path: str, values: list[object], siblings: tuple[str, ...] = (), container: str = "") -> list[Verdict]:
    return judge(path, profile(Values(pa.array(values))), siblings, container)


def _reported(path: str, values: list[object], siblings: tuple[str, ...] = (), container: str = "") -> str | None:
    """The id of the best verdict if it is reported."""
    found = _judged(path, values, siblings, container)
    return found[0].category.id if found and found[0].is_reported else None


@pytest.mark.parametrize(("header", "expected", "values", "alone"), FOUND)
def test_found_with_its_name(header: str, expected: str, values: list[object], alone: bool) -> None:
    """Values under their own field name are found for what they are."""
    assert _reported(header, values) == expected


@pytest.mark.parametrize(("header", "expected", "values", "alone"), FOUND)
def test_found_without_a_name(header: str, expected: str, values: list[object], alone: bool) -> None:
    """Values that stand alone are found under "c1" too; the others are not taken for something of another group."""
    found = _reported("c1", values)
    if alone:
        assert found is not None
        assert found.partition(".")[0] == expected.partition(".")[0]
    else:
        groups = {category.id: category.group for category in all_categories()}
        assert found is None or groups[found] == groups[expected]


@pytest.mark.parametrize(("header", "values"), NOTHING)
def test_nothing_with_its_name(header: str, values: list[object]) -> None:
    """What merely looks alike is reported as nothing personal."""
    assert _reported(header, values) is None


@pytest.mark.parametrize(("header", "values"), NOTHING)
def test_nothing_without_a_name(header: str, values: list[object]) -> None:
    """What merely looks alike is reported as nothing personal under "c1" either."""
    assert _reported("c1", values) is None


@pytest.mark.parametrize("header", ["email", "card_number", "iban", "birth_date", "name", "phone", "sex", "address"])
def test_a_name_does_not_outweigh_values(header: str) -> None:
    """A field called so that holds something else is not reported."""
    assert _reported(header, column(lambda: "k=" + digits(12) + ";")) is None


def test_a_name_without_values_is_possible_at_most() -> None:
    """An empty field is never more than possible, whatever it is called."""
    found = _judged("email", [None] * 10)
    assert found[0].category.id == "email"
    assert found[0].confidence <= POSSIBLE < THRESHOLD


def test_a_luhn_pass_proves_nothing_and_a_thousand_do() -> None:
    """One card number among others is chance; a column of them is not."""
    cards = [luhn("411111" + digits(9)) for _ in range(N)]
    assert _reported("c1", [*cards[:1], *column(lambda: digits(16))]) is None
    assert _reported("c1", cards) == "payment-card"


def test_few_strong_hits_are_not_diluted() -> None:
    """Mail addresses in one percent of a text field are still found, with their share."""
    text = [f"note {digits(6)}" for _ in range(990)] + [f"{digits(5)}@example.org" for _ in range(10)]
    mail = next(verdict for verdict in _judged("remark", text) if verdict.category.id == "email")
    assert mail.is_reported
    assert mail.share == pytest.approx(0.01, abs=0.002)


def test_a_mixed_field_holds_both() -> None:
    """Mail addresses and telephone numbers in one field do not take away each other's confidence."""
    values = [f"+1 202-555-01{n:02d}" for n in range(100)] + [f"t{n}@example.org" for n in range(100)]
    found = {verdict.category.id for verdict in _judged("contact", values) if verdict.is_reported}
    assert found >= {"email", "phone"}


def test_placeholders_are_no_values() -> None:
    """Empty text, "N/A" and "unknown" count neither for nor against."""
    seen = profile(Values(pa.array(["", "N/A", "unknown", "-", "t@example.org"])))
    assert (seen.n, seen.distinct) == (5, 1)


def test_neighbours_speak() -> None:
    """A sex beside a species is an animal's; a time beside a latitude is a sighting's; "id" is its table's."""
    assert _reported("sex", column(one_of("M, F")), ("species", "breed", "tag")) is None
    times = [f"2019-02-01T03:{n % 60:02d}:05" for n in range(N)]
    assert _reported("time", times, ("person", "lat", "lng")) == "sighting-time"
    assert _reported("time", times, ("sku", "price")) is None
    assert _reported("id", list(range(7000, 7000 + N)), container="users") == "customer-id"
    assert _reported("id", list(range(7000, 7000 + N)), container="orders") is None


def test_the_reason_is_in_words_without_values_and_paths() -> None:
    """The reason tells the share, the chance and the word that matched."""
    best = _judged("kunden_mail_xyz123", [f"t{n}@example.org" for n in range(N)])[0]
    assert "100 % of 300 distinct values pass the check" in best.why
    assert "mail" in best.why
    assert "xyz" not in best.why
    assert "example" not in best.why


def test_a_field_is_counted_with_the_widest_sound_check() -> None:
    """Addresses without a street word count beside those that told the field, but only where the name agrees."""
    values = [f"{n} Example Street, Springfield" for n in range(200)] + [f"Haus Beispiel {n}" for n in range(100)]
    assert _judged("address", values)[0].share == 1.0
    assert _judged("c1", values)[0].share < 0.7


def test_profiles_add_up() -> None:
    """The profile of two batches is the sum of both, in any order."""
    one, two = (profile(Values(pa.array(part))) for part in (["a@example.org"] * 2, ["x", "b@example.org"]))
    assert one + two == two + one
    assert (one + two).n == 4
    assert (one + two) + Profile() == one + two


def _pair(left: str, right: str, lefts: list[object], rights: list[object]) -> list[Verdict]:
    return judge_pairs({left: profile(Values(pa.array(lefts))), right: profile(Values(pa.array(rights)))})


_LATS = [43 + n / 7001 for n in range(1, N)]
_LONS = [87 + n / 6007 for n in range(1, N)]


@pytest.mark.parametrize(
    ("left", "right"),
    [("lat", "lng"), ("visits[].lat", "visits[].lon"), ("纬度", "经度"), ("gps_latitude", "gps_longitude"),
     ("c4", "c5"),
     ("Breitengrad", "Längengrad"), ("lon", "lat")],
)  # fmt: skip
def test_two_fields_make_a_point(left: str, right: str) -> None:
    """A latitude beside a longitude is a location, by name or by form."""
    lefts, rights = (_LONS, _LATS) if left == "lon" else (_LATS, _LONS)
    found = _pair(left, right, lefts, rights)
    assert [(verdict.category.id, verdict.is_reported) for verdict in found] == [("geo-point", True)]
    assert set(found[0].paths) == {left, right}


@pytest.mark.parametrize(
    ("left", "right", "lefts", "rights"),
    [
        ("temperature", "humidity", _LATS, _LONS),
        ("a.lat", "b.lon", _LATS, _LONS),
        ("c4", "c5", [round(value, 2) for value in _LATS], [round(value, 2) for value in _LONS]),
        ("lat", "lon", [value * 100 for value in _LATS], _LONS),
        ("lat", "name", _LATS, _LONS),
        ("c1", "c2", [value / 1000 for value in _LATS], [value / 1000 for value in _LONS]),
        ("lat", "lon", [], []),
    ],
)
def test_two_fields_make_no_point(left: str, right: str, lefts: list[object], rights: list[object]) -> None:
    """Names that disagree, other parents, coarse numbers, numbers out of range are no location."""
    assert [verdict for verdict in _pair(left, right, lefts, rights) if verdict.is_reported] == []
