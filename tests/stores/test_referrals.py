"""No server leads anywhere: redirects, advertised peers, leaders and data ports of other hosts draw no connection.

The scope of each test is one address of loopback. What a server names is a trap on another address, at which nobody
may arrive; and every name that is looked up and every address that is connected to, by whichever library, is seen by
an audit hook of the interpreter.
"""

from __future__ import annotations

import json
import re
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_network
from typing import Any

import pytest

from nightlatch.model import Result
from nightlatch.scope import Listing, Scope
from nightlatch.targets import parse
from tests.contract import run
from tests.lab import hostile
from tests.lab.hostile import Trap
from tests.lab.replay import Replay, Reply
from tests.stores import kafka_fake, mongo_fake, replies
from tests.stores.mangling import http, whole

HERE, THERE = "127.0.0.1", "127.0.0.2"
ONE_ADDRESS = Scope(name="one", targets_listed=Listing(networks=(ip_network(f"{HERE}/32"),)))
_HTTP = [kind for kind in replies.kinds() if replies.genuine(kind)[0][1:2] and b"HTTP/1." in b"".join(
    step for step in replies.genuine(kind)[0] if isinstance(step, bytes))]  # fmt: skip


class _Seen:
    """What was connected to and looked up while it listens."""

    def __init__(self) -> None:
        self.hosts: set[str] = set()
        self.is_on = False

    def __call__(self, event: str, words: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        if event == "socket.connect" and isinstance(words[1], tuple):
            self.hosts.add(str(words[1][0]))
        elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
            self.hosts.add(str(words[0]))
        elif event == "socket.sendto":
            self.hosts.add(str(words[1]))


_SEEN = _Seen()
sys.addaudithook(_SEEN)  # cannot be taken away again: it looks only where a test says so


class There(Trap):
    """Another host: nobody may come."""

    host = THERE


@contextmanager
def nobody_elsewhere() -> Iterator[Trap]:
    """Yields the trap; afterwards it holds that nothing but the one address was contacted or asked for."""
    with There(lambda link, over: None) as trap:
        _SEEN.hosts.clear()
        _SEEN.is_on = True
        try:
            yield trap
        finally:
            _SEEN.is_on = False
        assert trap.connections == 0
        assert _SEEN.hosts <= {HERE}


def look(kind: str, server: Trap, **plan: Any) -> Result:
    """An audit that may contact one address only."""
    return run(
        parse(replies.url(kind, server)), scope=ONE_ADDRESS, timeout_seconds=0.4, records=40, token="0" * 8, **plan
    )


def honest(result: Result) -> list[str]:
    """What of a result would be wrong whatever the server did."""
    return [f"{one.kind}: {one.what}" for one in result.failures if one.kind in ("bug", "out-of-scope", "unresolved")]


def test_the_trap_and_the_hook_do_see() -> None:
    """What this module trusts to see a visitor sees one."""
    with pytest.raises(AssertionError), nobody_elsewhere() as trap:
        socket.create_connection((THERE, trap.port)).close()
    with pytest.raises(AssertionError), nobody_elsewhere() as trap, socket.socket() as link:
        link.connect_ex((THERE, trap.port))
    with pytest.raises(AssertionError), nobody_elsewhere(), suppress(OSError):
        socket.getaddrinfo("name.invalid", 1)


def redirect(status: int, port: int) -> bytes:
    """To the trap, in every way that HTTP has."""
    there = f"http://{THERE}:{port}/"
    fields = [
        f"Location: {there}", f"Content-Location: {there}", f"Refresh: 0; url={there}", f'Link: <{there}>; rel="next"',
        f'Alt-Svc: h2="{THERE}:{port}"; ma=9', f"X-Amz-Bucket-Region: {THERE}", "Proxy-Authenticate: Basic",
        f'WWW-Authenticate: Bearer realm="{there}token",service="x",scope="registry:catalog:*"',
    ]  # fmt: skip
    body = f'<html><meta http-equiv="refresh" content="0; url={there}"></html>'
    lines = [f"HTTP/1.1 {status} X", *fields, f"Content-Length: {len(body)}", "", body]
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize("kind", _HTTP)
def test_no_redirect_is_followed(kind: str) -> None:
    """Not of the first answer, nor of a later one; nor is a token fetched where a challenge says that there are some."""
    talks = replies.genuine(kind)
    count = sum(isinstance(step, bytes) for talk in talks for step in talk)
    for number, status in ((0, 302), (1, 401), (count // 2, 307)):
        with nobody_elsewhere() as trap:
            moved = redirect(status, trap.port)

            def alter(reply: Reply, number: int = number, moved: bytes = moved) -> bytes:
                return moved if reply.number >= number else reply.said

            with Replay(talks, alter) as server:
                assert honest(look(kind, server)) == []


def led_astray(told: Any, port: int) -> Any:
    """*told* with the trap's address wherever one stands, and in the fields that peers are named in."""
    there, url = f"{THERE}:{port}", f"http://{THERE}:{port}/"
    match told:
        case dict():
            found = {key: led_astray(value, port) for key, value in told.items()}
            return found | {
                "hosts": [there], "host": there, "url": url, "location": url, "redirect": url, "next": url, "links": {"next": url},
                "next_page_url": url, "nextLink": url, "publish_address": there, "http": {"publish_address": there},
                "transport_address": there, "clientURLs": [url], "clientUrls": [url], "peerURLs": [url], "leader": url,
                "elasticsearch": {"hosts": [url]}, "Endpoint": url, "realm": url, "cluster_addr": url, "leader_address": url,
                "connect_urls": [there], "all_nodes": [f"couchdb@{THERE}"], "cluster_nodes": [f"couchdb@{THERE}"],
                **{key: value for key, value in found.items() if key in ("name", "version", "status", "result", "data")},
            }  # fmt: skip
        case list():
            return [led_astray(one, port) for one in told]
        case str() if "://" in told:
            return url
        case str() if re.fullmatch(r"[\w.-]+:\d{2,5}", told):
            return there
        case _:
            return told


@pytest.mark.parametrize("kind", _HTTP)
def test_no_address_in_an_answer_is_contacted(kind: str) -> None:
    """Members, peers, publish addresses, next pages and endpoints in JSON or XML are not where anything is asked."""
    talks = replies.genuine(kind)
    for only_added in (False, True):
        with nobody_elsewhere() as trap:
            there = f"{THERE}:{trap.port}"

            def alter(reply: Reply, port: int = trap.port, there: str = there, mild: bool = only_added) -> bytes:
                head, _, body = reply.said.partition(b"\r\n\r\n")
                body = whole(head, body)
                try:
                    told = json.loads(body)
                except ValueError:
                    return http(head, re.sub(rb"(?:127\.0\.0\.1|localhost)(?::\d+)?", there.encode(), body))
                if mild:  # only what is an address already: the rest of the conversation stays as it was
                    text = re.sub(r"(?:127\.0\.0\.1|localhost|\[::\]|0\.0\.0\.0):\d+", there, json.dumps(told))
                    return http(head, text.encode())
                return http(head, json.dumps(led_astray(told, port)).encode())

            with Replay(talks, alter) as server:
                assert honest(look(kind, server)) == []


@pytest.mark.parametrize("kind", [kind for kind in replies.kinds() if kind not in _HTTP])
def test_no_address_in_a_message_is_contacted(kind: str) -> None:
    """Every 127.0.0.1 that a server of a binary or line protocol says, as text or as four bytes, is another host's."""
    with nobody_elsewhere():

        def alter(reply: Reply) -> bytes:
            said = reply.said.replace(b"127.0.0.1", b"127.0.0.2").replace(b"\x7f\0\0\x01", b"\x7f\0\0\x02")
            return said.replace(b"127,0,0,1", b"127,0,0,2")

        with Replay(replies.genuine(kind), alter) as server:
            assert honest(look(kind, server)) == []


def test_members_of_a_replica_set_are_not_contacted() -> None:
    """MongoDB: hosts, me, primary and passives of hello belong to other machines; a secondary is read where it is."""
    for state in ({"isWritablePrimary": True}, {"isWritablePrimary": False, "ismaster": False, "secondary": True}):
        with nobody_elsewhere() as trap:
            there = f"{THERE}:{trap.port}"
            hello = {
                "setName": "rs0", "hosts": [there], "me": there, "primary": there, "passives": [there],
                "arbiters": [there], "topologyVersion": {"counter": 1}, **state,
            }  # fmt: skip
            fake = mongo_fake.Fake(hello=hello, data={"city": {"people": [{"name": "a", "n": i} for i in range(5)]}})
            with fake as server:
                url = parse(f"mongodb://{HERE}:{server.port}")
                told = run(url, scope=ONE_ADDRESS, timeout_seconds=0.6)
            assert honest(told) == [] and told.findings[0].status == "open"
            assert [one.read for one in told.findings[0].surveyed] == [5]


def test_advertised_listeners_are_not_contacted() -> None:
    """Kafka: brokers of the metadata are other hosts; partitions that they lead are left out, and told as such."""
    records = [(b"k", b'{"name":"x"}')] * 3
    log = kafka_fake.Log(batches=[(0, kafka_fake.batch(records))], end=3)
    far = kafka_fake.Log(batches=[(0, kafka_fake.batch(records))], end=3, leader=2)
    with nobody_elsewhere() as trap:
        broker = kafka_fake.Broker(topics={"people": (kafka_fake.TOPIC_OPS, [log, far])}, brokers=2)
        plain = broker._metadata

        def advertised(version: int) -> bytes:
            return plain(version).replace(
                kafka_fake.text("192.0.2.2") + struct.pack(">i", 9092), kafka_fake.text(THERE) + struct.pack(">i", trap.port)
            )  # fmt: skip

        broker._metadata = advertised  # type: ignore[method-assign]
        with broker.serve() as server:
            told = look("kafka", server)
    assert honest(told) == [] and told.findings[0].status == "open"


@pytest.mark.parametrize("word", [b"MOVED 3999", b"ASK 3999", b"MASTERDOWN Link with MASTER is down"])
def test_other_nodes_of_a_cluster_are_not_asked(word: bytes) -> None:
    """Redis: a key that moved stays unread."""
    with nobody_elsewhere() as trap:
        moved = b"-%b %b:%d\r\n" % (word, THERE.encode(), trap.port)
        talks = replies.genuine("redis")
        count = sum(isinstance(step, bytes) for talk in talks for step in talk)
        for first in (0, 3, count // 2, count - 4):

            def alter(reply: Reply, first: int = first) -> bytes:
                """As many refusals as there were answers, at most; more would be noise of another kind."""
                return moved * max(1, reply.said.count(b"\r\n$")) if reply.number >= first else reply.said

            with Replay(talks, alter) as server:
                assert honest(look("redis", server)) == []


def ber(tag: int, *parts: bytes) -> bytes:
    """One element of X.690; lengths below 64 KiB."""
    body = b"".join(parts)
    size = bytes([len(body)]) if len(body) < 128 else b"\x82" + len(body).to_bytes(2, "big")
    return bytes([tag]) + size + body


def referring(port: int, code: int) -> Callable[[socket.socket, threading.Event], None]:
    """An LDAP server (RFC 4511) that answers a bind with yes, and a search with references and a referral."""
    url = f"ldap://{THERE}:{port}/dc=example,dc=org".encode()

    def talk(link: socket.socket, over: threading.Event) -> None:
        while asked := link.recv(65536):
            while asked:
                size = asked[1] if asked[1] < 128 else int.from_bytes(asked[2 : 2 + (asked[1] & 127)], "big")
                head = 2 if asked[1] < 128 else 2 + (asked[1] & 127)
                message, asked = asked[head : head + size], asked[head + size :]
                number, operation = message[: 2 + message[1]], message[2 + message[1]]
                refer = ber(0xA3, ber(0x04, url))
                if operation == 0x60:
                    link.sendall(ber(0x30, number, ber(0x61, b"\x0a\x01\0\x04\0\x04\0")))
                elif operation == 0x63:
                    link.sendall(ber(0x30, number, ber(0x73, ber(0x04, url))) * 3)
                    link.sendall(ber(0x30, number, ber(0x65, bytes([0x0A, 1, code]), b"\x04\0\x04\0", refer)))
                elif operation == 0x77:
                    link.sendall(ber(0x30, number, ber(0x78, b"\x0a\x01\x0a\x04\0\x04\0", refer)))

    return talk


@pytest.mark.parametrize("code", [0, 10])
def test_directories_that_a_directory_refers_to_are_not_asked(code: int) -> None:
    """LDAP: search references, and referrals of a search or of StartTLS."""
    with nobody_elsewhere() as trap, Trap(referring(trap.port, code)) as server:
        told = look("ldap", server)
        assert honest(told) == [] and not any(one.status == "open" for one in told.findings)


def test_peers_of_nats_are_not_contacted() -> None:
    """connect_urls and a lame duck's advice to go elsewhere."""
    with nobody_elsewhere() as trap:
        peer = f"{THERE}:{trap.port}"
        told = {
            "server_id": "N", "version": "2.10.1", "max_payload": 1, "headers": True, "ldm": True,
            "connect_urls": [peer], "ws_connect_urls": [peer], "ip": THERE, "host": THERE, "port": trap.port,
        }  # fmt: skip
        info = b"INFO " + json.dumps(told).encode() + b"\r\n"
        with hostile.greeting(info, b"PONG\r\n" + info, info, then="repeat") as server:
            assert honest(look("nats", server)) == []


def test_a_data_port_of_another_host_is_not_contacted() -> None:
    """FTP: PASV names the trap (a bounce); the data connection goes to the server itself, where nobody waits."""
    with nobody_elsewhere() as trap:
        passive = f"227 Entering Passive Mode ({THERE.replace('.', ',')},{trap.port >> 8},{trap.port & 255})"
        extended = f"229 Entering Extended Passive Mode (|1|{THERE}|{trap.port}|)"
        for spoken in ("500 no", extended):
            answers = {b"USER": "230 in", b"PASV": passive, b"EPSV": spoken, b"PWD": '257 "/"', b"TYPE": "200 ok"}

            def talk(link: socket.socket, over: threading.Event, answers: Any = answers) -> None:
                link.sendall(b"220 (vsFTPd 3.0.3)\r\n")
                while asked := link.recv(4096):
                    for line in asked.splitlines():
                        link.sendall(answers.get(line.split(b" ")[0].upper(), "500 no").encode() + b"\r\n")

            with Trap(talk) as server:
                told = look("ftp", server)
                assert not any(one.status == "open" for one in told.findings)
                assert [one for one in told.failures if one.kind == "bug"] == []
