"""RESP2 on one dialled socket: declared verbs out, bounded replies in.

Replies stay where they arrived: a loop walks the bytes and notes where each element lies, so that a page of a
thousand hashes becomes Arrow columns without a Python object per value. Who asks for rights only, of whom there are few
answers, waits for no compiled code and no arrays. Source: Redis documentation, "Redis serialization protocol
specification", RESP2; replies of 6.2 and 7.0.

Sends what `encode` lets through: the verbs declared by the store, as arrays of bulk strings, never inline text.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from nightlatch.model import Failed, FailureKind
from nightlatch.stores._kept import CUTS, KEPT
from nightlatch.stores._redis_tokens import ARRAY, BIG, DONE, ERROR, FULL, INTEGER, NIL, Walk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from nightlatch.stores._redis_kernels import FastWalk

_BAD = {
    -1: "answers in something else than RESP2",
    -2: "announces a string longer than 512 MB",
    -3: "nests its answer too deeply",
    -4: "announces more elements than it was asked for",
    -5: "sends a line without an end",
}
# KEPT bytes of one string are kept, the rest is read past
_CROWDED, _KEPT_CROWDED = 32 << 20, CUTS[1]  # beyond so much in one answer, less is kept of each string
_LONGEST = 256 << 20  # of one answer as kept
_LINE = 64 << 10
_ELEMENTS = 1 << 20  # of one array
_WALKED = 16_384  # elements of one conversation; to walk as many plainly takes as long as to load the compiled loop
_WALKS = 64  # over one answer: one that comes in crumbs
_BULK_MAX = 512 << 20  # proto-max-bulk-len as shipped
_TWO_WORDS = frozenset(
    {"ACL", "CLIENT", "CLUSTER", "COMMAND", "CONFIG", "DEBUG", "FUNCTION", "LATENCY", "MEMORY", "MODULE", "OBJECT"}
    | {"PUBSUB", "SCRIPT", "SLOWLOG", "XGROUP", "XINFO"}
)

Word = str | bytes
Reply = Any  # bytes | int | None | ErrorReply | list[Reply]
Fail = Callable[[FailureKind, str, str], Failed]


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """A command that the store does not declare was about to be sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorReply:
    """An error the server answered: its code, and what kind of refusal it is; its text may hold data and is dropped."""

    code: str
    is_unknown_command: bool = False
    is_key_refused: bool = False


class Tokens(NamedTuple):
    """Elements of several replies in order: where each lies in *data*, in which reply and how deep."""

    data: NDArray[np.uint8]
    kind: NDArray[np.uint8]
    start: NDArray[np.int64]
    length: NDArray[np.int64]  # bytes; the value of an integer; the count of an array
    reply: NDArray[np.int32]
    depth: NDArray[np.uint8]


def encode(reads: frozenset[str], words: Sequence[Word]) -> bytes:
    """One command as RESP; the only place where commands are made.

    Errors: `Undeclared`, if its verb is not among *reads*.
    """
    parts = [word.encode("utf-8", "surrogateescape") if isinstance(word, str) else word for word in words]
    if verb_of(parts) not in reads:
        raise Undeclared(verb_of(parts))
    return b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%b\r\n" % (len(part), part) for part in parts)


def verb_of(words: Sequence[bytes]) -> str:
    """``GET``, or ``ACL WHOAMI`` where the second word says what is done."""
    first = words[0].decode("ascii", "replace").upper()
    return f"{first} {words[1].decode('ascii', 'replace').upper()}" if first in _TWO_WORDS and words[1:] else first


class Wire:
    """Asks, one question or a pipeline at a time, and never reads more than it asked for.

    Memory: one answer, at most 256 MB, usually 4. Errors: ``Failed`` with timeout, hostile, connection-refused (hung
    up); after any of them the conversation is over (*is_broken*).
    """

    def __init__(self, sock: socket.socket, reads: frozenset[str], seconds: float, fail: Fail) -> None:
        self.is_broken = False
        self.seconds = seconds
        self._socket, self._reads, self._fail = sock, reads, fail
        self._left = bytearray()
        self._walked = 0

    def ask(self, *words: Word) -> Reply:
        """The answer to one command, as Python values."""
        return self.ask_all([words])[0]

    def ask_all(self, commands: Sequence[Sequence[Word]]) -> list[Reply]:
        """The answers to *commands*, sent together."""
        payload = b"".join(encode(self._reads, words) for words in commands)
        return _objects(*self._converse(payload, len(commands), self.seconds), len(commands))

    def page(self, before: Sequence[Word], keys: Iterable[bytes], after: Sequence[Word], seconds: float) -> Tokens:
        """The answers to the same command for each of *keys*, as they lie in memory."""
        template = encode(self._reads, [*before, b"", *after])
        head, tail = template.split(b"$0\r\n\r\n", 1)
        items = [b"%b$%d\r\n%b\r\n%b" % (head, len(key), key, tail) for key in keys]
        data, walk = self._converse(b"".join(items), len(items), seconds, is_page=True)
        return _tokens(data, _fast(walk))

    def close(self) -> None:
        """Let go of the socket, which after a TLS handshake is no longer the line's own."""
        self.is_broken = True
        self._socket.close()

    def _converse(
        self, payload: bytes, replies: int, seconds: float, is_page: bool = False
    ) -> tuple[bytes, Walk | FastWalk]:
        if self.is_broken:
            raise self._fail("connection-refused", "the connection is over", "")
        deadline = time.monotonic() + seconds
        self.is_broken = True  # until the last reply is in
        reader = _Reader(self._socket, self._left, replies, deadline, self._fail)
        data = reader.read(payload, is_fast=is_page or self._walked > _WALKED)
        self._walked += int(reader.walk.state[3])
        self.is_broken = False
        return data, reader.walk


class _Reader:
    """Collects the replies to one payload."""

    def __init__(self, sock: socket.socket, left: bytearray, replies: int, deadline: float, fail: Fail) -> None:
        self._socket, self._deadline, self._fail = sock, deadline, fail
        self._buffer, self._replies = left, replies
        self.walk: Walk | FastWalk = Walk()

    def read(self, payload: bytes, is_fast: bool) -> bytes:
        """The bytes of the replies to *payload*, which :attr:`walk` has taken apart."""
        self._send(payload)
        walks = 0
        while (status := self._walk(is_fast or walks > _WALKS)) != DONE:
            walks += 1
            if status < 0:
                kind: FailureKind = "not-this-protocol" if status == -1 else "hostile"
                raise self._fail(kind, _BAD[status], "")
            if status == FULL:
                self._grow()
            elif status == BIG:
                self._shorten()
            else:
                self._buffer += self._receive()
            if len(self._buffer) > _LONGEST:
                raise self._fail("hostile", f"answers with more than {_LONGEST >> 20} MB", "")
        return self._taken()

    def _send(self, payload: bytes) -> None:
        try:
            self._socket.settimeout(max(0.1, self._deadline - time.monotonic()))
            self._socket.sendall(payload)
        except TimeoutError:
            raise self._fail("timeout", "takes no more commands", "raise --timeout") from None
        except OSError:
            pass  # it hung up; what it said before is still to be read

    def _walk(self, is_fast: bool) -> int:
        kept = KEPT if len(self._buffer) < _CROWDED else _KEPT_CROWDED
        if is_fast:
            self.walk = _fast(self.walk)
        return self.walk(self._buffer, self._replies, kept)

    def _receive(self, limit: int = 1 << 18) -> bytes:
        left = self._deadline - time.monotonic()
        try:
            if left <= 0:
                raise TimeoutError
            self._socket.settimeout(left)
            piece = self._socket.recv(limit)
        except TimeoutError:
            raise self._fail("timeout", "does not finish its answer in time", "raise --timeout") from None
        except OSError:
            raise self._fail("connection-refused", "resets the connection", "") from None
        if not piece:
            raise self._fail("connection-refused", "closes the connection", "")
        return piece

    def _grow(self) -> None:
        self.walk = _fast(self.walk)
        if not self.walk.grow():
            raise self._fail("hostile", "answers with more elements than it was asked for", "")

    def _shorten(self) -> None:
        """Keep the head of the long string at the current position, and read past the rest of it."""
        where = int(self.walk.state[0])
        body = self._buffer.index(b"\r\n", where) + 2
        length = int(self._buffer[where + 1 : body - 2])
        kept = KEPT if len(self._buffer) < _CROWDED else _KEPT_CROWDED
        while len(self._buffer) < body + kept:
            self._buffer += self._receive()
        self._buffer[where + 1 : body - 2] = b"%0*d" % (body - where - 3, kept)
        drop = length - kept
        here = min(drop, len(self._buffer) - body - kept)
        del self._buffer[body + kept : body + kept + here]
        drop -= here
        while drop:
            drop -= len(self._receive(min(drop, 1 << 18)))

    def _taken(self) -> bytes:
        position = int(self.walk.state[0])
        data = bytes(memoryview(self._buffer)[:position])
        del self._buffer[:position]
        return data


def _fast(walk: Walk | FastWalk) -> FastWalk:
    from nightlatch.stores._redis_kernels import FastWalk  # late: it brings numpy and the compiler

    return FastWalk(walk) if isinstance(walk, Walk) else walk


def _tokens(data: bytes, walk: FastWalk) -> Tokens:
    import numpy as np

    return Tokens(np.frombuffer(data, np.uint8), *(one[: walk.state[3]] for one in walk.out))


def _objects(data: bytes, walk: Walk | FastWalk, replies: int) -> list[Reply]:
    kinds, starts, lengths = walk.listed()
    items = iter(zip(kinds, starts, lengths, strict=True))
    return [_object(items, data) for _ in range(replies)]


def _object(items: Any, data: bytes) -> Reply:
    kind, start, length = next(items)
    if kind == ARRAY:
        return [_object(items, data) for _ in range(length)]
    if kind in (INTEGER, NIL):
        return length if kind == INTEGER else None
    text = data[start : start + length]
    return text if kind != ERROR else _error(text)


def _error(text: bytes) -> ErrorReply:
    lower = text.lower()
    unknown = lower.startswith((b"err unknown command", b"err unknown subcommand")) or b"not found" in lower[:80]
    code = text.split(b" ", 1)[0].decode("ascii", "replace")
    return ErrorReply(
        code=code if code.isalpha() and code.isupper() and len(code) <= 16 else "ERR",
        is_unknown_command=unknown,
        is_key_refused=b"one of the keys" in lower,
    )
