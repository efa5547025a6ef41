"""Singapore: NRIC (S, T) and FIN (F, G, M) numbers, weights 2, 7 to 2, MOD 11, a check letter by series."""

import numpy as np

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, places

_OFFSET = places("TGM", lambda letter: 3 if letter == "M" else 4)


def _check_letter(row: Rows) -> Mask:
    index = (row.alnum(0, _OFFSET) + row.weighted((2, 7, 6, 5, 4, 3, 2), 1)) % 11
    national, foreign = row.is_from(8, "JZIHGFEDCBA", index), row.is_from(8, "XWUTRQPNMLK", index)
    since_2022 = row.is_from(8, "XWUTRQPNJLK", index)
    return np.where(row.is_at(0, "ST"), national, np.where(row.is_at(0, "M"), since_2022, foreign))


CATEGORY = government_id(
    "national-id.sg",
    "Singapore NRIC and FIN numbers",
    Number("[STFGM]9{7}A", _check_letter),
    chance=0.0074,
    names="""
        nric, nric no, nric fin, fin, fin no, fin number, nric number, ic, ic no, uinfin, 身份证, identity card no
    """,
)
