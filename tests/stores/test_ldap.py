"""LDAP: what goes out, servers that cannot be had here, referrals, limits and broken answers."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed
from nightlatch.stores import Reading
from nightlatch.stores import _ldap_wire as wire
from nightlatch.stores._ldap_about import SIGNS, product_of, seen
from nightlatch.stores._ldap_wire import Found, Result
from tests import lab
from tests.lab import hostile
from tests.stores.cases.ldap import ldif
from tests.stores.looking import canned, session, short, values


def entry(number: int, name: str, **attributes: list[bytes]) -> bytes:
    listed = b"".join(
        wire.tlv(0x30, wire.tlv(4, kind.encode()) + wire.tlv(0x31, b"".join(wire.tlv(4, one) for one in told)))
        for kind, told in attributes.items()
    )
    return wire.tlv(0x30, wire.integer(number) + wire.tlv(0x64, wire.tlv(4, name.encode()) + wire.tlv(0x30, listed)))


def done(number: int, code: int = 0, text: bytes = b"", tag: int = 0x65) -> bytes:
    return wire.tlv(
        0x30, wire.integer(number) + wire.tlv(tag, wire.integer(code, 10) + wire.tlv(4, b"") + wire.tlv(4, text))
    )


def reference(number: int) -> bytes:
    return wire.tlv(0x30, wire.integer(number) + wire.tlv(0x73, wire.tlv(4, b"ldap://192.0.2.1/dc=a")))


Answer = Callable[[int, bytes, int], bytes]  # message number, base and scope of a search -> what is sent


def directory(answer: Answer, *, bind: int = 0) -> hostile.Trap:
    """A server that lets anybody bind and answers searches as *answer* says; pages mean nothing to it."""

    def talk(link: socket.socket, over: object) -> None:
        while asked := link.recv(65536):
            _, message, _ = wire.element(asked, 0)
            _, number, at = wire.element(message, 0)
            tag, operation, _ = wire.element(message, at)
            told = int.from_bytes(number, "big")
            if tag == 0x60:
                link.sendall(done(told, bind, tag=0x61))
            elif tag == 0x63:
                _, base, at = wire.element(operation, 0)
                link.sendall(answer(told, base, operation[at + 2]))
            else:
                return

    return hostile.Trap(talk)


def root(number: int) -> bytes:
    return entry(number, "", namingContexts=[b"dc=a", b"cn=config"], objectClass=[b"top"]) + done(number)


def rooted(below: Answer) -> Answer:
    return lambda number, base, scope: below(number, base, scope) if base else root(number)


@pytest.mark.parametrize(
    "below, rights",
    [
        (lambda n, base, scope: entry(n, "ou=x,dc=a", objectClass=[b"organizationalUnit"]) + done(n), "C=? R=some U=? D=? A=?"),
        (lambda n, base, scope: entry(n, "ou=x,dc=a") + done(n), "C=? R=? U=? D=? A=?"),
        (lambda n, base, scope: done(n), "C=? R=? U=? D=? A=?"),
        (lambda n, base, scope: reference(n) + done(n), "C=? R=? U=? D=? A=?"),
        (lambda n, base, scope: done(n, 50), "C=? R=no U=? D=? A=?"),
        (lambda n, base, scope: done(n, 1, b"000004DC: LdapErr: DSID-0C0907C2, comment: In order to perform this "
                                     b"operation a successful bind must be completed on the connection."), "C=no R=no U=no D=no A=no"),
        (lambda n, base, scope: done(n, 1), "C=? R=? U=? D=? A=?"),
        (lambda n, base, scope: done(n, 10), "C=? R=? U=? D=? A=?"),
    ],
)  # fmt: skip
def test_only_an_entry_below_a_naming_context_is_open(below: Answer, rights: str) -> None:
    """The root is everybody's; nothing, a referral, a bare name are no proof; Active Directory says what it wants."""
    with directory(rooted(below)) as trap, session("ldap", trap.port) as one:
        assert short(one.access()) == rights


def test_a_refused_bind_is_a_closed_directory() -> None:
    """Whatever is asked afterwards."""
    with directory(lambda n, base, scope: done(n, 53), bind=48) as trap, session("ldap", trap.port) as one:
        assert short(one.access()) == "C=no R=no U=no D=no A=no" and list(one.containers()) == []


def test_a_limit_of_the_server_is_said() -> None:
    """A branch that the server lists in part is never complete; what came is told."""

    def below(number: int, base: bytes, scope: int) -> bytes:
        if base == b"dc=a":
            return entry(number, "ou=x,dc=a", objectClass=[b"organizationalUnit"]) + done(number)
        many = b"".join(entry(number, f"uid={n},ou=x,dc=a", mail=[b"u@example.org"]) for n in range(2_500))
        return many + done(number, wire.SIZE)

    with directory(rooted(below)) as trap, session("ldap", trap.port) as one:
        (found,) = one.containers()
        assert (one.count(found).value, one.count(found).low) == (None, 2_500)
        assert len(values(one.read(found, Reading(records=900)))["mail"]) == 900
        with pytest.raises(Failed) as failed:
            list(one.read(found, Reading(full=True)))
        assert failed.value.failure.kind == "over-budget"


def test_a_naming_context_may_be_named() -> None:
    """Where the root names none."""
    with (
        lab.fresh("slapd", ldif=ldif()) as server,
        session("ldap", server.port, database="ou=teams,dc=example,dc=org") as one,
    ):
        (found,) = one.containers()
        assert found.name == "top" and one.count(found).value == 5


def test_several_values_belong_to_one_record() -> None:
    """Attributes with options are one field; what is no text stays bytes."""
    from nightlatch.stores.ldap import batch_of

    one = Found(
        b"cn=a",
        (
            ("mail", (b"a@example.org", b"b@example.org")),
            ("cn;lang-de", (b"\xc3\xbc",)),
            ("jpegPhoto", (b"\xff\xd8\xff",)),
        ),
    )
    told = values(iter([batch_of([Found(b"cn=z"), one])]))
    assert told == {
        "dn": ["cn=z", "cn=a"],
        "mail": ["a@example.org", "b@example.org"],
        "cn": ["ü"],
        "jpegPhoto": [b"\xff\xd8\xff"],
    }


def test_nothing_but_what_is_declared_goes_out() -> None:
    """A modify in the clothes of a search, and operations of other names, are refused."""
    for verb, operation in (
        ("modify", wire.tlv(0x66, b"")),
        ("search names", wire.tlv(0x66, b"")),
        ("bind", wire.tlv(0x68, b"")),
    ):
        with pytest.raises(wire.Undeclared):
            wire.request(1, verb, operation)


def test_products_are_told_by_their_root() -> None:
    """And a result alone is a directory of some kind; other protocols are none."""
    assert product_of(Found(b"", (("objectClass", (b"top", b"OpenLDAProotDSE")),))).product == "OpenLDAP"
    assert product_of(Found(b"", (("forestFunctionality", (b"7",)),))).product == "Active Directory"
    ds = product_of(Found(b"", (("vendorName", (b"389 Project",)), ("vendorVersion", (b"389-Directory/2.3.1 B2023",)))))
    assert (ds.product, ds.version) == ("389 Directory Server", "2.3.1")
    assert seen(done(1)) is not None and seen(done(0, 2, tag=0x78)) is not None
    for data in (
        SIGNS.hello,
        b"",
        b"0",
        b"\x30\x84\xff\xff\xff\xff",
        b"HTTP/1.1 200 OK",
        b"\x30\x05hello",
        done(1)[:-1],
    ):
        assert seen(data) is None


@pytest.mark.parametrize(
    "data, kind",
    [
        (b"\x30\x84\x7f\xff\xff\xff" + bytes(20), "hostile"), (b"\x30\x80" + bytes(20), "not-this-protocol"),
        (done(7), "not-this-protocol"), (wire.tlv(0x30, wire.integer(2) + wire.tlv(0x64, b"\x04\x90")), "hostile"),
    ],
)  # fmt: skip
def test_broken_answers_are_failures(data: bytes, kind: str) -> None:
    """Endless lengths, answers to what was not asked, entries that end in the middle."""
    with pytest.raises(Failed) as failed:
        list(wire.answers(canned(data + bytes(100)), 2))
    assert failed.value.failure.kind == kind


@given(st.binary(max_size=200))
def test_any_answer_ends(data: bytes) -> None:
    """As entries and a result, or as a failure."""
    for shaped in (
        data,
        wire.tlv(0x30, wire.integer(2) + wire.tlv(0x64, data)),
        wire.tlv(0x30, wire.integer(2) + wire.tlv(0x65, data) + data),
    ):
        try:
            *_, last = wire.answers(canned(shaped), 2)
        except Failed:
            continue
        assert isinstance(last, Result)


@given(st.binary(max_size=200))
def test_any_first_answer_is_told(data: bytes) -> None:
    """No bytes make the signs fail."""
    seen(data)
    seen(wire.tlv(0x30, wire.integer(1) + wire.tlv(0x64, data)))
