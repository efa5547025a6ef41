"""The report as one page to read, print or attach: no script, no request to anywhere, safe with hostile names.

It tells, store by store: who can do what, what to do first, how bad it is with the arithmetic of the severity as a
picture, since when it has been open, who was there before, whose data it is, what trails give away, the evidence in
full, and what could not be looked at. The page carries its own style and drawings. Its content policy allows that one
style sheet, by hash, and nothing else. It follows the reader's choice of light or dark, fits a phone of 360 pixels, and
prints on A4 with the traffic light on each sheet.

Tested: by axe-core 4.14 in Debian's headless Chromium, light and dark, wide and narrow, with nothing found; by reading
its elements, its policy and the contrast of its colours; and by golden files.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib import resources
from typing import Any

import jinja2
from markupsafe import Markup

from nightlatch import by_hand
from nightlatch.headline import headline, summary_line
from nightlatch.inert import printable
from nightlatch.model import (
    RIGHTS,
    Access,
    Failure,
    Finding,
    Result,
    Right,
    RightName,
    Surveyed,
    Tlp,
    Tls,
    Trails,
    Whose,
)
from nightlatch.remedy import remedies
from nightlatch.reports import Format, _facts, _groups, _html_risk, _plots, _targets, _words
from nightlatch.reports.terminal import read, weightiest

_MOST_CONTAINERS = 15
_MOST_COLUMNS = 8
_MOST_FIELDS = 60
# What a page never holds, whatever part of it forgot to make a text inert.
_LOUD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_MOST_TAGS = 12
_MOST_LINES = 300
_MOST_IN_FULL = 200  # stores, where there are many; a table has all of them
_LONG = 4000
_MEANS: dict[RightName, str] = {
    "create": "add records or containers",
    "read": "see what is stored",
    "update": "change records",
    "delete": "remove records or containers",
    "administer": "users, settings, files, code",
}
_WHOSE: dict[Whose, str] = {
    "person": "", "business": " of businesses", "public": ", public", "thing": " of things, not of people"
}  # fmt: skip
View = dict[str, Any]


def render(result: Result) -> str:
    """Return the page."""
    style = (resources.files(__package__) / "report.css").read_text(encoding="utf-8") + _every_page(result.run.tlp)
    policy = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _template().render(style=Markup(style), policy=policy, **_page(result))  # noqa: S704 - our own style sheet
    return _LOUD.sub("\N{REPLACEMENT CHARACTER}", page)


def _every_page(tlp: Tlp) -> str:
    """The traffic light above and below each printed page, as TLP 2.0 asks for."""
    font = 'font: 700 9pt system-ui, "DejaVu Sans", sans-serif;'
    return (
        f'@page {{ @top-right {{ content: "TLP:{tlp}"; {font} }} '
        f'@bottom-right {{ content: "TLP:{tlp}   " counter(page) " / " counter(pages); {font} }} }}\n'
    )


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("nightlatch", "reports"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["inert"] = printable
    environment.filters["n"] = _words.integer
    environment.filters["count"] = _words.cell
    environment.filters["moment"] = _words.moment
    environment.filters["versions"] = _versions
    return environment.get_template("report.html")


def _versions(text: str) -> str:
    """``version 6.8 to 7``, ``version 8 and later``: a remedy's range of versions, for a sentence."""
    if text.endswith("+"):
        return f"version {text[:-1]} and later"
    return f"version {text[1:]} and before" if text.startswith("-") else f"version {text.replace('-', ' to ')}"


def _page(result: Result) -> View:
    groups = _groups.groups(result.findings)
    is_many = len(result.findings) > _groups.MANY
    told = _in_full(result) if is_many else _groups.worst_first(result.findings)
    number = {finding.target.url: n for n, finding in enumerate(told, 1)}
    unseen = list(_targets.unseen(result))
    counted = _targets.tally(result)
    return {
        "summary": summary_line(result),
        "light": _words.light(result.run),
        "clocks": _html_risk.clocks(result),
        "title": _title(counted["open"], sum(counted.values()), result),
        "is_incomplete": result.run.incomplete or result.run.finished is None,
        "stores": [_store(finding, n, result.run.form == "public") for n, finding in enumerate(told, 1)],
        "is_many": is_many,
        "stores_rest": len(result.findings) - len(told),
        "legend": _groups.LEGEND,
        "groups": [_group(group, number) for group in groups] if is_many else [],
        "people": _words.count(result.people) if result.people.value else "",
        "unseen": unseen[:_MOST_LINES],
        "unseen_rest": max(0, len(unseen) - _MOST_LINES),
        "failures": _of_findings(result),
        "coverage": result.coverage[:_MOST_LINES],
        "coverage_rest": max(0, len(result.coverage) - _MOST_LINES),
        "run": result.run,
        "started": _words.moment(result.run.started),
        "finished": _words.moment(result.run.finished) if result.run.finished else None,
        "used": [_used(name, value) for name, value in result.run.limits_used.items()],
    }


def _used(name: str, value: int) -> str:
    words = name.replace("_", " ")
    return f"{_words.integer(value)} {words.removesuffix('s') if value == 1 else words}"


def _in_full(result: Result) -> list[Finding]:
    """Of many the worst, whoever owns them."""
    return _groups.worst_first([one for one in result.findings if one.status != "closed"])[:_MOST_IN_FULL]


def _group(group: _groups.Group, number: dict[str, int]) -> View:
    """One owner's part of the table of many stores."""
    return {
        "title": group.title,
        "open": group.open,
        "rows": [
            (
                finding.status,
                number.get(finding.target.url),
                finding.target.url,
                " ".join(filter(None, (finding.identity.product, finding.identity.version))),
                _facts.band(finding) if finding.status == "open" else "",
                _groups.letters(finding),
                *_groups.numbers(finding),
            )
            for finding in group.findings
        ],
    }


def _title(opened: int, targets: int, result: Result) -> str:
    if not targets:
        return "Nothing was looked at"
    if not opened:
        whole = all(finding.status == "closed" for finding in result.findings) and not result.failures
        return "Nothing stands open that we could see" if whole else "Nothing seen open, but not all could be looked at"
    stores = "1 store stands open" if opened == 1 else f"{_words.integer(opened)} stores stand open"
    if not result.people.value:
        return stores
    people = _words.of_them(result.people, "person", "people")
    return f"{stores}, with data of {re.sub(r' [(].*[)]', '', people)}"  # the interval is told below


def _of_findings(result: Result) -> list[Failure]:
    """Failures of stores that were found: the look at them ended early."""
    seen = {finding.target.url for finding in result.findings}
    return [failure for failure in result.failures if failure.target in seen]


def _store(finding: Finding, number: int, is_public: bool) -> View:
    ordered = weightiest(finding.surveyed)
    identity, trails = finding.identity, _words.points(finding)
    return {
        "number": number,
        "finding_id": finding.id,
        "url": finding.target.url,
        "status": finding.status,
        "headline": finding.headline or headline(finding),
        "product": " ".join(filter(None, (identity.product, identity.version))),
        "accesses": [_access(access) for access in (finding.access, finding.anonymous) if access and access.rights],
        "facts": _numbers(finding),
        "containers": _containers(ordered[:_MOST_CONTAINERS]),
        "containers_rest": len(ordered[_MOST_CONTAINERS:]) + max(0, (finding.containers_total or 0) - len(ordered)),
        "personal_rest": sum(bool(_words.told(surveyed)) for surveyed in ordered[_MOST_CONTAINERS:]),
        "matrix": _matrix(ordered[:_MOST_COLUMNS]),
        "trails": None if trails is None else _trails(trails),
        "risk": _html_risk.rated(finding, is_public),
        "notes": [*finding.access.notes, *finding.notes],
        "about": _about(finding),
        "remedies": remedies(finding),
        "by_hand": by_hand.command(finding),
    }


def _access(access: Access) -> View:
    rights = [(name, access.rights.get(name, Right())) for name in RIGHTS]
    return {
        "who": "A stranger" if access.principal.anonymous else "The account",
        "name": access.principal.name,
        "rights": [
            {"name": name, "means": _MEANS[name], "right": right, "verdict": _verdict(right), "mark": _mark(right)}
            for name, right in rights
        ],
        "evidence": [(name, evidence) for name, right in rights for evidence in right.evidence],
    }


def _verdict(right: Right) -> str:
    if right.verdict == "granted":
        return "yes, in part" if right.extent == "some" else "yes"
    return "no" if right.verdict == "denied" else "not known"


def _mark(right: Right) -> str:
    return "some" if right.extent == "some" and right.verdict == "granted" else right.verdict


def _numbers(finding: Finding) -> list[tuple[str, str, str]]:
    """The big numbers: what, how many, and how that is known."""
    facts = []
    if finding.people.value is not None or finding.people.low:
        facts.append(("people", _words.count(finding.people), finding.people.method))
    if finding.surveyed:
        records = _words.total(surveyed.records for surveyed in finding.surveyed)
        total = max(finding.containers_total or 0, len(finding.surveyed))
        facts.append(("records", _words.cell(records), f"in {_words.integer(total)} container{'s' * (total != 1)}"))
    trails = _words.points(finding)
    if trails is not None:
        whose = f"of {_words.of_them(trails.people, 'person', 'people')}" if trails.people.value else ""
        facts.append(("location points", _words.count(trails.points), whose))
    if finding.minors is not None and (finding.minors.value or finding.minors.low):
        facts.append(("under 18", _words.count(finding.minors), finding.minors.method))
    if finding.exposure and (length := _facts.length(finding.exposure)):
        facts.append(("how long it stood open", length, ""))
    return facts


def _containers(shown: list[Surveyed]) -> list[View]:
    largest = max((surveyed.records.value or surveyed.records.low for surveyed in shown), default=0) or 1
    return [
        {
            "name": surveyed.container.name,
            "records": _words.cell(surveyed.records),
            "width": round(100 * (surveyed.records.value or surveyed.records.low) / largest, 2),
            "read": read(surveyed),
            "ages": _words.ages([surveyed]),
            "fields": _fields(surveyed),
            "fields_rest": max(0, len(surveyed.fields) - _MOST_FIELDS),
        }
        for surveyed in shown
    ]


def _fields(surveyed: Surveyed) -> list[View]:
    """Every field, with what was found in it; unsure findings too, with how unsure."""
    listed = [{"path": path, "categories": []} for path in surveyed.container.fields] if not surveyed.fields else []
    return [
        *(
            {
                "path": field.path,
                "categories": [
                    {
                        "label": f"{_words.label(category.id)}{_WHOSE[category.whose]}",
                        "share": _words.percent(category.share),
                        "confidence": _words.percent(category.confidence),
                        "why": category.why,
                    }
                    for category in field.categories
                ],
            }
            for field in surveyed.fields[:_MOST_FIELDS]
        ),
        *listed[:_MOST_FIELDS],
    ]


def _matrix(shown: list[Surveyed]) -> View | None:
    """Categories down, containers across: the share of non-null values in the field where it is highest."""
    personal = [surveyed for surveyed in shown if _words.told(surveyed)]
    if not personal:
        return None
    ids = _words.gravest({category_id for surveyed in personal for category_id in _words.told(surveyed)})
    return {
        "containers": [surveyed.container.name for surveyed in personal],
        "rows": [(_words.label(id_), [_plots.dot(_share(surveyed, id_)) for surveyed in personal]) for id_ in ids],
    }


def _share(surveyed: Surveyed, category_id: str) -> float | None:
    """The highest share of *category_id* in a field of this container; None if it was not found there."""
    found = (c for field in surveyed.fields for c in field.categories if c.id == category_id and _words.is_told(c))
    return max((1.0 if c.share is None else c.share for c in found), default=None)


def _trails(trails: Trails) -> View:
    most = max((tag.points.value or 0 for tag in trails.tags[:_MOST_TAGS]), default=0) or 1
    return {
        "points": _words.of_them(trails.points, "location point", "location points"),
        "people": _words.of_them(trails.people, "person", "people") if trails.people.value else "",
        "window": _words.window(trails),
        "tags": [(tag, round(100 * (tag.points.value or 0) / most, 2)) for tag in trails.tags[:_MOST_TAGS]],
        "tags_rest": max(0, len(trails.tags) - _MOST_TAGS),
        "suppressed_tags": trails.suppressed_tags,
        "hours": _plots.hours(trails.hours),
        **_html_risk.placed(trails),
        "is_sample": not trails.points.exact,
    }


def _about(finding: Finding) -> list[tuple[str, str]]:
    """What kind of store this is, for whoever runs it."""
    endpoint, identity = finding.endpoint, finding.identity
    address = "" if endpoint.address == endpoint.host else f" ({endpoint.address})"
    return [
        *([("endpoint", f"{endpoint}{address}")] if endpoint.host else []),
        ("store", f"{identity.product} {identity.version or '(version not told)'}"),
        *([("its own id", identity.id)] if identity.id and endpoint.host else []),
        *([("finding", finding.id)] if endpoint.host else []),
        *_words.way(finding),
        *([("support", words)] if (words := _words.support(finding)) else []),
        *([("control", words)] if (words := _words.control(finding)) else []),
        ("encryption", _tls(identity.tls)),
        *([("class (RSIT)", f"{rsit[0]}, {rsit[1]}")] if (rsit := _facts.rsit(finding)) else []),
        *finding.target.tags,
    ]


def _tls(tls: Tls) -> str:
    if tls.offered is False and not tls.used:
        return "no TLS is offered"
    words = "TLS is offered" if tls.offered else "whether TLS is offered could not be told"
    if tls.required is not None:
        words += ", and required" if tls.required else ", not required"
    words += "; it was used" if tls.used else "; it was not used"
    if tls.certificate is None:
        return words
    trusted = "trusted by public roots" if tls.certificate.verified else "not trusted by public roots"
    until = f", valid until {_words.moment(tls.certificate.not_after)}" if tls.certificate.not_after else ""
    subject = f" {printable(tls.certificate.subject)}" if tls.certificate.subject else ""
    return f"{words}; certificate{subject}, {trusted}{until}"


REPORT = Format(
    name="html",
    suffixes=(".html", ".htm"),
    description="for people: one self-contained page with plots, to read, print or attach",
    renderer=render,
)
