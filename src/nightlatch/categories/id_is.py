"""Iceland: kennitala, 10 digits: ddmmyy (organisations: day + 40), serial, check digit by MOD 11, century."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, are_days


def _check_digit(row: Rows) -> Mask:
    return row.weighted((3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _birth_date(row: Rows) -> Mask:
    century = 2000 - 100 * (row.digit(9) > 0)
    return are_days(century + row.number(4, 6), row.number(2, 4), row.number(0, 2) % 40)


CATEGORY = government_id(
    "national-id.is",
    "Icelandic kennitölur",
    Number("[0-7]9{8}[09]", _check_digit, _birth_date),
    chance=0.0013,
    names="kennitala, kt, kennitölu, kennitalan",
)
