"""Our own audit log: one JSON line per connection, in a file that only its owner can read.

Sends nothing. A line holds time, address, port, the host name as it was given, verb class, bytes, seconds, outcome and
run token; never anything that a server said. A log that cannot be written stops further connections: what is not
logged is not done.
"""

from __future__ import annotations

import errno
import json
import os
import stat
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self


class AuditLogError(Exception):
    """The audit log cannot be kept; the second argument is what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what, self.hint = what, hint

    def __str__(self) -> str:
        return self.what


class AuditLog:
    """An append-only file of JSON lines, mode 0600. Thread-safe; each line is written in one call."""

    def __init__(self, path: Path | str) -> None:
        """Open or create *path*.

        Errors: :class:`AuditLogError` for a symbolic link, for what is no regular file, for a file of somebody else.
        """
        self.path = Path(path)
        self._lock = threading.Lock()
        self._descriptor = _opened(self.path)

    def write(self, **fields: object) -> None:
        """Add one line; *time* is put in front. Errors: :class:`AuditLogError` if it cannot be written whole."""
        time = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = (json.dumps({"time": time, **fields}) + "\n").encode("ascii")
        with self._lock:
            if self._descriptor < 0:
                raise AuditLogError(f"{self.path}: the audit log is closed")
            try:
                written = os.write(self._descriptor, line)
            except OSError as error:
                raise _unwritable(self.path, error.strerror or "unknown error") from None
        if written != len(line):
            raise _unwritable(self.path, "only part of a line could be written")

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        with self._lock:
            if self._descriptor >= 0:
                os.close(self._descriptor)
                self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _unwritable(path: Path, why: str) -> AuditLogError:
    return AuditLogError(
        f"{path}: the audit log cannot be written: {why.lower()}",
        "make room or name another file with --audit-log; no connection is made without its line",
    )


def _opened(path: Path) -> int:
    # O_NOFOLLOW: a planted link must not lead the log elsewhere; O_NONBLOCK: a pipe without a reader must not hang us.
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
    try:
        descriptor = os.open(path, flags, 0o600)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise AuditLogError(f"{path}: the audit log may not be a symbolic link", "name the file itself") from None
        why = (error.strerror or "unknown error").lower()
        raise AuditLogError(f"{path}: cannot open the audit log: {why}", "name a file that you may write") from None
    try:
        _make_private(path, descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _make_private(path: Path, descriptor: int) -> None:
    """Narrow the mode of a file that exists already; refuse one that is not ours to narrow."""
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        raise AuditLogError(f"{path}: the audit log must be a regular file")
    if found.st_uid != os.geteuid():
        raise AuditLogError(f"{path}: the audit log belongs to another user", "name a file of your own")
    os.fchmod(descriptor, 0o600)
