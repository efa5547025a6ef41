"""Romania: personal numerical code (CNP), 13 digits: sex and century, yymmdd, county, serial, MOD 11 (279146358279);
and the identity card's series and number."""

import numpy as np

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, are_days, code_set, one_of

_CENTURY = np.array([0, 1900, 1900, 1800, 1800, 2000, 2000, 1900, 1900, 1900], np.int64)
_COUNTIES = code_set(range(1, 49), 51, 52, 70, range(80, 84))


def _check_digit(row: Rows) -> Mask:
    rest = row.weighted((2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    return np.where(rest == 10, 1, rest) == row.digit(12)


def _birth_date(row: Rows) -> Mask:
    return are_days(_CENTURY[row.digit(0)] + row.number(1, 3), row.number(3, 5), row.number(5, 7))


CATEGORY = (
    government_id(
        "national-id.ro",
        "Romanian CNP numbers",
        Number("[1-9]9{12}", _check_digit, _birth_date, lambda row: one_of(row.number(7, 9), _COUNTIES)),
        chance=0.0018,
        names="cnp, cod numeric personal, codnumericpersonal",
    ),
    government_id(
        "national-id.ro",
        "Romanian identity card numbers",
        Number("A{2}9{6}"),
        chance=0.9,
        weight=0.5,
        tier="pattern",
        names="serie ci, seria ci, serie si numar ci, buletin, serie buletin, carte de identitate, număr ci, numar ci",
        identifies=2,  # a new card has a new number
    ),
)
