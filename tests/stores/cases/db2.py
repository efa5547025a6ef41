"""IBM Db2 and Apache Derby by a fake from the DRDA specification: they are identified, and that is all."""

from __future__ import annotations

import socket
from functools import cache

from nightlatch.model import Login
from nightlatch.stores import _db2_wire as wire
from tests.lab.hostile import Trap
from tests.stores.cases import UNKNOWN, Case, Setup


def server(answer: bytes) -> Trap:
    """Answers EXCSAT, and hangs up on what is none."""

    def talk(link: socket.socket, over: object) -> None:
        while (data := link.recv(4096))[2:4] == b"\xd0\x01" and data[8:10] == wire.EXCSAT.to_bytes(2, "big"):
            link.sendall(answer)

    return Trap(talk).__enter__()


@cache
def linux() -> Trap:
    return server(wire.answer("SQL11055", "QDB2/LINUXX8664"))


def verbs(sent: bytes) -> set[str]:
    """The one message of a connection."""
    return {"EXCSAT" if sent == wire.excsat() else repr(sent[:20])} if sent else set()


CASE = Case(
    kind="db2",
    verbs=verbs,
    setups=(
        Setup(
            name="Linux", server=linux, rights=UNKNOWN, status="incomplete", containers={}, product="IBM Db2",
            version="11.5.5",
        ),
        Setup(
            name="z/OS", server=cache(lambda: server(wire.answer("DSN12015", "QDB2"))), rights=UNKNOWN,
            status="incomplete", containers={}, product="IBM Db2 for z/OS", version="12.1.5",
        ),
        Setup(
            name="Derby", rights=UNKNOWN, status="incomplete", containers={}, product="Apache Derby", version="10.15.2",
            server=cache(lambda: server(wire.answer("CSS10152", "Apache Derby", "utf-8"))),
        ),
        Setup(
            name="a login is not used", server=linux, login=Login(user="db2inst1", password="pw"), rights=UNKNOWN,
            status="incomplete", containers={},
        ),
    ),
)  # fmt: skip
