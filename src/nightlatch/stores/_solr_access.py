"""What a caller may do in Solr: by its plug-ins, and by the rules of its authorization where they are told to us.

Sends GET /solr/admin/info/system (which plug-ins there are, our roles), GET /solr/admin/authorization (the rules) and a
path that nobody has. Never /solr/admin/authentication, which tells hashes of passwords. Without an authorization
plug-in whoever gets an answer may do everything; with one a request that no rule covers is allowed (from the source of
RuleBasedAuthorizationPluginBase).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec

from nightlatch.model import RIGHTS, Evidence, Extent, Right, RightName
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._solr_about import SYSTEM, System

AUTHORIZATION = "GET /solr/admin/authorization"
NOBODY = "GET /solr/admin/nightlatch-nothing"
COUNT = "GET /solr/{core}/query"  # like /select, and by the guard only ever asked for no rows at all
READS = frozenset({f"GET {SYSTEM}", AUTHORIZATION, NOBODY, COUNT})
_MOST = 8 << 20
_NEEDS: dict[RightName, tuple[str, ...]] = {  # the ways in, by the permissions that Solr defines
    "create": ("update", "core-admin-edit", "collection-admin-edit"),
    "read": ("read",),
    "update": ("update",),
    "delete": ("update", "core-admin-edit", "collection-admin-edit"),
    "administer": ("security-edit", "config-edit", "core-admin-edit", "collection-admin-edit"),
}
_DEFINED = frozenset(
    {
        "collection-admin-edit",
        "collection-admin-read",
        "core-admin-read",
        "core-admin-edit",
        "zk-read",
        "read",
        "update",
    }
    | {"config-edit", "config-read", "schema-read", "schema-edit", "security-edit", "security-read", "metrics-read"}
    | {"health", "filestore-read", "filestore-write", "package-edit", "package-read", "all"}
)


class _Rule(msgspec.Struct):
    name: str = ""
    role: Any = None
    collection: Any = ""  # "" where it is not given: None is a value of it
    path: Any = None


class _Rules(msgspec.Struct):
    permissions: list[_Rule] = []


class _Configured(msgspec.Struct):
    authorization: _Rules | None = None
    errors: Any = msgspec.field(default=None, name="errorMessages")


@dataclass(slots=True, kw_only=True)
class Found:
    """Rights so far, who we are, and what limits it."""

    rights: dict[RightName, Right]
    name: str = ""
    notes: list[str] = field(default_factory=list)


def denied(command: str, status: int, meaning: str) -> dict[RightName, Right]:
    """All five, by one refusal."""
    evidence = (Evidence(command=command, code=str(status), meaning=meaning),)
    return dict.fromkeys(RIGHTS, Right(verdict="denied", known_by="denied-on-read", evidence=evidence))


def introspect(http: Http, told: System | None, status: int, cores: list[str]) -> Found:
    """The rights of whom *http* speaks for; *told* is what the instance said of itself, *status* of that answer."""
    nothing = http.ask(NOBODY)
    if told is None and status in (401, 403) and nothing.status == status == 401:
        return Found(rights=denied(f"GET {SYSTEM}", 401, "asks for a password, whatever is asked for"))
    if nothing.status == 200:
        return _observed(http, _evidence(NOBODY, nothing, "says yes to what nobody has"), cores)
    security = told.security if told else None
    if security is not None and security.authorization is None:
        plugins = "no plug-in guards it" if security.authentication is None else "no plug-in limits who got in"
        seen = Evidence(command=f"GET {SYSTEM}", code="200", meaning=plugins)
        return _everything(seen, _evidence(NOBODY, nothing, "tells paths that it has from others"))
    reply = http.ask(AUTHORIZATION, query={"wt": "json"}, most=_MOST)
    rules = reply.json_or_none(_Configured) if reply.status == 200 else None
    if rules is None:
        return _observed(http, _evidence(AUTHORIZATION, reply, "does not tell its rules"), cores)
    if rules.authorization is None:
        if rules.errors is None or told is None:
            return _observed(http, _evidence(AUTHORIZATION, reply, "does not tell its rules"), cores)
        return _everything(_evidence(AUTHORIZATION, reply, "no authorization is configured"))
    roles = set(security.roles) if security else set()
    name = security.username if security else None
    if any(_is_custom(rule) for rule in rules.authorization.permissions):
        found = _observed(http, _evidence(AUTHORIZATION, reply, "has rules by path or collection"), cores)
        found.notes[:] = ["rules of the owner's own, by path or collection, decide; what they leave open is not told"]
        return found
    by = {right: _by_rules(right, rules.authorization.permissions, name, roles) for right in RIGHTS}
    return Found(rights=by, name=name or "")


def _everything(*evidence: Evidence) -> Found:
    right = Right(verdict="granted", extent="all", known_by="no-access-control", evidence=evidence)
    return Found(rights=dict.fromkeys(RIGHTS, right), name="anyone")


def _is_custom(rule: _Rule) -> bool:
    return rule.name not in _DEFINED or rule.collection != "" or rule.path is not None


def _by_rules(right: RightName, rules: list[_Rule], name: str | None, roles: set[str]) -> Right:
    granted = [one for one in _NEEDS[right] if _allows(rules, one, name, roles)]
    if not granted:
        meaning = f"a rule keeps {' and '.join(_NEEDS[right])} from us"
        evidence = (Evidence(command=AUTHORIZATION, code="200", meaning=meaning),)
        return Right(verdict="denied", known_by="introspected", evidence=evidence)
    meaning = f"no rule keeps {granted[0]} from us"
    extent: Extent = "all" if granted[0] == _NEEDS[right][0] and right != "administer" else "some"
    if right == "administer" and len(granted) == len(_NEEDS[right]):
        extent = "all"
    evidence = (Evidence(command=AUTHORIZATION, code="200", meaning=meaning),)
    return Right(verdict="granted", extent=extent, known_by="introspected", evidence=evidence)


def _allows(rules: list[_Rule], wanted: str, name: str | None, roles: set[str]) -> bool:
    """The first rule of that name, or of all, decides; where there is none, everybody may."""
    for rule in rules:
        if rule.name in (wanted, "all"):
            if rule.role is None:
                return True
            given = {rule.role} if isinstance(rule.role, str) else set(map(str, rule.role))
            return name is not None and ("*" in given or bool(given & roles))
    return True


def _observed(http: Http, seen: Evidence, cores: list[str]) -> Found:
    """Nobody tells: see whether one core lets itself be counted, and say unknown of all else."""
    rights: dict[RightName, Right] = dict.fromkeys(RIGHTS, Right(known_by="inconclusive", evidence=(seen,)))
    for core in cores[:5]:
        if count(http, core) is not None:
            tried = Evidence(
                command="GET /solr/<core>/query rows=0", code="200", meaning="counts the records of a core"
            )
            rights["read"] = Right(verdict="granted", extent="some", known_by="observed", evidence=(tried,))
            break
    return Found(rights=rights, notes=["the server does not tell our rights; only reading was tried"])


class _Answer(msgspec.Struct):
    found: int = msgspec.field(name="numFound")


class _Counted(msgspec.Struct):
    response: _Answer


def count(http: Http, core: str) -> int | None:
    """How many records *core* finds when it is asked for all of them and for none to be sent."""
    reply = http.ask(COUNT, {"core": core}, query={"q": "*:*", "defType": "lucene", "rows": "0", "wt": "json"})
    told = reply.json_or_none(_Counted) if reply.status == 200 else None
    return told.response.found if told is not None and told.response.found >= 0 else None


def _evidence(command: str, reply: Reply, meaning: str) -> Evidence:
    return Evidence(command=command, code=str(reply.status), meaning=meaning)
