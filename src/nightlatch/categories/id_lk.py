"""Sri Lanka: national identity card number, old form (9 digits and V or X) and new form (12 digits).

Year of birth, day of the year (women: + 500), serial. The check digit's rule is not published.
"""

from datetime import UTC, datetime

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows

_YOUNGEST = 14  # years; cards are issued at 15, and a later year is a time of the day written in twelve digits


def _day_of_year(row: Rows, at: int) -> Mask:
    day = row.number(at, at + 3) % 500
    return (day >= 1) & (day <= 366) & (row.number(at, at + 3) < 867)


def _year(row: Rows) -> Mask:
    return (row.number(0, 4) >= 1900) & (row.number(0, 4) <= datetime.now(UTC).year - _YOUNGEST)


_NAMES = "nic, nic no, nic number, national identity card, ජාතික හැඳුනුම්පත, தேசிய அடையாள அட்டை"
CATEGORY = (
    government_id(
        "national-id.lk",
        "Sri Lankan NIC numbers",
        Number("[1-9]9{8}[VX]", lambda row: _day_of_year(row, 2)),
        chance=0.051,
        weight=3.0,  # nine digits and a letter are many a lot's number
        tier="pattern",
        names=_NAMES,
    ),
    government_id(
        "national-id.lk",
        "Sri Lankan NIC numbers",
        Number("[12]9{11}", _year, lambda row: _day_of_year(row, 4)),
        chance=0.0082,
        weight=3.9,  # a date and a time without signs have that form
        tier="pattern",
        names=_NAMES,
    ),
)
