"""Cuba: identity card number, 11 digits: yymmdd, century, serial; the last digit's rule is not published."""

import numpy as np

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, are_days

_CENTURY = np.array([1900] * 6 + [2000] * 3 + [1800], np.int64)


def _birth_date(row: Rows) -> Mask:
    return are_days(_CENTURY[row.digit(6)] + row.number(0, 2), row.number(2, 4), row.number(4, 6))


CATEGORY = government_id(
    "national-id.cu",
    "Cuban identity numbers",
    Number("9{11}", _birth_date),
    chance=0.037,
    tier="pattern",
    names="carné de identidad, carne de identidad, ci, número de identidad, carnet de identidad",
    stands_alone=False,
)
