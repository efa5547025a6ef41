"""ArangoDB 3.x over its HTTP API, HTTP or HTTPS.

Sends GET: version, mode, statistics, what it copies from, databases and collections listed to us, counts, our own
levels; and one POST, to the cursor of
a database, with one of two AQL queries that are written here and take a collection, a key and a number. Never a write,
another query, a Foxx service, a view or a graph; no cursor is left open, since each page is asked for whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import msgspec

from nightlatch.model import RIGHTS, Access, Container, Count, Failed, Failure, Target, Trace
from nightlatch.stores import Ask, Batch, Reading, Tells, _starts
from nightlatch.stores import _arangodb_access as rights
from nightlatch.stores import _arangodb_traces as signs_left
from nightlatch.stores._arangodb_about import REMEDIES, SIGNS, VERSION, seen
from nightlatch.stores._http import Http
from nightlatch.stores._plain import HttpSession, documents, identified, not_this, opened, refused, wrong_login
from nightlatch.stores._spread import places

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

DATABASES, COLLECTIONS = "GET /_api/database/user", "GET /_db/{db}/_api/collection"
COUNT, CURSOR = "GET /_db/{db}/_api/collection/{collection}/count", "POST /_db/{db}/_api/cursor"
_READS = frozenset({f"GET {VERSION}", DATABASES, COLLECTIONS, COUNT, CURSOR}) | rights.READS | signs_left.READS
_PAGE_QUERY = "FOR d IN @@c FILTER d._key > @k SORT d._key LIMIT @n RETURN d"
_LAST_QUERY = "FOR d IN @@c SORT d._key DESC LIMIT @n RETURN {_key: d._key, _last: @k}"
_MOST = 64 << 20
_FIRST, _LARGEST, _PAGE_BYTES = 100, 5_000, 4 << 20
_RUNS = 40  # of a sample
_EXACT = "exact: all where authentication is off, else by the levels of the user"


class _Asked(msgspec.Struct, forbid_unknown_fields=True):
    query: str
    bind: dict[str, str | int] = msgspec.field(name="bindVars")
    size: int = msgspec.field(name="batchSize")
    options: dict[str, float]


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """One of two queries, with values in their places."""
    if template != CURSOR:
        return "a body" if body else None
    try:
        asked = msgspec.json.decode(body, type=_Asked)
    except msgspec.MsgspecError:
        return "a query of another shape"
    is_ours = asked.query in (_PAGE_QUERY, _LAST_QUERY) and set(asked.bind) == {"@c", "k", "n"} and not query
    return None if is_ours and set(asked.options) == {"maxRuntime"} else "another query"


class Arango:
    """One file per kind: this one."""

    kind = "arangodb"
    title = "ArangoDB"
    schemes: tuple[str, ...] = ("arangodb",)
    tls_schemes: tuple[str, ...] = ("arangodb+https",)
    port = 8529
    driver = ""
    reads = _READS
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, _EXACT),
        count="exact",
        sample="runs behind 40 random keys",
        tested="fake: from the HTTP API documentation of 3.5 to 3.12",
        notes="Foxx services are doors of their own and are not looked at. A database in the URL is looked at alone.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> ArangoSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a login is a session without rights."""
        http = Http(target, dialer, ask, _READS, guard=guard, login=target.login)
        return opened(http, lambda http: _open(target, ask, http))


def _open(target: Target, ask: Ask, http: Http) -> ArangoSession:
    reply = http.ask(f"GET {VERSION}", most=1 << 20)
    if (found := seen(reply.page(VERSION))) is None:
        raise not_this(target, "ArangoDB", reply, f"GET {VERSION}")
    if reply.status == 401 and target.login is not None:
        raise wrong_login(target, 401)
    identity = identified("arangodb", found, http)
    return ArangoSession(target=target, ask=ask, http=http, identity=identity, is_shut=reply.status == 401)


class _Names(msgspec.Struct):
    result: list[str]


class _Collection(msgspec.Struct):
    name: str
    is_system: bool = msgspec.field(name="isSystem", default=False)


class _Collections(msgspec.Struct):
    result: list[_Collection]


class _Count(msgspec.Struct):
    count: int


class _Page(msgspec.Struct):
    result: list[msgspec.Raw]


class _Key(msgspec.Struct):
    key: str = msgspec.field(name="_key")


@dataclass(slots=True, kw_only=True)
class ArangoSession(HttpSession):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    is_shut: bool
    _listed: list[tuple[str, _Collection]] | None = field(default=None, init=False, repr=False)
    _page: int = field(default=_FIRST, init=False)

    def access(self) -> Access:
        """What whom we act as may do; see `_arangodb_access`."""
        if self.is_shut:
            return Access(principal=self.whoever, rights=refused(f"GET {VERSION}", 401))
        login = self.target.login
        if login is None:
            found = rights.of_anybody(self.http)
        else:
            own = [(database, one.name) for database, one in self._collections() if not one.is_system]
            found = rights.of_user(self.http, login.user, own)
        return Access(principal=self.whoever, rights=found.rights, notes=tuple(found.notes))

    def containers(self) -> Iterator[Container]:
        """Collections of documents and of edges, database by database."""
        for database, one in () if self.is_shut else self._collections():
            yield self._container(database, one)

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Documents in the order of their keys; a sample in runs behind random ones."""
        total = container.records.value
        is_whole = reading.full or total is None or total <= reading.records
        database, name = container.key
        pages = self._all(database, name) if is_whole else self._some(database, name, reading)
        yield from documents(reading, (bytes(one) for page in pages for one in page))

    def traces(self) -> Iterator[Trace]:
        """See `_arangodb_traces`."""
        if self.is_shut:
            return iter(())
        told = signs_left.statistics(self.http)
        self.identity = replace(self.identity, started=_starts.since(told.server.uptime))
        return signs_left.traces(self.http, told)

    def _collections(self) -> list[tuple[str, _Collection]]:
        if self._listed is None:
            self._listed = [(db, one) for db in self._databases() for one in self._inside(db)]
        return self._listed

    def _databases(self) -> list[str]:
        if self.target.database:
            return [self.target.database]
        reply = self.http.ask(DATABASES, most=_MOST)
        listed = reply.json_or_none(_Names) if reply.status == 200 else None
        return [one for one in listed.result if one not in ("", ".", "..")] if listed else []

    def _inside(self, database: str) -> list[_Collection]:
        reply = self.http.ask(COLLECTIONS, {"db": database}, most=_MOST)
        listed = reply.json_or_none(_Collections) if reply.status == 200 else None
        return [one for one in listed.result if one.name not in ("", ".", "..")] if listed else []

    def _container(self, database: str, one: _Collection) -> Container:
        name, key = (one.name if database == "_system" else f"{database}.{one.name}"), (database, one.name)
        if one.is_system:
            return Container(name=name, key=key, records=Count(value=None, method="not asked"), is_system=True)
        reply = self.http.ask(COUNT, {"db": database, "collection": one.name})
        told = reply.json_or_none(_Count) if reply.status == 200 else None
        if told is None or told.count < 0:
            return Container(name=name, key=key, records=Count(value=None, method="not told to us"), is_readable=False)
        return Container(name=name, key=key, records=Count.of(told.count, "collection/count"))

    def _all(self, database: str, name: str) -> Iterator[list[msgspec.Raw]]:
        last, passed = "", set[str]()
        while page := self._asked(database, name, _PAGE_QUERY, last, self._page):
            yield page
            last = _key(page[-1], self.target.url)
            if last in passed:  # a server that goes in circles would keep us for ever
                what = "lists documents that it has listed before"
                raise Failed(Failure(kind="hostile", target=self.target.url, what=what))
            passed.add(last)

    def _some(self, database: str, name: str, reading: Reading) -> Iterator[list[msgspec.Raw]]:
        """Runs; documents that two of them share are read once."""
        run = max(1, min(_LARGEST, -(-reading.records // _RUNS)))
        first = self._asked(database, name, _PAGE_QUERY, "", run)
        end = self._asked(database, name, _LAST_QUERY, "", 1)
        keys = [_key(one, self.target.url) for one in (*first, *end)]
        came = set(keys[: len(first)])
        yield first
        for start in places(keys, _RUNS, reading.seed):
            page = self._asked(database, name, _PAGE_QUERY, start, run)
            yield [one for one in page if _key(one, self.target.url) not in came]
            came.update(_key(one, self.target.url) for one in page)

    def _asked(self, database: str, name: str, query: str, key: str, size: int) -> list[msgspec.Raw]:
        """At most *size* documents behind *key*."""
        seconds = self.ask.statement_seconds
        bind: dict[str, Any] = {"@c": name, "k": key, "n": size}
        body = {"query": query, "bindVars": bind, "batchSize": size, "options": {"maxRuntime": seconds}}
        reply = self.http.ask(CURSOR, {"db": database}, body=body, most=_MOST, seconds=seconds * 2)
        if reply.status in (401, 403):
            raise Failed(Failure(kind="wrong-credentials", target=self.target.url, what="may not be read by us"))
        if reply.status not in (200, 201):
            what = f"answers for its documents with {reply.status}"
            raise Failed(Failure(kind="timeout", target=self.target.url, what=what))
        page: list[msgspec.Raw] = reply.json(_Page).result[:size]
        self._page = max(1, min(_LARGEST, 4 * self._page, _PAGE_BYTES * size // max(1, len(reply.body))))
        return page


def _key(document: msgspec.Raw, target: str) -> str:
    try:
        return msgspec.json.decode(document, type=_Key).key
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Failed(Failure(kind="hostile", target=target, what="sends documents without keys")) from None


STORE = Arango()
