"""What was measured, as tables for people and as JSON for programs. Figures only: no value, no miss of a held-out table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.accuracy import cases, scoring
from tests.accuracy.measure import Measured

_WHAT = ("headers", "c1..cn", "values")


def tell(measured: Sequence[Measured], console: Console) -> None:
    """Tools side by side, then Nightlatch by category and by validator."""
    for name in dict.fromkeys(name for one in measured for name in one.scores):
        console.print(_side_by_side(name, measured))
    for one in measured:
        if one.told:
            console.print(f"{one.name}: NOT MEASURED: {one.told}", markup=False)
    first = measured[0]
    console.print(_by_category(first))
    for name, taken in first.values.items():
        console.print(_modules(taken) if name == "python-stdnum" else _validators(taken))


def as_json(measured: Iterable[Measured]) -> list[dict[str, Any]]:
    """All figures; exceptions of validator.js with their reasons."""
    return [
        {
            "tool": one.name, "seconds": round(one.seconds, 1), "peak_mb": round(one.peak_mb), "rows": one.rows,
            "told": one.told, "scores": {name: _score(score) for name, score in one.scores.items()},
            "values": {name: {key: _taken(entry) for key, entry in taken.items()} for name, taken in one.values.items()},
        }
        for one in measured
    ]  # fmt: skip


def _score(score: scoring.Score) -> dict[str, Any]:
    return {
        "micro": _counts(score.micro), "negatives": score.negatives, "flagged": score.flagged,
        "by_category": {name: _counts(counts) for name, counts in sorted(score.by_category.items())},
    }  # fmt: skip


def _counts(counts: scoring.Counts) -> dict[str, Any]:
    return {
        "tp": counts.tp, "fp": counts.fp, "fn": counts.fn, "precision": counts.precision, "recall": counts.recall,
        "f1": counts.f1,
    }  # fmt: skip


def _taken(taken: cases.Taken) -> dict[str, Any]:
    return {
        "valid": taken.valid, "taken": taken.taken, "invalid": taken.invalid, "refused": taken.refused,
        "unsupported": taken.unsupported,
        "excepted": [{"value": value, "reason": why} for value, why in taken.excepted],
    }  # fmt: skip


def _side_by_side(name: str, measured: Sequence[Measured]) -> Table:
    table = Table(title=name, title_justify="left")
    for header in ("tool", "precision", "recall", "F1", "negative columns flagged", "CPU s", "peak MB", "values"):
        table.add_column(header, justify="left" if header == "tool" else "right")
    for one in measured:
        if score := one.scores.get(name):
            flagged = f"{score.flagged} of {score.negatives}" if score.negatives else "-"
            table.add_row(
                one.name, *_figures(score.micro), flagged, f"{one.seconds:.0f}", f"{one.peak_mb:.0f}",
                "all" if one.rows is None else str(one.rows),
            )  # fmt: skip
    return table


def _figures(counts: scoring.Counts, places: int = 3) -> list[str]:
    shown = (counts.precision, counts.recall, counts.f1)
    return ["-" if figure is None else f"{figure:.{places}f}" for figure in shown]


def _by_category(one: Measured) -> Table:
    """Over all hard tables together, so that no held-out column can be told from it."""
    table = Table(title=f"{one.name}, hard tables by category (open and held out together)", title_justify="left")
    for header in ("category", "asked", *(f"{figure} {what}" for what in _WHAT for figure in ("P", "R", "F1"))):
        table.add_column(header, justify="left" if header == "category" else "right")
    sums = {what: _sum(one, what) for what in _WHAT}
    for category in sorted({name for score in sums.values() for name in score.by_category}):
        counts = [score.by_category.get(category, scoring.Counts()) for score in sums.values()]
        asked = counts[0].tp + counts[0].fn
        table.add_row(category, str(asked), *(figure for each in counts for figure in _figures(each, 2)))
    return table


def _sum(one: Measured, what: str) -> scoring.Score:
    whole = scoring.Score()
    for folder in ("open tables", "held-out tables"):
        whole += one.scores.get(f"{folder}, {what}", scoring.Score())
    return whole


def _validators(taken: dict[str, cases.Taken]) -> Table:
    table = Table(title="validator.js, value by value", title_justify="left")
    for header in ("validator", "valid taken", "invalid refused", "share", "labelled wrongly", "no check"):
        table.add_column(header, justify="left" if header == "validator" else "right")
    for name, one in taken.items():
        share = f"{one.refused / one.invalid:.1%}" if one.invalid else "-"
        table.add_row(
            f"{name}{' *' if name in cases.AIMED else ''}", f"{one.taken} of {one.valid}", f"{one.refused} of {one.invalid}",
            share, str(len(one.excepted)), str(one.unsupported),
        )  # fmt: skip
    return table


def _modules(taken: dict[str, cases.Taken]) -> Table:
    """Formats of python-stdnum: all of its valid examples taken, some, none."""
    whole = [name for name, one in taken.items() if one.taken == one.valid > 0]
    some = [name for name, one in taken.items() if 0 < one.taken < one.valid]
    none = [name for name, one in taken.items() if one.taken == 0]
    table = Table("python-stdnum's own examples", "formats", "which", title_justify="left")
    table.add_row("all taken", str(len(whole)), "")
    table.add_row("some taken", str(len(some)), " ".join(some))
    table.add_row("none taken", str(len(none)), " ".join(none))
    return table
