"""What the contract suite has to know of each kind of store: how an open, a closed and a partly open one is had."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pymongo
import pymysql
import redis
from adbc_driver_postgresql import dbapi

from nightlatch.audit import Plan, audit
from nightlatch.demo import leak_load
from nightlatch.demo.leak import Leak
from nightlatch.demo.servers import Server, User
from nightlatch.model import Finding, Login, Result
from nightlatch.scope import Scope
from nightlatch.targets import parse
from tests import lab
from tests.lab.mariadb import ROOT_PASSWORD
from tests.loaders import mysql

LEAK = Leak(people=3_000, points=8_000, seed=1, ending=datetime(2026, 11, 23, 4, 0, tzinfo=UTC))
LETTERS = {"create": "C", "read": "R", "update": "U", "delete": "D", "administer": "A"}
ALL, NONE = "C=all R=all U=all D=all A=all", "C=no R=no U=no D=no A=no"


@functools.cache
def facts() -> Any:
    """What a survey of :data:`LEAK` has to find; asserts what the tests take for granted of it."""
    found = LEAK.facts()
    assert min(found.people_by_tag.values()) >= 10
    return found


def target(kind: str, server: Any, login: Login | None = None, host: str = "127.0.0.1") -> Any:
    return parse(f"{kind}://{host}:{server.port}", login)


def run(*targets: Any, **plan: Any) -> Result:
    """The finished result of one audit of *targets*, on loopback."""
    how: dict[str, Any] = {"scope": Scope.loopback(), "timeout_seconds": 5.0, **plan}
    *_, result = audit(Plan(targets=targets, **how))
    assert result.run.finished is not None
    return result


def only(result: Result) -> Finding:
    assert [failure.what for failure in result.failures] == []
    (found,) = result.findings
    return found


def rights(finding: Finding) -> str:
    """``C=all R=some U=no D=? A=no``."""
    told = {"denied": "no", "unknown": "?"}
    return " ".join(
        f"{LETTERS[name]}={right.extent or told[right.verdict]}" for name, right in finding.access.rights.items()
    )


@dataclass(frozen=True, kw_only=True)
class Case:
    """*partly* gives a store whose people only may be read, and whoever may read them; *containers* hold the leak."""

    server: str
    containers: tuple[str, str]
    partly: Callable[[], tuple[Server, Login | None]]
    closed: dict[str, Any]
    many: Callable[[Server, int], int]  # makes that many empty containers; how many there are in the end
    grants: str = "C=no R=some U=no D=no A=no"
    closed_rights: str = NONE
    has_id: bool = False


def load(kind: str, server: Server) -> Server:
    if kind == "mysql":
        mysql.load(server, LEAK, lambda rows: None)
    else:
        leak_load.load(kind, server, LEAK)
    return server


@functools.cache
def opened(kind: str) -> Server:
    """An open store of *kind* that holds the leak, shared by all tests."""
    return load(kind, lab.server(CASES[kind].server, **_own(kind)))


def _own(kind: str) -> dict[str, Any]:
    """A configuration that no other test shares, without a change to what it means."""
    return {
        "postgresql": {"options": {"application_name": "contract"}},
        "redis": {"options": ["timeout 86000"]},
        "mongodb": {},
        "mysql": {"options": ("--connect-timeout=11",)},
    }[kind]


def _partly_postgresql() -> tuple[Server, Login | None]:
    """A login without a password that may read one table of one schema."""
    server = load("postgresql", lab.server("postgres", options={"application_name": "partly"}))
    with dbapi.connect(f"{server.url}/postgres?user=postgres", autocommit=True) as link, link.cursor() as cursor:
        cursor.execute("CREATE ROLE reader LOGIN")
        cursor.execute("REVOKE ALL ON DATABASE postgres FROM PUBLIC")
        cursor.execute("GRANT CONNECT ON DATABASE postgres TO reader")
        cursor.execute("GRANT SELECT ON people TO reader")
    return server, Login(user="reader")


def _partly_mongodb() -> tuple[Server, Login | None]:
    """A user with the role "read" on one database out of two."""
    boss = User(name="boss", password="r", roles=[{"role": "root", "db": "admin"}])
    reader = User(name="reader", password="p", roles=[{"role": "read", "db": "city"}])
    server = lab.server("mongodb", auth=True, users=(boss, reader))
    with pymongo.MongoClient(server.host, server.port, username="boss", password="r", directConnection=True) as client:
        for batch in LEAK.people_batches(1_000):
            client["city"]["people"].insert_many([_plain(row) for row in batch.to_pylist()])
        client["other"]["things"].insert_one({"a": 1})
    return server, Login(user="reader", password="p")


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if hasattr(value, "isoformat") else value for name, value in row.items()}


def _partly_redis() -> tuple[Server, Login | None]:
    """A default user without a password that may read keys of one pattern."""
    server = load("redis", lab.server("redis", options=["timeout 86001"]))
    with redis.Redis(server.host, server.port) as client:
        client.execute_command(
            "ACL", "SETUSER", "default", "on", "nopass", "resetkeys", "~person:*", "-@all", "+@read", "+@connection",
            "+acl|whoami", "+acl|dryrun", "+acl|getuser", "+info", "+dbsize", "+scan", "+hscan", "+type",
        )  # fmt: skip
    return server, None


def _partly_mysql() -> tuple[Server, Login | None]:
    """An anonymous user with SELECT on one table."""
    server = lab.server("mariadb", flavour="anonymous", options=("--connect-timeout=12",))
    mysql.load(server, LEAK, lambda rows: None, password=ROOT_PASSWORD)
    with pymysql.connect(host=server.host, port=server.port, user="root", password=ROOT_PASSWORD) as link:
        link.cursor().execute("GRANT SELECT ON city.people TO ''@'127.0.0.1'")
    return server, None


def _many_postgresql(server: Server, count: int) -> int:
    with dbapi.connect(f"{server.url}/postgres?user=postgres", autocommit=True) as link, link.cursor() as cursor:
        for start in range(0, count, 500):  # a transaction holds so many locks and no more
            made = (
                f"FOR n IN {start}..{start + 499} LOOP EXECUTE 'CREATE UNLOGGED TABLE t' || n || ' (id int)'; END LOOP"
            )
            cursor.execute(f"DO $$ BEGIN {made}; END $$")
    return count


def _many_mongodb(server: Server, count: int) -> int:
    with pymongo.MongoClient(server.host, server.port, directConnection=True) as client:
        for number in range(count):
            client["many"].create_collection(f"t{number}", check_exists=False)
    return count


def _many_redis(server: Server, count: int) -> int:
    """Containers of Redis are groups of keys: every key here has a shape of its own."""
    with redis.Redis(server.host, server.port) as client:
        pipeline = client.pipeline(transaction=False)
        for number in range(count):
            name = "".join(chr(97 + int(digit)) for digit in f"{number:05}")
            pipeline.set(f"{name}:1", "")
        pipeline.execute()
    return 1  # more shapes than it follows go into one group


def _many_mysql(server: Server, count: int) -> int:
    with pymysql.connect(host=server.host, port=server.port, user="root", autocommit=True) as link:
        cursor = link.cursor()
        cursor.execute("CREATE DATABASE many")
        for number in range(count):
            cursor.execute(f"CREATE TABLE many.t{number} (id INT) ENGINE=MEMORY")
    return count


CASES = {
    "postgresql": Case(
        server="postgres", containers=("postgres.public.people", "postgres.public.sightings"),
        partly=_partly_postgresql,
        closed={"auth": "scram-sha-256", "password": "x"}, many=_many_postgresql, has_id=True,
    ),
    "mongodb": Case(
        server="mongodb", containers=("city.people", "city.sightings"), partly=_partly_mongodb,
        closed={"auth": True, "users": (User(name="boss", password="r", roles=[{"role": "root", "db": "admin"}]),)},
        many=_many_mongodb,
    ),
    "redis": Case(
        server="redis", containers=("db0/person:*", "db0/sighting:*"), partly=_partly_redis,
        closed={"requirepass": "x"}, many=_many_redis, has_id=True,
    ),
    "mysql": Case(
        server="mariadb", containers=("city.people", "city.sightings"), partly=_partly_mysql,
        closed={"flavour": "closed"}, many=_many_mysql,
    ),
}  # fmt: skip

FIELDS = {  # a word of the field's name (in any spelling) -> the category that must be found in it
    "name": "person-name", "idnumber": "national-id.cn", "idcard": "national-id.cn", "sex": "sex",
    "nationality": "nationality", "ethnicity": "ethnicity", "birthdate": "date-of-birth", "address": "postal-address",
    "phone": "phone", "photo": "photo", "employer": "employer", "idissued": "document-issue-date",
    "idexpires": "document-expiry-date",
}  # fmt: skip
