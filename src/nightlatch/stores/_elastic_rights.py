"""What a caller may do in Elasticsearch, from its own introspection; by whom it can be asked, version 2 to 9.

Sends GET /_security/_authenticate, GET /_security/user/_privileges for the patterns of our roles, and GET
/_security/user/_has_privileges about each (before 7 below /_xpack, before 5 /_shield); where those are not there GET
/_xpack, GET /_nodes/plugins and a path that nobody has: a server that tells unknown paths apart and has no path for
security has no access control. Settings that block writing are read too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from nightlatch.model import RIGHTS, Evidence, Extent, KnownBy, Right, RightName
from nightlatch.stores._elastic_catalog import Asks, Index
from nightlatch.stores._http import Reply

_NAMED = 3_000  # patterns or indices that are asked about by name
_ROOM = 1_500  # bytes of names in one request
_INDEX: dict[RightName, tuple[str, ...]] = {  # any one of them is a way in
    "create": ("create_index", "create", "index"),
    "read": ("read",),
    "update": ("index", "write"),
    "delete": ("delete", "delete_index"),
}
_PRIVILEGES = sorted({one for words in _INDEX.values() for one in words})
_CLUSTER = ("all", "manage", "manage_security")
_GUARDS = re.compile(r"search-?guard|readonlyrest|opendistro.security|opensearch-security|x-pack|shield|sentinl", re.I)
OTHER_GUARDS = re.compile(r"search-?guard|readonlyrest", re.I)  # beside the one whose absence is already known
NOBODY = "GET /_nightlatch/nothing"  # no server has it
READS = frozenset(
    {"GET /_security/_authenticate", "GET /_security/user/_has_privileges", "GET /_nodes/plugins", NOBODY}
    | {"GET /_security/user/_privileges", "GET /_xpack/security/user/_privileges"}
    | {
        "GET /_xpack",
        "GET /_xpack/security/_authenticate",
        "GET /_xpack/security/user/_has_privileges",
        "GET /_shield/authenticate",
    }
    | {"GET /_cluster/settings", "GET /_all/_settings/index.blocks.*", "GET /{index}/_count"}
)


@dataclass(slots=True, kw_only=True)
class Found:
    """Rights so far: who the server says we are, and what limits it."""

    rights: dict[RightName, Right]
    name: str = ""
    notes: list[str] = field(default_factory=list)


class _Authenticated(msgspec.Struct):
    username: str


class _Granted(msgspec.Struct):
    names: list[str] = []


class _Privileges(msgspec.Struct):
    indices: list[_Granted]


class _Counted(msgspec.Struct):
    count: int


class _HasPrivileges(msgspec.Struct):
    cluster: dict[str, bool]
    index: dict[str, dict[str, bool]]


class _Feature(msgspec.Struct):
    available: bool = False
    enabled: bool = False


class _Features(msgspec.Struct):
    security: _Feature | None = None
    shield: _Feature | None = None


class _Xpack(msgspec.Struct):
    features: _Features


def denied(command: str, status: int, meaning: str) -> dict[RightName, Right]:
    """All five, by one refusal."""
    evidence = (Evidence(command=command, code=str(status), meaning=meaning),)
    return dict.fromkeys(RIGHTS, Right(verdict="denied", known_by="denied-on-read", evidence=evidence))


def introspect(talk: Asks, numbers: tuple[int, ...], indices: list[Index]) -> Found:
    """The rights of whom *talk* speaks for, *indices* being those that it can list."""
    paths = _paths(numbers)
    command = paths[0]
    who = talk.ask(command)
    told = who.json_or_none(_Authenticated) if who.status == 200 else None
    if told is not None:
        return _asked(talk, told.username, paths[1:], indices)
    if who.status == 401:
        return Found(rights=denied(command, 401, "asks for a password"))
    if is_absent(who) or _is_unlicensed(who):
        return _unguarded(talk, command, who, numbers, indices)
    return _observed(talk, [_evidence(command, who, "does not say who we are")], indices)


def is_absent(reply: Reply) -> bool:
    """Does the server say that it has no such path?

    400, or 405 where the path has another method; before 7 three segments are a document, of an index that is missing.
    """
    words = {400: (b"o handler found for uri",), 405: (b"ncorrect HTTP method for uri",),
             404: (b"index_not_found_exception", b"IndexMissingException")}  # fmt: skip
    return any(one in reply.body[:2000] for one in words.get(reply.status, ()))


def _is_unlicensed(reply: Reply) -> bool:
    """Before 6.8 the licence without security answers so, and lets everybody do everything."""
    return reply.status == 403 and b"license.expired.feature" in reply.body and b"security" in reply.body


def _paths(numbers: tuple[int, ...]) -> tuple[str, ...]:
    """Who am I, may I, and what may I; by version."""
    if numbers and numbers < (5,):
        return ("GET /_shield/authenticate",)
    base = "GET /_xpack/security" if numbers and numbers < (7,) else "GET /_security"
    return (f"{base}/_authenticate", f"{base}/user/_has_privileges", f"{base}/user/_privileges")


def _asked(talk: Asks, name: str, paths: tuple[str, ...], indices: list[Index]) -> Found:
    """Security is on and says who we are: ask it what we may, on everything and on each pattern that we have."""
    if not paths:
        found = _observed(talk, [], indices)
        found.notes.append("Shield tells nobody its own privileges; only reading was tried")
        return replace(found, name=name)
    has, mine = paths
    names, is_all = _patterns(talk, mine, indices)
    told = _HasPrivileges(cluster={}, index={})
    for group in _groups(names):
        body = {"cluster": list(_CLUSTER), "index": [{"names": group, "privileges": _PRIVILEGES}]}
        reply = talk.ask(has, body=body)
        some = reply.json_or_none(_HasPrivileges) if reply.status == 200 else None
        if some is None:
            found = _observed(talk, [_evidence(has, reply, "does not tell our privileges")], indices)
            return replace(found, name=name)
        told.cluster |= some.cluster
        told.index |= some.index
    rights: dict[RightName, Right] = {right: _by_index(right, told, has, is_all) for right in _INDEX}
    rights["administer"] = _by_cluster(told, has)
    notes = [] if is_all else ["not every index was asked about; what was not is unknown"]
    return Found(rights={right: rights[right] for right in RIGHTS}, name=name, notes=notes)


def _patterns(talk: Asks, command: str, indices: list[Index]) -> tuple[list[str], bool]:
    """Everything, and the patterns of our roles (from 6.5; else the indices that we see); are these all there are?"""
    reply = talk.ask(command)
    told = reply.json_or_none(_Privileges) if reply.status == 200 else None
    if told is not None:
        found = {name for one in told.indices for name in one.names}
    else:
        found = {one.name for one in indices if one.is_plain}
    names = sorted(one for one in found if one != "*" and not Index(name=one).is_system)
    return ["*", *names[:_NAMED]], told is not None and len(names) <= _NAMED


def _groups(names: list[str]) -> Iterator[list[str]]:
    """So many in one request as a door can still carry in its path."""
    group: list[str] = []
    room = _ROOM
    for name in names:
        cost = len(name.encode(errors="replace")) + 8
        if group and cost > room:
            yield group
            group, room = [], _ROOM
        group.append(name)
        room -= cost
    yield group


def _by_index(right: RightName, told: _HasPrivileges, command: str, is_all: bool) -> Right:
    everywhere = [one for one in _INDEX[right] if told.index.get("*", {}).get(one)]
    somewhere = [one for one in _INDEX[right] if any(on.get(one) for on in told.index.values())]
    granted = (everywhere or somewhere)[:1]
    if not granted and not is_all:
        evidence = Evidence(command=command, code="false", meaning="not on those indices that were asked about")
        return Right(known_by="inconclusive", evidence=(evidence,))
    if not granted:
        meaning = f"no {' or '.join(_INDEX[right])} on any index"
        return Right(
            verdict="denied", known_by="introspected",
            evidence=(Evidence(command=command, code="false", meaning=meaning),),
        )  # fmt: skip
    extent: Extent = "all" if everywhere else "some"
    where = "every index" if everywhere else "some indices"
    evidence = Evidence(command=command, code="true", meaning=f"{granted[0]} on {where}")
    return Right(verdict="granted", extent=extent, known_by="introspected", evidence=(evidence,))


def _by_cluster(told: _HasPrivileges, command: str) -> Right:
    granted = [one for one in _CLUSTER if told.cluster.get(one)]
    if not granted:
        evidence = Evidence(command=command, code="false", meaning=f"no {' or '.join(_CLUSTER)} of the cluster")
        return Right(verdict="denied", known_by="introspected", evidence=(evidence,))
    evidence = Evidence(command=command, code="true", meaning=f"{granted[0]} of the cluster")
    extent: Extent = "all" if granted[0] == "all" else "some"
    return Right(verdict="granted", extent=extent, known_by="introspected", evidence=(evidence,))


def _unguarded(talk: Asks, command: str, who: Reply, numbers: tuple[int, ...], indices: list[Index]) -> Found:
    """No path for security: is there no access control, or somebody else's?"""
    nothing = talk.ask(NOBODY)
    if not is_absent(nothing):
        seen = _evidence(NOBODY, nothing, "does not tell paths that it has from others")
        return _observed(talk, [seen], indices)
    features = talk.ask("GET /_xpack")
    told = features.json_or_none(_Xpack) if features.status == 200 else None
    one = (told.features.security or told.features.shield) if told else None
    if one is not None and one.available and one.enabled:
        return _observed(talk, [_evidence("GET /_xpack", features, "security is on, and does not tell us")], indices)
    meaning = "security is not licensed" if who.status == 403 else "has no path for security"
    evidence = [_evidence(command, who, meaning), _evidence(NOBODY, nothing, "says so of paths that are not there")]
    if one is not None:
        evidence.append(_evidence("GET /_xpack", features, "security is off"))
    return no_access_control(talk, evidence, numbers, indices, _GUARDS if one is None else None)


def no_access_control(
    talk: Asks,
    evidence: list[Evidence],
    numbers: tuple[int, ...],
    indices: list[Index],
    guards: re.Pattern[str] | None,
) -> Found:
    """Everybody may do everything, unless a plug-in of *guards* stands before it."""
    plugins = talk.ask("GET /_nodes/plugins", query={"filter_path": "nodes.*.plugins.name"})
    if guards is not None and plugins.status == 200 and guards.search(plugins.body.decode("utf-8", "replace")):
        seen = _evidence("GET /_nodes/plugins", plugins, "a plug-in for access control is there")
        found = _observed(talk, [*evidence, seen], indices)
        found.notes.append("a plug-in of another maker controls access and does not tell its rules")
        return found
    if plugins.status != 200:  # a server without guard shows its nodes to everybody
        return _observed(talk, [*evidence, _evidence("GET /_nodes/plugins", plugins, "is refused to us")], indices)
    seen = _evidence("GET /_nodes/plugins", plugins, "no plug-in controls access")
    known: KnownBy = "no-access-control"
    right = Right(verdict="granted", extent="all", known_by=known, evidence=(*evidence, seen))
    return _blocked(talk, Found(rights=dict.fromkeys(RIGHTS, right), name="anyone"), indices)


def _observed(talk: Asks, evidence: list[Evidence], indices: list[Index]) -> Found:
    """Nobody tells: see whether one index can be counted, and say unknown of all else."""
    rights: dict[RightName, Right] = dict.fromkeys(RIGHTS, Right(known_by="inconclusive", evidence=tuple(evidence)))
    for one in [one for one in indices if not one.is_system and one.is_open and one.is_plain][:5]:
        reply = talk.ask("GET /{index}/_count", {"index": one.name})
        told = reply.json_or_none(_Counted) if reply.status == 200 else None
        if told is not None:
            seen = Evidence(command="GET /<index>/_count", code="200", meaning="counts the records of an index")
            rights["read"] = Right(verdict="granted", extent="some", known_by="observed", evidence=(seen,))
            break
    return Found(rights=rights, notes=["the server does not tell our rights; only reading was tried"])


def observed(talk: Asks, evidence: list[Evidence], indices: list[Index]) -> Found:
    """As `introspect` where nothing tells our rights."""
    return _observed(talk, evidence, indices)


def _blocked(talk: Asks, found: Found, indices: list[Index]) -> Found:
    """Settings that make a cluster or indices read-only deny to everybody, until an administrator lifts them."""
    on = _cluster_blocks(talk)
    if "cluster.blocks.read_only" in on or "cluster.blocks.read_only_allow_delete" in on:
        told = sorted(on)[0]
        _deny(found, "create", "update", meaning=f"{told} is set", command="GET /_cluster/settings")
        if "cluster.blocks.read_only" in on:
            _deny(found, "delete", meaning=f"{told} is set", command="GET /_cluster/settings")
        found.notes.append("the cluster is blocked for writing; whoever may administer it can lift that")
        return found
    blocked = _index_blocks(talk)
    mine = {one.name for one in indices if not one.is_system}
    if mine & blocked:
        right = found.rights["update"]
        command = "GET /_all/_settings/index.blocks.*"
        seen = Evidence(command=command, code="200", meaning="indices are blocked for writing")
        found.rights["update"] = replace(right, extent="some", evidence=(*right.evidence, seen))
        found.notes.append(f"{len(mine & blocked)} of {len(mine)} indices are blocked; anyone can lift that")
        if mine <= blocked:
            _deny(found, "update", meaning="every index is blocked for writing", command=command)
    return found


def _deny(found: Found, *names: RightName, meaning: str, command: str) -> None:
    for name in names:
        evidence = (Evidence(command=command, code="200", meaning=meaning),)
        found.rights[name] = Right(verdict="denied", known_by="introspected", evidence=evidence)


def _cluster_blocks(talk: Asks) -> set[str]:
    reply = talk.ask("GET /_cluster/settings", query={"flat_settings": "true"})
    told = reply.json_or_none(dict[str, Any]) if reply.status == 200 else None
    on: set[str] = set()
    for part in ("persistent", "transient"):
        settings = told.get(part) if told else None
        for name, value in settings.items() if isinstance(settings, dict) else ():
            if name.startswith("cluster.blocks.") and str(value).lower() == "true":
                on.add(name)
    return on


def _index_blocks(talk: Asks) -> set[str]:
    reply = talk.ask("GET /_all/_settings/index.blocks.*", query={"flat_settings": "true"})
    told = reply.json_or_none(dict[str, Any]) if reply.status == 200 else None
    found = set()
    for name, about in (told or {}).items():
        settings = about.get("settings") if isinstance(about, dict) else None
        on = {key for key, value in settings.items() if str(value) == "true"} if isinstance(settings, dict) else set()
        if on & {"index.blocks.write", "index.blocks.read_only", "index.blocks.read_only_allow_delete"}:
            found.add(name)
    return found


def _evidence(command: str, reply: Reply, meaning: str) -> Evidence:
    return Evidence(command=command, code=str(reply.status), meaning=meaning)
