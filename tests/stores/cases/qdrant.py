"""Qdrant by a fake from its OpenAPI description: open, closed by a key, and looked at with keys and tokens."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any

import pyarrow as pa

from nightlatch.model import Login
from tests.lab.qdrant_fake import Qdrant, running
from tests.lab.web import Web
from tests.loaders.elastic import plain
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import LEAK, PEOPLE, POINTS

BOTH = {"people": 400, "sightings": 900}


def rows(batches: Iterable[pa.RecordBatch]) -> list[dict[str, Any]]:
    return [plain(row) for batch in batches for row in batch.to_pylist()]


@cache
def people() -> list[dict[str, Any]]:
    return rows(LEAK.people_batches())


@cache
def points() -> list[dict[str, Any]]:
    return rows(LEAK.point_batches())


def token(access: Any) -> str:
    """A JWT whose signature the fake does not look at."""
    parts = ({"alg": "HS256", "typ": "JWT"}, {"access": access})
    return ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts) + ".c2ln"


READER, WRITER, KEY = token("r"), token([{"collection": "people", "access": "rw"}]), "S3cret"


def server(**more: Any) -> Web:
    collections = {
        "people": dict(enumerate(people(), 1)),
        "sightings": {str(uuid.uuid5(uuid.NAMESPACE_OID, str(at))): row for at, row in enumerate(points())},
    }
    return running(Qdrant(collections=collections, **more))


@cache
def opened() -> Web:
    return server()


@cache
def closed() -> Web:
    return server(keys={KEY: None, READER: None, WRITER: ["people"]})


@cache
def older() -> Web:
    return server(keys={KEY: None}, version="1.7.4")


CASE = Case(
    kind="qdrant",
    contents=frozenset({"POST /collections/{collection}/points/scroll"}),
    setups=(
        Setup(
            name="open", server=opened, rights=ALL, containers=BOTH, finds={"people": PEOPLE, "sightings": POINTS},
            product="Qdrant", version="1.12",
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, version="1.12"),
        Setup(name="closed, before 1.9", server=older, rights=NONE, status="closed", containers={}, version="1.7"),
        Setup(
            name="closed, looked at with a key", server=closed, login=Login(user="", password=KEY), status="closed",
            rights="C=? R=all U=? D=? A=?", containers=BOTH,
        ),
        Setup(
            name="partial: a token that reads", server=closed, login=Login(user="", password=READER), status="closed",
            rights="C=no R=all U=no D=no A=no", containers=BOTH, finds={"people": PEOPLE},
        ),
        Setup(
            name="partial: a token that writes one collection", server=closed, login=Login(user="", password=WRITER),
            status="closed", rights="C=some R=some U=some D=some A=no", containers={"people": 400},
        ),
    ),
)  # fmt: skip
