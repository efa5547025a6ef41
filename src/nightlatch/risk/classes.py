"""DPC: the classes of data that are present, and the contextual steps up and down, each with what speaks for it.

Source: ENISA, Recommendations for a methodology of the assessment of severity of personal data breaches (2013), annex
1. The document leaves steps to judgement: each one here is proposed, never hidden, and can be rejected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import get_args

from nightlatch.model import DataClass, Finding, Step
from nightlatch.risk.holdings import Holding, kinds, where
from nightlatch.risk.steps import CLAIMED, CLAIMS

CLASSES: tuple[DataClass, ...] = get_args(DataClass)
BASE: dict[DataClass, int] = {"simple": 1, "behavioural": 2, "financial": 3, "sensitive": 4}
LOWEST, HIGHEST = 1, 4
_MINORS_SHARE = 0.05
_SIGHTINGS_A_DAY = 50
_DAYS = 30
_OLD = timedelta(days=3653)
_TELLING_ARTICLES = ("9", "10")
_SHOWN = 3
_HUMP = re.compile("(?<=[a-z])(?=[A-Z])")
_OF_CHILDREN = frozenset({"child", "guardian", "student-id"})
_SCHOOL = re.compile(
    r"(?i)(?<![^\W\d_])(?:schools?|pupils?|kindergartens?|nursery|preschools?|children|kids|schüler\w*|schule|kita"
    r"|écoles?|élèves?|escuelas?|alumnos?|scuola|alunni|uczniowie|uczen|школ\w*|учени\w*|okul|öğrenci\w*)(?![^\W\d_])"
    r"|学生|学校|小学|中学|幼儿园|生徒|児童|مدرسة|مدرسه|طالب"
)
_SAFETY = re.compile(
    r"(?i)(?<![^\W\d_])(?:police|polizei\w*|policía|polizia|policja|military|militär\w*|militaire|army|soldiers?"
    r"|undercover|informants?|informers?|witness(?:es)?|zeugen?|témoins?|testigos?|asylum|asyl\w*|asile|asilo"
    r"|refugees?|flüchtling\w*|réfugiés?|shelters?|frauenhaus|полици\w*|свидетел\w*|военн\w*|беженц\w*|mülteci\w*)(?![^\W\d_])|警察|民警|军人|士兵|证人|难民|شرطة|لاجئ|پولیس"
)


def steps(finding: Finding, held: tuple[Holding, ...], at: datetime) -> Iterator[Step]:
    """Proposed steps of every class present, the bases first; *at*: the day of the rating."""
    bases = list(_bases(finding, held))
    yield from bases
    present = tuple(dict.fromkeys(one.concerns for one in bases if one.concerns in CLASSES))
    if "behavioural" in present:
        yield from _profiles(finding)
    if "financial" in present:
        yield from _money(held)
    if "simple" in present:
        yield from _safety(finding)
    everywhere = list(_of_any(finding, held, at))
    for name in present:
        yield from (_step(id, name, delta, reason, evidence) for id, delta, reason, evidence in everywhere)


def _bases(finding: Finding, held: tuple[Holding, ...]) -> Iterator[Step]:
    for name in CLASSES:
        found = [one for one in held if one.weight.kind == name]
        if found:
            yield _step(f"{name}-data", name, BASE[name], f"{name} data: {kinds(found)}", where(found))
        elif name == "behavioural" and finding.trails is not None:
            reason = "behavioural data: where people were, and when"
            yield _step("behavioural-data", name, BASE[name], reason, _points(finding))
    secrets = [one for one in held if one.weight.kind == "credentials"]
    others = {one.weight.kind for one in held} - {"credentials"}
    if secrets:
        inherited = next((name for name in reversed(CLASSES) if name in others), None)
        what = f"of the {inherited} data beside them" if inherited else "simple, for nothing tells what they open"
        reason = f"{kinds(secrets)}: of the class of what they open, {what}"
        yield _step("credentials", inherited or "simple", 0 if inherited else BASE["simple"], reason, where(secrets))


def _profiles(finding: Finding) -> Iterator[Step]:
    trails = finding.trails
    if trails is None:
        return
    days = (trails.last - trails.first) / timedelta(days=1) if trails.first and trails.last else 0.0
    people, points = trails.people.value or 0, trails.points.value or 0
    daily = points / people / max(days, 1.0) if people else 0.0
    if trails.days is not None and trails.days >= _DAYS:
        reason = f"half of the people were seen on {trails.days} days or more: an everyday profile"
        yield _step("everyday-profile", "behavioural", 1, reason, _points(finding))
    elif daily >= _SIGHTINGS_A_DAY:
        reason = f"{daily:.0f} sightings a person and day on average: an everyday profile"
        yield _step("everyday-profile", "behavioural", 1, reason, _points(finding))
    told = [one for one in trails.reveals if one.article in _TELLING_ARTICLES]
    if told:
        names = ", ".join(one.category for one in told)
        labels = sum(one.labels for one in told)
        reason = f"places that people were at tell of {names}: a profile based on sensitive data"
        evidence = f"{labels} {'label' if labels == 1 else 'labels'} of places"
        yield _step("special-category-places", "behavioural", HIGHEST - BASE["behavioural"], reason, evidence)


def _points(finding: Finding) -> str:
    trails = finding.trails
    return f"{trails.points.value or 0:,} points of {trails.people.value or 0:,} people" if trails else ""


def _money(held: tuple[Holding, ...]) -> Iterator[Step]:
    found = [one for one in held if one.weight.kind == "financial"]
    names = {one.category for one in found}
    if names == {"bic"}:
        yield _step(
            "bank-name-only", "financial", -2, "a bank's name and no account: no financial insight", where(found)
        )
    holder = any(one.weight.part in ("name", "family-name") for one in held)
    if holder and (names >= {"payment-card", "card-expiry"} or "iban" in names):
        reason = "account or card numbers with what is needed to use them, and their holders: enables fraud"
        yield _step("fraud", "financial", 1, reason, where(found))
    yield _step("cards-expired", "financial", LOWEST - BASE["financial"], CLAIMS["cards-expired"], CLAIMED)


def _safety(finding: Finding) -> Iterator[Step]:
    found = _named(finding, _SAFETY)
    if found:
        reason = "names of containers or fields speak of police, military, witnesses, refugees or shelters"
        yield _step("personal-safety", "simple", HIGHEST - BASE["simple"], reason, ", ".join(found))


def _of_any(
    finding: Finding, held: tuple[Holding, ...], at: datetime
) -> Iterator[tuple[str, int, str, str]]:  # fmt: skip
    """Steps that hold for every class: id, delta, reason and evidence."""
    children = [one for one in held if one.category in _OF_CHILDREN]
    people, minors, least = finding.people.value or 0, *_minors(finding)
    if people and minors / people >= _MINORS_SHARE:
        reason = f"vulnerable people: {least}{minors / people:.0%} of them are under 18"
        yield "minors", 1, reason, f"{least}{minors:,} of {people:,} by birth dates and numbers"
    elif children or (words := _named(finding, _SCHOOL)):
        evidence = where(children) if children else ", ".join(words)
        yield "minors", 1, "vulnerable people: categories or names of fields speak of children", evidence
    newest = _newest(finding)
    if newest is not None and at - newest > _OLD:
        yield "outdated", -1, "old data: its newest record is over ten years old", f"{newest:%Y-%m-%d}"
    yield "public-register", -1, CLAIMS["public-register"], CLAIMED


def _minors(finding: Finding) -> tuple[int, str]:
    """How many there are; or, where that is not told, how many at least."""
    if finding.minors is None:
        return 0, ""
    if finding.minors.value is None:
        return finding.minors.low, "at least "
    return finding.minors.value, ""


def _named(finding: Finding, words: re.Pattern[str]) -> list[str]:
    """Up to three printable names of containers and fields in which *words* stand; ``camelCase`` is taken apart."""
    names = (name for one in finding.surveyed for name in (one.container.name, *(field.path for field in one.fields)))
    return list(islice((name for name in names if words.search(_HUMP.sub(" ", name))), _SHOWN))


def _newest(finding: Finding) -> datetime | None:
    known = [one.newest for one in finding.surveyed if one.newest]
    if finding.trails and finding.trails.last:
        known.append(finding.trails.last)
    return max((one if one.tzinfo else one.replace(tzinfo=UTC) for one in known), default=None)


def _step(id: str, concerns: DataClass, delta: int, reason: str, evidence: str) -> Step:
    return Step(id=id, concerns=concerns, delta=delta, reason=reason, evidence=evidence)
