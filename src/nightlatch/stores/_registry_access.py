"""What a caller may do in a registry.

Without access control, or with a list of passwords, whoever is in may do what the registry itself does: OPTIONS of a
manifest that nobody has tells which methods it takes, and a registry in maintenance does not list PUT. Whether deleting
is switched on is not told. Where tokens are wanted, one is asked for everything on each repository, and its claims say
what of that is granted.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from nightlatch.model import RIGHTS, Evidence, Extent, Right, RightName
from nightlatch.stores import _registry_wire as wire
from nightlatch.stores._http import Reply

_METHODS = (frozenset({"GET", "HEAD"}), frozenset({"GET", "HEAD", "PUT", "DELETE"}))
_ASKED = 20  # repositories that a token is asked for
_ACTIONS: dict[str, tuple[RightName, ...]] = {"pull": ("read",), "push": ("create", "update"), "delete": ("delete",)}
_MIRROR = "a mirror of another registry (proxy.remoteurl) tells the same and takes no pushes"


@dataclass(slots=True, kw_only=True)
class Found:
    """Rights, and what limits them; *names* of repositories, in order."""

    rights: dict[RightName, Right]
    names: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def denied(command: str, status: int, meaning: str) -> dict[RightName, Right]:
    """All five, by one refusal."""
    return dict.fromkeys(
        RIGHTS, Right(verdict="denied", known_by="denied-on-read", evidence=_seen(command, status, meaning))
    )


def introspect(talk: wire.Talk, base: Reply) -> Found:
    """The rights of whom *talk* speaks for; *base* is the answer to GET /v2/."""
    if base.status == 401:
        if talk.realm is not None:
            return _by_tokens(talk)
        if talk.is_elsewhere:
            found = _unknown(wire.BASE, 401, "wants a token that another server gives out")
            found.notes.append(
                "its tokens come from another address, which was not asked; strangers may be given one there"
            )
            return found
        return Found(rights=denied(wire.BASE, 401, "asks for a password"))
    if base.status != 200:
        return _unknown(wire.BASE, base.status, "does not let us tell")
    if talk.ask(wire.NOBODY).status == 200:
        return _unknown(wire.NOBODY, 200, "says yes to a path that no registry has")
    return _open(talk)


def _open(talk: wire.Talk) -> Found:
    names = talk.repositories()
    rights: dict[RightName, Right] = {}
    if names is None:
        rights["read"] = Right(known_by="inconclusive", evidence=_seen(wire.CATALOG, 0, "lists no repositories to us"))
    else:
        seen = _seen(wire.CATALOG, 200, "lists its repositories to us")
        rights["read"] = Right(verdict="granted", extent="all", known_by="observed", evidence=seen)
    reply = talk.ask(wire.OPTIONS)
    methods = frozenset(reply.headers.get("allow", "").upper().replace(" ", "").split(","))
    is_told = reply.status == 200 and methods in _METHODS and "docker-distribution-api-version" in reply.headers
    found = Found(rights={}, names=sorted(set(names or ())))
    if not is_told:
        write = Right(
            known_by="inconclusive", evidence=_seen(wire.OPTIONS, reply.status, "does not tell what it takes")
        )
        delete = write
    elif "PUT" not in methods:
        write = Right(
            verdict="denied",
            known_by="introspected",
            evidence=_seen(wire.OPTIONS, 200, "takes no pushes: is read-only"),
        )
        delete = write
    else:
        seen = _seen(wire.OPTIONS, 200, "takes PUT from whoever is let in")
        write = Right(verdict="granted", extent="all", known_by="introspected", evidence=seen)
        unsaid = _seen(wire.OPTIONS, 200, "whether deleting is switched on is not told")
        delete = Right(known_by="inconclusive", evidence=unsaid)
        found.notes.append(_MIRROR)
    none = Right(
        verdict="denied", known_by="introspected", evidence=_seen(wire.BASE, 200, "its interface administers nothing")
    )
    found.rights = {"create": write, "read": rights["read"], "update": write, "delete": delete, "administer": none}
    return found


def _by_tokens(talk: wire.Talk) -> Found:
    """A stranger is given a token, perhaps: its claims are the rights."""
    if not talk.token("registry:catalog:*"):
        return Found(rights=denied(wire.BASE, 401, "asks for a password, and gives strangers no token"))
    names = talk.repositories()
    if names is None:
        found = _unknown(wire.CATALOG, 401, "gives us a token, and lists no repositories by it")
        found.notes.append("repositories are not listed to us; one whose name is known may be open all the same")
        return found
    found = Found(rights={}, names=sorted(set(names)))
    granted: dict[RightName, int] = dict.fromkeys(RIGHTS, 0)
    asked = [one for one in found.names if wire.fits(one)][:_ASKED]
    for name in asked:
        told = wire.claims(talk.token(f"repository:{name}:pull,push,delete"))
        if told is None:
            return Found(
                rights=_unknown(wire.CATALOG, 200, "its tokens do not show what they grant").rights, names=found.names
            )
        actions = {action for one in told if one.name == name for action in one.actions}
        for action, rights in _ACTIONS.items():
            for right in rights:
                granted[right] += action in actions or "*" in actions
    found.rights = {right: _claimed(granted[right], len(asked)) for right in RIGHTS}
    return found


def _claimed(granted: int, asked: int) -> Right:
    command = "GET token with scope repository:<name>:pull,push,delete"
    if not granted:
        return Right(
            verdict="denied", known_by="introspected", evidence=_seen(command, 200, "its claims do not grant it")
        )
    extent: Extent = "all" if granted == asked else "some"
    seen = _seen(command, 200, f"its claims grant it on {granted} of {asked} repositories")
    return Right(verdict="granted", extent=extent, known_by="introspected", evidence=seen)


def _unknown(command: str, status: int, meaning: str) -> Found:
    right = Right(known_by="inconclusive", evidence=_seen(command, status, meaning))
    return Found(rights=dict.fromkeys(RIGHTS, right))


def _seen(command: str, status: int, meaning: str) -> tuple[Evidence, ...]:
    return (Evidence(command=command, code=str(status) if status else "-", meaning=meaning),)
