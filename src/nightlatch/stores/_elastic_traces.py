"""Since when a node of Elasticsearch or OpenSearch runs, and how many others are connected to it by HTTP; as counts.

Sends GET /_nodes/_local/stats/http,jvm, which the documentation calls cheap: counters of one node.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from nightlatch.model import Trace
from nightlatch.stores import _traces
from nightlatch.stores._elastic_catalog import Asks

STATS = "GET /_nodes/_local/stats/http,jvm"
READS = frozenset({STATS})
_MOST_TOLD = 100_000


def stats(talk: Asks) -> dict[str, Any]:
    """What the node that we talk to says of itself; nothing where it does not."""
    reply = talk.ask(STATS)
    told = reply.json_or_none() if reply.status == 200 else None
    nodes = told.get("nodes") if isinstance(told, dict) else None
    first = next(iter(nodes.values()), None) if isinstance(nodes, dict) else None
    return first if isinstance(first, dict) else {}


def started(node: dict[str, Any]) -> datetime | None:
    """Since when its Java machine runs."""
    uptime = _number(node, "jvm", "uptime_in_millis")
    return datetime.now(UTC) - timedelta(milliseconds=uptime) if uptime is not None else None


def traces(node: dict[str, Any]) -> Iterator[Trace]:
    """Connections besides ours."""
    others = (_number(node, "http", "current_open") or 1) - 1
    found = _traces.clients([_traces.UNKNOWN] * min(others, _MOST_TOLD), STATS)
    return iter([found] if found else [])


def _number(node: dict[str, Any], part: str, name: str) -> int | None:
    inner = node.get(part)
    value = inner.get(name) if isinstance(inner, dict) else None
    return value if isinstance(value, int) and 0 <= value < 1 << 43 else None
