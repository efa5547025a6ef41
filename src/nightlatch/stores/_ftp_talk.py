"""A conversation with one FTP server: log in, ask, and fetch over data connections of our own choosing.

A data connection goes to the address of the control connection, through the dialer, whatever address the reply to
PASV names: the server cannot send us anywhere else. Active mode is never used. Where the server demands TLS it is
begun (AUTH TLS, RFC 4217), and data come inside TLS as well.
"""

from __future__ import annotations

import contextlib
import re
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nightlatch import tls as handshake
from nightlatch.model import Endpoint, Failed, Failure, Target
from nightlatch.stores import Ask
from nightlatch.stores import _ftp_wire as wire
from nightlatch.stores._ftp_wire import Reply
from nightlatch.stores._stream import HungUp, Stream, opened

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_WANTS_TLS = re.compile(r"\b(tls|ssl|encrypt\w*|secure)\b", re.I)
_READ_BYTES = 1 << 16


@dataclass(slots=True, kw_only=True)
class Talk:
    """Who we are to a server, and what it lets us do. *refusal*: the reply that kept us out, None if we are in."""

    target: Target
    dialer: Dialer
    ask_for: Ask
    greeting: str = ""
    features: frozenset[str] = frozenset()
    refusal: Reply | None = None
    _stream: Stream | None = field(default=None, repr=False)
    _no_epsv: bool = False
    _begins_tls: bool = False
    _is_private: bool = False  # data connections are inside TLS, too

    @property
    def stream(self) -> Stream:
        """The control connection; a new one, logged in, where the last one ended."""
        if self._stream is None:
            self._open()
        assert self._stream is not None  # noqa: S101 - narrows for mypy
        return self._stream

    def ask(self, verb: str, argument: str = "", *, seconds: float | None = None) -> Reply:
        """One command and its reply; where the server hung up meanwhile, once more on a new connection."""
        try:
            return self._said(verb, argument, seconds)
        except HungUp:
            self.hang_up()
            return self._said(verb, argument, seconds)

    def fetch(self, verb: str, argument: str, most: int) -> bytes | None:
        """At most *most* bytes of what *verb* brings over a data connection; None where it is refused."""
        line = self.dialer.connect(self._passive(), verb="ftp data")
        try:
            line.limit(bytes=most + (1 << 20), seconds=self.ask_for.statement_seconds)
            reply = self._said(verb, argument, None)
            if not 100 <= reply.code < 200:
                return None if reply.code >= 400 else b""
            sock = line.socket
            if self._is_private:
                sock, _ = handshake.wrap(sock, self.target.host)
            found = bytearray()
            until = time.monotonic() + self.ask_for.statement_seconds
            while len(found) < most and time.monotonic() < until:
                try:
                    sock.settimeout(self.ask_for.timeout_seconds)
                    piece = sock.recv(_READ_BYTES)
                except OSError as error:
                    raise line.failed(error) from None
                if not piece:
                    break
                found += piece
            with contextlib.suppress(OSError):
                sock.close()
        finally:
            line.close()
        self._settle()
        return bytes(found[:most])

    def hang_up(self) -> None:
        """End the control connection; the next command opens a new one."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def close(self) -> None:
        """QUIT, and hang up; never raises."""
        if self._stream is not None:
            with contextlib.suppress(Failed):
                self._stream.begin(1.0)
                self._stream.send(wire.command("QUIT"))
        self.hang_up()

    def _said(self, verb: str, argument: str, seconds: float | None) -> Reply:
        stream = self.stream
        stream.begin(seconds)
        stream.send(wire.command(verb, argument))
        return wire.heard(stream)

    def _settle(self) -> None:
        """The reply that ends a transfer, which says 426 where we took no more than we wanted."""
        try:
            self.stream.begin(min(2.0, self.ask_for.timeout_seconds))
            wire.heard(self.stream)
        except Failed as failed:
            if failed.failure.kind not in ("timeout", "not-this-protocol"):
                raise
            self.hang_up()

    def _passive(self) -> Endpoint:
        """Where data are waited for: the port that the server names, at the address that we are connected to."""
        port = None
        if not self._no_epsv:
            port = wire.port_in(self.ask("EPSV"))
            self._no_epsv = port is None
        if port is None:
            port = wire.port_in(self.ask("PASV"))
        if port is None:
            raise self._fail("offers no passive data connection")
        here = self.stream.line.endpoint
        return Endpoint(host=here.host, address=here.address, port=port)

    def _open(self) -> None:
        self._stream = stream = opened(self.target, self.dialer, self.ask_for)
        try:
            greeting = wire.heard(stream)
            for _ in range(3):  # 120: ready in so many minutes
                greeting = wire.heard(stream) if greeting.code == 120 else greeting
            if greeting.code == 421:
                raise self._fail("takes no further client now", "connection-refused")
            if greeting.code != 220:
                raise self._fail(f"greets with {greeting.code}, and not as FTP does", "not-this-protocol")
            self.greeting = " ".join(greeting.lines)
            self._enter(stream)
        except BaseException:
            self.hang_up()
            raise

    def _enter(self, stream: Stream) -> None:
        if self._begins_tls and self._said("AUTH TLS", "", None).code == 234:
            stream.upgrade(self.target.host)
        self.features = self._features()
        reply = self._log_in()
        if not reply.is_yes and not self._begins_tls and not stream.tls.used and _wants_tls(reply):
            self._begins_tls = True  # on a new connection: vsftpd hangs up on who asked for a name in the clear
            self.hang_up()
            self._open()
            return
        if reply.code in (500, 502):
            raise self._fail("does not know USER: it is no FTP server", "not-this-protocol")
        if reply.code == 421:
            raise self._fail("takes no further client now", "connection-refused")
        if not reply.is_yes and self.target.login is not None:
            raise self._fail("refuses this user and password", "wrong-credentials")
        self.refusal = None if reply.is_yes else reply
        if self.refusal is not None:
            return
        self.features = self._features() or self.features
        if stream.tls.used:
            self._said("PBSZ", "0", None)
            self._is_private = self._said("PROT", "P", None).is_yes
        self._said("TYPE", "I", None)

    def _features(self) -> frozenset[str]:
        reply = self._said("FEAT", "", None)
        if not reply.is_yes:
            return frozenset()
        return frozenset(" ".join(line.split()).upper() for line in reply.lines[1:-1][:200])

    def _log_in(self) -> Reply:
        login = self.target.login
        reply = self._said("USER", login.user if login else "anonymous", None)
        if reply.code == 331:
            reply = self._said("PASS", (login.password or "") if login else contact(self.ask_for.client), None)
        return reply

    def _fail(self, what: str, kind: str = "hostile") -> Failed:
        return Failed(Failure(kind=kind, target=self.target.url, what=what, hint="is it another kind of store?"))  # type: ignore[arg-type]


def _wants_tls(reply: Reply) -> bool:
    return bool(_WANTS_TLS.search(" ".join(reply.lines)))


def contact(client: str) -> str:
    """What an anonymous visitor gives for a password by custom: the address to write to."""
    last = client.rpartition(" ")[2]
    return last if re.fullmatch(r"[!-~]+@[!-~]+", last) else "nightlatch@"
