"""What ``nightlatch report`` does: read an earlier run, write it in other formats and forms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nightlatch.cli import exits, mistakes
from nightlatch.cli.mistakes import Mistake
from nightlatch.cli.outputs import wanted
from nightlatch.model import Tlp
from nightlatch.reports import ReportError, _read, write


def report(run: Path, pairs: Sequence[str], *, tlp: Tlp | None, is_public: bool, publisher: Path | None = None) -> int:
    """Write what *pairs* ask for, of the run in *run*; returns the exit code. Errors: :class:`Mistake`."""
    files = wanted(pairs, tlp=tlp, is_public=is_public, publisher=publisher)
    try:
        result = _read.load(run)
    except _read.ReadError as error:
        raise Mistake(error.what, error.hint) from None
    problems = 0
    for one in files:
        try:
            write(one.report, result, one.path)
        except ReportError as error:
            mistakes.say(f"{error.what}: this report was not written", error.hint)
            problems += 1
    return exits.FAILED if problems else exits.CLEAN
