"""Ten times the records, the same peak: but for what is stated: sets of people (20 bytes an identifier) and points (60).

A process of its own surveys in full and reports its greatest size (:mod:`tests.peak`); about 40 s in all.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from nightlatch.demo import leak_load
from nightlatch.demo.leak import Leak
from tests import lab
from tests.bench import mongo_replay
from tests.bench.mongo_replay import ENDING
from tests.cli.command import environment

SMALL, LARGE = (40_000, 100_000), (400_000, 1_000_000)
MARGIN_MB = 48  # batches in flight are of varying size
CODE = """
import json, sys
from nightlatch.audit import Plan, audit
from nightlatch.scope import Scope
from nightlatch.targets import parse
from tests.peak import peak_kilobytes
*_, result = audit(Plan(targets=(parse(sys.argv[1]),), scope=Scope.loopback(), full=True))
(found,) = result.findings
print(json.dumps([found.people.value, found.trails.points.value, [one.outcome for one in found.surveyed], peak_kilobytes() // 1024]))
"""


def peak(url: str, people: int, points: int) -> int:
    """MB at most while *url* was surveyed in full, and all of it was."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, url], capture_output=True, text=True, timeout=120, check=False, env=environment()
    )
    assert done.returncode == 0, done.stderr[-1_000:]
    found_people, found_points, outcomes, megabytes = json.loads(done.stdout)
    assert (found_people, found_points) == (people, points) and set(outcomes) == {"complete"}
    return int(megabytes)


def stated(people: int, points: int) -> float:
    """MB that may grow: sets of identifiers of three domains; columns of points, and of what describes people, while they
    are measured."""
    slots = 1 << (int(people / 0.8)).bit_length()
    return (slots * (8 + 8 + 8) * 1.5 + points * 60 + people * 60) / (1 << 20)


def test_postgresql(record_property: pytest.RecordProperty) -> None:
    """1.4 million rows of a real server need no more than 140,000 do, but for the people."""
    peaks = []
    for people, points in (SMALL, LARGE):
        with lab.fresh("postgres") as server:
            leak_load.load("postgresql", server, Leak(people=people, points=points, seed=1, ending=ENDING))
            peaks.append(peak(f"postgresql://127.0.0.1:{server.port}", people, points))
    record_property("peaks", peaks)
    assert peaks[1] <= peaks[0] + stated(*LARGE) + MARGIN_MB, peaks
    assert peaks[1] < 512


def test_mongodb(record_property: pytest.RecordProperty) -> None:
    """The same over MongoDB's wire, from a server that replays the leak."""
    peaks = []
    for people, points in (SMALL, LARGE):
        with mongo_replay.replay(people=people, points=points) as server:
            peaks.append(peak(f"mongodb://127.0.0.1:{server.port}", people, points))
    record_property("peaks", peaks)
    assert peaks[1] <= peaks[0] + stated(*LARGE) + MARGIN_MB, peaks
    assert peaks[1] < 512
