"""Turkey: T.C. identity number, 11 digits, two check digits (weights 3 and 1; sum of the first ten)."""

import numpy as np

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digits(row: Rows) -> Mask:
    tenth = -row.weighted((3, 1, 3, 1, 3, 1, 3, 1, 3)) % 10
    return (tenth == row.digit(9)) & (row.weighted((1,) * 10) % 10 == row.digit(10))


def _tax(row: Rows) -> Mask:
    """Each of nine digits, its place counted from the right added, times a power of two, its digits summed."""
    sums = np.zeros(len(row.bytes), np.int64)
    for at in range(9):
        place = 9 - at
        value = (row.digit(at) + place) % 10
        times = value * 2**place % 9
        sums += np.where(value == 0, 0, np.where(times == 0, 9, times))
    return np.asarray(-sums % 10 == row.digit(9))


CATEGORY = (
    government_id(
        "national-id.tr",
        "Turkish identity numbers",
        Number("[1-9]9{10}", _check_digits),
        chance=0.009,
        names="""
        tc, tckn, tc kimlik, tc kimlik no, kimlik no, kimlik numarası, kimlik numarasi, tc no, tcno, tckimlik,
        vatandaşlık no
    """,
    ),
    government_id(
        "tax-id.tr",
        "Turkish tax numbers",
        Number("9{10}", _tax),
        chance=0.1,
        names="vkn, vergi no, vergi numarası, vergi kimlik no, vergi kimlik numarası",
        generic=TAX_NAMES,
        identifies=2,  # a company's as often as a person's
    ),
)
