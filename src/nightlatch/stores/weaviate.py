"""Weaviate 1.x over its REST API, HTTP or HTTPS.

Sends GET requests only: what it tells of itself, the schema, the shards and their counts, our own roles, and objects of
one class behind an id. Never GraphQL, never a tenant's objects: a tenant that sleeps may be woken by reading it.

Anonymous visitors are let in or are not. Where they are, no roles hold (RBAC refuses to start beside it), but a list of
administrators may still name them as readers only, which nothing tells: their writing is unknown. A login is an API
key; its roles are told by the server from 1.29 on.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Access, Container, Count, Failed, Failure, Principal, Right, RightName, Target
from nightlatch.stores import Ask, Batch, Reading, Tells
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._plain import (
    HttpSession,
    Number,
    Rights,
    bearer,
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
from nightlatch.stores._weaviate_about import META, REMEDIES, SIGNS, seen

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

SCHEMA, NODES, OWN, OBJECTS = "GET /v1/schema", "GET /v1/nodes", "GET /v1/users/own-info", "GET /v1/objects"
_READS = frozenset({f"GET {META}", SCHEMA, NODES, OWN, OBJECTS})
_PAGE, _RUNS, _MOST = 200, 40, 64 << 20
_PAGE_BYTES = 4 << 20
_ACTIONS: dict[RightName, tuple[str, ...]] = {
    "create": ("create_data", "create_collections"), "read": ("read_data",),
    "update": ("update_data", "update_collections"), "delete": ("delete_data", "delete_collections"),
    "administer": ("manage_roles", "create_roles", "update_roles", "assign_and_revoke_users", "manage_users"),
}  # fmt: skip

_READ = granted(saw(SCHEMA, 200, "lists its classes"), known_by="observed")


class Weaviate:
    """One file per kind: this one."""

    kind = "weaviate"
    title = "Weaviate"
    schemes: tuple[str, ...] = ("weaviate",)
    tls_schemes: tuple[str, ...] = ("weaviate+https",)
    port = 8080
    driver = ""
    reads = _READS
    tells = Tells(
        rights={**dict.fromkeys(RIGHTS, "unknown to visitors; of a login exact by its roles (1.29)"), "read": "exact"},
        count="estimate",
        sample="runs of objects behind 40 random ids; vectors and the objects of tenants are not read",
        tested="fake: from the OpenAPI description and the sources of 1.18 to 1.30",
        notes="a login is an API key: give it as the password.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> WeaviateSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a key is a session without rights."""
        http = Http(target, dialer, ask, _READS, headers=bearer(target))
        return opened(http, lambda http: _open(target, ask, http))


def _open(target: Target, ask: Ask, http: Http) -> WeaviateSession:
    meta = http.ask(f"GET {META}", most=4 << 20)
    if target.login is not None and meta.status in (401, 403):
        raise wrong_login(target, meta.status)
    if (found := seen(meta.page(META))) is None:
        raise not_this(target, "Weaviate", meta, f"GET {META}")
    return WeaviateSession(target=target, ask=ask, http=http, identity=identified("weaviate", found, http), meta=meta)


class _Property(msgspec.Struct):
    name: str


class _Tenancy(msgspec.Struct):
    enabled: bool = False


class _Class(msgspec.Struct):
    name: str = msgspec.field(name="class")
    properties: list[_Property] | None = None
    tenancy: _Tenancy | None = msgspec.field(name="multiTenancyConfig", default=None)


class _Schema(msgspec.Struct):
    classes: list[_Class] | None


class _Shard(msgspec.Struct):
    of: str = msgspec.field(name="class", default="")
    name: str = ""
    objects: Number = msgspec.field(name="objectCount", default=0)


class _Node(msgspec.Struct):
    shards: list[_Shard] | None = None


class _Nodes(msgspec.Struct):
    nodes: list[_Node]


class _Role(msgspec.Struct):
    name: str = ""
    permissions: list[dict[str, Any]] = []


class _Own(msgspec.Struct):
    username: str = ""
    user_id: str = ""  # its name in 1.29
    roles: list[_Role] | None = None


class _Object(msgspec.Struct):
    id: str
    properties: msgspec.Raw = msgspec.field(default_factory=lambda: msgspec.Raw(b"{}"))


class _Objects(msgspec.Struct):
    objects: list[_Object] | None = None


@dataclass(slots=True, kw_only=True)
class WeaviateSession(HttpSession):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    meta: Reply
    _listed: Reply | None = field(default=None, init=False)
    _page: int = field(default=_PAGE, init=False)

    def access(self) -> Access:
        """Of visitors, reading alone can be told; of a login, what its roles say."""
        if self.meta.status == 401:
            return Access(principal=self.whoever, rights=refused(f"GET {META}", 401, "no anonymous access"))
        listed = self._schema()
        if listed.status in (401, 403):
            return Access(principal=self.whoever, rights=refused(SCHEMA, listed.status, "may not see the schema"))
        if self._classes() is None:
            seen = saw(SCHEMA, listed.status, "is no schema")
            return Access(principal=self.whoever, rights=each(unknown(seen)))
        if self.target.login is not None:
            return self._by_roles()
        note = (
            "anonymous visitors are let in; unless a list of administrators names them as readers, they may write too"
        )
        return Access(principal=self.whoever, rights=told(read=_READ), notes=(note,))

    def containers(self) -> Iterator[Container]:
        """Classes, with the fields that their schema names."""
        classes = None if self.meta.status == 401 else self._classes()
        counts = self._counts() if classes else {}
        for one in classes or ():
            if not one.name:
                continue
            is_shared = one.tenancy is not None and one.tenancy.enabled
            many = counts.get(one.name)
            yield Container(
                name=one.name, key=(one.name,), records=Count(value=many, method="objects of its shards, an estimate"),
                is_readable=not is_shared, fields=tuple(field.name for field in one.properties or ()),
            )  # fmt: skip

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Properties of objects, page after page; a sample in runs behind random ids."""
        total = container.records.value
        is_whole = reading.full or total is None or total <= reading.records
        pages = self._all(container.key[0]) if is_whole else self._some(container.key[0], reading)
        yield from documents(reading, (bytes(one.properties) for page in pages for one in page))

    def _schema(self) -> Reply:
        if self._listed is None:
            self._listed = self.http.ask(SCHEMA, most=_MOST)
        return self._listed

    def _classes(self) -> list[_Class] | None:
        reply = self._schema()
        schema = reply.json_or_none(_Schema) if reply.status == 200 else None
        return None if schema is None else schema.classes or []

    def _counts(self) -> dict[str, int]:
        """Objects by class: shards are told by every node that has a copy of them."""
        reply = self.http.ask(NODES, query={"output": "verbose"}, most=_MOST)
        nodes = reply.json_or_none(_Nodes) if reply.status == 200 else None
        shards: dict[tuple[str, str], int] = {}
        for node in nodes.nodes if nodes is not None else ():
            for one in node.shards or ():
                shards[one.of, one.name] = max(one.objects, shards.get((one.of, one.name), 0))
        counts: dict[str, int] = {}
        for (name, _), many in shards.items():
            counts[name] = counts.get(name, 0) + many
        return counts

    def _by_roles(self) -> Access:
        reply = self.http.ask(OWN)
        own = reply.json_or_none(_Own) if reply.status == 200 else None
        if own is None or own.roles is None:
            seen = saw(OWN, reply.status, "tells no roles: before 1.29, or without role-based access control")
            return Access(principal=self.whoever, rights={**each(unknown(seen)), "read": _READ})
        permissions = [one for role in own.roles for one in role.permissions]
        rights: Rights = {name: _right(permissions, _ACTIONS[name]) for name in RIGHTS}
        principal = Principal(name=printable(own.username or own.user_id or "key", 60), anonymous=False)
        return Access(principal=principal, rights=rights)

    def _all(self, name: str) -> Iterator[list[_Object]]:
        after = ""
        while page := self._got(name, after, self._page):
            yield page
            if page[-1].id <= after:
                what = "lists objects that it has listed before"
                raise Failed(Failure(kind="hostile", target=self.target.url, what=what))
            after = page[-1].id

    def _some(self, name: str, reading: Reading) -> Iterator[list[_Object]]:
        """Runs in the order of ids, which are UUIDs and so mostly random."""
        import numpy as np

        run = max(1, -(-reading.records // _RUNS))
        draw = np.random.default_rng(reading.seed & 0xFFFFFFFF)
        last = ""
        for share in (0.0, *np.sort(draw.random(_RUNS)).tolist()):
            start = str(uuid.UUID(int=int(share * (1 << 128)) % (1 << 128))) if share else ""
            if page := self._got(name, max(start, last), run):
                yield page
                last = max(last, page[-1].id)

    def _got(self, name: str, after: str, limit: int) -> list[_Object]:
        query = {"class": name, "limit": str(limit), "after": after}
        reply = self.http.ask(OBJECTS, query=query, most=_MOST, seconds=self.ask.statement_seconds * 2)
        if reply.status in (401, 403):
            raise Failed(Failure(kind="wrong-credentials", target=self.target.url, what="may not be read by us"))
        if reply.status != 200:
            what = f"answers for its objects with {reply.status}"
            raise Failed(Failure(kind="timeout", target=self.target.url, what=what))
        self._page = max(1, min(5_000, 4 * limit, _PAGE_BYTES * limit // max(1, len(reply.body))))
        found: list[_Object] = reply.json(_Objects).objects or []
        return [one for one in found if one.id > after]


def _right(permissions: list[dict[str, Any]], actions: tuple[str, ...]) -> Right:
    fitting = [one for one in permissions if one.get("action") in actions]
    if not fitting:
        return denied(saw(OWN, 200, f"no role of ours has {actions[0]}"))
    is_all = any(all(part in ("*", "all", None) for part in _limits(one)) for one in fitting)
    meaning = f"a role of ours has {fitting[0]['action']}"
    return granted(saw(OWN, 200, meaning), extent="all" if is_all else "some")


def _limits(permission: dict[str, Any]) -> Iterator[Any]:
    """What a permission is limited to: collections, tenants, objects, roles."""
    for inner in permission.values():
        if isinstance(inner, dict):
            yield from inner.values()


STORE = Weaviate()
