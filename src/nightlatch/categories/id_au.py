"""Australia: tax file number (9 digits, older ones 8, MOD 11) and Medicare card number (10 or 11 digits)."""

from nightlatch.categories._government import HEALTH_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows

_WEIGHTS = (1, 4, 3, 7, 5, 8, 6, 9, 10)


def _medicare(row: Rows) -> Mask:
    return row.weighted((1, 3, 7, 9, 1, 3, 7, 9)) % 10 == row.digit(8)


CATEGORY = (
    government_id(
        "tax-id.au",
        "Australian tax file numbers",
        AnyOf(
            Number("9{9}", lambda row: row.weighted(_WEIGHTS) % 11 == 0),
            Number("9{8}", lambda row: row.weighted(_WEIGHTS[:8]) % 11 == 0),
        ),
        chance=0.091,
        names="tfn, tax file number, tax file no, tfn number",
        generic=TAX_NAMES,
    ),
    government_id(
        "insurance-number.au",
        "Australian Medicare numbers",
        AnyOf(Number("[2-6]9{8}[1-9]", _medicare), Number("[2-6]9{8}[1-9][1-9]", _medicare)),
        chance=0.045,
        stands_alone=False,
        names="medicare, medicare number, medicare no, medicare card, medicare card number",
        generic=HEALTH_NAMES,
        identifies=2,  # a family shares a card
    ),
)
