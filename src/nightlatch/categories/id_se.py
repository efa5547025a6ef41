"""Sweden: personal number, 10 digits or 12 with the century: yymmdd, serial, Luhn over the last ten; and the
coordination number with 60 added to the day. Of those who are a hundred, the ten digits have a plus for the hyphen."""

from dataclasses import replace

import numpy as np

from nightlatch.categories._government import government_id, of_an_earlier_century
from nightlatch.survey.checkdigits import AnyOf, Ints, Mask, Number, Rows, are_days, luhn


def _short(row: Rows) -> Mask:
    return _is_day(2000 + row.number(0, 2), row)


def _long(row: Rows) -> Mask:
    return _is_day(row.number(0, 4), row)


def _is_day(year: Ints, row: Rows) -> Mask:
    last = row.bytes.shape[1]
    day = row.number(last - 6, last - 4)
    return are_days(year, row.number(last - 8, last - 6), np.where(day > 60, day - 60, day))


_NUMBER = government_id(
    "national-id.se",
    "Swedish personal numbers",
    AnyOf(Number("9{10}", luhn, _short), Number("[12][890]9{10}", lambda row: luhn(row, 2), _long)),
    chance=0.0074,
    names="personnummer, personnr, person nr, pnr, samordningsnummer, svenskt personnummer",
)
CATEGORY = (
    _NUMBER,
    replace(
        _NUMBER,
        check=of_an_earlier_century(r"^\s*[0-9]{6}\+[0-9]{4}\s*$", _NUMBER.check),
        kinds=frozenset({"text"}),
        chance=0.004,
        find=r"\b[0-9]{6}\+[0-9]{4}\b",
    ),
)
