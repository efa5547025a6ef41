"""JSON and JSON lines: round trips, dirt, and what means harm."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.readers import _json_kernels, _lines
from nightlatch.readers import json as json_reader
from nightlatch.readers._documents import of_block
from nightlatch.stores import Reading
from tests.readers.reading import batches, held, opened, records, undecodable

ROWS = [{"id": n, "name": f"a{n}", "at": {"x": n / 2, "tags": [n, n + 1]}} for n in range(200)]
FLAT = [
    {"id": one["id"], "name": one["name"], "at.x": one["at"]["x"], "at.tags[]": one["at"]["tags"][1]} for one in ROWS
]
SCALARS = st.one_of(
    st.integers(-(1 << 53), 1 << 53), st.booleans(), st.text("aßΩ字 \"\\", min_size=1, max_size=20),
    st.floats(allow_nan=False, allow_infinity=False),
)  # fmt: skip
OBJECTS = st.lists(
    st.dictionaries(st.sampled_from(["a", "b", "name", "mail"]), SCALARS, max_size=4), min_size=1, max_size=30
)


def lines(rows: list[Any]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


@pytest.mark.parametrize(
    "content",
    [lines(ROWS), lines(ROWS)[:-1], lines(ROWS).replace(b"\n", b"\r\n\n"), json.dumps(ROWS).encode(),
     json.dumps(ROWS, indent=2).encode(), b"\xef\xbb\xbf" + lines(ROWS), json.dumps(ROWS).encode("utf-16"),
     b"\n".join(json.dumps(row, indent=1).encode() for row in ROWS)],
    ids=["lines", "no-last-line-end", "crlf", "list", "indented", "bom", "utf-16", "objects-in-a-row"],
)  # fmt: skip
def test_records_are_what_was_written(content: bytes) -> None:
    """Lines, a list, and objects one after the other, in whatever layout and encoding, are the same records."""
    assert records(held("x", content)) == FLAT


@given(OBJECTS)
def test_any_objects_come_back(rows: list[dict[str, Any]]) -> None:
    """Each value belongs to its record, whatever types a field mixes; numbers stay equal."""
    for content in (lines(rows), json.dumps(rows).encode()):
        name = "x.jsonl" if content[:1] == b"{" else "x.json"
        assert records(held(name, content)) == rows


def test_one_object_is_one_record() -> None:
    """Its lists are fields with several values."""
    (batch,) = batches(held("x.json", json.dumps({"data": ROWS}).encode()))
    assert batch.records == 1
    assert {one.path: len(one.array) for one in batch.columns}["data[].name"] == len(ROWS)


def test_dirty_lines_are_counted_and_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no JSON among thousands of good lines costs none of them, and stays as text."""
    many = [lines(ROWS[:1])] * 3000
    many[1234] = b"broken of ann@example.org\n"
    many[2000] = b'{"id": 7, "name": \n'
    found = held("x.jsonl", b"".join(many))
    told = records(found)
    assert len(told) == 3000 and undecodable(found) == 2
    assert [one["line"] for one in told if "line" in one] == ["broken of ann@example.org", '{"id": 7, "name": ']
    assert sum("name" in one for one in told) == 2998


def test_invalid_bytes_cost_a_record_its_encoding_only() -> None:
    """A line that is no UTF-8 is read as Windows-1252 and counted."""
    found = held("x.jsonl", lines([{"name": "a"}] * 9000) + b'{"name": "J\xfcrgen"}\n')
    assert records(found)[-1] == {"name": "Jürgen"} and undecodable(found) == 1


def test_fields_that_change_their_type_keep_their_values() -> None:
    """Numbers, texts and objects under one name, within a block and from one block to the next."""
    rows = [{"v": 1}, {"v": "two"}, {"v": {"deep": 3}}, {"v": None}, {}] * 400
    told = records(held("x.jsonl", lines(rows)))
    assert told == [{"v": 1}, {"v": "two"}, {"v.deep": 3}, {}, {}] * 400


def test_nesting_is_bounded() -> None:
    """100,000 levels are text of one record, and cost the others nothing."""
    deep = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
    told = records(held("x.jsonl", lines(ROWS[:2]) + deep + b"\n" + lines(ROWS[:1])))
    assert len(told) == 4 and told[0] == FLAT[0] == told[3]
    assert len(records(held("x.json", b"[" * 100_000 + b"]" * 100_000))) <= 1


def test_a_line_longer_than_any_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is counted as undecodable, and never held; what follows is read."""
    monkeypatch.setattr(_lines, "LONGEST", 1 << 16)
    monkeypatch.setattr(_lines, "BLOCK", 1 << 12)
    monkeypatch.setattr(_lines.blocks, "__kwdefaults__", {"is_whole": True, "size": 1 << 12})
    content = lines(ROWS[:2]) + b'{"a": "' + b"x" * (1 << 18) + b'"}\n' + lines(ROWS[:1])
    found = held("x.jsonl", content)
    assert [one for one in records(found) if one] == [FLAT[0], FLAT[1], FLAT[0]] and undecodable(found) == 1


def test_one_object_that_is_too_long_is_read_by_its_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """The elements of the lists that are its fields are records then."""
    monkeypatch.setattr(json_reader, "LONGEST", 1 << 12)
    monkeypatch.setattr(json_reader, "BLOCK", 1 << 10)
    content = json.dumps({"version": 3, "people": ROWS, "more": {"x": "],["}}, indent=1).encode()
    assert [one for one in records(held("x.json", content)) if "id" in one] == FLAT


@given(
    st.lists(st.sampled_from(['{"a":1}', '{"a":"]},{"}', "[1,2]", '"x\\""', "null", "3"]), min_size=1),
    st.integers(1, 9),
)
def test_elements_are_found_wherever_blocks_end(elements: list[str], size: int) -> None:
    """The kernel's state carries over: cut anywhere, a list has the same elements."""
    import numpy as np

    text, state, out = f"[{', '.join(elements)}]".encode(), _json_kernels.beginning(), b""
    for start in range(0, len(text), size):
        piece = np.frombuffer(text[start : start + size], np.uint8)
        put = np.empty(len(piece), np.uint8)
        _json_kernels.put_on_lines(piece, put, state, 1)
        out += put.tobytes()
    assert [json.loads(line) for line in out.splitlines() if line.strip()] == [json.loads(one) for one in elements]


def test_a_sample_is_as_long_as_was_asked_for() -> None:
    """No more records than that, in their order."""
    assert records(held("x.jsonl", lines(ROWS)), Reading(records=7)) == FLAT[:7]


@given(
    st.binary(max_size=300) | st.text('{}[]",:\\ab1 \n', max_size=200).map(str.encode),
    st.sampled_from(["x.json", "x.jsonl", "x"]),
)
def test_no_text_breaks_it(content: bytes, name: str) -> None:
    """Whatever is in the file, every value belongs to a record."""
    for batch in batches(held(name, b" " + content)):
        for column in batch.columns:
            rows = len(column.array) if column.rows is None else len(column.rows)
            assert rows == len(column.array) and (column.rows is None or not rows or column.rows.max() < batch.records)


@pytest.mark.parametrize("block", [b"null", b" null", b'null\n{"a": 1}', b'null{"a": 1}', b"\r\nnull, 1}"])
def test_a_first_text_that_is_null_does_no_harm(block: bytes) -> None:
    """Arrow's reader crashes the process on it: it is not asked."""
    assert sum(batch.records for batch in of_block(block)) == 1 + (b"\n{" in block)


@pytest.mark.parametrize("block", [b'{"\x99": 1}\n{}', b'{"a": {"\xff": [1]}}\n{"b": 2}'])
def test_a_name_that_is_no_text_costs_a_record_its_encoding_only(block: bytes) -> None:
    """Arrow takes any bytes for a field's name."""
    assert sum(batch.records for batch in of_block(block)) == 2


def test_an_empty_file_holds_nothing() -> None:
    """No table, and nothing left."""
    assert opened(held("x.json", b"")) == ({}, [])
