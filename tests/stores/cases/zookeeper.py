"""ZooKeeper 3.8, real: open, open in part, closed by ACLs on every node, and closed to a login that may read some."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from functools import cache

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from tests import lab
from tests.contract import LEAK
from tests.loaders.elastic import plain
from tests.loaders.zookeeper import OPEN, PASSWORD, Acls, Writer, digest
from tests.stores.cases import ALL, NONE, Case, Setup

PEOPLE = 400
_BOSS: Acls = ((31, "digest", digest("boss")),)
_READ: Acls = ((1, "world", "anyone"), *_BOSS)
_READER: Acls = ((1, "digest", digest("reader")), *_BOSS)
_NODES = {"crm/person/*": PEOPLE, "config/*": 3}
FOUND = {"crm/person/*": frozenset({"person-name", "phone", "national-id.cn", "postal-address", "date-of-birth"})}


def load(server: Server, crm: Acls = OPEN, config: Acls = OPEN, top: Acls | None = None) -> Server:
    """``/crm/person/p<n>`` as JSON documents, ``/config/<word>`` as words."""
    rows = next(iter(LEAK.people_batches(PEOPLE))).to_pylist()[:PEOPLE]
    people = {f"/crm/person/{n:06}": json.dumps(plain(row), ensure_ascii=False).encode() for n, row in enumerate(rows)}
    words = {f"/config/{n}": b"\x00\x01\xff" for n in range(100, 103)}
    with Writer(server.port, "boss") as writer:
        writer.create({"/crm": b"", "/crm/person": b"", **people}, crm)
        writer.create({"/config": b"", **words}, config)
        if top is not None:
            writer.close(["/"], top)
    return server


@cache
def opened() -> Server:
    return load(lab.server("zookeeper"))


@cache
def partly() -> Server:
    return load(lab.server("zookeeper", options=("autopurge.snapRetainCount=4",)), _READ, _BOSS, _READ)


@cache
def closed() -> Server:
    return load(lab.server("zookeeper", options=("autopurge.snapRetainCount=5",)), _READER, _BOSS, _READER)


def verbs(sent: bytes) -> set[str]:
    """What one connection asked."""
    return set(_verbs(sent))


def _verbs(sent: bytes) -> Iterator[str]:
    if sent == b"srvr":
        yield "srvr"
        return
    is_first = True
    names = {4: "getData", 6: "getACL", 12: "getChildren2", 107: "whoAmI", 100: "auth", -11: "closeSession"}
    while sent:
        length = int.from_bytes(sent[:4], "big")
        body, sent = sent[4 : 4 + length], sent[4 + length :]
        code = struct.unpack_from(">ii", body)[1]
        yield "connect" if is_first else names.get(code, f"request {code}")
        is_first = False


CASE = Case(
    kind="zookeeper",
    verbs=verbs,
    contents=frozenset({"getData"}),
    setups=(
        Setup(
            name="open", server=opened, rights=ALL, containers=_NODES, finds=FOUND, product="ZooKeeper", version="3.8"
        ),
        Setup(
            name="partial: nodes that everybody may read", server=partly, rights="C=no R=some U=no D=no A=no",
            containers={"crm/person/*": PEOPLE}, finds=FOUND,
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}),
        Setup(
            name="closed, looked at as one who may read some", server=closed, status="closed",
            login=Login(user="reader", password=PASSWORD), rights="C=no R=some U=no D=no A=no",
            containers={"crm/person/*": PEOPLE}, finds=FOUND,
        ),
        Setup(
            name="closed, looked at as one who may do everything", server=closed, status="closed",
            login=Login(user="boss", password=PASSWORD), rights=ALL, containers=_NODES, finds=FOUND,
        ),
    ),
)  # fmt: skip
