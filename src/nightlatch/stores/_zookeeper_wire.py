"""ZooKeeper's client protocol (jute records in frames; zookeeper.jute of 3.4 to 3.9) on one stream.

Opens a session, asks without ever setting a watch, and closes the session. What may go out is what `request` knows:
getChildren2, getACL, getData, whoAmI, auth, closeSession; never create, delete, setData, setACL, sync, reconfig.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nightlatch.model import Failed
from nightlatch.stores._stream import PROTOCOL_HINT, Stream

READS = frozenset({"connect", "getChildren2", "getACL", "getData", "whoAmI", "auth", "closeSession", "srvr"})
_OPCODES = {"getData": 4, "getACL": 6, "getChildren2": 12, "whoAmI": 107, "auth": 100, "closeSession": -11}
_PATHED = frozenset({"getData", "getACL", "getChildren2"})
_AUTH_XID = -4
NO_NODE, NO_AUTH, UNIMPLEMENTED, AUTH_FAILED, WANTS_SASL = -101, -102, -6, -115, -124
_FRAME = 64 << 20
_WINDOW = 200  # requests under way at once
_STAT = struct.Struct(">qqqqiiiqiiq")
_HEAD = struct.Struct(">iqi")
_SRVR = b"srvr"

READ, WRITE, CREATE, DELETE, ADMIN = 1, 2, 4, 8, 16


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """A request that the store does not declare was about to be sent."""


class Refused(Exception):  # noqa: N818 - an answer, which the caller asked for
    """The server refused a request: ``Refused(code)``."""

    @property
    def code(self) -> int:
        """ZooKeeper's own number, below zero."""
        return int(self.args[0])


@dataclass(frozen=True, slots=True)
class Acl:
    """One entry: *perms* are bits."""

    perms: int
    scheme: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """What getChildren2 says of a node."""

    children: tuple[str, ...]
    data_length: int
    is_ephemeral: bool


def connect(timeout_ms: int) -> bytes:
    """ConnectRequest in a frame: no session before, no password, may be read-only."""
    body = struct.pack(">iqiqi", 0, 0, timeout_ms, 0, 16) + bytes(16) + b"\1"
    return struct.pack(">i", len(body)) + body


def request(xid: int, verb: str, path: str = "", scheme: str = "", secret: bytes = b"") -> bytes:
    """One framed request. Errors: `Undeclared`; a watch cannot be asked for."""
    if verb not in _OPCODES:
        raise Undeclared(verb)
    body = b""
    if verb in _PATHED:
        body = _text(path) + (b"" if verb == "getACL" else b"\0")  # the byte says: no watch
    elif verb == "auth":
        xid, body = _AUTH_XID, struct.pack(">i", 0) + _text(scheme) + struct.pack(">i", len(secret)) + secret
    head = struct.pack(">ii", xid, _OPCODES[verb])
    return struct.pack(">i", len(head) + len(body)) + head + body


def _text(value: str) -> bytes:
    raw = value.encode("utf-8", "surrogateescape")
    return struct.pack(">i", len(raw)) + raw


class Reader:
    """Takes jute records apart. Errors: ValueError where a record is broken."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def _take(self, count: int) -> bytes:
        if count < 0 or self._at + count > len(self._data):
            raise ValueError("a record ends early")
        self._at += count
        return self._data[self._at - count : self._at]

    def number(self) -> int:
        return int.from_bytes(self._take(4), "big", signed=True)

    def buffer(self) -> bytes:
        length = self.number()
        return b"" if length == -1 else self._take(length)  # -1 is null

    def text(self) -> str:
        return self.buffer().decode("utf-8", "surrogateescape")

    def many(self, least: int) -> range:
        """So many items follow, of at least *least* bytes each."""
        count = self.number()
        if count == -1:
            return range(0)
        if count < 0 or count * least > len(self._data) - self._at:
            raise ValueError("a list is longer than what holds it")
        return range(count)

    def stat(self) -> tuple[int, ...]:
        return tuple(_STAT.unpack(self._take(_STAT.size)))


def node(data: bytes) -> Node:
    """The answer to getChildren2."""
    reader = Reader(data)
    children = tuple(reader.text() for _ in reader.many(4))
    stat = reader.stat()
    return Node(children=children, data_length=max(0, stat[8]), is_ephemeral=stat[7] != 0)


def acls(data: bytes) -> tuple[Acl, ...]:
    """The answer to getACL."""
    reader = Reader(data)
    return tuple(Acl(reader.number(), reader.text(), reader.text()) for _ in reader.many(12))


def identities(data: bytes) -> tuple[tuple[str, str], ...]:
    """The answer to whoAmI (3.7): scheme and name, as the server shows them."""
    reader = Reader(data)
    return tuple((reader.text(), reader.text()) for _ in reader.many(8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """ConnectResponse: *timeout_ms* 0 says that the session was refused."""

    timeout_ms: int
    session: int
    is_read_only: bool


def welcome(body: bytes) -> Welcome | None:
    """The body of a ConnectResponse, None for what is none; before 3.4 the last byte is missing."""
    if len(body) not in (36, 37) or body[:4] != bytes(4):
        return None
    timeout, session, length = struct.unpack_from(">iqi", body, 4)
    if length != 16 or not 0 <= timeout <= 3_600_000 or (not timeout) != (not session):
        return None
    return Welcome(timeout_ms=timeout, session=session, is_read_only=len(body) == 37 and body[36] == 1)


@dataclass(slots=True)
class Talk:
    """One session on one stream."""

    stream: Stream
    _xid: int = field(default=0, init=False)

    def open(self, timeout_ms: int) -> Welcome:
        """Errors: ``Failed`` with not-this-protocol where what answers is no ZooKeeper."""
        self.stream.begin()
        self.stream.send(connect(timeout_ms))
        length = int.from_bytes(self.stream.exactly(4), "big", signed=True)
        found = welcome(self.stream.exactly(length)) if length in (36, 37) else None
        if found is None:
            raise self.stream.fail("not-this-protocol", "does not answer as ZooKeeper", PROTOCOL_HINT)
        return found

    def ask(self, verb: str, path: str = "") -> bytes:
        """The body of one answer. Errors: `Refused`."""
        ((code, body),) = self.all(verb, [path])
        if code:
            raise Refused(code)
        return body

    def auth(self, scheme: str, secret: bytes) -> None:
        """Add an identity to the session. Errors: `Refused`."""
        self.stream.begin()
        self.stream.send(request(0, "auth", scheme=scheme, secret=secret))
        code, _ = self._answer(_AUTH_XID)
        if code:
            raise Refused(code)

    def all(self, verb: str, paths: Sequence[str]) -> Iterator[tuple[int, bytes]]:
        """``(code, body)`` of the same question about each of *paths*, many of them under way at once."""
        for start in range(0, len(paths), _WINDOW):
            some = paths[start : start + _WINDOW]
            first = self._xid + 1
            self._xid += len(some)
            self.stream.begin()
            self.stream.send(b"".join(request(first + at, verb, path) for at, path in enumerate(some)))
            for at in range(len(some)):
                self.stream.begin()
                yield self._answer(first + at)

    def close(self) -> None:
        """Say that the session is over, so that nothing of it stays."""
        try:
            self.stream.begin(1.0)
            self.stream.send(request(self._xid + 1, "closeSession"))
            self.stream.exactly(4)
        except (Failed, OSError):
            pass  # it ends by itself then
        self.stream.close()

    def _answer(self, xid: int) -> tuple[int, bytes]:
        length = int.from_bytes(self.stream.exactly(4), "big", signed=True)
        if not _HEAD.size <= length <= _FRAME:
            raise self.stream.fail("hostile", "announces an answer of no possible length")
        body = self.stream.exactly(length)
        told, _, code = _HEAD.unpack_from(body)
        if told != xid:
            raise self.stream.fail("hostile", "answers what it was not asked")
        return code, body[_HEAD.size :]


def srvr(stream: Stream) -> bytes:
    """What the server says to ``srvr`` on a connection of its own; it hangs up after that."""
    stream.begin()
    stream.send(_SRVR)
    found = b""
    try:
        while len(found) < 8192:
            piece = stream.peek()
            stream.skip(len(piece))
            found += piece
    except Failed:
        pass  # the end
    return found
