"""SQL Server as [MS-TDS] has its wire and the Transact-SQL reference its catalogue: an imitation.

It speaks PRELOGIN, TLS inside TDS and before it, LOGIN7, and answers exactly the batches that Nightlatch declares.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nightlatch.stores import _mssql_batches as batch
from nightlatch.stores import _mssql_wire as wire
from tests.lab.hostile import Trap

SPOKEN: dict[bytes, list[tuple[int, bytes]]] = {}  # what was said inside TLS, by the client's first TLS message
EVERYTHING = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE", "ALTER", "CONTROL", "CONNECT", "EXECUTE"})
_LANGUAGE = bytes([2, 2]) + "us".encode("utf-16-le") + b"\0"
_PROGRAM = "Microsoft SQL Server".encode("utf-16-le")
_COLLATION = bytes.fromhex("0904d00034")
_DONE = b"\xfd" + bytes(12)

Table = tuple[Sequence[tuple[str, str]], Sequence[Mapping[str, Any]]]  # ((column, type), ...), rows
Answer = tuple[Sequence[str], Sequence[Sequence[Any]]]  # types ("text", "int", "bigint", "bytes"), rows


@dataclass(frozen=True, kw_only=True)
class Grants:
    """In one database: on all of it, and on tables by name; a name's word may be ``SELECT.name`` for one column."""

    whole: frozenset[str] = frozenset({"CONNECT"})
    tables: Mapping[str, frozenset[str]] = field(default_factory=dict)
    routines: int = 0


@dataclass(frozen=True, kw_only=True)
class Account:
    """A SQL login; *databases* are those that let it in."""

    password: str
    is_sysadmin: bool = False
    permissions: frozenset[str] | None = frozenset({"CONNECT SQL", "VIEW ANY DATABASE"})
    others: int = 0
    databases: Mapping[str, Grants] = field(default_factory=dict)


@dataclass(kw_only=True)
class Mssql:
    """One server; *mangled* is given each answer's tokens, and may make others of them."""

    databases: Mapping[str, Mapping[str, Table]] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    version: tuple[int, int, int] = (16, 0, 1000)
    encryption: int = wire.OFF
    certificate: tuple[Path, Path] | None = None
    is_strict: bool = False  # TLS comes first
    views: frozenset[str] = frozenset()
    read_only: frozenset[str] = frozenset()
    refusal: int = 18456
    protocol: int = wire.TDS_7_4
    mangled: Callable[[bytes], bytes] = bytes
    estimate: Callable[[int], int] = int
    refuses: Mapping[str, int] = field(default_factory=dict)  # words of a SELECT, and the error that they meet
    stalls_after: int = 0  # bytes of an answer, of which the rest never comes
    is_lavish: bool = False  # sends all rows, however many were asked for
    asked: list[str] = field(default_factory=list)

    def serve(self) -> Trap:
        return Trap(lambda link, over: self._talk(link))

    def _talk(self, link: socket.socket) -> None:
        spoken: list[tuple[int, bytes]] = []
        if self.is_strict:
            SPOKEN[_peeked(link)] = spoken
            link = self._context().wrap_socket(link, server_side=True)
        talk: _Plain | _Tunnel = _Plain(link)
        with contextlib.suppress(OSError, EOFError):
            asked = _asked_encryption(talk.heard()[1])
            if asked is None:
                return
            said = wire.NOT_SUPPORTED if self.encryption == wire.NOT_SUPPORTED else max(asked, self.encryption)
            said = wire.OFF if self.is_strict else wire.REQUIRED if self.encryption == wire.REQUIRED else said
            link.sendall(wire.answer(self.version, said))
            if not self.is_strict:
                talk = _Tunnel(link, self._context(), spoken)
            self._session(talk, spoken)

    def _context(self) -> ssl.SSLContext:
        assert self.certificate is not None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.certificate)
        context.set_alpn_protocols(["tds/8.0"])
        if not self.is_strict:
            context.maximum_version = ssl.TLSVersion.TLSv1_2
        return context

    def _session(self, talk: _Plain | _Tunnel, spoken: list[tuple[int, bytes]]) -> None:
        kind, body = talk.heard()
        spoken.append((kind, body))
        user, password = login_of(body)
        account = self.accounts.get(user)
        if account is None or account.password != password:
            talk.say(self.mangled(error(self.refusal) + _DONE))
            return
        talk.say(self.mangled(
            _change(_LANGUAGE) + b"\xad" + _sized(b"\x01" + self.protocol.to_bytes(4, "big") + bytes([20]) + _PROGRAM
            + struct.pack(">BBH", *self.version)) + _DONE
        ))  # fmt: skip
        engine = Engine(self, account, user)
        while True:
            kind, body = talk.heard()
            spoken.append((kind, body))
            text = body[22:].decode("utf-16-le")
            self.asked.append(text)
            talk.say(self.mangled(tokens(engine.run(text))), self.stalls_after)


@dataclass
class Engine:
    """Answers the batches for one account: the types and rows of a result, None for none, or the number of an error."""

    server: Mssql
    account: Account
    user: str
    database: str = "master"

    def run(self, text: str) -> Answer | int | None:
        if text == batch.BELTS:
            return None
        if found := re.fullmatch(r"USE \[(.*)\]", text):
            name = found[1].replace("]]", "]")
            if self._grants(name) is None:
                return 916
            self.database = name
            return None
        simple: dict[str, Callable[[], Answer | int]] = {
            batch.WHO: lambda: (("text", "int"), [(self.user, int(self.account.is_sysadmin))]),
            batch.OTHERS: lambda: (("bigint",), [(self.account.others,)]),
            batch.MINE_ON_SERVER: self._on_server, batch.DATABASES: self._databases, batch.TABLES: self._tables,
            batch.MINE_IN_DATABASE: lambda: (("text",), [(one,) for one in sorted(self._mine().whole)]),
            batch.ROUTINES: lambda: (("bigint",), [(self._mine().routines,)]),
            batch.COLUMNS: lambda: self._columns() if self.server.version[0] >= 13 else 207,
            batch.COLUMNS_BEFORE_2016: self._columns,
        }  # fmt: skip
        return simple[text]() if text in simple else self._select(text)

    def _grants(self, database: str) -> Grants | None:
        if database not in self.server.databases:
            return None
        return Grants(whole=EVERYTHING) if self.account.is_sysadmin else self.account.databases.get(database)

    def _mine(self) -> Grants:
        return self._grants(self.database) or Grants()

    def _may(self, word: str, table: str, column: str = "") -> bool:
        mine = self._mine()
        here = mine.tables.get(table, frozenset())
        if f"no {word}" in here:
            return False
        return word in mine.whole or word in here or bool(column and f"{word}.{column}" in here)

    def _on_server(self) -> Answer | int:
        if self.account.permissions is None:
            return 229
        words = self.account.permissions | ({"CONTROL SERVER"} if self.account.is_sysadmin else set())
        return ("text",), [(one,) for one in sorted(words)]

    def _databases(self) -> Answer:
        rows = [
            (one, int(self._grants(one) is not None), "READ_ONLY" if one in self.server.read_only else "READ_WRITE")
            for one in sorted(self.server.databases)
        ]
        return ("text", "int", "text"), rows

    def _seen(self) -> list[tuple[str, Table]]:
        found = self.server.databases.get(self.database, {})
        return [(name, table) for name, table in found.items() if self._flags(name) != (0, 0, 0, 0)]

    def _flags(self, name: str) -> tuple[int, ...]:
        columns = [column for column, _ in self.server.databases[self.database][name][0]]
        return tuple(
            1 if self._may(word, name) else 2 if any(self._may(word, name, one) for one in columns) else 0
            for word in batch.WORDS
        )

    def _tables(self) -> Answer:
        rows = [
            (*name.split(".", 1), "V " if name in self.server.views else "U ",
             None if name in self.server.views else self.server.estimate(len(table[1])), *self._flags(name))
            for name, table in self._seen()
        ]  # fmt: skip
        return ("text", "text", "text", "bigint", "int", "int", "int", "int"), rows

    def _columns(self) -> Answer:
        rows = [
            (*name.split(".", 1), column, kind.removesuffix(" sealed"), int(self._may("SELECT", name, column)),
             1 if kind.endswith(" sealed") else None)
            for name, table in self._seen() for column, kind in table[0]
        ]  # fmt: skip
        return ("text", "text", "text", "text", "int", "int"), rows

    def _select(self, text: str) -> Answer | int:
        found = re.fullmatch(r"SELECT (?:TOP \((\d+)\) )?(.*) FROM \[(\w+)\]\.\[(.*)\]( TABLESAMPLE .*)?", text)
        assert found is not None and batch.verb_of(text) == batch.ROWS, text
        if (number := next((one for words, one in self.server.refuses.items() if words in text), 0)) != 0:
            return number
        name = f"{found[3]}.{found[4]}".replace("]]", "]")
        columns = [one.replace("]]", "]") for one in re.findall(r"\[((?:[^\]]|\]\])*)\]", found[2])]
        if not all(self._may("SELECT", name, one) for one in columns):
            return 229
        kinds, rows = self.server.databases[self.database][name]
        forms = [dict(kinds)[one] for one in columns]
        share = float(found[5].split("(")[1].split()[0]) if found[5] else 100.0
        picked = rows[:: max(1, round(100 / share))][: int(found[1] or len(rows))]
        picked = rows if self.server.is_lavish else picked
        values = [[shown(row.get(one), kind) for one, kind in zip(columns, forms, strict=True)] for row in picked]
        return ["bytes" if kind in ("varbinary", "geography") else "text" for kind in forms], values


def shown(value: Any, kind: str) -> Any:
    """*value* as CONVERT writes it."""
    if value is None or kind == "varbinary":
        return value
    if kind == "geography":
        return struct.pack("<BIdd", 1, 1, *value)
    if kind == "float":
        mantissa, _, exponent = f"{value:.15e}".partition("e")
        return f"{mantissa}e{exponent[0]}{int(exponent[1:]):03}"
    return str(value)


class _Plain:
    """Messages over a socket."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link

    def heard(self) -> tuple[int, bytes]:
        body = b""
        while True:
            if (kind := self.exactly(1)[0]) not in (wire.PRELOGIN, wire.LOGIN, wire.BATCH):
                raise EOFError  # another protocol
            head = bytes([kind]) + self.exactly(wire.HEAD - 1)
            body += self.exactly(int.from_bytes(head[2:4], "big") - wire.HEAD)
            if head[1] & 1:
                return head[0], body

    def exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            piece = self._link.recv(count - len(data))
            if not piece:
                raise EOFError
            data += piece
        return data

    def say(self, message: bytes, stalls_after: int = 0) -> None:
        self.send(wire.framed(wire.ANSWER, message)[: stalls_after or None])

    def send(self, data: bytes) -> None:
        self._link.sendall(data)


class _Tunnel(_Plain):
    """Messages inside TLS, whose handshake went inside TDS."""

    def __init__(self, link: socket.socket, context: ssl.SSLContext, spoken: list[tuple[int, bytes]]) -> None:
        super().__init__(link)
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._in, self._out, server_side=True)
        is_first = True
        while True:
            kind, flight = _Plain.heard(self)
            assert kind == wire.PRELOGIN
            if is_first:
                SPOKEN[flight], is_first = spoken, False
            self._in.write(flight)
            with contextlib.suppress(ssl.SSLWantReadError):
                self._tls.do_handshake()
                link.sendall(wire.framed(wire.PRELOGIN, self._out.read()))
                break
            link.sendall(wire.framed(wire.PRELOGIN, self._out.read()))
        self._is_up = True

    def exactly(self, count: int) -> bytes:
        if not getattr(self, "_is_up", False):
            return super().exactly(count)
        data = b""
        while len(data) < count:
            try:
                data += self._tls.read(count - len(data)) or _ended()
            except ssl.SSLWantReadError:
                self._in.write(self._link.recv(65536) or _ended())
        return data

    def send(self, data: bytes) -> None:
        self._tls.write(data)
        self._link.sendall(self._out.read())


def _ended() -> bytes:
    raise EOFError


def _peeked(link: socket.socket) -> bytes:
    while True:
        data = link.recv(16384, socket.MSG_PEEK)
        if len(data) >= 5 and len(data) >= 5 + int.from_bytes(data[3:5], "big"):
            return data[: 5 + int.from_bytes(data[3:5], "big")]
        if not data:
            return b""


def _asked_encryption(body: bytes) -> int | None:
    """What PRELOGIN asks for."""
    for at in range(0, len(body) - 5, 5):
        token, start, length = struct.unpack_from(">BHH", body, at)
        if token == 0xFF:
            return None
        if token == 1 and length == 1:
            return body[start]
    return None


def login_of(body: bytes) -> tuple[str, str]:
    """User and password of a LOGIN7, by [MS-TDS] 2.2.6.4."""

    def field_at(place: int) -> bytes:
        start, length = struct.unpack_from("<HH", body, place)
        return body[start : start + 2 * length]

    assert struct.unpack_from("<I", body)[0] == len(body)
    password = bytes(((one ^ 0xA5) << 4 & 0xF0) | (one ^ 0xA5) >> 4 for one in field_at(44))
    return field_at(40).decode("utf-16-le"), password.decode("utf-16-le")


def _sized(body: bytes) -> bytes:
    return struct.pack("<H", len(body)) + body


def _change(body: bytes) -> bytes:
    return b"\xe3" + _sized(body)


def error(number: int) -> bytes:
    """ERROR, with a text that must appear nowhere."""
    words = "Login failed for user 'somebody'.".encode("utf-16-le")
    body = struct.pack("<iBB", number, 1, 14) + struct.pack("<H", len(words) // 2) + words + b"\0\0" + bytes(4)
    return b"\xaa" + _sized(body)


_TYPES = {
    "text": b"\xe7" + struct.pack("<H", 8000) + _COLLATION, "bytes": b"\xa5" + struct.pack("<H", 8000),
    "int": b"\x26\x04", "bigint": b"\x26\x08",
}  # fmt: skip


def tokens(answer: Answer | int | None) -> bytes:
    """COLMETADATA, ROW or (with a null in it) NBCROW, DONE; or ERROR and DONE."""
    if isinstance(answer, int):
        return error(answer) + b"\xfd" + struct.pack("<HHQ", 2, 0, 0)
    if answer is None:
        return _DONE
    kinds, rows = answer
    said = b"\x81" + struct.pack("<H", len(kinds))
    said += b"".join(struct.pack("<IH", 0, 1) + _TYPES[kind] + b"\0" for kind in kinds)
    return said + b"".join(_row(kinds, row) for row in rows) + b"\xfd" + struct.pack("<HHQ", 0x10, 0xC1, len(rows))


def _row(kinds: Sequence[str], row: Sequence[Any]) -> bytes:
    nulls = sum((value is None) << at for at, value in enumerate(row))
    head = b"\xd2" + nulls.to_bytes((len(row) + 7) // 8, "little") if nulls else b"\xd1"
    return head + b"".join(_cell(kind, value) for kind, value in zip(kinds, row, strict=True) if value is not None)


def _cell(kind: str, value: Any) -> bytes:
    if kind in ("int", "bigint"):
        size = 4 if kind == "int" else 8
        return bytes([size]) + int(value).to_bytes(size, "little", signed=True)
    return _sized(value if isinstance(value, bytes) else value.encode("utf-16-le"))
