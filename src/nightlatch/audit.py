"""THE main path: target, endpoint, store, access, containers, survey, finding. Knows no concrete store or category.

What goes wrong with one target is a value of the result; the run goes on. The growing result is handed out after each
target, so that whoever writes it always has something whole to write.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from nightlatch import __version__, doors, local, targets
from nightlatch.audit_log import AuditLog
from nightlatch.contents import Asked, Contents
from nightlatch.dial import Dialer
from nightlatch.discover.sweep import Place
from nightlatch.headline import headline
from nightlatch.interrupt import Interrupter, interrupted
from nightlatch.judging import crowded, hinted, status_of, suspected, two_faced
from nightlatch.ledger import Entry, Ledger
from nightlatch.masking import masked_access, masked_identity
from nightlatch.model import (
    Access,
    Control,
    Coverage,
    Endpoint,
    Failed,
    Failure,
    FailureKind,
    Finding,
    Reach,
    Result,
    Run,
    Target,
)
from nightlatch.mutes import Mutes
from nightlatch.networks import Networks
from nightlatch.owners import Owners
from nightlatch.places import chain, last
from nightlatch.risk.exposure import History, exposure
from nightlatch.risk.severity import Terms, rated
from nightlatch.risk.steps import Decisions
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Session, all_stores

if TYPE_CHECKING:
    from nightlatch.discover.found import Told
    from nightlatch.survey.survey import Progress

__all__ = ["Plan", "audit"]

_LEAST_STATEMENT_SECONDS, _MOST_STATEMENT_SECONDS = 5.0, 30.0  # for a server to count or to search
_PATIENCE_SECONDS = 2.0  # for an answer to a probe; a store once told has the whole time-out
_LOG = logging.getLogger(__name__)  # of bugs: where they were, never what they said
_OUTCOMES: dict[FailureKind, str] = {
    "unresolved": "unreachable",
    "connection-refused": "unreachable",
    "timeout": "unreachable",
    "out-of-scope": "skipped",
    "over-budget": "over-budget",
    "interrupted": "incomplete",
}


Search = Callable[[Dialer, threading.Event], Iterable[Place | Coverage]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to audit, and within which bounds; *records* is the sample of each container."""

    targets: tuple[Target | Failure, ...]
    scope: Scope
    search: Search | None = None  # finds where something answers, of whatever kind; taken as it comes
    ledger: Ledger | None = None  # what an earlier run of the same check has done, and where this one writes it
    skipped: tuple[Coverage, ...] = ()
    mutes: Mutes | None = None
    networks: Networks | None = None  # whose the addresses are
    history: History = field(default_factory=History)  # what is known of the stores from before
    reach: Reach | None = None  # from where the stores can be reached; None: as their addresses say
    decisions: Decisions = field(default_factory=Decisions)  # about steps of the severity
    with_contents: bool = True  # else only who may do what is asked
    full: bool = False
    is_sampled: bool = False  # files too, which are read whole unless told otherwise
    records: int = 20_000
    timeout_seconds: float = 10.0
    token: str = ""
    audit_log: AuditLog | None = None
    vantage: str = ""


def audit(plan: Plan, progress: Progress | None = None, stop: threading.Event | None = None) -> Generator[Result]:
    """Audit every target of *plan*; yields the growing :class:`Result` after each, and last the finished one.

    Memory: that of the store at hand, plus its sets of people while another may hold the same people.
    Errors: none of a target's; setting *stop* ends the run within about a second, marked incomplete: every connection
    is cut, so that no server keeps it waiting, and what was read until then is told.
    """
    token, stop = plan.token or secrets.token_hex(4), stop or threading.Event()
    with (
        Dialer(plan.scope, audit_log=plan.audit_log, token=token, timeout_seconds=plan.timeout_seconds) as dialer,
        Interrupter(stop, dialer.interrupt) as interrupter,
    ):
        yield from _Audit(plan, dialer, token, progress, stop, interrupter).results()


@dataclass(slots=True)
class _Audit:
    """One run: what it has found so far, and what all its targets share."""

    plan: Plan
    dialer: Dialer
    token: str
    progress: Progress | None
    stop: threading.Event
    interrupter: Interrupter
    result: Result = field(init=False)
    contents: Contents = field(init=False)
    owners: Owners = field(init=False)
    looked: set[tuple[str, int]] = field(default_factory=set)  # address and port: named, and found as well, is once

    def __post_init__(self) -> None:
        plan = self.plan
        standing = plan.scope.grant.standing if plan.scope.grant else "owner"
        run = Run(
            version=__version__, token=self.token, started=datetime.now(UTC), scope=_scope_words(plan.scope),
            standing=standing, vantage=plan.vantage, full=plan.full, reach=plan.reach,
        )  # fmt: skip
        self.owners = Owners(plan.scope.rows)
        self.result = Result(run=run, coverage=tuple(map(self._owned, plan.skipped)))
        asked = Asked(
            full=plan.full, sampled_files=plan.is_sampled, records=plan.records, limits=plan.scope.limits
        )  # fmt: skip
        self.contents = Contents(
            asked=asked, stop=self.stop, interrupter=self.interrupter, progress=self.progress,
            shelves=local.shelves(plan.targets),
        )  # fmt: skip
        for entry in plan.ledger.entries.values() if plan.ledger else ():
            self._again(entry)

    def _again(self, entry: Entry) -> None:
        """Take over what an earlier run found; its people are joined with nobody's, for who they were is not kept."""
        self._grow(tuple(map(self._rated, entry.findings)), entry.failures, entry.coverage)
        known = [one.people for one in entry.findings if one.people.value is not None]
        self.contents.counts += [replace(one, exact=False) for one in known]
        self.contents.are_counted &= not known
        self.looked |= {(one.endpoint.address, one.endpoint.port) for one in entry.findings}

    def _grow(
        self, findings: tuple[Finding, ...], failures: tuple[Failure, ...], coverage: tuple[Coverage, ...]
    ) -> None:
        was = self.result
        self.result = replace(
            was, findings=was.findings + findings, failures=was.failures + failures, coverage=was.coverage + coverage
        )

    def results(self) -> Iterator[Result]:
        for target in self.plan.targets:
            if self.stop.is_set():
                self._cover(target, "dial", "incomplete", "interrupted before it was looked at")
                continue
            key = target.url if isinstance(target, Target) else target.target
            if self._is_new(key):
                with self._written_down(key):
                    self._look(target)
            yield self._so_far()
        yield from self._discovered()
        if self.progress:
            self.progress.done()
        is_cut = self.stop.is_set()
        run = replace(self._so_far().run, finished=datetime.now(UTC), incomplete=is_cut)
        if self.plan.mutes:
            run = replace(run, warnings=(*run.warnings, *self.plan.mutes.unused(self.result.findings)))
        findings = crowded(doors.linked(self.result.findings))
        if self.plan.networks:
            findings = self.plan.networks.told(findings)
        yield replace(self._so_far(), run=run, findings=findings)

    def _discovered(self) -> Iterator[Result]:
        """What answers where no kind was named: told by protocol, then looked at like any other."""
        if self.plan.search is None:
            return
        from nightlatch.discover.found import Told, found  # late: stores that are named need not be recognised
        from nightlatch.discover.identify import Identifier

        patience = min(_PATIENCE_SECONDS, self.plan.timeout_seconds)
        identifier = Identifier(self.dialer, self._ask(), seconds=patience, listen_seconds=patience / 2)
        places = (one for one in self.plan.search(self.dialer, self.stop) if self._is_wanted(one))
        for one in found(places, identifier, self.stop):
            if isinstance(one, Told):
                key = targets.place(one.target.host, one.target.port)
            else:
                key = one.target if isinstance(one, Failure) or one.stage == "identify" else ""
            with self._written_down(key):
                self._tell(one)
            yield self._so_far()

    def _tell(self, one: Told | Failure | Coverage) -> None:
        if isinstance(one, Coverage):
            self._grow((), (), (self._owned(one),))
        elif isinstance(one, Failure):
            self._fail(one, one, "identify")
        elif self.stop.is_set():
            self._cover(one.target, "access", "incomplete", "interrupted before it was looked at")
        elif self._place(one.target) not in self.looked:
            self._look(one.target, one)

    @contextlib.contextmanager
    def _written_down(self, key: str) -> Iterator[None]:
        """What comes of one target is written down once it is done; what was cut short is asked again."""
        was = self.result
        yield
        if self.plan.ledger is not None and key and not self.stop.is_set():
            now = self.result
            self.plan.ledger.add(Entry(
                key=key, findings=now.findings[len(was.findings) :], failures=now.failures[len(was.failures) :],
                coverage=now.coverage[len(was.coverage) :],
            ))  # fmt: skip

    def _is_wanted(self, one: Place | Coverage) -> bool:
        """Not what an earlier run has done, nor what was named and is looked at already."""
        if isinstance(one, Coverage):
            return True
        is_new = self._is_new(targets.place(one.host or one.address, one.port))
        return is_new and (one.address, one.port) not in self.looked

    def _is_new(self, key: str) -> bool:
        return self.plan.ledger is None or key not in self.plan.ledger.entries

    def _place(self, target: Target) -> tuple[str, int] | None:
        try:
            return self.dialer.resolve(target.host, target.port).address, target.port
        except Failed:
            return None  # looking at it meets the same failure, or the run's end, and tells it

    def _look(self, target: Target | Failure, told: Told | None = None) -> None:
        if isinstance(target, Failure):
            self._fail(target, target, "scope")
            return
        if self.progress:
            self.progress.target(target.url)
        try:
            self._finding(target, told)
        except Failed as failed:
            self._fail(target, replace(two_faced(failed.failure, told), target=target.url), "identify")
        except Exception as error:  # the one catch-all: a bug must not cost the other targets
            self._fail(target, self._meant(target, error), "access")

    def _finding(self, target: Target, told: Told | None) -> None:
        if target.kind == local.KIND:
            self._file(target)
            return
        endpoint = self.dialer.resolve(target.host, target.port)
        self.looked.add((endpoint.address, endpoint.port))
        anonymous = self._stranger(target) if target.login else None
        with self._connect(target) as session:
            finding = suspected(self._access(session, target, endpoint, anonymous), told)
            if finding.access.is_open and not finding.identity.suspect and self.plan.with_contents:
                finding = self._looked_into(session, finding)
        finding = self._rated(finding)
        self._add(replace(finding, headline=headline(finding)))

    def _file(self, target: Target) -> None:
        """What is in a file of this machine; who may read it is not judged."""
        if self.plan.scope.standing == "witness":
            raise Failed(local.unread(target))
        with local.connect(target, self.stop) as session:
            looked = self.contents.of(session, local.finding_of(target, session))
            finding = self._rated(local.told(looked, session))
        self._add(replace(finding, headline=headline(finding)))

    def _rated(self, finding: Finding) -> Finding:
        """How bad it is. A bug in that costs the number, never the finding."""
        terms = Terms(at=self.result.run.started, reach=self.plan.reach, decisions=self.plan.decisions)
        try:
            return rated(finding, terms)
        except Exception as error:  # as in _look
            self._fail(finding.target, self._meant(finding.target, error), "survey")
            return replace(finding, unrated="it could not be rated")

    def _connect(self, target: Target) -> Session:
        return all_stores()[target.kind].connect(target, self.dialer, self._ask())

    def _ask(self) -> Ask:
        contact = self.plan.scope.contact
        client = f"nightlatch/{__version__} {self.token}" + (f" {contact}" if contact else "")
        patience = min(_MOST_STATEMENT_SECONDS, max(_LEAST_STATEMENT_SECONDS, 3 * self.plan.timeout_seconds))
        return Ask(timeout_seconds=self.plan.timeout_seconds, client=client, statement_seconds=patience)

    def _stranger(self, target: Target) -> Access:
        """What somebody without the login may do; the store's state is about that, not about the login."""
        with self._connect(replace(target, login=None)) as session:
            return self._asked(session, target)

    def _asked(self, session: Session, target: Target) -> Access:
        """What *session* says may be done; an answer that was cut short says nothing."""
        access = session.access()
        if self.dialer.is_interrupted:
            raise Failed(interrupted(target.url))
        return masked_access(access, self.contents.names)

    def _access(self, session: Session, target: Target, endpoint: Endpoint, anonymous: Access | None) -> Finding:
        access = self._asked(session, target)
        identity = masked_identity(session.identity, self.contents.names)
        return Finding(
            target=target, endpoint=endpoint, identity=identity, status=status_of(anonymous or access),
            access=access, anonymous=anonymous, control=self._control(endpoint),
        )  # fmt: skip

    def _control(self, endpoint: Endpoint) -> Control:
        """The least of all addresses that the name leads to: a session looks it up anew, and may get to any of them."""
        scope = self.plan.scope
        known = {scope.control(one.address) for one in self.dialer.led_to(endpoint)}
        if scope.proved_until is not None and scope.proved_until <= datetime.now(UTC):
            known = {"asserted" if word == "proved" else word for word in known}
        weakest: tuple[Control, ...] = ("not-claimed", "asserted", "proved", "not-needed")
        return next(word for word in weakest if word in known)

    def _looked_into(self, session: Session, found: Finding) -> Finding:
        """An open door stays told, whatever happens while its contents are looked at."""
        try:
            return self.contents.of(session, found)
        except Failed as failed:
            failure = replace(self._meant(found.target, failed), target=found.target.url)
        except Exception as error:  # as in _look
            failure = self._meant(found.target, error)
        self._fail(found.target, failure, "containers")
        return replace(found, notes=(*found.notes, f"its contents could not be looked at: {failure.what}"))

    def _add(self, found: Finding) -> None:
        found = replace(
            found,
            muted=self.plan.mutes.of(found) if self.plan.mutes else "",
            exposure=exposure(found, datetime.now(UTC), self.plan.history),
        )
        self.result = replace(self.result, findings=(*self.result.findings, found))
        outcomes = {one.outcome for one in found.surveyed}
        cut = sorted(outcomes & {"over-budget", "interrupted", "failed"})
        self._cover(found.target, "survey" if found.surveyed else "access", found.status, ", ".join(cut))

    def _meant(self, target: Target, error: Exception) -> Failure:
        """What *error* says of *target*; once lines were cut, whatever it says: a driver may mistake the cut."""
        if self.dialer.is_interrupted:
            return interrupted(target.url)
        return error.failure if isinstance(error, Failed) else _bug(target, error)

    def _fail(self, target: Target | Failure, failure: Failure, stage: str) -> None:
        if self.dialer.is_interrupted:
            failure = interrupted(failure.target)
        self.result = replace(self.result, failures=(*self.result.failures, hinted(failure)))
        self._cover(target, stage, _OUTCOMES.get(failure.kind, "failed"), failure.what)

    def _cover(self, target: Target | Failure, stage: str, outcome: str, detail: str = "") -> None:
        name = target.url if isinstance(target, Target) else target.target
        line = self._owned(Coverage(target=name, stage=stage, outcome=outcome, detail=detail))
        self.result = replace(self.result, coverage=(*self.result.coverage, line))

    def _owned(self, line: Coverage) -> Coverage:
        """With its owner, where no finding says whose it is."""
        if line.outcome in ("open", "closed", "local", "done"):
            return line
        return replace(line, tags=self.owners.of_target(line.target))

    def _so_far(self) -> Result:
        used = {
            "connections": self.dialer.connections,
            "bytes_received": self.dialer.received,
            "bytes_sent": self.dialer.sent,
            "records_read": self.contents.records,
        }
        run = replace(self.result.run, limits_used=used, warnings=self._warnings())
        return replace(self.result, run=run, people=self.contents.people())

    def _warnings(self) -> tuple[str, ...]:
        note = self.plan.scope.proof_note
        return (*([note] if note else []), *self.dialer.warnings)


def _scope_words(scope: Scope) -> str:
    return f"{scope.grant.owner} ({scope.digest[:12]})" if scope.grant else "loopback only"


def _bug(target: Target, error: Exception) -> Failure:
    """Says where, never what: an exception's text may hold a value."""
    what = f"{type(error).__name__} at {last(error)}"
    _LOG.info("%s: %s\n%s", target.url, what, "\n".join(f"  {place}" for place in chain(error)))
    return Failure(
        kind="bug", target=target.url, what=what,
        hint="please report this line with the version; -v tells the way there; no value of the store is in either",
    )  # fmt: skip
