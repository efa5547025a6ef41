"""United Arab Emirates: Emirates ID, 15 digits: 784, year of birth, serial, Luhn."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import LATEST_YEAR, Mask, Number, Rows, luhn


def _year_of_birth(row: Rows) -> Mask:
    year = row.number(3, 7)
    return (year >= 1900) & (year <= LATEST_YEAR)


CATEGORY = government_id(
    "national-id.ae",
    "Emirates ID numbers",
    Number("[7][8][4][12][09]9{10}", luhn, _year_of_birth),
    chance=2e-06,
    names="""
        emirates id, eid, emirates id no, emiratesid, eida, uae id, رقم الهوية, الهوية الإماراتية,
        رقم الهوية الإماراتية
    """,
)
