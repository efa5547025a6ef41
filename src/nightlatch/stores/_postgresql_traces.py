"""Signs in a PostgreSQL of who was, or is, there: connections, copies and further superusers, as counts.

SELECTs on pg_catalog only. Addresses of others are shown to superusers and to members of pg_read_all_stats; to anybody
else they are null, which would look like the machine itself, so nobody else asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, get_args

from nightlatch.model import Trace
from nightlatch.stores import _starts, _traces
from nightlatch.stores._postgresql_catalog import Me
from nightlatch.stores._postgresql_link import Link, Refused

_ROLES = get_args(_traces.Role)
_STARTED = "SELECT extract(epoch FROM pg_postmaster_start_time())::float8"
_CLIENTS = """SELECT coalesce(host(a.client_addr), ''), CASE WHEN a.backend_type = 'walsender' THEN 'replica'
 WHEN r.oid IS NULL THEN 'unknown' WHEN EXISTS (SELECT FROM pg_roles s WHERE s.rolsuper
 AND pg_has_role(r.oid, s.oid, 'MEMBER')) THEN 'administrator' ELSE 'ordinary' END, count(*)::int8
FROM pg_stat_activity a LEFT JOIN pg_roles r ON r.oid = a.usesysid
WHERE a.pid <> pg_backend_pid() AND a.backend_type IN ('client backend', 'walsender') GROUP BY 1, 2 LIMIT 10000"""
_COPIES = "SELECT coalesce(host(client_addr), '') FROM pg_stat_replication LIMIT 1000"
_SOURCE = "SELECT coalesce(sender_host, '') FROM pg_stat_wal_receiver LIMIT 10"
_SUPERUSERS = "SELECT count(*)::int8 FROM pg_roles WHERE rolsuper AND rolcanlogin AND oid <> 10"  # 10 is the first


def started(link: Link) -> datetime | None:
    """Since when the server runs, where it says."""
    found = _numbers(_asked(link, _STARTED))
    return _starts.at(found[0]) if found else None


def traces(link: Link, me: Me) -> Iterator[Trace]:
    """Each sign that is there, as far as *me* may see it."""
    supers = [int(one) for one in _numbers(_asked(link, _SUPERUSERS))]
    found = [_traces.administrators(supers[0] if supers else 0, "SELECT count(*) FROM pg_roles WHERE rolsuper ...")]
    if me.is_super or me.predefined & {"pg_read_all_stats", "pg_monitor"}:
        copies, source = _networks(_asked(link, _COPIES)), _networks(_asked(link, _SOURCE))
        found += [
            _traces.replicas(copies, "SELECT ... FROM pg_stat_replication", is_source=False),
            _traces.replicas(source, "SELECT ... FROM pg_stat_wal_receiver", is_source=True),
            _traces.clients(_connected(_asked(link, _CLIENTS)), "SELECT ... FROM pg_stat_activity"),
        ]
    yield from filter(None, found)


def _asked(link: Link, sql: str) -> list[tuple[Any, ...]]:
    """Its rows; none where the server is older than the question, or refuses it."""
    try:
        return link.rows(sql)
    except Refused:
        return []


def _numbers(rows: list[tuple[Any, ...]]) -> list[float]:
    return [row[0] for row in rows if row and isinstance(row[0], (int, float))]


def _networks(rows: list[tuple[Any, ...]]) -> list[str]:
    return [_traces.network(row[0]) for row in rows if row and isinstance(row[0], str)]


def _connected(rows: list[tuple[Any, ...]]) -> Counter[_traces.Client]:
    found: Counter[_traces.Client] = Counter()
    for row in rows:
        if len(row) == 3 and isinstance(row[0], str) and row[1] in _ROLES and isinstance(row[2], int):
            found[_traces.network(row[0]), row[1]] += row[2]
    return +found
