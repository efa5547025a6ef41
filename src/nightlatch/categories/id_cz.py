"""Czechia and Slovakia: birth number, 10 digits: yymmdd (women: month + 50, full days: + 20), serial, MOD 11.

Both countries issue one format from one series, so there is one category. Until 1953 the number had 9 digits and no
check.
"""

import numpy as np

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Ints, Mask, Number, Rows, are_days

_MONTHS = np.zeros(100, np.int64)  # 0: no month
for _shift in (0, 20, 50, 70):
    _MONTHS[_shift + 1 : _shift + 13] = np.arange(1, 13)


def _check_digit(row: Rows) -> Mask:
    return row.number(0, 9) % 11 % 10 == row.digit(9)


def _month(row: Rows) -> Ints:
    return _MONTHS[row.number(2, 4)]


def _birth_date(row: Rows) -> Mask:
    year = row.number(0, 2)
    year = year + np.where(year < 54, 2000, 1900)
    return are_days(year, _month(row), row.number(4, 6))


def _old_birth_date(row: Rows) -> Mask:
    year = row.number(0, 2)
    year = year + np.where(year >= 80, 1800, 1900)
    is_old = (year < 1954) & (row.number(2, 4) % 50 <= 12) & (row.number(6, 9) > 0)
    return is_old & are_days(year, _month(row), row.number(4, 6))


_NAMES = "rodné číslo, rodne cislo, rc, rodc, rodné č, rodnecislo, birth number, rodne c"
CATEGORY = (
    government_id(
        "national-id.cz",
        "Czech and Slovak birth numbers",
        Number("9{10}", _check_digit, _birth_date),
        chance=0.015,
        names=_NAMES,
        generic=GENERIC_NAMES + TAX_NAMES,
    ),
    government_id(
        "national-id.cz",
        "Czech and Slovak birth numbers",
        Number("9{9}", _old_birth_date),
        chance=0.054,
        tier="pattern",
        names=_NAMES,
        stands_alone=False,
    ),
)
