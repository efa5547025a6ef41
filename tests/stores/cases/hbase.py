"""HBase by a fake from its Reference Guide and source: open, in parts, and with nothing to read."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from nightlatch.stores.hbase import SCAN
from tests.lab.hbase_fake import Hbase, Rows, running
from tests.lab.web import Web
from tests.stores.cases import UNKNOWN, Case, Setup
from tests.stores.cases.elasticsearch import PEOPLE, POINTS
from tests.stores.cases.qdrant import people, points

BOTH = {"crm:people": (0, 400), "sightings": (0, 900)}


def rows(found: list[dict[str, Any]]) -> Rows:
    """A family of columns, each value as its text."""
    return {
        f"{at:06}": {
            f"d:{name}": value if isinstance(value, str) else json.dumps(value)
            for name, value in row.items()
            if value is not None
        }
        for at, row in enumerate(found)
    }


def server(**more: Any) -> Web:
    return running(Hbase(tables={"crm:people": rows(people()), "sightings": rows(points())}, **more))


_READ = "C=? R={} U=? D=? A=?"

CASE = Case(
    kind="hbase",
    contents=frozenset({SCAN}),
    setups=(
        Setup(
            name="open", server=cache(server), rights=_READ.format("all"), containers=BOTH, product="HBase",
            version="2.4", finds={"crm:people": PEOPLE, "sightings": POINTS},
        ),
        Setup(
            name="partial: one table", server=cache(lambda: server(shut=("sightings",))), containers=BOTH,
            rights=_READ.format("some"), finds={"crm:people": PEOPLE},
        ),
        Setup(
            name="no table lets itself be read", server=cache(lambda: server(shut=("crm:people", "sightings"))),
            rights=_READ.format("no"), status="incomplete",
        ),
        Setup(
            name="no table is listed", server=cache(lambda: server(may_list=False)), rights=_READ.format("no"),
            status="incomplete", containers={},
        ),
        Setup(
            name="no table at all", server=cache(lambda: running(Hbase())), rights=UNKNOWN, status="incomplete",
            containers={},
        ),
    ),
)  # fmt: skip
