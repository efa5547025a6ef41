"""``make bench ARGS=sweep``: endpoints per second beside nmap and a bare epoll loop, over the same addresses, in one run.

    python -m tests.bench sweep [--network 127.0.0.0/16] [--rounds 3] [--sizes 10000,100000,1000000] [--out FILE]

A few hundred services listen among the addresses, at four ports that are free; every tool must find exactly these.
Each tool is a process of its own, and they take turns, round by round, so that what else the machine does meets all.
The best round of each counts: rates are of the whole process, start-up included; CPU is user and system time. Then
Nightlatch alone over growing networks, for its peak memory. Nothing is asserted but the open set: figures go to
docs/performance.md.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network
from pathlib import Path

from nightlatch.demo.servers.debian import Program, fetch, installed

PORTS = 4
SERVICES = 300
_LOOK_SECONDS = 0.02
# Which settings are nmap's quickest changes with the machine's load, so each round tries all, and the best counts.
NMAP = (
    ["-T5"],
    ["-T5", "--min-rate", "100000", "--max-retries", "0"],
    ["-T5", "--min-rate", "100000", "--max-retries", "0", "--min-hostgroup", "512", "--max-hostgroup", "512",
     "--min-parallelism", "300"],
    ["-T5", "--min-rate", "100000", "--max-retries", "0", "--min-hostgroup", "4096", "--min-parallelism", "1000"],
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """One process: wall and CPU seconds, the most memory, what it found open."""

    what: str
    seconds: float
    cpu_seconds: float
    peak_mb: float
    endpoints: int
    open: frozenset[tuple[str, int]]
    setting: str = ""

    @property
    def rate(self) -> float:
        """Endpoints a second."""
        return self.endpoints / self.seconds


@contextlib.contextmanager
def services(network: IPv4Network) -> Iterator[tuple[list[int], frozenset[tuple[str, int]]]]:
    """``(ports, where something listens)``: the same few hundred addresses each time, spread over *network*."""
    ports = _free_ports()
    step = max(1, network.num_addresses // SERVICES)
    places = [
        (str(network[at * step + at % 7]), ports[at % PORTS]) for at in range(min(SERVICES, network.num_addresses // 8))
    ]
    with contextlib.ExitStack() as stack:
        for place in places:
            opened = stack.enter_context(socket.create_server(place, backlog=4096))
            opened.setblocking(False)
        yield ports, frozenset(places)


def _free_ports() -> list[int]:
    found: list[int] = []
    for port in range(20_100, 30_000):
        with contextlib.suppress(OSError), socket.create_server(("", port)):
            found.append(port)
        if len(found) == PORTS:
            return found
    raise SystemExit("no four ports are free everywhere")


def ours(what: str, processes: int, network: IPv4Network, ports: list[int]) -> Took:
    """The bare loop or Nightlatch's sweep."""
    words = [sys.executable, "-m", "tests.bench.sweepers", what, str(processes), str(network), *map(str, ports)]
    seconds, usage, peak, said = _timed(words, os.environ)
    told = json.loads(said)
    name = what if what == "bare" else f"nightlatch, {processes} process{'es' * (processes > 1)}"
    return Took(
        what="bare epoll loop" if name == "bare" else name, seconds=seconds, cpu_seconds=usage,
        peak_mb=peak, endpoints=told["endpoints"], open=frozenset((host, port) for host, port in told["open"]),
    )  # fmt: skip


def nmap(program: Program, setting: list[str], network: IPv4Network, ports: list[int]) -> Took:
    """Debian's nmap: a connect scan without name look-ups and pings, at one *setting*."""
    env = dict(os.environ) | dict(program.env)
    data = program.root / "usr/share/nmap"
    env |= {"NMAPDIR": str(data)} if data.exists() else {}
    with tempfile.NamedTemporaryFile("r", suffix=".gnmap") as out:
        words = [
            str(program.path),
            "-sT",
            "-n",
            "-Pn",
            *setting,
            "-p",
            ",".join(map(str, ports)),
            "-oG",
            out.name,
            str(network),
        ]
        seconds, usage, peak, _ = _timed(words, env)
        found = frozenset(_grepable(out.read()))
    return Took(
        what="nmap -sT", setting=" ".join(setting), seconds=seconds, cpu_seconds=usage, peak_mb=peak,
        endpoints=network.num_addresses * len(ports), open=found,
    )  # fmt: skip


def _grepable(text: str) -> Iterator[tuple[str, int]]:
    for host, listed in re.findall(r"^Host: (\S+) .*?\tPorts: ([^\t\n]*)", text, re.M):
        for port in re.findall(r"(\d+)/open/tcp", listed):
            yield host, int(port)


def _timed(words: list[str], env: Mapping[str, str]) -> tuple[float, float, float, str]:
    """``(wall seconds, CPU seconds, most MB of it and its children, what it printed)``."""
    began = time.perf_counter()
    with tempfile.TemporaryFile("w+") as said:
        child = subprocess.Popen(words, stdout=said, stderr=subprocess.DEVNULL, env=env)
        peak, status = 0.0, 0
        while True:
            peak = max(peak, _held(child.pid))
            ended, status, usage = os.wait4(child.pid, os.WNOHANG)
            if ended:
                break
            time.sleep(_LOOK_SECONDS)
        seconds = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(f"{' '.join(words[:4])} ended with {child.returncode}")
        said.seek(0)
        return seconds, usage.ru_utime + usage.ru_stime, peak, said.read()


def _held(process: int) -> float:
    """The most that *process* and its children held so far, in MB; its own, not that of whoever started it."""
    with contextlib.suppress(OSError, ProcessLookupError):
        status = Path(f"/proc/{process}/status").read_text()
        own = re.search(r"^VmHWM:\s+(\d+)", status, re.M)
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        return int(own[1] if own else 0) / 1024 + sum(_held(int(child)) for child in children)
    return 0.0


def side_by_side(network: IPv4Network, rounds: int) -> list[Took]:
    """The best of each tool, nmap first."""
    program = installed("nmap", at_least=(7, 90)) or fetch("nmap", ["nmap", "nmap-common"])
    best: dict[str, Took] = {}
    with services(network) as (ports, places):
        for _ in range(rounds):
            for took in (
                *(nmap(program, setting, network, ports) for setting in NMAP), ours("bare", 1, network, ports),
                ours("nightlatch", 1, network, ports), ours("nightlatch", 2, network, ports),
            ):  # fmt: skip
                assert took.open == places, f"{took.what}: {len(took.open)} open, {len(places)} listen"
                if took.what not in best or took.rate > best[took.what].rate:
                    best[took.what] = took
    return list(best.values())


def table(best: list[Took]) -> list[str]:
    """Markdown."""
    to_nmap, to_bare = best[0].rate, best[1].rate
    lines = [
        "| what | endpoints | open | wall s | CPU s | endpoints/s | to nmap | to the bare loop | endpoints/s of CPU | peak MB |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for one in best:
        cpu = one.endpoints / one.cpu_seconds
        lines.append(
            f"| {one.what} | {one.endpoints:,} | {len(one.open)} | {one.seconds:.2f} | {one.cpu_seconds:.2f} | "
            f"{one.rate:,.0f} | {one.rate / to_nmap:.2f} | {one.rate / to_bare:.2f} | {cpu:,.0f} | "
            f"{f'{one.peak_mb:.0f}' if one.peak_mb else '-'} |"
        )
    return [*lines, "", f"nmap's best setting here: {best[0].setting}"]


def growing(sizes: list[int]) -> Iterator[str]:
    """Nightlatch alone, one process, over ever more endpoints: peak memory and rate, a Markdown line each."""
    yield "| endpoints | wall s | endpoints/s | peak MB |"
    yield "|---|---|---|---|"
    for size in sizes:
        prefix = max(8, 32 - (max(1, size // PORTS) - 1).bit_length())
        network = IPv4Network(f"127.0.0.0/{prefix}")
        with services(IPv4Network("127.0.0.0/20")) as (ports, _):
            took = ours("nightlatch", 1, network, ports)
        yield f"| {took.endpoints:,} | {took.seconds:.1f} | {took.rate:,.0f} | {took.peak_mb:.0f} |"


def main(words: list[str]) -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(prog="python -m tests.bench sweep")
    asked.add_argument("--network", default="127.0.0.0/16", type=IPv4Network)
    asked.add_argument("--rounds", default=3, type=int)
    asked.add_argument("--sizes", default="10000,100000,1000000")
    asked.add_argument("--out")
    given = asked.parse_args(words)
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [f"{machine}, load {os.getloadavg()[0]:.2f}, best of {given.rounds}", ""]
    print("\n".join(lines), flush=True)
    for part in (lambda: table(side_by_side(given.network, given.rounds)), lambda: growing(_sizes(given.sizes))):
        for line in part():
            lines.append(line)
            print(line, flush=True)
        print(flush=True)
    if given.out:
        Path(given.out).write_text("\n".join(lines) + "\n")


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",") if size]
