"""What is odd is told right or as unknown, in every format: none of them fails, and none makes something up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from nightlatch.model import Count, Exposure, Finding, Reveal, Tag, Trails
from nightlatch.reports import _facts, _plots, _read, all_reports, formed
from nightlatch.reports.json import render
from tests.reports import rated, samples

FUTURE = datetime(2199, 1, 1, tzinfo=UTC)
MANY = Count.of(10_000_000_000)


def _odd() -> dict[str, Finding]:
    base = samples.RATED
    trails = base.trails
    assert trails is not None
    crowded = replace(samples.PEOPLE, records=MANY, oldest=FUTURE, newest=FUTURE)
    return {
        "one person": replace(base, people=Count.of(1), minors=Count.of(1)),
        "nobody": replace(base, people=Count.of(0), minors=Count.of(0), lands=()),
        "no locations": replace(base, trails=Trails(points=Count.of(0), people=Count.of(0))),
        "points of nobody": replace(base, trails=replace(trails, people=Count(value=None))),
        "ten billion records": replace(base, surveyed=(crowded,), people=MANY),
        "dates in the future": replace(base, trails=replace(trails, first=FUTURE, last=FUTURE)),
        "open since tomorrow": replace(
            base,
            exposure=Exposure(earliest=FUTURE, latest=FUTURE, until=samples.LAST),
            traces=tuple(replace(trace, at=FUTURE) for trace in base.traces),
        ),
        "open for an instant": replace(
            base, exposure=Exposure(earliest=samples.LAST, latest=samples.LAST, until=samples.LAST)
        ),
        "open since nobody knows": replace(
            base, exposure=Exposure(earliest=None, latest=samples.LAST, until=samples.LAST + timedelta(days=2))
        ),
        "all hidden": replace(
            base,
            lands=tuple(replace(land, people=None) for land in base.lands),
            trails=replace(
                trails,
                hours=tuple(replace(hour, points=None) for hour in trails.hours),
                reveals=tuple(replace(one, people=None, often=None) for one in trails.reveals),
            ),
        ),
        "labels in mixed scripts": replace(
            base,
            trails=replace(
                trails, tags=tuple(Tag(tag=tag, points=MANY, people=MANY) for tag in ("清真寺 mosque", "مسجد"))
            ),
        ),
        "the lowest severity": replace(
            base, severity=replace(rated.SEVERITY, quarters=1, dpc=1, ei=1, cb=0, band="low")
        ),
        "the highest severity": replace(base, severity=replace(rated.SEVERITY, quarters=24, cb=8)),
        "a severity without steps": replace(base, severity=replace(rated.SEVERITY, steps=(), classes=(), flags=())),
        "an unheard-of reveal": replace(
            base,
            trails=replace(
                trails,
                reveals=(
                    Reveal(category="x" * 300, article="99", labels=0, points=Count.of(0), people=None, often=None),
                ),
            ),
        ),
    }


@pytest.mark.parametrize("name", _odd())
@pytest.mark.parametrize("report", samples.texts(all_reports()))
def test_odd_findings_are_told(report: str, name: str) -> None:
    """Every format, in both forms, renders it, and what is read back from JSON is the same."""
    result = samples.result(_odd()[name])
    for is_public in (False, True):
        assert formed(all_reports()[report], is_public=is_public).render(result)
    if report == "json":
        assert render(_read.parse(render(result).encode())) == render(result)


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        (timedelta(days=207), timedelta(days=12), "12 to 207 days"),
        (timedelta(days=12, hours=5), timedelta(days=12), "12 days"),
        (timedelta(hours=30), timedelta(hours=3), "3 hours to 1 day"),
        (timedelta(days=2), timedelta(0), "up to 2 days"),
        (None, timedelta(days=1), "1 day or more"),
        (None, timedelta(0), ""),
        (timedelta(days=-3), timedelta(days=-3), "less than an hour"),
    ],
)
def test_how_long_is_told_as_a_range(earliest: timedelta | None, latest: timedelta, said: str) -> None:
    """At least and at most, in the largest unit that fits; a clock that goes wrong makes no negative time."""
    end = samples.LAST
    exposure = Exposure(earliest=None if earliest is None else end - earliest, latest=end - latest, until=end)
    assert _facts.length(exposure) == said


def test_the_line_of_time_is_to_scale() -> None:
    """What is sure takes its share of the line, signs stand at their times, and nothing is drawn past its ends."""
    end = samples.LAST
    exposure = Exposure(earliest=end - timedelta(days=100), latest=end - timedelta(days=25), until=end)
    traces = tuple(replace(rated.TRACES[0], at=end - timedelta(days=days)) for days in (50, 200, -5))
    line = _plots.timeline(exposure, traces)
    assert line.surely == 75.0
    assert [x for x, _ in line.marks] == [50.0, 0.0, 100.0]


def test_one_look_is_no_time_that_it_stood_open() -> None:
    """Where a store was seen once and nothing says since when, no length is told, and most of the line is not sure."""
    end = samples.LAST
    exposure = Exposure(earliest=None, latest=end, until=end)
    assert _facts.exposed(exposure) == "seen open 2026-11-23 04:00 UTC; nothing says since when"
    assert _plots.timeline(exposure, ()).surely == 99.0


def test_the_sum_is_to_scale() -> None:
    """Data times identification, then the breach, on a scale from 0 to 6."""
    scale = _plots.scale(replace(rated.SEVERITY, quarters=20, dpc=4, ei=4, cb=4))
    assert (scale.product, scale.breach) == (66.667, 16.667)
    assert scale.said.startswith("5 on a scale from 0 to 6: 4 of data and identification, 1 of the breach")
