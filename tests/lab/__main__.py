"""``python -m tests.lab list | fetch [NAME...] | up NAME...``: name, download, or run servers until Ctrl-C."""

from __future__ import annotations

import signal
import sys
from concurrent.futures import ThreadPoolExecutor

from nightlatch.demo.servers import Unavailable

from .catalog import KINDS


def _get(name: str) -> str | None:
    try:
        KINDS[name].get()
    except Unavailable as why:
        return str(why)
    return None


def fetch(names: list[str]) -> int:
    """Make sure that all *names* can be had; a missing one is told, and is the tests' business."""
    with ThreadPoolExecutor(4) as pool:
        for name, why in zip(names, pool.map(_get, names), strict=True):
            print(f"{name:<11} {'ready' if why is None else why}")
    return 0


def up(names: list[str]) -> int:
    """Run open servers until Ctrl-C."""
    running = [KINDS[name].start() for name in names]
    try:
        for one in running:
            print(one.url, flush=True)
        signal.pause()
    except KeyboardInterrupt:
        print("stopping")
    finally:
        for one in running:
            one.stop()
    return 0


def main(words: list[str]) -> int:
    """Do what *words* say and return the exit code."""
    verb, names = (words or ["list"])[0], words[1:] or list(KINDS)
    if verb not in {"fetch", "list", "up"} or not set(names) <= set(KINDS):
        print(f"{__doc__}\nservers: {' '.join(KINDS)}", file=sys.stderr)
        return 2
    if verb == "list":
        print("\n".join(f"{name:<11} {kind.what}" for name, kind in KINDS.items()))
        return 0
    return fetch(names) if verb == "fetch" else up(names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
