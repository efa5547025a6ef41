"""Germany: tax id (11 digits, MOD 11,10), pension insurance number (12), health insurance number (10), identity
card (10), and the tax number of an office (10, 11 or 13 digits; told by its field name alone).

Tax id: of the first ten digits exactly one occurs twice or three times (since 2016), section 139b AO.
"""

import numpy as np

from nightlatch.categories._government import GENERIC_NAMES, HEALTH_NAMES, SOCIAL_NAMES, TAX_NAMES, government_id
from nightlatch.survey.checkdigits import AnyOf, Mask, Number, Rows, cross, mod_11_10, places

_LETTER = places("ABCDEFGHIJKLMNOPQRSTUVWXYZ", lambda letter: ord(letter) - 64)


def _one_repeats(row: Rows) -> Mask:
    counts = np.stack([(row.bytes[:, :10] == ord(digit)).sum(axis=1) for digit in "0123456789"])
    return ((counts > 1).sum(axis=0) == 1) & (counts.max(axis=0) <= 3)


def _pension(row: Rows) -> Mask:
    sums = sum(cross(weight * row.digit(at)) for at, weight in enumerate((2, 1, 2, 5, 7, 1, 2, 1)))
    letter = row.alnum(8, _LETTER)
    sums = sums + cross(2 * (letter // 10)) + letter % 10 + cross(2 * row.digit(9)) + row.digit(10)
    return np.asarray(sums % 10 == row.digit(11))


def _health(row: Rows) -> Mask:
    letter = row.alnum(0, _LETTER)
    sums = letter // 10 + cross(2 * (letter % 10))
    for at in range(1, 9):
        sums = sums + cross((1 if at % 2 else 2) * row.digit(at))
    return np.asarray(sums % 10 == row.digit(9))


def _card(row: Rows) -> Mask:
    return row.weighted((7, 3, 1) * 3) % 10 == row.digit(9)


_CARD = "[CFGHJKLMNPRTVWXYZ0-9]{8}9"
# What a tax number of 13 places begins with: the state's number (NRW has 5 and an office of three digits).
_OFFICES = ("[1][01]", "[2][1-46-8]", "[3][0-2]", "[4][01]", "[5]9", "[9]9")


CATEGORY = (
    government_id(
        "tax-id.de",
        "German tax IDs",
        Number("[1-9]9{10}", mod_11_10, _one_repeats),
        chance=0.0034,
        names="""
            steuer id, steuerid, steuer identifikationsnummer, steueridentifikationsnummer, steuerliche id, idnr,
            steuernummer, steuer nr
        """,
        generic=TAX_NAMES + GENERIC_NAMES,
    ),
    government_id(
        "social-security.de",
        "German pension insurance numbers",
        Number("9{8}A9{3}", _pension, lambda row: row.has_date("ddmmyy", 2)),
        chance=0.0036,
        names="""
            rentenversicherungsnummer, rvnr, sozialversicherungsnummer, sv nummer, svnr, versicherungsnummer,
            rv nummer, vsnr
        """,
        generic=SOCIAL_NAMES,
    ),
    government_id(
        "insurance-number.de",
        "German health insurance numbers",
        Number("A9{9}", _health),
        chance=0.1,
        names="""
            kvnr, krankenversicherungsnummer, krankenversichertennummer, versichertennummer, versicherten id,
            egk nummer
        """,
        generic=HEALTH_NAMES,
    ),
    government_id(
        "national-id.de",
        "German identity card numbers",
        Number("[LMNPRTVWXY]" + _CARD, _card),
        chance=0.038,
        names="""
            personalausweis, ausweisnummer, personalausweisnummer, perso, ausweis nr, ausweisnr, personalausweis nr
        """,
        generic=GENERIC_NAMES,
        identifies=2,  # a new card has a new number
    ),
    government_id(
        "tax-id.de",
        "German tax numbers",
        AnyOf(Number("9{10}"), Number("9{11}"), *(Number(form + "9{2}[0]9{8}") for form in _OFFICES)),
        chance=0.9,
        weight=0.5,
        tier="pattern",
        names="steuernummer, steuernr, steuer nr, st nr, stnr, steuer nummer",
        generic=(),
    ),
)
