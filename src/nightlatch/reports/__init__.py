"""Ways to write a result down. One file per format; each binds ``REPORT``, an object with the shape of :class:`Report`.

A report is rendered whole from one :class:`~nightlatch.model.Result` and put in place at once, so that a kill at any
moment leaves either the version before or the new one, both readable. Nothing is sent anywhere.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from nightlatch import registry
from nightlatch.model import Publisher, Result, Tlp

_PAUSES = 20  # writing progress takes at most one part in so many of a run's time
_HINTS = {
    errno.ENOENT: "make the folder first, or name another one",
    errno.ENOTDIR: "make the folder first, or name another one",
    errno.EACCES: "choose a folder that you may write to",
    errno.EPERM: "choose a folder that you may write to",
    errno.EROFS: "choose a folder that you may write to",
    errno.ENOSPC: "free some space, or write to another disk",
    errno.EDQUOT: "free some space, or write to another disk",
    errno.EISDIR: "name a file, not a folder",
    errno.ENAMETOOLONG: "choose a shorter name",
}
_OPEN_FILE = re.compile(r"/dev/(?P<name>stdout|stderr)|/(?:dev|proc/self)/fd/(?P<number>[0-9]{1,9})")
_STANDARD = {"stdout": 1, "stderr": 2}


@runtime_checkable
class Report(Protocol):
    """One format: *name* is what ``--report NAME=FILE`` takes, *suffixes* are how its files end."""

    @property
    def name(self) -> str: ...

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    @property
    def description(self) -> str: ...

    def render(self, result: Result) -> bytes | str:
        """Return the whole file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A report format that is one function; most are."""

    name: str
    suffixes: tuple[str, ...]
    description: str
    renderer: Callable[[Result], bytes | str]

    def render(self, result: Result) -> bytes | str:
        """Return the whole file."""
        return self.renderer(result)


def formed(
    report: Report, *, is_public: bool = False, tlp: Tlp | None = None, publisher: Publisher | None = None
) -> Format:
    """*report* in one form: public leaves out where a store is and whose; *tlp* None is the form's usual light.

    *publisher* is who publishes it, whom advisories name in either form.
    """

    def render(result: Result) -> bytes | str:
        if is_public:
            from nightlatch.reports._public import public  # late: it brings the registry of stores

            result = public(result, tlp or "CLEAR")
        run = replace(result.run, tlp=tlp or result.run.tlp, publisher=publisher)
        return report.render(replace(result, run=run))

    return Format(name=report.name, suffixes=report.suffixes, description=report.description, renderer=render)


class ReportError(Exception):
    """A report could not be written: *what* happened, and a *hint* at what to do."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what, hint)
        self.what = what
        self.hint = hint

    def __str__(self) -> str:
        return self.what


def all_reports() -> Mapping[str, Report]:
    """Every format of the registry, by name, which is its module's; imported once it is asked for."""
    return registry.load("nightlatch.reports", "REPORT")


def write(report: Report, result: Result, path: str | os.PathLike[str]) -> None:
    """Put *report* of *result* at *path*, whole or not at all; mode 0600, since it tells where an open door is.

    A symbolic link is followed; a pipe, a device or /dev/stdout is written to as it is.
    Errors: :class:`ReportError` where the folder is missing, the disk full, the place not writable; a file that was
    there before is then still there, unchanged.
    """
    rendered = report.render(result)
    data = rendered.encode("utf-8", "backslashreplace") if isinstance(rendered, str) else rendered
    try:
        _put(Path(path), data)
    except OSError as error:
        raise _explained(error, path) from error


def is_stream(path: Path) -> bool:
    """Is it a pipe, a device or /dev/stdout? What is written there cannot be replaced by a later version."""
    if _descriptor(path) is not None:
        return True
    return path.exists() and not path.is_dir() and not stat.S_ISREG(path.stat().st_mode)


def _descriptor(path: Path) -> int | None:
    """The open file that *path* names, such as /dev/stdout: where it leads to (``> out.json``) is the shell's, and is
    written on, not replaced."""
    if (found := _OPEN_FILE.fullmatch(str(path))) is None:
        return None
    return _STANDARD.get(found["name"]) or int(found["number"] or 0)


def _put(path: Path, data: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if (descriptor := _descriptor(path)) is not None:
        with os.fdopen(os.dup(descriptor), "wb") as file:
            file.write(data)
        return
    if is_stream(path):
        path.write_bytes(data)
        return
    path = path.resolve()
    descriptor, temporary = tempfile.mkstemp(prefix=".nightlatch-", suffix=".part", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:  # Ctrl-C too must leave no half-written file about
        Path(temporary).unlink(missing_ok=True)
        raise


def _explained(error: OSError, path: str | os.PathLike[str]) -> ReportError:
    reason = os.strerror(error.errno).lower() if error.errno else "could not be written"
    return ReportError(f"{os.fspath(path)}: {reason}", _HINTS.get(error.errno or 0, ""))


class Writer:
    """Observer that keeps one report file up to date while a run goes on.

    The first result is written at once, so that a place that cannot be written to is known before the run starts; later
    ones at most every *every_seconds*, and less often where writing takes long; a finished run always. A failure
    half-way (a disk that fills up) waits for :meth:`finish`, since space may be there again by then and the run must
    not die of it.
    """

    def __init__(
        self,
        report: Report,
        path: str | os.PathLike[str],
        *,
        every_seconds: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.report = report
        self.path = path
        self._every_seconds = every_seconds
        self._clock = clock
        self._due: float | None = None  # None: nothing was written yet

    def __call__(self, result: Result) -> None:
        """Take note of *result*; write it if it is time."""
        if self._due is None or result.run.finished is not None:
            self.finish(result)
        elif self._clock() >= self._due:
            self._try(result)

    def finish(self, result: Result) -> None:
        """Write *result* now; raises :class:`ReportError` if that cannot be done."""
        started = self._clock()
        try:
            write(self.report, result, self.path)
        finally:
            ended = self._clock()
            self._due = ended + max(self._every_seconds, _PAUSES * (ended - started))

    def _try(self, result: Result) -> None:
        # The version before is still there; finish() tries again at the end, and speaks up.
        with contextlib.suppress(ReportError):
            self.finish(result)
