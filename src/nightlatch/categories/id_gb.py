"""United Kingdom: NHS number (10 digits, MOD 11), National Insurance number (2 letters, 6 digits, A to D), tax
reference (UTR, 10 digits, MOD 11) and driving licence number (16 places of name, birth date and initials)."""

import numpy as np

from nightlatch.categories._government import HEALTH_NAMES, SOCIAL_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, table

_NOT_ISSUED = ("BG", "GB", "NK", "KN", "TN", "NT", "ZZ")


def _prefix(row: Rows) -> Mask:
    issued = np.ones(len(row.bytes), np.bool_)
    for pair in _NOT_ISSUED:
        issued &= ~(row.is_at(0, pair[0]) & row.is_at(1, pair[1]))
    return issued


def _birth_date(row: Rows) -> Mask:
    month, day = row.number(6, 8), row.number(8, 10)
    return (month % 50 >= 1) & (month % 50 <= 12) & (day >= 1) & (day <= 31)


_UPN = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN_VALUES = table(_UPN + "0123456789")


def _pupil(row: Rows) -> Mask:
    return row.is_from(0, _UPN, row.weighted(range(2, 14), 1, _UPN_VALUES) % 23)


CATEGORY = (
    government_id(
        "health-record-id.gb",
        "NHS numbers",
        Number("9{10}", lambda row: row.weighted(range(10, 0, -1)) % 11 == 0),
        chance=0.091,
        names="nhs, nhs number, nhs no, nhsnumber, nhs num, chi number",
        generic=HEALTH_NAMES,
    ),
    government_id(
        "social-security.gb",
        "UK National Insurance numbers",
        Number("[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]9{6}[A-D]", _prefix),
        chance=0.085,
        tier="pattern",
        names="""
            nino, ni number, ni no, national insurance, national insurance number, national insurance no, ninumber
        """,
        generic=SOCIAL_NAMES,
        find=r"\b[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b",
    ),
    government_id(
        "tax-id.gb",
        "UK tax references",
        Number("9{10}", lambda row: row.is_from(0, "21987654321", row.weighted((6, 7, 8, 9, 10, 5, 4, 3, 2), 1) % 11)),
        chance=0.1,
        names="utr, utr number, unique taxpayer reference, tax reference",
        generic=TAX_NAMES,
        identifies=2,  # a company's as often as a person's
    ),
    government_id(
        "driving-licence.gb",
        "UK driving licence numbers",
        Number("A[A-Z9]{4}9[0156]9{4}A[A-Z9]NA{2}", _birth_date),
        chance=0.074,
        tier="pattern",
        names="""
            driver number, driver no,
            driving licence, driving license, driver licence, driver license, licence number, license number, dvla,
            drivers license
        """,
        generic=(),
    ),
    government_id(
        "student-id.gb",
        "English pupil numbers",
        Number("[A-HJ-NP-RT-Z][23489]9{10}[0-9A-HJ-NP-RT-Z]", _pupil),
        chance=0.019,
        names="upn, upn number, unique pupil number, pupil number, pupil no",
        generic=(),
        stands_alone=False,
        group="employment",
    ),
)
