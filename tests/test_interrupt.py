"""A run is ended from outside, wherever it is: no server decides how long that takes, and what was read is told."""

from __future__ import annotations

import itertools
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import redis

from nightlatch.audit import Plan, audit
from nightlatch.interrupt import Interrupter
from nightlatch.model import Result
from nightlatch.scope import Scope
from nightlatch.stores import all_stores
from tests import lab
from tests.contract import CASES, opened, target
from tests.lab import hostile
from tests.lab.proxy import Hanging, Proxy

KINDS = sorted(kind for kind in all_stores() if kind in CASES)
kinds = pytest.mark.parametrize("kind", KINDS)
PATIENT = 60.0  # seconds that a store may take for an answer: far more than a test may
SOON = 10.0  # far more than a run needs to end, on a busy machine as well


def the(last: int) -> Callable[[bytes], bool]:
    """True of what is sent as the *last*."""
    asked = itertools.count(1)
    return lambda data: next(asked) == last


@contextmanager
def stopped_when(is_so: Callable[[], object], after_seconds: float = 0.2) -> Iterator[threading.Event]:
    """The event that stops a run, set a moment after *is_so*; who is then not done soon fails."""
    stop, over = threading.Event(), threading.Event()

    def watch() -> None:
        while not is_so() and not over.wait(0.01):
            pass
        over.wait(after_seconds)
        begun.append(time.monotonic())
        stop.set()

    begun: list[float] = []
    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield stop
        assert stop.is_set(), "it ended by itself"
        assert time.monotonic() - begun[0] < SOON
    finally:
        over.set()
        thread.join()


def run(stop: threading.Event, *targets: Any, **plan: Any) -> Result:
    how: dict[str, Any] = {"scope": Scope.loopback(), "timeout_seconds": PATIENT, **plan}
    *_, result = audit(Plan(targets=targets, **how), None, stop)
    return result


def is_told_as_interrupted(result: Result) -> bool:
    """Marked as a whole, and for the target that hung; nothing is mistaken for another failure."""
    assert result.run.finished is not None and result.run.incomplete
    assert {failure.kind for failure in result.failures} <= {"interrupted"}
    outcomes = {one.outcome for found in result.findings for one in found.surveyed}
    assert "failed" not in outcomes
    return "incomplete" in {line.outcome for line in result.coverage} or "interrupted" in outcomes


SLOWLY = {  # what begins like an answer
    "redis": b"-" + b"x" * 3600,
    "postgresql": b"NR\0\0\0\x40\0\0\0\x0a" + b"x" * 50,
    "mongodb": struct.pack("<iiii", 4096, 1, 1, 2013) + b"\0" * 3600,
    "mysql": b"\x4a\0\0\0\x0a" + b"5" * 70,
}


@kinds
@pytest.mark.parametrize("speaks", [False, True])
def test_a_server_that_never_greets_keeps_nobody(kind: str, speaks: bool) -> None:
    """Silent, or answering byte by byte: the run ends, the target is incomplete, and so is one not yet looked at."""
    trap = hostile.drip(SLOWLY[kind], every_seconds=0.1) if speaks else hostile.silent()
    with trap as server, stopped_when(lambda: server.connections) as stop:
        result = run(stop, target(kind, server), target("redis", server, host="127.0.0.2"))
    assert is_told_as_interrupted(result) and not result.findings
    assert [line.outcome for line in result.coverage] == ["incomplete", "incomplete"]


@kinds
def test_wherever_a_server_hangs_the_run_ends(kind: str) -> None:
    """In the greeting, while rights are asked, containers listed, records counted or read: it ends soon."""
    with Proxy(opened(kind)) as proxy:
        run(threading.Event(), target(kind, proxy))
        questions = sum(way == ">" for talk in proxy.conversations for way, _ in talk.chunks)
    for last in sorted({max(1, round(questions * share)) for share in (0.1, 0.4, 0.7, 0.95)}):
        with (
            Hanging(opened(kind), the(last)) as proxy,
            stopped_when(proxy.hangs.is_set) as stop,
        ):
            assert is_told_as_interrupted(run(stop, target(kind, proxy))), f"question {last} of {questions}"


WORDS = {  # what is sent while rights are asked, and next once they are known
    "redis": (b"WHOAMI", b"SCAN"),
    "postgresql": (b"pg_roles", b"FROM ONLY"),
    "mongodb": (b"connectionStatus", b"listCollections"),
    "mysql": (b"SHOW GRANTS", b"TABLE_ROWS"),
}


@kinds
@pytest.mark.parametrize("place", [0, 1])
def test_what_was_known_is_told(kind: str, place: int) -> None:
    """Rights half asked are not told; an open door is, when nobody could look behind it any more."""
    with (
        Hanging(opened(kind), lambda data: WORDS[kind][place] in data) as proxy,
        stopped_when(proxy.hangs.is_set) as stop,
    ):
        result = run(stop, target(kind, proxy))
    assert is_told_as_interrupted(result)
    assert [found.status for found in result.findings] == ["open"] * place


def test_what_was_read_is_kept() -> None:
    """The container that was read before the server hung is told with its people; the one it hung in is not."""
    server = lab.server("redis", options=["timeout 86007"])
    read: set[bytes] = set()
    with redis.Redis(server.host, server.port) as client:
        for number in range(500):
            client.hset(f"client:{number}", mapping={"email": f"c{number}@example.org"})
            client.hset(f"member:{number}", mapping={"email": f"m{number}@example.org"})

    def is_second(data: bytes) -> bool:
        read.update(name for name in (b"client:", b"member:") if b"HSCAN" in data and name in data)
        return len(read) == 2

    with Hanging(server, is_second) as proxy, stopped_when(proxy.hangs.is_set) as stop:
        result = run(stop, target("redis", proxy))
    assert is_told_as_interrupted(result)
    (found,) = result.findings
    assert sorted((one.outcome, one.read) for one in found.surveyed) == [("complete", 500), ("interrupted", 0)]
    assert found.people.low == 500 and not found.people.exact


def test_the_batch_under_way_may_end() -> None:
    """While contents are read the cut waits for a moment, and does not come if all ended by itself."""
    stop, cuts = threading.Event(), []
    with Interrupter(stop, lambda: cuts.append(1)) as interrupter, interrupter.reading():
        stop.set()
        time.sleep(0.2)
        assert cuts == []
    assert cuts == []


def test_nobody_is_cut_who_was_not_stopped() -> None:
    """A run that ends by itself ends its interrupter, which has done nothing."""
    before, cuts = threading.active_count(), []
    with Interrupter(threading.Event(), lambda: cuts.append(1)):
        pass
    assert cuts == [] and threading.active_count() == before
