"""Algeria: tax number (NIF), 15 or 20 digits; the national number (NIN) has 18. None has a published check digit."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import AnyOf, Number

CATEGORY = (
    government_id(
        "tax-id.dz",
        "Algerian tax numbers",
        AnyOf(Number("9{15}"), Number("9{20}")),
        chance=0.9,
        weight=0.5,
        tier="pattern",
        names="nif, numéro d'identification fiscale, رقم التعريف الجبائي",
        generic=(),
        identifies=2,  # a company's as often as a person's
    ),
    government_id(
        "national-id.dz",
        "Algerian national numbers",
        Number("[12]9{17}"),
        chance=0.2,
        weight=1.0,
        tier="pattern",
        names="nin, numéro d'identification national, رقم التعريف الوطني",
        generic=(),
    ),
)
