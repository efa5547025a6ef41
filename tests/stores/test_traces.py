"""Who was, or is, there besides us: counted by kind of network, on real servers; no client and no account is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import psycopg
import pymysql
import pytest
import redis
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.demo.servers import Server
from nightlatch.model import Finding, Trace
from nightlatch.stores import _elastic_traces, _mongodb_traces, _traces
from nightlatch.stores._mongodb_wire import Refused
from tests import lab
from tests.contract import only, run, target


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
    assert told["other-clients"] == "2 other connections now: 2 from this machine"
    assert all(one.proves and one.leaves_open and one.evidence.command for one in found.traces)


def told_of(kind: str, server: Server) -> dict[str, str]:
    """What is told of a store that stands open, besides since when it runs."""
    found = only(run(target(kind, server)))
    assert found.status == "open"
    assert found.identity.started is not None
    assert datetime.now(UTC) - timedelta(hours=2) < found.identity.started <= datetime.now(UTC) + timedelta(seconds=2)
    assert all(one.proves and one.leaves_open and one.evidence.command for one in found.traces)
    return kinds(found)


def test_a_postgresql_tells_who_else_is_there() -> None:
    """Nobody at first; then a connection and a superuser that was added, neither by name."""
    with lab.fresh("postgres") as server:
        assert told_of("postgresql", server) == {}
        where = f"host={server.host} port={server.port} user=postgres dbname=postgres sslmode=disable"
        with psycopg.connect(where, autocommit=True) as other:
            other.execute("CREATE ROLE helper SUPERUSER LOGIN")
            told = told_of("postgresql", server)
    assert told == {
        "unknown-administrator": "1 account besides the first may do everything",
        "other-clients": "1 other connection now: 1 from this machine",
    }


def test_a_mysql_tells_who_else_is_there() -> None:
    """The same of MariaDB."""
    with lab.fresh("mariadb") as server:
        assert told_of("mysql", server) == {}
        with pymysql.connect(host=server.host, port=server.port, user="root", autocommit=True) as other:
            cursor = other.cursor()
            cursor.execute("CREATE USER helper@'%' IDENTIFIED BY 'Xk2-only-for-this-test'")
            cursor.execute("GRANT ALL PRIVILEGES ON *.* TO helper@'%'")
            told = told_of("mysql", server)
    assert told == {
        "unknown-administrator": "1 account besides the first may do everything",
        "other-clients": "1 other connection now: 1 from this machine",
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
        ("other-clients", "3 other connections now: 3 from unknown networks"),
    ]


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

    def ask(self, template: str) -> _Node:
        assert template == _elastic_traces.STATS
        return self

    def json_or_none(self) -> object:
        return self.told


def test_a_node_of_elasticsearch_tells_its_start_and_how_many_are_connected() -> None:
    """By the reply that the documentation shows; ours is one of the connections."""
    node = {"jvm": {"uptime_in_millis": 60_000}, "http": {"current_open": 3, "total_opened": 9}}
    found = _elastic_traces.stats(_Node({"nodes": {"abc": node}}))  # type: ignore[arg-type]
    assert [one.what for one in _elastic_traces.traces(found)] == ["2 other connections now: 2 from unknown networks"]
    moment = _elastic_traces.started(found)
    assert moment is not None and timedelta(seconds=59) < datetime.now(UTC) - moment < timedelta(seconds=70)


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
