"""One run, as ``check`` and ``demo`` share it: audit, keep the files up to date, tell it, say how it ended.

The first Ctrl-C (or SIGTERM) lets the run end soon, with a report of what was done; the second ends it at once, with
what was known until then. The audit runs in a thread of its own: a driver written in C would keep the main thread, to
which signals are told, from hearing of them (and ADBC takes SIGINT for itself there).
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import FrameType

from nightlatch import __version__
from nightlatch.audit import Plan, audit
from nightlatch.cli import aside, details, exits, mistakes
from nightlatch.cli.outputs import Outputs
from nightlatch.cli.progress import Bars
from nightlatch.cli.screen import Screen
from nightlatch.headline import headline, summary_line
from nightlatch.model import Coverage, Failure, Result, Run, Target
from nightlatch.reports import ReportError
from nightlatch.reports.terminal import tell

_STOPPING = b"\nstopping: a report of what was done follows; Ctrl-C again ends at once\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a run ended, and its exit code."""

    result: Result
    code: int


def run(plan: Plan, outputs: Outputs, screen: Screen, *, fail_on: exits.Level | None = None) -> Ended:
    """Audit, write and tell. Errors: :class:`~nightlatch.cli.mistakes.Mistake` for a report that cannot be begun."""
    first = _nothing_yet(plan)
    outputs.begin(first)
    with _stoppable() as asked, _bugs_told(screen):
        result = _audited(plan, first, outputs, screen, asked.stop)
        is_interrupted, asked.is_over = asked.stop.is_set(), True
        problems = outputs.finish(result)
        show(result, screen)
    _say_problems(problems)
    code = exits.of(result, fail_on=fail_on, is_interrupted=is_interrupted, has_lost_reports=bool(problems))
    return Ended(result=result, code=code)


def show(result: Result, screen: Screen) -> None:
    """Tell *result*: data on stdout, the line that counts everything on stderr, as the last one."""
    if screen.detail == "quiet":
        for finding in result.findings:
            details.line(screen.out, finding.headline or headline(finding))
    else:
        tell(result, screen.out, with_summary=False)
    if screen.detail == "verbose":
        details.tell(result, screen.out)
    sys.stdout.flush()
    screen.note(summary_line(result), "bold")


def _audited(plan: Plan, result: Result, outputs: Outputs, screen: Screen, stop: threading.Event) -> Result:
    try:
        with Bars(screen.err) as bars:
            for result in aside.results(audit(plan, bars, stop)):
                if result.run.finished is None:
                    outputs.update(result)
    except KeyboardInterrupt:
        stop.set()
    if result.run.finished is None:
        result = _cut_short(plan, result)
    return result


def _cut_short(plan: Plan, result: Result) -> Result:
    """*result*, with every target that it does not tell of yet said to be incomplete."""
    told = {line.target for line in result.coverage}
    tags = {one.url: one.tags for one in plan.targets if isinstance(one, Target)}
    tags |= {one.target: () for one in plan.targets if isinstance(one, Failure)}
    what = "interrupted before it was looked at"
    rest = tuple(
        Coverage(target=name, stage="dial", outcome="incomplete", detail=what, tags=some)
        for name, some in tags.items()
        if name not in told
    )
    run = replace(result.run, finished=datetime.now(UTC), incomplete=True)
    return replace(result, run=run, coverage=(*result.coverage, *rest))


def _nothing_yet(plan: Plan) -> Result:
    started = datetime.now(UTC)
    run = Run(
        version=__version__, token=plan.token, started=started, scope=plan.scope.name, standing=plan.scope.standing,
        vantage=plan.vantage, full=plan.full, reach=plan.reach, incomplete=True,
    )  # fmt: skip
    return Result(run=run, coverage=plan.skipped)


def _say_problems(problems: list[ReportError]) -> None:
    for problem in problems:
        mistakes.say(f"{problem.what}: this report was not written", problem.hint)


class _Teller(logging.Handler):
    """Says on stderr what is logged, line by line, past the progress bar."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(logging.INFO)
        self._screen = screen

    def emit(self, record: logging.LogRecord) -> None:
        for line in record.getMessage().splitlines():
            self._screen.note(line)


@contextlib.contextmanager
def _bugs_told(screen: Screen) -> Iterator[None]:
    """With ``-v``, where a bug in one target came from is said when it happens; the audit goes on."""
    if screen.detail != "verbose":
        yield
        return
    log, teller = logging.getLogger("nightlatch"), _Teller(screen)
    level = log.level
    log.addHandler(teller)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.removeHandler(teller)
        log.setLevel(level)


@dataclass(slots=True)
class _Asked:
    """How often the user asked for an end. The second time ends the audit; once that is over, only a third is heard:
    the reports of a run that ended so soon that the second came late are not to be lost."""

    stop: threading.Event = field(default_factory=threading.Event)
    is_over: bool = False
    times: int = 0

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self.times += 1
        if self.times == 1:
            self.stop.set()
            os.write(2, _STOPPING)  # not through rich: this may come while it holds its lock
        elif self.times > 2 or not self.is_over:
            raise KeyboardInterrupt


@contextlib.contextmanager
def _stoppable() -> Iterator[_Asked]:
    asked = _Asked()
    before = {number: signal.signal(number, asked) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        if not asked.times:  # else all that follows is the end
            for number, handler in before.items():
                signal.signal(number, handler)
