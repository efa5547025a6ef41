"""Chile: RUT, also RUN, 7 or 8 digits and a check character 0 to 9 or K, MOD 11 with weights 2 to 7 from the right."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows

_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)


def _check_character(row: Rows) -> Mask:
    last = row.bytes.shape[1] - 1
    return row.is_from(last, "0123456789K", -row.weighted(_WEIGHTS[8 - last :]) % 11)


CATEGORY = government_id(
    "national-id.cl",
    "Chilean RUT numbers",
    AnyOf(Number("9{8}[0-9K]", _check_character), Number("9{7}[0-9K]", _check_character)),
    chance=0.091,
    names="rut, run, rut cliente, rol único tributario, rol unico nacional, cédula de identidad, rut dv",
    generic=GENERIC_NAMES + TAX_NAMES,
)
