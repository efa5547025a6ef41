"""Servers on the internet that hold all the data of a Consul; as a count.

Sends GET /v1/status/peers, whose addresses die as a count. Since when an agent runs, who is connected to it and which
tokens administer it Consul tells in its metrics, or with the tokens themselves: neither is asked for. Source: Consul
API, Status.
"""

from __future__ import annotations

from collections.abc import Iterator

from nightlatch.model import Trace
from nightlatch.stores import _traces
from nightlatch.stores._http import Http

PEERS = "GET /v1/status/peers"


def traces(http: Http) -> Iterator[Trace]:
    """The servers of its cluster; itself is one of them."""
    reply = http.ask(PEERS, most=1 << 20)
    peers = (reply.json_or_none(list[str]) if reply.status == 200 else None) or []
    yield from filter(None, (_traces.members(map(_traces.network, peers), PEERS),))
