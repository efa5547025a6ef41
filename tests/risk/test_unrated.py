"""What has no number, and why; what is odd and has one all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from nightlatch.model import Count, Finding, Right, Severity
from nightlatch.risk.severity import rate, rated
from tests.risk.made import AT, INTERNET, PEOPLE, SIGHTINGS, found, holding, severity, trace, trails, unicity


@pytest.mark.parametrize(
    ("finding", "why"),
    [
        (found(), "it is empty"),
        (found(holding("t", "person-name", records=0)), "it is empty"),
        (
            found(traces=(trace("wiped"),)),
            "it is empty, and was emptied by somebody: whose data was in it is not known",
        ),
        (found(holding("t")), "nobody's data was found in it"),
        (found(holding("t", "city")), "nobody's data was found in it"),
        (found(holding("shops", "geo-point", "street", "postcode")), "nobody's data was found in it"),
        (found(holding("t", "person-name", "email", whose="business")), "nobody's data was found in it"),
        (found(PEOPLE, same_as="redis://10.0.0.1"), "rated once, as redis://10.0.0.1"),
        (found(PEOPLE, status="closed"), "not open to a stranger: closed"),
    ],
)
def test_why_not_is_said(finding: Finding, why: str) -> None:
    """What is empty, nobody's, closed or rated elsewhere has no number, not a low one."""
    assert rate(finding, INTERNET) == why
    assert rated(finding, INTERNET) == replace(finding, severity=None, unrated=why)


def test_what_cannot_be_read_is_not_exposed() -> None:
    """Where a stranger may write and not read, no data are out; where that is unknown, the worse is assumed."""
    finding = found(PEOPLE)
    for verdict, rates in (("denied", False), ("unknown", True)):
        rights = {**finding.access.rights, "read": Right(verdict=verdict)}  # type: ignore[arg-type]
        told = rate(replace(finding, access=replace(finding.access, rights=rights)), INTERNET)
        assert isinstance(told, Severity) is rates


MANY = 10_000_000_000


def test_ten_billion_records_are_rated_as_fifty() -> None:
    """How many there are is no term of the method: the number is the same, and a flag says that they are many."""
    few = severity(found(PEOPLE, SIGHTINGS, trails=trails()))
    crowd = trails(points=MANY, people=MANY, first=AT - timedelta(days=900), last=AT)
    many = severity(
        found(
            holding("people", "person-name", "national-id.cn", "date-of-birth", "ethnicity", records=MANY),
            holding("sightings", "customer-id", "geo-point", "sighting-time", "place-tag", records=MANY),
            people=MANY, trails=crowd, minors=Count.of(MANY // 100),
        )
    )  # fmt: skip
    assert (many.quarters, many.dpc, many.ei, many.cb) == (few.quarters, few.dpc, few.ei, few.cb)
    assert (few.flags, many.flags) == ((), ("more-than-100-people",))


@pytest.mark.parametrize("people", [1, 0, None])
def test_one_person_or_an_unknown_number_is_rated(people: int | None) -> None:
    """One is enough to be harmed; that none could be counted is no reason to take the data for nobody's."""
    told = severity(found(holding("t", "person-name", "email", records=1), people=people, minors=Count.of(0)))
    assert (told.dpc, told.ei, told.flags) == (1, 4, ())


def test_the_only_person_being_a_child_is_told() -> None:
    """A share of one person is a share."""
    told = severity(found(holding("t", "person-name", "email", records=1), people=1, minors=Count.of(1)))
    assert any(step.id == "minors" for step in told.steps) and told.dpc == 2


def test_no_locations_and_points_of_nobody_raise_nothing() -> None:
    """Trails without a point, a person, or a time are no everyday profile and single nobody out."""
    plain = severity(found(SIGHTINGS, trails=trails()))
    for odd in (
        trails(points=0, people=0),
        trails(points=1, people=1),
        replace(trails(), people=Count(value=None)),
        trails(first=AT, last=AT, points=49, people=1),
        trails(unicity=(unicity(0.0),)),
    ):
        told = severity(found(SIGHTINGS, trails=odd))
        assert (told.dpc, told.ei) == (plain.dpc, plain.ei)


@pytest.mark.parametrize("days", [1, 36_500, -36_500])
def test_dates_in_the_future_are_no_older_than_today(days: int) -> None:
    """A clock that runs ahead makes data neither outdated nor an everyday profile; one far behind makes them old."""
    moment = AT + timedelta(days=days)
    told = severity(found(holding("t", "person-name", "religion", oldest=moment, newest=moment)))
    assert any(step.id == "outdated" for step in told.steps) is (days < 0)
    backwards = trails(points=200, people=50, first=moment, last=AT)
    assert severity(found(SIGHTINGS, trails=backwards)).dpc == 2
