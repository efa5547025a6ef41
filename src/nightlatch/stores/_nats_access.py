"""What a NATS user may do: the server's own account of it (``$SYS.REQ.USER.INFO``, 2.10), read as CRUD.

Creating is publishing, or making a stream; reading is subscribing to what others say, or taking messages out of a
stream; changing and deleting are of streams, key-value buckets and their messages, so that a server that keeps nothing
has neither; administering is a matter of the system account. Sends nothing by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from nightlatch.model import RIGHTS, Access, Evidence, Extent, KnownBy, Principal, Right, RightName, Verdict

USER_INFO = "$SYS.REQ.USER.INFO"
_OWN = ("$SYS", "$JS", "_INBOX", "_R_", "$G", "$NRG")  # first tokens of subjects that are the server's own
_READS = ("$JS.API.STREAM.MSG.GET.*", "$JS.API.DIRECT.GET.>", "$JS.API.CONSUMER.CREATE.>")
_MAKES = ("$JS.API.STREAM.CREATE.*",)
_CHANGES = ("$JS.API.STREAM.UPDATE.*", "$KV.>", "$O.>")
_DELETES = ("$JS.API.STREAM.DELETE.*", "$JS.API.STREAM.PURGE.*", "$JS.API.STREAM.MSG.DELETE.*")


class Side(msgspec.Struct):
    """Subjects of one direction; no list of allowed ones means all."""

    allow: list[str] = msgspec.field(default_factory=list)
    deny: list[str] = msgspec.field(default_factory=list)


class Permissions(msgspec.Struct):
    publish: Side = msgspec.field(default_factory=Side)
    subscribe: Side = msgspec.field(default_factory=Side)


class User(msgspec.Struct):
    """The part of the answer that is about us."""

    account: str
    user: str = ""
    permissions: Permissions | None = None


class UserInfo(msgspec.Struct):
    data: User


@dataclass(slots=True, kw_only=True)
class Facts:
    """What was found out: *user* where the server tells, *may_hear* where only trying a subscription could."""

    user: User | None = None
    may_hear: bool | None = None
    keeps: bool | None = None  # is there a JetStream for us?
    notes: tuple[str, ...] = field(default_factory=tuple)


def overlaps(one: str, other: str) -> bool:
    """Is there a subject that both patterns match?"""
    a, b = one.split("."), other.split(".")
    for left, right in zip(a, b, strict=False):
        if ">" in (left, right):
            return True
        if left != right and "*" not in (left, right):
            return False
    return len(a) == len(b)


def covers(wide: str, narrow: str) -> bool:
    """Does *wide* match every subject that *narrow* matches?"""
    a, b = wide.split("."), narrow.split(".")
    for i, left in enumerate(a):
        if left == ">":
            return len(b) > i
        if i >= len(b) or b[i] == ">" or (left not in ("*", b[i])):
            return False
    return len(a) == len(b)


def extent_of(side: Side, patterns: Sequence[str]) -> Extent | None:
    """How much of *patterns* is allowed: any of them wholly, some subject of one, or nothing."""
    allow = side.allow or [">"]
    best: Extent | None = None
    for pattern in patterns:
        if any(covers(one, pattern) for one in side.deny):
            continue
        if any(covers(one, pattern) for one in allow) and not any(overlaps(one, pattern) for one in side.deny):
            return "all"
        for one in allow:
            meets = overlaps(one, pattern) and not any(covers(no, one) for no in side.deny)
            best = "some" if meets else best
    return best


def foreign(side: Side) -> Extent | None:
    """How much of what is not the server's own is allowed."""
    allow = side.allow or [">"]
    deny = [one for one in side.deny if not _is_own(one)]
    if any(one == ">" for one in deny):
        return None
    if ">" in allow:
        return "some" if deny else "all"
    kept = [one for one in allow if not _is_own(one) and not any(covers(no, one) for no in deny)]
    return "some" if kept else None


def _is_own(subject: str) -> bool:
    return subject.split(".")[0] in _OWN


def refused(principal: Principal) -> Access:
    """It asks for a login before it takes any request."""
    told = (
        Evidence(command="CONNECT", code="-ERR 'Authorization Violation'", meaning="lets nobody in without a login"),
    )
    shut = Right(verdict="denied", known_by="denied-on-read", evidence=told)
    return Access(principal=principal, rights=dict.fromkeys(RIGHTS, shut))


def derived(principal: Principal, facts: Facts) -> Access:
    """As the server tells (2.10), else only what a subscription showed."""
    if facts.user is None:
        return Access(principal=principal, rights=_unsaid(facts), notes=facts.notes)
    permissions = facts.user.permissions or Permissions()
    say, hear = permissions.publish, permissions.subscribe
    keeps = facts.keeps is not False
    told: dict[RightName, Right] = {
        "create": _right(_most(foreign(say), extent_of(say, _MAKES) if keeps else None), "publishing"),
        "read": _right(_most(foreign(hear), extent_of(say, _READS) if keeps else None), "subscribing or reading"),
        "update": _right(extent_of(say, _CHANGES), "changing streams and buckets") if keeps else _nothing_kept(),
        "delete": _right(extent_of(say, _DELETES), "deleting streams and messages") if keeps else _nothing_kept(),
        "administer": _administers(facts.user.account),
    }  # fmt: skip
    return Access(principal=principal, rights=told, notes=facts.notes)


def _most(one: Extent | None, other: Extent | None) -> Extent | None:
    return "all" if "all" in (one, other) else one or other


def _right(extent: Extent | None, what: str) -> Right:
    verdict: Verdict = "granted" if extent else "denied"
    meaning = (
        f"{what} is allowed"
        if extent == "all"
        else f"{what} is allowed in part"
        if extent
        else f"{what} is not allowed"
    )
    return Right(verdict=verdict, extent=extent, known_by="introspected", evidence=(_evidence(meaning),))


def _nothing_kept() -> Right:
    told = Evidence(command="$JS.API.INFO", code="503", meaning="no JetStream: nothing is kept that could be changed")
    return Right(verdict="denied", known_by="introspected", evidence=(told,))


def _administers(account: str) -> Right:
    if account == "$SYS":
        told = _evidence("is in the system account")
        return Right(verdict="granted", extent="all", known_by="introspected", evidence=(told,))
    if account == "$G":
        return Right(
            verdict="denied", known_by="introspected", evidence=(_evidence("is in the account of all clients"),)
        )
    return Right(known_by="inconclusive", evidence=(_evidence("is in an account that may be the system account"),))


def _evidence(meaning: str) -> Evidence:
    return Evidence(command=USER_INFO, code="permissions", meaning=meaning)


def _unsaid(facts: Facts) -> dict[RightName, Right]:
    rights = dict.fromkeys(RIGHTS, Right())
    command = "SUB nightlatch.<random>"
    if facts.may_hear:
        told = Evidence(command=command, code="PONG", meaning="a subscription to a subject of no account is granted")
        rights["read"] = Right(verdict="granted", extent="some", known_by="observed", evidence=(told,))
    elif facts.may_hear is False:
        meaning = "this subject is not allowed; others may be"
        told = Evidence(command=command, code="-ERR 'Permissions Violation'", meaning=meaning)
        known: KnownBy = "inconclusive"
        rights["read"] = Right(known_by=known, evidence=(told,))
    return rights
