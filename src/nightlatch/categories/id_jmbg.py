"""The former Yugoslavia: unique master citizen number (JMBG, EMŠO, EMBG), 13 digits: ddmmyyy, region, serial, MOD 11.

The region of registration tells the country, so that each gets a category of its own from one format.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows, are_days


def _check_digit(row: Rows) -> Mask:
    return -row.weighted((7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11 % 10 == row.digit(12)


def _birth_date(row: Rows) -> Mask:
    year = row.number(4, 7)
    return are_days(year + np.where(year < 800, 2000, 1000), row.number(2, 4), row.number(0, 2))


def _of(country: str, label: str, first: int, last: int, names: str, chance: float) -> Category:
    def _region(row: Rows) -> Mask:
        region = row.number(7, 9)
        return (region >= first) & (region <= last)

    check = Number("[0-3]9{12}", _check_digit, _birth_date, _region)
    return government_id(f"national-id.{country}", label, check, chance=chance, names=names)


_NAMES = "jmbg, јмбг, matični broj, maticni broj, матични број, jedinstveni matični broj"


def _davcna(row: Rows) -> Mask:
    check = 11 - row.weighted(range(8, 1, -1)) % 11
    return np.where(check == 10, 0, check) == row.digit(7)


CATEGORY = (
    _of("ba", "Bosnian JMBG numbers", 10, 19, _NAMES, 0.00011),
    _of("me", "Montenegrin JMBG numbers", 20, 29, _NAMES, 0.0001),
    _of("hr", "Croatian JMBG numbers", 30, 39, _NAMES, 0.00011),
    _of("mk", "Macedonian EMBG numbers", 40, 49, "embg, ембг, матичен број, maticen broj, " + _NAMES, 0.00011),
    _of("si", "Slovenian EMŠO numbers", 50, 59, "emšo, emso, matična številka, maticna stevilka", 0.00012),
    _of("rs", "Serbian JMBG numbers", 60, 99, _NAMES, 0.00043),
    government_id(
        "tax-id.si",
        "Slovenian tax numbers",
        AnyOf(Number("[1-9]9{7}", _davcna), Number("[S][I][1-9]9{7}", lambda row: _davcna(Rows(row.bytes[:, 2:])))),
        chance=0.082,
        names="davčna številka, davcna stevilka, davčna, id za ddv",
        generic=TAX_NAMES,
        identifies=2,  # a company's as often as a person's
    ),
)
