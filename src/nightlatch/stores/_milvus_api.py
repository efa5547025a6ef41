"""The REST APIs of Milvus: v2 (2.4 and later), v1 (2.2.9 and later), and the older one on the port of management (2.2).

Most of their reads are POST: what each sends is a list, a description, a count or a query of rows behind a key, and the
guard lets nothing else pass. Nothing is ever loaded, released, flushed or compacted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from nightlatch.model import Failed, Failure
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._milvus_about import MANAGEMENT, V1, Listed, Managed
from nightlatch.stores._plain import Number

LIST_V1, DESCRIBE_V1, QUERY_V1 = f"GET {V1}", f"GET {V1}/describe", "POST /v1/vector/query"
_V2 = "POST /v2/vectordb"
LIST_V2, DESCRIBE_V2 = f"{_V2}/collections/list", f"{_V2}/collections/describe"
STATS_V2, QUERY_V2 = f"{_V2}/collections/get_stats", f"{_V2}/entities/query"
USERS_V2, USER_V2, ROLE_V2 = f"{_V2}/users/list", f"{_V2}/users/describe", f"{_V2}/roles/describe"
METRICS = "GET /metrics"
LIST_M, STATS_M = f"GET {MANAGEMENT}", "GET /api/v1/collection/statistics"
READS = frozenset({
    LIST_V1, DESCRIBE_V1, QUERY_V1, LIST_V2, DESCRIBE_V2, STATS_V2, QUERY_V2, USERS_V2, USER_V2, ROLE_V2,
    LIST_M, STATS_M, METRICS,
})  # fmt: skip
QUERIES = frozenset({QUERY_V1, QUERY_V2})
NAME = re.compile(r"[A-Za-z_]\w{0,254}", re.ASCII)
_FILTER = re.compile(r'[A-Za-z_]\w{0,254} >=? (?:-?\d{1,19}|"(?:[^"\\]|\\.)*")', re.ASCII | re.DOTALL)
_MOST = 64 << 20
FINE = (0, 200)


class _Query(msgspec.Struct, forbid_unknown_fields=True):
    filter: str
    limit: int
    collection: str = msgspec.field(name="collectionName")
    fields: list[str] = msgspec.field(name="outputFields")


class _Named(msgspec.Struct, forbid_unknown_fields=True):
    collection: str | None = msgspec.field(name="collectionName", default=None)
    old: str | None = msgspec.field(name="collection_name", default=None)
    user: str | None = msgspec.field(name="userName", default=None)
    role: str | None = msgspec.field(name="roleName", default=None)


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """A query goes on behind a key, and every other body names one thing."""
    if not body:
        return "no body" if template.startswith("POST ") else None
    try:
        if template in QUERIES:
            asked = msgspec.json.decode(body, type=_Query)
            return None if _FILTER.fullmatch(asked.filter) else "another filter"
        msgspec.json.decode(body, type=_Named)
    except msgspec.MsgspecError:
        return "a body of another kind"
    return None


class Field(msgspec.Struct):
    """A field of a collection."""

    name: str
    type: str = ""
    is_key: bool = msgspec.field(name="primaryKey", default=False)

    @property
    def is_vector(self) -> bool:
        """Is it numbers that nobody reads?"""
        return "Vector" in self.type


class Described(msgspec.Struct):
    """A collection."""

    fields: list[Field] = []
    load: str = ""
    is_dynamic: bool = msgspec.field(name="enableDynamicField", default=False)

    @property
    def key(self) -> Field | None:
        """By which its rows are ordered."""
        return next((one for one in self.fields if one.is_key and NAME.fullmatch(one.name)), None)

    @property
    def texts(self) -> list[str]:
        """Its fields that are no vectors; ``$meta`` is whatever else a row has."""
        return [one.name for one in self.fields if not one.is_vector] + ["$meta"] * self.is_dynamic


class _Answer(msgspec.Struct):
    code: int
    data: msgspec.Raw = msgspec.field(default_factory=lambda: msgspec.Raw(b"null"))
    message: str = ""


class Api(Protocol):
    """What the three have in common."""

    command: str  # by which collections are listed

    def listed(self) -> tuple[list[str] | None, int]:
        """Names of collections, None where they are not told; and the status."""

    def described(self, name: str) -> Described | None:
        """A collection, None where it is not told."""

    def counted(self, name: str) -> int | None:
        """Its rows, of those that are written down for good; None where it is not told."""

    def rows(self, name: str, filter: str, fields: list[str], limit: int) -> list[msgspec.Raw]:
        """Some rows that *filter* lets through."""


def data(reply: Reply, type: Any) -> Any:
    """What is in an answer that says that all went well, else None."""
    told = reply.json_or_none(_Answer) if reply.status == 200 else None
    if told is None or told.code not in FINE:
        return None
    try:
        return msgspec.json.decode(told.data, type=type)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def _rows(reply: Reply, target: str) -> list[msgspec.Raw]:
    found: list[msgspec.Raw] | None = data(reply, list[msgspec.Raw])
    if reply.status in (401, 403):
        raise Failed(Failure(kind="wrong-credentials", target=target, what="may not be read by us"))
    if found is None:
        what = f"answers for its rows with {reply.status} and an error"
        raise Failed(Failure(kind="timeout", target=target, what=what))
    return found


@dataclass(slots=True)
class V1Api:
    """2.2.9 and later, beside v2."""

    http: Http
    seconds: float
    command: str = LIST_V1

    def listed(self) -> tuple[list[str] | None, int]:
        reply = self.http.ask(LIST_V1, most=_MOST)
        told = reply.json_or_none(Listed) if reply.status == 200 else None
        return (told.data if told is not None and told.code in FINE else None), reply.status

    def described(self, name: str) -> Described | None:
        found: Described | None = data(self.http.ask(DESCRIBE_V1, query={"collectionName": name}), Described)
        return found

    def counted(self, name: str) -> int | None:
        return None

    def rows(self, name: str, filter: str, fields: list[str], limit: int) -> list[msgspec.Raw]:
        body = {"collectionName": name, "filter": filter, "outputFields": fields, "limit": limit}
        return _rows(self.http.ask(QUERY_V1, body=body, most=_MOST, seconds=self.seconds), self.http.target.url)


class _Stats(msgspec.Struct):
    rows: Number = msgspec.field(name="rowCount")


@dataclass(slots=True)
class V2Api:
    """2.4 and later."""

    http: Http
    seconds: float
    command: str = LIST_V2

    def listed(self) -> tuple[list[str] | None, int]:
        reply = self.http.ask(LIST_V2, body={}, most=_MOST)
        return data(reply, list[str]), reply.status

    def described(self, name: str) -> Described | None:
        found: Described | None = data(self.http.ask(DESCRIBE_V2, body={"collectionName": name}), Described)
        return found

    def counted(self, name: str) -> int | None:
        found = data(self.http.ask(STATS_V2, body={"collectionName": name}), _Stats)
        return None if found is None else found.rows

    def rows(self, name: str, filter: str, fields: list[str], limit: int) -> list[msgspec.Raw]:
        body = {"collectionName": name, "filter": filter, "outputFields": fields, "limit": limit}
        return _rows(self.http.ask(QUERY_V2, body=body, most=_MOST, seconds=self.seconds), self.http.target.url)


class _Pair(msgspec.Struct):
    key: str
    value: str


class _ManagedStats(msgspec.Struct):
    stats: list[_Pair] = []


@dataclass(slots=True)
class ManagementApi:
    """The port by which it is managed: names and counts; its rows come by column and are left alone."""

    http: Http
    command: str = LIST_M

    def listed(self) -> tuple[list[str] | None, int]:
        reply = self.http.ask(LIST_M, most=_MOST)
        told = reply.json_or_none(Managed) if reply.status == 200 else None
        return (None if told is None else told.names), reply.status

    def described(self, name: str) -> Described | None:
        return None

    def counted(self, name: str) -> int | None:
        reply = self.http.ask(STATS_M, body={"collection_name": name})
        told = reply.json_or_none(_ManagedStats) if reply.status == 200 else None
        found = [one.value for one in told.stats if one.key == "row_count"] if told is not None else []
        return int(found[0]) if found and re.fullmatch(r"\d{1,15}", found[0], re.ASCII) else None

    def rows(self, name: str, filter: str, fields: list[str], limit: int) -> list[msgspec.Raw]:
        return []
