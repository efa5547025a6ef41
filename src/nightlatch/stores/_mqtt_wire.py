"""MQTT 3.1.1 (OASIS, 2014) on one stream: the few packets that a reader sends, and those that it is sent.

Sends CONNECT (clean session, no will), SUBSCRIBE at QoS 0, UNSUBSCRIBE and DISCONNECT; there is no encoder for PUBLISH.
A subscription goes out together with its end, in one segment: what a broker keeps is queued by the first and comes
before the second is acknowledged, so that messages in transit between others are, but for that instant, not taken.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import NamedTuple

from nightlatch.stores._stream import Stream

CONNECT, CONNACK, PUBLISH, SUBSCRIBE, SUBACK, UNSUBSCRIBE, UNSUBACK, DISCONNECT = 1, 2, 3, 8, 9, 10, 11, 14
READS = frozenset({"CONNECT", "SUBSCRIBE", "UNSUBSCRIBE", "DISCONNECT"})
_NAMES = {CONNECT: "CONNECT", SUBSCRIBE: "SUBSCRIBE", UNSUBSCRIBE: "UNSUBSCRIBE", DISCONNECT: "DISCONNECT"}
_RESERVED = {SUBSCRIBE: 2, UNSUBSCRIBE: 2}  # bits 3-0 of the fixed header, [MQTT-2.2.2-1]
END = b"\xb0\x02\x00\x02"  # the UNSUBACK to a `look`
REFUSED = 0x80  # of one filter, in a SUBACK
_CLEAN, _USER, _PASSWORD = 0x02, 0x80, 0x40
_TOPIC = 65_535


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """A packet that the store does not declare was about to be sent."""


class Message(NamedTuple):
    """What a PUBLISH brought; *payload* is None where it was longer than wanted and read past."""

    topic: bytes
    payload: bytes | None
    is_retained: bool
    length: int


class Codes(NamedTuple):
    """A SUBACK: what became of each filter."""

    filters: tuple[int, ...]


def packet(kind: int, body: bytes = b"") -> bytes:
    """One control packet; the only place where they are made. Errors: `Undeclared`."""
    if _NAMES.get(kind) not in READS:
        raise Undeclared(str(kind))
    return bytes([kind << 4 | _RESERVED.get(kind, 0)]) + _length(len(body)) + body


def connect(client: str, user: str | None = None, password: str | None = None) -> bytes:
    """A client that leaves nothing behind: clean session, no will, no keep-alive."""
    flags = _CLEAN | (_USER if user is not None else 0) | (_PASSWORD if password is not None else 0)
    told = [client] + [one for one in (user, password) if one is not None]
    return packet(CONNECT, _text("MQTT") + bytes([4, flags, 0, 0]) + b"".join(map(_text, told)))


def look(*filters: str) -> bytes:
    """Subscribe to *filters* and, in the same breath, no more."""
    asked = b"".join(_text(one) + b"\0" for one in filters)
    return packet(SUBSCRIBE, b"\0\1" + asked) + packet(UNSUBSCRIBE, b"\0\2" + b"".join(map(_text, filters)))


def goodbye() -> bytes:
    """The end of a session."""
    return packet(DISCONNECT)


def greeted(stream: Stream) -> int:
    """The return code of a CONNACK: 0 let in, 4 and 5 refused."""
    head = stream.exactly(4)
    if head[:2] != b"\x20\x02" or head[2] > 1 or head[3] > 5:
        raise stream.fail("not-this-protocol", "does not answer an MQTT CONNECT", "is it another kind of store?")
    return head[3]


def answers(stream: Stream, most: int) -> Iterator[Message | Codes | None]:
    """What follows a `look`, in order: None is its end. Payloads longer than *most* are read past."""
    while True:
        head = stream.exactly(1)[0]
        length = _announced(stream)
        match head >> 4:
            case 3:
                yield _message(stream, head, length, most)
            case 9 if 3 <= length <= 66:
                yield Codes(tuple(stream.exactly(length)[2:]))
            case 11 if length == 2:
                stream.skip(2)
                yield None
            case _:
                raise stream.fail("hostile", "sends what no broker sends a subscriber")


def _message(stream: Stream, head: int, length: int, most: int) -> Message:
    if length < 2:
        raise stream.fail("hostile", "sends a message shorter than it can be")
    size = int.from_bytes(stream.exactly(2), "big")
    extra = 2 if head & 0x06 else 0  # a packet id, which at QoS 0 should not be there
    left = length - 2 - size - extra
    if left < 0:
        raise stream.fail("hostile", "sends a message shorter than its topic")
    topic = stream.exactly(size)
    stream.skip(extra)
    if left <= most:
        return Message(topic, stream.exactly(left), bool(head & 1), left)
    stream.skip(left)
    return Message(topic, None, bool(head & 1), left)


def _announced(stream: Stream) -> int:
    value = 0
    for place in range(4):
        byte = stream.exactly(1)[0]
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value
    raise stream.fail("hostile", "announces a length that has no end")


def _length(value: int) -> bytes:
    out = bytearray()
    while True:
        value, byte = value >> 7, value & 0x7F
        out.append(byte | (0x80 if value else 0))
        if not value:
            return bytes(out)


def _text(value: str) -> bytes:
    data = value.encode("utf-8", "surrogateescape")
    if len(data) > _TOPIC:
        raise Undeclared("a text longer than MQTT can say")
    return struct.pack(">H", len(data)) + data


def packets_in(sent: bytes) -> list[tuple[bytes, bytes]]:
    """``[(name, whole packet)]`` of what one client sent; for whoever reads a record of it."""
    found: list[tuple[bytes, bytes]] = []
    at = 0
    while at < len(sent):
        start, length, shift = at, 0, 0
        for byte in sent[at + 1 : at + 5]:
            length |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        at += 1 + shift // 7 + length
        found.append((_NAMES.get(sent[start] >> 4, str(sent[start] >> 4)).encode(), sent[start:at]))
    return found
