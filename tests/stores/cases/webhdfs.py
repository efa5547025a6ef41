"""WebHDFS by a fake from its documentation: names unchecked, Kerberos, HttpFS with folders in parts."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from nightlatch.stores.webhdfs import FILES, FOLDERS, TOP
from tests.lab.web import Web
from tests.lab.webhdfs_fake import Hdfs, running
from tests.stores.cases import ALL, NONE, UNKNOWN, Case, Setup
from tests.stores.cases._files import FOUND, tree

_FILES = {"backup": 3, "customers": 4, "files beside the folders": 1}
_ROWS = {"backup": 3, "customers": 302, "files beside the folders": 2}


def server(**more: Any) -> Web:
    return running(Hdfs(files={f"/{path}": content for path, content in tree()}, **more))


def verbs(sent: bytes) -> set[str]:
    """Folders and files are asked for at the same paths, and told by the operation."""
    found = set()
    for method, path, op in re.findall(rb"(?:^|\r\n\r\n)([A-Z]+) (/[^ ?]*)\??([^ ]*) HTTP/1\.1\r\n", sent):
        depth = path.decode().rstrip("/").count("/") - 2
        verb = f"{method.decode()} {path.decode()}"
        if (
            verb.startswith("GET /webhdfs/v1/")
            and depth
            and op.startswith((b"op=LISTSTATUS", b"op=CHECKACCESS", b"op=OPEN"))
        ):
            verb = (FILES if op.startswith(b"op=OPEN") else FOLDERS)[depth - 1]
        found.add(TOP if verb == "GET /webhdfs/v1/" else verb)
    return found


def _around(low: dict[str, int]) -> dict[str, int | tuple[int, int]]:
    return {name: (many, many) for name, many in low.items()}


CASE = Case(
    kind="webhdfs",
    verbs=verbs,
    contents=frozenset(FILES),
    setups=(
        Setup(
            name="open: a NameNode that checks no names", server=cache(server), rights=ALL, containers=_around(_FILES),
            product="Hadoop HDFS", version="3.3",
        ),
        Setup(
            name="closed: Kerberos", server=cache(lambda: server(is_secure=True)), rights=NONE, status="closed",
            containers={}, product="Hadoop HDFS",
        ),
        Setup(
            name="partial: HttpFS, one folder to write", containers=_ROWS, finds={"customers": FOUND},
            server=cache(lambda: server(is_httpfs=True, modes={"/backup": "777"})), rights="C=some R=all U=some D=some A=?",
        ),
        Setup(
            name="partial: HttpFS, a sticky folder, and one that is shut", rights="C=some R=some U=? D=? A=?",
            server=cache(lambda: server(is_httpfs=True, modes={"/backup": "1777", "/customers": "700"})),
            containers={"backup": 3, "customers": (0, 0), "files beside the folders": 2},
        ),
        Setup(
            name="partial: HttpFS, reading alone", server=cache(lambda: server(is_httpfs=True)),
            rights="C=no R=all U=no D=no A=?", containers=_ROWS,
        ),
        Setup(
            name="partial: a NameNode in safe mode", rights="C=no R=all U=no D=no A=all",
            server=cache(lambda: server(safe_mode="Safe mode is ON.")), containers=_around(_FILES),
        ),
        Setup(
            name="a standby NameNode", server=cache(lambda: server(is_standby=True)), rights=UNKNOWN, containers={},
            status="incomplete", version="3.3",
        ),
    ),
)  # fmt: skip
