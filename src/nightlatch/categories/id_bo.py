"""Bolivia: identity card number (CI), 5 to 8 digits, with or without the two letters of the department;
no check digit."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import AnyOf, Number

CATEGORY = government_id(
    "national-id.bo",
    "Bolivian identity card numbers",
    AnyOf(Number("[1-9]9{5}"), Number("[1-9]9{6}"), Number("[1-9]9{7}"), Number("[1-9]9{6}[A-Z]{2}")),
    chance=0.9,
    weight=0.5,
    tier="pattern",
    names="ci, cédula de identidad, carnet de identidad, nro ci, carnet",
)
