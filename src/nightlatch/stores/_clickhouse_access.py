"""What a caller may do in ClickHouse: its grants, and the settings that take away from them.

Sends SHOW GRANTS (20.1 on) for itself and its roles, and SELECT from system.settings: with ``readonly`` 1 or 2 nothing
may be written, with ``allow_ddl`` 0 nothing may be made, altered or dropped, whatever is granted. Over GET ``readonly``
reads 1 or 2 at any rate; where it reads 2 the same statement is asked by POST, where nothing forces it. Before 20.1
there are no grants: users differ by these settings alone, and by the databases that they are let into.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Evidence, Failed, KnownBy, Right, RightName
from nightlatch.stores import _clickhouse_wire as wire
from nightlatch.stores._clickhouse_grants import Grants
from nightlatch.stores._http import Http

_SYNTAX = 62  # SHOW GRANTS is not known
_ROLES = 32
_COMMAND = "SHOW GRANTS"
_SETTING = "SELECT value FROM system.settings WHERE name = '{}'"


class _Setting(msgspec.Struct):
    name: str
    value: str


@dataclass(slots=True, kw_only=True)
class Found:
    """Rights, who we are, our grants (None before there were any); *is_fixed*: settings may not be changed."""

    rights: dict[RightName, Right]
    name: str = "default"
    grants: Grants | None = None
    is_fixed: bool = False
    notes: list[str] = field(default_factory=list)


def denied(command: str, code: int, meaning: str) -> dict[RightName, Right]:
    """All five, by one refusal."""
    evidence = (Evidence(command=command, code=str(code), meaning=meaning),)
    return dict.fromkeys(RIGHTS, Right(verdict="denied", known_by="denied-on-read", evidence=evidence))


def introspect(http: Http, user: str) -> Found:
    """The rights of whom *http* speaks for."""
    try:
        wire.ask(http, wire.NONSENSE)
    except wire.Refused:
        pass
    else:
        return Found(rights=_unknown(wire.NONSENSE, "200", "says yes to a function that no server has"))
    settings = _settings(http)
    limits, is_fixed = _limits(settings)
    name, grants, code = _grants(http, user)
    found = Found(rights={}, name=name, grants=grants, is_fixed=is_fixed)
    if code not in (0, _SYNTAX):
        untold = _unknown(_COMMAND, str(code), "is not told")
        found.rights = {right: limits.get(right) or one for right, one in untold.items()}
        return found
    if grants is None:
        found.notes.append("before 20.1 a user may be kept to some databases, which the server does not tell")
    found.rights = {right: limits.get(right) or _granted(right, grants) for right in RIGHTS}
    return found


def _grants(http: Http, user: str) -> tuple[str, Grants | None, int]:
    """Our name, our grants and those of our roles, and the code of a refusal."""
    try:
        texts = wire.rows(http, wire.GRANTS, dict[str, str])
    except wire.Refused as refused:
        return user, None, refused.code or int(refused.args[1])
    grants, asked = Grants(), 0
    grants.add(next(iter(one.values()), "") for one in texts)
    while asked < min(len(grants.roles), _ROLES):
        role = grants.roles[asked]
        asked += 1
        try:
            told = wire.rows(http, f"SHOW GRANTS FOR {wire.quoted(role)} FORMAT JSONEachRow", dict[str, str])
            grants.add(next(iter(one.values()), "") for one in told)
        except (wire.Refused, PermissionError):
            continue  # a role whose grants are not told gives less than it has
        grants.roles = list(dict.fromkeys(grants.roles))
    try:
        name = wire.ask(http, wire.WHO, most=4096).body.decode().strip()
    except (wire.Refused, UnicodeDecodeError):
        name = user
    return printable(name, 60) or user, grants, 0


def _settings(http: Http) -> dict[str, str]:
    """``readonly`` and ``allow_ddl`` as they are for us; without ``readonly`` where that cannot be told."""
    told = _asked(http, wire.GET)
    if told.get("readonly") == "2":  # which is what GET makes of 0
        told["readonly"] = _asked(http, wire.POST).get("readonly", "")
    return told


def _asked(http: Http, template: str) -> dict[str, str]:
    try:
        return {one.name: one.value for one in wire.rows(http, wire.SETTINGS, _Setting, template=template)}
    except (wire.Refused, Failed):
        return {}


def _limits(settings: dict[str, str]) -> tuple[dict[RightName, Right], bool]:
    """Rights that settings take away, whatever is granted, or leave unknown; and whether settings are fixed."""
    readonly, ddl = settings.get("readonly", ""), settings.get("allow_ddl", "1")
    writes: tuple[RightName, ...] = ("create", "update", "delete", "administer")
    if readonly in ("1", "2"):
        seen = Evidence(command=_SETTING.format("readonly"), code=readonly, meaning="our profile may read only")
        right = Right(verdict="denied", known_by="introspected", evidence=(seen,))
        return dict.fromkeys(writes, right), readonly == "1"
    if readonly != "0":
        seen = Evidence(command=_SETTING.format("readonly"), code="-", meaning="does not tell whether we may write")
        return dict.fromkeys(writes, Right(known_by="inconclusive", evidence=(seen,))), True
    if ddl == "0":
        seen = Evidence(command=_SETTING.format("allow_ddl"), code="0", meaning="our profile may not alter nor drop")
        right = Right(verdict="denied", known_by="introspected", evidence=(seen,))
        return {"update": right, "delete": right}, False
    return {}, False


def _granted(right: RightName, grants: Grants | None) -> Right:
    if grants is None:
        seen = Evidence(command=_SETTING.format("readonly"), code="0", meaning="nothing is kept from this user")
        known: KnownBy = "no-access-control" if right != "read" else "observed"
        if right == "read":
            seen = Evidence(command=wire.VERSION, code="200", meaning="answers statements of whoever has no password")
        return Right(verdict="granted", extent="all", known_by=known, evidence=(seen,))
    found = grants.extent(right)
    if found is None:
        seen = Evidence(command=_COMMAND, code="-", meaning="no grant lets us")
        return Right(verdict="denied", known_by="introspected", evidence=(seen,))
    extent, privilege = found
    where = "everywhere" if extent == "all" else "in places"
    seen = Evidence(command=_COMMAND, code=privilege, meaning=f"is granted {where}")
    return Right(verdict="granted", extent=extent, known_by="introspected", evidence=(seen,))


def _unknown(command: str, code: str, meaning: str) -> dict[RightName, Right]:
    evidence = (Evidence(command=command, code=code, meaning=meaning),)
    return dict.fromkeys(RIGHTS, Right(known_by="inconclusive", evidence=evidence))
