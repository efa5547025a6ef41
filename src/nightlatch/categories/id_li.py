"""Liechtenstein: person and enterprise number (PEID), up to 12 digits without a check digit.

The AHV number is Switzerland's.
"""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import AnyOf, Number

CATEGORY = government_id(
    "tax-id.li",
    "Liechtenstein person numbers",
    AnyOf(*(Number(f"9{{{width}}}") for width in range(4, 13))),
    chance=0.9,
    weight=0.5,
    tier="pattern",
    names="peid, peid nummer, pers nr li",
    generic=(),
)
