"""What made-up numbers are drawn from: days, digits, and what python-stdnum takes."""

from __future__ import annotations

import importlib
from datetime import date, timedelta
from random import Random

from tests.accuracy.draw import each
from tests.accuracy.hardtable import Draw


def day(rng: Random, first: int = 1940, last: int = 2018) -> date:
    return date(first, 1, 1) + timedelta(days=rng.randint(0, (last - first + 1) * 365))


def digits(rng: Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def valid(module: str, shape: str) -> Draw:
    """Numbers that stdnum's *module* takes, by trying: *shape* as in :func:`tests.accuracy.draw.like`."""
    takes = importlib.import_module(f"stdnum.{module}").is_valid

    def one(rng: Random) -> str:
        while True:
            text = "".join(
                rng.choice("0123456789")
                if sign == "#"
                else rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ")
                if sign == "@"
                else sign
                for sign in shape
            )
            try:
                if takes(text):
                    return text
            except (KeyError, ValueError, IndexError):
                continue

    return each(one)
