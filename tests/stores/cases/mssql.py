"""Microsoft SQL Server by a fake from [MS-TDS]: it is identified, and that is all."""

from __future__ import annotations

import socket
from functools import cache

from nightlatch.model import Login
from nightlatch.stores import _mssql_wire as wire
from tests.lab.hostile import Trap
from tests.stores.cases import UNKNOWN, Case, Setup


def server(version: tuple[int, int, int], encryption: int) -> Trap:
    """Answers PRELOGIN, and hangs up on what is none."""

    def talk(link: socket.socket, over: object) -> None:
        while (data := link.recv(4096)) and data[0] == wire.PRELOGIN:
            link.sendall(wire.answer(version, encryption))

    return Trap(talk).__enter__()


@cache
def newest() -> Trap:
    return server((16, 0, 1000), wire.REQUIRED)


def verbs(sent: bytes) -> set[str]:
    """The one message of a connection."""
    if not sent:
        return set()
    return {"PRELOGIN"} if sent == wire.prelogin() else {repr(sent[:20])}


CASE = Case(
    kind="mssql",
    verbs=verbs,
    setups=(
        Setup(
            name="2022 that requires encryption", server=newest, rights=UNKNOWN, status="incomplete", containers={},
            product="Microsoft SQL Server", version="16.0.1000",
        ),
        Setup(
            name="2008 that encrypts logins", server=cache(lambda: server((10, 0, 1600), wire.OFF)), rights=UNKNOWN,
            status="incomplete", containers={}, version="10.0.1600",
        ),
        Setup(
            name="2017 without encryption", server=cache(lambda: server((14, 0, 3456), wire.NOT_SUPPORTED)),
            rights=UNKNOWN, status="incomplete", containers={}, version="14.0.3456",
        ),
        Setup(
            name="a login is not used", server=newest, login=Login(user="sa", password="pw"), rights=UNKNOWN,
            status="incomplete", containers={},
        ),
    ),
)  # fmt: skip
