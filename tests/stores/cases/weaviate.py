"""Weaviate by a fake from its OpenAPI description: open to visitors, closed, and looked at with API keys."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any

from nightlatch.model import Login
from tests.lab.weaviate_fake import Weaviate, running
from tests.lab.web import Web
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import PEOPLE, POINTS
from tests.stores.cases.qdrant import people, points

BOTH = {"People": (400, 400), "Sightings": (900, 900)}
_ANY = {"collection": "*", "tenant": "*", "object": "*"}
ADMIN = [{"action": f"{verb}_data", "data": _ANY} for verb in ("create", "read", "update", "delete")]
ADMIN += [{"action": "manage_roles", "roles": {"role": "*", "scope": "all"}}]
READER = [{"action": "read_data", "data": {**_ANY, "collection": "People"}}, {"action": "read_collections", "collections": {"collection": "*"}}]  # fmt: skip


def by_uuid(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {str(uuid.uuid5(uuid.NAMESPACE_OID, str(at))): row for at, row in enumerate(rows)}


def server(**more: Any) -> Web:
    return running(Weaviate(classes={"People": by_uuid(people()), "Sightings": by_uuid(points())}, **more))


@cache
def opened() -> Web:
    return server()


@cache
def closed() -> Web:
    return server(is_anonymous=False, keys={"admin": ADMIN, "reader": READER, "plain": None})


def key(name: str) -> Login:
    return Login(user="", password=name)


CASE = Case(
    kind="weaviate",
    contents=frozenset({"GET /v1/objects"}),
    setups=(
        Setup(
            name="open", server=opened, rights="C=? R=all U=? D=? A=?", containers=BOTH, product="Weaviate",
            version="1.30", finds={"People": PEOPLE, "Sightings": POINTS},
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, product="Weaviate"),
        Setup(
            name="closed by a list of administrators", server=cache(lambda: server(is_listed=False)), rights=NONE,
            status="closed", containers={}, version="1.30",
        ),
        Setup(
            name="closed, looked at with an administrator's key", server=closed, login=key("admin"), rights=ALL,
            status="closed", containers=BOTH, finds={"People": PEOPLE},
        ),
        Setup(
            name="partial: a key that reads one class", server=closed, login=key("reader"), status="closed",
            rights="C=no R=some U=no D=no A=no", containers=BOTH,
        ),
        Setup(
            name="partial: a key without roles", server=closed, login=key("plain"), status="closed", containers=BOTH,
            rights="C=? R=all U=? D=? A=?",
        ),
    ),
)  # fmt: skip
