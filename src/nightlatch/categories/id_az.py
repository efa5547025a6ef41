"""Azerbaijan: taxpayer number (VOEN) of a person, 10 digits: 2 at the end, the check digit before it (MOD 11)."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digit(row: Rows) -> Mask:
    return row.weighted((4, 1, 8, 6, 2, 7, 5, 3)) % 11 == row.digit(8)


CATEGORY = government_id(
    "tax-id.az",
    "Azerbaijani taxpayer numbers",
    Number("9{9}[2]", _check_digit),
    chance=0.0091,
    stands_alone=False,
    names="voen, vöen, vergi ödəyicisinin identifikasiya nömrəsi",
    generic=TAX_NAMES,
)
