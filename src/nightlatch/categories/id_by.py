"""Belarus: personal identification number of 14 places (sex and century, ddmmyy, region, serial, citizenship, check
digit) and the payer's number (UNP) of a person, two letters and seven digits.

The region and citizenship letters alone make the personal number unmistakable; its check digit is not asked for.
"""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import ALNUM, Mask, Number, Rows, table

_SECOND = table("ABCEHKMOPT")


def _payer(row: Rows) -> Mask:
    sums = 29 * row.alnum(0) + 23 * row.alnum(1, _SECOND) + row.weighted((19, 17, 13, 7, 5, 3), 2, ALNUM)
    return sums % 11 == row.digit(8)


CATEGORY = (
    government_id(
        "national-id.by",
        "Belarusian personal numbers",
        Number("[1-6]9{6}[ABCEHKM]9{3}[P][ABI]9", lambda row: row.has_date("ddmmyy", 1)),
        chance=2.6e-05,
        tier="pattern",
        names="личный номер, идентификационный номер, асабісты нумар, lichnyi nomer, personal number",
    ),
    government_id(
        "tax-id.by",
        "Belarusian payer's numbers",
        Number("[ABCEHKM][ABCEHKMOPT]9{7}", _payer),
        chance=0.0094,
        names="унп, unp, упн, учетный номер плательщика",
        generic=TAX_NAMES,
    ),
)
