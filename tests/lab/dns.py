"""A name server on loopback, UDP and TCP on one free port, that answers as the test says.

with dns.server({"_nightlatch.db.example.org": ["some text"]}) as names:
    ask(names.address, names.port)
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

Text = str | Sequence[str]  # a record, or the strings that one is cut into
Answer = Callable[[dns.message.Message, bool], bytes | None]  # the question, over TCP or not; None is silence
_UDP_BYTES = 512


class NameServer:
    """Answers every question with what *answer* returns, and keeps the questions."""

    def __init__(self, answer: Answer, address: str = "127.0.0.1", port: int = 0) -> None:
        self._answer = answer
        self.address = address
        self._udp, self._tcp = _pair(address, port)
        self.port: int = self._udp.getsockname()[1]
        self.asked: list[tuple[str, bool]] = []
        self._over = threading.Event()

    def __enter__(self) -> Self:
        for serve in (self._serve_udp, self._serve_tcp):
            threading.Thread(target=serve, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        for one in (self._udp, self._tcp):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _serve_udp(self) -> None:
        while not self._over.is_set():
            try:
                wire, client = self._udp.recvfrom(65535)
            except OSError:
                return
            if self._over.is_set():  # woken by the shutdown
                return
            answer = self._reply(wire, is_tcp=False)
            if answer is not None:
                self._udp.sendto(answer, client)

    def _serve_tcp(self) -> None:
        while not self._over.is_set():
            try:
                link, _ = self._tcp.accept()
            except OSError:
                return
            with link, contextlib.suppress(OSError, struct.error):
                (length,) = struct.unpack("!H", link.recv(2))
                answer = self._reply(link.recv(length), is_tcp=True)
                if answer is not None:
                    link.sendall(struct.pack("!H", len(answer)) + answer)

    def _reply(self, wire: bytes, *, is_tcp: bool) -> bytes | None:
        question = dns.message.from_wire(wire)
        self.asked.append((question.question[0].name.to_text(omit_final_dot=True), is_tcp))
        return self._answer(question, is_tcp)


def server(texts: Mapping[str, Sequence[Text]], *, address: str = "127.0.0.1", port: int = 0) -> NameServer:
    """A server that knows the TXT records *texts* and says NXDOMAIN of every other name; cuts what is long over UDP."""

    def answer(question: dns.message.Message, is_tcp: bool) -> bytes:
        name = question.question[0].name.to_text(omit_final_dot=True)
        return whole(question, texts.get(name), is_tcp=is_tcp)

    return NameServer(answer, address, port)


def whole(question: dns.message.Message, texts: Sequence[Text] | None, *, is_tcp: bool = True) -> bytes:
    """The answer that holds *texts*; NXDOMAIN for None; cut as RFC 1035 wants it where UDP cannot hold it."""
    response = dns.message.make_response(question, recursion_available=True)
    name = question.question[0].name
    if texts is None:
        response.set_rcode(dns.rcode.NXDOMAIN)
    elif texts:
        records = [" ".join(f'"{part}"' for part in ([text] if isinstance(text, str) else text)) for text in texts]
        response.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *records))
    wire = response.to_wire(max_size=65535)
    if is_tcp or len(wire) <= _UDP_BYTES:
        return wire
    return cut(question)


def cut(question: dns.message.Message) -> bytes:
    """An answer that says: ask over TCP."""
    response = dns.message.make_response(question)
    response.flags |= dns.flags.TC
    return response.to_wire()


def code(question: dns.message.Message, name: str) -> bytes:
    """An answer of nothing but a code, such as SERVFAIL."""
    response = dns.message.make_response(question)
    response.set_rcode(dns.rcode.from_text(name))
    return response.to_wire()


def late(answer: Answer, seconds: float) -> Answer:
    """*answer*, after a while."""

    def waits(question: dns.message.Message, is_tcp: bool) -> bytes | None:
        time.sleep(seconds)
        return answer(question, is_tcp)

    return waits


def _pair(address: str, port: int) -> tuple[socket.socket, socket.socket]:
    """A UDP and a TCP socket of the same port."""
    for _ in range(50):
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind((address, port))
        try:
            return udp, socket.create_server((address, udp.getsockname()[1]))
        except OSError:
            udp.close()
    raise OSError("no port is free for both UDP and TCP")
