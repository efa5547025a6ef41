"""Hong Kong: identity card number, one or two letters, six digits and a check character in brackets (MOD 11)."""

import pyarrow.compute as pc

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import ALNUM, NOT_COMPACT, AnyOf, Bools, Mask, Number, Rows, table
from nightlatch.survey.values import Values

_BLANK = 36  # what a missing first letter counts
_CHECK = table("0123456789A")


def _one_letter(row: Rows) -> Mask:
    return (9 * _BLANK + row.weighted((8, 7, 6, 5, 4, 3, 2), 0, ALNUM) + row.alnum(7, _CHECK)) % 11 == 0


def _two_letters(row: Rows) -> Mask:
    return (row.weighted((9, 8, 7, 6, 5, 4, 3, 2), 0, ALNUM) + row.alnum(8, _CHECK)) % 11 == 0


class _Bracketed(AnyOf):
    """The check digit may stand in brackets, as on the card; compacting keeps none with brackets."""

    __slots__ = ()

    def __call__(self, values: Values) -> Bools:
        passed = super().__call__(values)
        if values.kind == "text" and (values.widths == NOT_COMPACT).any():
            bare = pc.replace_substring_regex(values.text, r"[(\[]([0-9Aa])[)\]]\s*$", r"\1")
            passed |= super().__call__(Values(bare))
        return passed


CATEGORY = government_id(
    "national-id.hk",
    "Hong Kong ID card numbers",
    _Bracketed(Number("A9{6}[0-9A]", _one_letter), Number("AA9{6}[0-9A]", _two_letters)),
    chance=0.091,
    names="hkid, hk id, hkid no, hkic, hong kong id, 香港身份證, 身份證號碼, 身份證, 香港身份证",
)
