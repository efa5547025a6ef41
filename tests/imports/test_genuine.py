"""What Debian's own nmap and masscan write is read: run here, against this machine's loopback only."""

from __future__ import annotations

import socket
import struct
import subprocess
from pathlib import Path

import pytest

from nightlatch import imports
from nightlatch.demo.servers import debian
from nightlatch.demo.servers.identity import Unavailable
from nightlatch.scope import Scope
from tests import lab
from tests.imports import listed


def _program(name: str, packages: list[str]) -> debian.Program:
    found = debian.installed(name)
    try:
        return found or debian.fetch(name, packages)
    except Unavailable as missing:
        pytest.skip(f"Debian's {name} cannot be had here: {missing}")


@pytest.fixture
def listener() -> socket.socket:
    """Something that listens and says nothing."""
    return socket.create_server(("127.0.0.1", 0))


def test_nmap_itself(tmp_path: Path, listener: socket.socket) -> None:
    """A TCP connect scan with version detection: the open port comes out, with what was recognised as a hint."""
    nmap = _program("nmap", ["nmap", "nmap-common"])
    store = lab.server("redis")
    ports = [store.port, listener.getsockname()[1]]
    data = nmap.root / "usr/share/nmap"
    subprocess.run(
        [nmap.path, "--datadir", data, "-sT", "-sV", "--version-light", "-Pn", "-n", "-T5", "--host-timeout", "60",
         "-p", ",".join(map(str, ports)), "-oX", tmp_path / "scan.xml", "127.0.0.1"],
        check=True, capture_output=True, timeout=120, env=dict(nmap.env),
    )  # fmt: skip
    imported = imports.load([tmp_path / "scan.xml"], Scope.loopback())
    assert {place.port for place in imported.places} == set(ports)
    assert imported.hints[("127.0.0.1", store.port)] == ("redis",)
    assert not imported.skipped
    listener.close()


def _records() -> bytes:
    """A scan in masscan's own binary form (version 1.1): two open ports, and a banner that has braces and quotes."""
    frame = b"masscan/1.1\ns:1700000000\n".ljust(99, b"\0")
    first, second = bytes([192, 0, 2, 1]), bytes([192, 0, 2, 2])
    opened = [
        struct.pack(">I4sBHBB", 1_700_000_000, *place, 0x12, 64) for place in ((first, 6, 6379), (second, 17, 11211))
    ]
    banner = struct.pack(">I4sBHH", 1_700_000_000, first, 6, 6379, 7) + b'+PONG {"x"}'
    records = [bytes([kind, len(data)]) + data for kind, data in [(6, opened[0]), (6, opened[1]), (5, banner)]]
    return frame + b"".join(records) + frame


@pytest.mark.parametrize("form", ["J", "D", "X"])
def test_masscan_itself(form: str, tmp_path: Path) -> None:
    """Each text form that masscan turns its records into is told by its content and read whole; nothing is sent."""
    masscan = _program("masscan", ["masscan"])
    (tmp_path / "scan.bin").write_bytes(_records())
    subprocess.run(
        [masscan.path, "--readscan", tmp_path / "scan.bin", f"-o{form}", tmp_path / "out"],
        check=True, capture_output=True, timeout=60, env=dict(masscan.env),
    )  # fmt: skip
    imported = imports.load([tmp_path / "out"], listed.scope(tmp_path, 'networks = ["192.0.2.0/24"]'))
    assert [(place.address, place.port) for place in imported.places] == [("192.0.2.1", 6379)]
    assert [(line.target, line.detail) for line in imported.skipped] == [
        ("192.0.2.2:11211/udp", "UDP is not looked at: TCP only")
    ]
