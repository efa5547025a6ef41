"""A draft of the notification to the supervisory authority (GDPR Art. 33), in Markdown, one part a store.

It has the four parts of Art. 33(3): nature of the breach with categories and numbers, contact, likely consequences,
measures. What only people can say stands in square brackets, and nothing is guessed for them; whether to notify, and
which authority, is for the controller to decide. Information may be given in phases (Art. 33(4)).

Tested: by a golden file, and that each letter of Art. 33(3) is in it; there is no schema for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from nightlatch.model import Finding, Result
from nightlatch.remedy import remedies
from nightlatch.reports import Format, _facts, _letters, _words
from nightlatch.reports._markdown import bullets, code, document, prose


def render(result: Result) -> str:
    """Return the draft."""
    return document(_blocks(result))


def _blocks(result: Result) -> Iterator[str]:
    found = _letters.personal(_facts.open_findings(result))
    yield "# Draft: notification of a personal data breach (GDPR Art. 33)"
    yield f"{prose(_words.light(result.run))}. Not sent to anybody."
    if not found:
        yield "No open store with data of people was found: there is nothing to notify from this run."
    for finding in found:
        yield from _part(result, finding)


def _part(result: Result, finding: Finding) -> Iterator[str]:
    yield f"## {code(finding.target.url)}"
    yield f"Finding {code(finding.id)}, seen {prose(_words.moment(_facts.seen(result, finding)))}."
    yield "### (a) Nature of the breach, people and records concerned"
    yield prose(_facts.said(finding))
    yield bullets(_nature(finding))
    yield "### (b) Contact"
    yield prose(_letters.gap("name and contact details of the data protection officer or another contact point"))
    yield "### (c) Likely consequences"
    yield bullets(prose(one) for one in _letters.consequences(finding))
    if rating := _facts.rating(finding):
        yield f"Severity by ENISA's method: {prose(rating)}."
    yield "### (d) Measures taken or proposed"
    steps = [step for remedy in remedies(finding)[:1] for step in remedy.steps]
    yield bullets([*(f"proposed: {prose(step)}" for step in steps), prose(_letters.gap("what was done, and when"))])
    yield "### Times"
    yield bullets(_times(result, finding))


def _nature(finding: Finding) -> Iterator[str]:
    yield f"concerned: {prose(_letters.people(finding))}"
    records = _words.total(one.records for one in finding.surveyed if _words.told(one))
    ages = _words.ages(finding.surveyed)
    yield f"records: {prose(_words.count(records))}{f', {ages}' if ages else ''}"
    yield f"kinds of data: {prose(_letters.data(finding))}"
    if finding.minors and finding.minors.value:
        yield f"people under 18: {prose(_words.count(finding.minors))}"
    if lands := _facts.lands(finding):
        yield f"by country, as their numbers say: {prose('; '.join(lands))}"
    for trace in finding.traces:
        yield f"{prose(_facts.trace(trace))}"
    if absent := _facts.absent(finding):
        yield f"looked for and not found: {prose(_words.listed(absent))}"


def _times(result: Result, finding: Finding) -> Iterator[str]:
    if finding.exposure:
        yield prose(_facts.exposed(finding.exposure))
    yield f"the controller became aware: {prose(_letters.gap('when; 72 hours run from then'))}"
    yield f"this run ended: {prose(_words.moment(result.run.finished or result.run.started))}"


REPORT = Format(
    name="art33",
    suffixes=(".art33.md",),
    description="for the data protection officer: a draft to the supervisory authority (GDPR Art. 33)",
    renderer=render,
)
