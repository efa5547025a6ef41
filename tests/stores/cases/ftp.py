"""FTP, real: open to writing, to reading, telling no permissions, demanding TLS, and closed."""

from __future__ import annotations

import re
from typing import Any

from nightlatch.model import Login
from tests import lab
from tests.lab.servers.ftp import PASSWORD
from tests.stores.cases import NONE, Case, Setup
from tests.stores.cases._files import FOUND, tree

_CONTAINERS: dict[str, int | tuple[int, int]] = {"customers": 302, "backup": 3, "/": 2}


def server(perm: str) -> Any:
    return lab.server("ftp", perm=perm, files=tree())


def verbs(sent: bytes) -> set[str]:
    """The commands of one control connection; what follows AUTH TLS is not seen."""
    plain, _, _ = sent.partition(b"\x16\x03")
    lines = [line.decode("latin-1") for line in plain.split(b"\r\n") if line]
    return {"AUTH TLS" if line == "AUTH TLS" else re.split(" ", line)[0] for line in lines}


_READ = "C=no R=all U=no D=no A=?"
_SEEN = "C=? R=some U=? D=? A=?"

CASE = Case(
    kind="ftp",
    setups=(
        Setup(
            name="open to writing", server=lambda: server("elradfmwMT"), rights="C=all R=all U=all D=all A=?",
            containers=_CONTAINERS, finds={"customers": FOUND | {"photo"}}, product="pyftpdlib", version="1.5",
        ),
        Setup(
            name="partial: open to reading", server=lambda: server("elr"), rights=_READ,
            containers=_CONTAINERS, finds={"customers": FOUND},
        ),
        Setup(
            name="partial: uploads by strangers, who read names only", server=lambda: server("elw"),
            rights="C=all R=some U=all D=no A=?", containers={"customers": (4, 4), "backup": (3, 3), "/": (1, 1)},
        ),
        Setup(
            name="open, telling no permissions", server=lambda: lab.server("vsftpd", files=tree()), rights=_SEEN,
            containers=_CONTAINERS, finds={"customers": FOUND}, product="vsftpd", version="3.0",
        ),
        Setup(
            name="open, demanding TLS", server=lambda: lab.server("vsftpd", files=tree(), tls=True), rights=_SEEN, containers=_CONTAINERS,
            finds={"customers": FOUND}, product="vsftpd",
        ),
        Setup(name="closed", server=lambda: server("none"), rights=NONE, status="closed", product="pyftpdlib"),
        Setup(
            name="closed, looked at with a login", server=lambda: server("none"), status="closed",
            rights="C=all R=all U=all D=all A=?", login=Login(user="app", password=PASSWORD), containers=_CONTAINERS,
        ),
    ),
    verbs=verbs,
    contents=frozenset({"RETR"}),
)  # fmt: skip
