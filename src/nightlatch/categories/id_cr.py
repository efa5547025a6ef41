"""Costa Rica: identity card of a person (9 digits, or 10 with 0 in front) and of a resident (11 or 12);
no check digit."""

from nightlatch.categories._government import government_id
from nightlatch.survey.checkdigits import AnyOf, Number

CATEGORY = (
    government_id(
        "national-id.cr",
        "Costa Rican identity card numbers",
        AnyOf(Number("[0][1-9]9{8}"), Number("[1-9][0]9{3}[0]9{3}"), Number("[1-9]9{8}")),
        chance=0.9,
        weight=0.5,
        tier="pattern",
        names="cédula, cedula, cédula física, cedula fisica, cpf, cédula de identidad, numero cedula",
    ),
    government_id(
        "residence-permit.cr",
        "Costa Rican residents' numbers",
        AnyOf(Number("[1]9{10}"), Number("[1]9{11}")),
        chance=0.1,
        weight=0.5,
        tier="pattern",
        names="dimex, cédula de residencia, cedula de residencia, cédula residencia",
    ),
)
