"""Machine-readable zones are told by their check digits; specimens are those of ICAO Doc 9303."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.categories import all_categories
from nightlatch.survey.values import Values

_SECOND = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
_PASSPORT = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n" + _SECOND
_CARD = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
_ZONE = next(c for c in all_categories() if c.id == "passport" and c.tier == "proved")


def _passes(*texts: str) -> list[bool]:
    return [bool(one) for one in _ZONE.check(Values(pa.array(texts)))]


def test_zones_pass_with_or_without_their_line_breaks() -> None:
    """Both lines of a passport, its second line alone, and the three lines of a card pass."""
    assert all(
        _passes(_PASSPORT, _SECOND, _PASSPORT.replace("\n", ""), _CARD, _CARD.replace("\n", ""), _SECOND + " \n")
    )


@pytest.mark.parametrize("at", [1, 3, 9, 13, 18, 19, 21, 26, 27])
def test_a_zone_with_one_wrong_place_does_not_pass(at: int) -> None:
    """A place that a check digit covers, or the digit, cannot be changed unseen."""
    wrong = _SECOND[:at] + ("1" if _SECOND[at] != "1" else "2") + _SECOND[at + 1 :]
    assert not any(_passes(wrong, wrong.lower(), wrong[:-1], "<" * 44, "0" * 44))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("PIUTO<0123456789 \n", max_size=100), min_size=1))
def test_any_text_of_the_zone_gets_an_answer(texts: list[str]) -> None:
    """No arrangement of the zone's letters makes the check raise."""
    assert len(_passes(*texts)) == len(texts)
