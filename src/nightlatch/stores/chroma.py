"""Chroma 0.4 to 1.x over its REST API (v2, before 0.5.16 v1), HTTP or HTTPS.

Sends GET: the heartbeat, the version, who we are, databases, collections, their counts; and one POST that is a read,
``.../get`` with a limit, an offset and ``include`` of documents and metadatas. Never a query by vectors, never /reset.

From 1.0 on the server has no accounts: whoever reaches it may do everything. Before, a token or a user may be asked
for; then it answers 401 or 403 to all but the heartbeat and the version.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from nightlatch.model import RIGHTS, Access, Container, Count, Failed, Failure, Target
from nightlatch.stores import Ask, Batch, Reading, Tells
from nightlatch.stores._chroma_about import BEATS, REMEDIES, SIGNS, seen, version
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._plain import (
    HttpSession,
    Number,
    bearer,
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

_TENANT, _DATABASE = "default_tenant", "default_database"
_V2 = "/api/v2/tenants/{tenant}/databases/{database}/collections"
_V1 = "/api/v1/collections"
_BASES = (_V2, _V1)
CONTENTS = frozenset(f"POST {base}/{{collection}}/get" for base in _BASES)
_READS = (
    CONTENTS
    | {f"GET /api/v{number}/{path}" for number in (1, 2) for path in ("heartbeat", "version", "auth/identity")}
    | {f"GET {base}{rest}" for base in _BASES for rest in ("", "/{collection}/count")}
    | {"GET /api/v2/tenants/{tenant}/databases", "GET /api/v2/nightlatch", "GET /api/v1/nightlatch"}
)
_PAGE, _RUNS, _MOST, _LISTED = 500, 40, 64 << 20, 1_000
_PAGE_BYTES = 4 << 20


class _Get(msgspec.Struct, forbid_unknown_fields=True):
    limit: int
    offset: int
    include: list[str]


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """The one POST asks for some documents by their place, and for nothing else."""
    if template not in CONTENTS:
        return "a body" if body else None
    try:
        asked = msgspec.json.decode(body, type=_Get)
    except msgspec.MsgspecError:
        return "another kind of read"
    return None if set(asked.include) <= {"documents", "metadatas"} else "vectors"


class Chroma:
    """One file per kind: this one."""

    kind = "chroma"
    title = "Chroma"
    schemes: tuple[str, ...] = ("chroma",)
    tls_schemes: tuple[str, ...] = ("chroma+https",)
    port = 8000
    driver = ""
    reads = _READS
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, "inferred: the anonymous identity means that nobody is asked who they are"),
        count="exact",
        sample="runs at 40 random places; vectors are not read",
        tested="real: Chroma 1.5; 0.4 to 0.6, open and closed: fake from the documentation",
        notes="collections of the default tenant, of every database that is listed. A login is a token: give it as the "
        "password, or a user with its password. Every 1.x calls itself 1.0.0.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> ChromaSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a token is a session without rights."""
        is_user = target.login is not None and bool(target.login.user)
        http = Http(
            target, dialer, ask, _READS, guard=guard, login=target.login if is_user else None,
            headers={} if is_user else bearer(target),
        )  # fmt: skip
        return opened(http, lambda http: _open(target, ask, http))


def _open(target: Target, ask: Ask, http: Http) -> ChromaSession:
    number, reply = 2, http.ask(f"GET {BEATS[0]}", most=1 << 20)
    found = seen(reply.page(BEATS[0]))
    if found is None:
        number, reply = 1, http.ask(f"GET {BEATS[1]}", most=1 << 20)
        found = seen(reply.page(BEATS[1]))
    if found is None:
        raise not_this(target, "Chroma", reply, f"GET {BEATS[1]}")
    found = replace(found, version=version(http.ask(f"GET /api/v{number}/version", most=1 << 16).body))
    identity = identified("chroma", found, http)
    session = ChromaSession(target=target, ask=ask, http=http, identity=identity, number=number)
    if target.login is not None and session.listed.status in (401, 403):
        raise wrong_login(target, session.listed.status)
    return session


class _Who(msgspec.Struct):
    user_id: str | None = None
    tenant: str | None = None
    databases: list[str] | None = None


class _Database(msgspec.Struct):
    name: str


class _Collection(msgspec.Struct):
    id: str
    name: str


class _Got(msgspec.Struct):
    ids: list[str]
    documents: list[msgspec.Raw] | None = None
    metadatas: list[msgspec.Raw] | None = None


@dataclass(slots=True, kw_only=True)
class ChromaSession(HttpSession):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    number: int  # of the API
    listed: Reply = field(init=False)  # collections of the default database
    _page: int = field(default=_PAGE, init=False)

    def __post_init__(self) -> None:
        self.listed = self._listing(_DATABASE, 0)

    def access(self) -> Access:
        """Everything to the anonymous, or nothing."""
        listing = f"GET /api/v{self.number}/.../collections"
        if self.listed.status in (401, 403):
            return Access(principal=self.whoever, rights=refused(listing, self.listed.status, "asks for a token"))
        if self.listed.status != 200 or self.listed.json_or_none(list[_Collection]) is None:
            seen = saw(listing, self.listed.status, "is no list of collections")
            return Access(principal=self.whoever, rights=each(unknown(seen)))
        read = granted(saw(listing, 200, "lists its collections"), known_by="observed")
        who, status = self._who()
        if self.target.login is not None:
            return Access(principal=self.whoever, rights=told(read=read))
        command = f"GET /api/v{self.number}/auth/identity"
        is_old = self.number == 1 and status in (404, 405)  # not told before 0.5
        nothing = self.http.ask(f"GET /api/v{self.number}/nightlatch").status
        if nothing not in (404, 405) or not (is_old or (who is not None and not who.user_id)):
            open_question = unknown(saw(command, status, "does not say that nobody is asked who they are"))
            rights = {**each(open_question), "read": read}
            return Access(principal=self.whoever, rights=rights)
        meaning = "lists its collections, and asks nobody who they are" if is_old else "nobody is asked who they are"
        seen = saw(listing if is_old else command, 200, meaning)
        return Access(principal=self.whoever, rights=each(granted(seen, known_by="no-access-control")))

    def containers(self) -> Iterator[Container]:
        """Collections, of the default database by their names alone."""
        for database in self._databases():
            offset = 0
            while True:
                listed = self.listed if (database, offset) == (_DATABASE, 0) else self._listing(database, offset)
                found = listed.json_or_none(list[_Collection]) if listed.status == 200 else None
                for one in found or ():
                    name = one.name if database == _DATABASE else f"{database}/{one.name}"
                    yield Container(name=name, key=(database, one.id), records=self._counted(database, one.id))
                offset += _LISTED
                if len(found or ()) < _LISTED or self.number == 1 or offset > 100 * _LISTED:
                    break

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Documents and metadata, page after page; a sample in runs at random places."""
        database, collection = container.key
        total = container.records.value or 0
        is_whole = reading.full or total <= reading.records
        pages = self._all(database, collection) if is_whole else self._some(database, collection, total, reading)
        yield from documents(reading, (text for page in pages for text in page))

    def _who(self) -> tuple[_Who | None, int]:
        reply = self.http.ask(f"GET /api/v{self.number}/auth/identity")
        return (reply.json_or_none(_Who) if reply.status == 200 else None), reply.status

    def _databases(self) -> list[str]:
        if self.listed.status in (401, 403) or self.number == 1:
            return [_DATABASE] if self.listed.status == 200 else []
        reply = self.http.ask("GET /api/v2/tenants/{tenant}/databases", {"tenant": _TENANT})
        found = reply.json_or_none(list[_Database]) if reply.status == 200 else None
        return list(dict.fromkeys([_DATABASE, *(one.name for one in found or () if one.name not in ("", ".", ".."))]))

    def _base(self, database: str) -> tuple[str, dict[str, str]]:
        return (_V2, {"tenant": _TENANT, "database": database}) if self.number == 2 else (_V1, {})

    def _listing(self, database: str, offset: int) -> Reply:
        base, fill = self._base(database)
        query = {"limit": str(_LISTED), "offset": str(offset)} if self.number == 2 else {}
        return self.http.ask(f"GET {base}", fill, query=query, most=_MOST)

    def _counted(self, database: str, collection: str) -> Count:
        base, fill = self._base(database)
        reply = self.http.ask(f"GET {base}/{{collection}}/count", {**fill, "collection": collection})
        many = reply.json_or_none(Number) if reply.status == 200 else None
        return Count(value=None, method="not told to us") if many is None else Count.of(many, "count")

    def _all(self, database: str, collection: str) -> Iterator[list[bytes]]:
        offset, first = 0, ""
        while page := self._got(database, collection, offset, self._page):
            if page[0][0] == first:
                what = "lists documents that it has listed before"
                raise Failed(Failure(kind="hostile", target=self.target.url, what=what))
            first = page[0][0]
            yield [text for _, text in page]
            offset += len(page)

    def _some(self, database: str, collection: str, total: int, reading: Reading) -> Iterator[list[bytes]]:
        import numpy as np

        run = max(1, -(-reading.records // _RUNS))
        draw = np.random.default_rng(reading.seed & 0xFFFFFFFF)
        came: set[str] = set()
        for offset in sorted({0, *draw.integers(0, max(1, total - run + 1), _RUNS).tolist()}):
            page = self._got(database, collection, offset, run)
            yield [text for id, text in page if id not in came]
            came.update(id for id, _ in page)

    def _got(self, database: str, collection: str, offset: int, limit: int) -> list[tuple[str, bytes]]:
        base, fill = self._base(database)
        body = {"limit": limit, "offset": offset, "include": ["documents", "metadatas"]}
        reply = self.http.ask(
            f"POST {base}/{{collection}}/get", {**fill, "collection": collection}, body=body, most=_MOST,
            seconds=self.ask.statement_seconds * 2,
        )  # fmt: skip
        if reply.status in (401, 403):
            raise Failed(Failure(kind="wrong-credentials", target=self.target.url, what="may not be read by us"))
        if reply.status not in (200, 201):  # 201 in some 0.4
            what = f"answers for its documents with {reply.status}"
            raise Failed(Failure(kind="timeout", target=self.target.url, what=what))
        got: _Got = reply.json(_Got)
        self._page = max(1, min(5_000, 4 * limit, _PAGE_BYTES * limit // max(1, len(reply.body))))
        nothing = [msgspec.Raw(b"null")] * len(got.ids)
        both = zip(got.ids, got.documents or nothing, got.metadatas or nothing, strict=False)
        return [(id, b'{"document":' + bytes(text) + b',"metadata":' + bytes(more) + b"}") for id, text, more in both]


STORE = Chroma()
