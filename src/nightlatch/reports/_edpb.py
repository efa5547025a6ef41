"""What a finding says in the words of the EDPB's template: data types, data subjects, impacts, and how sure that is.

Codes are those of ``edpb-1.0.json``. What was measured and what is only proposed, for people to confirm, is told apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple

import msgspec

from nightlatch.model import Count, Finding, Result
from nightlatch.remedy import remedies
from nightlatch.reports import _facts, _words
from nightlatch.reports._words import timestamp
from nightlatch.risk import regimes

How = Literal["measured", "proposed"]

# Field 70, by family of category; what is in no line is an additional data type, told in field 71.
_TYPES: dict[str, str] = {
    **dict.fromkeys(
        ("person-name", "given-name", "family-name", "date-of-birth", "age", "sex", "nationality", "child", "guardian"),
        "a",
    ),
    **dict.fromkeys(("email", "phone", "postal-address", "street", "postcode", "city"), "b"),
    **dict.fromkeys(("face-image", "face-embedding", "fingerprint-template", "iris-template", "voiceprint"), "c"),
    "criminal-record": "d",
    "political-opinion": "e",
    "ethnicity": "f",
    "religion": "g",
    **dict.fromkeys(("sexual-orientation", "sex-life"), "h"),
    "trade-union": "i",
    "genetic-data": "j",
    **dict.fromkeys(("diagnosis", "medication", "health-record-id", "blood-type", "disability"), "k"),
    **dict.fromkeys(("salary", "income", "crypto-wallet", "tax-id", "credit-score"), "l"),
    **dict.fromkeys(
        (
            "national-id", "passport", "driving-licence", "social-security", "residence-permit", "voter-id",
            "insurance-number", "document-issue-date", "document-expiry-date",
        ),
        "n",
    ),
    **dict.fromkeys(("geo-point", "geo-trail", "place-tag", "sighting-time"), "o"),
    **dict.fromkeys(("document-scan", "signature-image"), "p"),
    **dict.fromkeys(("payment-card", "card-security-code", "card-expiry", "iban", "bank-account"), "q"),
    **dict.fromkeys(
        (
            "username", "password", "password-hash", "private-key", "api-key", "session-token", "jwt",
            "security-answer", "connection-string",
        ),
        "s",
    ),
}  # fmt: skip
_REVEALED = {
    "religion": "g", "health": "k", "trade-union": "i", "political-opinion": "e", "sexual-orientation": "h",
    "sex-life": "h", "ethnicity": "f", "criminal-justice": "d",
}  # fmt: skip
_SUBJECTS = {
    "customer-id": "a", "employee-id": "b", "student-id": "f", "username": "h",
    **dict.fromkeys(("diagnosis", "medication", "health-record-id"), "e"),
}  # fmt: skip
_SPECIAL = frozenset("cdefghijk")
_SEVERITY = {"low": "a", "medium": "b", "high": "c", "very-high": "c"}
_RISK = {"low": "c", "medium": "b", "high": "a", "very-high": "a"}


class Field(NamedTuple):
    """One field of the template that the tool can fill."""

    number: int
    value: Any
    how: How = "measured"


class Row(msgspec.Struct, frozen=True):
    """A field as the template has it."""

    id: int
    section: str
    label: str
    type: str
    mandatory: Literal["yes", "conditional", "no"]
    article: str
    options: dict[str, str] = {}


class _Template(msgspec.Struct, frozen=True):
    template: dict[str, str]
    fields: tuple[Row, ...]


@cache
def _read() -> _Template:
    return msgspec.json.decode((resources.files(__package__) / "edpb-1.0.json").read_bytes(), type=_Template)


def about() -> dict[str, str]:
    """Which template it is, and whose work the list of its fields is."""
    return _read().template


def template() -> tuple[Row, ...]:
    """The fields of the template, in its order."""
    return _read().fields


def filled(result: Result, finding: Finding) -> list[Field]:
    """Every field that the tool can say something for."""
    return [field for part in (_about, _when, _nature, _whose, _what, _consequences) for field in part(result, finding)]


def types(finding: Finding) -> list[str]:
    """Field 70: types of data, those that places reveal among them."""
    found = {_TYPES.get(_words.family(id_), "u") for id_ in _words.told_of(finding)}
    found |= {_REVEALED[one.category] for one in _reveals(finding) if one.category in _REVEALED}
    found |= {"o"} if _words.points(finding) else set()
    return sorted(found)


def impacts(finding: Finding) -> list[str]:
    """Field 85: what it may do to people, as far as the types of data say."""
    kinds = set(types(finding))
    found = {"a", "j"}
    if kinds & {"n", "p"} or {"a", "s"} <= kinds:
        found.add("d")
    if kinds & {"q", "l"}:
        found |= {"e", "f"}
    if kinds & _SPECIAL:
        found |= {"c", "h"}
    if "o" in kinds:
        found.add("l")
    return sorted(found)


def _reveals(finding: Finding) -> tuple[Any, ...]:
    return finding.trails.reveals if finding.trails else ()


def _about(result: Result, finding: Finding) -> Iterator[Field]:
    yield Field(3, "a", "proposed")
    yield Field(4, "b", "proposed")  # preliminary: most of what people have to say is open
    yield Field(7, finding.id)


def _when(result: Result, finding: Finding) -> Iterator[Field]:
    run, exposure = result.run, finding.exposure
    yield Field(44, "c" if exposure else "e")
    if exposure:
        yield Field(45, True)
        yield Field(46, timestamp(exposure.earliest or exposure.latest), "proposed")
        yield Field(53, "; ".join((_facts.exposed(exposure), *exposure.basis)))
    is_own = run.standing == "owner"
    if is_own:
        yield Field(48, timestamp(run.finished or run.started), "proposed")
    yield Field(50, "a" if is_own else "d", "proposed")
    yield Field(
        51, f"found by nightlatch {run.version}, which looks at data stores read-only, on {run.started:%Y-%m-%d}"
    )


def _nature(result: Result, finding: Finding) -> Iterator[Field]:
    traces = {trace.kind for trace in finding.traces}
    altered, gone = bool(traces & {"ransom-note", "wiped"}), "wiped" in traces
    yield Field(55, ["a", *(["b"] if altered else []), *(["c"] if gone else [])])
    is_reached = bool(_facts.intrusions(finding)) or (
        finding.severity is not None and finding.severity.reach == "internet"
    )
    yield Field(56, "b" if is_reached else "d", "proposed")
    unintelligible = finding.severity is not None and "unintelligible" in finding.severity.flags
    yield Field(57, "b" if unintelligible else "c", "proposed" if unintelligible else "measured")
    if gone:
        yield Field(59, "c", "proposed")
    yield Field(60, "m", "proposed")
    yield Field(61, "e" if _facts.intrusions(finding) else "a", "proposed")
    yield Field(62, " ".join((_facts.said(finding), *map(_facts.trace, finding.traces))))
    yield Field(63, _system(finding))


def _system(finding: Finding) -> str:
    where = f" at {finding.endpoint}" if finding.endpoint.host else ""
    containers = f", {_words.integer(finding.containers_total)} containers" if finding.containers_total else ""
    return f"{_facts.product(finding)}{where}{containers}, reachable without a password"


def _whose(result: Result, finding: Finding) -> Iterator[Field]:
    found = {_SUBJECTS[family] for id_ in _words.told_of(finding) if (family := _words.family(id_)) in _SUBJECTS}
    if finding.minors and finding.minors.value:
        found.add("d")
        yield Field(66, f"among them {_words.count(finding.minors)} people under 18")
    yield Field(65, sorted(found) or ["k"], "proposed")
    people = finding.people
    yield Field(67, _counted(people))
    if people.value is not None:
        yield Field(68, people.value)
    eea = sorted(land.country for land in finding.lands if land.people and land.country in regimes.eea())
    if eea:
        yield Field(116, ", ".join(eea), "proposed")
    if lands := _facts.lands(finding):
        yield Field(117, "; ".join(lands), "proposed")


def _counted(count: Count) -> str:
    return "c" if count.value is None else "a" if count.exact else "b"


def _what(result: Result, finding: Finding) -> Iterator[Field]:
    held = [surveyed for surveyed in finding.surveyed if _words.told(surveyed)]
    records = _words.total(surveyed.records for surveyed in held)
    yield Field(70, types(finding) or ["t"], "proposed" if _reveals(finding) else "measured")
    yield Field(71, _described(finding))
    yield Field(72, _counted(records) if held else "d")
    if held and records.value is not None:
        yield Field(73, records.value)


def _described(finding: Finding) -> str:
    ages = _words.ages(finding.surveyed)
    told = [_words.listed(_facts.labels(finding)), f"records {ages}" if ages else ""]
    for one in _reveals(finding):
        people = "fewer than ten people" if one.people is None else f"{_words.count(one.people)} people"
        told.append(f"places tell {_facts.spoken(one.category)} of {people}")
    if absent := _facts.absent(finding):
        told.append(f"looked for and not found: {_words.listed(absent)}")
    return "; ".join(filter(None, told))


def _consequences(result: Result, finding: Finding) -> Iterator[Field]:
    severity = finding.severity
    yield Field(79, ["a", "b", "c"] if severity and severity.ei >= 3 else ["a", "c"], "proposed")
    if {trace.kind for trace in finding.traces} & {"ransom-note", "wiped"}:
        yield Field(81, ["d"], "proposed")
    yield Field(85, impacts(finding), "proposed")
    yield Field(87, _SEVERITY[severity.band] if severity else "d", "proposed")
    if severity:
        yield Field(89, _RISK[severity.band], "proposed")
        yield Field(90, _method(finding))
    steps = [step for remedy in remedies(finding)[:1] for step in remedy.steps]
    if steps:
        yield Field(95, " ".join(steps), "proposed")
    yield Field(125, ["b", "c"], "proposed")


def _method(finding: Finding) -> str:
    """The arithmetic of field 90, step by step."""
    severity = finding.severity
    if severity is None:
        return ""
    steps = "; ".join(
        f"{step.reason} ({_facts.delta(step)} {step.concerns}, {step.state})" for step in severity.steps if step.reason
    )
    flags = f"; beside the number: {_words.listed(_facts.flags(severity))}" if severity.flags else ""
    return f"ENISA, severity of personal data breaches (2013): {_facts.rating(finding)}; {steps}{flags}"
