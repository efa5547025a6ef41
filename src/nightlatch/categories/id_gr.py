"""Greece: social security number (AMKA), 11 digits: ddmmyy, serial, Luhn; and tax number (AFM), 9 digits, MOD 11."""

from nightlatch.categories._government import GENERIC_NAMES, SOCIAL_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, luhn


def _afm(row: Rows) -> Mask:
    return row.weighted((256, 128, 64, 32, 16, 8, 4, 2)) % 11 % 10 == row.digit(8)


CATEGORY = (
    government_id(
        "social-security.gr",
        "Greek AMKA numbers",
        Number("9{11}", luhn, lambda row: row.has_date("ddmmyy")),
        chance=0.0036,
        names="αμκα, amka, α.μ.κ.α.",
        generic=SOCIAL_NAMES + GENERIC_NAMES,
    ),
    government_id(
        "tax-id.gr",
        "Greek tax numbers",
        Number("9{9}", _afm, lambda row: row.number(0, 9) > 0),
        chance=0.1,
        names="αφμ, afm, α.φ.μ., αριθμός φορολογικού μητρώου",
        generic=TAX_NAMES,
    ),
)
