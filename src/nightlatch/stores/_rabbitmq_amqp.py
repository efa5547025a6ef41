"""AMQP 0-9-1 on one stream, as far as it tells who answers and whether nobody in particular is let in.

Sends the protocol header and methods of the class Connection; opens no channel, so that no queue can be touched.
ANONYMOUS (RFC 4505) is used if the server offers it: it is no credential. PLAIN is used with a login that was given,
never with RabbitMQ's guest of its own accord. Source: AMQP 0-9-1 specification, RabbitMQ's amqqueue errata.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

from nightlatch.stores._stream import PROTOCOL_HINT, HungUp, Stream

HEADER = b"AMQP\x00\x00\x09\x01"
METHODS = {
    11: "Connection.StartOk", 31: "Connection.TuneOk", 40: "Connection.Open", 50: "Connection.Close",
    51: "Connection.CloseOk",
}  # fmt: skip
READS = frozenset({"AMQP header", *METHODS.values()})
_START, _TUNE, _OPEN_OK, _CLOSE, _CLOSE_OK = 10, 30, 41, 50, 51
_CONNECTION = 10
_FRAME = 128 << 10
_FRAMES = 20  # of one answer
# Who can hear a refusal is told of it at once; others are hung up on after some seconds
_CAPABLE = b"\x0ccapabilitiesF\x00\x00\x00\x1f\x1cauthentication_failure_closet\x01"
_SIZES = {b"t": 1, b"b": 1, b"B": 1, b"U": 2, b"u": 2, b"s": 2, b"I": 4, b"i": 4, b"f": 4, b"L": 8, b"l": 8, b"d": 8,
          b"D": 5, b"T": 8, b"V": 0}  # fmt: skip


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """A method that the store does not declare was about to be sent."""


class Start(NamedTuple):
    """What a server says of itself first."""

    product: str
    version: str
    mechanisms: tuple[str, ...]


class _Short(Exception):  # noqa: N818 - never leaves this module
    pass


def parse_start(data: bytes) -> Start | None:
    """The frame with which a server begins; None if it is something else or cut short."""
    if len(data) < 12 or data[:3] != b"\x01\x00\x00":
        return None
    size = int.from_bytes(data[3:7], "big")
    if not 12 <= size <= _FRAME or len(data) < size + 8 or data[7 + size] != 0xCE:
        return None
    return _start(data[7 : 7 + size])


def _start(payload: bytes) -> Start | None:
    if payload[:4] != struct.pack(">HH", _CONNECTION, _START):
        return None
    try:
        table, rest = _long(payload[6:])
        mechanisms, _ = _long(rest)
        told = _strings(table)
    except _Short:
        return None
    names = mechanisms.decode("latin-1").split()
    return Start(told.get("product", ""), told.get("version", ""), tuple(names[:16]))


def _long(data: bytes) -> tuple[bytes, bytes]:
    if len(data) < 4 or len(data) - 4 < (size := int.from_bytes(data[:4], "big")):
        raise _Short
    return data[4 : 4 + size], data[4 + size :]


def _strings(table: bytes) -> dict[str, str]:
    """The texts of a field table, what lies deeper left out."""
    found: dict[str, str] = {}
    while table:
        size = table[0]
        name, kind, table = table[1 : 1 + size], table[1 + size : 2 + size], table[2 + size :]
        if kind in (b"S", b"F", b"A", b"x"):
            value, table = _long(table)
            if kind == b"S":
                found[name.decode("latin-1")] = value.decode("latin-1")
        elif kind in _SIZES:
            table = table[_SIZES[kind] :]
        else:
            raise _Short
    return found


def method(number: int, arguments: bytes) -> bytes:
    """One frame; the only place where they are made. Errors: `Undeclared`."""
    if METHODS.get(number) not in READS:
        raise Undeclared(str(number))
    payload = struct.pack(">HH", _CONNECTION, number) + arguments
    return struct.pack(">BHI", 1, 0, len(payload)) + payload + b"\xce"


def greeted(stream: Stream) -> Start:
    """Say the header, hear the Start. Errors: ``Failed`` with not-this-protocol, unsupported-version."""
    stream.send(HEADER)
    head = stream.exactly(7)
    if head[:4] == b"AMQP":
        raise stream.fail("unsupported-version", "speaks another version of AMQP")
    size = int.from_bytes(head[3:], "big")
    if head[:3] != b"\x01\x00\x00" or not 12 <= size <= _FRAME:
        raise stream.fail("not-this-protocol", "does not answer as AMQP 0-9-1 does", PROTOCOL_HINT)
    told = parse_start(head + stream.exactly(size + 1))
    if told is None:
        raise stream.fail("not-this-protocol", "does not begin with a Start", PROTOCOL_HINT)
    return told


def let_in(stream: Stream, mechanism: str, response: bytes, client: str) -> bool:
    """Log in by *mechanism*, open the virtual host ``/`` and leave again: were we let in?"""
    stream.begin()
    properties = _field("product", "nightlatch") + _field("connection_name", client[:200]) + _CAPABLE
    locale = b"\x05en_US"
    stream.send(method(11, _blob(properties) + _short(mechanism) + _blob(response) + locale))
    try:
        number, arguments = _heard(stream)
        if number != _TUNE:
            return False
        stream.send(method(31, arguments[:8].ljust(8, b"\0")) + method(40, b"\x01/\x00\x00"))
        number, _ = _heard(stream)
        if number == _OPEN_OK:
            stream.send(method(50, struct.pack(">H", 200) + b"\x00" + struct.pack(">HH", 0, 0)))
        elif number == _CLOSE:
            stream.send(method(51, b""))
        return True  # who is tuned is let in, whether or not there is a virtual host of that name
    except HungUp:
        return False


def _heard(stream: Stream) -> tuple[int, bytes]:
    for _ in range(_FRAMES):
        kind, channel, size = struct.unpack(">BHI", stream.exactly(7))
        if kind not in (1, 8) or channel or size > _FRAME:
            raise stream.fail("hostile", "sends a frame that cannot be")
        payload = stream.exactly(size + 1)
        if payload[-1] != 0xCE:
            raise stream.fail("hostile", "a frame does not end where it said")
        if kind == 1 and size >= 4:
            return int.from_bytes(payload[2:4], "big"), payload[4:-1]
    raise stream.fail("hostile", "sends heartbeats only")


def _short(value: str) -> bytes:
    data = value.encode()[:255]
    return bytes([len(data)]) + data


def _blob(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _field(name: str, value: str) -> bytes:
    return _short(name) + b"S" + _blob(value.encode())


def methods_in(sent: bytes) -> set[str]:
    """The verbs of what one client sent; for whoever reads a record of it."""
    found = {"AMQP header"} if sent.startswith(HEADER) else set()
    sent = sent.removeprefix(HEADER)
    while len(sent) >= 12:
        number = int.from_bytes(sent[9:11], "big")
        found.add(METHODS.get(number, f"method {sent[7:11].hex()}"))
        sent = sent[8 + int.from_bytes(sent[3:7], "big") :]
    return found
