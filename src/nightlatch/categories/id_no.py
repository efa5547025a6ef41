"""Norway: birth number and D-number (day + 40), 11 digits, two check digits by MOD 11, month + 40 in test ones."""

import numpy as np

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, are_days


def _check_digits(row: Rows) -> Mask:
    first = -row.weighted((3, 7, 6, 1, 8, 9, 4, 5, 2)) % 11 == row.digit(9)
    return first & (-row.weighted((5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11 == row.digit(10))


def _birth_date(row: Rows) -> Mask:
    day, month, year, serial = row.number(0, 2), row.number(2, 4), row.number(4, 6), row.number(6, 9)
    known = [serial < 500, (serial < 750) & (year >= 54), (serial >= 500) & (year < 40), (serial >= 900) & (year >= 40)]
    year = year + np.select(known, [1900, 1800, 2000, 1900], 0)
    return are_days(year, np.where(month > 40, month - 40, month), np.where(day > 40, day - 40, day))


CATEGORY = government_id(
    "national-id.no",
    "Norwegian birth numbers",
    Number("9{11}", _check_digits, _birth_date),
    chance=0.0011,
    names="""
        fødselsnummer, fodselsnummer, fødselsnr, fodselsnr, fnr, personnummer, d nummer, dnummer, fodselsnummer no
    """,
)
