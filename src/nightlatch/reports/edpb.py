"""The EDPB's template for the notification of a personal data breach, as far as a tool can fill it; one a store.

The European Data Protection Board adopted one template for all authorities on 8 June 2026 and put it to consultation;
whether its final form is the same is not known here. ``fields`` has what the tool can say, by the template's numbers;
``labels`` and ``chosen`` say the same in the template's words;
``how`` tells what was *measured* and what is only *proposed* and has to be confirmed; ``only_people`` lists the fields
that nobody but the controller can fill. No authority takes it by machine yet: it is for the register, and to copy from.

The list of fields is our own copy, shortened, after the machine-readable schema of Nicola Franchetto and Martim
Taborda Barata, CC BY 4.0; the file repeats that.

Tested: every value against the types and options of that list, and by a golden file; the schema it is taken from is in
no registry.
"""

from __future__ import annotations

from typing import Any

from nightlatch.inert import printable
from nightlatch.model import Finding, Result
from nightlatch.reports import Format, _edpb, _facts, _words

_LONG = 4000


def render(result: Result) -> bytes:
    """Return the file."""
    personal = [finding for finding in _facts.open_findings(result) if _facts.is_personal(finding)]
    document = {
        "schema": "nightlatch/edpb/1",
        "template": _edpb.about(),
        "light": printable(_words.light(result.run)),
        "tlp": result.run.tlp,
        "notifications": [_notification(result, finding) for finding in personal],
    }
    return _facts.indented(document)


def _notification(result: Result, finding: Finding) -> dict[str, Any]:
    fields = sorted(_edpb.filled(result, finding))
    numbers, rows = {field.number for field in fields}, {row.id: row for row in _edpb.template()}
    return {
        "finding_id": finding.id,
        "target": printable(finding.target.url),
        "fields": {f"field_{field.number}": _inert(field.value) for field in fields},
        "labels": {f"field_{field.number}": rows[field.number].label for field in fields},
        "chosen": {
            f"field_{field.number}": [options[code] for code in field.value]
            for field in fields
            if (options := rows[field.number].options)
        },
        "how": {f"field_{field.number}": field.how for field in fields},
        "only_people": [
            {"field": f"field_{row.id}", "label": row.label, "mandatory": row.mandatory, "article": row.article}
            for row in _edpb.template()
            if row.id not in numbers
        ],
    }


def _inert(value: Any) -> Any:
    return printable(value, _LONG) if isinstance(value, str) else value


REPORT = Format(
    name="edpb",
    suffixes=(".edpb.json",),
    description="for the data protection officer: the EDPB's notification template, as far as a tool can fill it",
    renderer=render,
)
