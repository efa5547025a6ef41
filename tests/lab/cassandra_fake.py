"""A server of the CQL native protocol, versions 3 to 5, as the specifications and Cassandra's source have it.

An imitation: it knows the statements that Nightlatch declares, answers errors with the codes and words of the original,
and speaks frames of the version that it is asked in (of version 5 only the greeting, which is not framed).
"""

from __future__ import annotations

import json
import re
import socket
import struct
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

from tests.lab.hostile import Trap

TEXT, INT, BIGINT, UUID, BOOL, INET = 0x0D, 0x09, 0x02, 0x0C, 0x04, 0x10
_NO_TABLE = (0x2200, "unconfigured table")
_ANONYMOUS = (0x2100, "You have to be logged in and not anonymous to perform this request")
_ALLOWS = (0x2200, "LIST PERMISSIONS operation is not supported by AllowAllAuthorizer")


class Denied(Exception):  # noqa: N818 - an ERROR to be sent
    def __init__(self, code: int, text: str) -> None:
        super().__init__(code, text)
        self.code, self.text = code, text


def string(text: str) -> bytes:
    data = text.encode()
    return struct.pack(">H", len(data)) + data


def cell(value: Any) -> bytes:
    if value is None:
        return struct.pack(">i", -1)
    if isinstance(value, bool):
        data = bytes([value])
    elif isinstance(value, int):
        data = struct.pack(">i" if abs(value) < 1 << 31 else ">q", value)
    else:
        data = value.bytes if isinstance(value, uuid.UUID) else value if isinstance(value, bytes) else value.encode()
    return struct.pack(">i", len(data)) + data


def token_of(number: int) -> int:
    """Any order that is not that of the rows."""
    return (number * 0x9E3779B97F4A7C15 + 12345) % (1 << 64) - (1 << 63)


@dataclass(kw_only=True)
class Node:
    """*tables*: (keyspace, table) -> rows; *users*: name -> (password, is superuser, permissions), None: nobody asked."""

    tables: Mapping[tuple[str, str], Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    users: Mapping[str, tuple[str, bool, Sequence[tuple[str, str]]]] | None = None
    version: str = "4.1.3"
    versions: tuple[int, ...] = (3, 4, 5)
    scylla_config: str | None = None  # its authorizer; "" where the configuration is not told
    is_allowing: bool = False  # with users: AllowAllAuthorizer
    peers: Sequence[str] = ()
    clients: Sequence[str] = ("127.0.0.1",)  # ours is one of them
    supers: int = 1
    started: int = 1_795_000_000  # seconds after 1970
    asked: list[str] = field(default_factory=list)

    @property
    def is_scylla(self) -> bool:
        return self.scylla_config is not None

    def serve(self) -> Trap:
        return Trap(lambda link, over: self._talk(link))

    def _talk(self, link: socket.socket) -> None:
        file, user = link.makefile("rb"), None
        while len(head := file.read(9)) == 9:
            version, _, number, opcode, size = struct.unpack(">BBHBi", head)
            if version not in self.versions:  # told before the rest is waited for, and the end
                words = f"Invalid or unsupported protocol version ({version}); highest is {self.versions[-1]}"
                answer = struct.pack(">i", 0x0A) + string(words)
                link.sendall(struct.pack(">BBHBi", 0x80 | self.versions[-1], 0, 0, 0, len(answer)) + answer)
                return
            body = file.read(size)
            try:
                kind, answer, user = self._answer(opcode, body, user)
            except Denied as denied:
                kind, answer = 0, struct.pack(">i", denied.code) + string(denied.text)
            link.sendall(struct.pack(">BBHBi", 0x80 | version, 0, number, kind, len(answer)) + answer)

    def _answer(self, opcode: int, body: bytes, user: str | None) -> tuple[int, bytes, str | None]:
        if opcode == 5:
            options = {"CQL_VERSION": ["3.4.5"], "COMPRESSION": ["snappy", "lz4"], "PROTOCOL_VERSIONS": ["4/v4"]}
            if self.is_scylla:
                options |= {"SCYLLA_SHARD": ["0"], "SCYLLA_NR_SHARDS": ["2"]}
            pairs = [
                string(name) + struct.pack(">H", len(value)) + b"".join(map(string, value))
                for name, value in options.items()
            ]
            return 6, struct.pack(">H", len(pairs)) + b"".join(pairs), user
        if opcode == 1:
            if self.users is None:
                return 2, b"", ""
            return 3, string("org.apache.cassandra.auth.PasswordAuthenticator"), user
        if opcode == 15:
            name, password = body[5:].decode().split("\0")
            if self.users is None or name not in self.users or self.users[name][0] != password:
                raise Denied(0x0100, "Provided username and/or password are incorrect")
            return 16, struct.pack(">i", -1), name
        assert opcode == 7 and user is not None, "a request before a login"
        (size,) = struct.unpack_from(">i", body)
        text, rest = body[4 : 4 + size].decode(), body[4 + size :]
        self.asked.append(text)
        consistency, flags, page = struct.unpack_from(">HBi", rest)
        assert consistency == 1
        start = struct.unpack_from(">i", rest[11:])[0] if flags & 8 else 0
        return 8, self._rows(self._query(text, user), start, page), user

    def _rows(self, table: tuple[list[tuple[str, int]], list[list[Any]]], start: int, page: int) -> bytes:
        columns, rows = table
        part, flags = rows[start : start + page], 1
        state = b""
        if start + page < len(rows):
            flags, state = 3, struct.pack(">ii", 4, start + page)
        named = b"".join(string(name) + struct.pack(">H", kind) for name, kind in columns)
        head = struct.pack(">iii", 2, flags, len(columns)) + state + string("ks") + string("t") + named
        return head + struct.pack(">i", len(part)) + b"".join(cell(value) for row in part for value in row)

    def _query(self, text: str, user: str) -> tuple[list[tuple[str, int]], list[list[Any]]]:
        if text.startswith("LIST"):
            return self._list(text, user)
        if "WRITETIME" in text:
            return [("writetime(release_version)", BIGINT)], [[self.started * 1_000_000]]
        if "system_auth.roles" in text:
            if self.users is not None and not self.users[user][1]:
                raise Denied(0x2100, f"User {user} has no SELECT permission on <table system_auth.roles>")
            return [("is_superuser", BOOL)], [[True]] * self.supers + [[False]]
        if "FROM system.peers" in text or "FROM system.clients" in text:
            if "clients" in text and not self.is_scylla:
                raise Denied(*_NO_TABLE)
            found = self.peers if "peers" in text else self.clients
            return [("peer", INET)], [[ip_address(one).packed] for one in found]
        if "FROM system.local" in text:
            release = "3.0.8" if self.is_scylla else self.version
            id = uuid.UUID("7a1c5a1f-7d1d-4a44-8d39-0f5f0b5a7c11")
            partitioner = "org.apache.cassandra.dht.Murmur3Partitioner"
            return [("release_version", TEXT), ("partitioner", TEXT), ("host_id", UUID)], [[release, partitioner, id]]
        if "FROM system.versions" in text and self.is_scylla:
            return [("version", TEXT)], [[self.version]]
        if "system_views.settings" in text or "system.config" in text:
            return self._settings(text)
        if "system_schema.columns" in text or "system.schema_columns" in text:
            return self._columns(text)
        if "system.size_estimates" in text:
            found = re.search(r"keyspace_name = '(.*)'", text)
            assert found
            rows = [[t, 100, len(rows)] for (k, t), rows in self.tables.items() if k == found[1]]
            return [("table_name", TEXT), ("mean_partition_size", BIGINT), ("partitions_count", BIGINT)], rows
        return self._select(text, user)

    def _settings(self, text: str) -> tuple[list[tuple[str, int]], list[list[Any]]]:
        columns = [("name", TEXT), ("value", TEXT)]
        if "system.config" in text and self.scylla_config:
            return columns, [["authorizer", self.scylla_config]]
        if "settings" in text and not self.is_scylla and self.version[0] in "456":
            authorizer = "AllowAllAuthorizer" if self.users is None or self.is_allowing else "CassandraAuthorizer"
            return columns, [["authenticator", "x"], ["authorizer", authorizer]]
        raise Denied(*_NO_TABLE)

    def _columns(self, text: str) -> tuple[list[tuple[str, int]], list[list[Any]]]:
        if ("system_schema" in text) == self.version.startswith("2."):
            raise Denied(*_NO_TABLE)
        rows: list[list[Any]] = [["system", "local", "key", "partition_key", 0]]
        for (keyspace, table), found in self.tables.items():
            rows.append([keyspace, table, "id", "partition_key", 0])
            rows += [[keyspace, table, name, "regular", -1] for name in (found[0] if found else {}) if name != "id"]
        names = ("keyspace_name", "table_name", "column_name", "kind", "position")
        return [(name, INT if name == "position" else TEXT) for name in names], rows

    def _list(self, text: str, user: str) -> tuple[list[tuple[str, int]], list[list[Any]]]:
        if not user:
            raise Denied(*_ANONYMOUS)
        assert self.users is not None
        _, is_super, held = self.users[user]
        if text.startswith("LIST ROLES"):
            return [("role", TEXT), ("super", BOOL), ("login", BOOL)], [[user, is_super, True]]
        if self.is_allowing:
            raise Denied(*_ALLOWS)
        names = ("role", "username", "resource", "permission")
        return [(name, TEXT) for name in names], [[user, user, *one] for one in held]

    def _select(self, text: str, user: str) -> tuple[list[tuple[str, int]], list[list[Any]]]:
        form = r'SELECT JSON \* FROM "(.*?)"\."(.*?)"(?: WHERE token\("id"\) >= (-?\d+))? LIMIT (\d+)'
        found = re.fullmatch(form, text)
        assert found, text
        keyspace, table = (found[at].replace('""', '"') for at in (1, 2))
        if user and self.users is not None and not self.users[user][1] and not self.is_allowing:
            places = {f"<keyspace {keyspace}>", f"<table {keyspace}.{table}>", "<all keyspaces>"}
            if not any(one in places and what == "SELECT" for one, what in self.users[user][2]):
                raise Denied(0x2100, f"User {user} has no SELECT permission")
        rows = sorted((token_of(at), at) for at in range(len(self.tables[keyspace, table])))
        start = int(found[3]) if found[3] else -(1 << 63)
        chosen = [at for token, at in rows if token >= start][: int(found[4])]
        texts = [json.dumps({"id": at, **self.tables[keyspace, table][at]}) for at in chosen]
        return [("[json]", TEXT)], [[one] for one in texts]
