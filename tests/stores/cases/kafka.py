"""Kafka: tansu, a stand-in without ACLs, open and closed; a fake for what a broker with an authorizer says."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import msgspec

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores import _kafka_access as ops
from nightlatch.stores import _kafka_wire as wire
from tests import lab
from tests.contract import LEAK
from tests.lab.hostile import Trap
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.kafka_fake import CLUSTER_OPS, TOPIC_OPS, Broker, Log, Producer, Record, batch


@functools.cache
def people() -> list[Record]:
    rows = next(iter(LEAK.people_batches(400))).to_pylist()[:400]
    return [
        (str(n).encode(), msgspec.json.encode({name: str(value) for name, value in row.items()}))
        for n, row in enumerate(rows)
    ]


@functools.cache
def tansu() -> Server:
    server = lab.server("tansu")
    producer = Producer(server.host, server.port)
    producer.make("people", 2)
    producer.make("clicks")
    for number, record in enumerate(people()):  # one a batch: of longer ones tansu tells the latest offset wrongly
        producer.fill("people", number % 2, [record])
    for _ in range(30):
        producer.fill("clicks", 0, [(None, b"\xff\x00\x01")])
    producer.close()
    return server


def log(records: list[Record], size: int = 50, **more: Any) -> Log:
    """*records* in batches of that size."""
    batches = [
        (base, batch(records[base : base + size], base=base, codec=base // size % 5))
        for base in range(0, len(records), size)
    ]
    return Log(batches=batches, end=len(records), **more)


@functools.cache
def fake(kind: str) -> Trap:
    first = ops.READ | ops.DESCRIBE
    mine, other = (TOPIC_OPS, TOPIC_OPS) if kind == "open" else (first, ops.DESCRIBE)
    cluster = {"open": CLUSTER_OPS, "describe": ops.DESCRIBE}.get(kind, 0)
    halves = [log(people()[:200]), log(people()[200:])]
    topics = {
        "people": (mine, halves),
        "clicks": (other, [log([(None, b"{}")] * 30)]),
        "__consumer_offsets": (other, [Log()]),
    }
    sasl = ("boss", "S3cret") if kind == "sasl" else None
    trap = Broker(topics=topics, cluster_operations=CLUSTER_OPS if sasl else cluster, sasl=sasl).serve()
    return trap.__enter__()


def verbs(sent: bytes) -> set[str]:
    """The requests of one connection."""
    return set(_verbs(sent))


def _verbs(sent: bytes) -> Iterator[str]:
    while sent:
        size = int.from_bytes(sent[:4], "big")
        key = int.from_bytes(sent[4:6], "big")
        name = wire.NAMES.get(key, str(key))
        is_nothing = key == wire.FETCH and wire.NOWHERE.to_bytes(8, "big") in sent[: 4 + size]
        yield "Fetch nothing" if is_nothing else name
        sent = sent[4 + size :]


_FOUND = {"people": frozenset({"person-name", "national-id.cn", "phone", "postal-address", "date-of-birth"})}

CASE = Case(
    kind="kafka",
    setups=(
        Setup(
            name="open, a stand-in that tells no operations", server=tansu, rights="C=? R=some U=? D=? A=?",
            containers={"people": 400, "clicks": 30}, finds=_FOUND,
        ),
        Setup(
            name="closed, a stand-in", server=lambda: lab.server("tansu", authentication=True), rights=NONE,
            status="closed",
        ),
        Setup(
            name="open, a fake without an authorizer", server=lambda: fake("open"), rights=ALL,
            containers={"people": 400, "clicks": 30}, finds=_FOUND, product="Kafka",
        ),
        Setup(
            name="partial: a fake that lets one topic be read", server=lambda: fake("partial"),
            rights="C=? R=some U=no D=no A=?", containers={"people": 400, "clicks": (0, 30)}, finds=_FOUND,
        ),
        Setup(
            name="partial: the same, and the cluster be described", server=lambda: fake("describe"),
            rights="C=no R=some U=no D=no A=no", finds=_FOUND,
        ),
        Setup(name="closed, a fake with SASL", server=lambda: fake("sasl"), rights=NONE, status="closed"),
        Setup(
            name="closed, a fake with SASL, looked at with a login", server=lambda: fake("sasl"), status="closed",
            login=Login(user="boss", password="S3cret"), rights="C=some R=some U=no D=no A=all", finds=_FOUND,
        ),
    ),
    verbs=verbs,
    contents=frozenset({"Fetch"}),
)  # fmt: skip
