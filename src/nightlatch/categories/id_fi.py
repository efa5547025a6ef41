"""Finland: personal identity code (hetu): ddmmyy, century sign, serial 002 to 899, check character by MOD 31.

The sign for the 1900s is a hyphen, which compacting drops: such a value must have it in the text, because one in 31 of
any ten digits behind a date would pass without. The sign + is for the 1800s.
"""

from dataclasses import replace

import numpy as np

from nightlatch.categories._government import government_id, of_an_earlier_century
from nightlatch.survey.checkdigits import AnyOf, Bools, Mask, Number, Rows
from nightlatch.survey.values import Values

_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def _check_character(row: Rows) -> Mask:
    last = row.bytes.shape[1] - 1
    serial = row.number(last - 3, last)
    return row.is_from(last, _CHECK, (row.number(0, 6) * 1000 + serial) % 31) & (serial >= 2) & (serial < 900)


def _birth_date(row: Rows) -> Mask:
    return row.has_date("ddmmyy")


_TAIL = "[0-8]9{2}[0-9A-FHJ-NPR-Y]"
_SHORT = 10
_WITH_HYPHEN = r"^\s*\d{6}-\d{3}[0-9A-Za-z]\s*$"


class _Signed(AnyOf):
    """The short form passes with its hyphen only."""

    __slots__ = ()

    @property
    def can_be_integer(self) -> bool:
        """An integer has no hyphen."""
        return False

    def __call__(self, values: Values) -> Bools:
        passed = super().__call__(values)
        is_short = passed & (values.widths == _SHORT)
        if is_short.any():
            passed &= ~is_short | values.matches(_WITH_HYPHEN)
        return passed if values.kind == "text" else np.zeros(len(values), np.bool_)


_CODE = government_id(
    "national-id.fi",
    "Finnish personal identity codes",
    _Signed(
        Number("9{6}" + _TAIL, _check_character, _birth_date),
        Number("9{6}[A-FU-Y]" + _TAIL, _check_character, _birth_date),
    ),
    chance=0.001,
    names="hetu, henkilötunnus, henkilotunnus, sotu, sosiaaliturvatunnus, personbeteckning",
)
CATEGORY = (
    _CODE,
    government_id(
        "tax-id.fi",
        "Finnish individual tax numbers",
        Number("9{12}"),
        chance=0.9,
        weight=0.5,
        tier="pattern",
        names="veronumero, vero nro, verotunniste, skattenummer",
        generic=(),
    ),
    replace(
        _CODE,
        check=of_an_earlier_century(r"^\s*[0-9]{6}\+[0-9]{3}[0-9A-Za-z]\s*$", _CODE.check),
        find=r"\b[0-9]{6}\+[0-9]{3}[0-9A-Za-z]\b",
    ),
)
