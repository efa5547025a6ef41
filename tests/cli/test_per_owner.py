"""Each owner gets what is theirs and nothing of anybody else's, in files whose names are harmless."""

from __future__ import annotations

import csv
import json
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nightlatch import scope_file
from nightlatch.audit import Plan, audit
from nightlatch.cli.mistakes import Mistake
from nightlatch.cli.outputs import Outputs, Wanted
from nightlatch.cli.per_owner import PerOwner, file_name
from nightlatch.headline import summary_line
from nightlatch.inventory import Row
from nightlatch.model import Coverage, Failure, Result, Run
from nightlatch.owners import Owners
from nightlatch.reports import Format, all_reports
from nightlatch.reports._read import parse
from tests.reports import samples

ROWS = (
    Row(line=2, host="192.0.2.1", owner="City Platform", team="cache"),
    Row(line=3, url="redis://db.example.org:6379", owner="Ärzte/Kammer"),
    Row(line=4, host="192.0.2.3", port="22", team="only a team"),
)
FAILURES = (
    Failure(kind="timeout", target="redis://192.0.2.1:6379", what="no answer"),
    Failure(kind="timeout", target="redis://db.example.org:6379", what="no answer"),
)
COVERAGE = tuple(
    Coverage(target=target, stage="scope", outcome="skipped")
    for target in ("192.0.2.3:22", "192.0.2.9:1", "[2001:db8::1]:2", "scan.xml: line 4")
)

SCOPE = """
[grant]
owner = "Example Ltd"
contact = "security@example.org"
granted_by = "ticket 1"
valid_from = 2026-01-01
valid_until = 2126-12-31
standing = "owner"
[targets]
inventory = "inv.csv"
"""


def estate() -> Result:
    found = samples.estate(60, owners=4)
    run = replace(found.run, warnings=("db.example.net: left alone",))
    return replace(found, run=run, failures=FAILURES, coverage=(*found.coverage, *COVERAGE))


def test_everything_is_in_exactly_one_part() -> None:
    """Findings, failures and coverage are divided among the owners: none lost, none told to two."""
    result = estate()
    parts = PerOwner(folder=Path("x"), owners=Owners(ROWS)).parts(result)
    for name in ("findings", "failures", "coverage"):
        divided = [one for part in parts.values() for one in getattr(part, name)]
        assert len(divided) == len(getattr(result, name))
        assert all(one in divided for one in getattr(result, name))
    assert [failure.target for failure in parts["City Platform"].failures] == ["redis://192.0.2.1:6379"]
    assert [failure.target for failure in parts["Ärzte/Kammer"].failures] == ["redis://db.example.org:6379"]
    assert [line.target for line in parts["only a team"].coverage] == ["192.0.2.3:22"]
    assert "192.0.2.9:1" in [line.target for line in parts[""].coverage]
    assert all(part.run.warnings == () for part in parts.values())


def test_a_part_tells_of_nobody_else(tmp_path: Path) -> None:
    """In the files of one owner stands no store of another; two files each, worst first, closed to others."""
    per_owner = PerOwner(folder=tmp_path / "owners", owners=Owners(ROWS))
    per_owner.begin()
    assert per_owner.finish(estate()) == []
    names = {path.name for path in (tmp_path / "owners").iterdir()}
    assert {"unassigned.html", "unassigned.json"} <= names
    for owner, part in per_owner.parts(estate()).items():
        path = tmp_path / "owners" / f"{file_name(owner)}.json"
        document = json.loads(path.read_text())
        assert path.stat().st_mode & 0o077 == 0
        theirs = {finding.target.url for finding in part.findings}
        others = {finding.target.url for finding in estate().findings} - theirs
        whole = path.read_text() + path.with_suffix(".html").read_text()
        assert {store["target"] for store in document["stores"]} >= theirs
        assert not [url for url in others if f'"{url}"' in whole or f">{url}<" in whole]
        assert "left alone" not in whole
    assert len(names) == 2 * len(per_owner.parts(estate()))


@pytest.mark.parametrize(
    "owner",
    ["../../etc/passwd", "a/b", "..", "\x1b[2J", "CON", "x" * 500, "名前", "=cmd|'x'!A0", "a\nb", "<b>", "\udcff"],
)
def test_names_of_files_are_harmless(owner: str) -> None:
    """Letters, digits and hyphens, short, never another owner's."""
    name = file_name(owner)
    assert name.isascii() and len(name) < 80
    assert set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert name != file_name(owner + " ") and not name.startswith("-")


def test_a_folder_that_cannot_be_is_said_before_the_run(tmp_path: Path) -> None:
    """A file in its place, or no folder above it: the user's mistake."""
    (tmp_path / "file").write_text("")
    for place in ("file", "none/owners"):
        with pytest.raises(Mistake):
            PerOwner(folder=tmp_path / place, owners=Owners(())).begin()


def _result(count: int, *, finished: bool = False) -> Result:
    now = datetime.now(UTC)
    lines = tuple(Coverage(target=str(n), stage="dial", outcome="failed") for n in range(count))
    return Result(run=Run(version="0", token="0", started=now, finished=now if finished else None), coverage=lines)


def test_the_file_follows_without_being_waited_for(tmp_path: Path) -> None:
    """Taking note of a result costs nothing; the newest one is in the file soon, though no further one comes."""
    path = tmp_path / "out.json"
    outputs = Outputs([Wanted(report=all_reports()["json"], path=path)])
    outputs.begin(_result(0))
    for count in range(1, 50):
        outputs.update(_result(count))
    until = time.monotonic() + 30
    while len(json.loads(path.read_text())["coverage"]) != 49 and time.monotonic() < until:
        time.sleep(0.01)
    assert len(json.loads(path.read_text())["coverage"]) == 49
    assert outputs.finish(_result(50, finished=True)) == []
    assert json.loads(path.read_text())["run"]["incomplete"] is False


def test_an_older_version_never_replaces_the_last(tmp_path: Path) -> None:
    """A version that is being written when the run ends is waited for, and the last one stands."""
    begun, go = threading.Event(), threading.Event()

    def slow(result: Result) -> str:
        if len(result.coverage) == 1:
            begun.set()
            assert go.wait(30)
        return str(len(result.coverage))

    path = tmp_path / "out.txt"
    report = Format(name="slow", suffixes=(), description="", renderer=slow)
    outputs = Outputs([Wanted(report=report, path=path)])
    outputs.begin(_result(0))
    outputs.update(_result(1))
    assert begun.wait(30)
    outputs.update(_result(2))
    threading.Timer(0.1, go.set).start()
    assert outputs.finish(_result(3, finished=True)) == []
    assert path.read_text() == "3"


def test_whose_a_target_is_stands_beside_it_though_it_was_never_reached(tmp_path: Path) -> None:
    """In the table and in the JSON report, also when that is read again; a name that is lost is one target, not two."""
    (tmp_path / "inv.csv").write_text(
        "host,port,kind,owner,team,asn,country\nnothere.invalid,6379,redis,City Platform,cache,AS64500,nl\n"
    )
    (tmp_path / "scope.toml").write_text(SCOPE)
    scope = scope_file.load(tmp_path / "scope.toml", now=datetime.now(UTC))
    swept = Coverage(target="nothere.invalid", stage="sweep", outcome="skipped", detail="the name does not resolve")
    expanded = scope.targets()
    plan = Plan(targets=expanded.targets, skipped=(*expanded.skipped, swept), scope=scope)
    *_, result = audit(plan)
    for told in (result, parse(all_reports()["json"].render(result).encode())):
        (line,) = csv.DictReader(all_reports()["csv"].render(told).splitlines())
        assert (line["status"], line["owner"], line["team"]) == ("unreachable", "City Platform", "cache")
        assert (line["asn"], line["country"]) == ("64500", "NL")
        assert summary_line(told) == "0 open, 1 unreachable"
