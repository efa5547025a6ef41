"""``make bench ARGS=start``: how soon there is something to see; the best of several rounds, beside what issue 4 asks for.

Help, the access verdict on a store that asks for a password, an open one asked again, the lists of kinds and of a saved
run (a process of its own each, from start to end), and the first verdict on a container of 1,000 fields: a sample of
2,000 records in memory, judged.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from random import Random
from tempfile import TemporaryDirectory

import pyarrow as pa

from nightlatch.demo.servers import start_redis
from nightlatch.stores import Batch, Column
from nightlatch.survey.plan import plan
from tests.bench.classify_files import TABLES

FIELDS, RECORDS = 1_000, 2_000


def process(*arguments: str) -> tuple[float, float]:
    """Wall and CPU seconds of ``nightlatch *arguments*``."""
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "nightlatch", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, *range(10, 15)):  # looked everywhere; something is open
        raise SystemExit(f"nightlatch {arguments[0]} ended with {child.returncode}")
    return time.perf_counter() - begun, usage.ru_utime + usage.ru_stime


def wide(fields: int = FIELDS, records: int = RECORDS) -> Batch:
    """A batch of so many fields: those of the file set of :mod:`tests.bench.classify_files`, over and over, other values."""
    draws = [(name, make) for table in TABLES.values() for name, make in table.items()]
    columns = []
    for at in range(fields):
        name, make = draws[at % len(draws)]
        values = [getattr(one, "value", one) for one in make(Random(at), records)]
        columns.append(Column(path=f"{name}_{at}", array=pa.array(values)))
    return Batch(records=records, columns=tuple(columns))


def verdict(batch: Batch) -> tuple[float, float]:
    """Wall and CPU seconds of judging *batch*."""
    begun, cpu = time.perf_counter(), time.process_time()
    made = plan("wide", "bench", [batch])
    assert len(made.judged) >= len(batch.columns), "not all fields were judged"
    return time.perf_counter() - begun, time.process_time() - cpu


def best(rounds: int, measure: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    """The least wall and the least CPU seconds of several rounds."""
    taken = [measure() for _ in range(rounds)]
    return min(wall for wall, _ in taken), min(cpu for _, cpu in taken)


def main(arguments: list[str]) -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="start")
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--fields", type=int, default=FIELDS)
    given = asked.parse_args(arguments)
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load {os.getloadavg()[0]:.2f}\n")
    print("| what | wall s | CPU s | aim s |\n|---|---|---|---|")
    _row("nightlatch --help", best(given.rounds, lambda: process("--help")), "0.4")
    with start_redis(requirepass="spring-tide") as server:
        told = best(given.rounds, lambda: process("check", server.url))
    _row("nightlatch check of a closed store", told, "0.4")
    _others(given.rounds)
    verdict(wide(sum(map(len, TABLES.values()))))  # compiled kernels are loaded
    batch = wide(given.fields)
    told = best(min(given.rounds, 2), lambda: verdict(batch))
    _row(f"first verdict on {given.fields:,} fields", told, f"{2 * given.fields / FIELDS:.3g}")


def _others(rounds: int) -> None:
    """What loads no column library, either: help of a command, the list of kinds, an open store asked again."""
    for words in ("check --help", "stores"):
        _row(f"nightlatch {words}", best(rounds, partial(process, *words.split())), "")
    with start_redis() as server, TemporaryDirectory() as folder:
        run, again = f"{folder}/run.json", f"{folder}/again.json"
        process("check", server.url, "--json", run)
        told = best(rounds, lambda: process("check", "--recheck", f"{run}#nl-"))
        _row("nightlatch check --recheck of an open store", told, "0.4")
        _row("nightlatch report to JSON", best(rounds, lambda: process("report", run, f"json={again}")), "")


def _row(what: str, told: tuple[float, float], aim: str) -> None:
    print(f"| {what} | {told[0]:.2f} | {told[1]:.2f} | {aim} |", flush=True)
