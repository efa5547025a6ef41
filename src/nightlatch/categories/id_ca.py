"""Canada: Social Insurance Number, 9 digits, Luhn; the first digit is never 0 or 8."""

from nightlatch.categories._government import GENERIC_NAMES, SOCIAL_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Number, luhn

CATEGORY = government_id(
    "social-security.ca",
    "Canadian Social Insurance Numbers",
    Number("[1-79]9{8}", luhn),
    chance=0.08,
    names="sin, sin no, sin number, nas, numéro d'assurance sociale, numero assurance sociale, social insurance",
    generic=SOCIAL_NAMES + GENERIC_NAMES + TAX_NAMES,
)
