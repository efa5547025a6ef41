"""The NATS client protocol on one stream: requests to the server's own services, and their answers.

Sends CONNECT, PING, PONG, SUB to an inbox that nobody else knows, or to a subject that nobody uses, and PUB to the
subjects in `SERVICES`, which answer and change nothing; never to another subject, and never SUB to what others say.
Source: NATS docs, "Client Protocol" and "JetStream wire API Reference"; replies of nats-server 2.9.10 and 2.14.0.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from nightlatch.stores._stream import Stream

CONNECTIONS = "$SYS.REQ.ACCOUNT.PING.CONNZ"
SERVICES = frozenset(
    {"$SYS.REQ.USER.INFO", CONNECTIONS, "$JS.API.INFO", "$JS.API.STREAM.LIST", "$JS.API.STREAM.MSG.GET"}
)  # the last with a name
READS = frozenset({"CONNECT", "PING", "PONG", "SUB _INBOX", "SUB nightlatch", *(f"PUB {one}" for one in SERVICES)})
_NAMED = "$JS.API.STREAM.MSG.GET"
_CONTROL = 4096  # max_control_line as shipped
_INFO = 64 << 10
_PAYLOAD = 64 << 20  # the most that max_payload may be set to
_LINES = 1_000_000  # of one exchange
_TOKEN = re.compile(r"[^\s.*>\x00-\x20]{1,255}")
_QUOTED = re.compile(rb'"([^"]{1,4096})"')
_SUBJECT = re.compile(r"[^\s\x00-\x20]{1,600}")


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """A line that the store does not declare was about to be sent."""


class Info(msgspec.Struct):
    """What the server says of itself; peers that it names (``connect_urls``) are not even decoded."""

    server_id: str = ""
    client_id: int = 0  # ours
    version: str = ""
    auth_required: bool = False
    tls_required: bool = False
    tls_available: bool = False
    jetstream: bool = False
    headers: bool = False
    cluster: str = ""


class Answer(NamedTuple):
    """The reply to one request: its JSON, or why there is none: "no responders", "denied", "too long"."""

    body: bytes
    refusal: str = ""


def service_of(subject: str) -> str:
    """The name under which *subject* is declared."""
    head, _, name = subject.rpartition(".")
    return head if head == _NAMED and _TOKEN.fullmatch(name) else subject


def line_for(verb: str, *words: str) -> bytes:
    """One control line; the only place where they are made. Errors: `Undeclared`."""
    if any(not _SUBJECT.fullmatch(word) for word in words if not word.startswith("{")):
        raise Undeclared("a word that would be several")
    declared = verb
    if verb == "PUB":
        declared = f"PUB {service_of(words[0])}"
    elif verb == "SUB":
        declared = f"SUB {words[0].partition('.')[0]}"
        if "*" in words[0].removesuffix(".*") or ">" in words[0]:
            raise Undeclared("a subscription to more than one's own")
    if declared not in READS:
        raise Undeclared(declared)
    return " ".join((verb, *words)).encode() + b"\r\n"


def info(stream: Stream) -> Info:
    """The greeting. Errors: ``Failed`` with not-this-protocol."""
    line = stream.text(_INFO)
    if not line.startswith(b"INFO {"):
        raise stream.fail("not-this-protocol", "does not greet as NATS does", "is it another kind of store?")
    return _decoded(stream, line)


def _decoded(stream: Stream, line: bytes) -> Info:
    try:
        return msgspec.json.decode(line[5:], type=Info)
    except (msgspec.DecodeError, msgspec.ValidationError, RecursionError, UnicodeDecodeError):
        raise stream.fail("not-this-protocol", "its INFO is broken, too deep, or of another shape") from None


class Talk:
    """Requests on one connection, each answered in an inbox of its own."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._inbox = f"_INBOX.{secrets.token_hex(11)}"
        self._asked = 0

    def connect(self, options: dict[str, object]) -> str:
        """CONNECT and PING: "" if let in, else the words of the refusal in lower case, cut."""
        self._stream.begin()
        self._stream.send(line_for("CONNECT", msgspec.json.encode(options).decode()) + line_for("PING"))
        return self._until_pong()

    def may_subscribe(self, subject: str) -> bool:
        """Is a subscription to *subject*, which nobody uses, granted?"""
        self._stream.begin()
        self._stream.send(line_for("SUB", subject, "9") + line_for("PING"))
        return not self._until_pong()

    def ask(self, subject: str, body: bytes = b"") -> Answer:
        """The answer to one request."""
        return self.ask_all([(subject, body)], self._stream.seconds)[0]

    def ask_all(self, requests: Sequence[tuple[str, bytes]], seconds: float, most: int = 16 << 20) -> list[Answer]:
        """The answers to *requests*, sent together, in their order; one longer than *most* is read past."""
        self._stream.begin(seconds)
        out = [] if self._asked else [line_for("SUB", f"{self._inbox}.*", "1")]
        first = self._asked + 1
        for number, (subject, body) in enumerate(requests, first):
            out.append(line_for("PUB", subject, f"{self._inbox}.{number}", str(len(body))) + body + b"\r\n")
        self._asked += len(requests)
        self._stream.send(b"".join(out))
        found = self._answers({number: subject for number, (subject, _) in enumerate(requests, first)}, most)
        return [found[number] for number in sorted(found)]

    def _answers(self, subjects: dict[int, str], most: int) -> dict[int, Answer]:
        found: dict[int, Answer] = {}
        for verb, line in self._lines():
            if verb in (b"MSG", b"HMSG"):
                number, answer = self._message(line.split(), most)
                if number in subjects:
                    found[number] = answer
            elif verb == b"-ERR":
                found |= {
                    number: Answer(b"", "denied") for number in self._denied(line, subjects) if number not in found
                }
            if len(found) == len(subjects):
                return found
        raise self._stream.fail("hostile", "its answers do not come to an end")

    def _denied(self, line: bytes, left: dict[int, str]) -> list[int]:
        """What a permissions violation is about: one request, or all of them if it is our inbox that is not allowed."""
        if b"for subscription" in line.lower():
            return list(left)
        quoted = _QUOTED.search(line)
        name = quoted[1].decode("utf-8", "replace") if quoted else ""
        number = next((number for number, subject in left.items() if subject == name), None)
        if number is None:
            raise self._stream.fail("hostile", "answers a request with an error of another kind")
        return [number]

    def _message(self, words: list[bytes], most: int) -> tuple[int, Answer]:
        """``MSG subject sid [reply] size``, ``HMSG subject sid [reply] header-size size``."""
        sizes = [int(word) if word.isdigit() and len(word) < 10 else -1 for word in words[-2:]]
        is_headed = words[0] == b"HMSG"
        if (
            len(words) < 4 + is_headed
            or sizes[1] < 0
            or sizes[1] > _PAYLOAD
            or (is_headed and not 0 <= sizes[0] <= sizes[1])
        ):
            raise self._stream.fail("hostile", "announces a message that cannot be")
        place = words[1].rpartition(b".")[2]
        number = int(place) if place.isdigit() and len(place) < 10 else -1
        if sizes[1] > most:
            self._stream.skip(sizes[1] + 2)
            return number, Answer(b"", "too long")
        data = self._stream.exactly(sizes[1] + 2)[:-2]
        head = data[: sizes[0]] if is_headed else b""
        refusal = "no responders" if head.startswith(b"NATS/1.0 503") else ""
        return number, Answer(data[len(head) :], refusal)

    def _until_pong(self) -> str:
        refusal = ""
        for verb, line in self._lines():
            if verb == b"PONG":
                return refusal
            if verb == b"-ERR":
                refusal = line[4:204].decode("latin-1").strip(" '").lower()
                if "permissions violation" not in refusal:
                    return refusal
        raise self._stream.fail("hostile", "its answers do not come to an end")

    def _lines(self) -> Iterator[tuple[bytes, bytes]]:
        for _ in range(_LINES):
            line = self._stream.text(_INFO)
            verb = line.partition(b" ")[0].upper()
            if verb == b"PING":
                self._stream.send(line_for("PONG"))
            elif verb in (b"MSG", b"HMSG", b"PONG", b"-ERR"):
                if len(line) > _CONTROL * 4:
                    raise self._stream.fail("hostile", "sends a line without an end")
                yield verb, line
            elif verb not in (b"INFO", b"+OK"):
                raise self._stream.fail("not-this-protocol", "says something that is not NATS")
