"""How far a sweep has come, so that after a kill only what was in flight is asked again.

An append-only file of JSON lines, mode 0600; each line is written in one call, before what it announces is done. It
holds numbers of endpoints, the digest of the scope, and what its names led to; no value that a server sent.

    {"sweep": 1, "scope": "<sha256>", "ports": "<sha256>", "seed": 7, "shard": [0, 1], "names": {...}}
    [to, "done", [..]]   every endpoint below *to* was begun; these are done since the line before
    [to, "left", [..]]   the same in full, where older lines were dropped: all are done but these
    ["open", 17, detail] this one answered
    ["tally", {...}]     how many ended how; what is done is in it
    ["end"]              all is done
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

_COMPACT_BYTES = 8 << 20
_FORMAT = 1


class JournalError(Exception):
    """A journal that cannot be used; the second argument is what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what, self.hint = what, hint

    def __str__(self) -> str:
        return self.what


@dataclass(slots=True)
class State:
    """What a journal says: all below *to* was begun, *left* of it has no end; the rest from *to* on is to do."""

    header: dict[str, Any] = field(default_factory=dict)
    to: int = 0
    left: set[int] = field(default_factory=set)
    tally: dict[str, int] = field(default_factory=dict)
    is_ended: bool = False


class Journal:
    """One file. Begin or continue it with :meth:`begin`; not shared between processes (it is locked)."""

    def __init__(self, path: Path | str) -> None:
        """Open or create *path*, and read it. Errors: :class:`JournalError` for what is no journal, or is in use."""
        self.path = Path(path)
        self._descriptor = -1
        self._size = 0
        self._compact_at = _COMPACT_BYTES
        self._open()
        self.state = self._read()

    @property
    def is_new(self) -> bool:
        """Was nothing written to it yet?"""
        return not self.state.header

    def part(self, shard: int) -> Journal:
        """The journal of another shard of the same sweep, beside this one; shard 0 is this one."""
        return Journal(f"{self.path}.{shard}") if shard else self

    def begin(self, header: Mapping[str, Any]) -> State:
        """Write *header*, or hold it to the one that is there. Errors: :class:`JournalError` if they differ."""
        wanted = {"sweep": _FORMAT, **header}
        if self.is_new:
            self.state.header = dict(wanted)
            self._write(msgspec.json.encode(wanted) + b"\n")
            return self.state
        own = {"names"} if header.get("shard", [0])[0] else {"names", "seed"}  # the first part's seed decides for all
        for key, value in wanted.items():
            if key not in own and self.state.header.get(key) != value:
                what = f"{self.path}: this journal is of another sweep: {key} differs"
                raise JournalError(what, "name another file, or give the same scope and ports as then")
        return self.state

    def opened(self) -> Iterator[tuple[int, str]]:
        """Every endpoint that answered so far, with its detail. Memory: a line at a time."""
        for line in self._lines():
            if isinstance(line, list) and line[0] == "open":
                yield int(line[1]), str(line[2])

    def note(
        self,
        to: int,
        done: Sequence[int],
        opened: Iterable[tuple[int, str]] = (),
        tally: Mapping[str, int] | None = None,
    ) -> None:
        """Say what is done since the last note, and that everything below *to* is about to be begun."""
        lines = [msgspec.json.encode(["open", index, detail]) for index, detail in opened]
        if tally is not None:
            lines.append(msgspec.json.encode(["tally", tally]))
        lines.append(msgspec.json.encode([to, "done", done]))
        self._write(b"\n".join(lines) + b"\n")

    def end(self, tally: Mapping[str, int]) -> None:
        """All is done."""
        self._write(msgspec.json.encode(["tally", tally]) + b'\n["end"]\n')

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> None:
        try:
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
            self._descriptor = os.open(self.path, flags, 0o600)
            found = os.fstat(self._descriptor)
            if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
                raise JournalError(f"{self.path}: the journal must be a regular file of your own")
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.fchmod(self._descriptor, 0o600)
        except BlockingIOError:
            raise JournalError(
                f"{self.path}: another sweep is writing this journal", "wait for it, or end it"
            ) from None
        except OSError as error:
            why = (error.strerror or "").lower()
            raise JournalError(f"{self.path}: cannot open the journal: {why}", "name another file") from None

    def _write(self, data: bytes) -> None:
        try:
            if os.write(self._descriptor, data) != len(data):
                raise OSError(28, "only part of a line could be written")
        except OSError as error:
            what = f"{self.path}: the journal cannot be written: {(error.strerror or '').lower()}"
            raise JournalError(what, "make room; what it says up to now can be resumed") from None
        self._size += len(data)
        if self._size > self._compact_at:
            self._compact()

    def _read(self) -> State:
        state = State()
        for line in self._lines():
            _apply(state, line)
        if self._size and not state.header:
            raise JournalError(f"{self.path}: this file is no journal of a sweep", "name another file")
        self._cut_torn_line()
        return state

    def _lines(self) -> Iterator[Any]:
        self._size = 0
        with self.path.open("rb") as file:
            for line in file:
                try:
                    read = msgspec.json.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError):
                    if line.endswith(b"\n"):
                        raise JournalError(
                            f"{self.path}: this file is no journal of a sweep", "name another file"
                        ) from None
                    break  # the last line was torn: what it announced was not begun
                self._size += len(line)
                yield read

    def _cut_torn_line(self) -> None:
        os.ftruncate(self._descriptor, self._size)

    def _compact(self) -> None:
        """Write the same again without its history, into a new file that then takes this one's place."""
        state = self._read()
        beside = self.path.with_name(f"{self.path.name}.new")
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(beside, flags, 0o600), "wb") as file:
            file.write(msgspec.json.encode(state.header) + b"\n")
            for index, detail in self.opened():
                file.write(msgspec.json.encode(["open", index, detail]) + b"\n")
            file.write(msgspec.json.encode(["tally", state.tally]) + b"\n")
            file.write(msgspec.json.encode([state.to, "left", sorted(state.left)]) + b"\n")
        beside.replace(self.path)
        self.close()
        self._open()
        self._size = os.fstat(self._descriptor).st_size
        self._compact_at = max(_COMPACT_BYTES, 2 * self._size)


def _apply(state: State, line: Any) -> None:
    match line:
        case {"sweep": 1}:
            state.header = line
        case [int(to), "left", list(left)]:
            state.to, state.left = to, set(left)
        case [int(to), "done", list(done)]:
            state.left.update(range(state.to, to))
            state.left.difference_update(done)
            state.to = to
        case ["tally", dict(tally)]:
            state.tally = tally
        case ["end"]:
            state.is_ended = True
        case _:
            pass
