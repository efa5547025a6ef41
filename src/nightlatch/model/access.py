"""Who may do what in a store, each verdict with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Verdict = Literal["granted", "denied", "unknown"]
KnownBy = Literal["introspected", "no-access-control", "observed", "denied-on-read", "inconclusive", "not-asked"]
RightName = Literal["create", "read", "update", "delete", "administer"]
RIGHTS: tuple[RightName, ...] = get_args(RightName)
Extent = Literal["all", "some"]


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
