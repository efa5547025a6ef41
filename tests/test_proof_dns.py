"""TXT records asked of a real name server, one that behaves and ones that do not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import dns.flags
import dns.message
import dns.rrset
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nightlatch import _proof_dns
from nightlatch._proof_dns import Asker, DnsError, servers_of
from nightlatch.audit_log import AuditLog
from nightlatch.scope import Outward, Scope, server_of
from tests.lab import dns as lab

NAME = "_nightlatch.db.example.org"
Message = dns.message.Message


def asker(*servers: lab.NameServer, seconds: float = 5.0) -> Asker:
    """Asks *servers* in turn."""
    return Asker(servers=[(server.address, server.port) for server in servers], timeout_seconds=seconds)


def answering(answer: Callable[[Message], bytes | None]) -> lab.NameServer:
    """A server that says the same over UDP and TCP."""
    return lab.NameServer(lambda question, _: answer(question))


def problem(*servers: lab.NameServer, seconds: float = 5.0) -> str:
    """Why no answer is to be had."""
    with pytest.raises(DnsError) as caught:
        asker(*servers, seconds=seconds).texts(NAME)
    return caught.value.what


class TestAnswers:
    def test_records_are_returned(self) -> None:
        """Every TXT record of the name comes back, and one question was asked, over UDP."""
        with lab.server({NAME: ["v=spf1 -all", "a token"]}) as server:
            assert set(asker(server).texts(NAME)) == {"v=spf1 -all", "a token"}
            assert server.asked == [(NAME, False)]

    def test_strings_of_a_record_are_joined(self) -> None:
        """A record that is cut into strings is read as one text."""
        with lab.server({NAME: [["nightlatch1 ", "abc", " 2026"]]}) as server:
            assert asker(server).texts(NAME) == ("nightlatch1 abc 2026",)

    def test_no_such_name(self) -> None:
        """NXDOMAIN is an answer: there is no record, and nobody else is asked."""
        with lab.server({}) as server, lab.server({NAME: ["x"]}) as other:
            assert asker(server, other).texts(NAME) == ()
            assert other.asked == []

    def test_name_without_record(self) -> None:
        """A name that has other records only has no text."""
        with lab.server({NAME: []}) as server:
            assert asker(server).texts(NAME) == ()

    def test_alias_inside_the_answer(self) -> None:
        """An alias is followed where the same answer says what is there."""

        def answer(question: Message) -> bytes:
            response = dns.message.make_response(question)
            response.answer.append(dns.rrset.from_text(f"{NAME}.", 60, "IN", "CNAME", "proof.example.org."))
            response.answer.append(dns.rrset.from_text("proof.example.org.", 60, "IN", "TXT", '"there"'))
            return response.to_wire()

        with answering(answer) as server:
            assert asker(server).texts(NAME) == ("there",)

    def test_records_of_another_name_do_not_count(self) -> None:
        """A record that was not asked for, sent along in the answer, is not taken."""

        def answer(question: Message) -> bytes:
            response = dns.message.make_response(question)
            response.answer.append(dns.rrset.from_text("other.example.org.", 60, "IN", "TXT", '"a token"'))
            return response.to_wire()

        with answering(answer) as server:
            assert asker(server).texts(NAME) == ()

    def test_long_answers_come_over_tcp(self) -> None:
        """What does not fit into UDP is asked for again over TCP."""
        texts = [f"{number} {'x' * 200}" for number in range(40)]
        with lab.server({NAME: texts}) as server:
            assert set(asker(server).texts(NAME)) == set(texts)
            assert server.asked == [(NAME, False), (NAME, True)]

    def test_at_most_so_many_records(self) -> None:
        """Of more records than anybody needs, only some are looked at."""
        with lab.server({NAME: [str(number) for number in range(300)]}) as server:
            assert len(asker(server).texts(NAME)) == 64


class TestTrouble:
    @pytest.mark.parametrize("code", ["SERVFAIL", "REFUSED", "FORMERR", "NOTIMP"])
    def test_another_server_is_asked(self, code: str) -> None:
        """A server that fails says nothing; the next one is asked."""
        with answering(lambda question: lab.code(question, code)) as bad, lab.server({NAME: ["x"]}) as good:
            assert asker(bad, good).texts(NAME) == ("x",)
            assert bad.asked == [(NAME, False)]

    def test_all_fail(self) -> None:
        """Where every server fails there is no answer, rather than an answer of no record."""
        with answering(lambda question: lab.code(question, "SERVFAIL")) as server:
            assert problem(server) == "the name server answers SERVFAIL"

    def test_silence(self) -> None:
        """A server that says nothing costs its time and no more."""
        with answering(lambda question: None) as server:
            assert "no answer from name server 127.0.0.1 within 0.1 s" in problem(server, seconds=0.1)

    def test_nobody_there(self) -> None:
        """A port that nobody listens at is said to be that."""
        with lab.server({}) as server:
            port = server.port
        with pytest.raises(DnsError, match=r"does not answer|no answer"):
            Asker(servers=[("127.0.0.1", port)], timeout_seconds=0.2).texts(NAME)

    @pytest.mark.parametrize("wire", [b"", b"\0", b"\0" * 12, b"\xff" * 600, b"HTTP/1.1 400 Bad Request\r\n\r\n"])
    def test_broken_answers(self, wire: bytes) -> None:
        """Bytes that are no answer to the question are passed over, over UDP; the true one may still come."""
        with answering(lambda question: wire) as server:
            assert "no answer" in problem(server, seconds=0.1)

    def test_answers_to_another_question(self) -> None:
        """Who does not know the number of the question is not believed."""

        def forged(question: Message) -> bytes:
            question.id ^= 1
            return lab.whole(question, ["a token"])

        with answering(forged) as server:
            assert "no answer" in problem(server, seconds=0.1)

    def test_aliases_in_a_circle(self) -> None:
        """Aliases that lead back to themselves end."""

        def answer(question: Message) -> bytes:
            response = dns.message.make_response(question)
            for one, other in (("a", "b"), ("b", "a")):
                response.answer.append(
                    dns.rrset.from_text(f"{one}.example.org.", 60, "IN", "CNAME", f"{other}.example.org.")
                )
            response.answer.append(dns.rrset.from_text(f"{NAME}.", 60, "IN", "CNAME", "a.example.org."))
            return response.to_wire()

        with answering(answer) as server:
            assert "circle" in problem(server)

    def test_tcp_hangs_up(self) -> None:
        """A server that wants TCP and then hangs up has not answered."""
        with lab.NameServer(lambda question, is_tcp: None if is_tcp else lab.cut(question)) as server:
            assert "hung up" in problem(server)

    def test_tcp_announces_more_than_it_sends(self) -> None:
        """A length that is never filled costs no more than the time."""
        with lab.NameServer(lambda question, is_tcp: b"\0" * 20 if is_tcp else lab.cut(question)) as server:
            assert "broken" in problem(server, seconds=0.3)

    def test_a_cut_answer_with_half_a_record(self) -> None:
        """A cut answer may end in the middle of a record; TCP is asked all the same."""

        def answer(question: Message, is_tcp: bool) -> bytes:
            wire = bytearray(lab.whole(question, ["x" * 100]))
            if is_tcp:
                return bytes(wire)
            wire[2] |= dns.flags.TC >> 8
            return bytes(wire[:-20])

        with lab.NameServer(answer) as server:
            assert asker(server).texts(NAME) == ("x" * 100,)

    def test_name_too_long(self) -> None:
        """A name that leaves no room for the label has no such record, and nobody is asked."""
        with lab.server({}) as server, pytest.raises(DnsError, match="too long"):
            asker(server).texts("_nightlatch." + ".".join(["x" * 60] * 4))
        assert server.asked == []


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.tuples(st.integers(2, 250), st.sampled_from([0, 1, 12, 0xC0, 0xFF]) | st.integers(0, 255)), max_size=8),
    st.integers(0, 400),
)
@example([(44, 0x37)], 400)  # the answer is of another type than TXT
def test_no_bytes_break_the_parser(changes: list[tuple[int, int]], length: int) -> None:
    """Whatever comes in the place of a true answer is read as texts or is called broken."""
    wire = bytearray(lab.whole(_proof_dns.query(NAME), ["x" * 150, ["nightlatch1 ", "y"]]))
    for at, value in changes:
        wire[at % len(wire)] = value
    try:
        texts = _proof_dns._texts(_proof_dns._parsed(bytes(wire[:length])))
    except (_proof_dns._Broken, DnsError):
        return
    assert all(isinstance(text, str) for text in texts)


def test_lines_of_the_audit_log(tmp_path: Path) -> None:
    """Each exchange with a name server has its line: to whom, about what, how many bytes."""
    with AuditLog(tmp_path / "log") as log, lab.server({NAME: [f"{n}{'x' * 249}" for n in range(3)]}) as server:
        Asker(servers=[("127.0.0.1", server.port)], audit_log=log, token="t0").texts(NAME)
        lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines()]
    assert [(line["host"], line["verb"], line["port"], line["token"]) for line in lines] == [
        (NAME, "dns-txt", server.port, "t0")
    ] * 2
    assert all(line["sent"] > 12 and line["received"] > 12 and line["outcome"] == "done" for line in lines)


class TestServers:
    def test_those_of_the_scope(self) -> None:
        """The name servers that the scope lists are asked, and no others."""
        scope = Scope(outward=Outward(resolvers=("192.0.2.53", "127.0.0.1:5353", "2001:db8::53", "[::1]:5354")))
        assert servers_of(scope) == (("192.0.2.53", 53), ("127.0.0.1", 5353), ("2001:db8::53", 53), ("::1", 5354))

    def test_those_of_the_system(self, tmp_path: Path) -> None:
        """Without any, the first three of the system are."""
        file = tmp_path / "resolv.conf"
        file.write_text("# x\nsearch example.org\n" + "".join(f"nameserver 192.0.2.{n}\n" for n in range(1, 6)))
        assert servers_of(Scope(), file) == (("192.0.2.1", 53), ("192.0.2.2", 53), ("192.0.2.3", 53))
        assert servers_of(Scope(), tmp_path / "missing") == (("127.0.0.1", 53),)

    @pytest.mark.parametrize(
        "text", ["dns.example.org", "192.0.2.53:0", "192.0.2.53:65536", "[::1]", "192.0.2.53:", "0.0.0.0", ""]
    )
    def test_what_is_none(self, text: str) -> None:
        """A name server is an address, with a port or without."""
        with pytest.raises(ValueError):
            server_of(text)
