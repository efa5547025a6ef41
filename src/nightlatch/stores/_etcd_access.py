"""What a caller may do in etcd 3: authentication off means everything; on, the permissions of one's own roles.

Sends a range that counts, user/list, and with a login authenticate, user/get of ourselves and
role/get of our roles, which every user may ask. A stranger is let in nowhere once authentication is on.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from nightlatch.model import RIGHTS, Evidence, Extent, KnownBy, Login, Right, RightName
from nightlatch.stores import _etcd_wire as wire
from nightlatch.stores._http import Http, Reply

Span = tuple[bytes, bytes]
EVERYTHING: Span = (wire.ALL, wire.ALL)
_ROLES = 64


class _Token(msgspec.Struct):
    token: str = ""


class _User(msgspec.Struct):
    roles: list[str] = []


class _Permission(msgspec.Struct):
    permType: str = "READ"  # noqa: N815 - the gateway leaves out what is the first of its kind
    key: bytes = b""
    range_end: bytes = b""


class _Role(msgspec.Struct):
    perm: list[_Permission] = []


@dataclass(slots=True, kw_only=True)
class Found:
    """Rights; *spans* of keys that may be read; *is_wrong*: the login was refused."""

    rights: dict[RightName, Right]
    name: str = "anonymous"
    spans: list[Span] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_wrong: bool = False


def introspect(http: Http, api: str, login: Login | None) -> Found:
    """The rights of a stranger, or of *login*; from then on *http* speaks for it."""
    counted = wire.ranged(http, api, *EVERYTHING, count_only=True)
    if isinstance(counted, wire.Ranged):
        return _unguarded(http, api)
    if login is None:
        return Found(rights=_closed(counted))
    told = wire.told(http, wire.AUTHENTICATE, api, _Token, {"name": login.user, "password": login.password or ""})
    if isinstance(told, Reply) or not told.token:
        return Found(rights=_closed(counted), is_wrong=True)
    http.headers = {"authorization": told.token}
    return _of_user(http, api, login.user)


def _unguarded(http: Http, api: str) -> Found:
    """Whoever comes may count all keys: is there no access control, or does the server say yes to everything?"""
    nothing = http.ask(wire.NONSENSE, {"api": api}, body={})
    if nothing.status == 200:
        seen = Evidence(command=_shown(wire.NONSENSE), code="200", meaning="says yes to a call that no etcd has")
        return Found(rights=dict.fromkeys(RIGHTS, Right(known_by="inconclusive", evidence=(seen,))))
    users = http.ask(wire.USERS, {"api": api}, body={})
    seen = Evidence(command=_shown(wire.RANGE), code="200", meaning="answers whoever comes: authentication is off")
    if users.status != 200:  # behind a proxy that lets some calls through
        known = Right(verdict="granted", extent="all", known_by="observed", evidence=(seen,))
        hidden = Evidence(command=_shown(wire.USERS), code=str(users.status), meaning="is refused, by a proxy perhaps")
        unknown = Right(known_by="inconclusive", evidence=(hidden,))
        return Found(rights={**dict.fromkeys(RIGHTS, unknown), "read": known}, spans=[EVERYTHING])
    both = (seen, Evidence(command=_shown(wire.USERS), code="200", meaning="answers without a login"))
    right = Right(verdict="granted", extent="all", known_by="no-access-control", evidence=both)
    return Found(rights=dict.fromkeys(RIGHTS, right), spans=[EVERYTHING])


def _closed(reply: Reply) -> dict[RightName, Right]:
    """By gRPC's code, which the gateway turns into a status: a login is asked for, or it cannot be told."""
    why = wire.refusal(reply)
    is_closed = reply.status in (401, 403) or (
        why.code in (3, 7, 16) and "user name is empty" in why.error + why.message
    )
    meaning = "asks for a login" if is_closed else "is not answered"
    seen = Evidence(command=_shown(wire.RANGE), code=str(reply.status), meaning=meaning)
    right = Right(verdict="denied", known_by="denied-on-read", evidence=(seen,))
    return dict.fromkeys(RIGHTS, right if is_closed else Right(known_by="inconclusive", evidence=(seen,)))


def _of_user(http: Http, api: str, name: str) -> Found:
    user = wire.told(http, wire.USER, api, _User, {"name": name})
    if isinstance(user, Reply):
        seen = Evidence(command=_shown(wire.USER), code=str(user.status), meaning="does not tell our roles")
        return Found(rights=dict.fromkeys(RIGHTS, Right(known_by="inconclusive", evidence=(seen,))), name=name)
    if "root" in user.roles:
        seen = Evidence(command=_shown(wire.USER), code="root", meaning="our role is root")
        right = Right(verdict="granted", extent="all", known_by="introspected", evidence=(seen,))
        return Found(rights=dict.fromkeys(RIGHTS, right), name=name, spans=[EVERYTHING])
    permissions: list[_Permission] = []
    for role in user.roles[:_ROLES]:
        told = wire.told(http, wire.ROLE, api, _Role, {"role": role})
        permissions += [] if isinstance(told, Reply) else told.perm
    return Found(rights=_rights(permissions), name=name, spans=_spans(permissions, "READ"))


def _spans(permissions: list[_Permission], kind: str) -> list[Span]:
    spans = [(one.key or wire.ALL, one.range_end) for one in permissions if one.permType in (kind, "READWRITE")]
    return [EVERYTHING] if any(one == EVERYTHING for one in spans) else sorted(set(spans))


def _rights(permissions: list[_Permission]) -> dict[RightName, Right]:
    rights: dict[RightName, Right] = {}
    for name in RIGHTS:
        spans = _spans(permissions, "READ" if name == "read" else "WRITE") if name != "administer" else []
        if not spans:
            meaning = "root is none of our roles" if name == "administer" else "no permission of our roles lets us"
            seen = Evidence(command=_shown(wire.ROLE), code="200", meaning=meaning)
            rights[name] = Right(verdict="denied", known_by="introspected", evidence=(seen,))
            continue
        extent: Extent = "all" if spans == [EVERYTHING] else "some"
        known: KnownBy = "introspected"
        seen = Evidence(command=_shown(wire.ROLE), code="200", meaning=f"a permission on {len(spans)} ranges of keys")
        rights[name] = Right(verdict="granted", extent=extent, known_by=known, evidence=(seen,))
    return rights


def _shown(template: str) -> str:
    return template.replace("{api}", "v3")
