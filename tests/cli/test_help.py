"""Help is under test, word for word; ``UPDATE_GOLDEN=1 pytest tests/cli`` writes it anew."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from nightlatch import __version__
from nightlatch.cli import choices, demo
from nightlatch.demo.run import DEMOS
from nightlatch.imports import all_imports
from nightlatch.reports import all_reports
from nightlatch.stores import all_stores
from tests.cli.command import COMMAND, environment, nightlatch

GOLDEN = Path(__file__).parent / "golden"
_LISTS = re.compile(
    r"^  (Kinds|Formats|Lists): .*?(?=\n\n|\n\Z)", re.M | re.S
)  # they grow with each file of a registry
COMMANDS = [
    "",
    "check",
    "report",
    "sweep",
    "stores",
    "demo",
    "scope",
    "scope new",
    "scope show",
    "scope token",
    "scope verify",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_reads_as_it_did(command: str) -> None:
    """Each command's help is exactly the golden file, at 100 columns, without escape codes."""
    done = nightlatch(*command.split(), "--help")
    told = _LISTS.sub(r"  \1: <those of the registry>", done.stdout)
    path = GOLDEN / f"{command.replace(' ', '-') or 'nightlatch'}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(told)
    assert (done.returncode, done.stderr) == (0, "")
    assert told == path.read_text()
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_lists_are_those_of_the_registry() -> None:
    """What help and completion offer is what there is, though they do not import it."""
    assert choices.REPORTS.split(", ") == sorted(all_reports())
    assert choices.STORES.split(", ") == sorted(all_stores())
    assert choices.LISTS.split(", ") == sorted(all_imports())
    assert {kind.value for kind in demo.Kind} == set(DEMOS)


def test_help_is_quick() -> None:
    """Help imports neither numpy nor Arrow."""
    code = "import sys; from nightlatch.cli.main import run; run(['check', '--help']); print(sorted(sys.modules))"
    done = subprocess.run([COMMAND[0], "-c", code], capture_output=True, text=True, check=True, env=environment())
    assert not {"'numpy'", "'pyarrow'", "'numba'"} & set(re.findall(r"'[a-z]+'", done.stdout))


def test_version() -> None:
    """``--version`` tells the version and nothing else."""
    assert nightlatch("--version").stdout == f"nightlatch {__version__}\n"


def test_no_command_is_a_usage_error() -> None:
    """Without a command the help is told, on stderr, and nothing was done."""
    done = nightlatch()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Usage: nightlatch")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_produced(shell: str) -> None:
    """Each shell gets a script that asks us by our own name."""
    done = nightlatch(_NIGHTLATCH_COMPLETE=f"source_{shell}")
    assert done.returncode == 0
    assert "_NIGHTLATCH_COMPLETE" in done.stdout and "nightlatch" in done.stdout


def test_bash_takes_the_script(tmp_path: Path) -> None:
    """Bash finds no error in its script."""
    bash = shutil.which("bash")
    assert bash, "no bash: apt-get install bash"
    script = nightlatch(_NIGHTLATCH_COMPLETE="source_bash").stdout
    done = subprocess.run([bash, "-n"], input=script, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("nightlatch ch", "check"),
        ("nightlatch check --fail-on ver", "very-high"),
        ("nightlatch check --report ht", "html="),
        ("nightlatch demo --store mon", "mongodb"),
    ],
)
def test_words_are_completed(typed: str, offered: str) -> None:
    """Commands, levels, formats and kinds are offered."""
    number = str(len(typed.split()) - 1)
    done = nightlatch(_NIGHTLATCH_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=number)
    assert offered in done.stdout.split()
