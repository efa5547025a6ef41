"""Since when a CouchDB runs, and databases that it copies to or from the internet; as counts.

Sends GET /_node/_local/_system and GET /_active_tasks, which answer administrators only. Of tasks the kind and both
ends are looked at, whose addresses die as counts; CouchDB leaves passwords out of them. Never the configuration, which
lists administrators with hashes of their passwords.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

import msgspec

from nightlatch.model import Trace
from nightlatch.stores import _starts, _traces
from nightlatch.stores._http import Http

SYSTEM, TASKS = "GET /_node/_local/_system", "GET /_active_tasks"
READS = frozenset({SYSTEM, TASKS})
_MOST = 16 << 20


class _System(msgspec.Struct):
    uptime: int  # seconds


class _Task(msgspec.Struct):
    type: str = ""
    source: str = ""
    target: str = ""


def started(http: Http) -> datetime | None:
    """Since when the server runs, where it tells us; from 2 on."""
    reply = http.ask(SYSTEM, most=4 << 20)
    told = reply.json_or_none(_System) if reply.status == 200 else None
    return _starts.since(told.uptime) if told else None


def traces(http: Http) -> Iterator[Trace]:
    """Replications that run now."""
    reply = http.ask(TASKS, most=_MOST)
    tasks = reply.json_or_none(list[_Task]) if reply.status == 200 else None
    running = [one for one in tasks or () if one.type == "replication"]
    for ends, is_source in (([one.target for one in running], False), ([one.source for one in running], True)):
        found = _traces.replicas(map(_network, ends), TASKS, is_source=is_source, of="databases")
        yield from [found] if found else []


def _network(end: str) -> str:
    """Of an URL; a name alone is a database of this server."""
    try:
        host = urlsplit(end).hostname if "://" in end else ""
    except ValueError:
        return _traces.UNKNOWN
    return _traces.network(host or "")
