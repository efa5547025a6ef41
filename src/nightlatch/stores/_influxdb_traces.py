"""Since when an InfluxDB 1 runs, and further administrators, as counts.

Sends SHOW DIAGNOSTICS for its process alone, and SHOW USERS; names of users are dropped unread.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from nightlatch.model import Failed, Trace
from nightlatch.stores import _influxdb_wire as wire
from nightlatch.stores import _starts, _traces
from nightlatch.stores._http import Http


def started(http: Http) -> datetime | None:
    """Since when the server runs, where it says."""
    return next((found for cell in _cells(http, wire.PROCESS, "started") if (found := _starts.moment(cell))), None)


def traces(http: Http) -> Iterator[Trace]:
    """Accounts that may do everything, besides the first."""
    bosses = sum(cell is True for cell in _cells(http, wire.USERS, "admin"))
    found = _traces.administrators(bosses - 1, wire.USERS)
    return iter([found] if found else [])


def _cells(http: Http, statement: str, column: str) -> list[object]:
    try:
        told = wire.show(http, statement)
    except (wire.Refused, Failed):
        return []
    return [
        row[one.columns.index(column)]
        for one in told
        if column in one.columns
        for row in one.values
        if len(row) == len(one.columns)
    ]
