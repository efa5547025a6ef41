"""ONC RPC (RFC 5531) over TCP, and what is asked of NFS 3, MOUNT 3 (RFC 1813) and the port mapper. Sans-IO.

Calls are made in one place, `call`, which lets through what `READS` declares: no procedure that creates, changes,
renames, links or removes anything has a number here. Whatever comes is parsed within bounds; a `Broken` says that it
cannot be such an answer. Sends nothing itself.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_NFS, _MOUNT, _PORTMAP = 100003, 100005, 100000
_PROCEDURES = {
    "NFS NULL": (_NFS, 3, 0), "NFS LOOKUP": (_NFS, 3, 3), "NFS ACCESS": (_NFS, 3, 4), "NFS READ": (_NFS, 3, 6),
    "NFS READDIRPLUS": (_NFS, 3, 17), "NFS FSSTAT": (_NFS, 3, 18), "MOUNT NULL": (_MOUNT, 3, 0),
    "MOUNT MNT": (_MOUNT, 3, 1), "MOUNT UMNT": (_MOUNT, 3, 3), "MOUNT EXPORT": (_MOUNT, 3, 5),
    "PORTMAP GETPORT": (_PORTMAP, 2, 3),
}  # fmt: skip
READS = frozenset(_PROCEDURES)
_NAMES = {number: verb for verb, number in _PROCEDURES.items()}
MOUNT_ON_TCP = struct.pack(">IIII", _MOUNT, 3, 6, 0)  # what GETPORT is asked for
NOBODY = 65534
READ, LOOKUP, MODIFY, EXTEND, DELETE = 0x1, 0x2, 0x4, 0x8, 0x10  # RFC 1813, 3.3.4
RIGHTS_ASKED = READ | LOOKUP | MODIFY | EXTEND | DELETE
FILE, FOLDER = 1, 2
MOST_MESSAGE, PAGE_BYTES = 4 << 20, 64 << 10
_MOST_HANDLE, _MOST_NAME, _MOST_PATH = 64, 4096, 1024
_MOST_EXPORTS, _MOST_GROUPS, _MOST_FLAVORS = 2_000, 20_000, 32
_FLAVOR_NONE, _FLAVOR_SYS = 0, 1
_WORD, _LONG, _ATTRIBUTES = struct.Struct(">I"), struct.Struct(">Q"), struct.Struct(">5IQ56x")
HELLO_NUMBER = 0x4E4C3033


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """A procedure that the store does not declare was about to be called."""


class Broken(ValueError):  # noqa: N818 - says what the bytes are
    """No answer can look like this."""


class Refused(Exception):  # noqa: N818 - an answer, no error
    """The server did not do it: *code*, as the RFCs name it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Mismatch(Refused):
    """The program is there, in versions *low* to *high* only."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__("PROG_MISMATCH")
        self.low, self.high = low, high


def opaque(data: bytes) -> bytes:
    """XDR of bytes of any length."""
    return _WORD.pack(len(data)) + data + bytes(-len(data) % 4)


def identity(client: str) -> bytes:
    """AUTH_SYS: who we are in words, and the number that we claim to be, which nobody proves (RFC 5531, appendix A)."""
    name = client.encode("utf-8", "replace")[:255]
    return bytes(4) + opaque(name) + struct.pack(">III", NOBODY, NOBODY, 0)


def call(verb: str, number: int, words: bytes = b"", who: bytes | None = None) -> bytes:
    """One record with one call. Errors: `Undeclared`."""
    if verb not in READS:
        raise Undeclared(verb)
    flavor = _FLAVOR_NONE if who is None else _FLAVOR_SYS
    body = struct.pack(">IIIIII", number, 0, 2, *_PROCEDURES[verb])
    body += _WORD.pack(flavor) + opaque(who or b"") + bytes(8) + words
    return _WORD.pack(1 << 31 | len(body)) + body


class Xdr:
    """Reads XDR (RFC 4506) off *data*. Errors: `Broken`."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def raw(self, count: int) -> bytes:
        """The next *count* bytes."""
        if len(self._data) - self._at < count:
            raise Broken("ends too early")
        self._at += count
        return self._data[self._at - count : self._at]

    def word(self) -> int:
        """Four bytes, unsigned."""
        return int(_WORD.unpack(self.raw(4))[0])

    def long(self) -> int:
        """Eight bytes, unsigned."""
        return int(_LONG.unpack(self.raw(8))[0])

    def flag(self) -> bool:
        """True or false, and nothing else."""
        if (found := self.word()) > 1:
            raise Broken("holds a truth that is neither true nor false")
        return bool(found)

    def opaque(self, most: int) -> bytes:
        """Bytes with their length before them."""
        length = self.word()
        if length > most:
            raise Broken("holds something longer than it can be")
        found = self.raw(length)
        self.raw(-length % 4)
        return found

    def text(self, most: int) -> str:
        """A name, as it can be sent back byte for byte."""
        return self.opaque(most).decode("utf-8", "surrogateescape")

    def handle(self) -> bytes:
        """A file handle of version 3."""
        return self.opaque(_MOST_HANDLE)


_ACCEPTED = {1: "PROG_UNAVAIL", 3: "PROC_UNAVAIL", 4: "GARBAGE_ARGS", 5: "SYSTEM_ERR"}
_AUTH = {
    1: "AUTH_BADCRED", 2: "AUTH_REJECTEDCRED", 3: "AUTH_BADVERF", 4: "AUTH_REJECTEDVERF", 5: "AUTH_TOOWEAK",
    13: "RPCSEC_GSS_CREDPROBLEM", 14: "RPCSEC_GSS_CTXPROBLEM",
}  # fmt: skip


def answered(message: bytes, number: int) -> Xdr:
    """What follows the header of a reply to call *number*.

    Errors: `Refused` where it was not done, `Mismatch` where the version is not spoken, `Broken`.
    """
    xdr = Xdr(message)
    if xdr.word() != number or xdr.word() != 1:
        raise Broken("is no reply to what was asked")
    if (state := xdr.word()) == 1:
        if xdr.word() != 1:
            raise Refused("RPC_MISMATCH")
        raise Refused(_AUTH.get(xdr.word(), "AUTH_ERROR"))
    if state:
        raise Broken("is neither accepted nor denied")
    xdr.word()
    xdr.opaque(400)  # the verifier, which proves nothing without a key
    code = xdr.word()
    if code == 2:
        raise Mismatch(xdr.word(), xdr.word())
    if code not in (0, *_ACCEPTED):
        raise Broken("is accepted in a way that there is not")
    if code:
        raise Refused(_ACCEPTED[code])
    return xdr


_STATUS = {
    1: "PERM", 2: "NOENT", 5: "IO", 13: "ACCES", 20: "NOTDIR", 22: "INVAL", 30: "ROFS", 63: "NAMETOOLONG", 70: "STALE",
    10001: "BADHANDLE", 10003: "BAD_COOKIE", 10004: "NOTSUPP", 10006: "SERVERFAULT", 10008: "JUKEBOX",
}  # fmt: skip


def done(xdr: Xdr, prefix: str = "NFS3ERR") -> Xdr:
    """What follows a status of OK. Errors: `Refused` with the name of any other."""
    if code := xdr.word():
        raise Refused(f"{prefix}_{_STATUS.get(code, code)}")
    return xdr


@dataclass(frozen=True, slots=True)
class Attributes:
    """What a file is, of all that it tells: *kind* 1 is a file, 2 a folder."""

    kind: int
    mode: int
    bytes: int


def attributes(xdr: Xdr) -> Attributes:
    """Of ``fattr3``."""
    kind, mode, _, _, _, size = _ATTRIBUTES.unpack(xdr.raw(_ATTRIBUTES.size))
    return Attributes(kind, mode & 0o7777, size)


def perhaps_attributes(xdr: Xdr) -> Attributes | None:
    """Of ``post_op_attr``."""
    return attributes(xdr) if xdr.flag() else None


def exports(xdr: Xdr) -> list[str]:
    """Of MOUNT EXPORT: the paths. Whom each is for is passed over: mountd of some versions tells one client of many."""
    found: list[str] = []
    groups_left = _MOST_GROUPS
    while xdr.flag():
        found.append(xdr.text(_MOST_PATH))
        while xdr.flag():
            xdr.opaque(_MOST_NAME)
            groups_left -= 1
            if groups_left <= 0:
                raise Broken("names too many clients")
        if len(found) > _MOST_EXPORTS:
            raise Broken("names too many exports")
    return found


def mounted(xdr: Xdr) -> tuple[bytes, tuple[int, ...]]:
    """The handle of the folder, and the flavours of authentication that it takes. Errors: `Refused`."""
    handle = done(xdr, "MNT3ERR").handle()
    if (count := xdr.word()) > _MOST_FLAVORS:
        raise Broken("names too many flavours of authentication")
    return handle, tuple(xdr.word() for _ in range(count))


def takes_numbers(flavors: tuple[int, ...]) -> bool:
    """Is a claimed number enough, or no number at all? A server that names none takes what there always was."""
    return not flavors or bool({_FLAVOR_NONE, _FLAVOR_SYS} & set(flavors))


def granted(xdr: Xdr) -> tuple[Attributes | None, int]:
    """Of ACCESS: the attributes, and which of what was asked for is granted."""
    found = perhaps_attributes(done(xdr))
    return found, xdr.word() & RIGHTS_ASKED


def looked_up(xdr: Xdr) -> tuple[bytes, Attributes | None]:
    """Of LOOKUP."""
    return done(xdr).handle(), perhaps_attributes(xdr)


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a folder; handle and attributes where the server gives them."""

    name: str
    handle: bytes | None
    attributes: Attributes | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries of a folder, and where to go on."""

    entries: tuple[Listed, ...]
    cookie: int
    verifier: bytes
    is_last: bool


def paging(handle: bytes, cookie: int = 0, verifier: bytes = bytes(8)) -> bytes:
    """The words of READDIRPLUS."""
    return opaque(handle) + _LONG.pack(cookie) + verifier + struct.pack(">II", PAGE_BYTES // 4, PAGE_BYTES)


def page(xdr: Xdr) -> Page:
    """Of READDIRPLUS."""
    perhaps_attributes(done(xdr))
    verifier, cookie = xdr.raw(8), 0
    found: list[Listed] = []
    while xdr.flag():
        xdr.long()
        name, cookie = xdr.text(_MOST_NAME), xdr.long()
        told = perhaps_attributes(xdr)
        found.append(Listed(name, xdr.handle() if xdr.flag() else None, told))
    return Page(tuple(found), cookie, verifier, xdr.flag())


def reading(handle: bytes, offset: int, count: int) -> bytes:
    """The words of READ."""
    return opaque(handle) + struct.pack(">QI", offset, count)


def contents(xdr: Xdr, most: int) -> tuple[bytes, bool]:
    """Of READ: the bytes, and whether the file ends there."""
    perhaps_attributes(done(xdr))
    count, is_end = xdr.word(), xdr.flag()
    data = xdr.opaque(most)
    if count != len(data):
        raise Broken("brings another number of bytes than it says")
    return data, is_end


def files_in_use(xdr: Xdr) -> int:
    """Of FSSTAT: how many files the whole file system holds."""
    perhaps_attributes(done(xdr))
    sizes = [xdr.long() for _ in range(6)]
    return max(0, sizes[3] - sizes[4])


def calls(sent: bytes) -> Iterator[str]:
    """The verbs of what one connection sent; ``?`` for what is none."""
    at = 0
    while at < len(sent):
        length = int.from_bytes(sent[at : at + 4], "big") & 0x7FFFFFFF
        head = sent[at + 4 : at + 28]
        at += 4 + length
        if len(head) < 24 or at > len(sent) or head[4:12] != b"\0\0\0\0\0\0\0\2":
            yield "?"
            return
        yield _NAMES.get(struct.unpack(">III", head[12:24]), "?")
