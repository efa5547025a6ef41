"""How bad an exposure is, how long it has lasted, and who was there before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from nightlatch.model.access import Evidence

Reach = Literal["internet", "private", "lab"]  # from where a store can be reached
Band = Literal["low", "medium", "high", "very-high"]
BANDS: dict[Band, int] = {"low": 0, "medium": 8, "high": 12, "very-high": 16}  # 4 SE from which on each holds
DataClass = Literal["simple", "behavioural", "financial", "sensitive"]  # of ENISA's method
StepState = Literal["proposed", "confirmed", "rejected"]
TraceKind = Literal[
    "ransom-note", "wiped", "unknown-administrator", "odd-configuration", "foreign-replica", "other-clients"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the severity's arithmetic: *delta* whole points of a class, quarters of ``ei`` and ``cb``."""

    id: str  # stable, so that a user can confirm or reject it: "minors", "special-category-places"
    concerns: DataClass | Literal["ei", "cb"]
    delta: int
    reason: str
    evidence: str
    state: StepState = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Severity:
    """ENISA's breach severity, SE = DPC x EI + CB, in whole quarters; kept apart from any confidence.

    *classes* are the scores of all classes present, of which the highest is *dpc*.
    """

    quarters: int  # 4 SE
    dpc: int  # 1..4
    ei: int  # quarters, 1..4
    cb: int  # quarters, 0..8
    data_class: DataClass
    band: Band
    reach: Reach
    classes: tuple[tuple[DataClass, int], ...] = ()
    steps: tuple[Step, ...] = ()
    flags: tuple[str, ...] = ()  # "more-than-100-people", "unintelligible"; outside the number

    @property
    def se(self) -> float:
        return self.quarters / 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A sign of who was there before: what it proves, and what it does not."""

    kind: TraceKind
    what: str
    proves: str
    leaves_open: str
    evidence: Evidence
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """How long a store has been open: at least since *latest*, at most since *earliest* (None: nothing bounds it)."""

    earliest: datetime | None
    latest: datetime
    until: datetime  # the last time that it was seen open
    basis: tuple[str, ...] = ()
