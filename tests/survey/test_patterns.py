"""What a pattern needs is told without running it, and never wrongly."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.survey._patterns import for_ascii, need
from nightlatch.survey._words import Words
from nightlatch.survey.values import Values

_PATTERNS = [
    r"^(?i)(?:[0-9a-f]{32}|[0-9a-f]{40})$", r"\bAKIA[0-9A-Z]{16}\b", r"^\s*\d{3}-\d{2}-\d{4}\s*$", r"a|b", r"x?",
    r"[^a]b+", r"^(?:ab|c)$", r"(?:x|y?)z", r"é+", r"\w@\w", r"(?i)K",
]  # fmt: skip


@pytest.mark.parametrize("pattern", _PATTERNS)
@settings(max_examples=40, deadline=None)
@given(text=st.text("abcxyzAKIk01-9@é \n", max_size=40))
def test_what_matches_has_what_is_needed(pattern: str, text: str) -> None:
    """A text that RE2 finds the pattern in is never ruled out beforehand."""
    values = Values(pa.array([text, text]))
    if re.search(pattern.replace("^(?i)", "(?i)^"), text):
        assert values.may_match(pattern)


def test_what_cannot_match_is_ruled_out() -> None:
    """By length, by bytes, and by the number of digits."""
    names = Values(pa.array(["Anna Exampleton", "Tom Beispiel"]))
    for pattern in (r"[0-9]", r"^[a-z ]{40}$", r"\S+@\S+", r"^.{1,4}$"):
        assert not names.may_match(pattern)
    assert need(r"\b[0-9](?:[ ./-]?[0-9]){16}[0-9X]\b").digits == 17
    assert need("(").sets == ()  # not understood: always tried


@pytest.mark.parametrize(
    ("pattern", "plain"),
    [(r"^[\p{L}0-9]+\p{L}$", r"^[A-Za-z0-9]+[A-Za-z]$"), (r"\[\p{Lu}\]", r"\[[A-Z]\]"), (r"[\p{L}\p{M}]", r"[A-Za-z\x00]")],
)  # fmt: skip
def test_classes_of_letters_have_an_ascii_form(pattern: str, plain: str) -> None:
    """Inside a bracketed class and outside of one."""
    assert for_ascii(pattern) == plain


@given(st.sets(st.text(max_size=6), max_size=20), st.lists(st.text(max_size=6), max_size=20))
@settings(max_examples=60, deadline=None)
def test_words_are_looked_up_whole(words: set[str], texts: list[str]) -> None:
    """A set of words has what is in it and nothing else, folded and trimmed."""
    values = Values(pa.array(texts, pa.string()))
    folded = values.folded.to_pylist()
    assert list(values.is_in(Words(words))) == [text in words for text in folded]
