"""Milvus 2.x over its REST APIs, HTTP or HTTPS: on the port of its clients (19530), or by which it is managed (9091).

Sends lists of collections, their descriptions and counts, queries of rows behind a key without their vectors, what our
own user and its roles are, and on 9091 GET /metrics for the version. Never gRPC, a search, a load, a flush.

Authorization is off unless it was switched on, and then whoever comes may do everything. On 9091 it is not asked for up
to 2.3 even where it is on. A collection that is not loaded is not read: it would have to be loaded first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import msgspec

from nightlatch.inert import printable
from nightlatch.model import (
    RIGHTS,
    Access,
    Container,
    Count,
    Extent,
    Failed,
    Failure,
    Principal,
    Right,
    RightName,
    Target,
    Trace,
)
from nightlatch.stores import Ask, Batch, Reading, Tells
from nightlatch.stores import _milvus_traces as signs_left
from nightlatch.stores._http import Http
from nightlatch.stores._milvus_about import MANAGEMENT, REMEDIES, SIGNS, V1, seen, version
from nightlatch.stores._milvus_api import (
    LIST_V1,
    METRICS,
    READS,
    ROLE_V2,
    USER_V2,
    Api,
    Described,
    Field,
    ManagementApi,
    V1Api,
    V2Api,
    data,
    guard,
)
from nightlatch.stores._plain import (
    HttpSession,
    Rights,
    denied,
    documents,
    each,
    granted,
    identified,
    not_this,
    opened,
    refused,
    saw,
    told,
    unknown,
    wrong_login,
)

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

NOBODY = ("GET /v1/nightlatch", "GET /api/v1/nightlatch")
_READS = READS | {*NOBODY}
_FIRST, _LARGEST, _PAGE_BYTES = 200, 5_000, 4 << 20
_TELLS = "inferred where no login is asked for: all; of a login exact by its roles (2.4)"
_METRICS_BYTES = 64 << 10
_LOWEST = -(1 << 63) + 1
_NEEDED: dict[RightName, frozenset[str]] = {
    "create": frozenset({"Insert", "Import", "Upsert", "CreateCollection", "CollectionReadWrite", "CollectionAdmin"}),
    "read": frozenset({"Query", "Search", "CollectionReadOnly", "CollectionReadWrite", "CollectionAdmin"}),
    "update": frozenset({"Upsert", "CollectionReadWrite", "CollectionAdmin"}),
    "delete": frozenset({"Delete", "DropCollection", "CollectionReadWrite", "CollectionAdmin"}),
    "administer": frozenset({"CreateOwnership", "ManageOwnership", "UpdateUser", "ClusterAdmin", "DatabaseAdmin"}),
}


class Milvus:
    """One file per kind: this one."""

    kind = "milvus"
    title = "Milvus"
    schemes: tuple[str, ...] = ("milvus",)
    tls_schemes: tuple[str, ...] = ("milvus+https",)
    port = 19530
    driver = ""
    reads = _READS
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, _TELLS),
        count="estimate",
        sample="the first rows by key, of collections that are loaded; vectors are not read",
        tested="real: Milvus 2.3, both ports; 2.4 and later (v2): fake from the API reference",
        notes="collections of the default database. On 9091 names and counts alone.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> MilvusSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a login is a session without rights."""
        login = target.login
        headers = {"authorization": f"Bearer {login.user}:{login.password or ''}"} if login is not None else {}
        http = Http(target, dialer, ask, _READS, guard=guard, headers=headers)
        return opened(http, lambda http: _open(target, ask, http))


def _open(target: Target, ask: Ask, http: Http) -> MilvusSession:
    api: Api
    first = http.ask(LIST_V1, most=16 << 20)
    found, status = seen(first.page(V1)), first.status
    if found is not None:
        api = _newest(http, ask.statement_seconds * 2)
    else:
        api = ManagementApi(http)
        reply = http.ask(f"GET {MANAGEMENT}", most=16 << 20)
        found, status = seen(reply.page(MANAGEMENT)), reply.status
        if found is None:
            raise not_this(target, "Milvus", reply, f"GET {MANAGEMENT}")
        found = replace(found, version=version(_metrics(http)))
    if target.login is not None and status == 401:
        raise wrong_login(target, 401)
    return MilvusSession(target=target, ask=ask, http=http, identity=identified("milvus", found, http), api=api)


def _metrics(http: Http) -> bytes:
    """Their beginning: they come by name, and what it was built as comes early."""
    head, pieces = http.stream(METRICS, most=16 << 20)
    body = b""
    for piece in pieces:
        body += piece
        if len(body) >= _METRICS_BYTES:
            http.close()
            break
    return body if head.status == 200 else b""


def _newest(http: Http, seconds: float) -> Api:
    """v2 where there is one."""
    newest = V2Api(http, seconds)
    return V1Api(http, seconds) if newest.listed()[1] == 404 else newest


class _Grant(msgspec.Struct):
    privilege: str
    name: str = msgspec.field(name="objectName", default="*")


@dataclass(slots=True, kw_only=True)
class MilvusSession(HttpSession):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    api: Api
    _names: list[str] | None = field(default=None, init=False)
    _described: dict[str, Described] = field(default_factory=dict, init=False, repr=False)
    _page: int = field(default=_FIRST, init=False)

    def access(self) -> Access:
        """Everything or nothing; of a login what its roles say."""
        command = self.api.command
        self._names, status = self.api.listed()
        if status in (401, 403):
            return Access(principal=self.whoever, rights=refused(command, status, "asks for a login"))
        if self._names is None:
            return Access(principal=self.whoever, rights=each(unknown(saw(command, status, "lists no collections"))))
        seen = saw(command, status, "lists its collections")
        if self.target.login is not None:
            return self._by_roles(told(read=granted(seen, known_by="observed")))
        nothing = self.http.ask(NOBODY[isinstance(self.api, ManagementApi)])
        if nothing.status != 404:
            strange = unknown(saw(NOBODY[0], nothing.status, "is answered as if there were such a path"))
            rights = {**each(strange), "read": granted(seen, known_by="observed")}
            return Access(principal=self.whoever, rights=rights)
        right = granted(
            saw(command, status, "lists its collections, and asks for no login"), known_by="no-access-control"
        )
        return Access(principal=self.whoever, rights=each(right))

    def containers(self) -> Iterator[Container]:
        """Collections, with the fields that their schema names."""
        if self._names is None:
            self.access()
        for name in self._names or ():
            described = self.api.described(name)
            if described is not None:
                self._described[name] = described
            many = self.api.counted(name)
            method = "rows that are written down for good" if many is not None else "not told"
            yield Container(
                name=name, key=(name,), records=Count(value=many, method=method),
                is_readable=described is not None and described.key is not None and described.load == "LoadStateLoaded",
                fields=tuple(one.name for one in described.fields if not one.is_vector) if described else (),
            )  # fmt: skip

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Rows in the order of their keys, without vectors."""
        described = self._described.get(container.key[0])
        if described is None or (key := described.key) is None:
            raise Failed(Failure(kind="wrong-credentials", target=self.target.url, what="may not be read by us"))
        yield from documents(reading, self._rows(container.key[0], key, described.texts, reading))

    def _rows(self, name: str, key: Field, fields: list[str], reading: Reading) -> Iterator[bytes]:
        is_number = key.type.startswith("Int")
        last: Any = _LOWEST if is_number else ""
        sign = ">="
        while True:
            limit = self._page if reading.full else min(self._page, max(1, reading.records))
            value = str(last) if is_number else msgspec.json.encode(last).decode()
            rows = self.api.rows(name, f"{key.name} {sign} {value}", fields, limit)
            if not rows:
                return
            yield from map(bytes, rows)
            self._page = max(1, min(_LARGEST, 4 * limit, _PAGE_BYTES * limit // max(1, sum(map(len, rows)))))
            furthest = max((_key(row, key.name, is_number) for row in rows), default=last)
            if furthest < last or (furthest == last and sign == ">"):
                what = "lists rows that it has listed before"
                raise Failed(Failure(kind="hostile", target=self.target.url, what=what))
            if len(rows) < limit:
                return
            last, sign = furthest, ">"

    def traces(self) -> Iterator[Trace]:
        """See `_milvus_traces`: each port tells its own part."""
        if isinstance(self.api, ManagementApi):
            self.identity = replace(self.identity, started=signs_left.started(self.http))
        return signs_left.traces(self.http) if isinstance(self.api, V2Api) else iter(())

    def _by_roles(self, otherwise: Rights) -> Access:
        """What the roles of our user say, which v2 tells; *otherwise* where they are not told."""
        login = self.target.login
        assert login is not None  # noqa: S101 - narrows for mypy
        principal = Principal(name=printable(login.user, 60), anonymous=False)
        if not isinstance(self.api, V2Api):
            return Access(principal=principal, rights=otherwise)
        roles = data(self.http.ask(USER_V2, body={"userName": login.user}), list[str])
        if roles is None:
            return Access(principal=principal, rights=otherwise)
        if "admin" in roles:
            return Access(principal=principal, rights=each(granted(saw(USER_V2, 200, "has the role admin"))))
        grants: list[_Grant] = []
        for role in roles[:50]:
            found = data(self.http.ask(ROLE_V2, body={"roleName": role}), list[_Grant])
            if found is None:
                return Access(principal=principal, rights=otherwise)
            grants += found
        return Access(principal=principal, rights={name: _right(grants, name) for name in RIGHTS})


def _key(row: msgspec.Raw, name: str, is_number: bool) -> Any:
    """The key of a row; numbers come as text, since browsers would round them."""
    try:
        value = msgspec.json.decode(row, type=dict[str, msgspec.Raw]).get(name, msgspec.Raw(b'""'))
        found = msgspec.json.decode(value, type=str | int)
        return int(found) if is_number else str(found)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return _LOWEST if is_number else ""


def _right(grants: list[_Grant], name: RightName) -> Right:
    fitting = [one for one in grants if one.privilege in _NEEDED[name] or one.privilege == "*"]
    if not fitting:
        return denied(saw(ROLE_V2, 200, f"no role of ours may {name}"))
    extent: Extent = "all" if any(one.name == "*" for one in fitting) else "some"
    return granted(saw(ROLE_V2, 200, f"a role of ours has {len(fitting)} such privileges"), extent=extent)


STORE = Milvus()
