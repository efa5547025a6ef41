"""Indonesia: NIK, 16 digits: province, city, district, birth date (women: day + 40), serial from 0001; no check."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows, are_days, code_set, luhn, one_of

_PROVINCES = code_set(
    range(11, 20), 21, range(31, 37), range(51, 54), range(61, 66), range(71, 77), 81, 82, range(91, 98)
)


def _birth_date(row: Rows) -> Mask:
    return are_days(2000 + row.number(10, 12), row.number(8, 10), row.number(6, 8) % 40)


CATEGORY = (
    government_id(
        "national-id.id",
        "Indonesian NIK numbers",
        Number(
            "[1-9]9{15}",
            lambda row: one_of(row.number(0, 2), _PROVINCES),
            lambda row: row.number(6, 8) < 72,
            _birth_date,
            lambda row: row.number(12, 16) > 0,
        ),
        chance=0.029,
        tier="pattern",
        names="nik, no ktp, nomor ktp, ktp, noktp, e ktp, nomor induk kependudukan, no identitas, nomor identitas",
        stands_alone=False,
    ),
    government_id(
        "tax-id.id",
        "Indonesian NPWP numbers",
        AnyOf(Number("9{15}", lambda row: luhn(row, 0, 9)), Number("[0]9{15}", lambda row: luhn(row, 1, 10))),
        chance=0.1,
        names="npwp, no npwp, nomor npwp, nomor pokok wajib pajak",
        generic=TAX_NAMES,
    ),
)
