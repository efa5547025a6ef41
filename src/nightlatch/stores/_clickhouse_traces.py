"""Since when a ClickHouse runs, and how many others are connected to it, by protocol; as counts.

Sends uptime(), and the counters of connections in system.metrics; of system.processes, which holds what others ask,
nothing is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import msgspec

from nightlatch.model import Failed, Trace
from nightlatch.stores import _clickhouse_wire as wire
from nightlatch.stores import _starts, _traces
from nightlatch.stores._http import Http

_REPLICAS = "InterserverConnection"
_OURS = "HTTPConnection"


class _Uptime(msgspec.Struct):
    n: int


class _Metric(msgspec.Struct):
    name: str
    n: int


def started(http: Http) -> datetime | None:
    """Since when the server runs, where it says."""
    told = _asked(http, wire.UPTIME, _Uptime)
    return _starts.since(told[0].n) if told else None


def traces(http: Http) -> Iterator[Trace]:
    """Connections besides ours; servers that fetch parts from this one are its replicas."""
    others: Counter[_traces.Client] = Counter()
    for one in _asked(http, wire.CONNECTIONS, _Metric):
        others += _traces.somewhere(one.n - (one.name == _OURS), "replica" if one.name == _REPLICAS else "unknown")
    found = _traces.clients(others, "SELECT ... FROM system.metrics")
    return iter([found] if found else [])


def _asked(http: Http, statement: str, kind: type[Any]) -> list[Any]:
    try:
        return wire.rows(http, statement, kind)
    except (wire.Refused, Failed):
        return []
