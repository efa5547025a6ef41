"""Patterns as automata say of every text what RE2 says of it."""

from __future__ import annotations

import random

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.categories.vehicle_plate import CATEGORY as PLATES
from nightlatch.survey import _walks
from nightlatch.survey._automata import Walk
from nightlatch.survey._glushkov import PLACES, Automaton, automaton
from nightlatch.survey.values import Values, buffers_of

SPOKEN = (
    "ab", "^ab", "ab$", "^ab$", "a|^b|c$", "^(?:a|bc)+$", "a?b?c", "^[a-c]{2,4}$", "(?:ab){2,}", "[^a]b", "^.b$", r"\s\S",
    r"^\d+\w?$", r"\W\D", "^(?i)\\s*aB[c]$", "(?i)^a-C", r"^[\p{L}\p{M}]+$", r"^\p{L}[^\p{N}]$", r"(?P<x>a)(?P<y>b)",
    "^a*?b+?$", r"^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$", "^[^字é]+a$", r"^[\p{L}_字٣]+[^\p{L}字]$", r"[\w.-]+@[\w-]+\.[a-z]{2,}", "^(?:a{0,3}b){1,2}c?a$", r"^[a\x{E9}]+$", "^(?i)a字$", "^[A-Za-z0-9+/]{80,90}=$",
    r"\bab", r"ab\b", r"\b[ab-]{2}\b", r"\b(?:a|-b|字)+\b|^c\b", r"a(?:\b|_)[^b]", r"-\b\b.", r"^\b-|0\b$", r"(?:\b[ab]){2}",
    "(?i:ab)c", "a(?:$|b)", "(?:^|[ @])a(?:b|$)", r"(?:^|-)\b[ab]", "^(?:a$|b)",
)  # fmt: skip
NOT_SPOKEN = (
    "a(?:^|b)", "a*", "", r"\p{Han}a", "a(?i)b", "(?:a{40}){70}", "[", r"a\Bb", "(?:a$){2}", r"(?:\b$){2}", "a(?:^|$)", r"\b", "(?s)a.b", "a(?=b)",
)  # fmt: skip
TEXTS = st.lists(st.text(st.sampled_from("aabbcC0.1 -@_\n字é\u0301٣\u2028😀ſ"), max_size=9), min_size=1, max_size=40)


def _found(made: Automaton, texts: list[str], states: int = 16, *, is_ascii: bool = False) -> list[bool]:
    found = Walk([made], states).found(*buffers_of(pa.array(texts, pa.large_string())), is_ascii=is_ascii)
    assert found is not None
    return [bool(one) for one in found.tolist()]


@pytest.mark.parametrize("pattern", SPOKEN)
def test_automata_and_re2_agree(pattern: str) -> None:
    """Whatever the text, an automaton finds a match where RE2 does, and nowhere else."""

    @settings(max_examples=25)
    @given(TEXTS)
    def agree(texts: list[str]) -> None:
        array = pa.array(texts, pa.large_string())
        made = automaton(pattern)
        assert made is not None
        assert _found(made, texts) == pc.match_substring_regex(array, pattern).to_pylist()

    agree()


@settings(max_examples=25)
@given(TEXTS)
def test_patterns_asked_together_are_told_apart(texts: list[str]) -> None:
    """One walk says of each pattern what RE2 says of it, whatever stands beside it in the walk."""
    array = pa.array(texts, pa.large_string())
    made = [one for one in map(automaton, SPOKEN) if one is not None and not one.is_ascii]
    patterns = [pattern for pattern in SPOKEN if (one := automaton(pattern)) is not None and not one.is_ascii]
    found = Walk(made, 64).found(*buffers_of(array), is_ascii=False)
    assert found is not None
    for bit, pattern in enumerate(patterns):
        told = (found >> np.uint64(bit) & np.uint64(1)).astype(bool)
        assert told.tolist() == pc.match_substring_regex(array, pattern).to_pylist(), pattern


@pytest.mark.parametrize("pattern", NOT_SPOKEN)
def test_what_cannot_be_told_has_no_automaton(pattern: str) -> None:
    """A pattern with scripts, too many places, anchors in the middle or mistakes is left to RE2."""
    assert automaton(pattern) is None


def test_ranges_of_other_scripts_are_told_of_ascii_only() -> None:
    """A pattern that names a range beyond ASCII says so: its automaton may judge ASCII texts alone."""
    made = automaton("^(?:[一-龥]|a)[0-9]$")
    assert made is not None and made.is_ascii
    assert _found(made, ["a1", "b1"], is_ascii=True) == [True, False]


def test_sets_of_places_may_be_forgotten() -> None:
    """A pattern with far more sets of places than are kept is answered like any other."""
    rng = random.Random(1)
    texts = ["".join(rng.choices("ab", k=rng.randint(0, 40))) for _ in range(500)]
    made = automaton("^[ab]*a[ab]{9}$")
    assert made is not None
    answers = _found(made, texts, 128)
    assert answers == pc.match_substring_regex(pa.array(texts, pa.large_string()), "^[ab]*a[ab]{9}$").to_pylist()
    assert 50 < sum(answers) < 450


def test_a_walk_that_meets_ever_new_sets_is_given_up() -> None:
    """Texts that lead to more new sets of places than is worth it are not told of, and RE2 says what matches."""
    rng = random.Random(1)
    texts = ["".join(rng.choices("ab", k=40)) for _ in range(500)]
    made = automaton("^[ab]*a[ab]{9}$")
    assert made is not None
    array = pa.array(texts, pa.large_string())
    assert Walk([made], 128).found(*buffers_of(array), is_ascii=True, patience=100) is None
    pattern = "^[ab]*a[ab]{13}$"
    _walks.expect(pattern)
    told = Values(array).as_sample().matches(pattern)
    assert told.tolist() == pc.match_substring_regex(array, pattern).to_pylist()


def test_an_automaton_is_made_of_what_comes_again() -> None:
    """A pattern that is asked for once in a run is not worth an automaton; one that comes with every field is."""
    made = [_walks.alone("^once or often$") for _ in range(20)]
    assert made[0] is None and made[-1] is not None


def test_work_is_linear_in_the_text() -> None:
    """A megabyte that a backtracking matcher would never finish is decided place by place."""
    made = automaton("^(?:a|aa|aaa){1,40}b$")
    assert made is not None and len(made.follow) <= PLACES
    assert _found(made, ["a" * (1 << 20)]) == [False]


def test_checks_of_categories_do_not_depend_on_who_matches() -> None:
    """A column too large for automata, and the same values as a sample, get the same answers."""
    words = ["AB-123-CD", "沪A12345", "B MW 1234", "ordinary", "2024-01-31", "W-12345 X", ""]
    for plate in PLATES:
        by_arrow = plate.check(Values(pa.array(words * 4_000)))[: len(words)]
        for _ in range(10):  # at first by Arrow as well, later by automata
            assert np.array_equal(plate.check(Values(pa.array(words))), by_arrow)
        assert np.array_equal(plate.check(Values(pa.array(words)).as_sample()), by_arrow)
