"""Pakistan: CNIC and NICOP, 13 digits: province, division, district, tehsil, union council, family number, sex.

There is no check digit; only the province (1 to 7) and the sex digit (not 0) can be told.
"""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Number

CATEGORY = government_id(
    "national-id.pk",
    "Pakistani CNIC numbers",
    Number("[1-7]9{11}[1-9]"),
    chance=0.63,
    tier="pattern",
    names="cnic, cnic no, cnic number, nicop, nic, nadra, شناختی کارڈ, شناختی کارڈ نمبر",
    generic=(),  # thirteen digits named "id number" are any country's
    stands_alone=False,
)
