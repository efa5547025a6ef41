"""Honduras: identity number (DNI), 13 digits: department, municipality, year of registration, serial, no check."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import LATEST_YEAR, Mask, Number, Rows


def _place_and_year(row: Rows) -> Mask:
    department, municipality, year = row.number(0, 2), row.number(2, 4), row.number(4, 8)
    is_place = (department >= 1) & (department <= 18) & (municipality >= 1) & (municipality <= 28)
    return is_place & (year >= 1880) & (year <= LATEST_YEAR)


CATEGORY = government_id(
    "national-id.hn",
    "Honduran identity numbers",
    Number("[01]9{3}[12]9{8}", _place_and_year),
    chance=0.0011,
    tier="pattern",
    names="dni, identidad, número de identidad, numero identidad, tarjeta de identidad, rtn",
    generic=GENERIC_NAMES + TAX_NAMES,
    stands_alone=False,
)
