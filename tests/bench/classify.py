"""``make bench ARGS="classify [--rows N] [--seconds S] [--peers a,b]"``: Nightlatch beside other classifiers, on one file set.

Nightlatch: ``nightlatch check FILES --full`` to its end, start-up and report included. A peer is started once (its
start-up and its first answer are not counted, which favours it), and gets the same rows as columns, in slices that hold
every file's rows in the same proportion, until its seconds are over; what it finished counts. So all are rates over the
same mix. hawk-scanner reads files itself: its command runs over the first rows of each, start-up included, for given the
columns one by one it stops at the first match that it trips over. CPU seconds are those of the process and its children. Peers: :mod:`tests.accuracy.peers`.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
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
from typing import Any

from nightlatch.demo.servers.identity import Unavailable
from nightlatch.demo.servers.pypi import environment
from tests.accuracy import beside
from tests.accuracy.peers import Peer
from tests.bench.classify_files import Files, write

ROOT = Path(__file__).parents[2]
AIMS = {"hawk_scanner": 40, "dataprofiler": 30, "presidio_rs": 200, "argus_redact": 200, "presidio": 3000}
HAWK_ROWS = 100_000
FIRSTS = {"dataprofiler": 30_000}  # what looks at tables as wholes gets large ones
FIRST = 60  # rows of the first slice that counts; the next one is twice as long, and so on
_TICKS = os.sysconf("SC_CLK_TCK")
_HAWK_RULES = "/var/cache/nightlatch/hawk-fingerprint.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a tool got through, and what that took."""

    rows: int
    bytes: int
    seconds: float
    cpu_seconds: float
    peak_mb: float

    @property
    def rate(self) -> float:
        return self.rows / self.seconds

    @property
    def cpu_rate(self) -> float:
        return self.rows / self.cpu_seconds


def ours(files: Files) -> Cost:
    """A full check of all files, as a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        named = [str(files.path(name)) for name in files.rows]
        seconds, cpu, peak = _process(
            [sys.executable, "-m", "nightlatch", "check", *named, "--full", "-q", "--json", str(report)]
        )
        told = json.loads(report.read_bytes())["stores"]
    read = sum(one["read"] for store in told for one in store["containers"])
    assert read == sum(files.rows.values()), "the check left rows out"
    return Cost(rows=read, bytes=files.bytes, seconds=seconds, cpu_seconds=cpu, peak_mb=peak)


def theirs(name: str, files: Files, seconds: float) -> Cost | str:
    """What the peer *name* got through in so many *seconds*; or why it could not be had."""
    peer = beside.peer(name)
    try:
        python = _installed(peer)
    except Unavailable as failed:
        return f"could not be installed: {failed}"
    if name == "hawk_scanner":
        return _hawk(python.with_name("hawk_scanner"), files)
    with _runner(python, name, peer) as process:
        try:
            return _measured(process, files, seconds, FIRSTS.get(name, FIRST))
        except (OSError, ValueError, EOFError) as failed:
            return f"failed: {failed!r}"[:200]


def _hawk(command: Path, files: Files) -> Cost | str:
    """hawk-scanner's own command over a folder."""
    rules = os.environ.get("NIGHTLATCH_HAWK_RULES", _HAWK_RULES)
    if not Path(rules).exists():
        return "its rules, which are not in its package, are not at hand: NIGHTLATCH_HAWK_RULES names a copy"
    with tempfile.TemporaryDirectory() as folder:
        rows, size = 0, 0
        for name, lines in zip(files.rows, _slice(files, dict.fromkeys(files.rows, 0), HAWK_ROWS), strict=True):
            (Path(folder) / f"{name}.jsonl").write_bytes(b"".join(lines))
            rows, size = rows + len(lines), size + sum(map(len, lines))
        source = json.dumps({"sources": {"fs": {"one": {"path": folder}}}})
        arguments = ["fs", "--connection-json", source, "--fingerprint", rules, "--json", os.devnull]
        seconds, cpu, peak = _process([str(command), *arguments])
    return Cost(rows=rows, bytes=size, seconds=seconds, cpu_seconds=cpu, peak_mb=peak)


def _process(command: list[str]) -> tuple[float, float, float]:
    """Wall and CPU seconds and peak memory of a process that has to succeed."""
    begun = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{Path(command[0]).name} ended with {child.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _installed(peer: Peer) -> Path:
    """The environment that ``make accuracy`` uses as well."""
    digest = hashlib.blake2b(" ".join(peer.requirements).encode(), digest_size=4).hexdigest()
    return environment(f"peer-{digest}", peer.requirements) / "python"


@contextlib.contextmanager
def _runner(python: Path, name: str, peer: Peer) -> Iterator[subprocess.Popen[str]]:
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "NIGHTLATCH_HAWK_RULES") if key in os.environ}
    if Path(_HAWK_RULES).exists():
        kept.setdefault("NIGHTLATCH_HAWK_RULES", _HAWK_RULES)
    process = subprocess.Popen(
        [python, "-m", f"tests.accuracy.peers.{name}"], cwd=ROOT, text=True, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        env=kept | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | peer.environment,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _measured(process: subprocess.Popen[str], files: Files, seconds: float, many: int) -> Cost:
    _ask(process, next(iter(_slice(files, dict.fromkeys(files.rows, 0), 2))))
    at, rows, size, spent, cpu = dict.fromkeys(files.rows, 0), 0, 0, 0.0, 0.0
    while rows < sum(files.rows.values()) and spent < seconds:
        for lines in _slice(files, at, many):
            begun, cpu_begun = time.perf_counter(), _cpu(process.pid)
            _ask(process, lines)
            spent += time.perf_counter() - begun
            cpu += _cpu(process.pid) - cpu_begun
            rows, size = rows + len(lines), size + sum(map(len, lines))
        many = min(2 * many, int(1 + (seconds - spent) * rows / spent))
    if not rows or not cpu:
        raise ValueError("too little to measure")
    return Cost(rows=rows, bytes=size, seconds=spent, cpu_seconds=cpu, peak_mb=_peak_mb(process.pid))


def _slice(files: Files, at: dict[str, int], many: int) -> Iterator[list[bytes]]:
    """About *many* rows, of every file its share; *at* is moved on."""
    whole = sum(files.rows.values())
    for name, size in files.rows.items():
        count = min(max(1, round(many * size / whole)), size - at[name])
        if count > 0:
            yield list(files.head(name, at[name], count))
            at[name] += count


def _ask(process: subprocess.Popen[str], lines: list[bytes]) -> None:
    assert process.stdin and process.stdout
    columns: dict[str, list[Any]] = {}
    for line in lines:
        for header, value in json.loads(line).items():
            columns.setdefault(header, []).append(value)
    process.stdin.write(json.dumps({"columns": columns}) + "\n")
    process.stdin.flush()
    if not process.stdout.readline():
        raise EOFError("it ended without an answer")


def _cpu(pid: int) -> float:
    """CPU seconds of a process and of its children that have ended."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS


def _peak_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def line(title: str, cost: Cost, mine: Cost, aim: int | None) -> str:
    """One row of the Markdown table; the ratios say how many times as fast Nightlatch is."""
    rates = f"{cost.rows:,} | {cost.seconds:.1f} | {cost.cpu_seconds:.1f} | {cost.rate:,.0f} | {cost.cpu_rate:,.0f}"
    sizes = f"{cost.bytes / cost.seconds / 1e6:.3g} | {cost.bytes / cost.cpu_seconds / 1e6:.3g} | {cost.peak_mb:,.0f}"
    times = f"{mine.rate / cost.rate:,.0f} | {mine.cpu_rate / cost.cpu_rate:,.0f} | {aim or ''}"
    return f"| {title} | {rates} | {sizes} | {times} |"


def main(arguments: list[str]) -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="classify")
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--seconds", type=float, default=30.0)
    asked.add_argument("--peers", default=",".join(beside.names()), help="names with commas between, or none")
    given = asked.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="nightlatch-bench-") as folder:
        files = write(Path(folder), given.rows)
        machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine}, load {os.getloadavg()[0]:.2f}; ", end="")
        print(f"{sum(files.rows.values()):,} rows in {len(files.rows)} files, {files.bytes / 1e6:.0f} MB\n")
        print("| tool | rows | wall s | CPU s | rows/s | rows/CPU s | MB/s | MB/CPU s | peak MB "
              "| Nightlatch is faster, wall | CPU | aim |\n" + "|---" * 12 + "|")  # fmt: skip
        ours(files)  # compiles what it needs
        mine = ours(files)
        print(line("nightlatch check --full", mine, mine, None), flush=True)
        for name in given.peers.replace("-", "_").split(",") if given.peers != "none" else ():
            cost = theirs(name, files, given.seconds)
            title = beside.peer(name).name
            told = f"| {title} | {cost} |" if isinstance(cost, str) else line(title, cost, mine, AIMS.get(name))
            print(told, flush=True)
