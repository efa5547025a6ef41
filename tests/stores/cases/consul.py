"""Consul by a fake from its API documentation: without access control, closed, and with rules for visitors."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from nightlatch.model import Login
from nightlatch.stores.consul import FOLDER, KEY
from tests.lab.consul_fake import Consul, running
from tests.lab.web import Web
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import PEOPLE
from tests.stores.cases.qdrant import people

BOTH = {"crm/": 200, "sessions/": 100, "keys in no folder": 1}


@cache
def keys() -> dict[str, bytes]:
    found = {f"crm/people/{at:04}": json.dumps(row).encode() for at, row in enumerate(people()[:200])}
    found |= {f"sessions/{at}": b"\x80\x04\xff" for at in range(100)}
    return {**found, "motd": b"hello"}


def server(**more: Any) -> Web:
    return running(Consul(keys=keys(), **more))


@cache
def ruled() -> Web:
    """Visitors nothing; tokens that read one folder, or manage all."""
    root = {"": "write", "acl:": "write", "operator:": "write", "agent:": "read"}
    return server(rules={"": {}, "root": root, "reader": {"crm/": "read", "agent:": "read"}})


def verbs(sent: bytes) -> set[str]:
    """A folder and a key are asked for at the same paths, and told by their query."""
    found = set()
    for method, path, query in re.findall(rb"(?:^|\r\n\r\n|\])([A-Z]+) ([^ ?]*)\??([^ ]*) HTTP/1\.1\r\n", sent):
        verb = f"{method.decode()} {path.decode()}"
        if verb.startswith("GET /v1/kv/") and verb != "GET /v1/kv/":
            verb = FOLDER if b"keys=" in query else KEY
        found.add(verb)
    return found


CASE = Case(
    kind="consul",
    verbs=verbs,
    contents=frozenset({KEY, FOLDER}),
    setups=(
        Setup(
            name="open", server=cache(server), rights=ALL, containers=BOTH, finds={"crm/": PEOPLE}, product="Consul",
            version="1.19",
        ),
        Setup(name="closed", server=ruled, rights=NONE, status="closed", containers={}, product="Consul"),
        Setup(
            name="closed, looked at with a managing token", server=ruled, login=Login(user="", password="root"),
            rights=ALL, status="closed", containers=BOTH,
        ),
        Setup(
            name="partial: a token that reads one folder", server=ruled, login=Login(user="", password="reader"),
            rights="C=no R=some U=no D=no A=no", status="closed", containers={"crm/": 200}, finds={"crm/": PEOPLE},
        ),
        Setup(
            name="partial: visitors read and write, and do not rule", rights="C=all R=all U=all D=all A=no",
            server=cache(lambda: server(rules={"": {"": "write"}})), containers=BOTH, version="1.19",
        ),
        Setup(
            name="partial: visitors write one folder", rights="C=some R=some U=some D=some A=no",
            server=cache(lambda: server(rules={"": {"sessions/": "write"}})), containers={"sessions/": 100},
        ),
        Setup(
            name="partial: writes from some addresses only", rights="C=? R=all U=? D=? A=?", containers=BOTH,
            server=cache(lambda: server(write_from=("127.0.0.0/8",))),
        ),
        Setup(
            name="open, before 1.4", server=cache(lambda: server(is_old=True, version="1.2.3")), rights=ALL,
            containers=BOTH, version="1.2",
        ),
    ),
)  # fmt: skip
