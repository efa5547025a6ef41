"""Estonia and Lithuania: personal code, 11 digits: century and sex, yymmdd, serial, two rounds of MOD 11.

Both countries use one format, so both categories claim such a column and its name decides between them. Lithuania
also issued codes that begin with 9 and hold no date.
"""

import numpy as np

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows, are_days


def _check_digit(row: Rows) -> Mask:
    first = row.weighted((1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    second = row.weighted((3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11
    return np.where(first == 10, second % 10, first) == row.digit(10)


def _birth_date(row: Rows) -> Mask:
    century = 1800 + 100 * ((row.digit(0) - 1) // 2)
    return are_days(century + row.number(1, 3), row.number(3, 5), row.number(5, 7))


_DATED = Number("[1-6]9{10}", _check_digit, _birth_date)
CATEGORY = (
    government_id(
        "national-id.ee",
        "Estonian personal codes",
        _DATED,
        chance=0.0022,
        names="isikukood, isiku kood, ik, isikukood nr, estonian id",
    ),
    government_id(
        "national-id.lt",
        "Lithuanian personal codes",
        AnyOf(_DATED, Number("[9]9{10}", _check_digit)),
        chance=0.01,
        names="asmens kodas, asmenskodas, ak, asmens kod",
    ),
)
