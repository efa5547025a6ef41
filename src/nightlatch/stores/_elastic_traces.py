"""Since when a node of Elasticsearch or OpenSearch runs, and how many others are connected to it by HTTP; as counts.

Sends GET /_nodes/_local/stats/http,jvm, which the documentation calls cheap: counters of one node, and from
Elasticsearch 7.13 on its connections, of which nothing but the address, the end and our own mark is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from nightlatch.model import Trace
from nightlatch.stores import _starts, _traces
from nightlatch.stores._elastic_catalog import Asks

STATS = "GET /_nodes/_local/stats/http,jvm"
READS = frozenset({STATS})
_CLIENT = "nodes.*.http.clients"
_FILTER = ",".join((
    "nodes.*.jvm.uptime_in_millis", "nodes.*.http.current_open", f"{_CLIENT}.remote_address",
    f"{_CLIENT}.closed_time_millis", f"{_CLIENT}.x_opaque_id",
))  # fmt: skip
_OURS = "nightlatch/"  # what our own X-Opaque-Id begins with


def stats(talk: Asks) -> dict[str, Any]:
    """What the node that we talk to says of itself; nothing where it does not."""
    reply = talk.ask(STATS, query={"filter_path": _FILTER})
    told = reply.json_or_none() if reply.status == 200 else None
    nodes = told.get("nodes") if isinstance(told, dict) else None
    first = next(iter(nodes.values()), None) if isinstance(nodes, dict) else None
    return first if isinstance(first, dict) else {}


def started(node: dict[str, Any]) -> datetime | None:
    """Since when its Java machine runs."""
    uptime = _number(node, "jvm", "uptime_in_millis")
    return _starts.since(uptime / 1000) if uptime is not None else None


def traces(node: dict[str, Any], *, is_open: bool = False) -> Iterator[Trace]:
    """Connections besides ours; users are not told. *is_open*: there are none, and everybody may do everything."""
    role: _traces.Role = "administrator" if is_open else "unknown"
    others = _connected(node, role)
    if others is None:
        others = _traces.somewhere((_number(node, "http", "current_open") or 1) - 1, role)
    found = _traces.clients(others, STATS)
    return iter([found] if found else [])


def _connected(node: dict[str, Any], role: _traces.Role) -> Counter[_traces.Client] | None:
    """Open connections but those that bear our mark; None where they are not told, or ours is not among them."""
    http = node.get("http")
    listed = http.get("clients") if isinstance(http, dict) else None
    rows = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    if not any(_is_ours(one) for one in rows):
        return None
    there = [one for one in rows if "closed_time_millis" not in one and not _is_ours(one)]
    return Counter((_traces.network(str(one.get("remote_address", "?"))), role) for one in there)


def _is_ours(client: dict[str, Any]) -> bool:
    return str(client.get("x_opaque_id", "")).startswith(_OURS)


def _number(node: dict[str, Any], part: str, name: str) -> int | None:
    inner = node.get(part)
    value = inner.get(name) if isinstance(inner, dict) else None
    return value if isinstance(value, int) and 0 <= value < 1 << 43 else None
