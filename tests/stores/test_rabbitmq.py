"""RabbitMQ: messages stay where they are, guest is not guessed, and other servers are told from it."""

from __future__ import annotations

import contextlib
import socket
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores import _rabbitmq_about as about
from nightlatch.stores import _rabbitmq_amqp as amqp
from tests.lab import hostile
from tests.lab.proxy import Proxy
from tests.stores.cases.rabbitmq import BOSS, amqp_door, anonymous, ask, frame, opened, start
from tests.stores.looking import canned, session, short

UNKNOWN, NONE = "C=? R=? U=? D=? A=?", "C=no R=no U=no D=no A=no"
TUNE = frame(30, struct.pack(">HIH", 2047, 131072, 60))


def test_messages_stay_where_they_are() -> None:
    """Listing queues delivers nothing: no message was got, redelivered or moved."""
    with session("rabbitmq", opened().port, login=BOSS) as one:
        found = list(one.containers())
        assert {each.name: each.records.value for each in found} == {"orders": 40, "letters": 0, "app/jobs": 0}
        assert [batch for each in found for batch in one.read(each, Reading(full=True))] == []
    queue = ask(opened(), "/api/queues/%2F/orders")
    assert queue["messages_ready"] == 40 and queue["messages_unacknowledged"] == 0
    assert not {"deliver", "get", "redeliver", "deliver_get"} & set(queue["message_stats"])


@pytest.mark.parametrize("door", [opened, amqp_door], ids=["management", "amqp"])
def test_guest_is_not_guessed(door: object) -> None:
    """A server that lets guest in with the password guest is closed to a stranger, and guest was never tried."""
    server = door()  # type: ignore[operator]
    with Proxy((server.host, server.port)) as proxy, session("rabbitmq", proxy.port) as one:
        assert short(one.access()) == NONE
    assert b"guest" not in proxy.sent and b"authorization" not in proxy.sent.lower()


@pytest.mark.parametrize("door", [opened, amqp_door], ids=["management", "amqp"])
@pytest.mark.parametrize("login", [Login(user="boss", password="no"), Login(user="nobody", password="S3cret")])
def test_a_wrong_password_is_told(door: object, login: Login) -> None:
    """A login that is refused is no closed store but a failure of the login."""
    with pytest.raises(Failed) as failed, session("rabbitmq", door().port, login=login):  # type: ignore[operator]
        pass
    assert failed.value.failure.kind == "wrong-credentials"


def test_who_may_not_use_the_api_is_told() -> None:
    """A user without tags has a right password, and no business with the management plug-in."""
    login = Login(user="app", password="S3cret")
    with pytest.raises(Failed) as failed, session("rabbitmq", opened().port, login=login):
        pass
    assert failed.value.failure.kind == "wrong-credentials" and "tags" in failed.value.failure.hint


def test_one_that_offers_anonymous_and_refuses_it_is_closed() -> None:
    """RabbitMQ 4 whose anonymous user may come from its own machine only closes the connection (or hangs up)."""
    refusal = frame(50, struct.pack(">H", 403) + b"\x0eACCESS_REFUSED" + struct.pack(">HH", 0, 0))
    for last in (refusal, None):
        replies = [start(b"ANONYMOUS PLAIN"), *([last] if last else [])]
        with hostile.replying(*replies, then="close") as server, session_by_amqp(server.port) as one:
            assert short(one.access()) == NONE


@contextlib.contextmanager
def session_by_amqp(port: int):  # type: ignore[no-untyped-def]
    """A session with a fake that speaks AMQP alone: what is no AMQP header gets what RabbitMQ answers it."""

    def talk(link: socket.socket, over: object) -> None:
        first = link.recv(65536)
        if not first.startswith(amqp.HEADER):
            link.sendall(amqp.HEADER)
            return
        with socket.create_connection(("127.0.0.1", port), 5) as back:
            back.sendall(first)
            link.settimeout(0.1)
            while True:
                with contextlib.suppress(TimeoutError):
                    back.settimeout(0.1)
                    data = back.recv(65536)
                    if not data:
                        return
                    link.sendall(data)
                with contextlib.suppress(TimeoutError):
                    data = link.recv(65536)
                    if not data:
                        return
                    back.sendall(data)

    with hostile.Trap(talk) as trap, session("rabbitmq", trap.port) as one:
        yield one


def test_the_anonymous_session_says_who_it_is_and_leaves() -> None:
    """The server's log tells who it was; no channel is opened, and the goodbye is said."""
    with Proxy(("127.0.0.1", anonymous().port)) as proxy, session("rabbitmq", proxy.port) as one:
        assert short(one.access()) == UNKNOWN and "lets anybody in" in one.access().notes[0]
    (sent,) = (bytes(each.sent) for each in proxy.conversations if each.sent.startswith(b"AMQP"))
    assert amqp.methods_in(sent) == {
        "AMQP header", "Connection.StartOk", "Connection.TuneOk", "Connection.Open", "Connection.Close",
    }  # fmt: skip
    assert b"security@example.org" in sent


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (b"AMQP\x00\x01\x00\x00", "unsupported-version"),  # AMQP 1.0 alone
        (
            b'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nWWW-Authenticate: Basic realm="x"\r\n\r\n',
            "not-this-protocol",
        ),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "not-this-protocol"),
        (start(b"PLAIN", product=b"Qpid"), "not-this-protocol"),
        (b"\x01\x00\x00\x7f\xff\xff\xff" + bytes(100), "not-this-protocol"),
        (b"+OK\r\n", "not-this-protocol"),
    ],
)
def test_other_servers_are_told(reply: bytes, kind: str) -> None:
    """Other brokers and other HTTP servers, with or without a login, are not RabbitMQ."""
    with (
        hostile.replying(reply, then="close") as server,
        pytest.raises(Failed) as failed,
        session("rabbitmq", server.port),
    ):
        pass
    assert failed.value.failure.kind == kind


def test_pages_are_recognised() -> None:
    """The page of the plug-in, the realm of its refusal and its answer to a visitor that is logged in; no look-alike."""
    assert about.page(Page(path="/", status=200, headers={}, body=b"<title>RabbitMQ Management</title>"))
    refusal = {"www-authenticate": 'Basic realm="RabbitMQ Management"'}
    assert about.page(Page(path="/api/whoami", status=401, headers=refusal, body=b""))
    assert about.page(Page(path="/api/whoami", status=200, headers={}, body=b'{"name":"a","tags":["management"]}'))
    assert not about.page(Page(path="/api/whoami", status=200, headers={}, body=b'{"name":"a"}'))
    assert not about.page(Page(path="/", status=200, headers={}, body=b"<title>How to install RabbitMQ</title>"))
    assert not about.page(Page(path="/", status=401, headers={"www-authenticate": 'Basic realm="Kibana"'}, body=b""))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Whatever a server says first, it is a Start or it is not; neither parser fails otherwise."""
    for ask_ in (amqp.greeted, lambda stream: amqp.let_in(stream, "ANONYMOUS", b"", "x")):
        with contextlib.suppress(Failed):
            ask_(canned(data))
    assert amqp.parse_start(data) is None or data.startswith(b"\x01\x00\x00")


@given(st.binary(max_size=200))
def test_any_table_is_read_or_refused(table: bytes) -> None:
    """A Start with any field table is parsed within its own bounds."""
    payload = b"\0\x09" + struct.pack(">I", len(table)) + table + struct.pack(">I", 5) + b"PLAIN" + bytes(4)
    told = amqp.parse_start(frame(10, payload))
    assert told is None or told.mechanisms == ("PLAIN",)


@pytest.mark.parametrize("bad", [b"\x02" + TUNE[1:], TUNE[:-1] + b"\x00", b"\x08\0\0\0\0\0\0\xce" * 30])
def test_frames_that_cannot_be_are_hostile(bad: bytes) -> None:
    """Another type, a missing end, nothing but heartbeats: the login ends as a failure."""
    with pytest.raises(Failed) as failed:
        amqp.let_in(canned(bad), "ANONYMOUS", b"", "x")
    assert failed.value.failure.kind == "hostile"


def test_nothing_but_declared_methods_is_made() -> None:
    """There is no way to open a channel, to get a message, or to declare anything."""
    for number in set(range(80)) - set(amqp.METHODS):
        with pytest.raises(amqp.Undeclared):
            amqp.method(number, b"")
