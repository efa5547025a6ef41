"""The sums: each class from its base and steps, EI from the best way to identify, CB from what is known of the breach.

Every number is the sum of the deltas of its steps that were not rejected, so that a reader can add them up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from nightlatch.model import BANDS, Band, DataClass, Finding, Reach, Step
from nightlatch.risk import circumstances, classes, identification
from nightlatch.risk.classes import CLASSES, HIGHEST, LOWEST
from nightlatch.risk.holdings import Group
from nightlatch.risk.steps import Decisions

END_OF_SCALE = "scale-end"  # a step of the arithmetic itself: nobody decides about it


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A number in quarters, and the steps that make it."""

    total: int
    steps: tuple[Step, ...]


def quarters(dpc: int, ei: int, cb: int) -> int:
    """4 SE of a class 1..4, EI in quarters 1..4 and CB in quarters 0..8. Errors: ``ValueError`` for anything else."""
    if dpc not in range(1, 5) or ei not in range(1, 5) or cb not in range(9):
        raise ValueError(f"no such score: DPC {dpc}, EI {ei}/4, CB {cb}/4")
    return dpc * ei + cb


def band(quarters: int) -> Band:
    """The band of 4 SE; lower bounds are inclusive."""
    return [name for name, least in BANDS.items() if quarters >= least][-1]


def classes_of(
    finding: Finding, groups: list[Group], at: datetime, decisions: Decisions
) -> tuple[dict[DataClass, int], tuple[Step, ...]]:
    """The score of each class that is present and not rejected, and the steps of all."""
    held = tuple(one for group in groups for one in group)
    steps = decisions.taken(finding.id, classes.steps(finding, held, at))
    present = [name for name in CLASSES if any(_is_base(step) and step.concerns == name for step in steps)]
    steps = [step for step in steps if step.state == "rejected" or step.concerns in present]
    scores: dict[DataClass, int] = {}
    for name in present:
        total = _counted(step for step in steps if step.concerns == name)
        scores[name] = min(HIGHEST, max(LOWEST, total))
        if total != scores[name]:
            steps.append(_end_of_scale(name, total, scores[name]))
    return scores, tuple(steps)


def _is_base(step: Step) -> bool:
    """Does *step*, not being rejected, put something into its class?"""
    return step.state != "rejected" and (
        step.id == f"{step.concerns}-data" or (step.id == "credentials" and step.delta > 0)
    )


def _end_of_scale(name: DataClass, total: int, score: int) -> Step:
    end, over = ("ends at 4", "more") if total > score else ("begins at 1", "less")
    reason = f"the scale {end}: {abs(total - score)} {over} is not counted"
    return Step(id=END_OF_SCALE, concerns=name, delta=score - total, reason=reason, evidence=f"{total} without it")


def identification_of(finding: Finding, groups: list[Group], decisions: Decisions) -> Sum:
    """The highest EI that any way to identify somebody gives; the lowest where the data look made up."""
    best: dict[str, Step] = {}
    for step in identification.steps(finding, groups):
        if step.id not in best or best[step.id].delta < step.delta:
            best[step.id] = step
    told = decisions.highest(finding.id, best.values())
    found, why = _counted(told), identification.synthetic(groups)
    if found and why:
        reason = "the data looks made up, so that it hardly identifies anybody"
        delta = identification.NEGLIGIBLE - found
        step = Step(id="synthetic-data", concerns="ei", delta=delta, reason=reason, evidence=why)
        told += decisions.taken(finding.id, [step])
    return Sum(total=_counted(told), steps=tuple(told))


def circumstances_of(finding: Finding, reach: Reach, why: str, decisions: Decisions) -> Sum:
    """Of each element of a breach the highest that is known."""
    found = list(circumstances.steps(finding, reach, why))
    told: list[Step] = []
    for element in circumstances.ELEMENTS:
        told += decisions.highest(finding.id, [step for name, step in found if name == element])
    return Sum(total=max(0, _counted(told)), steps=tuple(told))


def _counted(steps: Iterable[Step]) -> int:
    return sum(step.delta for step in steps if step.state != "rejected")
