"""Argentina: CUIT and CUIL, 11 digits, MOD 11; the first two digits tell the kind (20, 23, 24, 27: persons); and
the DNI, 7 or 8 digits without a check digit."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows, code_set, one_of

_KINDS = code_set(20, range(23, 28))


def _check_digit(row: Rows) -> Mask:
    rest = -row.weighted((5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return rest - (rest == 10) == row.digit(10)


CATEGORY = (
    government_id(
        "tax-id.ar",
        "Argentine CUIT numbers",
        Number("[2]9{10}", _check_digit, lambda row: one_of(row.number(0, 2), _KINDS)),
        chance=0.006,
        stands_alone=False,
        names="cuit, cuil, cuit cuil, cuil cuit, nro cuit, numero cuit, nro cuil",
        generic=TAX_NAMES + GENERIC_NAMES,
    ),
    government_id(
        "national-id.ar",
        "Argentine DNI numbers",
        AnyOf(Number("[1-9]9{7}"), Number("[1-9]9{6}")),
        chance=0.9,
        weight=0.5,
        tier="pattern",
        names="dni, nro dni, numero dni, documento, nro documento, numero documento, documento nacional de identidad",
    ),
)
