"""Since when further kinds run and who else is there, on real servers: counts alone, and nothing that names anybody."""

from __future__ import annotations

import contextlib
import socket
import struct
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Finding
from nightlatch.stores import _memcached_traces, _starts
from nightlatch.stores import _rabbitmq_amqp as amqp
from nightlatch.targets import parse
from tests.contract import run
from tests.lab import couch_fake
from tests.lab.couch_fake import Couch, Database
from tests.loaders import etcd as etcd_loader
from tests.stores.cases import cases
from tests.stores.cases.ldap import server as ldap_server
from tests.stores.cases.rabbitmq import PASSWORD, amqp_door


def found_in(kind: str, setup: str) -> Finding:
    """The finding of one setup of the contract suite, by the name that begins so."""
    server, login = running(kind, setup)
    (found,) = run(parse(f"{kind}://127.0.0.1:{server.port}", login)).findings
    assert all(one.proves and one.leaves_open and one.evidence.command for one in found.traces)
    return found


def running(kind: str, setup: str) -> tuple[Any, Any]:
    one = next(one for one in cases()[kind].setups if one.name.startswith(setup))
    return one.server(), one.login


def told(found: Finding) -> dict[str, str]:
    return {one.kind: one.what for one in found.traces}


@pytest.mark.parametrize(
    "kind", ["clickhouse", "etcd", "influxdb", "memcached", "mqtt", "prometheus"]
)  # fmt: skip
def test_an_open_store_tells_since_when_it_runs(kind: str) -> None:
    """Within the life of this suite, and not in the future."""
    started = found_in(kind, "open").identity.started
    assert started is not None
    assert datetime.now(UTC) - timedelta(hours=2) < started <= datetime.now(UTC) + timedelta(seconds=2)


@contextlib.contextmanager
def connected(port: int, count: int, says: bytes = b"") -> Iterator[None]:
    """So many further connections, that stay."""
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            link = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            if says:
                link.sendall(says)
                assert link.recv(1)
        time.sleep(0.3)  # until the server has taken them
        yield


def test_a_memcached_tells_who_is_connected() -> None:
    """By network; whoever is connected may do everything, as nobody logs in."""
    assert told(found_in("memcached", "open")) == {}
    server, _ = running("memcached", "open")
    with connected(server.port, 2, b"version\r\n"):
        found = found_in("memcached", "open")
    assert told(found) == {"other-clients": "2 other connections now: 2 from this machine (2 administrators)"}


@given(st.dictionaries(st.text(max_size=20) | st.from_regex(r"\d{1,3}:(addr|state)"), st.text(max_size=20)))
def test_no_list_of_connections_brings_it_down(told: dict[str, str]) -> None:
    """Whatever a server lists."""
    assert len(_memcached_traces._networks(told)) <= len(told)


def test_a_clickhouse_tells_how_many_are_connected() -> None:
    """By its own counters, which have HTTP connections while they ask something; neither from where, nor who."""
    server, _ = running("clickhouse", "open")
    before = told(found_in("clickhouse", "open"))
    with contextlib.ExitStack() as stack:
        for _ in range(2):
            link = stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            query = urllib.parse.quote("SELECT count() FROM numbers(4) WHERE sleep(3) = 0 SETTINGS max_block_size = 1")
            link.sendall(f"GET /?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.3)
        now = told(found_in("clickhouse", "open"))
    assert before == {}
    assert now == {"other-clients": "2 other connections now: 2 from unknown networks (2 of unknown role)"}


def test_a_zookeeper_tells_how_many_are_connected() -> None:
    """By srvr; neither the session nor the question is counted."""
    server, _ = running("zookeeper", "open")
    assert told(found_in("zookeeper", "open")) == {}
    with connected(server.port, 3):
        found = found_in("zookeeper", "open")
    assert told(found) == {"other-clients": "3 other connections now: 3 from unknown networks (3 of unknown role)"}


def test_an_etcd_tells_further_administrators_and_no_member_of_its_own() -> None:
    """Its one member is on this machine, which is no foreign replica; accounts with the role root are counted."""
    assert told(found_in("etcd", "open")) == {}
    server, _ = running("etcd", "open")
    etcd_loader.ask(server.port, "/v3/auth/role/add", {"name": "root"})
    for name in ("root", "kim", "lee", "may"):
        etcd_loader.ask(server.port, "/v3/auth/user/add", {"name": name, "password": "x"})
        if name != "may":
            etcd_loader.ask(server.port, "/v3/auth/user/grant", {"user": name, "role": "root"})
    try:
        found = found_in("etcd", "open")
    finally:
        for name in ("root", "kim", "lee", "may"):
            etcd_loader.ask(server.port, "/v3/auth/user/delete", {"name": name})
        etcd_loader.ask(server.port, "/v3/auth/role/delete", {"role": "root"})
    assert told(found) == {"unknown-administrator": "2 accounts besides the first may do everything"}
    assert "kim" not in repr(found)


def test_an_influxdb_tells_further_administrators() -> None:
    """The first is expected; names are dropped."""
    server, _ = running("influxdb", "open")

    def do(statement: str) -> None:
        url = f"http://127.0.0.1:{server.port}/query?q={urllib.parse.quote(statement)}"
        urllib.request.urlopen(urllib.request.Request(url, method="POST"), timeout=10).close()

    for name in ("kim", "lee"):
        do(f"CREATE USER {name} WITH PASSWORD 'x' WITH ALL PRIVILEGES")
    try:
        found = found_in("influxdb", "open")
    finally:
        for name in ("kim", "lee"):
            do(f"DROP USER {name}")
    assert told(found) == {"unknown-administrator": "1 account besides the first may do everything"}
    assert "kim" not in repr(found)


def test_a_rabbitmq_tells_who_is_connected_and_further_administrators() -> None:
    """By the plug-in: networks, and what the tags of users allow; of four users two are administrators."""
    port = amqp_door().port
    with contextlib.ExitStack() as stack:
        for user in ("boss", "app", "app"):
            stack.enter_context(logged_in(port, user))
        for _ in range(50):  # its statistics are some time old
            found = found_in("rabbitmq", "open")
            if "3 other" in told(found).get("other-clients", "") and found.identity.started is not None:
                break
            time.sleep(0.2)
    assert told(found) == {
        "unknown-administrator": "1 account besides the first may do everything",
        "other-clients": "3 other connections now: 3 from this machine (1 administrator, 2 ordinary users)",
    }
    assert found.identity.started is not None
    assert datetime.now(UTC) - timedelta(hours=2) < found.identity.started <= datetime.now(UTC)
    assert "boss" not in repr(found.traces)


def logged_in(port: int, user: str) -> socket.socket:
    """A connection over AMQP 0-9-1, open."""
    link = socket.create_connection(("127.0.0.1", port))
    response = f"\0{user}\0{PASSWORD}".encode()
    table = struct.pack(">I", 0)
    start = table + b"\x05PLAIN" + struct.pack(">I", len(response)) + response + b"\x05en_US"
    heard = b""
    for step in range(3):
        tuned = amqp.method(31, heard[11:19]) + amqp.method(40, b"\x01/\0\0")
        link.sendall((amqp.HEADER, amqp.method(11, start), tuned)[step])
        heard = link.recv(65536)
        assert heard[:1] == b"\x01"
    return link


def test_an_openldap_tells_since_when_it_runs_and_who_is_connected() -> None:
    """Where cn=Monitor may be read; where it is not there nothing is asked of it."""
    monitor = ("moduleload back_monitor", "database monitor", "access to * by * read")
    server = ldap_server(first=monitor)
    with connected(server.port, 2):
        (found,) = run(parse(f"ldap://127.0.0.1:{server.port}", None)).findings
    assert told(found) == {"other-clients": "2 other connections now: 2 from this machine (2 of unknown role)"}
    assert found.identity.started is not None
    assert datetime.now(UTC) - timedelta(hours=2) < found.identity.started <= datetime.now(UTC)
    plain = found_in("ldap", "open")
    assert (plain.identity.started, plain.traces) == (None, ())


def test_a_couchdb_tells_since_when_it_runs_and_what_it_copies_abroad() -> None:
    """By the replies that its documentation shows; copies within the network are nobody's business."""
    tasks = [
        {"type": "replication", "source": "people", "target": "https://backup:*****@8.8.8.8/people/"},
        {"type": "replication", "source": "http://10.0.0.2:5984/people/", "target": "people"},
        {"type": "indexer", "database": "people", "source": "http://8.8.4.4/"},
        {"type": "replication", "source": "http://[broken", "target": "http://db.example.org/people"},
    ]
    docs = {f"p{n}": {"mail": f"p{n}@example.org"} for n in range(20)}
    with couch_fake.running(
        Couch(version="1.6.1", is_party=True, databases={"people": Database(docs=docs)}, tasks=tasks)
    ) as server:
        (found,) = run(parse(f"couchdb://127.0.0.1:{server.port}", None)).findings
    assert told(found) == {"foreign-replica": "sends databases to 1 server on the internet"}
    assert found.identity.started is not None
    assert timedelta(seconds=258) < datetime.now(UTC) - found.identity.started < timedelta(seconds=300)
    assert "backup" not in repr(found.traces) and "8.8.8.8" not in repr(found.traces)


@pytest.mark.parametrize(
    "page, seconds",
    [
        (b"process_start_time_seconds 1.79546662309e+09\n", 1795466623.09), (b"a 1\nprocess_start_time_seconds 12\nb 2", 12.0),
        (b"# process_start_time_seconds 12", None), (b"process_start_time_seconds e", None), (b"", None),
        (b"process_start_time_seconds 1e300", None), (b"process_start_time_seconds 1.2.3", None),
    ],
)  # fmt: skip
def test_the_start_of_a_process_is_read_from_its_metrics(page: bytes, seconds: float | None) -> None:
    """Where the line is there, whole, and tells a moment that can be."""
    found = _starts.of_metrics(page)
    assert (found and found.timestamp()) == seconds


@given(st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary())
def test_no_start_that_cannot_be_is_told(value: object) -> None:
    """Whatever a server says."""
    for found in (_starts.since(value), _starts.at(value), _starts.moment(value)):
        assert found is None or (found.tzinfo is not None and found.year < 2300)
