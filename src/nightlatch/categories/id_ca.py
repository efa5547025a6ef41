"""Canada: Social Insurance Number, 9 digits, Luhn; the first digit is never 0 or 8.

Health cards: British Columbia (10 digits, 9 in front, MOD 11), Ontario (10 digits, Luhn, a version of two letters),
Quebec (name letters, birth date with 50 added to a woman's month, serial)."""

from nightlatch.categories._government import GENERIC_NAMES, HEALTH_NAMES, SOCIAL_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows, are_days, luhn


def _by_eleven(row: Rows) -> Mask:
    return -row.weighted((2, 4, 8, 5, 10, 9, 7, 3), 1) % 11 == row.digit(9)


def _ramq_date(row: Rows) -> Mask:
    return are_days(2000 + row.number(4, 6), row.number(6, 8) % 50, row.number(8, 10))


CATEGORY = (
    government_id(
        "social-security.ca",
        "Canadian Social Insurance Numbers",
        Number("[1-79]9{8}", luhn),
        chance=0.08,
        names="sin, sin no, sin number, nas, numéro d'assurance sociale, numero assurance sociale, social insurance",
        generic=SOCIAL_NAMES + GENERIC_NAMES + TAX_NAMES,
    ),
    government_id(
        "insurance-number.ca",
        "Canadian health card numbers",
        AnyOf(
            Number("[9]9{9}", _by_eleven, lambda row: row.number(1, 9) > 0),
            Number("[1-8]9{9}", luhn),
            Number("[1-8]9{9}A{2}", lambda row: luhn(row, 0, 10)),
        ),
        chance=0.08,
        names="""
            phn, bc phn, personal health number, health card number, healthcard, ohip, ohip number, ohip no, hcn,
            health card, health number, numéro d'assurance maladie, carte santé
        """,
        generic=HEALTH_NAMES,
    ),
    government_id(
        "insurance-number.ca",
        "Canadian health card numbers",
        Number("A{4}9{8}", _ramq_date),
        chance=0.078,
        names="ramq, nam, numéro d'assurance maladie, assurance maladie, carte soleil, health card number",
        generic=HEALTH_NAMES,
        tier="pattern",
    ),
)
