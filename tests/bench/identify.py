"""``make bench ARGS=identify``: the network of make lab, told by ``nightlatch check`` and by ``nmap -sV``, side by side.

Each looks at the same addresses and ports in the same run; what each calls every server is printed as a table.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from pathlib import Path

from nightlatch.demo.servers.debian import fetch, installed
from tests import lab
from tests.lab.network import Placed, network

Place = tuple[str, int]


def nmap(placed: list[Placed], folder: Path) -> tuple[dict[Place, str], float]:
    """What nmap's version detection calls each, and how long it took."""
    program = installed("nmap", at_least=(7, 90)) or fetch("nmap", ["nmap", "nmap-common"])
    data, out = program.root / "usr/share/nmap", folder / "nmap.xml"
    ports = ",".join(str(one.port) for one in placed)
    words: list[str | Path] = [program.path, "-sT", "-sV", "-Pn", "-n", "-T4", "-p", ports, "-oX", out]
    if data.exists():
        words += ["--datadir", data]
    begun = time.perf_counter()
    env = {**os.environ, **program.env}
    subprocess.run([*words, *sorted({one.address for one in placed})], check=True, capture_output=True, env=env)
    seconds = time.perf_counter() - begun
    told: dict[Place, str] = {}
    for host in ET.parse(out).getroot().iter("host"):  # noqa: S314 - nmap's own file
        address = next(one.get("addr", "") for one in host.iter("address"))
        for port in host.iter("port"):
            service = port.find("service")
            if service is not None and port.find("state[@state='open']") is not None:
                words_ = (service.get("name"), service.get("product"), service.get("version"), service.get("tunnel"))
                sure = "" if service.get("method") == "probed" else "?"
                told[address, int(port.get("portid", 0))] = " ".join(filter(None, words_)) + sure
    return told, seconds


def ours(scope: Path, folder: Path) -> tuple[dict[Place, str], float]:
    """What ``nightlatch check`` calls each, and how long it took, surveys of contents included."""
    report = folder / "report.json"
    words = [
        sys.executable,
        "-m",
        "nightlatch",
        "check",
        "--scope",
        str(scope),
        "--json",
        str(report),
        "--sample",
        "50",
    ]
    begun = time.perf_counter()
    subprocess.run(words, capture_output=True, check=False)
    seconds = time.perf_counter() - begun
    told: dict[Place, str] = {}
    for store in json.loads(report.read_bytes())["stores"]:
        rights = (store.get("access") or {}).get("rights", {})
        letters = "".join(
            {"granted": name[0].upper(), "denied": "-", "unknown": "?"}[right["verdict"]]
            for name, right in rights.items()
        )
        words_ = (store["product"], store["version"], "inside TLS" if store["endpoint"]["tls"] else "", store["status"])
        place = (store["endpoint"]["host"], store["endpoint"]["port"])
        told[place] = " ".join(filter(None, (*words_, letters)))
    return told, seconds


def main() -> int:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="nightlatch-lab-") as name:
        folder = Path(name)
        with network(folder) as (placed, scope, missing):
            mine, my_seconds = ours(scope, folder)
            looked = [one for one in placed if one.wanted.name != "excluded"]
            theirs, their_seconds = nmap(looked, folder)
            print(f"{len(placed)} servers; nightlatch check {my_seconds:.0f} s, nmap -sV {their_seconds:.0f} s\n")
            print("| what it is | nightlatch | nmap -sV |\n| --- | --- | --- |")
            for one in looked:
                place, what = (one.address, one.port), f"{one.wanted.kind} ({one.wanted.name})".strip()
                print(f"| {what} | {mine.get(place, 'no store')} | {theirs.get(place, 'nothing')} |")
            for why in missing:
                print(f"missing: {why}")
    lab.stop_all()
    return 0
