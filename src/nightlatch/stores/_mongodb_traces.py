"""Signs in a MongoDB of who was, or is, there: connections, copies and further administrators, as counts.

Sends serverStatus without its larger sections, replSetGetConfig, and $currentOp with what tells for whom an operation
is and nothing of what it is; of usersInfo, which was asked for the rights, the roles are looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from nightlatch.model import Trace
from nightlatch.stores import _starts, _traces
from nightlatch.stores._mongodb_wire import WHO_IS_THERE, Refused, Wire, Words

_STATUS: Words = {
    "serverStatus": 1,
    **dict.fromkeys(("metrics", "wiredTiger", "locks", "opcounters", "tcmalloc", "repl", "network"), 0),
}
_ALL = frozenset({"root", "__system", "userAdminAnyDatabase"})
_WHO: Words = {
    "aggregate": 1,
    "pipeline": WHO_IS_THERE,
    "allowDiskUse": False,
    "cursor": {"batchSize": 10_001},
    "maxTimeMS": 5_000,
}


def status(wire: Wire) -> Words:
    """What serverStatus says; nothing where it is refused."""
    return _asked(wire, _STATUS)


def started(told: Words) -> datetime | None:
    """Since when the server runs, where it says."""
    return _starts.since(told.get("uptime"))


def traces(wire: Wire, told: Words, users: object, *, own: object = None, is_open: bool = False) -> Iterator[Trace]:
    """Each sign that is there; *users* is the reply to usersInfo, if there was one, *own* our connection's number.

    *is_open*: no login was needed to ask, so that nobody who is connected needs one.
    """
    others = _connected(wire, _roles(users), own, is_open=is_open) if isinstance(own, int) else None
    found = (
        _traces.administrators(_admins(users) - 1, "usersInfo"),
        _traces.replicas(_members(wire), "replSetGetConfig", is_source=False),
        _traces.clients(_counted(told, is_open=is_open), "serverStatus")
        if others is None
        else _traces.clients(others, "aggregate $currentOp"),
    )
    yield from filter(None, found)


def _counted(told: Words, *, is_open: bool) -> Counter[_traces.Client]:
    """All but us, where the server tells no more than how many there are."""
    connections = told.get("connections")
    now = connections.get("current") if isinstance(connections, dict) else None
    return _traces.somewhere(now - 1 if isinstance(now, int) else 0, _everybody(is_open=is_open))


def _connected(
    wire: Wire, roles: dict[object, _traces.Role], own: int, *, is_open: bool
) -> Counter[_traces.Client] | None:
    """Connections by network and role, from 3.6 on; None where that is not told. Threads of the server have none."""
    cursor = _asked(wire, _WHO).get("cursor")
    rows = cursor.get("firstBatch") if isinstance(cursor, dict) else None
    if not isinstance(rows, list):
        return None
    found: dict[int, _traces.Client] = {}
    for row in rows:
        number, where = (row.get("connectionId"), row.get("client", row.get("client_s"))) if _is_row(row) else (None, 0)
        if isinstance(number, int) and number != own and isinstance(where, str):
            found[number] = _traces.network(where), _role(row.get("effectiveUsers"), roles, is_open=is_open)
    return Counter(found.values())


def _is_row(row: object) -> bool:
    return isinstance(row, dict)


def _everybody(*, is_open: bool) -> _traces.Role:
    return "administrator" if is_open else "unknown"


def _role(users: object, roles: dict[object, _traces.Role], *, is_open: bool) -> _traces.Role:
    """The strongest of all *users* of a connection; members of a replica set act as ``__system``."""
    names = [_name(one) for one in users] if isinstance(users, list) else []
    if not names:
        return _everybody(is_open=is_open)
    if ("__system", "local") in names:
        return "replica"
    found = {roles.get(name, "unknown") for name in names}
    return next(role for role in ("administrator", "unknown", "ordinary") if role in found)


def _roles(users: object) -> dict[object, _traces.Role]:
    return {_name(one): "administrator" if _may_all(one) else "ordinary" for one in _listed(users)}


def _name(user: object) -> tuple[str, str]:
    told = user if isinstance(user, dict) else {}
    return str(told.get("user", "")), str(told.get("db", ""))


def _members(wire: Wire) -> list[str]:
    config = _asked(wire, {"replSetGetConfig": 1}).get("config")
    members = config.get("members") if isinstance(config, dict) else None
    hosts = [one.get("host") for one in members if isinstance(one, dict)] if isinstance(members, list) else []
    return [_traces.network(host) for host in hosts if isinstance(host, str)]


def _admins(users: object) -> int:
    return sum(map(_may_all, _listed(users)))


def _listed(users: object) -> list[object]:
    listed = users.get("users") if isinstance(users, dict) else None
    return listed if isinstance(listed, list) else []


def _may_all(user: object) -> bool:
    roles = user.get("roles") if isinstance(user, dict) else None
    return isinstance(roles, list) and any(isinstance(role, dict) and role.get("role") in _ALL for role in roles)


def _asked(wire: Wire, words: Words) -> Words:
    try:
        return wire.command("admin", words)
    except Refused:
        return {}
