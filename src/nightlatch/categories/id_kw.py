"""Kuwait: civil ID number, 12 digits: century, birth date, serial, check digit (weights 2 1 6 3 7 9 10 5 8 4 2, MOD
11)."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, are_days


def _birth_date(row: Rows) -> Mask:
    return are_days(1700 + 100 * row.digit(0) + row.number(1, 3), row.number(3, 5), row.number(5, 7))


def _check_digit(row: Rows) -> Mask:
    return 11 - row.weighted((2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11 == row.digit(11)


CATEGORY = government_id(
    "national-id.kw",
    "Kuwaiti civil ID numbers",
    Number("[1-3]9{11}", _check_digit, _birth_date),
    chance=0.00089,
    names="civil id, civil id no, civilid, civil number, الرقم المدني, رقم مدني, رقم البطاقة المدنية",
)
