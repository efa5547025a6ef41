"""What a caller who names nobody may do in HDFS: by CHECKACCESS, and by whether names are checked at all.

Sends CHECKACCESS for the root and the folders in it, for a path that nobody has, and GET /jmx for two beans of the
NameNode: NameNodeStatus tells SecurityEnabled, NameNodeInfo version and safe mode. Never a ``user.name``: with simple
authentication whoever names the superuser is the superuser (WebHDFS REST API, "Authentication"), which is told from
the NameNode's own word, not tried.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import msgspec

from nightlatch.model import Extent, Right
from nightlatch.stores._http import Reply
from nightlatch.stores._plain import Rights, denied, each, granted, saw, told, unknown

CHECK, JMX = "CHECKACCESS", "GET /jmx"
NOBODY = "nightlatch-nobody-has-this"
STATUS, INFO = "Hadoop:service=NameNode,name=NameNodeStatus", "Hadoop:service=NameNode,name=NameNodeInfo"
_LOOKED = 40  # folders of the root that are asked about
Ask = Callable[[str, str], Reply]  # (path, fsaction)


class Bean(msgspec.Struct):
    """What the NameNode says of itself, in either of the two beans."""

    is_secure: bool | None = msgspec.field(name="SecurityEnabled", default=None)
    version: str = msgspec.field(name="SoftwareVersion", default="")
    safe_mode: str = msgspec.field(name="Safemode", default="")
    cluster: str = msgspec.field(name="ClusterId", default="")


class Beans(msgspec.Struct):
    """The answer to GET /jmx?qry=..."""

    beans: list[Bean]


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder and its bits as they are listed; a sticky one lets only owners delete."""

    path: str
    permission: str = ""

    @property
    def is_sticky(self) -> bool:
        """Four octal digits, the first of them odd."""
        return len(self.permission) == 4 and self.permission[0] in "1357"


@dataclass(slots=True, kw_only=True)
class Found:
    """Rights, and what limits or widens them."""

    rights: Rights
    notes: list[str] = field(default_factory=list)


def derived(status: Bean | None, info: Bean | None, folders: list[Folder], ask: Ask) -> Found:
    """Rights by what the NameNode says of itself; where it does not, folder by folder."""
    found = _by_folders(folders, ask)
    if status is not None and status.is_secure is False and _is_true(found):
        seen = saw(
            f"{JMX}?qry={STATUS}", "SecurityEnabled=false",
            "simple authentication: a caller is whoever it says it is, the superuser too",
        )  # fmt: skip
        found.rights = each(granted(seen, known_by="no-access-control"))
        found.notes.append("names are not checked: whoever sends user.name is that user. This was not tried")
    if info is not None and info.safe_mode:
        seen = saw(f"{JMX}?qry={INFO}", "Safemode", "the NameNode is in safe mode, and changes nothing")
        found.rights |= {"create": denied(seen), "update": denied(seen), "delete": denied(seen)}
    return found


def _is_true(found: Found) -> bool:
    """A server that says yes to everything proves nothing by its own account of itself either."""
    return found.rights["read"].verdict != "unknown"


def _by_folders(folders: list[Folder], ask: Ask) -> Found:
    nobody = ask(f"/{NOBODY}", "r--")
    if nobody.status != 404:
        return Found(rights=each(unknown(saw(CHECK, nobody.status, "does not tell paths that it has from others"))))
    looked = folders[:_LOOKED]
    may_read = {one.path: _may(ask, one.path, "r-x") for one in looked}
    may_write = {one.path: _may(ask, one.path, "-wx") for one in looked}
    loose = {one.path: may_write[one.path] if not one.is_sticky else None for one in looked}
    change = _right(loose, "-wx", "changes what is in")
    notes = [f"{len(looked)} of {len(folders)} folders were asked about"] if len(folders) > len(looked) else []
    rule = unknown(saw(CHECK, "-", "nothing read-only says who the superuser is"))
    rights = told(
        create=_right(may_write, "-wx", "makes files in"), read=_right(may_read, "r-x", "lists"), update=change,
        delete=change, administer=rule,
    )  # fmt: skip
    return Found(rights=rights, notes=notes)


def _may(ask: Ask, path: str, action: str) -> bool | None:
    reply = ask(path, action)
    return {200: True, 403: False}.get(reply.status)


def _right(answers: dict[str, bool | None], action: str, verb: str) -> Right:
    command = f"{CHECK} fsaction={action}"
    if any(answers.values()):
        extent: Extent = "all" if all(answers.values()) else "some"
        which = "the root and every folder in it" if extent == "all" else "some folders"
        return granted(saw(command, 200, f"{verb} {which}"), extent=extent)
    if None in answers.values() or not answers:
        return unknown(saw(command, "-", "is not told for some folders, or only owners delete there"))
    return denied(saw(command, 403, "no folder that is listed"))
