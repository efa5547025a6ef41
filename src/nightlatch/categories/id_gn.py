"""Guinea: permanent tax number (NIFp), 9 digits, Luhn."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Number, luhn

CATEGORY = government_id(
    "tax-id.gn",
    "Guinean tax numbers",
    Number("9{9}", luhn),
    chance=0.1,
    names="nifp, nif permanent, nif",
    generic=(),
    identifies=2,  # a company's as often as a person's
)
