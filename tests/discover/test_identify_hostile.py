"""Identification against servers that mean harm: bounded time, nothing claimed, nothing loud, and the others go on."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nightlatch.dial import Dialer
from nightlatch.discover.found import Told, found
from nightlatch.discover.identify import Identified, Identifier, NotAStore
from nightlatch.discover.sweep import Place
from nightlatch.inert import printable
from nightlatch.model import Coverage, Endpoint, Failed, Failure
from nightlatch.scope import Scope
from nightlatch.stores import all_stores
from tests.contract import run
from tests.lab import hostile
from tests.lab.hostile import Talk, Trap
from tests.lab.replay import Replay
from tests.peak import forget_peak, peak_kilobytes
from tests.stores import replies

_LOUD = "\x1b]0;owned\x07\x1b[2J<script>=1+1\u202e".encode()
_HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nServer: " + _LOUD + b"\r\n"


def page(body: bytes, more: bytes = b"") -> bytes:
    return _HTTP + more + b"Content-Length: %d\r\n\r\n" % len(body) + body


def switching(*kinds: str) -> Trap:
    """Answers each connection as another kind, for as long as it is let."""
    talks = [talk for kind in kinds for talk in replies.genuine(kind)[:1]]
    return Replay(talks)


TRAPS: dict[str, Callable[[], Trap]] = {
    "silent": hostile.silent,
    "closing": hostile.closing,
    "resetting": hostile.resetting,
    "garbage": hostile.garbage,
    "drip": lambda: hostile.drip(every_seconds=0.1),
    "drip of letters": lambda: hostile.drip(b"220 " + b"a" * 4000, every_seconds=0.1),
    "flood": lambda: hostile.flood(seconds=60),
    "flood of banners": lambda: hostile.flood(b"220 " + _LOUD + b"\r\n", seconds=60),
    "zeros": lambda: hostile.greeting(bytes(1 << 20)),
    "endless header": lambda: hostile.replying(_HTTP + b"X-A: " + b"a" * (1 << 20), then="hang"),
    "many headers": lambda: hostile.replying(_HTTP + b"X-A: b\r\n" * 100_000 + b"\r\n", then="repeat"),
    "endless body": lambda: hostile.replying(
        _HTTP + b"Transfer-Encoding: chunked\r\n\r\n" + (b"10000\r\n" + b"[" * 65536 + b"\r\n") * 64, then="hang"
    ),
    "2 GB": lambda: hostile.replying(_HTTP + b"Content-Length: 2147483632\r\n\r\n" + b"{" * 65536, then="repeat"),
    "levels": lambda: hostile.replying(page(b'{"a":' * 100_000), then="repeat"),
    "bomb": lambda: hostile.replying(page(gzip.compress(bytes(1 << 24)), b"Content-Encoding: gzip\r\n"), then="repeat"),
    "redirect": lambda: hostile.replying(
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:1/\r\nContent-Length: 0\r\n\r\n", then="repeat"
    ),
    "names": lambda: hostile.replying(page(b'{"name":"' + _LOUD + b'","version":{"number":"' + _LOUD + b'"}}'), then="repeat"),
    "bad UTF-8": lambda: hostile.replying(b"-ERR \xff\xfe\xed\xa0\x80\r\n" * 3, then="repeat"),
    "1xx without end": lambda: hostile.replying(b"HTTP/1.1 100 Continue\r\n\r\n" * 5_000, then="repeat"),
    "half a TLS hello": lambda: hostile.replying(b"\x16\x03\x03\x40\x00" + bytes(64), then="hang"),
    "TLS alerts": lambda: hostile.replying(b"\x15\x03\x01\x00\x02\x02\x28", then="repeat"),
    "SSL 3": lambda: hostile.replying(b"\x16\x03\x00\x00\x2a\x02\x00\x00\x26\x03\x00" + bytes(64), then="close"),
    "2 GB of LDAP": lambda: hostile.replying(b"\x30\x84\x7f\xff\xff\xf0\x02\x01\x01\x61" + bytes(1 << 16), then="hang"),
    "echo": lambda: Trap(_echo),
}  # fmt: skip


def _echo(link: socket.socket, over: threading.Event) -> None:
    while data := link.recv(65536):
        link.sendall(data)


def identified(trap: Trap, dialer: Dialer) -> tuple[Identified | NotAStore | Failed, float]:
    asker, started = Identifier(dialer, seconds=0.3, listen_seconds=0.15, most_seconds=8.0), time.monotonic()
    endpoint = Endpoint(host=trap.host, address=trap.host, port=trap.port)
    try:
        told: Identified | NotAStore | Failed = asker.identify(endpoint)
    except Failed as failed:
        told = failed
    return told, time.monotonic() - started


def test_no_trap_is_taken_for_a_store_or_holds_anybody_up() -> None:
    """Each is asked at the same time as all others; what is told of it is short, inert and no store's name."""
    told: dict[str, Any] = {}
    forget_peak()
    before = peak_kilobytes()

    def ask(name: str, dialer: Dialer) -> None:
        with TRAPS[name]() as trap:
            told[name] = identified(trap, dialer)

    with Dialer(Scope.loopback(), timeout_seconds=0.5) as dialer:
        threads = [threading.Thread(target=ask, args=(name, dialer)) for name in TRAPS]
        for one in threads:
            one.start()
        for one in threads:
            one.join(120)
    assert sorted(told) == sorted(TRAPS)
    for name, (outcome, seconds) in told.items():
        assert seconds < 60, name
        if isinstance(outcome, Failed):
            assert outcome.failure.kind not in ("bug", "out-of-scope"), (name, outcome.failure)
            words = outcome.failure.what
        elif isinstance(outcome, Identified):  # banners may be a file server's; what it is asked later is its own test
            assert name in ("flood of banners", "drip of letters") and outcome.kind == "ftp", (name, outcome)
            words = outcome.seen.product + (outcome.seen.version or "")
        else:
            words = outcome.what
        assert printable(words) == words, name
    assert (peak_kilobytes() - before) >> 10 < 250  # all of them together


def test_a_page_that_is_huge_or_slow_costs_one_bounded_answer() -> None:
    """Where every path of every kind is answered by a drip, the whole still ends."""

    def talk(link: socket.socket, over: threading.Event) -> None:
        while link.recv(65536):
            link.sendall(_HTTP + b"Content-Length: 5000\r\n\r\n")
            for _ in range(5000):
                if over.wait(0.05):
                    return
                link.sendall(b" ")

    with Trap(talk) as trap, Dialer(Scope.loopback(), timeout_seconds=0.5) as dialer:
        told, seconds = identified(trap, dialer)
    assert not isinstance(told, Identified) and seconds < 45


@pytest.mark.parametrize("kinds", [("redis", "mysql", "mongodb"), ("ftp", "redis"), ("nats", "elasticsearch", "nats")])
def test_one_that_changes_its_kind_is_no_open_store(kinds: tuple[str, ...]) -> None:
    """Identified as one kind and then another: a failure or an honest outcome, never an open store made of both."""
    with switching(*kinds) as trap, Dialer(Scope.loopback(), timeout_seconds=0.5) as dialer:
        asker = Identifier(dialer, seconds=0.3, listen_seconds=0.15)
        (outcome,) = list(found([Place(address=trap.host, port=trap.port)], asker, threading.Event()))
    assert isinstance(outcome, Told | Failure | Coverage)
    if isinstance(outcome, Told):
        with switching(*[kind for kind in kinds if kind != outcome.target.kind]) as other:
            url = all_stores()[outcome.target.kind].schemes[0]
            from nightlatch.targets import parse

            result = run(parse(other.url(url)), timeout_seconds=0.5)
        assert not any(one.status == "open" for one in result.findings)
        assert all(one.kind != "bug" for one in result.failures) and (result.failures or result.findings)


def test_fifty_traps_do_not_keep_a_store_from_being_found() -> None:
    """Among fifty traps at once the two genuine servers are told, and every trap has its line."""
    names = [name for name in TRAPS if name not in ("silent", "drip")]
    traps = [TRAPS[names[number % len(names)]]() for number in range(50)]
    genuine = [Replay(replies.genuine("redis")[:1] * 9), Replay(replies.genuine("nats")[:1] * 9)]
    everyone = [*traps[:25], *genuine, *traps[25:]]
    started = time.monotonic()
    try:
        for one in everyone:
            one.__enter__()
        with Dialer(Scope.loopback(), timeout_seconds=0.5) as dialer:
            asker = Identifier(dialer, seconds=0.3, listen_seconds=0.15, most_seconds=6.0)
            places = [Place(address=one.host, port=one.port) for one in everyone]
            outcomes = list(found(places, asker, threading.Event()))
    finally:
        for one in everyone:
            one.__exit__(None, None, None)
    assert len(outcomes) == len(everyone)
    told = {one.target.port: one.target.kind for one in outcomes if isinstance(one, Told)}
    assert [told.get(one.port) for one in genuine] == ["redis", "nats"]
    assert set(told.values()) <= {"redis", "nats", "ftp"}
    assert [one for one in outcomes if isinstance(one, Failure) and one.kind in ("bug", "out-of-scope")] == []
    assert time.monotonic() - started < 90


def _tls(talk: Talk, certificate: tuple[Path, Path]) -> Trap:
    """*talk* inside TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)

    def inside(link: socket.socket, over: threading.Event) -> None:
        with context.wrap_socket(link, server_side=True) as secure:
            talk(secure, over)

    return Trap(inside)


@pytest.mark.parametrize("name", ["silent", "garbage", "drip", "flood", "endless header", "names", "changes to plain"])
def test_traps_inside_tls(name: str, certificate: tuple[Path, Path]) -> None:
    """The same inside TLS, and one that ends TLS in the middle and goes on in the clear."""

    def plain(link: socket.socket, over: threading.Event) -> None:
        link.recv(100)
        raw = socket.socket(fileno=socket.dup(link.fileno()))
        raw.sendall(b"+PONG\r\n" * 100)
        over.wait()

    talk = plain if name == "changes to plain" else TRAPS[name]()._talk
    with _tls(talk, certificate) as trap, Dialer(Scope.loopback(), timeout_seconds=0.5) as dialer:
        told, seconds = identified(trap, dialer)
    assert not isinstance(told, Identified) and seconds < 45
