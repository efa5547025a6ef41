"""New Zealand: IRD number (8 or 9 digits, two rounds of MOD 11) and the NHI number of three letters and four digits."""

import numpy as np

from nightlatch.categories._government import HEALTH_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows, places

_NHI = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_NHI_VALUES = places(_NHI + "0123456789", lambda c: int(c) if c.isdigit() else _NHI.index(c) + 1)
_FIRST, _SECOND = (3, 2, 7, 6, 5, 4, 3, 2), (7, 4, 3, 2, 5, 2, 7, 6)


def _ird(row: Rows) -> Mask:
    short = row.bytes.shape[1] == 8
    first = -row.weighted(_FIRST[short:]) % 11
    second = -row.weighted(_SECOND[short:]) % 11
    last = row.bytes.shape[1] - 1
    return np.where(first == 10, second, first) == row.digit(last)


def _in_range(row: Rows) -> Mask:
    number = row.number(0, row.bytes.shape[1])
    return (number > 10_000_000) & (number < 150_000_000)


def _nhi(row: Rows) -> Mask:
    rest = row.weighted((7, 6, 5, 4, 3, 2), 0, _NHI_VALUES) % 11
    return (rest != 0) & ((11 - rest) % 10 == row.digit(6))


CATEGORY = (
    government_id(
        "tax-id.nz",
        "New Zealand IRD numbers",
        AnyOf(Number("9{8}", _ird, _in_range), Number("[01]9{8}", _ird, _in_range)),
        chance=0.089,
        names="ird, ird number, ird no, inland revenue number",
        generic=TAX_NAMES,
    ),
    government_id(
        "health-record-id.nz",
        "New Zealand NHI numbers",
        Number("[A-HJ-NP-Z]{3}9{4}", _nhi),
        chance=0.071,
        names="nhi, nhi number, nhi no, national health index",
        generic=HEALTH_NAMES,
    ),
)
