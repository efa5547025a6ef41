"""Loops are compiled before a server has anything open for us, and those that a survey takes are all among them."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from nightlatch import warmup
from nightlatch.contents import Asked, Contents
from nightlatch.demo.leak import Leak
from nightlatch.interrupt import Interrupter
from nightlatch.model import Access, Container, Control, Endpoint, Finding, Identity, Principal, Target
from nightlatch.scope import Limits
from nightlatch.stores import Batch, Closes, Reading


class Asleep(Closes):
    """A store that holds nothing, and notes when it is asked what it holds."""

    identity = Identity(kind="redis", product="Redis", id="one")

    def __init__(self, told: list[str]) -> None:
        self.told = told

    def access(self) -> Access:
        return Access(principal=Principal(name="", anonymous=True), rights={})

    def containers(self) -> Iterator[Container]:
        self.told.append("asked")
        yield from ()

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        yield from ()


@pytest.mark.parametrize(
    ("control", "order"), [("proved", ["warmed up", "asked"]), ("asserted", ["asked"])], ids=["owner", "witness"]
)
def test_loops_are_compiled_before_a_server_is_asked(
    monkeypatch: pytest.MonkeyPatch, control: Control, order: list[str]
) -> None:
    """Where contents are read; where they are not, nothing is compiled that names do not take."""
    told: list[str] = []
    monkeypatch.setattr(warmup, "warm_up", lambda stop: told.append("warmed up"))
    target = Target(url="redis://127.0.0.1:1", kind="redis", host="127.0.0.1", port=1)
    session, stop = Asleep(told), threading.Event()
    found = Finding(
        target=target, endpoint=Endpoint(host="127.0.0.1", address="127.0.0.1", port=1), identity=session.identity,
        status="open", access=session.access(), control=control,
    )  # fmt: skip
    asked = Asked(full=False, sampled_files=False, records=10, limits=Limits())
    with Interrupter(stop, lambda: None) as interrupter:
        Contents(asked=asked, stop=stop, interrupter=interrupter, progress=None).of(session, found)
    assert told == order


_SURVEYED = """
import sys, threading
from nightlatch import _kept, warmup
met, name, is_kept = [], _kept.name, _kept.is_kept
_kept.name = lambda loop, key: met.append(f"{loop.__module__}.{loop.__name__}") or name(loop, key)
_kept.is_kept = lambda loop: False
warmup.warm_up(threading.Event())
known = set(met)
print(sorted(set(f"{one.py_func.__module__}.{one.py_func.__name__}" for one in warmup.LONGEST) - known))
del met[:]
from nightlatch.cli.main import run
run(["check", "people.jsonl", "visits.jsonl", "--full", "--quiet"])
print(sorted(set(met) - known))
"""


def test_what_a_survey_takes_is_compiled_beforehand(tmp_path: Path) -> None:
    """All but what reads the one format; and the loops by which it is told that all is there are among them."""
    leak = Leak(people=300, points=900, seed=1, ending=datetime(2026, 11, 23, 4, 0, tzinfo=UTC))
    for name, batches in (("people", leak.people_batches()), ("visits", leak.point_batches())):
        lines = (json.dumps(row, default=str) for batch in batches for row in batch.to_pylist())
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines))
    ran = subprocess.run(
        [sys.executable, "-c", _SURVEYED], cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    told = ran.stdout.splitlines()
    late = [loop for loop in ast.literal_eval(told[-1]) if not loop.startswith("nightlatch.readers.")]
    assert (told[0], late) == ("[]", [])
