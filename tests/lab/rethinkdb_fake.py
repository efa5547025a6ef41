"""RethinkDB 2.3 and 2.4 as its driver documentation and ql2.proto have it: SCRAM, and queries in JSON. An imitation."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import socket
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nightlatch.stores import _rethinkdb_wire as wire
from tests.lab.hostile import Trap

_ADMIN = {
    "id": ["admin"],
    "user": "admin",
    "permissions": {"config": True, "connect": True, "read": True, "write": True},
}


@dataclass(kw_only=True)
class Rethink:
    """*databases*: name -> table -> documents by their keys; *users*: name -> (password, rows of permissions)."""

    databases: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    users: Mapping[str, tuple[str, Sequence[Mapping[str, Any]]]] = field(default_factory=lambda: {"admin": ("", ())})
    version: str = "2.4.2"
    batch: int = 300
    asked: list[Any] = field(default_factory=list)

    def serve(self) -> Trap:
        return Trap(lambda link, over: self._talk(link))

    def _talk(self, link: socket.socket) -> None:
        file = link.makefile("rb")
        if (first := file.read(4)) != wire.MAGIC:
            link.sendall(b"ERROR: Received an unsupported protocol version. This port is for RethinkDB queries. "
                         b"Does your client driver version not match the server?\n\0" if first else b"")  # fmt: skip
            return
        self._say(
            link,
            {"max_protocol_version": 0, "min_protocol_version": 0, "server_version": self.version, "success": True},
        )
        user = self._login(link, file)
        rest: list[Any] = []
        while user and (head := file.read(12)):
            token, size = struct.unpack("<QI", head)
            query = json.loads(file.read(size))
            kind, found = 2, []
            if query[0] == wire.START:
                self.asked.append(query[1])
                kind, rest = self._run(query[1], user)
            if query[0] != wire.STOP:
                found, rest = rest[: self.batch], rest[self.batch :]
                kind = 3 if rest else kind if query[0] == wire.START else 2
            else:
                rest = []
            answer = json.dumps({"t": kind, "r": found}).encode()
            link.sendall(struct.pack("<QI", token, len(answer)) + answer)

    def _say(self, link: socket.socket, message: Any) -> None:
        link.sendall(json.dumps(message).encode() + b"\0")

    def _heard(self, file: Any) -> Any:
        data = b""
        while (byte := file.read(1)) not in (b"\0", b""):
            data += byte
        return json.loads(data) if data else None

    def _login(self, link: socket.socket, file: Any) -> str:
        if (asked := self._heard(file)) is None:
            return ""
        bare = asked["authentication"].removeprefix("n,,")
        user, nonce = (part.partition("=")[2] for part in bare.split(",", 1))
        if user not in self.users:
            self._say(link, {"success": False, "error": "Unknown user", "error_code": 17})
            return ""
        password, salt, rounds = self.users[user][0], secrets.token_bytes(16), 4096
        if not password:
            rounds = 1
        first = f"r={nonce}{secrets.token_hex(8)},s={base64.b64encode(salt).decode()},i={rounds}"
        self._say(link, {"success": True, "authentication": first})
        without, _, proof = self._heard(file)["authentication"].rpartition(",p=")
        text = f"{bare},{first},{without}".encode()
        salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, rounds)
        client = hmac.digest(salted, b"Client Key", "sha256")
        sign = hmac.digest(hashlib.sha256(client).digest(), text, "sha256")
        if base64.b64decode(proof) != bytes(a ^ b for a, b in zip(client, sign, strict=True)):
            self._say(link, {"success": False, "error": "Wrong password", "error_code": 12})
            return ""
        server = hmac.digest(hmac.digest(salted, b"Server Key", "sha256"), text, "sha256")
        self._say(link, {"success": True, "authentication": f"v={base64.b64encode(server).decode()}"})
        return user

    def _run(self, term: Any, user: str) -> tuple[int, list[Any]]:
        match term:
            case [wire.DB_LIST]:
                return 1, [[*self.databases, "rethinkdb"]]
            case [wire.TABLE_LIST, [[wire.DB, [name]]]]:
                return 1, [list(self.databases[name])]
            case [wire.TABLE, [[wire.DB, ["rethinkdb"]], "permissions"]]:
                may = user == "admin" or any(
                    one["permissions"].get("read") and "database" not in one for one in self.users[user][1]
                )
                return (2, [_ADMIN, *(row for _, rows in self.users.values() for row in rows)]) if may else (18, ["no"])
            case [wire.INFO, [[wire.TABLE, [[wire.DB, [database]], name]]]]:
                many = len(self.databases[database][name])
                return 1, [{"type": "TABLE", "doc_count_estimates": [many // 2, many - many // 2]}]
            case [wire.LIMIT, [inner, most]]:
                kind, rows = self._run(inner, user)
                return kind, rows[:most]
            case [wire.BETWEEN, [inner, low, [wire.MAXVAL]]]:
                kind, rows = self._run(inner, user)
                return kind, [one for one in rows if low == [wire.MINVAL] or one["id"] >= low]
            case [wire.TABLE, [[wire.DB, [database]], name]]:
                docs = self.databases[database][name]
                return 2, [{"id": key, **docs[key]} for key in sorted(docs)]
        raise AssertionError(term)
