"""Egypt: national number, 14 digits: century, birth date, governorate, serial and sex, check digit (rule not
published)."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, are_days, code_set, one_of

_GOVERNORATES = code_set(range(1, 5), range(11, 20), range(21, 30), range(31, 36), 88)


def _birth_date(row: Rows) -> Mask:
    century = 1700 + 100 * row.digit(0)
    return are_days(century + row.number(1, 3), row.number(3, 5), row.number(5, 7))


CATEGORY = (
    government_id(
        "national-id.eg",
        "Egyptian national numbers",
        Number("[23]9{13}", _birth_date, lambda row: one_of(row.number(7, 9), _GOVERNORATES)),
        chance=0.002,
        tier="pattern",
        names="الرقم القومي, رقم قومي, رقم البطاقة, egyptian id, raqam qawmi, national no",
        stands_alone=False,
    ),
    government_id(
        "tax-id.eg",
        "Egyptian tax numbers",
        Number("9{9}"),
        chance=0.9,
        weight=0.5,
        tier="pattern",
        names="الرقم الضريبي, رقم التسجيل الضريبي, tax registration number",
        generic=(),
        identifies=2,  # a company's as often as a person's
    ),
)
