"""El Salvador: tax number (NIT), 14 digits: municipality, ddmmyy of birth, serial, check digit by MOD 11."""

import numpy as np

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digit(row: Rows) -> Mask:
    old = row.weighted(range(14, 1, -1)) % 11 % 10
    new = -row.weighted((2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11 % 10
    return np.where(row.number(10, 13) <= 100, old, new) == row.digit(13)


CATEGORY = government_id(
    "tax-id.sv",
    "Salvadoran NIT numbers",
    Number("[019]9{13}", _check_digit, lambda row: row.has_date("ddmmyy", 4)),
    chance=0.0011,
    names="nit, numero nit, nro nit, num nit",
    generic=TAX_NAMES,
)
