"""Since when a Cassandra runs, further superusers, nodes on the internet, and of ScyllaDB who is connected; as counts.

Sends the statements of `_cassandra_wire` about the node itself, the flags of roles without their names, and the
addresses of its peers, which die as counts. A node writes its version anew whenever it starts (SystemKeyspace,
persistLocalMetadata), so when that was written is when it started. Who is connected a Cassandra would look up in DNS,
one name for each client (CASSANDRA-21539): it is not asked; a ScyllaDB, which does not, is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from ipaddress import ip_address

from nightlatch.model import Trace
from nightlatch.stores import _starts, _traces

STARTED, ROLES, PEERS, CLIENTS = (
    "SELECT system.local writetime", "SELECT system_auth.roles", "SELECT system.peers", "SELECT system.clients",
)  # fmt: skip
_Row = list[bytes | None]
Ask = Callable[[str], list[_Row]]  # the rows of a declared statement, none where it is refused


def started(ask: Ask) -> datetime | None:
    """Since when the node runs."""
    cells = [row[0] for row in ask(STARTED) if row and row[0] and len(row[0]) == 8]  # a bigint
    return _starts.at(int.from_bytes(cells[0], "big", signed=True) / 1e6) if cells else None


def traces(ask: Ask, *, is_open: bool, is_scylla: bool) -> Iterator[Trace]:
    """Each sign that we may see; *is_open*: nobody is asked for a login, so whoever is connected may do everything."""
    supers = sum(row[:1] == [b"\1"] for row in ask(ROLES))
    role: _traces.Role = "administrator" if is_open else "unknown"
    others = [(_network(row), role) for row in ask(CLIENTS)[1:]] if is_scylla else []  # one of them is we
    yield from filter(None, (
        _traces.administrators(supers - 1, ROLES),
        _traces.replicas(map(_network, ask(PEERS)), PEERS, is_source=False),
        _traces.clients(others, CLIENTS),
    ))  # fmt: skip


def _network(row: _Row) -> str:
    """Of an address as CQL has it: four bytes, or sixteen."""
    try:
        return _traces.network(str(ip_address(row[0] or b"")))
    except (IndexError, ValueError):
        return _traces.UNKNOWN
