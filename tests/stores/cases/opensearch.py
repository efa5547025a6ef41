"""OpenSearch: a stand-in (osmem), open, and behind its documented Security plug-in: closed, and in parts."""

from __future__ import annotations

from functools import cache

from nightlatch.demo.servers import Server
from tests import lab
from tests.lab.elastic_guard import OpenGuard, Role, guarded
from tests.lab.web import Web
from tests.loaders import elastic
from tests.stores.cases import ALL, NONE, Case, Setup
from tests.stores.cases.elasticsearch import BOTH, LEAK, PEOPLE, POINTS

_SEES = frozenset({"read", "monitor", "view_index_metadata"})
READER = Role(name="ro", cluster=frozenset({"monitor"}), indices={"people": _SEES})
EVERYONE = Role(name="all", cluster=frozenset({"monitor"}), indices={"*": _SEES})
READALL = {"readall": {"index_permissions": [{"index_patterns": ["*"], "allowed_actions": ["read"]}]}}
WRITES = READALL | {
    "ingest": {
        "cluster_permissions": ["cluster_monitor"],
        "index_permissions": [{"index_patterns": ["people*"], "allowed_actions": ["index", "create_index"]}],
    }
}


@cache
def opened() -> Server:
    """An open stand-in that holds the leak; nobody changes it."""
    server = lab.server("opensearch")
    elastic.load(server.port, LEAK)
    return server


@cache
def closed() -> Web:
    return guarded(OpenGuard(backend=opened().port))


@cache
def custom() -> Web:
    """A role of the owner's own, whose definition we may not see."""
    return guarded(OpenGuard(backend=opened().port, anonymous=READER, roles=("public_reader",)))


@cache
def shipped() -> Web:
    """Two roles that ship with the plug-in."""
    return guarded(OpenGuard(backend=opened().port, anonymous=EVERYONE, roles=("readall", "own_index")))


@cache
def told() -> Web:
    """Roles whose definitions we may see."""
    return guarded(
        OpenGuard(backend=opened().port, anonymous=EVERYONE, roles=("readall", "ingest"), definitions=WRITES)
    )


@cache
def boss() -> Web:
    """Anonymous visitors have been given the role that may do everything."""
    return guarded(OpenGuard(backend=opened().port, anonymous=EVERYONE, roles=("all_access",)))


CASE = Case(
    kind="opensearch",
    contents=frozenset({"GET /{index}/_search"}),
    setups=(
        Setup(
            name="open", server=opened, rights=ALL, containers=BOTH, finds={"people": PEOPLE, "sightings": POINTS},
            product="OpenSearch", version="3.8",
        ),
        Setup(name="closed", server=closed, rights=NONE, status="closed", product="OpenSearch", containers={}),
        Setup(
            name="partial: a role that is not told", server=custom, rights="C=? R=some U=? D=? A=?",
            containers={"people": 400}, finds={"people": PEOPLE}, version="3.8",
        ),
        Setup(
            name="partial: shipped roles that may read", server=shipped, rights="C=no R=all U=no D=no A=no",
            containers=BOTH,
        ),
        Setup(
            name="partial: told roles that may write in one index", server=told, containers=BOTH,
            rights="C=some R=all U=some D=no A=no",
        ),
        Setup(name="open by a role for everything", server=boss, rights=ALL, containers=BOTH),
    ),
)  # fmt: skip
