"""S3-compatible stores (Amazon S3's REST API, path-style) over HTTP or HTTPS, without a signature.

Sends GET requests only, those of ``S3.reads``: the list of buckets, and of a bucket its list of objects, ACL, policy
and policy status; objects by ranged GETs. Buckets are those that the store lists to strangers, or the one named in the
URL; names are never guessed. Redirects to other regions and buckets are not followed. No credentials are used, ever.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from nightlatch.model import Access, Container, Count, Evidence, Failed, Failure, Identity, Principal, Target
from nightlatch.stores import Ask, Batch, Closes, Reading, Tells
from nightlatch.stores import _s3_about as about
from nightlatch.stores import _s3_access as rights
from nightlatch.stores._files import MOST_FILES, File, Listing, Shelf
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._http_files import head_of
from nightlatch.stores._xml import Node, NoXml, parsed

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_ROOT, _BUCKET, _OBJECT = "GET /", "GET /{bucket}", "GET /{bucket}/{key}"
_QUERIES = frozenset(
    {"list-type", "max-keys", "continuation-token", "marker", "encoding-type", "acl", "policy", "policyStatus"}
)
_MOST_BUCKETS, _ASKED_BUCKETS = 1_000, 50
_PAGE = 1_000
_SUB_RESOURCES = (("acl", rights.add_acl), ("policyStatus", rights.add_status), ("policy", rights.add_policy))
_FROZEN = frozenset({"GLACIER", "DEEP_ARCHIVE"})


class S3:
    """See :class:`nightlatch.stores.Store`."""

    kind = "s3"
    title = "S3-compatible buckets"
    schemes: tuple[str, ...] = ("s3",)
    tls_schemes: tuple[str, ...] = ("s3+https",)
    port = 9000
    driver = ""
    reads = frozenset({_ROOT, _BUCKET, _OBJECT})
    signs = about.SIGNS
    remedies = about.REMEDIES
    tells = Tells(
        rights={
            "create": "exact where strangers may read ACL and policy (or one grants it), else unknown",
            "read": "exact",
            "update": "exact where strangers may read ACL and policy (or one grants it), else unknown",
            "delete": "exact where strangers may read ACL and policy (or one grants it), else unknown",
            "administer": "exact where strangers may read ACL and policy (or one grants it), else unknown",
        },
        count="files listed; rows of small buckets exactly, else an estimate",
        sample="the first 64 KiB of 200 objects at most; of photos and documents 16 bytes",
        tested="stand-in: s3rver 3.7, moto 5.2, nanio 0.1; what strangers meet at Amazon: fake, from the documentation",
        notes="a container is a bucket: those that the store lists to strangers, or the one in the URL "
        "(s3://HOST:PORT/BUCKET). Logins are not taken. Old versions and objects in cold storage are not read.",
    )

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> S3Session:
        """See :class:`nightlatch.stores.Store`; a store that does nothing for strangers is a session without rights."""
        if target.login is not None:
            what = "logins are not taken: what a stranger may do is looked at alone"
            raise Failed(Failure(kind="bad-target", target=target.url, what=what, hint="leave the user name out"))
        http = Http(target, dialer, ask, self.reads, guard=guard)
        try:
            return _session(target, ask, http)
        except BaseException:
            http.close()
            raise


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """No sub-resource that is not listed, and no body."""
    if body or set(query) - _QUERIES:
        return f"{template} with a sub-resource or a body that is not declared"
    return None


def _session(target: Target, ask: Ask, http: Http) -> S3Session:
    root = http.ask(_ROOT, most=4 << 20)
    found = about.seen(root.page("/"))
    names = rights.buckets_in(root)
    if target.database:
        names = [target.database]
        if found is None:  # some hosts show a page of their own at /
            found = about.seen(http.ask(_BUCKET, {"bucket": names[0]}, query=_LIST, most=4 << 20).page("/"))
    if found is None and not (target.database and _listing_of(http, target.database)):
        what = f"answers GET / with {root.status}, and not as S3 does"
        raise Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint="does it want TLS?"))
    identity = Identity(kind="s3", product=about.product_of(root.page("/")), tls=http.tls)
    told = (root.status, rights.code_of(root))
    return S3Session(target=target, ask=ask, http=http, identity=identity, names=names[:_MOST_BUCKETS], root=told)


_LIST = {"list-type": "2", "max-keys": "20"}


def _listing_of(http: Http, bucket: str) -> bool:
    found = _parsed(http.ask(_BUCKET, {"bucket": bucket}, query=_LIST, most=4 << 20))
    return found is not None and found.name == "ListBucketResult"


def _parsed(reply: Reply) -> Node | None:
    try:
        return parsed(reply.body) if reply.status == 200 else None
    except NoXml:
        return None


@dataclass(slots=True, kw_only=True)
class S3Session(Closes):
    """One look at one store; see :class:`nightlatch.stores.Session`."""

    target: Target
    ask: Ask
    http: Http
    identity: Identity
    names: list[str]
    root: tuple[int, str]
    _facts: dict[str, rights.Facts] | None = field(default=None, init=False, repr=False)
    _shelves: dict[str, Shelf] = field(default_factory=dict, init=False, repr=False)

    def access(self) -> Access:
        """See `_s3_access`."""
        principal = Principal(name="anonymous", anonymous=True)
        return rights.derived(principal, list(self._asked().values()), self.root)

    def containers(self) -> Iterator[Container]:
        """Buckets; the objects of those that list them to us, within bounds that all share."""
        left, until = MOST_FILES, time.monotonic() + self.ask.statement_seconds
        for name in self.names:
            facts = self._asked().get(name)
            if facts is not None and facts.list_status not in (200, 0):
                yield Container(name=name, key=(name,), records=Count(value=None), is_readable=False)
                continue
            listing = self._listing(name, left, until)
            left -= len(listing.files)
            self._shelves[name] = self._shelf(name, listing)
            yield Container(name=name, key=(name,), records=listing.count(), bytes=listing.bytes)

    def catalogue(self) -> Iterator[Container]:
        """Buckets, by name."""
        for name in self.names:
            yield Container(name=name, key=(name,), records=Count(value=None), is_readable=False)

    def count(self, container: Container) -> Count:
        """Rows where all objects could be read, else an estimate; reads the beginnings of objects."""
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

    def _asked(self) -> dict[str, rights.Facts]:
        if self._facts is None:
            self._facts = {name: self._about(name) for name in self.names[:_ASKED_BUCKETS]}
        return self._facts

    def _about(self, name: str) -> rights.Facts:
        facts = rights.Facts(name=name)
        reply = self.http.ask(_BUCKET, {"bucket": name}, query=_LIST, most=1 << 20)
        facts.list_status, facts.list_code = reply.status, rights.code_of(reply)
        found = _parsed(reply)
        if found is not None and found.name == "ListBucketResult":
            told = f"GET /{name}?list-type=2"
            facts.granted["read"] = Evidence(command=told, code="200", meaning="lists its objects")
        if facts.list_code not in rights.NO_STRANGERS and facts.list_status != 404:
            for query, add in (
                ("acl", rights.add_acl),
                ("policyStatus", rights.add_status),
                ("policy", rights.add_policy),
            ):
                add(facts, self.http.ask(_BUCKET, {"bucket": name}, query={query: ""}, most=1 << 20))
        return facts

    def _listing(self, name: str, most: int, until: float) -> Listing:
        found, query = Listing(folders=1), {"list-type": "2", "max-keys": str(_PAGE), "encoding-type": "url"}
        while True:
            page = _parsed(self.http.ask(_BUCKET, {"bucket": name}, query=query, most=16 << 20))
            if page is None or page.name != "ListBucketResult":
                found.refused = 1
                return found
            before = len(found.files)
            found.files += _files(page)
            if page.told("IsTruncated") != "true":
                return found
            token = page.told("NextContinuationToken")
            if not token or len(found.files) == before or len(found.files) >= most or time.monotonic() > until:
                found.is_cut = True
                return found
            query["continuation-token"] = token

    def _shelf(self, name: str, listing: Listing) -> Shelf:
        def head(one: File, most: int) -> bytes | None:
            if one.path in (".", ".."):
                return None
            return head_of(self.http, _OBJECT, {"bucket": name, "key": one.path}, most)

        return Shelf(listing=listing, head=head, seconds=self.ask.statement_seconds, url=self.target.url)


def _files(page: Node) -> Iterator[File]:
    is_quoted = page.told("EncodingType") == "url"
    for one in page.all("Contents"):
        key, size = one.told("Key"), one.told("Size")
        if one.told("StorageClass") in _FROZEN or not key or key.endswith("/"):
            continue
        yield File(unquote(key) if is_quoted else key, int(size) if re.fullmatch(r"[0-9]{1,15}", size) else None)


STORE = S3()
