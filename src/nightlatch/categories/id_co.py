"""Colombia: tax number (NIT) with its check digit, 8 to 11 digits; a person has the card number and a digit."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows

_WEIGHTS = (47, 43, 41, 37, 29, 23, 19, 17, 13, 7, 3)


def _check_digit(row: Rows) -> Mask:
    last = row.bytes.shape[1] - 1
    return row.is_from(last, "01987654321", row.weighted(_WEIGHTS[11 - last :]) % 11)


CATEGORY = government_id(
    "tax-id.co",
    "Colombian NIT numbers",
    AnyOf(*(Number(f"9{{{width}}}", _check_digit) for width in (8, 9, 10, 11))),
    chance=0.1,
    names="nit, numero nit, nro nit, cédula, cedula, cédula de ciudadanía, cc, rut, documento",
    generic=TAX_NAMES + GENERIC_NAMES,
)
