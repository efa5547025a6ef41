"""The frozen values that flow through an audit; nothing here touches a network, a file or a person's value.

Every container name, field path, key or tag in these values has passed :mod:`nightlatch.survey.naming` before it
leaves the survey, so that a report writer may print what it finds here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

from nightlatch.inert import printable

FailureKind = Literal[
    "bad-target",
    "out-of-scope",
    "unresolved",
    "connection-refused",
    "timeout",
    "tls",
    "wrong-credentials",
    "not-this-protocol",
    "unsupported-version",
    "hostile",
    "over-budget",
    "missing-driver",
    "interrupted",
    "bug",
]
Status = Literal["open", "closed", "unreachable", "failed", "skipped", "incomplete", "local"]  # local: a file
Standing = Literal["owner", "witness"]
Control = Literal["proved", "asserted", "not-needed", "not-claimed"]  # by the grantor, of a store's address
Verdict = Literal["granted", "denied", "unknown"]
KnownBy = Literal["introspected", "no-access-control", "observed", "denied-on-read", "inconclusive", "not-asked"]
RightName = Literal["create", "read", "update", "delete", "administer"]
RIGHTS: tuple[RightName, ...] = get_args(RightName)
Extent = Literal["all", "some"]
Reach = Literal["internet", "private", "lab"]  # from where a store can be reached
Whose = Literal["person", "business", "public", "thing"]  # whom a field is about; only persons count into people
Tier = Literal["proved", "pattern", "vocabulary", "distribution", "name"]  # what a category is told by, best first
Band = Literal["low", "medium", "high", "very-high"]
Tlp = Literal["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]  # Traffic Light Protocol 2.0
Form = Literal["restricted", "public"]  # of a report: public tells neither where a store is nor whose it is
DataClass = Literal["simple", "behavioural", "financial", "sensitive"]  # of ENISA's method
StepState = Literal["proposed", "confirmed", "rejected"]
TraceKind = Literal[
    "ransom-note", "wiped", "unknown-administrator", "odd-configuration", "foreign-replica", "other-clients"
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a target could not be looked at: *what* happened to it, and a *hint* at what to do."""

    kind: FailureKind
    target: str
    what: str
    hint: str = ""


class Failed(Exception):  # noqa: N818 - it carries a Failure; "FailedError" would say it twice
    """Carries one :class:`Failure` up to the edge where it becomes a value of the result."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure)
        self.failure = failure

    def __str__(self) -> str:
        return f"{self.failure.target}: {self.failure.what}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A user name, and the password that was read from a file or a named environment variable; never printed."""

    user: str
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What the user named, taken apart; *url* is the form that may be printed (it never holds a password)."""

    url: str
    kind: str
    host: str
    port: int
    tls: bool = False
    database: str | None = None
    login: Login | None = None
    tags: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An address in scope, and the name it was reached by (*host* serves TLS names and reports)."""

    host: str
    address: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What a TLS certificate says of itself; *verified* is against the public roots and the name asked for."""

    subject: str
    names: tuple[str, ...] = ()
    not_after: datetime | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tls:
    """Whether TLS is offered, required, and was used; None where it could not be told."""

    offered: bool | None = None
    required: bool | None = None
    used: bool = False
    certificate: Certificate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which store answers: kind and product, version where it is offered, and the server's own *id* if it has one.

    A door (Kibana, a management page) has in *behind* the id of the store that it leads to, and in *behind_kind* its
    kind. *suspect* says why it may be a honeypot: then nothing in it is counted as an exposure.
    """

    kind: str
    product: str
    version: str | None = None
    id: str | None = None
    tls: Tls = field(default_factory=Tls)
    behind: str | None = None
    behind_kind: str | None = None
    suspect: str = ""
    started: datetime | None = None  # since when the server runs, where it says


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The exact command, the code of its reply, and what that means; never the reply's text."""

    command: str
    code: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One verdict; *extent* only where granted. A verdict that is not unknown has evidence."""

    verdict: Verdict = "unknown"
    extent: Extent | None = None
    known_by: KnownBy = "not-asked"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """As whom we acted: the server's own name for us; *anonymous* means nobody proved anything to it."""

    name: str
    anonymous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """What *principal* may do; *notes* say what limits it (a read-only replica, a renamed command)."""

    principal: Principal
    rights: dict[RightName, Right]
    notes: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Is at least one right granted on something that is not the server's own?"""
        return any(right.verdict == "granted" for right in self.rights.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number with its 95 % interval; *exact* when counted, not estimated. *high* None means no upper bound."""

    value: int | None
    low: int = 0
    high: int | None = None
    exact: bool = False
    method: str = ""

    @classmethod
    def of(cls, value: int, method: str = "") -> Count:
        """A number that was counted."""
        return cls(value=value, low=value, high=value, exact=True, method=method)


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A collection, table, key group: *key* is how the store finds it again, *name* is what may be printed."""

    name: str
    key: tuple[str, ...] = field(repr=False)
    records: Count
    bytes: int | None = None
    is_readable: bool = True
    is_system: bool = False
    fields: tuple[str, ...] = ()  # field names where the catalogue knows them: all that a witness may learn


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCategory:
    """One kind of personal data in a field: *share* of its non-null values, *confidence* 0..1, and why.

    *at_least*: it was not looked for from the first value on, so that there may be more of them.
    """

    id: str
    share: float | None
    confidence: float
    values: int = 0
    why: str = ""
    tier: Tier = "pattern"
    whose: Whose = "person"
    at_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A flattened path such as ``visits[].lat``, and what was found in it; *looks_synthetic* says why it may be test
    data, "" where nothing says so."""

    path: str
    values: int
    categories: tuple[FieldCategory, ...] = ()
    types: tuple[str, ...] = ()
    looks_synthetic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """What was counted in one container; *read* of its records, *undecodable* of them."""

    container: Container
    records: Count
    read: int = 0
    read_bytes: int = 0
    undecodable: int = 0
    fields: tuple[Field, ...] = ()
    outcome: str = "complete"  # complete | sampled | catalogue | not-readable | over-budget | interrupted | failed
    oldest: datetime | None = None  # of the records' own times, birth dates and dates of documents left out
    newest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A place tag carried by at least ten people."""

    tag: str
    points: Count
    people: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """Points in one hour; None where fewer than ten, or where another one's could be worked out."""

    start: datetime
    points: Count | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unicity:
    """The share of people whom *points* of their own sightings single out, places and times rounded as told.

    *share* is of those *eligible*, who have so many; *low* and *high* its 95 % interval; *few* the share whom at most
    five people match. *basis* "upper-bound": reckoned from a sample of people, so that it says at most.
    """

    place: str  # "as recorded", "0.01 degrees"
    minutes: int
    points: int
    share: float
    low: float
    high: float
    few: float | None
    eligible: Count
    basis: Literal["full", "upper-bound"] = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """What labels of places tell of those who were there: *people* with a visit, *often* with three or more."""

    category: str  # religion | health | trade-union | political-opinion | sexual-orientation | minors | shelter | ...
    article: str  # "9", "10" of GDPR, or "" where it is only sensitive
    labels: int  # how many distinct labels told it
    points: Count
    people: Count | None  # None: fewer than ten, or it would tell another group of fewer than ten
    often: Count | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trails:
    """Location points that belong to people."""

    points: Count
    people: Count
    first: datetime | None = None
    last: datetime | None = None
    last_24h: Count | None = None
    is_live: bool | None = None
    tags: tuple[Tag, ...] = ()
    suppressed_tags: int = 0
    hours: tuple[Hour, ...] = ()
    unicity: tuple[Unicity, ...] = ()
    reveals: tuple[Reveal, ...] = ()
    days: int | None = None  # the median of the days on which a person was seen
    unmeasured: str = ""  # why unicity and what places reveal could not be measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymity:
    """How far the fields that describe people in one container single them out (k-anonymity, l-diversity).

    *fields* are paths and *categories* what they hold; *k* the smallest group of equal ones, *unique* the share of
    records that are alone in theirs, *few* the share in groups below five; *diversity* the smallest number of distinct
    values of *sensitive* in a group.
    """

    container: str
    fields: tuple[str, ...]
    categories: tuple[str, ...]
    records: Count
    k: int
    unique: float
    few: float
    sensitive: str = ""
    diversity: int | None = None
    basis: Literal["full", "upper-bound"] = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """People of one country, as their numbers say (ISO 3166 alpha-2, ``""`` for all those that are suppressed)."""

    country: str
    people: Count | None  # None: fewer than ten, or it would tell another group of fewer than ten
    told_by: str  # the category that said so


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
        """The same in every run: of the store's own id where it has one, else of its kind, address and port.

        It is of what may be printed, so that a report that is read again has the same.
        """
        identity, endpoint = self.identity, self.endpoint
        own = (printable(identity.id),) if identity.id else (endpoint.address, str(endpoint.port))
        text = "\n".join((identity.kind, *own, printable(self.target.database or "")))
        return f"nl-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far one target got: a ledger line, so that "could not look" never reads as "nothing found"."""

    target: str
    stage: str  # scope | resolve | dial | identify | access | containers | survey
    outcome: str  # open | closed | unreachable | failed | skipped | over-budget | incomplete | done
    detail: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Everything one run found; observers get it again after each target, with more in it."""

    run: Run
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    people: Count = field(default_factory=lambda: Count(value=None))
