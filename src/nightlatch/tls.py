"""TLS over a socket that the dialer opened: shakes hands with any server, and says whether a browser would trust it.

Speaks TLS 1.3 down to what OpenSSL still can (TLS 1.0), since old servers are the ones to look at; the best that both
know is taken, ``version()`` of the socket says which. An untrusted certificate is recorded, never refused. Sends a
ClientHello with the host's name, no client certificate, and nothing of the environment (no ``SSLKEYLOGFILE``).

Whether the chain verifies is asked of OpenSSL itself, in memory and without a second connection: the certificates
that came are played to a verifying client as a TLS 1.2 Certificate message (RFC 5246 section 7.4.2), which it checks
before it waits for anything else. That the server holds the key was proved by the handshake that really happened.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from nightlatch import certificate
from nightlatch.model import Certificate, Failed, Failure, FailureKind

_LEGACY_SERVER_CONNECT = 0x4  # SSL_OP_LEGACY_SERVER_CONNECT; ssl names it from Python 3.12 on
_WHOLE_RECORDS = 0x800  # SSL_OP_DONT_INSERT_EMPTY_FRAGMENTS; SQL Server 2008 over TLS 1.0 reads one record a message
_FLIGHTS = 16  # of a handshake, which has two
_DER = 2  # _ssl.ENCODING_DER
_HANDSHAKE, _SERVER_HELLO, _CERTIFICATE, _TLS_1_2 = 0x16, 2, 11, b"\x03\x03"
_RECORD_BYTES = 1 << 14
_SUITES = (b"\xc0\x2f", b"\xc0\x2b")  # ECDHE with AES-128-GCM, for RSA and for ECDSA or EdDSA certificates
_SECURE_RENEGOTIATION = b"\xff\x01\x00\x01\x00"
_NO_TLS = frozenset({"WRONG_VERSION_NUMBER", "UNEXPECTED_MESSAGE", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"})


def wrap(plain: socket.socket, host: str, protocols: tuple[str, ...] = ()) -> tuple[ssl.SSLSocket, Certificate]:
    """Shake hands with *host* over *plain*; return the wrapped socket and what the server's certificate says.

    *plain* is used up, also on failure. The timeout that it carries bounds the whole handshake. *protocols* are
    offered by ALPN.
    Errors: ``Failed`` with tls (no TLS there, no common version, hung up) or timeout.
    """
    target = _target(plain, host)
    try:
        wrapped = _any_server(protocols).wrap_socket(plain, server_hostname=host)
    except (OSError, ValueError) as error:
        plain.close()
        raise Failed(_failure(error, target)) from None
    return wrapped, _told(wrapped, host)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """TLS whose handshake another protocol carried: *inner* speaks it, *incoming* and *outgoing* are its two ends."""

    inner: ssl.SSLObject
    incoming: ssl.MemoryBIO
    outgoing: ssl.MemoryBIO
    certificate: Certificate


def carry(exchange: Callable[[bytes], bytes], host: str, target: str) -> Carried:
    """Shake hands with *host*; *exchange* sends each flight, and returns what was answered.

    TLS 1.2 at most: in 1.3 messages of the handshake come after its end, when nothing carries them any more.
    Errors: ``Failed`` with tls, hostile (no end), and whatever *exchange* raises.
    """
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    try:
        inner = _any_server((), ssl.TLSVersion.TLSv1_2).wrap_bio(incoming, outgoing, server_hostname=host)
        for _ in range(_FLIGHTS):
            try:
                inner.do_handshake()
            except ssl.SSLWantReadError:
                incoming.write(exchange(outgoing.read()))
            else:
                return Carried(
                    inner=inner, incoming=incoming, outgoing=outgoing, certificate=_told(inner, host)
                )  # fmt: skip
    except (OSError, ValueError) as error:
        raise Failed(replace(_failure(error, target), hint="ask whoever runs it which TLS it wants")) from None
    raise Failed(Failure(kind="hostile", target=target, what="its TLS handshake does not come to an end"))


def _told(wrapped: ssl.SSLSocket | ssl.SSLObject, host: str) -> Certificate:
    chain = _chain(wrapped)
    return certificate.read(chain[0], verified=_is_trusted(chain, host, None)) if chain else Certificate(subject="")


def verifies(wrapped: ssl.SSLSocket, host: str, cafile: str | None = None) -> bool:
    """Do the certificates that came over *wrapped* verify for *host* against *cafile* (PEM), else the public roots?"""
    return _is_trusted(_chain(wrapped), host, cafile)


@cache
def _any_server(protocols: tuple[str, ...], most: ssl.TLSVersion | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:!aNULL:!eNULL:@SECLEVEL=0")
    context.options |= _LEGACY_SERVER_CONNECT | ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
    if protocols:
        context.set_alpn_protocols(list(protocols))
    if most is not None:
        context.maximum_version = most
        context.options |= _WHOLE_RECORDS
    return context


@cache
def _verifier(cafile: str | None) -> ssl.SSLContext:
    """A client that verifies, for use in memory only; TLS 1.2, where certificates come before any key is agreed."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("ECDHE+AESGCM")
    if cafile is None:
        context.load_default_certs()
    else:
        context.load_verify_locations(cafile)
    return context


def _chain(wrapped: ssl.SSLSocket | ssl.SSLObject) -> list[bytes]:
    """The certificates as they came, the server's own first."""
    own = wrapped.getpeercert(binary_form=True)
    if own is None:
        return []
    # Public from Python 3.13 on; the same C method is there since 3.10. Without it intermediates are missing, and a
    # chain that needs them is called unverified.
    source: Any = wrapped if hasattr(wrapped, "get_unverified_chain") else getattr(wrapped, "_sslobj", None)
    with contextlib.suppress(AttributeError, ssl.SSLError, TypeError):
        came = source.get_unverified_chain() or []
        return [item if isinstance(item, bytes) else item.public_bytes(_DER) for item in came] or [own]
    return [own]


def _is_trusted(chain: list[bytes], host: str, cafile: str | None) -> bool:
    return any(_passes(chain, host, _verifier(cafile), suite) for suite in _SUITES)


def _passes(chain: list[bytes], host: str, verifier: ssl.SSLContext, suite: bytes) -> bool:
    """Does *verifier*, told *suite*, take *chain* for *host* and go on to wait for the key exchange?"""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = verifier.wrap_bio(incoming, outgoing, server_hostname=host)
    with contextlib.suppress(ssl.SSLWantReadError):
        client.do_handshake()
    incoming.write(_records(_server_hello(suite) + _certificates(chain)))
    try:
        client.do_handshake()
    except ssl.SSLWantReadError:
        return True
    except (ssl.SSLError, ValueError):
        return False
    return False


def _server_hello(suite: bytes) -> bytes:
    extensions = len(_SECURE_RENEGOTIATION).to_bytes(2, "big") + _SECURE_RENEGOTIATION
    return _message(_SERVER_HELLO, _TLS_1_2 + bytes(32) + b"\0" + suite + b"\0" + extensions)


def _certificates(chain: list[bytes]) -> bytes:
    listed = b"".join(len(der).to_bytes(3, "big") + der for der in chain)
    return _message(_CERTIFICATE, len(listed).to_bytes(3, "big") + listed)


def _message(kind: int, body: bytes) -> bytes:
    return bytes([kind]) + len(body).to_bytes(3, "big") + body


def _records(messages: bytes) -> bytes:
    pieces = [messages[at : at + _RECORD_BYTES] for at in range(0, len(messages), _RECORD_BYTES)]
    return b"".join(bytes([_HANDSHAKE]) + _TLS_1_2 + len(piece).to_bytes(2, "big") + piece for piece in pieces)


def _target(plain: socket.socket, host: str) -> str:
    name = f"[{host}]" if ":" in host else host
    with contextlib.suppress(OSError, IndexError):
        return f"{name}:{plain.getpeername()[1]}"
    return name


def _failure(error: OSError | ValueError, target: str) -> Failure:
    kind: FailureKind = "tls"
    hint = "is TLS meant to be there? try the scheme without it"
    if isinstance(error, TimeoutError):
        kind, what = "timeout", "no answer to the TLS handshake in time"
        hint = "does a server that speaks no TLS wait for us to speak? try the scheme without it"
    elif isinstance(error, ssl.SSLError) and error.reason in _NO_TLS:
        what = "the server does not speak TLS at this port"
    elif isinstance(error, ssl.SSLError) and error.reason and "EOF" not in error.reason:
        what = f"the TLS handshake failed: {error.reason.lower().replace('_', ' ')}"
        hint = "does it ask for a client certificate, or only know versions older than TLS 1.0?"
    elif isinstance(error, ValueError):
        what = "the TLS handshake cannot begin: the host is no name that TLS can ask for"
    else:
        what = "the server hung up during the TLS handshake"
    return Failure(kind=kind, target=target, what=what, hint=hint)
