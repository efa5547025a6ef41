"""ZooKeeper: what a survey leaves behind on a real 3.8, masked ACLs, broken records, servers that cannot be had here."""

from __future__ import annotations

import contextlib
import re
import socket
import struct
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Reading
from nightlatch.stores import _zookeeper_access as rights
from nightlatch.stores import _zookeeper_wire as wire
from nightlatch.stores._zookeeper_about import nodes, product, seen, version
from tests import lab
from tests.lab import hostile
from tests.loaders.zookeeper import PASSWORD, Writer, digest
from tests.stores.cases import NONE, UNKNOWN
from tests.stores.cases.zookeeper import closed
from tests.stores.looking import canned, session, short, values

WELCOME = struct.pack(">iiiqi", 37, 0, 40_000, 0x100, 16) + bytes(17)
STAT = bytes(68)


def words(port: int, word: bytes) -> str:
    with socket.create_connection(("127.0.0.1", port), 5) as link:
        link.sendall(word)
        found = b""
        while piece := link.recv(65536):
            found += piece
    return found.decode()


def test_a_survey_leaves_no_session_no_watch_and_no_node() -> None:
    """Sessions are closed, nothing is watched, and the tree is as it was."""
    with lab.fresh("zookeeper", options=("4lw.commands.whitelist=*",)) as server:
        with Writer(server.port) as writer:
            writer.create({f"/n{at}": b"x" for at in range(100)})
        before = re.search(r"Node count: (\d+)", words(server.port, b"srvr"))
        with session("zookeeper", server.port) as one:
            assert one.access().is_open
            (found,) = one.containers()
            assert len(values(one.read(found, Reading()))["value"]) == 100
            assert words(server.port, b"wchs").startswith("0 connections watching 0 paths")
        until = time.monotonic() + 5
        while "0x" in words(server.port, b"dump").partition("Sessions with Ephemerals")[0].partition(":\n")[2]:
            assert time.monotonic() < until, "the session is still there"
        after = re.search(r"Node count: (\d+)", words(server.port, b"srvr"))
        assert before and after and before[1] == after[1]


def test_a_sample_is_bounded_and_repeatable() -> None:
    """Of 3,000 nodes a sample of 100 reads 100, the same ones for the same seed; a bound in bytes holds too."""
    with lab.fresh("zookeeper") as server:
        with Writer(server.port) as writer:
            writer.create({"/a": b"", **{f"/a/{at:05}": b"y" * 500 for at in range(3_000)}})
        with session("zookeeper", server.port) as one:
            (found,) = one.containers()
            assert (found.name, found.records.value) == ("a/*", 3_000)
            first, again, other = (values(one.read(found, Reading(records=100, seed=n)))["key"] for n in (1, 1, 2))
            assert first == again != other and len(first) == 100
            few = sum(batch.records for batch in one.read(found, Reading(bytes=50_000)))
            assert 50 < few < 400


def test_a_wrong_password_gives_nothing() -> None:
    """ZooKeeper takes any digest: with a wrong one no ACL is ours."""
    with session("zookeeper", closed().port, login=Login(user="reader", password="x")) as one:
        assert short(one.access()) == NONE


def test_a_masked_digest_is_ours_only_where_nothing_else_shows_it() -> None:
    """Where everybody may read the ACL, an entry of our name proves nothing; where nobody else may, it is ours."""
    ours = {("world", "anyone"), ("digest", "app:HASH")}
    masked = wire.Acl(31, "digest", "app:x")
    assert rights._mask((masked,), ours) == 31
    assert rights._mask((masked, wire.Acl(1, "world", "anyone")), ours) == 1
    assert rights._mask((wire.Acl(31, "digest", "boss:x"),), ours) == 0
    assert rights._mask((wire.Acl(6, "digest", "app:HASH"), wire.Acl(4, "world", "anyone")), ours) == 6
    assert digest("app", PASSWORD).startswith("app:") and len(digest("app")) == 32


@pytest.mark.parametrize("verb", ["create", "delete", "setData", "setACL", "setWatches", "sync", "reconfig", "exists"])
def test_nothing_else_can_be_asked(verb: str) -> None:
    """What is not declared cannot be made into a request."""
    with pytest.raises(wire.Undeclared):
        wire.request(1, verb, "/x")


def test_no_request_asks_for_a_watch() -> None:
    """The byte that would set one is zero in all that are about a path."""
    assert wire.request(1, "getChildren2", "/x").endswith(b"/x\0")
    assert wire.request(1, "getData", "/x").endswith(b"/x\0")
    assert wire.request(1, "getACL", "/x").endswith(b"/x")


@given(st.binary(max_size=300))
def test_any_record_is_taken_apart_or_refused(data: bytes) -> None:
    """No bytes of a server break a parser in any other way, or make it take more memory than they have."""
    for parse in (wire.node, wire.acls, wire.identities, lambda body: wire.Reader(body).buffer()):
        with contextlib.suppress(ValueError):
            parse(data)  # type: ignore[operator]
    wire.welcome(data)
    seen(data)
    version(data), nodes(data), product(data)


@given(st.binary(max_size=200))
def test_any_answer_is_a_welcome_or_a_failure(data: bytes) -> None:
    """What is no ConnectResponse is told as another protocol."""
    try:
        wire.Talk(canned(data)).open(4_000)
    except Failed as failed:
        assert failed.failure.kind in ("not-this-protocol", "hostile", "timeout")


def test_it_is_told_by_its_welcome_alone() -> None:
    """With and without the last byte, which 3.3 lacks; not by anything of the same length."""
    assert seen(WELCOME) is not None
    assert seen(struct.pack(">iiiqi", 36, 0, 40_000, 0x100, 16) + bytes(16)) is not None
    assert seen(bytes([0, 0, 0, 37]) + b"x" * 37) is None and seen(WELCOME[:20]) is None
    assert product(b"ClickHouse Keeper version: v24.8.4.13-x\n") == "ClickHouse Keeper"
    assert version(b"Zookeeper version: 3.9.2-abc, built on\nNode count: 7\n") == "3.9.2"


def server(answer: Callable[[int, int], bytes | None]) -> hostile.Trap:
    """One that welcomes, and answers each request by its number and kind; None hangs up; ``srvr`` is switched off."""

    def talk(link: socket.socket, over: object) -> None:
        first = link.recv(49)
        if first == b"srvr":
            link.sendall(b"srvr is not executed because it is not in the whitelist.\n")
            return
        link.sendall(WELCOME)
        while head := link.recv(4):
            body = link.recv(int.from_bytes(head, "big"))
            xid, code = struct.unpack_from(">ii", body)
            told = answer(xid, code)
            if told is None:
                return
            link.sendall(struct.pack(">i", len(told)) + told)

    return hostile.Trap(talk)


def reply(xid: int, code: int = 0, body: bytes = b"") -> bytes:
    return struct.pack(">iqi", xid, 0, code) + body


@pytest.mark.parametrize(
    "answer, expected",
    [
        (lambda xid, op: reply(xid, wire.WANTS_SASL), NONE),
        (lambda xid, op: None, NONE),
        (lambda xid, op: reply(xid, -4), UNKNOWN),
        (lambda xid, op: reply(xid, wire.NO_AUTH), NONE),
    ],
    ids=["wants SASL", "hangs up", "connection loss", "no right"],
)
def test_refusals_of_all_kinds(answer: Callable[[int, int], bytes | None], expected: str) -> None:
    """Enforced authentication and an ACL that gives nothing are closed; what else is not answered is unknown."""
    with server(answer) as trap, session("zookeeper", trap.port) as one:
        assert short(one.access()) == expected
        assert one.identity.version is None and not list(one.containers())


def test_whoami_is_not_asked_of_a_server_that_may_not_know_it() -> None:
    """Before 3.7 a server ends the session for it: where the version is not known it is left out."""
    asked: list[int] = []
    acl = struct.pack(">ii", 1, 31) + struct.pack(">i", 5) + b"world" + struct.pack(">i", 6) + b"anyone" + STAT

    def answer(xid: int, code: int) -> bytes:
        asked.append(code)
        return reply(xid, 0, acl if code == 6 else bytes(4) + STAT)

    with server(answer) as trap, session("zookeeper", trap.port) as one:
        assert short(one.access()) == "C=all R=all U=all D=all A=all"
    assert 107 not in asked and asked[-1] == -11


@pytest.mark.parametrize(
    "body",
    [struct.pack(">i", 1 << 30), struct.pack(">i", -7), b"", struct.pack(">i", 1) + struct.pack(">i", 1 << 20)],
)
def test_broken_records_are_hostile(body: bytes) -> None:
    """A list of a billion names in four bytes, one of fewer than none, and one that ends early."""
    with server(lambda xid, code: reply(xid, 0, body)) as trap, session("zookeeper", trap.port) as one:
        with pytest.raises(Failed) as told:
            one.access()
        assert told.value.failure.kind == "hostile"


def test_an_answer_to_another_question_is_hostile() -> None:
    """A number that was not asked with ends the conversation."""
    with server(lambda xid, code: reply(xid + 9)) as trap, session("zookeeper", trap.port) as one:
        with pytest.raises(Failed) as told:
            one.access()
        assert told.value.failure.kind == "hostile"


def test_names_that_lead_in_circles_are_left_out() -> None:
    """Empty names, dots and slashes make no path; names that are no UTF-8 are kept byte for byte."""
    assert [one for one in ("", ".", "..", "a/b", "a\0", "ok") if rights.is_plain(one)] == ["ok"]
    body = struct.pack(">i", 1) + struct.pack(">i", 2) + b"\xff\xfe" + STAT
    (name,) = wire.node(body).children
    assert wire.request(1, "getACL", rights.joined("/", name)).endswith(b"/\xff\xfe")
