"""Oracle's listener by a fake from public descriptions of Oracle Net: it is identified, and that is all."""

from __future__ import annotations

import socket
from functools import cache

from nightlatch.model import Login
from nightlatch.stores import _oracle_wire as wire
from tests.lab.hostile import Trap
from tests.stores.cases import UNKNOWN, Case, Setup


def server(*answers: bytes) -> Trap:
    """Answers each CONNECT in turn, and hangs up on what is none."""

    def talk(link: socket.socket, over: object) -> None:
        for one in answers:
            data = link.recv(4096)
            if len(data) < 5 or data[4] != wire.CONNECT or data[:2] != len(data).to_bytes(2, "big"):
                return
            link.sendall(one)

    return Trap(talk).__enter__()


@cache
def older() -> Trap:
    return server(wire.refusal(186647040))


def verbs(sent: bytes) -> set[str]:
    """CONNECT, perhaps once more."""
    return {"CONNECT" if sent in (wire.connect(), wire.connect() * 2) else repr(sent[:20])} if sent else set()


CASE = Case(
    kind="oracle",
    verbs=verbs,
    setups=(
        Setup(
            name="11g, which tells its release", server=older, rights=UNKNOWN, status="incomplete", containers={},
            product="Oracle Database", version="11.2.0.2",
        ),
        Setup(
            name="19c, which does not", server=cache(lambda: server(wire.refusal(0))), rights=UNKNOWN,
            status="incomplete", containers={}, product="Oracle Database",
        ),
        Setup(
            name="one that asks again", status="incomplete", rights=UNKNOWN, containers={}, version="21.3",
            server=cache(lambda: server(wire.packet(wire.RESEND, b""), wire.refusal(0x15030000, 12514))),
        ),
        Setup(
            name="a login is not used", server=older, login=Login(user="system", password="pw"), rights=UNKNOWN,
            status="incomplete", containers={},
        ),
    ),
)  # fmt: skip
