"""``make bench``: what reading alone costs, beside a full check, in one run; ratios, rates and peak memory.

    python -m tests.bench sweep ...   # tests/bench/sweep.py
    python -m tests.bench identify    # tests/bench/identify.py
    python -m tests.bench classify    # tests/bench/classify.py
    python -m tests.bench unicity     # tests/bench/unicity.py
    python -m tests.bench anonymity   # tests/bench/anonymity.py
    python -m tests.bench start       # tests/bench/start.py
    python -m tests.bench [--stores postgresql,mongodb] [--sizes 10000,100000,1000000,full] [--out FILE]

Each line is a process of its own; its time is wall time from start to end, so Nightlatch's includes start-up, the
access verdict, the profile pass and the reports. The floor is the store's official driver reading the same records and
throwing them away. Nothing is asserted: figures go to docs/performance.md.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from nightlatch.cli import exits
from nightlatch.demo.leak import Leak
from nightlatch.demo.leak_load import load
from nightlatch.demo.servers import start_postgres
from tests.bench import anonymity, classify, identify, start, sweep, unicity
from tests.bench.mongo_replay import replay

FULL = (2_565_724, 6_680_348)
ENDING = datetime(2026, 11, 23, 4, tzinfo=UTC)
FLOORS = {"postgresql": ("adbc", "copy"), "mongodb": ("pymongo", "pymongo-raw")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Wall and CPU seconds of one process, and the most memory it held."""

    seconds: float
    cpu_seconds: float
    peak_mb: float


def run(command: list[str]) -> Cost:
    """Run *command* to its end; raises where it fails ("open" is how a check succeeds here)."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode and not exits.is_open(child.returncode):
        raise SystemExit(f"{' '.join(command[:4])} ended with {child.returncode}")
    return Cost(seconds=seconds, cpu_seconds=usage.ru_utime + usage.ru_stime, peak_mb=usage.ru_maxrss / 1024)


@contextlib.contextmanager
def store(kind: str, people: int, points: int) -> Iterator[str]:
    """A throw-away server with the leak in it, by URL."""
    if kind == "mongodb":
        with replay(people, points) as server:
            yield f"mongodb://127.0.0.1:{server.port}"
    else:
        with start_postgres() as server:
            load("postgresql", server, Leak(people=people, points=points, seed=1, ending=ENDING), lambda rows: None)
            yield f"postgresql://127.0.0.1:{server.port}"


def compare(kind: str, people: int, points: int) -> list[dict[str, object]]:
    """One row a process, floors first.

    A check of the same records goes before, without the clock: which loops are compiled depends on how many there are.
    """
    rows: list[dict[str, object]] = []
    with store(kind, people, points) as url, tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        check = [sys.executable, "-m", "nightlatch", "check", url, "--full", "--json", str(report), "-q"]
        run(check)
        for name in FLOORS[kind]:
            rows.append(_row(kind, people + points, name, run([sys.executable, "-m", "tests.bench.floors", name, url])))
        row = _row(kind, people + points, "nightlatch --full", run(check))
        told = json.loads(report.read_text())
        found = told["stores"][0]
        assert found["people"]["value"] == people and found["trails"]["points"] == points, "the check miscounted"
        row["megabytes"] = told["run"]["limits_used"]["bytes_received"] / 1e6
        rows.append(row)
    floor = rows[0]["seconds"]
    for row in rows:
        row["ratio"] = float(row["seconds"]) / float(floor)  # type: ignore[arg-type]
    return rows


def _row(kind: str, records: int, what: str, cost: Cost) -> dict[str, object]:
    return {
        "store": kind, "records": records, "what": what, "seconds": cost.seconds, "cpu_seconds": cost.cpu_seconds,
        "peak_mb": cost.peak_mb,
    }  # fmt: skip


def line(row: dict[str, object]) -> str:
    """One row of the Markdown table."""
    seconds, records = float(row["seconds"]), int(row["records"])  # type: ignore[call-overload, arg-type]
    size = f"{float(row['megabytes']) / seconds:.0f}" if "megabytes" in row else ""  # type: ignore[arg-type]
    times = f"{seconds:.2f} | {row['cpu_seconds']:.2f} | {row['ratio']:.2f}"
    rates = f"{records / seconds:,.0f} | {size} | {row['peak_mb']:.0f}"
    return f"| {row['store']} | {records:,} | {row['what']} | {times} | {rates} |"


def main() -> None:
    """Measure and print; ``--out`` appends the table to a file."""
    if sys.argv[1:2] == ["identify"]:
        sys.exit(identify.main())
    if sys.argv[1:2] == ["sweep"]:
        sweep.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["unicity"]:
        sys.exit(unicity.main(*unicity.FULL))
    if sys.argv[1:2] == ["anonymity"]:
        sys.exit(anonymity.main(anonymity.FULL))
    if sys.argv[1:2] == ["classify"]:
        classify.main(sys.argv[2:])
        return
    if sys.argv[1:2] == ["start"]:
        start.main(sys.argv[2:])
        return
    asked = argparse.ArgumentParser()
    asked.add_argument("--stores", default="postgresql,mongodb")
    asked.add_argument("--sizes", default="10000,100000,1000000,full")
    asked.add_argument("--out")
    given = asked.parse_args()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [
        f"{machine}, load {os.getloadavg()[0]:.2f}",
        "",
        "| store | records | what | wall s | CPU s | ratio to the first | records/s | MB/s | peak MB |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    print("\n".join(lines), flush=True)
    for kind in given.stores.split(","):
        for size in given.sizes.split(","):
            people, points = FULL if size == "full" else (int(size) * 28 // 100, int(size) - int(size) * 28 // 100)
            for row in compare(kind, people, points):
                lines.append(line(row))
                print(lines[-1], flush=True)
    if given.out:
        Path(given.out).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
