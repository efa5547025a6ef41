"""SQL dumps of MySQL, PostgreSQL and SQLite: their escapes, their statements, and text that only looks like some."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.readers import _sql_rows
from tests.readers.reading import ALL, batches, held, opened, records

NASTY = "It's; a \"test\"), ('x', -- no comment\n/* none */ \\ back\tslash 字"


def mysql(value: Any) -> str:
    if value is None or isinstance(value, int | float):
        return "NULL" if value is None else repr(value)
    for char, escape in (
        ("\\", "\\\\"),
        ("'", "\\'"),
        ("\n", "\\n"),
        ("\r", "\\r"),
        ("\0", "\\0"),
        ("\x1a", "\\Z"),
        ('"', '\\"'),
    ):
        value = value.replace(char, escape)
    return f"'{value}'"


def standard(value: Any) -> str:
    if value is None or isinstance(value, int | float):
        return "NULL" if value is None else repr(value)
    return "'" + value.replace("'", "''") + "'"


def copied(value: str | None) -> str:
    if value is None:
        return "\\N"
    for char, escape in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        value = value.replace(char, escape)
    return value


MYSQL = """-- MySQL dump 10.13  Distrib 8.0
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `people`;
CREATE TABLE `people` (
  `id` int NOT NULL AUTO_INCREMENT,
  `e``mail` varchar(99) DEFAULT 'a,b);(' COMMENT 'it''s',
  `score` decimal(5,2),
  PRIMARY KEY (`id`), KEY `k` (`id`,`score`)
) ENGINE=InnoDB;
LOCK TABLES `people` WRITE;
INSERT INTO `people` VALUES (1,%s,NULL),
(2,'b',3.5);
INSERT IGNORE INTO `people` (`score`,`id`) VALUES (9,3) , (NULL , 4 );
UNLOCK TABLES;
INSERT INTO `other` VALUES (0xFFD8FF,_binary 'a\\0b',true,CONCAT('x',')'),-7);
""".replace("%s", mysql(NASTY))
POSTGRES = """--
-- PostgreSQL database dump
--
SET standard_conforming_strings = on;
CREATE TABLE public.people (
    id bigint NOT NULL,
    "Mail" text DEFAULT 'x'::text
);
COPY public.people (id, "Mail") FROM stdin;
1\t%s
2\t\\N
\\.

COPY public.empty (a) FROM stdin;
\\.
\\connect other
INSERT INTO public.people VALUES (3, %s), (4, E'tab\\there');
INSERT INTO public.people ("Mail") VALUES ('C:\\');
SELECT pg_catalog.setval('x', 1);
""".replace("1\t%s", f"1\t{copied(NASTY)}").replace("%s", standard(NASTY))


def test_a_dump_of_mysql() -> None:
    """Columns by CREATE TABLE or by the statement, rows of several statements as one table, each value as it was."""
    found, left = opened(held("backup.sql", MYSQL.encode()))
    assert {name: one.records.value for name, one in found.items()} == {"people": 4, "other": 1} and not left
    assert records(held("backup.sql", MYSQL.encode())) == [
        {"id": 1, "e`mail": NASTY}, {"id": 2, "e`mail": "b", "score": 3.5}, {"score": 9, "id": 3}, {"id": 4},
        {"column1": b"\xff\xd8\xff", "column2": "a\0b", "column3": True, "column5": -7},
    ]  # fmt: skip


def test_a_dump_of_postgresql() -> None:
    """COPY and INSERT of one table; a backslash is a letter but in COPY and in E'...'."""
    assert records(held("x", POSTGRES.encode())) == [
        {"id": "1", "Mail": NASTY}, {"id": "2"}, {"id": 3, "Mail": NASTY}, {"id": 4, "Mail": "tab\there"},
        {"Mail": "C:\\"},
    ]  # fmt: skip


@given(
    st.lists(
        st.tuples(
            *[
                st.none()
                | st.integers(-(1 << 63), (1 << 63) - 1)
                | st.text("a'\\\n\t;(),字\"-", min_size=1)
                | st.sampled_from([0.5, -2.25])
            ]
            * 2
        ),
        min_size=1,
        max_size=20,
    ),
    st.integers(40, 200),
)
def test_any_rows_come_back(rows: list[tuple[Any, ...]], piece: int) -> None:
    """In either dialect, and wherever a piece ends; the standard library writes the third."""
    wanted = [{f"column{at + 1}": value for at, value in enumerate(row) if value is not None} for row in rows]
    dumps = [
        "-- MySQL dump\nINSERT INTO `t` VALUES " + ",".join(f"({mysql(a)},{mysql(b)})" for a, b in rows) + ";\n",
        "-- PostgreSQL database dump\n"
        + "".join(f"INSERT INTO t VALUES ({standard(a)}, {standard(b)});\n" for a, b in rows),
    ]
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE t (column1, column2)")
    base.executemany("INSERT INTO t VALUES (?, ?)", rows)
    dumps.append("\n".join(base.iterdump()))
    base.close()
    was, _sql_rows._PIECE, head = _sql_rows._PIECE, piece, _sql_rows._HEAD
    _sql_rows._HEAD = 120
    try:
        for dump in dumps:
            assert records(held("x.sql", dump.encode())) == wanted, dump
    finally:
        _sql_rows._PIECE, _sql_rows._HEAD = was, head


@given(
    st.lists(
        st.lists(st.none() | st.text("a\\\t\n\r字N.", max_size=5), min_size=2, max_size=2), min_size=1, max_size=20
    )
)
def test_any_copied_rows_come_back(rows: list[list[str | None]]) -> None:
    r"""Also a value that is \. or \N itself."""
    block = "".join("\t".join(map(copied, row)) + "\n" for row in rows)
    dump = f"COPY t (a, b) FROM stdin;\n{block}\\.\n\nCOPY u (a) FROM stdin;\n1\n\\.\n"
    found = opened(held("x.sql", dump.encode()))[0]
    assert found["u"].records.value == 1
    told: list[dict[str, str]] = [{} for _ in rows]
    (batch,) = found["t"].read(ALL)
    for column in batch.columns:
        for row, value in zip(
            column.rows.tolist() if column.rows is not None else range(len(rows)), column.array.to_pylist(), strict=True
        ):
            told[row][column.path] = value
    assert told == [{k: v for k, v in zip("ab", row, strict=True) if v is not None} for row in rows]


def test_tables_that_take_turns_are_each_read_whole() -> None:
    """Statements of two tables in turn."""
    dump = "".join(f"INSERT INTO a VALUES ({n});\nINSERT INTO b VALUES ({n}, 'x');\n" for n in range(50))
    found = opened(held("x.sql", dump.encode()))[0]
    for name in ("b", "a", "b"):
        assert sum(batch.records for batch in found[name].read(ALL)) == 50


@pytest.mark.parametrize("cut", [40, 700, -30, -3])
def test_a_dump_that_breaks_off_has_the_rows_before(cut: int) -> None:
    """No row is invented."""
    whole = records(held("x.sql", MYSQL.encode()))
    told = records(held("x.sql", MYSQL.encode()[:cut]))
    assert all(one in whole for one in told)


def test_a_row_longer_than_any_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is undecodable, and what follows it is read."""
    monkeypatch.setattr(_sql_rows, "LONGEST", 1 << 14)
    monkeypatch.setattr(_sql_rows, "_PIECE", 1 << 12)
    monkeypatch.setattr(_sql_rows, "_HEAD", 200)
    dump = f"INSERT INTO t VALUES (1);\nINSERT INTO t VALUES ('{'x' * (1 << 16)}');\nINSERT INTO t VALUES (2);\n"
    found = batches(held("x.sql", dump.encode()))
    assert sum(one.undecodable for one in found) == 1 and sum(one.records for one in found) == 3


@given(st.text("INSERT INTO t VALUES ('a\\',1);COPY FROM stdin\n.-/*\"`", max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    """Whatever follows a statement, it ends, and every value belongs to a record."""
    for batch in batches(held("x.sql", f"CREATE TABLE t (a int);\n{text}".encode())):
        for column in batch.columns:
            assert column.rows is None or not len(column.rows) or column.rows.max() < batch.records
