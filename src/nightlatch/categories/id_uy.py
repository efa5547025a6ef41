"""Uruguay: identity card number, 8 digits (old ones 7), weights 2 9 8 7 6 3 4, MOD 10."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows

_WEIGHTS = (2, 9, 8, 7, 6, 3, 4)


def _check_digit(row: Rows) -> Mask:
    last = row.bytes.shape[1] - 1
    return -row.weighted(_WEIGHTS[7 - last :]) % 10 == row.digit(last)


CATEGORY = government_id(
    "national-id.uy",
    "Uruguayan identity card numbers",
    AnyOf(Number("[1-9]9{7}", _check_digit), Number("[1-9]9{6}", _check_digit)),
    chance=0.09,
    names="cédula de identidad, cedula de identidad, cedula, cédula, ci, nro cedula, documento",
)
