"""Argentina: CUIT and CUIL, 11 digits, MOD 11; the first two digits tell the kind (20, 23, 24, 27: persons)."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, code_set, one_of

_KINDS = code_set(20, 23, 24, 25, 26, 27, 30, 33, 34, 50, 51, 55)


def _check_digit(row: Rows) -> Mask:
    rest = -row.weighted((5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return rest - (rest == 10) == row.digit(10)


CATEGORY = government_id(
    "tax-id.ar",
    "Argentine CUIT numbers",
    Number("[235]9{10}", _check_digit, lambda row: one_of(row.number(0, 2), _KINDS)),
    chance=0.012,
    stands_alone=False,
    names="cuit, cuil, cuit cuil, cuil cuit, nro cuit, numero cuit, nro cuil",
    generic=TAX_NAMES + GENERIC_NAMES,
)
