"""What the HTML page shows of how bad it is: severity as a sum, exposure as a line of time, people, places, traces."""

from __future__ import annotations

import re
from typing import Any

from nightlatch.model import Anonymity, Finding, Result, Severity, Step, Trails, Unicity
from nightlatch.reports import _clocks, _facts, _letters, _plots, _words

View = dict[str, Any]
_MOST_LANDS = 20
_CONCERNS = {"ei": "identification", "cb": "breach"}


def rated(finding: Finding, is_public: bool) -> View:
    """Everything of a store that says how bad it is and what to do about it; that only who has to act is told."""
    severity, exposure, is_open = finding.severity, finding.exposure, finding.status == "open"
    return {
        "band": severity.band if severity else "",
        "score": _facts.points(severity.quarters) if severity else "",
        "unrated": finding.unrated if not severity and is_open else "",
        "steps": [] if is_public else _facts.first_steps(finding),
        "severity": _severity(severity) if severity else None,
        "exposure": _plots.timeline(exposure, finding.traces) if exposure else None,
        "basis": exposure.basis if exposure else (),
        "traces": finding.traces,
        "lands": _lands(finding),
        "lands_rest": max(0, len(finding.lands) - _MOST_LANDS),
        "anonymity": [_anonymity(one) for one in finding.anonymity],
        "absent": _words.listed(_facts.absent(finding)),
        "muted": finding.muted,
        "consequences": _letters.consequences(finding) if is_open and _facts.is_personal(finding) else [],
    }


def _severity(severity: Severity) -> View:
    counted = {severity.data_class, *_CONCERNS}
    return {
        "dpc": str(severity.dpc),
        "ei": _facts.points(severity.ei),
        "cb": _facts.points(severity.cb),
        "se": _facts.points(severity.quarters),
        "band": _facts.spoken(severity.band),
        "scale": _plots.scale(severity),
        "reach": severity.reach,
        "classes": [(name, score, name == severity.data_class) for name, score in severity.classes],
        "steps": [_step(step) for step in severity.steps if step.concerns in counted],
        "others": [_step(step) for step in severity.steps if step.concerns not in counted],
        "flags": _facts.flags(severity),
    }


def _step(step: Step) -> View:
    return {
        "id": step.id,
        "concerns": _CONCERNS.get(step.concerns, f"data: {step.concerns}"),
        "delta": _facts.delta(step),
        "reason": step.reason,
        "evidence": step.evidence,
        "state": step.state,
    }


def _lands(finding: Finding) -> list[View]:
    shown = finding.lands[:_MOST_LANDS]
    most = max((land.people.value or 0 for land in shown if land.people), default=0) or 1
    return [
        {
            "country": land.country or "others",
            "people": "not told" if land.people is None else _words.cell(land.people),
            "width": round(100 * (land.people.value or 0) / most, 2) if land.people else 0,
            "told_by": _words.label(land.told_by) if land.told_by else "",
        }
        for land in shown
    ]


def _anonymity(one: Anonymity) -> View:
    most = "at most " if one.basis == "upper-bound" else ""
    return {
        "container": one.container,
        "told": _words.listed(map(_words.label, one.categories)) or ", ".join(one.fields),
        "fields": ", ".join(one.fields),
        "records": _words.cell(one.records),
        "k": _words.integer(one.k),
        "unique": f"{most}{_words.percent(one.unique)}",
        "few": f"{most}{_words.percent(one.few)}",
        "sensitive": "" if one.diversity is None else f"{_words.integer(one.diversity)} ({one.sensitive})",
    }


def placed(trails: Trails) -> View:
    """What trails give away: who is singled out by few of their points, and what labels of places tell."""
    counts = sorted({one.points for one in trails.unicity})
    grains: dict[tuple[str, int], dict[int, Unicity]] = {}
    for one in trails.unicity:
        grains.setdefault((one.place, one.minutes), {})[one.points] = one
    return {
        "points_known": counts,
        "unicity": [
            (_facts.grain(next(iter(found.values()))), [_cell(found.get(count)) for count in counts])
            for _, found in sorted(grains.items(), key=lambda item: _fineness(*item[0]))
        ],
        "is_bound": any(one.basis == "upper-bound" for one in trails.unicity),
        "singled_out": _singled_out(trails),
        "reveals": [
            {
                "category": _facts.spoken(one.category),
                "article": f"Art. {one.article} GDPR" if one.article else "",
                "labels": _words.integer(one.labels),
                "points": _words.cell(one.points),
                "people": "not told" if one.people is None else _words.cell(one.people),
                "often": "not told" if one.often is None else _words.cell(one.often),
            }
            for one in trails.reveals
        ],
    }


def _fineness(place: str, minutes: int) -> tuple[float, int]:
    """The finest first: places as recorded, then by degrees, and of each by time."""
    degrees = re.match(r"\d{1,2}(\.\d{1,6})?", place)
    return float(degrees[0]) if degrees else 0.0, minutes


def _cell(one: Unicity | None) -> View | None:
    if one is None:
        return None
    if one.basis == "upper-bound":
        return {"dot": _plots.dot(one.high), "share": f"at most {_words.percent(one.high)}", "ends": ""}
    low, high = _words.percent(one.low), _words.percent(one.high)
    ends = f"{low.removesuffix(' %')} to {high}" if low != high else ""
    return {"dot": _plots.dot(one.share), "share": _words.percent(one.share), "ends": ends}


def _singled_out(trails: Trails) -> str:
    """One sentence of the trails' finest grain as recorded, with as many points as were reckoned."""
    found = [one for one in trails.unicity if one.minutes >= 60 and one.place == "as recorded"] or list(trails.unicity)
    if not found:
        return ""
    one = max(found, key=lambda one: (one.points, one.share))
    is_bound = one.basis == "upper-bound"
    share = f"at most {_words.percent(one.high)}" if is_bound else _words.percent(one.share)
    points = "one of their own points" if one.points == 1 else f"{one.points} of their own points"
    few = "" if one.few is None or is_bound else f"; for {_words.percent(one.few)} at most five people match"
    return (
        f"Of {_words.of_them(one.eligible, 'person', 'people')} with so many points, {share} "
        f"are the only one whom {points} fit, known to {_facts.grain(one)}{few}. The points are drawn at "
        "random; a home and a place of work would single out more."
    )


def clocks(result: Result) -> list[View]:
    """Which duties to tell somebody may run."""
    return [
        {
            "title": clock.title,
            "tells": clock.tells,
            "ends": _clocks.until(clock),
            "why": clock.why,
            "source": clock.source,
        }
        for clock in _clocks.clocks(result)
    ]
