"""Minors and countries: as a plain count over the rows has them, and never of fewer than ten people."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Count
from nightlatch.survey import births, callingcodes, facts, kernels
from nightlatch.survey.facts import Facts, Told
from nightlatch.survey.tally import Sums
from nightlatch.survey.values import Values
from tests.survey.made import AREA, Store, id_number, mail

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def told(category: str, values: list[Any]) -> Told:
    array = pa.array(values, pa.date32() if isinstance(values[0], date) else pa.large_string())
    count = len(values)
    return Told(
        category=category, values=Values(array), rows=np.arange(count, dtype=np.int32), passing=np.ones(count, np.bool_)
    )


def owners(people: list[int]) -> Any:
    return np.array(people, np.uint64)


@given(st.lists(st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)), max_size=20))
def test_an_instant_is_on_its_day(moments: list[datetime]) -> None:
    """Of every year, before 1970 too; what is no instant is no day."""
    instants = np.array([*moments, np.datetime64("NaT")], "datetime64[us]").astype(np.int64)
    instants[-1] = kernels.MISSING
    assert facts._days(instants).tolist() == [*(m.year * 10_000 + m.month * 100 + m.day for m in moments), 0]


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.dates(date(1930, 1, 1), date(2026, 11, 23))), min_size=1, max_size=120),
    st.integers(0, 120),
)
def test_minors_are_those_under_eighteen_today(rows: list[tuple[int, date]], cut: int) -> None:
    """Each person once, the birthday itself no longer; in two parts that are merged as in one; none told below ten."""
    parts = []
    for part in (rows[:cut], rows[cut:]):
        facts = Facts(now=NOW)
        if part:
            facts.add([told("date-of-birth", [born for _, born in part])], owners([person for person, _ in part]))
        parts.append(facts)
    minors = [who for who, born in rows if (born.year + 18, born.month, born.day) > (2026, 11, 23)]
    young = set(minors) - {0}
    people = len({who for who, _ in rows if who})
    found = parts[0].merge(parts[1]).minors(Count.of(people))
    if 0 in minors:
        more = -(-minors.count(0) // 10) * 10
        assert found is not None and not found.exact
        known = 9 if len(young) < 10 else people if people - len(young) < 10 else len(young)
        assert found.high == more + (known if young else 0)
    elif 0 < len(young) < 10:
        assert found is not None and (found.value, found.high) == (None, 9)
    elif young and 0 < people - len(young) < 10:
        assert found is not None and (found.value, found.low) == (None, people - 9)
    else:
        assert found is not None and found.value == len(young)


def test_minors_whom_nothing_tells_apart_may_be_as_many_as_their_records() -> None:
    """In tens, and never called exact; beside others they only widen the interval; dates of things are not asked."""
    pupils = Facts(now=NOW)
    pupils.add([told("date-of-birth", [date(2015, 3, 1)] * 31)], owners([0] * 31))
    found = pupils.minors(Count.of(5))
    assert found is not None and (found.value, found.low, found.high, found.exact) == (40, 0, 40, False)
    pupils.add([told("date-of-birth", [date(2014, 3, 1)] * 20)], owners(list(range(1, 21))))
    found = pupils.minors(Count.of(60))
    assert found is not None and (found.value, found.low, found.high, found.exact) == (20, 20, 60, False)


@pytest.mark.parametrize("born, is_minor", [("20081124", True), ("20081123", False), ("20261123", True)])
def test_the_eighteenth_birthday_ends_it(born: str, is_minor: bool) -> None:
    """On the day itself one is of age; whoever is born today is not."""
    facts = Facts(now=NOW)
    day = datetime.strptime(born, "%Y%m%d").replace(tzinfo=UTC).date()
    facts.add([told("date-of-birth", [day] * 12)], owners(list(range(1, 13))))
    found = facts.minors(Count.of(40))
    assert found is not None and (found.value == 12) == is_minor


def test_a_birth_in_the_future_is_no_age() -> None:
    """A clock that runs ahead makes nobody a minor."""
    facts = Facts(now=NOW)
    facts.add([told("date-of-birth", [NOW.date() + timedelta(days=3)] * 12)], owners(list(range(1, 13))))
    assert facts.minors(Count.of(12)) is None


@pytest.mark.parametrize(
    "category, number, day",
    [
        ("national-id.cn", f"{AREA}201003040019", 20100304),
        ("national-id.kr", "100304-3000000", 20100304),
        ("national-id.kr", "900304-1000000", 19900304),
        ("national-id.pl", "10230400000", 20100304),
        ("national-id.pl", "90030400000", 19900304),
        ("national-id.bg", "1043040000", 20100304),
        ("national-id.ro", "5100304000000", 20100304),
        ("national-id.ee", "51003040000", 20100304),
        ("national-id.kz", "100304500000", 20100304),
        ("national-id.eg", "31003040000000", 20100304),
        ("national-id.se", "20100304-0000", 20100304),
        ("national-id.cn", "110101900304001", 0),
    ],
)
def test_numbers_that_hold_a_birth_date_tell_it(category: str, number: str, day: int) -> None:
    """Century by century, form by form; another length tells nothing."""
    found = births.born(category, Values(pa.array([number])))
    assert found is not None and found.tolist() == [day]


def test_numbers_without_a_birth_date_tell_none() -> None:
    """A tax number is no age."""
    assert births.born("tax-id.de", Values(pa.array(["12345678903"]))) is None


@pytest.mark.parametrize(
    "number, land",
    [
        ("+49 30 123456", "DE"), ("0049 30 123456", "DE"), ("+86 138 0013 8000", "CN"), ("+7 701 000 00 00", "KZ"),
        ("+7 495 000-00-00", "RU"), ("+380 44 000 00 00", "UA"), ("(+44) 20 7946 0000", "GB"), ("+1 202 555 0100", ""),
        ("030 123456", ""), ("13800138000", ""), ("", ""), ("+", ""), ("+4", ""), ("+999 1234", ""),
    ],
)  # fmt: skip
def test_an_international_number_tells_its_country(number: str, land: str) -> None:
    """Only what is written internationally; codes that countries share tell none."""
    text = Values(pa.array([number], pa.large_string()))
    (at,) = callingcodes.lands(*text.utf8)
    assert (callingcodes.LANDS[at] if at != callingcodes.NONE else "") == land


@given(st.lists(st.text(max_size=12)))
def test_no_text_brings_the_calling_codes_down(texts: list[str]) -> None:
    """Whatever is in a field."""
    text = Values(pa.array(texts, pa.large_string()))
    assert len(callingcodes.lands(*text.utf8)) == len(texts)


def test_people_of_fewer_than_ten_are_told_without_a_number() -> None:
    """A single small country could be told from the total, so the next smallest is hidden with it."""
    facts = Facts(now=NOW)
    numbers = ["+49 30 1"] * 40 + ["+33 1 1"] * 15 + ["+39 06 1"] * 3
    facts.add([told("phone", numbers)], owners(list(range(1, 59))))
    lands = facts.lands(Count.of(58), 58)
    assert [(one.country, one.people and one.people.value) for one in lands] == [("DE", 40), ("", None)]


def test_a_person_with_an_identity_number_and_a_telephone_of_one_country_is_one() -> None:
    """The country has people, not numbers."""
    facts = Facts(now=NOW)
    people = owners(list(range(1, 21)))
    facts.add(
        [told("phone", ["+86 138 0000 0000"] * 20), told("national-id.cn", [id_number(n) for n in range(20)])], people
    )
    (land,) = facts.lands(Count.of(20), 20)
    assert (land.country, land.people, land.told_by) == ("CN", Count.of(20, "exact set"), "national-id.cn, phone")


def test_a_sample_tells_of_all_people_with_an_interval() -> None:
    """A share of those read, of all people that there are."""
    facts = Facts(is_part=True, now=NOW)
    ages = [date(2015, 1, 1)] * 100 + [date(1980, 1, 1)] * 300
    facts.add([told("date-of-birth", ages), told("phone", ["+49 30 1"] * 400)], owners(list(range(1, 401))))
    all_people = Count(value=4000, low=3900, high=4100)
    minors = facts.minors(all_people)
    assert minors is not None and minors.value == 1000 and minors.high is not None
    assert minors.low < 1000 < minors.high and not minors.exact
    (land,) = facts.lands(all_people, 400)
    assert land.people is not None and land.people.value == 4000 and not land.people.exact


def test_a_survey_counts_them_over_containers() -> None:
    """From the plan's claims, joined by the people's best identifier, however the batches are cut."""
    count = 400
    rows = {
        "id_number": [id_number(n) for n in range(count)],
        "date_of_birth": [date(2012 if n < 100 else 1975, 1 + n % 12, 1 + n % 28) for n in range(count)],
        "email": [mail(n) for n in range(count)],
        "created_at": pa.array([1_700_000_000 + n for n in range(count)], pa.timestamp("s", "UTC")),
    }
    store = Store()
    tally = store.add("people", rows, 7, 130)
    assert isinstance(store.sums, Sums)
    minors = store.sums.facts.minors(store.people.count())
    assert minors is not None and minors.value == 100
    (land,) = store.sums.facts.lands(store.people.count(), count)
    assert (land.country, land.people and land.people.value) == ("CN", count)
    assert tally.window.oldest == datetime.fromtimestamp(1_700_000_000, UTC)
    assert tally.window.newest == datetime.fromtimestamp(1_700_000_399, UTC)


def test_children_of_a_list_without_identifiers_are_told() -> None:
    """Names and birth dates alone tell nobody apart; that they are of minors is told all the same."""
    count = 200
    rows = {
        "first_name": [("Anna", "Peter", "Maria", "Paul", "Julia", "Martin")[n % 6] for n in range(count)],
        "last_name": [("Fischer", "Weber", "Meyer", "Wagner", "Becker")[n % 5] for n in range(count)],
        "date_of_birth": [date(2010 + n % 12, 1 + n % 12, 1 + n % 28) for n in range(count)],
    }
    store = Store()
    assert not store.planned("pupils", rows).keys
    store.add("pupils", rows, 90)
    minors = store.sums.facts.minors(store.people.count())
    assert minors is not None and (minors.value, minors.low, minors.high) == (count, 0, count)


def test_children_of_a_list_that_numbers_their_parents_are_not_them() -> None:
    """Two children of each employee: nobody of the staff becomes a minor by them, and the children are told."""
    staff = 150
    rows = {
        "employee_number": [f"E-{n // 2:05}" for n in range(2 * staff)],
        "child_first_name": [("Anna", "Peter", "Maria", "Paul", "Julia", "Martin")[n % 6] for n in range(2 * staff)],
        "birth_date": [date(2010 + n % 12, 1 + n % 12, 1 + n % 28) for n in range(2 * staff)],
    }
    store = Store()
    assert store.planned("dependants", rows).keys
    store.add("dependants", rows, 90)
    minors = store.sums.facts.minors(store.people.count())
    assert minors is not None and (minors.value, minors.low, minors.high) == (2 * staff, 0, 2 * staff)
