"""Make nodes of ZooKeeper with their ACLs, by the few requests that the store itself has no encoder for."""

from __future__ import annotations

import base64
import hashlib
import socket
import struct
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Self

from nightlatch.stores import _zookeeper_wire as wire

Acls = tuple[tuple[int, str, str], ...]
OPEN: Acls = ((31, "world", "anyone"),)
PASSWORD = "S3cret"


def digest(user: str, password: str = PASSWORD) -> str:
    """As an ACL has it."""
    return f"{user}:{base64.b64encode(hashlib.sha1(f'{user}:{password}'.encode(), usedforsecurity=False).digest()).decode()}"


class Writer:
    """A session that makes nodes; as a context manager."""

    def __init__(self, port: int, user: str = "") -> None:
        self._link = socket.create_connection(("127.0.0.1", port), 10)
        self._link.sendall(wire.connect(20_000))
        self._frame()
        if user:
            self._link.sendall(wire.request(0, "auth", scheme="digest", secret=f"{user}:{PASSWORD}".encode()))
            self._frame()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._link.sendall(wire.request(9, "closeSession"))
        self._link.recv(100)
        self._link.close()

    def create(self, nodes: Mapping[str, bytes], acls: Acls = OPEN) -> None:
        """Make each, parents first."""
        self._all(1, (_text(path) + _bytes(data) + _acls(acls) + bytes(4) for path, data in nodes.items()))

    def close(self, paths: Iterable[str], acls: Acls) -> None:
        """Set the ACL of each."""
        self._all(7, (_text(path) + _acls(acls) + struct.pack(">i", -1) for path in paths))

    def _all(self, opcode: int, bodies: Iterable[bytes]) -> None:
        many = [struct.pack(">ii", 5, opcode) + body for body in bodies]
        for start in range(0, len(many), 500):
            some = many[start : start + 500]
            self._link.sendall(b"".join(struct.pack(">i", len(one)) + one for one in some))
            for _ in some:
                code = struct.unpack_from(">iqi", self._frame())[2]
                if code:
                    raise RuntimeError(f"request {opcode}: {code}")

    def _frame(self) -> bytes:
        return self._exactly(int.from_bytes(self._exactly(4), "big"))

    def _exactly(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            found += self._link.recv(count - len(found)) or _hung_up()
        return found


def _hung_up() -> bytes:
    raise RuntimeError("the server hung up")


def _bytes(value: bytes) -> bytes:
    return struct.pack(">i", len(value)) + value


def _text(value: str) -> bytes:
    return _bytes(value.encode())


def _acls(acls: Acls) -> bytes:
    found = (struct.pack(">i", perms) + _text(scheme) + _text(one) for perms, scheme, one in acls)
    return struct.pack(">i", len(acls)) + b"".join(found)
