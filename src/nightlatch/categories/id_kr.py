"""South Korea: resident registration number, 13 digits, and the foreigner's of the same form (weights 2 to 9, 2 to
5).

Birth date, century and sex, place of registration, serial, check digit. Since October 2020 new numbers have six
random digits behind the seventh and no check digit: those pass where they are written as 900101-1234567.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, are_days
from nightlatch.survey.checks import both, regex

_CENTURY = np.array([1800, 1900, 1900, 2000, 2000, 1900, 1900, 2000, 2000, 1800], np.int64)


def _birth_date(row: Rows) -> Mask:
    return are_days(_CENTURY[row.digit(6)] + row.number(0, 2), row.number(2, 4), row.number(4, 6))


def _check_digit(row: Rows) -> Mask:
    shift = np.where(row.is_at(6, "5678"), 13, 11)  # foreigners: two more
    return (shift - row.weighted((2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10 == row.digit(12)


_CHECKED = government_id(
    "national-id.kr",
    "Korean resident registration numbers",
    Number("9{13}", _check_digit, _birth_date, lambda row: row.number(7, 9) <= 96),
    chance=0.0036,
    names="""
        주민등록번호, 주민번호, 외국인등록번호, jumin, jumin no, rrn, resident registration number, jumin number,
        juminbeonho
    """,
)
CATEGORY = (
    _CHECKED,
    Category(
        id=_CHECKED.id,
        label=_CHECKED.label,
        group=_CHECKED.group,
        check=both(regex(r"^\s*[0-9]{6}-[1-8][0-9]{6}\s*$"), Number("9{13}", _birth_date)),
        chance=0.03,
        weight=4.8,
        names=_CHECKED.names,
        identifies=1,
        find=r"\b[0-9]{6}-[1-8][0-9]{6}\b",
    ),
)
