"""SMB shares ([MS-SMB2], versions 2.0.2 to 3.0.2), by a client of our own, as a stranger.

A stranger has two ways in, and both are tried: a null session (nobody, no password) and a guest session (``Guest``
without a password, which some servers make of any name they do not know). Sends the commands in ``Smb.reads``: shares
are asked of the server service, entered and listed, files opened to be read; never a command that writes. What may be
done the server says itself: the maximal access of a share (TREE_CONNECT) and of its top folder (CREATE, MxAc).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nightlatch.model import (
    RIGHTS,
    Access,
    Container,
    Count,
    Evidence,
    Failed,
    Failure,
    Identity,
    Principal,
    Right,
    RightName,
    Target,
)
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _smb_about as about
from nightlatch.stores import _smb_wire as wire
from nightlatch.stores._files import Bounds, Entry, File, Listing, Shelf, walk
from nightlatch.stores._smb_talk import Talk
from nightlatch.stores._smb_wire import Answer
from nightlatch.stores._stream import opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_WAYS = (("null session", ""), ("guest session", "Guest"))
_DISK, _SPECIAL = 0, 0x80000000
_OWN = frozenset({"ipc$", "print$", "admin$", "sysvol", "netlogon"})
_MOST_SHARES = 64
# Bits of an access mask for folders ([MS-SMB2] 2.2.13.1.2).
_BITS: dict[RightName, int] = {
    "create": 0x2 | 0x4, "read": 0x1, "update": 0x2, "delete": 0x40 | 0x10000, "administer": 0x40000 | 0x80000,
}  # fmt: skip
# Samba lets the bits of deleting and of permissions stand in a share that is read only, and refuses both when asked
# (share_access_check and set_sd in its source): they count where the share allows any change.
_CHANGES, _STANDARD = 0x2 | 0x4 | 0x10 | 0x40 | 0x100, 0x10000 | 0x40000 | 0x80000


class Smb:
    """See :class:`nightlatch.stores.Store`."""

    kind = "smb"
    title = "SMB shares"
    schemes: tuple[str, ...] = ("smb",)
    tls_schemes: tuple[str, ...] = ()
    port = 445
    driver = ""
    reads = wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, "exact: the maximal access of each share and of its top folder"),
        count="files listed; rows of small shares exactly, else an estimate",
        sample="the first 64 KiB of 200 files at most; of photos and documents 16 bytes",
        tested="real: Samba 4.17; Windows: not tested",
        notes="a container is a share. Where the server lists no shares to strangers, the one in the URL is looked at "
        "(smb://HOST/SHARE). Logins are not taken; version 1 and NetBIOS (139) are not spoken. Rights deeper in a "
        "share may be other ones than at its top.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> SmbSession:
        """See :class:`nightlatch.stores.Store`; a server that lets no stranger in is a session without rights."""
        if target.login is not None:
            what = "logins are not taken: what a stranger may do is looked at alone"
            raise Failed(Failure(kind="bad-target", target=target.url, what=what, hint="leave the user name out"))
        session = SmbSession(target=target, ask=ask, identity=Identity(kind="smb", product="SMB server"))
        try:
            for way, user in _WAYS:
                session.enter(way, user, dialer)
        except BaseException:
            session.close()
            raise
        return session


@dataclass(frozen=True, slots=True)
class _Door:
    """How one share was found by one way in: what may be done in it, or why not."""

    talk: Talk
    way: str
    tree: int = 0
    access: int = 0
    refusal: str = ""


@dataclass(slots=True, kw_only=True)
class SmbSession(Closes):
    """Two looks at one server; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    identity: Identity
    talks: dict[str, Talk] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    _listed: list[tuple[str, int]] | None = field(default=None, init=False)
    _ends: str = field(default="", init=False)
    _doors: dict[str, _Door] | None = field(default=None, init=False, repr=False)
    _shelves: dict[str, Shelf] = field(default_factory=dict, init=False, repr=False)

    def enter(self, way: str, user: str, dialer: Dialer) -> None:
        """Try one way in, over a connection of its own."""
        stream = opened(self.target, dialer, self.ask)
        talk = Talk(stream=stream, host=self.target.host)
        try:
            talk.negotiate()
            last = talk.enter(user)
        except BaseException:
            stream.close()
            raise
        self.identity = _identity(talk, self.identity)
        if talk.session and last.status == wire.OK:
            self.talks[way] = talk
        else:
            self.refusals[way] = last.code
            talk.close()

    def access(self) -> Access:
        """What the best way in may do, share by share."""
        principal = Principal(name="anonymous", anonymous=True)
        if not self.talks:
            told = tuple(
                Evidence(command=f"SESSION_SETUP ({way})", code=code, meaning="is refused")
                for way, code in self.refusals.items()
            )
            shut = Right(verdict="denied", known_by="denied-on-read", evidence=told)
            return Access(principal=principal, rights=dict.fromkeys(RIGHTS, shut))
        doors = {name: one for name, one in self._best().items() if not self._is_own(name)}
        if not doors:
            told = (Evidence(command="NetrShareEnum", code=self._ends, meaning="lists no share of files to strangers"),)
            unsure = Right(known_by="inconclusive", evidence=told)
            return Access(
                principal=principal, rights=dict.fromkeys(RIGHTS, Right()) | {"read": unsure}, notes=self._notes()
            )
        rights = {name: _right(name, doors) for name in RIGHTS}
        return Access(principal=principal, rights=rights, notes=self._notes())

    def containers(self) -> Iterator[Container]:
        """Shares; those that let us in are walked, within bounds that all share."""
        bounds = Bounds(seconds=self.ask.statement_seconds)
        for name, door in self._best().items():
            is_system = self._is_own(name)
            if door.refusal or is_system or not door.access & _BITS["read"]:
                yield Container(
                    name=name, key=(name,), records=Count(value=None), is_readable=False, is_system=is_system
                )
                continue
            listing = walk(self._entries(door), "", bounds)
            self._shelves[name] = self._shelf(door, listing)
            yield Container(name=name, key=(name,), records=listing.count(), bytes=listing.bytes)

    def catalogue(self) -> Iterator[Container]:
        """Shares, by name."""
        for name in self._best():
            yield _shut(name, is_system=self._is_own(name))

    def count(self, container: Container) -> Count:
        """Rows where all files could be read, else an estimate; reads the beginnings of files."""
        shelf = self._shelves.get(container.key[0])
        return shelf.count() if shelf else container.records

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """See `_files`."""
        if (shelf := self._shelves.get(container.key[0])) is not None:
            yield from shelf.read(reading)

    def close(self) -> None:
        """Log off, and hang up."""
        self.is_closed = True
        for talk in self.talks.values():
            talk.close()

    def _notes(self) -> tuple[str, ...]:
        found = [f"{way}: {'let in' if way in self.talks else f'refused ({self.refusals[way]})'}" for way, _ in _WAYS]
        return tuple(found)

    def _is_own(self, name: str) -> bool:
        return name.lower() in _OWN

    def _names(self) -> list[str]:
        """Shares of files that either way in is told of, and the one in the URL."""
        if self._listed is None:
            self._listed = []
            for talk in self.talks.values():
                found, self._ends = talk.shares()
                self._listed += found
        disks = [name for name, kind in self._listed if kind & ~_SPECIAL == _DISK]
        return list(dict.fromkeys([*filter(None, [self.target.database]), *disks]))[:_MOST_SHARES]

    def _best(self) -> dict[str, _Door]:
        """Each share by the way in that may do most there."""
        if self._doors is None:
            self._doors = {}
            for name in self._names():
                tried = [_tried(talk, way, name) for way, talk in self.talks.items()]
                self._doors[name] = max(tried, key=lambda one: (not one.refusal, one.access.bit_count()))
        return self._doors

    def _entries(self, door: _Door) -> Callable[[str], Iterable[Entry] | None]:
        def entries(path: str) -> Iterable[Entry] | None:
            return door.talk.listed(door.tree, path.strip("/"))

        return entries

    def _shelf(self, door: _Door, listing: Listing) -> Shelf:
        def head(one: File, most: int) -> bytes | None:
            return door.talk.head(door.tree, one.path, most)

        return Shelf(listing=listing, head=head, seconds=self.ask.statement_seconds, url=self.target.url)


def _shut(name: str, *, is_system: bool) -> Container:
    return Container(name=name, key=(name,), records=Count(value=None), is_readable=False, is_system=is_system)


def _tried(talk: Talk, way: str, name: str) -> _Door:
    tree = talk.connect(name)
    if isinstance(tree, Answer):
        return _Door(talk, way, refusal=tree.code)
    folder = talk.open(tree[0], "", "folder")
    if isinstance(folder, Answer):
        return _Door(talk, way, tree[0], refusal=folder.code)
    talk.shut(tree[0], folder[0])
    most = tree[1] if folder[1] is None else tree[1] & folder[1]
    if not tree[1] & _CHANGES:
        most &= ~_STANDARD
    return _Door(talk, way, tree[0], access=most)


def _right(name: RightName, doors: dict[str, _Door]) -> Right:
    granted = [(share, one) for share, one in doors.items() if one.access & _BITS[name]]
    if granted:
        share, door = granted[0]
        told = Evidence(
            command=f"TREE_CONNECT {share}, CREATE with MxAc ({door.way})", code=f"0x{door.access:08x}",
            meaning=f"the maximal access allows to {name}",
        )  # fmt: skip
        extent = "all" if len(granted) == len(doors) else "some"
        return Right(verdict="granted", extent=extent, known_by="introspected", evidence=(told,))  # type: ignore[arg-type]
    share, door = next(iter(doors.items()))
    code = door.refusal or f"0x{door.access:08x}"
    told = Evidence(command=f"TREE_CONNECT {share}", code=code, meaning=f"none of {len(doors)} shares allows to {name}")
    return Right(verdict="denied", known_by="introspected", evidence=(told,))


def _identity(talk: Talk, was: Identity) -> Identity:
    """Windows tells its version in a login by NTLM, Samba one without a build."""
    version = talk.told.version if talk.told else None
    if version is None:
        return was
    if version[2] == 0:
        return Identity(kind="smb", product="Samba")
    return Identity(kind="smb", product="Windows", version=".".join(map(str, version)))


STORE = Smb()
