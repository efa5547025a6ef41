"""PostgreSQL, by ADBC; whether it asks for a password, and whether it wants TLS, by a greeting of our own.

Without a login it tries the role "postgres", without a password, and nothing else. What is sent: see
`_postgresql_wire` (greeting), `_postgresql_link` (every statement, read-only), `_postgresql_catalog`, and
`_postgresql_copy` (the whole of a large table, over a connection of our own). Views and foreign tables are never read:
the first can run code of the database, the second contact other servers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nightlatch.model import Endpoint, Login, Target
from nightlatch.stores import Ask, Tells
from nightlatch.stores import _postgresql_about as about
from nightlatch.stores._postgresql_link import Way, needed
from nightlatch.stores._postgresql_session import PostgreSqlSession
from nightlatch.stores._postgresql_wire import Greeting, Hello, failed, greet

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

ANONYMOUS = "postgres"
_FALL_BACK = ("postgres", "template1")
_NO_SUCH_DATABASE, _NOT_ALLOWED = "3D000", "42501"
_BUSY = {
    "53300": "has no connection left",
    "57P03": "is starting up or shutting down",
    "57P01": "is shutting down",
    "57P02": "has crashed and is recovering",
    "53400": "has reached a limit of its own",
}


class PostgreSql:
    """One file per kind: this one."""

    kind = "postgresql"
    title = "PostgreSQL"
    schemes: tuple[str, ...] = ("postgresql", "postgres")
    tls_schemes: tuple[str, ...] = ()
    port = 5432
    driver = "postgresql"
    signs = about.SIGNS
    remedies = about.REMEDIES
    reads = frozenset(
        {"SSLREQUEST", "STARTUP", "PASSWORD", "SELECT", "COPY (SELECT) TO STDOUT", "SET", "BEGIN READ ONLY"}
        | {"TERMINATE"}
    )
    tells = Tells(
        rights=dict.fromkeys(("create", "read", "update", "delete", "administer"), "exact"),
        count="exact below 32 MB, above from a sample of pages",
        sample="TABLESAMPLE SYSTEM: pages by chance",
        tested="real: PostgreSQL 15, 18",
        notes="tables from version 10. Views and foreign tables are listed and not read. Of a bytea 64 bytes are read, "
        "of a text at most 65,536 characters where a table holds long ones.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> PostgreSqlSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a password is a session without rights."""
        endpoint = dialer.resolve(target.host, target.port)
        needed(endpoint)
        login = target.login or Login(user=ANONYMOUS)
        database, greeting = _greeted(target, dialer, endpoint, login, ask)
        if target.tls and not greeting.tls.used:
            raise failed("tls", endpoint, "offers no TLS", "leave sslmode out if that is meant")
        _refuse(target, endpoint, greeting)
        way = Way(
            dialer=dialer, endpoint=endpoint, login=login, ask=ask, is_secure=greeting.tls.used, method=greeting.code
        )
        session = PostgreSqlSession(target=target, way=way, greeting=greeting, home=database)
        if greeting.is_ready:
            session.open()
        return session


STORE = PostgreSql()


def _greeted(
    target: Target, dialer: Dialer, endpoint: Endpoint, login: Login, ask: Ask
) -> tuple[str, Greeting]:  # fmt: skip
    """The database that took us, or the last that did not, and what it said."""
    wanted = (target.database,) if target.database else _FALL_BACK
    if any("\0" in word for word in (login.user, login.password or "", *wanted)):
        raise failed("bad-target", endpoint, "the user, the password or the database holds a NUL character", "")
    needs_tls = target.tls and login.password is not None
    for database in wanted:
        hello = Hello(login=login, database=database, client=ask.client, needs_tls=needs_tls)
        greeting = greet(dialer, endpoint, hello)
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
