"""EI: how easily somebody is identified from what is there. The best way that the data offer decides.

Source: ENISA 2013, annex 2 (name, number, mail address, phone and address, picture, code). Two rows are ours, since the
document has none: trails count by their measured unicity, and attributes by the measured share of people who are alone
in their combination, which is held below the maximum because it takes a register to name them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nightlatch.model import Finding, Step, Unicity
from nightlatch.risk.holdings import Group, Holding, where
from nightlatch.risk.weights import Part

NEGLIGIBLE, LIMITED, SIGNIFICANT, MAXIMUM = 1, 2, 3, 4
_BOUNDS = ((0.8, MAXIMUM), (0.3, SIGNIFICANT), (0.05, LIMITED))  # of a share that is singled out
_HOUR = 60
_NAMED: frozenset[Part] = frozenset({"birth", "number", "mail", "phone", "address", "handle", "face"})
_KNOWN: frozenset[Part] = frozenset({"name", "birth", "number", "mail", "phone", "handle"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    id: str
    quarters: int
    reason: str
    applies: Callable[[frozenset[Part], int], bool]  # the parts there are, and how many categories


_WAYS = (
    _Way(
        id="identified-by-name", quarters=MAXIMUM,
        reason="full names beside what tells them from others: a birth date, number, address, phone, mail or face",
        applies=lambda parts, _: "name" in parts and bool(parts & _NAMED),
    ),
    _Way(
        id="identified-by-scan", quarters=MAXIMUM, reason="scans of documents or signatures with further details",
        applies=lambda parts, kinds: "scan" in parts and kinds > 1,
    ),
    _Way(
        id="identified-by-face", quarters=MAXIMUM, reason="faces linked to names, birth dates, numbers or contacts",
        applies=lambda parts, _: "face" in parts and bool(parts & _KNOWN),
    ),
    _Way(
        id="name-with-details", quarters=SIGNIFICANT, reason="full names with further details",
        applies=lambda parts, kinds: "name" in parts and kinds > 1,
    ),
    _Way(
        id="photo-with-details", quarters=SIGNIFICANT, reason="pictures with further details of the same people",
        applies=lambda parts, _: "photo" in parts and bool(parts & _KNOWN),
    ),
    _Way(
        id="contact-with-details", quarters=SIGNIFICANT, reason="phone numbers or addresses with further details",
        applies=lambda parts, _: bool(parts & {"phone", "address"}) and bool(parts & {"birth", "given-name"}),
    ),
)  # fmt: skip


def steps(finding: Finding, groups: list[Group]) -> Iterator[Step]:
    """Every way that somebody can be identified by; the highest that is not rejected counts."""
    for group in groups:
        yield from _ways(group)
        yield from _alone(group)
    if finding.trails is not None:
        yield from _trails(finding.trails.unicity)
    yield from _attributes(finding)


def _ways(group: Group) -> Iterator[Step]:
    parts = _parts(group)
    kinds = len({one.category for one in group})
    for way in _WAYS:
        if way.applies(parts, kinds):
            yield _step(way.id, way.quarters, way.reason, [one for one in group if one.weight.part != "detail"])


def _parts(group: Group) -> frozenset[Part]:
    parts = {one.weight.part for one in group}
    if parts >= {"given-name", "family-name"}:
        parts.add("name")
    return frozenset(parts)


def _alone(group: Group) -> Iterator[Step]:
    telling = [one for one in group if one.weight.is_telling]
    if telling:
        reason = f"numbers that themselves tell birth date, sex or region of their holders: {telling[0].category}"
        yield _step("telling-number", SIGNIFICANT, reason, telling)
    best = max(group, key=lambda one: one.weight.alone)
    if best.weight.alone:
        alike = [one for one in group if one.category == best.category]
        yield _step("single-identifier", best.weight.alone, f"by {best.category} alone", alike)


def _step(id: str, quarters: int, reason: str, found: list[Holding]) -> Step:
    return Step(id=id, concerns="ei", delta=quarters, reason=reason, evidence=where(found))


def _trails(unicity: tuple[Unicity, ...]) -> Iterator[Step]:
    """By four points where anybody has so many, at the places as recorded and the hour."""
    measured = [one for one in unicity if one.minutes == _HOUR and one.place == "as recorded" and one.eligible.value]
    if not measured:
        return
    best = max(measured, key=lambda one: one.points)
    most = "at most " if best.basis == "upper-bound" else ""
    sightings = "sighting" if best.points == 1 else "sightings"
    reason = f"trails: {best.points} {sightings} single out {most}{best.share:.0%} of those who have so many"
    yield Step(
        id="trails-single-out", concerns="ei", delta=_quarters(best.share), reason=reason,
        evidence=f"places as recorded, to the hour; 95 % interval {best.low:.1%} to {best.high:.1%}",
    )  # fmt: skip


def _attributes(finding: Finding) -> Iterator[Step]:
    for one in finding.anonymity:
        most = "at most " if one.basis == "upper-bound" else ""
        reason = f"{', '.join(one.categories)}: {most}{one.unique:.0%} of the records are alone in their combination"
        yield Step(
            id="attributes-single-out", concerns="ei", delta=min(SIGNIFICANT, _quarters(one.unique)), reason=reason,
            evidence=f"{one.container}: k = {one.k}",
        )  # fmt: skip


def _quarters(share: float) -> int:
    return next((quarters for bound, quarters in _BOUNDS if share >= bound), NEGLIGIBLE)


def synthetic(groups: list[Group]) -> str:
    """Why the data may be nobody's, "" where too little says so: most of the fields that identify look made up."""
    identifying = [one for group in groups for one in group if one.weight.part not in ("detail", "none")]
    made_up = [one for one in identifying if one.synthetic]
    if not made_up or 2 * len(made_up) < len(identifying):
        return ""
    return "; ".join(dict.fromkeys(one.synthetic for one in made_up[:2]))
