"""What the biometric templates share: bytes, Base64 or hexadecimal that begin as a record format prescribes."""

from __future__ import annotations

from base64 import b64encode

import numpy as np

from nightlatch.categories import Category, Check
from nightlatch.headings import named
from nightlatch.survey.checks import Bools, either, regex, starts_with
from nightlatch.survey.values import Kind, Values


def template(id: str, label: str, names: str, *magic: bytes) -> tuple[Category, ...]:
    """Records that begin with one of *magic* stand alone; other blobs and long codes count under a telling name."""
    spoken = named(id, names)
    base64 = [b64encode(one)[: len(one) * 8 // 6].decode() for one in magic]
    hexadecimal = [form for one in magic for form in (one.hex(), one.hex().upper(), "\\x" + one.hex())]
    blob = regex(r"^[A-Za-z0-9+/=_\\:\r\n-]{40,}$")
    path = regex(r"^(?i)\S+\.(?:bin|dat|tpl|wsq|fmr|fir|iso|ansi|bmp|png|jpe?g|wav|mp3|flac|ogg|opus|m4a|npy)$")

    def _of(check: Check, chance: float, weight: float, kind: Kind) -> Category:
        return Category(
            id=id,
            label=label,
            group="biometric",
            check=check,
            chance=chance,
            weight=weight,
            names=spoken,
            kinds=frozenset({kind}),
        )

    return (
        _of(starts_with(*magic, least=16), 1e-7, 9.0, "binary"),
        _of(starts_with(*base64, *hexadecimal, least=24), 1e-5, 8.0, "text"),
        _of(starts_with("", least=32), 0.5, 0.7, "binary"),
        _of(either(blob, path), 0.1, 1.5, "text"),
        _of(_is_fraction, 0.5, 0.3, "float"),
    )


def _is_fraction(values: Values) -> Bools:
    numbers = values.numbers
    with np.errstate(invalid="ignore"):
        return np.asarray((numbers != np.round(numbers)) & (np.abs(numbers) < 1e3))
