"""Austria: social insurance number, 10 digits: serial, check digit (MOD 11), ddmmyy; months 13 to 15 when a day ran
out."""

from nightlatch.categories._government import GENERIC_NAMES, SOCIAL_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digit(row: Rows) -> Mask:
    return row.weighted((3, 7, 9, 0, 5, 8, 4, 2, 1, 6)) % 11 == row.digit(3)


def _day_and_month(row: Rows) -> Mask:
    day, month = row.number(4, 6), row.number(6, 8)
    return (day >= 1) & (day <= 31) & (month >= 1) & (month <= 15)


CATEGORY = government_id(
    "social-security.at",
    "Austrian social insurance numbers",
    Number("[1-9]9{9}", _check_digit, _day_and_month),
    chance=0.0037,
    names="svnr, sv nr, sv nummer, sozialversicherungsnummer, sozialversicherungsnr, versicherungsnummer, vsnr",
    generic=SOCIAL_NAMES + GENERIC_NAMES,
)
