"""Duties to tell somebody, as the page, the JSON report and the summary have them: of every store, each duty once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from nightlatch.model import Count, Finding, Land, Result
from nightlatch.reports import _clocks, _public, all_reports
from nightlatch.reports.json import document
from tests.reports import samples
from tests.risk.made import found, holding

ENDED = datetime(2026, 1, 31, 23, 59, 30, tzinfo=UTC)


def of(*findings: Finding) -> Result:
    base = samples.all_results()["rated"]
    return replace(base, findings=findings, run=replace(base.run, finished=ENDED))


def patients(people: int, country: str, at: str) -> Finding:
    held = found(holding("patients", "diagnosis", "person-name"))
    lands = (Land(country=country, people=Count.of(people), told_by="phone"),) if country else ()
    target = replace(held.target, url=f"redis://{at}")
    return replace(held, target=target, people=Count.of(people), lands=lands)


def test_data_of_health_in_the_united_states_starts_the_clock_of_hipaa() -> None:
    """Sixty days, to the second, from when the run ended."""
    (clock,) = (one for one in _clocks.clocks(of(patients(600, "US", "a"))) if one.regime == "us-hipaa-large")
    assert _clocks.until(clock) == "2026-04-01 23:59:30 UTC"


def test_one_stores_countries_do_not_stop_the_clocks_of_another() -> None:
    """Where nothing tells whose people they are, every duty may hold; each is told once."""
    known, unknown = patients(600, "US", "a"), patients(20, "", "b")
    regimes = [one.regime for one in _clocks.clocks(of(known, unknown))]
    assert {"gdpr-33", "us-hipaa-large", "us-hipaa-small"} <= set(regimes) and len(regimes) == len(set(regimes))
    assert "gdpr-33" not in [one.regime for one in _clocks.clocks(of(known))]


def test_every_form_for_who_has_to_act_tells_them_and_no_other() -> None:
    """The public form tells nobody what its owner must do."""
    result = of(patients(600, "US", "a"))
    told = document(result)["clocks"]
    assert [one["regime"] for one in told] == [one.regime for one in _clocks.clocks(result)]
    assert {"starts": "2026-01-31T23:59:30Z", "ends": "2026-04-01T23:59:30Z"}.items() <= next(
        one for one in told if one["regime"] == "us-hipaa-large"
    ).items()
    for name in ("html", "markdown"):
        assert "Which clocks may run" in all_reports()[name].render(result)
        public = all_reports()[name].render(_public.public(result))
        assert "Which clocks may run" not in public and "What to do first" not in public
    assert document(_public.public(result))["clocks"] == []
