"""The frozen values that flow through an audit; nothing here touches a network, a file or a person's value.

Every container name, field path, key or tag in these values has passed :mod:`nightlatch.survey.naming` before it
leaves the survey, so that a report writer may print what it finds here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args

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
Status = Literal["open", "closed", "unreachable", "failed", "skipped", "incomplete"]
Standing = Literal["owner", "witness"]
Control = Literal["proved", "asserted", "not-needed", "not-claimed"]  # by the grantor, of a store's address
Verdict = Literal["granted", "denied", "unknown"]
KnownBy = Literal["introspected", "no-access-control", "observed", "denied-on-read", "inconclusive", "not-asked"]
RightName = Literal["create", "read", "update", "delete", "administer"]
RIGHTS: tuple[RightName, ...] = get_args(RightName)
Extent = Literal["all", "some"]


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
    """One kind of personal data in a field: *share* of its non-null values, *confidence* 0..1, and why."""

    id: str
    share: float | None
    confidence: float
    values: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A flattened path such as ``visits[].lat``, and what was found in it."""

    path: str
    values: int
    categories: tuple[FieldCategory, ...] = ()
    types: tuple[str, ...] = ()


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
    full: bool = False
    limits_used: dict[str, int] = field(default_factory=dict)
    incomplete: bool = False
    warnings: tuple[str, ...] = ()  # addresses that were left alone, exclusions that do not resolve


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Everything one run found; observers get it again after each target, with more in it."""

    run: Run
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    people: Count = field(default_factory=lambda: Count(value=None))
