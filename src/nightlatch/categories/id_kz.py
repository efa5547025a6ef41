"""Kazakhstan: individual number (IIN), 12 digits: birth date, century and sex, serial, two rounds of MOD 11."""

import numpy as np

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digit(row: Rows) -> Mask:
    first = row.weighted(range(1, 12)) % 11
    second = row.weighted((3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11  # a second 10 is never issued
    return np.where(first == 10, second, first) == row.digit(11)


CATEGORY = government_id(
    "national-id.kz",
    "Kazakh individual identification numbers",
    Number("9{6}[0-6]9{5}", _check_digit, lambda row: row.has_date("yymmdd")),
    chance=0.0025,
    names="iin, иин, жсн, zhsn, individual identification number",
    generic=GENERIC_NAMES + TAX_NAMES,
)
