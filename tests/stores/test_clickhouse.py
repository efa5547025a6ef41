"""ClickHouse: statements that may not go out, grants of all shapes, samples and odd answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed
from nightlatch.stores import Reading
from nightlatch.stores import _clickhouse_wire as wire
from nightlatch.stores._clickhouse_grants import Grants
from nightlatch.stores._clickhouse_grants import parse as parsed
from nightlatch.stores._clickhouse_read import kind_of
from nightlatch.stores._csv_rows import Source, blocks
from tests import lab
from tests.lab.web import Answer, Web
from tests.loaders.clickhouse import run
from tests.stores.cases import UNKNOWN
from tests.stores.cases.clickhouse import guarded
from tests.stores.looking import session, short, values


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE city.people",
        "SELECT * FROM url('http://192.0.2.1/', 'TSV', 'a String') FORMAT JSONEachRow",
        "SELECT * FROM `a`.`b` LIMIT 1 FORMAT JSONEachRow; DROP TABLE x",
        "SELECT * FROM `a`.`b` INTO OUTFILE 'x' FORMAT JSONEachRow",
        "SELECT file('x') FROM `a`.`b` FORMAT JSONEachRow",
        "SELECT name, value FROM system.users FORMAT JSONEachRow",
        "SHOW GRANTS FOR `a`; DROP TABLE x FORMAT JSONEachRow",
        "SYSTEM SHUTDOWN",
    ],
)
def test_no_other_statement_goes_out(statement: str) -> None:
    """What is of no declared form is refused before it is sent, by GET and by POST."""
    assert wire.guard("GET /", {"query": statement}, b"") is not None
    assert wire.guard("POST /", {"query": statement}, b"") is not None


def test_nothing_rides_beside_a_statement() -> None:
    """A setting that is not declared, a body, and any statement but the one by POST are refused."""
    assert wire.guard("GET /", {"query": wire.VERSION}, b"") is None
    assert wire.guard("POST /", {"query": wire.SETTINGS}, b"") is None
    assert wire.guard("GET /", {"query": wire.VERSION, "readonly": "0"}, b"") is not None
    assert wire.guard("GET /", {"query": wire.VERSION}, b"DROP TABLE x") is not None
    assert wire.guard("POST /", {"query": wire.VERSION}, b"") is not None


@given(st.text(), st.text())
def test_a_name_cannot_end_its_quotes(database: str, table: str) -> None:
    """Whatever a table is called, the statement that reads it stays one of the declared form."""
    statement = f"SELECT * FROM {wire.quoted(database)}.{wire.quoted(table)} LIMIT 5 FORMAT JSONEachRow"
    assert wire.verb_of("GET", statement) == "SELECT rows"


@pytest.mark.parametrize(
    "lines, expected",
    [
        (["GRANT ALL ON *.* TO default WITH GRANT OPTION"], "all all all all all"),
        (["GRANT SELECT ON city.* TO reader"], "- some - - -"),
        (["GRANT SELECT ON system.* TO reader"], "- - - - -"),
        (["GRANT SELECT, INSERT ON *.* TO a", "REVOKE SELECT ON city.people FROM a"], "all some - - -"),
        (["GRANT ALTER UPDATE, ALTER DELETE ON `c i`.`t.x` TO a"], "- - some some -"),
        (["GRANT SELECT(id, `na me`) ON city.people TO a"], "- some - - -"),
        (["GRANT ACCESS MANAGEMENT, SYSTEM ON *.* TO a"], "- - - - all"),
        (["GRANT SYSTEM FLUSH LOGS ON *.* TO a"], "- - - - some"),
        (["GRANT SHOW DATABASES ON *.* TO a", "GRANT reader TO a"], "- - - - -"),
        (["GRANT USAGE ON *.* TO a"], "- - - - -"),
        (["GRANT TABLE ENGINE ON * TO a", "GRANT READ ON URL TO a"], "- - - - -"),
    ],
)
def test_grants_mean_what_the_manual_says(lines: list[str], expected: str) -> None:
    """Each line of SHOW GRANTS gives no more and no less than its privileges, on its scope."""
    grants = Grants()
    grants.add(lines)
    found = [grants.extent(right) for right in ("create", "read", "update", "delete", "administer")]
    assert " ".join(one[0] if one else "-" for one in found) == expected


def test_what_the_engine_of_26_grants_to_a_user_as_shipped() -> None:
    """The lines that the engine of ClickHouse 26.9 told its user ``default`` (captured from chdb 4.4)."""
    grants = Grants()
    grants.add(
        [
            "GRANT SOURCES ON *.* TO default",
            "GRANT TABLE ENGINE ON * TO default",
            "GRANT CHECK, SHOW, SELECT, INSERT, ALTER, CREATE, DROP, UNDROP TABLE, TRUNCATE, OPTIMIZE, BACKUP, KILL QUERY, "
            "SYSTEM, dictGet, displaySecretsInShowAndSelect, INTROSPECTION, CLUSTER, FILE, URL, S3, SOURCES ON *.* TO default",
            "GRANT SET DEFINER ON * TO default",
            "GRANT ALTER NAMED COLLECTION, CREATE NAMED COLLECTION, NAMED COLLECTION ON * TO default",
        ]
    )
    found = [grants.extent(right) for right in ("create", "read", "update", "delete", "administer")]
    assert [one[0] for one in found if one] == ["all", "all", "all", "all", "some"]
    assert grants.readable("city", "people") is None and not grants.roles


def test_columns_that_may_be_read_are_known() -> None:
    """By table, by column, by names that end in a star, and less what was taken back."""
    grants = Grants()
    grants.add(
        ["GRANT SELECT(id, name) ON city.people TO a", "GRANT SELECT ON logs.* TO a", "GRANT SELECT ON `ev*`.* TO a"]
    )
    assert grants.readable("city", "people") == {"id", "name"}
    assert grants.readable("logs", "any") is None
    assert grants.readable("events", "any") is None
    assert grants.readable("other", "any") == frozenset()
    grants.add(["REVOKE SELECT ON logs.secret FROM a"])
    assert grants.readable("logs", "secret") == frozenset()


@given(st.text())
def test_any_line_is_parsed_or_left(line: str) -> None:
    """No line of a server breaks the parser."""
    parsed(line)
    Grants().add([line, f"GRANT {line} ON *.* TO a", f"GRANT SELECT({line}) ON a.b TO a"])


def test_a_sample_of_a_large_table_is_a_share_of_it() -> None:
    """Of 30,000 rows a sample of 1,000 takes about that many, not only the first ones; 64-bit numbers are numbers."""
    with lab.fresh("clickhouse") as server:
        run(server.port, "CREATE TABLE default.n (id UInt64, j String) ENGINE = MergeTree ORDER BY id")
        run(server.port, "CREATE TABLE default.plain (id UInt8) ENGINE = Log")
        run(server.port, "CREATE TABLE default.elsewhere AS default.plain ENGINE = Merge(default, 'plain')")
        run(server.port, "INSERT INTO default.plain SELECT 1")
        made = "SELECT number, '{\"a\":1}' FROM system.numbers LIMIT 30000"
        run(server.port, f"INSERT INTO default.n {made}")
        with session("clickhouse", server.port) as one:
            found = {each.name: each for each in one.containers()}
            assert not found["default.elsewhere"].is_readable
            assert one.count(found["default.plain"]).value == 1
            told = values(one.read(found["default.n"], Reading(records=1_000)))
            assert 700 <= len(told["id"]) <= 1_000 and max(told["id"]) > 20_000
            assert set(told["j.a"]) == {1}
            assert (
                len(values(one.read(found["default.n"], Reading(full=True, records=1 << 62, bytes=None)))["id"])
                == 30_000
            )
            run(server.port, "INSERT INTO default.n SELECT number, 'x' FROM system.numbers LIMIT 1000000")
            few = sum(batch.records for batch in one.read(found["default.n"], Reading(full=True, bytes=10_000)))
            assert 100 < few < 900_000


def test_a_server_that_says_yes_to_everything_proves_nothing() -> None:
    """One that answers a function that no ClickHouse has gives no right."""
    marked = (("X-ClickHouse-Server-Display-Name", "x"),)
    with Web(lambda asked: Answer(body=b"24.8.1.1\n", headers=marked)) as web, session("clickhouse", web.port) as one:
        assert short(one.access()) == UNKNOWN


def test_a_server_without_the_marks_is_no_clickhouse() -> None:
    """A page that says "Ok." to everything is not taken for one."""
    with Web(lambda asked: Answer(body=b"Ok.\n")) as web, pytest.raises(Failed), session("clickhouse", web.port):
        pass


def test_an_exception_in_mid_stream_is_no_row() -> None:
    """What a server breaks off with an exception among the rows is not taken for a row, of JSON or of CSV."""
    body = b'{"a":1}\n{"a":2}\n{"exception": "Code: 395. DB::Exception: x"}\n'
    assert list(wire.lines_of(iter([body[:9], body[9:]]), "x")) == [b'{"a":1}', b'{"a":2}']
    source = Source(iter([b'"a","b"\n1,"x"\n2,"y"\nCode: 395. DB::Exception: Value\n']))
    assert source.head() == ["a", "b"]
    told = [row for block in blocks(source, 2, "\\N", is_lenient=True) for row in block.to_pylist()]
    assert told == [{"0": b"1", "1": b"x"}, {"0": b"2", "1": b"y"}]


def test_values_of_every_type_come_as_they_are() -> None:
    """Gaps, quotes, line ends, text that says NULL, bytes that are no text, times, numbers; lists by the other way."""
    fields = "s String, n Nullable(String), f FixedString(2), u UInt64, i Nullable(Int8), x Float64, d Date, t DateTime"
    rows = (
        """('a,"b"\\nc', NULL, 'zz', 18446744073709551615, -1, 1.5, '2026-11-23', '2026-11-23 04:05:06'),"""
        """('\\\\N', '\\\\N', 'yy', 1, NULL, nan, '2020-01-02', '2020-01-02 00:00:00')"""
    )
    with lab.fresh("clickhouse") as server:
        for name, more in (("flat", ""), ("nested", ", l Array(String)")):
            run(server.port, f"CREATE TABLE default.{name} ({fields}{more}) ENGINE = Memory")
        run(server.port, f"INSERT INTO default.flat VALUES {rows}")
        run(server.port, "INSERT INTO default.nested (s, l) VALUES ('a', ['b', 'c'])")
        with session("clickhouse", server.port) as one:
            found = {each.name: each for each in one.containers()}
            told = values(one.read(found["default.flat"], Reading()))
            assert told["s"] == ['a,"b"\nc', "\\N"] and told["n"] == ["\\N"] and told["f"] == ["zz", "yy"]
            assert told["u"] == [18446744073709551615, 1] and told["i"] == [-1] and told["x"][0] == 1.5
            assert [each.isoformat() for each in told["t"]] == ["2026-11-23T04:05:06", "2020-01-02T00:00:00"]
            assert [each.isoformat() for each in told["d"]] == ["2026-11-23", "2020-01-02"]
            assert values(one.read(found["default.nested"], Reading()))["l[]"] == ["b", "c"]


@pytest.mark.parametrize(
    "name, kind",
    [
        ("LowCardinality(Nullable(String))", ""), ("Nullable(UInt64)", "unsigned"), ("DateTime('UTC')", "datetime"),
        ("DateTime64(3, 'Europe/Berlin')", "datetime"), ("Enum8('a' = 1)", ""), ("Int256", ""), ("Bool", "boolean"),
    ],
)  # fmt: skip
def test_types_are_told_by_their_names(name: str, kind: str) -> None:
    """What is wrapped is unwrapped; what has no type of its own here stays text."""
    assert kind_of(name) == kind


def test_what_is_known_of_us_when_writing_is_not_told() -> None:
    """Where a proxy takes no POST, whether we may write stays unknown; reading is told by the grants."""
    web = guarded("GRANT ALL ON *.* TO default")

    def answer(asked: object) -> Answer:
        return Answer(status=405) if asked.method == "POST" else web.answer(asked)  # type: ignore[attr-defined, arg-type]

    with Web(answer) as proxy, session("clickhouse", proxy.port) as one:
        assert short(one.access()) == "C=? R=all U=? D=? A=?"
