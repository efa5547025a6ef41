"""Mexico: CURP of 18 places (name letters, birth date, sex, state, check digit) and the RFC of a person, 13 places.

The RFC's check character is MOD 11 over all others; letters Ñ and & of either are not compactable and do not pass.
"""

import numpy as np

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, are_days, table

_CURP = table("0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ")
_RFC = "0123456789A"
_STATES = np.zeros((256, 256), np.bool_)
for _first, _seconds in {
    "A": "S", "B": "CS", "C": "CHLMS", "D": "FG", "G": "RT", "H": "G", "J": "C", "M": "CNS", "N": "ELT", "O": "C",
    "P": "L", "Q": "RT", "S": "LPR", "T": "CLS", "V": "Z", "Y": "N", "Z": "S",
}.items():  # fmt: skip
    _STATES[ord(_first), [ord(_second) for _second in _seconds]] = True


def _curp(row: Rows) -> Mask:
    return -row.weighted(range(18, 1, -1), 0, _CURP) % 10 == row.digit(17)


def _state_and_date(row: Rows) -> Mask:
    is_old = row.bytes[:, 16] <= ord("9")  # births before 2000 have a digit here
    year = row.number(4, 6) + np.where(is_old, 1900, 2000)
    return _STATES[row.bytes[:, 11], row.bytes[:, 12]] & are_days(year, row.number(6, 8), row.number(8, 10))


def _rfc(row: Rows) -> Mask:
    return row.is_from(12, _RFC, -row.weighted(range(13, 1, -1), 0, _CURP) % 11)


CATEGORY = (
    government_id(
        "national-id.mx",
        "Mexican CURP numbers",
        Number("A{4}9{6}[HMX]A{5}N9", _curp, _state_and_date),
        chance=2.1e-05,
        names="curp, clave curp, clave única de registro de población",
    ),
    government_id(
        "tax-id.mx",
        "Mexican RFC numbers",
        Number("A{4}9{6}[1-9A-V][1-9A-Z][0-9A]", _rfc, lambda row: row.has_date("yymmdd", 4)),
        chance=0.0033,
        names="rfc, registro federal de contribuyentes, rfc homoclave",
        generic=TAX_NAMES + GENERIC_NAMES,
    ),
)
