"""Oracle Net (TNS): CONNECT and a listener's answer. Sends nothing.

CONNECT is made here with a description that names a program and no service: a listener refuses that with its version
(ORA-12504), and starts nothing. Source: public dissections of Oracle Net;
Oracle Database Error Messages, ORA-12500 to ORA-12699.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

CONNECT, ACCEPT, REFUSE, REDIRECT, RESEND = 1, 2, 4, 5, 11
HEAD, MOST = 8, 8192
_DESCRIPTION = b"(DESCRIPTION=(CONNECT_DATA=(CID=(PROGRAM=nightlatch)(HOST=nightlatch)(USER=nobody))))"
_NUMBER = re.compile(rb"\(VSNNUM=(\d{1,10})\)")
_ERROR = re.compile(rb"\(ERR=(\d{1,5})\)")


@dataclass(frozen=True, slots=True)
class Told:
    """What kind of packet answers, the release where the listener tells it, and the number of its error."""

    kind: int
    version: str | None = None
    error: int = 0


def packet(kind: int, body: bytes) -> bytes:
    """One packet, without checksums."""
    return struct.pack(">HHBBH", HEAD + len(body), 0, kind, 0, 0) + body


def connect() -> bytes:
    """Version 312, compatible with 300; its description begins at byte 58, as clients of 10g have it."""
    fixed = struct.pack(
        ">HHHHHHHHHHIBB", 312, 300, 0, 2048, 32767, 0x7F08, 0, 1, len(_DESCRIPTION), 58, 0, 0, 0
    )  # fmt: skip
    return packet(CONNECT, fixed.ljust(58 - HEAD, b"\0") + _DESCRIPTION)


def refusal(number: int, error: int = 12504) -> bytes:
    """As a listener says it; for fakes and tests."""
    data = b"(DESCRIPTION=(TMP=)(VSNNUM=%d)(ERR=%d)(ERROR_STACK=(ERROR=(CODE=%d)(EMFI=4))))" % (number, error, error)
    return packet(REFUSE, b'"\0' + struct.pack(">H", len(data)) + data)


def release(number: int) -> str | None:
    """186647040 is 11.2.0.2; from 18 on update numbers take the place of patch sets. 0 is not telling."""
    major = number >> 24
    if not 6 <= major <= 40:
        return None
    if major >= 18:
        return f"{major}.{number >> 16 & 0xFF}"
    return f"{major}.{number >> 20 & 0xF}.{number >> 12 & 0xFF}.{number >> 8 & 0xF}"


def told(data: bytes) -> Told | None:
    """What a whole packet says; None where *data* is none that a listener sends."""
    if len(data) < HEAD:
        return None
    size, checksum, kind, flags, header = struct.unpack_from(">HHBBH", data)
    if size != len(data) or checksum or header or flags not in (0, 4, 8):
        return None
    if kind == RESEND:
        return Told(RESEND) if size == HEAD else None
    if kind == ACCEPT and size >= 24:
        version = int.from_bytes(data[8:10], "big")
        return Told(ACCEPT) if 300 <= version <= 330 else None
    body = data[HEAD:]
    error = _ERROR.search(body)
    if kind != REFUSE or not body[4:].startswith(b"(DESCRIPTION=") or error is None:
        return None
    number = _NUMBER.search(body)
    return Told(REFUSE, release(int(number[1])) if number else None, int(error[1]))
