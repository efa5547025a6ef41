"""The parts of MySQL's handshake v10: what a greeting says, what a login answers. Sends nothing.

Sources: MySQL "Client/Server Protocol" of the source documentation; MariaDB knowledge base, "Connection".
"""

from __future__ import annotations

import hashlib
import re
import struct
from dataclasses import dataclass

_LONG_PASSWORD, LONG_FLAG, _PROTOCOL_41, SSL, _TRANSACTIONS = 1, 4, 0x200, 0x800, 0x2000
_SECURE, PLUGIN_AUTH, CONNECT_ATTRS = 0x8000, 0x80000, 0x100000
# Neither LOCAL_FILES (0x80), MULTI_STATEMENTS (0x10000), COMPRESS (0x20), nor what changes the shape of results.
CAPABILITIES = _LONG_PASSWORD | LONG_FLAG | _PROTOCOL_41 | _TRANSACTIONS | _SECURE | PLUGIN_AUTH | CONNECT_ATTRS


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What the server says first: its version, or the error by which it turns us away."""

    version: str = ""
    salt: bytes = b""
    capabilities: int = 0
    plugin: str = ""
    refused: int | None = None

    @property
    def has_tls(self) -> bool:
        """Does it offer TLS?"""
        return bool(self.capabilities & SSL)


def greeting_of(version: str, rest: bytes) -> Greeting:
    capabilities = int.from_bytes(rest[13:15], "little")
    salt, plugin = rest[4:12], b""
    if len(rest) >= 31:
        capabilities |= int.from_bytes(rest[18:20], "little") << 16
        size = max(13, rest[20] - 8)
        salt += rest[31 : 31 + size].rstrip(b"\0")
        plugin = rest[31 + size :].split(b"\0")[0]
    return Greeting(
        version=version, salt=salt[:20], capabilities=capabilities, plugin=plugin.decode("ascii", "replace")[:64]
    )


def real_version(version: str) -> str:
    """MariaDB puts ``5.5.5-`` before its version, for replicas that would stumble over a 10."""
    return re.sub(r"^5\.5\.5-(?=\d+\.\d+.*MariaDB)", "", version)


def scramble(plugin: str, password: str | None, salt: bytes) -> bytes | None:
    """What *plugin* wants as proof; None for one we do not speak. No password is no proof, for every one of them."""
    if plugin not in ("mysql_native_password", "caching_sha2_password"):
        return b"" if not password and plugin in ("sha256_password", "client_ed25519") else None
    if not password:
        return b""
    if plugin == "mysql_native_password":
        once = hashlib.sha1(password.encode(), usedforsecurity=False).digest()  # the protocol's choice
        twice = hashlib.sha1(once, usedforsecurity=False).digest()
        mask = hashlib.sha1(salt + twice, usedforsecurity=False).digest()
    else:
        once = hashlib.sha256(password.encode()).digest()
        mask = hashlib.sha256(hashlib.sha256(once).digest() + salt).digest()
    return bytes(a ^ b for a, b in zip(once, mask, strict=True))


def attributes(client: str) -> bytes:
    words = ("_client_name", "nightlatch", "program_name", client)
    body = b"".join(bytes([len(one)]) + one for one in (word.encode()[:240] for word in words))
    return (bytes([len(body)]) if len(body) < 0xFB else b"\xfc" + struct.pack("<H", len(body))) + body
