"""The CQL native protocol, versions 3 and 4, on one stream: requests, and answers taken apart within bounds.

Sends OPTIONS, STARTUP, AUTH_RESPONSE and QUERY with the statements below, whose blanks are filled with quoted names and
numbers; never PREPARE, EXECUTE, BATCH or REGISTER. Sources: native_protocol_v3.spec and native_protocol_v4.spec of
Apache Cassandra, whose later versions and ScyllaDB still speak version 4.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nightlatch.stores._stream import Stream

ERROR, STARTUP, READY, AUTHENTICATE, OPTIONS, SUPPORTED = 0x00, 0x01, 0x02, 0x03, 0x05, 0x06
QUERY, RESULT, AUTH_CHALLENGE, AUTH_RESPONSE, AUTH_SUCCESS = 0x07, 0x08, 0x0E, 0x0F, 0x10
UNAUTHORIZED, INVALID, SYNTAX, BAD_CREDENTIALS, PROTOCOL = 0x2100, 0x2200, 0x2000, 0x0100, 0x000A
STREAM = 0x4E4C  # a server says it again; nothing else would
STATEMENTS: Mapping[str, str] = {
    "SELECT system.local": "SELECT release_version, partitioner, host_id FROM system.local",
    "SELECT system.local writetime": "SELECT WRITETIME(release_version) FROM system.local",
    "SELECT system.peers": "SELECT peer FROM system.peers",
    "SELECT system.clients": "SELECT address FROM system.clients",
    "SELECT system_auth.roles": "SELECT is_superuser FROM system_auth.roles",
    "SELECT system.versions": "SELECT version FROM system.versions",
    "SELECT system_schema.columns": "SELECT keyspace_name, table_name, column_name, kind, position "
    "FROM system_schema.columns",
    "SELECT system.schema_columns": "SELECT keyspace_name, columnfamily_name, column_name, type, component_index "
    "FROM system.schema_columns",
    "SELECT system_views.settings": "SELECT name, value FROM system_views.settings "
    "WHERE name IN ('authenticator', 'authorizer')",
    "SELECT system.config": "SELECT name, value FROM system.config WHERE name IN ('authenticator', 'authorizer')",
    "SELECT system.size_estimates": "SELECT table_name, mean_partition_size, partitions_count "
    "FROM system.size_estimates WHERE keyspace_name = {text}",
    "LIST ALL PERMISSIONS": "LIST ALL PERMISSIONS",
    "LIST ALL PERMISSIONS OF": "LIST ALL PERMISSIONS OF {name}",
    "LIST ROLES OF": "LIST ROLES OF {name}",
    "SELECT JSON": "SELECT JSON * FROM {keyspace}.{table} LIMIT {limit}",
    "SELECT JSON from a token on": "SELECT JSON * FROM {keyspace}.{table} WHERE token({columns}) >= {token} "
    "LIMIT {limit}",
}
CONTENTS = frozenset({"SELECT JSON", "SELECT JSON from a token on"})
READS = frozenset({"OPTIONS", "STARTUP", "AUTH_RESPONSE", *STATEMENTS})
_MOST = 64 << 20  # of one answer
_ROWS, _COLUMNS, _DEPTH = 5_000_000, 4_096, 16
_BLANK = re.compile(r"\{(\w+)\}")


class Broken(Exception):  # noqa: N818 - becomes a failure where the stream is known
    """An answer that does not hold together."""


def frame(opcode: int, body: bytes = b"", version: int = 4) -> bytes:
    """One request, without compression, tracing or a payload of ours."""
    return struct.pack(">BBHBi", version, 0, STREAM, opcode, len(body)) + body


def quoted(name: str) -> str:
    """*name* as an identifier that keeps its case."""
    return '"' + name.replace('"', '""') + '"'


def statement(verb: str, **fill: str | int | Sequence[str]) -> str:
    """A declared statement with its blanks filled; the only place where CQL is made."""

    def one(blank: re.Match[str]) -> str:
        value = fill[blank[1]]
        if isinstance(value, int):
            return str(value)
        if isinstance(value, str):
            return "'" + value.replace("'", "''") + "'" if blank[1] == "text" else quoted(value)
        return ", ".join(map(quoted, value))

    return _BLANK.sub(one, STATEMENTS[verb])


class Reader:
    """Bytes taken from the beginning; never past the end. Errors: `Broken`."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, count: int) -> bytes:
        """The next *count* bytes."""
        if count < 0 or self._at + count > len(self._data):
            raise Broken("an answer that is shorter than it says")
        self._at += count
        return self._data[self._at - count : self._at]

    def u16(self) -> int:
        """[short]"""
        return int.from_bytes(self.take(2), "big")

    def i32(self) -> int:
        """[int]"""
        return int.from_bytes(self.take(4), "big", signed=True)

    def string(self) -> str:
        """[string]"""
        return self.take(self.u16()).decode("utf-8", "replace")

    def bytes_or_none(self) -> bytes | None:
        """[bytes]"""
        size = self.i32()
        return None if size < 0 else self.take(size)

    def multimap(self) -> dict[str, list[str]]:
        """[string multimap]"""
        return {self.string(): [self.string() for _ in range(self.u16())] for _ in range(self.u16())}

    def option(self, depth: int = 0) -> None:
        """[option]: a type, which is passed over."""
        if depth > _DEPTH:
            raise Broken("types nested too deep")
        match self.u16():
            case 0x0000:
                self.string()
            case 0x0020 | 0x0022:
                self.option(depth + 1)
            case 0x0021:
                self.option(depth + 1)
                self.option(depth + 1)
            case 0x0030:
                self.string(), self.string()
                for _ in range(self.u16()):
                    self.string()
                    self.option(depth + 1)
            case 0x0031:
                for _ in range(self.u16()):
                    self.option(depth + 1)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An ERROR: its code; *text* only to be searched for names of classes, never shown."""

    code: int
    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Cells row by row, as bytes, and where to go on."""

    rows: list[list[bytes | None]]
    state: bytes | None = None


Answer = Rows | Refusal


def rows_of(body: bytes) -> Rows:
    """The body of a RESULT; one that is no rows is empty. Errors: `Broken`."""
    found = Reader(body)
    if found.i32() != 2:
        return Rows([])
    flags, columns = found.i32(), found.i32()
    if not 0 <= columns <= _COLUMNS:
        raise Broken("more columns than a table has")
    state = found.bytes_or_none() if flags & 2 else None
    if not flags & 4:
        if flags & 1:
            found.string(), found.string()
        for _ in range(columns):
            if not flags & 1:
                found.string(), found.string()
            found.string()
            found.option()
    count = found.i32()
    if not 0 <= count <= _ROWS or (count and not columns):
        raise Broken("more rows than were asked for")
    return Rows([[found.bytes_or_none() for _ in range(columns)] for _ in range(count)], state)


def refusal_of(body: bytes) -> Refusal:
    """The body of an ERROR. Errors: `Broken`."""
    found = Reader(body)
    return Refusal(found.i32(), found.string())


def unwrapped(flags: int, body: bytes) -> bytes:
    """*body* without tracing id, warnings and payload, which come before it. Errors: `Broken`."""
    found = Reader(body)
    if flags & 2:
        found.take(16)
    if flags & 8:
        for _ in range(found.u16()):
            found.string()
    if flags & 4:
        for _ in range(found.u16()):
            found.string()
            found.bytes_or_none()
    return found.take(len(body) - found._at)


class Talk:
    """Requests one after the other; the one choke point of what is sent."""

    def __init__(self, stream: Stream, version: int) -> None:
        self.stream, self.version = stream, version

    def ask(self, opcode: int, body: bytes = b"", seconds: float | None = None) -> tuple[int, bytes]:
        """The opcode and body of the answer. Errors: ``Failed`` with not-this-protocol, hostile, timeout."""
        if opcode not in (OPTIONS, STARTUP, AUTH_RESPONSE, QUERY):
            raise PermissionError(f"an undeclared request {opcode}")
        self.stream.begin(seconds)
        self.stream.send(frame(opcode, body, self.version))
        version, flags, number, answered, size = struct.unpack(">BBHBi", self.stream.exactly(9))
        is_ours = number == STREAM or (answered == ERROR and not number)  # of another version its number is not read
        if not version & 0x80 or not is_ours or answered not in _ANSWERS or flags & 1:
            raise self.stream.fail("not-this-protocol", "does not answer as the CQL native protocol does")
        if not 0 <= size <= _MOST:
            raise self.stream.fail("hostile", f"its answer is longer than {_MOST:,} bytes")
        data = self.stream.exactly(size)
        try:
            return answered, unwrapped(flags, data)
        except Broken as broken:
            raise self.stream.fail("hostile", str(broken)) from None

    def options(self) -> dict[str, list[str]] | Refusal:
        """What the server supports."""
        opcode, body = self.ask(OPTIONS)
        try:
            if opcode == ERROR:
                return refusal_of(body)
            return Reader(body).multimap() if opcode == SUPPORTED else {}
        except Broken as broken:
            raise self.stream.fail("not-this-protocol", str(broken)) from None

    def startup(self, client: str) -> tuple[int, bytes]:
        """READY, AUTHENTICATE or ERROR."""
        options = {"CQL_VERSION": "3.0.0", "DRIVER_NAME": client[:200], "DRIVER_VERSION": "1"}
        pairs = b"".join(_string(name) + _string(value) for name, value in options.items())
        return self.ask(STARTUP, struct.pack(">H", len(options)) + pairs)

    def authenticate(self, user: str, password: str) -> int:
        """PLAIN (RFC 4616): the opcode of the answer."""
        token = f"\0{user}\0{password}".encode()
        return self.ask(AUTH_RESPONSE, struct.pack(">i", len(token)) + token)[0]

    def query(
        self, verb: str, *, size: int = 5_000, state: bytes | None = None, seconds: float | None = None,
        **fill: str | int | Sequence[str],
    ) -> Answer:  # fmt: skip
        """The answer to a declared statement, a page of *size* rows of it at most, at consistency ONE."""
        text = statement(verb, **fill).encode()
        flags = 0x04 | (0x08 if state is not None else 0)
        body = struct.pack(">i", len(text)) + text + struct.pack(">HBi", 1, flags, size)
        if state is not None:
            body += struct.pack(">i", len(state)) + state
        opcode, answer = self.ask(QUERY, body, seconds)
        try:
            return refusal_of(answer) if opcode == ERROR else rows_of(answer)
        except Broken as broken:
            raise self.stream.fail("hostile", str(broken)) from None


_ANSWERS = frozenset({ERROR, READY, AUTHENTICATE, SUPPORTED, RESULT, AUTH_CHALLENGE, AUTH_SUCCESS})


def _string(text: str) -> bytes:
    data = text.encode()
    return struct.pack(">H", len(data)) + data


def texts_of(row: Sequence[bytes | None]) -> list[str]:
    """Cells that are text."""
    return [(cell or b"").decode("utf-8", "replace") for cell in row]
