"""The terminal report fits the terminal, and nothing of a server's reaches it as an escape or as markup."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from nightlatch.reports.terminal import render, tell
from tests.reports import samples

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
