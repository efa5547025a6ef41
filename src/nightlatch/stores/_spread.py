"""Random places between the first and the last key of something that is kept in order. Sends nothing.

Keys are taken as numbers whose digits are the letters that the known keys are made of, behind what all have in common:
so places lie where keys are, be they numbers, UUIDs or names.
"""

from __future__ import annotations

import os.path
from collections.abc import Sequence

_DIGITS = 6  # random letters behind what all keys begin with
_LETTERS = 1024  # kinds of them at most: six such digits fit into 62 bits


def places(keys: Sequence[str], count: int, seed: int) -> list[str]:
    """*count* texts between the first and the last of *keys*, ascending; the same for the same *seed*.

    Shape: *keys* are some of the first keys and the last one, in the order of the store.
    """
    import numpy as np

    if not keys:
        return []
    alike = len(os.path.commonprefix(list(keys)))  # noqa: RUF071 - texts, not paths: by character is what is meant
    parts = [key[alike : alike + _DIGITS] for key in keys]
    letters = sorted({letter for part in parts for letter in part}, key=str.encode)[:_LETTERS] or [" "]
    low, high = _number(parts[0], letters), _number(parts[-1], letters)
    drawn = np.random.default_rng(seed & 0xFFFFFFFF).integers(min(low, high), max(low, high) + 1, count)
    return [keys[0][:alike] + _text(int(one), letters) for one in sorted(drawn)]


def _number(text: str, letters: list[str]) -> int:
    """*text* as a number of six digits; what is too short goes on with the least of them."""
    number = 0
    for letter in text.ljust(_DIGITS, letters[0]):
        number = number * len(letters) + (letters.index(letter) if letter in letters else 0)
    return min(number, (1 << 62) - 1)


def _text(number: int, letters: list[str]) -> str:
    found = ""
    for _ in range(_DIGITS):
        number, digit = divmod(number, len(letters))
        found = letters[digit] + found
    return found
