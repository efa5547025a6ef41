"""BSON documents as columns, held against PyMongo's own decoder, and against bytes that are no BSON at all."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import bson
import numpy as np
import pyarrow as pa
import pytest
from bson.binary import Binary, UuidRepresentation
from bson.decimal128 import Decimal128
from bson.int64 import Int64
from bson.timestamp import Timestamp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightlatch.stores import Batch
from nightlatch.stores import _mongodb_kernels as kernels
from nightlatch.stores._mongodb_columns import Walker
from nightlatch.survey.flatten import is_data_key


def array(*documents: bytes) -> np.ndarray[Any, Any]:
    """Encoded documents as the BSON array of a reply."""
    body = b"".join(b"\x03%d\0" % i + one for i, one in enumerate(documents))
    return np.frombuffer(struct.pack("<i", len(body) + 5) + body + b"\0", np.uint8).copy()


def walk(*documents: bytes, walker: Walker | None = None) -> list[Batch]:
    data = array(*documents)
    batches = list((walker or Walker(7)).batches(data, 0, len(data)))
    for batch in batches:
        for column in batch.columns:
            column.array.validate(full=True)
            rows = np.arange(batch.records) if column.rows is None else column.rows
            assert len(rows) == len(column.array) and np.all(np.diff(rows) >= 0)
            assert len(rows) == 0 or (rows[0] >= 0 and rows[-1] < batch.records)
    return batches


def values(*documents: dict[str, Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for batch in walk(*map(bson.encode, documents)):
        for column in batch.columns:
            found.setdefault(column.path, []).extend(column.array.to_pylist())
    return found


def test_nested_fields_and_arrays_become_paths() -> None:
    """A field is found at parent.child, an array at field[], an array of arrays at field[][]."""
    found = values({"a": {"b": 1, "c": {"d": "x"}}, "e": [{"f": 2.5}, {"f": 3.5}], "g": [[1, 2], [3]]})
    assert found == {"a.b": [1], "a.c.d": ["x"], "e[].f": [2.5, 3.5], "g[][]": [1, 2, 3]}


def test_a_column_knows_the_record_of_each_value() -> None:
    """Where a record holds none or several values, rows say whose they are; where each holds one, they are None."""
    (batch,) = walk(*map(bson.encode, [{"n": 1}, {"n": 2, "t": ["a", "b"]}, {"n": 3, "t": ["c"]}]))
    rows = {column.path: column.rows for column in batch.columns}
    assert rows["n"] is None
    assert rows["t[]"] is not None and rows["t[]"].tolist() == [1, 1, 2]


def test_each_type_has_its_column() -> None:
    """One path with values of several types is several columns; null and its like are absent."""
    when = datetime(2026, 11, 23, 4, 0, 0, 123000, tzinfo=UTC)
    number = UUID("12345678-1234-5678-1234-567812345678")
    document = {
        "x": [1, Int64(1 << 60), 2.5, "s", True, when, None, bson.ObjectId(b"a" * 12), Decimal128("1.50"), b"raw",
              bson.Regex("a+", "i"), bson.Code("f()"), bson.Code("g()", {"v": 1}), Timestamp(1_700_000_000, 3),
              bson.MinKey(), bson.MaxKey(), Binary(b"old", 2), bson.DBRef("c", 5), Binary.from_uuid(number)],
    }  # fmt: skip
    (batch,) = walk(bson.encode(document))
    found = {(column.path, str(column.array.type)): column.array.to_pylist() for column in batch.columns}
    assert found[("x[]", "int64")] == [1, 1 << 60]
    assert found[("x[]", "double")] == [2.5]
    assert found[("x[]", "bool")] == [True]
    assert found[("x[].$ref", "large_string")] == ["c"]
    assert found[("x[]", "fixed_size_binary[12]")] == [b"a" * 12]
    assert found[("x[]", "large_binary")] == [b"raw", b"old"]
    texts = [one for column in batch.columns if column.path == "x[]" and column.array.type == pa.large_string()
             for one in column.array.to_pylist()]  # fmt: skip
    assert sorted(texts) == sorted(["s", "a+", "f()", "g()", "1.50", str(number)])
    moments = (column for column in batch.columns if pa.types.is_timestamp(column.array.type))
    times = [one for column in moments for one in column.array.to_pylist()]
    assert sorted(times) == [datetime(2023, 11, 14, 22, 13, 20), when.replace(tzinfo=None)]


def test_text_that_is_not_utf8_is_made_valid() -> None:
    """A byte that cannot stay becomes a question mark, and what is valid beside it stays."""
    document = bytearray(bson.encode({"a": "abc", "b": "né"}))
    document[document.index(b"abc") + 1] = 0xFF
    (batch,) = walk(bytes(document))
    assert {column.path: column.array.to_pylist() for column in batch.columns} == {"a": ["a?c"], "b": ["né"]}


@settings(deadline=None)
@given(st.binary(max_size=24))
def test_repair_keeps_what_python_can_decode(raw: bytes) -> None:
    """Repaired text is valid; text that was valid is left alone."""
    document = bytearray(bson.encode({"a": "x" * len(raw)}))
    document[document.index(b"a\0") + 6 : -2] = raw
    (batch,) = walk(bytes(document))
    (text,) = batch.columns[0].array.to_pylist()
    try:
        assert text == raw.decode()
    except UnicodeDecodeError:
        assert "?" in text


def test_keys_that_are_data_collapse() -> None:
    """Addresses as keys do not become fields; they are the values of a field of their own."""
    found = values({"by": {"ann@example.org": {"n": 1}, "bob@example.org": {"n": 2}}, "507f1f77bcf86cd799439011": "v"})
    assert found == {
        "by.{key}": ["ann@example.org", "bob@example.org"], "by.*.n": [1, 2],
        "{key}": ["507f1f77bcf86cd799439011"], "*": ["v"],
    }  # fmt: skip


def test_many_different_keys_of_one_object_are_data_from_the_first_on() -> None:
    """Names as keys collapse as soon as there are too many of them, also those met before that was known."""
    found = values(*({"who": {f"name{'abcdefghij'[i % 10]}{'x' * (i // 10)}": {"n": i}}} for i in range(600)))
    assert set(found) == {"who.{key}", "who.*.n"}
    assert found["who.*.n"] == list(range(600)) and len(set(found["who.{key}"])) == 600


def test_a_wide_document_is_no_map() -> None:
    """Three hundred fields that every record has are fields."""
    document = {f"f{chr(97 + i % 26)}{'x' * (i // 26)}": i for i in range(300)}
    assert len(values(*[document] * 20)) == 300


def test_the_field_list_cannot_explode() -> None:
    """Paths beyond the limit are counted under "*", at whatever level they are new."""
    found = values(*({f"k{'abcdefghij'[i // 100 % 10]}": {f"m{i % 100}n": {f"o{i % 7}p{j}q": 1 for j in range(9)}}}
                     for i in range(4000)))  # fmt: skip
    assert len(found) <= kernels.NODES and "*" in found
    assert sum(len(one) for path, one in found.items() if not path.endswith("{key}")) == 36_000


@settings(deadline=None)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=70)
       | st.from_regex(r"\A[0-9a-fA-F@+() -]{1,40}\Z"))  # fmt: skip
def test_the_rule_for_keys_is_that_of_other_stores(key: str) -> None:
    """A key is data here exactly where it is for JSON, but for digits of other scripts and letters outside ASCII."""
    raw = np.frombuffer(key.encode(), np.uint8)
    if key.isascii() and "\n" not in key:
        assert kernels.is_data(raw, 0, len(raw)) == is_data_key(key)


_KEYS = st.text("abcdefg_ß語", min_size=1, max_size=6)
_LEAVES = (
    st.none() | st.booleans() | st.integers(-(1 << 63), (1 << 63) - 1) | st.floats(allow_nan=False)
    | st.text(max_size=30) | st.binary(max_size=20) | st.datetimes(datetime(1, 1, 1), datetime(9999, 1, 1))
    | st.binary(min_size=12, max_size=12).map(bson.ObjectId)
)  # fmt: skip
_VALUES = st.recursive(_LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4))
_DOCUMENTS = st.lists(st.dictionaries(_KEYS, _VALUES, max_size=6), max_size=8)


def leaves(path: str, value: Any) -> list[tuple[str, Any]]:
    """Path and value of each leaf of a decoded document, in order."""
    if isinstance(value, dict):
        return [leaf for key, one in value.items() for leaf in leaves(f"{path}.{key}" if path else key, one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in leaves(f"{path}[]", one)]
    if value is None:
        return []
    value = value.binary if isinstance(value, bson.ObjectId) else value
    return [(path, (type(value).__name__.replace("Int64", "int"), value))]


@settings(max_examples=150, deadline=None)
@given(_DOCUMENTS)
def test_the_walker_finds_what_the_decoder_finds(documents: list[dict[str, Any]]) -> None:
    """Any document: the same values of the same types at the same paths, in the same order."""
    encoded = [bson.encode(one) for one in documents]
    want: dict[tuple[str, str], list[Any]] = {}
    for one in encoded:
        for path, (kind, value) in leaves("", bson.decode(one)):
            want.setdefault((path, kind), []).append(value)
    have: dict[tuple[str, str], list[Any]] = {}
    for batch in walk(*encoded):
        assert batch.records == len(documents) and batch.undecodable == 0
        for column in batch.columns:
            for value in column.array.to_pylist():
                have.setdefault((column.path, type(value).__name__), []).append(value)
    # object ids come as bytes, and a path may hold both: compared apart from their order
    assert {key: sorted(map(repr, found)) for key, found in have.items()} == {
        key: sorted(map(repr, found)) for key, found in want.items()
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_DOCUMENTS.filter(bool), st.lists(st.tuples(st.integers(0, 1 << 30), st.integers(0, 255)), max_size=8))
def test_mutated_documents_are_undone_or_walked(documents: list[Any], changes: list[tuple[int, int]]) -> None:
    """Whatever byte is changed, the walk ends, stays inside, and gives valid columns."""
    data = array(*map(bson.encode, documents))
    for place, byte in changes:
        data[4 + place % (len(data) - 5)] = byte
    for batch in Walker(7).batches(data, 0, len(data)):
        for column in batch.columns:
            column.array.validate(full=True)


@settings(max_examples=100, deadline=None)
@given(st.binary(min_size=5, max_size=300))
def test_random_bytes_are_counted_not_believed(raw: bytes) -> None:
    """Bytes that are no documents give no columns that Arrow would refuse, and the walk ends."""
    data = np.frombuffer(raw, np.uint8).copy()
    for batch in Walker(7).batches(data, 0, len(data)):
        for column in batch.columns:
            column.array.validate(full=True)


def test_a_broken_document_is_skipped_by_its_length() -> None:
    """The documents before and behind a broken one are read; it is counted as undecodable."""
    bad = bytearray(bson.encode({"a": "xyz", "z": 1}))
    bad[7] = 0x70  # the string's length leads out of the document
    (batch,) = walk(bson.encode({"a": "one"}), bytes(bad), bson.encode({"a": "two"}))
    assert (batch.records, batch.undecodable) == (2, 1)
    assert batch.columns[0].array.to_pylist() == ["one", "two"] and batch.columns[0].rows is None


def test_deep_nesting_is_refused() -> None:
    """A hundred thousand levels are one undecodable document, at no cost in stack."""
    levels = 100_000
    sizes = (struct.pack("<i", 5 + 8 * (levels - i)) for i in range(levels))
    deep = b"".join(size + b"\x03a\0" for size in sizes) + b"\x05\0\0\0\0" + b"\0" * levels
    (batch,) = walk(bson.encode({"n": 1}), deep, bson.encode({"n": 2}))
    assert (batch.records, batch.undecodable) == (2, 1)


def test_more_values_than_fit_at_once_come_in_several_batches() -> None:
    """A reply with more values than the walker has places for is cut between documents; nothing is lost."""
    document = bson.encode({"x": [1] * 400_000})
    batches = walk(*[document] * 5)
    assert len(batches) > 1 and sum(batch.records for batch in batches) == 5
    assert sum(len(column.array) for batch in batches for column in batch.columns) == 2_000_000


def test_paths_are_known_again_in_the_next_reply() -> None:
    """The same field of two replies has the same path, also when its neighbours changed."""
    walker = Walker(7)
    first = walk(bson.encode({"a": 1, "b": 2}), walker=walker)
    second = walk(bson.encode({"b": 3, "c": 4, "a": 5}), walker=walker)
    assert {column.path for column in first[0].columns} == {"a", "b"}
    assert {column.path: column.array.to_pylist() for column in second[0].columns} == {"a": [5], "b": [3], "c": [4]}


@pytest.mark.parametrize("way", ["NUMBA_BOUNDSCHECK", "NUMBA_DISABLE_JIT"])
def test_no_index_ever_leaves_its_array(way: str, tmp_path: Any) -> None:
    """With every index checked, broken and mutated documents raise nothing."""
    program = """
import random, struct, bson, numpy as np
np.seterr(over="ignore")
from nightlatch.stores._mongodb_columns import Walker
rnd = random.Random(5)
inner = ["x", 1, 2.5, {"c": b"raw", "d@e": None}]
doc = bson.encode({"a": {"b": inner}, "e": "\\u8a9e", "f": bson.Regex("a"), "0123": True})
for turn in range(TURNS):
    body = b"".join(b"\\x03%d\\0" % i + doc for i in range(3))
    data = np.frombuffer(struct.pack("<i", len(body) + 5) + body + b"\\0", np.uint8).copy()
    for _ in range(rnd.randrange(6)):
        data[4 + rnd.randrange(len(data) - 5)] = rnd.choice((0, 1, 2, 3, 4, 5, 255, rnd.randrange(256)))
    for batch in Walker(1).batches(data, 0, len(data)):
        for column in batch.columns:
            column.array.validate(full=True)
"""
    turns = "3000" if way == "NUMBA_BOUNDSCHECK" else "150"
    environ = {**os.environ, way: "1", "NUMBA_CACHE_DIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program.replace("TURNS", turns)], env=environ, capture_output=True,
                          text=True, timeout=300, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]


def test_uuids_come_as_text() -> None:
    """A UUID in binary reads as the same UUID in text does, so that one joins the other."""
    number = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
    options = bson.codec_options.CodecOptions(uuid_representation=UuidRepresentation.STANDARD)
    (batch,) = walk(bson.encode({"u": number}, codec_options=options))
    assert batch.columns[0].array.to_pylist() == [str(number)]
