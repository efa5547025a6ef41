"""NFS servers, version 4.0 (RFC 7530) over TCP, by a client of our own that keeps no state on the server.

Sends compounds of PUTROOTFH, LOOKUP, ACCESS, READDIR and READ, as user and group 65534 (nobody), which it says in each
call: with AUTH_SYS a server believes whatever a client claims. So what nobody is granted strangers have; what nobody
is not granted somebody who claims another user may have, and is unknown. A server that does not speak version 4, or
grants nothing in it, is asked in version 3: see `_nfs3`. Version 2 is not spoken.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

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
from nightlatch.stores import Ask, Batch, Closes, Reading, Session, Tells, _nfs3, _nfs3_wire
from nightlatch.stores import _nfs_about as about
from nightlatch.stores import _nfs_wire as wire
from nightlatch.stores._files import Bounds, Entry, File, Listing, Shelf, is_name, walk
from nightlatch.stores._nfs_wire import Broken, Reader, Refused
from nightlatch.stores._stream import Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

T = TypeVar("T")
D = TypeVar("D")
_FRAME_BYTES = 4 << 20
_PAGES = 2_000
_MOST_FOLDERS = 64
_LOOSE = "/"
# ACCESS of RFC 7530, 16.1: READ, LOOKUP, MODIFY, EXTEND, DELETE; of a folder.
_BITS: dict[RightName, int] = {"create": 0x8, "read": 0x1, "update": 0x4, "delete": 0x10}
_NOTES = ("asked as user and group 65534: with AUTH_SYS whoever mounts it may claim to be any user",)


class Nfs:
    """See :class:`nightlatch.stores.Store`."""

    kind = "nfs"
    title = "NFS exports"
    schemes: tuple[str, ...] = ("nfs",)
    tls_schemes: tuple[str, ...] = ()
    port = 2049
    driver = ""
    reads = wire.READS | _nfs3_wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": "exact where granted to user 65534, or read only is proved (version 3), else unknown",
            "read": "exact where granted to user 65534, or nobody is let in (version 3), else unknown",
            "update": "exact where granted to user 65534, or read only is proved (version 3), else unknown",
            "delete": "exact where granted to user 65534, or read only is proved (version 3), else unknown",
            "administer": "unknown",
        },
        count="files listed; rows of small exports exactly, else an estimate",
        sample="the first 64 KiB of 200 files at most; of photos and documents 16 bytes",
        tested="real: NFS-Ganesha 4.3 (versions 4.0 and 3); Linux' own server: fake, from RFC 1813 and exports(5)",
        notes="version 4.0, else version 3. A container is a folder right below the root of all exports; in version 3 "
        "an export. Version 3 needs MOUNT, at the same port or at the one that the port mapper (111) names: a scope "
        "that lists single ports has to list those too. Many servers of version 3 take calls from ports below 1024 "
        "only, which takes root. UMNT takes back what MNT has put on the server's list of clients.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> Session:
        """See :class:`nightlatch.stores.Store`; a server that believes no client's word is a session without rights."""
        if target.login is not None:
            what = "logins are not taken: what a stranger may do is looked at alone"
            raise Failed(Failure(kind="bad-target", target=target.url, what=what, hint="leave the user name out"))
        try:
            found = _begun(target, dialer, ask)
        except Failed as failed:
            if failed.failure.kind != "unsupported-version":
                raise
            try:
                return _nfs3.begun(target, dialer, ask)
            except _nfs3_wire.Refused:
                raise failed from None
        with contextlib.ExitStack() as held:
            held.push(found)
            # Whether version 3 is needed only the rights in version 4 can tell: they are asked here, once.
            if found.grants_nothing and (other := _third(target, dialer, ask)) is not None:
                return other
            held.pop_all()
        return found


def _begun(target: Target, dialer: Dialer, ask: Ask) -> NfsSession:
    stream = opened(target, dialer, ask)
    try:
        session = NfsSession(target=target, ask=ask, stream=stream)
        session.begin()
    except BaseException:
        stream.close()
        raise
    return session


def _third(target: Target, dialer: Dialer, ask: Ask) -> _nfs3.Nfs3Session | None:
    """A session in version 3, if there are exports in it; what goes wrong leaves us with what version 4 said."""
    with contextlib.ExitStack() as held:
        try:
            found = held.enter_context(_nfs3.begun(target, dialer, ask))
            if found.shows_exports:
                held.pop_all()
                return found
        except _nfs3_wire.Refused:
            return None
        except Failed as failed:
            if failed.failure.kind in ("interrupted", "bug"):
                raise
    return None


@dataclass(slots=True, kw_only=True)
class NfsSession(Closes):
    """One conversation with one server; see :class:`nightlatch.stores.Session`. *auth*: why we are not believed."""

    target: Target
    ask: Ask
    stream: Stream
    identity: Identity = field(default_factory=lambda: Identity(kind="nfs", product="NFS server"))
    auth: int | None = None
    root: tuple[Entry, ...] | int = ()  # what lies right below all exports, or the status of the refusal
    _xid: int = wire.XID
    _access: dict[str, tuple[int, int]] | None = field(default=None, init=False, repr=False)
    _shelves: dict[str, Shelf] = field(default_factory=dict, init=False, repr=False)

    def begin(self) -> None:
        """List the root of all exports. Errors: ``Failed`` with not-this-protocol, unsupported-version."""
        found = self._entries("")
        self.root = found

    @property
    def grants_nothing(self) -> bool:
        """Is no right granted on any folder right below the root?"""
        return not any(not status and access & 0x1F for status, access in self._asked().values())

    def access(self) -> Access:
        """What ACCESS says of each folder right below the root."""
        principal = Principal(name="user 65534", anonymous=True)
        rights = dict.fromkeys(RIGHTS, Right())
        known = self._asked()
        if self.auth is not None or (known and all(status == wire.WRONGSEC for status, _ in known.values())):
            code = "NFS4ERR_WRONGSEC" if self.auth is None else f"AUTH_ERROR {self.auth}"
            told = Evidence(
                command="COMPOUND PUTROOTFH", code=code, meaning="does not believe what a client claims to be"
            )
            shut = Right(verdict="denied", known_by="denied-on-read", evidence=(told,))
            return Access(principal=principal, rights=dict.fromkeys(RIGHTS, shut))
        for name, bit in _BITS.items():
            granted = [folder for folder, (status, access) in known.items() if not status and access & bit]
            if granted:
                told = Evidence(
                    command=f"ACCESS /{granted[0]}", code=f"0x{known[granted[0]][1]:02x}", meaning=f"may {name}"
                )
                extent = "all" if len(granted) == len(known) else "some"
                rights[name] = Right(verdict="granted", extent=extent, known_by="introspected", evidence=(told,))  # type: ignore[arg-type]
        if rights["read"].verdict != "granted":
            rights["read"] = self._unread(known)
        return Access(principal=principal, rights=rights, notes=_NOTES)

    def containers(self) -> Iterator[Container]:
        """Folders right below the root, and the files beside them; walked within bounds that all share."""
        bounds = Bounds(seconds=self.ask.statement_seconds)
        if any(not one.is_folder for one in self._top()):
            listing = walk(self._listed, "", bounds, deep=False)
            yield self._container(_LOOSE, "", listing)
        for name, (status, access) in self._asked().items():
            if status or not access & _BITS["read"]:
                yield Container(name=name, key=(name,), records=Count(value=None), is_readable=False)
            else:
                yield self._container(name, name, walk(self._listed, name, bounds))

    def catalogue(self) -> Iterator[Container]:
        """Folders right below the root, by name."""
        for name in self._asked():
            yield Container(name=name, key=(name,), records=Count(value=None), is_readable=False)

    def count(self, container: Container) -> Count:
        """Rows where all files could be read, else an estimate; reads the beginnings of files."""
        shelf = self._shelves.get(container.key[0])
        return shelf.count() if shelf else container.records

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """See `_files`."""
        if (shelf := self._shelves.get(container.key[0])) is not None:
            yield from shelf.read(reading)

    def close(self) -> None:
        """Hang up; there is no state to give back."""
        self.is_closed = True
        self.stream.close()

    def _top(self) -> tuple[Entry, ...]:
        return self.root if isinstance(self.root, tuple) else ()

    def _asked(self) -> dict[str, tuple[int, int]]:
        """``{folder: (status, bits)}`` of ACCESS."""
        if self._access is None:
            self._access = {}
            for one in self._top()[:_MOST_FOLDERS]:
                if one.is_folder and is_name(one.name):
                    reader, status = self._compound([one.name], wire.access())
                    self._access[one.name] = (status, self._read(wire.granted, reader) if not status else 0)
        return self._access

    def _unread(self, known: dict[str, tuple[int, int]]) -> Right:
        status = self.root if isinstance(self.root, int) else next((one for one, _ in known.values() if one), None)
        code = wire.NAMES.get(status, str(status)) if status else "0x00"
        told = Evidence(command="READDIR /", code=code, meaning="nothing is shown to user 65534 from here")
        return Right(known_by="inconclusive", evidence=(told,))

    def _container(self, name: str, top: str, listing: Listing) -> Container:
        def head(one: File, most: int) -> bytes | None:
            path = [part for part in (*top.split("/"), *one.path.split("/")) if part]
            return self._head(path, most)

        shelf = Shelf(listing=listing, head=head, seconds=self.ask.statement_seconds, url=self.target.url)
        self._shelves[name] = shelf
        return Container(name=name, key=(name,), records=listing.count(), bytes=listing.bytes)

    def _head(self, path: list[str], most: int) -> bytes | None:
        found = bytearray()
        while len(found) < most:
            reader, status = self._compound(path, wire.read(len(found), most - len(found)))
            if status:
                return bytes(found) or None
            piece = self._read(wire.came, reader)
            if not piece:
                break
            found += piece
        return bytes(found[:most])

    def _listed(self, path: str) -> Iterable[Entry] | None:
        found = self._entries(path)
        return found if isinstance(found, tuple) else None

    def _entries(self, path: str) -> tuple[Entry, ...] | int:
        """What a folder holds, or the status of the refusal."""
        parts = [part for part in path.split("/") if part]
        found: list[Entry] = []
        cookie, verifier, until = 0, bytes(8), time.monotonic() + self.ask.statement_seconds
        for _ in range(_PAGES):
            reader, status = self._compound(parts, wire.readdir(cookie, verifier))
            if status:
                return tuple(found) if found else status
            page = self._read(wire.listed, reader)
            found += page.entries
            if page.is_last or not page.cookie or page.cookie == cookie or time.monotonic() > until:
                break
            cookie, verifier = page.cookie, page.verifier
        return tuple(found)

    def _compound(self, path: list[str], last: bytes) -> tuple[Reader, int]:
        """The result of *last* at *path*, and its status."""
        told = self._call(wire.compound(path, last))
        if isinstance(told, Refused):
            if told.auth is not None:
                self.auth = told.auth
                return Reader(b""), wire.WRONGSEC
            if told.versions is not None:
                what = f"speaks versions {told.versions[0]} to {told.versions[1]} of NFS, and not 4"
                raise self.stream.fail("unsupported-version", what, "look at its exports with showmount")
            raise self.stream.fail("not-this-protocol", f"does not know NFS (accept status {told.code})")
        return told, self._read(partial(wire.reached, steps=len(path) + 1), told)

    def _call(self, body: bytes) -> Reader | Refused:
        self._xid += 1
        self.stream.begin()
        self.stream.send(wire.call(self._xid, 1, body, self.ask.client))
        data = bytearray()
        while True:
            mark = int.from_bytes(self.stream.exactly(4), "big")
            if len(data) + (mark & 0x7FFFFFFF) > _FRAME_BYTES:
                raise self.stream.fail("hostile", "announces an answer longer than it can be")
            data += self.stream.exactly(mark & 0x7FFFFFFF)
            if mark & 0x80000000:
                return self._read(partial(wire.accepted, xid=self._xid), bytes(data))
            if not mark:
                raise self.stream.fail("not-this-protocol", "answers in something else than NFS")

    def _read(self, read: Callable[[D], T], data: D) -> T:
        """What *read* makes of *data*. Errors: ``Failed`` with not-this-protocol where it is broken."""
        try:
            return read(data)
        except Broken:
            raise self.stream.fail("not-this-protocol", "answers in something else than NFS") from None


STORE = Nfs()
