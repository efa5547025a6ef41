"""For how long a store has stood open: a range, and what each end of it rests on.

At least since: the first time that somebody saw it open (an earlier run, a list of others that names stores a stranger
got into, a trace left by one). At most since: the time of the oldest record, since before there was data there was
nothing to expose. A server reads its rules when it starts, so its start is told beside both, and bounds neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from nightlatch.model import Exposure, Finding, Result

Place = tuple[str, int]  # an address or a name, and a port


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Somebody saw a store *at* a time: it *was_open* to a stranger, or did no more than answer."""

    at: datetime
    by: str
    was_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known from before this run, by finding and by place."""

    of_findings: Mapping[str, tuple[Sighting, ...]] = field(default_factory=dict)
    of_places: Mapping[Place, tuple[Sighting, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, runs: Iterable[Result], lists: Mapping[Place, tuple[Sighting, ...]]) -> History:
        """Of earlier runs, and of what lists of others say."""
        found: dict[str, tuple[Sighting, ...]] = {}
        for run in runs:
            for one in run.findings:
                sighting = Sighting(at=run.run.started, by="an earlier run", was_open=one.status == "open")
                found[one.id] = (*found.get(one.id, ()), sighting)
        return cls(of_findings=found, of_places=lists)

    def sightings(self, finding: Finding) -> tuple[Sighting, ...]:
        """Every time that somebody saw this store, oldest first."""
        end = finding.endpoint
        places = {(end.address, end.port), (end.host, end.port)}
        seen = [*self.of_findings.get(finding.id, ()), *(s for at in places for s in self.of_places.get(at, ()))]
        return tuple(sorted(seen, key=lambda sighting: sighting.at))


def exposure(finding: Finding, now: datetime, history: History) -> Exposure | None:
    """How long *finding* has stood open, seen open *now*; None where it is not open."""
    if finding.status != "open":
        return None
    seen = [*_last_stretch(history.sightings(finding)), *_left(finding)]
    first = min((one for one in seen if one.was_open and one.at <= now), key=lambda one: one.at, default=None)
    oldest = min((one.oldest for one in finding.surveyed if one.oldest is not None), default=None)
    latest = first.at if first else now
    earliest = oldest if oldest is not None and oldest <= latest else None
    return Exposure(
        earliest=earliest,
        latest=latest,
        until=now,
        basis=tuple(_basis(seen, first, earliest, finding.identity.started)),
    )


def _last_stretch(sightings: tuple[Sighting, ...]) -> Iterator[Sighting]:
    """Those since it was last seen shut: a store that was closed in between has been open since then only."""
    shut = [at for at, one in enumerate(sightings) if not one.was_open and one.by == "an earlier run"]
    yield from sightings[shut[-1] + 1 if shut else 0 :]


def _left(finding: Finding) -> Iterator[Sighting]:
    for trace in finding.traces:
        if trace.at is not None and trace.kind in ("ransom-note", "wiped"):
            yield Sighting(at=trace.at, by=f"what a stranger left ({trace.kind.replace('-', ' ')})", was_open=True)


def _basis(
    seen: list[Sighting], first: Sighting | None, earliest: datetime | None, started: datetime | None
) -> Iterator[str]:
    yield f"seen open by {first.by} on {_day(first.at)}" if first else "seen open by this run"
    answered = min((one for one in seen if not one.was_open), key=lambda one: one.at, default=None)
    if answered is not None:
        yield f"answered on {_day(answered.at)}, says {answered.by}; whether to strangers is not known"
    if earliest is not None:
        yield f"its oldest record is of {_day(earliest)}"
    if started is not None:
        yield f"the server has run since {_day(started)}; it reads its rules when it starts, most of them then only"


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d}"
