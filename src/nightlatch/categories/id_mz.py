"""Mozambique: taxpayer number (NUIT), 9 digits, MOD 11."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digit(row: Rows) -> Mask:
    return row.is_from(8, "01234567891", row.weighted((8, 9, 4, 5, 6, 7, 8, 9)) % 11)


CATEGORY = government_id(
    "tax-id.mz",
    "Mozambican NUIT numbers",
    Number("9{9}", _check_digit),
    chance=0.1,
    names="nuit, numero nuit",
    generic=TAX_NAMES,
)
