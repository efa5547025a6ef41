"""What a finding amounts to: its status, whether it may be a honeypot, whether a server had two faces; what to do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nightlatch.model import Access, Failure, FailureKind, Finding, Status, Surveyed

if TYPE_CHECKING:
    from nightlatch.discover.found import Told

_CROWD = 8  # kinds at one address
_HINTS: dict[FailureKind, str] = {
    "timeout": "is it another kind of store? else raise --timeout, or drop the host from the scope",
    "not-this-protocol": "is it another kind of store?",
    "hostile": "nothing more was sent there; ask whoever runs it what listens at that port",
    "tls": "ask whoever runs it which TLS it wants",
    "over-budget": "raise the limits of the scope, or look at it alone",
    "interrupted": "look at it again",
}


def status_of(access: Access) -> Status:
    """Open, closed, or incomplete: what could not be told is not called shut."""
    if access.is_open:
        return "open"
    is_shut = all(right.verdict == "denied" for right in access.rights.values())
    return "closed" if is_shut else "incomplete"


def suspected(finding: Finding, told: Told | None) -> Finding:
    """A suspected honeypot is told as one, not looked into and not counted as an exposure."""
    why = finding.identity.suspect or (told.seen.suspect if told else "")
    if told is not None and told.also:
        why = why or f"answers as {', '.join((told.target.kind, *told.also))} at once"
    if not why:
        return finding
    identity = replace(finding.identity, suspect=why)
    return replace(finding, identity=identity, status="skipped", notes=(*finding.notes, f"suspected honeypot: {why}"))


def absent(surveyed: tuple[Surveyed, ...]) -> tuple[str, ...]:
    """Kinds of personal data that were looked for in contents and not found in any; none where nothing was read.

    Countries' numbers count as one kind: ``national-id``. What a name alone hints at is neither found nor absent.
    """
    if not any(one.read for one in surveyed):
        return ()
    from nightlatch.categories import all_categories  # late: they bring the libraries for columns

    known = {category.id.partition(".")[0] for category in all_categories() if category.is_personal}
    hinted = {found.id.partition(".")[0] for one in surveyed for field in one.fields for found in field.categories}
    return tuple(sorted(known - hinted))


def crowded(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The same findings; where many kinds answer at one address, each says that honeypots look like that."""
    kinds: dict[str, set[str]] = {}
    for one in findings:
        kinds.setdefault(one.endpoint.address, set()).add(one.identity.kind)
    return tuple(_noted(one, len(kinds[one.endpoint.address])) for one in findings)


def _noted(finding: Finding, kinds: int) -> Finding:
    if kinds < _CROWD:
        return finding
    note = f"{kinds} kinds of store answer at this one address: a honeypot looks like that, too"
    return replace(finding, notes=(*finding.notes, note))


def two_faced(failure: Failure, told: Told | None) -> Failure:
    """What answered as one kind and then as another is no slip of the user's."""
    if told is None or failure.kind != "not-this-protocol":
        return failure
    return replace(failure, kind="hostile", what=f"answered as {told.seen.product}, and then as something else")


def hinted(failure: Failure) -> Failure:
    """The same failure, with what is always worth a try where the kind of store knew nothing better."""
    return failure if failure.hint else replace(failure, hint=_HINTS.get(failure.kind, ""))
