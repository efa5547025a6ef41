"""Luxembourg: national identification number, 13 digits: yyyymmdd, serial, a Luhn digit and a Verhoeff digit, both over
the first eleven."""

import numpy as np

from nightlatch.categories._government import GENERIC_NAMES, SOCIAL_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, luhn, verhoeff_digit


def _check_digits(row: Rows) -> Mask:
    return np.asarray(luhn(row, 0, 12) & (verhoeff_digit(row, 0, 11) == row.digit(12)))


CATEGORY = government_id(
    "national-id.lu",
    "Luxembourg national identification numbers",
    Number("[12]9{12}", _check_digits, lambda row: row.has_date("yyyymmdd")),
    chance=1.2e-05,
    names="matricule, matricule nationale, numéro de matricule, matrikel, numéro d'identification national, cns",
    generic=GENERIC_NAMES + SOCIAL_NAMES,
)
