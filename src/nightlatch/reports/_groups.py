"""Worst first, and whose: the order and the groups in which a report tells many stores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nightlatch.model import RIGHTS, Access, Finding, Status
from nightlatch.reports import _words

MANY = 25  # stores; above this a report tells them in a table first
UNASSIGNED = "unassigned"
_ORDER: dict[Status, int] = {
    "open": 0, "local": 1, "incomplete": 2, "failed": 3, "unreachable": 4, "skipped": 5, "closed": 6
}  # fmt: skip
LEGEND = "what anybody can do: create, read, update, delete, administer; small: in part; -: no; ?: not known"
_LETTERS = {"create": "C", "read": "R", "update": "U", "delete": "D", "administer": "A"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The stores of one owner and team, worst first; both empty where the inventory names nobody."""

    owner: str
    team: str
    findings: tuple[Finding, ...]

    @property
    def title(self) -> str:
        """``owner, team``, or that nobody is named."""
        return ", ".join(filter(None, (self.owner, self.team))) or UNASSIGNED

    @property
    def open(self) -> int:
        """How many stand open."""
        return sum(finding.status == "open" for finding in self.findings)


def stranger(finding: Finding) -> Access:
    """What anybody may do there; the login's access where that was not asked."""
    return finding.anonymous or finding.access


def badness(finding: Finding) -> tuple[object, ...]:
    """A sort key: the open ones of the highest severity, with most rights and most people, first."""
    rights = [stranger(finding).rights.get(name) for name in RIGHTS]
    granted = sum((2 if right.extent != "some" else 1) for right in rights if right and right.verdict == "granted")
    severity = finding.severity.quarters if finding.severity else 0
    people = finding.people.value or finding.people.low
    records = sum(surveyed.records.value or surveyed.records.low for surveyed in finding.surveyed)
    return _ORDER.get(finding.status, 6), -severity, -granted, -people, -records, finding.target.url


def worst_first(findings: Sequence[Finding]) -> list[Finding]:
    """*findings*, worst first."""
    return sorted(findings, key=badness)


def groups(findings: Sequence[Finding]) -> list[Group]:
    """By owner and team, the group with the worst store first, and in it the worst first."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in worst_first(findings):
        tags = dict(finding.target.tags)
        found.setdefault((tags.get("owner", ""), tags.get("team", "")), []).append(finding)
    return [Group(owner=owner, team=team, findings=tuple(some)) for (owner, team), some in found.items()]


def letters(finding: Finding) -> str:
    """``CRUDA``: a letter for each right a stranger has; small where in part, ``-`` where not, ``?`` where unknown."""
    return "".join(_letter(stranger(finding), name) for name in _LETTERS)


def numbers(finding: Finding) -> tuple[str, str]:
    """People and records, as cells of a table: without their intervals, which the store's own part tells."""
    people = _words.cell(finding.people) if finding.people.value is not None or finding.people.low else ""
    records = _words.cell(_words.total(one.records for one in finding.surveyed)) if finding.surveyed else ""
    return people.partition(" (")[0], records.partition(" (")[0]


def _letter(access: Access, name: str) -> str:
    right = access.rights.get(name)  # type: ignore[call-overload]  # the keys are those of RIGHTS
    if right is None or right.verdict == "unknown":
        return "?"
    if right.verdict == "denied":
        return "-"
    return _LETTERS[name].lower() if right.extent == "some" else _LETTERS[name]
