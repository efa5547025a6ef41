"""One dialled socket, read in lines and blocks of known length, each within a time: for binary and line protocols.

Every read has a bound in bytes and the deadline of the answer that it belongs to; memory grows with what came, never
with what was announced. Sends what it is given: which verbs may go out is decided by the kind that uses it.
"""

from __future__ import annotations

import contextlib
import socket
import time
from typing import TYPE_CHECKING

from nightlatch import tls as handshake
from nightlatch.model import Failed, Failure, FailureKind, Target, Tls
from nightlatch.stores import Ask

if TYPE_CHECKING:
    from nightlatch.dial import Dialer, Line

_READ_BYTES = 1 << 18
PROTOCOL_HINT = "is it another kind of store, or does it want TLS?"


class Stream:
    """A bounded reader and writer. Errors: ``Failed`` with timeout, not-this-protocol (hung up) or why it was cut."""

    def __init__(self, line: Line, sock: socket.socket, url: str, seconds: float) -> None:
        self.line, self.url, self.seconds = line, url, seconds
        self.tls = Tls()
        self._socket = sock
        self._buffer = bytearray()
        self._at = 0
        self._deadline = time.monotonic() + seconds
        self._quiet: float | None = None

    def upgrade(self, host: str) -> None:
        """Shake hands from here on, where a protocol starts TLS after its first words."""
        if self.is_waiting():
            raise self.fail("hostile", "goes on talking in the clear where TLS begins")
        self._socket.settimeout(self.seconds)
        self._socket, certificate = handshake.wrap(self._socket, host)
        self.tls = Tls(offered=True, used=True, certificate=certificate)

    def begin(self, seconds: float | None = None, quiet: float | None = None) -> None:
        """From here on a new answer is waited for, *seconds* at most, and each piece of it *quiet* seconds at most."""
        self._deadline = time.monotonic() + (self.seconds if seconds is None else seconds)
        self._quiet = quiet

    def send(self, data: bytes) -> None:
        """Send all of *data*; where the server hung up, what it said before is still to be read."""
        try:
            self._socket.settimeout(max(0.1, self._deadline - time.monotonic()))
            self._socket.sendall(data)
        except TimeoutError:
            raise self.fail("timeout", "takes no more of what it is sent", "raise --timeout") from None
        except (OSError, ValueError):
            self.line.check()

    def exactly(self, count: int) -> bytes:
        """The next *count* bytes."""
        while len(self._buffer) - self._at < count:
            self._more()
        return self._take(count)

    def skip(self, count: int) -> None:
        """Read past *count* bytes, keeping none of them."""
        while count:
            if self._at == len(self._buffer):
                self._more()
            step = min(count, len(self._buffer) - self._at)
            self._take(step)
            count -= step

    def text(self, most: int = 8192) -> bytes:
        """The next line, without its end; one longer than *most* is a ``hostile`` failure."""
        start = self._at
        while (end := self._buffer.find(b"\n", start)) < 0:
            if len(self._buffer) - self._at > most:
                raise self.fail("hostile", "sends a line without an end")
            start = len(self._buffer)
            behind = self._at
            self._more()
            start -= behind - self._at  # what was read before was let go of
        if end - self._at > most:
            raise self.fail("hostile", "sends a line without an end")
        return self._take(end + 1 - self._at).rstrip(b"\r\n")

    def gather(self, end: bytes, most: int) -> None:
        """Take in what comes, as fast as it comes, until it ends with *end*, or is *most* bytes, or comes no more.

        To be read afterwards; for servers that drop what a slow reader does not take.
        """
        while not self._buffer.endswith(end) and len(self._buffer) - self._at < most:
            try:
                self._more()
            except Failed as failed:
                if failed.failure.kind != "timeout":
                    raise
                return

    def is_waiting(self) -> bool:
        """Is something there that was not yet taken?"""
        return self._at < len(self._buffer)

    def peek(self) -> bytes:
        """What came and was not yet taken; waits for the first byte of it."""
        if self._at == len(self._buffer):
            self._more()
        return bytes(memoryview(self._buffer)[self._at :])

    def fail(self, kind: FailureKind, what: str, hint: str = "") -> Failed:
        """To be raised; says why the line was cut, if it was."""
        return Failed(self.line.cut or Failure(kind=kind, target=self.url, what=what, hint=hint))

    def close(self) -> None:
        """Hang up; never raises."""
        with contextlib.suppress(OSError):
            self._socket.close()
        self.line.close()

    def _take(self, count: int) -> bytes:
        taken = bytes(memoryview(self._buffer)[self._at : self._at + count])
        self._at += count
        return taken

    def _more(self) -> None:
        if self._at:
            del self._buffer[: self._at]
            self._at = 0
        left = self._deadline - time.monotonic()
        try:
            if left <= 0:
                raise TimeoutError
            self._socket.settimeout(left if self._quiet is None else min(left, self._quiet))
            piece = self._socket.recv(_READ_BYTES)
        except TimeoutError:
            raise self.fail("timeout", "does not finish its answer in time", "raise --timeout") from None
        except (OSError, ValueError):
            raise self.fail("not-this-protocol", "resets the connection", PROTOCOL_HINT) from None
        if not piece:
            raise HungUp(self.fail("not-this-protocol", "hangs up instead of answering", PROTOCOL_HINT).failure)
        self._buffer += piece


class HungUp(Failed):
    """The server ended the connection: for some protocols that is an answer."""


def opened(target: Target, dialer: Dialer, ask: Ask) -> Stream:
    """A stream to *target*, TLS handshake done where it is wanted; on failure nothing is left open."""
    endpoint = dialer.resolve(target.host, target.port)
    line = dialer.connect(endpoint, verb=target.kind)
    try:
        if not target.tls:
            return Stream(line, line.socket, target.url, ask.timeout_seconds)
        wrapped, certificate = handshake.wrap(line.socket, endpoint.host)
        stream = Stream(line, wrapped, target.url, ask.timeout_seconds)
        stream.tls = Tls(offered=True, used=True, certificate=certificate)
        return stream
    except BaseException:
        line.close()
        raise
