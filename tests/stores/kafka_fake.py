"""A broker that says what Apache Kafka's message definitions have it say: authorised operations, SASL, other leaders.

Nothing of Kafka itself runs here. `batch` and the requests of `Producer` serve a real broker or stand-in as well.
"""

from __future__ import annotations

import contextlib
import functools
import socket
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from nightlatch.stores import _kafka_access as ops
from nightlatch.stores import _kafka_wire as wire
from tests.lab.hostile import Trap

TOPIC_OPS = ops.READ | ops.WRITE | ops.CREATE | ops.DELETE | ops.ALTER | ops.DESCRIBE | ops.ALTER_CONFIGS | 1 << 10
CLUSTER_OPS = ops.CREATE | ops.CLUSTER_ACTION | ops.DESCRIBE | ops.ALTER | ops.ALTER_CONFIGS | 1 << 10 | 1 << 12
RANGES = {
    0: (0, 8),
    1: (0, 11),
    2: (0, 5),
    3: (0, 9),
    15: (0, 5),
    16: (0, 3),
    17: (0, 1),
    18: (0, 3),
    36: (0, 2),
}  # as 2.4 has them


@functools.cache
def _table() -> list[int]:
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


def crc32c(data: bytes) -> int:
    """CRC-32C (Castagnoli), RFC 3720 appendix B.4."""
    value, table = 0xFFFFFFFF, _table()
    for byte in data:
        value = table[(value ^ byte) & 0xFF] ^ value >> 8
    return value ^ 0xFFFFFFFF


def varint(value: int) -> bytes:
    """Zigzag, as Kafka's records have it."""
    number = (value << 1) ^ (value >> 63)
    out = bytearray()
    while True:
        number, byte = number >> 7, number & 0x7F
        out.append(byte | (0x80 if number else 0))
        if not number:
            return bytes(out)


Record = tuple[bytes | None, bytes | None]


def batch(records: Sequence[Record], *, base: int = 0, codec: int = 0, control: bool = False) -> bytes:
    """One record batch of format 2."""
    body = b""
    for number, record in enumerate(records):
        one = b"\0" + varint(0) + varint(number)
        for part in record:
            one += varint(-1) if part is None else varint(len(part)) + part
        one += varint(1) + varint(1) + b"h" + varint(1) + b"v"  # a header
        body += varint(len(one)) + one
    body = pack(body, codec)
    count = len(records)
    rest = struct.pack(">hiqqqhii", codec | (0x20 if control else 0), count - 1, 0, 0, -1, -1, -1, count) + body
    return struct.pack(">qiibI", base, 9 + len(rest), 0, 2, crc32c(rest)) + rest


def pack(body: bytes, codec: int) -> bytes:
    """Compressed as clients do it; 5 is snappy without the blocks of snappy-java."""
    match codec:
        case 0:
            return body
        case 2:
            packed = pa.compress(body, "snappy", asbytes=True)
            return b"\x82SNAPPY\x00" + struct.pack(">iii", 1, 1, len(packed)) + packed
        case _:
            sink = pa.BufferOutputStream()
            with pa.CompressedOutputStream(sink, {1: "gzip", 3: "lz4", 4: "zstd"}[codec]) as stream:
                stream.write(body)
            return sink.getvalue().to_pybytes()


def text(value: str | None) -> bytes:
    return struct.pack(">h", -1) if value is None else struct.pack(">h", len(value.encode())) + value.encode()


def array(items: Sequence[bytes]) -> bytes:
    return struct.pack(">i", len(items)) + b"".join(items)


@dataclass(kw_only=True)
class Log:
    """One partition: batches, each with its first offset and its bytes."""

    batches: Sequence[tuple[int, bytes]] = ()
    first: int = 0
    end: int = 0
    leader: int = 1


@dataclass(kw_only=True)
class Broker:
    """*topics*: name -> (operations, partitions); *sasl*: whether Metadata wants a login, user and password."""

    topics: Mapping[str, tuple[int, Sequence[Log]]] = field(default_factory=dict)
    cluster_operations: int = CLUSTER_OPS
    sasl: tuple[str, str] | None = None
    mechanisms: Sequence[str] = ("PLAIN", "SCRAM-SHA-256")
    ranges: Mapping[int, tuple[int, int]] = field(default_factory=lambda: RANGES)
    brokers: int = 1
    groups: Mapping[str, Sequence[str]] = field(default_factory=dict)  # name -> hosts of its members

    def serve(self) -> Trap:
        def talk(link: socket.socket, over: object) -> None:
            with contextlib.suppress(wire.Broken, struct.error):  # what is no request of Kafka's is hung up on
                self._talk(link)

        return Trap(talk)

    def _talk(self, link: socket.socket) -> None:
        file, is_in = link.makefile("rb"), self.sasl is None
        while head := file.read(4):
            data = file.read(int.from_bytes(head, "big"))
            key, version, number, size = struct.unpack_from(">hhih", data)
            body = data[10 + size :]
            if key not in (17, 18, 36) and not is_in:
                return  # what a broker does before a login
            reply = self._reply(key, version, body)
            if key == 36:
                is_in = reply[:2] == b"\0\0"
            link.sendall(struct.pack(">ii", len(reply) + 4, number) + reply)

    def _reply(self, key: int, version: int, body: bytes) -> bytes:
        match key:
            case 18:
                return b"\0\0" + array([struct.pack(">hhh", k, *self.ranges[k]) for k in self.ranges])
            case 17:
                size = int.from_bytes(body[:2], "big")
                wanted = body[2 : 2 + size].decode()
                error = 34 if self.sasl is None else 0 if wanted in self.mechanisms else 33
                return struct.pack(">h", error) + array([text(one) for one in self.mechanisms])
            case 36:
                assert self.sasl is not None
                good = body[4:] == b"\0" + self.sasl[0].encode() + b"\0" + self.sasl[1].encode()
                return struct.pack(">h", 0 if good else 58) + text(None) + struct.pack(">i", 0)
            case 3:
                return self._metadata(version)
            case 16:
                listed = array([text(name) + text("consumer") for name in self.groups])
                return struct.pack(">ih", 0, 0)[0 if version else 4 :] + listed
            case 15:
                return self._described(version, wire.Reader(body))
            case 2:
                return self._offsets(version, wire.Reader(body))
            case _:
                return self._fetch(version, wire.Reader(body))

    def _described(self, version: int, asked: wire.Reader) -> bytes:
        found = []
        for name in [asked.text() or "" for _ in range(asked.count())]:
            members = array([
                text("consumer-1-6a2c") + text("consumer-1") + text(host) + array([b"\0"]) + array([b"\0", b"\1"])
                for host in self.groups[name]
            ])  # fmt: skip
            facts = text(name) + text("Stable") + text("consumer") + text("range")
            found.append(struct.pack(">h", 0) + facts + members)
        return struct.pack(">i", 0)[0 if version else 4 :] + array(found)

    def _metadata(self, version: int) -> bytes:
        brokers = [
            struct.pack(">i", n + 1) + text(f"192.0.2.{n + 1}") + struct.pack(">i", 9092) + text(None)
            for n in range(self.brokers)
        ]
        topics = [self._topic(version, name, *one) for name, one in self.topics.items()]
        told = (struct.pack(">i", 0) if version >= 3 else b"") + array(brokers)
        told += (text("lkc-0aBcDeFgHiJkLmNoPqR") if version >= 2 else b"") + struct.pack(">i", 1) + array(topics)
        return told + (struct.pack(">i", self.cluster_operations) if version >= 8 else b"")

    def _topic(self, version: int, name: str, operations: int, logs: Sequence[Log]) -> bytes:
        partitions = []
        for number, log in enumerate(logs):
            epoch = struct.pack(">i", 0) if version >= 7 else b""
            lists = array([struct.pack(">i", log.leader)]) * 2 + (array([]) if version >= 5 else b"")
            partitions.append(struct.pack(">hii", 0, number, log.leader) + epoch + lists)
        head = b"\0\0" + text(name) + bytes([name.startswith("__")]) + array(partitions)
        return head + (struct.pack(">i", operations) if version >= 8 else b"")

    def _offsets(self, version: int, asked: wire.Reader) -> bytes:
        asked.i32()
        if version >= 2:
            asked.i8()
        topics = []
        for _ in range(asked.count()):
            name = asked.text() or ""
            found = []
            for _ in range(asked.count()):
                number, when = asked.i32(), asked.i64()
                log = self.topics[name][1][number]
                error = 0 if log.leader == 1 else 6
                offset = -1 if error else log.first if when == -2 else log.end
                found.append(struct.pack(">ihqq", number, error, -1, offset))
            topics.append(text(name) + array(found))
        return (struct.pack(">i", 0) if version >= 2 else b"") + array(topics)

    def _fetch(self, version: int, asked: wire.Reader) -> bytes:
        asked.raw(17)
        if version >= 7:
            assert (asked.i32(), asked.i32()) == (0, -1)
        assert asked.count() == 1
        name = asked.text() or ""
        assert asked.count() == 1
        number = asked.i32()
        if version >= 9:
            asked.i32()
        offset = asked.i64()
        if version >= 5:
            asked.i64()
        most = asked.i32()
        operations, logs = self.topics[name]
        error, data = 0, b""
        if operations != wire.NOT_TOLD and not operations & ops.READ:
            error = 29
        elif not logs[number].first <= offset <= logs[number].end:
            error = 1
        else:
            later = [(base, one) for base, one in logs[number].batches]
            start = max((i for i, (base, _) in enumerate(later) if base <= offset), default=0)
            for _, one in later[start:]:
                if data and len(data) + len(one) > most:
                    data += one[: most - len(data)]  # brokers cut the last one off
                    break
                data += one
        partition = struct.pack(">ihq", number, error, 0) + bytes(8 if version < 5 else 16) + struct.pack(">i", 0)
        told = array([text(name) + array([partition + struct.pack(">i", len(data)) + data])])
        return struct.pack(">i", 0) + (struct.pack(">hi", 0, 0) if version >= 7 else b"") + told


class Producer:
    """Makes topics and fills them: what the store itself cannot do."""

    def __init__(self, host: str, port: int) -> None:
        self._link = socket.create_connection((host, port), 10)
        self._file = self._link.makefile("rb")

    def ask(self, key: int, version: int, body: bytes) -> bytes:
        head = struct.pack(">hhi", key, version, 7) + text("loader")
        self._link.sendall(struct.pack(">i", len(head) + len(body)) + head + body)
        return self._file.read(int.from_bytes(self._file.read(4), "big"))[4:]

    def make(self, name: str, partitions: int = 1) -> None:
        one = text(name) + struct.pack(">ih", partitions, 1) + array([]) + array([])
        reply = self.ask(19, 2, array([one]) + struct.pack(">i", 5000) + b"\0")
        assert reply[-4:-2] == b"\0\0", reply

    def fill(self, name: str, partition: int, records: Sequence[Record], codec: int = 0) -> None:
        data = batch(records, codec=codec)
        one = text(name) + array([struct.pack(">ii", partition, len(data)) + data])
        reply = self.ask(0, 3, text(None) + struct.pack(">hi", 1, 5000) + array([one]))
        assert reply[10 + len(name) + 4 : 12 + len(name) + 4] == b"\0\0", reply

    def close(self) -> None:
        self._file.close()
        self._link.close()
