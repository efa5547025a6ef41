"""Which duties to tell somebody may run, from when, and until which second; the duties are data, ``regimes.toml``.

A store tells neither who runs it nor under which law, so a clock says that it *may* run, and why. Hours are counted
from the event to the second; the last second is still in time. Where a law counts more kindly (Regulation 1182/71
leaves out the first hour, and stretches over holidays) the earlier end is told.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from nightlatch.model import BANDS, Band, Finding

AWARENESS = "awareness"


class Due(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long after its event a duty is due; nothing set: at once."""

    hours: int = 0
    days: int = 0
    months: int = 0
    year_end_days: int = 0

    def end(self, start: datetime) -> datetime | None:
        """The last second that is in time, in UTC; None for "at once". *start* has a time zone."""
        start = start.astimezone(UTC)
        if self.year_end_days:
            return _end_of_year(start) + timedelta(days=self.year_end_days)
        if not (self.hours or self.days or self.months):
            return None
        return _months_later(start, self.months) + timedelta(days=self.days, hours=self.hours)


class Regime(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from"}):
    """One row of ``regimes.toml``, where each field is explained."""

    id: str
    title: str
    tells: str
    after: str
    due: Due
    since: date
    status: Literal["in-force", "proposed"]
    source: str
    until: date | None = None
    when: str = ""
    lands: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    band: Band | Literal[""] = ""
    above: int | None = None
    below: int | None = None

    def holds_on(self, day: date) -> bool:
        """Is it law on *day*?"""
        return self.status == "in-force" and self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a finding says that duties depend on. *people* None: not counted; no *lands*: nothing tells them."""

    people: int | None = None
    band: Band | None = None
    lands: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One duty that may run: *ends* None means at once; *why* says what speaks for it, and what only people know."""

    regime: str
    title: str
    tells: str
    starts: datetime
    ends: datetime | None
    why: str
    source: str

    def is_late(self, now: datetime) -> bool:
        """Is its last second over?"""
        return self.ends is not None and now > self.ends


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    eea: frozenset[str]
    regime: tuple[Regime, ...]


def facts(finding: Finding) -> Facts:
    """What duties depend on, as far as *finding* tells it. Data that looks made up is nobody's."""
    fields = [field for one in finding.surveyed for field in one.fields if not field.looks_synthetic]
    found = {one.id for field in fields for one in field.categories if one.whose == "person"}
    return Facts(
        people=finding.people.value,
        band=finding.severity.band if finding.severity else None,
        lands=frozenset(land.country for land in finding.lands if land.country),
        groups=frozenset(_groups()[id_] for id_ in found if id_ in _groups()),
    )


@cache
def _groups() -> dict[str, str]:
    from nightlatch.categories import all_categories  # late: what was found nowhere needs no libraries for columns

    return {category.id: category.group for category in all_categories()}


@cache
def _read() -> _Table:
    return msgspec.toml.decode(files("nightlatch.risk").joinpath("regimes.toml").read_bytes(), type=_Table)


def table() -> tuple[Regime, ...]:
    """Every row, in the order of the file, in which a row that starts another's clock comes first."""
    return _read().regime


def eea() -> frozenset[str]:
    """The states of the European Economic Area (ISO 3166 alpha-2)."""
    return _read().eea


def clocks(facts: Facts, aware: datetime) -> tuple[Clock, ...]:
    """The clocks that may run for somebody who became aware at *aware*, the first to end first, those at once leading.

    Units: instants in UTC, to the second. A row that waits for another act is reckoned from that act's last second.
    """
    running: dict[str, Clock] = {}
    for regime in table():
        starts = _start(regime, aware, running)
        if starts is not None and regime.holds_on(aware.date()) and _may_hold(regime, facts):
            running[regime.id] = Clock(
                regime=regime.id, title=regime.title, tells=regime.tells, starts=starts,
                ends=regime.due.end(starts), why=_why(regime, facts), source=regime.source,
            )  # fmt: skip
    return tuple(sorted(running.values(), key=lambda clock: (clock.ends or clock.starts, clock.regime)))


def _start(regime: Regime, aware: datetime, running: dict[str, Clock]) -> datetime | None:
    if regime.after == AWARENESS:
        return aware.astimezone(UTC).replace(microsecond=0)
    before = running.get(regime.after)
    return before.ends if before else None


def _may_hold(regime: Regime, facts: Facts) -> bool:
    """Does nothing that is known speak against it?"""
    if regime.band and (facts.band is None or BANDS[facts.band] < BANDS[regime.band]):
        return False
    if regime.groups and facts.groups.isdisjoint(regime.groups):
        return False
    if regime.lands and facts.lands and facts.lands.isdisjoint(_spelt_out(regime.lands)):
        return False
    if facts.people is None:
        return True
    return (regime.above is None or facts.people > regime.above) and (
        regime.below is None or facts.people < regime.below
    )


def _why(regime: Regime, facts: Facts) -> str:
    here = sorted(facts.lands & _spelt_out(regime.lands))
    told = [f"numbers of people from {', '.join(here)}"] if here else []
    if regime.above is not None and facts.people is not None:
        told.append(f"{facts.people:,} people are more than {regime.above:,}")
    if regime.band and facts.band:
        told.append(f"severity {facts.band.replace('-', ' ')}")
    return "; ".join((*told, *([regime.when] if regime.when else ())))


def _spelt_out(lands: Iterable[str]) -> frozenset[str]:
    return frozenset(land for name in lands for land in (_read().eea if name == "EEA" else (name,)))


def _months_later(start: datetime, months: int) -> datetime:
    """The same day of a later month, or its last where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, calendar.monthrange(year, month + 1)[1])
    return start.replace(year=year, month=month + 1, day=day)


def _end_of_year(start: datetime) -> datetime:
    return start.replace(month=12, day=31, hour=23, minute=59, second=59, microsecond=0)
