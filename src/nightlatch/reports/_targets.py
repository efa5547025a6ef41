"""What became of each target, those that never turned into a finding too: "could not look" is never left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args
from urllib.parse import urlsplit

from nightlatch.model import Coverage, Failure, FailureKind, Result, Status

STATUSES: tuple[Status, ...] = get_args(Status)

_OF_FAILURE: dict[FailureKind, Status] = {
    "unresolved": "unreachable",
    "connection-refused": "unreachable",
    "timeout": "unreachable",
    "out-of-scope": "skipped",
    "over-budget": "incomplete",
    "interrupted": "incomplete",
}
_OF_OUTCOME: dict[str, Status] = {
    "unreachable": "unreachable",
    "failed": "failed",
    "skipped": "skipped",
    "over-budget": "incomplete",
    "incomplete": "incomplete",
    "closed": "closed",
    "local": "incomplete",
    "open": "incomplete",  # called open, yet no finding came of it: it was stopped in between
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A target of which there is no finding; *why* is a failure kind, *what* happened may be told."""

    target: str
    status: Status
    why: str = ""
    what: str = ""
    hint: str = ""
    tags: tuple[tuple[str, str], ...] = ()

    @property
    def kind(self) -> str | None:
        """The kind of store that the target's URL names, if it names one."""
        return self.target.partition("://")[0] if "://" in self.target else None

    @property
    def host(self) -> str | None:
        """The host that the target names."""
        return _host(self.target)

    @property
    def port(self) -> int | None:
        """The port that the target names."""
        try:
            return urlsplit(self.target).port
        except ValueError:
            return None

    @property
    def headline(self) -> str:
        """One sentence in place of a finding's."""
        reason = f": {self.what}" if self.what else ""
        return f"{self.target} {_SAID[self.status]}{reason}."


_SAID: dict[Status, str] = {
    "open": "is open",
    "closed": "is closed",
    "unreachable": "could not be reached",
    "failed": "could not be looked at",
    "skipped": "was skipped",
    "incomplete": "was not looked at to the end",
    "local": "is a file",
}


def unseen(result: Result) -> Iterator[Unseen]:
    """Each target without a finding, once, in the order in which they came."""
    seen = {finding.target.url for finding in result.findings}
    failures = {failure.target: failure for failure in reversed(result.failures)}
    last = {line.target: line for line in result.coverage if line.outcome in _OF_OUTCOME}
    lost = {_host(failure.target) for failure in result.failures if failure.kind == "unresolved"}
    for target in dict.fromkeys([*(line.target for line in result.coverage), *(f.target for f in result.failures)]):
        failure, line = failures.get(target), last.get(target)
        is_told = target in seen or (failure is None and target in lost)  # a sweep lost a name that a target names, too
        if not is_told and (failure or line):
            yield _unseen(target, failure, line)


def _host(target: str) -> str | None:
    try:
        return urlsplit(target).hostname
    except ValueError:
        return None


def _unseen(target: str, failure: Failure | None, line: Coverage | None) -> Unseen:
    status = _OF_OUTCOME[line.outcome] if line else _OF_FAILURE.get(failure.kind, "failed") if failure else "failed"
    tags = line.tags if line else ()
    if failure is None:
        return Unseen(target=target, status=status, what=line.detail if line else "", tags=tags)
    return Unseen(target=target, status=status, why=failure.kind, what=failure.what, hint=failure.hint, tags=tags)


def tally(result: Result) -> Counter[Status]:
    """How many targets ended how; each target once."""
    counted: Counter[Status] = Counter(finding.status for finding in result.findings)
    counted.update(target.status for target in unseen(result))
    return counted


def reasons(result: Result, status: Status) -> list[str]:
    """The kinds of failure behind the targets of *status*, in plain words, each once."""
    return list(dict.fromkeys(t.why.replace("-", " ") for t in unseen(result) if t.status == status and t.why))
