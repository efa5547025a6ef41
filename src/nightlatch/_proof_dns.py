"""TXT records of one name, asked of the name servers that the scope lists, else of the system's (``/etc/resolv.conf``).

DNS over UDP and, for an answer that does not fit, over TCP (RFC 1035, RFC 7766); messages by dnspython. Sends one
question of type TXT with recursion desired, nothing else. Name servers are no targets: no other module of ours talks
to them, and this one to nobody else, so the dialer is not asked; each exchange has its line in the audit log all the
same. An alias (CNAME) is followed inside an answer, never by a further question. DNSSEC is left to the name server.
"""

from __future__ import annotations

import secrets
import socket
import struct
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
from dns.message import Message
from dns.rdtypes.ANY.TXT import TXT

from nightlatch.audit_log import AuditLog
from nightlatch.scope import Scope, server_of

PORT = 53
VERB = "dns-txt"
_RESOLV_CONF = Path("/etc/resolv.conf")
_ROUNDS = 2
_MOST_SERVERS = 3  # as the C library
_MOST_RECORDS = 64
_LARGEST = 65535
_LONGEST_NAME = 253

Server = tuple[str, int]


class DnsError(Exception):
    """No answer that says anything; the first argument is what happened."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class _NoAnswerError(DnsError):
    """Of one server; another one may know."""


def servers_of(scope: Scope, resolv_conf: Path = _RESOLV_CONF) -> tuple[Server, ...]:
    """Whom to ask for *scope*: its own name servers, else the first three of the system."""
    if scope.outward.resolvers:
        return tuple(server_of(text) for text in scope.outward.resolvers)
    try:
        lines = resolv_conf.read_text("utf-8", "replace")[: 1 << 16].splitlines()
    except OSError:
        lines = []
    words = [line.split() for line in lines]
    found = [word[1] for word in words if len(word) > 1 and word[0] == "nameserver"]
    return tuple((address, PORT) for address in found[:_MOST_SERVERS]) or (("127.0.0.1", PORT),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Asks *servers* in turn; *timeout_seconds* bounds each exchange with one of them."""

    servers: Sequence[Server]
    timeout_seconds: float = 3.0
    audit_log: AuditLog | None = None
    token: str = ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The TXT records of *name*, each put together from its strings; none where the name or record is not there.

        Errors: :class:`DnsError` where every server fails, refuses or keeps silent.
        """
        if len(name) > _LONGEST_NAME:
            raise DnsError("the name is too long to have such a record")
        problem = DnsError("no name server is known")
        for server in [*self.servers] * _ROUNDS:
            try:
                return _texts(self._asked(name, server))
            except _NoAnswerError as error:
                problem = error
        raise DnsError(problem.what)

    def _asked(self, name: str, server: Server) -> Message:
        question = query(name)
        answer = self._exchange(name, server, question, socket.SOCK_DGRAM)
        if answer.flags & dns.flags.TC:
            answer = self._exchange(name, server, question, socket.SOCK_STREAM)
        return answer

    def _exchange(self, name: str, server: Server, question: Message, kind: socket.SocketKind) -> Message:
        place = f"name server {server[0]}"
        with self._accounted(name, server) as count:
            try:
                with _connected(server, kind, self.timeout_seconds) as link:
                    talk = _over_tcp if kind == socket.SOCK_STREAM else _over_udp
                    return talk(link, question, time.monotonic() + self.timeout_seconds, count)
            except TimeoutError:
                raise _NoAnswerError(f"no answer from {place} within {self.timeout_seconds:g} s") from None
            except ConnectionRefusedError:
                raise _NoAnswerError(f"{place} does not answer at port {server[1]}") from None
            except OSError:
                raise _NoAnswerError(f"{place} cannot be reached") from None
            except EOFError:
                raise _NoAnswerError(f"{place} hung up") from None
            except _Broken:
                raise _NoAnswerError(f"{place} sends an answer that is broken") from None

    @contextmanager
    def _accounted(self, name: str, server: Server) -> Iterator[list[int]]:
        """Count what goes and what comes, and write it down, however the exchange ends."""
        count, started, outcome = [0, 0], time.monotonic(), "failed"
        try:
            yield count
            outcome = "done"
        finally:
            if self.audit_log is not None:
                self.audit_log.write(
                    address=server[0], port=server[1], host=name, verb=VERB, sent=count[0], received=count[1],
                    seconds=round(time.monotonic() - started, 3), outcome=outcome, token=self.token,
                )  # fmt: skip


class _Broken(Exception):  # noqa: N818 - never leaves this module
    """What came is no DNS message."""


def query(name: str) -> Message:
    """The one question that is sent."""
    return dns.message.make_query(f"{name}.", dns.rdatatype.TXT, id=secrets.randbelow(1 << 16))


def _connected(server: Server, kind: socket.SocketKind, timeout_seconds: float) -> socket.socket:
    """A socket that takes answers from that server alone: the kernel drops the rest."""
    family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
    link = socket.socket(family, kind)
    try:
        link.settimeout(timeout_seconds)
        link.connect(server)
    except BaseException:
        link.close()
        raise
    return link


def _over_udp(link: socket.socket, question: Message, until: float, count: list[int]) -> Message:
    count[0] += link.send(question.to_wire())
    while True:
        link.settimeout(_left(until))
        wire = link.recv(_LARGEST)
        count[1] += len(wire)
        try:
            answer = _parsed(wire)
        except _Broken:
            continue  # forged, or damaged on the way: the true one may still come
        if question.is_response(answer):
            return answer


def _over_tcp(link: socket.socket, question: Message, until: float, count: list[int]) -> Message:
    wire = question.to_wire()
    link.sendall(struct.pack("!H", len(wire)) + wire)
    count[0] += len(wire) + 2
    (length,) = struct.unpack("!H", _exactly(link, 2, until, count))
    answer = _parsed(_exactly(link, length, until, count))
    if not question.is_response(answer):
        raise _Broken
    return answer


def _exactly(link: socket.socket, length: int, until: float, count: list[int]) -> bytes:
    came = bytearray()
    while len(came) < length:
        link.settimeout(_left(until))
        piece = link.recv(length - len(came))
        if not piece:
            raise EOFError
        count[1] += len(piece)
        came += piece
    return bytes(came)


def _left(until: float) -> float:
    if (left := until - time.monotonic()) <= 0:
        raise TimeoutError
    return left


def _parsed(wire: bytes) -> Message:
    try:
        # A cut answer has a broken end; only its flags count then.
        return dns.message.from_wire(wire, ignore_trailing=True, raise_on_truncation=False, continue_on_error=False)
    except dns.message.ShortHeader:
        raise _Broken from None
    except (dns.exception.DNSException, ValueError, IndexError, struct.error):
        return _head(wire)


def _head(wire: bytes) -> Message:
    """The header and question of a cut answer whose records do not parse."""
    _, flags = struct.unpack("!HH", wire[:4])
    if not flags & dns.flags.TC:
        raise _Broken
    try:
        return dns.message.from_wire(wire, question_only=True)
    except (dns.exception.DNSException, ValueError, IndexError, struct.error):
        raise _Broken from None


def _texts(answer: Message) -> tuple[str, ...]:
    code = answer.rcode()
    if code == dns.rcode.NXDOMAIN:
        return ()
    if code != dns.rcode.NOERROR:
        raise _NoAnswerError(f"the name server answers {dns.rcode.to_text(code)}")
    if not isinstance(answer, dns.message.QueryMessage):
        raise _NoAnswerError("the name server answers something else")
    try:
        records = answer.resolve_chaining().answer
    except dns.exception.DNSException:
        raise _NoAnswerError("the name server's answer leads in a circle") from None
    if records is None:
        return ()
    texts = [one for one in list(records)[:_MOST_RECORDS] if isinstance(one, TXT)]
    return tuple(b"".join(one.strings).decode("ascii", "replace") for one in texts)
