"""What a check has finished, target by target, so that after a kill only what was in flight is asked again.

An append-only file of JSON lines, mode 0600, beside the sweep's journal. It holds what a report holds, in which no
value of anybody is; never a password. Sends nothing.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from nightlatch.model import Coverage, Failure, Finding

_FORMAT = 2


class LedgerError(Exception):
    """A file that cannot be gone on with: *what* is wrong, and a *hint* at what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what, self.hint = what, hint


class Entry(msgspec.Struct, kw_only=True):
    """All that came of one target; *key* is its URL, or the place where it was found."""

    key: str
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    coverage: tuple[Coverage, ...] = ()


class Ledger:
    """One file, held by one process; a context manager."""

    def __init__(self, path: Path | str, scope: str, depth: str) -> None:
        """Begin or continue *path*; *scope* is the digest of the scope, *depth* how much is read.

        Errors: :class:`LedgerError` for a file of another check, one that is in use, or one that cannot be opened.
        """
        self.path = Path(path)
        header = {"check": _FORMAT, "scope": scope, "depth": depth}
        self._descriptor = self._opened()
        try:
            self.entries = {entry.key: entry for entry in self._read(header)}
        except BaseException:
            self.close()
            raise

    def add(self, entry: Entry) -> None:
        """Write down that a target is done. Errors: :class:`LedgerError` if it cannot be written."""
        without = tuple(replace(one, target=replace(one.target, login=None)) for one in entry.findings)
        self._write(msgspec.structs.replace(entry, findings=without))

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _opened(self) -> int:
        try:
            flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            descriptor = os.open(self.path, flags, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.fchmod(descriptor, 0o600)
        except BlockingIOError:
            raise LedgerError(f"{self.path}: another check is writing this file", "wait for it, or end it") from None
        except OSError as error:
            why = (error.strerror or "").lower()
            raise LedgerError(f"{self.path}: cannot be opened: {why}", "name another file") from None
        return descriptor

    def _read(self, header: dict[str, Any]) -> Iterator[Entry]:
        lines = self.path.read_bytes().split(b"\n")
        whole, torn = lines[:-1], lines[-1]
        if torn:  # a kill in the middle of a line: it is dropped, and its target asked again
            os.ftruncate(self._descriptor, sum(len(line) + 1 for line in whole))
        if not whole:
            self._write(header)
            return
        try:
            if msgspec.json.decode(whole[0]) != header:
                what = f"{self.path}: this file is of another check, of another scope or depth"
                raise LedgerError(what, "name another file, or ask as you did then")
            for line in whole[1:]:
                yield msgspec.json.decode(line, type=Entry)
        except (msgspec.DecodeError, msgspec.ValidationError):
            raise LedgerError(f"{self.path}: this is no file of a check", "name another file") from None

    def _write(self, what: Any) -> None:
        data = msgspec.json.encode(what) + b"\n"
        try:
            if os.write(self._descriptor, data) != len(data):
                raise OSError(28, "only part of a line could be written")
        except OSError as error:
            why = (error.strerror or "").lower()
            raise LedgerError(f"{self.path}: cannot be written: {why}", "make room, and resume") from None
