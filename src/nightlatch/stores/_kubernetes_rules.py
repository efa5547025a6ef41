"""Rules of a SelfSubjectRulesReview as rights. Sends nothing."""

from __future__ import annotations

import msgspec

from nightlatch.model import Extent, Right, RightName
from nightlatch.stores._plain import Rights, denied, granted, saw, unknown

_VERBS: dict[RightName, frozenset[str]] = {
    "create": frozenset({"create", "*"}), "read": frozenset({"get", "list", "watch", "*"}),
    "update": frozenset({"update", "patch", "*"}), "delete": frozenset({"delete", "deletecollection", "*"}),
}  # fmt: skip
_OWN = frozenset({"selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews"})  # anybody's, by default
_RULING = frozenset({
    "pods/exec", "pods/attach", "nodes/proxy", "serviceaccounts/token", "clusterrolebindings", "rolebindings",
})  # fmt: skip
_MAKES = frozenset({"create", "update", "patch", "get", "*"})


class Rule(msgspec.Struct):
    """One line of what we may do."""

    verbs: list[str]
    resources: list[str] = []
    groups: list[str] = msgspec.field(name="apiGroups", default_factory=list)
    names: list[str] = msgspec.field(name="resourceNames", default_factory=list)


class Rules(msgspec.Struct):
    """All lines; *incomplete* where something else decides as well."""

    resource: list[Rule] | None = msgspec.field(name="resourceRules", default=None)
    incomplete: bool = False


def rights(rules: Rules, command: str) -> Rights:
    """Rights that *rules* give; what they do not give is unknown where they are incomplete."""
    kept = [one for one in rules.resource or () if not set(one.resources) <= _OWN]
    found: Rights = {name: _right(kept, name, rules.incomplete, command) for name in _VERBS}
    return {**found, "administer": _ruling(kept, rules.incomplete, command)}


def _right(kept: list[Rule], name: RightName, is_incomplete: bool, command: str) -> Right:
    fitting = [one for one in kept if _VERBS[name] & set(one.verbs)]
    if not fitting:
        return _none(f"no rule to {name}", is_incomplete, command)
    extent: Extent = "all" if any(_is_all(one) for one in fitting) else "some"
    kinds = sorted({resource for one in fitting for resource in one.resources})
    meaning = f"rules to {name} {len(kinds)} kinds of resource" if "*" not in kinds else f"rules to {name} any resource"
    return granted(saw(command, 201, meaning), extent=extent)


def _ruling(kept: list[Rule], is_incomplete: bool, command: str) -> Right:
    """To run programs in pods, to hand out tokens or roles, or to act for somebody else."""
    if any(_is_all(one) and "*" in one.verbs for one in kept):
        return granted(saw(command, 201, "any verb on any resource: administers the cluster"))
    for one in kept:
        if set(one.verbs) & {"impersonate", "escalate", "bind"}:
            return granted(saw(command, 201, "may act for others, or give out roles that it has not"), extent="some")
        named = (_RULING & set(one.resources)) or ({"pods/exec"} if "*" in one.resources else set())
        if named and _runs(named, set(one.verbs)):
            return granted(saw(command, 201, f"may use {sorted(named)[0]}"), extent="some")
    return _none("no rule to run programs, to give out roles or tokens", is_incomplete, command)


def _runs(named: frozenset[str] | set[str], verbs: set[str]) -> bool:
    """GET is enough for nodes/proxy, by which a kubelet runs programs; the others take a verb that makes something."""
    return bool(verbs & (_MAKES if "nodes/proxy" in named else _MAKES - {"get"}))


def _none(meaning: str, is_incomplete: bool, command: str) -> Right:
    if is_incomplete:
        return unknown(saw(command, 201, f"{meaning}, and the rules are incomplete"))
    return denied(saw(command, 201, meaning))


def _is_all(rule: Rule) -> bool:
    return "*" in rule.resources and "*" in rule.groups and not rule.names
