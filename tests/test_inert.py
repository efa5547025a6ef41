"""What a server said is harmless to print, and names lose the values in them."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.inert import candidates, printable, taken_apart

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("orders", "orders"),
        ("身份证 (人员)", "身份证 (人员)"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\r\nb\x00", "a\\x0d\\x0ab\\x00"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("\udcff", "\\udcff"),
        ("\U000e0041", "\\U000e0041"),
        ("\u3164", "\\u3164"),
        ("\x9b31m", "\\x9b31m"),
        ("", ""),
    ],
)
def test_characters_that_do_not_show_become_visible(said: str, shown: str) -> None:
    """A control, invisible or direction-changing character is shown as an escape; plain text of any script stays."""
    assert printable(said) == shown


@given(ANYTHING, st.integers(min_value=1, max_value=40))
def test_printable_is_printable_short_and_stable(text: str, limit: int) -> None:
    """Whatever comes in, what goes out is printable, fits the limit, encodes as UTF-8 and does not change again."""
    shown = printable(text, limit)
    assert shown.isprintable()
    assert len(shown) <= limit
    assert printable(shown, limit) == shown
    shown.encode()


def test_an_escape_is_never_cut_in_two() -> None:
    """A cut falls between escapes and shows as an ellipsis."""
    assert printable("\x1b" * 9, 10) == "\\x1b\\x1b…"
    assert printable("a" * 201) == "a" * 199 + "…"


def known(candidate: str) -> str | None:
    if re.fullmatch(r"[\w.-]+@example\.org", candidate):
        return "email"
    if re.fullmatch(r"\+?[\d-]{11,14}", candidate) and "555-01" in candidate:
        return "phone"
    return "date-of-birth" if candidate == "1990-01-02" else None


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("cart:ann.b@example.org:items", "cart:<email>:items"),
        ("ann@example.org", "<email>"),
        ("users/ann%40example.org/inbox", "users/<email>/inbox"),
        ("inbox_of-ann@example.org-old", "<email>-old"),
        ("{ann@example.org}", "{<email>}"),
        ("user=ann@example.org&x", "user=<email>&x"),
        ("cart|ann@example.org?2", "cart|<email>?2"),
        ("ann@example.org@%", "<email>@%"),
        ("call-1-202-555-0143-done", "call-<phone>-done"),
        ("by_day.1990-01-02", "by_day.<date-of-birth>"),
        ("visits[].lat", "visits[].lat"),
        ("a::b..c__d", "a::b..c__d"),
        ("[ann@example.org]", "[<email>]"),
        ("", ""),
    ],
)
def test_a_part_that_is_a_value_is_masked(name: str, masked: str) -> None:
    """A value inside a name becomes its category's id; the rest of the name and its separators stay."""
    assert "".join(f"<{text}>" if is_masked else text for text, is_masked in taken_apart(name, known)) == masked


@given(ANYTHING)
def test_a_name_without_values_stays(name: str) -> None:
    """Taking a name apart and together loses nothing."""
    assert "".join(text for text, _ in taken_apart(name, lambda _: None)) == name


@given(ANYTHING)
def test_candidates_are_all_that_is_asked_about(name: str) -> None:
    """A caller that checks the candidates in one batch is never asked about another text."""
    asked: list[str] = []
    taken_apart(name, lambda candidate: asked.append(candidate))  # type: ignore[func-returns-value]
    assert set(asked) <= set(candidates(name))


@pytest.mark.parametrize("name", ["a" * 100_000, "a@" * 50_000, "a@" + "b." * 50_000 + "1", "%40" * 30_000])
def test_a_long_name_takes_no_long_time(name: str) -> None:
    """The time to take a name apart grows with its length only, whatever a server puts into it."""
    started = time.process_time()
    candidates(name)
    assert time.process_time() - started < 2
