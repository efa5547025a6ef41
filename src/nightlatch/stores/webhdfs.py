"""HDFS over WebHDFS (Hadoop 2 to 3), of a NameNode or of HttpFS, HTTP or HTTPS.

Sends GET: LISTSTATUS, CHECKACCESS, OPEN with a length, and /jmx for two beans. Never a ``user.name``, never
GETCONTENTSUMMARY, which walks the tree, never the configuration, never anything that is no GET.

A NameNode answers OPEN with a redirect to a DataNode: that is not followed, so its files are listed and not read.
HttpFS hands them out itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch.model import RIGHTS, Access, Container, Count, Principal, Target
from nightlatch.stores import Ask, Batch, Reading, Seen, Tells
from nightlatch.stores import _webhdfs_access as rights
from nightlatch.stores._files import Bounds, Entry, File, Listing, Shelf, is_name, walk
from nightlatch.stores._http import Http, Reply
from nightlatch.stores._plain import HttpSession, each, identified, not_this, opened, refused, saw, unknown, wrong_login
from nightlatch.stores._webhdfs_about import ASKED, REMEDIES, ROOT, SIGNS, Listed, Status, is_shut, refusal, seen

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_DEPTH = 10


def _templates(word: str) -> tuple[str, ...]:
    """One for each depth: a name in a path is one part of it."""
    return tuple(
        "GET /webhdfs/v1" + "".join(f"/{{{word}{at}}}" for at in range(1, many + 1)) for many in range(1, _DEPTH + 1)
    )


TOP, FOLDERS, FILES = f"GET {ROOT}", _templates("folder"), _templates("file")
_READS = frozenset({TOP, *FOLDERS, *FILES, rights.JMX})
_MOST = 64 << 20
_LOOSE = "files beside the folders"
_VERSION = re.compile(r"\d{1,3}\.\d{1,3}[\w.+-]{0,30}", re.ASCII)
_CLUSTER = re.compile(r"CID-[\w-]{8,80}", re.ASCII)


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """Three operations, each where it belongs, and nobody's name."""
    if body:
        return "a body"
    if template == rights.JMX:
        return None if dict(query) in ({"qry": rights.STATUS}, {"qry": rights.INFO}) else "another bean"
    if template in FILES:
        return None if set(query) == {"op", "length"} and query["op"] == "OPEN" else "no reading of a file"
    if query.get("op") == rights.CHECK:
        return None if set(query) == {"op", "fsaction"} else "an undeclared parameter"
    return None if dict(query) == {"op": "LISTSTATUS"} else "an undeclared operation"


class WebHdfs:
    """One file per kind: this one."""

    kind = "webhdfs"
    title = "WebHDFS"
    schemes: tuple[str, ...] = ("webhdfs",)
    tls_schemes: tuple[str, ...] = ("swebhdfs",)
    port = 9870
    driver = ""
    reads = _READS
    tells = Tells(
        rights={
            **dict.fromkeys(RIGHTS, "inferred where names are not checked; else exact from 2.6 (CHECKACCESS)"),
            "administer": "inferred where names are not checked; else unknown",
        },
        count="files, exact within bounds; rows by the beginnings of files (HttpFS)",
        sample="beginnings of files, by HttpFS; a NameNode sends one on to DataNodes, which is not followed",
        tested="fake: from the WebHDFS REST API documentation of 2.6 to 3.4",
        notes="no user is ever named. Logging in by Kerberos is not supported.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> WebHdfsSession:
        """See :class:`nightlatch.stores.Store`; a cluster that asks for a login is a session without rights."""
        http = Http(target, dialer, ask, _READS, guard=guard, login=target.login)
        return opened(http, lambda http: _open(target, ask, http))


def _open(target: Target, ask: Ask, http: Http) -> WebHdfsSession:
    reply = http.ask(TOP, query={"op": "LISTSTATUS"}, most=_MOST)
    found = Seen(product="Hadoop HDFS") if is_shut(reply.page(ASKED)) else seen(reply.page(ASKED))
    if found is None:
        raise not_this(target, "WebHDFS", reply, f"GET {ASKED}")
    if reply.status == 401 and target.login is not None:
        raise wrong_login(target, 401)
    status, info = (_bean(http, one) if reply.status != 401 else None for one in (rights.STATUS, rights.INFO))
    cluster = info.cluster if info is not None and _CLUSTER.fullmatch(info.cluster) else None
    identity = identified("webhdfs", found, http, cluster)
    if info is not None and _VERSION.fullmatch(info.version):
        identity = replace(identity, version=info.version)
    return WebHdfsSession(target=target, ask=ask, http=http, identity=identity, top=reply, status=status, info=info)


def _bean(http: Http, name: str) -> rights.Bean | None:
    reply = http.ask(rights.JMX, query={"qry": name}, most=_MOST)
    told = reply.json_or_none(rights.Beans) if reply.status == 200 else None
    return told.beans[0] if told is not None and told.beans else None


@dataclass(slots=True, kw_only=True)
class WebHdfsSession(HttpSession):
    """One conversation with one NameNode or HttpFS; see :class:`nightlatch.stores.Session`."""

    top: Reply
    status: rights.Bean | None
    info: rights.Bean | None
    _shelves: dict[str, Shelf] = field(default_factory=dict, init=False, repr=False)

    def access(self) -> Access:
        """What who names nobody may do; see `_webhdfs_access`."""
        login = self.target.login
        who = Principal(name=login.user if login else "nobody (user.name not sent)", anonymous=login is None)
        if self.top.status == 401:
            return Access(principal=who, rights=refused("LISTSTATUS", 401, "asks for a login"))
        if "Standby" in (why := refusal(self.top.body)):
            standby = saw("LISTSTATUS", why[:60], "a standby NameNode answers no such question: ask the active one")
            return Access(principal=who, rights=each(unknown(standby)))
        folders = [rights.Folder(path="/"), *self._folders()]
        found = rights.derived(self.status, self.info, folders, self._check)
        return Access(principal=who, rights=found.rights, notes=tuple(found.notes))

    def containers(self) -> Iterator[Container]:
        """Folders at the top, and the files beside them; each is walked within bounds that all share."""
        bounds = Bounds(seconds=self.ask.statement_seconds, depth=_DEPTH - 2)
        loose = [one for one in self._listed() if one.kind != "DIRECTORY"]
        tops = [(_LOOSE, "/")] if loose else []
        for name, path in (*tops, *((one.path[1:], one.path) for one in self._folders())):
            listing = walk(self._entries, path, bounds, deep=name != _LOOSE)
            if not self._is_namenode:
                self._shelves[name] = self._shelf(listing, path)
            yield Container(
                name=name, key=(name,), records=listing.count(), bytes=listing.bytes, is_readable=not self._is_namenode
            )

    def catalogue(self) -> Iterator[Container]:
        """Folders at the top, by name."""
        for one in self._folders():
            yield Container(name=one.path[1:], key=(one.path[1:],), records=Count(value=None), is_readable=False)

    def count(self, container: Container) -> Count:
        """Rows where files can be read, else files."""
        shelf = self._shelves.get(container.key[0])
        return shelf.count() if shelf else container.records

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """See `_files`."""
        if (shelf := self._shelves.get(container.key[0])) is not None:
            yield from shelf.read(reading)

    @property
    def _is_namenode(self) -> bool:
        return self.info is not None or self.status is not None

    def _listed(self) -> list[Status]:
        told = self.top.json_or_none(Listed) if self.top.status == 200 else None
        return [one for one in told.statuses.found if is_name(one.name)] if told else []

    def _folders(self) -> list[rights.Folder]:
        return [
            rights.Folder(path=f"/{one.name}", permission=one.permission)
            for one in self._listed()
            if one.kind == "DIRECTORY"
        ]

    def _check(self, path: str, action: str) -> Reply:
        return self._asked(FOLDERS, path, {"op": rights.CHECK, "fsaction": action})

    def _entries(self, path: str) -> Iterable[Entry] | None:
        reply = self._asked(FOLDERS, path, {"op": "LISTSTATUS"})
        told = reply.json_or_none(Listed) if reply.status == 200 else None
        if told is None:
            return None
        return [
            Entry(one.name, max(0, one.length), one.kind == "DIRECTORY")
            for one in told.statuses.found
            if one.kind in ("FILE", "DIRECTORY")  # links are not followed
        ]

    def _shelf(self, listing: Listing, top: str) -> Shelf:
        def head(one: File, most: int) -> bytes | None:
            path = f"{top.rstrip('/')}/{one.path}"
            reply = self._asked(FILES, path, {"op": "OPEN", "length": str(most)}, most)
            return reply.body if reply.status == 200 else None  # 307: on to a DataNode, which is not followed

        return Shelf(listing=listing, head=head, seconds=self.ask.statement_seconds, url=self.target.url)

    def _asked(self, templates: tuple[str, ...], path: str, query: Mapping[str, str], most: int = _MOST) -> Reply:
        parts = [part for part in path.split("/") if part]
        if not parts:
            return self.http.ask(TOP, query=query, most=most)
        template = templates[len(parts) - 1]
        word = "file" if templates is FILES else "folder"
        fill = {f"{word}{at}": part for at, part in enumerate(parts, 1)}
        return self.http.ask(template, fill, query=query, most=most)


STORE = WebHdfs()
