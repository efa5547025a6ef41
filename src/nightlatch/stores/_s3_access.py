"""What a stranger may do with a bucket, from its ACL, its policy and the status of it. Sends nothing.

Sources: Amazon S3 User Guide, Access control list overview (what a grant of WRITE on a bucket allows) and Policies and
permissions; S3 API Reference, GetBucketAcl, GetBucketPolicy, GetBucketPolicyStatus.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from nightlatch.model import RIGHTS, Access, Evidence, Principal, Right, RightName
from nightlatch.stores._http import Reply
from nightlatch.stores._xml import Node, NoXml, parsed

_EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers"
_ANY_ACCOUNT = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
_GRANTS: dict[str, frozenset[RightName]] = {
    "READ": frozenset({"read"}), "WRITE": frozenset({"create", "update", "delete"}),
    "WRITE_ACP": frozenset({"administer"}), "FULL_CONTROL": frozenset(RIGHTS),
}  # fmt: skip
_ACTIONS: dict[RightName, tuple[str, ...]] = {
    "create": ("s3:PutObject",), "read": ("s3:ListBucket", "s3:GetObject"), "update": ("s3:PutObject",),
    "delete": ("s3:DeleteObject",), "administer": ("s3:PutBucketPolicy", "s3:PutBucketAcl", "s3:DeleteBucket"),
}  # fmt: skip
# Codes of servers that look at no bucket before somebody has signed: nothing at all is done for strangers.
NO_STRANGERS = frozenset({"MissingAuthenticationToken", "MissingSecurityHeader", "AllAccessDisabled"})


@dataclass(slots=True, kw_only=True)
class Facts:
    """What was asked about one bucket. *granted* with evidence; *is_told*: its ACL and policy together say it all."""

    name: str
    list_status: int = 0
    list_code: str = ""
    granted: dict[RightName, Evidence] = field(default_factory=dict)
    acl: bool = False  # could be read
    policy: bool = False  # could be read, or is told not to be public
    notes: list[str] = field(default_factory=list)

    @property
    def is_told(self) -> bool:
        """Do we know all that grants a stranger anything?"""
        return self.acl and self.policy


def code_of(reply: Reply) -> str:
    """The code of an error in XML, "" where there is none."""
    try:
        found = parsed(reply.body)
    except NoXml:
        return ""
    return found.told("Code")[:64] if found.name == "Error" else ""


def add_acl(facts: Facts, reply: Reply) -> None:
    """Grants to everybody."""
    found = _document(reply, "AccessControlPolicy")
    if found is None:
        return
    facts.acl = True
    for uri, permission in grants(found):
        if uri == _ANY_ACCOUNT:
            facts.notes.append(f"grants {permission} to any account of the provider (AuthenticatedUsers)")
        if uri == _EVERYBODY:
            told = Evidence(command=f"GET /{facts.name}?acl", code="200", meaning=f"grants {permission} to AllUsers")
            facts.granted |= {name: told for name in _GRANTS.get(permission, ()) if name not in facts.granted}


def grants(found: Node) -> Iterator[tuple[str, str]]:
    """``(group, permission)`` of each grant to a group."""
    listed = found.first("AccessControlList")
    for one in listed.all("Grant") if listed is not None else ():
        if uri := one.told("Grantee", "URI"):
            yield uri, one.told("Permission")


def add_status(facts: Facts, reply: Reply) -> None:
    """The bucket's own word whether its policy lets everybody do something."""
    found = _document(reply, "PolicyStatus")
    if (found is not None and found.told("IsPublic").lower() == "false") or code_of(reply) == "NoSuchBucketPolicy":
        facts.policy = True


def add_policy(facts: Facts, reply: Reply) -> None:
    """What statements for everybody allow; conditions are not weighed: what hangs on one stays unknown."""
    if reply.status != 200:
        facts.policy = facts.policy or code_of(reply) == "NoSuchBucketPolicy"
        return
    policy = reply.json_or_none(dict[str, Any])
    if policy is None:
        return
    listed = policy.get("Statement")
    statements = [one for one in (listed if isinstance(listed, list) else [listed]) if isinstance(one, dict)]
    facts.policy = not any("Condition" in one or "NotPrincipal" in one or "NotAction" in one for one in statements)
    denied = [one for one in statements if one.get("Effect") == "Deny"]
    for name, actions in _ACTIONS.items():
        if any(_covers(one, actions) for one in denied):
            continue
        if any(_allows(one, actions) for one in statements):
            told = Evidence(command=f"GET /{facts.name}?policy", code="200", meaning=f"allows it to everybody: {name}")
            facts.granted.setdefault(name, told)


def _allows(statement: Mapping[str, Any], actions: tuple[str, ...]) -> bool:
    return (
        statement.get("Effect") == "Allow"
        and not statement.get("Condition")
        and _is_everybody(statement.get("Principal"))
        and _covers(statement, actions)
    )


def _is_everybody(principal: object) -> bool:
    if isinstance(principal, dict):
        principal = principal.get("AWS")
    return principal == "*" or (isinstance(principal, list) and "*" in principal)


def _covers(statement: Mapping[str, Any], actions: tuple[str, ...]) -> bool:
    listed = statement.get("Action")
    named = [one for one in (listed if isinstance(listed, list) else [listed]) if isinstance(one, str)]
    return any(fnmatchcase(action.lower(), one.lower()) for action in actions for one in named[:200] if len(one) < 100)


def _document(reply: Reply, name: str) -> Node | None:
    if reply.status != 200:
        return None
    try:
        found = parsed(reply.body)
    except NoXml:
        return None
    return found if found.name == name else None


def derived(principal: Principal, buckets: list[Facts], root: tuple[int, str]) -> Access:
    """The rights over all buckets that are known; *root*: status and code of the list of buckets."""
    status, code = root
    if code in NO_STRANGERS and all(one.list_code in NO_STRANGERS for one in buckets):
        told = Evidence(command="GET /", code=f"{status} {code}", meaning="does nothing for whoever has not signed")
        shut = Right(verdict="denied", known_by="denied-on-read", evidence=(told,))
        return Access(principal=principal, rights=dict.fromkeys(RIGHTS, shut))
    notes = tuple(dict.fromkeys(note for one in buckets for note in one.notes))
    if not buckets:
        told = Evidence(command="GET /", code=f"{status} {code}".strip(), meaning="names no bucket")
        rights = dict.fromkeys(RIGHTS, Right())
        rights["read"] = Right(known_by="inconclusive", evidence=(told,))
        note = "buckets are not guessed: name one by its URL (s3://HOST/BUCKET) to have it looked at"
        return Access(principal=principal, rights=rights, notes=(note,))
    return Access(principal=principal, rights={name: _right(name, buckets) for name in RIGHTS}, notes=notes)


def _right(name: RightName, buckets: list[Facts]) -> Right:
    granted = [one for one in buckets if name in one.granted]
    if granted:
        evidence = granted[0].granted[name]
        known = "observed" if "list-type" in evidence.command else "introspected"
        extent = "all" if len(granted) == len(buckets) else "some"
        return Right(verdict="granted", extent=extent, known_by=known, evidence=(evidence,))  # type: ignore[arg-type]
    if name == "read" and all(one.list_status in (401, 403) for one in buckets):
        told = Evidence(
            command=f"GET /{buckets[0].name}?list-type=2",
            code=str(buckets[0].list_status),
            meaning="not listed to strangers",
        )
        return Right(verdict="denied", known_by="denied-on-read", evidence=(told,))
    if all(one.is_told for one in buckets):
        told = Evidence(
            command="GET /{bucket}?acl, ?policyStatus", code="200", meaning="neither grants it to strangers"
        )
        return Right(verdict="denied", known_by="introspected", evidence=(told,))
    return Right()


def buckets_in(reply: Reply) -> list[str]:
    """The names in a list of buckets."""
    found = _document(reply, "ListAllMyBucketsResult")
    listed = found.first("Buckets") if found is not None else None
    names = [one.told("Name") for one in (listed.all("Bucket") if listed is not None else ())]
    return [name for name in names if 0 < len(name) <= 255]
