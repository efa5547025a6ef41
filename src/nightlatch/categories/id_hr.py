"""Croatia: personal identification number (OIB), 11 digits, MOD 11,10."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Number, mod_11_10

CATEGORY = government_id(
    "national-id.hr",
    "Croatian OIB numbers",
    Number("9{11}", mod_11_10),
    chance=0.1,
    names="oib, osobni identifikacijski broj, oib broj",
    generic=GENERIC_NAMES + TAX_NAMES,
)
