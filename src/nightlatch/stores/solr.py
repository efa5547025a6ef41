"""Apache Solr 4.7 to 9, alone or as SolrCloud, over HTTP or HTTPS.

Sends GET requests only: what the instance says of itself, the rules of its authorization, its cores and collections,
the names of their fields, and their records by ``/select`` behind a cursor. Never a parameter that makes Solr fetch
something (``stream.*``, ``shards``), choose another handler (``qt``) or run a template (``wt``); never the Config
API, an update, a dump, or the accounts, which hold hashes of passwords.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

import msgspec

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Access, Container, Count, Failed, Failure, Identity, Principal, Target
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _solr_access as rights
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._solr_about import ASKED, REMEDIES, SIGNS, SYSTEM, System, seen, system
from nightlatch.stores._solr_read import KEY, SELECT, Survey

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_CORES, _COLLECTIONS = "GET /solr/admin/cores", "GET /solr/admin/collections"
_FIELDS = "GET /solr/{core}/schema/fields"
_READS = frozenset({_CORES, _COLLECTIONS, _FIELDS, KEY, SELECT}) | rights.READS
_PARAMETERS = frozenset({"q", "defType", "fl", "rows", "sort", "cursorMark", "wt", "echoParams", "action"})
_Shape = TypeVar("_Shape")
_NAME = re.compile(r"[\w.-]{1,255}")
_MOST = 32 << 20
_MAPPED = 1_000  # cores whose fields a witness is told
_RULES = "exact without an authorization plug-in, or where its rules are told and are Solr's own; else unknown"


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """Parameters can make Solr fetch, write or run: only ours go out, reading ones only."""
    if set(query) - _PARAMETERS or query.get("wt", "json") != "json" or body:
        return f"an undeclared parameter in {template}"
    if query.get("action", "STATUS") not in ("STATUS", "LIST") or (template == rights.COUNT and query["rows"] != "0"):
        return f"an undeclared action in {template}"
    return None


class Solr:
    """One file per kind: this one."""

    kind = "solr"
    title = "Solr"
    schemes: tuple[str, ...] = ("solr",)
    tls_schemes: tuple[str, ...] = ("solr+https",)
    port = 8983
    driver = ""
    reads = _READS
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, _RULES),
        count="exact",
        sample="a random order, where the schema has a field type for it; else from the beginning",
        tested="fake: from the Reference Guide and the source",
        notes="rules by path or collection leave all but reading unknown. Fields that are neither stored nor kept as "
        "doc values are not read.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> SolrSession:
        """See :class:`nightlatch.stores.Store`; an instance that asks for a password is a session without rights."""
        http = Http(target, dialer, ask, _READS, guard=guard, login=target.login)
        try:
            return _open(target, ask, http)
        except BaseException:
            http.close()
            raise


def _open(target: Target, ask: Ask, http: Http) -> SolrSession:
    reply = http.ask(f"GET {SYSTEM}", query={"wt": "json"}, most=4 << 20)
    if (found := seen(reply.page(ASKED))) is None:
        what = f"answers GET {SYSTEM} with {reply.status}, and not as Solr"
        raise Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint="does it want TLS?"))
    if reply.status == 401 and target.login is not None:
        what = "refuses this user and password (401)"
        raise Failed(Failure(kind="wrong-credentials", target=target.url, what=what, hint="check --password-file"))
    identity = Identity(kind="solr", product=found.product, version=found.version, tls=http.tls)
    told = system(reply.body) if reply.status == 200 else None
    return SolrSession(target=target, ask=ask, http=http, identity=identity, told=told, status=reply.status)


class _Index(msgspec.Struct):
    documents: int = msgspec.field(default=-1, name="numDocs")
    bytes: int | None = msgspec.field(default=None, name="sizeInBytes")


class _Cloud(msgspec.Struct):
    collection: str = ""


class _Core(msgspec.Struct):
    index: _Index = msgspec.field(default_factory=_Index)
    cloud: _Cloud | None = None


class _Status(msgspec.Struct):
    status: dict[str, _Core]


class _Listed(msgspec.Struct):
    collections: list[str]


class _Field(msgspec.Struct):
    name: str


class _Schema(msgspec.Struct):
    fields: list[_Field]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A core or collection; *documents* None where only asking it tells."""

    name: str
    documents: int | None = None
    bytes: int | None = None


@dataclass(slots=True, kw_only=True)
class SolrSession(Closes):
    """One conversation with one instance; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    http: Http
    identity: Identity
    told: System | None
    status: int
    _known: list[_Known] | None = field(default=None, init=False, repr=False)

    def access(self) -> Access:
        """What whom we act as may do; see `_solr_access`."""
        names = [one.name for one in self._listed() if not _is_system(one.name)]
        found = rights.introspect(self.http, self.told, self.status, names)
        principal = Principal(name=printable(found.name or "anonymous", 60), anonymous=self.target.login is None)
        return Access(principal=principal, rights=found.rights, notes=tuple(found.notes))

    def containers(self) -> Iterator[Container]:
        """Cores, or in SolrCloud collections."""
        for one in self._listed():
            yield self._container(one)

    def catalogue(self) -> Iterator[Container]:
        """As `containers`, with the names of the fields that the schema has."""
        for at, one in enumerate(self._listed()):
            yield self._container(one, self._fields(one.name) if at < _MAPPED and not _is_system(one.name) else ())

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Records; see `_solr_read`."""
        total = container.records.value
        survey = Survey(
            self.http, container.key[0], 1 << 62 if total is None else total, self.target.url, reading,
            self.ask.statement_seconds,
        )  # fmt: skip
        yield from survey.batches()

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.http.close()

    def _listed(self) -> list[_Known]:
        if self._known is None:
            found = self._collections() or self._cores()
            wanted = self.target.database
            self._known = [_Known(name=wanted)] if wanted and not found else found
        return self._known

    def _collections(self) -> list[_Known]:
        if self.told is None or self.told.mode != "solrcloud":
            return []
        reply = self.http.ask(_COLLECTIONS, query={"action": "LIST", "wt": "json"}, most=_MOST)
        told = _as(reply, _Listed)
        return [_Known(name=one) for one in told.collections if _NAME.fullmatch(one)] if told else []

    def _cores(self) -> list[_Known]:
        reply = self.http.ask(_CORES, query={"action": "STATUS", "wt": "json"}, most=_MOST)
        told = _as(reply, _Status)
        found: dict[str, _Known] = {}
        for name, core in (told.status if told else {}).items():
            if core.cloud is not None and _NAME.fullmatch(core.cloud.collection):  # one of its shards
                found.setdefault(core.cloud.collection, _Known(name=core.cloud.collection))
            elif _NAME.fullmatch(name):
                many = core.index.documents if core.index.documents >= 0 else None
                found[name] = _Known(name=name, documents=many, bytes=core.index.bytes)
        return list(found.values())

    def _container(self, one: _Known, fields: tuple[str, ...] = ()) -> Container:
        many = one.documents if one.documents is not None else rights.count(self.http, one.name)
        count = Count(value=None, method="not told to us") if many is None else Count.of(many, "numDocs")
        return Container(
            name=one.name, key=(one.name,), records=count, bytes=one.bytes, is_readable=many is not None,
            is_system=_is_system(one.name), fields=fields,
        )  # fmt: skip

    def _fields(self, name: str) -> tuple[str, ...]:
        reply = self.http.ask(_FIELDS, {"core": name}, query={"wt": "json"}, most=_MOST)
        told = _as(reply, _Schema)
        return tuple(one.name for one in told.fields[:4096] if not one.name.startswith("_")) if told else ()


def _is_system(name: str) -> bool:
    return name == ".system"


def _as(reply: Reply, shape: type[_Shape]) -> _Shape | None:
    found: _Shape | None = reply.json_or_none(shape) if reply.status == 200 else None
    return found


STORE = Solr()
