"""SMB: what goes out, servers that refuse sessions, lists of shares and folders, broken answers."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Ask
from nightlatch.stores import _smb_wire as wire
from nightlatch.stores._files import Entry
from nightlatch.stores._smb_about import SIGNS, seen
from nightlatch.stores._smb_talk import Talk
from tests import lab
from tests.lab import hostile
from tests.stores.cases._files import tree
from tests.stores.looking import canned, session, short


def response(command: int, body: bytes, *, status: int = 0, number: int = 0, tree: int = 0, session: int = 0) -> bytes:
    head = wire._HEAD.pack(b"\xfeSMB", 64, 0, status, command, 1, 1, 0, number, 0, tree, session, bytes(16))
    return struct.pack(">I", len(head) + len(body)) + head + body


def ntlm(version: tuple[int, int, int]) -> bytes:
    flags = struct.pack("<I", 0x02000001)
    return (
        b"NTLMSSP\0\x02\0\0\0"
        + bytes(8)
        + flags
        + b"12345678"
        + bytes(8)
        + struct.pack("<HHI", 4, 4, 56)
        + struct.pack("<BBH4x", *version)
        + bytes(4)
    )


def server(
    answers: Callable[[int, bytes], tuple[int, bytes] | None], version: tuple[int, int, int] = (10, 0, 20348)
) -> hostile.Trap:
    """Negotiates, challenges, and then answers as *answers* says: the command and its body -> status and body."""

    def talk(link: socket.socket, over: object) -> None:
        steps = 0
        while data := link.recv(65536):
            command, number = int.from_bytes(data[16:18], "little"), int.from_bytes(data[28:36], "little")
            if command == wire.NEGOTIATE:
                link.sendall(response(command, bytes(64)))
                continue
            steps += command == wire.SESSION_SETUP
            if command == wire.SESSION_SETUP and steps == 1:
                token = ntlm(version)
                body = struct.pack("<HHHH", 9, 0, 72, len(token)) + token
                link.sendall(response(command, body, status=wire.MORE, number=number, session=7))
                continue
            told = answers(command, data)
            if told is None:
                return
            link.sendall(response(command, told[1], status=told[0], number=number, session=7, tree=5))

    return hostile.Trap(talk)


def test_a_server_that_refuses_both_sessions_is_closed() -> None:
    """Nobody and Guest are tried, and nothing else; the version of Windows is told by its challenge."""
    with server(lambda command, data: (0xC000006D, bytes(8))) as trap, session("smb", trap.port) as one:
        found = one.access()
        assert short(found) == "C=no R=no U=no D=no A=no" and list(one.containers()) == []
        assert {told.command for told in found.rights["read"].evidence} == {
            "SESSION_SETUP (null session)",
            "SESSION_SETUP (guest session)",
        }
        assert {told.code for told in found.rights["read"].evidence} == {"STATUS_LOGON_FAILURE"}
        assert (one.identity.product, one.identity.version) == ("Windows", "10.0.20348")


def test_a_share_that_is_not_listed_can_be_named() -> None:
    """The server service refuses; what the share allows at most, without what it forbids in its top folder, is told."""

    def answers(command: int, data: bytes) -> tuple[int, bytes] | None:
        if command == wire.SESSION_SETUP:
            return 0, struct.pack("<HHHH", 9, 0, 72, 0)
        if command == wire.TREE_CONNECT:
            is_ipc = "IPC$".encode("utf-16-le") in data
            return (0, struct.pack("<HBBIII", 16, 2 if is_ipc else 1, 0, 0, 0, 0x1301BF))
        if command == wire.CREATE:
            if b"MxAc" not in data:
                return 0xC0000022, bytes(8)
            context = struct.pack("<IHHHHI4sIII", 0, 16, 4, 0, 24, 8, b"MxAc", 0, 0, 0x1200A9)
            return 0, struct.pack("<HBBI40xQII16sII", 89, 0, 0, 1, 0, 0x10, 0, b"f" * 16, 152, len(context)) + context
        return 0, bytes(60)

    with server(answers) as trap, session("smb", trap.port, database="data") as one:
        assert short(one.access()) == "C=no R=all U=no D=no A=no"
    with server(answers) as trap, session("smb", trap.port) as one:
        assert short(one.access()) == "C=? R=? U=? D=? A=?"


def test_nothing_but_what_is_declared_goes_out() -> None:
    """WRITE and SET_INFO are no commands of ours; what would make, change or delete a file is not opened."""
    for command in (9, 17, 10, 18):
        with pytest.raises(wire.Undeclared):
            wire.message(command, 0, bytes(60))
    good = wire.create("a/b.txt", "file")
    assert wire.message(wire.CREATE, 0, good)
    for at, value in (
        (36, 2),
        (36, 5),
        (24, 0x3 | 0x80),
        (24, 0x10081),
        (40, 0x1000),
    ):  # create, overwrite, write, delete
        with pytest.raises(wire.Undeclared):
            wire.message(wire.CREATE, 0, good[:at] + struct.pack("<I", value) + good[at + 4 :])
    with pytest.raises(Failed) as failed, session("smb", 1, login=Login(user="a", password="b")):
        pass
    assert failed.value.failure.kind == "bad-target"


# Samba starts a process for the first who asks for its shares.
_PATIENT = Ask(timeout_seconds=30.0, client="nightlatch/0", statement_seconds=30.0)


def test_reading_leaves_no_trace() -> None:
    """After a survey the files of a share are as they were, and nothing stays open."""
    with lab.fresh("smbd", files=tree(), shares=(("s", "guest ok = yes;read only = no"),)) as server:
        before = {one: (one.stat().st_mtime_ns, one.stat().st_size) for one in (server.dir / "files").rglob("*")}
        with session("smb", server.port, ask=_PATIENT) as one:
            (found,) = one.containers()
            assert one.count(found).value == 307
        assert {
            one: (one.stat().st_mtime_ns, one.stat().st_size) for one in (server.dir / "files").rglob("*")
        } == before


def entries(*names: tuple[str, int, int]) -> bytes:
    found = b""
    for place, (name, size, attributes) in enumerate(names):
        text = name.encode("utf-16-le")
        one = struct.pack("<II32xQQII", 0, 0, size, size, attributes, len(text)) + text
        one += bytes(-len(one) % 8)
        step = len(one) if place + 1 < len(names) else 0
        found += struct.pack("<I", step) + one[4:]
    return found


def test_lists_of_folders_are_read() -> None:
    """Links are left out, and the folder itself."""
    data = entries((".", 0, 0x10), ("a b", 7, 0x20), ("d", 0, 0x10), ("link", 0, 0x410), ("ü", 1, 0x80))
    told = wire.answer(response(wire.QUERY_DIRECTORY, struct.pack("<HHI", 9, 72, len(data)) + data)[4:])
    assert list(wire.listed(told)) == [Entry("a b", 7), Entry("d", is_folder=True), Entry("ü", 1)]


def test_lists_of_shares_are_read() -> None:
    """Names and types; a list that is refused is empty, one that lies about its length is broken."""

    def text(value: str) -> bytes:
        data = (value + "\0").encode("utf-16-le")
        return struct.pack("<III", len(data) // 2, 0, len(data) // 2) + data + bytes(-len(data) % 4)

    stub = struct.pack("<IIIIII", 1, 1, 4, 2, 8, 2) + struct.pack("<IIIIII", 1, 0, 2, 3, 0x80000003, 0)
    stub += text("backup") + text("nightly") + text("IPC$")
    assert wire.shares_in(stub + bytes(12)) == [("backup", 0), ("IPC$", 0x80000003)]
    assert wire.shares_in(struct.pack("<IIIIII", 1, 1, 4, 0, 0, 0)) == []
    for bad in (stub[:50], struct.pack("<IIIIII", 1, 1, 4, 1 << 30, 8, 1 << 30), b""):
        with pytest.raises(wire.Broken):
            wire.shares_in(bad)


def test_servers_are_told_by_their_answer() -> None:
    """To NEGOTIATE, of version 1 as well; requests, and other protocols, are none."""
    assert seen(response(wire.NEGOTIATE, bytes(64))) is not None
    assert seen(b"\0\0\0\x55\xffSMB\x72" + bytes(80)) is not None
    for data in (SIGNS.hello, b"", b"\0" * 70, b"HTTP/1.1 200 OK\r\n", response(wire.CLOSE, bytes(60))):
        assert seen(data) is None


@pytest.mark.parametrize(
    "data, kind",
    [
        (b"\x00\xff\xff\xff" + bytes(90), "hostile"), (b"\x7f\xff\xff\xf0" + bytes(90), "not-this-protocol"),
        (response(wire.CLOSE, bytes(60)), "not-this-protocol"), (response(wire.NEGOTIATE, b"", status=0xC00000BB), "unsupported-version"),
        (b"\0\0\0\x50\xffSMB\x72" + bytes(80), "unsupported-version"), (b"\0\0\0\x50" + bytes(80), "not-this-protocol"),
    ],
)  # fmt: skip
def test_broken_answers_are_failures(data: bytes, kind: str) -> None:
    """Endless lengths, answers to what was not asked, version 1 alone, no version in common."""
    with pytest.raises(Failed) as failed:
        Talk(stream=canned(data), host="h").negotiate()
    assert failed.value.failure.kind == kind


@given(st.binary(max_size=300))
def test_any_answer_is_read_or_broken(data: bytes) -> None:
    """No bytes make a parser fail otherwise."""
    seen(data)
    readers: list[Callable[[], object]] = [
        lambda: wire.challenge(b"NTLMSSP\0\x02\0\0\0" + data), lambda: wire.rpc_stub(data), lambda: wire.shares_in(data),
    ]  # fmt: skip
    told = wire.answer(response(wire.CREATE, data)[4:])
    readers += [
        lambda: list(wire.listed(told)),
        lambda: wire.opened(told),
        lambda: wire.came(told),
        lambda: wire.transceived(told),
    ]
    for read in readers:
        try:
            read()
        except wire.Broken:
            continue
    wire.rpc_length(data)
