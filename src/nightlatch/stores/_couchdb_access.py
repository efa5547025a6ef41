"""What a caller may do in CouchDB: who the server says we are, and whom each database lets in.

Sends GET /_session, GET /_all_dbs, GET /{db}/_security (which only members may read) and GET /{db}/_design_docs, since
a design document can refuse writing (``validate_doc_update``). Never the configuration: it holds secrets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import msgspec

from nightlatch.model import RIGHTS, Evidence, Extent, Right, RightName
from nightlatch.stores._http import Http

NOBODY = "GET /_nightlatch"  # no server has it
READS = frozenset({"GET /_session", "GET /_all_dbs", "GET /{db}/_security", "GET /{db}/_design_docs", NOBODY})
_LOOKED = 200  # databases whose security is looked at
_WRITES: tuple[RightName, ...] = ("create", "update", "delete")
_MOST = 16 << 20


class _User(msgspec.Struct):
    name: str | None = None
    roles: list[str] = []


class _Session(msgspec.Struct):
    user: _User = msgspec.field(name="userCtx")


class _Members(msgspec.Struct):
    names: list[str] = []
    roles: list[str] = []


class _Security(msgspec.Struct):
    admins: _Members = msgspec.field(default_factory=_Members)
    members: _Members = msgspec.field(default_factory=_Members)


class _Design(msgspec.Struct):
    validates: str | None = msgspec.field(default=None, name="validate_doc_update")


class _Row(msgspec.Struct):
    doc: _Design | None = None


class _Rows(msgspec.Struct):
    rows: list[_Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """What one database lets us do: None where it is not told."""

    may_read: bool | None
    may_write: bool | None
    may_administer: bool
    status: int


@dataclass(slots=True, kw_only=True)
class Found:
    """Rights, who we are, and what limits them; *databases* by name, None where they are not listed to us."""

    rights: dict[RightName, Right]
    name: str = ""
    notes: list[str] = field(default_factory=list)


def denied(command: str, status: int, meaning: str) -> dict[RightName, Right]:
    """All five, by one refusal."""
    evidence = (Evidence(command=command, code=str(status), meaning=meaning),)
    return dict.fromkeys(RIGHTS, Right(verdict="denied", known_by="denied-on-read", evidence=evidence))


def introspect(http: Http, names: list[str] | None, status: int) -> Found:
    """The rights of whom *http* speaks for; *names* are the databases listed to us, *status* of that answer."""
    reply = http.ask("GET /_session")
    told = reply.json_or_none(_Session) if reply.status == 200 else None
    if told is None:
        return _unknown("GET /_session", reply.status, "does not say who we are")
    who = told.user
    if "_admin" in who.roles:
        return _boss(http, who)
    if status == 401 and http.ask(NOBODY).status == 401:
        meaning = "asks for a password, whatever is asked for"
        return Found(rights=denied("GET /_all_dbs", 401, meaning), name=who.name or "")
    if names is None:
        found = _unknown("GET /_all_dbs", status, "lists its databases to administrators only")
        found.notes.append("databases are not listed to us; one whose name is known may be open all the same")
    else:
        mine = [one for one in names if not one.startswith("_")]
        found = _by_databases({one: database(http, one, who.name, who.roles) for one in mine[:_LOOKED]})
        if len(mine) > _LOOKED:
            found.notes.append(f"the security of {_LOOKED} of {len(mine)} databases was looked at")
    if found.rights["administer"].verdict != "granted":
        seen = Evidence(command="GET /_session", code="200", meaning="we are no administrator of the server")
        found.rights["administer"] = Right(verdict="denied", known_by="introspected", evidence=(seen,))
    found.name = who.name or ""
    return found


def _boss(http: Http, who: _User) -> Found:
    nothing = http.ask(NOBODY)
    if nothing.status == 200:
        return _unknown(NOBODY, 200, "says yes to what nobody has")
    meaning = "an administrator, as everybody is: the admin party" if who.name is None else "an administrator"
    evidence = (Evidence(command="GET /_session", code="_admin", meaning=meaning),)
    right = Right(verdict="granted", extent="all", known_by="introspected", evidence=evidence)
    notes = ["no administrator was ever made: whoever comes is one"] if who.name is None else []
    return Found(rights=dict.fromkeys(RIGHTS, right), name=who.name or "", notes=notes)


def _unknown(command: str, status: int, meaning: str) -> Found:
    evidence = (Evidence(command=command, code=str(status), meaning=meaning),)
    return Found(rights=dict.fromkeys(RIGHTS, Right(known_by="inconclusive", evidence=evidence)))


def database(http: Http, name: str, user: str | None, roles: list[str]) -> Database:
    """What *name* lets us do: its security is told to members only, and members may write what no design refuses."""
    reply = http.ask("GET /{db}/_security", {"db": name})
    if reply.status in (401, 403):
        return Database(may_read=False, may_write=False, may_administer=False, status=reply.status)
    security = reply.json_or_none(_Security) if reply.status == 200 else None
    if security is None:
        return Database(may_read=None, may_write=None, may_administer=False, status=reply.status)
    if not (_is_one(security.members, user, roles, if_empty=True) or _is_one(security.admins, user, roles)):
        return Database(may_read=None, may_write=None, may_administer=False, status=reply.status)
    is_boss = _is_one(security.admins, user, roles)
    return Database(may_read=True, may_write=is_boss or _may_write(http, name), may_administer=is_boss, status=200)


def _is_one(members: _Members, user: str | None, roles: list[str], *, if_empty: bool = False) -> bool:
    if not members.names and not members.roles:
        return if_empty
    return user in members.names or bool(set(roles) & set(members.roles))


def _may_write(http: Http, name: str) -> bool | None:
    """True where no design document can refuse; None where one might, or where they are not told (before 2.2)."""
    reply = http.ask("GET /{db}/_design_docs", {"db": name}, query={"include_docs": "true"}, most=_MOST)
    told = reply.json_or_none(_Rows) if reply.status == 200 else None
    if told is None or any(row.doc is not None and row.doc.validates for row in told.rows):
        return None
    return True


def _by_databases(found: dict[str, Database]) -> Found:
    rights: dict[RightName, Right] = {"read": _right(found, lambda one: one.may_read, "reads")}
    rights |= {name: _right(found, lambda one: one.may_write, "writes") for name in _WRITES}
    rights["administer"] = _right(found, lambda one: one.may_administer, "administers")
    notes = []
    if any(one.may_read and one.may_write is None for one in found.values()):
        notes.append("a design document may refuse writing, or is not told: there writing is unknown")
    return Found(rights={name: rights[name] for name in RIGHTS}, notes=notes)


def _right(found: dict[str, Database], may: Callable[[Database], bool | None], verb: str) -> Right:
    answers = [may(one) for one in found.values()]
    command = "GET /<database>/_security"
    if any(answers):
        extent: Extent = "all" if all(answers) else "some"
        meaning = f"{verb} as a member of {'every' if extent == 'all' else 'some'} database"
        evidence = (Evidence(command=command, code="200", meaning=meaning),)
        return Right(verdict="granted", extent=extent, known_by="introspected", evidence=evidence)
    if not answers:
        seen = Evidence(command="GET /_all_dbs", code="200", meaning="no database, and only administrators make one")
        return Right(verdict="denied", known_by="introspected", evidence=(seen,))
    codes = _codes(one.status for one in found.values())
    if None in answers:
        evidence = (Evidence(command=command, code=codes, meaning="does not tell"),)
        return Right(known_by="inconclusive", evidence=evidence)
    evidence = (Evidence(command=command, code=codes, meaning="no database lets us in"),)
    return Right(verdict="denied", known_by="introspected", evidence=evidence)


def _codes(statuses: Iterable[int]) -> str:
    return " ".join(map(str, sorted(set(statuses)))) or "-"
