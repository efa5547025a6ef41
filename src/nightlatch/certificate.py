"""What a server certificate says of itself: a bounded reader of DER (X.690) for a few parts of X.509 (RFC 5280).

Python decodes only certificates that it verified, and most of those that open stores show verify against nothing. Any
input is taken: what cannot be read is left empty. Sends nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import NamedTuple

from nightlatch.model import Certificate

_MAX_BYTES = 1 << 16
_MAX_NAMES = 100
_MAX_TEXT = 253
_SEQUENCE, _BOOLEAN, _OID, _OCTETS = 0x30, 0x01, 0x06, 0x04
_VERSION, _EXTENSIONS = 0xA0, 0xA3
_DNS_NAME, _IP_ADDRESS = 0x82, 0x87
_COMMON_NAME, _ORGANISATION, _ALT_NAMES = b"\x55\x04\x03", b"\x55\x04\x0a", b"\x55\x1d\x11"
_TEXTS = {0x0C: "utf-8", 0x13: "ascii", 0x16: "ascii", 0x14: "latin-1", 0x1E: "utf-16-be", 0x1C: "utf-32-be"}
_TIMES = {0x17: "%y%m%d%H%M%SZ", 0x18: "%Y%m%d%H%M%SZ"}


class _Item(NamedTuple):
    tag: int
    body: bytes


def read(der: bytes, *, verified: bool) -> Certificate:
    """The certificate *der*; parts that are missing or malformed are empty."""
    parts = _parts(der[:_MAX_BYTES])
    return Certificate(
        subject=_subject(parts["subject"]),
        names=_alt_names(parts["extensions"]),
        not_after=_not_after(parts["validity"]),
        verified=verified,
    )


def _parts(der: bytes) -> dict[str, bytes]:
    """The parts of the signed half that are used, each as the bytes inside it."""
    outer = next(_items(der), _Item(0, b""))
    fields = list(_items(next(_items(outer.body), _Item(0, b"")).body))
    if fields and fields[0].tag == _VERSION:
        fields = fields[1:]
    named = dict(zip(("serial", "algorithm", "issuer", "validity", "subject"), fields, strict=False))
    wanted = {name: named[name].body if name in named else b"" for name in ("validity", "subject")}
    return wanted | {"extensions": next((field.body for field in fields if field.tag == _EXTENSIONS), b"")}


def _items(data: bytes) -> Iterator[_Item]:
    """The values that lie side by side in *data*, up to the first that does not fit. Never looks inside them."""
    at = 0
    while at + 2 <= len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            size = length & 0x7F
            length, at = int.from_bytes(data[at : at + size], "big"), at + size
            if not 0 < size <= 4:
                return
        if at + length > len(data):
            return
        yield _Item(tag, data[at : at + length])
        at += length


def _subject(name: bytes) -> str:
    """The common name, else the organisation."""
    found: dict[bytes, str] = {}
    for group in _items(name):
        for pair in _items(group.body):
            kind, *rest = list(_items(pair.body))[:2] or [_Item(0, b"")]
            if rest and kind.tag == _OID:
                found.setdefault(kind.body, _text(rest[0]))
    return found.get(_COMMON_NAME) or found.get(_ORGANISATION, "")


def _text(item: _Item) -> str:
    text = item.body[: 4 * _MAX_TEXT].decode(_TEXTS.get(item.tag, "ascii"), "replace")
    return "".join(char if char.isprintable() else "?" for char in text)[:_MAX_TEXT]


def _alt_names(wrapped: bytes) -> tuple[str, ...]:
    for extension in _items(next(_items(wrapped), _Item(0, b"")).body):
        parts = [part for part in _items(extension.body) if part.tag != _BOOLEAN]
        if len(parts) == 2 and parts[0] == (_OID, _ALT_NAMES) and parts[1].tag == _OCTETS:
            names = next(_items(parts[1].body), _Item(0, b""))
            return tuple(name for item in _items(names.body) if (name := _alt_name(item)))[:_MAX_NAMES]
    return ()


def _alt_name(item: _Item) -> str:
    if item.tag == _DNS_NAME:
        return _text(item)
    if item.tag == _IP_ADDRESS and len(item.body) in (4, 16):
        return str(ip_address(item.body))
    return ""


def _not_after(validity: bytes) -> datetime | None:
    times = list(_items(validity))
    if len(times) < 2 or times[1].tag not in _TIMES:
        return None
    try:
        return datetime.strptime(times[1].body.decode("ascii"), _TIMES[times[1].tag]).replace(tzinfo=UTC)
    except ValueError:
        return None
