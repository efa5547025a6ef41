"""The first bytes of the PostgreSQL protocol 3.0: is it one, does it want TLS, does it ask for a password?

Sends SSLRequest, StartupMessage and Terminate, and never an answer to an authentication request. Source: PostgreSQL
documentation, "Frontend/Backend Protocol", 54.2 and 54.7; replies captured from 15.20 and 18.
"""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from nightlatch import tls
from nightlatch.model import Certificate, Endpoint, Failed, Failure, Tls

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

SSL_REQUEST = struct.pack("!ii", 8, 80877103)
TERMINATE = b"X\0\0\0\4"
_PROTOCOL_3 = 196608
_LONGEST = 64 << 10  # no message before ReadyForQuery is longer on a genuine server
_MESSAGES = 200
ASKS = {3: "a password in clear text", 5: "a password (MD5)", 7: "GSSAPI", 9: "SSPI", 10: "a password (SCRAM)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What the server said before any password: *asks* for one, let us in (*ready*), or refused with *sqlstate*."""

    asks: str | None = None
    is_trusting: bool = False  # "R 0": this role name needs no password, whatever comes after
    is_ready: bool = False
    sqlstate: str | None = None
    settings: dict[str, str] = field(default_factory=dict)
    tls: Tls = field(default_factory=Tls)


def greet(dialer: Dialer, endpoint: Endpoint, user: str, database: str, client: str) -> Greeting:
    """Ask for TLS, introduce ourselves as *user*, and read what comes before any password is sent.

    Where TLS is offered and used, one more connection asks in plain text, so that "required" is known.
    Errors: ``Failed`` with not-this-protocol, hostile, timeout, tls, connection-refused, out-of-scope.
    """
    with dialer.connect(endpoint, verb="identify") as line:
        offered = _asks_tls(line.socket, endpoint)
        if not offered:
            found = _introduce(line.socket, endpoint, user, database, client)
            return replace(found, tls=Tls(offered=False, required=False))
        wrapped, certificate = tls.wrap(line.socket, endpoint.host)
        with wrapped:
            found = _introduce(wrapped, endpoint, user, database, client)
    return replace(found, tls=_tls(certificate, _plain_sqlstate(dialer, endpoint, user, database, client)))


def _tls(certificate: Certificate | None, plain: Greeting) -> Tls:
    return Tls(offered=True, required=plain.sqlstate == "28000", used=True, certificate=certificate)


def _plain_sqlstate(dialer: Dialer, endpoint: Endpoint, user: str, database: str, client: str) -> Greeting:
    with dialer.connect(endpoint, verb="identify") as line:
        return _introduce(line.socket, endpoint, user, database, client)


def _asks_tls(sock: socket.socket, endpoint: Endpoint) -> bool:
    sock.sendall(SSL_REQUEST)
    reply = _some(sock, endpoint, 1)
    if reply not in (b"S", b"N"):
        raise _failed("not-this-protocol", endpoint, "answers the TLS question of PostgreSQL with something else")
    return reply == b"S"


def _introduce(sock: socket.socket, endpoint: Endpoint, user: str, database: str, client: str) -> Greeting:
    words = ("user", user, "database", database, "application_name", client)
    body = struct.pack("!i", _PROTOCOL_3) + b"".join(word.encode() + b"\0" for word in words) + b"\0"
    sock.sendall(struct.pack("!i", len(body) + 4) + body)
    found = Greeting()
    for _ in range(_MESSAGES):
        kind, content = _message(sock, endpoint)
        found = _understand(found, kind, content, endpoint)
        if found.asks or found.is_ready or found.sqlstate:
            _goodbye(sock)
            return found
    raise _failed("hostile", endpoint, "never ends its greeting")


def _understand(found: Greeting, kind: bytes, content: bytes, endpoint: Endpoint) -> Greeting:
    if kind == b"R" and len(content) >= 4:
        (code,) = struct.unpack_from("!i", content)
        return replace(found, is_trusting=True) if code == 0 else replace(found, asks=ASKS.get(code, f"method {code}"))
    if kind == b"S":
        name, _, value = content.rstrip(b"\0").partition(b"\0")
        setting = {name.decode("utf-8", "replace"): value.decode("utf-8", "replace")}
        return replace(found, settings=found.settings | setting)
    if kind == b"E":
        fields = {part[:1]: part[1:] for part in content.split(b"\0") if part}
        return replace(found, sqlstate=fields.get(b"C", b"?????").decode("ascii", "replace")[:5])
    if kind == b"Z":
        return replace(found, is_ready=True)
    if kind in (b"K", b"N", b"v"):
        return found
    raise _failed("not-this-protocol", endpoint, "answers a PostgreSQL greeting with something else")


def _message(sock: socket.socket, endpoint: Endpoint) -> tuple[bytes, bytes]:
    head = _some(sock, endpoint, 5)
    (length,) = struct.unpack("!i", head[1:])
    if head[:1] not in (b"R", b"S", b"E", b"Z", b"K", b"N", b"v"):
        raise _failed("not-this-protocol", endpoint, "answers a PostgreSQL greeting with something else")
    if not 4 <= length <= _LONGEST:
        raise _failed("hostile", endpoint, f"announces a message of {length} bytes in its greeting")
    return head[:1], _some(sock, endpoint, length - 4)


def _some(sock: socket.socket, endpoint: Endpoint, count: int) -> bytes:
    found = b""
    try:
        while len(found) < count:
            piece = sock.recv(count - len(found))
            if not piece:
                raise _failed("not-this-protocol", endpoint, "hangs up on a PostgreSQL greeting")
            found += piece
    except TimeoutError:
        raise _failed("timeout", endpoint, "accepts the connection and says nothing", "raise --timeout") from None
    except OSError:
        raise _failed("not-this-protocol", endpoint, "resets the connection on a PostgreSQL greeting") from None
    return found


def _goodbye(sock: socket.socket) -> None:
    try:
        sock.sendall(TERMINATE)
    except OSError:
        pass  # the server has hung up first, which is its right after an error


def _failed(kind: str, endpoint: Endpoint, what: str, hint: str = "is it another kind of store?") -> Failed:
    return Failed(Failure(kind=kind, target=f"postgresql://{endpoint}", what=what, hint=hint))  # type: ignore[arg-type]
