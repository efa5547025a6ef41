"""Microsoft SQL Server 2005 to 2022 and Azure SQL over TDS 7.2 to 7.4 and, where TLS comes first, TDS 8.

Without a login it sends PRELOGIN and nothing else: there is no anonymous access by design, and a wrong password may
lock an account, so none is ever tried. With a login it asks for encryption of everything, sends LOGIN7 once, inside
TLS or not at all, and the batches of `_mssql_batches`: what this login may do, what there is, and rows of what it may
read. Never a statement that changes anything; a routing to another server is not followed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Access, Container, Count, Endpoint, Failed, Identity, Login, Principal, Target, Tls
from nightlatch.stores import Ask, Batch, Closes, Reading, Session, Tells
from nightlatch.stores import _mssql_batches as batch
from nightlatch.stores import _mssql_wire as wire
from nightlatch.stores._mssql_about import PRODUCT, REMEDIES, SIGNS
from nightlatch.stores._mssql_access import Database, Server, Table, notes, rights
from nightlatch.stores._mssql_talk import Refused, Talk, dialled, greeted
from nightlatch.stores._mssql_tls import secured
from nightlatch.stores._mssql_tokens import Row, text, whole
from nightlatch.stores._named_only import NamedOnly
from nightlatch.stores._plain import saw
from nightlatch.stores._stream import Stream

if TYPE_CHECKING:
    from nightlatch.dial import Dialer
    from nightlatch.stores import _mssql_read as reader

_ENCRYPTION = {
    wire.OFF: "of logins only", wire.ON: "of everything", wire.NOT_SUPPORTED: "not offered: logins go in the clear",
    wire.REQUIRED: "of everything, required", wire.STRICT: "of everything, from the first byte",
}  # fmt: skip
_MOST_DATABASES = 500
_NO_SUCH_COLUMN = 207
_COLUMNS_ONLY = 2
_DENIED = (229, 230)
_CONTENT_BYTES = 1 << 50  # of one table: the reading has its own bounds
_ROWS = "the server's own count of rows in its partitions"


class MsSql:
    """One file per kind: this one."""

    kind = "mssql"
    title = "Microsoft SQL Server"
    schemes: tuple[str, ...] = ("mssql", "sqlserver")
    tls_schemes: tuple[str, ...] = ("mssql+tls",)
    port = 1433
    driver = ""
    reads = batch.READS
    signs = SIGNS
    remedies = REMEDIES
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, "exact for a login that is given; unknown without one: none is tried"),
        count="estimate: sys.partitions",
        sample="pages of a table drawn by TABLESAMPLE; of a view its first rows",
        tested="stand-in: pysqlbridge 2.1, for the protocol; catalogue, rights and TDS 8: fake from [MS-TDS] and the "
        "Transact-SQL reference, which python-tds 1.17 reads as we do",
        notes="without a login: identified, with version and what it does about encryption. SQL logins only, not those "
        "of Windows or Entra. A password is sent inside TLS only; the certificate is told of a connection with a "
        "login. Columns under Always Encrypted are named and not read. On Azure SQL one database is seen at a time: "
        "name it in the URL.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> Session:
        """See :class:`nightlatch.stores.Store`; without a login a session that knows no rights."""
        endpoint = dialer.resolve(target.host, target.port)
        stream = dialled(target, endpoint, dialer, ask.timeout_seconds)
        try:
            told = greeted(stream, wire.OFF)
            if target.login is None:
                return _named(target, stream, told)
            identity = _identity(stream, told)
            _held_to(stream, told)
        except BaseException:
            stream.close()
            raise
        stream.close()
        opener = Opener(target=target, login=target.login, endpoint=endpoint, dialer=dialer, ask=ask)
        talk = opener.opened()
        tls = replace(talk.stream.tls, offered=True, required=identity.tls.required)
        return MsSqlSession(opener=opener, talk=talk, identity=replace(identity, tls=tls))


STORE = MsSql()


def _identity(stream: Stream, told: wire.Told) -> Identity:
    tls = stream.tls
    if not tls.used:
        tls = Tls(offered=told.encryption != wire.NOT_SUPPORTED, required=told.encryption in (wire.ON, wire.REQUIRED))
    return Identity(kind="mssql", product=PRODUCT, version=told.version, tls=tls)


def _named(target: Target, stream: Stream, told: wire.Told) -> NamedOnly:
    seen = saw("PRELOGIN", "answered", "what an account may do is not told without a login")
    identity = _identity(stream, told)
    shown = (f"encryption {_ENCRYPTION[told.encryption]}",)
    return NamedOnly(target=target, stream=stream, identity=identity, seen=seen, notes=shown)


def _held_to(stream: Stream, told: wire.Told) -> None:
    """A password goes inside TLS or not at all."""
    if told.encryption == wire.NOT_SUPPORTED and not stream.tls.used:
        raise stream.fail(
            "tls", "offers no encryption, and a password is never sent without",
            "give the server a certificate, or look at it without --user",
        )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Opener:
    """Logs in to one endpoint, for the first time and again."""

    target: Target
    login: Login
    endpoint: Endpoint
    dialer: Dialer
    ask: Ask

    def opened(self) -> Talk:
        """A connection that is let in. Errors: ``Failed``."""
        stream = dialled(self.target, self.endpoint, self.dialer, self.ask.timeout_seconds)
        try:
            talk = Talk(self._encrypted(stream), self.ask)
            version = wire.TDS_8_0 if self.target.tls else wire.TDS_7_4
            talk.log_in(self.login, self.endpoint.host, self.target.database or "", version)
            talk.rows(batch.BELTS, 0)
        except Refused as refused:
            stream.close()
            raise stream.fail("hostile", f"refuses to be read without locks (error {refused.number})") from None
        except BaseException:
            stream.close()
            raise
        return talk

    def _encrypted(self, stream: Stream) -> Stream:
        if stream.tls.used:
            greeted(stream, wire.STRICT)
            return stream
        told = greeted(stream, wire.ON)
        _held_to(stream, told)
        if told.encryption not in (wire.ON, wire.REQUIRED):
            raise stream.fail(
                "hostile", "would go on in the clear after the login, though everything was to be encrypted"
            )
        return secured(stream, self.endpoint.host)


@dataclass(slots=True, kw_only=True)
class MsSqlSession(Closes):
    """One conversation with one server, let in by a login; see :class:`nightlatch.stores.Session`."""

    opener: Opener
    talk: Talk
    identity: Identity
    _server: Server | None = field(default=None, init=False, repr=False)
    _databases: tuple[Database, ...] | None = field(default=None, init=False, repr=False)
    _fields: dict[tuple[str, ...], list[reader.Field]] = field(default_factory=dict, init=False, repr=False)
    _cut: bool = field(default=False, init=False)

    def access(self) -> Access:
        """What the login may do, as the server itself reckons it for whoever asks."""
        server, databases = self._who(), self._listed()
        principal = Principal(name=printable(server.name, 80) or self.opener.login.user, anonymous=False)
        more = (f"only the first {_MOST_DATABASES} databases were asked",) if self._cut else ()
        return Access(principal=principal, rights=rights(server, databases), notes=(*notes(databases), *more))

    def containers(self) -> Iterator[Container]:
        """Tables, and views of databases in which no table may be read."""
        for database in self._listed():
            if not database.tables:
                continue
            self._learn_fields(database.name)
            is_told = any("SELECT" in one.may and not one.is_view for one in database.tables)
            for table in database.tables:
                if not table.is_view or not is_told:
                    yield self._container(database.name, table)

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Rows as columns, of the columns that may be read."""
        from nightlatch.stores import _mssql_read as reader

        database, schema, table = container.key
        if container.key not in self._fields:
            self._learn_fields(database)
        fields = [one for one in self._fields.get(container.key, []) if one.is_told]
        if not fields or not self._enter(database):
            return
        until = time.monotonic() + (1e9 if reading.seconds is None else reading.seconds)
        records, refused = 0, 0
        for statement in reader.statements((schema, table), fields, container.records.value, reading):
            seconds = max(1.0, until - time.monotonic())
            try:
                rows = self._talk().stream_of(statement, len(fields), seconds, _CONTENT_BYTES)
                for one in reader.batches(rows, fields, reading, until):
                    records += one.records
                    yield one
            except Refused as error:
                refused = error.number  # some tables take no TABLESAMPLE
            except Failed as failed:
                if failed.failure.kind != "timeout" or time.monotonic() < until:
                    raise
            else:
                refused = 0
            if records or time.monotonic() > until:
                return
        if refused:
            what = f"has a table that cannot be read as others can (error {refused})"
            raise self.talk.stream.fail("wrong-credentials" if refused in _DENIED else "unsupported-version", what)

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.talk.close()

    def _container(self, database: str, table: Table) -> Container:
        key = (database, table.schema, table.name)
        fields = self._fields.get(key, [])
        records = Count(value=table.rows, method=_ROWS if table.rows is not None else "")
        return Container(
            name=".".join(key), key=key, records=records,
            is_readable=any(one.is_readable for one in fields), fields=tuple(one.name for one in fields),
        )  # fmt: skip

    def _talk(self) -> Talk:
        """The connection; a new one where an answer was left in the middle."""
        if self.talk.is_broken and not self.is_closed:
            self.talk.close()
            self.talk = self.opener.opened()
        return self.talk

    def _who(self) -> Server:
        if self._server is None:
            found = (self._rows(batch.WHO, 2) or [(None, None)])[0]
            self._server = Server(
                name=text(found[0]), is_sysadmin=whole(found[1]) == 1, permissions=self._mine(batch.MINE_ON_SERVER),
                others=self._number(batch.OTHERS),
            )  # fmt: skip
        return self._server

    def _listed(self) -> tuple[Database, ...]:
        if self._databases is None:
            wanted = (self.opener.target.database or "").casefold()
            rows = self._rows(batch.DATABASES, 3) or []
            rows = [row for row in rows if not wanted or text(row[0]).casefold() == wanted]
            self._cut = len(rows) > _MOST_DATABASES
            self._databases = tuple(self._database(row) for row in rows[:_MOST_DATABASES])
        return self._databases

    def _database(self, row: Row) -> Database:
        name, is_fixed = text(row[0]), text(row[2]).upper() != "READ_WRITE"
        if whole(row[1]) != 1 or not self._enter(name):
            return Database(name=name, is_entered=False)
        return Database(
            name=name, is_read_only=is_fixed, permissions=self._mine(batch.MINE_IN_DATABASE),
            tables=tuple(_table(one) for one in self._rows(batch.TABLES, 8) or ()),
            routines=self._number(batch.ROUTINES),
        )  # fmt: skip

    def _enter(self, database: str) -> bool:
        return self._rows(batch.use(database), 0) is not None

    def _mine(self, statement: str) -> frozenset[str] | None:
        rows = self._rows(statement, 1)
        return None if rows is None else frozenset(text(row[0]) for row in rows)

    def _number(self, statement: str) -> int:
        rows = self._rows(statement, 1)
        return max(0, whole(rows[0][0]) or 0) if rows else 0

    def _learn_fields(self, database: str) -> None:
        """The columns of all tables of *database*."""
        from nightlatch.stores import _mssql_read as reader

        if not self._enter(database):
            return
        try:
            rows = self._talk().rows(batch.COLUMNS, 6)
        except Refused as refused:
            older = batch.COLUMNS_BEFORE_2016 if refused.number == _NO_SUCH_COLUMN else ""
            rows = (self._rows(older, 6) if older else None) or []
        found: dict[tuple[str, ...], list[reader.Field]] = {}
        for schema, table, name, kind, may, sealed in rows:
            one = reader.Field(
                name=text(name), type=text(kind).lower(), is_readable=whole(may) == 1, is_sealed=sealed is not None
            )
            found.setdefault((database, text(schema), text(table)), []).append(one)
        self._fields |= found

    def _rows(self, statement: str, columns: int) -> list[Row] | None:
        """None where the server refuses it."""
        try:
            return self._talk().rows(statement, columns)
        except Refused:
            return None


def _table(row: Row) -> Table:
    flags = {word: whole(flag) for word, flag in zip(batch.WORDS, row[4:], strict=True)}
    return Table(
        schema=text(row[0]), name=text(row[1]), is_view=text(row[2]).strip() == "V", rows=whole(row[3]),
        may=frozenset(word for word, flag in flags.items() if flag),
        in_part=frozenset(word for word, flag in flags.items() if flag == _COLUMNS_ONLY),
    )  # fmt: skip
