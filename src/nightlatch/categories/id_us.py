"""United States: Social Security number (no check digit; ranges only), ITIN and the Medicare beneficiary identifier
(MBI).

Nine bare digits say little, so that a field name must agree; written as 123-45-6789 they say more.
"""

import numpy as np

from nightlatch.categories import Category
from nightlatch.categories._government import HEALTH_NAMES, SOCIAL_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Bools, Mask, Number, Rows, cross
from nightlatch.survey.values import Values


def _is_issued(row: Rows) -> Mask:
    area = row.number(0, 3)
    advertised = np.isin(row.number(0, 9), (78_051_120, 457_555_462, 219_099_999))  # printed on sample cards
    return (area > 0) & (area != 666) & (row.number(3, 5) > 0) & (row.number(5, 9) > 0) & ~advertised


_SSN = Number("[0-8]9{8}", _is_issued)
_GROUPED = r"^\s*\d{3}-\d{2}-\d{4}\s*$"


def _grouped(values: Values) -> Bools:
    if values.kind != "text":
        return np.zeros(len(values), np.bool_)
    return _SSN(values) & values.matches(_GROUPED)


_NAMES = "ssn, ssn no, social, social security, soc sec, social security num, ss number, ssnumber, socialsecurity"
_BARE = government_id(
    "social-security.us",
    "US Social Security numbers",
    _SSN,
    chance=0.89,
    tier="pattern",
    names=_NAMES,
    generic=SOCIAL_NAMES,  # nine digits named "id number" are any country's
    stands_alone=False,
    find=r"\b[0-8][0-9]{8}\b|\b[0-8][0-9]{2} [0-9]{2} [0-9]{4}\b",
)


def _npi(row: Rows) -> Mask:
    """Luhn with the prefix 80840 of US health cards, which adds 24."""
    doubled = sum(cross(2 * row.digit(at)) for at in range(0, 9, 2))
    return np.asarray((doubled + row.weighted((1, 0) * 4, 1) + 24 + row.digit(9)) % 10 == 0)


def _dea(row: Rows) -> Mask:
    return row.weighted((1, 2) * 3, 2) % 10 == row.digit(8)


CATEGORY = (
    _BARE,
    Category(
        id=_BARE.id,
        label=_BARE.label,
        group=_BARE.group,
        check=_grouped,
        chance=_BARE.chance,
        weight=5.0,  # few other things are grouped 3-2-4, but an outward form is no check digit
        names=_BARE.names,
        identifies=1,
        find=r"\b[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}\b",
    ),
    government_id(
        "tax-id.us",
        "US taxpayer numbers (ITIN)",
        Number("[9]9{2}[789]9{5}", lambda row: ~np.isin(row.number(3, 5), (89, 93))),
        chance=0.028,
        tier="pattern",
        names="itin, individual taxpayer identification number",
        generic=TAX_NAMES,
        stands_alone=False,
    ),
    government_id(
        "insurance-number.us",
        "US Medicare numbers",
        Number("[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]9[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]9[AC-HJKMNP-RT-Y]{2}9{2}"),
        chance=0.32,
        tier="pattern",
        names="mbi, medicare, medicare number, medicare id, medicare beneficiary identifier, hicn",
        generic=HEALTH_NAMES,
        stands_alone=False,
    ),
    government_id(
        "tax-id.us",
        "US taxpayer numbers (ITIN)",
        Number("[9]9{2}[9][3]9{4}"),
        chance=0.001,
        tier="pattern",
        names="atin, adoption taxpayer identification number",
        generic=TAX_NAMES,
        stands_alone=False,
    ),
    government_id(
        "tax-id.us",
        "US taxpayer numbers (ITIN)",
        Number("[P]9{8}"),
        chance=0.038,
        tier="pattern",
        names="ptin, preparer tax identification number, preparer id",
        generic=(),
        stands_alone=False,
    ),
    government_id(
        "employee-id.us-npi",
        "US health care providers' numbers",
        Number("[12]9{9}", _npi),
        chance=0.02,
        names="npi, npi number, national provider identifier, provider npi, rendering npi, referring npi",
        generic=(),
        stands_alone=False,
        identifies=2,
        group="employment",
    ),
    government_id(
        "employee-id.us-dea",
        "US prescribers' DEA numbers",
        Number("[ABCDEFGHJKLMPRSTUX][A-Z9]9{7}", _dea),
        chance=0.07,
        names="dea, dea number, dea no, dea registration, prescriber dea",
        generic=(),
        identifies=2,
        group="employment",
    ),
)
