"""A network of every kind of store at once: what is open is found, nothing is taken for something else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from nightlatch.cli import exits
from nightlatch.stores import all_stores
from tests.lab.network import network


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """``(where everything is, the report of one check of the scope)``."""
    folder = tmp_path_factory.mktemp("network")
    with network(folder) as (placed, scope, missing):
        if missing and os.environ.get("CI") == "true":
            pytest.fail("\n".join(missing))
        report = folder / "report.json"
        words = [sys.executable, "-m", "nightlatch", "check", "--scope", str(scope), "--json", str(report), "--timeout", "5"]  # fmt: skip
        done = subprocess.run([*words, "--sample", "50"], capture_output=True, text=True, timeout=900)
        assert exits.is_open(done.returncode), done.stderr[-2000:]
        return placed, json.loads(report.read_bytes())


def found(report: Any) -> dict[tuple[str, int], Any]:
    return {(one["endpoint"]["host"], one["endpoint"]["port"]): one for one in report["stores"]}


def test_every_store_is_found_and_none_is_mistaken(looked: Any) -> None:
    """Kind, status and TLS of every store are those that it was started with; no decoy is a store."""
    placed, report = looked
    told = found(report)
    wrong = []
    for one in placed:
        store = told.get((one.address, one.port))
        kind, status = ("", "") if store is None else (store["kind"], store["status"])
        is_tls = store is not None and store["endpoint"]["tls"]  # some begin TLS by themselves where it is offered
        if (kind, status) != (one.wanted.kind, one.wanted.status) or (one.wanted.tls and not is_tls):
            wrong.append(f"{one.wanted.kind} ({one.wanted.name}) at {one.address}:{one.port}: {kind} {status}")
    assert wrong == []


def test_every_kind_is_in_the_network(looked: Any) -> None:
    """No kind of the registry is missing from what was looked at."""
    placed, _ = looked
    assert {one.wanted.kind for one in placed} - {""} == set(all_stores())


def test_every_place_ends_in_a_line_of_coverage(looked: Any) -> None:
    """Decoys included: each has its line, and the sweep says how many endpoints it asked."""
    placed, report = looked
    lines = {line["target"] for line in report["coverage"]}
    for one in placed:
        if one.wanted.name != "excluded":
            assert any(f"{one.address}:{one.port}" in line for line in lines), one
    assert any(line["stage"] == "sweep" and "endpoints" in line["detail"] for line in report["coverage"])
