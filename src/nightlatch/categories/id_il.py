"""Israel: identity number (Teudat Zehut), 9 digits, Luhn."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Number, luhn

CATEGORY = government_id(
    "national-id.il",
    "Israeli identity numbers",
    Number("9{9}", luhn, lambda row: row.number(0, 9) > 0),
    chance=0.1,
    names="teudat zehut, תעודת זהות, מספר זהות, ת.ז, ת ז, תז, מספר תעודת זהות, tz, zehut, mispar zehut, israeli id",
)
