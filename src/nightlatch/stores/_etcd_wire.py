"""The JSON gateway of etcd 3 (grpc-gateway): declared calls with declared fields; keys and values are base64.

Every call is a POST, reads too. What goes out is held to the calls in `READS` and to the fields that make them reads;
never put, deleterange, txn, compact, snapshot, watch or lease.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from nightlatch.model import Failed
from nightlatch.stores._http import Http, Reply

VERSION = "GET /version"
METRICS = "GET /metrics"
RANGE = "POST /{api}/kv/range"
STATUS = "POST /{api}/maintenance/status"
AUTHENTICATE = "POST /{api}/auth/authenticate"
USERS = "POST /{api}/auth/user/list"
USER = "POST /{api}/auth/user/get"
ROLE = "POST /{api}/auth/role/get"
MEMBERS = "POST /{api}/cluster/member/list"
NONSENSE = "POST /{api}/nightlatch"  # a call that no etcd has
_FIELDS: dict[str, frozenset[str]] = {
    RANGE: frozenset({"key", "range_end", "limit", "count_only", "keys_only", "serializable"}),
    STATUS: frozenset(), USERS: frozenset(), MEMBERS: frozenset(), NONSENSE: frozenset(),
    AUTHENTICATE: frozenset({"name", "password"}), USER: frozenset({"name"}), ROLE: frozenset({"role"}),
}  # fmt: skip
HTTP_READS = frozenset({VERSION, METRICS, *_FIELDS})
COUNT, KEYS, VALUES = f"{RANGE} count_only", f"{RANGE} keys_only", RANGE
READS = frozenset({*HTTP_READS, COUNT, KEYS})
ALL = b"\0"
_PAGE_MOST = 96 << 20


class Pair(msgspec.Struct):
    """A key and its value."""

    key: bytes
    value: bytes = b""


class Ranged(msgspec.Struct):
    """The answer to a range; numbers come as texts."""

    kvs: list[Pair] = []
    count: str = "0"
    more: bool = False

    @property
    def total(self) -> int:
        """Keys of the range, whatever the limit."""
        return int(self.count) if self.count.isascii() and self.count.isdigit() and len(self.count) < 19 else 0


class Error(msgspec.Struct):
    """A refusal; *code* is gRPC's: 3 invalid argument, 7 permission denied, 16 unauthenticated."""

    error: str = ""
    message: str = ""
    code: int = 0


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """Refuse a query, and every field that is not declared for the call."""
    if query:
        return "a query"
    if template not in _FIELDS:
        return "a body" if body else None
    told = msgspec.json.decode(body)
    return None if isinstance(told, dict) and set(told) <= _FIELDS[template] else "a field that is not declared"


def verb_of(template: str, body: Mapping[str, Any]) -> str:
    """Which of `READS` a call is."""
    if template != RANGE:
        return template
    return COUNT if body.get("count_only") else KEYS if body.get("keys_only") else VALUES


def api_of(version: str | None) -> str:
    """Where the gateway is, by version."""
    numbers = tuple(int(part) for part in (version or "").split(".")[:2] if part.isdigit())
    return "v3alpha" if numbers and numbers < (3, 3) else "v3beta" if numbers == (3, 3) else "v3"


def refusal(reply: Reply) -> Error:
    """Why a call was refused; empty where the server does not say it in JSON."""
    return reply.json_or_none(Error) or Error()


def ranged(http: Http, api: str, key: bytes, end: bytes, **how: Any) -> Ranged | Reply:
    """The answer to one range, or its refusal. *end* empty is one key, ``\\0`` everything from *key* on."""
    body: dict[str, Any] = {"key": key, "serializable": True, **how}
    if end:
        body["range_end"] = end
    reply = http.ask(RANGE, {"api": api}, body=body, most=_PAGE_MOST)
    return reply.json(Ranged) if reply.status == 200 else reply


def told(http: Http, template: str, api: str, kind: Any, body: Mapping[str, Any] | None = None) -> Any:
    """The answer to a call as a *kind*, or the reply that refuses it."""
    reply = http.ask(template, {"api": api}, body=dict(body or {}))
    if reply.status != 200:
        return reply
    try:
        return reply.json(kind)
    except Failed:
        return reply
