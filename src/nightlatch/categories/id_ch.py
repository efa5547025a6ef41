"""Switzerland and Liechtenstein: AHV number (NAVS13), 756 and ten digits, checked as an EAN-13 is."""

from nightlatch.categories._government import GENERIC_NAMES, SOCIAL_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digit(row: Rows) -> Mask:
    return row.weighted((1, 3) * 6 + (1,)) % 10 == 0


CATEGORY = government_id(
    "social-security.ch",
    "Swiss AHV numbers",
    Number("[7][5][6]9{10}", _check_digit),
    chance=0.0001,
    names="""
        ahv, ahv nr, ahv nummer, ahvnr, ahvn13, avs, no avs, numéro avs, numero avs, navs13, navs,
        sozialversicherungsnummer
    """,
    generic=SOCIAL_NAMES + GENERIC_NAMES,
)
