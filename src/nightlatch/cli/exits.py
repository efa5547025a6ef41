"""Exit codes: what a script learns without reading a report. The meaning of a number never changes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nightlatch.model import Result

CLEAN = 0  # looked everywhere, nothing open
FAILED = 1  # the tool failed: a report could not be written, or a bug
USAGE = 2
NOT_ALL = 3  # nothing open, but not everything could be looked at
OPEN = 10  # open and not rated
INTERRUPTED = 130


class Level(StrEnum):
    """Severities that ``--fail-on`` takes; 11 to 14 are their exit codes once findings are rated."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very-high"


def of(result: Result, *, is_interrupted: bool = False, has_lost_reports: bool = False) -> int:
    """The exit code of a run. What is open and not rated counts as above every level: it may be as bad as any.

    What is open and muted counts as if it were closed.
    """
    from nightlatch.reports import _targets  # late: reports bring templates that `--help` does not need

    counted = _targets.tally(result)
    if is_interrupted:
        return INTERRUPTED
    if has_lost_reports:
        return FAILED
    muted = sum(finding.status == "open" and bool(finding.muted) for finding in result.findings)
    if counted["open"] > muted:
        return OPEN
    if any(failure.kind == "bug" for failure in result.failures):
        return FAILED
    is_swept = any(line.stage == "sweep" and line.outcome == "done" for line in result.coverage)
    told = counted["closed"] + muted
    has_looked = bool(told) or is_swept  # a scope where nothing answers was looked at, too
    return CLEAN if has_looked and told == counted.total() else NOT_ALL
