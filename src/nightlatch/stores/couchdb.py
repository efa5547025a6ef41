"""CouchDB 1 to 3, and PouchDB Server and Cloudant, which speak like it, over HTTP or HTTPS.

Sends GET requests only: since when it runs, what it copies now, who we are, which databases are listed to us, whom each
lets in, how many documents it has, and its documents by ``_all_docs``. Never a view, whose index the server would build
for us; never ``_changes`` or an attachment; never the configuration, which holds secrets.

From 3.0 on databases are listed to administrators only: that none is listed does not mean that none is open. Where
``require_valid_user`` is not set, the rights of such a server stay unknown unless the URL names the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Access, Container, Count, Failed, Failure, Identity, Principal, Target, Trace
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _couchdb_access as rights
from nightlatch.stores import _couchdb_traces as signs_left
from nightlatch.stores._couchdb_about import REMEDIES, SIGNS, seen, welcome
from nightlatch.stores._couchdb_read import ALL_DOCS, Survey
from nightlatch.stores._http import Http

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_READS = frozenset({"GET /", "GET /{db}", ALL_DOCS}) | rights.READS | signs_left.READS
_LIST_MOST = 64 << 20
_ID = re.compile(r"[\w-]{8,64}", re.ASCII)
_EXACT = "exact for whoever is an administrator, and by each database's members; unknown where a design may refuse"


class CouchDb:
    """One file per kind: this one."""

    kind = "couchdb"
    title = "CouchDB"
    schemes: tuple[str, ...] = ("couchdb",)
    tls_schemes: tuple[str, ...] = ("couchdb+https",)
    port = 5984
    driver = ""
    reads = _READS
    tells = Tells(
        rights={**dict.fromkeys(RIGHTS, _EXACT), "read": "exact where databases are listed", "administer": "exact"},
        count="exact",
        sample="runs behind 40 random ids",
        tested="stand-in: pouchdb-server 4.2 (open); closed, partial, 1, 2 and 3: fake from the documentation",
        notes="from 3.0 databases are listed to administrators only: name one in the URL to have it looked at. "
        "Attachments are not read.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> CouchSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a password is a session without rights."""
        http = Http(target, dialer, ask, _READS, login=target.login)
        try:
            return _open(target, ask, http)
        except BaseException:
            http.close()
            raise


def _open(target: Target, ask: Ask, http: Http) -> CouchSession:
    page = http.ask("GET /", most=1 << 20).page("/")
    if (found := seen(page)) is None:
        what = f"answers GET / with {page.status}, and not as CouchDB"
        raise Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint="does it want TLS?"))
    if page.status == 401 and target.login is not None:
        what = "refuses this user and password (401)"
        raise Failed(Failure(kind="wrong-credentials", target=target.url, what=what, hint="check --password-file"))
    told = welcome(page)
    identity = Identity(
        kind="couchdb", product=found.product, version=found.version, tls=http.tls,
        id=told.uuid if told and _ID.fullmatch(told.uuid) else None,
    )  # fmt: skip
    return CouchSession(target=target, ask=ask, http=http, identity=identity, is_shut=page.status == 401)


class _Info(msgspec.Struct):
    count: int = msgspec.field(name="doc_count")
    sizes: dict[str, int] = {}
    data_size: int | None = None


class _Designs(msgspec.Struct):
    rows: list[msgspec.Raw]


@dataclass(slots=True, kw_only=True)
class CouchSession(Closes):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    http: Http
    identity: Identity
    is_shut: bool
    _names: list[str] | None = field(default=None, init=False, repr=False)
    _status: int = field(default=0, init=False)

    def access(self) -> Access:
        """What whom we act as may do; see `_couchdb_access`."""
        login = self.target.login
        if self.is_shut:
            principal = Principal(name="anonymous", anonymous=login is None)
            return Access(principal=principal, rights=rights.denied("GET /", 401, "asks for a password"))
        found = rights.introspect(self.http, self._listed(), self._status)
        principal = Principal(name=printable(found.name or "anonymous", 60), anonymous=login is None)
        return Access(principal=principal, rights=found.rights, notes=tuple(found.notes))

    def containers(self) -> Iterator[Container]:
        """Databases; those whose names begin with ``_`` are the server's own."""
        for name in () if self.is_shut else self._listed() or ():
            yield self._container(name)

    def count(self, container: Container) -> Count:
        """The database's own number of documents, without its design documents."""
        reply = self.http.ask("GET /{db}/_design_docs", {"db": container.key[0]}, most=16 << 20)
        told = reply.json_or_none(_Designs) if reply.status == 200 else None
        if told is None or container.records.value is None:
            return container.records
        return Count.of(max(0, container.records.value - len(told.rows)), "doc_count")

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Documents; see `_couchdb_read`."""
        total = container.records.value
        survey = Survey(
            self.http, container.key[0], 1 << 62 if total is None else total, self.target.url, reading,
            self.ask.statement_seconds,
        )  # fmt: skip
        yield from survey.batches()

    def traces(self) -> Iterator[Trace]:
        """See `_couchdb_traces`."""
        if self.is_shut:
            return iter(())
        self.identity = replace(self.identity, started=signs_left.started(self.http))
        return signs_left.traces(self.http)

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.http.close()

    def _listed(self) -> list[str] | None:
        """Names of databases: the one that the URL names, else all that are listed to us; None where none are."""
        if self._status:
            return self._names
        if self.target.database:
            self._names, self._status = [self.target.database], 200
            return self._names
        reply = self.http.ask("GET /_all_dbs", most=_LIST_MOST)
        self._status = reply.status
        names = reply.json_or_none(list[str]) if reply.status == 200 else None
        self._names = None if names is None else [one for one in names if one not in ("", ".", "..")]
        return self._names

    def _container(self, name: str) -> Container:
        is_system = name.startswith("_")
        nothing = Count(value=None, method="not told to us")
        if is_system:
            return Container(name=name, key=(name,), records=nothing, is_system=True)
        reply = self.http.ask("GET /{db}", {"db": name})
        told = reply.json_or_none(_Info) if reply.status == 200 else None
        if told is None or told.count < 0:
            return Container(name=name, key=(name,), records=nothing, is_readable=False)
        count = Count(value=told.count, low=0, high=told.count, method="doc_count, with design documents")
        size = told.sizes.get("active", told.data_size)
        return Container(name=name, key=(name,), records=count if told.count else Count.of(0, "doc_count"), bytes=size)


STORE = CouchDb()
