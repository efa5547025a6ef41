"""Venezuela: RIF, a letter (V, E and P: persons), 8 digits and a check digit, MOD 11."""

import numpy as np

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, places

_KIND = places("VEP", lambda letter: 4 * ("VEJP".index(letter) + 1))


def _check_digit(row: Rows) -> Mask:
    rest = (row.alnum(0, _KIND) + row.weighted((3, 2, 7, 6, 5, 4, 3, 2), 1)) % 11
    return np.where(rest < 2, 0, 11 - rest) == row.digit(9)


CATEGORY = government_id(
    "tax-id.ve",
    "Venezuelan RIF numbers",
    Number("[VEP]9{9}", _check_digit),
    chance=0.011,
    names="rif, nro rif, numero rif, registro de información fiscal",
    generic=TAX_NAMES + GENERIC_NAMES,
)
