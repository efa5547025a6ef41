"""Nigeria: national identification number (NIN) and bank verification number (BVN), 11 digits each, no check digit."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Number

CATEGORY = (
    government_id(
        "national-id.ng",
        "Nigerian NIN numbers",
        Number("9{11}"),
        chance=0.9,
        weight=0.5,
        tier="pattern",
        names="nin, nin number, nimc, national identification number",
        generic=(),
    ),
    government_id(
        "national-id.ng",
        "Nigerian NIN numbers",
        Number("[2]9{10}"),
        chance=0.1,
        weight=1.0,
        tier="pattern",
        names="bvn, bvn number, bank verification number",
        generic=(),
    ),
)
