"""Peru: identity number (DNI) of 8 digits with its check character, and the RUC (11 digits; 10: a person)."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows

_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def _dni(row: Rows) -> Mask:
    index = row.weighted(_WEIGHTS) % 11
    return row.is_from(8, "65432110987", index) | row.is_from(8, "KJIHGFEDCBA", index)


def _ruc(row: Rows) -> Mask:
    return (11 - row.weighted((5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 10 == row.digit(10)


CATEGORY = (
    government_id(
        "national-id.pe",
        "Peruvian DNI numbers",
        Number("9{8}[0-9A-K]", _dni),
        chance=0.095,
        names="dni, cui, numero dni, nro dni, documento de identidad, num documento",
    ),
    government_id(
        "tax-id.pe",
        "Peruvian RUC numbers",
        Number("[1][057]9{9}", _ruc),
        chance=0.003,
        stands_alone=False,
        names="ruc, numero ruc, nro ruc, num ruc",
        generic=TAX_NAMES,
    ),
)
