"""One conversation with one PostgreSQL: the driver's connections, one open at a time, a new one for each database;
while a large table is read, one of our own beside it.

What is sent: see `_postgresql_link`, `_postgresql_catalog`, `_postgresql_count`, `_postgresql_read` and
`_postgresql_copy`.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch.inert import printable
from nightlatch.model import Access, Container, Count, Evidence, Failed, FailureKind, Identity, Principal, Target, Trace
from nightlatch.stores import Batch, Closes, Reading
from nightlatch.stores import _postgresql_access as rights
from nightlatch.stores import _postgresql_catalog as catalog
from nightlatch.stores import _postgresql_traces as signs_left
from nightlatch.stores._postgresql_link import Link, Refused, Way
from nightlatch.stores._postgresql_wire import Greeting, Hello, failed, greet

if TYPE_CHECKING:
    from nightlatch.stores._postgresql_read import Survey


_DATABASES_MAX = 64
_FIRST_VERSION = 100_000  # 10
_SLACK_BYTES = 64 << 20  # beyond what a sample may read: the batch under way
_PRODUCTS = (
    ("CockroachDB", "CockroachDB"), ("Greenplum", "Greenplum"), ("EnterpriseDB", "EDB Postgres"),
    ("Redshift", "Redshift"), ("-YB-", "YugabyteDB"), ("Materialize", "Materialize"), ("openGauss", "openGauss"),
)  # fmt: skip


@dataclass(slots=True, kw_only=True)
class PostgreSqlSession(Closes):
    """See :class:`nightlatch.stores.Session`."""

    target: Target
    way: Way
    greeting: Greeting
    home: str  # the database that lets us in
    identity: Identity = field(init=False)
    _link: Link | None = field(default=None, init=False, repr=False)
    _encodings: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    _me: catalog.Me | None = field(default=None, init=False, repr=False)
    _why_not: str = field(default="", init=False)  # the code of the refusal to say who we are
    _facts: rights.Facts | None = field(default=None, init=False, repr=False)
    _tables: dict[tuple[str, ...], catalog.Table] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self.identity = _identity(self.greeting)
        self._encodings[self.home] = self.greeting.settings.get("server_encoding", "")

    def open(self) -> None:
        """The first connection of the driver, and whom it makes us. Errors: ``Failed``."""
        try:
            link = self._first()
        except Refused as refused:
            code = refused.code
        else:
            self._introduce(link)
            return
        what = f"let us in at first, and then not ({code})"
        raise failed("connection-refused", self.way.endpoint, what, "try again")

    def _first(self) -> Link:
        """A pooler may refuse to be told settings at the start; then they are told later."""
        try:
            return self._to(self.home)
        except Refused as refused:
            if refused.sqlstate is not None:
                raise
        self.way = replace(self.way, takes_options=False)
        return self._to(self.home)

    def _introduce(self, link: Link) -> None:
        try:
            self._me = catalog.me(link)
        except Refused as refused:
            self._why_not = refused.code
            return
        self.identity = _identity(self.greeting, self._me.version, catalog.system_id(link))

    def _to(self, database: str) -> Link:
        """The connection to *database*, kept while the next table is in the same one."""
        if self._link is not None and self._link.database == database and not self._link.is_broken:
            self._link.bound()
            return self._link
        self._drop()
        self._link = self.way.open(database, self._encodings.get(database, ""))
        return self._link

    def _drop(self) -> None:
        if self._link is not None:
            self._link.close()
            self._link = None

    # --- access

    def access(self) -> Access:
        """What whom we act as may do, from the privilege functions of every database that lets us in."""
        name = self._me.name if self._me else self.way.login.user
        principal = Principal(name=printable(_shown(name), 80), anonymous=self.target.login is None)
        greeting = self.greeting
        if greeting.asks and greeting.sqlstate is None and not greeting.is_ready:
            asked = Evidence(command="StartupMessage", code=f"R {greeting.code}", meaning=f"asks for {greeting.asks}")
            return rights.refused(principal, asked)
        if not greeting.is_ready:
            return self._turned_away(principal)
        try:
            return self._with_trust(rights.access(principal, self._look()))
        except Refused as refused:
            code = refused.code
        except Failed as failure:
            code = failure.failure.kind
        command = "SELECT ... FROM pg_roles, pg_database"
        told = Evidence(command=command, code=code, meaning="cannot be asked for its rights")
        return rights.untold(principal, told, "is let in, but what it may do cannot be told read-only")

    def _turned_away(self, principal: Principal) -> Access:
        state = self.greeting.sqlstate or "no code"
        if not self.greeting.is_trusting:
            told = Evidence(command="StartupMessage", code=state, meaning="this user is not let in")
            return rights.refused(principal, told)
        meaning = "asks for no password (trust), but the role is missing, may not log in, or finds no database"
        note = "asks this user for no password (trust): another role, which was not tried, may get in"
        return rights.untold(principal, Evidence(command="StartupMessage", code=f"R 0, {state}", meaning=meaning), note)

    def _with_trust(self, found: Access) -> Access:
        if self.target.login is not None and self.greeting.is_trusting:
            note = "a login was given, but this role needs no password (trust)"
            return replace(found, notes=(note, *found.notes))
        return found

    def _look(self) -> rights.Facts:
        """Once: every database that we may connect to. Errors: ``Failed``, :class:`Refused` at home."""
        if self._facts is not None:
            return self._facts
        if self._me is None:
            raise Refused(self._why_not)
        if self._me.number < _FIRST_VERSION and not self._me.is_super:
            raise Refused("0A000")
        known = catalog.databases(self._to(self.home), self._me.roles)
        self._encodings |= {one.name: one.encoding for one in known}
        mine = [one for one in known if not one.is_template or one.name == self.target.database]
        wanted = sorted((one for one in mine if one.may_connect), key=lambda one: (one.name != self.home, one.name))
        found, barred = [], len(mine) - len(wanted)
        for one in wanted[:_DATABASES_MAX]:
            contents = self._contents(one)
            if isinstance(contents, catalog.Contents):
                found.append(contents)
            else:
                barred += contents
        self._facts = rights.Facts(
            me=self._me, databases=tuple(mine), contents=tuple(found), barred=barred,
            unseen=len(mine) - len(found) - barred, settings=self.greeting.settings,
        )  # fmt: skip
        return self._facts

    def _contents(self, database: catalog.Database) -> catalog.Contents | bool:
        """What *database* holds; else whether it is closed to us for certain."""
        assert self._me is not None  # noqa: S101 - narrows for mypy
        if not _is_text(database.name):
            return False
        try:
            return catalog.contents(self._to(database.name), database, self._me.roles)
        except (Refused, Failed):
            self._drop()
        hello = Hello(login=self.way.login, database=database.name, client=self.way.ask.client)
        try:
            again = greet(self.way.dialer, self.way.endpoint, hello)
        except Failed:
            return False
        return again.sqlstate in ("28000", "28P01", "42501") or not (again.is_ready or again.sqlstate)

    # --- containers

    def containers(self) -> Iterator[Container]:
        """Tables, partitioned tables without their parts, materialized views; views and foreign tables unread.

        Errors: ``Failed`` where the catalogue cannot be read.
        """
        if not self.greeting.is_ready:
            return
        for table in self._all_tables():
            if not table.is_partition and self.target.database in (None, table.database):
                key = (table.database, table.schema, table.name)
                self._tables[key] = table
                yield self._container(key, table)

    def catalogue(self) -> Iterator[Container]:
        """The same: no record is touched to list them."""
        return self.containers()

    def _all_tables(self) -> tuple[catalog.Table, ...]:
        try:
            facts = self._look()
            if facts.contents or not facts.unseen:
                return facts.tables
            code = "no code"
        except Refused as refused:
            code = refused.code
        hint = "is it older than PostgreSQL 10, or another product that speaks its protocol?"
        raise failed("unsupported-version", self.way.endpoint, f"does not tell its tables ({code})", hint)

    def _container(self, key: tuple[str, ...], table: catalog.Table) -> Container:
        from nightlatch.stores import _postgresql_count as counting

        return Container(
            name=".".join(map(_shown, key)),
            key=key,
            records=counting.estimate(table),
            bytes=table.total_bytes if table.is_stored else None,
            is_readable=self._is_readable(table),
            fields=tuple(map(_shown, table.fields)),
        )

    def _is_readable(self, table: catalog.Table) -> bool:
        """May it be read, does that work, and does it stay within this server and its own code?"""
        assert self._me is not None  # noqa: S101 - narrows for mypy
        is_ours = table.is_stored and not table.is_foreign and not (table.is_filtered and table.has_policy_code)
        is_there = table.is_populated and not (table.is_unlogged and self._me.in_recovery)
        return table.may_select and is_ours and is_there and all(map(_is_text, (table.schema, table.name)))

    def count(self, container: Container) -> Count:
        """Exact where the table is small, else from a sample of its pages. Errors: ``Failed``."""
        from nightlatch.stores import _postgresql_count as counting

        table = self._tables.get(container.key)
        if table is None or not container.is_readable:
            return container.records
        try:
            link = self._to(table.database)
            link.time_out(self.way.ask.statement_seconds)
            return counting.count(link, table, container.records)
        except Refused:
            return container.records

    # --- contents

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Rows as columns; a sample is of whole pages by chance. Errors: ``Failed``.

        Where the driver cannot read an answer, the rest is asked for once more, as text in the server's own bytes.
        """
        table = self._tables.get(container.key)
        if table is None or not container.is_readable:
            return
        seconds = reading.seconds if reading.full else min(reading.seconds or 1e9, self.way.ask.statement_seconds)
        try:
            survey = self._survey(table, container, reading, seconds)
            if survey is None:
                return
        except Refused as refused:
            why = self._unread(refused)
        else:
            yield from self._pieces(survey, seconds)
            return
        raise why

    def _survey(
        self, table: catalog.Table, container: Container, reading: Reading, seconds: float | None
    ) -> Survey | None:  # fmt: skip
        from nightlatch.stores._postgresql_read import Survey

        link = self._ready(table.database, reading, seconds)
        attributes = tuple(one for one in catalog.attributes(link, table.oid) if _is_text(one.name))
        if not attributes:
            return None
        return Survey(
            link=link, table=table, attributes=attributes, reading=reading, estimate=container.records.value,
            until=None if seconds is None else time.monotonic() + seconds, is_raw=table.is_ascii,
        )  # fmt: skip

    def _ready(self, database: str, reading: Reading, seconds: float | None) -> Link:
        link = self._to(database)
        link.time_out(seconds)
        link.bound(bytes=None if reading.bytes is None else reading.bytes + _SLACK_BYTES)
        return link

    def _pieces(self, survey: Survey, seconds: float | None) -> Iterator[Batch]:
        try:
            yield from survey.batches()
            return
        except Refused as refused:
            why = self._unread(refused)
            is_final = refused.sqlstate is not None and not refused.sqlstate.startswith("22")
        if survey.is_over:
            return
        if is_final:
            raise why
        try:
            survey.link = self._ready(survey.table.database, survey.reading, seconds)
            survey.link.set("client_encoding", "SQL_ASCII")
            survey.is_raw = True
            yield from survey.batches(is_text=True)
            self._drop()  # with its encoding
            return
        except Refused as refused:
            why = self._unread(refused)
        self._drop()
        if not survey.is_over:
            raise why

    def _unread(self, refused: Refused) -> Failed:
        kind, what = _UNREAD.get(refused.sqlstate or "", ("connection-refused", "refuses to read a table"))
        return failed(kind, self.way.endpoint, f"{what} ({refused.code})", "")

    def traces(self) -> Iterator[Trace]:
        """See `_postgresql_traces`."""
        if self._me is None:
            return iter(())
        link = self._to(self.home)
        self.identity = replace(self.identity, started=signs_left.started(link))
        return signs_left.traces(link, self._me)

    def close(self) -> None:
        """Terminate, and hang up."""
        self.is_closed = True
        self._drop()


_UNREAD: dict[str, tuple[FailureKind, str]] = {
    "55P03": ("timeout", "a lock is held on a table"),
    "57014": ("timeout", "took too long to read a table"),
}


def _identity(greeting: Greeting, version: str = "", own: str | None = None) -> Identity:
    product = next((name for word, name in _PRODUCTS if word in version), "PostgreSQL")
    number = greeting.settings.get("server_version", "")
    if product == "CockroachDB":
        number = version.partition(" v")[2]
    shown = re.match(r"[\w.+~-]{1,40}", number, re.ASCII)
    return Identity(kind="postgresql", product=product, version=shown[0] if shown else None, id=own, tls=greeting.tls)


def _shown(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _is_text(name: str) -> bool:
    """A name whose bytes are no UTF-8 cannot be sent back by the driver."""
    return not any("\udc80" <= one <= "\udcff" for one in name)
