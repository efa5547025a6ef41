"""A summary for a ticket or a chat, in Markdown: what stands open, how bad it is, what to do first.

The worst stores are told in some lines each, the others in a table; evidence in full is left to the HTML and the JSON
report. Nothing that a server says becomes markup: prose is escaped, names stand in code spans.

Tested: rendered by the package markdown-it-py (CommonMark with tables), where a hostile server's names must make no
element that a harmless one's do not, and by a golden file.
"""

from __future__ import annotations

from collections.abc import Iterator

from nightlatch import by_hand
from nightlatch.headline import summary_line
from nightlatch.model import Count, Finding, Result
from nightlatch.reports import Format, _clocks, _facts, _groups, _targets, _words
from nightlatch.reports._markdown import bullets, code, document, prose, table

_IN_FULL = 10
_IN_TABLE = 200
_MOST_ABSENT = 12
_MOST = 30  # targets that could not be looked at


def render(result: Result) -> str:
    """Return the page."""
    return document(_blocks(result))


def _blocks(result: Result) -> Iterator[str]:
    told = [one for one in _groups.worst_first(result.findings) if one.status != "closed"]
    yield f"# Nightlatch: {prose(summary_line(result))}"
    yield f"{prose(_words.light(result.run))}. Looked at {prose(_words.moment(result.run.started))}."
    if result.run.incomplete or result.run.finished is None:
        yield "**The run ended before it had looked at everything.**"
    for finding in told[:_IN_FULL]:
        yield from _store(finding, is_public=result.run.form == "public")
    if rest := told[_IN_FULL:]:
        yield "## Further stores"
        yield table(("store", "status", "severity", "people"), map(_line, rest[:_IN_TABLE]))
    if len(rest) > _IN_TABLE:
        yield f"and {_words.integer(len(rest) - _IN_TABLE)} more, all in the JSON report"
    yield from _clocked(result)
    yield from _unseen(result)


def _clocked(result: Result) -> Iterator[str]:
    if told := _clocks.clocks(result):
        yield "## Which clocks may run"
        yield "If you came to know of this when the run ended; whether a duty holds is for a lawyer to say."
        yield bullets(f"{prose(one.title)}, to tell {prose(one.tells)}: {prose(_clocks.until(one))}" for one in told)


def _store(finding: Finding, *, is_public: bool) -> Iterator[str]:
    yield f"## {code(finding.target.url)}: {finding.status}"
    yield prose(_facts.said(finding))
    yield bullets(_told(finding))
    if not is_public and (steps := _facts.first_steps(finding)):  # as on the page: only who has to act is told
        yield "What to do first:"
        yield "\n".join(f"{n}. {prose(step)}" for n, step in enumerate(steps, 1))


def _told(finding: Finding) -> Iterator[str]:
    if rating := _facts.rating(finding):
        yield f"severity (ENISA): {prose(rating)}"
    if finding.severity and (flags := _facts.flags(finding.severity)):
        yield f"beside the number: {prose(_words.listed(flags))}"
    if finding.exposure:
        yield prose(_facts.exposed(finding.exposure))
    if finding.minors and finding.minors.value:
        yield f"people under 18: {prose(_words.count(finding.minors))}"
    if finding.trails and finding.trails.future:
        yield f"location points dated in the future: {prose(_words.count(finding.trails.future))}"
    for trace in finding.traces:
        yield f"{prose(_facts.trace(trace))}"
    if absent := _facts.absent(finding):
        more = [f"{len(absent) - _MOST_ABSENT} more kinds"] if len(absent) > _MOST_ABSENT else []
        yield f"looked for and not found: {prose(_words.listed([*absent[:_MOST_ABSENT], *more]))}"
    if hand := by_hand.command(finding):
        yield f"to see by hand whether it is shut: {code(hand)}"
    if finding.muted:
        yield f"muted: {prose(finding.muted)}"
    yield f"finding {code(finding.id)}, {prose(_facts.product(finding))}"


def _line(finding: Finding) -> tuple[str, ...]:
    people: Count = finding.people
    return (
        code(finding.target.url), finding.status, prose(_facts.band(finding)),
        prose(_words.cell(people)) if people.value is not None else "",
    )  # fmt: skip


def _unseen(result: Result) -> Iterator[str]:
    unseen = list(_targets.unseen(result))
    if not unseen:
        return
    yield "## What could not be looked at"
    yield bullets(
        f"{code(one.target)}: {one.status}{f', {prose(one.what)}' if one.what else ''}" for one in unseen[:_MOST]
    )
    if len(unseen) > _MOST:
        yield f"and {_words.integer(len(unseen) - _MOST)} more"


REPORT = Format(
    name="markdown",
    suffixes=(".md",),
    description="for a ticket or a chat: a summary in Markdown",
    renderer=render,
)
