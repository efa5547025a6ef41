"""TLS inside TDS: the handshake travels in packets of PRELOGIN, and what comes after it travels bare.

Sends what TLS sends. Source: [MS-TDS] 2.2.1.2, 3.2.5.2.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
from typing import cast

from nightlatch import tls
from nightlatch.model import Tls
from nightlatch.stores import _mssql_wire as wire
from nightlatch.stores._stream import Stream

_MOST = 1 << 18  # of one flight: a chain of certificates is a few KB
_READ_BYTES = 1 << 16


class Tunnel:
    """What :class:`Stream` uses of a socket, over TLS in memory."""

    def __init__(self, plain: socket.socket, carried: tls.Carried) -> None:
        self._plain, self._tls = plain, carried

    def settimeout(self, seconds: float) -> None:
        """Of the socket beneath."""
        self._plain.settimeout(seconds)

    def sendall(self, data: bytes) -> None:
        """Encrypted, in one go."""
        self._tls.inner.write(data)
        self._plain.sendall(self._tls.outgoing.read())

    def recv(self, most: int) -> bytes:
        """What comes, b"" at the end."""
        while True:
            try:
                return self._tls.inner.read(most)
            except ssl.SSLWantReadError:
                came = self._plain.recv(_READ_BYTES)
                if not came:
                    return b""
                self._tls.incoming.write(came)
            except ssl.SSLZeroReturnError:
                return b""

    def close(self) -> None:
        """Of the socket beneath."""
        with contextlib.suppress(OSError):
            self._plain.close()


def secured(stream: Stream, host: str) -> Stream:
    """The same line, encrypted from here on. Errors: ``Failed`` with tls, hostile, not-this-protocol, timeout."""

    def exchange(flight: bytes) -> bytes:
        stream.begin()
        stream.send(wire.framed(wire.PRELOGIN, flight))
        return _flight(stream)

    carried = tls.carry(exchange, host, stream.url)
    if stream.is_waiting():
        raise stream.fail("hostile", "goes on talking in the clear where TLS begins")
    tunnel = cast(socket.socket, Tunnel(stream.line.socket, carried))
    inner = Stream(stream.line, tunnel, stream.url, stream.seconds)
    inner.tls = Tls(offered=True, used=True, certificate=carried.certificate)
    return inner


def _flight(stream: Stream) -> bytes:
    taken = b""
    while len(taken) <= _MOST:
        head = stream.exactly(wire.HEAD)
        size = int.from_bytes(head[2:4], "big") - wire.HEAD
        if head[0] not in (wire.PRELOGIN, wire.ANSWER) or size < 0:
            raise stream.fail("hostile", "answers a TLS handshake with something else")
        taken += stream.exactly(size)
        if head[1] & 1:
            return taken
    raise stream.fail("hostile", "its TLS handshake does not come to an end")
