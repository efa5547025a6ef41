"""WebDAV, real (WsgiDAV): open to writing, open to reading, below a path, closed, with a login."""

from __future__ import annotations

import re
from typing import Any

from nightlatch.model import Login
from tests import lab
from tests.stores.cases import NONE, Case, Setup
from tests.stores.cases._files import FOUND, tree


def server(**config: Any) -> Any:
    return lab.server("wsgidav", files=tree(), **config)


def verbs(sent: bytes) -> set[str]:
    """The requests of one connection as templates; folders lie at any depth."""
    found: set[str] = set()
    for line in re.findall(rb"([A-Z]+ /[^ ]*) HTTP/1\.1\r\n", sent):
        shapes = {
            r"PROPFIND /": "PROPFIND /",
            r"PROPFIND (/[^/?]+)+/": "PROPFIND /{name}/",
            r"GET (/[^/?]+)+": "GET /{name}",
        }
        told = line.decode()
        found.add(next((template for shape, template in shapes.items() if re.fullmatch(shape, told)), told))
    return found


_SEEN = "C=? R=some U=? D=? A=?"
_ALL: dict[str, int | tuple[int, int]] = {"customers": 302, "backup": 3, "/": 2}

CASE = Case(
    kind="webdav",
    setups=(
        Setup(
            name="open", server=server, rights=_SEEN, containers=_ALL, finds={"customers": FOUND | {"photo"}},
            product="WsgiDAV", version="4.3",
        ),
        Setup(name="open to reading", server=lambda: server(readonly=True), rights=_SEEN, containers=_ALL),
        Setup(
            name="partial: open below a path", server=lambda: server(share="/files"), rights=_SEEN, database="files",
            containers=_ALL, finds={"customers": FOUND},
        ),
        Setup(
            name="closed", server=lambda: server(password=True), rights=NONE, status="closed", product="WsgiDAV",
        ),
        Setup(
            name="closed, looked at with a login", server=lambda: server(password=True), rights=_SEEN, status="closed",
            login=Login(user="app", password="S3cret"), containers=_ALL,
        ),
    ),
    verbs=verbs,
    contents=frozenset({"GET /{name}"}),
)  # fmt: skip
