"""Parquet and SQLite: round trips, schemas that mean harm, and files that break off."""

from __future__ import annotations

import io
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightlatch.model import Failed
from nightlatch.readers import sqlite
from nightlatch.stores import Reading
from tests.readers.reading import ALL, at, batches, held, opened, records

ROWS = [{"id": n, "mail": f"a{n}@example.org", "at": {"lat": n / 4}, "tags": ["x", str(n)]} for n in range(500)]


def parquet(rows: list[dict[str, Any]], **how: Any) -> bytes:
    out = io.BytesIO()
    pyarrow.parquet.write_table(pa.Table.from_pylist(rows), out, **how)
    return out.getvalue()


def base(path: Path, *statements: str) -> Path:
    with sqlite3.connect(path) as made:
        made.executescript(";\n".join(statements))
    made.close()
    return path


@pytest.mark.parametrize("how", [{}, {"compression": "zstd", "row_group_size": 70}, {"use_dictionary": False}])
def test_parquet_is_read_row_group_by_row_group(how: dict[str, Any], tmp_path: Path) -> None:
    """From disk and from memory; its footer says how many records there are."""
    content = parquet(ROWS, **how)
    (tmp_path / "x.parquet").write_bytes(content)
    for source in (at(tmp_path / "x.parquet"), held("unnamed", content)):
        told = records(source)
        assert [(one["id"], one["mail"], one["at.lat"]) for one in told] == [
            (row["id"], row["mail"], row["at"]["lat"]) for row in ROWS
        ]
        ((name, table),) = opened(source)[0].items()
        assert (table.records.value, table.records.exact) == (500, True) and name in ("x", "unnamed")
    assert len(records(held("x", content), Reading(records=7))) == 7


def test_times_stay_times() -> None:
    """With their zone."""
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    assert records(held("x", parquet([{"at": moment}]))) == [{"at": moment}]


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
@settings(max_examples=60)
def test_no_damage_to_parquet_is_a_crash(place: int, damage: bytes) -> None:
    """It is read, or it is said to be broken; never anything else."""
    content = bytearray(parquet(ROWS[:20]))
    place = len(content) - 8 - place if place < len(content) - 8 else place
    content[place : place + len(damage)] = damage
    try:
        batches(held("x.parquet", bytes(content)))
    except Failed as failed:
        assert failed.failure.kind in ("hostile", "over-budget")


def test_parquet_that_breaks_off_is_said() -> None:
    """Without its footer nothing in it can be told."""
    with pytest.raises(Failed) as failed:
        batches(held("x.parquet", parquet(ROWS)[:-20]))
    assert failed.value.failure.kind == "hostile"


def test_tables_of_sqlite_are_read(tmp_path: Path) -> None:
    """Each is a table, by the types of its values; NULs, odd names and empty tables too."""
    path = base(
        tmp_path / "x.db",
        "CREATE TABLE people (id INTEGER, mail TEXT, photo BLOB, note)",
        "INSERT INTO people VALUES (1, 'ann@example.org', x'ffd8ff', 'a'), (2, NULL, NULL, 3.5), ('x', 'b', 'text', 7)",
        'CREATE TABLE "odd "" name; DROP TABLE people" (a)',
        'INSERT INTO "odd "" name; DROP TABLE people" VALUES (1)',
        "CREATE TABLE empty (a)",
        "CREATE VIEW seen AS SELECT * FROM people",
    )
    before = path.read_bytes()
    for source in (at(path), held("x.db", before)):
        found, _ = opened(source)
        assert set(found) == {"people", 'odd " name; DROP TABLE people', "empty"}
        told = records(source)
        assert told[:3] == [
            {"id": 1, "mail": "ann@example.org", "photo": b"\xff\xd8\xff", "note": "a"},
            {"id": 2, "note": 3.5},
            {"id": "x", "mail": "b", "photo": "text", "note": 7},
        ]
    assert path.read_bytes() == before and {one.name for one in tmp_path.iterdir()} == {"x.db"}


@given(
    st.lists(
        st.tuples(
            *[
                st.none()
                | st.integers(-(1 << 63), (1 << 63) - 1)
                | st.text("aé字 1", min_size=1)
                | st.binary(min_size=1, max_size=4)
                | st.floats(allow_nan=False)
            ]
            * 2
        ),
        max_size=30,
    )
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_rows_come_back_from_sqlite(tmp_path: Path, rows: list[tuple[Any, ...]]) -> None:
    """Every value with its own type."""
    (tmp_path / "x.db").unlink(missing_ok=True)
    with sqlite3.connect(tmp_path / "x.db") as made:
        made.execute("CREATE TABLE t (a, b)")
        made.executemany("INSERT INTO t VALUES (?, ?)", rows)
    made.close()
    told = [(one.get("a"), one.get("b")) for one in records(at(tmp_path / "x.db"))]
    assert told == rows


def test_a_write_ahead_log_is_told_and_left_alone(tmp_path: Path) -> None:
    """What is only in the log is not read; nothing is made beside the file."""
    made = sqlite3.connect(tmp_path / "x.db")
    made.execute("PRAGMA journal_mode = WAL")
    made.execute("CREATE TABLE t (a)")
    made.commit()
    try:
        names = {one.name for one in tmp_path.iterdir()}
        _, left = opened(at(tmp_path / "x.db"))
        assert "write-ahead log" in left[0].why and {one.name for one in tmp_path.iterdir()} == names
    finally:
        made.close()


@pytest.mark.parametrize(
    "statement",
    ["CREATE TABLE t (a, b GENERATED ALWAYS AS (hex(zeroblob(20000000))) VIRTUAL); INSERT INTO t VALUES (1)",
     "CREATE VIRTUAL TABLE t USING fts5(a); INSERT INTO t VALUES ('x')",
     "CREATE TABLE t (a); INSERT INTO t VALUES (zeroblob(40000000))"],
    ids=["generated", "virtual", "huge-value"],
)  # fmt: skip
def test_a_schema_that_means_harm_is_refused(statement: str, tmp_path: Path) -> None:
    """No function is called, no virtual table is asked, and no value longer than a bound is made."""
    source = at(base(tmp_path / "x.db", statement))
    found, left = opened(source)
    if "t" in found:
        with pytest.raises(Failed) as failed:
            list(found["t"].read(ALL))
        assert failed.value.failure.kind == "hostile"
    else:
        assert [one.why for one in left] == ["is a virtual table"]


def test_nothing_but_reading_is_let_through(tmp_path: Path) -> None:
    """The connection itself refuses to write, attach, call or look about."""
    made = sqlite._connected(f"file:{base(tmp_path / 'x.db', 'CREATE TABLE t (a)')}?mode=ro&immutable=1")
    for sql in (
        "INSERT INTO t VALUES (1)",
        "ATTACH ':memory:' AS b",
        "SELECT hex('a')",
        "PRAGMA user_version",
        "DROP TABLE t",
        "CREATE TEMP TABLE u (a)",
    ):
        with pytest.raises(sqlite3.DatabaseError):
            made.execute(sql).fetchall()
    made.close()


@given(st.integers(0, 4095), st.binary(min_size=1, max_size=16))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_to_sqlite_is_a_crash(tmp_path: Path, place: int, damage: bytes) -> None:
    """It is read, or it is said to be broken."""
    path = tmp_path / "x.db"
    if not path.exists():
        base(path, "CREATE TABLE t (a, b)", *(f"INSERT INTO t VALUES ({n}, 'text {n}')" for n in range(99)))
    content = bytearray(path.read_bytes())
    content[place : place + len(damage)] = damage
    try:
        batches(held("x.db", bytes(content)))
    except Failed as failed:
        assert failed.failure.kind == "hostile"
