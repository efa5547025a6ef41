"""Runs the real command line, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import nightlatch as package

SOURCE = str(Path(package.__file__).parents[1])  # wherever the process starts, it runs what is under test
COMMAND = (sys.executable, "-m", "nightlatch")
Done = subprocess.CompletedProcess[str]


def environment(**more: str) -> dict[str, str]:
    """What the process gets: that of the tests, without what changes how things look."""
    plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "FORCE_COLOR"}}
    return plain | {"COLUMNS": "100", "PYTHONPATH": SOURCE} | more


def nightlatch(*words: str | Path, cwd: Path | None = None, stdout: int = subprocess.PIPE, **env: str) -> Done:
    """Run ``nightlatch WORDS`` to its end; output is piped."""
    return subprocess.run(
        [*COMMAND, *map(str, words)], stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE, text=True,
        timeout=120, check=False, cwd=cwd, env=environment(**env),
    )  # fmt: skip


def until(is_so: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait for what a process is about to do; a test does not hang on what never comes."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come so far"
        time.sleep(0.02)
