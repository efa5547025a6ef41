"""Progress is for terminals, and a bug tells where it was, never what it held."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

import nightlatch.compiled
from nightlatch.cli import environment, mistakes
from nightlatch.cli.progress import Bars


def shown(is_terminal: bool) -> str:
    file = io.StringIO()
    console = Console(file=file, force_terminal=is_terminal, width=100, color_system=None, legacy_windows=False)
    with Bars(console) as bars:
        bars.target("redis://127.0.0.1:6379")
        bars.container("db0/\x1b[2Jkey:*", 2_000)
        bars.read(500, 4_000_000)
        bars.read(500, 4_000_000)
        bars._bars.refresh()
    bars.done()
    bars.read(5, 5)
    return file.getvalue()


def test_progress_tells_what_how_much_and_of_how_many() -> None:
    """On a terminal the container, its records, those expected and the megabytes are shown, made harmless."""
    told = shown(is_terminal=True)
    assert "1,000 of 2,000 records" in told
    assert "8 MB" in told
    assert "db0/\\x1b[2Jkey:*" in told
    assert "\x1b[2J" not in told


def test_the_first_run_says_why_it_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loops are compiled once on a machine, which takes half a minute."""
    assert "compiling" not in shown(is_terminal=True)
    monkeypatch.setattr(nightlatch.compiled, "is_at_work", lambda: True)
    assert "compiling, this first time" in shown(is_terminal=True)


def test_progress_is_silent_elsewhere() -> None:
    """In a file or a pipe nothing of it appears."""
    assert shown(is_terminal=False) == ""


@pytest.mark.parametrize("with_places", [True, False])
def test_a_bug_tells_its_place_and_no_value(with_places: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """The type and the line of an exception are told; its text, which may be somebody's data, is not."""
    try:
        raise ValueError("planted-value@example.org")
    except ValueError as error:
        mistakes.say_bug(error, with_places=with_places)
    told = capsys.readouterr().err
    assert "nightlatch: ValueError at test_screen.py:" in told
    assert "planted-value" not in told
    assert ("in test_a_bug_tells_its_place" in told) is with_places


def test_downloads_get_the_proxy_back_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """An audit sees no proxy; the download of a demo's server does, and a password stays out of both."""
    import os

    from nightlatch import ambient

    for name in ("NO_PROXY", "no_proxy", *ambient.INSTEAD):
        monkeypatch.setenv(name, os.environ.get(name, ""))  # put back afterwards
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:3128")
    monkeypatch.setenv("PGPASSWORD", "planted")
    monkeypatch.setattr(environment, "_lent", {})
    environment.clean()
    assert "HTTPS_PROXY" not in os.environ and os.environ["NO_PROXY"] == "*"
    with environment.for_downloads():
        assert os.environ["HTTPS_PROXY"] == "http://127.0.0.1:3128"
        assert os.environ.get("NO_PROXY") != "*"
        assert "PGPASSWORD" not in os.environ
    assert "HTTPS_PROXY" not in os.environ and os.environ["NO_PROXY"] == "*"
