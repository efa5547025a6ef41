"""The MySQL client/server protocol on one dialled socket: handshake v10, login, text results as they lie in memory.

Sends a handshake answer, COM_QUERY with declared statements, and COM_QUIT; never a file. A server may answer any query
with a request for a local file (LOCAL INFILE, 0xFB), and clients have handed theirs over: here that is a hostile answer
and there is no code that could obey. No option file and no environment variable is read. A password leaves this machine
only as a scramble, or inside TLS where caching_sha2_password insists. Sources: MySQL "Client/Server Protocol" of the
source documentation; MariaDB knowledge base, "Clients & Utilities: Client/Server Protocol"; replies of MariaDB 10.11.
"""

from __future__ import annotations

import re
import socket
import struct
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from nightlatch.model import Certificate, Failed, FailureKind
from nightlatch.stores._mysql_handshake import (
    CAPABILITIES,
    CONNECT_ATTRS,
    LONG_FLAG,
    PLUGIN_AUTH,
    SSL,
    Greeting,
    attributes,
    greeting_of,
    real_version,
    scramble,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Fail = Callable[[FailureKind, str, str], Failed]
Row = tuple[bytes | None, ...]

_MAX_PACKET = 0xFFFFFF
_GREETING = 16 << 10  # a genuine one has about a hundred bytes
_SMALL = 1 << 20  # of one packet outside of rows
_COLUMNS = 4096
_RESULT = 64 << 20  # of a result that is held as a whole
_ROWS = 1_100_000  # likewise; small rows take a hundred times their bytes once they are objects
_BLOCK = 4 << 20
_VERBS = re.compile(r"(SELECT|SHOW GRANTS|SET SESSION|SET ROLE)\b")
_QUOTED = re.compile(r"`(?:[^`]|``)*`|'[^'\\]*'")
_FORBIDDEN = re.compile(
    r";|/\*|--|#"
    r"|\b(INTO|UPDATE|LOCK|PROCEDURE|CALL|LOAD_FILE|SLEEP|BENCHMARK|GET_LOCK|NEXTVAL|GLOBAL|PERSIST)\b",
    re.I,
)


class Undeclared(Exception):  # noqa: N818 - a mistake of ours that must never reach a server
    """A statement that the store does not declare was about to be sent."""


class Refused(Exception):  # noqa: N818 - an answer, not a fault
    """The server answered with error *code*; its text, which may quote data, is dropped."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Block(NamedTuple):
    """Some rows: value (row, column) is ``data[start:start + length]``; length -1 is NULL."""

    data: NDArray[np.uint8]
    start: NDArray[np.int64]
    length: NDArray[np.int64]


def checked(statement: str) -> str:
    """*statement*, if it is one that only reads or only sets the session; the only door for statements.

    Errors: `Undeclared`.
    """
    bare = _QUOTED.sub("?", statement)
    if not _VERBS.match(bare) or _FORBIDDEN.search(bare):
        raise Undeclared(bare.split("(")[0][:40])
    return statement


class Wire:
    """One connection. Memory: `_BLOCK` and a row, at most 16 MB; errors: ``Failed``, and `Refused` for error packets.

    After a ``Failed`` the conversation is over (*is_broken*).
    """

    def __init__(self, sock: socket.socket, seconds: float, fail: Fail) -> None:
        self.is_broken = False
        self.seconds = self.idle_seconds = seconds  # for one answer; without a byte in a long one
        self._socket, self._fail = sock, fail
        self._buffer = bytearray()
        self._sequence = 0
        self.greeting = self._greet()

    # --- login ---

    def secure(self, host: str, wrap: Callable[[socket.socket, str], tuple[socket.socket, Certificate]]) -> Certificate:
        """Ask for TLS in place of a login, and shake hands. Errors: ``Failed`` with tls."""
        self._write(struct.pack("<IIB23x", CAPABILITIES | SSL, _MAX_PACKET, self._charset()))
        self._sequence += 1
        self._socket.settimeout(self.seconds)
        self._socket, certificate = wrap(self._socket, host)
        return certificate

    def log_in(self, user: str, password: str | None, client: str, is_secure: bool) -> None:
        """Answer the greeting. Errors: `Refused`; ``Failed`` with unsupported-version for a method we do not speak."""
        plugin = self.greeting.plugin or "mysql_native_password"
        answer = scramble(plugin, password, self.greeting.salt)
        if answer is None:  # the account may want another method than the server's own favourite
            plugin = "mysql_native_password"
            answer = scramble(plugin, password, self.greeting.salt) or b""
        capabilities = CAPABILITIES & (self.greeting.capabilities | LONG_FLAG) | (SSL if is_secure else 0)
        body = struct.pack("<IIB23x", capabilities, _MAX_PACKET, self._charset())
        body += user.encode() + b"\0" + bytes([len(answer)]) + answer
        body += plugin.encode() + b"\0" if capabilities & PLUGIN_AUTH else b""
        body += attributes(client) if capabilities & CONNECT_ATTRS else b""
        self._write(body)
        self._finish(plugin, password, is_secure)

    def _finish(self, plugin: str, password: str | None, is_secure: bool) -> None:
        for _ in range(8):
            packet = self._packet(_SMALL)
            match packet[:1]:
                case b"\0":
                    return
                case b"\xfe":
                    name, _, salt = packet[1:].partition(b"\0")
                    plugin = name.decode("ascii", "replace") or "mysql_old_password"
                    answer = scramble(plugin, password, salt.rstrip(b"\0"))
                    if answer is None:
                        shown = plugin if re.fullmatch(r"[a-z0-9_]{1,40}", plugin) else "another method"
                        raise self._fail("unsupported-version", f"asks for {shown} to log in", "give another user")
                    self._write(answer)
                case b"\x01" if plugin == "caching_sha2_password":
                    self._sha2(packet, password, is_secure)
                case _:
                    raise self._fail("not-this-protocol", "answers a login with something else", "")
        raise self._fail("hostile", "never ends the login", "")

    def _sha2(self, packet: bytes, password: str | None, is_secure: bool) -> None:
        """3: the scramble was right, OK follows. 4: it wants the password itself, which only TLS may carry."""
        if packet[1:2] != b"\x04":
            return
        if not is_secure:
            raise self._fail("unsupported-version", "wants the password unscrambled, and offers no TLS", "")
        self._write((password or "").encode() + b"\0")

    def _charset(self) -> int:
        old = re.match(r"[345]\.[0-4]\.|5\.5\.[0-2](?!\d)", real_version(self.greeting.version))
        return 33 if old else 45  # utf8, utf8mb4

    def _greet(self) -> Greeting:
        packet = self._packet(_GREETING, raises=False)
        if packet[:1] == b"\xff" and len(packet) >= 3:
            return Greeting(refused=struct.unpack_from("<H", packet, 1)[0])
        version, end, rest = packet[1:].partition(b"\0")
        if packet[:1] != b"\x0a" or not end or len(rest) < 15:
            raise self._fail("not-this-protocol", "does not greet as MySQL does", "is it another kind of store?")
        return greeting_of(version.decode("ascii", "replace")[:100], rest)

    # --- questions ---

    def rows(self, statement: str, seconds: float | None = None) -> list[Row]:
        """All rows of a small result. Errors: as :meth:`blocks`, and hostile beyond 64 MB."""
        found: list[Row] = []
        total = 0
        self.idle_seconds = max(self.idle_seconds, seconds or 0.0)
        for block in self.blocks(statement, time.monotonic() + (seconds or self.seconds)):
            data = block.data.tobytes()
            total += len(data)
            if total > _RESULT:
                self.is_broken = True
                raise self._fail("hostile", f"answers with more than {_RESULT >> 20} MB to a small question", "")
            if len(found) > _ROWS:
                self.is_broken = True
                raise self._fail("hostile", f"answers with more than {_ROWS:,} rows to a small question", "")
            for starts, lengths in zip(block.start.tolist(), block.length.tolist(), strict=True):
                found.append(tuple(None if n < 0 else data[at : at + n] for at, n in zip(starts, lengths, strict=True)))
        return found

    def run(self, statement: str) -> int | None:
        """Send a statement without result; the code of the error, if it is refused."""
        try:
            self.rows(statement)
        except Refused as refused:
            return refused.code
        return None

    def blocks(self, statement: str, until: float | None = None) -> Iterator[Block]:
        """The rows of a result in blocks of about 4 MB, as they come. Leaving it early breaks the conversation.

        Errors: `Refused`, also in the middle (a statement's time limit); ``Failed`` with timeout at *until*, hostile.
        """
        count = self._ask(statement, until)
        if count == 0:
            return
        was, self.is_broken = self.is_broken, True  # until the last row is in
        for _ in range(count):
            self._packet(_SMALL, until=until)
        if self._packet(_SMALL, until=until)[:1] != b"\xfe":
            raise self._fail("not-this-protocol", "sends a result of unknown shape", "")
        yield from self._read_rows(count, until)
        self.is_broken = was

    def _ask(self, statement: str, until: float | None) -> int:
        """Send it; the number of columns of the result, 0 if there is none."""
        if self.is_broken:
            raise self._fail("connection-refused", "the conversation is over", "")
        self._sequence = 0
        self._write(b"\x03" + checked(statement).encode("utf-8", "surrogateescape"))
        first = self._packet(_SMALL, until=until or time.monotonic() + self.idle_seconds)
        if first[:1] == b"\0":
            return 0
        if first[:1] == b"\xfb":
            self.is_broken = True
            raise self._fail("hostile", "asks for a file of this machine (LOCAL INFILE)", "it got none; tell its owner")
        count = first[0] if first[0] < 0xFB else int.from_bytes(first[1:3], "little")
        if first[0] > 0xFC or not 0 < count <= _COLUMNS:
            self.is_broken = True
            raise self._fail("hostile", "announces more columns than any table has", "")
        return count

    def _read_rows(self, columns: int, until: float | None) -> Iterator[Block]:
        import numpy as np  # late, as the compiler: whoever is not let in gets no rows

        from nightlatch.stores._mysql_kernels import BAD, END, ERROR, parse

        start, length = np.zeros((8192, columns), np.int64), np.zeros((8192, columns), np.int64)
        state = np.zeros(4, np.int64)  # position, rows, status, error code
        while True:
            view = np.frombuffer(self._buffer, np.uint8)
            parse(view, len(view), columns, start, length, state)
            del view
            position, count, status, code = (int(one) for one in state)
            if status == BAD:
                raise self._fail("hostile", "sends rows that are none, or larger than 16 MB", "")
            if count and (status in (END, ERROR) or count == len(start) or position >= _BLOCK):
                data = np.frombuffer(bytes(memoryview(self._buffer)[:position]), np.uint8)
                yield Block(data, start[:count].copy(), length[:count].copy())
            if count == len(start) or position >= _BLOCK or status in (END, ERROR):
                del self._buffer[:position]
                state[:] = 0
            if status == END:
                return
            if status == ERROR:
                self.is_broken = False  # an error packet ends a result as well as EOF does
                raise Refused(code)
            if count < len(start):
                self._buffer += self._receive(until)

    # --- packets ---

    def _packet(self, limit: int, *, until: float | None = None, raises: bool = True) -> bytes:
        until = until or time.monotonic() + self.seconds
        while len(self._buffer) < 4:
            self._buffer += self._receive(until)
        size = int.from_bytes(self._buffer[:3], "little")
        self._sequence = self._buffer[3] + 1
        if not 0 < size <= limit:
            self.is_broken = True
            is_mysql = size and (raises or bytes(self._buffer[3:5]) in (b"\0\x0a", b"\0\xff"))
            kind: FailureKind = "hostile" if is_mysql else "not-this-protocol"
            what = f"announces a packet of {size} bytes where {limit} are more than enough"
            raise self._fail(kind, what if is_mysql else "does not greet as MySQL does", "is it another kind of store?")
        while len(self._buffer) < 4 + size:
            self._buffer += self._receive(until)
        packet = bytes(self._buffer[4 : 4 + size])
        del self._buffer[: 4 + size]
        if raises and packet[:1] == b"\xff" and len(packet) >= 3:
            self.is_broken = False
            raise Refused(struct.unpack_from("<H", packet, 1)[0])
        return packet

    def _receive(self, until: float | None) -> bytes:
        left = self.idle_seconds if until is None else min(self.idle_seconds, until - time.monotonic())
        try:
            if left <= 0:
                raise TimeoutError
            self._socket.settimeout(left)
            piece = self._socket.recv(1 << 18)
        except TimeoutError:
            self.is_broken = True
            raise self._fail("timeout", "does not finish its answer in time", "raise --timeout") from None
        except OSError:
            self.is_broken = True
            raise self._fail("connection-refused", "resets the connection", "") from None
        if not piece:
            self.is_broken = True
            raise self._fail("connection-refused", "closes the connection", "")
        return piece

    def _write(self, body: bytes) -> None:
        try:
            self._socket.settimeout(self.seconds)
            self._socket.sendall(struct.pack("<I", len(body))[:3] + bytes([self._sequence & 0xFF]) + body)
        except OSError:
            pass  # it hung up; what it said before is still to be read

    def close(self) -> None:
        """COM_QUIT, and let go of the socket."""
        if not self.is_broken:
            self.is_broken, self._sequence, self.seconds = True, 0, 1.0
            self._write(b"\x01")
        self._socket.close()
