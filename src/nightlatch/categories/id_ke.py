"""Kenya: KRA PIN of a person, the letter A, 9 digits and a letter (its rule is not published)."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Number

CATEGORY = government_id(
    "tax-id.ke",
    "Kenyan KRA PINs",
    Number("[A]9{9}A"),
    chance=0.038,
    tier="pattern",
    names="kra pin, krapin, kra, pin number, kra pin number",
    generic=TAX_NAMES,
    stands_alone=False,
)
