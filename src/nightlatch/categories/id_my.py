"""Malaysia: MyKad number, 12 digits: birth date, place of birth, serial; no check digit."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Number, code_set, one_of

_PLACES = code_set(range(1, 17), range(21, 69), 71, 72, range(74, 80), range(82, 94), 98, 99)

CATEGORY = government_id(
    "national-id.my",
    "Malaysian NRIC numbers",
    Number("9{12}", lambda row: row.has_date("yymmdd"), lambda row: one_of(row.number(6, 8), _PLACES)),
    chance=0.031,
    tier="pattern",
    names="nric, nric no, mykad, mykad no, ic, ic no, ic number, no kp, kad pengenalan, no kad pengenalan, icno",
    stands_alone=False,
)
