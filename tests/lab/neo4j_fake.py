"""Neo4j as the documentation of Bolt, of its HTTP API and of Cypher has it: one server, either door. An imitation."""

from __future__ import annotations

import base64
import datetime as dt
import re
import socket
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nightlatch.stores import _neo4j_wire as wire
from tests.lab.hostile import Trap
from tests.lab.web import Answer, Asked, Web

UNAUTHORIZED = "Neo.ClientError.Security.Unauthorized"
_NO_COMMAND = "Neo.ClientError.Statement.UnsupportedAdministrationCommand"


class Refused(Exception):  # noqa: N818 - a FAILURE to be sent
    pass


def pack(value: Any) -> bytes:
    """PackStream of all that a server sends."""
    if value is None:
        return b"\xc0"
    if isinstance(value, bool):
        return b"\xc3" if value else b"\xc2"
    if isinstance(value, int):
        return b"\xcb" + struct.pack(">q", value)
    if isinstance(value, float):
        return b"\xc1" + struct.pack(">d", value)
    if isinstance(value, list):
        return b"\xd6" + struct.pack(">I", len(value)) + b"".join(map(pack, value))
    if isinstance(value, dict):
        return b"\xda" + struct.pack(">I", len(value)) + b"".join(pack(key) + pack(one) for key, one in value.items())
    if isinstance(value, dt.date):
        return b"\xb1\x44" + pack((value - dt.date(1970, 1, 1)).days)
    data = str(value).encode()
    return b"\xd2" + struct.pack(">I", len(data)) + data


def message(tag: int, field: Any) -> bytes:
    data = bytes([0xB1, tag]) + pack(field)
    pieces = [data[at : at + 8000] for at in range(0, len(data), 8000)]
    return b"".join(struct.pack(">H", len(piece)) + piece for piece in pieces) + b"\0\0"


@dataclass(kw_only=True)
class Neo:
    """*graphs*: database -> label -> properties of nodes; *users*: name -> (password, privileges), None: no login."""

    graphs: Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]] = field(default_factory=dict)
    users: Mapping[str, tuple[str, Sequence[Sequence[str]]]] | None = None
    edition: str = "community"
    version: str = "5.13.0"
    bolt: tuple[int, int] = (5, 4)
    clients: Sequence[str] = ()  # addresses of others who are connected
    bosses: int = 1
    modes: list[Any] = field(default_factory=list)

    def serve(self) -> Trap:
        return Trap(lambda link, over: self._talk(link))

    def serve_http(self) -> Web:
        return Web(self._http)

    def _talk(self, link: socket.socket) -> None:
        file, user = link.makefile("rb"), None
        first = file.read(4)
        if first != wire.MAGIC:
            if first == b"GET ":
                while (line := file.readline()) and line.strip():
                    pass
                words = b"not a WebSocket handshake request: missing upgrade"
                link.sendall(b"HTTP/1.1 400 Bad Request\r\ncontent-length: %d\r\n\r\n%b" % (len(words), words))
            return
        offers = [file.read(4) for _ in range(4)]
        major, minor = self.bolt
        if not any(one[3] == major and one[2] - one[1] <= minor <= one[2] for one in offers):
            link.sendall(bytes(4))
            return
        link.sendall(bytes([0, 0, minor, major]))
        rows: list[list[Any]] = []
        while (data := self._heard(file)) is not None:
            tag, fields = wire.unpacked(data)
            try:
                if tag == wire.GOODBYE:
                    return
                if tag in (wire.HELLO, wire.LOGON):
                    if tag == wire.LOGON or self.bolt < (5, 1):
                        user = self._login(fields[0])
                    told: Any = {"server": f"Neo4j/{self.version}", "connection_id": "bolt-1"}
                elif tag == wire.RUN:
                    assert user is not None and fields[2]["mode"] == "r"
                    self.modes.append(fields[2]["mode"])
                    rows, told = self._query(fields[0], fields[1], fields[2].get("db", ""), user), {"fields": []}
                elif tag == wire.PULL:
                    link.sendall(b"".join(message(wire.RECORD, row) for row in rows))
                    told = {"has_more": False}
                else:
                    assert tag == wire.RESET
                    told = {}
                link.sendall(message(wire.SUCCESS, told))
            except Refused as refused:
                link.sendall(message(wire.FAILURE, {"code": str(refused), "message": "no"}))

    def _heard(self, file: Any) -> bytes | None:
        data = b""
        while head := file.read(2):
            size = int.from_bytes(head, "big")
            if not size:
                return data
            data += file.read(size)
        return None

    def _login(self, token: Mapping[str, str]) -> str:
        if self.users is None:
            return ""
        name = token.get("principal", "")
        if token["scheme"] != "basic" or name not in self.users or self.users[name][0] != token["credentials"]:
            raise Refused(UNAUTHORIZED)
        return name

    def _http(self, asked: Asked) -> Answer:
        if asked.path == "/":
            return Answer(body={
                "bolt_routing": "neo4j://192.0.2.1:7687", "bolt_direct": "bolt://192.0.2.1:7687", "transaction": "x",
                "neo4j_version": self.version, "neo4j_edition": self.edition,
            })  # fmt: skip
        found = re.fullmatch("/db/([^/]+)/tx/commit", asked.path)
        if found is None or asked.method != "POST":
            return Answer(status=404)
        assert asked.headers["access-mode"] == "READ"
        pair = base64.b64decode(asked.headers.get("authorization", "")[6:]).decode().partition(":")
        try:
            user = self._login({"scheme": "basic" if pair[1] else "none", "principal": pair[0], "credentials": pair[2]})
            one = asked.json()["statements"][0]
            rows = self._query(one["statement"], one["parameters"], found[1], user)
        except Refused as refused:
            if str(refused) == UNAUTHORIZED:
                return Answer(status=401, body={"errors": [{"code": UNAUTHORIZED, "message": "no"}]})
            return Answer(body={"results": [], "errors": [{"code": str(refused), "message": "no"}]})
        return Answer(
            body={"results": [{"columns": [], "data": [{"row": row, "meta": []} for row in rows]}], "errors": []}
        )

    def _query(self, text: str, parameters: Mapping[str, int], database: str, user: str) -> list[list[Any]]:
        if text.startswith("CALL dbms.components"):
            return [["Neo4j Kernel", [self.version], self.edition]]
        if "queryJmx" in text:
            return [[258_500]]
        if "listConnections" in text:
            return [["bolt-1", "127.0.0.1:50000"], *([f"bolt-{at}", one] for at, one in enumerate(self.clients, 2))]
        if text.startswith("SHOW USERS"):
            is_known = self.edition != "community"
            return [[["admin", "PUBLIC"] if is_known else None]] * self.bosses + [[["PUBLIC"]]] * is_known
        if text.startswith("SHOW CURRENT USER"):
            return [[user, ["PUBLIC"]]]
        if text.startswith("SHOW USER PRIVILEGES"):
            if self.edition == "community" or self.users is None:
                raise Refused(_NO_COMMAND)
            return [list(one) for one in self.users[user][1]]
        if text.startswith("SHOW DATABASES"):
            return [[name, "read-write"] for name in (*self.graphs, "system")]
        graph = self.graphs[database or next(iter(self.graphs))]
        if text.startswith("CALL db.labels"):
            return [[name] for name in graph]
        if text.startswith("CALL db.relationshipTypes"):
            return [["KNOWS"]]
        if "KNOWS" in text:
            return [[2]] if "count" in text else [[{"since": dt.date(2020, 2, 29).isoformat()}]] * 2
        found = re.match(r"MATCH \(n:`(.*?)`\)", text)
        assert found, text
        nodes = graph[found[1].replace("``", "`")]
        if "count" in text:
            return [[len(nodes)]]
        start = parameters["skip"]
        return [[dict(one)] for one in nodes[start : start + parameters["limit"]]]
