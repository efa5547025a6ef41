"""``nightlatch report`` writes an earlier run's reports, and contacts nothing."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from nightlatch.cli import main, reporting
from nightlatch.cli.mistakes import Mistake
from nightlatch.cli.outputs import wanted
from nightlatch.reports import all_reports, write
from tests.cli.command import nightlatch
from tests.reports import samples

TEXTS = samples.texts(all_reports())


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The JSON report of a run."""
    write(all_reports()["json"], samples.all_results()["rated"], tmp_path / "run.json")
    return tmp_path / "run.json"


def test_every_format_is_written_from_a_file(run: Path) -> None:
    """Each format, in both forms, from one run; only the owner may read them; the run itself stays as it is."""
    before = run.read_bytes()
    pairs = [f"{name}{form}={run.parent}/{name}{form[1:]}.out" for name in TEXTS for form in ("", ":public")]
    assert reporting.report(run, pairs, tlp=None, is_public=False) == 0
    for path in run.parent.glob("*.out"):
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.stat().st_size > 0
    assert len(list(run.parent.glob("*.out"))) == 2 * len(TEXTS)
    assert run.read_bytes() == before


def test_json_comes_out_as_it_went_in(run: Path) -> None:
    """A JSON report of a JSON report is the same, byte for byte; on the command line too."""
    done = nightlatch("report", "run.json", "json=again.json", "terminal=-", cwd=run.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert (run.parent / "again.json").read_bytes() == run.read_bytes()
    assert not (run.parent / "-").exists()
    assert "TLP:AMBER" in done.stdout and "OPEN  very high 5  postgresql://127.0.0.1:40532" in done.stdout


def test_the_traffic_light_is_told(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--tlp`` sets the light of all reports, in small letters too; the public form is CLEAR unless told."""
    for words in (
        ["json=red.json", "--tlp", "red"],
        ["json:public=clear.json"],
        ["json=green.json", "--public", "--tlp", "GREEN"],
    ):
        monkeypatch.chdir(run.parent)
        assert main.run(["report", "run.json", *words]) == 0
    lights = {name: json.loads((run.parent / f"{name}.json").read_text())["run"] for name in ("red", "clear", "green")}
    assert {name: (run["form"], run["tlp"]) for name, run in lights.items()} == {
        "red": ("restricted", "RED"), "clear": ("public", "CLEAR"), "green": ("public", "GREEN"),
    }  # fmt: skip


def test_a_publisher_stands_in_the_advisory(run: Path) -> None:
    """``--publisher FILE`` names who publishes, and no other report has it."""
    (run.parent / "publisher.toml").write_text('name = "Example CERT"\nnamespace = "https://cert.example.org"\n')
    words = ["csaf:public=out.json", "json=again.json", "--publisher", "publisher.toml"]
    assert nightlatch("report", "run.json", *words, cwd=run.parent).returncode == 0
    publisher = json.loads((run.parent / "out.json").read_text())["document"]["publisher"]
    assert publisher == {"category": "user", "name": "Example CERT", "namespace": "https://cert.example.org"}
    assert (run.parent / "again.json").read_bytes() == run.read_bytes()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["none.json", "json=x"], "none.json: no such file or directory"),
        (["run.json"], "Missing argument 'FORMAT[:public]=FILE...'"),
        (["run.json", "docx=x"], "there is no format 'docx'"),
        (["run.json", "json:secret=x"], "there is no form 'secret' of a report"),
        (["run.json", "json"], "a report is asked for as FORMAT=FILE"),
        (["run.json", "json=x", "html=x"], "is named for two reports"),
        (["run.json", "json=x", "--tlp", "PURPLE"], "'PURPLE' is not one of"),
        (["broken.json", "json=x"], "broken.json: is no JSON"),
        (["run.json", "csaf=x", "--publisher", "broken.json"], "broken.json: the publisher is not understood"),
    ],
)
def test_a_mistake_is_said_before_anything_is_written(
    run: Path, words: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line of what, one of what to do; exit code 2; no file."""
    (run.parent / "broken.json").write_text("{")
    monkeypatch.chdir(run.parent)
    assert main.run(["report", *words]) == 2
    told = capsys.readouterr()
    assert said in told.err and told.out == ""
    assert "Traceback" not in told.err and not (run.parent / "x").exists()


def test_a_report_that_cannot_be_written_loses_no_other(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A full disk for one is said, exit code 1; the others are written."""
    code = reporting.report(run, ["json=/dev/full", f"html={run.parent}/x.html"], tlp=None, is_public=False)
    assert code == 1
    assert "no space left on device: this report was not written" in capsys.readouterr().err
    assert (run.parent / "x.html").stat().st_size > 10_000


def test_nothing_is_contacted(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To write reports no socket is opened, whatever addresses stand in the run."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    pairs = [f"{name}={os.devnull}" for name in TEXTS]
    assert reporting.report(run, pairs, tlp=None, is_public=False) == 0


def test_the_same_forms_are_asked_of_a_check(tmp_path: Path) -> None:
    """``check --report html:public=FILE`` is taken apart the same way."""
    one = wanted([f"json:public={tmp_path}/p.json"], tlp="GREEN")[0]
    write(one.report, samples.all_results()["rated"], one.path)
    assert (
        json.loads(one.path.read_text())["run"] | {"form": "public", "tlp": "GREEN"}
        == json.loads(one.path.read_text())["run"]
    )
    with pytest.raises(Mistake, match="form"):
        wanted(["json:private=x"])
