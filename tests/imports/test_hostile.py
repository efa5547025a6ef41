"""Lists that want to hurt: bounded memory and time, nothing fetched, and the rest still read."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightlatch.imports import Found, Passed, all_imports
from tests.imports import listed
from tests.imports.listed import found, passed, read

HOST = '<host><address addr="192.0.2.1" addrtype="ipv4"/><ports><port protocol="tcp" portid="{}"><state state="open"/></port></ports></host>'
BOMB = '<!DOCTYPE nmaprun [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (BOMB, "<x>&b;</x>"),
        ('<!DOCTYPE nmaprun SYSTEM "file:///etc/passwd">', ""),
        ('<!DOCTYPE nmaprun PUBLIC "-//X" "http://192.0.2.66/x.dtd">', ""),
        ("<!DOCTYPE nmaprun [<!ENTITY % p SYSTEM 'http://192.0.2.66/'> %p;]>", ""),
        ("", "<x>" * 100_000),
        ("", "&undeclared;"),
        ("", f'<script output="{"A" * (6 << 20)}"/>'),
    ],
    ids=["bomb", "file", "dtd", "parameter", "deep", "entity", "endless-tag"],
)
def test_dangerous_xml_is_refused(head: str, body: str, tmp_path: Path) -> None:
    """Document types of its own, entities, deep nesting and endless tags end the reading, aloud, in bounded memory."""
    text = f'<?xml version="1.0"?>{head}<nmaprun>{HOST.format(6379)}{body}{HOST.format(1)}</nmaprun>'
    tracemalloc.start()
    items = read("nmap", text, tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(items[-1], Passed)
    assert [item.port for item in found(items)] in ([], [6379])
    assert peak < 40 << 20


@pytest.mark.parametrize(
    ("name", "text"),
    [("nmap", listed.NMAP), ("masscan", listed.MASSCAN_OLD), ("masscan", PRETTY := '[\n{\n"ip":"192.0.2.1",\n"ports":[{"port":1}]\n}]'),
     ("naabu", listed.NAABU), ("shadowserver", listed.SHADOWSERVER)],
)  # fmt: skip
def test_a_truncated_file_gives_what_was_whole(name: str, text: str, tmp_path: Path) -> None:
    """Cut at any byte, what came before the cut comes out, nothing is invented, and a cut in a record is told."""
    whole = found(read(name, text, tmp_path))
    data = text.encode()
    silent = 0
    for cut in range(1, len(data), 7):
        items = read(name, data[:cut], tmp_path)
        assert found(items) == whole[: len(found(items))]
        silent += not passed(items)
    assert name != "nmap" or silent == 0


def test_a_cut_is_said_in_words(tmp_path: Path) -> None:
    """A scan that was killed is told to have been cut short."""
    for name, text in (("nmap", listed.NMAP[:-60]), ("naabu", listed.NAABU[:-20]), ("masscan", listed.MASSCAN_ND[:-9])):
        assert any("cut short" in item.why for item in passed(read(name, text, tmp_path))), name


def test_a_broken_line_costs_itself_only(tmp_path: Path) -> None:
    """Invalid UTF-8, an endless line, half an object: the next line is read."""
    good = b'{"ip":"192.0.2.1","port":%d,"protocol":"tcp"}\n'
    bad = [
        b"\xff\xfe\n",
        b'{"ip":"' + b"A" * (1 << 20) + b'"}\n',
        b'{"ip":\n',
        b"[" * 100_000 + b"\n",
        b"null\n",
        b'{"ip":7,"port":"x"}\n',
    ]
    text = good % 1 + b"".join(line + good % (n + 2) for n, line in enumerate(bad))
    items = read("naabu", text, tmp_path)
    assert [item.port for item in found(items)] == [1, 2, 3, 4, 5, 6, 7]
    assert len(passed(items)) == len(bad)


def test_a_stray_quote_costs_one_line(tmp_path: Path) -> None:
    """A quote that never closes does not swallow the report."""
    lines = [f'"2024-01-05","192.0.2.1",{n}' for n in range(1, 200)]
    text = "\n".join(["timestamp,ip,port", '"2024-01-05","192.0.2.1,77', *lines, ""])
    items = read("shadowserver", text, tmp_path)
    assert [item.port for item in found(items)][-100:] == list(range(100, 200))
    assert len(found(items)) == 199 and len(passed(items)) == 1


def _many(path: Path, name: str, records: int) -> None:
    line = {
        "naabu": '{{"ip":"192.0.2.{0}","port":{1},"protocol":"tcp","timestamp":"2024-01-05T09:00:00Z"}}\n',
        "masscan": '{{   "ip": "192.0.2.{0}",   "timestamp": "1700000000", "ports": [ {{"port": {1}, "proto": "tcp", "status": "open"}} ] }},\n',
        "shadowserver": '"2024-01-05 09:00:00","192.0.2.{0}","tcp",{1},"mongodb"\n',
        "hosts": "192.0.2.{0}:{1}\n",
        "nmap": '<host><address addr="192.0.2.{0}" addrtype="ipv4"/><ports><port protocol="tcp" portid="{1}"><state state="open"/></port></ports></host>\n',
    }[name]
    head = {"masscan": "[\n", "shadowserver": "timestamp,ip,protocol,port,tag\n", "nmap": "<nmaprun>\n"}.get(name, "")
    with path.open("w") as file:
        file.write(head)
        for n in range(records):
            file.write(line.format(n % 250, n % 60_000 + 1))
        file.write({"masscan": "{finished: 1}\n]\n", "nmap": "</nmaprun>\n"}.get(name, ""))


@pytest.mark.parametrize("name", all_imports())
def test_memory_does_not_grow_with_the_file(name: str, tmp_path: Path) -> None:
    """Ten times the records, the same peak."""
    peaks = []
    for records in (2_000, 20_000):
        path = tmp_path / "list"
        _many(path, name, records)
        with path.open("rb", buffering=64 << 10) as file:
            tracemalloc.start()
            assert sum(isinstance(item, Found) for item in all_imports()[name].read(file, "list")) == records
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < peaks[0] + (256 << 10)


@pytest.mark.parametrize("name", all_imports())
@given(
    data=st.one_of(
        st.binary(max_size=400), st.text(alphabet='{}[]",:<>/!&;=\n0129.aip port', max_size=400).map(str.encode)
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_noise_never_ends_the_run(name: str, tmp_path: Path, data: bytes) -> None:
    """Any bytes give found or passed-over items, never an exception."""
    begun = time.monotonic()
    assert all(isinstance(item, Found | Passed) for item in read(name, data, tmp_path))
    assert time.monotonic() - begun < 30


def _deep() -> Iterator[str]:
    yield '{"ip":"192.0.2.1","port":1,"x":' + "[" * 50_000 + "]" * 50_000 + "}\n"
    yield "[{" * 50_000
    yield "{" * 200_000


@pytest.mark.parametrize("text", list(_deep()), ids=["array", "mixed", "objects"])
@pytest.mark.parametrize("name", ["masscan", "naabu"])
def test_deep_json_is_passed_over(name: str, text: str, tmp_path: Path) -> None:
    """A hundred thousand levels are told as no record; nothing overflows."""
    assert passed(read(name, text, tmp_path))
