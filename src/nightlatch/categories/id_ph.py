"""Philippines: social security number (SSS, 10 digits), common reference number (12) and tax number (TIN, 9 to 14).

None has a published check digit.
"""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import AnyOf, Number

CATEGORY = (
    government_id(
        "national-id.ph",
        "Philippine reference numbers",
        AnyOf(Number("9{12}"), Number("9{16}")),
        chance=0.9,
        weight=0.5,
        tier="pattern",
        names="umid, crn, philsys, psn, pcn, philsys number, common reference number",
        generic=(),
    ),
    government_id(
        "social-security.ph",
        "Philippine SSS numbers",
        Number("9{10}"),
        chance=0.9,
        weight=0.5,
        tier="pattern",
        names="sss, sss no, sss number, gsis, gsis number",
        generic=(),
    ),
    government_id(
        "tax-id.ph",
        "Philippine tax numbers",
        AnyOf(Number("9{9}"), Number("9{12}"), Number("9{14}")),
        chance=0.9,
        weight=0.5,
        tier="pattern",
        names="tin, tin no, tin number, bir tin",
        generic=(),
    ),
)
