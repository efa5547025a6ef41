"""rsync: what goes out, lists of files as version 29 writes them, and daemons that say odd things."""

from __future__ import annotations

import socket
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Reading
from nightlatch.stores import _rsync_wire as wire
from nightlatch.stores._files import Entry
from tests import lab
from tests.lab import hostile
from tests.stores.looking import canned, session, short, values


def framed(data: bytes, tag: int = 7) -> bytes:
    return (len(data) | tag << 24).to_bytes(4, "little") + data


def entry(name: bytes, size: int, mode: int, flags: int = 0x01) -> bytes:
    return bytes([flags, len(name)]) + name + struct.pack("<iii", size, 0, mode)


def listed(data: bytes) -> list[Entry]:
    stream = canned(data)
    return list(wire.listed(wire.Frames(stream), stream))


def test_lists_of_files_are_read() -> None:
    """Names that begin as the last one did, sizes of eight bytes, frames of messages in between; links are left out."""
    long = bytes([0x80 | 0x20 | 0x02, 4, 3]) + b"b.c" + struct.pack("<iq", -1, 5 << 32)
    both = entry(b"dir", 4096, 0o40755) + entry(b"dir/a", 7, 0o100644) + long + entry(b"dir/l", 3, 0o120777)
    data = framed(both[:9]) + framed(b"a warning", 9) + framed(both[9:] + b"\0" + bytes(4))
    assert listed(data) == [Entry("dir", is_folder=True), Entry("dir/a", 7), Entry("dir/b.c", 5 << 32)]


@pytest.mark.parametrize(
    "data",
    [framed(b"\x21\xff\x01a"), framed(b"\x41" + struct.pack("<i", 1 << 20)), b"\xff\xff\xff\xff", framed(b"x" * 9, 3)],
)
def test_lists_that_cannot_be_are_hostile(data: bytes) -> None:
    """Names longer than they can be, and frames that there are none of."""
    with pytest.raises(Failed) as failed:
        listed(data + bytes(100))
    assert failed.value.failure.kind == "hostile"


def test_nothing_but_what_is_declared_goes_out() -> None:
    """No arguments of a receiver, no option in a name, no pattern, no line that ends early."""
    assert wire.arguments("list folder", "a b/") == b"--server\n--sender\n-d\n.\na b/\n\n"
    for verb, path in (("write", "a/"), ("list tree", "--delete"), ("read file", "a/*"), ("read file", "a\n--x")):
        with pytest.raises(wire.Undeclared):
            wire.arguments(verb, path)
    for word in ("", "#early_input=5", "a\nb"):
        with pytest.raises(wire.Undeclared):
            wire.asked(canned(b""), word)


def test_modules_are_told_from_the_message_of_the_day() -> None:
    """A module has a tab behind its name; what looks like a command or comes twice is none."""
    lines = (
        "welcome to example.org",
        "",
        "backup         \tnightly",
        "a b\t",
        "backup\tagain",
        "#list\tx",
        "x\x1b[31m\ty",
    )
    assert list(wire.modules(wire.Answer("EXIT", lines))) == ["backup", "a b"]


def test_odd_names_are_counted_and_not_read() -> None:
    """A file whose name would be a pattern is a record that could not be read; one with blanks and accents is read."""
    files = (("a[1].txt", b"one\n"), ("ü b.txt", b"two\n"), ("empty.txt", b""))
    with (
        lab.fresh("rsync", files=files, modules=(("m", "read only = yes"),)) as server,
        session("rsync", server.port) as one,
    ):
        (found,) = one.containers()
        told = values(one.read(found, Reading(full=True)))
        assert told["line"] == ["two"] and sorted(told["file.name"]) == ["a[1]", "empty", "ü b"]


def test_a_login_is_not_taken() -> None:
    """It is said, and nothing is asked."""
    with pytest.raises(Failed) as failed, session("rsync", 1, login=Login(user="app", password="x")):
        pass
    assert failed.value.failure.kind == "bad-target"


def daemon(*, module: bytes) -> hostile.Trap:
    """One with a module that answers *module*."""

    def talk(link: socket.socket, over: object) -> None:
        link.sendall(b"@RSYNCD: 32.0 sha512 md5\n")
        asked = b""
        while data := link.recv(4096):
            asked += data
            if asked.endswith(b"#list\n"):
                link.sendall(b"hello\nfiles\tall\n@RSYNCD: EXIT\n")
                return
            if asked.endswith(b"files\n"):
                link.sendall(module)
            if asked.endswith(b"\n\n"):
                return

    return hostile.Trap(talk)


@pytest.mark.parametrize(
    "module, rights",
    [
        (b"@RSYNCD: AUTHREQD x\n", "C=no R=no U=no D=no A=no"),
        (b"@ERROR: access denied\n", "C=no R=no U=no D=no A=no"),
        (b"@RSYNCD: OK\n", "C=no R=no U=no D=no A=no"),
        (b"@RSYNCD: OK\n" + bytes(4) + framed(b"\0" + bytes(4)), "C=? R=all U=? D=? A=?"),
    ],
)
def test_a_module_is_open_where_it_lists_its_folder(module: bytes, rights: str) -> None:
    """OK alone is no proof: a module may be write only."""
    with daemon(module=module) as trap, session("rsync", trap.port) as one:
        assert short(one.access()) == rights


@given(st.binary(max_size=200))
def test_any_list_ends(data: bytes) -> None:
    """As entries or as a failure."""
    try:
        listed(data)
    except Failed:
        return


@given(st.binary(max_size=200))
def test_any_answer_ends(data: bytes) -> None:
    """As an answer or as a failure; greetings too."""
    for hear in (wire.greeted, lambda stream: list(wire.modules(wire.asked(stream, "#list")))):
        try:
            hear(canned(data))  # type: ignore[operator]
        except Failed:
            continue
