"""FTP servers (RFC 959 with 2428, 3659 and 4217), by a client of our own, in passive mode only.

Sends the commands in ``Ftp.reads``: never STOR, APPE, DELE, RNFR, MKD, SITE or PORT. A stranger is ``anonymous``, with
the contact address for a password, as is the custom. A data connection goes to the address of the control connection,
never to the one that a reply names. What may be written the server says itself (the ``perm`` facts of MLST), or it is
unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch.model import Access, Container, Count, Identity, Principal, Target, Tls
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _ftp_about as about
from nightlatch.stores import _ftp_access as rights
from nightlatch.stores import _ftp_wire as wire
from nightlatch.stores._files import Bounds, Entry, File, Listing, Shelf, is_name, walk
from nightlatch.stores._ftp_talk import Talk

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_LIST_BYTES = 4 << 20  # of one folder
_LOOSE = "/"  # the container of the files that lie in the top folder itself


class Ftp:
    """See :class:`nightlatch.stores.Store`."""

    kind = "ftp"
    title = "FTP"
    schemes: tuple[str, ...] = ("ftp",)
    tls_schemes: tuple[str, ...] = ("ftps",)
    port = 21
    driver = ""
    reads = wire.READS
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": "exact where the server tells permissions (MLST), else unknown",
            "read": "exact",
            "update": "exact where the server tells permissions (MLST), else unknown",
            "delete": "exact where the server tells permissions (MLST), else unknown",
            "administer": "unknown",
        },
        count="files listed; rows of small containers exactly, else an estimate",
        sample="the first 64 KiB of 200 files at most; of photos and documents 16 bytes",
        tested="real: pyftpdlib 1.5.7, vsftpd 3.0.3",
        notes="a container is a folder at the top. Rights of the top folder and of the first ones below it are asked, "
        "not of every file. Data connections go to further ports of the same address: a scope that lists single "
        "ports has to list those too, else names and contents stay unknown.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> FtpSession:
        """See :class:`nightlatch.stores.Store`; a server that lets no stranger in is a session without rights."""
        talk = Talk(target=target, dialer=dialer, ask_for=ask)
        tls = talk.stream.tls
        if not tls.used:
            tls = Tls(offered=any(one.startswith("AUTH TLS") for one in talk.features) if talk.features else None)
        if tls.used and not target.tls:
            tls = replace(tls, required=True)
        told = about.seen(f"220 {talk.greeting}\r\n".encode("utf-8", "surrogateescape"))
        product, version = (told.product, told.version) if told else ("FTP server", None)
        identity = Identity(kind="ftp", product=product, version=version, tls=tls)
        return FtpSession(target=target, ask=ask, talk=talk, identity=identity)


@dataclass(slots=True, kw_only=True)
class FtpSession(Closes):
    """One conversation with one FTP server; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    talk: Talk
    identity: Identity
    _facts: rights.Facts | None = field(default=None, init=False, repr=False)
    _shelves: dict[str, Shelf] = field(default_factory=dict, init=False, repr=False)

    def access(self) -> Access:
        """See `_ftp_access`."""
        login = self.target.login
        principal = Principal(name=login.user if login else "anonymous", anonymous=login is None)
        if self.talk.refusal is not None:
            return rights.refused(principal, self.talk.refusal)
        return rights.derived(principal, self._known())

    def containers(self) -> Iterator[Container]:
        """Folders at the top, and the files beside them; each is walked within bounds that all share."""
        bounds = Bounds(seconds=self.ask.statement_seconds)
        for name, path in self._top():
            listing = walk(self._entries, path, bounds, deep=name != _LOOSE)
            if name == _LOOSE and not listing.files:
                continue
            self._shelves[name] = self._shelf(listing, path)
            yield Container(name=name, key=(name,), records=listing.count(), bytes=listing.bytes)

    def catalogue(self) -> Iterator[Container]:
        """Folders at the top, by name."""
        if self.talk.refusal is None:
            for one in self._known().entries:
                if one.is_folder and is_name(one.name):
                    yield Container(name=one.name, key=(one.name,), records=Count(value=None), is_readable=False)

    def count(self, container: Container) -> Count:
        """Rows where all files could be read, else an estimate; reads the beginnings of files."""
        shelf = self._shelves.get(container.key[0])
        return shelf.count() if shelf else container.records

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """See `_files`."""
        if (shelf := self._shelves.get(container.key[0])) is not None:
            yield from shelf.read(reading)

    def close(self) -> None:
        """QUIT, and hang up."""
        self.is_closed = True
        self.talk.close()

    def _known(self) -> rights.Facts:
        if self._facts is None:
            self._facts = rights.asked(self.talk)
        return self._facts

    def _top(self) -> Iterator[tuple[str, str]]:
        """``(name, path)`` of each container."""
        if self.talk.refusal is not None or self._known().says_yes_to_all:
            return
        root = self._known().root
        yield _LOOSE, root
        listed = self._entries(root) or ()
        for one in listed:
            if one.is_folder and is_name(one.name):
                yield one.name, f"{root}{one.name}"

    def _entries(self, path: str) -> Iterable[Entry] | None:
        verb, parse = ("MLSD", wire.entry_of_facts) if rights.has_mlst(self.talk) else ("LIST", wire.entry_of_list)
        listed = self.talk.fetch(verb, path, _LIST_BYTES)
        if listed is None:
            return None
        return list(wire.entries((wire.text(line) for line in listed.splitlines()), parse))

    def _shelf(self, listing: Listing, top: str) -> Shelf:
        def head(one: File, most: int) -> bytes | None:
            return self.talk.fetch("RETR", f"{top.rstrip('/')}/{one.path}", most)

        return Shelf(listing=listing, head=head, seconds=self.ask.statement_seconds, url=self.target.url)


STORE = Ftp()
