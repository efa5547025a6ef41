"""SMB 2 and 3 ([MS-SMB2]) and NTLM ([MS-NLMP]) as far as a guest needs them: what is sent, and how answers are read.

Sends nothing; `message` is the one place where requests are made. It knows NEGOTIATE, SESSION_SETUP, TREE_CONNECT,
CREATE, QUERY_DIRECTORY, READ, IOCTL (to ask the pipe ``srvsvc``), CLOSE and LOGOFF; what opens a file opens one that is
there, to read. There is no WRITE, SET_INFO, LOCK or CHANGE_NOTIFY.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass

from nightlatch.stores._files import Entry

NEGOTIATE, SESSION_SETUP, LOGOFF, TREE_CONNECT, CREATE, CLOSE, READ, IOCTL, QUERY_DIRECTORY = (
    0,
    1,
    2,
    3,
    5,
    6,
    8,
    11,
    14,
)
VERBS = {
    NEGOTIATE: "NEGOTIATE", SESSION_SETUP: "SESSION_SETUP", LOGOFF: "LOGOFF", TREE_CONNECT: "TREE_CONNECT",
    CREATE: "CREATE", CLOSE: "CLOSE", READ: "READ", IOCTL: "IOCTL", QUERY_DIRECTORY: "QUERY_DIRECTORY",
}  # fmt: skip
READS = frozenset(VERBS.values())
OK, MORE, PENDING, NO_MORE_FILES, OVERFLOW = 0, 0xC0000016, 0x103, 0x80000006, 0x80000005
NAMES = {
    0xC0000022: "STATUS_ACCESS_DENIED", 0xC000006D: "STATUS_LOGON_FAILURE", 0xC0000072: "STATUS_ACCOUNT_DISABLED",
    0xC000006E: "STATUS_ACCOUNT_RESTRICTION", 0xC00000CC: "STATUS_BAD_NETWORK_NAME",
    0xC000015B: "STATUS_LOGON_TYPE_NOT_GRANTED", 0xC0000064: "STATUS_NO_SUCH_USER",
    0xC00000CA: "STATUS_NETWORK_ACCESS_DENIED", 0xC0000234: "STATUS_ACCOUNT_LOCKED_OUT",
}  # fmt: skip
_DIALECTS = (0x0202, 0x0210, 0x0300, 0x0302)
_HEAD = struct.Struct("<4sHHIHHIIQIIQ16s")
_OPEN = 1  # the only create disposition that makes nothing
_TRANSCEIVE = 0x0011C017
_LIST, _READ_ATTRIBUTES, _PIPE, _DELETE = 0x1, 0x80, 0x3, 0x1000
_FOLDER_OPTION, _FILE_OPTION = 0x1, 0x40
_ANONYMOUS, _FLAGS = 0x800, 0x22088205  # Unicode, NTLM, extended session security, version, 128 bit
_VERSION = b"\x0a\0\0\0\0\0\0\x0f"
_BLANK = bytes.fromhex("31d6cfe0d16ae931b73c59d7e0c089c0")  # the NT hash of no password, [MS-NLMP] 3.3.1
_FOLDER, _REPARSE = 0x10, 0x400
_PIECE = 64 << 10


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """Something else than what is declared was about to be sent."""


class Broken(Exception):  # noqa: N818 - an answer that is none, told by whoever asked
    """What came is not of the shape that the protocol gives it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One response: *data* with its header, since offsets in it count from there."""

    command: int
    status: int
    number: int
    tree: int
    session: int
    data: bytes

    @property
    def code(self) -> str:
        """The status by its name, else in hexadecimal."""
        return NAMES.get(self.status, f"0x{self.status:08x}")

    def u16(self, at: int) -> int:
        """Two bytes of the body, which begins at 64. Errors: `Broken`."""
        return self._number("<H", at)

    def u32(self, at: int) -> int:
        """Four bytes of the body."""
        return self._number("<I", at)

    def _number(self, form: str, at: int) -> int:
        try:
            return int(struct.unpack_from(form, self.data, 64 + at)[0])
        except struct.error:
            raise Broken from None

    def part(self, offset: int, length: int) -> bytes:
        """So many bytes, counted from the header."""
        if offset < 64 or offset + length > len(self.data):
            raise Broken
        return self.data[offset : offset + length]


def message(command: int, number: int, body: bytes, tree: int = 0, session: int = 0) -> bytes:
    """One framed request. Errors: `Undeclared`."""
    if command not in VERBS or (command == CREATE and not _is_reading(body)):
        raise Undeclared(command)
    charge = 0 if command == NEGOTIATE else 1
    head = _HEAD.pack(b"\xfeSMB", 64, charge, 0, command, 64, 0, 0, number, 0, tree, session, bytes(16))
    return struct.pack(">I", len(head) + len(body)) + head + body


def _is_reading(body: bytes) -> bool:
    """Does it open what is there, to read it? Only the pipe that is asked for shares is opened to be written to."""
    access, _, _, disposition, options = struct.unpack_from("<IIIII", body, 24)
    is_pipe = access == _PIPE | _READ_ATTRIBUTES and body[56:] == "srvsvc".encode("utf-16-le") + bytes(4)
    return disposition == _OPEN and not options & _DELETE and (access == _LIST | _READ_ATTRIBUTES or is_pipe)


def answer(data: bytes) -> Answer:
    """A frame without its length. Errors: `Broken`."""
    if len(data) < 64 or data[:4] != b"\xfeSMB":
        raise Broken
    _, size, _, status, command, _, flags, _, number, _, tree, session, _ = _HEAD.unpack_from(data)
    if size != 64 or not flags & 1:
        raise Broken
    return Answer(command, status, number, tree, session, data)


def negotiate() -> bytes:
    """Versions 2.0.2 to 3.0.2, signing not required."""
    body = struct.pack("<HHHHI16sQ", 36, len(_DIALECTS), 1, 0, 0, secrets.token_bytes(16), 0)
    return body + struct.pack(f"<{len(_DIALECTS)}H", *_DIALECTS)


def session_setup(token: bytes) -> bytes:
    """One step of a login."""
    return struct.pack("<HBBIIHHQ", 25, 0, 1, 0, 0, 88, len(token), 0) + token


def tree_connect(path: str) -> bytes:
    r"""Enter a share, ``\\HOST\SHARE``."""
    name = path.encode("utf-16-le", "surrogatepass")
    return struct.pack("<HHHH", 9, 0, 72, len(name)) + name


def create(path: str, kind: str) -> bytes:
    """Open what is there: a ``folder`` to list (and ask what may be done there), a ``file`` to read, a ``pipe``."""
    access, options = {"folder": (_LIST, _FOLDER_OPTION), "file": (_LIST, _FILE_OPTION), "pipe": (_PIPE, 0)}[kind]
    name = path.replace("/", "\\").encode("utf-16-le", "surrogatepass")
    padded = name + bytes(-len(name) % 8) or bytes(8)
    asked = b"" if kind == "pipe" else struct.pack("<IHHHHI4sI", 0, 16, 4, 0, 24, 0, b"MxAc", 0)
    where = 120 + len(padded) if asked else 0
    first = struct.pack("<HBBIQQ", 57, 0, 0, 2, 0, 0)
    how = struct.pack("<IIIII", access | _READ_ATTRIBUTES, 0, 7, _OPEN, options)
    return first + how + struct.pack("<HHII", 120, len(name), where, len(asked)) + padded + asked


def opened(told: Answer) -> tuple[bytes, int | None, int]:
    """``(file id, what may be done at most, size)`` of a response to CREATE. Errors: `Broken`."""
    file = told.part(64 + 64, 16)
    size = int.from_bytes(told.part(64 + 48, 8), "little")
    offset, length = told.u32(80), told.u32(84)
    contexts = told.part(offset, length) if length else b""
    at = contexts.find(b"MxAc")
    if at < 8 or len(contexts) < at + 16:
        return file, None, size
    status, access = struct.unpack_from("<II", contexts, at + 8)
    return file, access if status == OK else None, size


def query_directory(file: bytes, *, first: bool) -> bytes:
    """The next names of a folder, 64 KiB at most."""
    return struct.pack("<HBBI16sHHI", 33, 1, 1 if first else 0, 0, file, 96, 2, _PIECE) + "*".encode("utf-16-le")


def listed(told: Answer) -> Iterator[Entry]:
    """Files and folders of a response to QUERY_DIRECTORY; links (reparse points) are left out. Errors: `Broken`."""
    data, at = told.part(told.u16(2), told.u32(4)), 0
    while at + 64 <= len(data):
        step = int.from_bytes(data[at : at + 4], "little")
        size, _, attributes, length = struct.unpack_from("<QQII", data, at + 40)
        name = data[at + 64 : at + 64 + length].decode("utf-16-le", "surrogatepass" if length % 2 == 0 else "ignore")
        if name not in (".", "..") and not attributes & _REPARSE:
            yield Entry(name, None if attributes & _FOLDER else size, is_folder=bool(attributes & _FOLDER))
        if step < 64:
            return
        at += step


def read(file: bytes, offset: int, length: int) -> bytes:
    """At most 64 KiB of a file."""
    return struct.pack("<HBBIQ16sIIIHHB", 49, 0x50, 0, min(length, _PIECE), offset, file, 0, 0, 0, 0, 0, 0)


def came(told: Answer) -> bytes:
    """The data of a response to READ. Errors: `Broken`."""
    return told.part(told.u16(2) & 0xFF, told.u32(4))


def transceive(file: bytes, data: bytes) -> bytes:
    """Ask a pipe."""
    return struct.pack("<HHI16sIIIIIIII", 57, 0, _TRANSCEIVE, file, 120, len(data), 0, 0, 0, _PIECE, 1, 0) + data


def transceived(told: Answer) -> bytes:
    """What the pipe answered. Errors: `Broken`."""
    return told.part(told.u32(32), told.u32(36))


def close(file: bytes) -> bytes:
    """Let go of a file."""
    return struct.pack("<HHI16s", 24, 0, 0, file)


def logoff() -> bytes:
    """The farewell."""
    return struct.pack("<HH", 4, 0)


def hello() -> bytes:
    """The first message of a login by NTLM."""
    return b"NTLMSSP\0" + struct.pack("<II", 1, _FLAGS) + bytes(16) + _VERSION


@dataclass(frozen=True, slots=True)
class Challenge:
    """What the server says of itself in a login by NTLM; *build* of Samba is 0."""

    nonce: bytes
    names: bytes
    version: tuple[int, int, int] | None


def challenge(token: bytes) -> Challenge:
    """The server's message, bare or inside SPNEGO. Errors: `Broken`."""
    at = token.find(b"NTLMSSP\0\x02\0\0\0")
    if at < 0 or len(token) < at + 48:
        raise Broken
    data = token[at:]
    length, _, offset = struct.unpack_from("<HHI", data, 40)
    if offset + length > len(data):
        raise Broken
    has_version = int.from_bytes(data[20:24], "little") & 0x02000000 and len(data) >= 56
    version = struct.unpack_from("<BBH", data, 48) if has_version else None
    return Challenge(data[24:32], data[offset : offset + length], version)


def authenticate(told: Challenge, user: str) -> bytes:
    """The client's last message: nobody where *user* is "" (a null session), else *user* without a password."""
    if not user:
        return _third(b"\0", b"", b"", _FLAGS | _ANONYMOUS)
    key = hmac.digest(_BLANK, user.upper().encode("utf-16-le"), hashlib.md5)
    when = struct.pack("<Q", int(time.time() * 10_000_000) + 116_444_736_000_000_000)
    mine = secrets.token_bytes(8)
    temp = b"\x01\x01" + bytes(6) + when + mine + bytes(4) + told.names + bytes(4)
    proof = hmac.digest(key, told.nonce + temp, hashlib.md5)
    lm = hmac.digest(key, told.nonce + mine, hashlib.md5) + mine
    return _third(lm, proof + temp, user.encode("utf-16-le"), _FLAGS)


def _third(lm: bytes, nt: bytes, user: bytes, flags: int) -> bytes:
    at, fields, payload = 72, b"", b""
    for part in (lm, nt, b"", user, b"", b""):
        fields += struct.pack("<HHI", len(part), len(part), at + len(payload))
        payload += part
    return b"NTLMSSP\0" + struct.pack("<I", 3) + fields + struct.pack("<I", flags) + _VERSION + payload


_SRVSVC = bytes.fromhex("c84f324b7016d30112785a47bf6ee188") + struct.pack("<HH", 3, 0)
_NDR = bytes.fromhex("045d888aeb1cc9119fe808002b104860") + struct.pack("<I", 2)


def rpc_bind() -> bytes:
    """DCE/RPC ([C706], 12.6.4.3): begin to talk to the server service."""
    body = struct.pack("<HHIBBHHBB", 4280, 4280, 0, 1, 0, 0, 0, 1, 0) + _SRVSVC + _NDR
    return struct.pack("<BBBB4sHHI", 5, 0, 11, 3, b"\x10\0\0\0", 16 + len(body), 0, 1) + body


def rpc_shares(host: str) -> bytes:
    """NetrShareEnum ([MS-SRVS] 3.1.4.8) at level 1: names, types and remarks of shares."""
    name = ("\\\\" + host + "\0").encode("utf-16-le")
    count = len(name) // 2
    server = struct.pack("<IIII", 0x20000, count, 0, count) + name + bytes(-len(name) % 4)
    stub = server + struct.pack("<IIIIIII", 1, 1, 0x20004, 0, 0, 0xFFFFFFFF, 0)
    body = struct.pack("<IHH", len(stub), 0, 15) + stub
    return struct.pack("<BBBB4sHHI", 5, 0, 0, 3, b"\x10\0\0\0", 16 + len(body), 0, 2) + body


def rpc_stub(data: bytes) -> bytes:
    """The stub of an answer, its fragments put together. Errors: `Broken`."""
    found, at = b"", 0
    while at + 24 <= len(data):
        kind, length = data[at + 2], int.from_bytes(data[at + 8 : at + 10], "little")
        if data[at] != 5 or kind != 2 or length < 24 or at + length > len(data):
            raise Broken
        found += data[at + 24 : at + length]
        at += length
        if data[at - length + 3] & 2:
            return found
    raise Broken


def rpc_length(data: bytes) -> bool:
    """Are all fragments of an answer there?"""
    at = 0
    while at + 16 <= len(data):
        length = int.from_bytes(data[at + 8 : at + 10], "little")
        if length < 16 or at + length > len(data):
            return length < 16
        if data[at + 3] & 2:
            return True
        at += length
    return False


def shares_in(stub: bytes) -> list[tuple[str, int]]:
    """``(name, type)`` of the shares that NetrShareEnum tells; none where it refuses. Errors: `Broken`."""
    try:
        level, _, pointer, count, array = struct.unpack_from("<IIIII", stub)
        if not pointer or not array or not count:
            return []
        (most,) = struct.unpack_from("<I", stub, 20)
        if level != 1 or count > 4096 or most != count:
            raise Broken
        entries = [struct.unpack_from("<III", stub, 24 + 12 * one) for one in range(count)]
        at, found = 24 + 12 * count, []
        for has_name, kind, has_remark in entries:
            name, at = _string(stub, at) if has_name else ("", at)
            _, at = _string(stub, at) if has_remark else ("", at)
            found.append((name, kind))
    except struct.error:
        raise Broken from None
    return [one for one in found if re.fullmatch(r"[^\\/\x00-\x1f]{1,80}", one[0])]


def _string(data: bytes, at: int) -> tuple[str, int]:
    _, offset, count = struct.unpack_from("<III", data, at)
    end = at + 12 + 2 * count
    if offset or count > 4096 or end > len(data):
        raise Broken
    text = data[at + 12 : end].decode("utf-16-le", "replace")
    return text.rstrip("\0"), end + (-end % 4)
