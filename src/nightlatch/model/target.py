"""What a store is reached by and says of itself, and why it could not be looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

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
    id_lasts: bool = True  # else the server takes another when it starts: then it tells stores apart in one run only
    tls: Tls = field(default_factory=Tls)
    behind: str | None = None
    behind_kind: str | None = None
    suspect: str = ""
    started: datetime | None = None  # since when the server runs, where it says
