"""Muted findings fail no pipeline while their mute holds, are counted aloud, and mutes do not rot unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from nightlatch import mutes
from nightlatch.cli import exits
from nightlatch.headline import summary_line
from nightlatch.model import Access, Endpoint, Finding, Identity, Principal, Result, Right, Run, Target

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
OPEN = Finding(
    target=Target(url="redis://127.0.0.1:6379", kind="redis", host="127.0.0.1", port=6379),
    endpoint=Endpoint(host="127.0.0.1", address="127.0.0.1", port=6379),
    identity=Identity(kind="redis", product="Redis"),
    status="open",
    access=Access(principal=Principal(name="default", anonymous=True), rights={"read": Right(verdict="granted")}),
)


def written(folder: Path, text: str) -> Path:
    path = folder / "mutes.toml"
    path.write_text(text)
    return path


def mute(finding: str = OPEN.id, until: str = "2026-12-31") -> str:
    return f'[[mute]]\nfinding = "{finding}"\nreason = "a mirror on purpose"\nuntil = {until}\n'


def test_a_mute_holds_until_its_last_day(tmp_path: Path) -> None:
    """On its last day it holds, the day after it is over and says so."""
    path = written(tmp_path, mute(until="2026-11-23"))
    held = mutes.load(path, NOW)
    assert held.of(OPEN) == "until 2026-11-23: a mirror on purpose"
    assert held.unused((OPEN,)) == ()
    later = mutes.load(path, NOW.replace(day=24))
    assert later.of(OPEN) == ""
    assert later.unused((OPEN,)) == (f"the mute of {OPEN.id} ended on 2026-11-23",)


def test_a_mute_that_fits_nothing_is_said(tmp_path: Path) -> None:
    """Whoever fixed the store learns that the line can go."""
    idle = mutes.load(written(tmp_path, mute("nl-000000000000")), NOW)
    assert idle.of(OPEN) == ""
    assert idle.unused((OPEN,)) == ("the mute of nl-000000000000 fits no finding of this run",)


@pytest.mark.parametrize(
    "text, told",
    [
        ('[[mute]]\nfinding = "nl-0123456789ab"\nreason = "no end"\n', "until"),
        ('[[mute]]\nfinding = "redis"\nreason = "some"\nuntil = 2026-12-31\n', "regex"),
        ('[[mute]]\nfinding = "nl-0123456789ab"\nreason = ""\nuntil = 2026-12-31\n', "length"),
        ("[[mute]\n", "mutes"),
        ('mutes = []\n', "unknown"),
        ("\x00\xff", "mutes"),
    ],
)  # fmt: skip
def test_a_mute_that_is_not_understood_ends_the_run_before_it_begins(tmp_path: Path, text: str, told: str) -> None:
    """A line that somebody believes in and that does nothing would be the worst of all."""
    with pytest.raises(mutes.MuteError, match=told):
        mutes.load(written(tmp_path, text), NOW)


def test_a_missing_file_of_mutes_is_an_error(tmp_path: Path) -> None:
    """It is named, so it is wanted."""
    with pytest.raises(mutes.MuteError, match="no such file"):
        mutes.load(tmp_path / "none.toml", NOW)


def test_muted_ones_fail_no_pipeline_and_are_counted_aloud() -> None:
    """All open ones muted: exit 0, and the last line says how many; one that is not: exit as before."""
    muted = replace(OPEN, muted="until 2026-12-31: a mirror on purpose")
    run = Run(version="0", token="00000000", started=NOW, finished=NOW)
    assert exits.of(Result(run=run, findings=(muted,))) == exits.CLEAN
    assert summary_line(Result(run=run, findings=(muted,))) == "1 open (1 muted)"
    both = Result(run=run, findings=(muted, OPEN))
    assert exits.of(both) == exits.OPEN
    assert summary_line(both) == "2 open (1 muted)"


def test_the_example_in_the_docs_is_understood(tmp_path: Path) -> None:
    """What the module shows is what it takes."""
    assert mutes.__doc__ is not None
    lines = [line.removeprefix("    ") for line in mutes.__doc__.splitlines() if line.startswith("    ")]
    assert mutes.load(written(tmp_path, "\n".join(lines)), NOW).mutes[0].until == date(2026, 12, 31)
