"""Structure inside text is laid open and judged like fields of its own."""

from __future__ import annotations

import base64
import json
import urllib.parse
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.stores import Column
from nightlatch.survey._decoding import base64 as from_base64
from nightlatch.survey._decoding import percent
from nightlatch.survey.embedded import MAX_KEYS, form_of, laid_open
from nightlatch.survey.plan import plan
from nightlatch.survey.values import Values
from tests.survey.made import Store, batch, id_number, mail

N = 60


def opened(values: list[Any]) -> dict[str, tuple[list[Any], list[int]]]:
    """Path, values and records of what is inside."""
    array = pa.array(values, pa.large_string())
    form = form_of(Values(array))
    if form is None:
        return {}
    columns = laid_open(Column(path="t", array=array), form)
    return {one.path: (one.array.to_pylist(), [] if one.rows is None else one.rows.tolist()) for one in columns}


def document(n: int) -> str:
    return json.dumps({"person": {"mail": mail(n), "id": id_number(n)}, "tags": ["a", "b"]})


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("make", "path", "first"),
    [
        (document, "t{}.person.mail", mail(0)),
        (lambda n: f"https://www.example.org/p?mail={urllib.parse.quote(mail(n))}&x=1", "t{}.mail", mail(0)),
        (lambda n: f"?mail={urllib.parse.quote(mail(n))}", "t{}.mail", mail(0)),
        (lambda n: f"mail={mail(n)}; sid={n}", "t{}.mail", mail(0)),
        (lambda n: f"Mail: {mail(n)}\nPhone: +1 202-555-01{n:02}", "t{}.Phone", "+1 202-555-0100"),
        (lambda n: f"{mail(n)};{mail(n + 1)}", "t{}[]", mail(0)),
        (lambda n: f"{mail(n)}|{n}", "t{}[]", mail(0)),
        (lambda n: encoded(mail(n)), "t{}", mail(0)),
        (lambda n: urllib.parse.quote(mail(n)), "t{}", mail(0)),
    ],
)
def test_what_is_inside_has_a_path_and_its_record(make: Any, path: str, first: str) -> None:
    """JSON, query strings, pairs, lines, lists, Base64 and percent-encoding are laid open, each value with its record."""
    values, rows = opened([None, *[make(n) for n in range(N)]])[path]
    assert values[0] == first
    assert rows[0] == 1


@pytest.mark.parametrize(
    "values",
    [
        ["password", "username", "passport", "keyboard"] * 20,
        [f"{n} Example Street, Springfield" for n in range(N)],
        ["a sentence with = in it", "and one more"] * 20,
        [f"{n:032x}" for n in range(10**30, 10**30 + N)],
        ["+1 202-555-0100"] * N,
        ["[see below]", "{name}", "ok"] * 20,
        ["100 %", "50 % off"] * 20,
        [],
    ],
)
def test_text_without_structure_stays_text(values: list[str]) -> None:
    """Words, addresses, sentences, digests and numbers are not taken apart."""
    assert opened(values) == {}


def test_structure_is_judged_and_counted_like_fields() -> None:
    """Encoded JSON in a field is found in two steps, identifies people, and is counted over all batches."""
    rows = {"payload": [encoded(document(n)) for n in range(N)], "n": list(range(N))}
    made = plan("events", "s", [batch(rows)])
    found = {path: [claim.verdict.category.id for claim in claims] for path, claims in made.claims.items() if claims}
    assert found["payload{}.person.mail"] == ["email"]
    assert found["payload{}.person.id"] == ["national-id.cn"]
    store = Store()
    tally = store.add("events", rows, 7, 30, made=made)
    assert tally.fields["payload{}.person.mail"].hits["email"] == N
    assert store.people.count().value == N


def test_structure_that_comes_late_is_judged_where_it_comes() -> None:
    """A field that is first seen after the sample is laid open from its first batch on."""
    store = Store()
    made = store.planned("events", {"n": list(range(N))})
    tally = store.add("events", {"n": list(range(N)), "payload": [document(n) for n in range(N)]}, 20, made=made)
    assert tally.fields["payload{}.person.mail"].hits["email"] == N


def test_a_list_in_which_nothing_is_found_is_no_field() -> None:
    """Tags stay one text; addresses in a list are a field."""
    made = plan(
        "t",
        "s",
        [batch({"tags": ["red;green", "blue;red"] * 30, "cc": [f"{mail(n)};{mail(n + 9)}" for n in range(N)]})],
    )
    assert set(made.forms) == {"cc"}
    assert [claim.verdict.category.id for claim in made.claims["cc{}[]"]] == ["email"]


def test_rows_in_a_field_are_columns() -> None:
    """Where all texts have as many parts, each part is judged with its like; one row that differs harms nothing."""
    row = "{}|{}|4{:02}1 Example Street|{}"
    texts = [row.format(id_number(n), mail(n), n % 60, ("paid", "open")[n % 2]) for n in range(N)]
    made = plan("t", "s", [batch({"packed": [*texts, "none"]})])
    found = {path: [claim.verdict.category.id for claim in claims] for path, claims in made.claims.items() if claims}
    assert found["packed{}.1"] == ["national-id.cn"]
    assert found["packed{}.2"] == ["email"]
    assert "packed{}[]" not in made.judged
    assert opened([*texts, "a|b|c|d|e"])["t{}.4"][1] == list(range(N + 1))


def test_rows_in_which_nothing_is_found_are_no_fields() -> None:
    """Three colours each stay one text."""
    made = plan("t", "s", [batch({"tags": ["red;green;blue", "blue;red;green"] * 30})])
    assert not made.forms
    assert made.judged == {"tags"}


def test_json_that_is_too_deep_or_broken_stays_text() -> None:
    """A nesting of 100,000 levels and half a document harm nothing; sound ones beside them are laid open."""
    texts = ["[" * 100_000 + "]" * 100_000, '{"a": 1', '{"a": }', *[document(n) for n in range(N)]]
    values, rows = opened(texts)["t{}.person.mail"]
    assert len(values) == N
    assert rows[0] == 3


def test_keys_without_number_are_data() -> None:
    """Pairs of ever new keys become one field, not thousands."""
    found = opened([f"k{chr(97 + n % 26)}{chr(97 + n // 26)}=1&a=2" for n in range(500)])
    assert len(found) <= MAX_KEYS + 1
    assert len(found["t{}.*"][0]) > 300


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=8))
def test_decoding_undoes_encoding(texts: list[str]) -> None:
    """Each text comes back as it was; one with control characters is said to be no text."""
    for undo, values in (
        (from_base64, [base64.urlsafe_b64encode(text.encode()).decode() for text in texts]),
        (percent, [urllib.parse.quote_plus(text) for text in texts]),
    ):
        offsets, data, sound = undo(*Values(pa.array(values, pa.large_string())).utf8)
        for at, text in enumerate(texts):
            is_plain = all((ord(c) >= 32 and ord(c) != 127) or c in "\t\n\r" for c in text)
            assert sound[at] == (is_plain and (undo is percent or text != ""))
            if sound[at]:
                assert bytes(data[offsets[at] : offsets[at + 1]]).decode() == text


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text('{}[]":,=&;|%0aé\n AQ', max_size=24)), max_size=12))
def test_any_text_is_borne(texts: list[str | None]) -> None:
    """Whatever a field holds, laying it open raises nothing and stays inside its records."""
    array = pa.array(texts, pa.large_string())
    for form in ("json", "pairs", "lines", "base64", "percent", ";", ",", "row,", "row|"):
        for one in laid_open(Column(path="t", array=array), form):
            assert one.rows is not None
            assert len(one.rows) == len(one.array)
            assert not len(one.rows) or 0 <= one.rows.min() <= one.rows.max() < len(texts)
