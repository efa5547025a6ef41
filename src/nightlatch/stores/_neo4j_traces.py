"""Since when a Neo4j runs, who else is connected, and further administrators; as counts.

Sends three of the statements of `_neo4j_wire`: how long its process has been up, of connections their ids and
addresses, and the roles of users without their names. Where a login is asked for they answer administrators only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from nightlatch.model import Trace
from nightlatch.stores import _starts, _traces

UPTIME, CONNECTIONS, USERS = "CALL dbms.queryJmx Runtime", "CALL dbms.listConnections", "SHOW USERS"
Ask = Callable[[str, str], list[list[Any]]]  # the rows of a declared statement in a database, none where refused


def started(ask: Ask) -> datetime | None:
    """Since when the server runs."""
    cells = [row[0] for row in ask(UPTIME, "") if row]
    is_told = bool(cells) and isinstance(cells[0], int) and not isinstance(cells[0], bool)
    return _starts.since(cells[0] // 1000) if is_told else None


def traces(ask: Ask, own: str, edition: str, *, is_open: bool) -> Iterator[Trace]:
    """Each sign that we may see; *own* is the id of our connection, "" where it is not known: the newest is ours."""
    role: _traces.Role = "administrator" if is_open else "unknown"
    rows = [(str(row[0]), str(row[1])) for row in ask(CONNECTIONS, "") if len(row) > 1]
    ours = next((at for at, (id, _) in enumerate(rows) if id == own), 0)
    addresses = [address for at, (_, address) in enumerate(rows) if at != ours]
    users = [row[0] for row in ask(USERS, "system") if row]
    bosses = sum(edition == "community" or (isinstance(one, list) and "admin" in one) for one in users)
    yield from filter(None, (
        _traces.clients([(_traces.network(one), role) for one in addresses], CONNECTIONS),
        _traces.administrators(bosses - 1, USERS),
    ))  # fmt: skip
