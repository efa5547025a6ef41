"""RethinkDB by a fake from its documentation: as shipped, closed, and accounts with permissions."""

from __future__ import annotations

import json
import struct
import uuid
from functools import cache
from typing import Any

from nightlatch.model import Login
from nightlatch.stores import _rethinkdb_wire as wire
from tests.lab.hostile import Trap
from tests.lab.rethinkdb_fake import Rethink
from tests.stores.cases import ALL, NONE, UNKNOWN, Case, Setup
from tests.stores.cases.elasticsearch import PEOPLE, POINTS
from tests.stores.cases.qdrant import people, points

BOTH: dict[str, int | tuple[int, int]] = {"crm.people": (400, 400), "crm.sightings": (900, 900)}


def row(user: str, database: str = "", table: str = "", **permissions: bool) -> dict[str, Any]:
    place = {name: value for name, value in (("database", database), ("table", table)) if value}
    return {"id": [user], "user": user, "permissions": permissions, **place}


def keyed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {str(uuid.uuid5(uuid.NAMESPACE_OID, str(at))): one for at, one in enumerate(rows)}


def server(**more: Any) -> Trap:
    databases = {"crm": {"people": keyed(people()), "sightings": keyed(points())}}
    return Rethink(databases=databases, **more).serve().__enter__()


@cache
def closed() -> Trap:
    users = {
        "admin": ("S3cret", ()),
        "reader": ("pw", (row("reader", read=True),)),
        "writer": ("pw", (row("writer", read=True), row("writer", "crm", write=True), row("writer", "crm", "people", write=False))),
        "app": ("pw", (row("app", "crm", read=True, write=True),)),
    }  # fmt: skip
    return server(users=users)


def verbs(sent: bytes) -> set[str]:
    """The handshake and the terms of one connection."""
    if not sent.startswith(wire.MAGIC):
        return {repr(sent[:4])}
    found, rest = {"handshake"}, sent[4:]
    while rest.startswith(b"{"):
        _, _, rest = rest.partition(b"\0")
        found.add("authenticate")
    while len(rest) >= 12:
        _, size = struct.unpack_from("<QI", rest)
        query, rest = json.loads(rest[12 : 12 + size]), rest[12 + size :]
        found.add({1: "START", 2: "CONTINUE", 3: "STOP"}.get(query[0], str(query[0])))
        if query[0] == wire.START:
            found |= wire.terms_of(query[1])
    return found


CASE = Case(
    kind="rethinkdb",
    verbs=verbs,
    contents=frozenset({"limit", "between"}),
    setups=(
        Setup(
            name="open, as shipped", server=cache(server), rights=ALL, containers=BOTH, product="RethinkDB",
            version="2.4", finds={"crm.people": PEOPLE, "crm.sightings": POINTS},
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, version="2.4"),
        Setup(
            name="closed, looked at as admin", server=closed, login=Login(user="admin", password="S3cret"), rights=ALL,
            status="closed", containers=BOTH,
        ),
        Setup(
            name="partial: an account that reads", server=closed, login=Login(user="reader", password="pw"),
            status="closed", rights="C=no R=all U=no D=no A=no", containers=BOTH, finds={"crm.people": PEOPLE},
        ),
        Setup(
            name="partial: an account that writes some tables", server=closed, login=Login(user="writer", password="pw"),
            status="closed", rights="C=some R=all U=some D=some A=no",
        ),
        Setup(
            name="partial: an account that cannot see its own permissions", server=closed, status="closed",
            login=Login(user="app", password="pw"), rights=UNKNOWN,
        ),
    ),
)  # fmt: skip
