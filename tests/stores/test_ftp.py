"""FTP: where data are fetched from, what lists look like, and servers that say odd things."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed
from nightlatch.stores import _ftp_wire as wire
from nightlatch.stores._files import Entry
from nightlatch.stores._ftp_about import seen
from nightlatch.stores._ftp_talk import contact
from nightlatch.stores._ftp_wire import Reply
from tests import lab
from tests.lab import hostile
from tests.stores.cases._files import tree
from tests.stores.looking import canned, session, short


def test_the_address_in_a_reply_is_not_followed() -> None:
    """PASV that names another host leads to the port at the host that we are connected to."""
    with lab.fresh("ftp", files=tree(), says="192.0.2.7") as server, session("ftp", server.port) as one:
        one.talk._no_epsv = True  # type: ignore[attr-defined]
        assert {found.name for found in one.containers()} == {"customers", "backup", "/"}


def test_only_the_port_is_taken() -> None:
    """Of EPSV and PASV replies, in the forms that servers write them; no port outside the range."""
    for code, text, port in (
        (229, "Entering Extended Passive Mode (|||6446|)", 6446), (227, "Entering Passive Mode (10,0,0,1,25,46).", 6446),
        (227, "=192,0,2,1,0,21", 21), (229, "(|||99999|)", None), (227, "(1,2,3,4,999,1)", None), (229, "(||||)", None),
        (500, "(|||6446|)", None),
    ):  # fmt: skip
        assert wire.port_in(Reply(code, (text,))) == port


def test_nothing_but_what_is_declared_goes_out() -> None:
    """STOR and its like are no commands of ours; a name that ends the line is refused."""
    for verb, argument in (("STOR", "x"), ("DELE", "x"), ("SITE", "CHMOD"), ("PORT", "1"), ("MLST", "a\r\nDELE b"), ("LIST", "a\nb")):  # fmt: skip
        with pytest.raises(wire.Undeclared):
            wire.command(verb, argument)
    assert wire.command("RETR", "/a b/ü") == "RETR /a b/ü\r\n".encode()


def test_lists_are_read_as_servers_write_them() -> None:
    """MLSD, Unix and DOS; links, the folder itself and words are no entries."""
    assert wire.entry_of_facts("type=file;size=7;perm=r; a b") == Entry("a b", 7)
    assert wire.entry_of_facts("Type=dir;Perm=el; pub") == Entry("pub", is_folder=True)
    assert wire.entry_of_facts("type=cdir;perm=el; .") is None and wire.entry_of_facts("nothing") is None
    assert wire.entry_of_list("-rw-r--r--   1 ftp ftp  26 Nov 23 04:20 x y.json") == Entry("x y.json", 26)
    assert wire.entry_of_list("drwxr-xr-x+  2 1000 domain users 4096 Jan  1  2020 a") == Entry("a", is_folder=True)
    assert wire.entry_of_list("lrwxrwxrwx 1 ftp ftp 4 Nov 23 04:20 a -> /etc") is None
    assert wire.entry_of_list("01-31-24  04:20PM       <DIR>          pub") == Entry("pub", is_folder=True)
    assert wire.entry_of_list("01-31-2024  04:20PM                 26 x.json") == Entry("x.json", 26)
    assert wire.is_list("total 12") and not wire.is_list("Connected to 127.0.0.1")


@pytest.mark.parametrize(
    "greeting, product, version",
    [
        (b"220 (vsFTPd 3.0.3)\r\n", "vsftpd", "3.0.3"),
        (b"220 ProFTPD Server (Debian) [::ffff:127.0.0.1]\r\n", "ProFTPD", None),
        (
            b"220---------- Welcome to Pure-FTPd [privsep] ----------\r\n220-You are user 1\r\n220 x\r\n",
            "Pure-FTPd",
            None,
        ),
        (b"220-FileZilla Server 1.8.1\r\n220 Please visit\r\n", "FileZilla Server", "1.8.1"),
        (b"220 Microsoft FTP Service\r\n", "Microsoft FTP Service", None),
        (b"220 Welcome\r\n", "FTP server", None),
        (b"220 ftp.example.org FTP server ready.\r\n", "FTP server", None),
    ],
)
def test_ftp_servers_are_recognised(greeting: bytes, product: str, version: str | None) -> None:
    """By what they say unasked."""
    found = seen(greeting)
    assert found is not None and (found.product, found.version) == (product, version)


@pytest.mark.parametrize(
    "greeting",
    [
        b"220 mx.example.org ESMTP Postfix\r\n",
        b"220 mx1.example.org ready\r\n",
        b"220 mail\r\n",
        b"SSH-2.0-x\r\n",
        b"220",
        b"",
    ],
)
def test_mail_servers_are_none(greeting: bytes) -> None:
    """Nor is what is no greeting at all."""
    assert seen(greeting) is None


def server(*, mlst: bool, root: str = "type=dir;perm=el;", **answers: bytes) -> hostile.Trap:
    """An FTP server that knows a few words; *answers* by their commands."""
    said = {
        b"FEAT": b"211-x\r\n MLST perm*;\r\n211 end\r\n" if mlst else b"502 no\r\n", b"USER": b"230 in\r\n",
        b"PWD": b'257 "/"\r\n', b"STAT": b"213-x\r\n213 end\r\n", **{key.encode(): value for key, value in answers.items()},
    }  # fmt: skip

    def talk(link: socket.socket, over: object) -> None:
        link.sendall(b"220 ftp\r\n")
        while asked := link.recv(65536):
            word, _, path = asked.strip().partition(b" ")
            if word == b"MLST" and path == b"/" and b"MLST" not in said:
                link.sendall(b"250-x\r\n " + root.encode() + b" /\r\n250 end\r\n")
            else:
                link.sendall(said.get(word, b"550 no\r\n"))

    return hostile.Trap(talk)


@pytest.mark.parametrize(
    "trap, rights",
    [
        (server(mlst=True), "C=no R=all U=? D=no A=?"),
        (server(mlst=True, root="type=dir;perm=cm;"), "C=all R=some U=? D=no A=?"),
        (server(mlst=True, root="type=dir;perm=cm;", STAT=b"550 no\r\n"), "C=all R=? U=? D=? A=?"),
        (server(mlst=False), "C=? R=some U=? D=? A=?"),
        (server(mlst=False, STAT=b"550 no\r\n"), "C=? R=? U=? D=? A=?"),
        (server(mlst=True, MLST=b"250-x\r\n type=dir;perm=elcmp; /\r\n250 end\r\n"), "C=? R=? U=? D=? A=?"),
        (server(mlst=True, USER=b"530 no\r\n"), "C=no R=no U=no D=no A=no"),
        (server(mlst=True, USER=b"331 word\r\n", PASS=b"530 no\r\n"), "C=no R=no U=no D=no A=no"),
    ],
)
def test_rights_are_what_the_server_says(trap: Any, rights: str) -> None:
    """Permissions of its files where it tells them; a drop box is open; one that knows every name proves nothing."""
    with trap, session("ftp", trap.port) as one:
        assert short(one.access()) == rights


@pytest.mark.parametrize(
    "user, kind", [(b"421 full\r\n", "connection-refused"), (b"502 what\r\n", "not-this-protocol")]
)
def test_what_cannot_be_a_session_is_told(user: bytes, kind: str) -> None:
    """A server that is full, and one that knows no USER."""
    with server(mlst=True, USER=user) as trap, pytest.raises(Failed) as failed, session("ftp", trap.port):
        pass
    assert failed.value.failure.kind == kind


def test_the_contact_is_the_password() -> None:
    """As anonymous visitors do; without one, our name."""
    assert contact("nightlatch/1 run7 security@example.org") == "security@example.org"
    assert contact("nightlatch/1 run7") == "nightlatch@"


@given(st.binary(max_size=200))
def test_any_reply_is_a_reply_or_a_failure(data: bytes) -> None:
    """Bytes that are no reply end as a failure that says so."""
    try:
        found = wire.heard(canned(data))
    except Failed:
        return
    assert 100 <= found.code < 700 and found.lines
    wire.port_in(found)


@given(st.text(max_size=120))
def test_any_line_is_an_entry_or_none(line: str) -> None:
    """No line of a list makes it fail."""
    for parse in (wire.entry_of_facts, wire.entry_of_list):
        found = parse(line)
        assert found is None or found.is_folder or found.bytes is None or found.bytes >= 0
