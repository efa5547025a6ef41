"""NFS 4.0 (RFC 7530) over ONC RPC (RFC 5531) on TCP: what is sent, and how answers are read. Sends nothing.

`compound` is the one place where requests are made. It knows PUTROOTFH, LOOKUP, ACCESS, READDIR and READ, the last with
the anonymous stateid, which opens nothing and holds no state on the server. There is no WRITE, CREATE, OPEN, REMOVE,
RENAME, SETATTR or LOCK.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from nightlatch.stores._files import Entry

PUTROOTFH, LOOKUP, ACCESS, READDIR, READ = 24, 15, 3, 26, 25
VERBS = {PUTROOTFH: "PUTROOTFH", LOOKUP: "LOOKUP", ACCESS: "ACCESS", READDIR: "READDIR", READ: "READ"}
READS = frozenset({*VERBS.values(), "NULL"})
OK, PERM, DENIED, WRONGSEC, NOENT = 0, 1, 13, 10016, 2
NAMES = {
    OK: "NFS4_OK", PERM: "NFS4ERR_PERM", NOENT: "NFS4ERR_NOENT", DENIED: "NFS4ERR_ACCESS", WRONGSEC: "NFS4ERR_WRONGSEC",
    20: "NFS4ERR_NOTDIR", 10021: "NFS4ERR_MINOR_VERS_MISMATCH", 10013: "NFS4ERR_GRACE", 10008: "NFS4ERR_DELAY",
}  # fmt: skip
XID = 0x4E4C0001  # of the first message; a server repeats it, nothing else would by chance
_PROGRAM, _VERSION = 100003, 4
_TYPE, _SIZE, _ERROR = 1, 4, 11
_WANTED = 1 << _TYPE | 1 << _SIZE | 1 << _ERROR
_FILE, _FOLDER = 1, 2
_UID = 65534  # nobody: what is claimed, since a client may claim any
PIECE = 32 << 10


class Broken(Exception):  # noqa: N818 - an answer that is none, told by whoever asked
    """What came is not of the shape that the protocol gives it."""


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """Something else than what is declared was about to be sent."""


def opaque(data: bytes) -> bytes:
    """Bytes behind their length, padded to four."""
    return struct.pack(">I", len(data)) + data + bytes(-len(data) % 4)


def call(xid: int, procedure: int, body: bytes, client: str = "") -> bytes:
    """One framed call; with *client*, in the name of nobody (AUTH_SYS, uid 65534) at a machine of that name."""
    if procedure not in (0, 1):
        raise Undeclared(procedure)
    head = struct.pack(">IIIIII", xid, 0, 2, _PROGRAM, _VERSION, procedure)
    credential = struct.pack(">II", 0, 0)
    if client:
        name = client.encode("ascii", "replace")[:255]
        credential = struct.pack(">I", 1) + opaque(
            struct.pack(">I", 0) + opaque(name) + struct.pack(">III", _UID, _UID, 0)
        )
    data = head + credential + struct.pack(">II", 0, 0) + body
    return struct.pack(">I", 0x80000000 | len(data)) + data


def compound(path: Sequence[str], last: bytes) -> bytes:
    """From the root by *path* to a file or folder, and there *last*. Errors: `Undeclared`."""
    if last and struct.unpack_from(">I", last)[0] not in (ACCESS, READDIR, READ):
        raise Undeclared(last[:4])
    steps = [struct.pack(">I", LOOKUP) + opaque(name.encode("utf-8", "surrogateescape")) for name in path]
    operations = [struct.pack(">I", PUTROOTFH), *steps, *([last] if last else [])]
    return opaque(b"") + struct.pack(">II", 0, len(operations)) + b"".join(operations)


def access() -> bytes:
    """Ask for all six kinds of access."""
    return struct.pack(">II", ACCESS, 0x3F)


def readdir(cookie: int, verifier: bytes) -> bytes:
    """The next names of a folder, with types and sizes."""
    return struct.pack(">IQ8sIIII", READDIR, cookie, verifier, PIECE, 2 * PIECE, 1, _WANTED)


def read(offset: int, count: int) -> bytes:
    """At most 32 KiB of a file."""
    return struct.pack(">I16sQI", READ, bytes(16), offset, min(count, PIECE))


class Reader:
    """XDR (RFC 4506), read in order. Errors: `Broken`."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, count: int) -> bytes:
        """So many bytes."""
        if count < 0 or self._at + count > len(self._data):
            raise Broken
        self._at += count
        return self._data[self._at - count : self._at]

    def u32(self) -> int:
        """An unsigned number."""
        return int.from_bytes(self.take(4), "big")

    def u64(self) -> int:
        """A long one."""
        return int.from_bytes(self.take(8), "big")

    def opaque(self, most: int) -> bytes:
        """Bytes behind their length."""
        length = self.u32()
        if length > most:
            raise Broken
        found = self.take(length)
        self.take(-length % 4)
        return found


@dataclass(frozen=True, slots=True)
class Refused:
    """The call was not taken: *versions* of a server that speaks others, or *auth*, why we are not believed."""

    versions: tuple[int, int] | None = None
    auth: int | None = None
    code: int = 0


def accepted(data: bytes, xid: int) -> Reader | Refused:
    """What follows the head of a reply to *xid*. Errors: `Broken`."""
    reader = Reader(data)
    if reader.u32() != xid or reader.u32() != 1:
        raise Broken
    if reader.u32() == 1:  # denied
        why = reader.u32()
        return Refused(auth=reader.u32()) if why == 1 else Refused(versions=(reader.u32(), reader.u32()))
    reader.u32()
    reader.opaque(400)
    code = reader.u32()
    if code == 2:
        return Refused(versions=(reader.u32(), reader.u32()))
    return Refused(code=code) if code else reader


def reached(reader: Reader, steps: int) -> int:
    """The status of a compound whose *steps* before the last have nothing to tell; its last result is next."""
    status = reader.u32()
    reader.opaque(1024)
    count = reader.u32()
    for _ in range(min(count, steps)):
        reader.u32()
        if told := reader.u32():
            return told
    if count <= steps:
        return status
    reader.u32()
    return reader.u32()


def granted(reader: Reader) -> int:
    """The bits of access that are supported and granted."""
    supported, found = reader.u32(), reader.u32()
    return supported & found


@dataclass(frozen=True, slots=True)
class Page:
    """Some names of a folder."""

    entries: tuple[Entry, ...]
    cookie: int
    verifier: bytes
    is_last: bool


def listed(reader: Reader) -> Page:
    """A result of READDIR; links and devices are left out."""
    verifier, found, cookie = reader.take(8), [], 0
    while reader.u32():
        cookie, name = reader.u64(), reader.opaque(4096)
        words = [reader.u32() for _ in range(min(reader.u32(), 8))]
        attributes = Reader(reader.opaque(4096))
        bits = words[0] if words else 0
        kind = attributes.u32() if bits & 1 << _TYPE else 0
        size = attributes.u64() if bits & 1 << _SIZE else None
        text = name.decode("utf-8", "surrogateescape")
        if kind == _FOLDER or (not kind and bits & 1 << _ERROR):  # what may not be looked at may be an export
            found.append(Entry(text, is_folder=True))
        elif kind == _FILE:
            found.append(Entry(text, size))
    return Page(tuple(found), cookie, verifier, bool(reader.u32()))


def came(reader: Reader) -> bytes:
    """The data of a result of READ."""
    reader.u32()
    return reader.opaque(1 << 20)
