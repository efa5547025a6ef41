"""RabbitMQ, real, by both doors: closed, logged in, and behind a proxy that logs every visitor in; ANONYMOUS: a fake."""

from __future__ import annotations

import base64
import contextlib
import functools
import json
import re
import socket
import struct
import threading
import time
import urllib.request
from types import SimpleNamespace
from typing import Any

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores import _rabbitmq_amqp as amqp
from nightlatch.stores.rabbitmq import STORE
from tests import lab
from tests.lab.hostile import Trap
from tests.stores.cases import ALL, NONE, UNKNOWN, Case, Setup

PASSWORD = "S3cret"
BOSS = Login(user="boss", password=PASSWORD)
USERS = {
    "boss": (PASSWORD, "administrator", ".*"),
    "clerk": (PASSWORD, "management", "^orders"),
    "app": (PASSWORD, "", ".*"),
    "guest": ("guest", "administrator", ".*"),  # as shipped; it is everybody's first guess, and never ours
}
QUEUES = {"/": ("orders", "letters"), "app": ("jobs",)}


@functools.cache
def opened() -> Server:
    """Three queues, 40 messages in one of them, and the statistics that tell so."""
    server = lab.server("rabbitmq", users=USERS, queues=QUEUES)
    message = {"properties": {}, "routing_key": "orders", "payload": "order", "payload_encoding": "string"}
    for _ in range(40):
        ask(server, "/api/exchanges/%2F/amq.default/publish", message)
    while counts(server).get("orders") != 40:
        time.sleep(0.2)
    return server


def ask(server: Any, path: str, body: object = None) -> Any:
    """The JSON that the API answers the administrator."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{path}", data=data)
    request.add_header("Authorization", _basic())
    with urllib.request.urlopen(request, timeout=10) as reply:  # noqa: S310
        return json.loads(reply.read())


def counts(server: Any) -> dict[str, int | None]:
    return {one["name"]: one.get("messages") for one in ask(server, "/api/queues")}


def _basic() -> str:
    return "Basic " + base64.b64encode(f"boss:{PASSWORD}".encode()).decode()


def amqp_door() -> Any:
    """The other port of the same server."""
    return SimpleNamespace(host="127.0.0.1", port=int((opened().dir / "amqp").read_text()))


@functools.cache
def logging_in() -> Trap:
    """A proxy before the management plug-in that gives its own password for every visitor."""

    def talk(link: socket.socket, over: object) -> None:
        with socket.create_connection((opened().host, opened().port), 10) as back:
            threading.Thread(target=_pass, args=(back, link), daemon=True).start()
            while head := link.recv(65536):
                back.sendall(head.replace(b"\r\n", f"\r\nauthorization: {_basic()}\r\n".encode(), 1))

    return Trap(talk).__enter__()


def _pass(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)


def frame(number: int, arguments: bytes) -> bytes:
    payload = struct.pack(">HH", 10, number) + arguments
    return struct.pack(">BHI", 1, 0, len(payload)) + payload + b"\xce"


def start(mechanisms: bytes, product: bytes = b"RabbitMQ", version: bytes = b"4.1.0") -> bytes:
    """The Start frame of a server."""
    table = b"".join(
        bytes([len(name)]) + name + b"S" + struct.pack(">I", len(value)) + value
        for name, value in ((b"product", product), (b"version", version))
    )
    nested = b"\x0ccapabilitiesF" + struct.pack(">I", 5) + b"\x02okt\x01"
    table = nested + table
    return frame(10, b"\0\x09" + b"".join(struct.pack(">I", len(one)) + one for one in (table, mechanisms, b"en_US")))


@functools.cache
def anonymous() -> Trap:
    """RabbitMQ 4 with anonymous_login_user as shipped: ANONYMOUS is offered and taken."""

    def talk(link: socket.socket, over: object) -> None:
        if link.recv(65536) != amqp.HEADER:
            return
        link.sendall(start(b"ANONYMOUS PLAIN AMQPLAIN"))
        asked = link.recv(65536)
        if b"\x09ANONYMOUS" not in asked:
            return
        link.sendall(frame(30, struct.pack(">HIH", 2047, 131072, 60)))
        if amqp.methods_in(link.recv(65536)) >= {"Connection.Open"}:
            link.sendall(frame(41, b"\0"))
        link.recv(65536)
        link.sendall(frame(51, b""))

    return Trap(talk).__enter__()


def verbs(sent: bytes) -> set[str]:
    """Methods of AMQP, or requests of HTTP."""
    if sent.startswith(b"AMQP"):
        return amqp.methods_in(sent)
    lines = re.findall(rb"(?:^|\r\n\r\n)([A-Z]+ /[^ ?]*)[^ ]* HTTP/1\.1\r\n", sent)
    return {line.decode() if line.decode() in STORE.reads else f"undeclared {line!r}" for line in lines}


_QUEUES = {"orders": (40, 40), "letters": (0, 0), "app/jobs": (0, 0)}

CASE = Case(
    kind="rabbitmq",
    setups=(
        Setup(name="closed", server=opened, rights=NONE, status="closed", product="RabbitMQ", containers={}),
        Setup(name="closed, over AMQP", server=amqp_door, rights=NONE, status="closed", version="3.10"),
        Setup(
            name="closed, looked at as an administrator", server=opened, rights=ALL, status="closed", login=BOSS,
            version="3.10", containers=_QUEUES,
        ),
        Setup(
            name="closed, looked at as a user of the API", server=opened, rights="C=? R=? U=? D=? A=no",
            status="closed", login=Login(user="clerk", password=PASSWORD), version="3.10", containers={},
        ),
        Setup(
            name="closed, looked at over AMQP with a login", server=amqp_door, rights=UNKNOWN, status="closed",
            login=Login(user="app", password=PASSWORD), version="3.10",
        ),
        Setup(
            name="open: a proxy logs every visitor in", server=logging_in, rights=ALL, version="3.10",
            containers=_QUEUES,
        ),
        Setup(
            name="lets nobody in particular in over AMQP: a fake", server=anonymous, rights=UNKNOWN,
            status="incomplete", version="4.1",
        ),
    ),
    verbs=verbs,
)  # fmt: skip
