"""Japan: Individual Number ("My Number"), 12 digits, weights 6 to 2 and 7 to 2, MOD 11 (ordinance 85 of 2014)."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows


def _check_digit(row: Rows) -> Mask:
    return -row.weighted((6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11 % 10 == row.digit(11)


CATEGORY = government_id(
    "national-id.jp",
    "Japanese My Numbers",
    Number("9{12}", _check_digit),
    chance=0.1,
    names="my number, mynumber, マイナンバー, 個人番号, kojin bango, individual number",
    generic=TAX_NAMES,
)
