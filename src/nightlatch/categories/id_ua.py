"""Ukraine: registration number of the taxpayer's card (RNOKPP), 10 digits, MOD 11 with weights -1 5 7 9 4 6 10 5 7."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digit(row: Rows) -> Mask:
    return row.weighted((-1, 5, 7, 9, 4, 6, 10, 5, 7)) % 11 % 10 == row.digit(9)


CATEGORY = government_id(
    "tax-id.ua",
    "Ukrainian taxpayer numbers",
    Number("9{10}", _check_digit),
    chance=0.1,
    names="""
        рнокпп, rnokpp, іпн, ипн, инн, ipn, ідентифікаційний код, ідентифікаційний номер, идентификационный код,
        rntrc, drfo, дрфо
    """,
    generic=TAX_NAMES + GENERIC_NAMES,
)
