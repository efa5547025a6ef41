"""Albania: identity number (NID), 10 places: decade letter, year, month (women: + 50), day, serial, check letter.

The check letter's rule is not published; date and form speak for it.
"""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _birth_date(row: Rows) -> Mask:
    month, day = row.number(2, 4), row.number(4, 6)
    return (month % 50 >= 1) & (month % 50 <= 12) & (day >= 1) & (day <= 31)


CATEGORY = government_id(
    "national-id.al",
    "Albanian identity numbers",
    Number("[A-T]9{8}[A-W]", _birth_date),
    chance=0.051,
    tier="pattern",
    names="nid, numri personal, nr personal, numri i identitetit, nipt, letërnjoftim",
    generic=GENERIC_NAMES + TAX_NAMES,
    stands_alone=False,
)
