"""Words, beginnings and endings are found as each list asks, whatever else asks, and on any bytes."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.survey import lexicon
from nightlatch.survey.values import Values

BEGINNINGS = lexicon.beginnings("diabet, heart failure, sars-cov, 高血压, сахарный диабет")
WORDS = lexicon.words("engineer, head of, 经理, O'Example")
ENDINGS = lexicon.endings("statin, leiter")


@pytest.mark.parametrize(("check", "yes", "no"), [
    (BEGINNINGS, ["Type 2 Diabetes", "chronic heart  failure, old", "SARS-CoV-2", "原发性高血压", "Сахарный диабет"],
     ["prediabetic", "heart", "failure of heart", "血压", "", " ", "sars"]),
    (WORDS, ["Software Engineer", "engineer, chief", "Head-of Sales", "销售经理", "o'example"],
     ["engineering", "bioengineer", "headof", "head", "经", "o example"]),
    (ENDINGS, ["Rosuvastatin 20", "Verkaufsleiter", "VERKAUFSLEITER, Nord"], ["statin", "statine", "xleiter", "leiter 5"]),
])  # fmt: skip
def test_each_list_finds_its_own(check: lexicon.Check, yes: list[str], no: list[str]) -> None:
    """A beginning needs a word's start, a word both its ends, an ending two letters before it."""
    assert check(Values(pa.array(yes))).all()
    assert not check(Values(pa.array(no))).any()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=80), st.text("diabet高血压 .-statin", max_size=600)), max_size=20))
def test_no_text_is_too_odd(texts: list[str]) -> None:
    """Any text gets an answer, and the same one by itself as among others."""
    values = Values(pa.array(texts, pa.string()))
    for check in (BEGINNINGS, WORDS, ENDINGS):
        alone = [bool(check(Values(pa.array([text])))[0]) for text in texts]
        assert check(values).tolist() == alone


def test_text_beyond_the_first_four_hundred_characters_is_not_read() -> None:
    """A text of any length costs no more than its beginning."""
    assert BEGINNINGS(Values(pa.array(["x " * 190 + "diabetes"]))).all()
    assert not BEGINNINGS(Values(pa.array(["x " * 400 + "diabetes"]))).any()
