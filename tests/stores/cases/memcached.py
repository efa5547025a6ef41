"""Memcached, real: open, open without dumps of keys, speaking binary alone, and closed by a password."""

from __future__ import annotations

import functools
import socket
import ssl
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from nightlatch.demo.servers import Server
from nightlatch.model import Login
from nightlatch.stores import _memcached_wire as wire
from tests import lab
from tests.contract import LEAK
from tests.lab import tls as certificates
from tests.lab.servers.memcached import PASSWORD
from tests.stores.cases import ALL, NONE, Case, Setup

PEOPLE = 400


def link_to(server: Any, is_tls: bool) -> socket.socket:
    link = socket.create_connection((server.host, server.port), 10)
    if not is_tls:
        return link
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context.wrap_socket(link)


def load(server: Any, login: bool = False, *, is_tls: bool = False) -> Any:
    """``person:<n>`` as JSON documents, ``session:<n>`` as bytes that are nobody's; 500 items."""
    rows = next(iter(LEAK.people_batches(PEOPLE))).to_pylist()[:PEOPLE]
    items = {f"person:{n}": msgspec.json.encode({k: str(v) for k, v in row.items()}) for n, row in enumerate(rows)}
    items |= {f"session:{n}": b"\x80\x04\xff" + bytes([n]) for n in range(100)}
    with link_to(server, is_tls) as link:
        link.sendall(wire.login("app", PASSWORD) if login else b"")
        for name, value in items.items():
            link.sendall(b"set %b 0 0 %d noreply\r\n%b\r\n" % (name.encode(), len(value), value))
        link.sendall(b"verbosity 0\r\n")
        while not link.recv(65536).endswith(b"OK\r\n"):
            pass
    return server


@functools.cache
def opened(password: bool = False, options: Sequence[str] = ()) -> Server:
    return load(lab.server("memcached", password=password, options=("-R", "21", *options)), password)


@functools.cache
def inside_tls() -> Server:
    pair = certificates.certificate(Path(tempfile.mkdtemp()))
    return load(lab.server("memcached", tls=pair), is_tls=True)


def verbs(sent: bytes) -> set[str]:
    """The verbs of one connection; inside TLS none is seen."""
    return set() if sent.startswith(b"\x16\x03") else set(_verbs(sent))


def _verbs(sent: bytes) -> Iterator[str]:
    while sent:
        if sent[0] == 0x80:
            yield {0x0B: "binary VERSION", 0x10: "binary STAT"}.get(sent[1], f"binary {sent[1]:#x}")
            sent = sent[24 + int.from_bytes(sent[8:12], "big") :]
            continue
        line, _, sent = sent.partition(b"\r\n")
        words = line.split()
        if not words:  # what the greeting that is told by ends its binary half with
            continue
        if words[0] == b"set" and words[1] == b"nightlatch":
            yield "login"
            sent = sent[int(words[4]) + 2 :]
        else:
            yield wire.verb_of(words)


_FOUND = {"person:*": frozenset({"person-name", "national-id.cn", "phone", "postal-address", "date-of-birth"})}

CASE = Case(
    kind="memcached",
    setups=(
        Setup(
            name="open", server=opened, rights=ALL, containers={"person:*": PEOPLE, "session:*": 100}, finds=_FOUND,
            product="memcached", version="1.6",
        ),
        Setup(
            name="open, dumps of keys switched off", server=lambda: opened(options=("-X",)), rights=ALL,
            containers={"*": 500}, version="1.6",
        ),
        Setup(
            name="open, the binary protocol alone",
            server=functools.cache(lambda: lab.server("memcached", options=("-B", "binary"))), rights=ALL,
            containers={}, version="1.6",
        ),
        Setup(
            name="open inside TLS", server=inside_tls, rights=ALL, tls=True,
            containers={"person:*": PEOPLE, "session:*": 100}, finds=_FOUND,
        ),
        Setup(name="closed", server=lambda: opened(password=True), rights=NONE, status="closed", product="memcached"),
        Setup(
            name="closed, looked at with a login", server=lambda: opened(password=True), rights=ALL, status="closed",
            login=Login(user="app", password=PASSWORD), containers={"person:*": PEOPLE, "session:*": 100}, finds=_FOUND,
        ),
    ),
    verbs=verbs,
    contents=frozenset({"mg v u", "lru_crawler metadump"}),
)  # fmt: skip
