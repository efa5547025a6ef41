"""Russia: SNILS, the number of the pension account (11 digits, MOD 101), and the INN of a person (12 digits, MOD 11
twice).

The INN of 10 digits belongs to organisations and does not pass.
"""

from nightlatch.categories._government import SOCIAL_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows

_INN = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_FIRST_CHECKED = 1_001_998  # numbers up to this one were issued without check digits


def _snils(row: Rows) -> Mask:
    return (row.weighted(range(9, 0, -1)) % 101 % 100 == row.number(9, 11)) & (row.number(0, 9) > _FIRST_CHECKED)


def _inn(row: Rows) -> Mask:
    eleventh = row.weighted(_INN[1:]) % 11 % 10 == row.digit(10)
    return eleventh & (row.weighted(_INN) % 11 % 10 == row.digit(11))


CATEGORY = (
    government_id(
        "social-security.ru",
        "Russian SNILS numbers",
        Number("9{11}", _snils),
        chance=0.0099,
        names="снилс, snils, номер снилс, страховой номер, страховой номер индивидуального лицевого счета",
        generic=SOCIAL_NAMES,
        find=r"\b[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{2}\b",
    ),
    government_id(
        "tax-id.ru",
        "Russian taxpayer numbers",
        Number("9{12}", _inn, lambda row: row.number(0, 10) > 0),
        chance=0.01,
        names="инн, inn, инн физлица, номер инн, идентификационный номер налогоплательщика",
        generic=TAX_NAMES,
    ),
)
