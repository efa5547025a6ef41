"""Portugal: tax number (NIF), 9 digits, MOD 11; and the citizen card's number of 12 places (Luhn over letters too)."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, luhn


def _check_digit(row: Rows) -> Mask:
    return -row.weighted(range(9, 1, -1)) % 11 % 10 == row.digit(8)


CATEGORY = (
    government_id(
        "tax-id.pt",
        "Portuguese tax numbers",
        Number("[1-9]9{8}", _check_digit),
        chance=0.09,
        names="""
            nif, número de contribuinte, numero de contribuinte, contribuinte, n contribuinte, num contribuinte,
            número fiscal
        """,
        generic=TAX_NAMES + GENERIC_NAMES,
    ),
    government_id(
        "national-id.pt",
        "Portuguese citizen card numbers",
        Number("9{9}N{2}9", luhn),
        chance=0.1,
        names="""
            cartão de cidadão, cartao de cidadao, cartao cidadao, cc, bi, bilhete de identidade, número de documento
        """,
    ),
)
