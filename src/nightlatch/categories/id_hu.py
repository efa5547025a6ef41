"""Hungary: personal number (11 digits, weights rising before 1997 and falling since), tax number of a person (10
digits, 8 in front) and social security number (TAJ, 9 digits, weights 3 and 7). Act XX of 1996."""

import numpy as np

from nightlatch.categories._government import HEALTH_NAMES, SOCIAL_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, are_days

_CENTURY = np.array([0, 1900, 1900, 2000, 2000, 1900, 1900, 1800, 1800, 0], np.int64)


def _personal(row: Rows) -> Mask:
    year = _CENTURY[row.digit(0)] + row.number(1, 3)
    rising, falling = row.weighted(range(1, 11)) % 11, row.weighted(range(10, 0, -1)) % 11
    is_day = are_days(year, row.number(3, 5), row.number(5, 7))
    return np.asarray(is_day & (np.where(year < 1997, rising, falling) == row.digit(10)))


CATEGORY = (
    government_id(
        "national-id.hu",
        "Hungarian personal numbers",
        Number("[1-8]9{10}", _personal),
        chance=0.0027,
        names="személyi szám, személyi azonosító, szemelyi szam, szemelyi azonosito, szemelyi azonosito jel",
    ),
    government_id(
        "tax-id.hu",
        "Hungarian tax numbers",
        Number("[8]9{9}", lambda row: row.weighted(range(1, 10)) % 11 == row.digit(9)),
        chance=0.0091,
        stands_alone=False,
        names="adóazonosító, adóazonosító jel, adoazonosito, adoazonosito jel, adószám, adoszam",
        generic=TAX_NAMES,
    ),
    government_id(
        "social-security.hu",
        "Hungarian social security numbers",
        Number("9{9}", lambda row: row.weighted((3, 7) * 4) % 10 == row.digit(8), lambda row: row.number(0, 9) > 0),
        chance=0.1,
        names="taj, taj szám, taj szam, tajszam",
        generic=SOCIAL_NAMES + HEALTH_NAMES,
    ),
)
