"""Files of this machine as targets: what is in them is surveyed, who may read them is not judged. Sends nothing.

A target is a file where it is a path, a ``file:`` URL, or ``-`` for what comes in on stdin. Only regular files are
opened (a link is followed to one), and pipes on stdin: never a device, a socket or a folder. Values stay in memory: the
beginning of a pipe is held for what is read more than once, and no file is written.
"""

from __future__ import annotations

import errno
import io
import os
import re
import stat
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote, urlsplit

from nightlatch.inert import printable
from nightlatch.model import Access, Container, Endpoint, Failed, Failure, Finding, Identity, Principal, Target
from nightlatch.stores import Batch, Closes, Reading

if TYPE_CHECKING:
    from nightlatch.readers import Source, Table

KIND = "file"
_STDIN = "-"
_HINT = "name regular files; `-` reads what is piped in"
_NETWORK = re.compile(r"[0-9a-fA-F.:\[\]]+/[0-9]{1,3}")
_CUT = frozenset({"failed", "over-budget", "interrupted"})


def is_named(text: str) -> bool:
    """Does *text*, as typed, name a file rather than a store?"""
    if text == _STDIN or text.lower().startswith("file:"):
        return True
    if "://" in text:
        return False
    is_there = os.path.isfile(text)  # noqa: PTH113 - a name that is too long for a file is none, not an error
    return is_there or (os.sep in text and not _NETWORK.fullmatch(text))


def folder(target: Target) -> str:
    """The folder that the file *target* is in; "" of what is no file."""
    is_file = target.kind == KIND and target.database and target.database != _STDIN
    return str(Path(target.database or "").parent) if is_file else ""


def shelves(targets: Iterable[Target | Failure]) -> frozenset[str]:
    """Folders of which several files are targets: what numbers a person in one of these does so in all of them."""
    files = {one.url: folder(one) for one in targets if isinstance(one, Target) and one.kind == KIND}
    return frozenset(name for name, count in Counter(files.values()).items() if name and count > 1)


def target_of(text: str) -> Target:
    """The target that *text* names. Errors: ``Failed`` with bad-target where it is a file of another machine."""
    if text == _STDIN:
        return Target(url="file:-", kind=KIND, host="", port=0, database=_STDIN)
    path = text
    if text.lower().startswith("file:"):
        parts = urlsplit(text)
        path = unquote(parts.path)
        if parts.netloc not in ("", "localhost") or parts.query or parts.fragment or not path.startswith("/"):
            raise _failed(
                printable(text), "is no URL of a file of this machine", "write file:///FOLDER/NAME, or a path"
            )
    if "\0" in path:
        raise _failed(printable(text), "holds a NUL", _HINT)
    path = os.path.abspath(path)  # noqa: PTH100 - as_uri needs no link resolved
    return Target(url=Path(path).as_uri(), kind=KIND, host="", port=0, database=path)


def finding_of(target: Target, session: FileSession) -> Finding:
    """What is known of a file before its contents are looked at: that nobody's rights were asked."""
    endpoint = Endpoint(host="localhost", address="", port=0)
    return Finding(
        target=target, endpoint=endpoint, identity=session.identity, status="local", access=session.access()
    )  # fmt: skip


def told(finding: Finding, session: FileSession) -> Finding:
    """*finding* once its contents were looked at: with what was not opened, and incomplete where reading broke off."""
    is_cut = any(one.outcome in _CUT for one in finding.surveyed)
    return replace(finding, status="incomplete" if is_cut else "local", notes=(*finding.notes, *session.notes()))


def unread(target: Target) -> Failure:
    """Why a witness gets nothing of a file."""
    what = "a file is nothing but contents, and a witness reads none"
    return Failure(kind="out-of-scope", target=target.url, what=what, hint="look at it without that scope")


def connect(target: Target, stop: threading.Event | None = None) -> FileSession:
    """Open *target*; listing what is in it ends soon after *stop* is set.

    Errors: ``Failed`` with bad-target where it is no file that can be read.
    """
    session = FileSession(target=target, source=_source(target))
    session.source.bounds.stop = stop
    return session


@dataclass(slots=True, kw_only=True)
class FileSession(Closes):
    """The tables of one file as containers; see :class:`nightlatch.stores.Session`."""

    target: Target
    source: Source
    identity: Identity = field(init=False)
    left: list[str] = field(default_factory=list, init=False)
    _tables: list[Table] = field(default_factory=list, init=False, repr=False)

    def __post_init__(self) -> None:
        self.identity = Identity(kind=KIND, product="file", id=self.target.database)

    def access(self) -> Access:
        """Nobody's rights are asked: the file is at hand."""
        return Access(principal=Principal(name="", anonymous=False), rights={})

    def containers(self) -> Iterator[Container]:
        """The tables of the file. Errors: ``Failed`` where it is broken from the beginning."""
        from nightlatch.readers import Left
        from nightlatch.readers._opening import tables

        for one in tables(self.source):
            if isinstance(one, Left):
                self.left.append(f"{one.name} {one.why}")
                continue
            self._tables.append(one)
            at = str(len(self._tables) - 1)
            yield Container(name=one.name, key=(at,), records=one.records, bytes=one.bytes)
        if not self._tables and self.left and self.source.bytes:
            hint = "it is none of the formats that `nightlatch check --help` lists"
            raise Failed(Failure(kind="not-this-protocol", target=self.target.url, what=self.left[0], hint=hint))

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """The records of a table, from its first one on."""
        return self._tables[int(container.key[0])].read(reading)

    def close(self) -> None:
        """Whatever of the file is still open is closed."""
        self.is_closed = True
        self.source.bounds.held.close()

    def notes(self) -> tuple[str, ...]:
        """What was not opened; names in archives are somebody's as well, so that only kinds of reasons are told."""
        reasons: dict[str, int] = {}
        for one in self.left:
            why = one.partition(" ")[2]
            reasons[why] = reasons.get(why, 0) + 1
        return tuple(f"not opened: {count} that {why}" for why, count in reasons.items())


def _source(target: Target) -> Source:
    from nightlatch.readers import Source
    from nightlatch.readers._bounds import Bounds

    path = target.database or ""
    if path == _STDIN:
        return _stdin(target)
    size = _size(target, path)
    return Source(
        name=Path(path).name, open=lambda: _opened(target, path), bytes=size, path=path, bounds=Bounds(size=size)
    )  # fmt: skip


def _size(target: Target, path: str) -> int:
    try:
        told = os.stat(path)  # noqa: PTH116 - a device is not even opened
    except OSError as error:
        raise _unopened(target, error) from None
    if not stat.S_ISREG(told.st_mode):
        raise _failed(target.url, f"is {_what(told.st_mode)}, not a regular file", _HINT)
    with _opened(target, path):
        return told.st_size


def _opened(target: Target, path: str) -> BinaryIO:
    """The file, if it still is a regular one: whoever may rename files here must not lead us to a device."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError as error:
        raise _unopened(target, error) from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise _failed(target.url, "is no regular file any more", _HINT)
    return os.fdopen(descriptor, "rb", buffering=0)


def _stdin(target: Target) -> Source:
    from nightlatch.readers import Source
    from nightlatch.readers._bounds import Bounds

    descriptor = 0
    try:
        told = os.fstat(descriptor)
    except OSError as error:  # it was closed
        raise _unopened(target, error) from None
    mode, size = told.st_mode, told.st_size
    if stat.S_ISREG(mode):
        return Source(name="stdin", open=lambda: _again(descriptor), bytes=size, bounds=Bounds(size=size))
    if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
        raise _failed(target.url, f"stdin is {_what(mode)}, not a file or a pipe", _HINT)
    pipe = _Pipe(target, os.fdopen(os.dup(descriptor), "rb", buffering=0))
    return Source(name="stdin", open=pipe.open)


def _again(descriptor: int) -> BinaryIO:
    file = os.fdopen(os.dup(descriptor), "rb", buffering=0)
    file.seek(0)
    return file


class _Pipe:
    """What comes in once and is read several times: its beginning is held in memory, up to a bound."""

    def __init__(self, target: Target, file: BinaryIO) -> None:
        self._target, self._file = target, file
        self._held = bytearray()
        self._is_over = self._is_let_go = False

    def open(self) -> BinaryIO:
        """From the beginning. Errors: ``Failed`` where that was let go already."""
        if self._is_let_go:
            raise _failed(self._target.url, "is longer than is held of a pipe, and has to be read twice", "name a file")
        return _Again(self)  # type: ignore[return-value]

    def read_at(self, at: int, size: int) -> bytes:
        from nightlatch.readers._bounds import MEMORY

        if at < len(self._held):
            return bytes(self._held[at : at + size])
        if self._is_let_go or not self._is_over:
            found = self._file.read(size) or b""
            self._is_over = not found
            if not self._is_let_go and len(self._held) + len(found) <= MEMORY:
                self._held += found
            elif found:
                self._is_let_go = True
            return found
        return b""


class _Again(io.RawIOBase):
    """One way through a pipe."""

    def __init__(self, pipe: _Pipe) -> None:
        super().__init__()
        self._pipe, self._at = pipe, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if size < 0:
            return b"".join(iter(lambda: self.read(1 << 20), b""))
        pieces, missing = [], size
        while missing and (piece := self._pipe.read_at(self._at, missing)):
            pieces.append(piece)
            missing -= len(piece)
            self._at += len(piece)
        return b"".join(pieces)


def _what(mode: int) -> str:
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
    return next((word for test, word in kinds if test(mode)), "a device")


def _failed(target: str, what: str, hint: str) -> Failed:
    return Failed(Failure(kind="bad-target", target=target, what=what, hint=hint))


def _unopened(target: Target, error: OSError) -> Failed:
    what = os.strerror(error.errno).lower() if error.errno else "cannot be opened"
    hint = "you may not read it" if error.errno == errno.EACCES else "is the path right?"
    return _failed(target.url, what, hint)
