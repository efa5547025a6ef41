"""What a token, or nobody, may do in Consul: its own answer to ``internal/acl/authorize``, which changes nothing.

Sends GET /v1/acl/token/self (before 1.4 /v1/acl/list), by which a server says that access control is off; the names at
the top of the key-value store; and POST /v1/internal/acl/authorize, the question its own web page asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from nightlatch.model import RIGHTS, Evidence, Extent, Right
from nightlatch.stores._consul_about import Debug
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._plain import Rights, denied, each, granted, refused, saw, told, unknown

OWN, LEGACY = "GET /v1/acl/token/self", "GET /v1/acl/list"
ASK, TOP = "POST /v1/internal/acl/authorize", "GET /v1/kv/"
READS = frozenset({OWN, LEGACY, ASK, TOP})
_OFF = b"ACL support disabled"
_MANY = 25  # names at the top that are asked about by name: two questions each, and 64 may be asked at once
_MOST = 64 << 20


class Question(msgspec.Struct, rename="pascal", forbid_unknown_fields=True):
    """May we?"""

    resource: str
    access: str
    segment: str = ""


class _Answer(msgspec.Struct):
    is_allowed: bool = msgspec.field(name="Allow")
    resource: str = msgspec.field(name="Resource", default="")
    access: str = msgspec.field(name="Access", default="")
    segment: str = msgspec.field(name="Segment", default="")


_ALWAYS = [
    Question(resource="key", access="read"), Question(resource="key", access="write"),
    Question(resource="acl", access="write"), Question(resource="operator", access="write"),
]  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Found:
    """Rights, and what limits them; *top* are the names at the top of the store, None where they are not told."""

    rights: Rights
    top: list[str] | None = None
    notes: list[str] = field(default_factory=list)


def names(http: Http) -> tuple[list[str] | None, Reply]:
    """Keys and folders at the top that we may see."""
    reply = http.ask(TOP, query={"keys": "", "separator": "/"}, most=_MOST)
    if reply.status == 404:
        return [], reply
    return (reply.json_or_none(list[str]) if reply.status == 200 else None), reply


def introspect(http: Http, debug: Debug | None) -> Found:
    """The rights of whom *http* speaks for; *debug* is the agent's configuration where it tells it."""
    top, listed = names(http)
    own = http.ask(OWN)
    command = OWN
    if own.status in (404, 405):
        command, own = LEGACY, http.ask(LEGACY, most=_MOST)
    if own.status == 401 and _OFF in own.body[:200]:
        return _unguarded(saw(command, 401, "access control is off"), top, debug)
    answers = _answers(http, top or [])
    if answers is None:
        return _by_listing(top, listed)
    read = _right(answers, "read", bool(top))
    write = _right(answers, "write", False)
    may_rule = [one for one in answers if one.resource in ("acl", "operator") and one.access == "write"]
    rights = told(create=write, read=read, update=write, delete=write, administer=_ruling(may_rule))
    return Found(rights=rights, top=top)


def _unguarded(seen: Evidence, top: list[str] | None, debug: Debug | None) -> Found:
    if top is None:
        return Found(rights=each(unknown(seen, saw(TOP, "-", "does not list keys: is a proxy before it?"))))
    right = granted(seen, known_by="no-access-control")
    notes = ["script checks are on: whoever registers a service runs programs"] if debug and debug.scripts else []
    if debug is not None and debug.write_from:
        may_not = unknown(seen, saw("GET /v1/agent/self", 200, "writes are taken from some addresses only"))
        rights = told(read=right, create=may_not, update=may_not, delete=may_not, administer=may_not)
        return Found(rights=rights, top=top, notes=notes)
    return Found(rights=each(right), top=top, notes=notes)


def _answers(http: Http, top: Sequence[str]) -> list[_Answer] | None:
    asked = [*_ALWAYS]
    for name in top[:_MANY]:
        asked += [Question(resource="key", access=access, segment=name) for access in ("read", "write")]
    reply = http.ask(ASK, body=asked)
    found = reply.json_or_none(list[_Answer]) if reply.status == 200 else None
    if found is None or len(found) != len(asked):
        return None
    pairs = zip(asked, found, strict=True)
    same = all((a.resource, a.access, a.segment) == (b.resource, b.access, b.segment) for a, b in pairs)
    return found if same else None


def _right(answers: list[_Answer], access: str, is_seen: bool) -> Right:
    fitting = [one for one in answers if one.resource == "key" and one.access == access]
    allowed = [one for one in fitting if one.is_allowed]
    extent: Extent = "all" if len(allowed) == len(fitting) else "some"
    if allowed:
        return granted(saw(ASK, 200, f"key {access}: allowed, on {extent}"), extent=extent)
    if is_seen:  # a rule may hold for names further down only
        return granted(saw(TOP, 200, "lists keys"), extent="some", known_by="observed")
    return denied(saw(ASK, 200, f"key {access}: not allowed"))


def _ruling(answers: list[_Answer]) -> Right:
    allowed = [one.resource for one in answers if one.is_allowed]
    if allowed:
        return granted(saw(ASK, 200, f"{' and '.join(allowed)} write: allowed"))
    return denied(saw(ASK, 200, "acl write, operator write: not allowed"))


def _by_listing(top: list[str] | None, listed: Reply) -> Found:
    """What is left where permissions cannot be asked for: before 1.7, or where no POST is let through."""
    if listed.status in (401, 403):
        return Found(
            rights=refused(TOP, listed.status, "lists no keys to us"), notes=["permissions cannot be asked for"]
        )
    seen = saw(ASK, "-", "does not say what we may do")
    rights = {name: unknown(seen) for name in RIGHTS}
    if top:
        rights["read"] = granted(saw(TOP, listed.status, "lists keys"), extent="some", known_by="observed")
    return Found(rights=rights, top=top, notes=["permissions cannot be asked for (before 1.7)"])
