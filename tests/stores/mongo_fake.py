"""A fake that answers as genuine MongoDB is documented to, where the servers that can be installed do not.

Written from the MongoDB manual (4.4 to 8.1) and its wire protocol: who may ask what before a login, the code of each
refusal, showPrivileges, secondaries, mongos, buildInfo kept from strangers since 8.1, OP_QUERY refused but for hello
since 5.1 (code 352) and spoken alone before 3.6. It holds documents in memory and keeps what it was asked.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import socket
import struct
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

import bson
import scramp
from bson.int64 import Int64

Words = dict[str, Any]
READ = ["collStats", "dbHash", "dbStats", "find", "killCursors", "listCollections", "listIndexes", "planCacheRead"]
READ_WRITE = [*READ, "convertToCapped", "createCollection", "createIndex", "dropCollection", "dropIndex", "insert",
              "remove", "renameCollectionSameDB", "update"]  # fmt: skip
_FREE = {"hello", "ismaster", "isMaster", "connectionStatus", "saslStart", "saslContinue", "logout", "ping"}
_KNOWN = _FREE | {
    "buildInfo", "listDatabases", "listCollections", "getCmdLineOpts", "usersInfo", "rolesInfo", "replSetGetConfig",
    "count", "find", "aggregate", "getMore", "killCursors",
}  # fmt: skip
_CLUSTER_ACTION = {"getCmdLineOpts": "getCmdLineOpts", "replSetGetConfig": "replSetGetConfig", "$currentOp": "inprog"}


def privilege(db: str, actions: Iterable[str], collection: str = "") -> Words:
    """One entry of authenticatedUserPrivileges."""
    return {"resource": {"db": db, "collection": collection}, "actions": list(actions)}


@dataclass(kw_only=True)
class User:
    """An account of the fake; *roles* are what connectionStatus names, *privileges* what it lists."""

    password: str
    roles: list[Words] = field(default_factory=list)
    privileges: list[Words] = field(default_factory=list)
    database: str = "admin"
    mechanisms: tuple[str, ...] = ("SCRAM-SHA-256",)


class _No(Exception):  # noqa: N818 - an answer, not an error
    def __init__(self, code: int, name: str, text: str = "refused") -> None:
        super().__init__(code)
        self.document = {"ok": 0.0, "errmsg": text, "code": code, "codeName": name}


@dataclass(kw_only=True)
class Fake:
    """A listening fake; use it as a context manager. *asked* keeps every command, *opcodes* every opcode."""

    version: str = "7.0.14"
    wire: int = 21
    has_auth: bool = False
    users: dict[str, User] = field(default_factory=dict)
    hello: Words = field(default_factory=dict)
    security: Words | None = None
    build_info: str = "all"  # all | version | none: what strangers get, as in 8.1
    lists_privileges: bool = True
    tells_roles: bool = True
    speaks_msg: bool = True
    data: dict[str, dict[str, list[Words]]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)  # collection -> view | timeseries
    connected: list[Words] = field(default_factory=list)  # what $currentOp tells of connections
    lacks: frozenset[str] = frozenset()  # commands that this one does not have
    twist: Callable[[str, Words, Words], Words | bytes | None] | None = None  # verb, command, reply -> another reply
    asked: list[tuple[str, Words]] = field(default_factory=list)
    opcodes: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._links: list[socket.socket] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in [self._listener, *self._links]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                link, _ = self._listener.accept()
                self._links.append(link)
                threading.Thread(target=_Talk(self, link).run, daemon=True).start()


class _Talk:
    """One connection: who is logged in, and its cursors."""

    def __init__(self, fake: Fake, link: socket.socket) -> None:
        self.fake, self.link = fake, link
        self.user: str | None = None
        self.cursors: dict[int, list[Words]] = {}
        self.numbers = itertools.count(1 << 40)
        self.scram: Any = None

    def run(self) -> None:
        self.link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(OSError, struct.error, ValueError), self.link:
            while head := self._take(16):
                if head[0] == 0x16:
                    return  # a ClientHello: a mongod without TLS hangs up
                length, number, _, opcode = struct.unpack("<iiii", head)
                if length > 48_000_000 or (opcode == 2013 and not self.fake.speaks_msg):
                    return  # an unknown opcode ends the connection
                body = self._take(length - 16)
                self.fake.opcodes.append(opcode)
                if opcode == 2013:
                    words = bson.decode(body[5:])
                    self._reply(number, words.pop("$db"), words, is_old=False)
                elif opcode == 2004:
                    name, _, rest = body[4:].partition(b"\0")
                    self._reply(number, name.decode().partition(".")[0], bson.decode(rest[8:]), is_old=True)
                else:
                    return

    def _take(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            more = self.link.recv(size - len(data))
            if not more:
                return b""
            data += more
        return data

    def _reply(self, number: int, database: str, words: Words, *, is_old: bool) -> None:
        verb = next(iter(words))
        self.fake.asked.append((database, words))
        try:
            if is_old and self.fake.speaks_msg and verb.lower() not in ("ismaster", "hello") and self.fake.wire >= 14:
                raise _No(352, "UnsupportedOpQueryCommand")
            reply: Words | bytes = {**self._answer(verb, database, words), "ok": 1.0}
        except _No as refusal:
            reply = refusal.document
        if self.fake.twist is not None:
            twisted = self.fake.twist(verb, words, reply)  # type: ignore[arg-type]
            reply = reply if twisted is None else twisted
        document = reply if isinstance(reply, bytes) else bson.encode(reply)
        body = struct.pack("<iqii", 8, 0, 0, 1) if is_old else b"\0\0\0\0\0"
        opcode = 1 if is_old else 2013
        self.link.sendall(struct.pack("<iiii", 16 + len(body + document), 7, number, opcode) + body + document)

    def _answer(self, verb: str, database: str, words: Words) -> Words:
        fake = self.fake
        if verb not in _KNOWN or verb in fake.lacks:
            raise _No(59, "CommandNotFound", f"no such command: '{verb}'")
        is_stranger = fake.has_auth and self.user is None
        if is_stranger and verb not in _FREE and not (verb == "buildInfo" and fake.build_info != "none"):
            raise _No(13, "Unauthorized", f"command {verb} requires authentication")
        if fake.has_auth and not is_stranger:
            self._authorize(verb, database, words)
        handler = getattr(self, f"_do_{verb.lower()}", None)
        return handler(database, words) if handler else {}

    def _authorize(self, verb: str, database: str, words: Words) -> None:
        needs = {"find": "find", "aggregate": "find", "count": "find", "usersInfo": "viewUser", "rolesInfo": "viewRole",
                 **_CLUSTER_ACTION}  # fmt: skip
        verb = "$currentOp" if words[verb] == 1 and verb == "aggregate" else verb
        if (action := needs.get(verb)) and not self._may(
            action, database, str(words.get(verb)), verb in _CLUSTER_ACTION
        ):
            raise _No(13, "Unauthorized", f"not authorized on {database} to execute command")

    def _may(self, action: str, database: str, collection: str, is_cluster: bool) -> bool:
        for one in self._user().privileges:
            where = one["resource"]
            on_db = where.get("db") in ("", database) and where.get("collection") in ("", collection)
            if action in one["actions"] and (where.get("cluster") is True if is_cluster else on_db):
                return True
        return False

    def _user(self) -> User:
        assert self.user is not None
        return self.fake.users[self.user]

    def _do_hello(self, database: str, words: Words) -> Words:
        reply = {"isWritablePrimary": True, "ismaster": True, "maxBsonObjectSize": 16 << 20, "minWireVersion": 0,
                 "maxWireVersion": self.fake.wire, "readOnly": False, **self.fake.hello}  # fmt: skip
        if "saslSupportedMechs" in words:
            source, _, name = words["saslSupportedMechs"].partition(".")
            found = self.fake.users.get(name)
            if found and found.database == source:
                reply["saslSupportedMechs"] = list(found.mechanisms)
        return reply

    _do_ismaster = _do_hello

    def _do_buildinfo(self, database: str, words: Words) -> Words:
        short = {"version": self.fake.version, "versionArray": [int(n) for n in self.fake.version.split(".")] + [0]}
        is_short = self.fake.build_info != "all" and self.user is None
        return short if is_short else {**short, "gitVersion": "0", "modules": []}

    def _do_connectionstatus(self, database: str, words: Words) -> Words:
        info: Words = {"authenticatedUsers": [], "authenticatedUserRoles": []}
        if self.user:
            info["authenticatedUsers"] = [{"user": self.user, "db": self._user().database}]
            info["authenticatedUserRoles"] = self._user().roles
        if words.get("showPrivileges"):
            told = self._user().privileges if self.user and self.fake.lists_privileges else []
            info["authenticatedUserPrivileges"] = told
        return {"authInfo": info}

    def _do_listdatabases(self, database: str, words: Words) -> Words:
        names = ["admin", "config", "local", *self.fake.data]
        if self.fake.has_auth and not self._may("listDatabases", "", "", True):  # the authorised subset
            names = [name for name in self.fake.data if self._may("find", name, "", False)]
        return {"databases": [{"name": name} for name in names]}

    def _do_listcollections(self, database: str, words: Words) -> Words:
        found = self.fake.data.get(database, {})
        listed = [{"name": name, "type": self.fake.kinds.get(name, "collection")} for name in found]
        return self._cursor(listed, 1000, f"{database}.$cmd.listCollections", "firstBatch")

    def _do_getcmdlineopts(self, database: str, words: Words) -> Words:
        parsed: Words = {"net": {"port": 27017}, "storage": {"dbPath": "/data/db"}}
        security = {"authorization": "enabled"} if self.fake.has_auth else self.fake.security
        return {"argv": ["mongod"], "parsed": parsed | ({"security": security} if security else {})}

    def _do_usersinfo(self, database: str, words: Words) -> Words:
        return {
            "users": [
                {"_id": f"admin.{name}", "user": name, "db": "admin", "roles": user.roles}
                for name, user in self.fake.users.items()
            ]
        }

    def _do_rolesinfo(self, database: str, words: Words) -> Words:
        if not self.fake.tells_roles:
            raise _No(13, "Unauthorized")
        return {"roles": [{**words["rolesInfo"], "privileges": self._user().privileges}]}

    def _do_replsetgetconfig(self, database: str, words: Words) -> Words:
        if "setName" not in self.fake.hello:
            raise _No(76, "NoReplicationEnabled")
        return {"config": {"_id": "rs0", "settings": {"replicaSetId": bson.ObjectId("65a1b2c3d4e5f60718293a4b")}}}

    def _do_count(self, database: str, words: Words) -> Words:
        return {"n": len(self.fake.data.get(database, {}).get(words["count"], []))}

    def _do_find(self, database: str, words: Words) -> Words:
        found = self.fake.data.get(database, {}).get(words["find"], [])
        found = found[: words.get("limit") or len(found)]
        return self._cursor(found, words.get("batchSize", 101), f"{database}.{words['find']}", "firstBatch")

    def _do_aggregate(self, database: str, words: Words) -> Words:
        if words["aggregate"] == 1 and "$currentOp" in words["pipeline"][0]:
            kept = words["pipeline"][2]["$project"]
            there = [{name: value for name, value in one.items() if kept.get(name)} for one in self.fake.connected]
            return self._cursor(there, words["cursor"]["batchSize"], "admin.$cmd.aggregate", "firstBatch")
        found = self.fake.data.get(database, {}).get(words["aggregate"], [])
        size = words["pipeline"][0]["$sample"]["size"]
        spread = found[:: max(1, len(found) // size)][:size]
        return self._cursor(spread, words["cursor"]["batchSize"], f"{database}.{words['aggregate']}", "firstBatch")

    def _do_getmore(self, database: str, words: Words) -> Words:
        if not isinstance(words["getMore"], Int64):
            raise _No(14, "TypeMismatch")
        if words["getMore"] not in self.cursors:
            raise _No(43, "CursorNotFound")
        rest = self.cursors.pop(words["getMore"])
        space, size = f"{database}.{words['collection']}", words.get("batchSize", len(rest))
        return self._cursor(rest, size, space, "nextBatch", words["getMore"])

    def _do_killcursors(self, database: str, words: Words) -> Words:
        killed = [one for one in words["cursors"] if self.cursors.pop(one, None) is not None]
        return {"cursorsKilled": killed}

    def _cursor(self, found: list[Words], size: int, space: str, batch: str, number: int = 0) -> Words:
        is_over = len(found) <= size
        if not is_over:
            number = number or next(self.numbers)
            self.cursors[number] = found[size:]
        return {"cursor": {batch: found[:size], "id": Int64(0 if is_over else number), "ns": space}}

    def _do_saslstart(self, database: str, words: Words) -> Words:
        kind = words["mechanism"]

        def secret(name: str) -> Any:
            user = self.fake.users.get(name)
            if user is None or user.database != database or kind not in user.mechanisms:
                raise _No(18, "AuthenticationFailed")
            password = user.password
            if kind == "SCRAM-SHA-1":
                password = hashlib.md5(f"{name}:mongo:{password}".encode(), usedforsecurity=False).hexdigest()
            self.pending = name
            return scramp.ScramMechanism(kind).make_auth_info(password, iteration_count=4096)

        self.scram = scramp.ScramMechanism(kind).make_server(secret)
        return self._scram(lambda: self.scram.set_client_first(words["payload"].decode()), "get_server_first")

    def _do_saslcontinue(self, database: str, words: Words) -> Words:
        reply = self._scram(lambda: self.scram.set_client_final(words["payload"].decode()), "get_server_final")
        self.user = self.pending
        return {**reply, "done": True}

    def _scram(self, step: Callable[[], object], answer: str) -> Words:
        try:
            step()
            payload = getattr(self.scram, answer)()
        except scramp.ScramException:
            raise _No(18, "AuthenticationFailed", "Authentication failed.") from None
        return {"conversationId": 1, "done": False, "payload": payload.encode()}
