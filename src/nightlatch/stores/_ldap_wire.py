"""LDAP version 3 (RFC 4511 in the BER of X.690), on one stream: bind, search, StartTLS and unbind, nothing else.

Sends what `request` lets through: there is no encoder for add, modify, delete or any other operation. Continuation
references and referrals are dropped unread: no other server is contacted. Aliases are not followed. Memory: one message
at a time, at most 16 MiB, never more than came.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nightlatch.stores._stream import Stream

MONITOR = "search cn=Monitor"
READS = frozenset({"bind", "search rootDSE", "search names", "search entries", MONITOR, "StartTLS", "unbind"})
BASE, ONE_LEVEL, SUBTREE = 0, 1, 2
_BIND, _BOUND, _UNBIND, _SEARCH, _ENTRY, _DONE, _REFERENCE, _EXTENDED, _ANSWERED = (
    0x60, 0x61, b"\x42\0", 0x63, 0x64, 0x65, 0x73, 0x77, 0x78,
)  # fmt: skip
_MESSAGE_BYTES = 16 << 20
_VALUE_BYTES = 64 << 10
_STARTTLS = b"1.3.6.1.4.1.1466.20037"
_PAGED = b"1.2.840.113556.1.4.319"
NO_ATTRIBUTES = ("1.1",)
HIDDEN, SIZE, TIME, ADMIN = 32, 4, 3, 11
LIMITS = frozenset({SIZE, TIME, ADMIN})


class Broken(Exception):  # noqa: N818 - an answer that is no BER, told by whoever asked
    """What came is no BER, or not of the shape that the protocol gives it."""


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """Something else than what is declared was about to be sent."""


@dataclass(frozen=True, slots=True)
class Found:
    """One entry: its name, and the values of each attribute that was asked for and shown."""

    name: bytes
    attributes: tuple[tuple[str, tuple[bytes, ...]], ...] = ()

    def values(self, attribute: str) -> tuple[bytes, ...]:
        """Those of one attribute, () where it is not there."""
        wanted = attribute.lower()
        return next((values for name, values in self.attributes if name.lower() == wanted), ())


@dataclass(frozen=True, slots=True)
class Result:
    """How a request ended; *cookie*: where the next page begins, b"" after the last; *message* is for judging only."""

    code: int
    message: bytes = field(default=b"", repr=False)
    cookie: bytes = b""


def tlv(tag: int, content: bytes) -> bytes:
    """One element of BER."""
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def integer(value: int, tag: int = 2) -> bytes:
    """A number that is not negative."""
    return tlv(tag, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def request(number: int, verb: str, operation: bytes, controls: bytes = b"") -> bytes:
    """One message; the only place where messages are made. Errors: `Undeclared`."""
    allowed = {"bind": _BIND, "unbind": 0x42, "StartTLS": _EXTENDED}
    is_search = verb.startswith("search ") and operation[0] == _SEARCH
    if verb not in READS or not (is_search or allowed.get(verb) == operation[0]):
        raise Undeclared(verb)
    return tlv(0x30, integer(number) + operation + controls)


def bind(user: str = "", password: str = "") -> bytes:
    """A simple bind; anonymous where both are empty (RFC 4513, 5.1.1)."""
    return tlv(_BIND, integer(3) + tlv(4, user.encode()) + tlv(0x80, password.encode()))


def search(base: bytes, scope: int, attributes: Sequence[str], size: int = 0, seconds: int = 0) -> bytes:
    """All entries in *scope* of *base*; ``size`` at most, and ``seconds`` of the server's time (0: its own limits)."""
    wanted = b"".join(tlv(4, one.encode()) for one in attributes)
    return tlv(
        _SEARCH,
        tlv(4, base) + integer(scope, 10) + integer(0, 10) + integer(size) + integer(seconds) + b"\x01\x01\x00"
        + tlv(0x87, b"objectClass") + tlv(0x30, wanted),
    )  # fmt: skip


def paged(size: int, cookie: bytes) -> bytes:
    """The control that asks for one page (RFC 2696), not critical: who does not know it leaves it out."""
    value = tlv(0x30, integer(size) + tlv(4, cookie))
    return tlv(0xA0, tlv(0x30, tlv(4, _PAGED) + tlv(4, value)))


def starttls() -> bytes:
    """The request to begin TLS (RFC 4511, 4.14)."""
    return tlv(_EXTENDED, tlv(0x80, _STARTTLS))


def unbind() -> bytes:
    """The farewell."""
    return _UNBIND


def element(data: bytes, at: int) -> tuple[int, bytes, int]:
    """``(tag, content, where the next begins)`` of the element at *at*. Errors: `Broken`."""
    if at + 2 > len(data):
        raise Broken
    tag, size, start = data[at], data[at + 1], at + 2
    if size & 0x80:
        count = size & 0x7F
        if not 1 <= count <= 4 or start + count > len(data):
            raise Broken
        size, start = int.from_bytes(data[start : start + count], "big"), start + count
    if start + size > len(data):
        raise Broken
    return tag, data[start : start + size], start + size


def elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """All elements side by side in *data*. Errors: `Broken`."""
    at = 0
    while at < len(data):
        tag, content, at = element(data, at)
        yield tag, content


def message(stream: Stream) -> tuple[int, int, bytes, bytes]:
    """``(number, tag, content, controls)`` of the next message."""
    head = stream.exactly(2)
    size = head[1]
    if head[0] == 0x30 and size & 0x80 and 1 <= size & 0x7F <= 4:
        size = int.from_bytes(stream.exactly(size & 0x7F), "big")
    elif head[0] != 0x30 or size & 0x80:
        raise stream.fail("not-this-protocol", "answers in something else than LDAP")
    if size > _MESSAGE_BYTES:
        raise stream.fail("hostile", "announces a message longer than it can be")
    data = stream.exactly(size)
    try:
        tag, number, at = element(data, 0)
        kind, content, at = element(data, at)
        if tag != 2 or not 1 <= len(number) <= 4:
            raise Broken
        return int.from_bytes(number, "big"), kind, content, data[at:]
    except Broken:
        raise stream.fail("not-this-protocol", "answers in something else than LDAP") from None


def answers(stream: Stream, number: int) -> Iterator[Found | Result]:
    """What comes to message *number*: entries, and the result last. References to other servers are left out."""
    while True:
        told, tag, content, controls = message(stream)
        if told == 0 and tag == _ANSWERED:
            raise stream.fail("not-this-protocol", "ends the connection instead of answering")
        if 0 < told < number:  # the rest of an answer that was not heard to its end
            continue
        if told != number or tag not in (_ENTRY, _DONE, _BOUND, _ANSWERED, _REFERENCE):
            raise stream.fail("not-this-protocol", "answers something that was not asked")
        try:
            if tag == _ENTRY:
                yield entry_of(content)
            elif tag != _REFERENCE:
                yield result_of(content, controls)
                return
        except Broken:
            raise stream.fail("hostile", "sends an answer that is broken") from None


def entry_of(content: bytes) -> Found:
    """A SearchResultEntry; of a value at most 64 KiB. Errors: `Broken`."""
    tag, name, at = element(content, 0)
    listed, attributes, _ = element(content, at)
    if tag != 4 or listed != 0x30:
        raise Broken
    found: list[tuple[str, tuple[bytes, ...]]] = []
    for _, one in elements(attributes):
        _, kind, at = element(one, 0)
        _, values, _ = element(one, at)
        kept = tuple(value[:_VALUE_BYTES] for _, value in elements(values))
        found.append((kind.decode("ascii", "replace")[:256], kept))
    return Found(name, tuple(found))


def result_of(content: bytes, controls: bytes = b"") -> Result:
    """An LDAPResult, and the cookie among its controls. Errors: `Broken`."""
    tag, code, at = element(content, 0)
    if tag != 10 or not 1 <= len(code) <= 4:
        raise Broken
    _, _, at = element(content, at)
    _, words, _ = element(content, at)
    return Result(int.from_bytes(code, "big"), words[:1024], _cookie(controls))


def _cookie(controls: bytes) -> bytes:
    for tag, listed in elements(controls):
        for _, control in elements(listed) if tag == 0xA0 else ():
            parts = list(elements(control))
            if parts and parts[0][1] == _PAGED:
                _, value, _ = element(parts[-1][1], 0)
                return list(elements(value))[-1][1][: 64 << 10]
    return b""
