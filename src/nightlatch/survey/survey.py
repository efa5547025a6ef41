"""Survey one store: what is in its containers, whose data, how many people, which trails.

Standing decides how deep: ``catalogue`` reads no content, a sample reads some of each container, ``full`` everything.
In full mode a first pass looks at a sample of every container, so that it is known what to count, and by which
identifier people are joined, before the one pass over all of it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Literal, Protocol

from nightlatch.budget import Budget
from nightlatch.model import Anonymity, Container, Count, Failed, FailureKind, Land, Surveyed, Trails
from nightlatch.risk._room import give_back, keep_little
from nightlatch.stores import Batch, Reading, Session
from nightlatch.survey import estimate
from nightlatch.survey.ahead import ahead
from nightlatch.survey.keyset import RunKey
from nightlatch.survey.naming import Names
from nightlatch.survey.pace import paced
from nightlatch.survey.people import People
from nightlatch.survey.plan import from_names, plan
from nightlatch.survey.planned import ContainerPlan
from nightlatch.survey.tally import FieldTally, Sums, Tally
from nightlatch.survey.told import field_of
from nightlatch.survey.trails import Paths
from nightlatch.survey.unnumbered import unnumbered

Depth = Literal["catalogue", "sample", "full"]
_CUTS: dict[FailureKind, str] = {
    "over-budget": "over-budget",
    "interrupted": "interrupted",
    "wrong-credentials": "not-readable",  # listed, but this container's records are refused to us
}
_CUT = frozenset({"over-budget", "interrupted", "failed"})
_FRUITLESS_SECONDS = 120.0  # with containers that end in silence; a tarpit lists thousands of them
_PROFILE = Reading(records=2_000, bytes=8 << 20, seconds=20.0)


class Progress(Protocol):
    """Who watches: called from the surveying thread, with names that may be printed."""

    def target(self, target: str) -> None:
        """A target is begun."""

    def container(self, name: str, records: int | None) -> None:
        """A container is begun, with so many records expected."""

    def read(self, records: int, bytes: int) -> None:
        """So much more was read."""

    def done(self) -> None:
        """The run is over."""


@dataclass(slots=True, kw_only=True)
class Conditions:
    """What the run allows and shares: one hash key for all stores, so that people are counted once over all."""

    depth: Depth
    has_siblings: bool = False  # other stores number the same people
    records: int = 20_000
    key: RunKey
    names: Names
    budget: Budget = field(default_factory=Budget)
    progress: Progress | None = None
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(slots=True, kw_only=True)
class StoreSurvey:
    """What was found in one store; *counted* lets a run count the people of several stores once.

    *is_counted*: all that could be read was read, so that nothing is an estimate.
    """

    surveyed: tuple[Surveyed, ...]
    people: Count
    trails: Trails | None
    counted: People
    is_cut: bool = False
    is_counted: bool = True
    minors: Count | None = None
    lands: tuple[Land, ...] = ()
    anonymity: tuple[Anonymity, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Work:
    container: Container
    plan: ContainerPlan
    printed: str = ""  # the container's name as it may be shown, told with those of its siblings in mind
    tally: Tally | None = None
    outcome: str = "catalogue"
    records: Count = field(default_factory=lambda: Count(value=None))


def survey(session: Session, containers: Sequence[Container], store: str, conditions: Conditions) -> StoreSurvey:
    """Look into *containers* as deep as *conditions* allow; *store* names it among the stores of a run.

    Memory: a few batches, the fields' tallies, and the sets of people. Errors: none of a container's; they are its
    outcome. Stops between batches when ``conditions.stop`` is set or the budget is spent.
    """
    keep_little()
    sums = Sums.of_sample() if conditions.depth == "sample" else Sums()
    printed = conditions.names.printable([one.name for one in containers])
    work = [
        _Work(container=one, plan=from_names(one.name, store, one.fields), printed=name)
        for one, name in zip(containers, printed, strict=True)
    ]
    if conditions.depth != "catalogue":
        _look(session, work, store, conditions, sums)
    sums.people.pack()
    sums.people.unnumbered = sum(unnumbered(one.plan, one.tally) for one in work if one.tally)
    is_counted = all(one.outcome in ("complete", "not-readable") for one in work)
    people = sums.people.count() if is_counted else _estimated(work, sums.people)
    is_cut = any(one.outcome in _CUT for one in work)
    read = sums.people.count().value or 0
    minors = sums.facts.minors(people, is_whole=not is_cut)
    lands = sums.facts.lands(people, read, is_whole=not is_cut)
    sums.facts.clear()
    sums.people.pack()  # comparing sets made tables of them again
    return StoreSurvey(
        surveyed=_told(work, conditions.names),
        people=people,
        trails=_trails(work, sums.paths, conditions.names),
        counted=sums.people,
        is_cut=is_cut,
        is_counted=is_counted,
        minors=minors,
        lands=lands,
        anonymity=_anonymity(work, conditions.names),
    )


def _look(session: Session, work: list[_Work], store: str, conditions: Conditions, sums: Sums) -> None:
    readable = [one for one in work if one.container.is_readable]
    for one in work:
        one.outcome = "complete" if one.container.is_readable else "not-readable"
    wasted = 0.0
    if conditions.depth == "full":
        for one in readable:
            if wasted > _FRUITLESS_SECONDS:
                break
            started = time.monotonic()
            one.plan = _profiled(session, one, store, conditions)
            wasted += 0.0 if one.plan.records else time.monotonic() - started
        shared = {key.domain for one in readable for key in one.plan.leading_keys()}
        for one in readable:
            one.plan.limit_keys(shared, keeps_issued=conditions.has_siblings)
    for one in readable:
        if conditions.stop.is_set() or conditions.budget.is_spent or wasted > _FRUITLESS_SECONDS:
            one.outcome = "interrupted" if conditions.stop.is_set() else "over-budget"
            continue
        started = time.monotonic()
        _read(session, one, store, conditions, sums)
        if one.outcome in ("failed", "over-budget") and not (one.tally and one.tally.records):
            wasted += time.monotonic() - started


def _profiled(session: Session, one: _Work, store: str, conditions: Conditions) -> ContainerPlan:
    if conditions.stop.is_set() or conditions.budget.is_spent:
        return one.plan
    try:
        batches = list(session.read(one.container, conditions.budget.within(_PROFILE)))
    except Failed:  # the pass over everything meets the same failure, and tells it; or judges fields as they come
        return plan(one.container.name, store, [])
    return plan(one.container.name, store, batches)


def _read(
    session: Session, one: _Work, store: str, conditions: Conditions, sums: Sums
) -> None:  # fmt: skip
    one.records = _counted(session, one.container)
    _announce(one, conditions)
    try:
        if conditions.depth == "full":
            reading = conditions.budget.within(Reading(full=True, records=1 << 62, bytes=None, seconds=None))
            one.tally = Tally(one.plan, sums, conditions.key, one.records.value or 0)
            _drain(one, ahead(paced(session.read(one.container, reading), store), 1), conditions)
        else:
            _sample(session, one, store, conditions, sums)
    except Failed as failed:
        one.outcome = _CUTS.get(failed.failure.kind, "failed")
    _settle(one, conditions)


def _sample(
    session: Session, one: _Work, store: str, conditions: Conditions, sums: Sums
) -> None:  # fmt: skip
    """Read some, or all of a container that is no larger than a sample; what came before a failure counts as well."""
    reading, most = conditions.budget.within(Reading(records=conditions.records)), one.records.high
    reading = replace(reading, full=most is not None and most <= reading.records)
    started = time.monotonic()
    one.outcome = "sampled"
    batches: list[Batch] = []
    try:
        for batch in _watched(paced(session.read(one.container, reading), store), conditions):
            batches.append(batch)
            if sum(one.records for one in batches) >= reading.records:
                break  # a catalogue that told too few
    finally:
        one.plan = plan(one.container.name, store, batches)
        one.tally = Tally(one.plan, sums, conditions.key)
        for batch in batches:
            one.tally.add(batch)
    if conditions.stop.is_set():
        one.outcome = "interrupted"
    elif reading.full and _is_within(one.tally, reading, time.monotonic() - started):
        one.outcome = "complete"
    elif conditions.budget.is_spent:
        one.outcome = "over-budget"


def _is_within(tally: Tally, reading: Reading, seconds: float) -> bool:
    """Did reading end because there was no more, rather than at a bound? Well below all of them, it did."""
    return (
        tally.records < reading.records
        and (reading.bytes is None or tally.bytes < reading.bytes / 2)
        and (reading.seconds is None or seconds < reading.seconds / 2)
    )


def _counted(session: Session, container: Container) -> Count:
    try:
        return container.records if container.records.exact else session.count(container)
    except Failed:
        return container.records


def _announce(one: _Work, conditions: Conditions) -> None:
    if conditions.progress:
        expected = one.records.value
        if conditions.depth == "sample" and expected is not None:
            expected = min(expected, conditions.records)
        conditions.progress.container(one.printed, expected)


def _drain(one: _Work, batches: Iterator[Batch], conditions: Conditions) -> None:
    assert one.tally is not None  # noqa: S101 - for the type checker
    with closing(batches):  # type: ignore[type-var]
        for batch in _watched(batches, conditions):
            one.tally.add(batch)
            if conditions.budget.is_spent:
                one.outcome = "over-budget"
                break
    if conditions.stop.is_set():
        one.outcome = "interrupted"


def _watched(batches: Iterator[Batch], conditions: Conditions) -> Iterator[Batch]:
    for batch in batches:
        conditions.budget.spend(batch.records, batch.bytes)
        if conditions.progress:
            conditions.progress.read(batch.records, batch.bytes)
        yield batch
        if conditions.stop.is_set():
            return


def _settle(one: _Work, conditions: Conditions) -> None:
    """Once read: a number that was counted replaces the estimate; a sample that took all is complete."""
    if one.tally is None:
        return
    give_back()
    one.tally.close()
    give_back()
    read = one.tally.records
    if one.outcome == "complete":
        one.records = Count.of(read, "read")
    elif one.records.value is not None and one.records.high == one.records.value <= read:
        one.records = Count.of(read, "read")
        one.outcome = "complete" if one.outcome == "sampled" else one.outcome
    elif one.records.value is None or one.records.value < read:
        one.records = Count(value=read, low=read, high=one.records.high, method="at least those read")


def _estimated(work: list[_Work], people: People) -> Count:
    counts = []
    for name in dict.fromkeys(name for one in work if one.tally for name in one.tally.keyed):
        holders = [one for one in work if one.tally and name in one.tally.keyed]
        counts.append(_domain_people(name, holders, people))
    best = estimate.together(counts)
    if best.value is None and not counts:
        return best
    ways = people.count().method.partition(";")[0]
    return replace(best, exact=False, method=f"{ways}; {best.method}")


def _domain_people(name: str, holders: list[_Work], people: People) -> Count:
    totals = [_keyed_total(one, name) for one in holders]
    highs = [total.high for total in totals]
    total = Count(
        value=sum(total.value or 0 for total in totals),
        low=sum(total.low for total in totals),
        high=None if None in highs else sum(high or 0 for high in highs),
        exact=all(total.exact for total in totals),
    )
    read = sum(one.tally.keyed.get(name, 0) for one in holders if one.tally)
    seen = estimate.Keyed(read=read, distinct=people.distinct(name), total=total, once=people.once(name))
    return estimate.people(seen)


def _keyed_total(one: _Work, name: str) -> Count:
    assert one.tally is not None  # noqa: S101 - for the type checker
    return estimate.share_of(one.records, one.tally.keyed.get(name, 0), one.tally.records)


def _trails(work: list[_Work], paths: Paths, names: Names) -> Trails | None:
    holders = [one for one in work if one.tally and one.tally.points]
    read = sum(one.tally.points for one in holders if one.tally)
    if not read:
        return None
    whole = sum(
        one.tally.points * (one.records.value or one.tally.records) / one.tally.records for one in holders if one.tally
    )
    is_complete = all(one.outcome == "complete" for one in holders)
    told = paths.told(1.0 if is_complete else max(1.0, whole / read), is_sample=not is_complete)
    if told is None:
        return None
    tags = [tag for tag in told.tags if not names.is_value(tag.tag)]
    printable = names.printable([tag.tag for tag in tags])
    return replace(
        told,
        tags=tuple(replace(tag, tag=text) for tag, text in zip(tags, printable, strict=True)),
        suppressed_tags=told.suppressed_tags + len(told.tags) - len(tags),
    )


def _anonymity(work: list[_Work], names: Names) -> tuple[Anonymity, ...]:
    told: list[Anonymity] = []
    for one in work:
        if one.tally and one.tally.groups.paths:
            printed = dict(zip(one.tally.fields, names.printable(one.tally.fields), strict=True))
            told += one.tally.groups.told(one.printed, printed, is_sample=one.outcome != "complete")
    return tuple(told)


def _told(work: list[_Work], names: Names) -> tuple[Surveyed, ...]:
    return tuple(_surveyed(one, names) for one in work)


def _surveyed(one: _Work, names: Names) -> Surveyed:
    tallies = one.tally.fields if one.tally else {path: FieldTally() for path in one.container.fields}
    paths = names.printable(tallies)
    fields = tuple(
        field_of(one.plan, path, printed, tally) for (path, tally), printed in zip(tallies.items(), paths, strict=True)
    )
    container = replace(one.container, name=one.printed, fields=())
    records = one.records if one.tally else one.container.records
    if one.tally is None:
        return Surveyed(container=container, records=records, fields=fields, outcome=one.outcome)
    return Surveyed(
        container=container, records=records, read=one.tally.records, read_bytes=one.tally.bytes,
        undecodable=one.tally.undecodable, fields=fields, outcome=one.outcome,
        oldest=one.tally.window.oldest, newest=one.tally.window.newest,
    )  # fmt: skip
