"""What the common suite cannot say of DRDA servers: answers of every kind, releases."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed
from nightlatch.stores import _db2_wire as wire
from tests.lab import hostile
from tests.stores.cases.db2 import server
from tests.stores.looking import session

_GOOD = wire.answer("SQL11055", "QDB2/LINUXX8664")


@pytest.mark.parametrize(("release", "told"), [
    ("SQL11055", wire.Told("IBM Db2", "11.5.5")), ("QSQ07050", wire.Told("IBM Db2 for i", "7.5.0")),
    ("IFX14100", wire.Told("IBM Informix", "14.10.0")), ("XYZ11055", wire.Told("DRDA server", None)),
    ("", wire.Told("DRDA server", None)), ("\x1b[1mSQL", wire.Told("DRDA server", None)),
])  # fmt: skip
def test_a_release_names_the_product(release: str, told: wire.Told) -> None:
    """Three letters, version, release, modification; what is none of these is not shown."""
    assert wire.told(wire.answer(release, "Q", "utf-8" if "\x1b" in release else "cp500")) == told


def _segment(content: bytes) -> bytes:
    return wire.segment(2, wire.ddm(wire.EXCSATRD, content))


@pytest.mark.parametrize("data", [
    b"", _GOOD[:-1], _GOOD + b"\0", wire.excsat(), wire.segment(2, wire.ddm(0x1219, b"")), _segment(b""), _segment(b"\0\4"),
    _segment(b"\0\3\x11\x5a"), _segment(b"\xff\xff\x11\x5a"), _segment(wire.ddm(wire.RELEASE, b"") * 2),
    struct.pack(">H", len(_GOOD)) + b"\xd0\x02\0\1" + _GOOD[6:],
])  # fmt: skip
def test_what_is_no_answer_is_none(data: bytes) -> None:
    """Lengths fit, each fact comes once, and our number is repeated."""
    assert wire.told(data) is None


@given(st.binary(max_size=100), st.integers(0, 255))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_reader(data: bytes, at: int) -> None:
    """They are an answer, or they are none."""
    wire.told(data)
    wire.told(_segment(data))
    place = at % len(_GOOD)
    wire.told(_GOOD[:place] + data[:1] + _GOOD[place + 1 :])


def test_derby_is_said_to_ask_nobody() -> None:
    """As shipped; whether it does here is not tried."""
    with server(wire.answer("CSS10152", "Apache Derby", "utf-8")) as trap, session("db2", trap.port) as found:
        assert any("nobody" in note for note in found.access().notes)


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\xff" * 64, b"\0\2\xd0\2\0\0"])
def test_another_protocol_is_told(answer: bytes) -> None:
    """Or one that announces more than an exchange of attributes takes."""
    with pytest.raises(Failed) as failed, hostile.replying(answer) as trap, session("db2", trap.port):
        pass
    assert failed.value.failure.kind == "not-this-protocol"
