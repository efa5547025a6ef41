"""What the common suite cannot say of RethinkDB: samples, terms, levels, servers that lie."""

from __future__ import annotations

import json
import struct
import uuid
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Reading
from nightlatch.stores import _rethinkdb_about as about
from nightlatch.stores import _rethinkdb_wire as wire
from nightlatch.stores.rethinkdb import Permission, Permissions, level
from tests.lab import hostile
from tests.lab.rethinkdb_fake import Rethink
from tests.stores.looking import session, values

_HELLO = b'{"max_protocol_version":0,"min_protocol_version":0,"server_version":"2.4.2","success":true}\0'


def test_a_sample_is_spread_repeatable_and_has_no_record_twice() -> None:
    """Behind random keys of the form that the server makes."""
    docs = {str(uuid.uuid5(uuid.NAMESPACE_OID, str(at))): {"n": at} for at in range(5_000)}
    order = sorted(docs)
    with Rethink(databases={"a": {"t": docs}}).serve() as trap, session("rethinkdb", trap.port) as found:
        (container,) = found.containers()
        sample = values(found.read(container, Reading(records=640, seed=2)))["id"]
        assert sample == values(found.read(container, Reading(records=640, seed=2)))["id"]
        places = [order.index(one) for one in sample]
        assert len(places) == len(set(places)) >= 500 and max(places) - min(places) > 3_000
        everything = values(found.read(container, Reading(full=True, records=1 << 40)))["n"]
        assert sorted(everything) == list(range(5_000))


def test_a_reading_that_is_ended_is_called_off_and_the_next_one_works() -> None:
    """STOP, so that the server keeps nothing for us."""
    docs = {f"{at:05}": {"n": at} for at in range(2_000)}
    with Rethink(databases={"a": {"t": docs}}).serve() as trap, session("rethinkdb", trap.port) as found:
        (container,) = found.containers()
        assert len(values(found.read(container, Reading(full=True, records=10)))["n"]) == 10
        assert len(values(found.read(container, Reading(full=True, records=1 << 40)))["n"]) == 2_000


def test_a_wrong_password_is_told() -> None:
    """As a failure of the login."""
    for login in (Login(user="admin", password="wrong"), Login(user="nobody", password="")):
        with pytest.raises(Failed) as failed, Rethink().serve() as trap, session("rethinkdb", trap.port, login=login):
            pass
        assert failed.value.failure.kind == "wrong-credentials"


@pytest.mark.parametrize("first", [
    b'{"success":true,"authentication":"r=x,s=AAAA,i=1"}\0', b'{"success":true,"authentication":""}\0', b"ERROR: no\0",
    b'{"success":true,"authentication":"i=99999999"}\0', b"[]\0",
])  # fmt: skip
def test_an_authentication_that_is_none_is_hostile(first: bytes) -> None:
    """Nonce, salt and rounds are checked before anything is computed."""
    with pytest.raises(Failed) as failed, hostile.replying(_HELLO, first) as trap, session("rethinkdb", trap.port):
        pass
    assert failed.value.failure.kind == "hostile"


@pytest.mark.parametrize("term", [
    [56, [[15, [[14, ["a"]], "t"]], {"x": 1}]], [15, [[14, ["a"]], "t"], {"read_mode": "single"}], [69, [[2, [1]], 1]],
    [153, ["http://192.0.2.1/"]], [], [True], [wire.LIMIT, [[54, ["t"]], 1]], [wire.LIMIT, [{"a": 1}]],
])  # fmt: skip
def test_what_is_not_declared_is_not_sent(term: Any) -> None:
    """Inserts, deletes, functions, options, requests to elsewhere."""
    with pytest.raises(PermissionError):
        wire.checked(term)


def permission(database: str = "", table: str = "", **more: bool) -> Permission:
    return Permission(user="u", database=database, table=table, permissions=Permissions(**more))


@pytest.mark.parametrize(("rows", "told"), [
    ([], (False, False)), ([permission(read=True)], (True, False)),
    ([permission(read=True), permission("a", read=False, write=True)], (False, True)),
    ([permission("a", "t", read=True), permission("a", read=False)], (True, False)), ([permission("b", read=True)], (False, False)),
])  # fmt: skip
def test_the_innermost_level_that_says_something_holds(rows: list[Permission], told: tuple[bool, bool]) -> None:
    """Table, database, all."""
    found = level(rows, "a", "t")
    assert (found.read, found.write) == told


@pytest.mark.parametrize(("data", "version"), [
    (_HELLO, "2.4.2"), (_HELLO.replace(b"2.4.2", b"\\u001b[1m"), None), (b"ERROR: Received an unsupported protocol version. This port is for RethinkDB queries.", None),
])  # fmt: skip
def test_it_is_told_by_its_part_of_the_handshake(data: bytes, version: str | None) -> None:
    """Or by its refusal of ours."""
    found = about.seen(data)
    assert found is not None and found.version == version


@given(st.binary(max_size=200) | st.from_type(dict[str, bool]).map(lambda one: json.dumps(one).encode() + b"\0"))
@settings(max_examples=200, deadline=None)
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """What is no handshake is none."""
    assert about.seen(data) is None


def test_an_answer_of_two_gigabytes_or_to_another_question_is_hostile() -> None:
    """Neither is waited for."""
    fake = Rethink()
    for answer in (struct.pack("<QI", 1, 0x7FFFFFF0), struct.pack("<QI", 9, 2) + b"{}"):
        with pytest.raises(Failed) as failed, fake.serve() as trap, session("rethinkdb", trap.port) as found:
            found.talk.stream._buffer += answer  # type: ignore[attr-defined]
            found.access()
        assert failed.value.failure.kind == "hostile"
