"""Signs in an etcd of who was, or is, there: members of its cluster on the internet, and further administrators.

Sends GET /metrics for the start of the process, and the call that lists members; their addresses die as counts. Where
accounts are in use their names are listed and their roles asked for, as far as that is allowed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from nightlatch.model import Trace
from nightlatch.stores import _etcd_wire as wire
from nightlatch.stores import _starts, _traces
from nightlatch.stores._http import Http, Reply

_MOST = 16 << 20
_USERS = 200  # whose roles are asked for


class _Member(msgspec.Struct):
    peers: list[str] = msgspec.field(default_factory=list, name="peerURLs")


class _Members(msgspec.Struct):
    members: list[_Member] = []


class _Users(msgspec.Struct):
    users: list[str] = []


class _Roles(msgspec.Struct):
    roles: list[str] = []


def started(http: Http) -> datetime | None:
    """Since when the server runs, where it shows its metrics."""
    reply = http.ask(wire.METRICS, most=_MOST)
    return _starts.of_metrics(reply.body) if reply.status == 200 else None


def traces(http: Http, api: str) -> Iterator[Trace]:
    """Each sign that we may see."""
    members = wire.told(http, wire.MEMBERS, api, _Members)
    peers = [] if isinstance(members, Reply) else [url for one in members.members for url in one.peers]
    users = wire.told(http, wire.USERS, api, _Users)
    names = [] if isinstance(users, Reply) else users.users[:_USERS]
    bosses = sum("root" in _roles(http, api, name) for name in names)
    yield from filter(None, (
        _traces.administrators(bosses - 1, wire.USERS),
        _traces.members(map(_traces.network_of_url, peers), wire.MEMBERS),
    ))  # fmt: skip


def _roles(http: Http, api: str, name: str) -> list[str]:
    told = wire.told(http, wire.USER, api, _Roles, {"name": name})
    return [] if isinstance(told, Reply) else told.roles
