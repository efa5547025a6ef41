"""Nicaragua: identity card number, 14 places: municipality, ddmmyy, serial, a letter."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import Number

CATEGORY = government_id(
    "national-id.ni",
    "Nicaraguan identity card numbers",
    Number("9{13}[A-HJ-NP-Y]", lambda row: row.has_date("ddmmyy", 3)),
    chance=0.032,
    tier="pattern",
    names="cédula, cedula, cédula de identidad, nro cedula, numero cedula",
    stands_alone=False,
)
