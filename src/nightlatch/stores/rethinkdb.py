"""RethinkDB 2.3 to 2.4, by a client of our own.

Sends the handshake, by SCRAM as ``admin`` without a password where no login was given (as shipped it has none), and
queries of the terms in `_rethinkdb_wire`: lists, facts of a table, documents with a limit, permissions from the system
table. Never a write, a function, a change feed or ``http``. The web interface, which acts as admin, is not looked at.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from nightlatch.model import RIGHTS, Access, Container, Count, Extent, Identity, Principal, Right, Target
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _rethinkdb_wire as wire
from nightlatch.stores._documents import batches_of
from nightlatch.stores._plain import Rights, denied, each, granted, saw, told, unknown, within
from nightlatch.stores._rethinkdb_about import REMEDIES, SIGNS, VERSION
from nightlatch.stores._stream import Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

ADMIN = "admin"
_SPOTS, _PAGES = 32, 1_000_000
_HELLO, _TOLD = "handshake as admin, blank password", "rethinkdb.permissions"


class Rethink:
    """One file per kind: this one."""

    kind = "rethinkdb"
    title = "RethinkDB"
    schemes: tuple[str, ...] = ("rethinkdb",)
    tls_schemes: tuple[str, ...] = ("rethinkdb+tls",)
    port = 28015
    driver = ""
    reads = wire.READS
    signs = SIGNS
    remedies = REMEDIES
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, "exact for admin; of other accounts where rethinkdb.permissions can be read"),
        count="estimate: doc_count_estimates",
        sample="documents behind 32 random keys of the form that the server makes",
        tested="fake: from the driver documentation, ql2.proto and the permissions page of 2.3 and 2.4",
        notes="anonymous is the account admin without a password, as shipped; no other password is tried.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> RethinkSession:
        """See :class:`nightlatch.stores.Store`; a server whose admin has a password is a session without rights."""
        stream = opened(target, dialer, ask)
        try:
            return _open(target, ask, stream)
        except BaseException:
            stream.close()
            raise


def _open(target: Target, ask: Ask, stream: Stream) -> RethinkSession:
    talk = wire.Talk(stream)
    greeting = talk.shake()
    login = target.login
    code = talk.log_in(login.user, login.password or "") if login else talk.log_in(ADMIN, "")
    if code and login is not None:
        raise stream.fail("wrong-credentials", "refuses this user and password", "check --password-file and the user")
    version = greeting.version if VERSION.fullmatch(greeting.version) else None
    identity = Identity(kind="rethinkdb", product="RethinkDB", version=version, tls=stream.tls)
    return RethinkSession(target=target, ask=ask, stream=stream, talk=talk, identity=identity, refused=code)


class Permissions(msgspec.Struct):
    """What was granted; None where nothing is said at this level."""

    read: bool | None = None
    write: bool | None = None
    config: bool | None = None


class Permission(msgspec.Struct):
    """A row of the system table: of all, of a database, or of a table in it."""

    user: str
    permissions: Permissions
    database: str = ""
    table: str = ""


class _Info(msgspec.Struct):
    estimates: list[int] = msgspec.field(name="doc_count_estimates", default=[])


def level(rows: Sequence[Permission], database: str, table: str) -> Permissions:
    """What holds for one table: the innermost level that says something."""
    at = {(one.database, one.table): one.permissions for one in rows}
    chain = [at[place] for place in ((database, table), (database, ""), ("", "")) if place in at]

    def first(name: str) -> bool:
        return next((value for one in chain if (value := getattr(one, name)) is not None), False)

    return Permissions(read=first("read"), write=first("write"), config=first("config"))


def rights_of(rows: Sequence[Permission], tables: Sequence[tuple[str, str]]) -> Rights:
    """By the rows of one user, on the tables that are listed."""
    levels = [level(rows, *one) for one in tables]
    write = _right([bool(one.write) for one in levels], "write")
    rule = _right([bool(one.config) for one in levels], "config", is_partial=True)
    read = _right([bool(one.read) for one in levels], "read")
    return told(create=write, read=read, update=write, delete=write, administer=rule)


def _right(answers: Sequence[bool], word: str, *, is_partial: bool = False) -> Right:
    if not any(answers):
        return denied(saw(_TOLD, word, "is granted on no table that is listed"))
    extent: Extent = "all" if all(answers) and not is_partial else "some"
    return granted(
        saw(_TOLD, word, f"is granted on {'every table' if extent == 'all' else 'some tables'}"), extent=extent
    )


@dataclass(slots=True, kw_only=True)
class RethinkSession(Closes):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    stream: Stream
    talk: wire.Talk
    identity: Identity
    refused: int
    _listed: list[tuple[str, str]] | None = field(default=None, init=False, repr=False)

    def access(self) -> Access:
        """Admin may do everything; of another account its own rows tell, where they can be read."""
        login = self.target.login
        name = login.user if login else ADMIN
        who = Principal(name=name if login else "admin, without a password", anonymous=login is None)
        if self.refused:
            seen = saw(_HELLO, self.refused, "asks for a password")
            return Access(principal=who, rights=each(denied(seen, known_by="denied-on-read")))
        rows = self._permissions()
        if rows is None:
            return Access(principal=who, rights=each(unknown(saw(_TOLD, "-", "may not be read by us"))))
        mine = [one for one in rows if one.user == name]
        if name != ADMIN:
            return Access(principal=who, rights=rights_of(mine, self._tables()))
        if not any(one.permissions.config and not one.database for one in mine):
            return Access(
                principal=who, rights=each(unknown(saw(_TOLD, "-", "does not name admin, as it always does")))
            )
        command = _HELLO if login is None else "handshake as admin"
        return Access(
            principal=who, rights=each(granted(saw(command, "success", "the account that may do everything")))
        )

    def containers(self) -> Iterator[Container]:
        """Tables, database by database."""
        for database, table in () if self.refused else self._tables():
            try:
                info = self._decoded(self.talk.start([wire.INFO, [_table(database, table)]]), _Info)
            except wire.Refusal:
                info = None
            known = info[0].estimates if info else []
            many = sum(max(0, one) for one in known) if known else None
            count = Count(value=many, method="doc_count_estimates")
            yield Container(
                name=f"{database}.{table}", key=(database, table), records=count, is_readable=info is not None
            )

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Documents as the server writes them; a sample behind random keys."""
        texts = self._all(*container.key) if reading.full else self._some(container, reading)
        yield from batches_of(within(reading, texts))

    def close(self) -> None:
        """Hang up: the protocol has no goodbye."""
        self.is_closed = True
        self.stream.close()

    def _tables(self) -> list[tuple[str, str]]:
        """``(database, table)``; those of the database ``rethinkdb`` are the server's own."""
        if self._listed is None:
            databases = [self.target.database] if self.target.database else self._names([wire.DB_LIST])
            self._listed = [
                (database, table)
                for database in databases
                if database != "rethinkdb"
                for table in self._names([wire.TABLE_LIST, [[wire.DB, [database]]]])
            ]
        return self._listed

    def _names(self, term: Any) -> list[str]:
        try:
            found = self._decoded(self.talk.start(term), list[str])
        except wire.Refusal:
            return []
        return found[0] if found else []

    def _permissions(self) -> list[Permission] | None:
        try:
            return [
                one
                for response in self._through([wire.TABLE, [[wire.DB, ["rethinkdb"]], "permissions"]])
                for one in self._decoded(response, Permission)
            ]
        except wire.Refusal:
            return None

    def _through(self, term: Any) -> Iterator[wire.Response]:
        """All answers to *term*; the rest is called off where no more of them is taken."""
        seconds = self.ask.statement_seconds
        response = self.talk.start(term, seconds)
        is_open = response.kind == wire.PARTIAL
        try:
            yield response
            for _ in range(_PAGES):
                if not is_open:
                    return
                response = self.talk.go_on(seconds)
                is_open = response.kind == wire.PARTIAL
                yield response
            raise self.stream.fail("hostile", "its answers do not come to an end")
        except GeneratorExit:
            if is_open:
                self.talk.stop()
            raise

    def _decoded(self, response: wire.Response, shape: Any) -> list[Any]:
        try:
            return [msgspec.json.decode(one, type=shape) for one in response.found]
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            raise self.stream.fail("hostile", "its JSON is of another shape") from None

    def _all(self, database: str, table: str) -> Iterator[bytes]:
        try:
            for response in self._through([wire.BETWEEN, [_table(database, table), [wire.MINVAL], [wire.MAXVAL]]]):
                yield from map(bytes, response.found)
        except wire.Refusal:
            raise self.stream.fail("wrong-credentials", "may not be read by us") from None

    def _some(self, container: Container, reading: Reading) -> Iterator[bytes]:
        total = container.records.value
        if total is not None and total <= reading.records // 2:  # an estimate: read to the end
            yield from self._all(*container.key)
            return
        run = max(1, -(-reading.records // _SPOTS))
        draw = random.Random(reading.seed)  # noqa: S311 - not for secrets
        keys = sorted(str(uuid.UUID(int=draw.getrandbits(128))) for _ in range(_SPOTS - 1))
        came: set[int] = set()
        table = _table(*container.key)
        for key in ("", *keys):
            term = [wire.LIMIT, [[wire.BETWEEN, [table, key, [wire.MAXVAL]]] if key else table, run]]
            try:
                texts = [bytes(one) for response in self._through(term) for one in response.found]
            except wire.Refusal:
                raise self.stream.fail("wrong-credentials", "may not be read by us") from None
            fresh: Mapping[int, bytes] = {hash(one): one for one in texts[:run] if hash(one) not in came}
            came.update(fresh)
            yield from fresh.values()


def _table(database: str, name: str) -> list[Any]:
    return [wire.TABLE, [[wire.DB, [database]], name]]


STORE = Rethink()
