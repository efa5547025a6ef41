"""The MongoDB wire protocol over one dialled connection: OP_MSG, and OP_QUERY commands for servers before 3.6.

Specification: MongoDB Wire Protocol (OP_MSG since 3.6; OP_QUERY is refused for all but hello since 5.1). One choke
point, :func:`guarded`, lets out only the commands in ``STORE.reads``, and of those only the forms that change nothing;
no other function here packs a command. Replies are measured before memory is taken for them. Nothing that a server
says about other hosts is ever used.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Mapping
from typing import Any

import bson

from nightlatch.dial import Line
from nightlatch.model import Endpoint, Failed, Failure, FailureKind
from nightlatch.stores.mongodb import READS

MESSAGE_BYTES = 48_000_000  # what genuine servers state as maxMessageSizeBytes
DOCUMENT_BYTES = (16 << 20) + (16 << 10)  # BSONObjMaxInternalSize: a reply may exceed 16 MiB by its envelope

_HEADER = struct.Struct("<iiii")
_OP_REPLY, _OP_QUERY, _OP_MSG = 1, 2004, 2013
_SLOWEST_BYTES = 32 << 10  # a second; a reply that comes in slower than this is a tarpit
_SAFE_STAGES = frozenset({"$sample"})
WHO_IS_THERE: tuple[dict[str, Any], ...] = (  # the only other pipeline: what runs is never asked for, only for whom
    {"$currentOp": {"allUsers": True, "idleConnections": True, "idleSessions": False}},
    {"$limit": 10_000},
    {"$project": {"_id": 0, "connectionId": 1, "client": 1, "client_s": 1, "effectiveUsers": 1}},
)
_CODEC = bson.codec_options.CodecOptions(
    unicode_decode_error_handler="replace", datetime_conversion=bson.codec_options.DatetimeConversion.DATETIME_MS
)

Words = dict[str, Any]


class Refused(Exception):  # noqa: N818 - the server's "ok: 0", which is an answer and no error of ours
    """The server answered with an error: its number and its name, never its text (that may hold values)."""

    def __init__(self, code: int, name: str) -> None:
        super().__init__(code, name)
        self.code = code
        self.name = name

    @property
    def is_unauthorized(self) -> bool:
        """Does it ask for a login, or for more rights than we have?"""
        return self.code == 13


class Forbidden(Exception):  # noqa: N818 - an author's mistake, caught before anything is sent
    """A command that is not among those that this tool may send."""


def guarded(words: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return *words* if it is a command that changes nothing, else raise :class:`Forbidden`."""
    verb = next(iter(words), "")
    if verb not in READS:
        raise Forbidden(f"{verb} is not a command that Nightlatch sends")
    if verb == "aggregate":
        pipeline = words.get("pipeline", ())
        stages = [key for stage in pipeline for key in stage]
        is_safe = bool(stages) and (_SAFE_STAGES.issuperset(stages) or pipeline is WHO_IS_THERE)
        if not is_safe or words.get("allowDiskUse") is not False:
            raise Forbidden("aggregate is sent only with $sample, and without leave to write temporary files")
    if verb == "listDatabases" and words.get("nameOnly") is not True:
        raise Forbidden("listDatabases with sizes locks each database in turn")
    if verb in ("find", "count") and (words.get("filter") or words.get("query") or words.get("noCursorTimeout")):
        raise Forbidden(f"{verb} is sent without filters and without noCursorTimeout")
    return words


class Wire:
    """One conversation: commands out, documents in.

    Errors: :class:`Refused` for "ok: 0"; ``Failed`` with timeout, hostile, not-this-protocol (only before the first
    good reply), or what the line's watcher cut it for.
    """

    def __init__(
        self, line: Line, sock: socket.socket, endpoint: Endpoint, *, timeout_seconds: float, is_legacy: bool = False
    ) -> None:
        self.endpoint = endpoint
        self.timeout_seconds = timeout_seconds
        self.is_legacy = is_legacy
        self._line = line
        self._socket = sock
        self._last = 0
        self._has_spoken = False

    def command(self, database: str, words: Words, *, seconds: float = 0.0) -> Words:
        """Send one command and return the decoded reply; *seconds* is what the server may need beyond the timeout."""
        return self.answer(self.send(database, words), seconds=seconds)

    def send(self, database: str, words: Words) -> int:
        """Send one command, return the number that its reply will carry."""
        checked = guarded(words)
        self._last = self._last % 0x7FFFFFFF + 1
        message = (self._old if self.is_legacy else self._new)(database, checked)
        head = _HEADER.pack(16 + len(message), self._last, 0, _OP_QUERY if self.is_legacy else _OP_MSG)
        try:
            self._socket.settimeout(self.timeout_seconds)
            self._socket.sendall(head + message)
        except OSError as error:
            raise self._broken(error) from None
        return self._last

    def answer(self, number: int, *, seconds: float = 0.0) -> Words:
        """Receive and decode the reply to *number*."""
        buffer, start, end = self.receive(number, seconds=seconds)
        try:
            reply: Words = bson.decode(bytes(buffer[start:end]), _CODEC)
        except (bson.errors.BSONError, OverflowError, ValueError, RecursionError, TypeError):
            raise self.failed("hostile", "answers with a document that is not BSON") from None
        self._has_spoken = True
        check(reply)
        return reply

    def receive(
        self, number: int, *, seconds: float = 0.0, spare: bytearray | None = None
    ) -> tuple[bytearray, int, int]:
        """The reply to *number* as ``(buffer, start, end)`` of its one document; *spare* is used if it is large enough.

        Memory: the reply, at most 48 MB.
        """
        head = bytearray(_HEADER.size)
        self._fill(memoryview(head), time.monotonic() + self.timeout_seconds + seconds)
        length, _, reply_to, opcode = _HEADER.unpack(head)
        self._check_head(bytes(head), length, reply_to, opcode, number)
        size = length - _HEADER.size
        buffer = spare if spare is not None and len(spare) >= size else bytearray(_rounded(size))
        patience = self.timeout_seconds + size / _SLOWEST_BYTES
        self._fill(memoryview(buffer)[:size], time.monotonic() + patience)
        start = self._document_start(buffer, size, opcode)
        end = start + int.from_bytes(buffer[start : start + 4], "little", signed=True)
        if not (start + 5 <= end <= size and end - start <= DOCUMENT_BYTES):
            raise self.failed(self._doubt, "answers with a document of a length that cannot be")
        return buffer, start, end

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def failed(self, kind: FailureKind, what: str, hint: str = "") -> Failed:
        """A failure of this endpoint."""
        return Failed(Failure(kind=kind, target=f"mongodb://{self.endpoint}", what=what, hint=hint))

    @property
    def _doubt(self) -> FailureKind:
        return "hostile" if self._has_spoken else "not-this-protocol"

    def _new(self, database: str, words: Mapping[str, Any]) -> bytes:
        # A direct connection to a secondary is answered only if the read preference allows it.
        extra = {"$db": database, "$readPreference": {"mode": "secondaryPreferred"}}
        body: bytes = bson.encode({**words, **extra})
        return b"\0\0\0\0\0" + body

    def _old(self, database: str, words: Mapping[str, Any]) -> bytes:
        body: bytes = bson.encode(words)  # flags: 4, a secondary may answer
        return struct.pack("<i", 4) + f"{database}.$cmd".encode() + struct.pack("<xii", 0, -1) + body

    def _check_head(self, head: bytes, length: int, reply_to: int, opcode: int, number: int) -> None:
        if opcode not in (_OP_MSG, _OP_REPLY):
            hint = "it looks like a web server" if head.startswith(b"HTTP") else "is it another kind of store?"
            raise self.failed(self._doubt, "does not speak MongoDB's protocol", hint)
        if length > MESSAGE_BYTES:
            raise self.failed("hostile", f"announces a reply of {length:,} bytes; {MESSAGE_BYTES:,} is the most")
        if length < _HEADER.size + 10 or reply_to != number:
            raise self.failed(self._doubt, "answers what was not asked")

    def _document_start(self, buffer: bytearray, size: int, opcode: int) -> int:
        """Where the one document of a reply begins, after flags (OP_MSG) or cursor fields (OP_REPLY)."""
        if opcode == _OP_REPLY:
            if size < 25 or int.from_bytes(buffer[16:20], "little") != 1:
                raise self.failed(self._doubt, "answers a command with other than one document")
            return 20
        flags = int.from_bytes(buffer[:4], "little")
        if flags & 0xFFFE or buffer[4] != 0:  # bit 0, a checksum after the document, is harmless
            raise self.failed(self._doubt, "answers with flags that were not asked for")
        return 5

    def _fill(self, view: memoryview, deadline: float) -> None:
        got = 0
        while got < len(view):
            left = deadline - time.monotonic()
            if left <= 0:
                raise self._broken(TimeoutError())
            try:
                self._socket.settimeout(left)
                many = self._socket.recv_into(view[got:])
            except OSError as error:
                raise self._broken(error) from None
            if many == 0:
                raise self._broken(EOFError())
            got += many

    def _broken(self, error: Exception) -> Failed:
        """What became of the line, in the order of who knows best."""
        if self._line.cut is not None:
            return Failed(self._line.cut)
        if isinstance(error, TimeoutError):
            hint = "is a firewall in between? raise --timeout, or drop the host from the scope"
            return self.failed("timeout", f"no complete answer within {self.timeout_seconds:g} s", hint)
        if not self._has_spoken:
            return self.failed("not-this-protocol", "closes the connection when MongoDB's protocol is spoken")
        return self.failed("hostile", "closes the connection in the middle of the conversation")


def check(reply: Mapping[str, Any]) -> None:
    """Raise :class:`Refused` unless the reply says ok; a write error or a code without a number is -1."""
    ok = reply.get("ok")
    if isinstance(ok, (int, float)) and ok == 1:
        return
    code, name = reply.get("code"), reply.get("codeName")
    if not isinstance(code, int):
        # Servers before 3.4 say "not authorized" in words alone.
        text = reply.get("errmsg")
        code = 13 if isinstance(text, str) and text.startswith("not authorized") else -1
        code = 59 if isinstance(text, str) and text.startswith("no such c") else code
    is_plain = isinstance(name, str) and name.isascii() and name.isalnum() and len(name) < 60
    raise Refused(code, str(name) if is_plain else "")


def _rounded(size: int) -> int:
    """Whole mebibytes for large replies, so that buffers can be used again for replies of about the same size."""
    return size if size < 1 << 16 else (size + (1 << 20)) >> 20 << 20
