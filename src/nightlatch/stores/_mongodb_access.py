"""What we may do in a MongoDB, from its own introspection: documented replies of 3.2 to 8.x, and no write ever.

Sends nightlatchControl (a command that no server has), connectionStatus, listDatabases{nameOnly}, getCmdLineOpts,
usersInfo and, with a login whose privileges are not listed, rolesInfo. connectionStatus alone proves nothing for a
stranger: it is empty both where there is no access control and where nobody is logged in. What proves the absence of
access control is that reads which need a privilege succeed for somebody who has none, on a server that is able to say
no. Sources: MongoDB manual, "Privilege Actions", "Built-In Roles", "connectionStatus", "security.transitionToAuth".
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from typing import Any

from nightlatch.model import RIGHTS, Access, Evidence, Principal, Right, RightName
from nightlatch.stores._mongodb_privileges import Grants, grants_of
from nightlatch.stores._mongodb_wire import Refused, Wire, Words

_STATUS = "connectionStatus {showPrivileges: true}"
_HERE: tuple[RightName, ...] = ("create", "update", "delete")
_LOCAL_NOTE = (
    "asked from the machine itself: where no user exists yet MongoDB lets a local visitor create the first one; "
    "that cannot be told read-only"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the server said, each as a reply or as the :class:`Refused` it answered with."""

    control: Words | Refused
    status: Words | Refused
    databases: Words | Refused
    options: Words | Refused
    users: Words | Refused
    hello: Words

    @property
    def says_yes_to_all(self) -> bool:
        """Does it say ok to a command that does not exist?"""
        return isinstance(self.control, dict)

    @property
    def names(self) -> tuple[str, ...] | None:
        """Database names, or None where they are not told or not in the shape that they have."""
        found = self.databases.get("databases") if isinstance(self.databases, dict) else None
        if not isinstance(found, list):
            return None
        names = tuple(one.get("name") if isinstance(one, dict) else None for one in found)
        return None if any(not isinstance(name, str) or not name for name in names) else names  # type: ignore[return-value]

    @property
    def config(self) -> Words | None:
        """The configuration that getCmdLineOpts shows, if it has the shape of one."""
        if not isinstance(self.options, dict) or not isinstance(self.options.get("argv"), list):
            return None
        parsed = self.options.get("parsed")
        return parsed if isinstance(parsed, dict) else None

    @property
    def lists_users(self) -> bool:
        """Were the accounts shown (none is a list too)?"""
        return isinstance(self.users, dict) and isinstance(self.users.get("users"), list)

    def authenticated(self, what: str) -> list[Any] | None:
        """One list of connectionStatus.authInfo; None where it has no such shape."""
        info = self.status.get("authInfo") if isinstance(self.status, dict) else None
        found = info.get(f"authenticated{what}") if isinstance(info, dict) else None
        return found if isinstance(found, list) else None


@dataclass(slots=True)
class Found:
    """Rights and notes while they are being gathered."""

    rights: dict[RightName, Right] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def ask(wire: Wire, hello: Words) -> Answers:
    """Put the five questions; a refusal is an answer."""
    return Answers(
        control=_try(wire, {"nightlatchControl": 1}),
        status=_try(wire, {"connectionStatus": 1, "showPrivileges": True}),
        databases=_try(wire, {"listDatabases": 1, "nameOnly": True}),
        options=_try(wire, {"getCmdLineOpts": 1}),
        users=_try(wire, {"usersInfo": 1}),
        hello=hello,
    )


def _try(wire: Wire, words: Words) -> Words | Refused:
    try:
        return wire.command("admin", words)
    except Refused as refusal:
        return refusal


def judge(wire: Wire, answers: Answers, user: str | None) -> Access:
    """Rights of *user* (``name@database``), or of a stranger where it is None."""
    found = Found()
    if user is None:
        _judge_stranger(answers, found)
    else:
        _judge_user(wire, answers, found)
    _limit_here(answers.hello, found)
    if user is None and found.rights["administer"].verdict == "denied" and _is_loopback(wire.endpoint.address):
        found.notes.append(_LOCAL_NOTE)
    principal = Principal(name=user or "anonymous", anonymous=user is None)
    return Access(principal=principal, rights=found.rights, notes=tuple(found.notes))


def _judge_stranger(answers: Answers, found: Found) -> None:
    if answers.says_yes_to_all:
        _judge_yes_sayer(answers, found)
    elif is_uncontrolled(answers) and not answers.authenticated("Users"):
        _all_granted(answers, found)
    elif isinstance(answers.databases, Refused) and answers.databases.is_unauthorized:
        _all_denied(answers, found)
    else:
        _judge_partly(answers, found)


def is_uncontrolled(answers: Answers) -> bool:
    """Does nothing stand between a visitor and the data: reads that need a privilege work, and none is configured?

    An arbiter shows its options to anybody under the localhost exception; its options then name the access control.
    """
    if answers.says_yes_to_all or answers.config is None or not answers.lists_users or answers.names is None:
        return False
    return not _has_authorization(answers.config)


def _has_authorization(config: Words) -> bool:
    """keyFile and x.509 member authentication switch authorization on; transitionToAuth keeps the door open."""
    security = config.get("security")
    if not isinstance(security, dict) or security.get("transitionToAuth") is True:
        return False
    is_member_auth = "keyFile" in security or security.get("clusterAuthMode") in ("keyFile", "sendX509", "x509")
    return security.get("authorization") == "enabled" or (is_member_auth and security.get("authorization") is None)


def _all_granted(answers: Answers, found: Found) -> None:
    evidence = (
        Evidence(command="getCmdLineOpts", code="ok", meaning="needs a privilege, was answered; sets no authorization"),
        Evidence(command="usersInfo", code="ok", meaning="needs a privilege, was answered to somebody who has none"),
        _status_evidence(answers),
        _control_evidence(answers),
    )
    for name in RIGHTS:
        found.rights[name] = Right(verdict="granted", extent="all", known_by="no-access-control", evidence=evidence)
    security = (answers.config or {}).get("security")
    if isinstance(security, dict) and security.get("transitionToAuth") is True:
        found.notes.append("security.transitionToAuth is on: passwords are taken but nobody has to give one")


def _all_denied(answers: Answers, found: Found) -> None:
    evidence = (_reply_evidence("listDatabases {nameOnly: true}", answers.databases), _status_evidence(answers))
    known_by = "introspected" if answers.authenticated("UserPrivileges") == [] else "denied-on-read"
    for name in RIGHTS:
        by = "denied-on-read" if name == "read" else known_by
        found.rights[name] = Right(verdict="denied", known_by=by, evidence=evidence)  # type: ignore[arg-type]


def _judge_partly(answers: Answers, found: Found) -> None:
    """A catalogue that may be read is a right to read; the rest cannot be told."""
    for name in RIGHTS:
        evidence = (_reply_evidence("getCmdLineOpts", answers.options), _reply_evidence("usersInfo", answers.users))
        found.rights[name] = Right(known_by="inconclusive", evidence=evidence)
    if answers.names is not None:
        shown = _reply_evidence("listDatabases {nameOnly: true}", answers.databases)
        found.rights["read"] = Right(verdict="granted", extent="some", known_by="observed", evidence=(shown,))
        found.notes.append("the server lists its databases to strangers but does not tell what else they may do")


def _judge_yes_sayer(answers: Answers, found: Found) -> None:
    control = _control_evidence(answers)
    for name in RIGHTS:
        found.rights[name] = Right(known_by="inconclusive", evidence=(control,))
    if answers.names:
        shown = _reply_evidence("listDatabases {nameOnly: true}", answers.databases)
        found.rights["read"] = Right(verdict="granted", extent="some", known_by="observed", evidence=(shown, control))
    found.notes.append("answers ok to a command that does not exist, so that none of its yeses is taken as evidence")


def _judge_user(wire: Wire, answers: Answers, found: Found) -> None:
    if not answers.says_yes_to_all and is_uncontrolled(answers):
        _all_granted(answers, found)
        found.notes.append("no access control is configured: a stranger may do the same without the login")
        return
    grants = grants_of(wire, answers.authenticated("UserPrivileges"), answers.authenticated("UserRoles"))
    for name in RIGHTS:
        found.rights[name] = _from_grants(name, grants, answers)
    if grants is not None:
        found.notes.extend(grants.notes)


def _from_grants(name: RightName, grants: Grants | None, answers: Answers) -> Right:
    if grants is None or answers.says_yes_to_all:
        return Right(known_by="inconclusive", evidence=(_reply_evidence(_STATUS, answers.status),))
    extent, actions = grants.extent(name)
    if extent is None and grants.notes:
        return Right(known_by="inconclusive", evidence=(_reply_evidence(grants.command, answers.status),))
    if extent is None:
        meaning = "no privilege of the user allows it"
        evidence = Evidence(command=grants.command, code="ok", meaning=meaning)
        return Right(verdict="denied", known_by="introspected", evidence=(evidence,))
    meaning = f"allows {', '.join(actions)} on {'every database' if extent == 'all' else 'some containers'}"
    evidence = Evidence(command=grants.command, code="ok", meaning=meaning)
    return Right(verdict="granted", extent=extent, known_by="introspected", evidence=(evidence,))


def _limit_here(hello: Words, found: Found) -> None:
    """A secondary, a read-only server or an arbiter takes no changes, whatever the privileges say."""
    why = _why_no_changes(hello)
    if why is None:
        if hello.get("msg") == "isdbgrid":
            found.notes.append("a mongos router of a sharded cluster: what it shows is the whole cluster's")
        return
    evidence = Evidence(command="hello", code="ok", meaning=f"isWritablePrimary or readOnly says: {why}")
    for name in _HERE:
        if found.rights[name].verdict == "granted":
            found.rights[name] = Right(verdict="denied", known_by="introspected", evidence=(evidence,))
            note = f"changes are refused here: {why}; its primary, which was not asked, may take them"
            found.notes = [*dict.fromkeys([*found.notes, note])]


def _why_no_changes(hello: Words) -> str | None:
    if hello.get("arbiterOnly") is True:
        return "an arbiter, which holds no data"
    if hello.get("readOnly") is True:
        return "the server runs read-only"
    if hello.get("isWritablePrimary", hello.get("ismaster")) is False:
        return f"{'a secondary' if hello.get('secondary') is True else 'not the primary'} of a replica set"
    return None


def _status_evidence(answers: Answers) -> Evidence:
    if isinstance(answers.status, Refused):
        return _reply_evidence(_STATUS, answers.status)
    users = answers.authenticated("Users")
    meaning = "an answer without the shape it has" if users is None else f"{len(users)} users are logged in here"
    return Evidence(command=_STATUS, code="ok", meaning=meaning)


def _control_evidence(answers: Answers) -> Evidence:
    if isinstance(answers.control, Refused):
        return Evidence(command="nightlatchControl", code=str(answers.control.code), meaning="the server can say no")
    return Evidence(command="nightlatchControl", code="ok", meaning="says ok to a command that does not exist")


def _reply_evidence(command: str, reply: Words | Refused) -> Evidence:
    if isinstance(reply, Refused):
        meaning = "needs a login or more rights" if reply.is_unauthorized else "refused"
        return Evidence(command=command, code=f"{reply.code} {reply.name}".strip(), meaning=meaning)
    return Evidence(command=command, code="ok", meaning="answered")


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address).is_loopback
