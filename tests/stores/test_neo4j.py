"""What the common suite cannot say of Neo4j: values, samples, statements, answers that lie."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import struct
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores import _neo4j_about as about
from nightlatch.stores import _neo4j_wire as wire
from nightlatch.stores._neo4j_access import Privilege, by_privileges
from nightlatch.stores._neo4j_http import COMMIT, guard
from tests.lab import hostile
from tests.lab.neo4j_fake import Neo, message, pack
from tests.stores.looking import session, values


def test_a_sample_is_spread_repeatable_and_reads_only() -> None:
    """From random places; every statement is in mode READ."""
    fake = Neo(graphs={"neo4j": {"A`b": [{"n": at} for at in range(5_000)]}})
    with fake.serve() as trap, session("neo4j", trap.port) as found:
        container = next(iter(found.containers()))
        sample = values(found.read(container, Reading(records=160, seed=2)))["n"]
        assert sample == values(found.read(container, Reading(records=160, seed=2)))["n"]
        assert len(set(sample)) == 160 and max(sample) - min(sample) > 2_000
        everything = values(found.read(container, Reading(full=True, records=1 << 40)))["n"]
        assert sorted(everything) == list(range(5_000))
    assert fake.modes and set(fake.modes) == {"r"}


def test_a_wrong_password_is_told() -> None:
    """As a failure of the login."""
    login = Login(user="a", password="wrong")
    with (
        pytest.raises(Failed) as failed,
        Neo(users={"a": ("right", [])}).serve() as trap,
        session("neo4j", trap.port, login=login),
    ):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


def test_a_server_of_other_versions_is_told() -> None:
    """It answers the handshake with zeros."""
    with pytest.raises(Failed) as failed, Neo(bolt=(6, 0)).serve() as trap, session("neo4j", trap.port):
        pass
    assert failed.value.failure.kind == "unsupported-version"


_POINT = b"\xb3\x58\xc9\x10\xe6" + pack(2.5) + pack(48.5)


@pytest.mark.parametrize(("data", "value"), [
    (pack({"a": [1, None, True, "x"]}), {"a": [1, None, True, "x"]}), (pack(dt.date(2020, 2, 29)), "2020-02-29"),
    (_POINT, {"longitude": 2.5, "latitude": 48.5}), (b"\xf0", -16), (b"\xcc\x02\xab\xcd", "abcd"),
    (b"\xb2\x64\x00\x00", "1970-01-01T00:00:00"), (b"\xb1\x44\xcb" + b"\x7f" * 8, None), (b"\xb0\x99", None),
])  # fmt: skip
def test_values_become_what_they_mean(data: bytes, value: Any) -> None:
    """Points and times have names and forms of their own; what is not known is nothing."""
    assert wire.Unpacker(data).value() == value


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """They are taken apart, or they are broken; nothing else."""
    about.reply(data)
    for one in (data, b"\xb1\x70" + data, b"\xb1\x71" + data):
        with contextlib.suppress(wire.Broken):
            wire.unpacked(one)


@pytest.mark.parametrize(
    "data", [b"\xd6\x7f\xff\xff\xff", b"\xda\x7f\xff\xff\xff", b"\x91" * 5000, b"\xd2\x7f\xff\xff\xff", b""]
)
def test_numbers_that_lie_cost_nothing(data: bytes) -> None:
    """Memory grows with what came, and depth is bounded."""
    with pytest.raises(wire.Broken):
        wire.unpacked(b"\xb1\x70" + data)


def test_records_where_none_were_asked_for_are_no_answer() -> None:
    """To HELLO."""
    with (
        pytest.raises(Failed) as failed,
        hostile.replying(b"\0\0\x04\x04", message(wire.RECORD, [1])) as trap,
        session("neo4j", trap.port),
    ):
        pass
    assert failed.value.failure.kind == "not-this-protocol"


def sent(text: str, **more: Any) -> bytes:
    return json.dumps({"statements": [{"statement": text, "parameters": {}, **more}]}).encode()


@pytest.mark.parametrize(("template", "body", "is_read"), [
    (COMMIT, sent("MATCH (n:`a``b`) RETURN count(n)"), True), (COMMIT, sent("MATCH (n) DETACH DELETE n"), False),
    (COMMIT, sent("MATCH (n:`a` ) DELETE n //`) RETURN count(n)"), False), (COMMIT, sent("SHOW DATABASES"), False),
    (COMMIT, sent("CALL db.labels() YIELD label RETURN label", includeStats=True), False), (COMMIT, b"", False),
    ("GET /", b"", True), ("GET /", b"x", False), (COMMIT, b'{"statements":[]}', False),
])  # fmt: skip
def test_what_is_sent_is_ours(template: str, body: bytes, is_read: bool) -> None:
    """But for one name, in which no quote ends."""
    assert (guard(template, {}, body) is None) == is_read


def test_messages_that_are_not_declared_are_not_made() -> None:
    """BEGIN, ROUTE, COMMIT."""
    for tag in (0x11, 0x12, 0x66, 0x6B):
        with pytest.raises(PermissionError):
            wire.message(tag)
    assert (
        wire.statement("MATCH node count", "a`) DETACH DELETE (n:`b")
        == "MATCH (n:`a``) DETACH DELETE (n:``b`) RETURN count(n)"
    )


@pytest.mark.parametrize(("held", "letters"), [
    ([], "-----"), ([("GRANTED", "match", "*", "NODE(*)")], "-a---"), ([("DENIED", "match", "*", "NODE(*)")], "-----"),
    ([("GRANTED", "graph_actions", "crm", "NODE(*)")], "ssss-"), ([("GRANTED", "user_management", "*", "database")], "----s"),
    ([("GRANTED", "read", "*", "NODE(Person)")], "-s---"),
    ([("GRANTED", "write", "*", "NODE(*)"), ("DENIED", "set_property", "*", "NODE(A)")], "a-sa-"),
])  # fmt: skip
def test_privileges_are_taken_as_documented(held: list[tuple[str, ...]], letters: str) -> None:
    """What is denied takes the whole from what is granted."""
    told = by_privileges([Privilege(*one) for one in held])
    assert "".join((right.extent or "-")[0] for right in told.values()) == letters


@pytest.mark.parametrize(("data", "is_bolt"), [
    (b"\0\0\x04\x05", True), (b"\0\0\0\x03", True), (b"\0\0\0\0", False), (b"\0\0\x09\x05", False), (b"HTTP", False),
    (b"\0\0\x04\x05\0", False), (struct.pack(">I", 5 << 8 | 1), False),
])  # fmt: skip
def test_it_is_told_by_four_bytes(data: bytes, is_bolt: bool) -> None:
    """A version that was offered."""
    assert (about.reply(data) is not None) == is_bolt


@pytest.mark.parametrize(("body", "told"), [
    ({"neo4j_version": "5.1.0", "bolt_direct": "bolt://h:7687"}, "5.1.0"), ({"neo4j_version": "5.1.0"}, None), ([], None),
    ({"bolt_direct": "bolt://h"}, None),
])  # fmt: skip
def test_its_http_port_is_told_by_the_discovery_document(body: Any, told: str | None) -> None:
    """Which needs no login."""
    found = about.page(Page(path="/", status=200, headers={}, body=json.dumps(body).encode()))
    assert (found and found.version) == told


@pytest.mark.parametrize(("status", "body", "is_neo4j"), [
    (400, b"not a WebSocket handshake request: missing upgrade", True), (400, b"Bad Request", False),
    (200, b'{"auth_config":{"oidc_providers":[]}}', True), (200, b"not a WebSocket handshake request", False),
])  # fmt: skip
def test_its_bolt_port_is_told_by_what_it_answers_to_http(status: int, body: bytes, is_neo4j: bool) -> None:
    """It waits for a WebSocket there."""
    assert (about.page(Page(path="/", status=status, headers={}, body=body)) is not None) == is_neo4j
