"""Andorra: tax number (NRT), a letter (F: residents, E: others), 6 digits, a letter whose rule is not published."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Number

CATEGORY = government_id(
    "tax-id.ad",
    "Andorran tax numbers",
    AnyOf(Number("[F][0-6]9{5}A"), Number("[E]9{6}A")),
    chance=0.038,
    tier="pattern",
    stands_alone=False,
    names="nrt, número de registre tributari, numero registre tributari",
    generic=TAX_NAMES,
)
