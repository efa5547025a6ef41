"""Clocks start at the right event, end at the right second, and hold only on the days on which they are law."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from nightlatch.model import Count, Land
from nightlatch.risk import regimes
from nightlatch.risk.regimes import Clock, Facts, clocks
from tests.risk.made import found, holding

NOON = datetime(2026, 3, 2, 12, 0, 0, tzinfo=UTC)


def of(regime: str, facts: Facts, aware: datetime = NOON) -> Clock | None:
    return next((one for one in clocks(facts, aware) if one.regime == regime), None)


def test_seventy_two_hours_end_with_their_last_second() -> None:
    """72:00:00 after becoming aware is in time, a second later is not."""
    clock = of("gdpr-33", Facts(lands=frozenset({"DE"})))
    assert clock is not None
    assert clock.ends == datetime(2026, 3, 5, 12, 0, 0, tzinfo=UTC)
    assert not clock.is_late(clock.ends)
    assert clock.is_late(clock.ends + timedelta(seconds=1))


def test_an_awareness_told_in_another_zone_is_the_same_instant() -> None:
    """Clocks run in UTC, over a change of summer time too."""
    zone = timezone(timedelta(hours=8))
    clock = of("gdpr-33", Facts(), NOON.astimezone(zone))
    assert clock is not None
    assert clock.ends == NOON + timedelta(hours=72)


@pytest.mark.parametrize(
    "people, classes",
    [
        (1_000_000, set()),
        (1_000_001, {"cn-incident-operator", "cn-incident-state", "cn-incident-critical"}),
        (2_565_724, {"cn-incident-operator", "cn-incident-state", "cn-incident-critical"}),
    ],
)
def test_chinas_hours_run_above_a_million_people(people: int, classes: set[str]) -> None:
    """More than a million people make a relatively major incident: four, two and one hours."""
    found = {one.regime for one in clocks(Facts(people=people, lands=frozenset({"CN"})), NOON)}
    assert {one for one in found if one.startswith("cn-incident")} == classes
    ends = {one.regime: one.ends for one in clocks(Facts(people=2_565_724), NOON)}
    assert ends["cn-incident-operator"] == NOON + timedelta(hours=4)
    assert ends["cn-incident-critical"] == NOON + timedelta(hours=1)


def test_a_law_starts_no_clock_before_it_is_in_force() -> None:
    """The Chinese measures hold from 1 November 2025 on, not the day before."""
    facts = Facts(people=3_000_000, lands=frozenset({"CN"}))
    assert of("cn-incident-operator", facts, datetime(2025, 10, 31, 23, 59, 59, tzinfo=UTC)) is None
    assert of("cn-incident-operator", facts, datetime(2025, 11, 1, tzinfo=UTC)) is not None


def test_a_proposal_never_starts_a_clock() -> None:
    """The Digital Omnibus is in the table, and told by nobody's clock."""
    assert any(one.status == "proposed" for one in regimes.table())
    assert of("gdpr-33-omnibus", Facts(band="very-high", lands=frozenset({"FR"}))) is None


def test_a_month_is_a_calendar_month_after_the_act_before() -> None:
    """The final report is due a month after the 72 hours; where a month has no such day, on its last."""
    clock = of("nis2-final", Facts(), datetime(2026, 1, 28, 12, 0, 0, tzinfo=UTC))
    assert clock is not None
    assert clock.starts == datetime(2026, 1, 31, 12, 0, 0, tzinfo=UTC)
    assert clock.ends == datetime(2026, 2, 28, 12, 0, 0, tzinfo=UTC)


def test_hipaa_is_about_health_and_parts_at_five_hundred() -> None:
    """500 people and more: sixty days; fewer: sixty days after the year's end; no health data: no clock."""
    health = frozenset({"health"})
    large = of("us-hipaa-large", Facts(people=500, groups=health))
    assert large is not None
    assert large.ends == NOON + timedelta(days=60)
    small = of("us-hipaa-small", Facts(people=499, groups=health))
    assert small is not None
    assert small.ends == datetime(2027, 3, 1, 23, 59, 59, tzinfo=UTC)
    assert of("us-hipaa-large", Facts(people=499, groups=health)) is None
    assert of("us-hipaa-large", Facts(people=500)) is None


def test_people_are_told_where_the_severity_is_high() -> None:
    """Art. 34 runs from high on, at once, and not where nothing was rated."""
    assert of("gdpr-34", Facts(band="medium")) is None
    assert of("gdpr-34", Facts()) is None
    clock = of("gdpr-34", Facts(band="high"))
    assert clock is not None
    assert clock.ends is None


def test_known_countries_leave_other_regimes_out_and_unknown_ones_none() -> None:
    """People of one country start its clocks only; where no number tells a country any may run."""
    only = {one.regime for one in clocks(Facts(people=10, lands=frozenset({"GB"})), NOON)}
    assert "uk-gdpr" in only
    assert "gdpr-33" not in only
    assert {"uk-gdpr", "gdpr-33"} <= {one.regime for one in clocks(Facts(people=10), NOON)}


def test_every_row_says_where_it_stands_and_waits_for_a_row_before_it() -> None:
    """Ids are unique, sources named, days in order, and an act that starts a clock is a row above."""
    seen: set[str] = set()
    for row in regimes.table():
        assert row.id not in seen
        assert row.source and row.title and row.tells
        assert row.until is None or row.until >= row.since
        assert row.since <= date(2026, 11, 23)
        assert row.after == regimes.AWARENESS or row.after in seen
        seen.add(row.id)


def test_a_finding_tells_what_duties_depend_on() -> None:
    """People, severity, countries and kinds of data; what looks made up is nobody's."""
    held = holding("patients", "diagnosis", "person-name")
    finding = replace(
        found(held), people=Count.of(600), lands=(Land(country="US", people=Count.of(600), told_by="phone"),)
    )
    told = regimes.facts(finding)
    assert (told.people, told.band, told.lands) == (600, None, frozenset({"US"}))
    assert "health" in told.groups
    made_up = replace(held, fields=tuple(replace(one, looks_synthetic="example.org") for one in held.fields))
    assert regimes.facts(found(made_up)).groups == frozenset()
