"""Bulgaria: uniform civil number (EGN), 10 digits: yymmdd (1800s: month + 20, 2000s: + 40), serial, MOD 11."""

import numpy as np

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, are_days


def _check_digit(row: Rows) -> Mask:
    return row.weighted((2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10 == row.digit(9)


def _birth_date(row: Rows) -> Mask:
    month = row.number(2, 4)
    century = np.where(month > 40, 2000, np.where(month > 20, 1800, 1900))
    return are_days(
        century + row.number(0, 2), month - np.where(month > 40, 40, np.where(month > 20, 20, 0)), row.number(4, 6)
    )


CATEGORY = (
    government_id(
        "national-id.bg",
        "Bulgarian EGN numbers",
        Number("9{10}", _check_digit, _birth_date),
        chance=0.011,
        names="егн, egn, единен граждански номер, е г н",
    ),
    government_id(
        "residence-permit.bg",
        "Bulgarian numbers of foreigners",
        Number("9{10}", lambda row: row.weighted((21, 19, 17, 13, 11, 9, 7, 3, 1)) % 10 == row.digit(9)),
        chance=0.1,
        names="лнч, lnch, pnf, личен номер на чужденец",
    ),
)
