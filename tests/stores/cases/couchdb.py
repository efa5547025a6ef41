"""CouchDB: a stand-in (pouchdb-server) with its admin party; closed and in parts by a fake from the documentation."""

from __future__ import annotations

import http.client
import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any

import pyarrow as pa

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from tests import lab
from tests.lab.couch_fake import EVERYBODY, Couch, Database, running
from tests.lab.web import Web
from tests.loaders.elastic import plain, send
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import LEAK, PEOPLE, POINTS

MEMBERS = {"admins": {"names": ["ann"], "roles": []}, "members": {"names": [], "roles": ["staff"]}}


def documents(batches: Iterable[pa.RecordBatch]) -> dict[str, Any]:
    """By ids as CouchDB makes them."""
    rows = (row for batch in batches for row in batch.to_pylist())
    return {uuid.uuid5(uuid.NAMESPACE_OID, str(at)).hex: plain(row) for at, row in enumerate(rows)}


@cache
def people() -> dict[str, Any]:
    return documents(LEAK.people_batches())


@cache
def points() -> dict[str, Any]:
    return documents(LEAK.point_batches())


@cache
def party() -> Server:
    """Nobody was made an administrator, so everybody is one."""
    server = lab.server("couchdb")
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for name, docs in (("people", people()), ("sightings", points())):
        send(link, "PUT", f"/{name}")
        send(link, "POST", f"/{name}/_bulk_docs", {"docs": [{"_id": key, **doc} for key, doc in docs.items()]})
    link.close()
    return server


@cache
def old_party() -> Web:
    """1.6 as it came."""
    return running(Couch(databases={"people": Database(docs=people())}, version="1.6.1", is_party=True))


@cache
def closed() -> Web:
    return running(Couch(databases={"people": Database(docs=people())}, requires_user=True))


@cache
def shipped() -> Web:
    """3.x as it comes: databases are listed to nobody, and have members; that none is open cannot be told."""
    return running(Couch(databases={"people": Database(docs=people())}))


@cache
def public() -> Web:
    """2.x with an administrator: databases without members are everybody's."""
    databases = {
        "people": Database(docs=people(), security=EVERYBODY),
        "sightings": Database(docs=points(), security=EVERYBODY),
    }
    return running(Couch(databases=databases, version="2.3.1", lists_to_all=True))


@cache
def mixed() -> Web:
    """One database is everybody's and refuses writing, the other has members."""
    databases = {
        "people": Database(docs=people(), security=EVERYBODY, refuses=True),
        "sightings": Database(docs=points(), security=MEMBERS),
    }
    return running(Couch(databases=databases, lists_to_all=True))


@cache
def staffed() -> Web:
    """Accounts: one of the staff, one an administrator of a database."""
    databases = {"people": Database(docs=people(), security=MEMBERS), "sightings": Database(docs=points())}
    users = {"bo": ("pw", ["staff"]), "ann": ("pw", [])}
    return running(Couch(databases=databases, users=users, lists_to_all=True))


CASE = Case(
    kind="couchdb",
    contents=frozenset({"GET /{db}/_all_docs"}),
    setups=(
        Setup(
            name="open: the admin party", server=party, rights=ALL, product="PouchDB Server", version="4.2",
            containers={"people": (400, 400), "sightings": (900, 900)}, finds={"people": PEOPLE, "sightings": POINTS},
        ),
        Setup(
            name="open: the admin party of 1.6, a fake", server=old_party, rights=ALL, product="CouchDB", version="1.6",
            containers={"people": (400, 400)}, finds={"people": PEOPLE},
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, product="CouchDB", version="3.3"),
        Setup(
            name="3.x as shipped", server=shipped, rights="C=? R=? U=? D=? A=no", status="incomplete", containers={},
        ),
        Setup(
            name="3.x as shipped, its database named", server=shipped, database="people", rights=NONE, status="closed",
            containers={},
        ),
        Setup(
            name="partial: databases without members", server=public, rights="C=all R=all U=all D=all A=no",
            containers={"people": (400, 400), "sightings": (900, 900)}, finds={"people": PEOPLE}, version="2.3",
        ),
        Setup(
            name="partial: one database to read", server=mixed, rights="C=? R=some U=? D=? A=no",
            containers={"people": (400, 401), "sightings": (0, 0)}, finds={"people": PEOPLE},
        ),
        Setup(
            name="partial: one of the staff", server=staffed, login=Login(user="bo", password="pw"), status="closed",
            rights="C=some R=some U=some D=some A=no", containers={"people": (400, 400), "sightings": (0, 0)},
        ),
        Setup(
            name="partial: an administrator of one database", server=staffed, login=Login(user="ann", password="pw"),
            rights="C=some R=some U=some D=some A=some", status="closed",
            containers={"people": (400, 400), "sightings": (0, 0)},
        ),
    ),
)  # fmt: skip
