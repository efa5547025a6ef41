"""MariaDB 10.11, real, in many configurations; what only MySQL says comes from its manual, by a scripted server."""

from __future__ import annotations

import datetime
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pymysql
import pytest
from pymysql._auth import scramble_caching_sha2

from nightlatch.demo.servers import Server
from nightlatch.dial import Dialer
from nightlatch.model import Access, Failed, Login, Target
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Batch, Reading
from nightlatch.stores import _mysql_grants as grants
from nightlatch.stores._mysql_read import Field, _typed
from nightlatch.stores._mysql_wire import Undeclared, checked
from nightlatch.stores.mysql import STORE, MySqlSession
from tests import lab
from tests.lab import hostile
from tests.lab.mariadb import ROOT_PASSWORD
from tests.lab.proxy import Proxy
from tests.peak import forget_peak, peak_kilobytes

ASK = Ask(timeout_seconds=20.0, client="nightlatch/0 security@example.org run7", statement_seconds=20.0)
QUICK = Ask(timeout_seconds=1.0, client="nightlatch", statement_seconds=2.0)
LETTERS = {"create": "C", "read": "R", "update": "U", "delete": "D", "administer": "A"}


@contextmanager
def session(port: int, *, login: Login | None = None, tls: bool = False, database: str | None = None, ask: Ask = ASK
            ) -> Iterator[MySqlSession]:  # fmt: skip
    target = Target(
        url=f"mysql://127.0.0.1:{port}", kind="mysql", host="127.0.0.1", port=port, tls=tls, login=login,
        database=database,
    )  # fmt: skip
    scope = Scope.loopback()
    with Dialer(scope, timeout_seconds=ask.timeout_seconds) as dialer, STORE.connect(target, dialer, ask) as found:
        yield found


def access(port: int, **how: Any) -> Access:
    with session(port, **how) as one:
        return one.access()


def short(found: Access) -> str:
    """``C=all R=some U=no D=? A=no``."""
    told = {"denied": "no", "unknown": "?"}
    return " ".join(f"{LETTERS[name]}={right.extent or told[right.verdict]}" for name, right in found.rights.items())


def flat(batches: Iterator[Batch]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for batch in batches:
        for column in batch.columns:
            assert len(column.array) == (batch.records if column.rows is None else len(column.rows))
            found.setdefault(column.path, []).extend(column.array.to_pylist())
    return found


# --- access ---------------------------------------------------------------------------------------------------------

ALL = "C=all R=all U=all D=all A=all"
NONE = "C=no R=no U=no D=no A=no"
CRM = ("CREATE DATABASE crm", "CREATE TABLE crm.people (id INT PRIMARY KEY, name VARCHAR(80), email VARCHAR(120))",
       "INSERT INTO crm.people VALUES (1, 'Test Person', 'p1@example.org')", "CREATE TABLE crm.other (id INT)",
       "CREATE DATABASE sales", "CREATE TABLE sales.orders (id INT)")  # fmt: skip
ME = "''@'127.0.0.1'"


def granted(*lines: str) -> dict[str, Any]:
    return {"flavour": "anonymous", "sql": (*CRM, *lines)}


def weak_root(*lines: str) -> dict[str, Any]:
    """MariaDB gives no role to a user without a name; to root, who has no password here and loses its own rights."""
    return {"sql": (*CRM, *lines, "REVOKE ALL PRIVILEGES ON *.* FROM root@'127.0.0.1'",
                    "REVOKE GRANT OPTION ON *.* FROM root@'127.0.0.1'")}  # fmt: skip


CASES: dict[str, tuple[dict[str, Any], str, bool]] = {
    # name: (configuration, expected rights, is it open)
    "root without password": ({"sql": CRM}, ALL, True),
    "skip-grant-tables": ({"flavour": "skip-grant-tables"}, ALL, True),
    "closed": ({"flavour": "closed", "sql": CRM}, NONE, False),
    "a login that may nothing": (granted(), NONE, False),
    "reads one database": (granted(f"GRANT SELECT ON crm.* TO {ME}"), "C=no R=some U=no D=no A=no", True),
    "reads one table": (granted(f"GRANT SELECT ON crm.people TO {ME}"), "C=no R=some U=no D=no A=no", True),
    "reads one column": (granted(f"GRANT SELECT (id) ON crm.people TO {ME}"), "C=no R=some U=no D=no A=no", True),
    "inserts only": (granted(f"GRANT INSERT ON crm.people TO {ME}"), "C=some R=no U=no D=no A=no", True),
    "all of a database": (granted(f"GRANT ALL ON crm.* TO {ME}"), "C=some R=some U=some D=some A=no", True),
    "all of a database, to pass on": (
        granted(f"GRANT ALL ON crm.* TO {ME} WITH GRANT OPTION"), "C=some R=some U=some D=some A=some", True),
    "all of a pattern": (granted(f"GRANT ALL ON `crm\\_%`.* TO {ME}"), "C=some R=some U=some D=some A=no", True),
    "reads everything": (granted(f"GRANT SELECT ON *.* TO {ME}"), "C=no R=all U=no D=no A=no", True),
    "reads everything and files": (granted(f"GRANT SELECT, FILE ON *.* TO {ME}"), "C=no R=all U=no D=no A=some", True),
    "reads the server's own only": (granted(f"GRANT SELECT ON mysql.* TO {ME}"), NONE, False),
    "writes the server's own users": (
        granted(f"GRANT SELECT, UPDATE ON mysql.* TO {ME}"), "C=no R=no U=no D=no A=some", True),
    "by a role": (
        weak_root("CREATE ROLE reader WITH ADMIN root@'127.0.0.1'", "GRANT SELECT ON crm.* TO reader"),
        "C=no R=some U=no D=no A=no", True),
    "by a role of a role": (
        weak_root("CREATE ROLE a WITH ADMIN root@'127.0.0.1'", "CREATE ROLE b WITH ADMIN a",
                  "GRANT DELETE ON crm.* TO b"),
        "C=no R=no U=no D=some A=no", True),
    "runs one procedure": (
        granted("CREATE PROCEDURE crm.p() SELECT 1", f"GRANT EXECUTE ON PROCEDURE crm.p TO {ME}"),
        "C=? R=? U=? D=? A=?", False),
    "runs the procedures of a database it reads": (
        granted(f"GRANT SELECT, EXECUTE ON crm.* TO {ME}"), "C=? R=some U=? D=? A=?", True),
    "to everybody": (granted("GRANT SELECT ON crm.* TO PUBLIC"), "C=no R=some U=no D=no A=no", True),
    "read-only server": (
        granted(f"GRANT ALL ON crm.* TO {ME}") | {"options": ("--read-only",)}, "C=no R=some U=no D=no A=no", True),
    "read-only server, its administrator": ({"sql": CRM, "options": ("--read-only",)}, ALL, True),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_rights_are_those_that_were_granted(name: str) -> None:
    """Each right is what a person reading the GRANTs would say; a login that may nothing is not open."""
    config, expected, is_open = CASES[name]
    found = access(lab.server("mariadb", **config).port)
    assert short(found) == expected
    assert found.is_open is is_open
    assert found.principal.anonymous
    assert all(right.evidence for right in found.rights.values())


def test_what_only_a_role_may_read_is_read() -> None:
    """Tables that a role opens are listed and read, also after the connection had to be made anew."""
    with session(lab.server("mariadb", **CASES["by a role"][0]).port) as one:
        (people, _other) = sorted(one.containers(), key=lambda each: each.name, reverse=True)
        assert people.is_readable and flat(one.read(people, Reading()))["email"] == ["p1@example.org"]
        one.attempt.wire.is_broken = True
        assert flat(one.read(people, Reading()))["email"] == ["p1@example.org"]


def test_a_closed_server_says_which_users_it_refused() -> None:
    """Both anonymous users were refused, by error 1045, and no other was tried."""
    with Proxy(lab.server("mariadb", flavour="closed", sql=CRM)) as proxy:
        found = access(proxy.port)
    assert [one.code for one in found.rights["read"].evidence] == ["1045", "1045"]
    assert len(proxy.conversations) == 2
    assert {user(bytes(talk.sent)) for talk in proxy.conversations} == {b"", b"root"}


def user(sent: bytes) -> bytes:
    """The user name in a handshake answer."""
    return sent[36 : sent.index(b"\0", 36)]


def test_rights_do_not_depend_on_what_was_asked_first() -> None:
    """Listing containers before asking for rights changes neither."""
    for config, expected in (({"flavour": "skip-grant-tables"}, ALL), (CASES["by a role"][0], CASES["by a role"][1])):
        with session(lab.server("mariadb", **config).port) as one:
            list(one.containers())
            assert short(one.access()) == expected


def test_skip_grant_tables_is_no_access_control() -> None:
    """Error 1290 to SHOW GRANTS means that nothing is controlled, and the evidence says so."""
    found = access(lab.server("mariadb", flavour="skip-grant-tables").port)
    assert {right.known_by for right in found.rights.values()} == {"no-access-control"}
    assert found.rights["read"].evidence[0].code == "1290"


def test_a_login_that_may_nothing_is_noted() -> None:
    """That nobody's name is let in without a password is told, though nothing is granted."""
    found = access(lab.server("mariadb", **granted()).port)
    assert any("without a password" in note for note in found.notes)
    assert found.principal.name == "@127.0.0.1"


def test_a_read_only_server_denies_writes_with_evidence() -> None:
    """read_only denies what was granted, names the variable, and notes that this is how replicas are run."""
    config, _, _ = CASES["read-only server"]
    found = access(lab.server("mariadb", **config).port)
    assert found.rights["create"].evidence[0].command == "SELECT @@read_only"
    assert any("read_only" in note for note in found.notes)


def test_a_login_has_its_own_rights() -> None:
    """With a user and password the rights are that user's, and the principal is not anonymous."""
    sql = (*CRM, "CREATE USER ann@'%' IDENTIFIED BY 'S3cret'", "GRANT SELECT ON crm.* TO ann@'%'")
    port = lab.server("mariadb", flavour="closed", sql=sql).port
    found = access(port, login=Login(user="ann", password="S3cret"))
    assert short(found) == "C=no R=some U=no D=no A=no"
    assert (found.principal.name, found.principal.anonymous) == ("ann@%", False)
    assert short(access(port, login=Login(user="root", password=ROOT_PASSWORD))) == ALL


def test_a_wrong_password_is_said_and_not_shown() -> None:
    """A refused login fails as wrong-credentials, without the password in the text."""
    with pytest.raises(Failed) as caught:
        access(lab.server("mariadb", flavour="closed", sql=CRM).port, login=Login(user="root", password="Wr0ngOne"))
    assert caught.value.failure.kind == "wrong-credentials"
    assert "Wr0ngOne" not in repr(caught.value.failure)


def test_evidence_holds_no_password_hash() -> None:
    """SHOW GRANTS prints the hash of a password; no evidence repeats it."""
    sql = (*CRM, "CREATE USER ann@'%' IDENTIFIED BY 'S3cret'", "GRANT SELECT ON *.* TO ann@'%'")
    port = lab.server("mariadb", flavour="closed", sql=sql).port
    with session(port, login=Login(user="ann", password="S3cret")) as one:
        assert any("IDENTIFIED BY" in line for line in one._grant_lines())
        assert "IDENTIFIED" not in repr(one.access()) and "*1" not in repr(one.access())


def test_it_says_who_it_is_and_protects_the_session() -> None:
    """The owner sees our name among the connection attributes; the session is read-only and bounded in time."""
    server = lab.server("mariadb", sql=CRM, options=("--performance-schema=ON",))
    with session(server.port) as one:
        rows = one._wire.rows(
            "SELECT ATTR_VALUE FROM performance_schema.session_account_connect_attrs WHERE ATTR_NAME = 'program_name'"
        )
        assert rows == [(b"nightlatch/0 security@example.org run7",)]
        assert one._wire.rows("SELECT @@tx_read_only, @@lock_wait_timeout, @@time_zone") == [(b"1", b"2", b"+00:00")]


def test_nothing_is_written() -> None:
    """A whole check of an open server changes no table and runs no statement that writes."""
    with lab.fresh("mariadb", sql=CRM) as server, closing(server) as loader:
        before = counters(loader)
        with session(server.port) as one:
            one.access()
            for container in one.containers():
                list(one.read(container, Reading(full=True)))
        assert counters(loader) == before


@contextmanager
def closing(server: Server) -> Iterator[Any]:
    connection = pymysql.connect(host=server.host, port=server.port, user="root", password="")
    try:
        yield connection.cursor()
    finally:
        connection.close()


def counters(cursor: Any) -> dict[str, str]:
    cursor.execute("SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_insert', 'Com_update', 'Com_delete', "
                   "'Com_create_db', "
                   "'Com_create_table', 'Com_drop_table', 'Com_grant', 'Com_load', 'Com_call_procedure')")  # fmt: skip
    return dict(cursor.fetchall())


def test_identity() -> None:
    """The version is told without the 5.5.5- that MariaDB puts before it."""
    with session(lab.server("mariadb", sql=CRM).port) as one:
        assert (one.identity.product, one.identity.kind) == ("MariaDB", "mysql")
        assert (one.identity.version or "").startswith("10.11.")
        assert (one.identity.tls.offered, one.identity.tls.required) == (False, False)


@pytest.mark.parametrize("required", [False, True])
def test_tls_is_used_where_it_is_offered(certificate: tuple[Path, Path], required: bool) -> None:
    """Where TLS is offered the session is encrypted, its certificate is told, and whether plain text is refused."""
    options = ("--require-secure-transport=ON",) if required else ()
    sql = (*CRM, "CREATE USER ann@'%' IDENTIFIED BY 'S3cret'", "GRANT SELECT ON crm.* TO ann@'%'")
    server = lab.server("mariadb", sql=sql, tls=certificate, options=options)
    with session(server.port) as one:
        tls = one.identity.tls
        assert short(one.access()) == ALL
        assert sum(batch.records for container in one.containers() for batch in one.read(container, Reading())) == 1
    assert (tls.offered, tls.required, tls.used) == (True, required, True)
    assert tls.certificate is not None and not tls.certificate.verified
    assert short(access(server.port, login=Login(user="ann", password="S3cret"))) == "C=no R=some U=no D=no A=no"


def test_a_password_is_kept_where_tls_was_asked_for_and_is_not_there() -> None:
    """With --tls a server without TLS gets no password."""
    with Proxy(lab.server("mariadb", flavour="closed", sql=CRM)) as proxy, pytest.raises(Failed) as caught:
        access(proxy.port, login=Login(user="root", password=ROOT_PASSWORD), tls=True)
    assert caught.value.failure.kind == "tls"
    assert proxy.sent == b""


# --- containers and contents -----------------------------------------------------------------------------------------

FILL = (
    "SET NAMES utf8mb4",
    "CREATE DATABASE crm CHARACTER SET utf8mb4",
    """CREATE TABLE crm.people (id INT PRIMARY KEY, name VARCHAR(80), email VARCHAR(120), born DATE, seen DATETIME(3),
       stamp TIMESTAMP NULL, doc JSON, pic BLOB, loc POINT, w DOUBLE, n DECIMAL(20,0), b BIT(1), t TIME,
       e ENUM('m','f'), u BIGINT UNSIGNED, maybe VARCHAR(20))""",
    """INSERT INTO crm.people SELECT seq, CONCAT('Test Person ', seq, ' 测试'), CONCAT('p', seq, '@example.org'),
       IF(seq = 1, '0000-00-00', '1980-02-03'), '2024-05-06 07:08:09.123', '2024-05-06 07:08:09',
       CONCAT('{"a": {"mail": "j', seq, '@example.org"}, "xs": [1, 2]}'), UNHEX('FFD8FF00'), POINT(87.6, 43.8), 1.5,
       12345678901234567890, 1, '12:34:56', 'f', 18446744073709551615, IF(seq % 3, NULL, 'x')
       FROM crm.seq_1_to_30000""",
    "CREATE TABLE crm.nokey (v VARCHAR(20)) ENGINE=MyISAM",
    "INSERT INTO crm.nokey SELECT seq FROM crm.seq_1_to_40000",
    "CREATE TABLE crm.empty (id INT)",
    "CREATE TABLE crm.latin (name VARCHAR(20)) CHARACTER SET latin1",
    "INSERT INTO crm.latin VALUES (_utf8'Müller')",
    "CREATE TABLE crm.`odd``name; \x1b[31m-- \u202e` (`a``b` INT, `c\"d'` VARCHAR(9))",
    "INSERT INTO crm.`odd``name; \x1b[31m-- \u202e` VALUES (7, 'x')",
    "CREATE TABLE crm.large (id INT, v LONGTEXT, b LONGBLOB)",
    "INSERT INTO crm.large VALUES (1, REPEAT('é', 100000), REPEAT('x', 300000)), (2, 'after', 'after')",
    "CREATE DEFINER = root@'127.0.0.1' VIEW crm.mails AS SELECT email FROM crm.people",
    "CREATE TABLE crm.two (a INT, b INT, PRIMARY KEY (a, b))",
    "INSERT INTO crm.two SELECT seq, seq FROM crm.seq_1_to_100",
    "ANALYZE TABLE crm.people, crm.nokey",
    "CREATE USER view@'%' IDENTIFIED BY 'S3cret'",
    "GRANT SELECT ON crm.mails TO view@'%'",
    "CREATE USER part@'%' IDENTIFIED BY 'S3cret'",
    "GRANT SELECT (id, name), INSERT ON crm.people TO part@'%'",
    "GRANT INSERT ON crm.empty TO part@'%'",
)


@pytest.fixture(scope="module")
def filled() -> Server:
    """A server with tables of many types and awkward names."""
    return lab.server("mariadb", sql=FILL)


def contents(server: Server, table: str, *, login: Login | None = None, **how: Any) -> dict[str, list[Any]]:
    with session(server.port, login=login) as one:
        found = {container.name: container for container in one.containers()}
        return flat(one.read(found[table], Reading(**how)))


def test_tables_are_listed_with_fields_and_estimates(filled: Server) -> None:
    """Base tables come with their fields; counts are exact for MyISAM, an interval around the truth for InnoDB."""
    with session(filled.port) as one:
        found = {container.name: container for container in one.containers()}
    people, nokey = found["crm.people"].records, found["crm.nokey"].records
    assert people.low <= 30_000 <= (people.high or 0) and not people.exact
    assert nokey.value == 40_000 and nokey.exact
    assert found["crm.people"].fields[:3] == ("id", "name", "email")
    assert "crm.mails" not in found and not [name for name in found if name.startswith(("mysql.", "sys."))]


def test_types_become_columns(filled: Server) -> None:
    """Numbers, dates, JSON, binary, geometry and NULL arrive as such; what is no date is missing, not fatal."""
    found = contents(filled, "crm.people", full=True)
    assert len(found["id"]) == 30_000 and found["id"][:2] == [1, 2]
    assert found["name"][0] == "Test Person 1 测试"
    assert found["born"].count(None) == 1 and found["born"][1] == datetime.date(1980, 2, 3)
    assert found["seen"][0] == datetime.datetime(2024, 5, 6, 7, 8, 9, 123_000)
    assert found["stamp"][0].year == 2024
    assert found["doc.a.mail"][0] == "j1@example.org" and len(found["doc.xs[]"]) == 60_000
    assert found["pic"][0] == b"\xff\xd8\xff\x00"
    assert struct.unpack("<BIdd", found["loc"][0]) == (1, 1, 87.6, 43.8)
    assert found["w"][0] == 1.5 and found["n"][0] == "12345678901234567890" and found["u"][0] == "18446744073709551615"
    assert len(found["maybe"]) == 10_000 and found["e"][0] == "f" and found["t"][0] == "12:34:56"


def test_a_sample_is_spread_over_the_key(filled: Server) -> None:
    """A sample of a large table looks at many places of its primary key, at most the records asked for."""
    found = contents(filled, "crm.people", records=1000, seed=3)
    assert 900 <= len(found["id"]) <= 1000
    assert min(found["id"]) == 1 and max(found["id"]) > 27_000 and len(set(found["id"])) == len(found["id"])
    assert contents(filled, "crm.people", records=1000, seed=3)["id"] == found["id"]
    assert contents(filled, "crm.people", records=1000, seed=4)["id"] != found["id"]


def test_a_sample_without_a_key_is_drawn_by_chance(filled: Server) -> None:
    """Without a numeric primary key rows are drawn by chance from the whole table."""
    values = [int(one) for one in contents(filled, "crm.nokey", records=1000, seed=5)["v"]]
    assert 800 <= len(values) <= 1000 and max(values) > 30_000


@pytest.mark.parametrize(
    ("table", "field", "expected"),
    [
        ("crm.latin", "name", ["Müller"]),
        ("crm.odd`name; \x1b[31m-- \u202e", "a`b", [7]),
        ("crm.odd`name; \x1b[31m-- \u202e", "c\"d'", ["x"]),
        ("crm.empty", "id", []),
        ("crm.two", "b", list(range(1, 101))),
    ],
)
def test_awkward_tables_are_read(filled: Server, table: str, field: str, expected: list[Any]) -> None:
    """Quotes, escapes and other character sets in names and values are read like any other."""
    assert contents(filled, table).get(field, []) == expected


def test_long_values_are_cut(filled: Server) -> None:
    """Of a long text or blob at most 64 KiB are read, and the row after it is whole."""
    found = contents(filled, "crm.large", full=True)
    assert [len(one) for one in found["b"]] == [64 << 10, 5]
    assert len(found["v"][0].encode()) <= 64 << 10 and found["v"][1] == "after"


def test_a_view_is_read_where_no_table_may_be(filled: Server) -> None:
    """A user who may read only a view gets the view; whoever reads its tables does not get it twice."""
    login = Login(user="view", password="S3cret")
    with session(filled.port, login=login) as one:
        assert [(container.name, container.records.value) for container in one.containers()] == [("crm.mails", None)]
    assert len(contents(filled, "crm.mails", login=login, records=50)["email"]) == 50


def test_only_readable_columns_are_read(filled: Server) -> None:
    """With SELECT on two columns those two are read; a table that takes INSERT only is listed and not readable."""
    login = Login(user="part", password="S3cret")
    with session(filled.port, login=login) as one:
        assert {container.name: container.is_readable for container in one.containers()} == {
            "crm.people": True, "crm.empty": False,
        }  # fmt: skip
    assert set(contents(filled, "crm.people", login=login, records=10)) == {"id", "name"}


def test_a_reading_left_early_does_not_end_the_session(filled: Server) -> None:
    """After a reading was stopped in the middle, the next question is answered, over a new connection."""
    with session(filled.port) as one:
        found = {container.name: container for container in one.containers()}
        for _ in one.read(found["crm.people"], Reading(full=True)):
            break
        assert len(flat(one.read(found["crm.two"], Reading()))["a"]) == 100
        assert sum(batch.records for batch in one.read(found["crm.people"], Reading(full=True, bytes=1))) < 30_000
        assert short(one.access()) == ALL


def test_ten_times_the_rows_take_the_same_memory() -> None:
    """Reading 1,000,000 rows holds no more of them than reading 100,000."""
    sql = ["CREATE DATABASE big"]
    for name, rows in (("small", 100_000), ("large", 1_000_000)):
        sql += [
            f"CREATE TABLE big.{name} (id INT PRIMARY KEY, v VARCHAR(60))",
            f"INSERT INTO big.{name} SELECT seq, CONCAT('p', seq, '@example.org') FROM big.seq_1_to_{rows}",
        ]
    with session(lab.server("mariadb", sql=tuple(sql)).port) as one:
        found = {container.name: container for container in one.containers()}
        read: dict[str, int] = {}
        peaks = []
        for name in ("big.small", "big.large"):
            forget_peak()
            read[name] = sum(batch.records for batch in one.read(found[name], Reading(full=True, bytes=None)))
            peaks.append(peak_kilobytes())
    assert read == {"big.small": 100_000, "big.large": 1_000_000}
    assert peaks[1] - peaks[0] < 30 << 10


def test_a_database_in_the_target_limits_the_list(filled: Server) -> None:
    """``mysql://host/name`` lists that database alone."""
    with session(filled.port, database="sales") as one:
        assert list(one.containers()) == []
    with session(filled.port, database="crm") as one:
        assert len(list(one.containers())) == 7


def test_an_empty_store_has_no_containers() -> None:
    """A server that holds only its own databases is open and holds nothing."""
    with session(lab.server("mariadb").port) as one:
        assert list(one.containers()) == [] and one.access().is_open


def test_a_closed_store_yields_nothing() -> None:
    """Where a password is asked for there is nothing to list."""
    with session(lab.server("mariadb", flavour="closed", sql=CRM).port) as one:
        assert list(one.containers()) == []


def test_ten_thousand_tables_are_listed() -> None:
    """A store with 10,000 tables is listed in seconds."""
    with lab.fresh("mariadb", sql=("CREATE DATABASE many",)) as server:
        with closing(server) as cursor:
            for i in range(10_000):
                cursor.execute(f"CREATE TABLE many.t{i} (id INT, email VARCHAR(9)) ENGINE=MyISAM")
        started = time.monotonic()
        with session(server.port) as one:
            assert sum(1 for _ in one.containers()) == 10_000
        assert time.monotonic() - started < 20


# --- the wire --------------------------------------------------------------------------------------------------------


def verbs(sent: bytes) -> set[str]:
    """The verbs of what a client sent: its login, and commands."""
    found, at = set(), 0
    while at < len(sent):
        size, number = int.from_bytes(sent[at : at + 3], "little"), sent[at + 3]
        body = sent[at + 4 : at + 4 + size]
        at += 4 + size
        if number == 0:
            words = body[1:].decode().split()
            found.add({1: "QUIT", 3: " ".join(words[: 1 if words and words[0] == "SELECT" else 2])}[body[0]])
        else:
            found.add("LOGIN")
    return found


@pytest.mark.parametrize("config", [{"sql": FILL}, {"flavour": "closed", "sql": CRM}, {"flavour": "skip-grant-tables"},
                                    CASES["by a role"][0]])  # fmt: skip
def test_only_declared_verbs_are_sent(config: dict[str, Any]) -> None:
    """A recording proxy sees the verbs of ``STORE.reads`` in a whole check, and no other."""
    with Proxy(lab.server("mariadb", **config)) as proxy, session(proxy.port) as one:
        one.access()
        for container in one.containers():
            list(one.read(container, Reading(records=10)))
    seen = set().union(*(verbs(bytes(talk.sent)) for talk in proxy.conversations))
    assert seen <= STORE.reads
    assert "LOGIN" in seen and "QUIT" in seen


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO t VALUES (1)", "DROP TABLE t", "SELECT 1; DROP TABLE t", "SELECT 1 INTO OUTFILE '/x'",
        "SELECT * FROM t FOR UPDATE", "SELECT * FROM t LOCK IN SHARE MODE", "SELECT LOAD_FILE('/etc/passwd')",
        "SET GLOBAL read_only = 1", "SET SESSION x = 1, GLOBAL read_only = 0", "SET PASSWORD = 'x'", "CALL p()",
        "SELECT SLEEP(9)", "LOAD DATA LOCAL INFILE 'x' INTO TABLE t", "SELECT /*!50000 1 */", "SELECT GET_LOCK('a', 1)",
        "SHOW VARIABLES", "KILL 1", "SELECT 1 -- x", "", "SELECTX",
    ],
)  # fmt: skip
def test_an_undeclared_statement_is_refused(statement: str) -> None:
    """What the store does not declare cannot be sent."""
    with pytest.raises(Undeclared):
        checked(statement)


def test_words_inside_names_are_names() -> None:
    """A table called "into; drop" is still only a table."""
    assert checked("SELECT `update`, `a``; DROP` FROM `into`.`x -- y`")


# --- hostile ---------------------------------------------------------------------------------------------------------


def packet(body: bytes, number: int = 0) -> bytes:
    return struct.pack("<I", len(body))[:3] + bytes([number]) + body


def hello(
    version: bytes = b"8.0.36", capabilities: int = 0x81FFF7FE & ~0x800, plugin: bytes = b"mysql_native_password"
) -> bytes:
    body = b"\x0a" + version + b"\0" + struct.pack("<I", 7) + b"abcdefgh\0" + struct.pack("<H", capabilities & 0xFFFF)
    body += (
        b"\x2d\x02\0"
        + struct.pack("<H", capabilities >> 16)
        + b"\x15"
        + b"\0" * 10
        + b"ijklmnopqrst\0"
        + plugin
        + b"\0"
    )
    return packet(body)


OK = packet(b"\0\0\0\2\0\0\0", 2)


def error(code: int, number: int = 2) -> bytes:
    return packet(b"\xff" + struct.pack("<H", code) + b"#28000" + b"Access denied for user 'secret-value'@'x'", number)


HOSTILE: dict[str, tuple[Callable[[], hostile.Trap], set[str]]] = {
    "silence": (hostile.silent, {"timeout"}),
    "hang-up": (hostile.closing, {"not-this-protocol"}),
    "garbage": (hostile.garbage, {"not-this-protocol", "hostile"}),
    "SSH": (lambda: hostile.greeting(b"SSH-2.0-OpenSSH_9.2\r\n"), {"not-this-protocol"}),
    "FTP": (lambda: hostile.greeting(b"220 ready\r\n"), {"not-this-protocol"}),
    "2 GB header": (lambda: hostile.huge_header("mysql"), {"hostile"}),
    "drip": (lambda: hostile.drip(b"\x40\0\0\0\x0a" + b"8" * 3600, 0.2), {"timeout"}),
    "flood": (lambda: hostile.flood(b"\xff\xff\xff\0\x0a" + b"x" * 65531), {"hostile"}),
    "hang after login": (lambda: hostile.greeting(hello()), {"timeout"}),
    "endless auth switch": (
        lambda: hostile.greeting(hello(), packet(b"\xfemysql_native_password\0" + b"x" * 20 + b"\0", 2), then="repeat"),
        {"hostile"}),
    "LOCAL INFILE instead of a result": (
        lambda: hostile.greeting(hello(), OK, packet(b"\xfb/etc/passwd", 1)), {"hostile"}),
    "LOCAL INFILE instead of a login": (
        lambda: hostile.greeting(hello(), packet(b"\xfb/etc/passwd", 2)), {"not-this-protocol"}),
    "a million columns": (lambda: hostile.greeting(hello(), OK, packet(b"\xfd\xff\xff\xff", 1)), {"hostile"}),
    "a packet of 16 MB": (lambda: hostile.greeting(hello(), OK, b"\xff\xff\xff\1" + b"x" * 70000), {"hostile"}),
    "a value longer than its row": (
        lambda: hostile.greeting(hello(), OK, packet(b"\1", 1) + packet(b"\3def", 2) + packet(b"\xfe\0\0\2\0", 3)
                                 + packet(b"\xfe\xff\xff\xff\xff\xff\xff\xff\x7fabc", 4)), {"hostile"}),
    "too many connections": (
        lambda: hostile.greeting(packet(b"\xff\x10\x04Too many connections")), {"connection-refused"}),
    "blocked": (lambda: hostile.greeting(packet(b"\xff\x69\x04Host is blocked")), {"connection-refused"}),
    "TLS required": (lambda: hostile.greeting(hello(), error(3159)), {"tls"}),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_server_ends_in_a_failure(name: str) -> None:
    """Whatever comes, the session fails with the right kind, in bounded time and memory, and quotes none of it."""
    make, kinds = HOSTILE[name]
    forget_peak()
    before, started = peak_kilobytes(), time.monotonic()
    with make() as trap, pytest.raises(Failed) as caught:
        access(trap.port, ask=QUICK)
    assert caught.value.failure.kind in kinds
    assert time.monotonic() - started < 8
    assert peak_kilobytes() - before < 100 << 10
    assert "secret-value" not in str(caught.value) and "passwd" not in str(caught.value)


def test_a_request_for_a_local_file_gets_no_byte_of_it(tmp_path: Path) -> None:
    """A server that asks for a file of ours gets nothing after its question but a hung-up connection."""
    planted = tmp_path / "planted"
    planted.write_text("planted-secret")
    heard = bytearray()

    def talk(link: socket.socket, over: threading.Event) -> None:
        link.sendall(hello())
        heard.extend(link.recv(65536))
        link.sendall(OK)
        heard.extend(link.recv(65536))
        link.sendall(packet(b"\xfb" + str(planted).encode(), 1))
        asked = len(heard)
        while data := link.recv(65536):
            heard.extend(data)
        assert len(heard) == asked

    with hostile.Trap(talk) as trap, pytest.raises(Failed) as caught:
        access(trap.port, ask=QUICK)
    assert caught.value.failure.kind == "hostile" and "LOCAL INFILE" in caught.value.failure.what
    assert b"planted-secret" not in heard


@pytest.mark.parametrize(
    ("first", "codes"),
    [(packet(b"\xff\x6a\x04Host '10.0.0.9' is not allowed to connect"), ["1130"]), (hello(), ["1045", "1045"])],
)
def test_a_refusal_at_the_door_is_closed(first: bytes, codes: list[str]) -> None:
    """An address that is not let in, or both users refused: closed, not failed."""
    with hostile.greeting(first, error(1045)) as trap:
        found = access(trap.port, ask=QUICK)
    assert short(found) == NONE
    assert [one.code for one in found.rights["read"].evidence] == codes


@pytest.mark.parametrize("plugin", [b"mysql_clear_password", b"dialog", b"auth_gssapi_client"])
def test_a_plugin_that_wants_more_gets_nothing(plugin: bytes) -> None:
    """A server that asks for a password in clear text gets none: a failure with a login, closed without one."""
    heard = bytearray()

    def talk(link: socket.socket, over: threading.Event) -> None:
        link.sendall(hello())
        link.recv(65536)
        link.sendall(packet(b"\xfe" + plugin + b"\0", 2))
        while data := link.recv(65536):
            heard.extend(data)

    with hostile.Trap(talk) as trap:
        assert short(access(trap.port, ask=QUICK)) == NONE
        with pytest.raises(Failed) as caught:
            access(trap.port, ask=QUICK, login=Login(user="ann", password="S3cret"))
    assert caught.value.failure.kind == "unsupported-version"
    assert b"S3cret" not in heard


def test_caching_sha2_sends_a_scramble() -> None:
    """MySQL 8's method gets the scramble of its definition, and the password itself never without TLS."""
    heard: list[bytes] = []

    def talk(link: socket.socket, over: threading.Event) -> None:
        link.sendall(hello(plugin=b"caching_sha2_password"))
        heard.append(link.recv(65536))
        link.sendall(packet(b"\x01\x04", 2))
        heard.append(link.recv(65536))

    with hostile.Trap(talk) as trap, pytest.raises(Failed) as caught:
        access(trap.port, ask=QUICK, login=Login(user="ann", password="S3cret"))
    assert scramble_caching_sha2(b"S3cret", b"abcdefghijklmnopqrst") in heard[0]
    assert b"S3cret" not in b"".join(heard)
    assert caught.value.failure.kind == "unsupported-version"


def test_another_protocol_is_named_as_such() -> None:
    """A port of Redis, which waits for us to speak, is a timeout that says why."""
    with pytest.raises(Failed) as caught:
        access(lab.server("redis").port, ask=QUICK)
    assert caught.value.failure.kind == "timeout" and "speaks first" in caught.value.failure.hint


def test_a_server_that_does_not_tell_is_unknown() -> None:
    """Where SHOW GRANTS is answered with an error, rights are unknown, not denied."""
    with hostile.Trap(lambda link, over: scripted(link)) as trap:
        found = access(trap.port, ask=QUICK)
    assert short(found) == "C=? R=? U=? D=? A=?"
    assert found.rights["read"].evidence[0].code == "1141"


def scripted(link: socket.socket) -> None:
    """Lets anybody in and answers every statement with error 1141."""
    link.sendall(hello())
    link.recv(65536)
    link.sendall(OK)
    while link.recv(65536):
        link.sendall(error(1141, 1))


def test_a_value_that_is_no_number_stays_out_of_errors() -> None:
    """A hostile server that says INT and sends words gets text columns, and no exception quotes the words."""

    for kind in ("int", "double", "date", "datetime"):
        (column,) = _typed(Field(name="x", type=kind), pa.array([b"secret-value"], pa.large_binary()), None)
        assert column.array.to_pylist() == ["secret-value"]


def test_nothing_ambient_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A planted .my.cnf and variables change neither user nor password."""
    (tmp_path / ".my.cnf").write_text(f"[client]\nuser=root\npassword={ROOT_PASSWORD}\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("MYSQL_PWD", ROOT_PASSWORD)
    assert short(access(lab.server("mariadb", flavour="closed", sql=CRM).port)) == NONE


# --- parts -----------------------------------------------------------------------------------------------------------

ANN = "TO `ann`@`%`"
LINES = [
    # a line of SHOW GRANTS; privileges, on columns, database, table
    (f"GRANT ALL PRIVILEGES ON *.* {ANN} WITH GRANT OPTION", {"ALL PRIVILEGES", "GRANT OPTION"}, set(), "*", "*"),
    (f"GRANT SELECT, DELETE HISTORY ON `crm`.* {ANN}", {"SELECT", "DELETE HISTORY"}, set(), "crm", "*"),
    (f"GRANT SELECT (`a`, `b)x`), INSERT (`c`), UPDATE ON `crm`.`people` {ANN}", {"UPDATE"}, {"SELECT", "INSERT"},
     "crm", "people"),
    (f"GRANT SELECT ON `c``r.m`.`t ON ``x` {ANN}", {"SELECT"}, set(), "c`r.m", "t ON `x"),
    (f"GRANT ALL PRIVILEGES ON `crm\\_%`.* {ANN}", {"ALL PRIVILEGES"}, set(), "crm\\_%", "*"),
    ('GRANT SELECT ON "crm".* TO "ann"@"%"', {"SELECT"}, set(), "crm", "*"),
    ("GRANT USAGE ON *.* TO 'ann'@'%' IDENTIFIED BY PASSWORD '*AB'", {"USAGE"}, set(), "*", "*"),
    (f"GRANT BACKUP_ADMIN,ROLE_ADMIN ON *.* {ANN}", {"BACKUP_ADMIN", "ROLE_ADMIN"}, set(), "*", "*"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "whole", "partial", "database", "table"), LINES)
def test_lines_of_show_grants_are_understood(
    line: str, whole: set[str], partial: set[str], database: str, table: str
) -> None:
    """Quotes, columns, patterns and options of GRANT lines are taken apart as the manuals define them."""
    found = grants.parse(line)
    assert found is not None
    assert (found.privileges, found.columns, found.database, found.table) == (whole, partial, database, table)


@pytest.mark.parametrize(
    "line", ["GRANT SELECT (" + "a" * 100_000 + "( ON x.y TO z", "GRANT SELECT (" + "`a`, " * 20_000 + " ON x.y TO z",
             "GRANT SELECT ON x.y TO z " + "WITH GRANT OPTION " * 5_000 + "'", "GRANT " + "A ON `" * 20_000],
)  # fmt: skip
def test_hostile_lines_take_no_time(line: str) -> None:
    """Lines made to be tried in every way are read in one."""
    began = time.monotonic()
    grants.parse(line)
    grants.with_option(line)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("line", ["GRANT PROXY ON ''@'%' TO 'r'@'localhost' WITH GRANT OPTION",
                                  "GRANT `r` TO `ann`@`%`", "nonsense", "GRANT", ""])  # fmt: skip
def test_lines_that_grant_nothing_on_data_are_passed_over(line: str) -> None:
    """PROXY, roles and nonsense are no grants."""
    assert grants.parse(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("GRANT `r` TO `ann`@`%`", ("`r`",)),
        ("GRANT `r`@`%`,`s`@`%` TO `ann`@`%`", ("`r`@`%`", "`s`@`%`")),
        ("GRANT `a``; DROP` TO `ann`@`%`", ("`a``; DROP`",)),
        (f"GRANT SELECT ON *.* {ANN}", ()),
    ],
)
def test_roles_are_quoted_by_us(line: str, expected: tuple[str, ...]) -> None:
    """A role's name comes back as one identifier, whatever it holds."""
    assert grants.roles(line) == expected
    assert all(checked(f"SHOW GRANTS FOR {role}") for role in expected)


@pytest.mark.parametrize(
    ("lines", "limits", "expected"),
    [
        ([f"GRANT SELECT, INSERT ON *.* {ANN}", "REVOKE SELECT ON `secret`.* FROM `ann`@`%`"], grants.Limits(),
         "C=some R=some U=no D=no A=no"),
        ([f"GRANT ALL PRIVILEGES ON *.* {ANN}"], grants.Limits(read_only="super_read_only"),
         "C=no R=all U=no D=no A=all"),
        ([f"GRANT SUPER, UPDATE ON *.* {ANN}"], grants.Limits(read_only="read_only", bypass=frozenset({"SUPER"})),
         "C=no R=no U=all D=no A=some"),
        ([f"GRANT CONNECTION_ADMIN, UPDATE ON *.* {ANN}"],
         grants.Limits(read_only="read_only", bypass=frozenset({"CONNECTION_ADMIN"})), "C=no R=no U=all D=no A=some"),
        ([f"GRANT PROCESS ON *.* {ANN}"], grants.Limits(), "C=no R=no U=no D=no A=some"),
        ([f"GRANT CREATE ON `test\\_%`.* {ANN}"], grants.Limits(), "C=some R=no U=no D=no A=no"),
    ],
)  # fmt: skip
def test_what_mysql_grants_adds_up(lines: list[str], limits: grants.Limits, expected: str) -> None:
    """Partial revokes, dynamic privileges and read-only modes of MySQL 8, as its manual says."""
    found = grants.rights([one for line in lines if (one := grants.parse(line))], frozenset(), limits)
    told = {"denied": "no", "unknown": "?"}
    assert (
        " ".join(f"{LETTERS[name]}={right.extent or told[right.verdict]}" for name, right in found.items()) == expected
    )
