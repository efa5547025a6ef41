"""The first bytes of the PostgreSQL protocol 3.0: is it one, does it want TLS, does it ask for a password?

Sends SSLRequest, StartupMessage, Terminate, and an answer to an authentication request only if a login was given.
Source: PostgreSQL documentation, "Frontend/Backend Protocol", 54.2 and 54.7; replies captured from 15.18 and 18.6.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch import tls
from nightlatch.model import Endpoint, Failed, Failure, FailureKind, Login, Tls
from nightlatch.stores._postgresql_login import OK, SASL, SASL_CONTINUE, SASL_FINAL, Distrust, Proof

if TYPE_CHECKING:
    from nightlatch.dial import Dialer, Line

SSL_REQUEST = struct.pack("!ii", 8, 80877103)
TERMINATE = b"X\0\0\0\4"
_PROTOCOL_3 = 196608
_LONGEST = 64 << 10  # no message before ReadyForQuery is longer on a genuine server
_MESSAGES = 200
_KINDS = (b"R", b"S", b"E", b"Z", b"K", b"N", b"v")
ASKS = {3: "a password in clear text", 5: "a password (MD5)", 7: "GSSAPI", 9: "SSPI", 10: "a password (SCRAM)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What the server said: *asks* for a password (by *code*), let us in (*is_ready*), or refused with *sqlstate*."""

    asks: str | None = None
    code: int | None = None  # of the authentication request
    is_trusting: bool = False  # "R 0" without a password: this role needs none, whatever comes after
    is_ready: bool = False
    sqlstate: str | None = None
    settings: dict[str, str] = field(default_factory=dict)
    tls: Tls = field(default_factory=Tls)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """As whom we introduce ourselves, and where to; without a password no authentication request is answered."""

    login: Login
    database: str
    client: str
    needs_tls: bool = False  # say nothing over a connection without it
    settings: tuple[tuple[str, str], ...] = ()  # given at the start
    stays: bool = False  # once let in


def greet(dialer: Dialer, endpoint: Endpoint, hello: Hello) -> Greeting:
    """Ask for TLS, introduce ourselves, and read what the server says to that.

    Where TLS is offered and used, one more connection asks in plain text, without a password, so that "required" is
    known. Errors: ``Failed`` with not-this-protocol, hostile, timeout, tls, connection-refused, out-of-scope.
    """
    with _watched(dialer, endpoint) as line:
        if not _asks_tls(line.socket, endpoint):
            if hello.needs_tls:
                raise failed("tls", endpoint, "offers no TLS", "leave sslmode out if that is meant")
            found = _Talk(line.socket, endpoint, hello, is_private=_is_loopback(endpoint)).introduce()
            return replace(found, tls=Tls(offered=False, required=False))
        wrapped, certificate = tls.wrap(line.socket, endpoint.host)
        with wrapped:
            found = _Talk(wrapped, endpoint, hello, is_private=True).introduce()
    required = _required(dialer, endpoint, hello, found)
    return replace(found, tls=Tls(offered=True, required=required, used=True, certificate=certificate))


def enter(dialer: Dialer, endpoint: Endpoint, hello: Hello, *, is_secure: bool) -> tuple[Line, socket.socket] | None:
    """A connection that let us in, and what to speak through; None where it did not.

    *is_secure*: over TLS, as the greeting found it. Errors: as :func:`greet`.
    """
    line = dialer.connect(endpoint, verb="postgresql")
    through, is_in = line.socket, False
    try:
        line.limit(seconds=4 * dialer.timeout_seconds, bytes=1 << 20)
        if is_secure:
            if not _asks_tls(through, endpoint):
                raise failed("tls", endpoint, "offers no TLS any more")
            through, _ = tls.wrap(through, endpoint.host)
        is_private = is_secure or _is_loopback(endpoint)
        is_in = _Talk(through, endpoint, replace(hello, stays=True), is_private=is_private).introduce().is_ready
        return (line, through) if is_in else None
    finally:
        if not is_in:
            line.close()
            through.close()


@contextlib.contextmanager
def _watched(dialer: Dialer, endpoint: Endpoint) -> Iterator[Line]:
    """A line that ends in time even if every single byte does; its reason counts before what it looks like to us."""
    with dialer.connect(endpoint, verb="identify") as line:
        line.limit(seconds=4 * dialer.timeout_seconds, bytes=1 << 20)
        try:
            yield line
        except Failed as seen:
            why = line.cut or seen.failure
        else:
            return
    raise Failed(why)


def _required(dialer: Dialer, endpoint: Endpoint, hello: Hello, secure: Greeting) -> bool | None:
    """28000 in plain text alone: no line of pg_hba.conf takes us without TLS. In both: nothing is told of TLS."""
    try:
        with _watched(dialer, endpoint) as line:
            bare = replace(hello, login=Login(user=hello.login.user))
            plain = _Talk(line.socket, endpoint, bare, is_private=False).introduce()
    except Failed:
        return None
    if plain.sqlstate != "28000" or plain.is_trusting:
        return False
    return None if secure.sqlstate == "28000" and not secure.is_trusting else True


def _is_loopback(endpoint: Endpoint) -> bool:
    return ipaddress.ip_address(endpoint.address.partition("%")[0]).is_loopback


def _asks_tls(sock: socket.socket, endpoint: Endpoint) -> bool:
    sock.sendall(SSL_REQUEST)
    reply = _some(sock, endpoint, 1)
    if reply not in (b"S", b"N"):
        raise failed("not-this-protocol", endpoint, "answers the TLS question of PostgreSQL with something else")
    return reply == b"S"


@dataclass(slots=True)
class _Talk:
    """One introduction over one socket."""

    socket: socket.socket
    endpoint: Endpoint
    hello: Hello
    is_private: bool

    def introduce(self) -> Greeting:
        login = self.hello.login
        proof = login.password and Proof(user=login.user, password=login.password, may_be_clear=self.is_private)
        words = ["user", login.user, "database", self.hello.database, "application_name", self.hello.client]
        words += (word for setting in self.hello.settings for word in setting)
        body = struct.pack("!i", _PROTOCOL_3) + b"".join(word.encode() + b"\0" for word in words) + b"\0"
        self._send(struct.pack("!i", len(body) + 4) + body)
        found = Greeting()
        for _ in range(_MESSAGES):
            kind, content = self._message()
            if kind == b"R" and proof:
                found = self._prove(found, proof, content)
            else:
                found = self._understand(found, kind, content)
            if (found.asks and not proof) or found.is_ready or found.sqlstate:
                if not (found.is_ready and self.hello.stays):
                    self._goodbye()
                return found
        raise failed("hostile", self.endpoint, "never ends its greeting")

    def _prove(self, found: Greeting, proof: Proof, content: bytes) -> Greeting:
        (code,) = struct.unpack_from("!i", content.ljust(4, b"\0"))
        if code == OK and (found.code != SASL or proof.is_proved):
            return found if found.asks else replace(found, is_trusting=True)
        try:
            if code == OK:
                raise Distrust("does not prove that it knows the password too")
            answer = proof.answer(code, content[4:])
        except Distrust as why:
            what = str(why)
        else:
            if answer is not None:
                self._send(b"p" + struct.pack("!i", len(answer) + 4) + answer)
            is_start = code not in (SASL_CONTINUE, SASL_FINAL)
            return replace(found, asks=ASKS.get(code), code=code) if is_start else found
        raise failed("tls" if "without TLS" in what else "unsupported-version", self.endpoint, what, "")

    def _understand(self, found: Greeting, kind: bytes, content: bytes) -> Greeting:
        if kind == b"R" and len(content) >= 4:
            (code,) = struct.unpack_from("!i", content)
            if code == OK:
                return replace(found, is_trusting=True)
            return replace(found, asks=ASKS.get(code, f"method {code}"), code=code)
        if kind == b"S":
            name, _, value = content.rstrip(b"\0").partition(b"\0")
            setting = {name.decode("utf-8", "replace"): value.decode("utf-8", "replace")}
            return replace(found, settings=found.settings | setting)
        if kind == b"E":
            return replace(found, sqlstate=sqlstate(content))
        if kind == b"Z":
            return replace(found, is_ready=True)
        if kind in (b"K", b"N", b"v"):
            return found
        raise failed("not-this-protocol", self.endpoint, "answers a PostgreSQL greeting with something else")

    def _message(self) -> tuple[bytes, bytes]:
        head = _some(self.socket, self.endpoint, 5)
        (length,) = struct.unpack("!i", head[1:])
        if head[:1] not in _KINDS:
            raise failed("not-this-protocol", self.endpoint, "answers a PostgreSQL greeting with something else")
        if not 4 <= length <= _LONGEST:
            raise failed("hostile", self.endpoint, f"announces a message of {length} bytes in its greeting")
        return head[:1], _some(self.socket, self.endpoint, length - 4)

    def _send(self, data: bytes) -> None:
        try:
            self.socket.sendall(data)
            return
        except OSError:
            pass
        raise failed("not-this-protocol", self.endpoint, "hangs up on a PostgreSQL greeting")

    def _goodbye(self) -> None:
        with contextlib.suppress(OSError):  # after an error the server hangs up first, which is its right
            self.socket.sendall(TERMINATE)


def sqlstate(content: bytes) -> str:
    """The code in an ErrorResponse; of what the server says nothing else is kept."""
    fields = {part[:1]: part[1:] for part in content.split(b"\0") if part}
    code = fields.get(b"C", b"").decode("ascii", "replace")
    return code if re.fullmatch(r"[0-9A-Z]{5}", code) else "?????"


def _some(sock: socket.socket, endpoint: Endpoint, count: int) -> bytes:
    found = b""
    try:
        while len(found) < count:
            piece = sock.recv(count - len(found))
            if not piece:
                raise failed("not-this-protocol", endpoint, "hangs up on a PostgreSQL greeting")
            found += piece
    except TimeoutError:
        raise failed("timeout", endpoint, "accepts the connection and says nothing", "") from None
    except OSError:
        raise failed("not-this-protocol", endpoint, "resets the connection on a PostgreSQL greeting") from None
    return found


def failed(kind: FailureKind, endpoint: Endpoint, what: str, hint: str = "is it another kind of store?") -> Failed:
    """A failure of *endpoint*, ready to be raised."""
    return Failed(Failure(kind=kind, target=f"postgresql://{endpoint}", what=what, hint=hint))
