"""rsync daemons (port 873), by a client of our own that can only receive.

Sends ``#list``, the names of modules, and, where a module asks for no password, the request to list it and to send
single files. Only writing would show whether strangers may write to a module: that is unknown.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
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
    Target,
)
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _rsync_about as about
from nightlatch.stores import _rsync_wire as wire
from nightlatch.stores._files import MOST_FILES, File, Listing, Shelf, is_name
from nightlatch.stores._stream import HungUp, Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_MOST_MODULES = 50  # whose door is tried
_LIST_BYTES = 32 << 20


class Rsync:
    """See :class:`nightlatch.stores.Store`."""

    kind = "rsync"
    title = "rsync"
    schemes: tuple[str, ...] = ("rsync",)
    tls_schemes: tuple[str, ...] = ()
    port = 873
    driver = ""
    reads = wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": "unknown: only writing would show",
            "read": "exact",
            "update": "unknown: only writing would show",
            "delete": "unknown: only writing would show",
            "administer": "unknown",
        },
        count="files listed; rows of small modules exactly, else an estimate",
        sample="the first 64 KiB of 200 files at most; of photos and documents 16 bytes",
        tested="real: rsync 3.5.0",
        notes="a container is a module. Modules that the daemon does not list are not looked for. Logins are not "
        "taken. Files whose names hold * ? [ or \\ are counted and not read.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> RsyncSession:
        """See :class:`nightlatch.stores.Store`."""
        if target.login is not None:
            what = "logins are not taken: what a stranger may do is looked at alone"
            raise Failed(Failure(kind="bad-target", target=target.url, what=what, hint="leave the user name out"))
        session = RsyncSession(target=target, dialer=dialer, ask=ask)
        with session.link() as stream:
            session.names = [one for one in wire.modules(wire.asked(stream, "#list")) if is_name(one)]
            session.identity = Identity(kind="rsync", product="rsync", tls=stream.tls)
        return session


@dataclass(slots=True)
class _Link:
    """A connection for one question, greeted; ``with`` ends it."""

    stream: Stream

    def __enter__(self) -> Stream:
        return self.stream

    def __exit__(self, *error: object) -> None:
        self.stream.close()


@dataclass(frozen=True, slots=True)
class _Tried:
    """How the door of a module was found: what it said, and whether it then let its top folder be listed."""

    word: str
    is_listed: bool = False


@dataclass(slots=True, kw_only=True)
class RsyncSession(Closes):
    """One look at one daemon; a connection for each question. See :class:`nightlatch.stores.Session`."""

    target: Target
    dialer: Dialer
    ask: Ask
    identity: Identity = field(init=False)
    names: list[str] = field(default_factory=list)
    _tried: dict[str, _Tried] | None = field(default=None, init=False)
    _shelves: dict[str, Shelf] = field(default_factory=dict, init=False, repr=False)

    def link(self) -> _Link:
        """A new connection, after the greetings."""
        stream = opened(self.target, self.dialer, self.ask)
        try:
            stream.line.limit(bytes=_LIST_BYTES)
            wire.greeted(stream)
        except BaseException:
            stream.close()
            raise
        return _Link(stream)

    def access(self) -> Access:
        """A module that lists its top folder to us may be read; one that asks for a password is shut."""
        principal = Principal(name="anonymous", anonymous=True)
        tried = self._doors()
        rights = dict.fromkeys(RIGHTS, Right())
        read = [name for name, one in tried.items() if one.is_listed]
        shut = [name for name, one in tried.items() if one.word in ("AUTHREQD", "ERROR")]
        notes = ("modules that the daemon does not list were not looked for",)
        if read:
            told = Evidence(command=f"{read[0]} --sender", code="@RSYNCD: OK", meaning="lists its top folder")
            extent = "all" if len(read) == len(self.names) else "some"
            rights["read"] = Right(verdict="granted", extent=extent, known_by="observed", evidence=(told,))  # type: ignore[arg-type]
        elif shut and len(shut) == len(self.names):
            word = tried[shut[0]].word
            told = Evidence(command=shut[0], code=word, meaning=f"none of {len(shut)} modules lets a stranger in")
            rights = dict.fromkeys(RIGHTS, Right(verdict="denied", known_by="denied-on-read", evidence=(told,)))
        else:
            told = Evidence(command="#list", code="@RSYNCD: EXIT", meaning=f"{len(self.names)} modules, none readable")
            rights["read"] = Right(known_by="inconclusive", evidence=(told,))
        return Access(principal=principal, rights=rights, notes=notes)

    def containers(self) -> Iterator[Container]:
        """Modules that may be read, each walked by the server itself up to our bounds."""
        left = MOST_FILES
        for name, one in self._doors().items():
            if not one.is_listed:
                yield Container(name=name, key=(name,), records=Count(value=None), is_readable=False)
                continue
            listing = self._listing(name, left)
            left -= len(listing.files)
            self._shelves[name] = self._shelf(name, listing)
            yield Container(name=name, key=(name,), records=listing.count(), bytes=listing.bytes)

    def catalogue(self) -> Iterator[Container]:
        """Modules, by name."""
        for name in self.names:
            yield Container(name=name, key=(name,), records=Count(value=None), is_readable=False)

    def count(self, container: Container) -> Count:
        """Rows where all files could be read, else an estimate; reads the beginnings of files."""
        shelf = self._shelves.get(container.key[0])
        return shelf.count() if shelf else container.records

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """See `_files`."""
        if (shelf := self._shelves.get(container.key[0])) is not None:
            yield from shelf.read(reading)

    def _doors(self) -> dict[str, _Tried]:
        if self._tried is None:
            self._tried = {name: self._door(name) for name in self.names[:_MOST_MODULES]}
        return self._tried

    def _door(self, name: str) -> _Tried:
        with self.link() as stream:
            word = wire.asked(stream, name).word
            if word != "OK" or not wire.is_askable(name):
                return _Tried(word)
            try:
                frames = wire.begun(stream, "list folder", f"{name}/")
                next(wire.listed(frames, stream), None)
            except HungUp:
                return _Tried("ERROR")  # write only, or its folder is gone
            return _Tried(word, is_listed=True)

    def _listing(self, name: str, most: int) -> Listing:
        found, until = Listing(), time.monotonic() + self.ask.statement_seconds
        with self.link() as stream:
            if wire.asked(stream, name).word != "OK":
                found.refused = 1
                return found
            stream.begin(self.ask.statement_seconds)
            try:
                frames = wire.begun(stream, "list tree", f"{name}/")
                for one in wire.listed(frames, stream):
                    if len(found.files) >= most or time.monotonic() > until:
                        found.is_cut = True
                        break
                    if one.is_folder:
                        found.folders += 1
                    elif all(map(is_name, one.name.split("/"))):
                        found.files.append(File(one.name, one.bytes))
            except Failed as failed:
                if failed.failure.kind not in ("timeout", "not-this-protocol", "over-budget"):
                    raise
                found.is_cut = True
        return found

    def _shelf(self, name: str, listing: Listing) -> Shelf:
        def head(one: File, most: int) -> bytes | None:
            path = f"{name}/{one.path}"
            if not wire.is_askable(path):
                return None
            with self.link() as stream:
                if wire.asked(stream, name).word != "OK":
                    return None
                try:
                    frames = wire.begun(stream, "read file", path)
                    listed = [entry for entry in wire.listed(frames, stream) if not entry.is_folder]
                    return wire.contents(frames, stream, most) if len(listed) == 1 else None
                except HungUp:
                    return None

        return Shelf(listing=listing, head=head, seconds=self.ask.statement_seconds, url=self.target.url)


STORE = Rsync()
