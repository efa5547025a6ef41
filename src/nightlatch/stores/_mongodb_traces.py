"""Signs in a MongoDB of who was, or is, there: connections, copies and further administrators, as counts.

Sends serverStatus without its larger sections, and replSetGetConfig; of usersInfo, which was asked for the rights, the
roles are looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from nightlatch.model import Trace
from nightlatch.stores import _traces
from nightlatch.stores._mongodb_wire import Refused, Wire, Words

_STATUS: Words = {
    "serverStatus": 1,
    **dict.fromkeys(("metrics", "wiredTiger", "locks", "opcounters", "tcmalloc", "repl", "network"), 0),
}
_ALL = frozenset({"root", "__system", "userAdminAnyDatabase"})
_MOST_TOLD = 100_000


def status(wire: Wire) -> Words:
    """What serverStatus says; nothing where it is refused."""
    return _asked(wire, _STATUS)


def started(told: Words) -> datetime | None:
    """Since when the server runs, where it says."""
    uptime = told.get("uptime")
    if not isinstance(uptime, (int, float)) or not 0 <= uptime < 1 << 33:
        return None
    return datetime.now(UTC) - timedelta(seconds=int(uptime))


def traces(wire: Wire, told: Words, users: object) -> Iterator[Trace]:
    """Each sign that is there; *users* is the reply to usersInfo, if there was one."""
    found = (
        _traces.administrators(_admins(users) - 1, "usersInfo"),
        _traces.replicas(_members(wire), "replSetGetConfig", is_source=False),
        _traces.clients([_traces.UNKNOWN] * _others(told), "serverStatus"),
    )
    yield from filter(None, found)


def _others(told: Words) -> int:
    connections = told.get("connections")
    now = connections.get("current") if isinstance(connections, dict) else None
    return max(0, min(now - 1, _MOST_TOLD)) if isinstance(now, int) else 0


def _members(wire: Wire) -> list[str]:
    config = _asked(wire, {"replSetGetConfig": 1}).get("config")
    members = config.get("members") if isinstance(config, dict) else None
    hosts = [one.get("host") for one in members if isinstance(one, dict)] if isinstance(members, list) else []
    return [_traces.network(host) for host in hosts if isinstance(host, str)]


def _admins(users: object) -> int:
    listed = users.get("users") if isinstance(users, dict) else None
    return sum(_may_all(one) for one in listed) if isinstance(listed, list) else 0


def _may_all(user: object) -> bool:
    roles = user.get("roles") if isinstance(user, dict) else None
    return isinstance(roles, list) and any(isinstance(role, dict) and role.get("role") in _ALL for role in roles)


def _asked(wire: Wire, words: Words) -> Words:
    try:
        return wire.command("admin", words)
    except Refused:
        return {}
