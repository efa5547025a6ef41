"""NATS: what a survey leaves as it was on real servers, permissions read as rights, and servers that mean harm."""

from __future__ import annotations

import itertools
import re
import socket

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Reading
from nightlatch.stores import _nats_access as rights
from nightlatch.stores import _nats_wire as wire
from nightlatch.stores._nats_about import seen
from nightlatch.stores.nats import _key
from tests import lab
from tests.lab import hostile
from tests.stores.cases.nats import CLOSED, Client, limited, load
from tests.stores.looking import canned, session, short, values

INFO = b'INFO {"server_id":"NABCDEFGHIJKLMNOPQRSTUV","version":"2.10.1","max_payload":1048576,"jetstream":true,"headers":true}\r\n'


def test_reading_leaves_streams_and_queues_as_they_were() -> None:
    """After a survey a work queue still holds all its messages, and no stream has a consumer."""
    with lab.fresh("nats") as server:
        load(server)
        client = Client(server)
        before = client.ask("$JS.API.STREAM.INFO.orders")["state"]
        with session("nats", server.port) as one:
            one.access()
            read = sum(batch.records for each in one.containers() for batch in one.read(each, Reading(full=True)))
        after = client.ask("$JS.API.STREAM.INFO.orders")["state"]
        client.close()
    assert read == 420
    assert before == after and after["messages"] == 20 and after["consumer_count"] == 0


def test_a_sample_is_bounded_and_repeatable() -> None:
    """Of 3,000 messages a sample of 100 reads 100, the same ones for the same seed; a bound in bytes holds too."""
    with lab.fresh("nats") as server:
        load(server)
        client = Client(server)
        client.tell({f"empty.{number}": b"x" * 1000 for number in range(3_000)})
        client.settle("empty", 3_000)
        client.close()
        with session("nats", server.port) as one:
            (found,) = (each for each in one.containers() if each.name == "empty")
            assert found.records.value == 3_000
            first, again, other = (values(one.read(found, Reading(records=100, seed=n)))["key"] for n in (1, 1, 2))
            assert first == again != other and len(first) == len(set(first)) == 100
            assert 50 <= sum(batch.records for batch in one.read(found, Reading(bytes=50_000))) <= 250


@pytest.mark.parametrize("how", [Reading(full=True), Reading(records=40), Reading(records=10)])
def test_a_stream_with_few_messages_left_is_read(how: Reading) -> None:
    """Where most numbers have no message any more, those that have one are found, each once."""
    with lab.fresh("nats29") as server:
        load(server)
        client = Client(server)
        client.tell({f"empty.{number}": b"x" for number in range(400)})
        client.settle("empty", 400)
        for number in range(1, 400):
            if number % 20:
                client.ask("$JS.API.STREAM.MSG.DELETE.empty", b'{"seq":%d}' % number)
        client.close()
        with session("nats", server.port) as one:
            (found,) = (each for each in one.containers() if each.name == "empty")
            keys = values(one.read(found, how))["key"]
    assert len(keys) == len(set(keys)) and len(keys) == (10 if how.records == 10 else found.records.value)


def test_a_wrong_password_is_told() -> None:
    """A login that is refused is no closed store but a failure of the login."""
    server = limited(CLOSED)
    with pytest.raises(Failed) as failed, session("nats", server.port, login=Login(user="boss", password="no")):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


def told(publish: rights.Side, subscribe: rights.Side, *, account: str = "$G", keeps: bool = True) -> str:
    user = rights.User(account=account, permissions=rights.Permissions(publish=publish, subscribe=subscribe))
    principal = rights.Principal(name="anonymous", anonymous=True)
    return short(rights.derived(principal, rights.Facts(user=user, keeps=keeps)))


ALL, NOTHING = rights.Side(), rights.Side(deny=[">"])


@pytest.mark.parametrize(
    ("publish", "subscribe", "account", "keeps", "wanted"),
    [
        (ALL, ALL, "$G", True, "C=all R=all U=all D=all A=no"),
        (ALL, ALL, "$SYS", True, "C=all R=all U=all D=all A=all"),
        (ALL, ALL, "APP", True, "C=all R=all U=all D=all A=?"),
        (ALL, ALL, "$G", False, "C=all R=all U=no D=no A=no"),
        (NOTHING, NOTHING, "$G", True, "C=no R=no U=no D=no A=no"),
        (NOTHING, ALL, "$G", True, "C=no R=all U=no D=no A=no"),
        (rights.Side(allow=["public.>"]), rights.Side(allow=["_INBOX.>"]), "$G", True, "C=some R=no U=no D=no A=no"),
        (rights.Side(deny=["$JS.>"]), rights.Side(allow=["a", "_INBOX.>"]), "$G", True, "C=all R=some U=all D=no A=no"),
        (rights.Side(allow=["$JS.API.STREAM.PURGE.logs"]), NOTHING, "$G", True, "C=no R=no U=no D=some A=no"),
        (rights.Side(allow=["$JS.API.STREAM.MSG.GET.*"]), NOTHING, "$G", True, "C=no R=all U=no D=no A=no"),
        (rights.Side(allow=["$KV.users.>"]), NOTHING, "$G", True, "C=some R=no U=some D=no A=no"),
        (rights.Side(allow=["a.*"], deny=["a.*"]), NOTHING, "$G", True, "C=no R=no U=no D=no A=no"),
    ],
)  # fmt: skip
def test_permissions_are_rights(
    publish: rights.Side, subscribe: rights.Side, account: str, keeps: bool, wanted: str
) -> None:
    """Each list of subjects is read as what it lets a client do, as NATS itself matches subjects."""
    assert told(publish, subscribe, account=account, keeps=keeps) == wanted


TOKENS = st.lists(st.sampled_from(["a", "b", "*"]), min_size=1, max_size=3)
PATTERNS = st.builds(lambda parts, end: ".".join([*parts, *end]), TOKENS, st.sampled_from([[], [">"]]))
SUBJECTS = [".".join(parts) for size in range(1, 6) for parts in itertools.product("ab", repeat=size)]


@given(PATTERNS, PATTERNS)
def test_patterns_are_compared_as_sets_of_subjects(one: str, other: str) -> None:
    """Overlapping and covering mean what they say of the subjects that match."""
    first, second = ({subject for subject in SUBJECTS if rights.covers(each, subject)} for each in (one, other))
    assert rights.overlaps(one, other) is bool(first & second)
    assert rights.covers(one, other) <= (second <= first)


def test_peers_that_a_server_names_are_not_followed() -> None:
    """Addresses in connect_urls, in the greeting or later, lead nowhere."""
    peers = b'INFO {"server_id":"N","version":"2.9.9","max_payload":1,"connect_urls":["192.0.2.1:4222","[2001:db8::1]:4222"]}\r\n'
    answers = [b"PONG\r\n" + peers, b"PONG\r\n", b"HMSG _INBOX.x.1 1 16 16\r\nNATS/1.0 503\r\n\r\n\r\n"]
    with hostile.greeting(peers, *answers) as server, session("nats", server.port) as one:
        assert one.identity.version == "2.9.9"


@pytest.mark.parametrize("state", [(1, 1 << 63, 5), (9, 3, 1), (1, 5, -1), (1, 5, 1 << 62)])
def test_streams_that_cannot_be_are_not_read(state: tuple[int, int, int]) -> None:
    """Numbers that no stream reaches, that run backwards, or more messages than numbers: listed, and left alone."""
    first, last, messages = state
    told = {"messages": messages, "bytes": 0, "first_seq": first, "last_seq": last}
    page = msgspec.json.encode({"total": 1, "streams": [{"config": {"name": "s"}, "state": told}]})

    def talk(link: socket.socket, over: object) -> None:
        link.sendall(INFO.replace(b"2.10.1", b"2.9.1"))
        while asked := link.recv(65536):
            inbox = re.findall(rb"PUB \S+ (_INBOX\S+)", asked)
            link.sendall(b"PONG\r\n" if not inbox else b"MSG %b 1 %d\r\n%b\r\n" % (inbox[0], len(page), page))

    with hostile.Trap(talk) as server, session("nats", server.port) as one:
        (found,) = one.catalogue()
        assert not found.is_readable and list(one.read(found, Reading(full=True))) == []


@pytest.mark.parametrize(
    ("greeting", "answer", "kind"),
    [
        (b"220 ftp.example.org\r\n", b"", "not-this-protocol"),
        (b"INFO {]\r\n", b"", "not-this-protocol"),
        (b"INFO " + b'{"a":' * 10_000 + b"\r\n", b"", "not-this-protocol"),
        (b"INFO {" + b"x" * 200_000, b"", "hostile"),
        (INFO, b"-ERR 'Secure Connection - TLS Required'\r\n", "tls"),
        (INFO, b"-ERR 'maximum connections exceeded'\r\n", "not-this-protocol"),
        (INFO, b"SSH-2.0-x\r\n", "not-this-protocol"),
    ],
)
def test_other_servers_are_told(greeting: bytes, answer: bytes, kind: str) -> None:
    """What is no NATS, or none that lets us speak, is a failure that says which."""
    with hostile.greeting(greeting, answer) as server, pytest.raises(Failed) as failed, session("nats", server.port):
        pass
    assert failed.value.failure.kind == kind


@pytest.mark.parametrize(
    "line",
    [
        b"MSG _INBOX.x.1 1 99999999999\r\n",
        b"MSG _INBOX.x.1 1 -5\r\n",
        b"HMSG _INBOX.x.1 1 20 10\r\n",
        b"MSG\r\n",
        b"-ERR 'Permissions Violation for Publish to \"else\"'\r\n",
        b"x" * 100_000,
    ],
)
def test_answers_that_cannot_be_are_hostile(line: bytes) -> None:
    """Sizes that no message has, and errors about what was not asked, end the conversation."""
    with pytest.raises(Failed) as failed:
        wire.Talk(canned(line)).ask("$JS.API.INFO")
    assert failed.value.failure.kind == "hostile"


@given(
    st.lists(
        st.sampled_from([b"MSG _INBOX.x.1 1 2\r\n{}\r\n", b"PING\r\n", b"+OK\r\n", INFO, b"MSG a 1 0\r\n\r\n", b"\xff"])
    )
)
def test_any_answers_are_read_or_refused(parts: list[bytes]) -> None:
    """Whatever comes, an answer is found or the request fails in its own way."""
    try:
        wire.Talk(canned(b"".join(parts))).ask("$JS.API.INFO")
    except Failed as failed:
        assert failed.failure.kind in ("hostile", "not-this-protocol")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Neither greeting nor answer makes the reader fail otherwise."""
    assert seen(data) is None or data.startswith(b"INFO {")
    for read in (wire.info, lambda stream: wire.Talk(stream).ask("$JS.API.INFO")):
        try:
            read(canned(data))
        except Failed as failed:
            assert failed.failure.kind in ("hostile", "not-this-protocol")


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("PUB", ("people.1", "5")), ("PUB", ("$JS.API.STREAM.PURGE.people", "0")), ("SUB", (">", "1")),
        ("SUB", ("people.>", "1")), ("PUB", ("$JS.API.STREAM.MSG.GET.a.b", "0")), ("SUB", ("_INBOX.>", "1")),
        ("PUB", ("$JS.API.STREAM.MSG.GET.a\r\nPUB b 0\r\n", "0")), ("HPUB", ("a", "0")), ("UNSUB", ("1",)),
        ("PUB", ("$JS.API.CONSUMER.CREATE.people", "0")), ("SUB", ("$SYS.>", "1")), ("SUB", ("nightlatch.*.a", "1")),
    ],
)  # fmt: skip
def test_nothing_but_declared_lines_is_made(verb: str, words: tuple[str, ...]) -> None:
    """Nothing is published but requests to declared services, and nothing is heard but their answers."""
    with pytest.raises(wire.Undeclared):
        wire.line_for(verb, *words)


def test_what_varies_in_a_subject_is_its_key() -> None:
    """The words that the stream itself is bound to are no data; what stands for its wildcards is."""
    assert _key("people.17.name", ["people.>"]) == b"17.name"
    assert _key("$KV.users.a", ["$KV.users.>"]) == b"a"
    assert _key("alone", ["alone"]) is None
    assert _key("other.1", ["people.>"]) == b"other.1"
    assert _key("a.b", ["*.b"]) == b"a.b"
