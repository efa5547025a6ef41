"""``python -m tests.lab list | fetch [NAME...] | up NAME... | network [FOLDER]``: servers, one by one or all at once."""

from __future__ import annotations

import signal
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from nightlatch.demo.servers import Unavailable

from .catalog import KINDS, stop_all


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


def network(folder: Path) -> int:
    """Run every kind of store on addresses of their own until Ctrl-C; say how to look at them."""
    from .network import network as whole

    with whole(folder) as (placed, scope, missing):
        for one in placed:
            print(f"{one.address}:{one.port:<6} {one.wanted.kind or 'no store':<14} {one.wanted.name}")
        for why in missing:
            print(f"missing: {why}")
        print(f"now: nightlatch check --scope {scope}", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            print("stopping")
    return 0


def main(words: list[str]) -> int:
    """Do what *words* say and return the exit code."""
    if words[:1] == ["network"]:
        with tempfile.TemporaryDirectory(prefix="nightlatch-lab-") as folder:
            try:
                return network(Path(words[1]) if words[1:] else Path(folder))
            finally:
                stop_all()
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
