"""What an FTP visitor may do, from what the server says of its own files: the ``perm`` facts of RFC 3659, 7.5.5.

Sends ``MLST`` and ``STAT`` with a path, which answer on the control connection; where STAT lists nothing, ``LIST``.
Without those facts only reading is known: a bit of a mode says what a file allows, not what the server does.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from nightlatch.model import RIGHTS, Access, Evidence, Failed, Principal, Right, RightName
from nightlatch.stores import _ftp_wire as wire
from nightlatch.stores._files import Entry, is_name
from nightlatch.stores._ftp_talk import Talk
from nightlatch.stores._ftp_wire import Reply

_LISTS = frozenset({211, 212, 213})
_MOST_FOLDERS, _MOST_EACH, _MOST_ASKED = 8, 12, 60  # looked into; entries asked of each; in all
# Of a folder: e enter, l list, c create in it, m make folders, p purge what is in it, d delete it, f rename it.
# Of a file: r retrieve, w overwrite, a append, d delete, f rename.
_MEANING = {
    "create": ("create", "cm", ""), "read": ("read", "l", "r"), "update": ("overwrite or append", "", "wa"),
    "delete": ("delete", "pd", "d"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """What the server says may be done with one file or folder."""

    path: str
    perm: frozenset[str]
    is_folder: bool


@dataclass(slots=True)
class Facts:
    """What was asked and answered. *listing*: the command that listed the top folder, and its reply's code."""

    root: str = "/"
    facts: list[Fact] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    listing: tuple[str, int] = ("", 0)
    is_listed: bool = False
    says_yes_to_all: bool = False
    is_partial: bool = False


def has_mlst(talk: Talk) -> bool:
    """Does the server know MLST and MLSD?"""
    return any(one.partition(" ")[0] == "MLST" for one in talk.features)


def asked(talk: Talk) -> Facts:
    """Look at the top folder and a few below it; see the module."""
    found = Facts(root=_root(talk))
    _list(talk, found)
    if not has_mlst(talk):
        return found
    found.says_yes_to_all = talk.ask("MLST", f"{found.root}nightlatch-{secrets.token_hex(6)}").is_yes
    if found.says_yes_to_all:
        return found
    _add(talk, found, found.root, is_folder=True)
    folders = [one for one in found.entries if one.is_folder]
    _each(talk, found, found.root, found.entries)
    for one in folders[:_MOST_FOLDERS]:
        path = f"{found.root}{one.name}"
        _each(talk, found, f"{path}/", list(_entries(talk.ask("STAT", path))))
    found.is_partial = found.is_partial or len(folders) > _MOST_FOLDERS
    return found


def _root(talk: Talk) -> str:
    reply = talk.ask("PWD")
    path = reply.lines[0].partition('"')[2].rpartition('"')[0].replace('""', '"') if reply.code == 257 else "/"
    return f"{path.rstrip('/')}/" if path.startswith("/") else "/"


def _list(talk: Talk, found: Facts) -> None:
    reply = talk.ask("STAT", found.root)
    found.listing = (f"STAT {found.root}", reply.code)
    found.is_listed = reply.code in _LISTS and all(map(wire.is_list, map(str.strip, reply.lines[1:-1])))
    found.entries = list(_entries(reply))
    if not found.is_listed:
        try:
            listed = talk.fetch("LIST", found.root, 1 << 20)
        except Failed:
            return  # data do not get through: what the control connection says has to do
        found.listing, found.is_listed = (f"LIST {found.root}", 226 if listed is not None else 550), listed is not None
        lines = [wire.text(one) for one in (listed or b"").splitlines()]
        found.entries = list(wire.entries(lines, wire.entry_of_list))


def _entries(reply: Reply) -> Iterator[Entry]:
    if reply.code in _LISTS:
        found = wire.entries(map(str.strip, reply.lines[1:-1]), wire.entry_of_list)
        yield from (one for one in found if is_name(one.name))


def _each(talk: Talk, found: Facts, folder: str, entries: list[Entry]) -> None:
    order = sorted(entries, key=lambda one: not one.is_folder)
    found.is_partial = found.is_partial or len(order) > _MOST_EACH
    for one in order[:_MOST_EACH]:
        if len(found.facts) >= _MOST_ASKED:
            found.is_partial = True
            return
        _add(talk, found, f"{folder}{one.name}", is_folder=one.is_folder)


def _add(talk: Talk, found: Facts, path: str, *, is_folder: bool) -> None:
    reply = talk.ask("MLST", path)
    if not reply.is_yes or len(reply.lines) < 2 or (told := wire.facts_in(reply.lines[1])) is None:
        return
    if "perm" in told[0]:
        found.facts.append(Fact(path, frozenset(told[0]["perm"].lower()), is_folder))


def refused(principal: Principal, reply: Reply) -> Access:
    """It lets nobody in without a password."""
    told = (Evidence(command="USER anonymous", code=str(reply.code), meaning="lets nobody in without a password"),)
    shut = Right(verdict="denied", known_by="denied-on-read", evidence=told)
    return Access(principal=principal, rights=dict.fromkeys(RIGHTS, shut))


def derived(principal: Principal, found: Facts) -> Access:
    """Rights as the facts have them; reading as it was seen where there are none."""
    if found.says_yes_to_all:
        told = Evidence(command="MLST", code="250", meaning="takes a name that does not exist: proves nothing")
        unsure = Right(known_by="inconclusive", evidence=(told,))
        return Access(principal=principal, rights=dict.fromkeys(RIGHTS, unsure))
    rights: dict[RightName, Right] = dict.fromkeys(RIGHTS, Right())
    if found.facts:
        rights |= {name: _right(name, found.facts, found) for name in ("create", "read", "update", "delete")}
    if rights["read"].verdict != "granted":
        rights["read"] = _seen(found, rights["read"])
    if found.facts:
        return Access(principal=principal, rights=rights)
    note = "does not tell permissions (no MLST): whether strangers can upload, change or delete is not known"
    return Access(principal=principal, rights=rights, notes=(note,))


def _right(name: RightName, facts: list[Fact], found: Facts) -> Right:
    word, folder, file = _MEANING[name]
    about = [one for one in facts if (folder if one.is_folder else file)]
    granted = [one for one in about if one.perm & set(folder if one.is_folder else file)]
    if granted:
        first = granted[0]
        letters = "".join(sorted(first.perm))
        told = Evidence(command=f"MLST {first.path}", code="250", meaning=f"perm={letters}: may {word}")
        is_all = len(granted) == len(about) and not found.is_partial
        return Right(verdict="granted", extent="all" if is_all else "some", known_by="introspected", evidence=(told,))
    if not about or (found.is_partial and name != "read") or not found.is_listed:
        return Right(known_by="inconclusive")
    told = Evidence(command="MLST", code="250", meaning=f"the perm of {len(about)} files and folders: none may {word}")
    return Right(verdict="denied", known_by="introspected", evidence=(told,))


def _seen(found: Facts, told: Right) -> Right:
    command, code = found.listing
    if found.is_listed:
        seen = Evidence(command=command, code=str(code), meaning="lists the top folder")
        return Right(verdict="granted", extent="some", known_by="observed", evidence=(seen,))
    if command.startswith("LIST"):
        shut = Evidence(command=command, code=str(code), meaning="does not list the top folder")
        return Right(verdict="denied", known_by="denied-on-read", evidence=(shut,))
    return told
