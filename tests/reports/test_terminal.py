"""The terminal report fits the terminal, and nothing of a server's reaches it as an escape or as markup."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from nightlatch.cli import details
from nightlatch.model import Count
from nightlatch.reports.terminal import render, tell
from tests.reports import rated, samples

RESULTS = samples.all_results()


@pytest.mark.parametrize("width", [40, 57, 64, 80, 120, 200])
@pytest.mark.parametrize("name", RESULTS)
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    """At every width from 40 columns on, each line fits."""
    assert max(map(cell_len, render(RESULTS[name], width).splitlines())) <= width


@pytest.mark.parametrize("name", RESULTS)
def test_the_last_line_counts(name: str) -> None:
    """The count of all targets comes last."""
    last = render(RESULTS[name], 200).rstrip().splitlines()[-1]
    assert " open" in last


def test_the_headline_comes_first() -> None:
    """Below the store's name the first words are the headline."""
    assert render(RESULTS["open"], 100).splitlines()[1].startswith("Anyone who can reach postgresql://127.0.0.1:40532")


def coloured(name: str) -> str:
    file = io.StringIO()
    console = Console(file=file, width=100, force_terminal=True, color_system="standard", legacy_windows=False)
    tell(RESULTS[name], console)
    return file.getvalue()


def test_colour_only_on_a_terminal_that_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal gets colour; with ``NO_COLOR``, and in a file, there is none."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[1;31mOPEN" in coloured("open")
    assert "\x1b" not in render(RESULTS["open"])
    monkeypatch.setenv("NO_COLOR", "1")
    assert "31m" not in coloured("open")


def test_a_server_cannot_style_or_steer_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Markup in a name is printed as it is; escape sequences are shown, not sent."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    told = coloured("hostile")
    assert "[bold red]markup[/]" in told
    assert "\x1b[2J" not in told
    assert "\x1b]0;" not in told
    assert "\x07" not in told
    assert "\\x1b[2J\\x1b]0;owned\\x07" in told


def test_an_old_encoding_is_no_reason_to_fail() -> None:
    """A terminal that knows ASCII only still gets the report."""
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii", errors="backslashreplace")
    tell(RESULTS["hostile"], Console(file=file, width=80, color_system=None, legacy_windows=False))
    file.flush()
    assert b"1 open" in raw.getvalue()


def test_the_rest_is_counted() -> None:
    """Of ten thousand containers the first are shown and the others counted."""
    told = render(RESULTS["many"])
    assert "tenant_09999" in told
    assert "and 9,985 more containers, 4,985 of them with personal data" in told


def test_what_could_not_be_looked_at_comes_with_a_hint() -> None:
    """A failure is told with what happened and what to do."""
    told = render(RESULTS["failures"], 200)
    assert "UNREACHABLE  redis://10.0.0.7:6379: no answer within 5 s\nhint: is a firewall in between?" in told
    assert "This run ended before" in render(RESULTS["incomplete"])


def test_how_bad_it_is_stands_in_one_line() -> None:
    """The band is beside the status; the arithmetic, and what stands beside the number, are one line."""
    told = render(RESULTS["rated"], 200)
    assert told.startswith("OPEN  very high 5  postgresql://")
    assert "  severity: very high: 4 x 1 + 1 = 5 (data 4 x identification 1 + breach 1); more than 100 people\n" in told
    assert "  open: 12 to 207 days, for sure since 2026-11-11 01:00 UTC\n" in told
    assert "  severity: not rated: nobody's data was found in it\n" in render(RESULTS["unrated"], 200)
    assert "severity" not in render(RESULTS["closed"])


def test_what_trails_give_away_stands_in_a_line_each() -> None:
    """Shares and counts of groups, those of fewer than ten as "few"; a sample's share is told as at most."""
    told = " ".join(render(RESULTS["rated"], 200).split())
    assert "religion of about 402,000 (402,000 to 403,000), health of 1,204, shelter of few people" in told
    assert (
        "singled out: 85 % of people by 4 points of their own, known to places as recorded, times to the hour" in told
    )
    trails = samples.RATED.trails
    assert trails is not None
    bound = replace(trails, unicity=(trails.unicity[-1],))
    told = render(samples.result(replace(samples.RATED, trails=bound)), 200)
    assert "singled out: at most 16 % of people by 4 points of their own" in told


def test_the_steps_are_told_on_request() -> None:
    """``-v`` tells each step with its state, its reason and its evidence, and each sign with what it leaves open."""
    file = io.StringIO()
    details.tell(RESULTS["rated"], Console(file=file, width=200, color_system=None))
    told = " ".join(file.getvalue().split())
    assert (
        "severity: everyday-profile: +1 behavioural, rejected: volume in time: an everyday profile 24 hours only"
        in told
    )
    assert "severity: reach-internet: +0.5 breach, proposed:" in told
    assert "It leaves open: whether anything was copied or removed before." in told


def test_the_worst_severity_comes_first() -> None:
    """Of two open stores the one of the higher severity comes first, though the other has more people."""
    mild = replace(
        samples.OPEN,
        target=samples.target("redis://127.0.0.1:1"),
        severity=replace(rated.SEVERITY, quarters=4, band="low", dpc=1, cb=0),
        people=Count.of(9_000_000),
    )
    told = render(samples.result(mild, samples.RATED))
    assert told.index("very high 5") < told.index("low 1")
