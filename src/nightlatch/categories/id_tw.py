"""Taiwan: national identification number and, since 2021, the resident's number of the same form (weights 1, 9 to 1).

The letter stands for two digits; the first digit tells sex: 1 and 2 nationals, 8 and 9 foreign residents.
"""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, places

_AREAS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_LETTER = places(_AREAS, lambda letter: (_AREAS.index(letter) + 10) // 10 + 9 * (_AREAS.index(letter) % 10))


def _check_digit(row: Rows) -> Mask:
    return (row.alnum(0, _LETTER) + row.weighted((8, 7, 6, 5, 4, 3, 2, 1, 1), 1)) % 10 == 0


CATEGORY = government_id(
    "national-id.tw",
    "Taiwanese ID card numbers",
    Number("A[1289]9{8}", _check_digit),
    chance=0.04,
    names="身分證, 身分證字號, 身份證字號, 統一編號, 國民身分證, 居留證號, twid, taiwan id, roc id",
)
