"""Hosts that do not answer at all, in a network of the test's own: they are filtered, never closed, and given up in time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nightlatch.discover.sweep import Answer, Sweeper
from tests.cli.command import SOURCE
from tests.discover.scopes import scope
from tests.lab import netns

ROOT = Path(__file__).resolve().parents[2]
ENV = os.environ | {"PYTHONPATH": f"{SOURCE}:{ROOT}"}


def silent(body: Callable[[], None]) -> None:
    """Run *body* where 10.93.0.0/16 lies behind an interface that swallows every packet."""

    def run() -> None:
        for words in (
            ["link", "add", "nowhere", "type", "veth", "peer", "name", "nobody"],
            ["addr", "add", "10.93.0.1/16", "dev", "nowhere"],
            ["link", "set", "nowhere", "up", "arp", "off"],
            ["link", "set", "nobody", "up", "arp", "off"],
        ):
            if subprocess.run(["ip", *words], capture_output=True, check=False).returncode:
                pytest.skip("NOT TESTED: this kernel has no pair of interfaces (veth)")
        body()

    netns.inside([], {}, run)


def swept(*networks: str, ports: list[int], **options: Any) -> tuple[Counter[str], list[Answer], float]:
    """The counts, the answers and the seconds."""
    rates = {"connections_per_second": 1e6, "connections_per_second_per_host": 1e6}
    limits = {**rates, **options.pop("limits", {})}
    sweeper = Sweeper(scope(*networks, limits=limits), ports=ports, **options)
    began = time.monotonic()
    answers = list(sweeper.run())
    return Counter(sweeper.tally), answers, time.monotonic() - began


def test_no_answer_is_filtered_and_ends_in_time() -> None:
    """A thousand endpoints that say nothing take hardly longer than one: they are waited for together."""

    def body() -> None:
        tally, answers, seconds = swept("10.93.4.0/24", ports=[6379, 5432, 3306, 27017], timeout_seconds=0.5)
        assert tally == {"filtered": 1024} | dict.fromkeys(("closed", "skipped"), 0)
        assert not answers and seconds < 60, "one after the other would take eight minutes"

    silent(body)


def test_no_more_in_flight_than_allowed() -> None:
    """With room for 64 at once, 256 silent endpoints are waited for in four lots; descriptors stay bounded."""

    def body() -> None:
        tally, _, seconds = swept("10.93.5.0/24", ports=[6379], timeout_seconds=0.3, in_flight=64)
        assert tally["filtered"] == 256 and seconds > 1.1

    silent(body)


def test_the_silent_do_not_hide_the_others() -> None:
    """Between hosts that say nothing, one that refuses is closed, and one without a route unreachable."""

    def body() -> None:
        tally, _, _ = swept("10.93.6.0/30", "10.93.0.1/32", "10.94.0.0/31", ports=[6379], timeout_seconds=0.5)
        assert (tally["filtered"], tally["closed"], tally["unreachable"]) == (4, 1, 2)

    silent(body)


def test_a_machine_that_lacks_descriptors_loses_nothing() -> None:
    """Where fewer sockets can be had than are wanted, the rest waits its turn; nothing is called filtered for it."""
    code = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (80, 80))
from nightlatch.discover.sweep import Sweeper
from tests.discover.scopes import scope
taken = [open("/dev/null") for _ in range(70)]
sweeper = Sweeper(scope("127.94.0.0/24"), ports=[1])
said = {one.detail for one in sweeper.run()}
print(dict(sweeper.tally), said)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=ENV, cwd=ROOT)
    assert done.stdout.startswith("{'skipped': 0, 'closed': 256}"), done.stdout + done.stderr


def test_a_machine_that_has_none_says_so() -> None:
    """Where not one socket can be had, the endpoints failed, and that is said with its reason."""
    code = """
import resource
from nightlatch.discover import _sweep_run
from nightlatch.discover.sweep import Sweeper
from tests.discover.scopes import scope
sweeper = Sweeper(scope("127.94.0.0/30"), ports=[1])
run = sweeper.run()
assert sweeper.endpoints == 4
resource.setrlimit(resource.RLIMIT_NOFILE, (4, 4))
_sweep_run.most_files = lambda wanted: 64
said = {(one.outcome, one.detail) for one in run}
print(dict(sweeper.tally), said)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=ENV, cwd=ROOT)
    assert "'failed': 4" in done.stdout and "too many open files" in done.stdout, done.stdout + done.stderr
