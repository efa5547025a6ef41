"""rsync, real: all modules open, some, none; and none listed."""

from __future__ import annotations

import re
from typing import Any

from tests import lab
from tests.stores.cases import NONE, UNKNOWN, Case, Setup
from tests.stores.cases._files import FOUND, tree

_OPEN, _SHUT = "read only = yes;comment = nightly dumps", "auth users = app"


def server(**modules: str) -> Any:
    return lab.server("rsync", files=tree(), modules=tuple(modules.items()))


def verbs(sent: bytes) -> set[str]:
    """What one connection asked for."""
    greeting, _, rest = sent.partition(b"\n")
    word, _, rest = rest.partition(b"\n")
    found = {greeting.decode().partition(":")[0], "#list" if word == b"#list" else "module" if word else "@RSYNCD"}
    if rest:
        words = re.match(rb"--server\n--sender\n(?:(-[dr])\n)?\.\n[^\n]+\n\n", rest)
        option = words[1] if words else None
        found.add("?" if words is None else {b"-d": "list folder", b"-r": "list tree"}.get(option or b"", "read file"))
    return found


CASE = Case(
    kind="rsync",
    setups=(
        Setup(
            name="open", server=lambda: server(backup=_OPEN, drop="read only = no"), rights="C=? R=all U=? D=? A=?",
            containers={"backup": 307, "drop": 307}, finds={"backup": FOUND | {"photo"}}, product="rsync",
        ),
        Setup(
            name="partial: one module of three", server=lambda: server(backup=_OPEN, secret=_SHUT, inbox="write only = yes;read only = no"),
            rights="C=? R=some U=? D=? A=?", containers={"backup": 307, "secret": (0, 0), "inbox": (0, 0)},
        ),
        Setup(
            name="closed", server=lambda: server(backup=_SHUT, elsewhere="hosts deny = *"), rights=NONE, status="closed"
        ),
        Setup(
            name="lists no module", server=lambda: server(hidden="list = no"), rights=UNKNOWN, status="incomplete",
            containers={},
        ),
    ),
    verbs=verbs,
    contents=frozenset({"read file", "list tree"}),
)  # fmt: skip
