"""Exit codes: what a script learns without reading a report. The meaning of a number never changes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nightlatch.model import Finding, Result

CLEAN = 0  # looked everywhere, nothing open
FAILED = 1  # the tool failed: a report could not be written, or a bug
USAGE = 2
NOT_ALL = 3  # nothing open, but not everything could be looked at
OPEN = 10  # open and not rated; 11 to 14: open, and rated low to very-high, of several the worst
INTERRUPTED = 130


class Level(StrEnum):
    """Severities that ``--fail-on`` takes, mildest first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very-high"


RATED = {level.value: OPEN + at for at, level in enumerate(Level, 1)}


def is_open(code: int) -> bool:
    """Does *code* say that something is open?"""
    return code == OPEN or code in RATED.values()


def of(
    result: Result,
    *,
    fail_on: Level | None = None,
    is_interrupted: bool = False,
    has_lost_reports: bool = False,
) -> int:
    """The exit code of a run: of what is open, the worst.

    What is muted, or rated below *fail_on*, counts as if it were closed. What is open and not rated fails at every
    level, for it may be as bad as any; a store seen by a second address is rated as the first.
    """
    from nightlatch.reports import _targets  # late: reports bring templates that `--help` does not need

    counted = _targets.tally(result)
    if is_interrupted:
        return INTERRUPTED
    if has_lost_reports:
        return FAILED
    least = RATED[fail_on] if fail_on else OPEN
    failing = [code for code in map(_code, result.findings) if code == OPEN or code >= least]
    if failing:
        return max(failing)
    if any(failure.kind == "bug" for failure in result.failures):
        return FAILED
    is_swept = any(line.stage == "sweep" and line.outcome == "done" for line in result.coverage)
    told = counted["closed"] + counted["open"] + counted["local"]
    has_looked = bool(told) or is_swept  # a scope where nothing answers was looked at, too
    return CLEAN if has_looked and told == counted.total() else NOT_ALL


def _code(finding: Finding) -> int:
    """What one finding makes of the exit code; 0 where it is closed, muted, or told by another."""
    if finding.status != "open" or finding.muted or finding.same_as:
        return CLEAN
    return RATED[finding.severity.band] if finding.severity else OPEN
