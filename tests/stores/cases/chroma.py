"""Chroma: 1.5, real, which is always open; older ones, open and closed, by a fake from the documentation."""

from __future__ import annotations

import http.client
import json
from functools import cache
from typing import Any

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores.chroma import CONTENTS
from tests import lab
from tests.lab.chroma_fake import Chroma, running
from tests.lab.web import Web
from tests.loaders.elastic import send
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import PEOPLE, POINTS
from tests.stores.cases.qdrant import people, points

TOKEN = "S3cret"
BOTH = {"people": 400, "sightings": 900}
_TENANT = "/api/v2/tenants/default_tenant"


def flat(row: dict[str, Any]) -> dict[str, Any]:
    """Metadata are plain values, no lists and nothing nested."""
    return {key: value for key, value in row.items() if isinstance(value, str | int | float | bool)}


def fill(link: http.client.HTTPConnection, database: str, name: str, rows: list[dict[str, Any]]) -> None:
    base = f"{_TENANT}/databases/{database}/collections"
    id = json.loads(send(link, "POST", base, {"name": name}))["id"]
    for start in range(0, len(rows), 300):
        part = rows[start : start + 300]
        body = {
            "ids": [str(start + at) for at in range(len(part))], "embeddings": [[1.0, float(at)] for at in range(len(part))],
            "metadatas": [flat(row) for row in part], "documents": [json.dumps(row) if at == 0 else None for at, row in enumerate(part)],
        }  # fmt: skip
        send(link, "POST", f"{base}/{id}/add", body)


@cache
def opened() -> Server:
    """Two collections of the default database, one of another."""
    server = lab.server("chroma")
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    fill(link, "default_database", "people", people())
    fill(link, "default_database", "sightings", points())
    send(link, "POST", f"{_TENANT}/databases", {"name": "crm"})
    fill(link, "crm", "people", people()[:50])
    link.close()
    return server


def older(**more: Any) -> Web:
    rows = {"people": [(None, flat(row)) for row in people()], "sightings": [(None, flat(row)) for row in points()]}
    return running(Chroma(collections=rows, **more))


@cache
def closed() -> Web:
    return older(token=TOKEN)


CASE = Case(
    kind="chroma",
    contents=CONTENTS,
    setups=(
        Setup(
            name="open", server=opened, rights=ALL, containers={**BOTH, "crm/people": 50}, product="Chroma", version="1.",
            finds={"people": PEOPLE, "sightings": POINTS, "crm/people": PEOPLE},
        ),
        Setup(
            name="open: 0.6", server=cache(older), rights=ALL, containers=BOTH, finds={"people": PEOPLE}, version="0.6",
        ),
        Setup(
            name="open: 0.4", server=cache(lambda: older(number=1, version="0.4.24")), rights=ALL, containers=BOTH,
            finds={"people": PEOPLE}, version="0.4",
        ),
        Setup(name="closed: 0.6", server=closed, rights=NONE, status="closed", containers={}, version="0.6"),
        Setup(
            name="closed: 0.6, looked at with its token", server=closed, rights="C=? R=all U=? D=? A=?", status="closed",
            login=Login(user="", password=TOKEN), containers=BOTH,
        ),
        Setup(
            name="closed: 0.4", server=cache(lambda: older(number=1, version="0.4.24", token=TOKEN)), rights=NONE,
            status="closed", containers={}, version="0.4",
        ),
        Setup(
            name="partial: a stranger has a name", server=cache(lambda: older(user="guest")), containers=BOTH,
            rights="C=? R=all U=? D=? A=?",
        ),
    ),
)  # fmt: skip
