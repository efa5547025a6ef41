"""The Kafka protocol on one stream: the requests of a reader that joins no group, in versions before the flexible ones.

Sends ApiVersions 0, Metadata 0 to 8 for all topics (which never makes one; from 4 on with auto-creation switched off as
well), SaslHandshake, SaslAuthenticate, ListOffsets, ListGroups, DescribeGroups and Fetch. "Fetch nothing" is a Fetch at
an offset that no log reaches: it is authorised like any other and brings no record. Source: the message definitions of
Apache Kafka (MetadataResponse.json and its neighbours); Kafka 4.0 still answers these versions (KIP-896).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from nightlatch.model import Failed
from nightlatch.stores._stream import PROTOCOL_HINT, Stream

FETCH, LIST_OFFSETS, METADATA, SASL_HANDSHAKE, API_VERSIONS, SASL_AUTHENTICATE = 1, 2, 3, 17, 18, 36
DESCRIBE_GROUPS, LIST_GROUPS = 15, 16
NAMES = {
    FETCH: "Fetch", LIST_OFFSETS: "ListOffsets", METADATA: "Metadata", SASL_HANDSHAKE: "SaslHandshake",
    API_VERSIONS: "ApiVersions", SASL_AUTHENTICATE: "SaslAuthenticate",
    DESCRIBE_GROUPS: "DescribeGroups", LIST_GROUPS: "ListGroups",
}  # fmt: skip
READS = frozenset({*NAMES.values(), "Fetch nothing"})
NOWHERE = 1 << 62  # an offset that no log reaches
EARLIEST, LATEST = -2, -1
OUT_OF_RANGE = 1
Offsets = dict[str, dict[int, tuple[int, int]]]
NOT_TOLD = -(1 << 31)  # authorised operations that were not asked for, or that a broker does not tell
_OURS: dict[int, tuple[int, ...]] = {
    FETCH: (10, 4), LIST_OFFSETS: (2, 1), METADATA: (8, 5, 4, 2, 1), DESCRIBE_GROUPS: (2, 1, 0), LIST_GROUPS: (2, 1, 0),
}  # fmt: skip
_ANSWER = 64 << 20
_WAIT_MS = 250  # for a first byte, where there is none yet; a broker keeps such requests aside
_NONE: tuple[str, ...] = ()
_T = TypeVar("_T")


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """A request that the store does not declare was about to be sent."""


class Broken(Exception):  # noqa: N818 - becomes a Failed where the stream is known
    """An answer that does not hold what it says it holds."""


class Partition(NamedTuple):
    number: int
    leader: int


class Topic(NamedTuple):
    """*operations*: a bit for each that is allowed, or `NOT_TOLD`."""

    name: str
    error: int
    is_internal: bool
    partitions: tuple[Partition, ...]
    operations: int


class Metadata(NamedTuple):
    """The addresses of brokers are read past: they are not followed."""

    brokers: int
    cluster: str | None
    topics: tuple[Topic, ...]
    operations: int


class Fetched(NamedTuple):
    error: int
    records: bytes


def request(key: int, version: int, body: bytes, client: str, number: int = 1) -> bytes:
    """One request; the only place where they are made. Errors: `Undeclared`."""
    if NAMES.get(key) not in READS:
        raise Undeclared(str(key))
    head = struct.pack(">hhi", key, version, number) + _text(client[:200])
    return struct.pack(">i", len(head) + len(body)) + head + body


class Reader:
    """Takes values off the front of an answer. Errors: `Broken`."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def number(self, form: str) -> int:
        size = struct.calcsize(form)
        found: int = struct.unpack(form, self.raw(size))[0]
        return found

    def i8(self) -> int:
        return self.number(">b")

    def i16(self) -> int:
        return self.number(">h")

    def i32(self) -> int:
        return self.number(">i")

    def i64(self) -> int:
        return self.number(">q")

    def raw(self, size: int) -> bytes:
        if size < 0 or self._at + size > len(self._data):
            raise Broken
        self._at += size
        return self._data[self._at - size : self._at]

    def text(self) -> str | None:
        size = self.i16()
        return None if size == -1 else self.raw(size).decode("utf-8", "replace")

    def blob(self) -> bytes:
        size = self.i32()
        return b"" if size == -1 else self.raw(size)

    def count(self) -> int:
        """Of the elements that follow: never more than there are bytes left."""
        size = self.i32()
        if size < -1 or size > len(self._data) - self._at:
            raise Broken
        return max(0, size)


class Talk:
    """Requests on one connection, one at a time."""

    def __init__(self, stream: Stream, client: str) -> None:
        self._stream, self._client = stream, client
        self._number = 0
        self.versions: Mapping[int, tuple[int, int]] = {}

    def api_versions(self) -> Mapping[int, tuple[int, int]]:
        """``{key: (lowest, highest)}`` of what the broker knows; proves that it is one."""
        answer = self._ask(API_VERSIONS, 0, b"", first=True)
        try:
            error = answer.i16()
            self.versions = {answer.i16(): (answer.i16(), answer.i16()) for _ in range(answer.count())}
        except Broken:
            raise self._alien() from None
        if error or API_VERSIONS not in self.versions:
            raise self._alien()
        return self.versions

    def version_for(self, key: int) -> int | None:
        """The best that both sides know."""
        low, high = self.versions.get(key, (0, -1))
        return next((one for one in _OURS[key] if low <= one <= high), None)

    def metadata(self, version: int) -> Metadata:
        """Of all topics that we may see."""
        body = struct.pack(">i", -1) + (b"\0" if version >= 4 else b"") + (b"\1\1" if version >= 8 else b"")
        return self._told(_metadata, self._ask(METADATA, version, body), version)

    def mechanisms(self, wanted: str) -> tuple[int, tuple[str, ...]]:
        """The error of a SaslHandshake for *wanted* (0: it may go on), and the mechanisms that there are."""
        answer = self._ask(SASL_HANDSHAKE, 1, _text(wanted))
        try:
            return answer.i16(), tuple(answer.text() or "" for _ in range(answer.count()))
        except Broken:
            return -1, _NONE

    def authenticate(self, user: str, password: str) -> int:
        """SASL PLAIN (RFC 4616): the error, 0 if let in."""
        data = b"\0" + user.encode() + b"\0" + password.encode()
        return self._told(_error, self._ask(SASL_AUTHENTICATE, 0, struct.pack(">i", len(data)) + data), 0)

    def offsets(self, version: int, asked: Sequence[tuple[str, Sequence[int]]], when: int) -> Offsets:
        """``{topic: {partition: (error, offset)}}`` of the `EARLIEST` or `LATEST` records."""
        body = struct.pack(">i", -1) + (b"\0" if version >= 2 else b"") + struct.pack(">i", len(asked))
        for topic, partitions in asked:
            wanted = b"".join(struct.pack(">iq", number, when) for number in partitions)
            body += _text(topic) + struct.pack(">i", len(partitions)) + wanted
        return self._told(_offsets, self._ask(LIST_OFFSETS, version, body), version)

    def groups(self, version: int) -> list[str]:
        """Names of the groups that this broker coordinates."""
        return self._told(_groups, self._ask(LIST_GROUPS, version, b""), version)

    def members(self, version: int, groups: Sequence[str]) -> list[str]:
        """Hosts of the members of *groups*; nothing else of them."""
        body = struct.pack(">i", len(groups)) + b"".join(map(_text, groups))
        return self._told(_members, self._ask(DESCRIBE_GROUPS, version, body), version)

    def fetch(self, version: int, topic: str, partition: int, offset: int, most: int, seconds: float) -> Fetched:
        """Whole batches from *offset* on, about *most* bytes; one batch comes however long it is."""
        head = struct.pack(">iiiib", -1, _WAIT_MS, 1, most, 0)
        where = struct.pack(">q", offset)
        if version >= 7:  # no session, no epoch, no offset of our own, nothing to forget
            head += struct.pack(">ii", 0, -1)
            where = struct.pack(">iqq", -1, offset, -1)
        asked = _text(topic) + struct.pack(">ii", 1, partition) + where + struct.pack(">i", most)
        body = head + struct.pack(">i", 1) + asked + (struct.pack(">i", 0) if version >= 7 else b"")
        return self._told(_fetched, self._ask(FETCH, version, body, seconds), version)

    def _ask(self, key: int, version: int, body: bytes, seconds: float | None = None, *, first: bool = False) -> Reader:
        self._number += 1
        self._stream.begin(seconds)
        self._stream.send(request(key, version, body, self._client, self._number))
        size = int.from_bytes(self._stream.exactly(4), "big", signed=True)
        if first and not 10 <= size <= 1 << 16:
            raise self._alien()
        if not 4 <= size <= _ANSWER:
            raise self._stream.fail("hostile", f"announces an answer longer than {_ANSWER >> 20} MB")
        data = self._stream.exactly(size)
        if int.from_bytes(data[:4], "big") != self._number:
            raise self._alien() if first else self._stream.fail("hostile", "answers what it was not asked")
        return Reader(data[4:])

    def _told(self, read: Callable[[Reader, int], _T], answer: Reader, version: int) -> _T:
        try:
            return read(answer, version)
        except Broken:
            raise self._stream.fail("hostile", "an answer does not hold what it says it holds") from None

    def _alien(self) -> Failed:
        return self._stream.fail("not-this-protocol", "does not answer as a Kafka broker does", PROTOCOL_HINT)


def _mask(operations: int) -> int:
    """As it is if it can be one: the first three operations (unknown, any, all) are never in it, nor is a sign."""
    return NOT_TOLD if operations < 0 or operations & 7 else operations


def _metadata(answer: Reader, version: int) -> Metadata:
    if version >= 3:
        answer.i32()
    brokers = answer.count()
    for _ in range(brokers):
        answer.i32(), answer.text(), answer.i32(), answer.text()
    cluster = answer.text() if version >= 2 else None
    answer.i32()
    topics = tuple(_topic(answer, version) for _ in range(answer.count()))
    return Metadata(brokers, cluster, topics, _mask(answer.i32()) if version >= 8 else NOT_TOLD)


def _topic(answer: Reader, version: int) -> Topic:
    error, name, is_internal = answer.i16(), answer.text(), bool(answer.i8())
    partitions = tuple(_partition(answer, version) for _ in range(answer.count()))
    return Topic(name or "", error, is_internal, partitions, _mask(answer.i32()) if version >= 8 else NOT_TOLD)


def _partition(answer: Reader, version: int) -> Partition:
    answer.i16()
    found = Partition(answer.i32(), answer.i32())
    if version >= 7:
        answer.i32()
    for _ in range(3 if version >= 5 else 2):
        answer.raw(4 * answer.count())
    return found


def _offsets(answer: Reader, version: int) -> Offsets:
    if version >= 2:
        answer.i32()
    found: Offsets = {}
    for _ in range(answer.count()):
        of_topic = found.setdefault(answer.text() or "", {})
        for _ in range(answer.count()):
            number, error, _, offset = answer.i32(), answer.i16(), answer.i64(), answer.i64()
            of_topic[number] = error, offset
    return found


def _groups(answer: Reader, version: int) -> list[str]:
    if version >= 1:
        answer.i32()
    answer.i16()
    return [(answer.text() or "", answer.text())[0] for _ in range(answer.count())]


def _members(answer: Reader, version: int) -> list[str]:
    if version >= 1:
        answer.i32()
    found = []
    for _ in range(answer.count()):
        answer.i16()
        for _ in range(4):  # the group, its state, and its protocol
            answer.text()
        for _ in range(answer.count()):
            answer.text(), answer.text()
            found.append(answer.text() or "")
            answer.blob(), answer.blob()
    return found


def _fetched(answer: Reader, version: int) -> Fetched:
    answer.i32()
    overall = answer.i16() if version >= 7 else 0
    if version >= 7:
        answer.i32()
    found = Fetched(overall, b"")
    for _ in range(answer.count()):
        answer.text()
        for _ in range(answer.count()):
            answer.i32()
            error = answer.i16()
            answer.raw(16 if version < 5 else 24)
            answer.raw(16 * answer.count())
            found = Fetched(error or overall, found.records + answer.blob())
    return found


def _error(answer: Reader, version: int) -> int:
    return answer.i16()


def _text(value: str) -> bytes:
    data = value.encode("utf-8", "replace")
    if len(data) > 0x7FFF:
        raise Undeclared("a text longer than Kafka can say")
    return struct.pack(">h", len(data)) + data
