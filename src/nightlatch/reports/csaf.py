"""A CSAF 2.0 advisory of all stores that stand open, for CERTs and aggregators (OASIS, 18 November 2022).

An open store has no CVE: it is a misconfiguration. So the document is of profile 3, *informational advisory*; where
traces show that somebody was there before (a ransom note, a wiped store, what attacks set up) it is of profile 2,
*security incident response*. Both ask for a note and for a reference that is not the document itself, profile 3 also
for no vulnerability (6.1.27.1 to 6.1.27.3).

It is a draft: version 0.1.0, status ``draft``. Who publishes it is told by ``--publisher``; without, ``publisher``
holds places to be filled in, and a note says so. The severity of the worst store is the aggregate one. The label of 2.0
is of TLP 1.0: CLEAR is WHITE there, and AMBER+STRICT is AMBER, with the strictness in words.

Tested: by the package csaf 2026.10.25 (``csaf validate --spec-version v20``), and by BSI's csaf-validator-lib 2.0.10,
each in an environment of its own; since the first does not look for an external reference in profile 2, by a check of
our own for 6.1.27.2 too; and by a golden file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nightlatch.headline import summary_line
from nightlatch.inert import printable
from nightlatch.model import Finding, Result, Run
from nightlatch.reports import Format, _facts, _words
from nightlatch.reports._words import timestamp

# The method behind every severity in the document; it stands for the external reference that both profiles ask for.
_ENISA = "https://www.enisa.europa.eu/publications/dbn-severity"
_MOST = 200  # stores in full
_LONG = 4000


def render(result: Result) -> bytes:
    """Return the document."""
    return _facts.indented(document(result))


def document(result: Result) -> dict[str, Any]:
    """The advisory as plain dicts and lists."""
    found = _facts.open_findings(result)
    is_incident = any(_facts.intrusions(one) for one in found)
    return {
        "document": {
            **_severity(found),
            "category": "csaf_security_incident_response" if is_incident else "csaf_informational_advisory",
            "csaf_version": "2.0",
            "distribution": {
                "text": printable(_words.light(result.run)),
                "tlp": {"label": _facts.old_light(result.run.tlp)},
            },
            "lang": "en",
            "notes": list(_notes(result, found)),
            "publisher": _publisher(result.run),
            "references": list(_references()),
            "title": _title(found),
            "tracking": _tracking(result),
        }
    }


def _severity(found: list[Finding]) -> dict[str, Any]:
    """The band of the worst store, by ENISA's method; none where nothing was rated."""
    worst = _facts.worst(found)
    return {} if worst is None else {"aggregate_severity": {"namespace": _ENISA, "text": _facts.spoken(worst.band)}}


def _publisher(run: Run) -> dict[str, str]:
    """Who publishes it, or a place to be filled in that no reader takes for one."""
    if run.publisher is None:
        return {
            "category": "discoverer" if run.standing == "witness" else "user",
            "contact_details": "to be filled in by whoever publishes this",
            "name": "to be filled in by whoever publishes this",
            "namespace": "urn:nightlatch:publisher:to-be-filled-in",
        }
    named = run.publisher
    told = {"category": named.category, "name": printable(named.name), "namespace": printable(named.namespace, _LONG)}
    return told | ({"contact_details": printable(named.contact, _LONG)} if named.contact else {})


def _title(found: list[Finding]) -> str:
    if not found:
        return "No data store was seen open"
    stores = "1 data store" if len(found) == 1 else f"{_words.integer(len(found))} data stores"
    return f"{stores} open without a password"


def _notes(result: Result, found: list[Finding]) -> Iterator[dict[str, str]]:
    yield _note("summary", "Summary", summary_line(result))
    if result.run.publisher is None:
        yield _note(
            "other",
            "To be filled in before this is published",
            "This draft names no publisher: document.publisher holds places to be filled in. nightlatch report with "
            "--publisher FILE fills them.",
        )
    for finding in found[:_MOST]:
        yield _note("description", finding.target.url, "\n".join(_description(finding)))
        if steps := _facts.first_steps(finding):
            yield _note("other", f"{finding.target.url}: what to do", "\n".join(steps))
    if len(found) > _MOST:
        yield _note("other", "Further stores", f"{len(found) - _MOST} more are in the JSON report")
    yield _note(
        "legal_disclaimer",
        "How this was looked at",
        "Nothing was written, changed or tried; people were counted, and no value of anybody was kept. What is said of "
        "rights is what the servers themselves told.",
    )


def _note(category: str, title: str, text: str) -> dict[str, str]:
    lines = (printable(line, _LONG) for line in text.splitlines())
    return {"category": category, "title": printable(title), "text": "\n".join(lines)}


def _description(finding: Finding) -> Iterator[str]:
    yield _facts.said(finding)
    yield f"store: {_facts.product(finding)}; finding {finding.id}"
    if rating := _facts.rating(finding):
        yield f"severity (ENISA): {rating}"
    if finding.exposure:
        yield _facts.exposed(finding.exposure)
    for trace in finding.traces:
        yield _facts.trace(trace)


def _references() -> Iterator[dict[str, str]]:
    yield {
        "category": "external",
        "summary": "ENISA, Recommendations for a methodology of the assessment of severity of personal data breaches",
        "url": _ENISA,
    }


def _tracking(result: Result) -> dict[str, Any]:
    run = result.run
    released = timestamp(run.finished or run.started)
    return {
        "current_release_date": released,
        "generator": {
            "date": released,
            "engine": {"name": "nightlatch", "version": printable(run.version) or "unknown"},
        },
        "id": f"nightlatch-{printable(run.token) or f'{run.started:%Y%m%d%H%M%S}'}",
        "initial_release_date": released,
        "revision_history": [{"date": released, "number": "0.1.0", "summary": "Draft, as the run found it"}],
        "status": "draft",
        "version": "0.1.0",
    }


REPORT = Format(
    name="csaf",
    suffixes=(".csaf.json",),
    description="for CERTs: a CSAF 2.0 advisory, of an incident where traces show one",
    renderer=render,
)
