"""Belgium: national register number, 11 digits: yymmdd, serial, 97 minus the rest by 97 (births from 2000: with a 2 in
front); and the BIS number with 20 or 40 added to the month. Unknown months and days are 00."""

import numpy as np

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digits(row: Rows) -> Mask:
    number, check = row.number(0, 9), row.number(9, 11)
    return np.asarray((97 - number % 97 == check) | (97 - (2_000_000_000 + number) % 97 == check))


def _day_and_month(row: Rows) -> Mask:
    month = row.number(2, 4)
    return (month < 53) & (month % 20 <= 12) & (row.number(4, 6) <= 31)


def _card(row: Rows) -> Mask:
    return (row.number(0, 10) - 1) % 97 + 1 == row.number(10, 12)


CATEGORY = (
    government_id(
        "national-id.be",
        "Belgian national register numbers",
        Number("9{11}", _check_digits, _day_and_month, lambda row: row.number(0, 9) > 0),
        chance=0.0025,
        names="""
        rijksregisternummer, rrn, insz, niss, inss, bis nummer, numéro national, numero national, registre national,

    """
        "numéro de registre national, nationaal nummer, rijksregister",
    ),
    government_id(
        "national-id.be",
        "Belgian identity card numbers",
        Number("9{12}", _card),
        chance=0.01,
        names="""
            eid, kaartnummer, identiteitskaartnummer, numéro de carte d'identité, numero carte identite,
            identiteitskaart, carte d'identité
        """,
        identifies=2,  # a new card has a new number
    ),
)
