"""SMB, real (Samba): shares open to read and write, some closed, no guests at all, nobody let in."""

from __future__ import annotations

from typing import Any

from nightlatch.stores import _smb_wire as wire
from tests import lab
from tests.stores.cases import NONE, UNKNOWN, Case, Setup
from tests.stores.cases._files import FOUND, tree

_READ, _WRITE, _SHUT = "guest ok = yes;read only = yes", "guest ok = yes;read only = no", "guest ok = no"
_GUESTS = ("map to guest = Bad User",)


def server(*options: str, **shares: str) -> Any:
    return lab.server("smbd", files=tree(), shares=tuple(shares.items()), options=options)


def verbs(sent: bytes) -> set[str]:
    """The commands of one connection."""
    found: set[str] = set()
    while len(sent) >= 4:
        length = int.from_bytes(sent[:4], "big")
        found.add(wire.VERBS.get(int.from_bytes(sent[16:18], "little"), "?"))
        sent = sent[4 + length :]
    return found


_ALL: dict[str, int | tuple[int, int]] = {"public": 307}

CASE = Case(
    kind="smb",
    setups=(
        Setup(
            name="open to writing", server=lambda: server(*_GUESTS, public=_WRITE), rights="C=all R=all U=all D=all A=all",
            containers=_ALL, finds={"public": FOUND | {"photo"}}, product="Samba",
        ),
        Setup(
            name="partial: one share to read, one to write, one closed",
            server=lambda: server(*_GUESTS, public=_READ, drop=_WRITE, private=_SHUT),
            rights="C=some R=some U=some D=some A=some", containers=_ALL | {"drop": 307, "private": (0, 0)},
            finds={"public": FOUND},
        ),
        Setup(
            name="partial: open to reading", server=lambda: server(*_GUESTS, public=_READ),
            rights="C=no R=all U=no D=no A=no", containers=_ALL,
        ),
        Setup(
            name="closed: lists its shares to strangers", server=lambda: server("map to guest = never", private=_SHUT),
            rights=NONE, status="closed", product="Samba",
        ),
        Setup(
            name="lists no share to strangers", status="incomplete", rights=UNKNOWN,
            server=lambda: server("map to guest = never", "restrict anonymous = 2", private=_SHUT),
        ),
    ),
    verbs=verbs,
    contents=frozenset({"READ"}),
)  # fmt: skip
