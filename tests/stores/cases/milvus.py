"""Milvus: 2.3, real, open and closed, by both its ports; 2.4 and later (v2) by a fake, with users and roles."""

from __future__ import annotations

import http.client
import json
import time
from functools import cache
from types import SimpleNamespace
from typing import Any

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores._milvus_api import QUERIES
from tests import lab
from tests.lab.milvus_fake import Milvus, running
from tests.lab.servers.milvus import ROOT, management
from tests.lab.web import Web
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import PEOPLE, POINTS
from tests.stores.cases.qdrant import people, points

BOTH = {"people": (400, 400), "sightings": (900, 900)}


def send(link: http.client.HTTPConnection, path: str, body: Any) -> None:
    token = f"Bearer {':'.join(ROOT)}"
    link.request("POST", path, json.dumps(body), {"content-type": "application/json", "authorization": token})
    reply = link.getresponse()
    said = json.loads(reply.read())
    if said.get("code") != 200:
        raise RuntimeError(f"{path}: {reply.status} {said}")


def loaded(**config: Any) -> Server:
    server = lab.server("milvus", **config)
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for name, rows in (("people", people()), ("sightings", points())):
        send(link, "/v1/vector/collections/create", {"collectionName": name, "dimension": 4})
        for start in range(0, len(rows), 100):
            part = [{**row, "vector": [1.0, 2.0, 3.0, float(at)]} for at, row in enumerate(rows[start : start + 100])]
            send(link, "/v1/vector/insert", {"collectionName": name, "data": part})
        until = time.monotonic() + 60
        while not is_loaded(link, name) and time.monotonic() < until:
            time.sleep(0.2)
    link.close()
    return server


def is_loaded(link: http.client.HTTPConnection, name: str) -> bool:
    token = f"Bearer {':'.join(ROOT)}"
    link.request("GET", f"/v1/vector/collections/describe?collectionName={name}", headers={"authorization": token})
    return bool(json.loads(link.getresponse().read())["data"]["load"] == "LoadStateLoaded")


@cache
def opened() -> Server:
    return loaded()


@cache
def closed() -> Server:
    return loaded(is_closed=True)


@cache
def closed_management() -> SimpleNamespace:
    return management(closed())


def newer(**more: Any) -> Web:
    rows = {
        "people": [{"id": at + 1, **row} for at, row in enumerate(people())],
        "sightings": [{"id": at + 1, **row} for at, row in enumerate(points())],
    }
    return running(Milvus(collections=rows, **more))


@cache
def guarded() -> Web:
    reader = [{"objectType": "Collection", "objectName": "people", "privilege": "Query", "dbName": "default"}]
    reader += [{"objectType": "Global", "objectName": "*", "privilege": "ShowCollections", "dbName": "default"}]
    return newer(users={"root:pw": ["admin", "public"], "app:pw": ["reader"]}, roles={"reader": reader})


CASE = Case(
    kind="milvus",
    contents=QUERIES,
    setups=(
        Setup(
            name="open", server=opened, rights=ALL, containers=BOTH, product="Milvus",
            finds={"people": PEOPLE, "sightings": POINTS},
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, product="Milvus"),
        Setup(
            name="closed, looked at with a login", server=closed, rights="C=? R=all U=? D=? A=?", status="closed",
            login=Login(user=ROOT[0], password=ROOT[1]), containers=BOTH,
        ),
        Setup(
            name="open: the port of management of a closed one", server=closed_management, rights=ALL,
            product="Milvus",
        ),
        Setup(
            name="open: v2", server=cache(newer), rights=ALL, containers=BOTH, finds={"people": PEOPLE, "sightings": POINTS},
        ),
        Setup(name="closed: v2", server=guarded, rights=NONE, status="closed", containers={}),
        Setup(
            name="closed, looked at with an administrator's login", server=guarded, rights=ALL, status="closed",
            login=Login(user="root", password="pw"), containers=BOTH,
        ),
        Setup(
            name="partial: a login that reads one collection", server=guarded, rights="C=no R=some U=no D=no A=no",
            login=Login(user="app", password="pw"), status="closed", containers=BOTH,
        ),
    ),
)  # fmt: skip
