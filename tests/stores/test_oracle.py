"""What the common suite cannot say of Oracle's listener: packets of every kind, releases."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed
from nightlatch.stores import _oracle_wire as wire
from tests.lab import hostile
from tests.stores.looking import session

_GOOD = wire.refusal(186647040)


def test_what_is_sent_names_no_service_and_no_command() -> None:
    """A listener has nothing to start, and nothing to do."""
    sent = wire.connect()
    assert len(sent) == int.from_bytes(sent[:2], "big") and sent[58:].startswith(b"(DESCRIPTION=")
    assert b"COMMAND" not in sent and b"SERVICE" not in sent and b"SID" not in sent


@pytest.mark.parametrize(("number", "release"), [
    (186647040, "11.2.0.2"), (169869568, "10.2.0.1"), (318767104, "19.0"), (352321536, "21.0"), (0, None), (1 << 32, None),
])  # fmt: skip
def test_a_number_is_a_release(number: int, release: str | None) -> None:
    """Of two forms, before and from 18 on."""
    assert wire.release(number) == release


@pytest.mark.parametrize("data", [
    b"", _GOOD[:-1], _GOOD + b"\0", wire.packet(wire.REFUSE, b"\0\0\0\0no"), wire.packet(wire.RESEND, b"x"), wire.connect(),
    wire.packet(wire.ACCEPT, bytes(20)), wire.packet(wire.REDIRECT, b"\0\x20(ADDRESS=(HOST=192.0.2.1))"),
    b"\0\x08\0\0\x0b\0\0\x01", struct.pack(">HHBBH", 8, 1, wire.RESEND, 0, 0),
])  # fmt: skip
def test_what_is_no_answer_is_none(data: bytes) -> None:
    """Lengths fit, checksums are none, and a refusal has its description."""
    assert wire.told(data) is None


@pytest.mark.parametrize(("data", "told"), [
    (_GOOD, wire.Told(wire.REFUSE, "11.2.0.2", 12504)), (wire.packet(wire.RESEND, b""), wire.Told(wire.RESEND)),
    (wire.packet(wire.ACCEPT, struct.pack(">H", 314) + bytes(20)), wire.Told(wire.ACCEPT)),
    (wire.refusal(0, 1189), wire.Told(wire.REFUSE, None, 1189)),
])  # fmt: skip
def test_answers_are_told(data: bytes, told: wire.Told) -> None:
    """Refused, asked again, or let in."""
    assert wire.told(data) == told


@given(st.binary(max_size=100), st.integers(0, 255))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_reader(data: bytes, at: int) -> None:
    """They are an answer, or they are none."""
    wire.told(data)
    wire.told(wire.packet(wire.REFUSE, data))
    place = at % len(_GOOD)
    wire.told(_GOOD[:place] + data[:1] + _GOOD[place + 1 :])


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\xff" * 64, b"\0\4\0\0\4\0\0\0"])
def test_another_protocol_is_told(answer: bytes) -> None:
    """Or one that announces more than a listener says."""
    with pytest.raises(Failed) as failed, hostile.replying(answer) as trap, session("oracle", trap.port):
        pass
    assert failed.value.failure.kind == "not-this-protocol"
