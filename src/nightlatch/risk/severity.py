"""ENISA's breach severity of a finding: SE = DPC x EI + CB, in whole quarters, every step with reason and evidence.

Pure: the same finding, reach, decisions and day give the same number. What is not known is an error or a reason why
there is no number, never a default. Whether the data were recognised rightly is not part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from nightlatch.model import Finding, Reach, Severity
from nightlatch.risk import circumstances, holdings, ransom, reach, score
from nightlatch.risk.classes import CLASSES
from nightlatch.risk.holdings import Group
from nightlatch.risk.steps import Decisions

MANY_PEOPLE = 100
_PARTLY = frozenset({"not-readable", "failed", "over-budget", "interrupted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a rating depends on beside the finding: *reach* None means by the address; *at* is the day."""

    at: datetime
    reach: Reach | None = None
    decisions: Decisions = field(default_factory=Decisions)


def rated(finding: Finding, terms: Terms) -> Finding:
    """*finding* with its severity, or with why it has none."""
    result = rate(finding, terms)
    if isinstance(result, str):
        return replace(finding, severity=None, unrated=result)
    return replace(finding, severity=result, unrated="")


def rate(finding: Finding, terms: Terms) -> Severity | str:
    """The severity, or why there is none.

    Errors: :class:`~nightlatch.risk.weights.UnknownCategoryError` for a category without a class.
    """
    groups = holdings.groups(finding)
    if why := _why_not(finding, groups):
        return why
    where, why = (terms.reach, "as told by --reach") if terms.reach else reach.of(finding.endpoint.address)
    scores, steps = score.classes_of(finding, groups, terms.at, terms.decisions)
    ei = score.identification_of(finding, groups, terms.decisions)
    cb = score.circumstances_of(finding, where, why, terms.decisions)
    if not scores or not ei.total:
        return "all that is personal in it was rejected" if not scores else "all that identifies people was rejected"
    data_class, dpc = max(scores.items(), key=lambda entry: (entry[1], CLASSES.index(entry[0])))
    quarters = score.quarters(dpc, ei.total, cb.total)
    return Severity(
        quarters=quarters, dpc=dpc, ei=ei.total, cb=cb.total, data_class=data_class, band=score.band(quarters),
        reach=where, classes=tuple(sorted(scores.items(), key=lambda entry: -entry[1])),
        steps=(*steps, *ei.steps, *cb.steps), flags=tuple(_flags(finding, groups)),
    )  # fmt: skip


def _why_not(finding: Finding, groups: list[Group]) -> str:
    access = finding.anonymous or finding.access
    if finding.status == "local":
        return "a file: who may read it is not judged"
    if finding.status != "open":
        return f"not open to a stranger: {finding.status}"
    if finding.identity.suspect:
        return "suspected to be a honeypot: whose data it shows is not known"
    if finding.same_as:
        return f"rated once, as {finding.same_as}"
    if not circumstances.reads(access):
        return "a stranger can read nothing in it; what could be written is told beside"
    if finding.containers_total == 0 or _is_empty(finding):
        signs = {"ransom-note", "wiped"} & {trace.kind for trace in finding.traces}
        return "it is empty, and was emptied by somebody: whose data was in it is not known" if signs else "it is empty"
    if not finding.surveyed:
        return "its contents were not looked at"
    if any(one.weight.alone for group in groups for one in group) or finding.trails is not None:
        return ""
    if {one.outcome for one in finding.surveyed} & _PARTLY:
        return "nobody's data was found in what could be read of it"
    if any(one.outcome == "catalogue" and not one.fields for one in finding.surveyed):
        return "its contents were not read, and its catalogue names no fields"
    return "nobody's data was found in it"


def _is_empty(finding: Finding) -> bool:
    return bool(finding.surveyed) and all(
        one.outcome == ransom.OUTCOME or (one.records.value == 0 and one.records.exact and not one.read)
        for one in finding.surveyed
    )


def _flags(finding: Finding, groups: list[Group]) -> Iterator[str]:
    """What the method keeps outside the number, and whether only names of fields spoke."""
    held = [one for group in groups for one in group]
    if (finding.people.value or 0) > MANY_PEOPLE:
        yield "more-than-100-people"
    if held and all(one.category.partition(".")[0] == "password-hash" for one in held):
        yield "unintelligible"
    if held and all(one.by_name for one in held):
        yield "told-by-names"
