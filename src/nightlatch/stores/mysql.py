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
from nightlatch.stores import _mysql_catalogue as catalogue
from nightlatch.stores import _mysql_grants as grants
from nightlatch.stores import _mysql_traces as signs_left
from nightlatch.stores._mysql_catalogue import shown, text
from nightlatch.stores._mysql_handshake import real_version
from nightlatch.stores._mysql_login import Attempt, Opener, best_of, current_user
from nightlatch.stores._mysql_wire import Refused, Wire

if TYPE_CHECKING:
    from nightlatch.dial import Dialer
    from nightlatch.stores._mysql_catalogue import Fields

ANONYMOUS = ("", "root")
_BELTS = (
    "SET SESSION TRANSACTION READ ONLY",
    "SET SESSION sql_mode = ''",
    "SET SESSION time_zone = '+00:00'",
    "SET SESSION lock_wait_timeout = 2",
    "SET SESSION net_write_timeout = 60",
)
_UNGUARDED = 1290  # "running with the --skip-grant-tables option"


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
    return text(rows[0][0]) if rows and rows[0][0] is not None else None


@dataclass(slots=True, kw_only=True)
class MySqlSession(Closes):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    opener: Opener
    attempt: Attempt
    refusals: tuple[tuple[str, int], ...]
    identity: Identity = field(init=False)
    _fields: Fields = field(default_factory=dict, init=False, repr=False)
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
            name=printable(shown(self.attempt.name or login.user), 80) or "''", anonymous=is_anonymous
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
            return [text(row[0]) for row in self._wire.rows("SHOW GRANTS" + whom) if row]
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
        try:
            return catalogue.privileges(self._wire)
        except Refused:
            return frozenset()

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
        seconds = self.opener.ask.statement_seconds
        fields = self._fields = catalogue.fields(self._wire, wanted, seconds)
        rows = catalogue.tables(self._wire, wanted, seconds)
        tables = [row for row in rows if not catalogue.is_view(row)]
        readable = {text(row[0]) for row in tables if catalogue.is_readable(row, fields)}
        for row in rows:
            if not catalogue.is_view(row) or (text(row[0]) not in readable and catalogue.is_readable(row, fields)):
                yield catalogue.container(row, fields)

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Rows as columns; a sample is spread over the primary key where that is one number."""
        from nightlatch.stores import _mysql_read as reader

        if self.attempt.refused is not None:
            return
        database, table = container.key[0], container.key[1]
        if (database, table) not in self._fields:
            self._fields |= catalogue.fields(self._wire, database, self.opener.ask.statement_seconds)
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
