"""Bolt 3 to 5.8 and PackStream on one stream: declared statements in access mode READ, and their answers.

Sends the handshake, HELLO (from 5.1 on LOGON), RUN with the statements below, PULL, RESET and GOODBYE; never BEGIN or
ROUTE, and no statement without mode ``r``, in which a server refuses writes. Source: Bolt protocol documentation.
"""

from __future__ import annotations

import datetime as dt
import re
import struct
from collections.abc import Mapping
from typing import Any

from nightlatch.model import Failed
from nightlatch.stores._stream import Stream

MAGIC = b"\x60\x60\xb0\x17"
# 5.8 to 5.0, 4.4 to 4.2, 4.1, 3: ranges in the second byte
HANDSHAKE = MAGIC + b"\x00\x08\x08\x05" + b"\x00\x02\x04\x04" + b"\x00\x00\x01\x04" + b"\x00\x00\x00\x03"
HELLO, GOODBYE, RESET, RUN, PULL, LOGON = 0x01, 0x02, 0x0F, 0x10, 0x3F, 0x6A
SUCCESS, RECORD, IGNORED, FAILURE = 0x70, 0x71, 0x7E, 0x7F
STATEMENTS: Mapping[str, str] = {
    "CALL dbms.components": "CALL dbms.components() YIELD name, versions, edition RETURN name, versions, edition",
    "CALL dbms.queryJmx Runtime": "CALL dbms.queryJmx('java.lang:type=Runtime') YIELD attributes "
    "RETURN attributes.Uptime.value",
    "CALL dbms.listConnections": "CALL dbms.listConnections() YIELD connectionId, clientAddress, connectTime "
    "RETURN connectionId, clientAddress ORDER BY connectTime DESC",
    "SHOW USERS": "SHOW USERS YIELD user, roles RETURN roles",
    "SHOW CURRENT USER": "SHOW CURRENT USER YIELD user, roles RETURN user, roles",
    "SHOW USER PRIVILEGES": "SHOW USER PRIVILEGES YIELD access, action, graph, segment "
    "RETURN access, action, graph, segment",
    "SHOW DATABASES": "SHOW DATABASES YIELD name, access RETURN name, access",
    "CALL db.labels": "CALL db.labels() YIELD label RETURN label",
    "CALL db.relationshipTypes": "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType",
    "MATCH node count": "MATCH (n:{name}) RETURN count(n)",
    "MATCH relationship count": "MATCH ()-[r:{name}]->() RETURN count(r)",
    "MATCH node properties": "MATCH (n:{name}) RETURN properties(n) SKIP $skip LIMIT $limit",
    "MATCH relationship properties": "MATCH ()-[r:{name}]->() RETURN properties(r) SKIP $skip LIMIT $limit",
}
CONTENTS = frozenset({"MATCH node properties", "MATCH relationship properties"})
_TAGS = {HELLO: "HELLO", GOODBYE: "GOODBYE", RESET: "RESET", RUN: "RUN", PULL: "PULL", LOGON: "LOGON"}
READS = frozenset({*_TAGS.values(), *STATEMENTS})
_MOST = 64 << 20  # of one message
_PATIENCE = 2.0  # Bolt answers its handshake at once
_DEPTH, _RECORDS = 32, 1_000_000
_CLASS = re.compile(r"Neo\.[A-Za-z]{1,40}\.[A-Za-z]{1,40}\.[A-Za-z]{1,60}")


class Broken(Exception):  # noqa: N818 - becomes a failure where the stream is known
    """A value that does not hold together."""


class Refusal(Exception):  # noqa: N818 - a reply
    """A FAILURE, by the class of its code ("Neo.ClientError.Security.Unauthorized"); its text is not kept."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code if _CLASS.fullmatch(code) else "Neo"


def statement(verb: str, name: str = "") -> str:
    """A declared statement; *name* is quoted, and the only place where one is made."""
    return STATEMENTS[verb].replace("{name}", "`" + name.replace("`", "``") + "`")


def pack(value: Any) -> bytes:
    """PackStream of what is sent: texts, whole numbers, and maps of them."""
    if isinstance(value, dict):
        pairs = b"".join(pack(key) + pack(one) for key, one in value.items())
        return bytes([0xA0 | len(value)]) + pairs
    if isinstance(value, int):
        return b"\xcb" + struct.pack(">q", value)
    data: bytes = value.encode()
    return b"\xd1" + struct.pack(">H", len(data)) + data if len(data) > 15 else bytes([0x80 | len(data)]) + data


def message(tag: int, *fields: Any) -> bytes:
    """One message in chunks; the only place where they are made."""
    if tag not in _TAGS:
        raise PermissionError(f"an undeclared message {tag}")
    data = bytes([0xB0 | len(fields), tag]) + b"".join(map(pack, fields))
    pieces = [data[at : at + 0xFFFF] for at in range(0, len(data), 0xFFFF)]
    return b"".join(struct.pack(">H", len(piece)) + piece for piece in pieces) + b"\0\0"


class Unpacker:
    """PackStream taken apart; never past the end, never too deep. Errors: `Broken`."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, count: int) -> bytes:
        """The next *count* bytes."""
        if self._at + count > len(self._data):
            raise Broken("a value that is shorter than it says")
        self._at += count
        return self._data[self._at - count : self._at]

    def value(self, depth: int = 0) -> Any:
        """The next value; structures become what they mean in JSON."""
        if depth > _DEPTH:
            raise Broken("values nested too deep")
        mark = self.take(1)[0]
        if mark < 0x80 or mark >= 0xF0:
            return mark if mark < 0x80 else mark - 0x100
        if mark < 0xC0:
            return self._short(mark, depth)
        match mark:
            case 0xC0:
                return None
            case 0xC1:
                return struct.unpack(">d", self.take(8))[0]
            case 0xC2 | 0xC3:
                return mark == 0xC3
            case 0xC8 | 0xC9 | 0xCA | 0xCB:
                return int.from_bytes(self.take(1 << (mark - 0xC8)), "big", signed=True)
            case 0xCC | 0xCD | 0xCE:
                return self.take(self._size(mark - 0xCC)).hex()
            case 0xD0 | 0xD1 | 0xD2:
                return self.take(self._size(mark - 0xD0)).decode("utf-8", "replace")
            case 0xD4 | 0xD5 | 0xD6:
                return self._list(self._size(mark - 0xD4), depth)
            case 0xD8 | 0xD9 | 0xDA:
                return self._map(self._size(mark - 0xD8), depth)
        raise Broken("a value of no known kind")

    def _short(self, mark: int, depth: int) -> Any:
        count = mark & 0x0F
        if mark < 0x90:
            return self.take(count).decode("utf-8", "replace")
        if mark < 0xA0:
            return self._list(count, depth)
        if mark < 0xB0:
            return self._map(count, depth)
        tag = self.take(1)[0]
        return _meaning(tag, self._list(count, depth))

    def _size(self, power: int) -> int:
        return int.from_bytes(self.take(1 << power), "big")

    def _list(self, count: int, depth: int) -> list[Any]:
        if count > len(self._data) - self._at:
            raise Broken("a list that is longer than its message")
        return [self.value(depth + 1) for _ in range(count)]

    def _map(self, count: int, depth: int) -> dict[str, Any]:
        if 2 * count > len(self._data) - self._at:
            raise Broken("a map that is longer than its message")
        return {str(self.value(depth + 1)): self.value(depth + 1) for _ in range(count)}


def _meaning(tag: int, fields: list[Any]) -> Any:
    """Points and times; None of anything else."""
    try:
        match tag, fields:
            case 0x58, [srid, x, y]:
                return {"longitude": x, "latitude": y} if srid == 4326 else {"x": x, "y": y}
            case 0x59, [srid, x, y, z]:
                found = {"longitude": x, "latitude": y} if srid == 4979 else {"x": x, "y": y}
                return {**found, "height": z}
            case 0x44, [days]:
                return (dt.date(1970, 1, 1) + dt.timedelta(days=days)).isoformat()
            case ((0x49 | 0x46 | 0x64 | 0x69 | 0x66), [seconds, nanos, *_]):
                moment = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=seconds, microseconds=nanos // 1000)
                return moment.isoformat()
    except (TypeError, OverflowError, ValueError):
        return None
    return None


def unpacked(data: bytes) -> tuple[int, list[Any]]:
    """Tag and fields of one message. Errors: `Broken`."""
    if len(data) < 2 or not 0xB0 <= data[0] <= 0xBF:
        raise Broken("no message")
    found = Unpacker(data)
    found.take(2)
    return data[1], [found.value() for _ in range(data[0] & 0x0F)]


class Bolt:
    """One conversation after the handshake, in *version* (major, minor)."""

    def __init__(self, stream: Stream, version: tuple[int, int]) -> None:
        self.stream, self.version = stream, version
        self.server = ""
        self.id = ""

    def hello(self, client: str, user: str | None, password: str) -> None:
        """Log in, by scheme none where *user* is None. Errors: `Refusal`."""
        token: dict[str, Any] = {"scheme": "none"}
        if user is not None:
            token = {"scheme": "basic", "principal": user, "credentials": password}
        told: dict[str, Any] = {"user_agent": client[:200]}
        if self.version >= (5, 3):
            told["bolt_agent"] = {"product": "nightlatch/1"}
        is_two = self.version >= (5, 1)
        answer = self._asked(message(HELLO, told if is_two else {**told, **token}))
        if is_two:
            self._asked(message(LOGON, token))
        self.server = str(answer.get("server", ""))[:100]
        self.id = str(answer.get("connection_id", ""))[:100]

    def run(
        self, verb: str, database: str = "", name: str = "", seconds: float | None = None, **more: int
    ) -> list[list[Any]]:
        """The records of a declared statement. Errors: `Refusal`; ``Failed`` with hostile, timeout."""
        extra: dict[str, Any] = {"mode": "r", "tx_timeout": int(1000 * (seconds or self.stream.seconds))}
        if database and self.version >= (4, 0):
            extra["db"] = database
        try:
            self._asked(message(RUN, statement(verb, name), more, extra), seconds)
            self.stream.begin(seconds)
            self.stream.send(message(PULL, {"n": -1}) if self.version >= (4, 0) else message(PULL))
            return self._records()
        except Refusal:
            self._asked(message(RESET))
            raise

    def goodbye(self) -> None:
        """As the protocol wants it."""
        self.stream.begin(0.5)
        self.stream.send(message(GOODBYE))

    def _asked(self, data: bytes, seconds: float | None = None) -> dict[str, Any]:
        self.stream.begin(seconds)
        self.stream.send(data)
        for _ in range(16):  # a RESET may be preceded by answers that are ignored
            tag, fields = self._message()
            if tag == SUCCESS:
                return _told(fields)
            if tag == FAILURE:
                raise Refusal(str(_told(fields).get("code", "")))
            if tag != IGNORED:
                break
        raise self.stream.fail("not-this-protocol", "does not answer as Bolt does")

    def _records(self) -> list[list[Any]]:
        found: list[list[Any]] = []
        while len(found) <= _RECORDS:
            tag, fields = self._message()
            if tag == RECORD and fields and isinstance(fields[0], list):
                found.append(fields[0])
            elif tag == SUCCESS:
                return found
            elif tag == FAILURE:
                raise Refusal(str(_told(fields).get("code", "")))
            else:
                raise self.stream.fail("hostile", "sends something else where records were asked for")
        raise self.stream.fail("hostile", "its records do not come to an end")

    def _message(self) -> tuple[int, list[Any]]:
        data = bytearray()
        while True:
            size = int.from_bytes(self.stream.exactly(2), "big")
            if not size and data:
                break
            data += self.stream.exactly(size)  # one of no bytes before a message keeps the line alive
            if len(data) > _MOST:
                raise self.stream.fail("hostile", f"its answer is longer than {_MOST:,} bytes")
        try:
            return unpacked(bytes(data))
        except Broken as broken:
            raise self.stream.fail("hostile", str(broken)) from None


def _told(fields: list[Any]) -> dict[str, Any]:
    return fields[0] if fields and isinstance(fields[0], dict) else {}


def shaken(stream: Stream) -> Bolt | None:
    """The handshake; None where HTTP answers, or nothing: a server of HTTP waits for the end of a line.

    Errors: ``Failed`` with not-this-protocol, unsupported-version.
    """
    stream.begin(min(stream.seconds, _PATIENCE))
    stream.send(HANDSHAKE)
    try:
        answer = stream.exactly(4)
    except Failed as failed:
        if failed.failure.kind != "timeout" or stream.line.cut is not None:
            raise
        return None
    if answer == b"HTTP":
        return None
    if answer == bytes(4):
        raise stream.fail("unsupported-version", "speaks none of Bolt 3 to 5.8")
    major, minor = answer[3], answer[2]
    if answer[:2] != b"\0\0" or major not in (3, 4, 5):
        raise stream.fail("not-this-protocol", "does not shake hands as Bolt does")
    return Bolt(stream, (major, minor))
