"""One connection to a SQL Server: PRELOGIN, TLS, LOGIN7, and batches, all of which pass one choke point.

Sends what `_mssql_wire` makes, and of batches only what `_mssql_batches` knows. A password is sent inside TLS or not at
all, and once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nightlatch import tls
from nightlatch.model import Endpoint, Failed, Login, Target, Tls
from nightlatch.stores import Ask
from nightlatch.stores import _mssql_tokens as tds
from nightlatch.stores import _mssql_wire as wire
from nightlatch.stores._mssql_batches import verb_of
from nightlatch.stores._stream import PROTOCOL_HINT, Stream

if TYPE_CHECKING:
    from nightlatch.dial import Dialer

_LOGIN_BYTES = 1 << 18
_ANSWER_BYTES = 256 << 20  # of one batch; a catalogue of 100,000 tables is 30 MB
_CELLS = 8_000_000  # of one catalogue
_ROW_CELLS = 8  # what a row takes beside its cells
_WRONG = {
    18456: "refuses this user and password", 18452: "lets in no login of its own kind, but those of Windows",
    18470: "has this login disabled", 18486: "has locked this login out", 18487: "says that the password has expired",
    18488: "wants the password to be changed first", 4060: "does not let this login into that database",
    4064: "has no database that this login starts in", 18451: "lets in none but administrators just now",
}  # fmt: skip
_ROUTED = "sends its clients on to another server, which is not followed"
_ROUTED_HINT = "look at that server by its own name and port, if the scope has it"


class Refused(Exception):  # noqa: N818 - the server's answer
    """A batch was refused, with an error of this number."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def dialled(target: Target, endpoint: Endpoint, dialer: Dialer, seconds: float) -> Stream:
    """A stream to *endpoint*; where TLS comes first it is that of TDS 8."""
    line = dialer.connect(endpoint, verb=target.kind)
    try:
        if not target.tls:
            return Stream(line, line.socket, target.url, seconds)
        wrapped, certificate = tls.wrap(line.socket, endpoint.host, ("tds/8.0",))
        stream = Stream(line, wrapped, target.url, seconds)
        stream.tls = Tls(offered=True, used=True, certificate=certificate)
        return stream
    except BaseException:
        line.close()
        raise


def greeted(stream: Stream, encryption: int) -> wire.Told:
    """What the server says to PRELOGIN. Errors: ``Failed`` with not-this-protocol, timeout."""
    stream.begin()
    stream.send(wire.prelogin(encryption))
    try:
        head = stream.exactly(wire.HEAD)
    except Failed as failed:
        if failed.failure.kind != "timeout":
            raise
        hint = "is it another kind of store? else raise --timeout"
        raise stream.fail("timeout", "accepts the connection and says nothing to PRELOGIN", hint) from None
    size = int.from_bytes(head[2:4], "big")
    told = None
    if head[0] == wire.ANSWER and wire.HEAD <= size <= wire.MOST:
        told = wire.told(head + stream.exactly(size - wire.HEAD))
    if told is None:
        raise stream.fail("not-this-protocol", "does not answer PRELOGIN as SQL Server does", PROTOCOL_HINT)
    return told


@dataclass(slots=True)
class Talk:
    """A connection that is let in."""

    stream: Stream
    ask: Ask
    is_broken: bool = field(default=False, init=False)  # left in the middle of an answer

    def log_in(self, login: Login, host: str, database: str, version: int) -> None:
        """Errors: ``Failed`` with wrong-credentials, connection-refused, unsupported-version, hostile, out-of-scope."""
        if not self.stream.tls.used:
            raise AssertionError("a password would go in the clear")
        message = wire.login(
            user=login.user, password=login.password or "", client=self.ask.client, host=host, database=database,
            version=version,
        )  # fmt: skip
        told = list(self._answer(message, self.stream.seconds, _LOGIN_BYTES))
        acks = [one.version for one in told if isinstance(one, tds.Ack)]
        if not acks:
            raise self._turned_away([one.number for one in told if isinstance(one, tds.Fault)])
        if acks[0] < wire.TDS_7_2 and acks[0] != wire.TDS_8_0:
            raise self.stream.fail("unsupported-version", "speaks TDS of before 7.2, as SQL Server 2000 does")

    def rows(self, text: str, columns: int) -> list[tds.Row]:
        """All rows of a batch of *columns*. Errors: `Refused`, and ``Failed``."""
        found: list[tds.Row] = []
        for row in self.stream_of(text, columns):
            found.append(row)
            if len(found) * (columns + _ROW_CELLS) > _CELLS:
                self.is_broken = True
                raise self.stream.fail("over-budget", "its catalogue is longer than can be listed")
        return found

    def stream_of(
        self, text: str, columns: int, seconds: float | None = None, most: int = _ANSWER_BYTES
    ) -> Iterator[tds.Row]:
        """The rows of a batch as they come, *most* bytes; of no more use once they are left in the middle."""
        if verb_of(text) is None:
            raise ValueError("a batch that is not declared")
        self.is_broken = True
        error = 0
        for token in self._answer(wire.batch(text), seconds or self.ask.statement_seconds, most):
            if isinstance(token, list):
                if len(token) != columns:
                    raise self.stream.fail("hostile", "answers with other columns than were asked for")
                yield token
            elif isinstance(token, tds.Fault):
                error = error or token.number
            elif isinstance(token, tds.Done):
                error = error or -token.has_failed
        self.is_broken = False
        if error:
            raise Refused(error)

    def close(self) -> None:
        """Hang up: the protocol has no goodbye."""
        self.stream.close()

    def _turned_away(self, errors: list[int]) -> Failed:
        known = next((one for one in errors if one in _WRONG), None)
        if known is not None:
            hint = "check the user and --password-file; nothing else is tried"
            return self.stream.fail("wrong-credentials", f"{_WRONG[known]} (error {known})", hint)
        if errors:
            what = f"turns this login away (error {errors[0]})"
            return self.stream.fail("connection-refused", what, "its own log says why")
        return self.stream.fail("hostile", "neither lets a login in nor refuses it")

    def _answer(self, message: bytes, seconds: float, most: int) -> Iterator[tds.Token]:
        self.stream.begin(seconds)
        self.stream.send(message)
        try:
            yield from tds.tokens(tds.Reader(self._pieces().__next__, most))
        except tds.Malformed as malformed:
            raise self.stream.fail("hostile", str(malformed)) from None
        except tds.Routed:
            raise self.stream.fail("out-of-scope", _ROUTED, _ROUTED_HINT) from None

    def _pieces(self) -> Iterator[bytes]:
        """The payload of each packet of one message, then b"" for ever."""
        is_last = False
        while not is_last:
            head = self.stream.exactly(wire.HEAD)
            size = int.from_bytes(head[2:4], "big") - wire.HEAD
            if head[0] != wire.ANSWER or size < 0:
                raise self.stream.fail("hostile", "goes on in another protocol")
            is_last = bool(head[1] & 1)
            if size:
                yield self.stream.exactly(size)
        while True:
            yield b""
