"""Whoever asks only who may do what does not wait for the libraries for columns; each look is a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import lab
from tests.cli.command import environment, nightlatch

_TOLD = "print('loaded', *sorted({'numpy', 'pyarrow', 'numba'} & set(sys.modules)), file=sys.stderr)"
_COMMAND = f"import sys; from nightlatch.cli.main import run; code = run(sys.argv[1:]); {_TOLD}; sys.exit(code)"
_RECORDINGS = f"""
import sys
from nightlatch import rehearsal
shut = [one for one in rehearsal.recordings() if "+" not in one.rights]
assert len({{one.kind for one in shut}}) > 40
assert not [(one.kind, one.server) for one in shut if rehearsal.told(one)]
{_TOLD}
"""


def loaded(code: str, *words: str | Path) -> tuple[int, list[str]]:
    """The exit code, and which of the libraries a process has imported at its end."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True, check=False, env=environment()
    )
    *_, last = done.stderr.splitlines()
    assert last.startswith("loaded"), done.stderr
    return done.returncode, last.split()[1:]


def test_a_closed_store_is_told_without_them(tmp_path: Path) -> None:
    """Redis asks for a password: the verdict, its evidence and a JSON report need no column."""
    server = lab.server("redis", requirepass="spring-tide")
    told = loaded(_COMMAND, "check", server.url, "-v", "--json", tmp_path / "run.json")
    assert told == (0, [])


def test_an_open_store_is_asked_again_without_them(tmp_path: Path) -> None:
    """``--recheck`` asks for the rights of an open Redis and reads nothing of what is in it."""
    server, run = lab.server("redis"), tmp_path / "run.json"
    assert nightlatch("check", server.url, "--json", run).returncode in range(10, 15)
    code, found = loaded(_COMMAND, "check", "--recheck", f"{run}#nl-")
    assert code in range(10, 15) and found == []


def test_what_is_read_is_read_with_them(tmp_path: Path) -> None:
    """A file's contents are looked into as columns, so that the tests here can fail."""
    (tmp_path / "people.csv").write_text("mail\n" + "".join(f"p{number}@example.org\n" for number in range(20)))
    assert loaded(_COMMAND, "check", tmp_path / "people.csv")[1] == ["numba", "numpy", "pyarrow"]


def test_no_kind_needs_them_for_a_closed_store() -> None:
    """Every recording of a closed store is recognised among all kinds, and its rights are told."""
    assert loaded(_RECORDINGS) == (0, [])


@pytest.mark.parametrize("words", ["stores", "stores --json", "check --help", "scope show"])
def test_what_contacts_nothing_does_without_them(words: str) -> None:
    """Lists of kinds, help and scopes."""
    assert loaded(_COMMAND, *words.split())[1] == []


def test_a_sweep_brings_its_numbers_only() -> None:
    """It shuffles millions of places as one array; there are no columns in it, and nothing compiled."""
    assert loaded(_COMMAND, "sweep") == (0, ["numpy"])


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "markdown"])
def test_reports_of_a_run_without_personal_data_do_without_them(name: str, tmp_path: Path) -> None:
    """A saved run is written again; only the words for what was found are in the categories, which bring them."""
    server, run = lab.server("redis", requirepass="spring-tide"), tmp_path / "run.json"
    assert nightlatch("check", server.url, "--json", run).returncode == 0
    assert loaded(_COMMAND, "report", run, f"{name}={tmp_path / 'again'}") == (0, [])
