"""Malta: identity card number, which is the tax number too: up to 7 digits and a letter; or 9 digits for others."""

import numpy as np

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows


def _serial(row: Rows) -> Mask:
    """A serial number and the year's last two digits; of A and P the year does not end in 0."""
    last = row.bytes.shape[1] - 1
    number = row.number(0, last)
    serial, year = number // 100, number % 100
    local = (serial <= 32_000) & (serial != year)
    return np.where(row.is_at(last, "AP"), number % 10 > 0, local)


CATEGORY = government_id(
    "national-id.mt",
    "Maltese identity card numbers",
    AnyOf(
        *(Number(f"9{{{width}}}[MGAPLHBZ]", _serial) for width in range(3, 8)),
        Number("[1-8][1-8]9{7}", lambda row: row.is_at(0, "12345678") & (row.digit(0) == row.digit(1))),
    ),
    chance=0.31,
    weight=1.0,
    tier="pattern",
    names="id card number, karta tal identita, numru tal karta, karta tal identità, maltese id, id kard",
    generic=GENERIC_NAMES + TAX_NAMES,
)
