"""Signs in a RabbitMQ of who was, or is, there: connections by what their users may do, and further administrators.

Sends GET /api/nodes, /api/connections and /api/users, each for the columns that are counted alone: never the hashes of
passwords. Tags are the plug-in's; an administrator may do everything. Users of other tags are not shown who is one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import msgspec

from nightlatch.model import Trace
from nightlatch.stores import _starts, _traces
from nightlatch.stores._http import Http

NODES, CONNECTIONS, USERS = "GET /api/nodes", "GET /api/connections", "GET /api/users"
READS = frozenset({NODES, CONNECTIONS, USERS})
_MOST = 64 << 20


class _Node(msgspec.Struct):
    uptime: int | None = None  # milliseconds


class _Connection(msgspec.Struct):
    peer_host: str = ""
    user: str = ""


class _User(msgspec.Struct):
    name: str = ""
    tags: list[str] | str = ""

    @property
    def is_administrator(self) -> bool:
        """Before 3.9 tags are one text."""
        return "administrator" in (self.tags.split(",") if isinstance(self.tags, str) else self.tags)


def started(http: Http) -> datetime | None:
    """Since when the oldest node of the cluster runs, where it says."""
    reply = http.ask(NODES, query={"columns": "uptime"})
    told = reply.json_or_none(list[_Node]) if reply.status == 200 else None
    known = [one.uptime for one in told or () if one.uptime is not None]
    return _starts.since(max(known) // 1000) if known else None


def traces(http: Http) -> Iterator[Trace]:
    """Each sign that we may see."""
    reply = http.ask(USERS, query={"columns": "name,tags"}, most=_MOST)
    users = reply.json_or_none(list[_User]) if reply.status == 200 else None
    roles = {one.name: _role(one) for one in users or ()}
    bosses = sum(role == "administrator" for role in roles.values())
    reply = http.ask(CONNECTIONS, query={"columns": "peer_host,user"}, most=_MOST)
    others = reply.json_or_none(list[_Connection]) if reply.status == 200 else None
    counts = Counter((_traces.network(one.peer_host), roles.get(one.user, "unknown")) for one in others or ())
    yield from filter(None, (_traces.administrators(bosses - 1, USERS), _traces.clients(counts, CONNECTIONS)))


def _role(user: _User) -> _traces.Role:
    return "administrator" if user.is_administrator else "ordinary"
