"""France: NIR, the social security number of 15 places (97 minus the rest by 97; Corsica 2A, 2B), and the tax
number (SPI) of 13 digits (MOD 511).

Sex 1 or 2, provisional 3, 4, 7, 8; months beyond 12 mark incomplete birth records (20, 30-42, 50-99).
"""

import numpy as np

from nightlatch.categories._government import GENERIC_NAMES, SOCIAL_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows, code_set, one_of

_MONTHS = code_set(range(1, 13), 20, range(30, 43), range(50, 100))


def _mainland(row: Rows) -> Mask:
    return 97 - row.number(0, 13) % 97 == row.number(13, 15)


def _corsica(row: Rows) -> Mask:
    department = np.where(row.is_at(6, "A"), 19, 18)
    rest = (row.number(0, 5) * 10**8 + department * 10**6 + row.number(7, 13)) % 97
    return np.asarray(97 - rest == row.number(13, 15))


def _month(row: Rows) -> Mask:
    return one_of(row.number(3, 5), _MONTHS)


CATEGORY = (
    government_id(
        "social-security.fr",
        "French social security numbers",
        AnyOf(Number("[1-478]9{14}", _mainland, _month), Number("[1-478]9{4}[2][AB]9{8}", _corsica, _month)),
        chance=0.0045,
        names="nir, insee, numéro de sécurité sociale, numero de securite sociale, numéro sécu, num secu, secu, nss, "
        "n° sécurité sociale, sécurité sociale, securite sociale, no ss, numero ss, nir insee",
        generic=SOCIAL_NAMES + GENERIC_NAMES,
    ),
    government_id(
        "tax-id.fr",
        "French tax numbers",
        Number("[0-3]9{12}", lambda row: row.number(0, 10) % 511 == row.number(10, 13)),
        chance=0.00039,
        names="spi, numéro fiscal, numero fiscal, nif, numéro spi, num fiscal, référence fiscale",
        generic=TAX_NAMES,
    ),
)
