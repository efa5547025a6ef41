"""Jupyter Server 1 and 2, and Notebook 4 to 7, which run it or are like it, over HTTP or HTTPS.

Sends GET requests only: the version; from Server 2.0 on ``/api/me?permissions=``, which tells what we may do, action by
action; folders, and files of text that are small. Never a kernel, session or terminal, by which programs are run, never
``/files`` or ``/view``, and a notebook as plain text only: read as a notebook it would be looked up among the signed.

Whoever may run kernels is who the server runs as: that is called administering.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Access, Container, Count, Failed, Failure, Principal, Target
from nightlatch.readers._held import records
from nightlatch.stores import Ask, Batch, Reading, Tells
from nightlatch.stores._files import is_text
from nightlatch.stores._http import Http
from nightlatch.stores._jupyter_about import API, REMEDIES, SIGNS, seen
from nightlatch.stores._jupyter_access import FOLDER, ME, READS, ROOT, Item, introspect
from nightlatch.stores._plain import HttpSession, bearer, identified, not_this, opened, wrong_login

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

FILE = "GET /api/contents/{file}"
_READS = frozenset({f"GET {API}", FILE}) | READS
_FOLDERS, _FILES, _DEPTH = 300, 1_000, 8
_LARGEST = 16 << 20
_MOST = 64 << 20
_EXACT = "exact from 2.0 on (/api/me); before, whoever is let in may do everything"


def guard(template: str, query: Mapping[str, str], body: bytes) -> str | None:
    """Folders are listed, files are read as plain text: the two never take each other's place."""
    if body:
        return "a body"
    wanted = {ROOT: "directory", FOLDER: "directory", FILE: "file"}.get(template)
    if query.get("type") != wanted or (template == FILE and query.get("format") != "text"):
        return "a content of another type"
    return None


class Jupyter:
    """One file per kind: this one."""

    kind = "jupyter"
    title = "Jupyter"
    schemes: tuple[str, ...] = ("jupyter",)
    tls_schemes: tuple[str, ...] = ("jupyter+https",)
    port = 8888
    driver = ""
    reads = _READS
    tells = Tells(
        rights=dict.fromkeys(RIGHTS, _EXACT),
        count="no",
        sample="the first rows of each file of text up to 16 MiB: CSV, JSON, plain text",
        tested="real: Jupyter Server 2.21; 1 and Notebook 6: fake from the documentation",
        notes="administer is to run programs. A login is a token: give it as the password. At most 1,000 files of 300 "
        "folders are looked at.",
    )
    signs = SIGNS
    remedies = REMEDIES

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> JupyterSession:
        """See :class:`nightlatch.stores.Store`; a server that asks for a token is a session without rights."""
        http = Http(target, dialer, ask, _READS, guard=guard, headers=bearer(target, "token"))
        return opened(http, lambda http: _open(target, ask, http))


def _open(target: Target, ask: Ask, http: Http) -> JupyterSession:
    reply = http.ask(f"GET {API}", most=1 << 20)
    if (found := seen(reply.page(API))) is None:
        raise not_this(target, "Jupyter", reply, f"GET {API}")
    if target.login is not None and (me := http.ask(ME).status) in (401, 403):
        raise wrong_login(target, me)
    return JupyterSession(target=target, ask=ask, http=http, identity=identified("jupyter", found, http))


class _Folder(msgspec.Struct):
    content: list[Item] | None = None


class _File(msgspec.Struct):
    content: str | None = None
    format: str | None = None


@dataclass(slots=True, kw_only=True)
class JupyterSession(HttpSession):
    """One conversation with one server; see :class:`nightlatch.stores.Session`."""

    _is_shut: bool | None = field(default=None, init=False)

    def access(self) -> Access:
        """What whom we act as may do; see `_jupyter_access`."""
        found = introspect(self.http)
        self._is_shut = found.is_shut
        name = "anonymous" if self.target.login is None else found.name or "token"
        principal = Principal(name=printable(name, 60), anonymous=self.target.login is None)
        return Access(principal=principal, rights=found.rights, notes=tuple(found.notes))

    def containers(self) -> Iterator[Container]:
        """Files of text, by their paths, folder by folder."""
        if self._is_shut is None:
            self.access()
        todo = [] if self._is_shut else [("", 0)]
        listed = files = 0
        while todo and listed < _FOLDERS and files < _FILES:
            path, depth = todo.pop(0)
            listed += 1
            for item in self._listed(path):
                if item.type == "directory" and depth < _DEPTH:
                    todo.append((item.path, depth + 1))
                elif item.type in ("file", "notebook") and is_text(item.name) and files < _FILES:
                    files += 1
                    yield _container(item)

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """The file's records, its first ones in a sample."""
        query = {"type": "file", "format": "text", "content": "1"}
        seconds = self.ask.statement_seconds * 2
        reply = self.http.ask(FILE, {"file": container.key[0]}, query=query, most=_MOST, seconds=seconds)
        if reply.status in (400, 401, 403, 404):  # 400: no text after all
            what = f"may not be read as text ({reply.status})"
            raise Failed(Failure(kind="wrong-credentials", target=self.target.url, what=what))
        told = reply.json(_File)
        content = (told.content or "").encode()
        head = content if reading.full else content[: reading.bytes]
        yield from records(container.key[0], head, reading.records, is_whole=len(head) == len(content))

    def _listed(self, path: str) -> list[Item]:
        query = {"type": "directory", "content": "1"}
        if path:
            reply = self.http.ask(FOLDER, {"folder": path}, query=query, most=_MOST)
        else:
            reply = self.http.ask(ROOT, query=query, most=_MOST)
        told = reply.json_or_none(_Folder) if reply.status == 200 else None
        prefix = f"{path}/" if path else ""
        inside = [] if told is None else told.content or []  # a folder holds what lies in it: no way round and round
        return [one for one in inside if one.path.startswith(prefix) and one.path != path and ".." not in one.path]


def _container(item: Item) -> Container:
    unknown = Count(value=None, method="records of a file are counted when it is read")
    is_readable = item.size is None or item.size <= _LARGEST
    nothing = Count.of(0, "an empty file")
    return Container(
        name=item.path, key=(item.path,), records=unknown if item.size != 0 else nothing, bytes=item.size,
        is_readable=is_readable,
    )  # fmt: skip


STORE = Jupyter()
