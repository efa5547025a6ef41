"""What a stranger may do with NFS exports: each is entered (MNT), and ACCESS is asked of its folder and some entries.

Number 65534 is claimed, which is nobody's. ACCESS tells what is granted to it, without touching anything. What is not
granted to it is not denied to a stranger, who may claim the owner's number: only a server that refuses what the mode
lets everybody do (the export is read only), that does not let us enter, or that wants Kerberos, has denied it.

Sources: RFC 1813, 3.3.4 and 5.2.1; exports(5): ro, secure, sec.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from nightlatch.model import RIGHTS, Access, Evidence, KnownBy, Principal, Right, RightName
from nightlatch.stores import _nfs3_wire as wire
from nightlatch.stores._files import is_name
from nightlatch.stores._nfs3_talk import Talk

NO_MOUNT = "no MOUNT"
_MOST_EXPORTS, _MOST_EACH = 50, 12  # whose door is tried; entries that are asked of each
_WRITING = wire.MODIFY | wire.EXTEND | wire.DELETE
_BITS: dict[RightName, tuple[int, int]] = {  # of a folder, of a file
    "create": (wire.EXTEND, 0),
    "read": (wire.READ, wire.READ),
    "update": (wire.MODIFY, wire.MODIFY | wire.EXTEND),
    "delete": (wire.DELETE, 0),
}
_WANTS_PORT = frozenset({"MNT3ERR_PERM", "MNT3ERR_ACCES", "NFS3ERR_PERM", "AUTH_TOOWEAK", "AUTH_BADCRED"})
_OTHERS_WRITE, _STICKY = 0o3, 0o1000


@dataclass(frozen=True, slots=True)
class Fact:
    """What ACCESS granted, and what the mode lets everybody do."""

    path: str
    is_folder: bool
    mode: int | None
    mask: int

    def grants(self, name: RightName) -> bool:
        """Is the right granted here?"""
        return bool(self.mask & _BITS[name][not self.is_folder])

    @property
    def is_read_only(self) -> bool:
        """Does the server refuse to everybody what the mode lets everybody do?"""
        if self.mode is None or self.mask & _WRITING:
            return False
        if self.is_folder:
            return self.mode & _OTHERS_WRITE == _OTHERS_WRITE and not self.mode & _STICKY
        return bool(self.mode & 0o2)


@dataclass(slots=True)
class Door:
    """One export: how MNT was answered (*code*), and what ACCESS told of it."""

    path: str
    code: str = ""
    handle: bytes | None = None
    flavors: tuple[int, ...] = ()
    facts: list[Fact] = field(default_factory=list)
    access_code: str = ""
    is_reserved: bool = False

    @property
    def is_entered(self) -> bool:
        """Are its files before us?"""
        return bool(self.facts)

    @property
    def wants_port(self) -> bool:
        """May a port below 1024 change the answer?"""
        return not self.is_entered and bool({self.code, self.access_code} & _WANTS_PORT)


@dataclass(slots=True)
class Known:
    """All that was asked: *doors*, whether the list is whole, *code* if there is none."""

    doors: list[Door] = field(default_factory=list)
    code: str = ""
    is_partial: bool = False


def asked(talk: Talk) -> Known:
    """The exports, and the doors of the first ones; asks once more from a port below 1024 where that may matter."""
    if (mount := talk.mounting()) is None:
        return Known(code=NO_MOUNT)
    found, until = Known(), time.monotonic() + talk.ask_for.statement_seconds
    try:
        listed = mount.get(wire.exports, "MOUNT EXPORT")
    except wire.Refused as refused:
        found.code = refused.code
        return found
    unique = list(dict.fromkeys(one for one in listed if one.startswith("/") and "\0" not in one))
    found.doors = _doors(talk, unique[:_MOST_EXPORTS], until)
    if any(one.wants_port for one in found.doors) and talk.reserve():
        found.doors = _doors(talk, unique[:_MOST_EXPORTS], until)
    found.is_partial = len(unique) > len(found.doors)
    return found


def _doors(talk: Talk, exports: list[str], until: float) -> list[Door]:
    """Those that there is time for: a server may take all it is given for each answer."""
    found: list[Door] = []
    for one in exports:
        if found and time.monotonic() > until:
            break
        found.append(_door(talk, one))
    return found


def _door(talk: Talk, path: str) -> Door:
    door = Door(path, is_reserved=talk.is_reserved)
    try:
        door.handle, door.flavors = talk.enter(path)
    except wire.Refused as refused:
        door.code = refused.code
        return door
    door.code = "MNT3_OK"
    if not wire.takes_numbers(door.flavors):
        return door
    try:
        _ask(talk, door, path, door.handle, is_folder=True)
        for one in _some(talk, door.handle):
            is_folder = one.attributes is not None and one.attributes.kind == wire.FOLDER
            _ask(talk, door, f"{path.rstrip('/')}/{one.name}", one.handle or b"", is_folder=is_folder)
    except wire.Refused as refused:
        door.access_code = door.access_code or refused.code
    return door


def _ask(talk: Talk, door: Door, path: str, handle: bytes, *, is_folder: bool) -> None:
    words = wire.opaque(handle) + wire.RIGHTS_ASKED.to_bytes(4, "big")
    told, mask = talk.nfs.get(wire.granted, "NFS ACCESS", words)
    door.facts.append(Fact(path, is_folder, told.mode if told else None, mask))


def _some(talk: Talk, folder: bytes) -> Iterator[wire.Listed]:
    """A few files and folders of the first page."""
    found = talk.nfs.get(wire.page, "NFS READDIRPLUS", wire.paging(folder))
    kinds = (wire.FILE, wire.FOLDER)
    good = (one for one in found.entries if one.handle and one.attributes and one.attributes.kind in kinds)
    yield from [one for one in good if is_name(one.name)][:_MOST_EACH]


def _shut(door: Door) -> str:
    """What proves that strangers cannot get in; "" if nothing does."""
    if door.code == "MNT3_OK":
        return "" if wire.takes_numbers(door.flavors) else "has to log in (Kerberos)"
    if door.code in ("MNT3ERR_ACCES", "MNT3ERR_PERM") and door.is_reserved:
        return "is not let in, not from a port below 1024 either"
    return ""


def derived(talk: Talk, known: Known) -> Access:
    """Five rights with what proves them."""
    rights = {name: _right(name, known) for name in _BITS}
    shut = [door for door in known.doors if _shut(door)]
    administer = Right()
    if known.doors and len(shut) == len(known.doors) and not known.is_partial:
        administer = Right(verdict="denied", known_by="denied-on-read", evidence=(_refusal(shut[0]),))
    return Access(
        principal=Principal(name=f"uid {wire.NOBODY}, claimed", anonymous=True),
        rights={name: rights.get(name, administer) for name in RIGHTS},
        notes=tuple(_notes(talk, known)),
    )


def _refusal(door: Door) -> Evidence:
    return Evidence(command=f"MNT {door.path}", code=door.code, meaning=f"a stranger: {_shut(door)}")


def _right(name: RightName, known: Known) -> Right:
    granted = [next(fact for fact in door.facts if fact.grants(name)) for door in known.doors if _grants(door, name)]
    if granted:
        first = granted[0]
        told = Evidence(command=f"ACCESS {first.path}", code=f"{first.mask:#04x}", meaning=f"may {_word(name, first)}")
        is_all = len(granted) == len(known.doors) and not known.is_partial
        return Right(verdict="granted", extent="all" if is_all else "some", known_by="introspected", evidence=(told,))
    proofs = [proof for door in known.doors if (proof := _denial(name, door)) is not None]
    if not proofs or len(proofs) < len(known.doors) or known.is_partial:
        code = known.code or (known.doors[0].access_code or known.doors[0].code if known.doors else "empty list")
        told = Evidence(command="MOUNT EXPORT", code=code, meaning=f"{len(known.doors)} exports: cannot be told")
        return Right(known_by="inconclusive", evidence=(told,))
    is_shut = proofs[0].command.startswith("MNT")
    known_by: KnownBy = "denied-on-read" if is_shut else "introspected"
    return Right(verdict="denied", known_by=known_by, evidence=(proofs[0],))


def _grants(door: Door, name: RightName) -> bool:
    return any(fact.grants(name) for fact in door.facts)


def _word(name: RightName, fact: Fact) -> str:
    return f"{name} in it" if fact.is_folder and name != "read" else "list it" if fact.is_folder else f"{name} it"


def _denial(name: RightName, door: Door) -> Evidence | None:
    if _shut(door):
        return _refusal(door)
    read_only = next((fact for fact in door.facts if fact.is_read_only), None)
    if name == "read" or read_only is None:
        return None
    meaning = f"mode {read_only.mode:03o} lets everybody write, the server nobody: read only"
    return Evidence(command=f"ACCESS {read_only.path}", code=f"{read_only.mask:#04x}", meaning=meaning)


def _notes(talk: Talk, known: Known) -> Iterator[str]:
    yield from talk.hindrances
    if any(one.is_entered for one in known.doors):
        yield (
            f"number {wire.NOBODY} (nobody) was claimed; nothing is proved to the server, so that a stranger may claim "
            "the number of any file's owner and do what that one may"
        )
    if any(one.wants_port and not one.is_reserved and not _shut(one) for one in known.doors):
        yield (
            "refused to a port above 1023; many servers take lower ones only, which anyone has who is root on a "
            "machine of their own: run as root to know"
        )
    if any(one.is_reserved and one.is_entered for one in known.doors):
        yield "let in from a port below 1024 only, which keeps out nobody who is root on a machine of their own"
    if not known.doors and not known.code:
        yield "lists no export; what is not listed was not looked for"
