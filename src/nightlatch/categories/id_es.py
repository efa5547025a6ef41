"""Spain: DNI (8 digits and a letter by MOD 23), NIE of foreigners (X, Y or Z in front), NIF of those without
either (K, L, M) and social security number
(MOD 97)."""

import numpy as np

from nightlatch.categories._government import GENERIC_NAMES, SOCIAL_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import Mask, Number, Rows, table

_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_SERIES = table("XYZ")


def _dni(row: Rows) -> Mask:
    return row.is_from(8, _LETTERS, row.number(0, 8) % 23)


def _nie(row: Rows) -> Mask:
    return row.is_from(8, _LETTERS, (row.alnum(0, _SERIES) * 10**7 + row.number(1, 8)) % 23)


def _social(row: Rows) -> Mask:
    province, serial = row.number(0, 2), row.number(2, 10)
    scale = np.where(serial < 10**7, 10**7, 10**8)
    return np.asarray((province * scale + serial) % 97 == row.number(10, 12))


_NAMES = """
    dni, nif, nie, dni nif, nif nie, dni nie, documento de identidad, documento identidad, num documento,
    número de identidad
"""
CATEGORY = (
    government_id(
        "national-id.es",
        "Spanish DNI numbers",
        Number("9{8}A", _dni),
        chance=0.038,
        names=_NAMES,
        generic=GENERIC_NAMES + TAX_NAMES,
    ),
    government_id(
        "national-id.es",
        "Spanish DNI numbers",
        Number("[XYZ]9{7}A", _nie),
        chance=0.0044,
        names=_NAMES,
        generic=GENERIC_NAMES + TAX_NAMES,
    ),
    government_id(
        "social-security.es",
        "Spanish social security numbers",
        Number("[0-6]9{11}", _social, lambda row: row.number(0, 2) > 0),
        chance=0.0069,
        names="""
            nss, naf, número de la seguridad social, numero seguridad social, seguridad social,
            num seguridad social, afiliación
        """,
        generic=SOCIAL_NAMES,
    ),
    government_id(
        "tax-id.es",
        "Spanish tax numbers",
        Number("[KLM]9{7}A", lambda row: row.is_from(8, _LETTERS, row.number(1, 8) % 23)),
        chance=0.0045,
        names=_NAMES,
        generic=TAX_NAMES,
    ),
)
