"""The shapes of a JSON report as they are read back: strict where they are known, blind to what is not.

Every name is one of ``report-1.schema.json``; what later versions added has a default, so that older files are read
too. Numbers are bounded, since a file may come from anybody.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from nightlatch.model import (
    Band,
    Control,
    DataClass,
    Extent,
    FailureKind,
    Form,
    KnownBy,
    Reach,
    RightName,
    Standing,
    Status,
    StepState,
    Tier,
    Tlp,
    TraceKind,
    Verdict,
    Whose,
)

Natural = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Moment = Annotated[datetime, msgspec.Meta(tz=True)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]
Points = Annotated[float, msgspec.Meta(ge=-16, le=16)]
Outcome = Literal["open", "closed", "unreachable", "failed", "skipped", "over-budget", "incomplete", "done", "local"]
Basis = Literal["full", "upper-bound"]


class Shape(msgspec.Struct, kw_only=True):
    """One object of the report."""


class Count(Shape):
    value: Natural | None = None
    low: Natural = 0
    high: Natural | None = None
    exact: bool = False
    method: str = ""
    suppressed: bool = False


class Evidence(Shape):
    command: str
    code: str
    meaning: str


class Right(Shape):
    verdict: Verdict
    extent: Extent | None
    known_by: KnownBy
    evidence: tuple[Evidence, ...]


class Principal(Shape):
    name: str
    anonymous: bool


class Access(Shape):
    principal: Principal
    rights: dict[RightName, Right]
    notes: tuple[str, ...] = ()


class Certificate(Shape):
    subject: str
    names: tuple[str, ...] = ()
    not_after: Moment | None = None
    verified: bool = False


class Tls(Shape):
    offered: bool | None = None
    required: bool | None = None
    used: bool = False
    certificate: Certificate | None = None


class Category(Shape):
    id: str
    share: Share | None
    confidence: Share
    values: Natural = 0
    why: str = ""
    tier: Tier = "pattern"
    whose: Whose = "person"
    at_least: bool = False


class Field(Shape):
    path: str
    values: Natural | None
    types: tuple[str, ...] = ()
    looks_synthetic: str | None = None
    categories: tuple[Category, ...] = ()


class Container(Shape):
    name: str
    records: Count
    outcome: str
    bytes: Natural | None = None
    system: bool = False
    read: Natural = 0
    read_bytes: Natural = 0
    undecodable: Natural = 0
    oldest: Moment | None = None
    newest: Moment | None = None
    fields: tuple[Field, ...] = ()


class Tag(Shape):
    tag: str
    points: Natural | None
    people: Natural | None
    points_count: Count | None = None
    people_count: Count | None = None


class Hour(Shape):
    start: Moment
    points: Natural | None
    suppressed: bool
    points_count: Count | None = None


class Unicity(Shape):
    place: str
    minutes: Natural
    points: Natural
    share: Share
    low: Share
    high: Share
    few: Share | None
    eligible: Count
    basis: Basis


class Reveal(Shape):
    category: str
    article: str | None
    labels: Natural
    points: Count
    people: Count
    often: Count


class Trails(Shape):
    points_count: Count
    people_count: Count
    last_24h_count: Count | None
    live: bool | None
    suppressed_tags: Natural
    first: Moment | None = msgspec.field(name="from")
    last: Moment | None = msgspec.field(name="to")
    future: Count | None = None
    tags: tuple[Tag, ...] = ()
    hours: tuple[Hour, ...] = ()
    days: Natural | None = None
    unmeasured: str | None = None
    unicity: tuple[Unicity, ...] = ()
    reveals: tuple[Reveal, ...] = ()


class Step(Shape):
    id: str
    concerns: DataClass | Literal["ei", "cb"]
    delta: Points
    reason: str
    evidence: str
    state: StepState


class Class(Shape):
    name: DataClass = msgspec.field(name="class")
    score: Natural


class Severity(Shape):
    se: Points
    band: Band
    dpc: Natural
    ei: Points
    cb: Points
    reach: Reach
    data_class: DataClass = msgspec.field(name="class")
    classes: tuple[Class, ...] = ()
    steps: tuple[Step, ...] = ()
    flags: tuple[str, ...] = ()


class Exposure(Shape):
    earliest: Moment | None
    latest: Moment
    until: Moment
    basis: tuple[str, ...] = ()


class Trace(Shape):
    kind: TraceKind
    what: str
    proves: str
    leaves_open: str
    evidence: Evidence
    at: Moment | None = None


class Anonymity(Shape):
    container: str
    fields: tuple[str, ...]
    categories: tuple[str, ...]
    records: Count
    k: Natural
    unique: Share
    few: Share
    sensitive: str | None = None
    diversity: Natural | None = None
    basis: Basis = "full"


class Land(Shape):
    country: str
    people: Count
    told_by: str


class Endpoint(Shape):
    host: str | None
    port: Port | None
    tls: bool | None
    address: str | None = None
    database: str | None = None


class Store(Shape):
    """A store that answered, or, without *access*, a target that never did: coverage and failures tell of it."""

    status: Status
    endpoint: Endpoint
    target: str
    kind: str | None = None
    product: str | None = None
    version: str | None = None
    id: str | None = None
    id_lasts: bool = True
    headline: str = ""
    control: Control = "not-needed"
    severity: Severity | None = None
    unrated: str | None = None
    muted: str | None = None
    exposure: Exposure | None = None
    traces: tuple[Trace, ...] = ()
    access: Access | None = None
    anonymous: Access | None = None
    tls: Tls = msgspec.field(default_factory=Tls)
    containers_total: Natural | None = None
    containers: tuple[Container, ...] = ()
    people: Count = msgspec.field(default_factory=Count)
    minors: Count | None = None
    lands: tuple[Land, ...] = ()
    trails: Trails | None = None
    anonymity: tuple[Anonymity, ...] = ()
    absent: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    suspect: str | None = None
    behind: str | None = None
    behind_kind: str | None = None
    same_as: str | None = None
    doors: tuple[str, ...] = ()
    leads_to: str | None = None
    tags: dict[str, str] = msgspec.field(default_factory=dict)


class Failure(Shape):
    kind: FailureKind
    target: str
    what: str
    hint: str = ""


class Coverage(Shape):
    target: str
    stage: str
    outcome: Outcome
    detail: str = ""


class Run(Shape):
    version: str
    token: str
    started: Moment
    finished: Moment | None
    scope: str
    standing: Standing
    vantage: str
    limits_used: dict[str, Natural]
    incomplete: bool
    full: bool
    reach: Reach | None = None
    form: Form = "restricted"
    tlp: Tlp = "AMBER"
    warnings: tuple[str, ...] = ()


class Summary(Shape):
    people_count: Count


class Document(Shape):
    schema: Literal["nightlatch/report/1"]
    run: Run
    summary: Summary
    stores: tuple[Store, ...]
    failures: tuple[Failure, ...]
    coverage: tuple[Coverage, ...]
