"""What a caller may do in ZooKeeper: the bits of each node's ACL, for the identities that the session has.

Sends getChildren2 and getACL for the nodes from the root on, 300 of them, and whoAmI where the server knows it. An ACL
is told to whoever may read the node or set its ACL; before 3.4.14 and 3.5.5 to everybody. The bits of a node to create
and to delete are about its children. What lies below /zookeeper is the server's own.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import re
from dataclasses import dataclass, field

from nightlatch.model import RIGHTS, Evidence, Extent, Login, Right, RightName
from nightlatch.stores import _zookeeper_wire as wire

_LOOKED = 300
_TELLS = (3, 7)  # from there on whoAmI is known; before, a server ends the session for it
SYSTEM = "/zookeeper"
_BITS: dict[RightName, int] = {
    "create": wire.CREATE, "read": wire.READ, "update": wire.WRITE, "delete": wire.DELETE, "administer": wire.ADMIN,
}  # fmt: skip
_MASKED = "x"  # instead of a digest, for whoever may not administer the node


@dataclass(slots=True, kw_only=True)
class Found:
    """Rights, and what limits them."""

    rights: dict[RightName, Right]
    notes: list[str] = field(default_factory=list)


def introspect(talk: wire.Talk, login: Login | None, version: str | None) -> Found:
    """The rights of whom the session speaks for."""
    ours = _ours(talk, login, version)
    masks: list[int] = []
    codes: set[int] = set()
    paths = _walk(talk, codes)
    for code, body in talk.all("getACL", paths):
        if code:
            codes.add(code)
            masks.append(0)
        else:
            masks.append(_mask(wire.acls(body), ours))
    if not any(masks):
        return Found(rights=_refused(codes))
    found = Found(rights={name: _right(bit, masks) for name, bit in _BITS.items()})
    if len(paths) >= _LOOKED:
        found.notes.append(f"the ACL of the first {_LOOKED} nodes was looked at")
    return found


def is_system(path: str) -> bool:
    """Is the node the server's own?"""
    return path == SYSTEM or path.startswith(SYSTEM + "/")


def _walk(talk: wire.Talk, codes: set[int]) -> list[str]:
    """Paths from the root on, level by level."""
    found, level = ["/"], ["/"]
    while level and len(found) < _LOOKED:
        below: list[str] = []
        for path, (code, body) in zip(level, talk.all("getChildren2", level), strict=True):
            if code:
                codes.add(code)
                continue
            below += [joined(path, one) for one in wire.node(body).children if is_plain(one)]
        level = [one for one in below if not is_system(one)][: _LOOKED - len(found)]
        found += level
    return found


def joined(path: str, name: str) -> str:
    """The path of a child."""
    return f"{path.rstrip('/')}/{name}"


def is_plain(name: str) -> bool:
    """Can *name* be one node? A server that lists others would lead in circles."""
    return bool(name) and "/" not in name and "\0" not in name and name not in (".", "..")


def _ours(talk: wire.Talk, login: Login | None, version: str | None) -> set[tuple[str, str]]:
    """Identities of the session, as ACLs have them."""
    found = {("world", "anyone")}
    if login is not None:
        secret = f"{login.user}:{login.password or ''}".encode()
        digest = base64.b64encode(hashlib.sha1(secret, usedforsecurity=False).digest()).decode()
        found.add(("digest", f"{login.user}:{digest}"))
    numbers = tuple(map(int, re.findall(r"\d{1,4}", version or "")[:2]))
    if numbers >= _TELLS:
        with contextlib.suppress(wire.Refused):
            found |= set(wire.identities(talk.ask("whoAmI")))
    return found


def _mask(entries: tuple[wire.Acl, ...], ours: set[tuple[str, str]]) -> int:
    """Bits that are ours. A masked digest of our name is ours where nothing else can have shown us the ACL."""
    mask = 0
    for one in entries:
        if (one.scheme, one.id) in ours:
            mask |= one.perms
    if not mask & (wire.READ | wire.ADMIN):
        names = {name.partition(":")[0] for scheme, name in ours if scheme == "digest"}
        for one in entries:
            name, _, digest = one.id.partition(":")
            if one.scheme == "digest" and digest == _MASKED and name in names:
                mask |= one.perms
    return mask & 31


def _right(bit: int, masks: list[int]) -> Right:
    granted = sum(1 for mask in masks if mask & bit)
    letter = "crwda"[{4: 0, 1: 1, 2: 2, 8: 3, 16: 4}[bit]]
    if not granted:
        seen = Evidence(command="getACL", code=f"-{letter}", meaning=f"no ACL of {len(masks)} nodes gives it to us")
        return Right(verdict="denied", known_by="introspected", evidence=(seen,))
    extent: Extent = "all" if granted == len(masks) else "some"
    seen = Evidence(
        command="getACL", code=f"+{letter}", meaning=f"the ACLs of {granted} of {len(masks)} nodes give it to us"
    )
    return Right(verdict="granted", extent=extent, known_by="introspected", evidence=(seen,))


def _refused(codes: set[int]) -> dict[RightName, Right]:
    """No ACL was told, or none gives us anything."""
    if codes and not codes <= {wire.NO_AUTH, wire.AUTH_FAILED, wire.WANTS_SASL}:
        seen = Evidence(command="getACL /", code=" ".join(map(str, sorted(codes))), meaning="is not answered")
        return dict.fromkeys(RIGHTS, Right(known_by="inconclusive", evidence=(seen,)))
    meaning = "wants a login" if wire.WANTS_SASL in codes else "the ACL of the root gives us nothing"
    seen = Evidence(command="getACL /", code=" ".join(map(str, sorted(codes))) or "0", meaning=meaning)
    return dict.fromkeys(RIGHTS, Right(verdict="denied", known_by="denied-on-read", evidence=(seen,)))


def hung_up() -> dict[RightName, Right]:
    """The session was let in and ended at the first question: enforced authentication does that (3.6 on)."""
    return _refused({wire.WANTS_SASL})
