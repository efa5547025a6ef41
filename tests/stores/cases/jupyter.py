"""Jupyter, real: open, with a token, and with an authorizer that lets visitors read, or do all but run programs."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores.jupyter import FILE
from tests import lab
from tests.lab.web import Answer, Asked, Web
from tests.loaders.elastic import plain
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import LEAK, PEOPLE, POINTS

TOKEN = "S3cret"


@cache
def files() -> dict[str, str]:
    """A table of people, sightings as lines of JSON deeper down, a note, and an image that is none."""
    people = [plain(row) for batch in LEAK.people_batches() for row in batch.to_pylist()]
    names = list(dict.fromkeys(name for row in people for name in row))
    table = io.StringIO()
    rows = csv.DictWriter(table, names)
    rows.writeheader()
    rows.writerows(people)
    points = "\n".join(json.dumps(plain(row)) for batch in LEAK.point_batches() for row in batch.to_pylist())
    return {"people.csv": table.getvalue(), "raw data/points#1.jsonl": points, "raw data/a.png": "x", "n.txt": ""}


@cache
def opened() -> Server:
    return lab.fresh("jupyter", files=files())


@cache
def closed() -> Server:
    return lab.fresh("jupyter", files=files(), token=TOKEN)


@cache
def reader() -> Server:
    return lab.fresh("jupyter", files=files(), may={"contents": ["read"]})


@cache
def writer() -> Server:
    return lab.fresh("jupyter", files=files(), may={"contents": ["read", "write"], "kernels": ["read"]})


@cache
def old(status: int = 200) -> Web:
    """Notebook 6 as documented: no /api/me; what is asked for without a token is 403."""

    def answer(asked: Asked) -> Answer:
        policy = (("Server", "TornadoServer/6.1"), ("Content-Security-Policy", "report-uri /api/security/csp-report"))
        if asked.path == "/api":
            return Answer(body={"version": "6.4.12"}, headers=policy)
        if asked.path == "/api/contents" and status == 200:
            item = {"name": "", "path": "", "type": "directory", "content": [], "format": "json", "writable": True}
            return Answer(body=item, headers=policy)
        if asked.path.startswith("/api/contents"):
            return Answer(status=403, body={"message": "Forbidden", "reason": None}, headers=policy)
        return Answer(status=404, body={"message": "Not Found", "reason": None}, headers=policy)

    return Web(answer)


def verbs(sent: bytes) -> set[str]:
    """A file and a folder are asked for at the same paths, and told by their query."""
    found = set()
    for method, path, query in re.findall(rb"([A-Z]+) ([^ ?]*)\??([^ ]*) HTTP/1\.1\r\n", sent):
        verb = f"{method.decode()} {path.decode()}"
        if verb.startswith("GET /api/contents/"):
            verb = FILE if b"type=file" in query else "GET /api/contents/{folder}"
        found.add(verb)
    return found


BOTH = {"people.csv": (400, 400), "raw data/points#1.jsonl": (900, 900), "n.txt": 0}
FINDS = {"people.csv": PEOPLE, "raw data/points#1.jsonl": POINTS}

CASE = Case(
    kind="jupyter",
    verbs=verbs,
    contents=frozenset({FILE}),
    setups=(
        Setup(
            name="open", server=opened, rights=ALL, containers=BOTH, finds=FINDS, product="Jupyter Server", version="2.21",
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, version="2.21"),
        Setup(
            name="closed, looked at with its token", server=closed, rights=ALL, status="closed", containers=BOTH,
            login=Login(user="", password=TOKEN),
        ),
        Setup(name="partial: to read", server=reader, rights="C=no R=all U=no D=no A=no", containers=BOTH, finds=FINDS),
        Setup(name="partial: all but programs", server=writer, rights="C=all R=all U=all D=all A=no", containers=BOTH),
        Setup(name="open: Notebook 6", server=old, rights=ALL, containers={}, product="Jupyter Notebook", version="6.4"),
        Setup(
            name="closed: Notebook 6", server=cache(lambda: old(403)), rights=NONE, status="closed", containers={},
        ),
    ),
)  # fmt: skip
