"""MQTT: what a look leaves alone on a real Mosquitto, and brokers that answer otherwise, from the specification."""

from __future__ import annotations

import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Reading
from nightlatch.stores import _mqtt_wire as wire
from nightlatch.stores._mqtt_about import client_id, seen
from tests import lab
from tests.lab import hostile
from tests.lab.proxy import Proxy
from tests.stores.cases.mqtt import limited, opened, publish
from tests.stores.looking import canned, session, short, values

GRANTED, REFUSED = b"\x90\x03\x00\x01\x00", b"\x90\x03\x00\x01\x80"
LET_IN, END = b"\x20\x02\x00\x00", b"\xb0\x02\x00\x02"


def test_messages_that_pass_are_not_heard() -> None:
    """While others talk, only what is retained is told, and every subscription ends in the breath it begins in."""
    with lab.fresh("mosquitto") as server:
        link = socket.create_connection((server.host, server.port), 5)
        link.sendall(wire.connect("talker") + publish("kept/a", b'{"x":1}'))
        assert link.recv(4) == LET_IN
        over = threading.Event()

        def talk() -> None:
            while not over.is_set():
                link.sendall(publish("live/a", b"overheard", retain=False) * 50)

        thread = threading.Thread(target=talk)
        thread.start()
        with Proxy(server) as proxy, session("mqtt", proxy.port) as one:
            assert short(one.access()) == "C=? R=some U=? D=? A=?"
            found = {each.name: values(one.read(each, Reading())) for each in one.containers()}
        over.set()
        thread.join()
        link.close()
    assert {path: told["x"] for path, told in found.items()} == {"kept/*": [1]}
    for conversation in proxy.conversations:
        names = [name for name, _ in wire.packets_in(bytes(conversation.sent))]
        assert names[0] == b"CONNECT" and names.count(b"SUBSCRIBE") == names.count(b"UNSUBSCRIBE")
        for way, chunk in conversation.chunks:
            if way == ">" and chunk[0] >> 4 == wire.SUBSCRIBE:
                assert b"UNSUBSCRIBE" in dict(wire.packets_in(chunk))


def test_a_sample_is_bounded() -> None:
    """Of 400 messages a sample of 50 reads 50, and a bound in bytes ends a reading too."""
    with session("mqtt", opened().port) as one:
        (people,) = (found for found in one.containers() if found.name == "city/person/*")
        assert sum(batch.records for batch in one.read(people, Reading(records=50))) == 50
        assert 1 <= sum(batch.records for batch in one.read(people, Reading(bytes=5_000))) <= 50
        first, again, other = (values(one.read(people, Reading(records=50, seed=n)))["key"] for n in (1, 1, 2))
        assert first == again != other and len(set(first)) == 50


def test_what_a_broker_drops_is_not_called_nothing() -> None:
    """A broker that counts more than it delivers, and never comes to an end, is listed in part, and told so."""
    counted = publish("$SYS/broker/retained messages/count", b"901")
    kept = b"".join(publish(f"a/{number}", b"x") for number in range(300))
    answers = {
        b"$SYS/#": GRANTED + counted + END,
        b"$SYS": _SYS,
        b"\x00\x01#": GRANTED + kept,
        b"a/": GRANTED + kept + END,
    }
    with broker(answers) as server, session("mqtt", server.port) as one:
        found = {each.name: each for each in one.containers()}
        assert set(found) == {"a/*", "*"}
        assert (found["a/*"].records.value, found["a/*"].records.exact) == (900, False)
        with pytest.raises(Failed) as failed:
            list(one.read(found["a/*"], Reading(full=True)))
        assert failed.value.failure.kind in ("over-budget", "timeout")  # whichever bound a busy machine meets first


def test_what_did_not_come_at_first_is_asked_for_again() -> None:
    """Topics whose messages were dropped in a crowd are asked for once more, fewer at a time; what is gone is gone."""

    def talk(link: socket.socket, over: object) -> None:
        link.recv(65536)
        link.sendall(LET_IN)
        while asked := link.recv(65536):
            for name, packet in wire.packets_in(asked):
                if name != b"SUBSCRIBE":
                    continue
                everything = b"".join(publish(f"a/{n}", b"%d" % n) for n in range(120))
                topics = [n for n in range(120) if b"a/%d\x00" % n in packet]
                shown = [n for n in topics if len(topics) <= 10 or n % 2] if topics else []
                some = b"".join(publish(f"a/{n}", b"%d" % n) for n in shown if n != 8)
                link.sendall(GRANTED + (some if topics else everything if b"$SYS" not in packet else b"") + END)

    with hostile.Trap(talk) as server, session("mqtt", server.port) as one:
        (found, _) = one.containers()
        assert sorted(map(int, values(one.read(found, Reading()))["value"])) == [n for n in range(120) if n != 8]


def test_a_wrong_password_is_told() -> None:
    """A login that is refused is no closed store but a failure of the login."""
    with pytest.raises(Failed) as failed, session("mqtt", limited(False).port, login=Login(user="boss", password="no")):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


def broker(answers: dict[bytes, bytes]) -> hostile.Trap:
    """Lets anybody in; answers a subscription by the filter that is in it, or hangs up where there is no answer."""

    def talk(link: socket.socket, over: object) -> None:
        link.recv(65536)
        link.sendall(LET_IN)
        while asked := link.recv(65536):
            body = dict(wire.packets_in(asked)).get(b"SUBSCRIBE", b"")
            reply = next((told for one, told in answers.items() if one in body), None)
            if reply is None:
                return
            link.sendall(reply)

    return hostile.Trap(talk)


_SYS = b"\x90\x04\x00\x01\x80\x80" + END


def test_where_everything_by_its_letter_is_forbidden_the_same_by_levels_is_asked_for() -> None:
    """EMQX as shipped refuses the filter #, and lets anybody read all topics nevertheless."""
    kept = publish("a/b", b"{}")
    answers = {b"$SYS": _SYS, b"+/#": GRANTED + kept + END, b"\x00\x01#": REFUSED + END}
    with broker(answers) as server, session("mqtt", server.port) as one:
        found = one.access()
        assert short(found) == "C=? R=some U=? D=? A=?"
        assert found.rights["read"].evidence[0].command == "SUBSCRIBE +/#"
        assert [each.name for each in one.containers()] == ["a/*"]


def test_what_is_delivered_late_counts() -> None:
    """A broker may deliver what it retains after it acknowledged the end of the subscription."""
    answers = {b"$SYS": _SYS, b"#": GRANTED + END + publish("a/b", b"x")}
    with broker(answers) as server, session("mqtt", server.port) as one:
        assert short(one.access()) == "C=? R=some U=? D=? A=?"


@pytest.mark.parametrize(
    "answer", [None, REFUSED + END, GRANTED + END, GRANTED + publish("a", b"", retain=False) + END]
)
def test_nothing_retained_proves_nothing(answer: bytes | None) -> None:
    """A broker that hangs up on the filter, refuses it, grants it, or sends what passes: reading stays unknown."""
    answers = {b"$SYS": _SYS} | ({} if answer is None else {b"#": answer})
    with broker(answers) as server, session("mqtt", server.port) as one:
        assert short(one.access()) == "C=? R=? U=? D=? A=?"
        assert list(one.containers()) == list(one.catalogue()) == []


def test_endless_ends_are_an_end() -> None:
    """A broker that acknowledges without end is not listened to for ever."""
    with broker({b"$SYS": _SYS, b"#": GRANTED + END * 100_000}) as server, session("mqtt", server.port) as one:
        assert short(one.access()) == "C=? R=? U=? D=? A=?"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"\x20\x02\x00\x01", "unsupported-version"),
        (b"\x20\x02\x00\x03", "connection-refused"),
        (b"\x20\x02\x00\x06", "not-this-protocol"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "not-this-protocol"),
    ],
)
def test_other_answers_to_connect(answer: bytes, kind: str) -> None:
    """Each return code that is neither yes nor no has a failure that says what happened."""
    with hostile.replying(answer) as server, pytest.raises(Failed) as failed, session("mqtt", server.port):
        pass
    assert failed.value.failure.kind == kind


@pytest.mark.parametrize(
    "packet",
    [
        b"\x30\xff\xff\xff\xff\x7f",  # a length of five bytes
        b"\x30\x01\x00",
        b"\x31\x04\x00\x09ab",  # a topic longer than its message
        b"\x82\x05\x00\x01\x00\x00\x00",  # a broker does not subscribe
    ],
)
def test_packets_that_cannot_be_are_hostile(packet: bytes) -> None:
    """Lengths that do not fit, and packets that only clients send, end the conversation."""
    with pytest.raises(Failed) as failed:
        list(wire.answers(canned(packet), 100))
    assert failed.value.failure.kind == "hostile"


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Whatever comes, the reader makes messages of it that are no longer than it, or fails in its own way."""
    told = 0
    try:
        for one in wire.answers(canned(data), 100):
            if isinstance(one, wire.Message):
                told += len(one.topic) + len(one.payload or b"")
    except Failed as failed:
        assert failed.failure.kind in ("hostile", "not-this-protocol")
    assert told <= len(data)


@given(st.binary(max_size=20))
def test_identification_takes_any_bytes(data: bytes) -> None:
    """Only a whole CONNACK is one."""
    assert seen(data) is None or (len(data) == 4 and data.startswith(b"\x20\x02"))


def test_a_client_id_is_short_and_nobody_elses() -> None:
    """Every broker takes 23 characters; one that another client has would throw that client out."""
    assert len(client_id()) <= 23 and client_id() != client_id()


def test_nothing_but_declared_packets_is_made() -> None:
    """There is no way to publish."""
    for kind in set(range(16)) - {1, 8, 10, 14}:
        with pytest.raises(wire.Undeclared):
            wire.packet(kind)
