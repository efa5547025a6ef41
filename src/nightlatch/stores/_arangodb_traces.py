"""Since when an ArangoDB runs, how many are connected, and whether it copies from the internet; as counts.

Sends GET /_admin/statistics and, up to 3.11, GET /_api/replication/applier-state, both of which only look. Of where it
copies from the address is looked at, and dies as a count. Source: ArangoDB documentation, HTTP interface for
monitoring and for replication.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from nightlatch.model import Trace
from nightlatch.stores import _traces
from nightlatch.stores._http import Http

STATISTICS, APPLIER = "GET /_admin/statistics", "GET /_api/replication/applier-state"
READS = frozenset({STATISTICS, APPLIER})


class _Server(msgspec.Struct):
    uptime: float | None = None  # seconds


class _Client(msgspec.Struct):
    connections: int = msgspec.field(name="httpConnections", default=0)


class Statistics(msgspec.Struct):
    """The part that is about time and clients."""

    server: _Server = msgspec.field(default_factory=_Server)
    client: _Client = msgspec.field(default_factory=_Client)


class _State(msgspec.Struct):
    is_running: bool = msgspec.field(name="running", default=False)


class _Applier(msgspec.Struct):
    state: _State = msgspec.field(default_factory=_State)
    endpoint: str = ""


def statistics(http: Http) -> Statistics:
    """What the server counts of itself; nothing where it does not say (3.8 on, by default to administrators only)."""
    reply = http.ask(STATISTICS, most=4 << 20)
    return (reply.json_or_none(Statistics) if reply.status == 200 else None) or Statistics()


def traces(http: Http, told: Statistics) -> Iterator[Trace]:
    """Connections besides ours, from wherever; and the server whose data it applies now."""
    reply = http.ask(APPLIER, query={"global": "true"}, most=1 << 20)
    applier = reply.json_or_none(_Applier) if reply.status == 200 else None
    sources = [_traces.network_of_url(applier.endpoint)] if applier is not None and applier.state.is_running else []
    yield from filter(None, (
        _traces.clients(_traces.somewhere(told.client.connections - 1), STATISTICS),
        _traces.replicas(sources, APPLIER, is_source=True),
    ))  # fmt: skip
