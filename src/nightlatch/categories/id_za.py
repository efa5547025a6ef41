"""South Africa: identity number, 13 digits: yymmdd, serial and sex, citizenship (0, 1), Luhn."""

from nightlatch.categories._government import TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Number, luhn

CATEGORY = (
    government_id(
        "national-id.za",
        "South African ID numbers",
        Number("9{10}[01]9{2}", luhn, lambda row: row.has_date("yymmdd")),
        chance=0.00074,
        names="sa id, said, rsa id, south african id, id nommer, id nommer sa, identiteitsnommer, rsa id number",
    ),
    government_id(
        "tax-id.za",
        "South African tax numbers",
        Number("[01239]9{9}", luhn),
        chance=0.05,
        names="tin, sars, tax reference number, income tax number, itr number",
        generic=TAX_NAMES,
        stands_alone=False,
    ),
)
