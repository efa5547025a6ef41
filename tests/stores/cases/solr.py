"""Solr: a fake from the Reference Guide and the source, as none can be had; open, closed, and by rules."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pyarrow as pa

from nightlatch.model import Login
from tests.lab.solr_fake import Solr, running
from tests.lab.web import Web
from tests.loaders.elastic import plain
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import BOTH, LEAK, PEOPLE, POINTS

_GUARDED = ("security-edit", "security-read", "config-edit", "core-admin-edit", "collection-admin-edit", "update")
READ_ONLY = [
    *({"name": one, "role": "admin"} for one in _GUARDED if one != "security-read"),
    {"name": "security-read", "role": None},
]
MUTE = [{"name": one, "role": "admin"} for one in _GUARDED]


def rows(batches: Iterable[pa.RecordBatch]) -> list[dict[str, Any]]:
    found = (row for batch in batches for row in batch.to_pylist())
    return [{"id": str(at), **plain(row)} for at, row in enumerate(found)]


@cache
def cores() -> dict[str, list[dict[str, Any]]]:
    return {"people": rows(LEAK.people_batches()), "sightings": rows(LEAK.point_batches())}


@cache
def opened() -> Web:
    return running(Solr(cores=cores()))


@cache
def cloud() -> Web:
    return running(Solr(cores=cores(), version="9.4.1", is_cloud=True))


@cache
def closed() -> Web:
    return running(
        Solr(cores=cores(), has_authentication=True, blocks_unknown=True, rules=[{"name": "all", "role": "admin"}])
    )


@cache
def read_only() -> Web:
    """Authentication that lets unknown visitors through, and rules that keep writing from them."""
    return running(Solr(cores=cores(), has_authentication=True, rules=READ_ONLY))


@cache
def mute() -> Web:
    """The same, and the rules are not told."""
    return running(Solr(cores=cores(), has_authentication=True, rules=MUTE))


CASE = Case(
    kind="solr",
    contents=frozenset({"GET /solr/{core}/select"}),
    setups=(
        Setup(
            name="open", server=opened, rights=ALL, containers=BOTH, finds={"people": PEOPLE, "sightings": POINTS},
            product="Solr", version="8.11",
        ),
        Setup(name="open: SolrCloud", server=cloud, rights=ALL, containers=BOTH, finds={"people": PEOPLE}, version="9.4"),
        Setup(name="closed", server=closed, rights=NONE, status="closed", containers={}, product="Solr"),
        Setup(
            name="partial: visitors may read", server=read_only, rights="C=no R=all U=no D=no A=no", containers=BOTH,
            finds={"people": PEOPLE},
        ),
        Setup(
            name="partial: rules that are not told", server=mute, rights="C=? R=some U=? D=? A=?", containers=BOTH,
            finds={"people": PEOPLE},
        ),
        Setup(
            name="closed, with a login", server=closed, login=Login(user="solr", password="s3cret"), rights=ALL,
            status="closed", containers=BOTH,
        ),
    ),
)  # fmt: skip
