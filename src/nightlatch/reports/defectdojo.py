"""Open stores as DefectDojo's "Generic Findings Import": import with that scan type, reimport to close what is shut.

``unique_id_from_tool`` is the finding's id, the same in every run, so that a reimport finds its own again. Severity is
the band of ENISA's method (very high is Critical there); what was not rated comes as High, since it may be as bad as
any, and ``severity_justification`` says so. The traffic light is a tag.

Tested: against the keys that DefectDojo's own parser allows and requires (``dojo/tools/generic/json_parser.py``, as of
2026), kept in the test, and by a golden file; DefectDojo itself is in no registry.
"""

from __future__ import annotations

from typing import Any

from nightlatch.inert import printable
from nightlatch.model import Finding, Result
from nightlatch.remedy import remedies
from nightlatch.reports import Format, _facts, _words

_SEVERITY = {"low": "Low", "medium": "Medium", "high": "High", "very-high": "Critical"}
_LONG = 4000


def render(result: Result) -> bytes:
    """Return the file."""
    document = {
        "name": "Nightlatch",
        "type": "Nightlatch",
        "version": printable(result.run.version),
        "findings": [_finding(result, finding) for finding in _facts.open_findings(result)],
    }
    return _facts.indented(document)


def _finding(result: Result, finding: Finding) -> dict[str, Any]:
    severity, seen = finding.severity, _facts.seen(result, finding)
    told = {
        "title": printable(_facts.title(finding)),
        "description": _description(finding),
        "severity": _SEVERITY[severity.band] if severity else "High",
        "severity_justification": printable(_facts.rating(finding) or "not rated: it may be as bad as any", _LONG),
        "mitigation": _mitigation(finding),
        "impact": _impact(finding),
        "steps_to_reproduce": _steps(finding),
        "date": f"{seen:%Y-%m-%d}",
        "cwe": 306,  # missing authentication for critical function
        "active": True,
        "verified": True,
        "dynamic_finding": True,
        "static_finding": False,
        "risk_accepted": bool(finding.muted),
        "unique_id_from_tool": finding.id,
        "vuln_id_from_tool": f"open-{finding.identity.kind}",
        "component_name": printable(finding.identity.product),
        "component_version": printable(finding.identity.version or ""),
        "service": finding.identity.kind,
        "tags": [f"tlp:{result.run.tlp.lower()}", *_words.told_of(finding)],
        "endpoints": _endpoints(finding),
    }
    return {key: value for key, value in told.items() if value not in ("", [])}


def _description(finding: Finding) -> str:
    lines = [_facts.said(finding), *map(_facts.trace, finding.traces), *finding.notes]
    if finding.exposure:
        lines.insert(1, _facts.exposed(finding.exposure))
    return "\n\n".join(printable(line, _LONG) for line in lines)


def _mitigation(finding: Finding) -> str:
    steps = [step for remedy in remedies(finding)[:1] for step in remedy.steps]
    return "\n".join(f"{n}. {step}" for n, step in enumerate(steps, 1))


def _impact(finding: Finding) -> str:
    people = _words.of_them(finding.people, "person", "people") if finding.people.value else ""
    held = _words.listed(_facts.labels(finding)) or "no personal data was found"
    return printable(f"{held} of {people}" if people and _facts.labels(finding) else held, _LONG)


def _steps(finding: Finding) -> str:
    """The commands that were sent; none of them writes."""
    shown = {one.command: one for right in finding.access.rights.values() for one in right.evidence}
    return "\n".join(printable(f"{one.command} -> {one.code}: {one.meaning}", _LONG) for one in shown.values())


def _endpoints(finding: Finding) -> list[dict[str, Any]]:
    if not finding.endpoint.host:
        return []
    return [
        {
            "protocol": finding.identity.kind,
            "host": printable(finding.endpoint.host),
            "port": finding.endpoint.port,
        }
    ]


REPORT = Format(
    name="defectdojo",
    suffixes=(".defectdojo.json",),
    description="for DefectDojo: its generic findings import",
    renderer=render,
)
