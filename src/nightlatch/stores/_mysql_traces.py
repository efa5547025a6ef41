"""Signs in a MySQL or MariaDB of who was, or is, there: connections, copies and further administrators, as counts.

SELECTs on information_schema and performance_schema only; mysql.user, which holds hashes, is not asked. Without the
privilege PROCESS the list of connections is that of our own account. What an account may do by a role of MySQL 8 is not
in these tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from nightlatch.model import Trace
from nightlatch.stores import _starts, _traces
from nightlatch.stores._mysql_wire import Refused, Row, Wire

_UPTIME = (
    "SELECT VARIABLE_VALUE FROM performance_schema.global_status WHERE VARIABLE_NAME = 'UPTIME'",
    "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'UPTIME'",  # MariaDB, to 5.6
)
_CLIENTS = (  # of each connection how many accounts have its user's name, and how many of these may do everything
    "SELECT p.HOST, p.COMMAND, g.ACCOUNTS, g.ADMINS FROM information_schema.PROCESSLIST p LEFT JOIN ("
    "SELECT SUBSTRING_INDEX(GRANTEE, '''@''', 1) AS WHO, COUNT(DISTINCT GRANTEE) AS ACCOUNTS, "
    "COUNT(DISTINCT CASE WHEN PRIVILEGE_TYPE IN ('SUPER', 'CREATE USER') THEN GRANTEE END) AS ADMINS "
    "FROM information_schema.USER_PRIVILEGES GROUP BY 1) g ON g.WHO = CONCAT('''', p.USER) "
    "WHERE p.ID <> CONNECTION_ID() AND p.USER NOT IN ('system user', 'event_scheduler') LIMIT 10000"
)
_ADMINS = (
    "SELECT COUNT(DISTINCT GRANTEE) FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE = 'SUPER' "
    "AND GRANTEE NOT LIKE '''root''@%' AND GRANTEE NOT LIKE '''mysql.%' AND GRANTEE NOT LIKE '''mariadb.sys''@%'"
)


def started(wire: Wire) -> datetime | None:
    """Since when the server runs, where it says."""
    for statement in _UPTIME:
        rows = _asked(wire, statement)
        if rows and rows[0] and (uptime := rows[0][0] or b"").isdigit() and len(uptime) < 11:
            return _starts.since(int(uptime))
    return None


def traces(wire: Wire) -> Iterator[Trace]:
    """Each sign that is there, as far as we may see it."""
    rows = [row for row in _asked(wire, _CLIENTS) if len(row) == 4 and row[0] is not None]
    copying = [row for row in rows if (row[1] or b"").startswith(b"Binlog Dump")]
    counted = _asked(wire, _ADMINS)
    admins = counted[0][0] if counted and counted[0] else None
    found = (
        _traces.administrators(int(admins) if admins and admins.isdigit() else 0, "SELECT ... FROM USER_PRIVILEGES"),
        _traces.replicas(map(_network, copying), "SELECT ... FROM information_schema.PROCESSLIST", is_source=False),
        _traces.clients(
            ((_network(row), _role(row)) for row in rows), "SELECT ... FROM information_schema.PROCESSLIST"
        ),
    )
    yield from filter(None, found)


def _network(row: Row) -> str:
    return _traces.network((row[0] or b"").decode("utf-8", "replace"))


def _role(row: Row) -> _traces.Role:
    """By the name alone accounts of several hosts are one; where they differ in what they may do it is not known."""
    _, command, accounts, admins = row
    if (command or b"").startswith(b"Binlog Dump"):
        return "replica"
    if not accounts or admins not in (b"0", accounts):
        return "unknown"
    return "administrator" if admins == accounts else "ordinary"


def _asked(wire: Wire, statement: str) -> list[Row]:
    try:
        return wire.rows(statement)
    except Refused:
        return []
