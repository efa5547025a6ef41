"""The report files of a run: which ones are wanted, written from the first moment, none lost because another fails."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nightlatch.cli.mistakes import Mistake
from nightlatch.cli.per_owner import PerOwner
from nightlatch.model import Publisher, Result, Tlp
from nightlatch.publisher import PublisherError
from nightlatch.publisher import load as load_publisher
from nightlatch.reports import Report, ReportError, Writer, all_reports, formed, is_stream

_FREE_SECONDS = 2.0  # of writing unfinished versions, before it is rationed
_SHARE = 0.05  # of a run's time that it may take then
_EVERY_SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One report file, as asked for on the command line."""

    report: Report
    path: Path


def wanted(
    pairs: Sequence[str],
    json: Path | None = None,
    html: Path | None = None,
    *,
    tlp: Tlp | None = None,
    is_public: bool = False,
    publisher: Path | None = None,
) -> list[Wanted]:
    """What ``--report FORMAT[:public]=FILE``, ``--json`` and ``--html`` ask for. Errors: :class:`Mistake`.

    *is_public*: all of them in their public form; *tlp* None: the usual traffic light of each form. *publisher*: a file
    that says who publishes an advisory.
    """
    known, named = all_reports(), _publisher(publisher)
    short = [("json", json), ("html", html)]
    asked = [_pair(pair) for pair in pairs] + [(name, False, path) for name, path in short if path is not None]
    for name, _, _ in asked:
        if name not in known:
            raise Mistake(f"--report: there is no format {name[:40]!r}", f"formats: {', '.join(sorted(known))}")
    paths = [path.absolute() for _, _, path in asked]  # not resolved: /dev/stdout leads to no path when it is a pipe
    for path in paths:
        if paths.count(path) > 1 and not is_stream(path):
            raise Mistake(f"{path}: is named for two reports", "give each report a file of its own")
    return [
        Wanted(report=formed(known[name], is_public=is_public or form, tlp=tlp, publisher=named), path=path)
        for name, form, path in asked
    ]


def _publisher(path: Path | None) -> Publisher | None:
    try:
        return load_publisher(path) if path is not None else None
    except PublisherError as error:
        raise Mistake(error.what, error.hint) from None


def _pair(text: str) -> tuple[str, bool, Path]:
    """The format, whether its public form is asked for, and the file; ``-`` is the standard output."""
    words, equals, path = text.partition("=")
    name, colon, form = words.partition(":")
    if not equals or not path:
        raise Mistake("a report is asked for as FORMAT=FILE", "for example html=out.html, or html:public=out.html")
    if form not in ("public", "restricted") and colon:
        raise Mistake(f"there is no form {form[:40]!r} of a report", "forms: public, restricted")
    return name, form == "public", Path("/dev/stdout" if path == "-" else path)


class Outputs:
    """Keeps the wanted files up to date while a run goes on; pipes and devices get the last version only.

    A thread of its own writes, always the newest result: at once while that costs next to nothing, then at most every
    :data:`_EVERY_SECONDS`, and less often where writing takes long. Thousands of targets are not worth thousands of
    versions, and the run waits for none of them; a kill leaves the version before, which is whole.
    """

    def __init__(self, files: Sequence[Wanted], per_owner: PerOwner | None = None) -> None:
        self._writers = [Writer(one.report, one.path) for one in files]
        self._per_owner = per_owner
        self._changed = threading.Condition()
        self._newest: Result | None = None
        self._is_over = False
        self._thread: threading.Thread | None = None

    def begin(self, result: Result) -> None:
        """Write the first version, to learn now what cannot be written. Errors: :class:`Mistake`."""
        paths = [Path(writer.path) for writer in self._writers]
        for path in paths:  # before any file is touched
            if not path.parent.is_dir():
                raise Mistake(f"{path}: no such folder", "make the folder first, or name another one")
        if self._per_owner is not None:
            self._per_owner.begin()
        for writer in self._kept():
            try:
                writer(result)
            except ReportError as error:
                raise Mistake(error.what, error.hint) from None

    def update(self, result: Result) -> None:
        """Take note of an unfinished *result*; problems wait for :meth:`finish`."""
        with self._changed:
            self._newest = result
            self._changed.notify()
        if self._thread is None and self._kept():
            self._thread = threading.Thread(target=self._keep, name="reports", daemon=True)
            self._thread.start()

    def finish(self, result: Result) -> list[ReportError]:
        """Write the last version of each; returns what could not be written."""
        with self._changed:
            self._is_over, self._newest = True, None
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()  # a version that is being written must not replace the last one
        problems = []
        for writer in self._writers:
            try:
                writer.finish(result)
            except ReportError as error:
                problems.append(error)
        return problems + (self._per_owner.finish(result) if self._per_owner else [])

    def _kept(self) -> list[Writer]:
        return [writer for writer in self._writers if not is_stream(Path(writer.path))]

    def _keep(self) -> None:
        spent = 0.0
        while (result := self._next()) is not None:
            begun = time.monotonic()
            for writer in self._kept():
                with contextlib.suppress(ReportError):  # the version before is still there
                    writer.finish(result)
            took = time.monotonic() - begun
            spent += took
            self._rest(0.0 if spent < _FREE_SECONDS else max(_EVERY_SECONDS, took / _SHARE))

    def _next(self) -> Result | None:
        """The newest result that was not written yet, once there is one; None when the run is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_over or self._newest is not None)
            result, self._newest = self._newest, None
            return None if self._is_over else result

    def _rest(self, seconds: float) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._is_over, timeout=seconds)
