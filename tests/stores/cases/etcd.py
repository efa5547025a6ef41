"""etcd 3.4, real: open, closed, and users whose roles are kept to a prefix of the keys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores import _etcd_wire as wire
from tests import lab
from tests.loaders import etcd
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import LEAK, PEOPLE

_FOUND = {"person/*": PEOPLE}
_KEYS = {"person/*": 400, "config/service/*": 30}
_ROLES = {
    "reader": ("READ", "person/", "person0"), "writer": ("WRITE", "config/", "config0"),
    "both": ("READWRITE", "\0", "\0"),
}  # fmt: skip


def load(server: Server) -> Server:
    """``person/<n>`` as JSON documents, ``config/service/<n>`` as words."""
    rows = next(iter(LEAK.people_batches(400))).to_pylist()[:400]
    pairs: dict[str, str | bytes] = {**etcd.documents(rows, "person/")}
    etcd.put(server.port, pairs | {f"config/service/{n}": b"\x00\xff\x01" for n in range(30)})
    return server


@cache
def opened() -> Server:
    return load(lab.server("etcd"))


@cache
def closed() -> Server:
    server = load(lab.server("etcd", member="closed"))
    etcd.close(server.port, _ROLES)
    return server


def login(name: str) -> Login:
    return Login(user=name, password=etcd.PASSWORD)


def verbs(sent: bytes) -> set[str]:
    """The calls of one connection; of a range, what it asks for."""
    return set(_verbs(sent))


def _verbs(sent: bytes) -> Iterator[str]:
    while sent:
        head, _, rest = sent.partition(b"\r\n\r\n")
        line = head.partition(b" HTTP/1.1")[0].decode()
        length = re.search(rb"content-length: (\d+)", head, re.I)
        body, sent = rest[: int(length[1]) if length else 0], rest[int(length[1]) if length else 0 :]
        yield wire.verb_of(re.sub(r" /v3\w*/", " /{api}/", line), json.loads(body or b"{}"))


CASE = Case(
    kind="etcd",
    verbs=verbs,
    contents=frozenset({wire.KEYS, wire.VALUES}),
    setups=(
        Setup(name="open", server=opened, rights=ALL, containers=_KEYS, finds=_FOUND, product="etcd", version="3.4"),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, version="3.4"),
        Setup(
            name="closed, looked at as root", server=closed, login=login("root"), rights=ALL, status="closed",
            containers=_KEYS, finds=_FOUND,
        ),
        Setup(
            name="partial: a role that may read a prefix", server=closed, login=login("reader"), status="closed",
            rights="C=no R=some U=no D=no A=no", containers={"person/*": 400}, finds=_FOUND,
        ),
        Setup(
            name="partial: a role that may write a prefix", server=closed, login=login("writer"), status="closed",
            rights="C=some R=no U=some D=some A=no", containers={},
        ),
        Setup(
            name="partial: a role that may read and write every key", server=closed, login=login("both"),
            status="closed", rights="C=all R=all U=all D=all A=no", containers=_KEYS, finds=_FOUND,
        ),
    ),
)  # fmt: skip
