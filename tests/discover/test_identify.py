"""Which kind of store answers is told by protocol, on any port, plain and inside TLS."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from nightlatch.dial import Dialer
from nightlatch.discover.identify import Identified, Identifier, NotAStore
from nightlatch.model import Endpoint, Failed
from nightlatch.scope import Scope
from nightlatch.stores import Signs, all_stores
from tests import lab
from tests.lab import hostile
from tests.lab.proxy import Proxy

SERVERS: dict[str, tuple[str, Callable[[Any], dict[str, Any]]]] = {
    "postgresql": ("postgres", lambda certificate: {}),
    "postgresql closed, TLS": (
        "postgres15",
        lambda certificate: {"auth": "scram-sha-256", "password": "x", "tls": certificate},
    ),
    "redis": ("redis", lambda certificate: {}),
    "redis closed": ("redis", lambda certificate: {"requirepass": "x"}),
    "redis TLS": ("redis", lambda certificate: {"tls": certificate}),
    "mysql": ("mariadb", lambda certificate: {}),
    "mysql closed": ("mariadb", lambda certificate: {"flavour": "closed"}),
    "mongodb": ("mongodb", lambda certificate: {}),
}


@contextlib.contextmanager
def identifier(seconds: float = 1.0) -> Iterator[Identifier]:
    with Dialer(Scope.loopback(), timeout_seconds=2.0) as dialer:
        yield Identifier(dialer, seconds=seconds, listen_seconds=0.3)


def identify(port: int, **how: Any) -> Identified | NotAStore:
    with identifier(**how) as asker:
        return asker.identify(Endpoint(host="127.0.0.1", address="127.0.0.1", port=port))


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_on_an_odd_port_is_told_by_what_it_says(name: str, certificate: Any) -> None:
    """Open or closed, plain or inside TLS: the kind is the right one, and no other kind claims it."""
    server, config = SERVERS[name]
    found = identify(lab.server(server, **config(certificate)).port)
    assert isinstance(found, Identified)
    assert (found.kind, found.also) == (name.split()[0], ())
    assert found.tls == (name == "redis TLS")


def test_a_server_that_speaks_first_is_sent_nothing() -> None:
    """MySQL greets whoever connects: identification listens, and not a byte goes to it."""
    with Proxy(lab.server("mariadb")) as proxy:
        found = identify(proxy.port)
        assert isinstance(found, Identified) and found.kind == "mysql"
        assert proxy.sent == b""


def test_redis_never_hears_http() -> None:
    """No connection to a Redis carries a word that it takes for an attack."""
    with Proxy(lab.server("redis")) as proxy:
        found = identify(proxy.port)
        assert isinstance(found, Identified) and found.kind == "redis"
        assert b"HTTP" not in proxy.sent and b"Host:" not in proxy.sent


@pytest.mark.parametrize(
    "greeting, what", [(b"SSH-2.0-OpenSSH_9.2p1\r\n", "SSH"), (b"* OK IMAP4rev1 ready\r\n", "a mail server (IMAP)")]
)
def test_what_is_no_store_is_called_by_its_name(greeting: bytes, what: str) -> None:
    """A server of another kind that speaks first is told, and not asked anything more."""
    with hostile.greeting(greeting) as trap:
        found = identify(trap.port)
        assert found == NotAStore(what=what, is_known=True)
        assert trap.connections == 1


def test_a_port_that_says_nothing_is_not_called_clean() -> None:
    """Silence to every hello is "could not be told", which is no clean result."""
    with hostile.silent() as trap:
        found = identify(trap.port, seconds=0.2)
    assert isinstance(found, NotAStore) and not found.is_known


def test_a_closed_port_is_a_failure_that_says_so() -> None:
    """Where nothing listens nothing is identified."""
    with hostile.silent() as trap:
        port = trap.port
    with pytest.raises(Failed) as caught:
        identify(port)
    assert caught.value.failure.kind == "connection-refused"


def test_every_kind_says_what_it_is_known_by() -> None:
    """A kind without signs would be found by nobody."""
    for kind, store in all_stores().items():
        signs = store.signs
        assert isinstance(signs, Signs) and signs.ports, kind
        assert signs.greeting or (signs.hello and signs.reply) or signs.page, kind
        assert store.port in signs.ports, kind


def test_no_kind_takes_noise_for_itself() -> None:
    """Random bytes, echoes and the hellos of all kinds are nobody's greeting and nobody's reply."""
    noise = [bytes(64), b"\xff" * 64, b"HTTP/1.1 400 Bad Request\r\n\r\n", b"ERROR\r\n", b"\r\n", b"220 ready\r\n"]
    noise += [store.signs.hello for store in all_stores().values() if store.signs.hello]
    for data in noise:
        for kind, store in all_stores().items():
            for look in (store.signs.greeting, store.signs.reply):
                if look is not None and not (kind == "ftp" and data.startswith(b"220")):
                    assert look(data) is None, (kind, data)
