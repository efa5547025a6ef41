"""Finland: personal identity code (hetu): ddmmyy, century sign, serial 002 to 899, check character by MOD 31.

The sign for the 1900s is a hyphen and gone after compacting; + (the 1800s) does not pass.
"""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows

_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def _check_character(row: Rows) -> Mask:
    last = row.bytes.shape[1] - 1
    serial = row.number(last - 3, last)
    return row.is_from(last, _CHECK, (row.number(0, 6) * 1000 + serial) % 31) & (serial >= 2) & (serial < 900)


def _birth_date(row: Rows) -> Mask:
    return row.has_date("ddmmyy")


_TAIL = "[0-8]9{2}[0-9A-FHJ-NPR-Y]"
CATEGORY = government_id(
    "national-id.fi",
    "Finnish personal identity codes",
    AnyOf(
        Number("9{6}" + _TAIL, _check_character, _birth_date),
        Number("9{6}[A-FU-Y]" + _TAIL, _check_character, _birth_date),
    ),
    chance=0.001,
    names="hetu, henkilötunnus, henkilotunnus, sotu, sosiaaliturvatunnus, personbeteckning",
)
