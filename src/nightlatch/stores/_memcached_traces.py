"""Since when a memcached runs, and who else is connected to it, by network; as counts.

Sends ``stats conns``, which protocol.txt has for this; the addresses in its answer die as counts. A connection that
waits for others, and what UDP brings, is nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from nightlatch.model import Trace
from nightlatch.stores import _memcached_wire as wire
from nightlatch.stores import _starts, _traces
from nightlatch.stores._stream import Stream

_MOST = 300_000  # lines; four for each connection
_STATE = re.compile(r"(\d{1,9}):(addr|state)")
_PARSING = "conn_parse_cmd"  # the state of the one that asks


def started(stats: Mapping[str, str]) -> datetime | None:
    """Since when the server runs, by what ``stats`` said."""
    told = stats.get("uptime", "")
    return _starts.since(int(told)) if re.fullmatch(r"\d{1,11}", told, re.ASCII) else None


def traces(stream: Stream, *, is_open: bool) -> Iterator[Trace]:
    """Connections besides ours. *is_open*: nobody logs in, so that whoever is connected may do everything."""
    stream.begin()
    stream.send(wire.encode(b"stats", b"conns"))
    told = wire.stats(stream, most=_MOST) or {}
    role: _traces.Role = "administrator" if is_open else "unknown"
    found = _traces.clients(((network, role) for network in _networks(told)), "stats conns")
    return iter([found] if found else [])


def _networks(told: Mapping[str, str]) -> list[str]:
    connections: dict[str, dict[str, str]] = {}
    for name, value in told.items():
        if (part := _STATE.fullmatch(name)) is not None:
            connections.setdefault(part[1], {})[part[2]] = value
    there = [one for one in connections.values() if one.get("state") not in (None, "conn_listening", "conn_closed")]
    there.sort(key=lambda one: one["state"] != _PARSING)
    return [_network(one["addr"]) for one in there[1:] if one.get("addr", "").startswith(("tcp", "unix"))]


def _network(address: str) -> str:
    kind, _, where = address.partition(":")
    return _traces.THIS_MACHINE if kind == "unix" else _traces.network(where)
