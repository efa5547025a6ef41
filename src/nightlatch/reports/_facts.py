"""What several formats tell of a store in the same words: how bad it is, since when, what was left there, and then."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any

import msgspec

from nightlatch.headline import headline
from nightlatch.inert import printable
from nightlatch.model import BANDS, Exposure, Finding, Result, Severity, Step, Tlp, Trace, Unicity
from nightlatch.remedy import remedies
from nightlatch.reports import _groups, _words

_NOTIFY = BANDS["medium"]  # from there on, who has to be told is to be looked into
_INTRUSION = frozenset({"ransom-note", "wiped", "odd-configuration"})  # the owner does not leave these
_OLD_LIGHTS: dict[Tlp, str] = {"CLEAR": "WHITE", "AMBER+STRICT": "AMBER"}  # as TLP 1.0 has it
_TIMES = {1: "the minute", 15: "the quarter of an hour", 60: "the hour", 360: "six hours", 1440: "the day"}
_LONGEST = 1 << 16
_PERHAPS_LOUD = re.compile(rb"\x7f|\\[bfrtu]")  # in JSON: any control character but the end of a line
_FLAGS = {
    "more-than-100-people": "more than 100 people",
    "unintelligible": "the data is unintelligible; whether its key is known is not",
    "told-by-names": "told by the names of fields alone: no contents were read",
}


def encoded(value: Any) -> bytes:
    """*value* as JSON with every text in it made inert, line by line, whatever part of it a format forgot."""
    with contextlib.suppress(UnicodeEncodeError):
        data = msgspec.json.encode(value)
        if data.isascii() and _PERHAPS_LOUD.search(data) is None:  # as nearly all are: nothing to go through
            return data
    return msgspec.json.encode(_harmless(value))


def indented(value: Any) -> bytes:
    """:func:`encoded` for people who look into the file, and a line's end."""
    return msgspec.json.format(encoded(value), indent=2) + b"\n"


def _harmless(value: Any) -> Any:
    match value:
        case dict():
            return {key: _harmless(one) for key, one in value.items()}
        case list() | tuple():
            return [_harmless(one) for one in value]
        case str():
            return "\n".join(printable(line, _LONGEST) for line in value.split("\n"))
        case _:
            return value


def open_findings(result: Result) -> list[Finding]:
    """The stores that stand open and are no honeypot, worst first."""
    return [one for one in _groups.worst_first(result.findings) if one.status == "open" and not one.identity.suspect]


def said(finding: Finding) -> str:
    """The headline."""
    return finding.headline or headline(finding)


def title(finding: Finding) -> str:
    """``PostgreSQL at postgresql://... open to anybody``."""
    return f"{product(finding)} at {finding.target.url} is open to anybody"


def product(finding: Finding) -> str:
    """Name and version."""
    return " ".join(filter(None, (finding.identity.product, finding.identity.version))) or "a data store"


def band(finding: Finding) -> str:
    """``very high``, or that it was not rated."""
    return "not rated" if finding.severity is None else spoken(finding.severity.band)


def spoken(one: str) -> str:
    """A word of a closed list without its hyphens."""
    return one.replace("-", " ")


def points(quarters: int) -> str:
    """``0.75``, ``4``: quarters as a number."""
    return f"{quarters / 4:g}"


def arithmetic(severity: Severity) -> str:
    """``4 x 1 + 0.5 = 4.5``."""
    return f"{severity.dpc} x {points(severity.ei)} + {points(severity.cb)} = {points(severity.quarters)}"


def rating(finding: Finding) -> str:
    """One line: ``very high: 4 x 1 + 0.5 = 4.5 (data 4 x ...)``, or why there is none."""
    severity = finding.severity
    if severity is None:
        return f"not rated: {finding.unrated}" if finding.unrated and finding.status == "open" else ""
    terms = f"data {severity.dpc} x identification {points(severity.ei)} + breach {points(severity.cb)}"
    return f"{band(finding)}: {arithmetic(severity)} ({terms})"


def delta(step: Step) -> str:
    """``+2`` of a class, ``+0.25`` of the others, ``sets 3`` where the step is where a sum begins."""
    return f"{step.delta:+d}" if step.concerns not in ("ei", "cb") else f"{step.delta / 4:+g}"


def flags(severity: Severity) -> list[str]:
    """The flags beside the number, in words."""
    return [_FLAGS.get(flag, spoken(flag)) for flag in severity.flags]


def days(span: timedelta) -> str:
    """``12 days``, ``5 hours``; empty below one hour, which is one look."""
    for size, word in ((86_400, "day"), (3_600, "hour")):
        if (number := int(span.total_seconds() // size)) >= 1:
            return f"{_words.integer(number)} {word}{'s' * (number != 1)}"
    return ""


def length(exposure: Exposure) -> str:
    """``12 to 207 days``, ``12 days or more``, ``up to 1 day``; empty where nothing but one look is known."""
    least = days(exposure.until - exposure.latest)
    if exposure.earliest is None:
        return f"{least} or more" if least else ""
    most = days(exposure.until - exposure.earliest) or "less than an hour"
    number, _, unit = least.partition(" ")
    if least == most:
        return least
    if not least:
        return most if most.startswith("less") else f"up to {most}"
    return f"{number} to {most}" if unit.rstrip("s") == most.rpartition(" ")[2].rstrip("s") else f"{least} to {most}"


def exposed(exposure: Exposure) -> str:
    """How long it has been open, as far as that is known, and by when it was last seen so."""
    since = f"open at least since {_since(exposure.latest, exposure)}"
    last = f"last seen open {_words.moment(exposure.until)}"
    if exposure.earliest is not None:
        return f"{since} and at most since {_since(exposure.earliest, exposure)}; {last}"
    if exposure.latest == exposure.until:
        return f"seen open {_words.moment(exposure.until)}; nothing says since when"
    return f"{since}; nothing says since when at most; {last}"


def _since(when: datetime, exposure: Exposure) -> str:
    span = days(exposure.until - when)
    return f"{_words.moment(when)}{f' ({span})' if span else ''}"


def trace(one: Trace) -> str:
    """What was seen, what it proves, and what it does not."""
    at = f" ({_words.moment(one.at)})" if one.at else ""
    return f"Sign of others{at}: {one.what}. It proves: {one.proves}. It leaves open: {one.leaves_open}."


def grain(one: Unicity) -> str:
    """How exactly places and times are known: ``places as recorded, times to the hour``."""
    place = "places as recorded" if one.place == "as recorded" else f"places to {printable(one.place) or 'some degree'}"
    return f"{place}, times to {_TIMES.get(one.minutes, f'{_words.integer(one.minutes)} minutes')}"


def intrusions(finding: Finding) -> list[Trace]:
    """Those traces that show that somebody else acted in the store; an owner may have several administrators."""
    return [trace for trace in finding.traces if trace.kind in _INTRUSION]


def is_personal(finding: Finding) -> bool:
    """Was data of people found in it, by contents or by the names of fields?"""
    return bool(_words.told_of(finding) or finding.people.value or _words.points(finding))


def labels(finding: Finding) -> list[str]:
    """The kinds of personal data in plain words, gravest first."""
    return list(dict.fromkeys(map(_words.label, _words.told_of(finding))))


def lands(finding: Finding) -> list[str]:
    """People by country, with what told it: ``CN 2,551,004 (ID card numbers)``; none that are suppressed."""
    return [
        f"{land.country} {_words.cell(land.people)}{f' ({_words.label(land.told_by)})' if land.told_by else ''}"
        for land in finding.lands
        if land.country and land.people
    ]


def absent(finding: Finding) -> list[str]:
    """What was looked for and not found, in plain words."""
    return list(dict.fromkeys(map(_words.label, _words.gravest(finding.absent))))


def rights(finding: Finding) -> list[str]:
    """What a stranger may do."""
    access = _groups.stranger(finding)
    return [name for name, right in access.rights.items() if right.verdict == "granted"]


def first_steps(finding: Finding) -> list[str]:
    """What to do first, in this order: shut it, keep what shows who was there, find out who has to be told."""
    if finding.status != "open":
        return []
    shut = next((step for remedy in remedies(finding) for step in remedy.steps), "Take it off the network.")
    told = [shut]
    if intrusions(finding):
        told.append("Keep the server's logs and a copy of what was left in it, before anything is cleaned up.")
    elif is_personal(finding):
        told.append("Keep the server's logs: they alone can tell who else was there.")
    if is_personal(finding) and (finding.severity is None or finding.severity.quarters >= _NOTIFY):
        told.append(
            "Tell whoever answers for data protection now: an authority may have to be told within 72 hours from the "
            "moment of knowing (GDPR Art. 33)."
        )
    if set(rights(finding)) & {"create", "update", "delete"} and finding.target.url:
        told.append("Compare its contents with a backup: strangers could write, and what they did cannot be seen.")
    return told


def old_light(tlp: Tlp) -> str:
    """The label of TLP 1.0, for formats that know no other."""
    return _OLD_LIGHTS.get(tlp, tlp)


def address(finding: Finding) -> str | None:
    """Its numeric address, if it is one."""
    try:
        return str(ip_address(finding.endpoint.address))
    except ValueError:
        return None


def name(finding: Finding) -> str | None:
    """The name it was reached by, where that is no address."""
    host = finding.endpoint.host
    try:
        ip_address(host)
    except ValueError:
        return host or None
    return None


def network(of: Iterable[tuple[str, str]]) -> tuple[int | None, str | None]:
    """Autonomous system and country of an address, where the tags of its target have them."""
    tags = {key.lower(): value for key, value in of}
    number = re.fullmatch(r"(?:AS)?(\d{1,10})", tags.get("asn", ""), re.I)
    country = re.fullmatch(r"[A-Za-z]{2}", tags.get("country", ""))
    return int(number[1]) if number else None, country[0].upper() if country else None


def rsit(finding: Finding) -> tuple[str, str] | None:
    """Taxonomy and type of what stands open, in the words of the Reference Security Incident Taxonomy."""
    if finding.status != "open" or finding.identity.suspect:
        return None
    if is_personal(finding):
        return "information-content-security", "data-leak"
    return "vulnerable", "potentially-unwanted-accessible"


def seen(result: Result, finding: Finding) -> datetime:
    """When it was last seen as it is told."""
    return finding.exposure.until if finding.exposure else result.run.finished or result.run.started


def worst(findings: Sequence[Finding]) -> Severity | None:
    """The highest severity among *findings*."""
    rated = [finding.severity for finding in findings if finding.severity is not None]
    return max(rated, key=lambda severity: severity.quarters, default=None)
