"""Which duties to tell somebody may run, over all stores of a run, if one became aware when it ended."""

from __future__ import annotations

from nightlatch.model import Result
from nightlatch.reports import _facts, _letters, _words
from nightlatch.risk import regimes
from nightlatch.risk.regimes import Clock


def clocks(result: Result) -> list[Clock]:
    """Each once, of the worst store that starts it, the first to end first; none in the public form."""
    if result.run.form == "public":
        return []
    aware = result.run.finished or result.run.started
    found: dict[str, Clock] = {}
    for finding in _letters.personal(_facts.open_findings(result)):  # worst first
        for clock in regimes.clocks(regimes.facts(finding), aware):
            found.setdefault(clock.regime, clock)
    return sorted(found.values(), key=lambda clock: (clock.ends or clock.starts, clock.regime))


def until(clock: Clock) -> str:
    """``2026-11-26 04:00:00 UTC``, or ``at once``."""
    return _words.moment(clock.ends) if clock.ends else "at once"
