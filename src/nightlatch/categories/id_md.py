"""Moldova: personal number (IDNP), 13 digits with 0 or 2 in front, weights 7 3 1, MOD 10. Companies' begin with 1."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digit(row: Rows) -> Mask:
    return row.weighted((7, 3, 1) * 4) % 10 == row.digit(12)


CATEGORY = government_id(
    "national-id.md",
    "Moldovan personal numbers",
    Number("[02]9{12}", _check_digit),
    chance=0.02,
    stands_alone=False,
    names="idnp, cod personal, cod fiscal, numărul de identificare, numar de identificare",
    generic=GENERIC_NAMES + TAX_NAMES,
)
