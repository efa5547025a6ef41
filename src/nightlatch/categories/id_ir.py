"""Iran: national code (kode melli), 10 digits, weights 10 to 2, MOD 11; ten equal digits are not issued."""

import numpy as np

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digit(row: Rows) -> Mask:
    rest = row.weighted(range(10, 1, -1)) % 11
    return np.where(rest < 2, rest, 11 - rest) == row.digit(9)


def _is_issued(row: Rows) -> Mask:
    return (row.bytes[:, 1:] != row.bytes[:, :1]).any(axis=1) & (row.number(3, 9) > 0)


CATEGORY = government_id(
    "national-id.ir",
    "Iranian national codes",
    Number("9{10}", _check_digit, _is_issued),
    chance=0.1,
    names="""
        melli, code melli, kode melli, codemelli, melli code, meli code, کد ملی, کدملی, شماره ملی, national code,
        nationalcode
    """,
)
