"""Peers on the internet that a Qdrant shares its collections with; as a count.

Sends GET /cluster, whose addresses die as a count. Since when it runs it tells in /telemetry, which is not asked for;
who is connected, or which keys there are, it tells nowhere. Source: Qdrant API reference, cluster status.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from nightlatch.model import Trace
from nightlatch.stores import _traces
from nightlatch.stores._http import Http

CLUSTER = "GET /cluster"


class _Peer(msgspec.Struct):
    uri: str = ""


class _Status(msgspec.Struct):
    peers: dict[str, _Peer] = {}


class _Told(msgspec.Struct):
    result: _Status


def traces(http: Http) -> Iterator[Trace]:
    """The peers of its cluster; itself is one of them."""
    reply = http.ask(CLUSTER, most=4 << 20)
    told = reply.json_or_none(_Told) if reply.status == 200 else None
    peers = told.result.peers.values() if told is not None else ()
    yield from filter(None, (_traces.members((_traces.network_of_url(one.uri) for one in peers), CLUSTER),))
