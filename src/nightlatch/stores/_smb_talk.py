"""Conversations with one SMB server, as nobody (a null session) or as ``Guest`` without a password.

Sends what `_smb_wire` lets through. Nothing is signed or encrypted: neither session has a key. What the server leaves
in STATUS_PENDING is waited for within the time of one answer.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import NoReturn, TypeVar

from nightlatch.model import Failed
from nightlatch.stores import _smb_wire as wire
from nightlatch.stores._files import MOST_FILES, Entry
from nightlatch.stores._smb_wire import Answer, Broken, Challenge
from nightlatch.stores._stream import Stream

T = TypeVar("T")
_FRAME_BYTES = 1 << 20
_PIECES = 1_000  # of one list of a folder


@dataclass(slots=True, kw_only=True)
class Talk:
    """One connection, negotiated. *session* is 0 until `enter` succeeds."""

    stream: Stream
    host: str
    session: int = 0
    told: Challenge | None = None
    _number: int = 0
    _trees: dict[str, tuple[int, int]] = field(default_factory=dict)

    def negotiate(self) -> None:
        """Agree on a version. Errors: ``Failed`` with not-this-protocol, unsupported-version."""
        self.stream.begin()
        self.stream.send(wire.message(wire.NEGOTIATE, self._next(), wire.negotiate()))
        told = self._heard(wire.NEGOTIATE)
        if told.status != wire.OK:
            hint = "does it speak 3.1.1 alone?"
            raise self.stream.fail("unsupported-version", f"agrees on no version of SMB ({told.code})", hint)

    def enter(self, user: str) -> Answer:
        """Log in as *user* without a password, as nobody where it is "". Returns the last answer."""
        first = self.ask(wire.SESSION_SETUP, wire.session_setup(wire.hello()))
        if first.status != wire.MORE:
            return first
        self.session = first.session
        try:
            self.told = wire.challenge(first.part(first.u16(4), first.u16(6)))
        except Broken:
            return first
        last = self.ask(wire.SESSION_SETUP, wire.session_setup(wire.authenticate(self.told, user)))
        if last.status != wire.OK:
            self.session = 0
        return last

    def connect(self, share: str) -> tuple[int, int] | Answer:
        """``(tree, what may be done in it at most)`` of a share, or the refusal."""
        if share not in self._trees:
            path = f"\\\\{self.host}\\{share}"
            told = self.ask(wire.TREE_CONNECT, wire.tree_connect(path))
            if told.status != wire.OK:
                return told
            self._trees[share] = told.tree, self._read(lambda: told.u32(12))
        return self._trees[share]

    def open(self, tree: int, path: str, kind: str) -> tuple[bytes, int | None, int] | Answer:
        """``(file, what may be done with it, size)``, or the refusal."""
        told = self.ask(wire.CREATE, wire.create(path, kind), tree)
        return told if told.status != wire.OK else self._read(lambda: wire.opened(told))

    def shut(self, tree: int, file: bytes) -> None:
        """Let go of a file."""
        self.ask(wire.CLOSE, wire.close(file), tree)

    def shares(self) -> tuple[list[tuple[str, int]], str]:
        """``(name, type)`` of the shares that the server lists, and how that ended: a status, or OK."""
        tree = self.connect("IPC$")
        if isinstance(tree, Answer):
            return [], tree.code
        pipe = self.open(tree[0], "srvsvc", "pipe")
        if isinstance(pipe, Answer):
            return [], pipe.code
        try:
            self._rpc(tree[0], pipe[0], wire.rpc_bind())
            answer = self._rpc(tree[0], pipe[0], wire.rpc_shares(self.host))
            told: tuple[list[tuple[str, int]], str] = wire.shares_in(wire.rpc_stub(answer)), "OK"
        except Broken:
            told = [], "no answer of the server service"
        self.shut(tree[0], pipe[0])  # not where the talk itself failed: a late answer would be taken for this one's
        return told

    def _rpc(self, tree: int, pipe: bytes, data: bytes) -> bytes:
        told = self.ask(wire.IOCTL, wire.transceive(pipe, data), tree)
        if told.status not in (wire.OK, wire.OVERFLOW):
            raise Broken
        found = wire.transceived(told)
        for _ in range(64):
            if wire.rpc_length(found):
                return found
            more = self.ask(wire.READ, wire.read(pipe, 0, 4280), tree)
            if more.status not in (wire.OK, wire.OVERFLOW) or not (piece := wire.came(more)):
                break
            found += piece
        return found

    def listed(self, tree: int, path: str) -> list[Entry] | None:
        """What a folder holds, "" for the top one; None where it may not be looked into."""
        opened = self.open(tree, path, "folder")
        if isinstance(opened, Answer):
            return None
        found: list[Entry] = []
        for piece in range(_PIECES):
            told = self.ask(wire.QUERY_DIRECTORY, wire.query_directory(opened[0], first=not piece), tree)
            if told.status != wire.OK:
                self.shut(tree, opened[0])
                return found if told.status == wire.NO_MORE_FILES or found else None
            before = len(found)
            found += self._read(partial(_entries, told))
            if (len(found) == before and piece) or len(found) > MOST_FILES:
                break
        self.shut(tree, opened[0])
        return found

    def head(self, tree: int, path: str, most: int) -> bytes | None:
        """The first bytes of a file; None where it may not be read."""
        opened = self.open(tree, path, "file")
        if isinstance(opened, Answer):
            return None
        found, refused = bytearray(), False
        while len(found) < min(most, opened[2]):
            told = self.ask(wire.READ, wire.read(opened[0], len(found), most - len(found)), tree)
            piece = b"" if told.status != wire.OK else self._read(partial(wire.came, told))
            refused = told.status != wire.OK
            if not piece:
                break
            found += piece
        self.shut(tree, opened[0])
        return None if refused and not found else bytes(found[:most])

    def ask(self, command: int, body: bytes, tree: int = 0) -> Answer:
        """One request and its answer."""
        self.stream.begin()
        self.stream.send(wire.message(command, self._next(), body, tree, self.session))
        return self._heard(command)

    def close(self) -> None:
        """LOGOFF, and hang up; never raises."""
        if self.session:
            with contextlib.suppress(Failed):
                self.stream.begin(1.0)
                self.stream.send(wire.message(wire.LOGOFF, self._next(), wire.logoff(), 0, self.session))
        self.stream.close()

    def _next(self) -> int:
        self._number += 1
        return self._number - 1

    def _heard(self, command: int) -> Answer:
        while True:
            length = int.from_bytes(self.stream.exactly(4), "big")
            if not 64 <= length <= _FRAME_BYTES:
                kind, what = ("hostile", "announces an answer longer than it can be")
                if length < 64 or length >> 24:
                    kind, what = "not-this-protocol", "answers in something else than SMB 2"
                raise self.stream.fail(kind, what)  # type: ignore[arg-type]
            data = self.stream.exactly(length)
            if data[:5] == b"\xffSMB\x72":
                raise self.stream.fail(
                    "unsupported-version", "speaks version 1 of SMB alone", "switch it off: it is broken"
                )
            told = self._read(partial(wire.answer, data))
            if told.status == wire.PENDING:
                continue
            if told.command != command or told.number != self._number - 1:
                raise self.stream.fail("not-this-protocol", "answers something that was not asked")
            return told

    def _read(self, read: Callable[[], T]) -> T:
        try:
            return read()
        except Broken:
            self._broken()

    def _broken(self) -> NoReturn:
        raise self.stream.fail("not-this-protocol", "answers in something else than SMB 2") from None


def _entries(told: Answer) -> list[Entry]:
    return list(wire.listed(told))
