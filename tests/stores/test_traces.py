"""Who was, or is, there besides us: counted by kind of network, on real servers; no client and no account is named."""

from __future__ import annotations

import contextlib
import socket
import struct
from datetime import UTC, datetime, timedelta

import psycopg
import pymysql
import pytest
import redis
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.demo.servers import Server
from nightlatch.model import Finding, Login, Trace
from nightlatch.stores import _elastic_traces, _mongodb_traces, _traces
from nightlatch.stores._mongodb_wire import Refused
from nightlatch.targets import parse
from tests import lab
from tests.contract import only, run, target
from tests.stores.mongo_fake import READ, Fake, User, privilege


@pytest.mark.parametrize(
    "address, kind",
    [
        ("", "this machine"), ("/run/redis.sock:0", "this machine"), ("127.0.0.1:40312", "this machine"),
        ("[::1]:1", "this machine"), ("::1", "this machine"), ("localhost", "this machine"), ("10.1.2.3:99", "private networks"),
        ("192.168.1.9", "private networks"), ("fd00::1", "private networks"), ("[fe80::1%eth0]:5", "private networks"),
        ("8.8.8.8:1", "the internet"), ("2001:4860:4860::8888", "the internet"), ("[2001:4860:4860::8888]:44", "the internet"),
        ("::ffff:8.8.8.8", "the internet"), ("::ffff:10.0.0.1", "private networks"), ("db.example.org", "unknown networks"),
        ("203.0.113.5", "private networks"), ("?:0", "unknown networks"),
    ],
)  # fmt: skip
def test_an_address_is_of_one_kind_of_network(address: str, kind: str) -> None:
    """With a port and without one, in brackets, mapped, as a socket's path."""
    assert _traces.network(address) == kind


@given(st.text(max_size=80))
def test_no_address_brings_it_down(text: str) -> None:
    """Whatever a server calls an address."""
    assert _traces.network(text) in (_traces.THIS_MACHINE, _traces.PRIVATE, _traces.PUBLIC, _traces.UNKNOWN)


def kinds(finding: Finding) -> dict[str, str]:
    return {one.kind: one.what for one in finding.traces}


def test_an_untouched_redis_shows_nothing_but_its_start() -> None:
    """Nobody is there, nothing is odd, and it says since when it runs."""
    found = only(run(target("redis", lab.server("redis"))))
    assert found.status == "open"
    assert kinds(found) == {}
    assert found.identity.started is not None
    assert datetime.now(UTC) - timedelta(hours=1) < found.identity.started <= datetime.now(UTC)
    assert found.exposure is not None and any("has run since" in one for one in found.exposure.basis)


def test_a_redis_that_robots_have_been_in_shows_it() -> None:
    """Where its file goes, their keys, and who is connected now."""
    server = lab.fresh("redis", options=["enable-protected-configs yes"])
    with server, redis.Redis(port=server.port) as client, redis.Redis(port=server.port) as other:
        for n in range(1, 5):
            client.set(f"backup{n}", "\n\n*/2 * * * * true\n\n")
        client.config_set("dbfilename", "authorized_keys")
        other.ping()
        found = only(run(target("redis", server)))
    told = kinds(found)
    assert set(told) == {"odd-configuration", "other-clients"}
    odd = [one.what for one in found.traces if one.kind == "odd-configuration"]
    assert odd == [
        "dbfilename is set to a place where files are run or let somebody in", "keys that robots leave: backup1, backup2, backup3"
    ]  # fmt: skip
    assert told["other-clients"] == "2 other connections now: 2 from this machine (2 administrators)"
    assert all(one.proves and one.leaves_open and one.evidence.command for one in found.traces)


def test_a_redis_tells_what_those_may_do_who_are_connected() -> None:
    """A user that may configure it, one that may read only, and a replica; none by name."""
    server = lab.fresh("redis")
    with server, redis.Redis(port=server.port) as client:
        client.execute_command("ACL", "SETUSER", "kim", "on", "nopass", "~*", "+@read", "+@connection")
        with redis.Redis(port=server.port, username="kim", password="any") as reader:
            reader.ping()
            with socket.create_connection((server.host, server.port)) as copy:
                copy.sendall(b"SYNC\r\n")
                copy.recv(1)
                found = only(run(target("redis", server)))
    what = "3 other connections now: 3 from this machine (1 administrator, 1 ordinary user, 1 replica)"
    assert kinds(found)["other-clients"] == what
    assert "kim" not in repr(found.traces)


def told_of(kind: str, server: Server) -> dict[str, str]:
    """What is told of a store that stands open, besides since when it runs."""
    found = only(run(target(kind, server)))
    assert found.status == "open"
    assert found.identity.started is not None
    assert datetime.now(UTC) - timedelta(hours=2) < found.identity.started <= datetime.now(UTC) + timedelta(seconds=2)
    assert all(one.proves and one.leaves_open and one.evidence.command for one in found.traces)
    return kinds(found)


def test_a_postgresql_tells_who_else_is_there() -> None:
    """Nobody at first; then connections by what they may do, and a superuser that was added; nobody by name."""
    hba = [f"host {databases} all all trust" for databases in ("all", "replication")]
    with lab.fresh("postgres", options={"wal_level": "replica", "max_wal_senders": "4"}, hba=hba) as server:
        assert told_of("postgresql", server) == {}
        where = f"host={server.host} port={server.port} user=postgres dbname=postgres sslmode=disable"
        with psycopg.connect(where, autocommit=True) as other:
            other.execute("CREATE ROLE helper SUPERUSER LOGIN")
            other.execute("CREATE ROLE plain LOGIN")
            other.execute("CREATE ROLE deputy LOGIN IN ROLE helper")
            with contextlib.ExitStack() as stack:
                for user in ("plain", "plain", "deputy"):
                    stack.enter_context(psycopg.connect(where.replace("user=postgres", f"user={user}")))
                stack.enter_context(walsender(server))
                told = told_of("postgresql", server)
    assert told == {
        "unknown-administrator": "1 account besides the first may do everything",
        "other-clients": "5 other connections now: 5 from this machine (2 administrators, 2 ordinary users, 1 replica)",
    }


def walsender(server: Server) -> socket.socket:
    """A connection as a replica makes it, up to the point where it would ask for data."""
    link = socket.create_connection((server.host, server.port))
    words = b"\0\3\0\0user\0postgres\0replication\0true\0\0"
    link.sendall(struct.pack(">i", 4 + len(words)) + words)
    assert link.recv(1) == b"R"
    return link


def test_a_mysql_tells_who_else_is_there() -> None:
    """The same of MariaDB."""
    with lab.fresh("mariadb") as server:
        assert told_of("mysql", server) == {}
        with pymysql.connect(host=server.host, port=server.port, user="root", autocommit=True) as other:
            cursor = other.cursor()
            cursor.execute("CREATE USER helper@'%' IDENTIFIED BY 'Xk2-only-for-this-test'")
            cursor.execute("GRANT ALL PRIVILEGES ON *.* TO helper@'%'")
            cursor.execute("CREATE USER plain@'%'")
            cursor.execute("CREATE USER twice@'%', twice@'10.%'")
            cursor.execute("GRANT ALL PRIVILEGES ON *.* TO twice@'10.%'")
            where = {"host": server.host, "port": server.port}
            with pymysql.connect(user="plain", **where), pymysql.connect(user="twice", **where):
                told = told_of("mysql", server)
    assert told == {
        "unknown-administrator": "2 accounts besides the first may do everything",
        "other-clients": "3 other connections now: 3 from this machine "
        "(1 administrator, 1 ordinary user, 1 of unknown role)",
    }


def asked(replies: dict[str, dict[str, object]]) -> list[Trace]:
    """What is told of a MongoDB that gives these documented replies."""

    class Wire:
        def command(self, database: str, words: dict[str, object]) -> dict[str, object]:
            assert database == "admin"
            if (verb := next(iter(words))) not in replies:
                raise Refused(13, "Unauthorized")
            return replies[verb]

    wire = Wire()
    told = _mongodb_traces.status(wire)  # type: ignore[arg-type]
    return list(_mongodb_traces.traces(wire, told, replies.get("usersInfo")))  # type: ignore[arg-type]


def test_a_mongodb_tells_who_else_is_there() -> None:
    """By the replies that the manual documents: no genuine server can be installed."""
    root = {"user": "a", "roles": [{"role": "root", "db": "admin"}]}
    found = asked({
        "serverStatus": {"uptime": 100.0, "connections": {"current": 4}},
        "usersInfo": {"users": [root, root, {"user": "b", "roles": [{"role": "read", "db": "x"}]}]},
        "replSetGetConfig": {"config": {"members": [{"host": "10.0.0.4:27017"}, {"host": "8.8.8.8:27017"}]}},
    })  # fmt: skip
    assert [(one.kind, one.what) for one in found] == [
        ("unknown-administrator", "1 account besides the first may do everything"),
        ("foreign-replica", "sends all its data to 1 server on the internet"),
        ("other-clients", "3 other connections now: 3 from unknown networks (3 of unknown role)"),
    ]


def test_a_mongodb_tells_what_those_may_do_who_are_connected() -> None:
    """By the reply to $currentOp as the manual has it; threads of the server, and we ourselves, are no clients."""
    roles, data = {"boss": "root", "reader": "read"}, {"city": {"people": [{"_id": 1}]}}
    users = {
        name: User(
            password="p", roles=[{"role": role, "db": "admin"}],
            privileges=[{"resource": {"cluster": True}, "actions": ["inprog"]}, privilege("", ["viewUser", *READ])],
        )
        for name, role in roles.items()
    }  # fmt: skip
    rows = [
        ("127.0.0.1:4", ["boss"]), ("8.8.8.8:1", ["reader"]), ("8.8.8.8:2", ["reader", "boss"]), ("10.0.0.2:9", []),
        ("10.0.0.3:9", ["gone"]),
    ]  # fmt: skip
    connected: list[dict[str, object]] = [
        {"connectionId": at, "client": where, "effectiveUsers": [{"user": one, "db": "admin"} for one in names]}
        for at, (where, names) in enumerate(rows, 8)
    ]
    connected.append({"connectionId": 7, "client": "127.0.0.1:1", "command": {"secret": "kim@example.org"}})
    connected.append(
        {"connectionId": 30, "client": "10.0.0.9:3", "effectiveUsers": [{"user": "__system", "db": "local"}]}
    )
    connected += [{"desc": "a thread"}, {"connectionId": 8, "client": "127.0.0.1:4"}]  # type: ignore[list-item]
    with Fake(hello={"connectionId": 7}, has_auth=True, users=users, connected=connected[:-1], data=data) as fake:
        found = only(run(parse(f"mongodb://127.0.0.1:{fake.port}", Login(user="boss", password="p"))))
    assert kinds(found)["other-clients"] == (
        "6 other connections now: 2 from the internet (1 administrator, 1 ordinary user), "
        "3 from private networks (1 replica, 2 of unknown role), 1 from this machine (1 administrator)"
    )
    with Fake(hello={"connectionId": 7}, connected=connected, data=data) as fake:
        found = only(run(parse(f"mongodb://127.0.0.1:{fake.port}")))
    assert "administrator" in kinds(found)["other-clients"] and "gone" not in repr(found.traces)


@pytest.mark.parametrize(
    "reply", [{}, {"connections": 3, "uptime": "x"}, {"connections": {"current": -5}}, {"uptime": -1}]
)
def test_odd_replies_of_a_mongodb_tell_nothing(reply: dict[str, object]) -> None:
    """Whatever a server makes of the question."""
    assert asked({"serverStatus": reply, "usersInfo": {"users": 7}, "replSetGetConfig": {"config": []}}) == []
    assert asked({}) == []
    assert _mongodb_traces.started(reply) is None


class _Node:
    """A node that answers its statistics with *told*."""

    def __init__(self, told: object, status: int = 200) -> None:
        self.told, self.status = told, status

    def ask(self, template: str, *, query: dict[str, str]) -> _Node:
        assert template == _elastic_traces.STATS and "last_uri" not in query["filter_path"]
        return self

    def json_or_none(self) -> object:
        return self.told


def test_a_node_of_elasticsearch_tells_its_start_and_how_many_are_connected() -> None:
    """By the reply that the documentation shows; ours is one of the connections."""
    node = {"jvm": {"uptime_in_millis": 60_000}, "http": {"current_open": 3, "total_opened": 9}}
    found = _elastic_traces.stats(_Node({"nodes": {"abc": node}}))  # type: ignore[arg-type]
    assert [one.what for one in _elastic_traces.traces(found)] == [
        "2 other connections now: 2 from unknown networks (2 of unknown role)"
    ]
    moment = _elastic_traces.started(found)
    assert moment is not None and timedelta(seconds=59) < datetime.now(UTC) - moment < timedelta(seconds=70)


def test_a_newer_node_of_elasticsearch_tells_from_where() -> None:
    """Of those that are listed the open ones that do not bear our mark; where nobody logs in all may do everything."""
    http = {
        "current_open": 4,
        "clients": [
            {"remote_address": "8.8.8.8:4711", "x_opaque_id": "their-own"},
            {"remote_address": "[::1]:4711"},
            {"remote_address": "10.0.0.1:4711", "closed_time_millis": 5},
            {"remote_address": "127.0.0.1:5", "x_opaque_id": "nightlatch/0.1.0 token"},
        ],
    }
    (found,) = _elastic_traces.traces({"http": http}, is_open=True)
    assert found.what == (
        "2 other connections now: 1 from the internet (1 administrator), 1 from this machine (1 administrator)"
    )
    http["clients"] = http["clients"][:1]  # type: ignore[index]
    (found,) = _elastic_traces.traces({"http": http})
    assert found.what == "3 other connections now: 3 from unknown networks (3 of unknown role)"


@pytest.mark.parametrize(
    "told",
    [None, [], {}, {"nodes": []}, {"nodes": {"a": 3}}, {"nodes": {"a": {"jvm": [], "http": {"current_open": "x"}}}}],
)
def test_odd_statistics_of_a_node_tell_nothing(told: object) -> None:
    """Whatever answers in its place."""
    for status in (200, 403):
        found = _elastic_traces.stats(_Node(told, status))  # type: ignore[arg-type]
        assert list(_elastic_traces.traces(found)) == []
        assert _elastic_traces.started(found) is None
