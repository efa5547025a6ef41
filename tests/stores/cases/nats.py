"""NATS, real, 2.14 and 2.9: open with and without JetStream, a user for strangers, closed, TLS after the greeting."""

from __future__ import annotations

import functools
import json
import socket
import ssl
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores import _nats_wire as wire
from tests import lab
from tests.contract import LEAK
from tests.lab import tls as certificates
from tests.stores.cases import NONE, Case, Setup

BOSS = Login(user="boss", password="S3cret")
_BOSS = "{ user: boss, password: S3cret }"
_READER = (
    '{ user: reader, permissions: { publish: ["$SYS.REQ.USER.INFO", "$JS.API.INFO", "$JS.API.STREAM.LIST", '
    '"$JS.API.STREAM.MSG.GET.people"], subscribe: ["_INBOX.>"] } }'
)
PARTLY = (f"authorization {{ users = [ {_READER}, {_BOSS} ] }}", "no_auth_user: reader")
CLOSED = (f"authorization {{ users = [ {_BOSS} ] }}",)


class Client:
    """A client that may do what the store may not: it fills the streams."""

    def __init__(self, server: Any, login: Login | None = None, *, is_tls: bool | None = False) -> None:
        """*is_tls*: after the greeting; None: before it."""
        link = socket.create_connection((server.host, server.port), 10)
        if is_tls is None:
            link = _wrapped(link)
        first = _line(link)
        if is_tls:
            link = _wrapped(link)
        assert first.startswith(b"INFO ")
        self.link, self.file = link, link.makefile("rb")
        told = {"verbose": False, "headers": True, "no_responders": True}
        told |= {"user": login.user, "pass": login.password} if login else {}
        link.sendall(b"CONNECT " + json.dumps(told).encode() + b"\r\nSUB _INBOX.1 1\r\n")

    def ask(self, subject: str, body: bytes = b"") -> Any:
        """The JSON that answers a request."""
        self.link.sendall(b"PUB %b _INBOX.1 %d\r\n%b\r\n" % (subject.encode(), len(body), body))
        while True:
            line = self.file.readline()
            assert not line.startswith(b"-ERR"), line
            if line.startswith(b"MSG"):
                return json.loads(self.file.read(int(line.split()[-1]) + 2))

    def tell(self, messages: dict[str, bytes]) -> None:
        """Publish, and wait until all of it was taken."""
        self.link.sendall(b"".join(b"PUB %b %d\r\n%b\r\n" % (k.encode(), len(v), v) for k, v in messages.items()))
        self.link.sendall(b"PING\r\n")
        while self.file.readline() != b"PONG\r\n":
            pass

    def settle(self, stream: str, messages: int) -> None:
        """Wait until *stream* holds so many: a server takes first and stores afterwards."""
        while self.ask(f"$JS.API.STREAM.INFO.{stream}")["state"]["messages"] < messages:
            time.sleep(0.02)

    def close(self) -> None:
        self.file.close()
        self.link.close()


def _wrapped(link: socket.socket) -> socket.socket:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(link)


def _line(link: socket.socket) -> bytes:
    """One line, and not a byte beyond it: what follows may be TLS."""
    found = b""
    while not found.endswith(b"\n"):
        found += link.recv(1)
    return found


def load(server: Any, login: Login | None = None, *, is_tls: bool | None = False) -> Any:
    """Streams: people with 400 records, orders, a work queue with 20, and empty."""
    client = Client(server, login, is_tls=is_tls)
    for name, retention in (("people", "limits"), ("orders", "workqueue"), ("empty", "limits")):
        config = {"name": name, "subjects": [f"{name}.>"], "storage": "memory", "retention": retention}
        assert "error" not in client.ask(f"$JS.API.STREAM.CREATE.{name}", json.dumps(config).encode())
    rows = next(iter(LEAK.people_batches(400))).to_pylist()[:400]
    client.tell({f"people.{n}": msgspec.json.encode({k: str(v) for k, v in row.items()}) for n, row in enumerate(rows)})
    client.tell({f"orders.{n}": b"\xff\x00" for n in range(20)})
    client.settle("people", 400)
    client.settle("orders", 20)
    client.close()
    return server


@functools.cache
def opened(name: str = "nats") -> Server:
    return load(lab.server(name))


@functools.cache
def limited(conf: tuple[str, ...], name: str = "nats") -> Server:
    return load(lab.server(name, conf=conf), BOSS)


@functools.cache
def inside_tls(first: bool = False) -> Server:
    pair = certificates.certificate(Path(tempfile.mkdtemp()))
    return load(lab.server("nats", tls=pair, tls_first=first), is_tls=None if first else True)


def verbs(sent: bytes) -> set[str]:
    """The verbs of one connection; of what went inside TLS none is seen."""
    return set() if sent.startswith(b"\x16\x03") else set(_verbs(sent))


def _verbs(sent: bytes) -> Iterator[str]:
    while sent:
        line, _, sent = sent.partition(b"\r\n")
        words = line.decode().split(" ")
        match words[0]:
            case "PUB":
                yield f"PUB {wire.service_of(words[1])}"
                sent = sent[int(words[-1]) + 2 :]
            case "SUB":
                yield f"SUB {words[1].partition('.')[0]}"
            case _:
                yield words[0]


_FOUND = {"people": frozenset({"person-name", "national-id.cn", "phone", "postal-address", "date-of-birth"})}
_ALL = {"people": 400, "orders": 20, "empty": 0}

CASE = Case(
    kind="nats",
    setups=(
        Setup(
            name="open", server=opened, rights="C=all R=all U=all D=all A=no", containers=_ALL, finds=_FOUND,
            product="NATS", version="2.14",
        ),
        Setup(
            name="open, 2.9", server=lambda: opened("nats29"), rights="C=? R=some U=? D=? A=?", containers=_ALL,
            finds=_FOUND, version="2.9",
        ),
        Setup(
            name="open, nothing is kept", server=lambda: lab.server("nats", jetstream=False),
            rights="C=all R=all U=no D=no A=no", containers={},
        ),
        Setup(
            name="open, TLS after the greeting", server=inside_tls, rights="C=all R=all U=all D=all A=no",
            containers=_ALL, finds=_FOUND,
        ),
        Setup(
            name="open, TLS from the first byte", server=lambda: inside_tls(True), tls=True,
            rights="C=all R=all U=all D=all A=no", containers=_ALL, finds=_FOUND,
        ),
        Setup(
            name="partial: strangers are a user who may read one stream", server=lambda: limited(PARTLY),
            rights="C=no R=some U=no D=no A=no", finds=_FOUND,
        ),
        Setup(name="closed", server=lambda: limited(CLOSED), rights=NONE, status="closed", version="2.14"),
        Setup(name="closed, 2.9", server=lambda: limited(CLOSED, "nats29"), rights=NONE, status="closed"),
        Setup(
            name="closed, looked at with a login", server=lambda: limited(CLOSED), status="closed", login=BOSS,
            rights="C=all R=all U=all D=all A=no", containers=_ALL, finds=_FOUND,
        ),
    ),
    verbs=verbs,
    contents=frozenset({"PUB $JS.API.STREAM.MSG.GET"}),
)  # fmt: skip
