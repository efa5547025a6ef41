"""One connection to one database by ADBC; what `_postgresql_copy` sends is checked here too.

The driver sends of its own accord, at each connect: SELECT version(), and SELECTs of pg_attribute and pg_type (over
two connections, one of which it closes); then, for each statement of ours, Parse, Describe and, where rows come back,
the same inside COPY (...) TO STDOUT (FORMAT binary). What we add is held to `VERBS`; everything runs read-only.
Nothing ambient is used: every setting that libpq would look for in the environment or in a file is given.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from nightlatch.ambient import NOWHERE
from nightlatch.model import Endpoint, Failed, Login
from nightlatch.stores import Ask
from nightlatch.stores._postgresql_wire import failed

if TYPE_CHECKING:
    import pyarrow as pa

    from nightlatch.dial import Dialer, Line

T = TypeVar("T")
VERBS = ("SELECT", "SET", "BEGIN", "ROLLBACK")
_CHUNK_BYTES = str(4 << 20)
_CATALOGUE_BYTES = 512 << 20  # a server may have a hundred thousand tables, and not everything else
_METHODS = {3: "password", 5: "md5", 10: "scram-sha-256", None: "none"}
# search_path: nothing that a stranger put into "public" can stand in for a function of ours. The rest is kindness to
# the server, and texts that look the same everywhere. A sample starts where the table starts.
BELTS = {
    "default_transaction_read_only": "on",
    "search_path": "pg_catalog,pg_temp",
    "lock_timeout": "1s",
    "idle_in_transaction_session_timeout": "60s",
    "max_parallel_workers_per_gather": "0",
    "synchronize_seqscans": "off",
    "DateStyle": "ISO",
    "TimeZone": "UTC",
    "jit": "off",
}
_NEWER = frozenset({"jit", "idle_in_transaction_session_timeout", "max_parallel_workers_per_gather"})


class Refused(Exception):  # noqa: N818 - the server refused; it is no error of ours
    """The server refused a statement, or the driver could not read its answer; only the code is kept."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate

    @property
    def code(self) -> str:
        """What may be shown."""
        return self.sqlstate or "no code"


class Undeclared(Exception):  # noqa: N818
    """A statement whose verb is not declared: a mistake of ours, caught before it is sent."""


def checked(sql: str) -> str:
    """*sql*, if its first word is declared and nothing follows it. Errors: :class:`Undeclared`."""
    verb = sql.split(None, 1)[0]
    outside = re.sub(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"", "", sql)
    if verb not in VERBS or ";" in outside or "\0" in sql:
        raise Undeclared(verb)
    return sql


def quoted(name: str) -> str:
    """An identifier, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(slots=True, kw_only=True)
class Way:
    """How to get in, as the greeting found it."""

    dialer: Dialer
    endpoint: Endpoint
    login: Login
    ask: Ask
    is_secure: bool
    method: int | None = None  # the authentication request that the login answers
    takes_options: bool = True  # a pooler may not

    def open(self, database: str, encoding: str = "") -> Link:
        """Connect to *database*, whose texts are in *encoding*. Errors: ``Failed``; :class:`Refused`."""
        connection, line = self._adopted(self._words(database, encoding))
        link = Link(way=self, database=database, connection=connection, line=line)
        try:
            link.prepare()
        except BaseException:
            link.close()
            raise
        return link

    def _adopted(self, words: str) -> tuple[Any, Line]:
        connect = driver(self.endpoint)
        try:
            return self.dialer.adopt(
                self.endpoint, verb="postgresql", open=lambda: connect.connect(words, autocommit=True)
            )
        except Failed:
            raise
        except connect.Error as error:
            state = error.sqlstate
        raise Refused(state)

    def _words(self, database: str, encoding: str) -> str:
        """libpq's key=value form. TLS as the greeting found it; an unknown certificate is told, not refused.

        Where the server never looked at its texts (SQL_ASCII) it would refuse to send as UTF-8 what is none.
        """
        words = {
            "hostaddr": self.endpoint.address,
            "host": self.endpoint.host,
            "port": str(self.endpoint.port),
            "user": self.login.user,
            "password": self.login.password or "",
            "dbname": database,
            "connect_timeout": str(max(2, round(self.dialer.timeout_seconds))),
            "application_name": self.ask.client,
            "client_encoding": "SQL_ASCII" if encoding == "SQL_ASCII" else "UTF8",
            "sslmode": "require" if self.is_secure else "disable",
            "sslsni": "1",
            "sslcertmode": "disable",
            "ssl_min_protocol_version": "TLSv1",
            "ssl_max_protocol_version": "",
            "gssencmode": "disable",
            "channel_binding": "prefer",
            "requirepeer": "",
            "require_auth": _METHODS.get(self.method, "none"),
            "target_session_attrs": "any",
            "options": self.options(self.ask.statement_seconds) if self.takes_options else "",
        } | dict.fromkeys(("passfile", "sslcert", "sslkey", "sslrootcert", "sslcrl", "sslcrldir"), NOWHERE)
        return " ".join(f"{name}={_literal(value)}" for name, value in words.items())

    def options(self, seconds: float | None) -> str:
        """What is set from the start; a statement may take *seconds*, None: as long as it likes."""
        settings = BELTS | {"statement_timeout": _milliseconds(seconds) if seconds else "0"}
        return " ".join(f"-c {name}={value}" for name, value in settings.items())


def driver(endpoint: Endpoint) -> Any:
    """ADBC's DBAPI module, which brings Arrow. Errors: ``Failed`` with missing-driver."""
    needed(endpoint)
    from adbc_driver_postgresql import dbapi

    return dbapi


def needed(endpoint: Endpoint) -> None:
    """Raise ``Failed`` with missing-driver where it is not installed; who is not let in need not wait for all of it."""
    try:
        import adbc_driver_postgresql  # noqa: F401 - its presence is what is asked
    except ImportError:
        hint = "pip install 'nightlatch[postgresql]'"
        raise failed("missing-driver", endpoint, "the driver for PostgreSQL is not installed", hint) from None


def _literal(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _milliseconds(seconds: float) -> str:
    return str(max(1, int(seconds * 1000)))


@dataclass(slots=True, kw_only=True)
class Link:
    """One open connection."""

    way: Way
    database: str
    connection: Any = field(repr=False)
    line: Line
    is_broken: bool = False
    is_transaction: bool = False
    _end: int | None = field(default=None, init=False)  # of the bytes that may come

    def prepare(self) -> None:
        """Where settings could not be given at the start, one transaction holds them: a pooler may change servers."""
        self.bound()
        if self.way.takes_options:
            return
        self.run("BEGIN READ ONLY")
        self.is_transaction = True
        for name, value in BELTS.items():
            if name not in ("default_transaction_read_only", *_NEWER):
                self.set(name, value)
        self.time_out(self.way.ask.statement_seconds)

    def time_out(self, seconds: float | None) -> None:
        """Let a statement take at most *seconds*; None: no bound but silence."""
        self.set("statement_timeout", _milliseconds(seconds) if seconds else "0")

    def bound(self, *, bytes: int | None = _CATALOGUE_BYTES) -> None:
        """Let at most *bytes* come from now on."""
        self._end = None if bytes is None else self.line.received + bytes

    def _watch(self) -> None:
        """While an answer is awaited, no silence may last longer than it may take; between questions any may."""
        room = None if self._end is None else max(0, self._end - self.line.received)
        self.line.limit(idle_seconds=self._patience, bytes=room)

    def set(self, name: str, value: str) -> None:
        """A setting of this connection; where a pooler stands between, of the transaction."""
        local = "LOCAL " if self.is_transaction else ""
        self.run(f"SET {local}{name} = {value if name == 'search_path' else _text(value)}")

    @property
    def _patience(self) -> float:
        return self.way.ask.statement_seconds + self.way.ask.timeout_seconds

    def run(self, sql: str) -> None:
        """A statement that answers without rows."""
        self._told(lambda: self._execute(sql).close())

    def table(self, sql: str) -> pa.Table:
        """All rows of a SELECT, as they came."""

        def fetch() -> pa.Table:
            with self._execute(sql) as cursor:
                return cursor.fetch_arrow_table()

        return self._told(fetch)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """All rows of a SELECT; text as the server's bytes say it, what is no UTF-8 as surrogates."""
        return list(zip(*(_values(column) for column in self.table(sql).columns), strict=True))

    def batches(self, sql: str) -> Iterator[pa.RecordBatch]:
        """Rows of a SELECT as they come, about 8 MB at a time; left early, the connection is used up."""
        cursor = self._told(lambda: self._execute(sql))
        self.is_broken = True  # until the last row has come
        reader = self._told(lambda: _reader(cursor))
        while (batch := self._told(lambda: _next(reader))) is not None:
            self.line.limit()
            yield batch
        self._told(cursor.close)
        self.is_broken = False

    def _execute(self, sql: str) -> Any:
        cursor = self.connection.cursor()
        cursor.adbc_statement.set_options(**{"adbc.postgresql.batch_size_hint_bytes": _CHUNK_BYTES})
        cursor.execute(checked(sql))
        return cursor

    def _told(self, act: Callable[[], T]) -> T:
        """What *act* returns. The driver's words may quote a value: what it raises is dropped but for its code."""
        import pyarrow as pa

        self._watch()
        try:
            found = act()
            self.line.limit()
            return found
        except (driver(self.way.endpoint).Error, pa.ArrowException, OSError) as error:
            state = getattr(error, "sqlstate", None)
        if self.line.cut is not None:
            self.is_broken = True
            raise Failed(self.line.cut)
        self.is_broken |= self.is_transaction or state is None or state.startswith(("08", "57P"))
        raise Refused(state)

    def close(self) -> None:
        """Terminate, or hang up where an answer is still on its way."""
        import pyarrow as pa

        if self.is_broken:
            self.line.close()
        with contextlib.suppress(driver(self.way.endpoint).Error, OSError, pa.ArrowException):
            self.connection.close()
        self.line.close()


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _reader(cursor: Any) -> Any:
    """What reads the rows; the one that fetch_record_batch unwraps still knows the code of a late error."""
    keeps_codes = getattr(getattr(cursor, "_results", None), "reader", None)
    return keeps_codes or cursor.fetch_record_batch()


def _next(reader: Any) -> pa.RecordBatch | None:
    try:
        return reader.read_next_batch()
    except StopIteration:
        return None


def _values(column: pa.ChunkedArray) -> list[Any]:
    import pyarrow as pa

    kind = column.type
    if pa.types.is_string(kind):
        return [one if one is None else _decoded(one) for one in column.cast(pa.binary()).to_pylist()]
    if pa.types.is_list(kind) and pa.types.is_string(kind.value_type):
        lists = column.cast(pa.list_(pa.binary())).to_pylist()
        return [[_decoded(part) for part in one or () if part is not None] for one in lists]
    return list(column.to_pylist())


def _decoded(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")
