"""What the common suite cannot say of Cassandra: samples, statements, versions, answers that lie."""

from __future__ import annotations

import contextlib
import struct
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Reading
from nightlatch.stores import _cassandra_about as about
from nightlatch.stores import _cassandra_wire as wire
from tests.lab import hostile
from tests.lab.cassandra_fake import Node, string
from tests.stores.looking import canned, session, short, values


def node(count: int, **more: Any) -> Node:
    return Node(tables={('a"b', "T t"): [{"n": at} for at in range(count)]}, **more)


def test_a_sample_is_spread_repeatable_and_has_no_record_twice() -> None:
    """Rows behind random tokens; names are quoted, whatever they hold."""
    with node(9_000).serve() as trap, session("cassandra", trap.port) as found:
        (container,) = (one for one in found.containers() if not one.is_system)
        sample = values(found.read(container, Reading(records=640, seed=2)))["n"]
        assert sample == values(found.read(container, Reading(records=640, seed=2)))["n"]
        assert sample != values(found.read(container, Reading(records=640, seed=3)))["n"]
        assert len(sample) == len(set(sample)) >= 400
        everything = values(found.read(container, Reading(full=True, records=1 << 40)))["n"]
        assert sorted(everything) == list(range(9_000))


def test_no_statement_counts_filters_or_names_peers() -> None:
    """By what the server heard."""
    fake = node(100)
    with fake.serve() as trap, session("cassandra", trap.port) as found:
        found.access()
        for container in found.containers():
            if not container.is_system:
                list(found.read(container, Reading()))
    assert fake.asked
    for text in fake.asked:
        assert text.startswith(("SELECT ", "LIST ")) and "COUNT" not in text and "FILTERING" not in text
        assert "peers" not in text


def test_a_wrong_password_is_told() -> None:
    """As a failure of the login."""
    login = Login(user="a", password="wrong")
    fake = Node(users={"a": ("right", False, ())})
    with pytest.raises(Failed) as failed, fake.serve() as trap, session("cassandra", trap.port, login=login):
        pass
    assert failed.value.failure.kind == "wrong-credentials"


def test_a_server_of_other_versions_is_told() -> None:
    """Neither 4 nor 3."""
    with pytest.raises(Failed) as failed, Node(versions=(5, 6)).serve() as trap, session("cassandra", trap.port):
        pass
    assert failed.value.failure.kind == "unsupported-version"


def test_permissions_on_roles_and_functions_are_no_rights_on_data() -> None:
    """Nor are those on the server's own keyspaces."""
    held = (("<all roles>", "ALTER"), ("<all functions>", "EXECUTE"), ("<keyspace system_auth>", "SELECT"))
    fake, login = node(1, users={"a": ("pw", False, held)}), Login(user="a", password="pw")
    with fake.serve() as trap, session("cassandra", trap.port, login=login) as found:
        assert short(found.access()) == "C=no R=no U=no D=no A=no"


@pytest.mark.parametrize(
    ("name", "text"), [("a", '"a"'), ('a"; DROP TABLE x; --', '"a""; DROP TABLE x; --"'), ("", '""')]
)
def test_names_end_nothing(name: str, text: str) -> None:
    """A quote in a name is doubled."""
    assert wire.statement("LIST ROLES OF", name=name) == f"LIST ROLES OF {text}"
    assert wire.statement("SELECT system.size_estimates", text="a' OR ''='").endswith(
        "keyspace_name = 'a'' OR ''''='''"
    )


def test_what_is_not_declared_is_not_sent() -> None:
    """PREPARE, EXECUTE, BATCH and REGISTER."""
    talk = wire.Talk(canned(b""), 4)
    for opcode in (0x09, 0x0A, 0x0B, 0x0D):
        with pytest.raises(PermissionError):
            talk.ask(opcode)
    with pytest.raises(KeyError):
        talk.query("DROP TABLE")


def answer(opcode: int, body: bytes, number: int = wire.STREAM, version: int = 0x84) -> bytes:
    return struct.pack(">BBHBi", version, 0, number, opcode, len(body)) + body


def supported(*names: str) -> bytes:
    return struct.pack(">H", len(names)) + b"".join(string(name) + struct.pack(">H", 1) + string("x") for name in names)


_REFUSES = struct.pack(">i", 10) + string("Invalid or unsupported protocol version (4); highest supported is 3")


@pytest.mark.parametrize(("data", "product"), [
    (answer(6, supported("CQL_VERSION", "COMPRESSION")), "Cassandra"),
    (answer(6, supported("CQL_VERSION", "COMPRESSION", "SCYLLA_SHARD")), "ScyllaDB"),
    (answer(0, _REFUSES, 0, 0x83), "Cassandra"), (answer(6, supported("CQL_VERSION")), None), (wire.frame(5), None),
    (answer(6, supported("CQL_VERSION", "COMPRESSION"), number=1), None), (answer(0, struct.pack(">i", 10) + b"\0"), None),
    (answer(6, supported("CQL_VERSION", "COMPRESSION"), version=4), None), (b"", None),
])  # fmt: skip
def test_it_is_told_by_what_it_supports(data: bytes, product: str | None) -> None:
    """Or by its refusal of our protocol version."""
    found = about.seen(data)
    assert (found and found.product) == product


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_readers(data: bytes) -> None:
    """They are taken apart, or they are broken; nothing else."""
    about.seen(data)
    about.seen(answer(6, data))
    for read in (wire.rows_of, wire.refusal_of, lambda body: wire.unwrapped(14, body)):
        with contextlib.suppress(wire.Broken):
            read(data)
    with contextlib.suppress(wire.Broken):
        wire.rows_of(struct.pack(">iii", 2, 0, 2) + data)


@pytest.mark.parametrize("body", [
    struct.pack(">iii", 2, 1, 1 << 30), struct.pack(">iii", 2, 4, 0) + struct.pack(">i", 1 << 30),
    struct.pack(">iii", 2, 5, 1) + struct.pack(">i", -5), struct.pack(">iii", 2, 0, 1) + string("a") * 3 + b"\0\x20" * 4000,
])  # fmt: skip
def test_numbers_that_lie_cost_nothing(body: bytes) -> None:
    """Memory grows with what came, never with what was announced."""
    with pytest.raises(wire.Broken):
        wire.rows_of(body)


def test_an_answer_of_two_gigabytes_is_hostile() -> None:
    """It is not waited for."""
    head = struct.pack(">BBHBi", 0x84, 0, wire.STREAM, 6, 0x7FFFFFF0)
    with pytest.raises(Failed) as failed, hostile.replying(head) as trap, session("cassandra", trap.port):
        pass
    assert failed.value.failure.kind == "hostile"
