"""Poland: PESEL (11 digits; the century is in the month), identity card number (3 letters, 6 digits) and tax number
(NIP)."""

import numpy as np

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, are_days

_CENTURY = np.array([1900, 2000, 2100, 2200, 1800], np.int64)


def _pesel(row: Rows) -> Mask:
    return row.weighted((1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0


def _birth_date(row: Rows) -> Mask:
    month = row.number(2, 4)
    return are_days(_CENTURY[month // 20] + row.number(0, 2), month % 20, row.number(4, 6))


CATEGORY = (
    government_id(
        "national-id.pl",
        "Polish PESEL numbers",
        Number("9{11}", _pesel, _birth_date),
        chance=0.011,
        names="pesel, numer pesel, nr pesel, pesel nr",
    ),
    government_id(
        "national-id.pl",
        "Polish identity card numbers",
        Number("A{3}9{6}", lambda row: row.weighted((7, 3, 1, 9, 7, 3, 1, 7, 3)) % 10 == 0),
        chance=0.1,
        names="dowód osobisty, dowod osobisty, nr dowodu, numer dowodu, seria i numer dowodu, dowód, dowod",
        identifies=2,  # a new card has a new number
    ),
    government_id(
        "tax-id.pl",
        "Polish tax numbers",
        Number("[1-9]9{9}", lambda row: row.weighted((6, 5, 7, 2, 3, 4, 5, 6, 7, -1)) % 11 == 0),
        chance=0.082,
        names="nip, numer nip, nr nip",
        generic=TAX_NAMES,
        identifies=2,  # a company's as often as a person's
    ),
)
