"""What is in the stores of one run: each looked into once, its people counted once over all of them."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from nightlatch import local
from nightlatch.budget import Budget
from nightlatch.interrupt import Interrupter, interrupted
from nightlatch.judging import absent
from nightlatch.masking import Masker, masked_traces
from nightlatch.model import Container, Count, Failed, Finding, Target, Trace
from nightlatch.risk import ransom
from nightlatch.scope import Limits
from nightlatch.stores import Session
from nightlatch.survey import estimate

if TYPE_CHECKING:  # what looks into contents is loaded once there are some: the libraries for columns take a second
    from nightlatch.survey.keyset import RunKey
    from nightlatch.survey.people import People
    from nightlatch.survey.survey import Conditions, Depth, Progress

MOST_LISTED = 500_000  # of one store
MOST_CONTAINERS = 20_000  # of one store; more are counted, not surveyed
_MOST_NOTES = 50  # ransom notes whose records are counted where the catalogue does not tell how many there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How deep to look: *records* is the sample of each container; *sampled_files*: files too, which are else whole."""

    full: bool
    sampled_files: bool
    records: int
    limits: Limits


@dataclass(slots=True, kw_only=True)
class Contents:
    """What was looked into so far. Memory: the sets of people, while another store may hold the same ones."""

    asked: Asked
    stop: threading.Event
    interrupter: Interrupter
    progress: Progress | None
    names: Masker = field(default_factory=Masker)
    records: int = 0
    counts: list[Count] = field(default_factory=list)
    are_counted: bool = True  # rather than estimated, or taken over from a run that is over
    shelves: frozenset[str] = frozenset()  # folders of which several files are looked into
    _key: RunKey | None = None
    _people: People | None = None
    _surveyed: dict[tuple[str, ...], str] = field(default_factory=dict)
    _unread: set[str] = field(default_factory=set)

    def of(self, session: Session, found: Finding) -> Finding:
        """*found* with what is in it. Errors: ``Failed`` where its containers cannot be listed."""
        from nightlatch.survey.people import People
        from nightlatch.survey.survey import survey
        from nightlatch.warmup import warm_up

        target, view = found.target, _view(found)
        conditions = self._conditions(found)
        first = self._surveyed.get(view)
        if first is not None and (conditions.depth == "catalogue" or first not in self._unread):
            return replace(found, same_as=first, notes=(*found.notes, f"the same store as {first}: see there"))
        is_file = target.kind == local.KIND  # of the user's own, who may well call it README
        if not is_file and conditions.depth != "catalogue":
            warm_up(self.stop)  # now, while the server has nothing open for us; a file waits
        listed = session.catalogue() if conditions.depth == "catalogue" else session.containers()
        containers = [one for one in self._listed(listed) if not one.is_system]
        if not is_file and conditions.depth != "catalogue":
            containers = _counted(session, containers)
        traces = () if is_file else self._traces(session, containers)
        found = replace(found, traces=traces, identity=replace(found.identity, started=session.identity.started))
        is_cut = self.stop.is_set()
        if is_cut and not containers:
            raise Failed(interrupted(target.url))
        looked_into = containers[:MOST_CONTAINERS]
        own, notes = (looked_into, []) if is_file else _parted(looked_into)
        with self.interrupter.reading():
            looked = survey(session, own, self._shelf(target) or view[1], conditions)
        self._surveyed[view] = target.url  # not before: what failed is told nowhere
        if conditions.depth == "catalogue":  # by another address, whose control is proved, contents may be read
            self._unread.add(target.url)
        self.counts.append(looked.people)
        self.are_counted &= looked.is_counted
        self._people = (self._people or People()).merge(looked.counted)
        self.records += conditions.budget.used_rows
        left = survey(session, notes, view[1], replace(conditions, depth="catalogue")).surveyed if notes else ()
        surveyed = (*looked.surveyed, *(replace(one, outcome=ransom.OUTCOME) for one in left))
        return replace(
            found, surveyed=surveyed, containers_total=len(containers), people=looked.people,
            trails=looked.trails, minors=looked.minors, lands=looked.lands, absent=absent(looked.surveyed),
            anonymity=looked.anonymity, notes=(*found.notes, *_notes(len(containers), is_cut)),
        )  # fmt: skip

    def people(self) -> Count:
        """People over all stores, each once: exact where every store was counted, else between the bounds."""
        known = [count for count in self.counts if count.value is not None]
        if len(known) == 1:
            return known[0]
        if not self.are_counted:
            return estimate.together(known)
        return self._people.count() if self._people else estimate.NOBODY

    def _conditions(self, found: Finding) -> Conditions:
        from nightlatch.survey.keyset import RunKey
        from nightlatch.survey.survey import Conditions

        self._key = self._key or RunKey()
        limits, is_file = self.asked.limits, found.target.kind == local.KIND
        depth: Depth = "full" if self.asked.full or (is_file and not self.asked.sampled_files) else "sample"
        return Conditions(
            depth=depth if found.control in ("proved", "not-needed") else "catalogue",
            has_siblings=bool(self._shelf(found.target)),
            records=self.asked.records, key=self._key, names=self.names.names, progress=self.progress, stop=self.stop,
            budget=Budget(rows=limits.rows_per_store, bytes=limits.bytes_per_store, seconds=limits.seconds_per_store),
        )  # fmt: skip

    def _shelf(self, target: Target) -> str:
        """The folder of a file beside which others of the same folder are looked into: tables of one thing."""
        folder = local.folder(target)
        return folder if folder in self.shelves else ""

    def _listed(self, listed: Iterator[Container]) -> Iterator[Container]:
        """No server is worth an endless list; Ctrl-C ends a long one."""
        for one in islice(listed, MOST_LISTED):
            if self.stop.is_set():
                return
            yield one

    def _traces(self, session: Session, containers: list[Container]) -> tuple[Trace, ...]:
        """Who was there before; a server that will not say that is no failure."""
        with contextlib.suppress(Failed):
            return (*ransom.traces(containers), *masked_traces(session.traces(), self.names))
        return ransom.traces(containers)


def _counted(session: Session, containers: list[Container]) -> list[Container]:
    """Those that are called like ransom notes with their records counted, which catalogues only estimate."""
    looked_into = enumerate(containers[:MOST_CONTAINERS])
    asked = (at for at, one in looked_into if ransom.is_named_so(one) and not one.records.exact)
    told = list(containers)
    for at in islice(asked, _MOST_NOTES):
        with contextlib.suppress(Failed):
            told[at] = replace(told[at], records=session.count(told[at]))
    return told


def _parted(containers: list[Container]) -> tuple[list[Container], list[Container]]:
    """The owner's containers, and ransom notes, which are not looked into: whose address is in them is a stranger."""
    own, notes = list[Container](), list[Container]()
    for one in containers:
        if ransom.is_note(one) and ransom.is_short(one.records):
            notes.append(replace(one, fields=()))
        else:
            own.append(one)
    return own, notes


def _view(found: Finding) -> tuple[str, ...]:
    """Kind and store, and as whom and where in it: another view may show other containers.

    A door shows the contents of the store that it leads to.
    """
    target, endpoint, identity = found.target, found.endpoint, found.identity
    store = (identity.behind if identity.behind_kind else identity.id) or f"{endpoint.address} {endpoint.port}"
    user = target.login.user if target.login else ""
    return (identity.behind_kind or identity.kind, store, target.database or "", user)


def _notes(containers: int, is_cut: bool) -> Iterator[str]:
    if is_cut:
        yield "the run was interrupted while its containers were listed: there may be more of them"
    if containers > MOST_CONTAINERS:
        yield f"{containers - MOST_CONTAINERS} further containers were not looked into"
