"""How bad it is, from the command line: reach, decisions about steps, and exit codes by band."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import redis

from nightlatch.cli import exits
from nightlatch.demo.servers import Server
from nightlatch.model import Coverage, Result, Run
from nightlatch.risk.severity import rated
from tests import lab
from tests.cli.command import nightlatch
from tests.risk.made import AT, INTERNET, found, holding

LOW = rated(found(holding("t", "email")), INTERNET)
HIGH = rated(found(holding("t", "person-name", "diagnosis")), INTERNET)
WORST = rated(found(holding("t", "person-name", "phone", "diagnosis")), INTERNET)
EMPTY = rated(found(), INTERNET)
SHUT = replace(found(), status="closed")


def result(*findings: Any) -> Result:
    """A run that found these, and looked everywhere."""
    lines = tuple(Coverage(target=f"redis://{n}", stage="survey", outcome=one.status) for n, one in enumerate(findings))
    placed = tuple(replace(one, target=replace(one.target, url=f"redis://{n}")) for n, one in enumerate(findings))
    return Result(run=Run(version="1", token="t", started=AT), findings=placed, coverage=lines)


@pytest.mark.parametrize(
    ("findings", "level", "code"),
    [
        ([SHUT], None, 0), ([EMPTY], None, 10), ([LOW], None, 11), ([HIGH], None, 13), ([WORST], None, 14),
        ([LOW, WORST, HIGH], None, 14), ([EMPTY, LOW], None, 11),
        ([LOW], "low", 11), ([LOW], "medium", 0), ([LOW, SHUT], "high", 0), ([LOW, HIGH], "high", 13),
        ([HIGH], "very-high", 0), ([WORST], "very-high", 14), ([EMPTY], "very-high", 10), ([EMPTY, LOW], "high", 10),
        ([replace(WORST, muted="until 2030-01-01: x")], None, 0), ([WORST, replace(EMPTY, same_as="redis://0")], None, 14),
    ],
)  # fmt: skip
def test_the_worst_that_is_open_is_the_exit_code(findings: list[Any], level: str | None, code: int) -> None:
    """Below the level it is 0; what is open and not rated fails at every level; muted ones fail nowhere."""
    assert exits.of(result(*findings), fail_on=exits.Level(level) if level else None) == code


def test_what_could_not_be_looked_at_is_not_clean() -> None:
    """Something mild that is open and a host that did not answer: 3, whatever the level."""
    told = result(LOW)
    dead = Coverage(target="redis://9", stage="dial", outcome="unreachable")
    assert exits.of(replace(told, coverage=(*told.coverage, dead)), fail_on=exits.Level.HIGH) == 3


@pytest.fixture(scope="module")
def customers() -> Server:
    """An open Redis with mail addresses in it."""
    server = lab.server("redis", options=["maxmemory 128mb"])
    client = redis.Redis(port=server.port)
    for n in range(200):
        client.hset(
            f"customer:{n}", mapping={"email": f"p{n}@shop-{n % 7}.example.org", "since": f"20{n % 20 + 10}-01-02"}
        )
    client.close()
    return server


def store(path: Path) -> Any:
    (one,) = json.loads(path.read_text())["stores"]
    return one


def test_reach_and_steps_are_taken(customers: Server, tmp_path: Path) -> None:
    """On loopback it is a lab; told otherwise it is not; what is rejected stays in the report with its reason."""
    path = tmp_path / "out.json"
    assert nightlatch("check", customers.url, "--json", path).returncode == 11
    lab_store = store(path)
    assert (lab_store["severity"]["reach"], lab_store["severity"]["cb"]) == ("lab", 0)
    steps = tmp_path / "steps.toml"
    steps.write_text(f'[{lab_store["finding_id"]}]\nsynthetic-data = {{ rejected = "a copy of the shop" }}\n')
    done = nightlatch(
        "check", customers.url, "--reach", "internet", "--steps", steps, "--confirm-step", "public-register",
        "--reject-step", f"contact-with-details={lab_store['finding_id']}", "--json", path,
    )  # fmt: skip
    assert done.returncode == 11, done.stderr
    told = store(path)["severity"]
    states = {step["id"]: (step["state"], step["delta"]) for step in told["steps"]}
    assert (told["reach"], told["cb"], states["public-register"]) == ("internet", 0.5, ("confirmed", -1))
    assert states["reach-internet"] == ("proposed", 0.5)
    assert nightlatch("check", customers.url, "--fail-on", "medium").returncode == 0
