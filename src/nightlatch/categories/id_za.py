"""South Africa: identity number, 13 digits: yymmdd, serial and sex, citizenship (0, 1), Luhn."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Number, luhn

CATEGORY = government_id(
    "national-id.za",
    "South African ID numbers",
    Number("9{10}[01]9{2}", luhn, lambda row: row.has_date("yymmdd")),
    chance=0.00074,
    names="sa id, said, rsa id, south african id, id nommer, id nommer sa, identiteitsnommer, rsa id number",
)
