"""Uzbekistan: personal identification number (PINFL, JSHSHIR), 14 digits: century and sex, ddmmyy, district, serial,
check digit (weights 7 3 1)."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digit(row: Rows) -> Mask:
    return row.weighted((7, 3, 1) * 4 + (7,)) % 10 == row.digit(13)


CATEGORY = government_id(
    "national-id.uz",
    "Uzbek personal identification numbers",
    Number("[1-6]9{13}", _check_digit, lambda row: row.has_date("ddmmyy", 1)),
    chance=0.0022,
    names="pinfl, пинфл, jshshir, жшшир, pnfl",
    generic=GENERIC_NAMES + TAX_NAMES,
)
