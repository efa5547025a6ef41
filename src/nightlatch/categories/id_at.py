"""Austria: social insurance number, 10 digits: serial, check digit (MOD 11), ddmmyy; months 13 to 15 when a day ran
out; and the tax account number, 9 digits, the check digit as in Luhn."""

import numpy as np

from nightlatch.categories._government import GENERIC_NAMES, SOCIAL_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, cross


def _check_digit(row: Rows) -> Mask:
    return row.weighted((3, 7, 9, 0, 5, 8, 4, 2, 1, 6)) % 11 == row.digit(3)


def _day_and_month(row: Rows) -> Mask:
    day, month = row.number(4, 6), row.number(6, 8)
    return (day >= 1) & (day <= 31) & (month >= 1) & (month <= 15)


def _tax(row: Rows) -> Mask:
    doubled = sum(cross(2 * row.digit(at)) for at in (1, 3, 5, 7))
    return np.asarray(-(doubled + row.weighted((1, 0, 1, 0, 1, 0, 1))) % 10 == row.digit(8))


CATEGORY = (
    government_id(
        "social-security.at",
        "Austrian social insurance numbers",
        Number("[1-9]9{9}", _check_digit, _day_and_month),
        chance=0.0037,
        names="svnr, sv nr, sv nummer, sozialversicherungsnummer, sozialversicherungsnr, versicherungsnummer, vsnr",
        generic=SOCIAL_NAMES + GENERIC_NAMES,
    ),
    government_id(
        "tax-id.at",
        "Austrian tax numbers",
        Number("9{9}", _tax),
        chance=0.1,
        names="""
            steuernummer, steuer nr, stnr, abgabenkontonummer, abgabenkonto, finanzamt und steuernummer,
            abgabenkontonr
        """,
        generic=TAX_NAMES,
        identifies=2,  # a company's as often as a person's
    ),
)
