"""Paraguay: RUC, 5 to 8 digits and a check digit, MOD 11; a person's is the identity card number with that digit."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows


def _check_digit(row: Rows) -> Mask:
    last = row.bytes.shape[1] - 1
    return -row.weighted(range(last + 1, 1, -1)) % 11 % 10 == row.digit(last)


CATEGORY = government_id(
    "tax-id.py",
    "Paraguayan RUC numbers",
    AnyOf(*(Number(f"9{{{width}}}", _check_digit) for width in (7, 8, 9))),
    chance=0.1,
    names="ruc, nro ruc, numero ruc, cédula tributaria",
    generic=TAX_NAMES,
)
