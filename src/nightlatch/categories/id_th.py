"""Thailand: personal identification number, 13 digits, weights 13 to 2, MOD 11."""

from nightlatch.categories._government import GENERIC_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digit(row: Rows) -> Mask:
    return (11 - row.weighted(range(13, 1, -1)) % 11) % 10 == row.digit(12)


CATEGORY = government_id(
    "national-id.th",
    "Thai ID card numbers",
    Number("[1-8]9{12}", _check_digit),
    chance=0.08,
    names="เลขประจำตัวประชาชน, บัตรประชาชน, เลขบัตรประชาชน, thai id, thai national id, cid, pid, card id",
    generic=GENERIC_NAMES + TAX_NAMES,
)
