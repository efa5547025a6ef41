"""International bank account numbers (ISO 13616): the country's length, its letters and digits, and MOD 97-10.

Chance: 1 in 97 of what has a country's letters and length, so 1 in 100,000 of any text of that alphabet. Weight 10.
Measured: 4 M values/s.
"""

import re

import numpy as np
from numpy.typing import NDArray

from nightlatch.categories import Category
from nightlatch.categories._iban_forms import FORMS
from nightlatch.headings import named
from nightlatch.survey import scanners
from nightlatch.survey.checks import Bools
from nightlatch.survey.values import Values

_DIGIT, _LETTER = 1, 2
_KINDS = {"n": _DIGIT, "a": _LETTER, "c": 0}
_BEFORE = 4  # country and check digits


def _forms() -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """By country (26 times the first letter plus the second): the length, and what stands at each place."""
    lengths, kinds = np.zeros(26 * 26, np.int64), np.zeros((26 * 26, 40), np.uint8)
    words = FORMS.split()
    for country, form in zip(words[::2], words[1::2], strict=True):
        at, row = _BEFORE, 26 * (ord(country[0]) - 65) + ord(country[1]) - 65
        for kind, size in re.findall(r"([nac])([0-9]+)", form):
            kinds[row, at : at + int(size)] = _KINDS[kind]
            at += int(size)
        lengths[row] = at
    return lengths, kinds


_LENGTHS, _PLACES = _forms()


def _iban(values: Values) -> Bools:
    passed = np.asarray(scanners.ibans(values.compact, values.widths, _LENGTHS))
    at = np.flatnonzero(passed)
    rows = values.compact[at]
    wanted = _PLACES[(rows[:, 0].astype(np.int64) - 65) * 26 + rows[:, 1] - 65]
    is_digit = (rows >= ord("0")) & (rows <= ord("9"))
    passed[at] = ~((wanted == _DIGIT) & ~is_digit | (wanted == _LETTER) & is_digit).any(axis=1)
    return passed


CATEGORY = Category(
    id="iban",
    label="bank account numbers (IBAN)",
    group="financial",
    check=_iban,
    chance=1e-4,
    weight=10.0,
    identifies=7,
    tier="proved",
    find=r"\b[A-Za-z]{2}[0-9]{2}(?: ?[0-9A-Za-z]{4}){2,7}(?: ?[0-9A-Za-z]{1,3})?\b",
    names=named(
        "iban",
        """
    iban, iban number, iban no, iban code, bank account iban, account iban, iban account, iban nummer, iban nr,
    numéro iban, code iban, compte iban, número iban, código iban, cuenta iban, conta iban, numero iban,
    codice iban, conto iban, iban rekening, numer iban, konto iban, ибан, номер iban, счет iban, рахунок iban,
    iban numarası, ايبان, الايبان, رقم الايبان, شبا, شماره شبا, iban号码, iban账号, ibanコード, iban番号,
    iban번호, ibannummer, iban numero, iban tilinumero, číslo iban, iban szám, cod iban, κωδικός iban, số iban,
    nomor iban, หมายเลขไอแบน, आईबीएएन, מספר iban""",
    ),
)
