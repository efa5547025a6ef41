"""One connection, at most one message, and what came back: the smallest thing identification does."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nightlatch import tls as tls_handshake
from nightlatch.model import Certificate, Endpoint, Failed

if TYPE_CHECKING:
    from nightlatch.dial import Dialer, Line

MOST_BYTES = 64 << 10
_SETTLE_SECONDS = 0.2  # after the first bytes, how long more of the same answer may take


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came, and whether the server then hung up; nothing and not closed: it waits for us to say something else."""

    data: bytes = b""
    is_closed: bool = False
    certificate: Certificate | None = None


class Conversation:
    """One connection under watch: listen, or say one thing and listen. A context manager."""

    def __init__(self, dialer: Dialer, endpoint: Endpoint, *, tls: bool, seconds: float) -> None:
        """Errors: ``Failed`` with connection-refused, timeout, out-of-scope, and tls where *tls* is asked for."""
        self._line: Line = dialer.connect(endpoint, verb="identify")
        self.certificate: Certificate | None = None
        try:
            self._line.limit(bytes=1 << 20, seconds=4 * seconds + dialer.timeout_seconds)
            self._socket: socket.socket = self._line.socket
            if tls:
                self._socket, self.certificate = tls_handshake.wrap(self._line.socket, endpoint.host)
        except BaseException:
            self._line.close()
            raise

    def hear(self, seconds: float) -> Heard:
        """Wait for a first byte up to *seconds*, then until no more comes for a moment; at most 64 KiB."""
        found, is_closed, until = b"", False, time.monotonic() + seconds
        while len(found) < MOST_BYTES and (left := until - time.monotonic()) > 0:
            try:
                self._socket.settimeout(left)
                came = self._socket.recv(MOST_BYTES - len(found))
            except TimeoutError:
                break
            except OSError:
                came = b""
            if not came:
                is_closed = True
                break
            if not found:
                until = min(until, time.monotonic() + _SETTLE_SECONDS)
            found += came
        return Heard(data=found, is_closed=is_closed, certificate=self.certificate)

    def say(self, message: bytes, seconds: float) -> Heard:
        """Send *message* and hear what it draws."""
        try:
            self._socket.settimeout(seconds)
            self._socket.sendall(message)
        except OSError:
            return Heard(is_closed=True, certificate=self.certificate)
        return self.hear(seconds)

    def close(self) -> None:
        self._line.close()

    def __enter__(self) -> Conversation:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def failed_is_final(failed: Failed) -> bool:
    """Would another probe fail in the same way? A probe's own time being up is no reason to stop; the scope's is."""
    failure = failed.failure
    is_scopes = failure.kind == "over-budget" and "the scope" in failure.what
    return is_scopes or failure.kind in ("out-of-scope", "interrupted", "unresolved")
