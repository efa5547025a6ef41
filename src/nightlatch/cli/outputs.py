"""The report files of a run: which ones are wanted, written from the first moment, none lost because another fails."""

from __future__ import annotations

import contextlib
import stat
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nightlatch.cli.mistakes import Mistake
from nightlatch.model import Result
from nightlatch.reports import Report, ReportError, Writer, all_reports

_FREE_SECONDS, _SHARE = 2.0, 0.05  # of a run's time that writing unfinished versions may take


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One report file, as asked for on the command line."""

    report: Report
    path: Path


def wanted(pairs: Sequence[str], json: Path | None, html: Path | None) -> list[Wanted]:
    """What ``--report FORMAT=FILE``, ``--json`` and ``--html`` ask for. Errors: :class:`Mistake`."""
    known = all_reports()
    short = [("json", json), ("html", html)]
    asked = [_pair(pair) for pair in pairs] + [(name, path) for name, path in short if path is not None]
    for name, _ in asked:
        if name not in known:
            raise Mistake(f"--report: there is no format {name[:40]!r}", f"formats: {', '.join(sorted(known))}")
    paths = [path.absolute() for _, path in asked]  # not resolved: /dev/stdout leads to no path when it is a pipe
    for path in paths:
        if paths.count(path) > 1 and not _is_device(path):
            raise Mistake(f"{path}: is named for two reports", "give each report a file of its own")
    return [Wanted(report=known[name], path=path) for name, path in asked]


def _pair(text: str) -> tuple[str, Path]:
    name, equals, path = text.partition("=")
    if not equals or not path:
        raise Mistake("--report takes FORMAT=FILE", "for example --report html=out.html")
    return name, Path(path)


def _is_device(path: Path) -> bool:
    """Is it a pipe or a device? What is written there cannot be replaced by a later version."""
    return path.exists() and not path.is_dir() and not stat.S_ISREG(path.stat().st_mode)


class Outputs:
    """Keeps the wanted files up to date while a run goes on; pipes and devices get the last version only.

    Every result is written as it comes, so that a kill loses nothing, until writing costs more than a small part of
    the time: thousands of targets are not worth thousands of versions.
    """

    def __init__(self, files: Sequence[Wanted]) -> None:
        self._writers = [Writer(one.report, one.path) for one in files]
        self._started, self._spent = time.monotonic(), 0.0

    def begin(self, result: Result) -> None:
        """Write the first version, to learn now what cannot be written. Errors: :class:`Mistake`."""
        paths = [Path(writer.path) for writer in self._writers]
        for path in paths:  # before any file is touched
            if not path.parent.is_dir():
                raise Mistake(f"{path}: no such folder", "make the folder first, or name another one")
        for writer, path in zip(self._writers, paths, strict=True):
            if not _is_device(path):
                try:
                    writer(result)
                except ReportError as error:
                    raise Mistake(error.what, error.hint) from None

    def update(self, result: Result) -> None:
        """Take note of an unfinished *result*; problems wait for :meth:`finish`."""
        begun = time.monotonic()
        if self._spent > _FREE_SECONDS + (begun - self._started) * _SHARE:
            return
        for writer in self._writers:
            if not _is_device(Path(writer.path)):
                with contextlib.suppress(ReportError):  # the version before is still there
                    writer.finish(result)
        self._spent += time.monotonic() - begun

    def finish(self, result: Result) -> list[ReportError]:
        """Write the last version of each; returns what could not be written."""
        problems = []
        for writer in self._writers:
            try:
                writer.finish(result)
            except ReportError as error:
                problems.append(error)
        return problems
