"""MySQL, MariaDB and TiDB, by a client of our own (protocol 10, text results).

Sends a login, and the statements of `MySql.reads`: SELECT, SHOW GRANTS, SET SESSION (read-only transactions, time
limits), SET ROLE (for the session alone), and a goodbye. Without a login it tries the user '' and then "root", both
without a password, and nothing else; each attempt is finished, since interrupted ones count towards
max_connect_errors. Never an unscrambled password without TLS, never a local file, never COUNT(*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch.inert import printable
from nightlatch.model import (
    Access,
    Container,
    Count,
    Evidence,
    Identity,
    Login,
    Principal,
    Right,
    Target,
    Trace,
)
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _mysql_about as about
from nightlatch.stores import _mysql_grants as grants
from nightlatch.stores import _mysql_traces as signs_left
from nightlatch.stores._mysql_handshake import real_version
from nightlatch.stores._mysql_login import Attempt, Opener, best_of, current_user
from nightlatch.stores._mysql_wire import Refused, Row, Wire

if TYPE_CHECKING:
    from nightlatch.dial import Dialer
    from nightlatch.stores import _mysql_read as reader

ANONYMOUS = ("", "root")
_BELTS = (
    "SET SESSION TRANSACTION READ ONLY",
    "SET SESSION sql_mode = ''",
    "SET SESSION time_zone = '+00:00'",
    "SET SESSION lock_wait_timeout = 2",
    "SET SESSION net_write_timeout = 60",
)
_UNGUARDED = 1290  # "running with the --skip-grant-tables option"
_EXACT = frozenset({"myisam", "aria", "memory", "archive", "mrg_myisam"})
_COLUMNS_MAX = 1_000_000  # of all tables together


class MySql:
    """One file per kind: this one."""

    kind = "mysql"
    title = "MySQL, MariaDB"
    schemes: tuple[str, ...] = ("mysql", "mariadb")
    tls_schemes: tuple[str, ...] = ()
    port = 3306
    driver = ""
    reads = frozenset({"LOGIN", "SELECT", "SHOW GRANTS", "SET SESSION", "SET ROLE", "QUIT"})
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights=dict.fromkeys(("create", "read", "update", "delete", "administer"), "exact"),
        count="exact for MyISAM and Aria, an estimate for InnoDB",
        sample="stretches of the primary key, or a random share of the rows",
        tested="real: MariaDB 10.11; MySQL and TiDB: replies after their manuals",
        notes="views are read only where no table of their database may be. A user whose method of login is neither "
        "mysql_native_password nor caching_sha2_password cannot be used.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> MySqlSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a password is a session without rights."""
        endpoint = dialer.resolve(target.host, target.port)
        opener = Opener(target, endpoint, dialer, ask)
        if target.login is not None:
            return _session(opener, [opener.attempt(target.login)])
        first = opener.attempt(Login(user=ANONYMOUS[0]))
        if first.is_final:
            return _session(opener, [first])
        try:
            return _session(opener, [first, opener.attempt(Login(user=ANONYMOUS[1]))])
        except BaseException:
            first.close()
            raise


STORE = MySql()


def _session(opener: Opener, attempts: list[Attempt]) -> MySqlSession:
    """The session of the best of *attempts*; the others are closed."""
    inside = [one for one in attempts if one.refused is None]
    for one in inside:
        one.name = current_user(one.wire)
    best = best_of(inside) or attempts[-1]
    for one in attempts:
        if one is not best:
            one.close()
    if best.refused is not None and opener.target.login is not None and best.refused != 1130:
        best.close()
        fail = opener.failing(best.line)
        raise fail(
            "wrong-credentials", f"refuses this user and password (error {best.refused})", "check --password-file"
        )
    refusals = tuple((one.login.user, one.refused) for one in attempts if one.refused is not None)
    session = MySqlSession(opener=opener, attempt=best, refusals=refusals)
    session.identity = _identify(best)
    return session


def _identify(attempt: Attempt) -> Identity:
    version = real_version(attempt.wire.greeting.version)
    product = "MariaDB" if "MariaDB" in version else "TiDB" if "TiDB" in version else "MySQL"
    shown = re.match(r"[\w.+~-]{1,60}", version, re.ASCII)
    identity = Identity(kind="mysql", product=product, version=shown[0] if shown else None, tls=attempt.tls)
    if attempt.refused is not None:
        return identity
    for statement in _BELTS:
        attempt.wire.run(statement)  # an old server lacks some of them
    own = _variable(attempt.wire, "server_uuid") if product != "MariaDB" else None
    required = _variable(attempt.wire, "require_secure_transport")
    tls = replace(attempt.tls, required={"1": True, "0": False}.get(required or ""))
    is_uuid = own is not None and re.fullmatch(r"[0-9a-f-]{36}", own)
    return replace(identity, id=own if is_uuid else None, tls=tls)


def _variable(wire: Wire, name: str) -> str | None:
    try:
        rows = wire.rows(f"SELECT @@{name}")
    except Refused:  # not known to this version, or not to this user
        return None
    return _text(rows[0][0]) if rows and rows[0][0] is not None else None


def _text(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "surrogateescape")


def _shown(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@dataclass(slots=True, kw_only=True)
class MySqlSession(Closes):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    opener: Opener
    attempt: Attempt
    refusals: tuple[tuple[str, int], ...]
    identity: Identity = field(init=False)
    _fields: dict[tuple[str, str], list[reader.Field]] = field(default_factory=dict, init=False, repr=False)
    _lines: list[str] | None = field(default=None, init=False, repr=False)
    _privileges: frozenset[str] = field(default=frozenset(), init=False)  # of the roles, on what they see
    _role: str | None = field(default=None, init=False)
    _untold: int | None = field(default=None, init=False)  # the error that SHOW GRANTS was answered with

    @property
    def _wire(self) -> Wire:
        """The connection; a new one where a reading was left in the middle."""
        if self.attempt.wire.is_broken and not self.is_closed:
            self.attempt.close()
            self.attempt = self.opener.attempt(self.attempt.login)
            if self.attempt.refused is not None:
                fail = self.opener.failing(self.attempt.line)
                raise fail("connection-refused", f"let us in before, now not (error {self.attempt.refused})", "")
            for statement in (*_BELTS, *([self._role] if self._role else [])):
                self.attempt.wire.run(statement)
        return self.attempt.wire

    def access(self) -> Access:
        """What whom we act as may do, from SHOW GRANTS and the catalogue."""
        login, is_anonymous = self.attempt.login, self.opener.target.login is None
        if self.attempt.refused is not None:
            principal = Principal(name=login.user or "''", anonymous=True)
            return Access(principal=principal, rights=grants.nothing(*map(_refusal, self.refusals)))
        principal = Principal(
            name=printable(_shown(self.attempt.name or login.user), 80) or "''", anonymous=is_anonymous
        )
        self._take_roles()
        if self._untold == _UNGUARDED:
            return self._unguarded(principal, self._untold)
        return self._granted(principal, self._lines or [])

    def _unguarded(self, principal: Principal, code: int) -> Access:
        meaning = "the server runs with --skip-grant-tables: whoever is connected may do everything"
        evidence = Evidence(command="SHOW GRANTS", code=str(code), meaning=meaning)
        notes = ("any user name is let in, with any password",)
        return Access(principal=principal, rights=grants.everything("no-access-control", evidence), notes=notes)

    def _take_roles(self) -> None:
        """Once: learn what SHOW GRANTS says of us and of our roles, and take on the role that lets us read the most.

        A role counts for the session that takes it on, and for nobody else. MySQL takes all, MariaDB one at a time.
        """
        if self._lines is not None:
            return
        self._lines = self._grant_lines()
        roles = tuple(dict.fromkeys(role for line in self._lines for role in grants.roles(line)))[:16]
        if roles and self.identity.product != "MariaDB":
            self._role = "SET ROLE ALL" if self._wire.run("SET ROLE ALL") is None else None
            self._lines += self._grant_lines(f" FOR CURRENT_USER() USING {', '.join(roles)}")
        elif roles:
            self._try_roles(roles)

    def _try_roles(self, roles: tuple[str, ...]) -> None:
        assert self._lines is not None  # noqa: S101 - narrows for mypy
        best = 0
        for role in roles:
            if self._wire.run(f"SET ROLE {role}") is not None:
                continue
            self._lines += self._grant_lines()
            seen = self._effective()
            self._privileges |= seen
            if len(seen) > best:
                best, self._role = len(seen), f"SET ROLE {role}"
        self._wire.run(self._role or "SET ROLE NONE")

    def _grant_lines(self, whom: str = "") -> list[str]:
        try:
            return [_text(row[0]) for row in self._wire.rows("SHOW GRANTS" + whom) if row]
        except Refused as refused:
            self._untold = self._untold or refused.code
            return []

    def _granted(self, principal: Principal, lines: list[str]) -> Access:
        found = [grant for line in lines if (grant := grants.parse(grants.without_hashes(line) + _option(line)))]
        limits, notes = self._limits()
        rights = grants.rights(found, self._effective() | self._privileges, limits)
        if self._untold is not None and not found:
            rights = {
                name: right if right.verdict == "granted" else _unknown(self._untold) for name, right in rights.items()
            }
        if all(right.verdict == "denied" for right in rights.values()) and not limits.read_only:
            notes.append("logs in without a password, and may do nothing" if principal.anonymous else "may do nothing")
        return Access(principal=principal, rights=rights, notes=tuple(notes))

    def _effective(self) -> frozenset[str]:
        """Privileges on tables that we see, however they came: MariaDB's PUBLIC shows here only."""
        where = _not_system("TABLE_SCHEMA")
        statement = f"SELECT DISTINCT PRIVILEGES FROM information_schema.COLUMNS WHERE {where}"  # noqa: S608
        try:
            rows = self._wire.rows(statement)
        except Refused:
            return frozenset()
        return frozenset(word.strip().lower() for row in rows for word in _text(row[0]).split(","))

    def _limits(self) -> tuple[grants.Limits, list[str]]:
        wire = self._wire
        for name in ("super_read_only", "innodb_read_only", "read_only"):
            if _variable(wire, name) not in ("1", "ON", "NO_LOCK", "NO_LOCK_NO_ADMIN"):
                continue
            bypass = frozenset({"SUPER", "READ_ONLY ADMIN", "READ ONLY ADMIN", "CONNECTION_ADMIN"})
            note = f"{name} is on: writes are refused here, which is how replicas are run; its source may take them"
            return grants.Limits(read_only=name, bypass=bypass if name == "read_only" else frozenset()), [note]
        return grants.Limits(), []

    def containers(self) -> Iterator[Container]:
        """Base tables, and views of databases no table of which may be read; rows as the catalogue estimates them."""
        if self.attempt.refused is not None:
            return
        wanted = self.opener.target.database
        self._take_roles()
        self._fields = self._catalogue(wanted)
        tables = [row for row in self._tables(wanted) if len(row) == 6]
        readable = {_text(row[0]) for row in tables if row[2] != b"VIEW" and self._readable(row)}
        for row in tables:
            if row[2] != b"VIEW" or (_text(row[0]) not in readable and self._readable(row)):
                yield self._container(row)

    def _tables(self, database: str | None) -> list[Row]:
        where = _not_system("TABLE_SCHEMA") + (f" AND TABLE_SCHEMA = {_literal(database)}" if database else "")
        return self._wire.rows(
            "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_ROWS, DATA_LENGTH "  # noqa: S608 - quoted
            f"FROM information_schema.TABLES WHERE {where}",
            self.opener.ask.statement_seconds,
        )

    def _readable(self, row: Row) -> bool:
        return any(one.is_readable for one in self._fields.get((_text(row[0]), _text(row[1])), ()))

    def _container(self, row: Row) -> Container:
        database, table = _text(row[0]), _text(row[1])
        fields = self._fields.get((database, table), [])
        size = _number(row[5])
        return Container(
            name=f"{_shown(database)}.{_shown(table)}",
            key=(database, table),
            records=_count(_text(row[3]).lower(), row[4], row[2] == b"VIEW"),
            bytes=size,
            is_readable=self._readable(row),
            fields=tuple(_shown(one.name) for one in fields),
        )

    def _catalogue(self, database: str | None) -> dict[tuple[str, str], list[reader.Field]]:
        where = _not_system("TABLE_SCHEMA") + (f" AND TABLE_SCHEMA = {_literal(database)}" if database else "")
        rows = self._wire.rows(
            "SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DATA_TYPE, COLUMN_KEY, PRIVILEGES "  # noqa: S608 - quoted
            f"FROM information_schema.COLUMNS WHERE {where} LIMIT {_COLUMNS_MAX}",
            self.opener.ask.statement_seconds,
        )
        found: dict[tuple[str, str], list[reader.Field]] = {}
        for row in rows:
            if len(row) == 6:
                found.setdefault((_text(row[0]), _text(row[1])), []).append(_field(row))
        return {table: _with_one_key(fields) for table, fields in found.items()}

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Rows as columns; a sample is spread over the primary key where that is one number."""
        from nightlatch.stores import _mysql_read as reader

        if self.attempt.refused is not None:
            return
        database, table = container.key[0], container.key[1]
        if (database, table) not in self._fields:
            self._fields |= self._catalogue(database)
        fields = [one for one in self._fields.get((database, table), []) if one.is_readable]
        if not fields:
            return
        self._limit_time(reading)
        self._wire.idle_seconds = self.opener.ask.statement_seconds
        estimate = container.records.value
        try:
            yield from reader.batches(self._wire, (database, table), fields, estimate, reading)
        except Refused as refused:
            fail = self.opener.failing(self.attempt.line)
            raise fail("connection-refused", f"refuses to read a table (error {refused.code})", "") from None

    def _limit_time(self, reading: Reading) -> None:
        """A statement ends by itself, even if we are gone: MariaDB counts in seconds, MySQL in milliseconds."""
        seconds = self.opener.ask.statement_seconds
        if reading.full:
            seconds = reading.seconds or 0.0  # 0: no limit
        if self.identity.product == "MariaDB":
            self._wire.run(f"SET SESSION max_statement_time = {seconds:.3f}")
        else:
            self._wire.run(f"SET SESSION max_execution_time = {int(seconds * 1000)}")

    def traces(self) -> Iterator[Trace]:
        """See `_mysql_traces`."""
        if self.attempt.refused is not None:
            return iter(())
        self.identity = replace(self.identity, started=signs_left.started(self._wire))
        return signs_left.traces(self._wire)

    def close(self) -> None:
        """COM_QUIT, and hang up."""
        self.is_closed = True
        self.attempt.close()


def _unknown(code: int) -> Right:
    asked = Evidence(command="SHOW GRANTS", code=str(code), meaning="the server does not tell")
    return Right(known_by="inconclusive", evidence=(asked,))


def _refusal(refused: tuple[str, int]) -> Evidence:
    user, code = refused
    meaning = "this address is not let in" if code == 1130 else "asks for a password"
    return Evidence(command=f"log in as {user or chr(39) * 2} without a password", code=str(code), meaning=meaning)


def _option(line: str) -> str:
    """WITH GRANT OPTION stands behind the hash that is cut off."""
    return " WITH GRANT OPTION" if grants.with_option(line) else ""


def _not_system(column: str) -> str:
    return f"{column} NOT IN ({', '.join(repr(name) for one in grants.SYSTEM for name in (one, one.upper()))})"


def _literal(text: str) -> str:
    """Text in hexadecimal: no quoting rule can be got around."""
    return f"CONVERT(0x{text.encode('utf-8', 'surrogateescape').hex()} USING utf8)"


def _field(row: Row) -> reader.Field:
    from nightlatch.stores import _mysql_read as reader

    return reader.Field(
        name=_text(row[2]),
        type=_text(row[3]).lower(),
        is_key=row[4] == b"PRI",
        is_readable="select" in _text(row[5]).lower(),
    )


def _with_one_key(fields: list[reader.Field]) -> list[reader.Field]:
    """A primary key of several columns is no stretch of numbers."""
    return fields if sum(one.is_key for one in fields) == 1 else [replace(one, is_key=False) for one in fields]


def _number(value: bytes | None) -> int | None:
    return int(value) if value is not None and re.fullmatch(rb"\d{1,20}", value) else None


def _count(engine: str, rows: bytes | None, is_view: bool) -> Count:
    value = _number(rows)
    if is_view or value is None:
        return Count(value=None, method="a view: not counted" if is_view else "the catalogue does not tell")
    if engine in _EXACT:
        return Count.of(value, f"TABLE_ROWS of {engine}")
    # The manual says off by up to half; on small tables, and before statistics are brought up to date, by more.
    return Count(value=value, low=value // 2, high=2 * value + 1000, method="TABLE_ROWS, an estimate")
