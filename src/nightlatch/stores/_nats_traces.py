"""Who else is connected to a NATS server in our account, by network; as counts.

Sends a request to ``$SYS.REQ.ACCOUNT.PING.CONNZ``, which a server answers of the asker's own account alone; names of
clients and of users in the answer are dropped unread. Since when a server runs it tells its system account only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from nightlatch.model import Trace
from nightlatch.stores import _nats_wire as wire
from nightlatch.stores import _traces

_SECONDS = 3.0  # a server that imports no such service may leave a request without an answer


class _Connection(msgspec.Struct):
    cid: int = 0
    ip: str = ""


class _Connections(msgspec.Struct):
    total: int = 0
    connections: list[_Connection] = []


class _Told(msgspec.Struct):
    data: _Connections


def traces(talk: wire.Talk, own: int) -> Iterator[Trace]:
    """Connections besides *own*, by its number; those beyond the first page from who knows where."""
    answer = talk.ask_all([(wire.CONNECTIONS, b"{}")], _SECONDS)[0]
    if answer.refusal:
        return
    try:
        told = msgspec.json.decode(answer.body, type=_Told).data
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return
    others = [one for one in told.connections if one.cid != own]
    counts: Counter[_traces.Client] = Counter((_traces.network(one.ip), "unknown") for one in others)
    counts += _traces.somewhere(max(0, told.total - len(told.connections)))
    yield from filter(None, (_traces.clients(counts, f"PUB {wire.CONNECTIONS}"),))
