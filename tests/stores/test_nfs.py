"""NFS: servers that believe nobody, speak other versions, answer brokenly; what goes out."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import _nfs_wire as wire
from nightlatch.stores._files import Entry
from nightlatch.stores._nfs_about import SIGNS, seen
from tests.lab import hostile
from tests.stores.looking import session, short

_DENIED, _ACCEPTED = struct.pack(">I", 1), struct.pack(">III", 0, 0, 0)


def framed(xid: int, body: bytes) -> bytes:
    data = struct.pack(">II", xid, 1) + body
    return struct.pack(">I", 0x80000000 | len(data)) + data


def result(status: int, *parts: bytes) -> bytes:
    """An accepted compound: its status, and results of operations."""
    return (
        _ACCEPTED
        + struct.pack(">I", 0)
        + struct.pack(">I", status)
        + wire.opaque(b"")
        + struct.pack(">I", len(parts))
        + b"".join(parts)
    )


def op(number: int, status: int = 0, body: bytes = b"") -> bytes:
    return struct.pack(">II", number, status) + body


def folder(*entries: tuple[str, int, int | None]) -> bytes:
    found = bytes(8)
    for cookie, (name, kind, size) in enumerate(entries, 3):
        bits = 1 << 1 | (1 << 4 if size is not None else 0)
        attributes = struct.pack(">I", kind) + (struct.pack(">Q", size) if size is not None else b"")
        found += (
            struct.pack(">IQ", 1, cookie)
            + wire.opaque(name.encode())
            + struct.pack(">II", 1, bits)
            + wire.opaque(attributes)
        )
    return found + struct.pack(">II", 0, 1)


def server(answer: Callable[[int], bytes]) -> hostile.Trap:
    """Answers each call with what *answer* makes of the last operation asked for."""

    def talk(link: socket.socket, over: object) -> None:
        while data := link.recv(65536):
            xid = int.from_bytes(data[4:8], "big")
            last = next(
                (code for code in (wire.READDIR, wire.ACCESS, wire.READ) if struct.pack(">I", code) in data[80:]), 0
            )
            link.sendall(framed(xid, answer(last)))

    return hostile.Trap(talk)


def exports(access: bytes) -> Callable[[int], bytes]:
    root = op(wire.READDIR, 0, folder(("pub", 2, None), ("readme", 1, 5), ("link", 5, 1)))
    return lambda last: result(0, op(wire.PUTROOTFH), root) if last == wire.READDIR else access


@pytest.mark.parametrize(
    "answer, rights",
    [
        (lambda last: _DENIED + struct.pack(">II", 1, 5), "C=no R=no U=no D=no A=no"),
        (exports(result(wire.WRONGSEC, op(24), op(15, wire.WRONGSEC))), "C=no R=no U=no D=no A=no"),
        (exports(result(13, op(24), op(15, 13))), "C=? R=? U=? D=? A=?"),
        (exports(result(0, op(24), op(15), op(3, 0, struct.pack(">II", 0x1F, 0x03)))), "C=? R=all U=? D=? A=?"),
        (exports(result(0, op(24), op(15), op(3, 0, struct.pack(">II", 0x1F, 0x1F)))), "C=all R=all U=all D=all A=?"),
        (exports(result(0, op(24), op(15), op(3, 0, struct.pack(">II", 0x03, 0x1F)))), "C=? R=all U=? D=? A=?"),
        (exports(result(0, op(24), op(15), op(3, 0, struct.pack(">II", 0x1F, 0)))), "C=? R=? U=? D=? A=?"),
        (lambda last: result(1, op(24, 1)), "C=? R=? U=? D=? A=?"),
        (lambda last: result(13, op(24, 13)), "C=? R=? U=? D=? A=?"),
    ],
)  # fmt: skip
def test_rights_are_what_the_server_grants_to_nobody(answer: Callable[[int], bytes], rights: str) -> None:
    """What nobody is not granted somebody else may be; a server that wants Kerberos is closed to all strangers."""
    with server(answer) as trap, session("nfs", trap.port) as one:
        assert short(one.access()) == rights


@pytest.mark.parametrize(
    "body, kind",
    [
        (struct.pack(">IIIIII", 0, 0, 0, 2, 2, 3), "unsupported-version"), (_DENIED + struct.pack(">III", 0, 2, 2), "unsupported-version"),
        (struct.pack(">IIII", 0, 0, 0, 1), "not-this-protocol"), (b"", "not-this-protocol"), (result(0), "not-this-protocol"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_session_is_told(body: bytes, kind: str) -> None:
    """Other versions, other programs, answers that end in the middle."""
    with server(lambda last: body) as trap, pytest.raises(Failed) as failed, session("nfs", trap.port):
        pass
    assert failed.value.failure.kind == kind


def test_nothing_but_what_is_declared_goes_out() -> None:
    """OPEN, WRITE, REMOVE and other procedures are none of ours; every call says that it comes from nobody."""
    for operation in (18, 38, 28, 6, 34):
        with pytest.raises(wire.Undeclared):
            wire.compound(["a"], struct.pack(">I", operation))
    with pytest.raises(wire.Undeclared):
        wire.call(1, 2, b"")
    said = wire.call(1, 1, wire.compound(["a"], wire.access()), "nightlatch/0 run7 security@example.org")
    assert b"nightlatch/0 run7" in said and struct.pack(">III", 65534, 65534, 0) in said
    with pytest.raises(Failed) as failed, session("nfs", 1, login=Login(user="a", password="b")):
        pass
    assert failed.value.failure.kind == "bad-target"


def test_servers_are_told_by_their_answer() -> None:
    """To a call of nothing, in whatever version; another program, and other protocols, are none."""
    assert seen(framed(wire.XID, _ACCEPTED + bytes(4))) is not None
    assert seen(framed(wire.XID, struct.pack(">IIIIII", 0, 0, 0, 2, 3, 3))) is not None
    for data in (
        SIGNS.hello,
        b"",
        framed(wire.XID, struct.pack(">IIII", 0, 0, 0, 1)),
        framed(7, _ACCEPTED + bytes(4)),
        b"\x80" + bytes(60),
    ):
        assert seen(data) is None


def test_lists_of_folders_are_read() -> None:
    """Links are left out; sizes are where they are told."""
    page = wire.listed(wire.Reader(folder(("a", 1, 7), ("l", 5, 1), ("d", 2, None))))
    assert page.entries == (Entry("a", 7), Entry("d", is_folder=True)) and page.is_last and page.cookie == 5


@given(st.binary(max_size=200))
def test_any_answer_is_read_or_broken(data: bytes) -> None:
    """No bytes make a parser fail otherwise."""
    seen(data)
    seen(framed(wire.XID, data))
    readers: list[Callable[[], object]] = [
        lambda: wire.accepted(data, wire.XID), lambda: wire.reached(wire.Reader(data), 2), lambda: wire.listed(wire.Reader(data)),
        lambda: wire.granted(wire.Reader(data)), lambda: wire.came(wire.Reader(data)),
    ]  # fmt: skip
    for read in readers:
        try:
            read()
        except wire.Broken:
            continue
