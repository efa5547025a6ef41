"""The folder of what was downloaded once: every entry is whole or absent, also when two processes fill it together."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from .identity import cache_dir, open_up

_STAMP = ".complete"


def entry(name: str, fill: Callable[[Path], None]) -> Path:
    """Return the cached folder *name*; *fill* makes its contents if it is not there in full."""
    folder = cache_dir() / name.replace(":", ".")
    if (folder / _STAMP).exists():
        return folder
    with held(name):  # a second process waits here and then finds the stamp
        if not (folder / _STAMP).exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            folder.chmod(0o755)
            fill(folder)
            if os.geteuid() == 0:
                open_up(folder)
            (folder / _STAMP).touch()
    return folder


@contextlib.contextmanager
def held(name: str) -> Iterator[None]:
    """Hold the lock of that name: one process or thread at a time."""
    place = cache_dir() / name.replace(":", ".")
    place.parent.mkdir(exist_ok=True)
    place.parent.chmod(0o755)
    with (place.parent / f".{place.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def say(text: str) -> None:
    """Tell on stderr what is being fetched or made: a newcomer should know what comes onto the machine."""
    print(f"nightlatch: {text}", file=sys.stderr, flush=True)
