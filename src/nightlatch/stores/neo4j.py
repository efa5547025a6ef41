"""Neo4j 3.5 to 5 and 2025, over Bolt, or over its HTTP API from 4.0 on.

Sends the statements of `_neo4j_wire`, all in access mode READ: who we are, how long it has been up, who is connected
and who administers it (as counts), databases, labels, counts from the count store, and properties with SKIP and LIMIT.
Never a procedure but those named there, never a routing table: other members of a cluster are not even asked for.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import msgspec

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Access, Container, Count, Failed, Identity, Principal, Target, Trace
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _neo4j_access as rights
from nightlatch.stores import _neo4j_http as api
from nightlatch.stores import _neo4j_traces as signs_left
from nightlatch.stores import _neo4j_wire as wire
from nightlatch.stores._documents import batches_of
from nightlatch.stores._http import Http
from nightlatch.stores._neo4j_about import REMEDIES, SIGNS, VERSION, discovery
from nightlatch.stores._neo4j_about import page as seen
from nightlatch.stores._plain import denied, each, identified, not_this, saw, within, wrong_login
from nightlatch.stores._stream import Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_SHUT = ("Neo.ClientError.Security.",)
_PAGE, _SPOTS, _SKIPPED = 1_000, 8, 2_000_000
_EXACT = "exact: all where authentication is off or the edition knows no privileges, else by one's own privileges"


class Neo4j:
    """One file per kind: this one."""

    kind = "neo4j"
    title = "Neo4j"
    schemes: tuple[str, ...] = ("neo4j", "bolt")
    tls_schemes: tuple[str, ...] = ("neo4j+s", "bolt+s")
    port = 7687
    driver = ""
    reads = wire.READS | api.READS
    signs = SIGNS
    remedies = REMEDIES
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, _EXACT),
        count="exact, from the count store",
        sample="properties from 8 random places among the nodes of a label",
        tested="fake: from the documentation of Bolt 3 to 5.4, of the HTTP API, and of Cypher",
        notes="containers are labels and types of relationships; a node with two labels is in both. At the HTTP port "
        "4.0 and later are spoken to. Memgraph shakes hands alike and may be taken for it.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> NeoSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a login is a session without rights."""
        stream = opened(target, dialer, ask)
        try:
            bolt = wire.shaken(stream)
            if bolt is not None:
                return _by_bolt(target, ask, stream, bolt)
        except BaseException:
            stream.close()
            raise
        stream.close()
        http = Http(target, dialer, ask, api.READS, guard=api.guard, login=target.login)
        try:
            return _by_http(target, ask, http)
        except BaseException:
            http.close()
            raise


def _by_bolt(target: Target, ask: Ask, stream: Stream, bolt: wire.Bolt) -> NeoSession:
    identity = Identity(kind="neo4j", product="Neo4j", tls=stream.tls)
    session = NeoSession(
        target=target, ask=ask, runner=bolt, hang_up=stream.close, identity=identity, way="HELLO scheme none"
    )
    login = target.login
    try:
        bolt.hello(ask.client, login.user if login else None, (login.password or "") if login else "")
    except wire.Refusal as refusal:
        if not refusal.code.startswith(_SHUT):
            raise stream.fail("not-this-protocol", "refuses the HELLO of a client") from None
        if login is not None:
            raise stream.fail("wrong-credentials", "refuses this user and password", "check --password-file") from None
        session.shut = refusal.code
        return session
    name, _, version = bolt.server.partition("/")
    if name == "Neo4j" and VERSION.fullmatch(version):
        session.identity = replace(identity, version=version)
    session.introduce()
    return session


def _by_http(target: Target, ask: Ask, http: Http) -> NeoSession:
    reply = http.ask("GET /", headers={"accept": "application/json"}, most=1 << 20)
    found, told = seen(reply.page("/")), discovery(reply.body)
    if found is None or told is None:
        raise not_this(target, "Neo4j", reply, "GET /")
    session = NeoSession(
        target=target, ask=ask, runner=api.Api(http), hang_up=http.close, identity=identified("neo4j", found, http),
        way=api.COMMIT, edition=told.edition,
    )  # fmt: skip
    try:
        session.introduce()
    except wire.Refusal as refusal:
        if not refusal.code.startswith(_SHUT):
            raise
        if target.login is not None:
            raise wrong_login(target, 401) from None
        session.shut = refusal.code
    return session


@dataclass(slots=True, kw_only=True)
class NeoSession(Closes):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    runner: rights.Runner
    hang_up: Any
    identity: Identity
    way: str
    edition: str = ""
    shut: str = ""
    _many: dict[tuple[str, ...], int] = field(default_factory=dict, init=False, repr=False)

    def introduce(self) -> None:
        """Edition and version, where they are told. Errors: `Refusal` where a login is asked for."""
        try:
            rows = self.runner.run("CALL dbms.components")
        except wire.Refusal as refusal:
            if refusal.code.startswith(_SHUT) and not self.runner.server:
                raise
            return
        for row in rows[:1]:
            if len(row) == 3 and row[1] and isinstance(row[1], list) and VERSION.fullmatch(str(row[1][0])):
                self.identity = replace(self.identity, version=str(row[1][0]))
            self.edition = str(row[2])[:20] if len(row) == 3 else ""

    def access(self) -> Access:
        """See `_neo4j_access`."""
        login = self.target.login
        who = Principal(name=login.user if login else "anonymous", anonymous=login is None)
        if self.shut:
            return Access(
                principal=who,
                rights=each(denied(saw(self.way, self.shut, "asks for a login"), known_by="denied-on-read")),
            )
        if login is None:
            return Access(principal=who, rights=rights.of_anybody(self.way))
        named = self._rows("SHOW CURRENT USER", "system")
        name = printable(str(named[0][0]), 60) if named and named[0] else login.user
        if name != login.user:  # authentication is off: then a login is not looked at
            return Access(principal=who, rights=rights.of_anybody("SHOW CURRENT USER"))
        return Access(principal=who, rights=rights.of_user(self.runner, self.edition))

    def containers(self) -> Iterator[Container]:
        """Labels and types of relationships, database by database."""
        for database in () if self.shut else self._databases():
            if database == "system":
                continue
            for kind, verb in (("node", "CALL db.labels"), ("relationship", "CALL db.relationshipTypes")):
                for row in self._rows(verb, database):
                    if row and isinstance(row[0], str):
                        yield self._container(database, kind, row[0])

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Properties; a sample from random places."""
        import numpy as np

        database, kind, name = container.key
        total = container.records.value or 0
        if reading.full or total <= reading.records:
            starts, run = range(0, max(1, total), _PAGE), _PAGE
        else:
            run = max(1, -(-reading.records // _SPOTS))
            draw = np.random.default_rng(reading.seed & 0xFFFFFFFF)
            whole = range(0, min(total, _SKIPPED), run)
            starts = sorted(draw.choice(whole, min(len(whole), _SPOTS), replace=False).tolist())  # type: ignore[assignment]
        yield from batches_of(within(reading, self._texts(database, kind, name, starts, run)))

    def traces(self) -> Iterator[Trace]:
        """See `_neo4j_traces`."""
        if self.shut:
            return iter(())
        self.identity = replace(self.identity, started=signs_left.started(self._rows))
        is_open = self.target.login is None
        return signs_left.traces(self._rows, self.runner.id, self.edition, is_open=is_open)

    def close(self) -> None:
        """GOODBYE, and hang up."""
        if not self.is_closed and not self.shut:
            with contextlib.suppress(Failed):  # whoever hung up first
                self.runner.goodbye()
        self.is_closed = True
        self.hang_up()

    def _rows(self, verb: str, database: str = "") -> list[list[Any]]:
        try:
            return self.runner.run(verb, database)
        except wire.Refusal:
            return []

    def _databases(self) -> list[str]:
        """One where the URL names it, or where there is only one (before 4.0)."""
        if self.target.database:
            return [self.target.database]
        named = [str(row[0]) for row in self._rows("SHOW DATABASES", "system") if row]
        return list(dict.fromkeys(named)) or [""]

    def _container(self, database: str, kind: str, name: str) -> Container:
        shown = name if kind == "node" else f"[:{name}]"
        shown = shown if database in ("", "neo4j") else f"{database}.{shown}"
        key = (database, kind, name)
        try:
            rows = self.runner.run(f"MATCH {kind} count", database, name, seconds=self.ask.statement_seconds)
            many = int(rows[0][0])
        except (wire.Refusal, IndexError, TypeError, ValueError):
            return Container(name=shown, key=key, records=Count(value=None, method="not told to us"), is_readable=False)
        return Container(name=shown, key=key, records=Count.of(max(0, many), "count store"))

    def _texts(self, database: str, kind: str, name: str, starts: Any, run: int) -> Iterator[bytes]:
        for start in starts:
            try:
                rows = self.runner.run(
                    f"MATCH {kind} properties",
                    database,
                    name,
                    seconds=self.ask.statement_seconds,
                    skip=start,
                    limit=run,
                )
            except wire.Refusal:
                return
            yield from (msgspec.json.encode(row[0]) for row in rows[:run] if row and isinstance(row[0], dict))
            if len(rows) < run:
                return


STORE = Neo4j()
