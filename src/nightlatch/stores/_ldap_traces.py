"""Since when an OpenLDAP runs, and who else is connected to it, by network; as counts.

Sends searches of cn=Monitor, where the root says that there is one and it may be read: the start, and of connections
the address alone. Whom a connection has logged in as is not asked for, as that is a name: its role stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from nightlatch.model import Trace
from nightlatch.stores import _traces
from nightlatch.stores._ldap_talk import Talk
from nightlatch.stores._ldap_wire import BASE, MONITOR, ONE_LEVEL, Found

_START = b"cn=Start,cn=Time,cn=Monitor"
_CONNECTIONS = b"cn=Connections,cn=Monitor"
_PEER, _BUSY, _TIME = "monitorConnectionPeerAddress", "monitorConnectionOpsExecuting", "monitorTimestamp"
_MOST = 900  # connections
_GENERAL = re.compile(rb"(\d{14})Z")


def has_monitor(root: Found) -> bool:
    """Does the root say that the directory tells of itself, in OpenLDAP's way?"""
    return any(one.lower() == b"cn=monitor" for one in root.values("monitorContext"))


def started(talk: Talk) -> datetime | None:
    """Since when the server runs, where it shows that."""
    found, _ = talk.search(MONITOR, _START, BASE, (_TIME,), size=1)
    told = next((_GENERAL.fullmatch(value) for one in found for value in one.values(_TIME)), None)
    try:
        return datetime.strptime(told[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC) if told else None
    except ValueError:
        return None


def traces(talk: Talk) -> Iterator[Trace]:
    """Connections besides ours, which is one that is asking something."""
    found, _ = talk.search(MONITOR, _CONNECTIONS, ONE_LEVEL, (_PEER, _BUSY), size=_MOST)
    there = sorted((one for one in found if one.values(_PEER)), key=lambda one: one.values(_BUSY)[:1] in ((), (b"0",)))
    others: list[_traces.Client] = [(_network(one.values(_PEER)[0]), "unknown") for one in there[1:]]
    told = _traces.clients(others, "search cn=Connections,cn=Monitor")
    return iter([told] if told else [])


def _network(peer: bytes) -> str:
    kind, _, where = peer.decode("latin-1").partition("=")
    return _traces.THIS_MACHINE if kind == "PATH" else _traces.network(where)
