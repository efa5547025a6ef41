"""Azure Blob storage (REST API of 2021-08-06) over HTTP or HTTPS, as a stranger: no key, no signature.

Sends GET requests only, those of ``AzureBlob.reads``: a container's list of blobs, and blobs by ranged GETs. Containers
are named in the URL (``azureblob://HOST/CONTAINER``; where the account is in the path, ``.../ACCOUNT%2FCONTAINER``);
names are never guessed. Public access to a container is read-only by design (Azure Storage: Configure anonymous read
access): what else a stranger may do needs no trying.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
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
from nightlatch.stores import _azureblob_about as about
from nightlatch.stores._files import MOST_FILES, File, Listing, Shelf
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._http_files import head_of
from nightlatch.stores._xml import Node, NoXml, parsed

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_ROOT, _CONTAINER, _BLOB = "GET /", "GET /{container}", "GET /{container}/{blob}"
_QUERIES = {"restype": {"container"}, "comp": {"list"}, "maxresults": None, "marker": None}
_VERSION = {"x-ms-version": "2021-08-06"}
_FIRST = {"restype": "container", "comp": "list", "maxresults": "20"}
_PAGE = 1_000
_COLD = "Archive"


class AzureBlob:
    """See :class:`nightlatch.stores.Store`."""

    kind = "azureblob"
    title = "Azure Blob containers"
    schemes: tuple[str, ...] = ("azureblob",)
    tls_schemes: tuple[str, ...] = ("azureblob+https",)
    port = 10000
    driver = ""
    reads = frozenset({_ROOT, _CONTAINER, _BLOB})
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": "exact: public access is read-only by design",
            "read": "exact, but for containers whose blobs can be read by name alone",
            "update": "exact: public access is read-only by design",
            "delete": "exact: public access is read-only by design",
            "administer": "exact: public access is read-only by design",
        },
        count="files listed; rows of small containers exactly, else an estimate",
        sample="the first 64 KiB of 200 blobs at most; of photos and documents 16 bytes",
        tested="stand-in: Azurite 3.35; refusals of Azure's own: fake from the documentation",
        notes="looks at the container that the URL names. Logins are not taken. Archived blobs, versions and "
        "snapshots are not read.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> AzureBlobSession:
        """See :class:`nightlatch.stores.Store`; an account that lets no stranger in is a session without rights."""
        if target.login is not None:
            what = "logins are not taken: what a stranger may do is looked at alone"
            raise Failed(Failure(kind="bad-target", target=target.url, what=what, hint="leave the user name out"))
        account, _, name = (target.database or "").rpartition("/")
        http = Http(
            target, dialer, ask, self.reads, guard=guard, headers=_VERSION, base=f"/{account}" if account else ""
        )
        try:
            return _session(target, ask, http, name)
        except BaseException:
            http.close()
            raise


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """No operation that is not listed, and no body."""
    for name, value in query.items():
        allowed = _QUERIES.get(name, set())
        if allowed is not None and value not in allowed:
            return f"{template} with an operation that is not declared"
    return f"{template} with a body" if body else None


def _session(target: Target, ask: Ask, http: Http, name: str) -> AzureBlobSession:
    fill, query = ({"container": name}, _FIRST) if name else ({}, {"comp": "list"})
    reply = http.ask(_CONTAINER if name else _ROOT, fill, query=query, most=4 << 20)
    told = about.seen(reply.page("/"))
    if told is None:
        what = f"answers with {reply.status}, and not as Azure Blob storage does"
        raise Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint="does it want TLS?"))
    identity = Identity(kind="azureblob", product=told.product, version=told.version, tls=http.tls)
    return AzureBlobSession(target=target, ask=ask, http=http, identity=identity, name=name, first=reply)


def _code(reply: Reply) -> str:
    shown = f"{reply.status} {reply.headers.get('x-ms-error-code', '')}".strip()
    return shown if shown.replace(" ", "").isalnum() else str(reply.status)


@dataclass(slots=True, kw_only=True)
class AzureBlobSession(Closes):
    """One look at one container; see :class:`nightlatch.stores.Session`. *first*: its first blobs, or
    the refusal to list them."""

    target: Target
    ask: Ask
    http: Http
    identity: Identity
    name: str
    first: Reply
    _shelf: Shelf | None = field(default=None, init=False, repr=False)

    def access(self) -> Access:
        """Whether strangers may list the container, or read its blobs by their names, or nothing."""
        principal = Principal(name="anonymous", anonymous=True)
        if not self.name:
            return self._unnamed(principal)
        page = self.first
        if _document(page) is not None:
            told = Evidence(command=_LIST_SAID, code="200", meaning="lists its blobs")
            read = Right(verdict="granted", extent="all", known_by="observed", evidence=(told,))
        elif _is_forbidden(page):
            told = Evidence(command=_LIST_SAID, code=_code(page), meaning="the account lets no stranger in")
            read = Right(verdict="denied", known_by="introspected", evidence=(told,))
        else:
            meaning = "a private container, none at all, or one whose blobs are read by whoever knows their names"
            told = Evidence(command=_LIST_SAID, code=_code(page), meaning=meaning)
            read = Right(known_by="inconclusive", evidence=(told,))
        design = Evidence(command=_LIST_SAID, code=_code(page), meaning="public access is read-only by design")
        never = Right(verdict="denied", known_by="introspected", evidence=(design,))
        return Access(principal=principal, rights=dict.fromkeys(RIGHTS, never) | {"read": read})

    def containers(self) -> Iterator[Container]:
        """The one that is named; its blobs, within bounds, where they are listed to us."""
        if not self.name:
            return
        if _document(self.first) is None:
            yield from self.catalogue()
            return
        listing = self._listing()
        self._shelf = Shelf(listing=listing, head=self._head, seconds=self.ask.statement_seconds, url=self.target.url)
        yield Container(name=self.name, key=(self.name,), records=listing.count(), bytes=listing.bytes)

    def catalogue(self) -> Iterator[Container]:
        """The one that is named."""
        if self.name:
            yield Container(name=self.name, key=(self.name,), records=Count(value=None), is_readable=False)

    def count(self, container: Container) -> Count:
        """Rows where all blobs could be read, else an estimate; reads the beginnings of blobs."""
        return self._shelf.count() if self._shelf else container.records

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """See `_files`."""
        if self._shelf is not None:
            yield from self._shelf.read(reading)

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.http.close()

    def _unnamed(self, principal: Principal) -> Access:
        if _is_forbidden(self.first):
            told = Evidence(
                command="GET /?comp=list", code=_code(self.first), meaning="the account lets no stranger in"
            )
            shut = Right(verdict="denied", known_by="introspected", evidence=(told,))
            return Access(principal=principal, rights=dict.fromkeys(RIGHTS, shut))
        told = Evidence(command="GET /?comp=list", code=_code(self.first), meaning="names no container")
        unsure = Right(known_by="inconclusive", evidence=(told,))
        note = "containers are not guessed: name one by its URL (azureblob://HOST/CONTAINER) to have it looked at"
        return Access(principal=principal, rights=dict.fromkeys(RIGHTS, Right()) | {"read": unsure}, notes=(note,))

    def _listing(self) -> Listing:
        found, until = Listing(folders=1), time.monotonic() + self.ask.statement_seconds
        query = {"restype": "container", "comp": "list", "maxresults": str(_PAGE)}
        while True:
            page = _document(self.http.ask(_CONTAINER, {"container": self.name}, query=query, most=16 << 20))
            if page is None:
                found.refused = 1
                return found
            before = len(found.files)
            found.files += _files(page)
            marker = page.told("NextMarker")
            if not marker:
                return found
            if len(found.files) == before or len(found.files) >= MOST_FILES or time.monotonic() > until:
                found.is_cut = True
                return found
            query["marker"] = marker

    def _head(self, one: File, most: int) -> bytes | None:
        if one.path in (".", ".."):
            return None
        return head_of(self.http, _BLOB, {"container": self.name, "blob": one.path}, most)


_LIST_SAID = "GET /{container}?restype=container&comp=list"


def _is_forbidden(reply: Reply) -> bool:
    return reply.headers.get("x-ms-error-code") == "PublicAccessNotPermitted"


def _document(reply: Reply) -> Node | None:
    if reply.status != 200:
        return None
    try:
        found = parsed(reply.body)
    except NoXml:
        return None
    return found if found.name == "EnumerationResults" and found.first("Blobs") is not None else None


def _files(page: Node) -> Iterator[File]:
    blobs = page.first("Blobs")
    for one in blobs.all("Blob") if blobs is not None else ():
        name, size = one.told("Name"), one.told("Properties", "Content-Length")
        if name and one.told("Properties", "AccessTier") != _COLD:
            yield File(name, int(size) if re.fullmatch(r"[0-9]{1,15}", size) else None)


STORE = AzureBlob()
