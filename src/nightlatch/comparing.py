"""What became of each store between two runs: opened, closed, changed, not reached. Pure; knows no report format.

"Closed" is only what an answer says: a refused connection, or a question for a password. A store that did not answer
may have been shut, moved or hidden from here, and a run may have been cut short: such a one was not reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from nightlatch.model import RIGHTS, Access, Count, Finding, Result, RightName
from nightlatch.reports import _targets, _words

State = Literal["opened", "changed", "not-reached", "closed", "unchanged"]
Shut = Literal["refused", "asks-for-a-password", "grants-nothing", "unreachable"]
_SURE = _words.SURE
_PASSING = "other-clients"  # come and go
_SHUT: dict[Shut, str] = {
    "refused": "refuses connections",
    "asks-for-a-password": "asks for a password",
    "grants-nothing": "lets a stranger in and grants nothing",
    "unreachable": "did not answer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One store that was open in one of two runs: *what* are words, none of which holds a value."""

    id: str
    target: str
    state: State
    shut: Shut | None = None
    what: tuple[str, ...] = ()


def compare(old: Result, new: Result) -> tuple[Change, ...]:
    """Every store that is open in either, the gravest change first.

    Stores are the same by their finding's id, and by their URL where no finding came of one. Memory: O(stores).
    """
    order: tuple[State, ...] = ("opened", "changed", "not-reached", "closed", "unchanged")
    return tuple(sorted(_changes(old, new), key=lambda change: (order.index(change.state), change.target, change.id)))


def closing(finding: Finding, new: Result) -> Change:
    """What became of *finding*, which was open, in *new*."""
    after = next((one for one in new.findings if one.id == finding.id), None)
    after = after or next((one for one in new.findings if one.target.url == finding.target.url), None)
    if after is not None:
        return _changed(finding, after)
    gone = next((one for one in _targets.unseen(new) if one.target == finding.target.url), None)
    if gone is None:
        return _change(finding, "not-reached", "unreachable", "the newer run did not look at it")
    if gone.why == "connection-refused":
        return _change(finding, "closed", "refused", _SHUT["refused"])
    return _change(finding, "not-reached", "unreachable", gone.what or _SHUT["unreachable"])


def _changes(old: Result, new: Result) -> Iterator[Change]:
    before = {one.id: one for one in old.findings}
    before_by_url = {one.target.url: one for one in old.findings}
    for one in old.findings:
        if one.status == "open":
            yield closing(one, new)
    for one in new.findings:
        was = before.get(one.id) or before_by_url.get(one.target.url)
        if one.status == "open" and (was is None or was.status != "open"):
            yield _change(one, "opened", None, *_opened(was))


def _opened(was: Finding | None) -> tuple[str, ...]:
    return ("the older run did not see it",) if was is None else (f"was {was.status}",)


def _changed(before: Finding, after: Finding) -> Change:
    match after.status:
        case "open":
            what = tuple(_differences(before, after))
            return _change(after, "changed" if what else "unchanged", None, *what)
        case "closed":
            shut = _how_shut(after.access)
            return _change(after, "closed", shut, _SHUT[shut])
        case _:
            return _change(after, "not-reached", "unreachable", f"it answers, and its state is {after.status}")


def _how_shut(access: Access) -> Shut:
    read = access.rights.get("read")
    was_let_in = read is not None and read.known_by in ("introspected", "observed")
    return "grants-nothing" if was_let_in else "asks-for-a-password"


def _differences(before: Finding, after: Finding) -> Iterator[str]:
    """Rights, severity, signs of others, people, containers, categories: what a case has to know, in that order."""
    was, is_now = _granted(before), _granted(after)
    if more := [name for name in is_now if name not in was]:
        yield f"a stranger can now {_words.listed(list(more))}"
    if fewer := [name for name in was if name not in is_now]:
        yield f"a stranger can no longer {_words.listed(list(fewer))}"
    if before.severity and after.severity and before.severity.band != after.severity.band:
        yield f"severity {before.severity.band} -> {after.severity.band}"
    left = {trace.kind for trace in before.traces}
    yield from (f"now also: {one.what}" for one in after.traces if one.kind not in left and one.kind != _PASSING)
    if before.people != after.people and _differ(before.people, after.people):
        yield f"people {_words.cell(before.people)} -> {_words.cell(after.people)}"
    if before.containers_total != after.containers_total and None not in (
        before.containers_total,
        after.containers_total,
    ):
        yield f"containers {before.containers_total} -> {after.containers_total}"
    told, tells = _categories(before), _categories(after)
    if before.surveyed and after.surveyed and told != tells:
        yield from (f"now also {_words.label(name)}" for name in sorted(tells - told))
        yield from (f"no longer {_words.label(name)}" for name in sorted(told - tells))


def _differ(one: Count, other: Count) -> bool:
    """Are they told apart, rather than two estimates of one number?"""
    if one.exact and other.exact:
        return one.value != other.value
    return (one.high is not None and one.high < other.low) or (other.high is not None and other.high < one.low)


def _granted(finding: Finding) -> list[RightName]:
    access = finding.anonymous or finding.access
    return [name for name in RIGHTS if name in access.rights and access.rights[name].verdict == "granted"]


def _categories(finding: Finding) -> set[str]:
    return {
        category.id
        for one in finding.surveyed
        for field in one.fields
        for category in field.categories
        if category.confidence >= _SURE
    }


def _change(finding: Finding, state: State, shut: Shut | None, *what: str) -> Change:
    return Change(id=finding.id, target=finding.target.url, state=state, shut=shut, what=what)
