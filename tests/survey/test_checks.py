"""Building blocks of checks, against the slower ways of saying the same."""

from __future__ import annotations

import datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.survey import kernels
from nightlatch.survey.checks import regex, url, vocabulary
from nightlatch.survey.values import Values

SCHEMES = ("http", "https", "s3", "ftp")
PIECES = [
    "http",
    "HTTPS",
    "s3",
    "S3",
    "ftp",
    ":",
    "/",
    "//",
    "://",
    " ",
    "\t",
    "\n",
    "\v",
    "\f",
    "\r",
    "x",
    "雪",
    "\u00a0",
    "",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), min_size=1, max_size=20))
def test_urls_are_those_of_the_pattern(texts: list[str]) -> None:
    """A scheme in any case, ``://``, and at least one character without a blank to the end."""
    values = Values(pa.array(texts, pa.large_string()))
    wanted = regex(r"^(?i)(https?|s3|ftp)://\S+$")(values)
    assert url(*SCHEMES)(values).tolist() == wanted.tolist()


def test_dates_are_looked_up_only_where_a_word_could_be_one() -> None:
    """A vocabulary of words has no date in it; one with a date has."""
    days = Values(pa.array([datetime.date(2024, 1, 2), datetime.date(2024, 1, 3)]))
    assert not vocabulary("permanent, unbefristet")(days).any()
    assert np.flatnonzero(vocabulary("permanent, 2024-01-03")(days)).tolist() == [1]


@pytest.mark.parametrize(
    "written, moment",
    [
        ("20260117", "2026-01-17T00:00:00"),
        ("202601170815", "2026-01-17T08:15:00"),
        ("20260117081530", "2026-01-17T08:15:30"),
        ("202601172500", None),
        ("20260117086000", None),
        ("20261317081530", None),
    ],
)
def test_times_without_signs_between_are_read_as_text_and_as_numbers(written: str, moment: str | None) -> None:
    """Days, minutes and seconds one behind the other; an hour 25 or a month 13 is none."""
    expected = kernels.MISSING if moment is None else int(np.datetime64(moment, "us").astype(np.int64))
    for array in (pa.array([written]), pa.array([int(written)])):
        assert Values(array).instants.tolist() == [expected]
