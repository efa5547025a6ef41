"""Kibana and Dashboards: a fake from the documentation before stand-ins, open, closed, and as far as the cluster lets."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import parse_qs, urlsplit

from nightlatch.stores._kibana_door import PROXY, inner_verb
from tests.lab.kibana_fake import Kibana, running
from tests.lab.web import Web
from tests.stores.cases import ALL, NONE, UNKNOWN, Case, Setup, opensearch
from tests.stores.cases import elasticsearch as behind
from tests.stores.cases.elasticsearch import BOTH, PEOPLE, POINTS


def verbs(sent: bytes) -> set[str]:
    """Requests of the door, and what it was asked to forward."""
    found = set()
    for method, target in re.findall(rb"(?:^|\r\n\r\n|\})([A-Z]+) (/[^ ]*) HTTP/1\.1\r\n", sent):
        parts = urlsplit(target.decode())
        line = f"{method.decode()} {parts.path}"
        found.add(line)
        if line == PROXY:
            query = parse_qs(parts.query)
            (way,), (path,) = query["method"], query["path"]
            found.add(inner_verb(path) or f"{way} {path}" if way == "GET" else f"{way} {path}")
    return found


@cache
def opened() -> Web:
    return running(Kibana(backend=behind.opened().port))


@cache
def dashboards() -> Web:
    return running(Kibana(backend=opensearch.opened().port, version="2.11.0", is_dashboards=True))


@cache
def closed() -> Web:
    return running(Kibana(backend=behind.opened().port, state="closed"))


@cache
def cluster_closed() -> Web:
    return running(Kibana(backend=behind.closed().port, version="7.17.0"))


@cache
def reader() -> Web:
    return running(Kibana(backend=behind.reader().port))


@cache
def mute() -> Web:
    return running(Kibana(backend=behind.opened().port, state="no console"))


CASE = Case(
    kind="kibana",
    verbs=verbs,
    contents=frozenset({f"{PROXY} GET /{{index}}/_search"}),
    setups=(
        Setup(
            name="open", server=opened, rights=ALL, containers=BOTH, finds={"people": PEOPLE, "sightings": POINTS},
            product="Kibana", version="8.15",
        ),
        Setup(
            name="open: Dashboards", server=dashboards, rights=ALL, containers=BOTH, finds={"people": PEOPLE},
            product="OpenSearch Dashboards", version="2.11",
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, product="Kibana"),
        Setup(name="closed by the cluster", server=cluster_closed, rights=NONE, status="closed", containers={}),
        Setup(
            name="partial: visitors may read one index", server=reader, rights="C=no R=some U=no D=no A=no",
            containers={"people": 400}, finds={"people": PEOPLE},
        ),
        Setup(name="without a Console", server=mute, rights=UNKNOWN, status="incomplete", containers={}),
    ),
)  # fmt: skip
