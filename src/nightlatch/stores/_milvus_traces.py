"""Since when a Milvus runs, where its port of management shows that, and further administrators (2.4 on); as counts.

Sends GET /metrics there; else lists users and asks for their roles by v2, whose names are dropped. Who is connected it
tells by gRPC only, which is not spoken.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from nightlatch.model import Trace
from nightlatch.stores import _starts, _traces
from nightlatch.stores._http import Http
from nightlatch.stores._milvus_api import METRICS, USER_V2, USERS_V2, data

_USERS = 200  # whose roles are asked for


def started(http: Http) -> datetime | None:
    """Since when the server runs."""
    reply = http.ask(METRICS, most=16 << 20)
    return _starts.of_metrics(reply.body) if reply.status == 200 else None


def traces(http: Http) -> Iterator[Trace]:
    """Accounts with the role admin, besides the first."""
    users = data(http.ask(USERS_V2, body={}), list[str]) or []
    bosses = sum("admin" in _roles(http, one) for one in users[:_USERS])
    yield from filter(None, (_traces.administrators(bosses - 1, USER_V2),))


def _roles(http: Http, user: str) -> list[str]:
    return data(http.ask(USER_V2, body={"userName": user}), list[str]) or []
