"""PostgreSQL, by ADBC; whether it asks for a password, and whether it wants TLS, by a greeting of our own.

Without a login it tries the role "postgres", without a password, and nothing else. What is sent: see
`_postgresql_wire` (greeting), `_postgresql_link` (every statement, read-only), `_postgresql_catalog`. Views and foreign
tables are never read: the first can run code of the database, the second contact other servers.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch.inert import printable
from nightlatch.model import Access, Container, Count, Endpoint, Evidence, Failed, Identity, Login, Principal, Target
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _postgresql_access as rights
from nightlatch.stores import _postgresql_catalog as catalog
from nightlatch.stores import _postgresql_count as counting
from nightlatch.stores._postgresql_link import Link, Refused, Way, driver
from nightlatch.stores._postgresql_read import Survey
from nightlatch.stores._postgresql_wire import Greeting, Hello, failed, greet

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

ANONYMOUS = "postgres"
_FALL_BACK = ("postgres", "template1")
_DATABASES_MAX = 64
_NO_SUCH_DATABASE, _NOT_ALLOWED = "3D000", "42501"
_BUSY = {
    "53300": "has no connection left",
    "57P03": "is starting up or shutting down",
    "57P01": "is shutting down",
    "57P02": "has crashed and is recovering",
    "53400": "has reached a limit of its own",
}
_PRODUCTS = (
    ("CockroachDB", "CockroachDB"), ("Greenplum", "Greenplum"), ("EnterpriseDB", "EDB Postgres"), ("Redshift", "Redshift"),
    ("-YB-", "YugabyteDB"), ("Materialize", "Materialize"), ("openGauss", "openGauss"), ("KingbaseES", "KingbaseES"),
)  # fmt: skip


class PostgreSql:
    """One file per kind: this one."""

    kind = "postgresql"
    title = "PostgreSQL"
    schemes: tuple[str, ...] = ("postgresql", "postgres")
    tls_schemes: tuple[str, ...] = ()
    port = 5432
    driver = "postgresql"
    reads = frozenset(
        {"SSLREQUEST", "STARTUP", "PASSWORD", "SELECT", "COPY (SELECT) TO STDOUT", "SET", "BEGIN READ ONLY", "TERMINATE"}
    )
    tells = Tells(
        rights=dict.fromkeys(("create", "read", "update", "delete", "administer"), "exact"),
        count="exact below 32 MB, above from a sample of pages",
        sample="TABLESAMPLE SYSTEM: pages by chance",
        tested="real: PostgreSQL 15, 18",
        notes="from version 10. Views and foreign tables are listed and not read. Of a bytea 64 bytes are read, of a "
        "text at most 65,536 characters where a table holds long ones.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> PostgreSqlSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a password is a session without rights."""
        endpoint = dialer.resolve(target.host, target.port)
        driver(endpoint)
        login = target.login or Login(user=ANONYMOUS)
        database, greeting = _greeted(target, dialer, endpoint, login, ask)
        if target.tls and not greeting.tls.used:
            raise failed("tls", endpoint, "offers no TLS", "leave sslmode out if that is meant")
        _refuse(target, endpoint, greeting)
        way = Way(
            dialer=dialer, endpoint=endpoint, login=login, ask=ask, is_secure=greeting.tls.used, method=greeting.code
        )
        session = PostgreSqlSession(target=target, way=way, greeting=greeting, home=database)
        session.identity = _identity(greeting)
        if greeting.is_ready:
            session.open()
        return session


STORE = PostgreSql()


def _greeted(
    target: Target, dialer: Dialer, endpoint: Endpoint, login: Login, ask: Ask
) -> tuple[str, Greeting]:  # fmt: skip
    """The database that took us, or the last that did not, and what it said."""
    wanted = (target.database,) if target.database else _FALL_BACK
    for database in wanted:
        greeting = greet(dialer, endpoint, Hello(login=login, database=database, client=ask.client))
        if greeting.sqlstate not in (_NO_SUCH_DATABASE, _NOT_ALLOWED):
            break
    return database, greeting


def _refuse(target: Target, endpoint: Endpoint, greeting: Greeting) -> None:
    """Raise what cannot be a session."""
    state = greeting.sqlstate
    if state is None:
        return
    if state in _BUSY:
        raise failed("connection-refused", endpoint, f"{_BUSY[state]} ({state})", "try later")
    if state in ("08P01", "0A000"):
        raise failed("unsupported-version", endpoint, f"does not take protocol 3.0 ({state})", "")
    if state == _NO_SUCH_DATABASE and target.database:
        raise failed("bad-target", endpoint, "has no database of that name", "leave the database out, or correct it")
    if target.login is not None and state in ("28P01", "28000"):
        what = f"refuses this user and password ({state})"
        raise failed("wrong-credentials", endpoint, what, "check --password-file and the user")


def _identity(greeting: Greeting, version: str = "", own: str | None = None) -> Identity:
    product = next((name for word, name in _PRODUCTS if word in version), "PostgreSQL")
    number = greeting.settings.get("server_version", "")
    if product == "CockroachDB":
        number = version.partition(" v")[2]
    shown = re.match(r"[\w.+~-]{1,40}", number, re.ASCII)
    return Identity(kind="postgresql", product=product, version=shown[0] if shown else None, id=own, tls=greeting.tls)


@dataclass(slots=True, kw_only=True)
class PostgreSqlSession(Closes):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    target: Target
    way: Way
    greeting: Greeting
    home: str  # the database that lets us in
    identity: Identity = field(init=False)
    _link: Link | None = field(default=None, init=False, repr=False)
    _me: catalog.Me | None = field(default=None, init=False, repr=False)
    _refused: Refused | None = field(default=None, init=False, repr=False)  # the introspection was
    _facts: rights.Facts | None = field(default=None, init=False, repr=False)
    _tables: dict[tuple[str, ...], catalog.Table] = field(default_factory=dict, init=False, repr=False)
    _encodings: dict[str, str] = field(default_factory=dict, init=False, repr=False)

    def open(self) -> None:
        """The first connection of the driver, and whom it makes us. Errors: ``Failed``."""
        try:
            link = self._to(self.home)
        except Refused as refused:
            code = refused.code
        else:
            try:
                self._me = catalog.me(link)
                self.identity = _identity(self.greeting, self._me.version, catalog.system_id(link))
            except Refused as refused:
                self._refused = refused
            return
        what = f"let us in at first, and then not ({code})"
        raise failed("connection-refused", self.way.endpoint, what, "try again")

    def _to(self, database: str) -> Link:
        """The connection to *database*, kept while the next table is in the same one."""
        if self._link is not None and self._link.database == database and not self._link.is_broken:
            return self._link
        self._drop()
        try:
            self._link = self.way.open(database)
        except Refused as refused:
            if not self.way.takes_options or refused.sqlstate is not None:
                raise
            self.way = replace(self.way, takes_options=False)  # a pooler refuses to be told settings at the start
            self._link = self.way.open(database)
        return self._link

    def _drop(self) -> None:
        if self._link is not None:
            self._link.close()
            self._link = None

    # --- access

    def access(self) -> Access:
        """What whom we act as may do, from the privilege functions of every database that lets us in."""
        name = self._me.name if self._me else self.way.login.user
        is_anonymous = self.target.login is None or self.greeting.is_trusting
        principal = Principal(name=printable(_shown(name), 80), anonymous=is_anonymous)
        greeting = self.greeting
        if greeting.asks and not greeting.is_ready and greeting.sqlstate is None:
            asked = Evidence(command="StartupMessage", code=f"R {greeting.code}", meaning=f"asks for {greeting.asks}")
            return rights.refused(principal, asked)
        if not greeting.is_ready:
            return self._turned_away(principal)
        if self._me is None:
            return self._inconclusive(principal, self._refused)
        try:
            return self._with_trust(rights.access(principal, self._look()))
        except Refused as refused:
            return self._inconclusive(principal, refused)

    def _turned_away(self, principal: Principal) -> Access:
        state = self.greeting.sqlstate or "no code"
        if not self.greeting.is_trusting:
            return rights.refused(
                principal, Evidence(command="StartupMessage", code=state, meaning="this user is not let in")
            )
        meaning = "asks for no password (trust), but the role is missing, may not log in, or finds no database"
        note = "asks this user for no password (trust): another role, which was not tried, may get in"
        return rights.untold(principal, Evidence(command="StartupMessage", code=f"R 0, {state}", meaning=meaning), note)

    def _inconclusive(self, principal: Principal, refused: Refused | None) -> Access:
        code = refused.code if refused else "no code"
        told = Evidence(command="SELECT ... FROM pg_roles, pg_class", code=code, meaning="cannot be asked for its rights")
        return rights.untold(principal, told, "is let in, but what it may do cannot be told read-only")

    def _with_trust(self, found: Access) -> Access:
        if self.target.login is not None and self.greeting.is_trusting:
            note = "a login was given, but this role needs no password (trust)"
            return replace(found, notes=(note, *found.notes))
        return found

    def _look(self) -> rights.Facts:
        """Once: every database that we may connect to. Errors: ``Failed``, :class:`Refused` at home."""
        if self._facts is not None:
            return self._facts
        assert self._me is not None  # noqa: S101 - narrows for mypy
        known = catalog.databases(self._to(self.home), self._me.roles)
        wanted = [one for one in known if one.may_connect and (not one.is_template or one.name == self.target.database)]
        wanted.sort(key=lambda one: (one.name != self.home, one.name))
        found, barred = [], sum(not one.may_connect and not one.is_template for one in known)
        for one in wanted[:_DATABASES_MAX]:
            try:
                found.append(catalog.contents(self._to(one.name), one, self._me.roles))
            except Refused:
                barred += 1
        self._encodings = {one.name: one.encoding for one in known}
        self._facts = rights.Facts(
            me=self._me, databases=tuple(one for one in known if not one.is_template), contents=tuple(found),
            unseen=len(wanted[_DATABASES_MAX:]), barred=barred, settings=self.greeting.settings,
        )  # fmt: skip
        return self._facts

    # --- containers

    def containers(self) -> Iterator[Container]:
        """Tables, partitioned tables without their parts, materialized views; views and foreign tables unread."""
        if self._me is None:
            return
        try:
            tables = self._look().tables
        except Refused:
            return
        for table in tables:
            if not table.is_partition and self.target.database in (None, table.database):
                key = (table.database, table.schema, table.name)
                self._tables[key] = table
                yield self._container(key, table)

    catalogue = containers

    def _container(self, key: tuple[str, ...], table: catalog.Table) -> Container:
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
        """Rows as columns; a sample is of whole pages by chance."""
        table = self._tables.get(container.key)
        if table is None or not container.is_readable:
            return
        survey = self._survey(table, container, reading)
        if survey is None:
            return
        try:
            yield from survey.batches()
            return
        except Refused:
            pass
        yield from self._again(survey, container)

    def _survey(self, table: catalog.Table, container: Container, reading: Reading) -> Survey | None:
        try:
            link = self._to(table.database)
            attributes = tuple(one for one in catalog.attributes(link, table.oid) if _is_text(one.name))
            if not attributes:
                return None
            link.time_out(reading.seconds if reading.full else self.way.ask.statement_seconds)
        except Refused as refused:
            code = refused.code
        else:
            return Survey(
                link=link, table=table, attributes=attributes, reading=reading, estimate=container.records.value,
                is_raw=self._encodings.get(table.database) == "SQL_ASCII",
            )  # fmt: skip
        raise failed("connection-refused", self.way.endpoint, f"refuses to read a table ({code})", "")

    def _again(self, survey: Survey, container: Container) -> Iterator[Batch]:
        """Once more from where it broke off, every value as bytes of text; what does not come then is undecodable."""
        started = time.monotonic()
        try:
            survey.link = self._to(survey.table.database)
            survey.link.time_out(survey.reading.seconds if survey.reading.full else self.way.ask.statement_seconds)
            survey.link.run("SET client_encoding = 'SQL_ASCII'")
            survey.is_raw = True
            yield from survey.batches(is_text=True)
            self._drop()  # with its encoding
            return
        except Refused as refused:
            code = refused.code
        self._drop()
        if code == "57014" or (survey.reading.seconds and time.monotonic() - started >= survey.reading.seconds):
            raise failed("over-budget", self.way.endpoint, f"took too long to read a table ({code})", "")
        if survey.read:
            return
        raise failed("connection-refused", self.way.endpoint, f"cannot be read ({code})", "")

    def close(self) -> None:
        """Terminate, and hang up."""
        self.is_closed = True
        self._drop()


def _shown(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _is_text(name: str) -> bool:
    """A name whose bytes are no UTF-8 cannot be sent back by the driver."""
    return not any("\udc80" <= one <= "\udcff" for one in name)
