"""Cyprus: tax identification code, 8 digits and a check letter (MOD 26, every other digit through a table)."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import ALNUM, Mask, Number, Rows, places

_ODD = places("0123456789", lambda digit: (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)[int(digit)])


def _check_letter(row: Rows) -> Mask:
    sums = row.weighted((1, 0) * 4, 0, _ODD) + row.weighted((0, 1) * 4)
    return sums % 26 == row.alnum(8, ALNUM) - 10


CATEGORY = government_id(
    "tax-id.cy",
    "Cypriot tax codes",
    Number("9{8}A", _check_letter, lambda row: row.number(0, 2) != 12),
    chance=0.038,
    names="tic, αφτ, αριθμός φορολογικής ταυτότητας",
    generic=TAX_NAMES,
)
