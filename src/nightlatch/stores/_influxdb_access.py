"""What a caller may do in InfluxDB 1 to 3. Sends SHOW statements, and GET /api/v2/setup to a 2.

InfluxDB 1 has two states: authentication off, when whoever comes is an administrator, and on. SHOW USERS needs an
administrator, so that an answer to it tells the first; with authentication on and no administrator made, the server
says that the first who comes may make one. A user that is none is listed its databases, and told by SHOW MEASUREMENTS
which of them it may read; whether it may write there cannot be told without writing. InfluxDB 2 has no anonymous
callers; before its first setup the first who comes becomes its owner.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from nightlatch.model import RIGHTS, Evidence, Extent, Right, RightName, Verdict
from nightlatch.stores import _influxdb_wire as wire
from nightlatch.stores._http import Http

_FEW = 200  # databases that are tried
_SETUP = "whoever comes first may make the administrator, and then do everything; it was not tried"
SYSTEM = ("_internal", "_monitoring", "_tasks")


class _Allowed(msgspec.Struct):
    allowed: bool = False


@dataclass(slots=True, kw_only=True)
class Found:
    """Rights and what limits them; *is_refused*: nobody gets in without a login; *readable* databases."""

    rights: dict[RightName, Right]
    is_refused: bool = False
    readable: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def introspect(http: Http, major: int) -> Found:
    """The rights of whom *http* speaks for."""
    if major >= 2 and _is_unclaimed(http):
        return _unclaimed(wire.SETUP, "allowed", "the first setup was never done: " + _SETUP)
    try:
        databases = wire.names(wire.show(http, wire.DATABASES))
    except wire.Refused as refused:
        if refused.is_unclaimed:
            return _unclaimed(wire.DATABASES, str(refused.status), "there is no administrator yet: " + _SETUP)
        meaning = "asks for a login" if refused.status == 401 else "refuses us"
        if refused.status in (401, 403):
            return Found(rights=_denied(wire.DATABASES, refused.status, meaning), is_refused=True)
        return Found(rights=_unknown(wire.DATABASES, refused.status, "does not answer it"))
    return _inside(http, [one for one in databases if one not in SYSTEM], major)


def _is_unclaimed(http: Http) -> bool:
    reply = http.ask(wire.SETUP)
    told = reply.json_or_none(_Allowed) if reply.status == 200 else None
    return told is not None and told.allowed


def _unclaimed(command: str, code: str, meaning: str) -> Found:
    seen = Evidence(command=command, code=code, meaning=meaning)
    shut = Evidence(command=command, code=code, meaning="nothing is let through before that")
    rights: dict[RightName, Right] = dict.fromkeys(
        RIGHTS, Right(verdict="denied", known_by="introspected", evidence=(shut,))
    )
    rights["administer"] = Right(verdict="granted", extent="all", known_by="introspected", evidence=(seen,))
    return Found(rights=rights, notes=["whoever makes the first administrator owns the server and all that is in it"])


def _inside(http: Http, databases: list[str], major: int) -> Found:
    """SHOW DATABASES was answered: by whom are we taken?"""
    if _status(http, wire.NONSENSE) == 200:
        return Found(rights=_unknown(wire.NONSENSE, 200, "says yes to what no InfluxDB understands"))
    status = _status(http, wire.USERS)
    if status == 200 and major < 2:
        seen = Evidence(command=wire.USERS, code="200", meaning="answers what only administrators may ask")
        right = Right(verdict="granted", extent="all", known_by="introspected", evidence=(seen,))
        return Found(rights=dict.fromkeys(RIGHTS, right), readable=databases)
    return _observed(http, databases, status)


def _observed(http: Http, databases: list[str], status: int) -> Found:
    """A user that is no administrator: SHOW DATABASES lists where it may read or write."""
    tried = databases[:_FEW]
    readable = [one for one in tried if _status(http, f"SHOW MEASUREMENTS ON {wire.quoted(one)}") == 200]
    is_known = status == 403  # it knows administrators, and we are none
    rights = _unknown(wire.DATABASES, 200, "whether a listed database may be written is not told")
    if is_known and not databases:
        rights = _known("denied", wire.DATABASES, 200, "no database is listed to us")
    elif is_known and len(readable) < len(tried):
        meaning = "lists a database that we may not read, so that we may write there"
        rights = _known("granted", wire.DATABASES, 200, meaning)
    boss = _known("denied", wire.USERS, 403, "wants an administrator") if is_known else None
    rights["administer"] = (boss or _unknown(wire.USERS, status, "is not answered"))["administer"]
    rights["read"] = _reading(readable)
    return Found(rights=rights, readable=readable)


def _known(verdict: Verdict, command: str, status: int, meaning: str) -> dict[RightName, Right]:
    evidence = (Evidence(command=command, code=str(status), meaning=meaning),)
    extent: Extent | None = "some" if verdict == "granted" else None
    return dict.fromkeys(RIGHTS, Right(verdict=verdict, extent=extent, known_by="introspected", evidence=evidence))


def _reading(readable: list[str]) -> Right:
    if not readable:
        none = Evidence(command="SHOW MEASUREMENTS", code="403", meaning="no database may be read by us")
        return Right(verdict="denied", known_by="denied-on-read", evidence=(none,))
    seen = Evidence(command="SHOW MEASUREMENTS", code="200", meaning=f"{len(readable)} databases may be read")
    return Right(verdict="granted", extent="some", known_by="observed", evidence=(seen,))


def _status(http: Http, statement: str) -> int:
    """200, or the status of a refusal."""
    try:
        wire.show(http, statement)
    except wire.Refused as refused:
        return refused.status if refused.status != 200 else 400
    return 200


def _denied(command: str, status: int, meaning: str) -> dict[RightName, Right]:
    evidence = (Evidence(command=command, code=str(status), meaning=meaning),)
    return dict.fromkeys(RIGHTS, Right(verdict="denied", known_by="denied-on-read", evidence=evidence))


def _unknown(command: str, status: int, meaning: str) -> dict[RightName, Right]:
    evidence = (Evidence(command=command, code=str(status), meaning=meaning),)
    return dict.fromkeys(RIGHTS, Right(known_by="inconclusive", evidence=evidence))
