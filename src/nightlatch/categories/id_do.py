"""Dominican Republic: cédula, 11 digits, Luhn. A few hundred old ones fail Luhn and are not told."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Number, luhn

CATEGORY = government_id(
    "national-id.do",
    "Dominican cédulas",
    Number("9{11}", luhn),
    chance=0.1,
    names="cédula, cedula, cedula identidad, nro cedula, numero cedula",
    generic=GENERIC_NAMES + TAX_NAMES,
)
