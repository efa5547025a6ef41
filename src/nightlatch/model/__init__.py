"""The frozen values that flow through an audit; nothing here touches a network, a file or a person's value.

Every container name, field path, key or tag in these values has passed :mod:`nightlatch.survey.naming` before it
leaves the survey, so that a report writer may print what it finds here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from nightlatch.inert import printable
from nightlatch.model.access import RIGHTS as RIGHTS
from nightlatch.model.access import Access as Access
from nightlatch.model.access import Evidence as Evidence
from nightlatch.model.access import Extent as Extent
from nightlatch.model.access import KnownBy as KnownBy
from nightlatch.model.access import Principal as Principal
from nightlatch.model.access import Right as Right
from nightlatch.model.access import RightName as RightName
from nightlatch.model.access import Verdict as Verdict
from nightlatch.model.contents import Anonymity as Anonymity
from nightlatch.model.contents import Container as Container
from nightlatch.model.contents import Count as Count
from nightlatch.model.contents import Field as Field
from nightlatch.model.contents import FieldCategory as FieldCategory
from nightlatch.model.contents import Hour as Hour
from nightlatch.model.contents import Land as Land
from nightlatch.model.contents import Reveal as Reveal
from nightlatch.model.contents import Surveyed as Surveyed
from nightlatch.model.contents import Tag as Tag
from nightlatch.model.contents import Tier as Tier
from nightlatch.model.contents import Trails as Trails
from nightlatch.model.contents import Unicity as Unicity
from nightlatch.model.contents import Whose as Whose
from nightlatch.model.severity import BANDS as BANDS
from nightlatch.model.severity import Band as Band
from nightlatch.model.severity import DataClass as DataClass
from nightlatch.model.severity import Exposure as Exposure
from nightlatch.model.severity import Reach as Reach
from nightlatch.model.severity import Severity as Severity
from nightlatch.model.severity import Step as Step
from nightlatch.model.severity import StepState as StepState
from nightlatch.model.severity import Trace as Trace
from nightlatch.model.severity import TraceKind as TraceKind
from nightlatch.model.target import Certificate as Certificate
from nightlatch.model.target import Endpoint as Endpoint
from nightlatch.model.target import Failed as Failed
from nightlatch.model.target import Failure as Failure
from nightlatch.model.target import FailureKind as FailureKind
from nightlatch.model.target import Identity as Identity
from nightlatch.model.target import Login as Login
from nightlatch.model.target import Target as Target
from nightlatch.model.target import Tls as Tls

Status = Literal["open", "closed", "unreachable", "failed", "skipped", "incomplete", "local"]  # local: a file
Standing = Literal["owner", "witness"]
Control = Literal["proved", "asserted", "not-needed", "not-claimed"]  # by the grantor, of a store's address
Tlp = Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]  # Traffic Light Protocol 2.0
Form = Literal["restricted", "public"]  # of a report: public tells neither where a store is nor whose it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One store that answered: who may do what, and whose data is in it."""

    target: Target
    endpoint: Endpoint
    identity: Identity
    status: Status
    access: Access
    control: Control = "not-needed"
    anonymous: Access | None = None  # what a stranger may do, where *access* is that of a login
    surveyed: tuple[Surveyed, ...] = ()
    containers_total: int | None = None  # None: they were not listed
    same_as: str = ""  # the URL by which this very store was looked into
    people: Count = field(default_factory=lambda: Count(value=None))
    trails: Trails | None = None
    headline: str = ""
    notes: tuple[str, ...] = ()
    doors: tuple[str, ...] = ()  # URLs by which one comes to this store as well
    leads_to: str = ""  # the URL of the store that this door is one of, or what is known of it
    severity: Severity | None = None  # None: nobody's data was found, or nothing could be looked at
    unrated: str = ""  # why there is no severity
    muted: str = ""  # until when and why it fails no pipeline; told all the same
    minors: Count | None = None  # people under 18, by birth dates and by numbers that tell them; None: nothing tells
    lands: tuple[Land, ...] = ()
    anonymity: tuple[Anonymity, ...] = ()
    traces: tuple[Trace, ...] = ()
    exposure: Exposure | None = None
    absent: tuple[str, ...] = ()  # ids of categories that were looked for in contents and not found

    @property
    def id(self) -> str:
        """The same in every run: of the store's own id where it has one that lasts, else of its kind, address and port.

        It is of what may be printed, so that a report that is read again has the same.
        """
        identity, endpoint = self.identity, self.endpoint
        own = (identity.id,) if identity.id and identity.id_lasts else (endpoint.address, str(endpoint.port))
        text = "\n".join(map(printable, (identity.kind, *own, self.target.database or "")))
        return f"nl-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far one target got: a ledger line, so that "could not look" never reads as "nothing found"."""

    target: str
    stage: str  # scope | resolve | dial | identify | access | containers | survey
    outcome: str  # open | closed | unreachable | failed | skipped | over-budget | incomplete | done
    detail: str = ""
    tags: tuple[tuple[str, str], ...] = ()  # the inventory's, of a target that no finding came of


PublisherKind = Literal["coordinator", "discoverer", "other", "translator", "user", "vendor"]  # as CSAF has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes an advisory, as the user says; *namespace* is a URI of theirs."""

    name: str
    namespace: str
    contact: str = ""
    category: PublisherKind = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One invocation: what was allowed and asked for, and what it used."""

    version: str
    token: str
    started: datetime
    finished: datetime | None = None
    scope: str = "loopback only"
    standing: Standing = "owner"
    vantage: str = ""
    reach: Reach | None = None  # as told by the user; None: by each store's address
    full: bool = False
    limits_used: dict[str, int] = field(default_factory=dict)
    incomplete: bool = False
    warnings: tuple[str, ...] = ()  # addresses that were left alone, exclusions that do not resolve
    form: Form = "restricted"
    tlp: Tlp = "AMBER"
    publisher: Publisher | None = None  # for advisories only


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Everything one run found; observers get it again after each target, with more in it."""

    run: Run
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    people: Count = field(default_factory=lambda: Count(value=None))
