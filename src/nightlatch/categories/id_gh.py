"""Ghana: taxpayer number, a letter (P: persons), 00, 7 digits, check character by MOD 11."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_character(row: Rows) -> Mask:
    return row.is_from(10, "0123456789X", row.weighted(range(1, 10), 1) % 11)


CATEGORY = government_id(
    "tax-id.gh",
    "Ghanaian taxpayer numbers",
    Number("[P][0][0]9{7}[0-9X]", _check_character),
    chance=3.5e-05,
    names="gra tin, ghana tin",
    generic=TAX_NAMES,
)
