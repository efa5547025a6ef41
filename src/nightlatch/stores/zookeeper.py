"""Apache ZooKeeper (and ClickHouse Keeper, which speaks like it), by a client of our own.

Sends ConnectRequest, getChildren2, getACL, getData, whoAmI, auth (digest) where a login was given, closeSession, and on
a connection of its own the word ``srvr``. Never a watch, never an ephemeral node, never anything that changes one, none
of the other words of four letters. A session, which every client needs, is in the log of the server until it is closed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nightlatch.model import RIGHTS, Access, Container, Count, Failed, Identity, Principal, Target, Trace
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells, _traces
from nightlatch.stores import _zookeeper_about as about
from nightlatch.stores import _zookeeper_access as rights
from nightlatch.stores import _zookeeper_wire as wire
from nightlatch.stores._redis_keys import Groups, Shape, sample
from nightlatch.stores._stream import HungUp, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_SESSION_MS = 40_000
_WALKED = 200_000  # nodes
_BATCH_BYTES, _BATCH_RECORDS = 8 << 20, 20_000
_RUN = 200


class ZooKeeper:
    """See :class:`nightlatch.stores.Store`."""

    kind = "zookeeper"
    title = "ZooKeeper"
    schemes: tuple[str, ...] = ("zookeeper",)
    tls_schemes: tuple[str, ...] = ("zookeepers",)
    port = 2181
    driver = ""
    reads = wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, "exact: by the ACL of each node"),
        count="exact up to 200,000 nodes",
        sample="nodes drawn at random among those that hold data",
        tested="real: ZooKeeper 3.8.0",
        notes="an ACL that lets strangers write where they may not read is not told to them, and counts as closed. "
        "Superusers and SASL are not logged in as.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> ZooKeeperSession:
        """See :class:`nightlatch.stores.Store`; a server whose ACLs let nobody in is a session without rights."""
        stream = opened(target, dialer, ask)
        talk = wire.Talk(stream)
        try:
            found = talk.open(_SESSION_MS)
            if not found.timeout_ms:
                raise stream.fail("not-this-protocol", "refuses a session", "try again later")
            if target.login is not None:
                _log_in(talk, target)
        except BaseException:
            stream.close()
            raise
        text = _srvr(target, dialer, ask)
        identity = Identity(
            kind="zookeeper", product=about.product(text), version=about.version(text), tls=stream.tls,
        )  # fmt: skip
        return ZooKeeperSession(
            target=target,
            ask=ask,
            talk=talk,
            identity=identity,
            nodes=about.nodes(text),
            others=about.connections(text),
            is_read_only=found.is_read_only,
        )


def _log_in(talk: wire.Talk, target: Target) -> None:
    assert target.login is not None  # noqa: S101 - narrows for mypy
    try:
        talk.auth("digest", f"{target.login.user}:{target.login.password or ''}".encode())
    except wire.Refused:
        raise talk.stream.fail(
            "wrong-credentials", "refuses this user and password", "check --password-file and the user"
        ) from None


def _srvr(target: Target, dialer: Dialer, ask: Ask) -> bytes:
    """Version and number of nodes; nothing where the word is switched off or another connection is not to be had."""
    try:
        stream = opened(target, dialer, ask)
    except Failed:
        return b""
    try:
        return wire.srvr(stream)
    finally:
        stream.close()


@dataclass(slots=True, kw_only=True)
class ZooKeeperSession(Closes):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    talk: wire.Talk
    identity: Identity
    nodes: int | None
    others: int
    is_read_only: bool
    _groups: Groups | None = field(default=None, init=False, repr=False)
    _found: rights.Found | None = field(default=None, init=False, repr=False)

    def access(self) -> Access:
        """What whom we act as may do; see `_zookeeper_access`."""
        login = self.target.login
        principal = Principal(name=login.user if login else "world:anyone", anonymous=login is None)
        found = self._introspected()
        notes = [*found.notes]
        if self.is_read_only:
            notes.append("this server has lost its quorum and is read-only for now")
        return Access(principal=principal, rights=found.rights, notes=tuple(notes))

    def containers(self) -> Iterator[Container]:
        """Groups of paths of one shape, of nodes that hold data."""
        if not self._may_read():
            return
        paths, is_whole = self._walk()
        self._groups = Groups([path[1:].encode("utf-8", "surrogateescape") for path in paths])
        for group in self._groups.groups.values():
            seen = len(group.keys)
            partly = Count(value=seen, low=seen, method="nodes among the first 200,000")
            yield Container(
                name=group.name,
                key=tuple(part.decode("latin-1") for part in group.shape),
                records=Count.of(seen, "nodes that hold data") if is_whole else partly,
            )

    def catalogue(self) -> Iterator[Container]:
        """How many nodes there are: their names are data."""
        if self.nodes and self._may_read():
            yield Container(name="*", key=("*",), records=Count.of(self.nodes, "srvr"), is_readable=False)

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Records are nodes; what varies in their paths is the field ``key``."""
        from nightlatch.stores._keyed import batch_of

        shape: Shape = tuple(part.encode("latin-1") for part in container.key)
        group = self._groups.groups.get(shape) if self._groups else None
        keys = group.keys if group else []
        chosen = keys if reading.full else sample(keys, reading.records, reading.seed)
        until = time.monotonic() + (1e9 if reading.seconds is None else reading.seconds)
        left = reading.bytes
        held: list[tuple[bytes, bytes]] = []
        size = 0
        for start in range(0, len(chosen), _RUN):
            got = self._values(chosen[start : start + _RUN])
            came = sum(len(key) + len(value) for key, value in got)
            held, size, left = held + got, size + came, None if left is None else left - came
            is_over = (left is not None and left <= 0) or time.monotonic() > until
            if size >= _BATCH_BYTES or len(held) >= _BATCH_RECORDS or is_over:
                yield batch_of([key for key, _ in held], [value for _, value in held], shape)
                held, size = [], 0
            if is_over:
                return
        if held:
            yield batch_of([key for key, _ in held], [value for _, value in held], shape)

    def traces(self) -> Iterator[Trace]:
        """Connections besides ours, as ``srvr`` counted them when we came; what they may do each node says apart."""
        found = _traces.clients(_traces.somewhere(self.others), "srvr")
        return iter([found] if found else [])

    def close(self) -> None:
        """Close the session and hang up."""
        if not self.is_closed:
            self.talk.close()
        self.is_closed = True

    def _introspected(self) -> rights.Found:
        if self._found is None:
            try:
                self._found = rights.introspect(self.talk, self.target.login, self.identity.version)
            except HungUp:  # which is how enforced authentication ends a session
                self._found = rights.Found(rights=rights.hung_up())
            except ValueError:
                raise self.talk.stream.fail("hostile", "answers with broken records") from None
        return self._found

    def _may_read(self) -> bool:
        return self._introspected().rights["read"].verdict == "granted"

    def _walk(self) -> tuple[list[str], bool]:
        """Paths of nodes that hold data and that we may read, in no order; and whether these are all."""
        found: list[str] = []
        level, seen = ["/"], 1
        try:
            while level:
                below: list[str] = []
                for path, (code, body) in zip(level, self.talk.all("getChildren2", level), strict=True):
                    if code:
                        continue
                    told = wire.node(body)
                    if told.data_length:
                        found.append(path)
                    children = [rights.joined(path, one) for one in told.children if rights.is_plain(one)]
                    below += [one for one in children if not rights.is_system(one)]
                if seen + len(below) > _WALKED:
                    return found, False
                level, seen = below, seen + len(below)
        except ValueError:
            raise self.talk.stream.fail("hostile", "answers with broken records") from None
        return found, True

    def _values(self, keys: list[bytes]) -> list[tuple[bytes, bytes]]:
        """Data of those nodes that are still there and that we may read."""
        paths = ["/" + key.decode("utf-8", "surrogateescape") for key in keys]
        got: list[tuple[bytes, bytes]] = []
        for key, (code, body) in zip(keys, self.talk.all("getData", paths), strict=True):
            if not code:
                try:
                    got.append((key, wire.Reader(body).buffer()))
                except ValueError:
                    raise self.talk.stream.fail("hostile", "answers with broken records") from None
        return got


STORE = ZooKeeper()
