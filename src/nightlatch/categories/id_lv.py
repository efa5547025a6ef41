"""Latvia: personal code, 11 digits: ddmmyy, century, serial, check digit by MOD 11; since 2017 without a date, 32
in front."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, are_days


def _check_digit(row: Rows) -> Mask:
    return (1 + row.weighted((10, 5, 8, 4, 2, 1, 6, 3, 7, 9))) % 11 % 10 == row.digit(10)


def _birth_date(row: Rows) -> Mask:
    year = 1800 + 100 * row.digit(6) + row.number(4, 6)
    return are_days(year, row.number(2, 4), row.number(0, 2)) | (row.number(0, 2) == 32)


CATEGORY = government_id(
    "national-id.lv",
    "Latvian personal codes",
    Number("[0-3]9{10}", _check_digit, _birth_date),
    chance=0.0021,
    names="personas kods, personaskods, pk, persons kods, personas koda",
)
