"""Cassandra and ScyllaDB by a fake from the protocol's specification: nobody asked, closed, and roles in parts."""

from __future__ import annotations

import re
import struct
from functools import cache
from typing import Any

from nightlatch.model import Login
from nightlatch.stores import _cassandra_wire as wire
from tests.lab.cassandra_fake import Node
from tests.lab.hostile import Trap
from tests.stores.cases import ALL, NONE, UNKNOWN, Case, Setup
from tests.stores.cases.elasticsearch import PEOPLE, POINTS
from tests.stores.cases.qdrant import people, points

BOTH: dict[str, int | tuple[int, int]] = {"crm.people": (400, 400), "crm.sightings": (900, 900)}
USERS = {
    "boss": ("S3cret", True, ()),
    "reader": ("pw", False, (("<table crm.people>", "SELECT"), ("<table crm.people>", "MODIFY"))),
    "writer": ("pw", False, (("<all keyspaces>", "SELECT"), ("<keyspace crm>", "MODIFY"), ("<keyspace crm>", "ALTER"))),
}


def server(**more: Any) -> Trap:
    trap = Node(tables={("crm", "people"): people(), ("crm", "sightings"): points()}, **more).serve()
    return trap.__enter__()


@cache
def closed() -> Trap:
    return server(users=USERS)


_OPCODES = {wire.OPTIONS: "OPTIONS", wire.STARTUP: "STARTUP", wire.AUTH_RESPONSE: "AUTH_RESPONSE"}
_FORMS = {
    verb: re.compile(re.sub(r"\\\{\w+\\\}", ".*", re.escape(text)), re.DOTALL) for verb, text in wire.STATEMENTS.items()
}


def verbs(sent: bytes) -> set[str]:
    """The requests of one connection; a statement by the template that it fills."""
    found = set()
    while len(sent) >= 9:
        _, _, _, opcode, size = struct.unpack_from(">BBHBi", sent)
        body, sent = sent[9 : 9 + size], sent[9 + size :]
        if opcode != wire.QUERY:
            found.add(_OPCODES.get(opcode, str(opcode)))
            continue
        text = body[4 : 4 + int.from_bytes(body[:4], "big")].decode()
        fitting = [verb for verb, form in _FORMS.items() if form.fullmatch(text)]
        found.add(max(fitting, key=lambda verb: len(wire.STATEMENTS[verb])) if fitting else text)
    return found


CASE = Case(
    kind="cassandra",
    verbs=verbs,
    contents=wire.CONTENTS,
    setups=(
        Setup(
            name="open", server=cache(server), rights=ALL, containers=BOTH, product="Cassandra", version="4.1",
            finds={"crm.people": PEOPLE, "crm.sightings": POINTS},
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, product="Cassandra"),
        Setup(
            name="open, 2.1", server=cache(lambda: server(version="2.1.22", versions=(1, 2, 3))), rights=ALL,
            containers=BOTH, version="2.1", finds={"crm.people": PEOPLE},
        ),
        Setup(
            name="open, ScyllaDB", rights=ALL, containers=BOTH, product="ScyllaDB", version="5.4",
            server=cache(lambda: server(version="5.4.1", versions=(1, 2, 3, 4), scylla_config="AllowAllAuthorizer")),
        ),
        Setup(
            name="partial: ScyllaDB that tells no configuration", rights=UNKNOWN, status="incomplete", product="ScyllaDB",
            server=cache(lambda: server(version="5.4.1", versions=(3, 4), scylla_config="")),
        ),
        Setup(
            name="closed, looked at as a superuser", server=closed, login=Login(user="boss", password="S3cret"),
            rights=ALL, status="closed", containers=BOTH,
        ),
        Setup(
            name="partial: a role with one table", server=closed, login=Login(user="reader", password="pw"),
            status="closed", rights="C=some R=some U=some D=some A=no", finds={"crm.people": PEOPLE},
        ),
        Setup(
            name="partial: a role with one keyspace", server=closed, login=Login(user="writer", password="pw"),
            status="closed", rights="C=all R=all U=all D=all A=some", containers=BOTH,
        ),
        Setup(
            name="closed, without permissions, looked at with a login", status="closed", rights=ALL, containers=BOTH,
            server=cache(lambda: server(users=USERS, is_allowing=True)), login=Login(user="reader", password="pw"),
        ),
    ),
)  # fmt: skip
