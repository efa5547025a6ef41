"""TDS 7 and 8: packets, PRELOGIN and its answer, LOGIN7, a batch. Source: [MS-TDS] 2.2.3, 2.2.5.3, 2.2.6.4 to 2.2.6.7.

Sends nothing: the messages are made here, `_mssql_talk` sends them.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

PRELOGIN, ANSWER, BATCH, LOGIN = 0x12, 0x04, 0x01, 0x10
_VERSION, _ENCRYPTION, _INSTANCE, _THREAD, _MARS, _END = 0, 1, 2, 3, 4, 0xFF
OFF, ON, NOT_SUPPORTED, REQUIRED, STRICT = 0, 1, 2, 3, 4
HEAD = 8
MOST = 4096  # of an answer, whose options are a few bytes each; and of a packet before another size is agreed on
TDS_7_2, TDS_7_4, TDS_8_0 = 0x72090002, 0x74000004, 0x08000000
_LAST = 1  # status: the end of a message
_CLIENT = 0x00010000  # version of the client program, which nobody asks for
_DATABASE_FATAL, _SET_LANGUAGE, _ODBC, _READ_ONLY_INTENT = 0x40, 0x80, 0x02, 0x20
_LONGEST = 128  # characters of a name in LOGIN7
_NO_TRANSACTION = struct.pack("<IIHQI", 22, 18, 2, 0, 1)  # ALL_HEADERS: one, of a transaction that there is not


@dataclass(frozen=True, slots=True)
class Told:
    """What an answer says: "15.0.2000", and what is done about encryption."""

    version: str
    encryption: int


def framed(kind: int, payload: bytes) -> bytes:
    """*payload* as the packets of one message."""
    step = MOST - HEAD
    pieces = [payload[at : at + step] for at in range(0, len(payload), step)] or [b""]
    return b"".join(
        struct.pack(">BBHHBB", kind, _LAST if at == len(pieces) else 0, HEAD + len(piece), 0, at % 256, 0) + piece
        for at, piece in enumerate(pieces, 1)
    )


def batch(text: str) -> bytes:
    """*text* to be run, outside of any transaction."""
    return framed(BATCH, _NO_TRANSACTION + text.encode("utf-16-le", "replace"))


def login(*, user: str, password: str, client: str, host: str, database: str, version: int = TDS_7_4) -> bytes:
    """LOGIN7: who we are in the fields for the client's host and application, and that we mean to read only.

    The password is scrambled, not encrypted: this is sent inside TLS or not at all.
    """
    scrambled = bytes(((one << 4 & 0xF0) | one >> 4) ^ 0xA5 for one in _wide(password))
    texts = [
        _wide("nightlatch"), _wide(user), scrambled, _wide(client), _wide(host), b"", _wide("nightlatch"), b"",
        _wide(database),
    ]  # fmt: skip
    fixed = struct.pack(
        "<IIIIIBBBBiI", version, MOST, _CLIENT, 0, 0, _DATABASE_FATAL | _SET_LANGUAGE, _ODBC, _READ_ONLY_INTENT, 0, 0,
        0x0409,
    )  # fmt: skip
    start, table, data = 4 + len(fixed) + 4 * len(texts) + 6 + 12 + 4, b"", b""
    for one in texts:
        table += struct.pack("<HH", start + len(data), len(one) // 2)
        data += one
    table += bytes(6) + struct.pack("<HH", start + len(data), 0) * 3 + bytes(4)
    return framed(LOGIN, struct.pack("<I", start + len(data)) + fixed + table + data)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le", "replace")[: 2 * _LONGEST]


def packet(kind: int, options: list[tuple[int, bytes]]) -> bytes:
    """One PRELOGIN message, or the answer to one."""
    at, table, data = 5 * len(options) + 1, b"", b""
    for token, value in options:
        table += struct.pack(">BHH", token, at + len(data), len(value))
        data += value
    body = table + bytes([_END]) + data
    return struct.pack(">BBHHBB", kind, 1, HEAD + len(body), 0, 0 if kind == PRELOGIN else 1, 0) + body


def prelogin(encryption: int = OFF) -> bytes:
    """Ours: no version that means something, no instance, no thread, no MARS.

    OFF asks for encryption of the login only, to which the server says whether it requires more.
    """
    options = [
        (_VERSION, bytes(6)),
        (_ENCRYPTION, bytes([encryption])),
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
    if len(version) != 6 or len(encryption) != 1 or encryption[0] > STRICT or next(iter(found)) != _VERSION:
        return None
    major, minor, build = struct.unpack_from(">BBH", version)
    return Told(f"{major}.{minor}.{build}", encryption[0])
