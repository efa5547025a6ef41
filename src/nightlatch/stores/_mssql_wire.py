"""TDS 7 and 8: PRELOGIN and its answer. Source: [MS-TDS], 2.2.6.5 PRELOGIN.

Sends nothing; PRELOGIN is made here, LOGIN7 is not.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

PRELOGIN, ANSWER = 0x12, 0x04
_VERSION, _ENCRYPTION, _INSTANCE, _THREAD, _MARS, _END = 0, 1, 2, 3, 4, 0xFF
OFF, ON, NOT_SUPPORTED, REQUIRED = 0, 1, 2, 3
HEAD = 8
MOST = 4096  # of an answer, whose options are a few bytes each


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer says: "15.0.2000", and what is done about encryption."""

    version: str
    encryption: int


def packet(kind: int, options: list[tuple[int, bytes]]) -> bytes:
    """One PRELOGIN message, or the answer to one."""
    at, table, data = 5 * len(options) + 1, b"", b""
    for token, value in options:
        table += struct.pack(">BHH", token, at + len(data), len(value))
        data += value
    body = table + bytes([_END]) + data
    return struct.pack(">BBHHBB", kind, 1, HEAD + len(body), 0, 0 if kind == PRELOGIN else 1, 0) + body


def prelogin() -> bytes:
    """Ours: no version that means something, encryption of the login only, no instance, no thread, no MARS."""
    options = [
        (_VERSION, bytes(6)),
        (_ENCRYPTION, bytes([OFF])),
        (_INSTANCE, b"\0"),
        (_THREAD, bytes(4)),
        (_MARS, b"\0"),
    ]
    return packet(PRELOGIN, options)


def answer(version: tuple[int, int, int], encryption: int) -> bytes:
    """As a server says it; for fakes and tests."""
    return packet(ANSWER, [(_VERSION, struct.pack(">BBHH", *version, 0)), (_ENCRYPTION, bytes([encryption]))])


def told(data: bytes) -> Told | None:
    """What a whole answer to PRELOGIN says; None where *data* is none."""
    if len(data) < HEAD:
        return None
    kind, status, size, _, _, _ = struct.unpack_from(">BBHHBB", data)
    if kind != ANSWER or status != 1 or size != len(data) or size > MOST:
        return None
    body, found = data[HEAD:], dict[int, bytes]()
    for at in range(0, 5 * 16, 5):
        if at >= len(body) or body[at] == _END:
            break
        if at + 5 > len(body):
            return None
        token, start, length = struct.unpack_from(">BHH", body, at)
        if token in found or start + length > len(body):
            return None
        found[token] = body[start : start + length]
    version, encryption = found.get(_VERSION, b""), found.get(_ENCRYPTION, b"")
    if len(version) != 6 or len(encryption) != 1 or encryption[0] > REQUIRED or next(iter(found)) != _VERSION:
        return None
    major, minor, build = struct.unpack_from(">BBH", version)
    return Told(f"{major}.{minor}.{build}", encryption[0])
