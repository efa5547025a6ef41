"""Mauritius: national identity number, 14 places: initial, ddmmyy, 6 places of serial, check character by MOD 17."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import ALNUM, Mask, Number, Rows


def _check_character(row: Rows) -> Mask:
    return -row.weighted(range(14, 1, -1), 0, ALNUM) % 17 == row.alnum(13)


CATEGORY = government_id(
    "national-id.mu",
    "Mauritian identity numbers",
    Number("A9{12}[0-9A-G]", _check_character, lambda row: row.has_date("ddmmyy", 1)),
    chance=0.0022,
    names="nic, nic no, nic number, mauritius id, numéro d'identité nationale",
)
