"""Memcached: what reading leaves behind on a real 1.6, and, from the specification, servers that cannot be had here."""

from __future__ import annotations

import re
import socket
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed
from nightlatch.stores import Reading
from nightlatch.stores import _memcached_wire as wire
from nightlatch.stores._memcached_about import seen
from tests import lab
from tests.lab import hostile
from tests.stores.cases.memcached import load
from tests.stores.looking import canned, session, short, values

ALL, UNKNOWN, NONE = "C=all R=all U=all D=all A=all", "C=? R=? U=? D=? A=?", "C=no R=no U=no D=no A=no"


def said(port: int, line: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), 5) as link:
        link.sendall(line + b"\r\n")
        return link.recv(65536)


def test_reading_leaves_no_trace_in_an_item() -> None:
    """After a survey an item is as it was: never fetched, its place in the LRU and its time to live unchanged."""
    with lab.fresh("memcached") as server:
        load(server)
        with session("memcached", server.port) as one:
            (people,) = (found for found in one.containers() if found.name == "person:*")
            told = values(one.read(people, Reading(full=True)))
        assert len(told["name"]) == 400
        assert b"fetch=no" in said(server.port, b"me person:7")
        stats = said(server.port, b"stats")
    assert b"STAT cmd_set 500\r\n" in stats and b"STAT cmd_flush 0\r\n" in stats and b"STAT cmd_touch 0\r\n" in stats
    assert b"STAT get_expired 0\r\n" in stats


def test_keys_that_are_no_words_are_read_too() -> None:
    """A key of any bytes, as base64 brings it in, comes out of the dump and its value is read."""
    with lab.fresh("memcached") as server:
        said(server.port, b"ms Yf8gYg== 5 b\r\nhello")
        with session("memcached", server.port) as one:
            (found,) = one.containers()
            assert values(one.read(found, Reading()))["value"] == ["hello"]


def test_a_sample_is_bounded() -> None:
    """Of 3,000 keys a sample of 100 reads 100, the same ones for the same seed; a bound in bytes holds too."""
    with lab.fresh("memcached") as server:
        with socket.create_connection((server.host, server.port), 10) as link:
            for number in range(3_000):
                link.sendall(b"set item:%d 0 0 1000 noreply\r\n%b\r\n" % (number, b"x" * 1000))
            link.sendall(b"verbosity 0\r\n")
            assert link.recv(100) == b"OK\r\n"
        with session("memcached", server.port) as one:
            (found,) = one.containers()
            assert found.records.value == 3_000 and found.records.exact
            first, again, other = (values(one.read(found, Reading(records=100, seed=n)))["key"] for n in (1, 1, 2))
            assert first == again != other and len(first) == 100
            few = sum(batch.records for batch in one.read(found, Reading(bytes=50_000, records=3_000)))
            assert 50 <= few < 1_100


def header(opcode: int, status: int, key: bytes = b"", value: bytes = b"") -> bytes:
    return struct.pack(">BBHBBHIIQ", 0x81, opcode, len(key), 0, 0, status, len(key + value), 0, 0) + key + value


def sasl() -> hostile.Trap:
    """memcached -S: hangs up on text, tells its version to anybody, and nothing else (protocol-binary.txt)."""

    def talk(link: socket.socket, over: object) -> None:
        while asked := link.recv(65536):
            if asked[0] != 0x80:
                return
            link.sendall(header(asked[1], 0, value=b"1.5.6") if asked[1] == 0x0B else header(asked[1], 0x20))

    return hostile.Trap(talk)


def test_a_server_with_sasl_is_closed() -> None:
    """It speaks binary alone, gives its version away, and refuses statistics with status 0x20."""
    with sasl() as server, session("memcached", server.port) as one:
        assert (one.identity.version, short(one.access())) == ("1.5.6", NONE)
        assert list(one.containers()) == []


def old(*, takes_all: bool = False) -> hostile.Trap:
    """memcached 1.4.25: it knows neither mg nor metadump, and its statistics no auth_enabled_ascii."""
    answers = {
        b"version": b"VERSION 1.4.25\r\n",
        b"stats": b"STAT curr_items 7\r\nEND\r\n",
        b"stats settings": b"STAT udpport 11211\r\nSTAT auth_enabled_sasl no\r\nEND\r\n",
    }

    def talk(link: socket.socket, over: object) -> None:
        while asked := link.recv(65536):
            for line in asked.splitlines():
                link.sendall(answers.get(line.rstrip(), b"OK\r\n" if takes_all else b"ERROR\r\n"))

    return hostile.Trap(talk)


def test_before_1_6_only_the_number_of_items_is_told() -> None:
    """It is open to everything, but its values could not be read without a trace, and are not."""
    with old() as server, session("memcached", server.port) as one:
        found = one.access()
        assert short(found) == ALL and "amplify" in found.notes[0]
        (told,) = one.containers()
        assert (told.name, told.records.value, told.is_readable) == ("*", 7, False)


def test_a_server_that_takes_any_command_proves_nothing() -> None:
    """One that says OK to a command that does not exist is no evidence of anything."""
    with old(takes_all=True) as server, session("memcached", server.port) as one:
        assert short(one.access()) == UNKNOWN


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"-ERR unknown command 'version'\r\n", "not-this-protocol"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "not-this-protocol"),
        (b"VERSION\r\n", "not-this-protocol"),
        (b"x" * 70_000, "hostile"),
    ],
)
def test_what_is_no_memcached_is_told_so(answer: bytes, kind: str) -> None:
    """An answer of another protocol, or one without an end, is a failure of its own kind."""
    with hostile.replying(answer) as server, pytest.raises(Failed) as failed, session("memcached", server.port):
        pass
    assert failed.value.failure.kind == kind


@pytest.mark.parametrize("value", [b"VA 99999999999\r\n", b"VA 5\r\nhellooo\r\n", b"nonsense\r\n"])
def test_a_value_that_is_not_what_was_asked_for_is_hostile(value: bytes) -> None:
    """A length beyond what an item may have, a value longer than it said, another answer: the reading ends."""
    stats = b"STAT curr_items 1\r\nEND\r\n"
    answers = [b"VERSION 1.6.9\r\n", b"ERROR\r\n", b"STAT auth_enabled_ascii no\r\nEND\r\n", stats, b"EN\r\n", value]

    def talk(link: socket.socket, over: object) -> None:
        for reply in answers:
            if b"metadump" in (asked := link.recv(65536)):
                link.sendall(b"key=a exp=-1\nEND\r\n")
                return
            if asked:
                link.sendall(reply)

    with hostile.Trap(talk) as server, session("memcached", server.port) as one:
        (found,) = one.containers()
        with pytest.raises(Failed) as failed:
            list(one.read(found, Reading()))
        assert failed.value.failure.kind == "hostile"


@pytest.mark.parametrize(
    "words",
    [
        (b"set", b"a", b"0", b"0", b"1"), (b"delete", b"a"), (b"flush_all",), (b"get", b"a"), (b"gat", b"1", b"a"),
        (b"mg", b"a", b"v"), (b"mg", b"a", b"v", b"u", b"T0"), (b"mg", b"a", b"u", b"N30"), (b"stats", b"reset"),
        (b"stats", b"cachedump", b"1", b"1"), (b"lru_crawler", b"crawl", b"all"), (b"shutdown",), (b"watch",),
        (b"stats settings\r\nflush_all",), (b"mg", b"a\r\nflush_all", b"v", b"u"),
    ],
)  # fmt: skip
def test_nothing_but_declared_commands_is_made(words: tuple[bytes, ...]) -> None:
    """A command that changes something, or touches an item, cannot be encoded, whatever is in a key."""
    with pytest.raises(wire.Undeclared):
        wire.encode(*words)


@given(st.binary(max_size=200))
def test_a_line_of_a_dump_is_a_key_or_not(line: bytes) -> None:
    """Whatever a server dumps, the parser neither fails nor makes more of it than there was."""
    key = wire.key_in(line)
    assert key is None or (len(key) <= 250 and len(key) <= len(line))


@given(st.binary(min_size=1, max_size=250))
def test_any_key_can_be_asked_for(key: bytes) -> None:
    """The request for any key is one line, and asks for nothing else."""
    line = wire.asked_for(key)
    assert line.count(b"\n") == 1 and re.fullmatch(rb"mg [^\x00-\x20\x7f]+ (b )?v u\r\n", line)


@given(st.binary(max_size=100))
def test_identification_takes_any_bytes(data: bytes) -> None:
    """What came is memcached, or not; nothing else happens."""
    told = seen(data)
    assert told is None or data.startswith(
        (b"VERSION ", b"ERROR\r\nVERSION ", b"CLIENT_ERROR unauthenticated", b"\x81\x0b")
    )


@given(
    st.lists(
        st.sampled_from(
            [
                b"VA 2\r\nhi\r\n",
                b"EN\r\n",
                b"key=a exp=-1\n",
                b"STAT a b\r\n",
                b"END\r\n",
                b"\x81\x10" + bytes(22),
                b"\xff",
                b"\n",
            ]
        )
    )
)
def test_any_answer_is_read_or_refused(parts: list[bytes]) -> None:
    """Whatever comes, each reader ends: with what it read, or as a failure of its own."""
    data = b"".join(parts)
    for read in (
        lambda stream: list(wire.values(stream, [b"a"] * 3, 100)),
        lambda stream: list(wire.dumped(stream)),
        wire.stats,
        wire.binary_stats,
    ):
        try:
            read(canned(data))
        except wire.Refused:
            pass
        except Failed as failed:
            assert failed.failure.kind in ("hostile", "not-this-protocol")
