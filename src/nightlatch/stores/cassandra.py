"""Cassandra 2.1 to 5 and ScyllaDB, by a client of our own over the CQL native protocol.

Sends the statements of `_cassandra_wire`: who the server is, its settings of authentication, what roles were granted,
its schema, which roles are superusers and where its peers are (as counts), and rows by SELECT JSON with a LIMIT. Never
COUNT, ALLOW FILTERING, a write, or a registration for events; no peer is followed.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch.model import RIGHTS, Access, Container, Count, Identity, Principal, Target, Trace
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _cassandra_access as rights
from nightlatch.stores import _cassandra_traces as signs_left
from nightlatch.stores import _cassandra_wire as wire
from nightlatch.stores._cassandra_about import REMEDIES, SIGNS, product
from nightlatch.stores._documents import batches_of
from nightlatch.stores._plain import denied, each, saw, within
from nightlatch.stores._stream import Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_VERSION = re.compile(r"\d{1,4}\.\d{1,3}[\w.+~-]{0,30}", re.ASCII)
_OWN = ("system", "system_", "dse_", "solr_admin", "OpsCenter", "data_endpoint_auth")
_SPOTS, _PAGE, _PAGES = 32, 2_000, 100_000
_EXACT = "exact: all where nobody is asked for a login, else by what the role was granted"


class Cassandra:
    """One file per kind: this one."""

    kind = "cassandra"
    title = "Cassandra"
    schemes: tuple[str, ...] = ("cassandra", "scylla")
    tls_schemes: tuple[str, ...] = ("cassandra+tls",)
    port = 9042
    driver = ""
    reads = wire.READS
    signs = SIGNS
    remedies = REMEDIES
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, _EXACT),
        count="estimate: partitions by the node's own size_estimates",
        sample="rows behind 32 random tokens",
        tested="fake: from the native protocol specification, versions 3 and 4, and the source of 2.1 to 5.0",
        notes="the named node is asked and no other. ScyllaDB tells rights where system.config can be read.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> CassandraSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a login is a session without rights."""
        for version in (4, 3):
            stream = opened(target, dialer, ask)
            try:
                talk = wire.Talk(stream, version)
                options = talk.options()
                if not isinstance(options, wire.Refusal):
                    return _open(target, ask, talk, options)
                if options.code != wire.PROTOCOL:
                    raise stream.fail("not-this-protocol", "refuses to say what it supports")
            except BaseException:
                stream.close()
                raise
            stream.close()
        raise stream.fail("unsupported-version", "speaks neither version 4 nor version 3 of the native protocol")


def _open(target: Target, ask: Ask, talk: wire.Talk, options: dict[str, list[str]]) -> CassandraSession:
    stream = talk.stream
    if "CQL_VERSION" not in options:
        raise stream.fail("not-this-protocol", "does not say which CQL it speaks")
    opcode, _ = talk.startup(ask.client)
    if opcode not in (wire.READY, wire.AUTHENTICATE):
        raise stream.fail("not-this-protocol", "refuses the STARTUP of a client")
    is_shut = opcode == wire.AUTHENTICATE
    if is_shut and target.login is not None:
        if talk.authenticate(target.login.user, target.login.password or "") != wire.AUTH_SUCCESS:
            raise stream.fail("wrong-credentials", "refuses this user and password", "check --password-file")
        is_shut = False
    name = product(options)
    identity = Identity(kind="cassandra", product=name, tls=stream.tls)
    session = CassandraSession(target=target, ask=ask, stream=stream, talk=talk, identity=identity, is_shut=is_shut)
    if not is_shut:
        session.identity = session.introduced(name)
    session.is_asked = opcode == wire.AUTHENTICATE
    return session


@dataclass(frozen=True, slots=True)
class _Schema:
    """The columns of a table, and those of its partition key in their order."""

    columns: tuple[str, ...]
    partition: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class CassandraSession(Closes):
    """One conversation with one node; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    stream: Stream
    talk: wire.Talk
    identity: Identity
    is_shut: bool
    is_asked: bool = False
    _partitioner: str = field(default="", init=False)
    _schema: dict[rights.Table, _Schema] | None = field(default=None, init=False, repr=False)

    def introduced(self, name: str) -> Identity:
        """Version and identity, as the node tells them of itself."""
        local = self._rows("SELECT system.local")
        version, self._partitioner = ([*wire.texts_of(local[0]), "", ""] if local else ["", ""])[:2]
        host = local[0][2] if local and len(local[0]) > 2 else None
        if name == "ScyllaDB":  # its release_version is that of the Cassandra it is compatible with
            own = self._rows("SELECT system.versions")
            version = wire.texts_of(own[0])[0] if own and own[0] else ""
        found = _VERSION.match(version)
        id = str(uuid.UUID(bytes=host)) if host is not None and len(host) == 16 else None
        return Identity(kind="cassandra", product=name, version=found[0] if found else None, id=id, tls=self.stream.tls)

    def access(self) -> Access:
        """See `_cassandra_access`."""
        login = self.target.login
        if self.is_shut:
            seen = saw("STARTUP", "AUTHENTICATE", "asks for a login")
            return Access(
                principal=Principal(name="anonymous", anonymous=True),
                rights=each(denied(seen, known_by="denied-on-read")),
            )
        if not self.is_asked or login is None:
            found = rights.of_anybody(self.talk, self.identity.product == "ScyllaDB")
            return Access(principal=Principal(name="anonymous", anonymous=login is None), rights=found)
        mine = [one for one in self._tables() if not _is_own(one.keyspace)]
        return Access(
            principal=Principal(name=login.user, anonymous=False), rights=rights.of_role(self.talk, login.user, mine)
        )

    def containers(self) -> Iterator[Container]:
        """Tables, keyspace by keyspace."""
        sizes: dict[str, dict[str, tuple[int, int]]] = {}
        for table, schema in () if self.is_shut else self._tables().items():
            name, key = f"{table.keyspace}.{table.name}", (table.keyspace, table.name)
            if _is_own(table.keyspace):
                yield Container(name=name, key=key, records=Count(value=None, method="not asked"), is_system=True)
                continue
            if table.keyspace not in sizes:
                sizes[table.keyspace] = self._sizes(table.keyspace)
            many, length = sizes[table.keyspace].get(table.name, (0, 0))
            count = Count(value=many or None, method="partitions of this node's ranges, size_estimates")
            yield Container(name=name, key=key, records=count, bytes=length or None, fields=schema.columns)

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Rows as JSON texts that the server makes; a sample behind random tokens."""
        table = rights.Table(*container.key)
        yield from batches_of(within(reading, self._all(table) if reading.full else self._some(table, reading)))

    def traces(self) -> Iterator[Trace]:
        """See `_cassandra_traces`."""
        if self.is_shut:
            return iter(())
        is_scylla = self.identity.product == "ScyllaDB"
        if not is_scylla:
            self.identity = replace(self.identity, started=signs_left.started(self._rows))
        return signs_left.traces(self._rows, is_open=not self.is_asked, is_scylla=is_scylla)

    def close(self) -> None:
        """Hang up: the protocol has no goodbye."""
        self.is_closed = True
        self.stream.close()

    def _tables(self) -> dict[rights.Table, _Schema]:
        if self._schema is None:
            rows = self._rows("SELECT system_schema.columns") or self._rows("SELECT system.schema_columns")
            found: dict[rights.Table, tuple[list[str], list[tuple[int, str]]]] = {}
            for row in rows:
                if len(row) < 5:
                    continue
                keyspace, table, column, kind = wire.texts_of(row[:4])
                columns, partition = found.setdefault(rights.Table(keyspace, table), ([], []))
                columns.append(column)
                if kind == "partition_key":
                    partition.append((int.from_bytes(row[4] or b"", "big", signed=True), column))
            self._schema = {
                table: _Schema(tuple(columns), tuple(name for _, name in sorted(partition)))
                for table, (columns, partition) in found.items()
            }
        return self._schema

    def _sizes(self, keyspace: str) -> dict[str, tuple[int, int]]:
        """``{table: (partitions, bytes)}``."""
        found: dict[str, tuple[int, int]] = {}
        for row in self._rows("SELECT system.size_estimates", text=keyspace):
            if len(row) < 3:
                continue
            name = (row[0] or b"").decode("utf-8", "replace")
            size, many = (max(0, int.from_bytes(cell or b"", "big", signed=True)) for cell in row[1:3])
            before = found.get(name, (0, 0))
            found[name] = before[0] + many, before[1] + many * size
        return found

    def _rows(self, verb: str, text: str = "") -> list[list[bytes | None]]:
        """All rows of a statement about the server; none where it is refused."""
        found: list[list[bytes | None]] = []
        state: bytes | None = None
        for _ in range(_PAGES):
            answer = self.talk.query(verb, state=state, text=text)
            if isinstance(answer, wire.Refusal):
                return []
            found += answer.rows
            state = answer.state
            if not state or not answer.rows:
                break
        return found

    def _all(self, table: rights.Table) -> Iterator[bytes]:
        state: bytes | None = None
        while True:
            rows = self._page("SELECT JSON", table, state=state, limit=2_147_483_647)
            yield from _texts(rows)
            if not rows.state or rows.state == state or not rows.rows:
                return
            state = rows.state

    def _some(self, table: rights.Table, reading: Reading) -> Iterator[bytes]:
        """Runs behind random tokens; rows that two of them share come once."""
        import numpy as np

        run = max(1, min(_PAGE, -(-reading.records // _SPOTS)))
        first = list(_texts(self._page("SELECT JSON", table, limit=run)))
        yield from first
        partition = self._tables()[table].partition if table in self._tables() else ()
        if len(first) < run or not partition or "Murmur3" not in self._partitioner:
            return
        came = set(map(hash, first))
        draw = np.random.default_rng(reading.seed & 0xFFFFFFFF)
        for token in np.sort(draw.integers(-(1 << 63), (1 << 63) - 1, _SPOTS)).tolist():
            verb = "SELECT JSON from a token on"
            for text in _texts(self._page(verb, table, limit=run, token=token, columns=partition)):
                if hash(text) not in came:
                    came.add(hash(text))
                    yield text

    def _page(
        self, verb: str, table: rights.Table, *, limit: int, state: bytes | None = None, token: int = 0,
        columns: tuple[str, ...] = (),
    ) -> wire.Rows:  # fmt: skip
        started = time.monotonic()
        answer = self.talk.query(
            verb, size=_PAGE, state=state, seconds=self.ask.statement_seconds, keyspace=table.keyspace,
            table=table.name, limit=limit, token=token, columns=columns,
        )  # fmt: skip
        if isinstance(answer, wire.Rows):
            return answer
        if answer.code == wire.UNAUTHORIZED:
            raise self.stream.fail("wrong-credentials", "may not be read by us")
        seconds = time.monotonic() - started
        raise self.stream.fail("timeout", f"answers for its rows with error {answer.code:04x} after {seconds:.0f} s")


def _texts(rows: wire.Rows) -> Iterator[bytes]:
    return (row[0] for row in rows.rows if row and row[0])


def _is_own(keyspace: str) -> bool:
    return keyspace in _OWN or keyspace.startswith(("system_", "dse_"))


STORE = Cassandra()
