"""RethinkDB's V1_0 handshake (SCRAM-SHA-256) and its queries in JSON, on one stream.

Sends the handshake, START with terms that read, CONTINUE and STOP; a term that is not in `TERMS` never goes out.
Sources: RethinkDB documentation, "Writing RethinkDB drivers"; ql2.proto; RFC 5802 and RFC 7677.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import struct
from typing import Any

import msgspec

from nightlatch.stores._stream import Stream

MAGIC = b"\xc3\xbd\xc2\x34"
START, CONTINUE, STOP = 1, 2, 3
ATOM, SEQUENCE, PARTIAL = 1, 2, 3
DB, TABLE, DB_LIST, TABLE_LIST, LIMIT, INFO, MINVAL, MAXVAL, BETWEEN = 14, 15, 59, 62, 71, 79, 180, 181, 182
TERMS = {
    DB: "db", TABLE: "table", DB_LIST: "dbList", TABLE_LIST: "tableList", LIMIT: "limit", INFO: "info",
    MINVAL: "minval", MAXVAL: "maxval", BETWEEN: "between",
}  # fmt: skip
READS = frozenset({"handshake", "authenticate", "START", "CONTINUE", "STOP", *TERMS.values()})
_MOST = 64 << 20  # of one answer
_WORD = 16 << 10  # of one message of the handshake
_FIXED_NONCE = "nightlatch/no+password+0"  # a blank password has nothing to hide, and a recording can be played
_ROUNDS = 1_000_000  # of PBKDF2: as shipped 4,096, for a blank password 1
_FIRST = re.compile(r"r=([!-+\--~]{8,200}),s=([A-Za-z0-9+/=]{4,100}),i=(\d{1,7})")


class Greeting(msgspec.Struct):
    """What a server says of itself."""

    success: bool
    lowest: int = msgspec.field(name="min_protocol_version")
    highest: int = msgspec.field(name="max_protocol_version")
    version: str = msgspec.field(name="server_version", default="")


class Step(msgspec.Struct):
    """An answer to a step of the authentication."""

    success: bool
    authentication: str = ""
    error_code: int = 0


class Response(msgspec.Struct):
    """An answer to a query."""

    kind: int = msgspec.field(name="t")
    found: list[msgspec.Raw] = msgspec.field(name="r", default=[])


class Refusal(Exception):  # noqa: N818 - a reply
    """A query that was refused, by the number of its kind; its text is not kept."""


def greeting(data: bytes) -> Greeting | None:
    """The answer to `MAGIC`."""
    text, end, _ = data.partition(b"\0")
    try:
        return msgspec.json.decode(text, type=Greeting) if end else None
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None


def checked(term: Any) -> Any:
    """*term* if all of it is declared; the only way out. Errors: ``PermissionError``."""
    if isinstance(term, list):
        if not term or term[0] not in TERMS or not isinstance(term[0], int):
            raise PermissionError("an undeclared term")
        for one in term[1] if len(term) > 1 else []:
            checked(one)
        if len(term) > 2:
            raise PermissionError("an option of a term")
    elif not isinstance(term, str | int):
        raise PermissionError("a value of another kind")
    return term


def terms_of(term: Any) -> set[str]:
    """The names of the terms in *term*; a number for one that is not declared."""
    if not isinstance(term, list) or not term:
        return set()
    found = {TERMS.get(term[0], str(term[0]))}
    return found.union(*(terms_of(one) for one in (term[1] if len(term) > 1 else [])))


class Talk:
    """One connection."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self._token = 0

    def shake(self) -> Greeting:
        """Say which protocol is spoken. Errors: ``Failed`` with not-this-protocol, unsupported-version."""
        self.stream.begin()
        self.stream.send(MAGIC)
        told = greeting(self._word() + b"\0")
        if told is None:
            raise self.stream.fail("not-this-protocol", "does not shake hands as RethinkDB does")
        if not told.success or told.lowest > 0:
            raise self.stream.fail("unsupported-version", "does not speak version 0 of the V1_0 protocol")
        return told

    def log_in(self, user: str, password: str) -> int:
        """0, or the code of the refusal (10 to 20). The server has to prove that it knows the password as well."""
        nonce = base64.b64encode(secrets.token_bytes(18)).decode() if password else _FIXED_NONCE
        name = user.replace("=", "=3D").replace(",", "=2C")
        bare = f"n={name},r={nonce}"
        asked = {"protocol_version": 0, "authentication_method": "SCRAM-SHA-256", "authentication": f"n,,{bare}"}
        first = self._step(asked)
        if not first.success:
            return first.error_code or -1
        proof, signature = self._proof(first.authentication, nonce, bare, password)
        last = self._step({"authentication": proof})
        if not last.success:
            return last.error_code or -1
        if not hmac.compare_digest(last.authentication.encode(), b"v=" + base64.b64encode(signature)):
            raise self.stream.fail("hostile", "lets us in without knowing the password itself")
        return 0

    def _proof(self, first: str, nonce: str, bare: str, password: str) -> tuple[str, bytes]:
        parts = _FIRST.fullmatch(first)
        if parts is None or not parts[1].startswith(nonce) or not 0 < int(parts[3]) <= _ROUNDS:
            raise self.stream.fail("hostile", "its part of the authentication is not SCRAM")
        try:
            salt = base64.b64decode(parts[2], validate=True)
        except (binascii.Error, ValueError):
            raise self.stream.fail("hostile", "its part of the authentication is not SCRAM") from None
        salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, int(parts[3]))
        client = hmac.digest(salted, b"Client Key", "sha256")
        without = f"c=biws,r={parts[1]}"
        text = f"{bare},{first},{without}".encode()
        sign = hmac.digest(hashlib.sha256(client).digest(), text, "sha256")
        proof = bytes(a ^ b for a, b in zip(client, sign, strict=True))
        server = hmac.digest(hmac.digest(salted, b"Server Key", "sha256"), text, "sha256")
        return f"{without},p={base64.b64encode(proof).decode()}", server

    def _step(self, message: dict[str, Any]) -> Step:
        self.stream.begin()
        self.stream.send(msgspec.json.encode(message) + b"\0")
        try:
            return msgspec.json.decode(self._word(), type=Step)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            raise self.stream.fail("hostile", "its part of the authentication is no JSON") from None

    def _word(self) -> bytes:
        """Up to a zero byte."""
        found = bytearray()
        while (byte := self.stream.exactly(1)) != b"\0":
            found += byte
            if len(found) > _WORD:
                raise self.stream.fail("not-this-protocol", "does not end its part of the handshake")
        return bytes(found)

    def start(self, term: Any, seconds: float | None = None) -> Response:
        """The first answer to *term*. Errors: `Refusal`; ``Failed`` with hostile, timeout."""
        self._token += 1
        return self._asked(msgspec.json.encode([START, checked(term), {"read_mode": "outdated"}]), seconds)

    def go_on(self, seconds: float | None = None) -> Response:
        """The next answer to the same."""
        return self._asked(b"[2]", seconds)

    def stop(self) -> None:
        """No more of the same is wanted."""
        self._asked(b"[3]", None)

    def _asked(self, query: bytes, seconds: float | None) -> Response:
        self.stream.begin(seconds)
        self.stream.send(struct.pack("<QI", self._token, len(query)) + query)
        token, size = struct.unpack("<QI", self.stream.exactly(12))
        if token != self._token:
            raise self.stream.fail("hostile", "answers a question that was not asked")
        if size > _MOST:
            raise self.stream.fail("hostile", f"its answer is longer than {_MOST:,} bytes")
        try:
            told = msgspec.json.decode(self.stream.exactly(size), type=Response)
        except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
            raise self.stream.fail("hostile", "its JSON is broken, too deep, or of another shape") from None
        if told.kind not in (ATOM, SEQUENCE, PARTIAL):
            raise Refusal(str(told.kind))
        return told
