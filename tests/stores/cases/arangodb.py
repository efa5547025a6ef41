"""ArangoDB by a fake from its HTTP API documentation: authentication off, closed, read-only, and levels of users."""

from __future__ import annotations

from functools import cache
from typing import Any

from nightlatch.model import Login
from nightlatch.stores.arangodb import CURSOR
from tests.lab.arangodb_fake import Arango, running
from tests.lab.web import Web
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import PEOPLE, POINTS
from tests.stores.cases.qdrant import people, points

BOTH = {"crm.people": 400, "crm.sightings": 900}
_ROOT = {"*": {"permission": "rw", "collections": {"*": "rw"}}, "_system": {"permission": "rw", "collections": {}}}
_READER = {
    "crm": {"permission": "ro", "collections": {"people": "ro", "sightings": "undefined", "*": "undefined"}},
    "*": {"permission": "none", "collections": {"*": "none"}},
}
_WRITER = {"crm": {"permission": "rw", "collections": {"people": "ro", "*": "rw"}}, "*": {"permission": "none"}}
USERS = {"root": ("S3cret", _ROOT), "reader": ("pw", _READER), "writer": ("pw", _WRITER)}


def server(**more: Any) -> Web:
    databases = {
        "_system": {"_users": {}},
        "crm": {
            "people": {str(at): row for at, row in enumerate(people(), 1_000)},
            "sightings": {f"{at:08x}": row for at, row in enumerate(points())},
            "_apps": {},
        },
    }
    return running(Arango(databases=databases, **more))


@cache
def closed() -> Web:
    return server(users=USERS)


CASE = Case(
    kind="arangodb",
    contents=frozenset({CURSOR}),
    setups=(
        Setup(
            name="open", server=cache(server), rights=ALL, containers=BOTH, product="ArangoDB", version="3.11",
            finds={"crm.people": PEOPLE, "crm.sightings": POINTS},
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, product="ArangoDB"),
        Setup(
            name="open, hardened, one database named", server=cache(lambda: server(is_hardened=True)), rights=ALL,
            database="crm", containers=BOTH,
        ),
        Setup(
            name="partial: open in read-only mode", server=cache(lambda: server(mode="readonly")), containers=BOTH,
            rights="C=no R=all U=no D=no A=all",
        ),
        Setup(
            name="closed, looked at as root", server=closed, login=Login(user="root", password="S3cret"), rights=ALL,
            status="closed", containers=BOTH,
        ),
        Setup(
            name="partial: a user who reads one collection", server=closed, login=Login(user="reader", password="pw"),
            status="closed", rights="C=no R=all U=no D=no A=no", containers={"crm.people": 400},
            finds={"crm.people": PEOPLE},
        ),
        Setup(
            name="partial: a user who writes some of a database", server=closed, status="closed",
            login=Login(user="writer", password="pw"), rights="C=some R=all U=some D=some A=some", containers=BOTH,
        ),
    ),
)  # fmt: skip
