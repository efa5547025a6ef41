"""Everything that is measured of Nightlatch, in one pass."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.accuracy import cases, counting, scoring, subject, texts
from tests.accuracy.hardtable import Filled

Said = Callable[[Filled, bool], dict[str, set[str]]]


@dataclass(slots=True, kw_only=True)
class Measured:
    """Scores of one tool by what was looked at; a tool that could not be had says why in *told* and has no scores."""

    name: str
    scores: dict[str, scoring.Score] = field(default_factory=dict)
    values: dict[str, dict[str, cases.Taken]] = field(default_factory=dict)
    seconds: float = 0.0  # of CPU, for columns; a peer's with its start and, if it reads them, texts
    peak_mb: float = 0.0
    rows: int | None = None  # of a column that were looked at; None: all
    told: str = ""


def columns(tables: Sequence[Filled], said: Said) -> dict[str, scoring.Score]:
    """Scores of columns: ``tables``, ``held_out`` or ``generated``, with headers and without."""
    scores: dict[str, scoring.Score] = {}
    for table in tables:
        for with_headers in (True, False):
            name = f"{kind(table)}, {'headers' if with_headers else 'c1..cn'}"
            told = said(table, with_headers)
            for one in table.table.columns:
                score, _, _ = scoring.judge(one, told[one.path])
                scores.setdefault(name, scoring.Score()).__iadd__(score)
    return scores


def kind(table: Filled) -> str:
    if table.is_held_out:
        return "held-out tables"
    return "generated" if table.name.startswith("generated_") else "open tables"


def nightlatch(tables: Sequence[Filled], data: Path | None) -> Measured:
    """All that is measured of Nightlatch; what needs labelled data only where there is some."""
    begun = time.process_time()
    made = Measured(name="Nightlatch")
    made.scores = columns(tables, lambda table, with_headers: subject.said(table, with_headers=with_headers))
    made.seconds = time.process_time() - begun
    for table in tables:
        name = f"{kind(table)}, values"
        made.scores.setdefault(name, scoring.Score()).__iadd__(counting.counted(table))
    made.values["python-stdnum"] = cases.stdnum_doctests()
    if data:
        for read in (texts.presidio_research, texts.argus_redact):
            made.scores[f"texts: {read.__name__}"] = counting.texts(read(data))
        made.values["validator.js"] = cases.validator_js(data)
    made.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return made
