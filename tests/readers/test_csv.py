"""CSV and its kin: dialects, encodings, round trips against the standard library, and dirt."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.readers import csv as csv_reader
from tests.readers.reading import batches, held, records, undecodable

HEADING = ["person_id", "full name", "e-mail"]
ROWS = [[f"{n:05}", f"Ada {n}", f"a{n}@example.org"] for n in range(300)]
TOLD = [dict(zip(HEADING, row, strict=True)) for row in ROWS]


def table(rows: list[list[str]], *, delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL, end: str = "\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_dialect_is_told_by_the_rows(delimiter: str, quoting: int, end: str) -> None:
    """Delimiter, quoting and line ends, whatever the file is called; no zero is lost."""
    content = table([HEADING, *ROWS], delimiter=delimiter, quoting=quoting, end=end).encode()
    assert records(held("export.txt", content)) == TOLD


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_an_encoding_is_told_by_its_bytes(encoding: str) -> None:
    """With a mark and without."""
    rows = [[one[0], f"Jürgen Müller {one[0]}", one[2]] for one in ROWS]
    content = table([HEADING, *rows]).encode(encoding)
    assert [one["full name"] for one in records(held("x.csv", content))] == [row[1] for row in rows]


def test_a_table_without_a_heading_has_numbered_fields() -> None:
    """Its first row may be somebody."""
    assert records(held("x.csv", table(ROWS).encode()))[0] == {
        "column1": "00000",
        "column2": "Ada 0",
        "column3": "a0@example.org",
    }


def test_a_heading_is_believed_above_words() -> None:
    """Where all cells are words, those of a first row that other fields are called by name them."""
    content = table([["first_name", "city"], *[["Ada", "Oslo"], ["Bo", "Rome"], ["Cy", "Bern"]]]).encode()
    assert records(held("x.csv", content))[0] == {"first_name": "Ada", "city": "Oslo"}


@given(
    st.lists(st.lists(st.text('a1 ,;"\n|é', max_size=6), min_size=3, max_size=3), min_size=1, max_size=40),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
)
def test_any_table_comes_back(rows: list[list[str]], quoting: int) -> None:
    """Quoted delimiters, quotes and line ends included; a cell without text is none."""
    content = table([HEADING, *[["x@example.org"] * 3] * 60, *rows], quoting=quoting).encode()
    told = records(held("x.csv", content))[60:]
    assert told == [{name: cell for name, cell in zip(HEADING, row, strict=True) if cell != ""} for row in rows]


def test_rows_of_another_width_are_counted_and_kept() -> None:
    """They are undecodable, and their text is a field of its own."""
    rows = [*ROWS, ["too", "few"], ["one", "too", "many", "x"]]
    found = held("x.csv", table([HEADING, *rows]).encode())
    assert undecodable(found) == 2 and len(records(found)) == len(rows)
    assert {one["line"] for one in records(found) if "line" in one} == {"too,few", "one,too,many,x"}


def test_blocks_end_between_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quoted line end is none, wherever a block would end."""
    monkeypatch.setattr(csv_reader, "BLOCK", 1000)
    rows = [[one[0], f'line one\nline "two", {one[0]}', one[2]] for one in ROWS]
    found = held("x.csv", table([HEADING, *rows]).encode())
    assert [one["full name"] for one in records(found)] == [row[1] for row in rows] and len(batches(found)) > 10


def test_a_quotation_that_never_ends_costs_a_bounded_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no quotation then: what was read is lines, and what follows is a table again."""
    monkeypatch.setattr(csv_reader, "BLOCK", 1 << 12)
    monkeypatch.setattr(csv_reader, "LONGEST", 1 << 14)
    content = table([HEADING, *ROWS]) + '1,"never ends,x\n' + table(ROWS * 8)
    told = records(held("x.csv", content.encode()))
    assert len(told) == 9 * len(ROWS) + 1
    assert told[: len(ROWS)] == TOLD and told[-1] == TOLD[-1]


def test_damaged_bytes_cost_no_row() -> None:
    """Late in a long file of UTF-8 they are read as Windows-1252, and counted."""
    content = table([HEADING, *ROWS * 20]).encode() + b"1,J\xfcrgen,j@example.org\n"
    found = held("x.csv", content)
    assert records(found)[-1]["full name"] == "Jürgen" and undecodable(found) == 1


def test_many_columns_are_taken() -> None:
    """Fifty thousand of them."""
    names = [f"field {n}x" for n in range(50_000)]
    content = table([names, [str(n) for n in range(50_000)], [str(n) for n in range(50_000)]]).encode()
    told = records(held("x.csv", content))
    assert len(told) == 2 and len(told[0]) == 50_000


def test_json_in_cells_is_opened() -> None:
    """Objects become fields below the column's."""
    rows = [[one[0], one[1], f'{{"mail": "{one[2]}"}}'] for one in ROWS]
    assert records(held("x.csv", table([HEADING, *rows]).encode()))[3]["e-mail.mail"] == "a3@example.org"


@given(st.binary(max_size=300) | st.text('a1",;|\t\n\r\0', max_size=200).map(str.encode))
def test_no_text_breaks_it(content: bytes) -> None:
    """Whatever is in the file, every value belongs to a record."""
    for batch in batches(held("x.csv", b"a" + content)):
        for column in batch.columns:
            assert len(column.array) <= batch.records if column.rows is None else len(column.array) == len(column.rows)
