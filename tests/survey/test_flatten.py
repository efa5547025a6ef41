"""Nested records as columns: what is in them is found wherever it is, and no text brings the reader down."""

from __future__ import annotations

import json
import tracemalloc
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.stores import Column
from nightlatch.survey.flatten import MAX_KEYS, columns_of, expand_json, flat, is_data_key
from nightlatch.survey.jsonshape import MAX_DEPTH, MAX_PATHS, shape
from nightlatch.survey.values import buffers_of

Told = dict[str, list[tuple[int, Any]]]


def told(columns: Any) -> Told:
    """``{path: [(record, value), ...]}`` of all that is not null."""
    found: Told = {}
    for column in columns:
        rows = range(len(column.array)) if column.rows is None else column.rows.tolist()
        assert list(rows) == sorted(rows)
        pairs = zip(rows, column.array.to_pylist(), strict=True)
        found.setdefault(column.path, []).extend((row, value) for row, value in pairs if value is not None)
    return {path: sorted(values, key=repr) for path, values in found.items() if values}


def parsed(*texts: Any) -> Told:
    given = [text if isinstance(text, str | None) else json.dumps(text) for text in texts]
    return told(expand_json("v", pa.array(given, pa.large_string())))


def test_structs_and_arrays_become_paths() -> None:
    """A value knows its record, however deep it lies; nulls and empty arrays leave nothing behind."""
    people = [
        {"name": "a", "visits": [{"lat": 1.5, "at": [1, 2]}, {"lat": 2.5, "at": []}]},
        {"name": None, "visits": []},
        {"name": "c", "visits": None},
        {"name": "d", "visits": [{"lat": 4.5, "at": [3]}]},
    ]
    batch = pa.RecordBatch.from_pylist([{"person": one} for one in people])
    found = told(columns_of(batch))
    assert found == {
        "person.name": [(0, "a"), (2, "c"), (3, "d")],
        "person.visits[].lat": [(0, 1.5), (0, 2.5), (3, 4.5)],
        "person.visits[].at[]": [(0, 1), (0, 2), (3, 3)],
    }


def test_a_slice_is_flattened_as_what_it_shows() -> None:
    """Slices of lists and maps give their own values, not those of the array they are cut from."""
    lists = pa.array([[1], [2, 3], None, [4]])
    maps = pa.array([[("a", 1)], [("b", 2), ("c", 3)], None, []], pa.map_(pa.string(), pa.int64()))
    fixed = pa.array([[1, 2], [3, 4], None, [5, 6]], pa.list_(pa.int64(), 2))
    assert told(flat("x", lists.slice(1))) == {"x[]": [(0, 2), (0, 3), (2, 4)]}
    assert told(flat("x", maps.slice(1))) == {"x.{key}": [(0, "b"), (0, "c")], "x.*": [(0, 2), (0, 3)]}
    assert told(flat("x", fixed.slice(1))) == {"x[]": [(0, 3), (0, 4), (2, 5), (2, 6)]}


def test_a_field_of_several_types_is_several_columns() -> None:
    """Text, numbers and objects under one name are all kept, each as what it is."""
    found = list(expand_json("v", pa.array(['{"a": 1}', '{"a": "x"}', '{"a": {"b": 2}}', '{"a": [true]}', "plain"])))
    assert {(one.path, str(one.array.type)) for one in found} == {
        ("v", "large_string"), ("v.a", "int64"), ("v.a", "large_string"), ("v.a.b", "int64"), ("v.a[]", "bool"),
    }  # fmt: skip
    assert told(found)["v.a"] == [(0, 1), (1, "x")]


@pytest.mark.parametrize("many", [3, 300, 3_000])
@pytest.mark.parametrize("key", ["8613800{:06}", "p{:06}@example.org", "{:024x}", "2019-02-{:06}", "k{:06}"])
def test_keys_that_are_data_are_values_of_one_field(key: str, many: int) -> None:
    """An object by account, mail address or day is one field; the keys are kept as values, since data hides there."""
    if key.startswith("k") and many < MAX_KEYS:
        return  # some names of plain letters are fields
    found = parsed(*({key.format(number): {"name": "x"}} for number in range(many)))
    assert len(found) <= 2 + MAX_KEYS
    if not key.startswith("k"):
        assert set(found) == {"v.*.name", "v.{key}"}
        assert sorted(value for _, value in found["v.{key}"]) == sorted(key.format(number) for number in range(many))
    assert len(found["v.*.name"]) >= many - MAX_KEYS


def test_names_of_fields_are_not_taken_for_data() -> None:
    """Words, camel case, short numbers at the end of words and other scripts are names."""
    for name in ("name", "idCard", "address2", "姓名", "first_name", "line1", "ID", "e-mail", "lat", "место", "ab12"):
        assert not is_data_key(name)


@pytest.mark.parametrize("levels", [MAX_DEPTH + 1, 1_000, 100_000])
@pytest.mark.parametrize("form", ["[{}", '{{"a":{}', '[{{"a":{}'])
def test_no_depth_brings_it_down(form: str, levels: int) -> None:
    """Text nested 100,000 levels deep stays text, closed or not, and its neighbours are read as ever."""
    unit = form.replace("{}", "").replace("{{", "{")
    closing = "".join({"[": "]", "{": "}"}[char] for char in reversed(unit) if char in "[{")
    for text in (unit * levels, unit * levels + "1" + closing * levels):
        found = parsed(text, {"name": "x"})
        assert found == {"v": [(0, text)], "v.name": [(1, "x")]}


def test_what_may_be_nested_is() -> None:
    """Sixty levels of objects or arrays are read to the bottom."""
    deep = parsed('{"a":' * 60 + "1" + "}" * 60)
    assert deep == {"v" + ".a" * 60: [(0, 1)]}
    assert parsed("[" * 60 + "1" + "]" * 60) == {"v" + "[]" * 60: [(0, 1)]}


def test_texts_of_ever_new_fields_stay_small() -> None:
    """Forty thousand field names in two thousand texts make a few hundred columns, and no table of all by all."""
    texts = [json.dumps({f"f{i}_{j}x": 1 for j in range(20)}) for i in range(2_000)]
    array = pa.array(texts, pa.large_string())
    before = pa.total_allocated_bytes()
    pool_peak = pa.default_memory_pool().max_memory()
    tracemalloc.start()
    found = expand_json("v", array)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) <= MAX_KEYS + 2
    assert sum(len(one.array) for one in found if one.path == "v.{key}") == 40_000 - MAX_KEYS
    assert peak < 64 << 20
    assert max(0, pa.default_memory_pool().max_memory() - max(pool_peak, before)) < 64 << 20


@pytest.mark.parametrize(
    "text",
    ["{", '{"a":', '{"a":1}}', '{"a":1}{"b":2}', '{"a":1}, "v":{"a":5}', '{"a":1}, "w":{"a":5}', '{"a":tru}', "[1,2",
     '{"a":"\\ud800"}', '{"\\udfff":1}', "[" + "9" * 5_000 + "]", '{"a":1e999}', '{"a":NaN}', "[]", "{}", "[null]",
     '{"a":1,"a":2}', '{"":1}', '["\\u0000"]', '{"a\nb":1}'],
)  # fmt: skip
def test_odd_texts_cost_their_neighbours_nothing(text: str) -> None:
    """Broken JSON, half surrogates, huge numbers: no error, and the text beside is read."""
    found = parsed({"ok": "x"}, text, {"ok": "y"})
    assert {(0, "x"), (2, "y")} <= set(found["v.ok"])
    for path in found:
        path.encode()  # what was half a character can be printed


SCALARS = st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text('ab"\\{}[]:, é', max_size=6)
NAMES = st.sampled_from(["a", "b", "c d", 'q"', "é", "x:y", "{", "]"])
OBJECTS = st.dictionaries(
    NAMES,
    st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3)),
    max_size=3,
)


def expected(path: str, row: int, value: Any, into: Told) -> Told:
    if isinstance(value, dict):
        for key, child in value.items():
            expected(f"{path}.{key}", row, child, into)
    elif isinstance(value, list):
        for child in value:
            expected(f"{path}[]", row, child, into)
    elif value is not None:
        into.setdefault(path, []).append((row, value))
    return into


@settings(max_examples=150, deadline=None)
@given(st.lists(OBJECTS, min_size=1, max_size=6))
def test_every_leaf_is_found_once(objects: list[Any]) -> None:
    """Whatever the shape, the columns hold exactly the leaves, each at its path and record."""
    wanted: Told = {}
    for row, value in enumerate(objects):
        expected("v", row, value, wanted)
    assert parsed(*objects) == {path: sorted(values, key=repr) for path, values in wanted.items()}


@settings(max_examples=100, deadline=None)
@given(st.lists(OBJECTS, min_size=1, max_size=6))
def test_levels_and_paths_are_told_beforehand(objects: list[Any]) -> None:
    """The look beforehand sees the depth and the number of distinct key paths that are there."""

    def levels(value: Any) -> int:
        if isinstance(value, dict | list):
            return 1 + max(map(levels, value.values() if isinstance(value, dict) else value), default=0)
        return 0

    def paths(path: str, value: Any) -> set[str]:
        if isinstance(value, dict):
            return {f"{path}\0{key}" for key in value}.union(*(paths(f"{path}\0{k}", one) for k, one in value.items()))
        return set().union(*(paths(path, one) for one in value)) if isinstance(value, list) else set()

    texts = pa.array([json.dumps(one, ensure_ascii=False) for one in objects], pa.large_string())
    found, many = shape(*buffers_of(texts))
    assert found.tolist() == [levels(one) for one in objects]
    assert many == len(set().union(*(paths("", one) for one in objects)))


def test_paths_are_counted_up_to_a_bound() -> None:
    """A text of a hundred thousand keys counts as "more"."""
    texts = pa.array([json.dumps({f"k{n}": 1 for n in range(100_000)})], pa.large_string())
    assert shape(*buffers_of(texts))[1] == MAX_PATHS + 1


def test_a_plain_batch_is_not_copied() -> None:
    """Columns of primitive types are the batch's own arrays."""
    batch = pa.RecordBatch.from_pydict({"a": np.arange(10), "b": ["x"] * 10})
    found: tuple[Column, ...] = columns_of(batch)
    assert [one.path for one in found] == ["a", "b"]
    assert found[0].array.buffers()[1].address == batch.column(0).buffers()[1].address
