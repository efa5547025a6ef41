"""Libya: national number, 12 digits: sex (1, 2), year of birth, serial; no check digit."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import LATEST_YEAR, Number

CATEGORY = government_id(
    "national-id.ly",
    "Libyan national numbers",
    Number("[12][12][09]9{9}", lambda row: (row.number(1, 5) >= 1900) & (row.number(1, 5) <= LATEST_YEAR)),
    chance=0.004,
    tier="pattern",
    stands_alone=False,
    names="الرقم الوطني, رقم وطني, libyan id, national number",
)
