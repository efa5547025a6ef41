"""NFS version 3 (RFC 1813) over TCP, by a client of our own that has no procedure that writes.

Sends the list of exports, MNT and UMNT of each, ACCESS, READDIRPLUS, LOOKUP, FSSTAT, and READ of the beginnings of
files. Claims number 65534 (nobody) and says so.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from nightlatch.model import RIGHTS, Access, Container, Count, Evidence, Identity, Principal, Right, Target
from nightlatch.stores import Ask, Batch, Closes, Reading
from nightlatch.stores import _nfs3_access as rights
from nightlatch.stores import _nfs3_wire as wire
from nightlatch.stores._files import MOST_FILES, Bounds, Entry, File, Listing, Shelf, is_name, walk
from nightlatch.stores._nfs3_talk import Talk

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_PIECE = 64 << 10
_REST = "(more)"


def begun(target: Target, dialer: Dialer, ask: Ask) -> Nfs3Session:
    """A session, once the server has answered a call of nothing in version 3.

    Errors: ``Failed``; `wire.Refused` where it speaks other versions of NFS or RPC only, and nothing is left open.
    """
    talk = Talk(target=target, dialer=dialer, ask_for=ask)
    try:
        refusal = _greeted(talk)
    except BaseException:
        talk.close()
        raise
    return Nfs3Session(target=target, ask=ask, talk=talk, refusal=refusal)


def _greeted(talk: Talk) -> str:
    """Prove that NFS answers; "" if it lets us ask, else why not."""
    try:
        talk.nfs.ask("NFS NULL")
    except wire.Mismatch as other:
        if 2 <= other.low <= other.high <= 4:
            raise
        raise talk.nfs.broken(wire.Broken("names versions that there are not"), is_first=True) from None
    except wire.Refused as refused:
        if refused.code == "RPC_MISMATCH":
            raise
        if refused.code.startswith(("AUTH", "RPCSEC")):
            return refused.code
        raise talk.nfs.broken(wire.Broken(f"is {refused.code}"), is_first=True) from None
    return ""


@dataclass(slots=True, kw_only=True)
class Nfs3Session(Closes):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    talk: Talk
    identity: Identity = field(default_factory=lambda: Identity(kind="nfs", product="NFS server"))
    refusal: str = ""
    _known: rights.Known | None = field(default=None, init=False, repr=False)
    _handles: dict[str, bytes] = field(default_factory=dict, init=False, repr=False)
    _shelves: dict[str, Shelf] = field(default_factory=dict, init=False, repr=False)

    @property
    def shows_exports(self) -> bool:
        """Are there exports to speak of? Asks for them, and whether they let us in."""
        return bool(self._doors().doors)

    def access(self) -> Access:
        """See `_nfs3_access`."""
        if self.refusal:
            told = Evidence(command="NFS NULL", code=self.refusal, meaning="wants another kind of authentication")
            unsure = Right(known_by="inconclusive", evidence=(told,))
            return Access(
                principal=Principal(name="anonymous", anonymous=True), rights=dict.fromkeys(RIGHTS, unsure)
            )  # fmt: skip
        return rights.derived(self.talk, self._doors())

    def containers(self) -> Iterator[Container]:
        """Exports; those that let us in are walked within bounds that all share."""
        bounds = Bounds(seconds=self.ask.statement_seconds)
        for door in self._doors().doors:
            path = door.path
            if not door.is_entered or door.handle is None:
                yield Container(name=path, key=(path,), records=Count(value=None), is_readable=False)
                continue
            self._handles[path.rstrip("/")] = door.handle
            listing = walk(self._entries, path, bounds)
            self._shelves[path] = self._shelf(listing, path)
            yield Container(name=path, key=(path,), records=listing.count(), bytes=listing.bytes)

    def catalogue(self) -> Iterator[Container]:
        """Exports by their paths; of those that let us in, how many files their file system holds."""
        for door in self._doors().doors:
            path = door.path
            yield Container(name=path, key=(path,), records=self._in_use(door), is_readable=False)

    def count(self, container: Container) -> Count:
        """Rows where all files could be read, else an estimate; reads the beginnings of files."""
        shelf = self._shelves.get(container.key[0])
        return shelf.count() if shelf else container.records

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """See `_files`."""
        if (shelf := self._shelves.get(container.key[0])) is not None:
            yield from shelf.read(reading)

    def close(self) -> None:
        """Leave what was entered, and hang up."""
        self.is_closed = True
        self.talk.close()

    def _doors(self) -> rights.Known:
        if self._known is None:
            self._known = rights.Known(code=self.refusal) if self.refusal else rights.asked(self.talk)
        return self._known

    def _in_use(self, door: rights.Door) -> Count:
        if door.handle is None or not door.is_entered:
            return Count(value=None)
        try:
            files = self.talk.nfs.get(wire.files_in_use, "NFS FSSTAT", wire.opaque(door.handle))
        except wire.Refused:
            return Count(value=None)
        return Count(value=None, method=f"not counted; the file system behind it holds {files:,} files and folders")

    def _entries(self, path: str) -> Iterable[Entry] | None:
        """What is in a folder; other exports are left to themselves."""
        path = path.rstrip("/")
        if (handle := self._handles.get(path)) is None:
            return None
        try:
            first = self.talk.nfs.get(wire.page, "NFS READDIRPLUS", wire.paging(handle))
        except wire.Refused:
            return None
        return self._listed(path, handle, first)

    def _listed(self, path: str, handle: bytes, page: wire.Page) -> Iterator[Entry]:
        others = {door.path.rstrip("/") for door in self._doors().doors}
        seen, until = 0, time.monotonic() + self.ask.statement_seconds
        while True:
            for one in page.entries:
                is_ours = is_name(one.name) and f"{path}/{one.name}" not in others
                if is_ours and (entry := self._entry(path, one)) is not None:
                    yield entry
            seen += len(page.entries)
            if page.is_last:
                return
            words, last = wire.paging(handle, page.cookie, page.verifier), page.cookie
            if not page.entries or seen > 2 * MOST_FILES or time.monotonic() > until:
                break
            try:
                page = self.talk.nfs.get(wire.page, "NFS READDIRPLUS", words)
            except wire.Refused:
                break
            if page.entries and page.cookie == last:
                raise self.talk.nfs.broken(wire.Broken("tells the same part of a folder for ever"))
        # There is more that was not told: a folder that cannot be looked into stands for it, so that nothing is called
        # whole that is not.
        self._handles.pop(f"{path}/{_REST}", None)
        yield Entry(_REST, is_folder=True)

    def _entry(self, folder: str, one: wire.Listed) -> Entry | None:
        """A file or a folder, its handle remembered; where the server gave none it is asked for."""
        handle, told = one.handle, one.attributes
        if handle is None or told is None:
            words = wire.opaque(self._handles[folder]) + wire.opaque(one.name.encode("utf-8", "surrogateescape"))
            try:
                handle, told = self.talk.nfs.get(wire.looked_up, "NFS LOOKUP", words)
            except wire.Refused:
                return None
        if told is None or told.kind not in (wire.FILE, wire.FOLDER):
            return None
        self._handles[f"{folder}/{one.name}"] = handle
        is_folder = told.kind == wire.FOLDER
        return Entry(one.name, None if is_folder else told.bytes, is_folder=is_folder)

    def _shelf(self, listing: Listing, top: str) -> Shelf:
        def head(one: File, most: int) -> bytes | None:
            handle = self._handles.get(f"{top.rstrip('/')}/{one.path}")
            return None if handle is None else self._head(handle, most)

        return Shelf(listing=listing, head=head, seconds=self.ask.statement_seconds, url=self.target.url)

    def _head(self, handle: bytes, most: int) -> bytes | None:
        found = bytearray()
        while len(found) < most:
            step = min(_PIECE, most - len(found))
            parse = partial(wire.contents, most=step)
            try:
                piece, is_end = self.talk.nfs.get(parse, "NFS READ", wire.reading(handle, len(found), step))
            except wire.Refused:
                return bytes(found) or None
            found += piece
            if is_end or not piece:
                break
        return bytes(found)
