"""Vietnam: citizen identity number (CCCD), 12 digits: province, century and sex, year of birth, six random digits; and
the tax code of 10 digits (MOD 11), which persons had until the citizen number took its place in 2025."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, code_set, one_of

_PROVINCES = code_set(
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44,
    45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89,
    91, 92, 93, 94, 95, 96,
)  # fmt: skip


def _tax_digit(row: Rows) -> Mask:
    return 10 - row.weighted((31, 29, 23, 19, 17, 13, 7, 5, 3)) % 11 == row.digit(9)


CATEGORY = (
    government_id(
        "national-id.vn",
        "Vietnamese citizen numbers",
        Number("[0]9{2}[0-3]9{8}", lambda row: one_of(row.number(0, 3), _PROVINCES)),
        chance=0.025,
        tier="pattern",
        names="cccd, so cccd, số cccd, căn cước công dân, căn cước, cmnd, so cmnd, số cmnd, chứng minh nhân dân",
        stands_alone=False,
    ),
    government_id(
        "tax-id.vn",
        "Vietnamese tax codes",
        Number("9{10}", _tax_digit, lambda row: row.number(2, 9) > 0),
        chance=0.091,
        names="mst, ma so thue, mã số thuế",
        generic=TAX_NAMES,
    ),
)
