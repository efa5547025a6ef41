"""What a caller may do in OpenSearch by its Security plug-in (1 to 3; Open Distro before it).

Sends GET /_plugins/_security/authinfo, and GET /_plugins/_security/api/roles where that is allowed to us. Without the
definitions only the roles that ship with the plug-in and cannot be changed are known; of others writing is unknown.
``perform_permission_check``, which asks without acting, is not used: it rides on PUT and DELETE, and a server without
the plug-in would act.
"""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatchcase

import msgspec

from nightlatch.model import RIGHTS, Evidence, Extent, Right, RightName
from nightlatch.stores import _elastic_rights as rights
from nightlatch.stores._elastic_catalog import Asks, Index
from nightlatch.stores._elastic_rights import Found
from nightlatch.stores._http import Reply

_BASES = ("GET /_plugins/_security", "GET /_opendistro/_security")
READS = frozenset(f"{base}/{path}" for base in _BASES for path in ("authinfo", "api/roles"))
_ROLES_MOST = 16 << 20
_ACTIONS: dict[RightName, tuple[str, ...]] = {  # one action each, as the plug-in names them
    "create": ("indices:data/write/index", "indices:admin/create"),
    "read": ("indices:data/read/search",),
    "update": ("indices:data/write/update", "indices:data/write/index"),
    "delete": ("indices:data/write/delete", "indices:admin/delete"),
}
_ADMIN = ("cluster:admin/settings/update", "restapi:admin/roles", "cluster:admin/repository/put")
# Action groups that ship with the plug-in and cannot be changed, as far as the actions above are concerned
_GROUPS: dict[str, tuple[str, ...]] = {
    "unlimited": ("*",),
    "cluster_all": ("cluster:*",),
    "indices_all": ("indices:*",),
    "manage": ("indices:monitor/*", "indices:admin/*"),
    "read": ("indices:data/read*",),
    "search": ("indices:data/read/search*",),
    "write": ("indices:data/write*",),
    "delete": ("indices:data/write/delete*",),
    "index": ("indices:data/write/index*", "indices:data/write/update*", "indices:data/write/bulk*"),
    "crud": ("indices:data/read*", "indices:data/write*"),
    "data_access": ("indices:data/*",),
    "create_index": ("indices:admin/create",),
    "manage_snapshots": ("cluster:admin/snapshot/*", "cluster:admin/repository/*"),
}


class _Info(msgspec.Struct):
    user_name: str = ""
    roles: list[str] = []


class _OnIndices(msgspec.Struct):
    index_patterns: list[str] = []
    allowed_actions: list[str] = []


class _Role(msgspec.Struct):
    cluster_permissions: list[str] = []
    index_permissions: list[_OnIndices] = []


_ALL = _Role(cluster_permissions=["*"], index_permissions=[_OnIndices(["*"], ["*"])])
_SHIPPED = {
    "all_access": _ALL,
    "readall": _Role(index_permissions=[_OnIndices(["*"], ["read"])]),
    "readall_and_monitor": _Role(index_permissions=[_OnIndices(["*"], ["read"])]),
    "kibana_user": _Role(),  # its rights are on the dashboards' own indices
    "kibana_server": _Role(),
    "own_index": _Role(),  # on an index called as the user is
}


def introspect(talk: Asks, numbers: tuple[int, ...], indices: list[Index]) -> Found:
    """The rights of whom *talk* speaks for, *indices* being those that it can list."""
    base, who = _BASES[0], talk.ask(f"{_BASES[0]}/authinfo")
    if rights.is_absent(who) and numbers and numbers < (2,):
        base, who = _BASES[1], talk.ask(f"{_BASES[1]}/authinfo")
    command = f"{base}/authinfo"
    told = who.json_or_none(_Info) if who.status == 200 else None
    if told is not None and told.user_name:
        return _by_roles(talk, base, told, indices)
    if who.status == 401:
        return Found(rights=rights.denied(command, 401, "asks for a password"))
    if not rights.is_absent(who):
        return rights.observed(talk, [_evidence(command, who, "does not say who we are")], indices)
    nothing = talk.ask(rights.NOBODY)
    seen = [_evidence(command, who, "the Security plug-in is not there, or off")]
    if not rights.is_absent(nothing):
        return rights.observed(talk, [_evidence(rights.NOBODY, nothing, "does not tell paths apart")], indices)
    seen.append(_evidence(rights.NOBODY, nothing, "says so of paths that are not there"))
    return rights.no_access_control(talk, seen, numbers, indices, rights.OTHER_GUARDS)


def _by_roles(talk: Asks, base: str, told: _Info, indices: list[Index]) -> Found:
    reply = talk.ask(f"{base}/api/roles", most=_ROLES_MOST)
    defined = reply.json_or_none(dict[str, _Role]) if reply.status == 200 else None
    known = {name: role for name in told.roles if (role := (defined or _SHIPPED).get(name)) is not None}
    command = f"{base}/api/roles" if defined is not None else f"{base}/authinfo"
    found: dict[RightName, Right] = {name: _on_indices(name, known, command) for name in _ACTIONS}
    found["administer"] = _on_cluster(known, command)
    ordered: dict[RightName, Right] = {name: found[name] for name in RIGHTS}
    if len(known) < len(set(told.roles)):  # what the others give is not told
        return replace(_some_unknown(talk, base, ordered, indices), name=told.user_name)
    return Found(rights=ordered, name=told.user_name)


def _some_unknown(talk: Asks, base: str, found: dict[RightName, Right], indices: list[Index]) -> Found:
    seen = Evidence(command=f"{base}/authinfo", code="200", meaning="we have roles whose definition is not told to us")
    tried = rights.observed(talk, [seen], indices)
    merged = {name: one if one.verdict == "granted" else tried.rights[name] for name, one in found.items()}
    tried.notes[:] = ["not all of our roles are told to us; what they do not tell is unknown"]
    return replace(tried, rights=merged)


def _on_indices(name: RightName, roles: dict[str, _Role], command: str) -> Right:
    """Granted where a role allows one of the actions on a pattern of names that are not the server's own."""
    patterns = {
        pattern
        for role in roles.values()
        for one in role.index_permissions
        if any(_allows(one.allowed_actions, action) for action in _ACTIONS[name])
        for pattern in one.index_patterns
    }
    ours = {one for one in patterns if "${" not in one and not Index(name=one).is_system}
    word = _ACTIONS[name][0]
    if not ours:
        evidence = Evidence(command=command, code="200", meaning=f"no role of ours allows {word}")
        return Right(verdict="denied", known_by="introspected", evidence=(evidence,))
    extent: Extent = "all" if "*" in ours else "some"
    where = "every index" if extent == "all" else "some indices"
    evidence = Evidence(command=command, code="200", meaning=f"a role of ours allows {word} on {where}")
    return Right(verdict="granted", extent=extent, known_by="introspected", evidence=(evidence,))


def _on_cluster(roles: dict[str, _Role], command: str) -> Right:
    allowed = [one for role in roles.values() for one in role.cluster_permissions]
    granted = [action for action in _ADMIN if _allows(allowed, action)]
    if not granted:
        evidence = Evidence(command=command, code="200", meaning="no role of ours may administer the cluster")
        return Right(verdict="denied", known_by="introspected", evidence=(evidence,))
    extent: Extent = "all" if len(granted) == len(_ADMIN) else "some"
    evidence = Evidence(command=command, code="200", meaning=f"a role of ours allows {granted[0]}")
    return Right(verdict="granted", extent=extent, known_by="introspected", evidence=(evidence,))


def _allows(allowed: list[str], action: str) -> bool:
    patterns = [pattern for one in allowed for pattern in _GROUPS.get(one.lower(), (one,))]
    return any(fnmatchcase(action, pattern) for pattern in patterns)


def _evidence(command: str, reply: Reply, meaning: str) -> Evidence:
    return Evidence(command=command, code=str(reply.status), meaning=meaning)
