"""Turkey: T.C. identity number, 11 digits, two check digits (weights 3 and 1; sum of the first ten)."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digits(row: Rows) -> Mask:
    tenth = -row.weighted((3, 1, 3, 1, 3, 1, 3, 1, 3)) % 10
    return (tenth == row.digit(9)) & (row.weighted((1,) * 10) % 10 == row.digit(10))


CATEGORY = government_id(
    "national-id.tr",
    "Turkish identity numbers",
    Number("[1-9]9{10}", _check_digits),
    chance=0.009,
    names="""
        tc, tckn, tc kimlik, tc kimlik no, kimlik no, kimlik numarası, kimlik numarasi, tc no, tcno, tckimlik,
        vatandaşlık no
    """,
)
