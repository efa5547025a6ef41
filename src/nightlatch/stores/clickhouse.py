"""ClickHouse over its HTTP interface (HTTP or HTTPS), from 18 on.

Sends SELECT and SHOW GRANTS by GET, for which the server itself enforces read-only mode, and by POST one SELECT of a
setting (see `_clickhouse_wire`). Never a statement with a table function (url, file, remote, s3, mysql), never one that
writes, never the native protocol, which has no such belt. Tables whose engine fetches from elsewhere or consumes what
it hands out are listed and not read.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from nightlatch.model import RIGHTS, Access, Container, Count, Failed, Failure, Identity, Principal, Target, Trace
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _clickhouse_about as about
from nightlatch.stores import _clickhouse_access as rights
from nightlatch.stores import _clickhouse_traces as signs_left
from nightlatch.stores import _clickhouse_wire as wire
from nightlatch.stores._http import Http

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_TOTALS = (20, 1)  # the version from which system.tables tells rows
_OWN_ENGINES = re.compile(r"(?:Replicated|Shared)?\w*MergeTree|TinyLog|StripeLog|Log|Memory")


class ClickHouse:
    """See :class:`nightlatch.stores.Store`."""

    kind = "clickhouse"
    title = "ClickHouse"
    schemes: tuple[str, ...] = ("clickhouse",)
    tls_schemes: tuple[str, ...] = ("clickhouse+https", "clickhouses")
    port = 8123
    driver = ""
    reads = wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, "exact from 20.1 (SHOW GRANTS, readonly, allow_ddl); before by settings alone"),
        count="exact",
        sample="a random share of the rows; beyond 20 million the beginnings of 40 parts",
        tested="real: ClickHouse 18.16; 24: fake, from its source; statements tried on the engine of 26.9",
        notes="tables of other engines than MergeTree, Log and Memory are listed and not read: they would fetch from "
        "elsewhere or consume messages. Row policies are not seen.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> ClickHouseSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a password is a session without rights."""
        http = Http(target, dialer, ask, frozenset({wire.GET, wire.POST}), guard=wire.guard, login=target.login)
        try:
            return _open(target, ask, http)
        except BaseException:
            http.close()
            raise


def _open(target: Target, ask: Ask, http: Http) -> ClickHouseSession:
    reply = http.ask(wire.GET, query={"query": wire.VERSION}, most=1 << 20)
    page = reply.page(about.HELLO)
    found = about.seen(page)
    if found is None or (reply.status == 200 and found.version is None):
        what = f"answers SELECT version() with {reply.status}, and not as ClickHouse"
        raise Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint="does it want TLS?"))
    code = wire.code_of(reply)
    is_refused = reply.status in (401, 403) or code in about.PASSWORD
    if is_refused and target.login is not None:
        what = f"refuses this user and password (code {code or reply.status})"
        raise Failed(Failure(kind="wrong-credentials", target=target.url, what=what, hint="check --password-file"))
    identity = Identity(kind="clickhouse", product="ClickHouse", version=found.version, tls=http.tls)
    refusal = (code or reply.status) if reply.status != 200 else 0
    return ClickHouseSession(
        target=target, ask=ask, http=http, identity=identity, refusal=refusal, is_refused=is_refused
    )


class _Table(msgspec.Struct):
    database: str
    name: str
    engine: str = ""
    total_rows: int | None = None
    total_bytes: int | None = None


class _Sum(msgspec.Struct):
    database: str
    table: str
    total_rows: int = 0
    total_bytes: int = 0


class _Column(msgspec.Struct):
    database: str
    table: str
    name: str
    type: str = ""
    default_kind: str = ""


class _Counted(msgspec.Struct):
    n: int


@dataclass(slots=True, kw_only=True)
class ClickHouseSession(Closes):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    http: Http
    identity: Identity
    refusal: int
    is_refused: bool
    _found: rights.Found | None = field(default=None, init=False, repr=False)
    _columns: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict, init=False, repr=False)

    def access(self) -> Access:
        """What whom we act as may do; see `_clickhouse_access`."""
        login = self.target.login
        principal = Principal(name=login.user if login else "default", anonymous=login is None)
        if self.is_refused:
            meaning = "asks for a password" if self.refusal in (401, 194, 516) else "does not let us in"
            return Access(principal=principal, rights=rights.denied(wire.VERSION, self.refusal, meaning))
        found = self._introspected()
        principal = Principal(name=found.name, anonymous=login is None)
        return Access(principal=principal, rights=found.rights, notes=tuple(found.notes))

    def containers(self) -> Iterator[Container]:
        """Tables; those of engines that read from elsewhere are marked as not readable."""
        if self.refusal:
            return
        tables = [one for one in self._tables() if self.target.database in (None, "", one.database)]
        self._columns = self._listed_columns()
        for one in tables:
            yield self._container(one)

    def count(self, container: Container) -> Count:
        """Rows by the catalogue; by ``count()`` where that does not know them."""
        if container.records.value is not None or not container.is_readable:
            return container.records
        database, table, _ = container.key
        statement = f"SELECT count() AS n FROM {wire.quoted(database)}.{wire.quoted(table)} FORMAT JSONEachRow"  # noqa: S608
        try:
            told = wire.rows(self.http, statement, _Counted, seconds=self.ask.statement_seconds)
        except (wire.Refused, Failed):
            return container.records
        return Count.of(told[0].n, "count()") if told and told[0].n >= 0 else container.records

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Rows of one table; see `_clickhouse_read`."""
        from nightlatch.stores._clickhouse_read import Survey

        if not container.is_readable:
            return
        database, table, engine = container.key
        survey = Survey(
            http=self.http, database=database, table=table, columns=self._columns.get((database, table), {}),
            engine=engine, total=container.records.value, reading=reading,
            is_fixed=self._introspected().is_fixed, statement_seconds=self.ask.statement_seconds,
        )  # fmt: skip
        yield from survey.batches()

    def traces(self) -> Iterator[Trace]:
        """See `_clickhouse_traces`."""
        if self.refusal:
            return iter(())
        self.identity = replace(self.identity, started=signs_left.started(self.http))
        return signs_left.traces(self.http)

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.http.close()

    def _introspected(self) -> rights.Found:
        if self._found is None:
            login = self.target.login
            self._found = rights.introspect(self.http, login.user if login else "default")
        return self._found

    def _tables(self) -> list[_Table]:
        try:
            if _numbers(self.identity.version) >= _TOTALS:
                with contextlib.suppress(wire.Refused):  # a version in between has no totals yet
                    return wire.rows(self.http, wire.TABLES, _Table)
            found: list[_Table] = wire.rows(self.http, wire.OLD_TABLES, _Table)
            sums = {(one.database, one.table): one for one in wire.rows(self.http, wire.PARTS, _Sum)}
        except wire.Refused:
            return []
        for one in found:
            told = sums.get((one.database, one.name))
            if one.engine.endswith("MergeTree"):  # an empty one has no parts
                one.total_rows, one.total_bytes = (told.total_rows, told.total_bytes) if told else (0, 0)
        return found

    def _listed_columns(self) -> dict[tuple[str, str], dict[str, str]]:
        """Columns that hold something and that may be read, with their types, by table."""
        try:
            listed = wire.rows(self.http, wire.COLUMNS, _Column)
        except wire.Refused:
            return {}
        found: dict[tuple[str, str], dict[str, str]] = {}
        for one in listed:
            if one.default_kind not in ("ALIAS", "EPHEMERAL"):
                found.setdefault((one.database, one.table), {})[one.name] = one.type
        grants = self._introspected().grants
        if grants is None:
            return found
        limits = {table: grants.readable(*table) for table in found}
        return {table: _within(columns, limits[table]) for table, columns in found.items()}

    def _container(self, table: _Table) -> Container:
        fields = self._columns.get((table.database, table.name))
        is_own = bool(_OWN_ENGINES.fullmatch(table.engine))
        rows = table.total_rows
        nothing = Count(value=None, method="the catalogue does not tell")
        return Container(
            name=f"{table.database}.{table.name}",
            key=(table.database, table.name, table.engine),
            records=nothing if rows is None or rows < 0 else Count.of(rows, "rows of its parts"),
            bytes=table.total_bytes,
            is_readable=is_own and fields != {},
            fields=tuple(fields or ()),
        )


def _within(columns: dict[str, str], limit: frozenset[str] | None) -> dict[str, str]:
    return columns if limit is None else {name: kind for name, kind in columns.items() if name in limit}


def _numbers(version: str | None) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d{1,6}", version or "")[:2]))


STORE = ClickHouse()
