"""Mosquitto, real: open, open in part by an ACL, letting in and showing nothing, closed, and inside TLS."""

from __future__ import annotations

import functools
import socket
import ssl
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores import _mqtt_wire as wire
from tests import lab
from tests.contract import LEAK
from tests.lab import tls as certificates
from tests.stores.cases import NONE, UNKNOWN, Case, Setup

BOSS, READER = Login(user="boss", password="S3cret"), Login(user="reader", password="S3cret")
USERS = {"boss": "S3cret", "reader": "S3cret"}
ACL = ("topic read public/#", "user boss", "topic readwrite #", "user reader", "topic read city/camera/#")


def publish(topic: str, payload: bytes, *, retain: bool = True) -> bytes:
    """A PUBLISH at QoS 0; the store itself has no encoder for one."""
    body = wire._text(topic) + payload
    return bytes([0x30 | retain]) + wire._length(len(body)) + body


def link_to(server: Any, is_tls: bool) -> socket.socket:
    link = socket.create_connection((server.host, server.port), 10)
    if not is_tls:
        return link
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(link)


def load(server: Any, login: Login | None = None, *, tls: bool = False) -> Any:
    """Retained: ``city/person/<n>``, ``city/camera/<n>/state`` and ``public/notice``."""
    rows = next(iter(LEAK.people_batches(400))).to_pylist()[:400]
    told = {f"city/person/{n}": {name: str(value) for name, value in row.items()} for n, row in enumerate(rows)}
    told |= {f"city/camera/{n}/state": {"is_on": True} for n in range(30)}
    told["public/notice"] = {"text": "closed on Sunday"}
    with link_to(server, tls) as link:
        link.sendall(wire.connect("loader", *((login.user, login.password) if login else ())))
        assert link.recv(4) == b"\x20\x02\x00\x00"
        link.sendall(b"".join(publish(topic, msgspec.json.encode(one)) for topic, one in told.items()))
        link.sendall(b"\xc0\x00")  # PINGREQ: answered once all before it was taken
        assert link.recv(2) == b"\xd0\x00"
    return server


@functools.cache
def opened() -> Server:
    return load(lab.server("mosquitto"))


@functools.cache
def limited(anonymous: bool = True) -> Server:
    return load(lab.server("mosquitto", users=USERS, acl=ACL, anonymous=anonymous), BOSS)


@functools.cache
def shown_nothing() -> Server:
    return load(lab.server("mosquitto", users=USERS, acl=ACL[1:3]), BOSS)


@functools.cache
def inside_tls() -> Server:
    pair = certificates.certificate(Path(tempfile.mkdtemp()))
    return load(lab.server("mosquitto", tls=pair), tls=True)


def verbs(sent: bytes) -> set[str]:
    """The names of the packets of one connection; inside TLS none is seen."""
    if sent.startswith(b"\x16\x03"):
        return set()
    return {name.decode() for name, _ in wire.packets_in(sent)}


_READ = "C=? R=some U=? D=? A=?"
_PEOPLE: Mapping[str, frozenset[str]] = {
    "city/person/*": frozenset({"person-name", "national-id.cn", "phone", "postal-address", "date-of-birth"})
}
_ALL: Mapping[str, int | tuple[int, int]] = {"city/person/*": 400, "city/camera/*/state": 30, "public/*": 1}

CASE = Case(
    kind="mqtt",
    setups=(
        Setup(
            name="open", server=opened, rights=_READ, containers=_ALL, finds=_PEOPLE, product="Mosquitto", version="2.0"
        ),
        Setup(name="open inside TLS", server=inside_tls, rights=_READ, containers=_ALL, finds=_PEOPLE, tls=True),
        Setup(
            name="partial: an ACL lets strangers read one branch", server=limited, rights=_READ,
            containers={"public/*": 1}, product="MQTT broker",
        ),
        Setup(
            name="lets strangers in and shows them nothing", server=shown_nothing, rights=UNKNOWN, status="incomplete"
        ),
        Setup(name="closed", server=lambda: limited(anonymous=False), rights=NONE, status="closed"),
        Setup(
            name="closed, looked at as a reader of one branch", server=lambda: limited(anonymous=False), rights=_READ,
            status="closed", login=READER, containers={"city/camera/*/state": 30},
        ),
    ),
    verbs=verbs,
)  # fmt: skip
