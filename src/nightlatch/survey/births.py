"""The birth date that an identity number tells, for counting minors; what does not tell one says nothing.

Each form is where the digits of year, month and day stand, and how the century is told; the number itself has been
checked by its category. Source: the issuing states' descriptions of their numbers, as the categories name them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from nightlatch.survey.values import Values

Days = NDArray[np.int64]  # yyyymmdd; 0 where nothing is told
Digits = NDArray[np.uint8]  # uint8[n, 40], as Values.compact


def born(category: str, values: Values) -> Days | None:
    """The day of birth of each number of *category* as ``int64[n]`` yyyymmdd, 0 where one tells none; None: no form."""
    form = _FORMS.get(category)
    if form is None:
        return None
    width, read = form
    found = read(values.compact)
    return np.where(values.widths == width, found, 0)


def _number(digits: Digits, start: int, length: int) -> Days:
    found = np.zeros(len(digits), np.int64)
    for at in range(start, start + length):
        found = found * 10 + (digits[:, at].astype(np.int64) - ord("0"))
    return found


def _whole(start: int) -> Callable[[Digits], Days]:
    """Eight digits yyyymmdd from *start* on."""
    return lambda digits: _number(digits, start, 8)


def _by_sign(start: int, sign: int, centuries: dict[str, int]) -> Callable[[Digits], Days]:
    """Six digits yymmdd from *start* on; the character at *sign* tells the century."""
    table = np.zeros(256, np.int64)
    for character, century in centuries.items():
        table[ord(character)] = century

    def read(digits: Digits) -> Days:
        century = table[digits[:, sign]]
        return np.where(century > 0, century * 10_000 + _number(digits, start, 6), 0)

    return read


def _by_month(added: dict[int, int]) -> Callable[[Digits], Days]:
    """Six digits yymmdd first; what is added to the month tells the century."""

    def read(digits: Digits) -> Days:
        year, month, day = (_number(digits, at, 2) for at in (0, 2, 4))
        found = np.zeros(len(digits), np.int64)
        for more, century in added.items():
            plain = month - more
            fits = (plain >= 1) & (plain <= 12)
            found[fits] = (century * 10_000 + year * 10_000 + plain * 100 + day)[fits]
        return found

    return read


def _first_of_thirteen(centuries: dict[str, int]) -> Callable[[Digits], Days]:
    """The first digit tells sex and century, yymmdd follow."""
    return _by_sign(1, 0, centuries)


_ROMAN = {"1": 1900, "2": 1900, "3": 1800, "4": 1800, "5": 2000, "6": 2000}
_BALTIC = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}
_KOREAN = {"1": 1900, "2": 1900, "5": 1900, "6": 1900, "3": 2000, "4": 2000, "7": 2000, "8": 2000, "9": 1800, "0": 1800}
_KAZAKH = {"1": 1800, "2": 1800, "3": 1900, "4": 1900, "5": 2000, "6": 2000}

_FORMS: dict[str, tuple[int, Callable[[Digits], Days]]] = {
    "national-id.cn": (18, _whole(6)),
    "national-id.kr": (13, _by_sign(0, 6, _KOREAN)),
    "national-id.kz": (12, _by_sign(0, 6, _KAZAKH)),
    "national-id.pl": (11, _by_month({80: 1800, 0: 1900, 20: 2000, 40: 2100})),
    "national-id.bg": (10, _by_month({20: 1800, 0: 1900, 40: 2000})),
    "national-id.ro": (13, _first_of_thirteen(_ROMAN)),
    "national-id.ee": (11, _first_of_thirteen(_BALTIC)),
    "national-id.lt": (11, _first_of_thirteen(_BALTIC)),
    "national-id.eg": (14, _first_of_thirteen({"2": 1900, "3": 2000})),
    "national-id.se": (12, _whole(0)),
}
FORMS = frozenset(_FORMS)
