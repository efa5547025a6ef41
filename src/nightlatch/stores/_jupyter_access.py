"""What a caller may do on a Jupyter Server: its own answer to ``/api/me?permissions=`` (2.0 and later).

Before 2.0 there are no permissions: whoever may list the folder may do everything. Sends GET only.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from nightlatch.model import Evidence, Right
from nightlatch.stores._http import Http
from nightlatch.stores._plain import Number, Rights, denied, each, granted, refused, saw, told, unknown

ME = "GET /api/me"
ROOT, FOLDER = "GET /api/contents", "GET /api/contents/{folder}"
READS = frozenset({ME, ROOT, FOLDER})
_ASKED = {
    "contents": ["read", "write"], "kernels": ["write", "execute"], "sessions": ["write"],
    "terminals": ["write", "execute"],
}  # fmt: skip
_COMMAND = "GET /api/me?permissions=..."
_MOST = 64 << 20


class Item(msgspec.Struct):
    """A file or a folder, as a folder lists it."""

    name: str = ""
    path: str = ""
    type: str = ""
    size: Number | None = None
    writable: bool | None = None


class _Identity(msgspec.Struct):
    username: str = ""


class _Me(msgspec.Struct):
    identity: _Identity
    permissions: dict[str, list[str]]


@dataclass(slots=True, kw_only=True)
class Found:
    """Rights, who we are, and what limits them."""

    rights: Rights
    name: str = ""
    notes: list[str] = field(default_factory=list)
    is_shut: bool = False


def introspect(http: Http) -> Found:
    """The rights of whom *http* speaks for."""
    reply = http.ask(ME, query={"permissions": msgspec.json.encode(_ASKED).decode()})
    if reply.status in (401, 403, 302):
        return Found(rights=refused(ME, reply.status, "asks for a token or a password"), is_shut=True)
    if reply.status == 404:
        return _before_permissions(http)
    me = reply.json_or_none(_Me) if reply.status == 200 else None
    if me is None or not set(_ASKED) <= set(me.permissions):
        return Found(rights=each(unknown(saw(_COMMAND, reply.status, "does not say what we may do"))))
    return _permitted(http, me)


def _permitted(http: Http, me: _Me) -> Found:
    may = {(resource, action) for resource, actions in me.permissions.items() for action in actions}
    root = _root(http) if ("contents", "read") in may else None
    notes = []
    write = _verdict(("contents", "write") in may, "write contents: make, change, rename and delete files")
    if write.verdict == "granted" and root is not None and root.writable is False:
        seen = saw("GET /api/contents", 200, "writable: false, the server itself may not write its folder")
        write = unknown(*write.evidence, seen)
        notes.append("the first folder is read-only to the server itself; folders below it may not be")
    rights = told(
        read=_verdict(("contents", "read") in may, "read contents"),
        create=write, update=write, delete=write, administer=_execution(may),
    )  # fmt: skip
    return Found(rights=rights, name=me.identity.username, notes=notes)


def _execution(may: set[tuple[str, str]]) -> Right:
    """To run a program one starts a kernel (write) and speaks to it (execute); terminals need not be there."""
    if ("kernels", "execute") in may and (("kernels", "write") in may or ("sessions", "write") in may):
        return _verdict(True, "start kernels and execute in them: run any program")
    if ("kernels", "execute") in may:
        return unknown(_saw("may execute in kernels that run already, and start none"))
    if {("terminals", "write"), ("terminals", "execute")} <= may:
        return unknown(_saw("may use terminals, which it may not have"))
    return _verdict(False, "execute anything")


def _verdict(is_allowed: bool, what: str) -> Right:
    return granted(_saw(f"may {what}")) if is_allowed else denied(_saw(f"may not {what}"))


def _saw(meaning: str) -> Evidence:
    return saw(_COMMAND, 200, meaning)


def _before_permissions(http: Http) -> Found:
    reply = http.ask(ROOT, query={"type": "directory", "content": "0"})
    if reply.status in (401, 403, 302):
        rights = refused("GET /api/contents", reply.status, "asks for a token or a password")
        return Found(rights=rights, is_shut=True)
    item = reply.json_or_none(Item) if reply.status == 200 else None
    if item is None or item.type != "directory":
        return Found(rights=each(unknown(saw("GET /api/contents", reply.status, "does not list its folder"))))
    seen = saw("GET /api/contents", 200, "lets us in; before 2.0 whoever is let in may do everything, and run programs")
    return Found(rights=each(granted(seen, known_by="no-access-control")))


def _root(http: Http) -> Item | None:
    reply = http.ask(ROOT, query={"type": "directory", "content": "0"})
    return reply.json_or_none(Item) if reply.status == 200 else None
