"""Servers that are genuine at first and hostile later on: time and memory stay bounded, the open door stays told.

Genuine conversations (tests/stores/replies) are played up to some reply; then the server is silent, drips, never ends,
announces 2 GB, sends a bomb, or speaks another protocol. Memory is measured in a process of its own.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pyarrow as pa
import pytest

from nightlatch.model import Container, Count, Failed, Failure, Result
from nightlatch.stores import Batch, Closes, Reading
from nightlatch.survey import survey as surveying
from nightlatch.survey.keyset import RunKey
from nightlatch.survey.naming import Names
from nightlatch.survey.survey import Depth
from nightlatch.targets import parse
from tests.contract import run
from tests.lab.hostile import Talk
from tests.lab.replay import Replay, Reply
from tests.peak import forget_peak, peak_kilobytes
from tests.stores import kafka_fake, replies
from tests.stores.mangling import http

_HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
_MEGABYTES = 150  # that one attack may cost at most
_SECONDS = 45  # for all containers of a store whose server is silent, at a timeout of 0.4 s, on a busy machine
KINDS = tuple(kind for kind in replies.kinds() if len(b"".join(
    step for talk in replies.genuine(kind) for step in talk if isinstance(step, bytes))) > 200)  # fmt: skip


def _endless(chunk: bytes, head: bytes = b"") -> Talk:
    def talk(link: socket.socket, over: threading.Event) -> None:
        link.sendall(head)
        while not over.is_set():
            link.sendall(chunk)

    return talk


def _drip(chunk: bytes, head: bytes = b"") -> Talk:
    def talk(link: socket.socket, over: threading.Event) -> None:
        link.sendall(head)
        while not over.wait(0.1):
            link.sendall(chunk)

    return talk


def _once(data: bytes) -> Talk:
    def talk(link: socket.socket, over: threading.Event) -> None:
        link.sendall(data)
        over.wait()

    return talk


def _whole(body: bytes, more: bytes = b"") -> bytes:
    return _HTTP + more + b"Content-Length: %d\r\n\r\n" % len(body) + body


_CHUNKED = _HTTP + b"Transfer-Encoding: chunked\r\n\r\n"


def _bomb(wbits: int) -> bytes:
    """256 MB of zeros, packed a megabyte at a time: what is measured is who unpacks it, not who packed it."""
    packer, chunk = zlib.compressobj(1, zlib.DEFLATED, wbits), bytes(1 << 20)
    return b"".join(packer.compress(chunk) for _ in range(256)) + packer.flush()


_BOMB = _bomb(31)
ATTACKS: dict[str, Talk] = {
    "silent": lambda link, over: over.wait() and None,
    "drips": _drip(b"\0"),
    "endless": _endless(b"x" * 65536),
    "endless zeros": _endless(bytes(65536)),
    "2 GB": _endless(b"a" * 65536, b"$2147483632\r\n" + b"\x7f\xff\xff\xf0" * 4 + b"\xf0\xff\xff\x7f" * 4),
    "another protocol": _once(b"SSH-2.0-x\r\n" + b"\x16\x03\x01\x00\x05" + b"+OK\r\n" + _whole(b"{}")),
}
HTTP_ATTACKS: dict[str, Talk] = {
    "HTTP drips": _drip(b"1\r\n[\r\n", _CHUNKED),
    "HTTP endless text": _endless(b'10000\r\n"' + b"a" * 65533 + b'",\r\n', _CHUNKED + b"1\r\n[\r\n"),
    "HTTP 2 GB": _endless(b" " * 65536, _HTTP + b"Content-Length: 2147483632\r\n\r\n"),
    "HTTP 100,000 levels": _once(_whole(b'{"a":[' * 50_000 + b"]}" * 50_000)),
    "HTTP bomb": _once(_whole(_BOMB, b"Content-Encoding: gzip\r\n")),
}


def speaks_http(kind: str) -> bool:
    return any(isinstance(step, bytes) and step.startswith(b"HTTP/") for step in replies.genuine(kind)[0])


def attacks(kind: str) -> dict[str, Talk]:
    return ATTACKS | (HTTP_ATTACKS if speaks_http(kind) else {})


def attacked(kind: str, attack: Talk, at: float) -> tuple[Result, float]:
    """An audit of a server that is genuine for the part *at* of its replies; and how long it took."""
    talks = replies.genuine(kind)
    count = sum(isinstance(step, bytes) for talk in talks for step in talk)
    first = max(1, min(count - 1, int(count * at)))

    def alter(reply: Reply) -> bytes | Talk:
        return attack if reply.number >= first else reply.said

    started = time.monotonic()
    with Replay(talks, alter) as server:
        result = run(parse(replies.url(kind, server)), timeout_seconds=0.4, records=40, token="0" * 8)
    return result, time.monotonic() - started


def in_parallel(kinds: tuple[str, ...], work: Callable[[str], None]) -> None:
    """Most of an attack is waiting."""
    left = list(kinds)

    def pump() -> None:
        while left:
            work(left.pop())

    threads = [threading.Thread(target=pump) for _ in range(10)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()


@pytest.mark.parametrize(("name", "at"), [("silent", 0.4), ("another protocol", 0.2), ("another protocol", 0.8)])
def test_a_server_that_turns_is_given_up_in_time(name: str, at: float) -> None:
    """Whatever part of an audit it lets pass: a failure or an outcome that says so, no bug, and bounded time."""
    wrong: list[str] = []

    def work(kind: str) -> None:
        result, seconds = attacked(kind, ATTACKS[name], at)
        wrong.extend(f"{kind}: {one.what}" for one in result.failures if one.kind in ("bug", "out-of-scope"))
        if seconds > _SECONDS:
            wrong.append(f"{kind}: {seconds:.0f} s")
        if not result.failures and not result.findings:
            wrong.append(f"{kind}: nothing said")

    in_parallel(KINDS, work)
    assert wrong == []


class _Tarpit(Closes):
    """Thousands of containers, each of which ends in a time-out."""

    asked = 0

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Nothing, late."""
        self.asked += 1
        time.sleep(0.02)
        raise Failed(Failure(kind="timeout", target="redis://127.0.0.1:1", what="no byte for 0.02 s"))
        yield


@pytest.mark.parametrize("depth", ["sample", "full"])
def test_a_tarpit_of_many_containers_is_given_up(depth: Depth, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time that brings no record is bounded for the whole store; what was not asked for is told as over the budget."""
    monkeypatch.setattr(surveying, "_FRUITLESS_SECONDS", 0.2)
    listed = [Container(name=f"t{i}", key=(str(i),), records=Count(value=9)) for i in range(2_000)]
    pit: Any = _Tarpit()
    told = surveying.survey(pit, listed, "x", surveying.Conditions(depth=depth, key=RunKey(), names=Names()))
    assert pit.asked < 30
    assert told.surveyed[-1].outcome == "over-budget" and told.is_cut


def _now() -> int:
    forget_peak()
    return peak_kilobytes()


def _grown(before: int) -> int:
    """Megabytes at most since `_now`."""
    return (peak_kilobytes() - before) >> 10


def _measured(kind: str) -> dict[str, Any]:
    """What each attack costs this process at its highest; run in one of its own, with a genuine audit before."""
    attacked(kind, ATTACKS["silent"], 1.0)
    told = {}
    for name, attack in attacks(kind).items():
        if name in ("silent", "drips", "endless", "another protocol", "HTTP drips", "HTTP 2 GB"):
            continue  # cost time, not memory, or no more than others
        before = _now()
        result, seconds = attacked(kind, attack, float(os.environ.get("NIGHTLATCH_AT", "0.6")))
        bugs = [one.what for one in result.failures if one.kind == "bug"]
        told[name] = [_grown(before), round(seconds, 1), bugs]
    return told


def test_no_attack_costs_much_memory() -> None:
    """Endless answers, 2 GB announced, 100,000 levels and bombs in the middle of any kind's audit: under 150 MB each."""
    environment = {**os.environ, "MALLOC_ARENA_MAX": "2"}
    halves = [subprocess.Popen([sys.executable, "-m", "tests.stores.test_hostile_later", *KINDS[half::2]], text=True,
                               stdout=subprocess.PIPE, env=environment) for half in (0, 1)]  # fmt: skip
    told: dict[str, Any] = {}
    for one in halves:
        words, _ = one.communicate(timeout=240)
        assert one.returncode == 0
        told |= json.loads(words.splitlines()[-1])
    assert sorted(told) == sorted(KINDS)
    assert [(kind, name, *cost) for kind, costs in told.items() for name, cost in costs.items()
            if cost[0] > _MEGABYTES or cost[1] > _SECONDS or cost[2]] == []  # fmt: skip


def _packed(codec: int) -> bytes:
    """The one record of a batch of Kafka: 256 MB of zeros as gzip, snappy, lz4 or zstd, packed piece by piece."""
    size, chunk = 1 << 28, bytes(1 << 20)
    record = b"\0\0\0" + kafka_fake.varint(-1) + kafka_fake.varint(size)
    head = kafka_fake.varint(len(record) + size + 1) + record
    if codec == 2:
        block = pa.compress(chunk, "snappy", asbytes=True)
        first = pa.compress(head, "snappy", asbytes=True)
        blocks = struct.pack(">i", len(first)) + first + (struct.pack(">i", len(block)) + block) * 256
        return b"\x82SNAPPY\x00" + struct.pack(">ii", 1, 1) + blocks
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, {1: "gzip", 3: "lz4", 4: "zstd"}[codec]) as stream:
        stream.write(head)
        for _ in range(256):
            stream.write(chunk)
    return sink.getvalue().to_pybytes()


@pytest.mark.parametrize("codec", [1, 2, 3, 4])
def test_a_bomb_in_a_batch_of_kafka_stays_small(codec: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record of 256 MB of zeros, packed to little: not unpacked beyond the bound of a batch."""
    body = _packed(codec)
    monkeypatch.setattr(kafka_fake, "pack", lambda plain, codec: body)
    log = kafka_fake.Log(batches=[(0, kafka_fake.batch([(b"k", b"v")], codec=codec))], end=3)
    with kafka_fake.Broker(topics={"people": (kafka_fake.TOPIC_OPS, [log])}).serve() as server:
        before = _now()
        result = run(parse(server.url("kafka")), timeout_seconds=2.0)
    assert _grown(before) < _MEGABYTES
    assert [one.what for one in result.failures if one.kind == "bug"] == []
    assert result.findings[0].status == "open"


@pytest.mark.parametrize("kind", ["jupyter", "webhdfs", "s3"])
@pytest.mark.parametrize("wbits", [31, 15])
def test_a_bomb_in_a_packed_file_stays_small(kind: str, wbits: int) -> None:
    """Contents that are gzip or deflate and unpack to 256 MB, where a kind reads files."""
    bomb = _bomb(wbits)

    def alter(reply: Reply) -> bytes:
        head, _, body = reply.said.partition(b"\r\n\r\n")
        return http(head, bomb) if len(body) > 2_000 and head.startswith(b"HTTP/1.1 200") else reply.said

    with Replay(replies.genuine(kind), alter) as server:
        before = _now()
        result = run(parse(server.url(kind)), timeout_seconds=1.0, records=40, token="0" * 8)
    assert _grown(before) < _MEGABYTES
    assert [one.what for one in result.failures if one.kind == "bug"] == []


if __name__ == "__main__":
    found = {kind: _measured(kind) for kind in sys.argv[1:]}
    print(json.dumps(found))
