"""Sentences for the drafts to authorities and to people: what happened, whose data, what may follow, what to do."""

from __future__ import annotations

from nightlatch.model import Finding
from nightlatch.reports import _edpb, _facts, _words

ONLY_PEOPLE = "[only you can say this: {}]"

_IMPACTS = {  # of people, and to one of them
    "a": ("people lose control of what is known about them", "you lose control of what is known about you"),
    "c": ("people may be treated worse for what it tells of them", "you may be treated worse for what it tells of you"),
    "d": ("somebody may pretend to be one of them", "somebody may pretend to be you"),
    "e": ("somebody may cheat them, or others in their name", "somebody may cheat you, or others in your name"),
    "f": ("they may lose money", "you may lose money"),
    "h": ("their name may suffer", "your name may suffer"),
    "j": ("their data may be with others who had no right to it", "others who had no right to it may have your data"),
    "l": (
        "they may be found, followed or harmed, since it tells where they were",
        "you may be found, followed or harmed, since it tells where you were",
    ),
}
_ADVICE = {
    "n": "Watch for contracts, loans or accounts that you did not ask for; ask credit bureaus what they hold.",
    "q": "Look through your bank and card statements; ask your bank to replace a card whose number was in it.",
    "s": "Change your password here, and wherever else you used the same one; turn on a second factor.",
    "b": "Distrust messages and calls that know details of you; do not follow their links.",
    "o": "If knowing where you were can put you in danger, seek advice before you say so publicly; we help you.",
    "k": "Nobody who calls about your health and wants money or data is sent by us.",
}


def gap(what: str) -> str:
    """A place that a person has to fill."""
    return ONLY_PEOPLE.format(what)


def people(finding: Finding) -> str:
    """``2,565,724 people``, or how many records where nothing told people apart."""
    if finding.people.value is not None or finding.people.low:
        return _words.of_them(finding.people, "person", "people")
    records = _words.total(one.records for one in finding.surveyed if _words.told(one))
    return f"an unknown number of people ({_words.of_them(records, 'record', 'records')})"


def data(finding: Finding) -> str:
    """The kinds of data in a list."""
    return _words.listed(_facts.labels(finding)) or "data whose kind has to be looked into"


def consequences(finding: Finding) -> list[str]:
    """What may follow for people, as far as the kinds of data say."""
    return [_IMPACTS[code][0] for code in _edpb.impacts(finding) if code in _IMPACTS]


def consequences_for_you(finding: Finding) -> list[str]:
    """The same, said to one of them."""
    return [_IMPACTS[code][1] for code in _edpb.impacts(finding) if code in _IMPACTS]


def exposed_to(finding: Finding) -> str:
    """``could be read by anybody``, or that it was open where reading is not known to be granted."""
    return "could be read by anybody" if "read" in _facts.rights(finding) else "stood open to anybody"


def advice(finding: Finding) -> list[str]:
    """What people can do themselves."""
    return [_ADVICE[code] for code in _ADVICE if code in _edpb.types(finding)]


def since(finding: Finding) -> str:
    """``between 2026-04-30 and 2026-11-11``: when it began to be open."""
    exposure = finding.exposure
    if exposure is None:
        return "a time that is not known yet"
    if exposure.earliest is None:
        return f"{exposure.latest:%Y-%m-%d} or earlier"
    return f"a day between {exposure.earliest:%Y-%m-%d} and {exposure.latest:%Y-%m-%d}"


def personal(findings: list[Finding]) -> list[Finding]:
    """Those that somebody may have to be told of."""
    return [finding for finding in findings if _facts.is_personal(finding)]
