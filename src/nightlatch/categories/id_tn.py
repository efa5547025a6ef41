"""Tunisia: identity card number (CIN), 8 digits without a check digit."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Number

CATEGORY = government_id(
    "national-id.tn",
    "Tunisian identity card numbers",
    Number("9{8}"),
    chance=0.9,
    weight=0.5,
    tier="pattern",
    names="cin, numéro cin, num cin, carte d'identité nationale, بطاقة التعريف, رقم بطاقة التعريف الوطنية",
)
