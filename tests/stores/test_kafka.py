"""Kafka: record batches, authorised operations and other brokers, by a fake that follows the message definitions."""

from __future__ import annotations

import gzip
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Reading
from nightlatch.stores import _kafka_access as ops
from nightlatch.stores import _kafka_wire as wire
from nightlatch.stores._kafka_about import SIGNS, seen
from nightlatch.stores._kafka_records import batch_of, page_of
from tests.lab import hostile
from tests.lab.proxy import Proxy
from tests.stores.cases.kafka import log
from tests.stores.kafka_fake import CLUSTER_OPS, RANGES, TOPIC_OPS, Broker, Log, Record, batch
from tests.stores.looking import canned, session, short, values

ALL, NONE = "C=all R=all U=all D=all A=all", "C=no R=no U=no D=no A=no"


def read_of(data: bytes) -> dict[str, list[Any]]:
    return values(iter([batch_of(page_of(data, 0).sections)]))


@pytest.mark.parametrize("codec", [0, 1, 2, 3, 4])
def test_batches_of_every_compression_are_read(codec: int) -> None:
    """Keys, values, fields of JSON and missing ones come out as they went in."""
    records: list[Record] = [(b"a", b'{"x":1}'), (None, b"plain"), (b"c", None), (b"", b"\xff")]
    told = read_of(batch(records, codec=codec))
    assert told["key"] == ["a", "c", ""] and told["x"] == [1]
    assert told["value"] == ["plain", b"\xff"]


def test_raw_snappy_is_read_too() -> None:
    """Clients in C write snappy without the blocks of snappy-java."""
    plain = batch([(b"k", b"v" * 100)])
    import pyarrow as pa

    body = pa.compress(plain[61:], "snappy", asbytes=True)
    head = bytearray(plain[:61])
    struct.pack_into(">i", head, 8, 49 + len(body))
    head[22] = 2
    assert read_of(bytes(head) + body)["value"] == ["v" * 100]


def test_ends_of_transactions_and_cut_batches_are_no_records() -> None:
    """A control batch holds nobody's record; a batch that the answer cut off is asked for again."""
    whole = batch([(b"a", b"1")] * 3)
    data = whole + batch([(b"x", b"y")], base=3, control=True) + batch([(b"b", b"2")] * 9, base=4)[:-1]
    page = page_of(data, 0)
    assert (page.records, page.next_offset, page.undecodable) == (3, 4, 0)


def test_a_batch_that_begins_before_what_was_asked_is_read_from_there() -> None:
    """Brokers send the whole batch in which an offset lies."""
    page = page_of(batch([(b"%d" % number, b"v") for number in range(10)], base=100), 107)
    assert values(iter([batch_of(page.sections)]))["key"] == ["7", "8", "9"]
    assert (page.records, page.next_offset) == (3, 110)


def test_formats_before_the_second_are_counted() -> None:
    """A message of format 1 is told as undecodable, and the next offset is the one after it."""
    old = struct.pack(">qiIbb", 7, 50, 0, 1, 0) + bytes(44)
    page = page_of(old + bytes(30), 7)
    assert (page.records, page.undecodable, page.next_offset) == (0, 1, 8)


def test_a_bomb_is_not_unpacked() -> None:
    """What would unpack to more than 64 MB is undecodable."""
    body = gzip.compress(bytes(100 << 20), 1)
    head = struct.pack(">qiibIhiqqqhii", 0, 49 + len(body), 0, 2, 0, 1, 0, 0, 0, -1, -1, -1, 1)
    page = page_of(head + body, 0)
    assert (page.records, page.undecodable) == (0, 1)


@given(st.binary(max_size=200), st.integers(0, 6), st.integers(-2, 1 << 31 - 1))
def test_any_batch_is_read_or_undecodable(body: bytes, codec: int, count: int) -> None:
    """Whatever is in a batch, no key and no value lies outside of it."""
    count = min(count, (1 << 31) - 1)
    head = struct.pack(">qiibIhiqqqhii", 0, 49 + len(body), 0, 2, 0, codec, 0, 0, 0, -1, -1, -1, count)
    for one in page_of(head + body, 0).sections:
        for at, length in ((one.key_at, one.key_length), (one.value_at, one.value_length)):
            there = length >= 0
            assert (at[there] >= 0).all() and (at[there] + length[there] <= len(one.data)).all()


@given(st.binary(max_size=300))
def test_any_bytes_are_a_page(data: bytes) -> None:
    """Bytes that are no batches are no records."""
    page = page_of(data, 0)
    assert page.records == sum(len(one.offset) for one in page.sections)


def looked(topics: dict[str, int], cluster: int, **more: Any) -> str:
    made = {name: (mask, [Log()]) for name, mask in topics.items()}
    broker = Broker(topics=made, cluster_operations=cluster, **more)
    with broker.serve() as server, session("kafka", server.port) as one:
        return short(one.access())


SEE = ops.DESCRIBE


@pytest.mark.parametrize(
    ("topics", "cluster", "wanted"),
    [
        ({"a": TOPIC_OPS, "b": TOPIC_OPS}, CLUSTER_OPS, ALL),
        ({}, CLUSTER_OPS, ALL),  # without an authorizer there are rights before there is a topic
        ({}, SEE, "C=no R=no U=? D=no A=no"),
        ({}, 0, "C=? R=no U=? D=no A=?"),  # the right to create a topic does not imply seeing one
        ({"a": SEE | ops.WRITE, "b": SEE}, SEE, "C=some R=no U=no D=no A=no"),
        ({"a": SEE | ops.READ, "b": SEE | ops.READ}, SEE, "C=no R=some U=no D=no A=no"),
        ({"a": SEE | ops.ALTER_CONFIGS}, SEE, "C=no R=no U=some D=no A=no"),
        ({"a": SEE | ops.DELETE}, SEE | ops.ALTER, "C=no R=no U=no D=some A=some"),
        ({"a": SEE}, SEE | ops.CREATE, "C=some R=no U=no D=no A=no"),
        ({"__consumer_offsets": TOPIC_OPS}, 0, "C=? R=no U=? D=no A=?"),  # the broker's own topic opens nothing
    ],
)
def test_operations_are_rights(topics: dict[str, int], cluster: int, wanted: str) -> None:
    """What a broker lists as authorised is read as CRUD, and what its lists cannot hold stays unknown."""
    assert looked(topics, cluster) == wanted


def test_a_mask_that_cannot_be_tells_nothing() -> None:
    """No broker of Kafka's sets the sign or the first three bits: such a mask is no evidence."""
    assert looked({"a": -1}, -1) == "C=? R=some U=? D=? A=?"  # a Fetch of nothing is answered
    assert looked({}, 0b111) == "C=? R=? U=? D=? A=?"


OLD = {1: (0, 4), 2: (0, 1), 3: (0, 5), 18: (0, 0)}  # as 0.11 has them
NEW = {0: (3, 12), 1: (4, 17), 2: (1, 10), 3: (0, 13), 17: (0, 1), 18: (0, 4), 36: (0, 2), 60: (0, 2)}  # 4.0, KIP-896


@pytest.mark.parametrize(("ranges", "wanted"), [(OLD, "C=? R=some U=? D=? A=?"), (NEW, ALL), (RANGES, ALL)])
def test_old_and_new_brokers_are_read(ranges: dict[int, tuple[int, int]], wanted: str) -> None:
    """From 0.11 to 4.0 a topic is listed, counted and read, by versions that both sides know."""
    records: list[Record] = [(b"%d" % number, b'{"n":%d}' % number) for number in range(120)]
    topics = {"t": (TOPIC_OPS, [log(records)])}
    with Broker(topics=topics, ranges=ranges).serve() as server, session("kafka", server.port) as one:
        assert short(one.access()) == wanted
        (found,) = one.containers()
        assert (found.records.value, found.records.low, found.records.high) == (120, 0, 120)
        assert sorted(values(one.read(found, Reading(full=True)))["n"]) == list(range(120))


def test_versions_that_are_not_ours_are_told() -> None:
    """A broker that knows only versions after ours is unsupported, and is not asked further."""
    ranges = {**RANGES, 3: (12, 13)}
    with Broker(ranges=ranges).serve() as server, pytest.raises(Failed) as failed, session("kafka", server.port):
        pass
    assert failed.value.failure.kind == "unsupported-version"


def test_other_brokers_are_not_followed() -> None:
    """Partitions that another broker leads are told as such; its address, which is out of scope, is never dialled."""
    records: list[Record] = [(None, b"x")] * 10
    topics = {
        "half": (TOPIC_OPS, [log(records), log(records, leader=2)]),
        "away": (TOPIC_OPS, [log(records, leader=3)]),
    }
    with Broker(topics=topics, brokers=3).serve() as server, session("kafka", server.port) as one:
        assert "one of 3 brokers" in one.access().notes[0]
        half, away = one.containers()
        assert (half.records.value, half.records.high) == (10, None) and "1 partitions" in half.records.method
        assert (away.records.value, away.is_readable) == (None, False)
        assert len(values(one.read(half, Reading()))["value"]) == 10
        with pytest.raises(Failed) as failed:  # a full reading is not called complete
            list(one.read(half, Reading(full=True)))
        assert "other brokers" in failed.value.failure.what
        assert server.connections == 1


def test_many_topics_are_counted_with_few_questions() -> None:
    """Offsets are asked for two hundred topics at a time."""
    topics = {f"t{number}": (TOPIC_OPS, [Log(end=number)]) for number in range(450)}
    with Broker(topics=topics).serve() as server, Proxy(("127.0.0.1", server.port)) as proxy:
        with session("kafka", proxy.port) as one:
            found = {each.name: each.records.value for each in one.containers()}
        assert found == {f"t{number}": number for number in range(450)}
        assert proxy.sent.count(struct.pack(">hh", wire.LIST_OFFSETS, 2) + b"\0\0\0") == 6


@pytest.mark.parametrize(("first", "end"), [(0, (1 << 63) - 1), (-5, 10), (10, 3), (1 << 62, 1 << 62)])
def test_offsets_that_cannot_be_count_nothing(first: int, end: int) -> None:
    """Offsets that no log reaches, or that run backwards, are not counted and not read."""
    broker = Broker(topics={"t": (TOPIC_OPS, [Log(first=first, end=end)])})
    with broker.serve() as server, session("kafka", server.port) as one:
        (found,) = one.containers()
        assert (found.records.value, found.is_readable) == (None, False)
        assert list(one.read(found, Reading())) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_a_sample_is_bounded_spread_and_takes_nothing_twice(seed: int) -> None:
    """Of 20,000 messages in three partitions a sample of 500 comes from all of them, each message once at most."""
    logs = [log([(b"%d-%d" % (p, n), b"v") for n in range(7_000)], size=20) for p in range(3)]
    with Broker(topics={"t": (TOPIC_OPS, logs)}).serve() as server, session("kafka", server.port) as one:
        (found,) = one.containers()
        keys = values(one.read(found, Reading(records=500, seed=seed)))["key"]
        assert 300 <= len(keys) == len(set(keys)) <= 500
        assert {key[0] for key in keys} == {"0", "1", "2"}
        assert keys == values(one.read(found, Reading(records=500, seed=seed)))["key"]
        few = sum(each.records for each in one.read(found, Reading(bytes=1_000)))
        assert 0 < few < 2_000


@pytest.mark.parametrize(
    ("broker", "kind"),
    [
        (Broker(sasl=("boss", "S3cret")), "wrong-credentials"),
        (Broker(sasl=("boss", "S3cret"), mechanisms=("SCRAM-SHA-512",)), "unsupported-version"),
        (Broker(), "wrong-credentials"),
    ],
)
def test_logins_that_do_not_work_are_told(broker: Broker, kind: str) -> None:
    """A wrong password, a mechanism that we do not speak, and a listener without logins are failures of the login."""
    login = Login(user="boss", password="no")
    with broker.serve() as server, pytest.raises(Failed) as failed, session("kafka", server.port, login=login):
        pass
    assert failed.value.failure.kind == kind


def framed(body: bytes, number: int = 1) -> bytes:
    return struct.pack(">ii", len(body) + 4, number) + body


KNOWN = framed(b"\0\0" + struct.pack(">i", 3) + struct.pack(">9h", 3, 0, 9, 18, 0, 3, 1, 0, 11))


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", b"", "not-this-protocol"),
        (framed(b"\0\0" + struct.pack(">i", 1 << 30)), b"", "not-this-protocol"),
        (framed(b"\0\0\0\0\0\0\0\0", 9), b"", "not-this-protocol"),
        (framed(b"\0\x23\0\0\0\0\0\0"), b"", "not-this-protocol"),
        (KNOWN, struct.pack(">i", 0x7FFFFFF0), "hostile"),
        (KNOWN, framed(b"\0\0\0\0" + struct.pack(">i", 1 << 30), 2), "hostile"),
        (KNOWN, framed(b"\0\0\0\0" * 2, 2), "hostile"),
        (KNOWN, framed(b"\0" * 40, 7), "hostile"),
    ],
)
def test_answers_that_cannot_be_are_told(first: bytes, second: bytes, kind: str) -> None:
    """No broker at all, or one whose answers do not hold what they announce."""
    with hostile.replying(first, second) as server, pytest.raises(Failed) as failed, session("kafka", server.port):
        pass
    assert failed.value.failure.kind == kind


@given(st.binary(max_size=300))
def test_any_answer_is_read_or_refused(data: bytes) -> None:
    """Whatever comes, each request ends in its own way."""
    for ask in (
        lambda talk: talk.api_versions(),
        lambda talk: talk.metadata(8),
        lambda talk: talk.metadata(1),
        lambda talk: talk.offsets(2, [("t", [0])], -1),
        lambda talk: talk.fetch(10, "t", 0, 0, 1, 1.0),
        lambda talk: talk.mechanisms("PLAIN"),
    ):
        try:
            ask(wire.Talk(canned(framed(data)), "x"))
        except Failed as failed:
            assert failed.failure.kind in ("hostile", "not-this-protocol")


@given(st.binary(max_size=100))
def test_identification_takes_any_bytes(data: bytes) -> None:
    """Only an answer that repeats our number is one; the question itself is none."""
    assert seen(data) is None and seen(SIGNS.hello) is None


def test_nothing_but_declared_requests_is_made() -> None:
    """No producing, no group, no commit, no making or deleting of topics."""
    for key in set(range(80)) - set(wire.NAMES):
        with pytest.raises(wire.Undeclared):
            wire.request(key, 0, b"", "x")
