"""Ecuador: identity card number, 10 digits: province, third digit below 7, Luhn from the left."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, code_set, luhn, one_of

_PROVINCES = code_set(range(1, 25), 30, 50)


def _province(row: Rows) -> Mask:
    return one_of(row.number(0, 2), _PROVINCES)


CATEGORY = (
    government_id(
        "national-id.ec",
        "Ecuadorian identity card numbers",
        Number("[0-5]9[0-6]9{7}", luhn, _province),
        chance=0.018,
        stands_alone=False,
        names="cédula, cedula, cédula de identidad, ci, numero cedula, nro cedula, num cedula",
    ),
    government_id(
        "tax-id.ec",
        "Ecuadorian RUC numbers",
        Number("[0-5]9[0-6]9{10}", lambda row: luhn(row, 0, 10), _province, lambda row: row.number(10, 13) > 0),
        chance=0.018,
        stands_alone=False,
        names="ruc, ruc persona natural, nro ruc, numero ruc",
        generic=TAX_NAMES,
    ),
)
