"""Answers to what PostgreSQL asks for a password: SCRAM-SHA-256 and MD5, and clear text where nobody can listen.

Sources: PostgreSQL documentation, "Frontend/Backend Protocol" 54.2.1 and 54.3; RFC 5802 and 7677 (SCRAM), RFC 4013
(SASLprep, which PostgreSQL skips for what it cannot prepare). Sends nothing itself. A server that cannot prove in
turn that it knows the password (the last message of SCRAM) is not taken for the one that was meant.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import stringprep
import unicodedata
from dataclasses import dataclass, field

OK, CLEAR, MD5, SASL, SASL_CONTINUE, SASL_FINAL = 0, 3, 5, 10, 11, 12
_MECHANISM = b"SCRAM-SHA-256"
_MOST_ROUNDS = 1_000_000  # a hostile server would have us count for hours
_PROHIBITED = (
    stringprep.in_table_c21_c22, stringprep.in_table_c3, stringprep.in_table_c4, stringprep.in_table_c5,
    stringprep.in_table_c6, stringprep.in_table_c7, stringprep.in_table_c8, stringprep.in_table_c9,
    stringprep.in_table_a1,
)  # fmt: skip


class Distrust(Exception):  # noqa: N818 - it is what we feel, not what went wrong
    """The server asks for something that we do not give; the text says what, without anything secret."""


@dataclass(slots=True, kw_only=True)
class Proof:
    """One login: :meth:`answer` turns each authentication request into the body of our answer."""

    user: str
    password: str = field(repr=False)
    may_be_clear: bool = False  # TLS, or a connection that does not leave the machine
    _nonce: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    _expected: bytes | None = field(default=None, repr=False)
    is_proved: bool = False  # the server knows the password too

    def answer(self, code: int, content: bytes) -> bytes | None:
        """Body of a ``p`` message; None where nothing is to be sent. Errors: :class:`Distrust`."""
        if code == CLEAR:
            if not self.may_be_clear:
                raise Distrust("asks for the password in clear text over a connection without TLS")
            return self.password.encode() + b"\0"
        if code == MD5:
            return self._md5(content) + b"\0"
        if code == SASL:
            return self._first(content)
        if code == SASL_CONTINUE:
            return self._final(content)
        if code == SASL_FINAL:
            self.is_proved = self._expected is not None and hmac.compare_digest(content, self._expected)
            if not self.is_proved:
                raise Distrust("does not prove that it knows the password too")
            return None
        raise Distrust("asks for a method of login that is not supported (GSSAPI, SSPI or newer)")

    def _md5(self, salt: bytes) -> bytes:
        inner = hashlib.md5(self.password.encode() + self.user.encode(), usedforsecurity=False).hexdigest()
        return b"md5" + hashlib.md5(inner.encode() + salt[:4], usedforsecurity=False).hexdigest().encode()

    def _first(self, content: bytes) -> bytes:
        if _MECHANISM not in content.split(b"\0"):
            raise Distrust("offers no SASL mechanism that is supported (SCRAM-SHA-256)")
        first = f"n,,n=,r={self._nonce}".encode()
        return _MECHANISM + b"\0" + len(first).to_bytes(4, "big") + first

    def _final(self, content: bytes) -> bytes:
        told = dict(part.split("=", 1) for part in content.decode("ascii", "replace").split(",") if "=" in part)
        try:
            nonce, salt, rounds = told["r"], base64.b64decode(told["s"], validate=True), int(told["i"])
        except (KeyError, ValueError):
            raise Distrust("breaks the rules of SCRAM") from None
        if self._expected is not None or not nonce.startswith(self._nonce) or not 1 <= rounds <= _MOST_ROUNDS:
            raise Distrust("breaks the rules of SCRAM")
        salted = hashlib.pbkdf2_hmac("sha256", prepared(self.password), salt, rounds)
        client, server = _keyed(salted, b"Client Key"), _keyed(salted, b"Server Key")
        bare = f"c=biws,r={nonce}".encode()
        signed = f"n=,r={self._nonce},".encode() + content + b"," + bare
        signature = _keyed(hashlib.sha256(client).digest(), signed)
        proof = bytes(one ^ other for one, other in zip(client, signature, strict=True))
        self._expected = b"v=" + base64.b64encode(_keyed(server, signed))
        return bare + b",p=" + base64.b64encode(proof)


def _keyed(key: bytes, text: bytes) -> bytes:
    return hmac.digest(key, text, "sha256")


def prepared(password: str) -> bytes:
    """SASLprep of *password*; as it is where that forbids it, which is what the server does too."""
    kept = "".join(" " if stringprep.in_table_c12(one) else one for one in password if not stringprep.in_table_b1(one))
    text = unicodedata.normalize("NFKC", kept)
    is_right = any(map(stringprep.in_table_d1, text))
    wrong = any(check(one) for one in text for check in _PROHIBITED)
    if is_right:
        wrong |= any(map(stringprep.in_table_d2, text))
        wrong |= not (stringprep.in_table_d1(text[0]) and stringprep.in_table_d1(text[-1]))
    return password.encode() if wrong or not text else text.encode()
