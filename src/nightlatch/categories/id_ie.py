"""Ireland: Personal Public Service number, 7 digits, a check letter by MOD 23 and, since 2013, a second letter that
counts (A, B, H; older second letters W, T, X do not)."""

from nightlatch.categories._government import GENERIC_NAMES, SOCIAL_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows, places

_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV"
_SECOND = places("ABH", lambda letter: 9 * _LETTERS.index(letter))


def _one_letter(row: Rows) -> Mask:
    return row.is_from(7, _LETTERS, row.weighted(range(8, 1, -1)) % 23)


def _two_letters(row: Rows) -> Mask:
    return row.is_from(7, _LETTERS, (row.weighted(range(8, 1, -1)) + row.alnum(8, _SECOND)) % 23)


CATEGORY = government_id(
    "social-security.ie",
    "Irish PPS numbers",
    AnyOf(Number("9{7}[A-W]", _one_letter), Number("9{7}[A-W][ABHWTX]", _two_letters)),
    chance=0.039,
    names="pps, ppsn, pps number, pps no, ppsno, personal public service number, rsi number",
    generic=SOCIAL_NAMES + GENERIC_NAMES + TAX_NAMES,
)
