"""Digits of other scripts become ASCII wherever they stand, and nothing else changes."""

from __future__ import annotations

import unicodedata

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.survey.values import Values

_DIGITS = "٠٩۰۹०९০৯๐๙"
_NEAR = "aé中ωشى،٬ۯۺिॐ।ৰัํ\u3000￥ｦ0"  # that begin with the same bytes, or stand beside them


def plain(text: str) -> str:
    """As the standard library has it: full-width forms by their compatibility, digits by their value."""
    return "".join(
        unicodedata.normalize("NFKC", one) if "\uff01" <= one <= "\uff5e"
        else str(unicodedata.digit(one)) if one in _DIGITS else one
        for one in text
    )  # fmt: skip


@given(
    st.lists(st.text(st.sampled_from(_DIGITS + _NEAR + "！，５ｚ～"), max_size=12), max_size=6),
    st.integers(0, 4),
    st.integers(4090, 4100),
)
def test_every_digit_is_met_whatever_stands_around_it(texts: list[str], shift: int, before: int) -> None:
    """In the first block of bytes, in a later one, and where one ends."""
    given = ["x" * (before - shift), *texts, "中" * 1400, *texts]
    assert Values(pa.array(given, pa.large_string())).text.to_pylist() == [plain(one) for one in given]
