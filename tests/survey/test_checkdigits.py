"""Check digit systems agree with python-stdnum, patterns and dates mean what they say, nothing makes a check raise."""

from __future__ import annotations

import datetime

import numpy as np
import pyarrow as pa
import pytest
import stdnum.luhn
import stdnum.verhoeff
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2, mod_11_10, mod_97_10

from nightlatch.categories import all_categories
from nightlatch.survey import checkdigits
from nightlatch.survey.checkdigits import AnyOf, Number, Rows
from nightlatch.survey.values import Values


def rows_of(values: list[str]) -> Rows:
    """Rows of strings of one length."""
    return Rows(np.array([list(value.encode()) for value in values], np.uint8))


def random_strings(width: int, alphabet: str, count: int = 3000) -> list[str]:
    """Random strings, the same in every run."""
    letters = np.random.default_rng(width).choice(list(alphabet), (count, width))
    return ["".join(row) for row in letters]


DIGITS = "0123456789"
ALNUM = DIGITS + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SYSTEMS = [
    ("luhn", checkdigits.luhn, stdnum.luhn.is_valid, DIGITS),
    ("verhoeff", checkdigits.verhoeff, stdnum.verhoeff.is_valid, DIGITS),
    ("mod 11-2", checkdigits.mod_11_2, mod_11_2.is_valid, DIGITS),
    ("mod 11,10", checkdigits.mod_11_10, mod_11_10.is_valid, DIGITS),
    ("mod 97-10", checkdigits.mod_97_10, mod_97_10.is_valid, ALNUM),
]


@pytest.mark.parametrize(("ours", "oracle", "alphabet"), [s[1:] for s in SYSTEMS], ids=[s[0] for s in SYSTEMS])
@pytest.mark.parametrize("width", [2, 3, 9, 10, 16, 17, 25])
def test_systems_agree_with_the_oracle(ours: object, oracle: object, alphabet: str, width: int) -> None:
    """Each system judges random strings, of which one in 10 to 97 is valid, as python-stdnum does."""
    values = random_strings(width, alphabet)
    assert callable(ours) and callable(oracle)
    expected = [oracle(value) for value in values]
    assert ours(rows_of(values)).tolist() == expected
    assert any(expected)


def test_x_is_ten_in_mod_11_2() -> None:
    """The last place of MOD 11-2 may be X."""
    values = [value + mod_11_2.calc_check_digit(value) for value in random_strings(17, DIGITS, 200)]
    assert any(value.endswith("X") for value in values)
    assert checkdigits.mod_11_2(rows_of(values)).all()


def test_verhoeff_digit_is_the_one_that_makes_the_number_valid() -> None:
    """The digit computed is the digit that the oracle appends."""
    values = random_strings(11, DIGITS, 200)
    expected = [int(stdnum.verhoeff.calc_check_digit(value)) for value in values]
    assert checkdigits.verhoeff_digit(rows_of(values), 0, 11).tolist() == expected


@given(st.integers(1700, 2200), st.integers(0, 99), st.integers(0, 99))
def test_days_are_those_of_the_calendar(year: int, month: int, day: int) -> None:
    """A date passes where Python's calendar knows it and its year is from 1800 to 2099."""
    try:
        known = 1800 <= datetime.date(year, month, day).year <= 2099
    except ValueError:
        known = False
    assert checkdigits.are_days(*(np.array([n], np.int64) for n in (year, month, day)))[0] == known


@pytest.mark.parametrize(("form", "text", "known"), [
    ("yyyymmdd", "20000229", True), ("yyyymmdd", "19000229", False), ("yyyymmdd", "21000101", False),
    ("yymmdd", "000229", True), ("yymmdd", "010229", False), ("yymmdd", "991231", True), ("yymmdd", "991301", False),
    ("ddmmyy", "290204", True), ("ddmmyy", "310499", False), ("ddmmyyyy", "31122099", True),
])  # fmt: skip
def test_forms_of_dates(form: str, text: str, known: bool) -> None:
    """Each form reads year, month and day at its places; two digits of a year are any century."""
    assert rows_of([text]).has_date(form)[0] == known
    assert rows_of(["777" + text]).has_date(form, 3)[0] == known


@pytest.mark.parametrize(("pattern", "passes", "refused"), [
    ("9{3}", ["123", "1-2-3", " 12 3", "١٢٣", "۱۲۳", "12–3"], ["12", "1234", "12A", ""]),
    ("A9", ["a1", "Z9", "Ａ１"], ["1A", "é1"]),
    ("[1-3X]N", ["1A", "x9"], ["4A", "0A", "YA"]),
    ("[VX][0-9]{2}", ["V12"], ["W12"]),
])  # fmt: skip
def test_patterns(pattern: str, passes: list[str], refused: list[str]) -> None:
    """A pattern lets pass what fits in every place, whatever the separators, and nothing longer or shorter."""
    assert Number(pattern)(Values(pa.array(passes))).all()
    assert not Number(pattern)(Values(pa.array(refused))).any()


@pytest.mark.parametrize("pattern", ["", "8{3}", "9{3", "[]", "9 9"])
def test_malformed_patterns_fail_at_start(pattern: str) -> None:
    """An author's mistake in a pattern is an exception when the module loads, not a check that never passes."""
    with pytest.raises(ValueError, match="malformed"):
        Number(pattern)


def test_integers_may_have_lost_two_zeros_and_no_more() -> None:
    """The rule for lost zeros holds for integers only, never for text, and a negative number is no identifier."""
    check = Number("9{6}")
    assert check(Values(pa.array([123456, 12345, 1234, 123, 1234567, -12345], pa.int64()))).tolist() == [
        True, True, True, False, False, False,
    ]  # fmt: skip
    assert check(Values(pa.array(["123456", "12345", "1234"]))).tolist() == [True, False, False]


def test_other_kinds_never_pass() -> None:
    """Floats, booleans, times and bytes are no identifiers, even where their text has the right length."""
    columns = [
        pa.array([123456.0]), pa.array([True]), pa.array([0], pa.timestamp("s")), pa.array([b"123456"]),
        pa.array([0], pa.date32()),
    ]  # fmt: skip
    for column in columns:
        for width in range(1, 20):
            assert not Number(f"N{{{width}}}")(Values(column)).any()


def test_any_of_is_the_union() -> None:
    """A check of several forms passes what any of them passes."""
    check = AnyOf(Number("9{3}"), Number("A9{2}"))
    assert check(Values(pa.array(["123", "A12", "1A2"]))).tolist() == [True, True, False]
    assert check.can_be_integer
    assert not AnyOf(Number("A9{2}")).can_be_integer


_TEXTS = st.lists(st.text(max_size=45) | st.text("0123456789X-. /ABＡ１()", max_size=22), max_size=20)
CHECKS = [c for c in all_categories() if c.group == "government-id"]


@settings(max_examples=60, deadline=None)
@given(_TEXTS)
def test_no_text_makes_a_check_raise(texts: list[str]) -> None:
    """Every check answers with one bool per value for any text."""
    for category in CHECKS:
        answer = category.check(Values(pa.array(texts, pa.string())))
        assert answer.dtype == np.bool_ and len(answer) == len(texts)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(-(2**63), 2**63 - 1), max_size=20), st.lists(st.binary(max_size=30), max_size=20))
def test_no_number_or_bytes_make_a_check_raise(integers: list[int], binary: list[bytes]) -> None:
    """Every check answers with one bool per value for any integer and any bytes, UTF-8 or not."""
    columns = [
        pa.array(integers, pa.int64()),
        pa.array(binary, pa.binary()),
        pa.array(map(float, integers), pa.float64()),
    ]
    for category in CHECKS:
        for column in columns:
            assert len(category.check(Values(column))) == len(column)


def test_broken_utf8_does_not_make_a_check_raise() -> None:
    """Text that a server sends without being UTF-8 passes no check and breaks none."""
    raw = pa.array([b"\xff\xfe123456789012345678", b"\xef\xbc", b"\xef", b""], pa.binary())
    column = pa.StringArray.from_buffers(len(raw), raw.buffers()[1], raw.buffers()[2])
    for category in CHECKS:
        assert not category.check(Values(column.cast(pa.large_string()))).any()


@pytest.mark.parametrize("column", [pa.array([], pa.string()), pa.array([None], pa.string()), pa.array([None, None])])
def test_empty_columns(column: pa.Array) -> None:
    """A column without values gives no answers."""
    for category in CHECKS:
        assert len(category.check(Values(column))) == 0
