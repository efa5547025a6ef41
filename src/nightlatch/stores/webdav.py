"""WebDAV servers (RFC 4918, privileges of RFC 3744) over HTTP or HTTPS.

Sends PROPFIND with a depth of 1, and ranged GETs; never PUT, DELETE, MOVE, LOCK or PROPPATCH, never a depth of
infinity. What OPTIONS lists proves nothing (servers list DELETE that are read-only, and answer it without a password),
so it is not asked. What may be done the server says itself where it knows privileges; else only reading is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

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
from nightlatch.stores import _webdav_about as about
from nightlatch.stores._files import Bounds, Entry, File, Listing, Shelf, is_name, walk
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._http_files import head_of
from nightlatch.stores._xml import Node, NoXml, parsed

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_TOP, _FOLDER, _FILE = "PROPFIND /", "PROPFIND /{name}/", "GET /{name}"
_WANTED = (
    b'<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/>'
    b"<current-user-privilege-set/></prop></propfind>"
)
_HEADERS = {"depth": "1", "content-type": "application/xml"}
_LOOSE = "/"
# Privileges of RFC 3744, 3.1 to 3.12; write is write-content, write-properties, bind and unbind.
_PRIVILEGES: dict[RightName, frozenset[str]] = {
    "create": frozenset({"all", "write", "bind"}), "read": frozenset({"all", "read"}),
    "update": frozenset({"all", "write", "write-content"}), "delete": frozenset({"all", "write", "unbind"}),
    "administer": frozenset({"all", "write-acl"}),
}  # fmt: skip


class WebDav:
    """See :class:`nightlatch.stores.Store`."""

    kind = "webdav"
    title = "WebDAV"
    schemes: tuple[str, ...] = ("webdav",)
    tls_schemes: tuple[str, ...] = ("webdav+https",)
    port = 80
    driver = ""
    reads = frozenset({_TOP, _FOLDER, _FILE})
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": "exact where the server tells privileges (RFC 3744), else unknown",
            "read": "exact",
            "update": "exact where the server tells privileges (RFC 3744), else unknown",
            "delete": "exact where the server tells privileges (RFC 3744), else unknown",
            "administer": "exact where the server tells privileges (RFC 3744), else unknown",
        },
        count="files listed; rows of small folders exactly, else an estimate",
        sample="the first 64 KiB of 200 files at most; of photos and documents 16 bytes",
        tested="real: WsgiDAV 4.3, rclone 1.60; privileges: fake, from the specification",
        notes="a container is a folder at the top. Where WebDAV does not lie at /, its path is named in the URL "
        "(webdav://HOST/dav). A sweep recognises servers that name themselves in an answer to GET; Apache and IIS "
        "do not, and are looked at by their URL.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> WebDavSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a password is a session without rights."""
        top = "".join(f"/{quote(one, safe='')}" for one in _parts(target.database or ""))
        http = Http(target, dialer, ask, self.reads, guard=guard, login=target.login)
        try:
            session = WebDavSession(target=target, ask=ask, http=http, top=top)
            session.begin()
            return session
        except BaseException:
            http.close()
            raise


def guard(template: str, query: object, body: bytes) -> str | None:
    """No body but the question for three properties, and no query."""
    if query or body not in (b"", _WANTED):
        return f"{template} with a query or a body that is not declared"
    return None


def _parts(path: str) -> list[str]:
    return [one for one in path.split("/") if one and is_name(one)]


@dataclass(frozen=True, slots=True)
class _Found:
    """One answer of a multistatus: its *path* in parts, and what was told of it."""

    path: tuple[str, ...]
    is_folder: bool
    bytes: int | None
    privileges: frozenset[str] | None


@dataclass(slots=True, kw_only=True)
class WebDavSession(Closes):
    """One look at one server; see :class:`nightlatch.stores.Session`. *top*: the path that all is below, quoted."""

    target: Target
    ask: Ask
    http: Http
    top: str
    identity: Identity = field(init=False)
    _first: Reply = field(init=False, repr=False)
    _found: tuple[_Found, ...] | None = field(default=None, init=False, repr=False)
    _shelves: dict[str, Shelf] = field(default_factory=dict, init=False, repr=False)

    def begin(self) -> None:
        """List the top folder. Errors: ``Failed`` with not-this-protocol, wrong-credentials."""
        self._first = self._propfind([])
        self._found = _read(self._first)
        status = self._first.status
        if self._found is None and status not in (401, 403):
            what = f"answers PROPFIND with {status}, and not as WebDAV does"
            hint = "does it lie below another path? webdav://HOST/PATH"
            raise Failed(Failure(kind="not-this-protocol", target=self.target.url, what=what, hint=hint))
        if status == 401 and self.target.login is not None:
            what = "refuses this user and password (401)"
            hint = "check --password-file; passwords are sent as Basic alone"
            raise Failed(Failure(kind="wrong-credentials", target=self.target.url, what=what, hint=hint))
        told = about.product_of(self._first.headers)
        self.identity = Identity(kind="webdav", product=told.product, version=told.version, tls=self.http.tls)

    def access(self) -> Access:
        """Reading is proved by the list of the top folder; the rest by its privileges where they are told."""
        login = self.target.login
        principal = Principal(name=login.user if login else "anonymous", anonymous=login is None)
        status = self._first.status
        if self._found is None:
            meaning = "asks for a password" if status == 401 else "does not list the top folder to strangers"
            told = Evidence(command="PROPFIND /", code=str(status), meaning=meaning)
            shut = Right(verdict="denied", known_by="denied-on-read", evidence=(told,))
            rights = dict.fromkeys(RIGHTS, shut if status == 401 else Right()) | {"read": shut}
            return Access(principal=principal, rights=rights)
        told = Evidence(command="PROPFIND /", code="207", meaning="lists the top folder")
        rights = dict.fromkeys(RIGHTS, Right())
        privileges = next((one.privileges for one in self._found if self._is_top(one)), None)
        if privileges is not None:
            rights = {name: _right(name, privileges) for name in RIGHTS}
        if rights["read"].verdict != "granted":
            rights["read"] = Right(verdict="granted", extent="some", known_by="observed", evidence=(told,))
        return Access(principal=principal, rights=rights)

    def containers(self) -> Iterator[Container]:
        """Folders at the top, and the files beside them; walked within bounds that all share."""
        bounds = Bounds(seconds=self.ask.statement_seconds)
        top = [one for one in self._entries("") or () if is_name(one.name)]
        if any(not one.is_folder for one in top):
            yield self._container(_LOOSE, "", walk(self._entries, "", bounds, deep=False))
        for one in top:
            if one.is_folder:
                yield self._container(one.name, one.name, walk(self._entries, one.name, bounds))

    def catalogue(self) -> Iterator[Container]:
        """Folders at the top, by name."""
        for one in self._entries("") or ():
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
        """Hang up."""
        self.is_closed = True
        self.http.close()

    def _is_top(self, one: _Found) -> bool:
        return one.path == tuple(map(unquote, _parts(self.top)))

    def _container(self, name: str, top: str, listing: Listing) -> Container:
        def head(one: File, most: int) -> bytes | None:
            *folders, last = (*_parts(top), *one.path.split("/"))
            self._below(folders)
            return head_of(self.http, _FILE, {"name": last}, most)

        shelf = Shelf(listing=listing, head=head, seconds=self.ask.statement_seconds, url=self.target.url)
        self._shelves[name] = shelf
        return Container(name=name, key=(name,), records=listing.count(), bytes=listing.bytes)

    def _below(self, folders: list[str]) -> None:
        self.http.base = self.top + "".join(f"/{quote(one, safe='', errors='replace')}" for one in folders)

    def _propfind(self, path: list[str]) -> Reply:
        if not path:
            self._below([])
            return self.http.ask(_TOP, body=_WANTED, headers=_HEADERS, most=16 << 20)
        *folders, last = path
        self._below(folders)
        return self.http.ask(_FOLDER, {"name": last}, body=_WANTED, headers=_HEADERS, most=16 << 20)

    def _entries(self, path: str) -> Iterable[Entry] | None:
        """What lies right in a folder; whatever else an answer names is left out."""
        parts = _parts(path)
        found = self._found if not parts else _read(self._propfind(parts))
        if found is None:
            return None
        here = (*map(unquote, _parts(self.top)), *parts)
        right = [one for one in found if len(one.path) == len(here) + 1 and one.path[:-1] == here]
        return [Entry(one.path[-1], one.bytes, is_folder=one.is_folder) for one in right]


def _right(name: RightName, privileges: frozenset[str]) -> Right:
    granted = sorted(privileges & _PRIVILEGES[name])
    if granted:
        told = Evidence(command="PROPFIND /", code="207", meaning=f"current-user-privilege-set: {granted[0]}")
        return Right(verdict="granted", extent="some", known_by="introspected", evidence=(told,))
    told = Evidence(command="PROPFIND /", code="207", meaning=f"current-user-privilege-set does not allow to {name}")
    return Right(verdict="denied", known_by="introspected", evidence=(told,))


def _read(reply: Reply) -> tuple[_Found, ...] | None:
    """The answers of a multistatus, None where it is none."""
    if reply.status != 207:
        return None
    try:
        found = parsed(reply.body)
    except NoXml:
        return None
    return tuple(map(_answer, found.all("response"))) if found.name == "multistatus" else None


def _answer(one: Node) -> _Found:
    path = tuple(_segments(one.told("href")))
    prop = next((stat for stat in one.all("propstat") if " 200" in stat.told("status")), Node("propstat"))
    size = prop.told("prop", "getcontentlength")
    listed = prop.first("prop", "current-user-privilege-set")
    privileges = None
    if listed is not None:
        privileges = frozenset(child.name for privilege in listed.all("privilege") for child in privilege.children)
    return _Found(
        path=path, is_folder=prop.first("prop", "resourcetype", "collection") is not None,
        bytes=int(size) if re.fullmatch(r"[0-9]{1,15}", size) else None, privileges=privileges,
    )  # fmt: skip


def _segments(href: str) -> Iterator[str]:
    """The parts of a path; of a whole URL its host does not matter, since nothing is followed there."""
    try:
        path = urlsplit(href).path
    except ValueError:
        return
    for part in path.split("/"):
        if part:
            yield unquote(part, errors="replace")


STORE = WebDav()
