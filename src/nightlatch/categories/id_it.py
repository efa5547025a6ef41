"""Italy: codice fiscale of a person, 16 places: name letters, year, month letter, day (women: + 40), place, check
letter.

Digits may be replaced by letters (omocodia) where two persons would share a code. Source: decree of 23 December
1976.
"""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import ALNUM, AnyOf, Mask, Number, Rows, are_days, places, table

_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)
_DIGIT = places("0123456789LMNPQRSTUV", lambda c: int(c) if c.isdigit() else "LMNPQRSTUV".index(c))
_EVEN_VALUE = places("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", lambda c: int(c) if c.isdigit() else ord(c) - 65)
_ODD_VALUE = places("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", lambda c: _ODD[int(c) if c.isdigit() else ord(c) - 65])
_MONTH = table("ABCDEHLMPRST")


def _check_letter(row: Rows) -> Mask:
    sums = row.weighted((1, 0) * 7 + (1,), 0, _ODD_VALUE) + row.weighted((0, 1) * 7 + (0,), 0, _EVEN_VALUE)
    return sums % 26 == row.alnum(15, ALNUM) - 10


def _birth_date(row: Rows) -> Mask:
    year = 2000 + 10 * row.alnum(6, _DIGIT) + row.alnum(7, _DIGIT)
    day = 10 * row.alnum(9, _DIGIT) + row.alnum(10, _DIGIT)
    return are_days(year, row.alnum(8, _MONTH) + 1, day % 40) & (day < 72)


_D = "[0-9LMNPQRSTUV]"
CATEGORY = (
    government_id(
        "tax-id.it",
        "Italian fiscal codes",
        Number(f"A{{6}}{_D}{{2}}[ABCDEHLMPRST]{_D}{{2}}A{_D}{{3}}A", _check_letter, _birth_date),
        chance=0.011,
        names="codice fiscale, codicefiscale, cod fiscale, cod fisc, cf, cod fis",
        generic=TAX_NAMES + GENERIC_NAMES,
    ),
    government_id(
        "national-id.it",
        "Italian identity card numbers",
        AnyOf(
            Number("A{2}9{5}A{2}", lambda row: row.number(2, 7) > 0),
            Number("A{2}9{7}", lambda row: row.number(2, 9) > 0),
        ),
        chance=0.9,
        weight=0.5,
        tier="pattern",
        names="carta d'identità, carta identità, numero carta identità, carta di identità, numero ci, cie, documento",
        identifies=2,  # a new card has a new number
    ),
)
