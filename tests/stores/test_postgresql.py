"""PostgreSQL 15 and 18, real, in many configurations; a pooler and hostile servers by small scripts."""

from __future__ import annotations

import datetime
import gc
import os
import re
import socket
import struct
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from nightlatch.demo.servers import Server
from nightlatch.dial import Dialer
from nightlatch.model import Access, Container, Failed, Login, Target
from nightlatch.scope import Scope
from nightlatch.stores import Ask, Batch, Reading
from nightlatch.stores import _postgresql_count as counting
from nightlatch.stores._postgresql_link import Refused, Undeclared, checked, quoted
from nightlatch.stores._postgresql_login import prepared
from nightlatch.stores._postgresql_session import PostgreSqlSession
from nightlatch.stores.postgresql import STORE
from tests import lab
from tests.lab import hostile
from tests.lab.proxy import Proxy

ASK = Ask(timeout_seconds=5.0, client="nightlatch/0 security@example.org run7", statement_seconds=20.0)
QUICK = Ask(timeout_seconds=1.0, client="nightlatch", statement_seconds=2.0)
ALL_OF_IT = Reading(full=True, records=1 << 62, bytes=None, seconds=None)
LETTERS = {"create": "C", "read": "R", "update": "U", "delete": "D", "administer": "A"}
SECRET = "S3cret-of-ann"
ANN = Login(user="ann", password=SECRET)


@contextmanager
def session(port: int, *, login: Login | None = None, tls: bool = False, database: str | None = None, ask: Ask = ASK
            ) -> Iterator[PostgreSqlSession]:  # fmt: skip
    target = Target(
        url=f"postgresql://127.0.0.1:{port}", kind="postgresql", host="127.0.0.1", port=port, tls=tls, login=login,
        database=database,
    )  # fmt: skip
    dialer = Dialer(Scope.loopback(), timeout_seconds=ask.timeout_seconds)
    with dialer, STORE.connect(target, dialer, ask) as found:
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
            column.array.validate(full=True)
            found.setdefault(column.path, []).extend(column.array.to_pylist())
    return found


def listed(one: PostgreSqlSession) -> dict[str, Container]:
    return {container.name: container for container in one.containers()}


def contents(server: Server, name: str, reading: Reading = ALL_OF_IT) -> dict[str, list[Any]]:
    with session(server.port) as one:
        return flat(one.read(listed(one)[name], reading))


# --- access ---------------------------------------------------------------------------------------------------------

ALL = "C=all R=all U=all D=all A=all"
NONE = "C=no R=no U=no D=no A=no"
CRM = (
    "CREATE SCHEMA crm", "CREATE TABLE crm.people (id int PRIMARY KEY, name text, email text)",
    "INSERT INTO crm.people VALUES (1, 'Test Person', 'p1@example.org')", "CREATE SCHEMA sales",
    "CREATE TABLE sales.orders (id int)", "REVOKE ALL ON SCHEMA public FROM PUBLIC",
)  # fmt: skip
ROLE = f"CREATE ROLE ann LOGIN PASSWORD '{SECRET}'"


def granted(*lines: str, **more: Any) -> dict[str, Any]:
    return {"auth": "scram-sha-256", "password": "of-postgres", "sql": (*CRM, ROLE, *lines)} | more


USAGE = "GRANT USAGE ON SCHEMA crm, sales TO ann"
CASES: dict[str, tuple[dict[str, Any], Login | None, str]] = {
    # name: (configuration, login, expected rights)
    "trusted superuser": ({"sql": CRM}, None, ALL),
    "SCRAM": ({"sql": CRM, "auth": "scram-sha-256", "password": "x"}, None, NONE),
    "MD5": ({"auth": "md5", "password": "x"}, None, NONE),
    "password": ({"auth": "password", "password": "x"}, None, NONE),
    "reject": ({"auth": "reject"}, None, NONE),
    "no line for us": ({"hba": ["host all all 192.0.2.1/32 trust"]}, None, NONE),
    "trusted standby": ({"sql": CRM, "standby": True}, None, "C=no R=all U=no D=no A=all"),
    "trust, and the role is missing": ({"sql": ("ALTER ROLE postgres NOLOGIN",)}, None, "C=? R=? U=? D=? A=?"),
    "a login that may nothing": (granted(), ANN, NONE),
    "reads one schema": (
        granted("GRANT USAGE ON SCHEMA crm TO ann", "GRANT SELECT ON ALL TABLES IN SCHEMA crm TO ann"), ANN,
        "C=no R=some U=no D=no A=no"),
    "reads one column": (granted(USAGE, "GRANT SELECT (id) ON crm.people TO ann"), ANN, "C=no R=some U=no D=no A=no"),
    "may read, but not reach the schema": (granted("GRANT SELECT ON crm.people TO ann"), ANN, NONE),
    "reads everything": (granted("GRANT pg_read_all_data TO ann"), ANN, "C=no R=all U=no D=no A=no"),
    "reads and writes everything": (
        granted("GRANT pg_read_all_data, pg_write_all_data TO ann"), ANN, "C=all R=all U=all D=all A=no"),
    "inserts only": (granted(USAGE, "GRANT INSERT ON crm.people TO ann"), ANN, "C=some R=no U=no D=no A=no"),
    "changes one column": (granted(USAGE, "GRANT UPDATE (name) ON crm.people TO ann"), ANN, "C=no R=no U=some D=no A=no"),
    "empties only": (granted(USAGE, "GRANT TRUNCATE ON crm.people TO ann"), ANN, "C=no R=no U=no D=some A=no"),
    "owns one table": (granted(USAGE, "ALTER TABLE crm.people OWNER TO ann"), ANN, "C=some R=some U=some D=some A=no"),
    "owns the database": (granted("ALTER DATABASE postgres OWNER TO ann"), ANN, "C=some R=no U=no D=all A=no"),
    "creates in one schema": (granted("GRANT CREATE ON SCHEMA crm TO ann"), ANN, "C=some R=no U=no D=no A=no"),
    "creates databases": (granted("ALTER ROLE ann CREATEDB"), ANN, "C=some R=no U=no D=no A=no"),
    "creates roles": (granted("ALTER ROLE ann CREATEROLE"), ANN, "C=no R=no U=no D=no A=some"),
    "runs programs": (granted("GRANT pg_execute_server_program TO ann"), ANN, "C=no R=no U=no D=no A=some"),
    "copies the server": (granted("ALTER ROLE ann REPLICATION"), ANN, "C=no R=no U=no D=no A=some"),
    "by a role to be taken on": (
        granted("CREATE ROLE reader", "GRANT USAGE ON SCHEMA crm TO reader", "GRANT SELECT ON crm.people TO reader",
                "ALTER ROLE ann NOINHERIT", "GRANT reader TO ann"), ANN, "C=no R=some U=no D=no A=no"),
    "a superuser to be taken on": (
        granted("CREATE ROLE boss SUPERUSER", "ALTER ROLE ann NOINHERIT", "GRANT boss TO ann"), ANN, ALL),
    "to everybody": (
        granted("GRANT USAGE ON SCHEMA crm TO PUBLIC", "GRANT SELECT ON crm.people TO PUBLIC"), ANN,
        "C=no R=some U=no D=no A=no"),
    "a view only": (
        granted("CREATE VIEW sales.seen AS SELECT * FROM crm.people", "GRANT USAGE ON SCHEMA sales TO ann",
                "GRANT SELECT ON sales.seen TO ann"), ANN, "C=no R=some U=no D=no A=no"),
    "the server's own tables only": (granted("GRANT SELECT ON pg_authid TO ann"), ANN, NONE),
    "a standby, read and write": (
        granted("GRANT pg_read_all_data, pg_write_all_data TO ann", standby=True), ANN, "C=no R=all U=no D=no A=no"),
}  # fmt: skip


# Where roles and their options changed since 15, and one of each kind besides.
ON_18 = ("trusted superuser", "SCRAM", "trusted standby", "a login that may nothing", "reads one schema",
         "reads and writes everything", "creates roles", "by a role to be taken on", "a superuser to be taken on")  # fmt: skip


@pytest.mark.parametrize(
    ("name", "version"), [(name, "postgres15") for name in CASES] + [(name, "postgres") for name in ON_18]
)
def test_rights_are_those_that_were_granted(name: str, version: str) -> None:
    """Each right is what a person reading the GRANTs would say, with evidence."""
    config, login, expected = CASES[name]
    found = access(lab.server(version, **config).port, login=login)
    assert short(found) == expected
    assert found.is_open is ("some" in expected or "all" in expected)
    assert found.principal.anonymous is (login is None)
    assert all(right.evidence for right in found.rights.values())


@pytest.mark.parametrize(
    ("name", "code"), [("SCRAM", "R 10"), ("MD5", "R 5"), ("password", "R 3"), ("reject", "28000")]
)  # fmt: skip
def test_a_closed_server_is_a_session_without_rights(name: str, code: str) -> None:
    """What refused us is told, nothing is listed, and nobody but "postgres" was tried, without a password."""
    with Proxy(lab.server("postgres15", **CASES[name][0])) as proxy, session(proxy.port) as one:
        found = one.access()
        assert list(one.containers()) == [] == list(one.catalogue())
    assert {right.known_by for right in found.rights.values()} == {"denied-on-read"}
    assert [one.code for one in found.rights["read"].evidence] == [code]
    told = [message for talk in proxy.conversations for message in spoken(bytes(talk.sent))]
    assert {kind for kind, _ in told} <= {"SSLREQUEST", "STARTUP", "X"}
    assert {body.split(b"\0")[1] for kind, body in told if kind == "STARTUP"} == {b"postgres"}


def test_trust_without_the_role_says_that_others_may_get_in() -> None:
    """Trust is proved by "R 0", and nothing can be told of rights: unknown, and never closed."""
    config, _, _ = CASES["trust, and the role is missing"]
    found = access(lab.server("postgres15", **config).port)
    assert {right.known_by for right in found.rights.values()} == {"inconclusive"}
    assert found.rights["read"].evidence[0].code == "R 0, 28000"
    assert any("trust" in note for note in found.notes)


def test_a_standby_is_noted() -> None:
    """Writes are denied on a standby by its own word, and the note says that the primary may take them."""
    found = access(lab.server("postgres", **CASES["trusted standby"][0]).port)
    assert found.rights["create"].evidence[0].command == "SELECT pg_is_in_recovery()"
    assert any("primary" in note for note in found.notes)


def test_a_superuser_is_told_by_the_greeting_too() -> None:
    """The evidence holds the query and what the server says unasked."""
    found = access(lab.server("postgres", sql=CRM).port)
    assert [one.code for one in found.rights["administer"].evidence] == ["t", "S is_superuser=on"]


def test_only_the_databases_that_let_us_in_are_looked_into() -> None:
    """A database without CONNECT and one that pg_hba.conf closes are counted aloud; a right then is never on all."""
    databases = {name: (f"CREATE TABLE {name}_t (id int)",) for name in ("alpha", "beta", "gamma")}
    server = lab.server(
        "postgres15", auth="scram-sha-256", password="x", databases=databases,
        sql=(ROLE, "GRANT pg_read_all_data TO ann", "REVOKE CONNECT ON DATABASE beta FROM PUBLIC"),
        hba=["host gamma ann all reject", "host all all all scram-sha-256"],
    )  # fmt: skip
    with session(server.port, login=ANN) as one:
        found = one.access()
        assert set(listed(one)) == {"alpha.public.alpha_t"}
    assert found.rights["read"].extent == "some"
    assert "databases that do not let this user in: 2" in found.notes


def test_databases_that_could_not_be_looked_into_leave_rights_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the most databases that are looked into, what was not found is unknown, not denied."""
    monkeypatch.setattr("nightlatch.stores._postgresql_session._DATABASES_MAX", 1)
    server = lab.server("postgres15", **granted(databases={"extra": ("CREATE TABLE t (id int)",)}))
    found = access(server.port, login=ANN)
    assert found.rights["read"].verdict == "unknown"
    assert any("were not looked into" in note for note in found.notes)


def test_a_named_database_is_the_only_one_listed() -> None:
    """With a database in the URL only its tables are listed; one that is missing is a bad target."""
    server = lab.server("postgres15", sql=CRM, databases={"extra": ("CREATE TABLE t (id int)",)})
    with session(server.port, database="extra") as one:
        assert set(listed(one)) == {"extra.public.t"}
        assert short(one.access()) == ALL
    with pytest.raises(Failed) as caught, session(server.port, database="none"):
        pass
    assert caught.value.failure.kind == "bad-target"


def test_without_the_usual_database_another_is_entered() -> None:
    """Where "postgres" is gone, template1 lets us in, and the other databases are found from there."""
    with lab.fresh("postgres15", databases={"crm": ("CREATE TABLE t (id int)",)}) as server:
        admin(server, "DROP DATABASE postgres", database="template1")
        with session(server.port) as one:
            assert set(listed(one)) == {"crm.public.t"}


def test_a_wrong_password_is_said_and_not_shown() -> None:
    """A refused login fails as wrong-credentials, with SCRAM, MD5 and clear text, without the password in the text."""
    for auth in ("scram-sha-256", "md5", "password"):
        server = lab.server("postgres15", auth=auth, password="right")
        assert short(access(server.port, login=Login(user="postgres", password="right"))) == ALL
        with pytest.raises(Failed) as caught:
            access(server.port, login=Login(user="postgres", password="Wr0ngOne"))
        assert caught.value.failure.kind == "wrong-credentials"
        assert "Wr0ngOne" not in everything(caught.value)


@pytest.mark.parametrize("password", ["I\u00adX", "\u2168 \u00a0", "Пароль", "a'b\\c d", "\x07", "😀"])
def test_passwords_of_any_script_log_in(password: str) -> None:
    """SASLprep is done as the server and libpq do it; quotes and backslashes reach the driver whole."""
    server = lab.server("postgres15", auth="scram-sha-256", password=password)
    assert short(access(server.port, login=Login(user="postgres", password=password))) == ALL


def test_saslprep() -> None:
    """The examples of RFC 4013; what it forbids is left as it is."""
    assert [prepared(one) for one in ("I\u00adX", "user", "\u00aa", "\u2168")] == [b"IX", b"user", b"a", b"IX"]
    assert prepared("\u0007") == b"\x07" and prepared("\u0627\u0031") == "\u0627\u0031".encode()


def test_a_login_that_was_not_needed_is_said() -> None:
    """Where the role is trusted anyway, the note says so."""
    found = access(lab.server("postgres15", sql=CRM).port, login=Login(user="postgres", password="x"))
    assert any("needs no password" in note for note in found.notes) and not found.principal.anonymous


def test_row_security_is_noted() -> None:
    """Tables that show only some of their rows are counted; a policy that runs a function of somebody's is not run."""
    with lab.fresh("postgres15", hba=["host all all all trust"], sql=(ROLE,)) as server:
        for line in (  # not before it listens: what single-user mode makes counts as the server's own, without policies
            *CRM, USAGE, "GRANT SELECT ON ALL TABLES IN SCHEMA crm, sales TO ann",
            "ALTER TABLE crm.people ENABLE ROW LEVEL SECURITY", "CREATE POLICY few ON crm.people USING (id > 0)",
            "CREATE FUNCTION crm.leak(int) RETURNS bool LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran'; END $$",
            "INSERT INTO sales.orders VALUES (1)", "ALTER TABLE sales.orders ENABLE ROW LEVEL SECURITY",
            "CREATE POLICY code ON sales.orders USING (crm.leak(id))",
        ):  # fmt: skip
            admin(server, line)
        with session(server.port, login=ANN) as one:
            notes, found = one.access().notes, listed(one)
            assert flat(one.read(found["postgres.crm.people"], ALL_OF_IT))["id"] == [1]
            assert not found["postgres.sales.orders"].is_readable
        with session(server.port) as one:  # a superuser sees all, and no policy is run
            assert flat(one.read(listed(one)["postgres.sales.orders"], ALL_OF_IT)) == {"id": [1]}
    assert "tables that show only some of their rows (row security): 2" in notes


def test_nothing_of_a_stranger_is_run() -> None:
    """Views, functions named like ours, and casts that somebody defined are left alone."""
    ran = "RETURNS text LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran'; END $$"
    sql = (
        "CREATE TYPE mood AS (a int)", f"CREATE FUNCTION mood_text(mood) {ran}",
        "CREATE CAST (mood AS text) WITH FUNCTION mood_text(mood)", f"CREATE FUNCTION left(text, bigint) {ran}",
        f"CREATE FUNCTION format(text, mood) {ran}", "CREATE TABLE t (m mood, r int4range)",
        "INSERT INTO t VALUES (ROW(1), '[1,3)')", "CREATE VIEW v AS SELECT 1 / 0 AS x",
        "CREATE FUNCTION unnest(oid[]) RETURNS SETOF oid LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ran'; END $$",
    )  # fmt: skip
    server = lab.server("postgres15", sql=sql)
    with session(server.port) as one:
        found = listed(one)
        assert not found["postgres.public.v"].is_readable
        assert flat(one.read(found["postgres.public.t"], ALL_OF_IT)) == {"m": ["(1)"], "r": ["[1,3)"]}
        assert list(one.read(found["postgres.public.v"], ALL_OF_IT)) == []
        assert "views, not read since they can run code of the database: 1" in one.access().notes


# --- identity -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "version"), [("postgres15", "15."), ("postgres", "18.")])
def test_identity(name: str, version: str) -> None:
    """Version and the cluster's own number are told; the number is the same for every connection."""
    server = lab.server(name, sql=CRM)
    with session(server.port) as one, session(server.port) as other:
        assert (one.identity.product, one.identity.kind) == ("PostgreSQL", "postgresql")
        assert (one.identity.version or "").startswith(version)
        assert one.identity.id is not None and one.identity.id.isdigit() and one.identity.id == other.identity.id
        assert (one.identity.tls.offered, one.identity.tls.used) == (False, False)


@pytest.mark.parametrize(("line", "required"), [("host", False), ("hostssl", True)])
def test_tls(certificate: tuple[Path, Path], line: str, required: bool) -> None:
    """Where TLS is offered it is used, for logins too; the certificate is told, and whether plain text is refused."""
    config = {
        "sql": (*CRM, ROLE),
        "tls": certificate,
        "hba": [f"{line} all ann all password", f"{line} all all all trust"],
    }
    server = lab.server("postgres15", **config)
    with Proxy(server) as proxy:
        with session(proxy.port, tls=True) as one:
            tls = one.identity.tls
            assert short(one.access()) == ALL
            assert flat(one.read(listed(one)["postgres.crm.people"], Reading()))["email"] == ["p1@example.org"]
        assert b"p1@example.org" not in proxy.received and b"pg_attribute" not in proxy.sent
    assert (tls.offered, tls.required, tls.used) == (True, required, True)
    assert tls.certificate is not None and not tls.certificate.verified
    with Proxy(server) as proxy:
        assert short(access(proxy.port, login=ANN)) == NONE
        assert SECRET.encode() not in proxy.sent


def test_a_password_stays_where_tls_was_asked_for_and_is_not_there() -> None:
    """With TLS asked for, a server without it fails, and is told nothing but that we want TLS."""
    with Proxy(lab.server("postgres15", **granted())) as proxy, pytest.raises(Failed) as caught:
        access(proxy.port, login=ANN, tls=True)
    assert caught.value.failure.kind == "tls"
    assert proxy.sent == struct.pack("!ii", 8, 80877103)


def test_it_says_who_it_is_and_protects_the_session() -> None:
    """The owner sees our name in pg_stat_activity; the session is read-only and bounded."""
    with session(lab.server("postgres15", sql=CRM).port) as one:
        link = one._to("postgres")
        names = (
            "application_name",
            "default_transaction_read_only",
            "lock_timeout",
            "statement_timeout",
            "search_path",
        )
        values = [link.rows(f"SELECT current_setting('{name}')")[0][0] for name in names]
        assert values == ["nightlatch/0 security@example.org run7", "on", "1s", "20s", "pg_catalog,pg_temp"]
        with pytest.raises(Undeclared):
            link.run("CREATE TABLE crm.x (id int)")


# --- what is sent -----------------------------------------------------------------------------------------------------


def spoken(sent: bytes) -> list[tuple[str, bytes]]:
    """The messages of one client connection: the two that have no letter by name, then by letter."""
    found, at = [], 0
    while at + 8 <= len(sent) and not any(kind == "STARTUP" for kind, _ in found):
        length, code = struct.unpack_from("!ii", sent, at)
        found.append(("SSLREQUEST" if code == 80877103 else "STARTUP", sent[at + 8 : at + length]))
        at += length
    while at + 5 <= len(sent):
        (length,) = struct.unpack_from("!i", sent, at + 1)
        found.append((sent[at : at + 1].decode(), sent[at + 5 : at + 1 + length]))
        at += 1 + length
    return found


def statements(proxy: Proxy) -> list[str]:
    told = [message for talk in proxy.conversations for message in spoken(bytes(talk.sent))]
    queries = [body.rstrip(b"\0") for kind, body in told if kind == "Q"]
    parsed = [body.split(b"\0")[1] for kind, body in told if kind == "P"]
    return [one.decode().strip() for one in queries + parsed if one.strip()]


def verb(statement: str) -> str:
    for word, form in {
        "SELECT": r"SELECT\s.*", "SET": r"SET (LOCAL )?\w+ = .*", "BEGIN READ ONLY": "BEGIN READ ONLY",
        "COPY (SELECT) TO STDOUT": r"COPY \(\s*SELECT\s.*\) TO STDOUT \(FORMAT binary\)",
    }.items():  # fmt: skip
        if re.fullmatch(form, statement, re.S) and ";" not in statement.rstrip(";"):
            return word
    return statement


@pytest.mark.parametrize("version", ["postgres15", "postgres"])
def test_only_declared_verbs_are_sent(version: str) -> None:
    """A whole check, the driver's own doings included, sends nothing but what the store declares."""
    sql = (
        *CRM,
        "CREATE TABLE big AS SELECT g AS id, repeat('x', 200) AS t FROM generate_series(1, 200000) g",
        "ANALYZE",
    )
    with Proxy(lab.server(version, sql=sql)) as proxy:
        with session(proxy.port) as one:
            one.access()
            for container in one.containers():
                one.count(container)
                list(one.read(container, Reading(records=100)))
                list(one.read(container, ALL_OF_IT))
        told = {kind for talk in proxy.conversations for kind, _ in spoken(bytes(talk.sent))}
        verbs = {verb(one) for one in statements(proxy)}
    assert told <= {"SSLREQUEST", "STARTUP", "Q", "P", "B", "D", "E", "S", "C", "H", "X"}
    assert verbs <= STORE.reads and {"SELECT", "SET", "COPY (SELECT) TO STDOUT"} <= verbs
    assert any("TABLESAMPLE" in one for one in statements(proxy))


def test_nothing_is_written() -> None:
    """A whole check of an open server leaves its write counters where they were."""
    counters = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::int8, count(*)::int8 FROM pg_stat_all_tables"
    with lab.fresh("postgres15", sql=CRM) as server:
        before = admin(server, counters)
        with session(server.port) as one:
            one.access()
            for container in one.containers():
                list(one.read(container, ALL_OF_IT))
        time.sleep(0.5)
        assert admin(server, counters) == before


def admin(server: Server, sql: str, database: str = "postgres") -> list[Any]:
    import psycopg

    where = f"host={server.host} port={server.port} user=postgres sslmode=disable"
    with psycopg.connect(where, dbname=database, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.parametrize(
    "sql", ["DROP TABLE x", "select 1", "SELECT 1; DROP TABLE x", "COPY x TO PROGRAM 'y'", "WITH x AS (SELECT 1) SELECT 1",
            "SELECT '\0'", "EXPLAIN ANALYZE SELECT 1", "COMMIT"]
)  # fmt: skip
def test_undeclared_statements_never_leave(sql: str) -> None:
    """The one way to the server refuses what is not declared, and a second statement."""
    with pytest.raises(Undeclared):
        checked(sql)


def test_semicolons_in_names_are_no_second_statement() -> None:
    """What is quoted is a name, whatever it holds."""
    assert checked(f"SELECT 1 FROM {quoted('a;b')}") and quoted('a"b') == '"a""b"'


# --- containers and contents -----------------------------------------------------------------------------------------


def test_kinds_of_tables() -> None:
    """A partitioned table is one, a child by inheritance its own, a foreign table and a view unread, each once."""
    sql = (
        "CREATE TABLE part (id int, y int) PARTITION BY RANGE (y)",
        "CREATE TABLE part_a PARTITION OF part FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE part_b PARTITION OF part FOR VALUES FROM (10) TO (20) PARTITION BY LIST (y)",
        "CREATE TABLE part_b1 PARTITION OF part_b DEFAULT", "INSERT INTO part SELECT g, g % 20 FROM generate_series(1, 1000) g",
        "CREATE TABLE parent (id int)", "CREATE TABLE child () INHERITS (parent)", "INSERT INTO parent VALUES (1)",
        "INSERT INTO child VALUES (2), (3)", "CREATE MATERIALIZED VIEW mat AS SELECT id FROM child",
        "CREATE MATERIALIZED VIEW unmade AS SELECT id FROM child WITH NO DATA", "CREATE VIEW seen AS SELECT 1 AS id",
        "CREATE UNLOGGED TABLE fast (id int)", "CREATE TABLE nothing ()", "CREATE TABLE deaf (id int)",
        "CREATE FOREIGN DATA WRAPPER w", "CREATE SERVER s FOREIGN DATA WRAPPER w", "CREATE FOREIGN TABLE far (id int) SERVER s",
        "CREATE TABLE mixed (id int) PARTITION BY LIST (id)", "CREATE TABLE mixed_1 PARTITION OF mixed FOR VALUES IN (1)",
        "CREATE FOREIGN TABLE mixed_2 PARTITION OF mixed DEFAULT SERVER s", "ANALYZE part, parent, child, mat",
    )  # fmt: skip
    with session(lab.server("postgres15", sql=sql).port) as one:
        found = {name.removeprefix("postgres.public."): container for name, container in listed(one).items()}
        counts = {name: one.count(container).value for name, container in found.items() if container.is_readable}
        ids = {name: sorted(flat(one.read(found[name], ALL_OF_IT)).get("id", [])) for name in counts if name != "part"}
        assert len(flat(one.read(found["part"], ALL_OF_IT))["id"]) == found["part"].records.value == 1000
        assert one.access().rights["read"].extent == "all"
    assert set(found) == {"part", "parent", "child", "mat", "unmade", "seen", "fast", "nothing", "deaf", "far", "mixed"}
    assert {name for name in found if not found[name].is_readable} == {"unmade", "seen", "far", "mixed"}
    assert counts == {"part": 1000, "parent": 1, "child": 2, "mat": 2, "fast": 0, "nothing": 0, "deaf": 0}
    assert ids == {"parent": [1], "child": [2, 3], "mat": [2, 3], "fast": [], "nothing": [], "deaf": []}
    assert found["seen"].records.value is None and found["part"].fields == ("id", "y")


def test_a_standby_reads_what_is_logged() -> None:
    """An unlogged table is not there on a standby, and not read."""
    sql = ("CREATE UNLOGGED TABLE fast (id int)", "CREATE TABLE slow AS SELECT 1 AS id")
    with session(lab.server("postgres15", sql=sql, standby=True).port) as one:
        found = listed(one)
        assert not found["postgres.public.fast"].is_readable
        assert flat(one.read(found["postgres.public.slow"], ALL_OF_IT)) == {"id": [1]}


@pytest.mark.parametrize("version", ["postgres15", "postgres"])
def test_an_empty_store(version: str) -> None:
    """A server without tables of anybody's has no containers; who may do all may do all there."""
    with session(lab.server(version).port) as one:
        assert short(one.access()) == ALL
        assert listed(one) == {}


def test_only_readable_columns_are_read() -> None:
    """With a grant on some columns these are read, and all are named, as the catalogue names them."""
    config = granted(USAGE, "GRANT SELECT (id, email) ON crm.people TO ann")
    with session(lab.server("postgres15", **config).port, login=ANN) as one:
        people = listed(one)["postgres.crm.people"]
        assert people.fields == ("id", "name", "email")
        assert flat(one.read(people, ALL_OF_IT)) == {"id": [1], "email": ["p1@example.org"]}


TYPES = {  # SQL type, value: what is read of it
    ("bool", "true"): {"": [True]},
    ("smallint", "7"): {"": [7]},
    ("bigint", "9223372036854775807"): {"": [9223372036854775807]},
    ("double precision", "87.6"): {"": [87.6]},
    ("numeric(30,10)", "12345678901234567890.5"): {"": ["12345678901234567890.5000000000"]},
    ("numeric", "'NaN'"): {"": ["nan"]},
    ("text", "'测试'"): {"": ["测试"]},
    ("varchar(9)", "'a'"): {"": ["a"]},
    ("char(3)", "'a'"): {"": ["a  "]},
    ("name", "'a'"): {"": ["a"]},
    ('"char"', "'a'"): {"": ["a"]},
    ("date", "'1980-02-03'"): {"": [datetime.date(1980, 2, 3)]},
    ("date", "'infinity'"): {"": [None]},
    ("date", "'4713-01-01 BC'"): {"": [None]},
    ("date[]", "'{2024-01-02,-infinity,NULL}'"): {"[]": [datetime.date(2024, 1, 2), None, None]},
    ("timestamp", "'2024-05-06 07:08:09.5'"): {"": [datetime.datetime(2024, 5, 6, 7, 8, 9, 500000)]},
    ("timestamp", "'-infinity'"): {"": [None]},
    ("timestamptz", "'2024-05-06 07:08:09+02'"): {
        "": [datetime.datetime(2024, 5, 6, 5, 8, 9, tzinfo=datetime.UTC)]},
    ("timestamptz", "'infinity'"): {"": [None]},
    ("timestamptz", "'294276-12-31'"): {"": [None]},
    ("time", "'12:34:56'"): {"": ["12:34:56"]},
    ("interval", "'1 day'"): {"": ["1 day"]},
    ("money", "'12.30'"): {"": ["$12.30"]},
    ("uuid", "'00000000-0000-4000-8000-000000000001'"): {"": ["00000000-0000-4000-8000-000000000001"]},
    ("inet", "'192.0.2.7'"): {"": ["192.0.2.7"]},
    ("cidr", "'192.0.2.0/24'"): {"": ["192.0.2.0/24"]},
    ("macaddr", "'00:00:5e:00:53:01'"): {"": ["00:00:5e:00:53:01"]},
    ("point", "'(87.6,43.8)'"): {"": ["(87.6,43.8)"]},
    ("int4range", "'[1,3)'"): {"": ["[1,3)"]},
    ("bit(3)", "B'101'"): {"": ["101"]},
    ("tsvector", "'a b'"): {"": ["'a' 'b'"]},
    ("oid", "4294967295"): {"": ["4294967295"]},
    ("bytea", "decode(repeat('ff', 100), 'hex')"): {"": [b"\xff" * 64]},
    ("json", """'{"mail": "j@example.org", "xs": [1, 2]}'"""): {".mail": ["j@example.org"], ".xs[]": [1, 2]},
    ("jsonb", """'{"a": {"b": 1}}'"""): {".a.b": [1]},
    ("jsonb", "'\"plain\"'"): {"": ['"plain"']},
    ("text[]", "'{a,NULL,c}'"): {"[]": ["a", None, "c"]},
    ("int[]", "'{{1,2},{3,4}}'"): {"[]": [1, 2, 3, 4]},
    ("uuid[]", "'{00000000-0000-4000-8000-000000000001}'"): {"": ["{00000000-0000-4000-8000-000000000001}"]},
    ("mood", "'happy'"): {"": ["happy"]},
    ("mood[]", "'{happy}'"): {"": ["{happy}"]},
    ("email", "'p1@example.org'"): {"": ["p1@example.org"]},
    ("pair", "ROW(1, 'x')"): {"": ["(1,x)"]},
    ("text", "NULL"): {"": [None]},
}  # fmt: skip


def _typed(version: str) -> Server:
    made = ("CREATE TYPE mood AS ENUM ('happy')", "CREATE DOMAIN email AS text CHECK (value LIKE '%@%')",
            "CREATE TYPE pair AS (a int, b text)")  # fmt: skip
    tables = (f"CREATE TABLE t{i} AS SELECT {value}::{kind} AS v" for i, (kind, value) in enumerate(TYPES))
    return lab.server(version, sql=(*made, *tables))


@pytest.mark.parametrize("version", ["postgres15", "postgres"])
def test_values_of_every_type(version: str) -> None:
    """Each type comes as what a survey can use; dates out of a calendar's reach are missing, never wrong."""
    with session(_typed(version).port) as one:
        found = listed(one)
        for place, (what, expected) in enumerate(TYPES.items()):
            columns = flat(one.read(found[f"postgres.public.t{place}"], ALL_OF_IT))
            assert columns == {f"v{path}": values for path, values in expected.items()}, what


def test_what_the_driver_cannot_read_is_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where rows fail in the middle, the rest comes as text, each row once and none left out."""
    monkeypatch.setattr("nightlatch.stores._postgresql_link._CHUNK_BYTES", "20000")
    sql = ("CREATE TABLE t AS SELECT g AS id, repeat('x', 50) AS t FROM generate_series(1, 30000) g",)
    with session(lab.server("postgres15", sql=sql).port) as one:
        (table,) = one.containers()
        from nightlatch.stores import _postgresql_read as reader

        real = reader.expression
        monkeypatch.setattr(reader, "expression", lambda one, long: real(one, long) if one.name != "id" else
                            '(CASE WHEN id = 20000 THEN 1 / (id - 20000) ELSE id END) AS id')  # fmt: skip
        batches = list(one.read(table, ALL_OF_IT))
    values = flat(iter(batches))["id"]
    assert sorted(map(int, values)) == list(range(1, 30001))
    assert {type(one) for one in values} == {int, str}


def test_a_value_that_makes_the_driver_raise_is_in_no_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server quotes a value in its error; no exception of ours carries it, nor what it was raised from."""
    sql = ("CREATE TABLE t AS SELECT 'leak@example.org'::text AS v",)
    with session(lab.server("postgres15", sql=sql).port) as one:
        (table,) = one.containers()
        bad = "(v::int4) AS v"
        monkeypatch.setattr("nightlatch.stores._postgresql_read.expression", lambda *_: bad)
        monkeypatch.setattr("nightlatch.stores._postgresql_read.as_text", lambda *_: bad)
        with pytest.raises(Failed) as caught:
            list(one.read(table, ALL_OF_IT))
        with pytest.raises(Refused) as refused:
            one._to("postgres").rows("SELECT v::int4 FROM public.t")
    assert "22P02" in caught.value.failure.what or "no code" in caught.value.failure.what
    for error in (caught.value, refused.value):
        assert "leak@" not in everything(error)


def everything(error: BaseException | None) -> str:
    """All that can be told of *error*, and of what it was raised from, shown or not."""
    told = ""
    while error is not None:
        told += "".join(traceback.format_exception_only(error)) + repr(error) + repr(getattr(error, "failure", ""))
        error = error.__context__
    return told


def test_texts_that_are_no_utf8() -> None:
    """A database that never looked at its texts gives what is UTF-8 as text and the rest as bytes; names likewise."""
    with lab.fresh("postgres15") as server:
        admin(server, "CREATE DATABASE old ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
        admin(server, "CREATE TABLE t (v text, j json, n int)", "old")
        raw(
            server,
            b"INSERT INTO t VALUES ('good \xc3\xa9', '{\"a\": \"x\"}', 1), ('bad \xe9', NULL, 2), (NULL, NULL, 3)",
        )
        raw(server, b'CREATE TABLE "n\xe9" ("c\xe9" int)')
        raw(server, b'CREATE TABLE half ("c\xe9" int, ok int)')
        raw(server, b"INSERT INTO half VALUES (1, 2)")
        with session(server.port) as one:
            found = listed(one)
            values = flat(one.read(found["old.public.t"], ALL_OF_IT))
            assert sorted(values["v"], key=str) == [b"bad \xe9", "good é"]
            assert (values["j.a"], values["n"]) == (["x"], [1, 2, 3])
            assert not found["old.public.n\\xe9"].is_readable
            assert found["old.public.half"].fields == ("c\\xe9", "ok")
            assert flat(one.read(found["old.public.half"], ALL_OF_IT)) == {"ok": [2]}


def raw(server: Server, sql: bytes) -> None:
    """Bytes as they are, which no driver would send."""
    from psycopg import pq

    where = f"host={server.host} port={server.port} user=postgres dbname=old sslmode=disable"
    link = pq.PGconn.connect(where.encode())
    result = link.exec_(sql)
    assert result.status == pq.ExecStatus.COMMAND_OK, result.error_message
    link.finish()


def test_texts_of_other_encodings() -> None:
    """A database in Latin-1 is read as UTF-8, its names too."""
    with lab.fresh("postgres15") as server:
        admin(server, "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
        admin(server, 'CREATE TABLE "tä" AS SELECT \'Müller\'::text AS "ö"', "latin")
        assert contents(server, "latin.public.tä") == {"ö": ["Müller"]}


ODD = "odd\"name; \x1b[31m-- \u202e'$$ %s {x}"


def test_odd_names() -> None:
    """Quotes, semicolons, escapes and braces in the names of databases, schemas, tables and columns are names."""
    made = quoted(ODD)
    with lab.fresh("postgres15") as server:
        admin(server, f"CREATE DATABASE {made}")
        admin(server, f"CREATE SCHEMA {made}", ODD)
        admin(server, f"CREATE TABLE {made}.{made} AS SELECT 7 AS {made}", ODD)
        with session(server.port) as one:
            (table,) = one.containers()
            assert table.key == (ODD, ODD, ODD)
            assert flat(one.read(table, ALL_OF_IT))[ODD] == [7]
            assert len(list(one.read(table, Reading()))) == 1


def test_ten_thousand_tables_list_in_seconds() -> None:
    """The catalogue of 10,000 tables with privileges, sizes and columns takes a few seconds."""
    many = tuple(
        f"DO $$ BEGIN FOR i IN {start + 1}..{start + 1000} LOOP "
        "EXECUTE format('CREATE TABLE t%s (id int, n int)', i); END LOOP; END $$"
        for start in range(0, 10_000, 1000)
    )
    server = lab.server("postgres15", sql=many)
    begun = time.monotonic()
    with session(server.port) as one:
        one.access()
        assert sum(1 for _ in one.containers()) == 10_000
    assert time.monotonic() - begun < 10


BIG = ("CREATE TABLE big AS SELECT g AS id, 'p' || g || '@example.org' AS mail, repeat('x', 100) AS t "
       "FROM generate_series(1, 300000) g", "ANALYZE")  # fmt: skip


def test_a_sample_is_spread_and_repeatable() -> None:
    """About as many rows as asked for, from everywhere in the table; the same ones for the same seed."""
    with session(lab.server("postgres15", sql=BIG).port) as one:
        (big,) = one.containers()
        ids = [flat(one.read(big, Reading(records=10_000, seed=seed)))["id"] for seed in (0, 0, 1)]
    assert ids[0] == ids[1] != ids[2]
    assert 7000 <= len(ids[0]) <= 10_000 and len(set(ids[0])) == len(ids[0])
    assert min(ids[0]) < 30_000 and max(ids[0]) > 250_000


def test_bounds_of_a_reading() -> None:
    """Records, bytes and seconds end a reading, and the next one is none the worse for it."""
    with session(lab.server("postgres15", sql=BIG).port) as one:
        (big,) = one.containers()
        everything_ = sum(batch.records for batch in one.read(big, ALL_OF_IT))
        some = sum(batch.records for batch in one.read(big, Reading(full=True, records=1000, bytes=None, seconds=None)))
        byte = sum(batch.records for batch in one.read(big, Reading(full=True, records=1 << 62, bytes=1, seconds=None)))
        none = sum(
            batch.records for batch in one.read(big, Reading(full=True, records=1 << 62, bytes=None, seconds=0.01))
        )
        again = sum(batch.records for batch in one.read(big, ALL_OF_IT))
    assert everything_ == again == 300_000 and some == 1000
    assert 0 < byte < 300_000 and none < 300_000


def test_a_reading_left_early_costs_nothing_more() -> None:
    """Who stops in the middle may read on; the rest of the table is not fetched, and no warning is left."""
    with Proxy(lab.server("postgres15", sql=BIG)) as proxy, session(proxy.port) as one:
        (big,) = one.containers()
        batches = one.read(big, ALL_OF_IT)
        next(batches)
        batches.close()  # type: ignore[attr-defined]
        before = len(proxy.received)
        assert len(flat(one.read(big, Reading(records=100)))["id"]) == 100
        assert len(proxy.received) - before < 30 << 20
        gc.collect()


def test_counts() -> None:
    """Small tables are counted; of larger ones sampled pages give an interval that holds the truth, holes and all."""
    with lab.fresh("postgres", sql=(*BIG, "CREATE TABLE small AS SELECT 1 AS id")) as server:
        admin(server, "DELETE FROM big WHERE id BETWEEN 100000 AND 130000")
        admin(server, "VACUUM big")
        (true,) = admin(server, "SELECT count(*) FROM big")[0]
        with session(server.port) as one:
            found = listed(one)
            small, big = (one.count(found[f"postgres.public.{name}"]) for name in ("small", "big"))
        assert (small.value, small.exact) == (1, True)
        assert not big.exact and big.low <= true <= (big.high or 0) and (big.high or 0) - big.low < 0.06 * true
    assert found["postgres.public.big"].records.method.startswith("estimate of the last ANALYZE")


@pytest.mark.parametrize("version", ["postgres15", "postgres"])
def test_which_pages_are_drawn_is_known(version: str) -> None:
    """The server's choice of pages is reckoned exactly: every page of a full table that was seen, and no other."""
    with session(lab.server(version, sql=BIG).port) as one:
        (big,) = one.containers()
        pages = (one._tables[big.key].heap_bytes or 0) // 8192
        for percent in ("1.000000", "33.300003"):
            sample = f"public.big TABLESAMPLE SYSTEM ({percent}) REPEATABLE (0)"
            seen = one._to("postgres").rows(f"SELECT count(DISTINCT (ctid::text::point)[0])::int8 FROM {sample}")[0][0]
            empty = pages - one._to("postgres").rows(
                "SELECT count(DISTINCT (ctid::text::point)[0])::int8 FROM public.big")[0][0]  # fmt: skip
            assert seen <= counting.drawn_pages(pages, percent) <= seen + empty


def test_a_table_that_was_never_analysed_is_guessed_from_its_size() -> None:
    """Without statistics the interval is wide, and holds the truth."""
    with session(lab.server("postgres15", sql=BIG[:1]).port) as one:
        (big,) = one.containers()
    assert big.records.low <= 300_000 <= (big.records.high or 0) and "never analysed" in big.records.method


def test_long_texts_are_cut() -> None:
    """A text of megabytes comes as its beginning; a table without long ones is not slowed down for it."""
    sql = ("CREATE TABLE t (v text, j jsonb)", "INSERT INTO t SELECT string_agg(md5(g::text), ''), NULL "
           "FROM generate_series(1, 100000) g", "CREATE TABLE s AS SELECT 'short'::text AS v")  # fmt: skip
    with session(lab.server("postgres15", sql=sql).port) as one:
        found = listed(one)
        assert len(flat(one.read(found["postgres.public.t"], ALL_OF_IT))["v"][0]) == 65_536
        assert flat(one.read(found["postgres.public.s"], ALL_OF_IT)) == {"v": ["short"]}


def test_a_locked_table_does_not_hold_us_up() -> None:
    """A lock on one table costs a second; the others are listed and read, and that one fails by itself."""
    import psycopg

    with lab.fresh("postgres15", sql=CRM) as server:
        where = f"host={server.host} port={server.port} user=postgres dbname=postgres sslmode=disable"
        with psycopg.connect(where) as holder:
            holder.execute("LOCK TABLE sales.orders IN ACCESS EXCLUSIVE MODE")
            with session(server.port) as one:
                found = listed(one)
                assert set(found) == {"postgres.crm.people", "postgres.sales.orders"}
                assert flat(one.read(found["postgres.crm.people"], Reading()))["id"] == [1]
                with pytest.raises(Failed) as caught:
                    list(one.read(found["postgres.sales.orders"], Reading()))
    assert caught.value.failure.kind == "timeout" and "55P03" in caught.value.failure.what


# --- poolers, hostile servers, what the environment offers -----------------------------------------------------------


class Pooler:
    """Like PgBouncer as shipped: refuses ``options`` at the start, and passes all else on."""

    def __init__(self, server: Server) -> None:
        self.server, self.refused = server, 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Pooler:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        first = client.recv(65536)
        if first[4:8] == struct.pack("!i", 80877103):
            client.sendall(b"N")
            first = client.recv(65536)
        if b"\0options\0" in first:
            self.refused += 1
            body = b"SFATAL\0VFATAL\0C08P01\0Munsupported startup parameter: options\0\0"
            client.sendall(b"E" + struct.pack("!i", len(body) + 4) + body)
            client.close()
            return
        behind = socket.create_connection((self.server.host, self.server.port))
        behind.sendall(first)
        threading.Thread(target=self._pump, args=(client, behind), daemon=True).start()
        self._pump(behind, client)

    @staticmethod
    def _pump(source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass


def test_behind_a_pooler_a_transaction_holds_the_belts() -> None:
    """A pooler that takes no settings at the start gets them inside one read-only transaction for each connection."""
    server = lab.server("postgres15", sql=(*CRM, "CREATE TABLE bad AS SELECT 'x'::text AS v"))
    with Pooler(server) as pooler, session(pooler.port) as one:
        assert short(one.access()) == ALL
        link = one._to("postgres")
        values = [link.rows(f"SELECT current_setting('{name}')")[0][0]
                  for name in ("transaction_read_only", "search_path", "statement_timeout")]  # fmt: skip
        assert values == ["on", "pg_catalog, pg_temp", "20s"]
        with pytest.raises(Refused):
            link.rows("SELECT v::int4 FROM public.bad")
        assert flat(one.read(listed(one)["postgres.crm.people"], ALL_OF_IT))["id"] == [1]
    assert pooler.refused == 1


def _settings(**settings: str) -> bytes:
    return b"".join(message(b"S", f"{name}\0{value}\0".encode()) for name, value in settings.items())


def message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body


R_OK, READY = message(b"R", struct.pack("!i", 0)), message(b"Z", b"I")
HOSTILE: dict[str, tuple[Callable[[], hostile.Trap], set[str]]] = {
    "silent": (hostile.silent, {"timeout"}),
    "closing": (hostile.closing, {"not-this-protocol"}),
    "resetting": (hostile.resetting, {"not-this-protocol"}),
    "garbage": (hostile.garbage, {"not-this-protocol", "timeout", "tls"}),
    "two gigabytes at once": (lambda: hostile.huge_header("postgresql"), {"hostile", "not-this-protocol"}),
    "two gigabytes after N": (
        lambda: hostile.replying(b"N", b"R" + struct.pack("!ii", 0x7FFFFFF0, 0)), {"hostile"}),
    "drip": (hostile.drip, {"not-this-protocol"}),
    "drip after N": (
        lambda: hostile.greeting(b"N" + message(b"N", b"\0" * 60_000)[:5], *[b"\0"] * 9), {"timeout"}),
    "flood": (hostile.flood, {"not-this-protocol"}),
    "endless settings": (
        lambda: hostile.replying(b"N", R_OK + _settings(a="b") * 5000, then="repeat"), {"hostile"}),
    "speaks of another protocol": (lambda: hostile.greeting(b"+PONG\r\n"), {"not-this-protocol"}),
    "lets in and hangs": (
        lambda: hostile.replying(b"N", R_OK + _settings(server_version="16") + READY), {"timeout", "connection-refused"}),
    "lets in and hangs up": (
        lambda: hostile.replying(b"N", R_OK + READY, then="close"), {"connection-refused"}),
    "lets in and floods": (
        lambda: hostile.replying(b"N", R_OK + READY, message(b"D", b"\0\1" + b"\0\0\xff\0" + b"x" * 65280) * 200, then="repeat"),
        {"timeout", "over-budget", "connection-refused", "not-this-protocol"}),
    "refuses oddly": (lambda: hostile.replying(b"N", message(b"E", b"C\x1b[31\0M\x1b[31m leak\0\0")), set()),
    "is full": (lambda: hostile.replying(b"N", message(b"E", b"C53300\0\0")), {"connection-refused"}),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_servers_are_a_failure_in_time(name: str) -> None:
    """Whatever a port does, the answer is one failure of a fitting kind, within seconds, without a word of the server."""
    trap, kinds = HOSTILE[name]
    begun = time.monotonic()
    with trap() as port:
        try:
            with session(port.port, ask=QUICK) as one:
                told: object = one.access()
                assert not one.access().is_open and not kinds
        except Failed as failed:
            told = failed.failure
            assert failed.failure.kind in kinds
    assert time.monotonic() - begun < 15
    assert "\x1b" not in repr(told) and "leak" not in repr(told)


def test_a_server_that_wants_the_password_in_clear_text_from_afar_does_not_get_it() -> None:
    """A request for clear text over a connection that leaves the machine is refused; here, the last step is shown."""
    from nightlatch.stores._postgresql_login import CLEAR, Distrust, Proof

    with pytest.raises(Distrust):
        Proof(user="ann", password=SECRET).answer(CLEAR, b"")


def test_a_server_that_does_not_know_the_password_is_not_believed() -> None:
    """One that takes any SCRAM proof and cannot give its own is refused, and never gets the driver."""
    asks = message(b"R", struct.pack("!i", 10) + b"SCRAM-SHA-256\0\0")

    def talk(link: socket.socket, over: threading.Event) -> None:
        link.recv(8)
        link.sendall(b"N")
        link.recv(65536)
        link.sendall(asks)
        first = link.recv(65536)
        nonce = first.partition(b"r=")[2]
        link.sendall(message(b"R", struct.pack("!i", 11) + b"r=" + nonce + b"x,s=c2FsdA==,i=4096"))
        link.recv(65536)
        link.sendall(message(b"R", struct.pack("!i", 12) + b"v=AAAA") + R_OK + READY)
        over.wait()

    with hostile.Trap(talk) as trap, pytest.raises(Failed) as caught, session(trap.port, login=ANN, ask=QUICK):
        pass
    assert caught.value.failure.kind == "unsupported-version" and trap.connections == 1


def test_a_redis_is_not_this_protocol() -> None:
    """A store of another kind at the port is told as such."""
    with pytest.raises(Failed) as caught, session(lab.server("redis").port, ask=QUICK):
        pass
    assert caught.value.failure.kind in ("not-this-protocol", "timeout")


def test_a_server_that_goes_away_is_a_failure() -> None:
    """When the server stops between two tables, reading the next is a failure, not an end."""
    with lab.fresh("postgres15", sql=CRM) as server, session(server.port, ask=QUICK) as one:
        found = listed(one)
        server.stop()
        with pytest.raises(Failed):
            list(one.read(found["postgres.crm.people"], ALL_OF_IT))


def test_a_server_that_stalls_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection on which nothing comes any more is cut, and that is the failure."""
    with session(lab.server("postgres15", sql=CRM).port, ask=QUICK) as one:
        link = one._to("postgres")
        monkeypatch.setattr(type(link), "_patience", 0.3)
        link.rows("SELECT 1")
        time.sleep(0.6)  # our own silence is none of the server's
        link.rows("SELECT 1")
        with pytest.raises(Failed) as caught:
            link.rows("SELECT pg_sleep(1.5)")
    assert caught.value.failure.kind == "timeout"


AMBIENT = """
import os, sys
from nightlatch import ambient
if os.environ.get("SCRUB"):  # what the command does first of all; it alone can help against some names
    ambient.scrub()
from nightlatch.dial import Dialer
from nightlatch.model import Target
from nightlatch.scope import Scope
from nightlatch.stores import Ask
from nightlatch.stores.postgresql import STORE
port = int(sys.argv[1])
target = Target(url="x", kind="postgresql", host="127.0.0.1", port=port)
with Dialer(Scope.loopback()) as dialer, STORE.connect(target, dialer, Ask()) as one:
    found = one.access()
    print(found.principal.name, [right.verdict for right in found.rights.values()], len(list(one.containers())))
"""


@pytest.mark.parametrize("auth", ["trust", "scram-sha-256"])
def test_nothing_ambient_is_used(auth: str, tmp_path: Path) -> None:
    """Planted PG* variables, .pgpass, a service file and certificates change neither what is sent nor what is found."""
    server = lab.server("postgres15", auth=auth, password="of-postgres", sql=CRM)
    (tmp_path / ".pgpass").write_text(f"*:*:*:*:of-postgres\n127.0.0.1:{server.port}:*:postgres:of-postgres\n")
    (tmp_path / ".pgpass").chmod(0o600)
    (tmp_path / ".postgresql").mkdir()
    for name in ("postgresql.crt", "postgresql.key", "root.crt", "root.crl"):
        (tmp_path / ".postgresql" / name).write_text("planted")
        (tmp_path / ".postgresql" / name).chmod(0o600)
    planted = {
        "HOME": str(tmp_path), "PGPASSWORD": "of-postgres", "PGUSER": "planted", "PGHOST": "192.0.2.1", "PGPORT": "1",
        "PGHOSTADDR": "192.0.2.1", "PGDATABASE": "planted", "PGOPTIONS": "-c planted=1", "PGSSLMODE": "verify-full",
        "PGAPPNAME": "planted", "PGCLIENTENCODING": "LATIN1", "PGREQUIREAUTH": "gss", "PGGSSENCMODE": "require",
        "PGSSLROOTCERT": "system", "PGTARGETSESSIONATTRS": "standby", "PGPASSFILE": str(tmp_path / ".pgpass"),
        "PGCHANNELBINDING": "require", "PGSSLMINPROTOCOLVERSION": "TLSv1.3",
    }  # fmt: skip
    more = {"PGTZ": "Asia/Tokyo", "PGDATESTYLE": "German", "PGSERVICE": "planted", "SCRUB": "yes"}
    clean = {"HOME": "/nonexistent", "PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    told, sent = [], []
    for environment in (clean, clean | planted, clean | planted | more):
        with Proxy(server) as proxy:
            ran = subprocess.run([sys.executable, "-c", AMBIENT, str(proxy.port)], env=environment, capture_output=True,
                                 text=True, timeout=60, check=True)  # fmt: skip
            told.append(ran.stdout)
            sent.append(
                [body for talk in proxy.conversations for kind, body in spoken(bytes(talk.sent)) if kind in "STARTUP"]
            )
            assert b"of-postgres" not in proxy.sent and b"planted" not in proxy.sent
    assert told[0] == told[1] == told[2] and ("granted" in told[0]) is (auth == "trust")
    assert sent[0] == sent[1] == sent[2]


def test_without_the_driver_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing driver is a failure with the command that mends it, before anything is sent."""
    monkeypatch.setitem(sys.modules, "adbc_driver_postgresql", None)
    with hostile.silent() as trap, pytest.raises(Failed) as caught, session(trap.port):
        pass
    assert caught.value.failure.kind == "missing-driver" and "nightlatch[postgresql]" in caught.value.failure.hint
    assert trap.connections == 0


def test_no_answer_is_longer_than_it_may_be() -> None:
    """An answer past its bound in bytes is cut off, whoever reads it; that is told as over-budget."""
    with session(lab.server("postgres15", sql=BIG).port) as one:
        link = one._to("postgres")
        link.bound(bytes=1 << 20)
        with pytest.raises(Failed) as caught:
            link.rows("SELECT t FROM public.big")
    assert caught.value.failure.kind == "over-budget"


def test_connections_are_accounted_for() -> None:
    """Every connection, those of the driver included, is closed at the end and was counted by the dialer."""
    with Proxy(lab.server("postgres15", sql=CRM, databases={"extra": ()})) as proxy:
        target = Target(url="x", kind="postgresql", host="127.0.0.1", port=proxy.port)
        with Dialer(Scope.loopback()) as dialer, STORE.connect(target, dialer, ASK) as one:
            one.access()
        time.sleep(0.3)
        assert all(talk.is_closed for talk in proxy.conversations)
        assert dialer.connections == len(proxy.conversations)
        assert dialer.received >= 0.99 * len(proxy.received)
