"""Redis and those that speak its protocol (Valkey, KeyDB, Dragonfly, Kvrocks), RESP2, by a client of our own.

Sends the verbs in `Redis.reads` and nothing else: never KEYS, which blocks a server, never a command that writes, never
text that looks like HTTP, which Redis takes for an attack. It reads in pages of bounded size, and keeps no more than
64 KiB of a string.

One effect cannot be avoided: a key whose time is up and that Redis has not yet removed is removed when a scan meets it,
as it would be within moments anyway (INFO keyspace counts ``expires``). From 7.2 on CLIENT NO-TOUCH keeps the idle
times, by which a full cache evicts, as they were.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nightlatch.model import (
    Access,
    Container,
    Count,
    Endpoint,
    Failed,
    Failure,
    FailureKind,
    Identity,
    Principal,
    Target,
    Tls,
    Trace,
)
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _redis_about as about
from nightlatch.stores import _redis_access as rights
from nightlatch.stores import _redis_traces as signs_left
from nightlatch.stores._redis_identity import identify
from nightlatch.stores._redis_keys import REST, Group, Groups, Shape, estimate, glob_of, sample
from nightlatch.stores._redis_wire import ErrorReply, Fail, Wire

if TYPE_CHECKING:
    from nightlatch.dial import Dialer, Line

_READS = frozenset(
    {"PING", "AUTH", "HELLO", "CLIENT SETNAME", "CLIENT NO-TOUCH", "INFO", "CONFIG GET", "COMMAND INFO", "QUIT"}
    | {"CLIENT LIST", "ACL WHOAMI", "ACL GETUSER", "ACL DRYRUN", "SELECT", "DBSIZE", "SCAN", "TYPE"}
    | {"GETRANGE", "HSCAN", "LRANGE", "SSCAN", "ZRANGE", "XRANGE"}
)
_SCANNED = 50_000  # keys of one database that are looked at to find the groups
_SCANNED_IN_ALL = 200_000
_SCANS = 4  # databases may take so many times what one may
_STEPS = 10_000_000  # of one SCAN: no server holds ten thousand million keys, and a hostile one never ends
_COUNT = "1000"  # keys a SCAN step looks at
_REFUSALS = {
    "NOAUTH": "asks for a password",
    "DENIED": "protected mode: refuses everybody who is not on its own machine",
}


class Redis:
    """One file per kind: this one."""

    kind = "redis"
    title = "Redis"
    schemes: tuple[str, ...] = ("redis", "valkey")
    tls_schemes: tuple[str, ...] = ("rediss", "valkeys")
    port = 6379
    driver = ""
    reads = _READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": "exact from 7.0 and 6.x, inferred before 6.0",
            "read": "exact",
            "update": "exact from 7.0 and 6.x, inferred before 6.0",
            "delete": "exact from 7.0 and 6.x, inferred before 6.0",
            "administer": "exact from 7.0 and 6.x, inferred before 6.0",
        },
        count="exact where a scan of 50,000 keys sees all, else an estimate",
        sample="SCAN, which walks keys in the order of their hashes",
        tested="real: Redis 6.2 and 7.0; before 6.0: stand-in",
        notes="of a user who may ask neither ACL GETUSER nor ACL DRYRUN only reading is known. Keys of modules are "
        "counted, not read. Of a value at most 64 KiB a string, 100 elements in a sample, 64 MB in all are read. "
        "Expired keys that a scan meets are removed by the server.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> RedisSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a password is a session without rights."""
        endpoint = dialer.resolve(target.host, target.port)
        line = dialer.connect(endpoint, verb="redis")
        try:
            return _open(target, endpoint, line, ask)
        except BaseException:
            line.close()
            raise


def _open(target: Target, endpoint: Endpoint, line: Line, ask: Ask) -> RedisSession:
    fail = _failing(line, endpoint)
    sock, used = line.socket, Tls(offered=None, required=None, used=False)
    if target.tls:
        from nightlatch import tls

        sock, certificate = tls.wrap(line.socket, endpoint.host)
        used = Tls(offered=True, used=True, certificate=certificate)
    wire = Wire(sock, _READS, ask.timeout_seconds, fail)
    refusal = _greet(wire, target, fail)
    session = RedisSession(target=target, ask=ask, line=line, wire=wire, refusal=refusal)
    session.identity = Identity(kind="redis", product="Redis", tls=used)
    if refusal is None:
        _introduce(wire, ask)
        session.identity, session.facts, session.info = identify(wire, used, fail)
    return session


def _failing(line: Line, endpoint: Endpoint) -> Fail:
    def fail(kind: FailureKind, what: str, hint: str = "") -> Failed:
        return Failed(line.cut or Failure(kind=kind, target=f"redis://{endpoint}", what=what, hint=hint))

    return fail


def _greet(wire: Wire, target: Target, fail: Fail) -> str | None:
    """PING, and AUTH if there is a login; the code of the refusal if we are not let in."""
    try:
        reply = wire.ask("PING")
    except Failed as failed:
        if failed.failure.kind in ("connection-refused", "not-this-protocol"):
            raise fail("not-this-protocol", "does not answer a Redis PING", _PROTOCOL_HINT) from None
        raise
    code = reply.code if isinstance(reply, ErrorReply) else ""
    if target.login is not None and code != "DENIED":
        _log_in(wire, target, fail)
        return None
    if code == "ERR":
        raise fail("not-this-protocol", "answers a Redis PING with an error", _PROTOCOL_HINT)
    if code in _REFUSALS:
        return code
    if code not in ("", "NOPERM", "LOADING", "MASTERDOWN", "BUSY") or (not code and reply != b"PONG"):
        raise fail("not-this-protocol", "answers a Redis PING with something else", _PROTOCOL_HINT)
    return None


_PROTOCOL_HINT = "is it another kind of store, or does it want TLS (rediss://)?"


def _log_in(wire: Wire, target: Target, fail: Fail) -> None:
    login = target.login
    assert login is not None  # noqa: S101 - narrows for mypy
    user = [] if login.user in ("", "default") else [login.user]  # before 6.0 AUTH takes the password alone
    reply = wire.ask("AUTH", *user, login.password or "")
    if isinstance(reply, ErrorReply):
        what = f"refuses this user and password ({reply.code})"
        raise fail("wrong-credentials", what, "check --password-file and the user")


def _introduce(wire: Wire, ask: Ask) -> None:
    name = re.sub(r"[^!-~]", "_", ask.client)[:256] or "nightlatch"
    wire.ask_all([["CLIENT", "SETNAME", name], ["CLIENT", "NO-TOUCH", "ON"]])  # refused by some users and versions


@dataclass(slots=True)
class _Database:
    """What a scan of one database met."""

    groups: Groups
    total: int
    scanned: int
    is_complete: bool


@dataclass(slots=True, kw_only=True)
class RedisSession(Closes):
    """One conversation with one Redis; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    line: Line
    wire: Wire
    refusal: str | None
    identity: Identity = field(init=False)
    facts: rights.Facts = field(default_factory=rights.Facts)
    info: dict[str, str] = field(default_factory=dict)
    _databases: dict[int, _Database] = field(default_factory=dict, init=False, repr=False)
    _selected: int = field(default=0, init=False)

    def access(self) -> Access:
        """What whom we act as may do; see `_redis_access`."""
        login = self.target.login
        user = (login.user or "default") if login else "default"
        if self.refusal is not None:
            return rights.refused(Principal(name=user, anonymous=True), self.refusal, _REFUSALS[self.refusal])
        return rights.introspect(self.wire, user, login is None, self.facts)

    def containers(self) -> Iterator[Container]:
        """Groups of keys with the same shape, in each database; a bounded SCAN finds them."""
        room, until = _SCANNED_IN_ALL, time.monotonic() + _SCANS * self.ask.statement_seconds
        for number, total in self._numbers() if self.refusal is None else ():
            if time.monotonic() > until:  # a server may name a million databases, and be slow in each
                if total:
                    yield _unlisted(number, total)
                continue
            database = self._database(number, min(room, _SCANNED), total)
            if database is None:
                continue
            room = max(1000, room - database.scanned)
            if not database.scanned:
                yield _unlisted(number, database.total)
                continue
            yield from (self._container(number, database, group) for group in database.groups.groups.values())
            if not database.is_complete and REST not in database.groups.groups:
                yield self._container(number, database, Group(shape=REST))

    def catalogue(self) -> Iterator[Container]:
        """Databases and how many keys each holds: all that a witness may list, as names of keys are data.

        Sends SELECT and DBSIZE, no SCAN.
        """
        for number, _ in self._numbers() if self.refusal is None else ():
            total = self.wire.ask("DBSIZE") if self._select(number) else None
            if isinstance(total, int) and total:
                yield _unlisted(number, total)

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Records are keys; the varying parts of their names are the field ``key``."""
        from nightlatch.stores._redis_read import Survey  # late: it brings the libraries for columns

        number, shape = int(container.key[0]), _unkeyed(container.key[1:])
        database = self._databases.get(number) or self._database(number, _SCANNED, None)
        if database is None or self.refusal is not None:
            return
        self._select(number)
        keys = self._keys(database, shape, reading)
        yield from Survey(self.wire, container, shape, reading, self.ask.statement_seconds).batches(keys)

    def traces(self) -> Iterator[Trace]:
        """See `_redis_traces`."""
        if self.refusal is not None:
            return iter(())
        groups = (group for one in self._databases.values() for group in one.groups.groups.values())
        keys = {key for group in groups for key in group.keys if len(key) < 8}
        return signs_left.traces(self.wire, self.info, keys, is_open=self.target.login is None)

    def close(self) -> None:
        """QUIT, and hang up."""
        if not self.is_closed and not self.wire.is_broken:
            try:
                self.wire.seconds = 1.0
                self.wire.ask("QUIT")
            except Failed:
                pass  # it need not answer a goodbye
        self.is_closed = True
        self.wire.close()
        self.line.close()

    def _numbers(self) -> Iterator[tuple[int, int | None]]:
        """Databases that hold keys, and how many; where INFO is refused, the sixteen that a Redis has as shipped."""
        wanted = self.target.database
        if wanted is not None and wanted.isdecimal():
            yield int(wanted), None
        elif keyspace := {name: told for name, told in self.info.items() if re.fullmatch(r"db\d{1,6}", name)}:
            for name, told in sorted(keyspace.items(), key=lambda pair: int(pair[0][2:])):
                keys = re.match(r"keys=(\d{1,15})", told)
                yield int(name[2:]), int(keys[1]) if keys else None
        else:
            yield from ((number, None) for number in range(1 if self.facts.is_cluster else 16))

    def _select(self, number: int) -> bool:
        if self._selected != number:
            if isinstance(self.wire.ask("SELECT", str(number)), ErrorReply):
                return False
            self._selected = number
        return True

    def _database(self, number: int, limit: int, total: int | None) -> _Database | None:
        if not self._select(number):
            return None
        size = self.wire.ask("DBSIZE")
        total = size if isinstance(size, int) else total
        keys, is_complete = self._scanned(limit, total)
        if not keys and not total:
            return None
        is_complete = is_complete and bool(keys)  # no keys where there should be some: this user may not scan
        known = len(keys) if is_complete or total is None else max(total, len(keys))
        self._databases[number] = _Database(Groups(keys), known, len(keys), is_complete)
        return self._databases[number]

    def _scanned(self, limit: int, total: int | None) -> tuple[list[bytes], bool]:
        """Keys of the selected database, each once, and whether these are all of them."""
        seen: dict[bytes, None] = {}
        until = time.monotonic() + self.ask.statement_seconds
        for page in self._scan():
            seen.update(dict.fromkeys(page))
            if len(seen) >= limit or time.monotonic() > until:
                return list(seen), total is not None and len(seen) >= total
        return list(seen), True

    def _scan(self, *match: bytes) -> Iterator[list[bytes]]:
        cursor, most = b"0", _STEPS
        while most := most - 1:
            reply = self.wire.ask("SCAN", cursor, *([b"MATCH", *match] if match else []), "COUNT", _COUNT)
            if not (isinstance(reply, list) and len(reply) == 2 and isinstance(reply[1], list)):
                return  # this user may not scan
            yield [key for key in reply[1] if isinstance(key, bytes)]
            cursor = reply[0]
            if cursor == b"0" or not isinstance(cursor, bytes) or not cursor.isdigit():
                return

    def _container(self, number: int, database: _Database, group: Group) -> Container:
        return Container(
            name=f"db{number}/{group.name}",
            key=(str(number), *(part.decode("latin-1") for part in group.shape)),
            records=estimate(group, database.scanned, database.total, database.is_complete),
        )

    def _keys(self, database: _Database, shape: Shape, reading: Reading) -> Iterator[list[bytes]]:
        known = database.groups.groups.get(shape)
        keys = known.keys if known else []
        if not reading.full:
            keys = sample(keys, reading.records, reading.seed)
        if database.is_complete or not reading.full:
            yield from (keys[start : start + 1000] for start in range(0, len(keys), 1000))
            return
        for page in self._scan(glob_of(shape)):
            yield [key for key in page if database.groups.group_of(key) == shape]


def _unlisted(number: int, total: int) -> Container:
    """A database that says how many keys it holds and lets this user list none."""
    count = Count.of(total, "DBSIZE")
    return Container(name=f"db{number}/*", key=(str(number), "*"), records=count, is_readable=False)


def _unkeyed(parts: tuple[str, ...]) -> Shape:
    return tuple(part.encode("latin-1") for part in parts)


STORE = Redis()
