"""What the common suite cannot say of SQL Server: answers of every kind, encryption, logins."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import _mssql_wire as wire
from tests.lab import hostile
from tests.stores.cases.mssql import server
from tests.stores.looking import session

_GOOD = wire.answer((15, 0, 2000), wire.OFF)


@pytest.mark.parametrize(("encryption", "offered", "required", "words"), [
    (wire.OFF, True, False, "of logins only"), (wire.ON, True, True, "of everything"),
    (wire.NOT_SUPPORTED, False, False, "in the clear"), (wire.REQUIRED, True, True, "required"),
])  # fmt: skip
def test_what_is_done_about_encryption_is_told(encryption: int, offered: bool, required: bool, words: str) -> None:
    """By the answer to a client that asks for the encryption of logins only."""
    with server((15, 0, 2000), encryption) as trap, session("mssql", trap.port) as found:
        assert (found.identity.tls.offered, found.identity.tls.required) == (offered, required)
        assert words in found.access().notes[0] and list(found.containers()) == []


def test_a_login_is_not_used_and_that_is_said() -> None:
    """A wrong password may lock an account."""
    login = Login(user="sa", password="synthetic-password")
    with server((15, 0, 2000), wire.OFF) as trap, session("mssql", trap.port, login=login) as found:
        told = found.access()
        assert told.principal.anonymous and any("not used" in note for note in told.notes)


@pytest.mark.parametrize("data", [
    b"", _GOOD[:-1], _GOOD + b"\0", b"\x12" + _GOOD[1:], wire.prelogin(), wire.packet(wire.ANSWER, []),
    wire.packet(wire.ANSWER, [(0, bytes(5)), (1, b"\0")]), wire.packet(wire.ANSWER, [(0, bytes(6)), (1, b"\x09")]),
    wire.packet(wire.ANSWER, [(1, b"\0"), (0, bytes(6))]), wire.packet(wire.ANSWER, [(0, bytes(6))] * 2),
    struct.pack(">BBHHBB", 4, 1, 14, 0, 1, 0) + b"\0\xff\xff\xff\xff\xff",
])  # fmt: skip
def test_what_is_no_answer_is_none(data: bytes) -> None:
    """Every length and offset lies within the message, and the version stands first."""
    assert wire.told(data) is None


def test_an_answer_tells_the_version() -> None:
    """Major, minor and build."""
    assert wire.told(_GOOD) == wire.Told("15.0.2000", wire.OFF)


@given(st.binary(max_size=100), st.integers(0, 255))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_reader(data: bytes, at: int) -> None:
    """They are an answer, or they are none."""
    wire.told(data)
    wire.told(struct.pack(">BBHHBB", 4, 1, 8 + len(data), 0, 1, 0) + data)
    place = at % len(_GOOD)
    wire.told(_GOOD[:place] + data[:1] + _GOOD[place + 1 :])


def test_another_protocol_is_told() -> None:
    """HTTP, for one."""
    with (
        pytest.raises(Failed) as failed,
        hostile.replying(b"HTTP/1.1 400 Bad Request\r\n\r\n") as trap,
        session("mssql", trap.port),
    ):
        pass
    assert failed.value.failure.kind == "not-this-protocol"
