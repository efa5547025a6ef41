"""A check passes what only has its outward shape as often as its category says, or less."""

from __future__ import annotations

import string
import uuid

import numpy as np
import pyarrow as pa
import pytest

from nightlatch.categories import all_categories
from nightlatch.survey.values import Values

_COUNT = 20_000
_UPPER, _HEX = string.ascii_uppercase, "0123456789abcdef"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def _random(alphabet: str, size: int, before: str = "") -> list[str]:
    random = np.random.default_rng(size)
    rows = np.frombuffer(alphabet.encode(), np.uint8)[random.integers(0, len(alphabet), (_COUNT, size))]
    return [before + bytes(row).decode() for row in rows]


def _uuids() -> list[str]:
    random = np.random.default_rng(5)
    return [str(uuid.UUID(bytes=row.tobytes())) for row in random.integers(0, 256, (_COUNT, 16), np.uint8)]


def _grouped(size: int, mark: str) -> list[str]:
    return [mark.join(text[k : k + 2] for k in range(0, size, 2)) for text in _random(string.digits, size)]


@pytest.mark.parametrize(
    ("identifier", "position", "alike"),
    [
        ("payment-card", 0, _random(string.digits, 16)),
        ("payment-card", 0, _random(string.digits, 13, "4")[:_COUNT]),
        ("device-id", 0, _random(string.digits, 15)),
        ("device-id", 1, _random(string.digits, 19)),
        ("vin", 0, _random(_UPPER + string.digits, 17)),
        ("crypto-wallet", 0, _random(_BASE58, 33, "1")),
        ("crypto-wallet", 0, _random("qpzry9x8gf2tvdw0s3jn54khce6mua7l", 39, "bc1")),
        ("crypto-wallet", 1, _random(_HEX, 40)),
        ("bank-account", 0, _random(string.digits, 20)),
        ("bank-account", 0, _random(string.digits, 12)),
        ("bank-account", 0, _random(string.digits, 26)),
        ("bank-account", 1, _random(string.digits, 18)),
        ("bank-account", 1, _random(string.digits, 11)),
        ("bank-account", 1, _random(string.digits, 9)),
        ("bic", 0, _random(_UPPER, 8)),
        ("iban", 0, _random(_UPPER + string.digits, 22)),
        ("mac-address", 0, _grouped(10, ":")),
        ("mac-address", 0, _uuids()),
        ("cookie-id", 0, [f"{a}.{b}" for a, b in zip(_random("19", 3), _random(string.digits, 9), strict=True)]),
        ("jwt", 0, [f"{a}.{a}.{a}" for a in _random(string.ascii_letters + string.digits, 30)]),
        ("private-key", 0, _random(string.ascii_letters + string.digits + "+/", 200)),
        ("connection-string", 0, [f"https://example.org:8443/{a}@{a}" for a in _random(string.ascii_letters, 8)]),
        ("url-profile", 0, [f"https://example.org/{a}" for a in _random(string.ascii_lowercase, 8)]),
        ("user-agent", 0, [f"{a}/{b}" for a, b in zip(_random(_UPPER, 4), _random(string.digits, 3), strict=True)]),
        ("social-handle", 1, _random(string.ascii_lowercase, 8)),
        ("card-expiry", 0, [f"{a[:2]}/{a[2:]}" for a in _random(string.digits, 4)]),
        ("email", 0, [f"{a}@{a}" for a in _random(string.ascii_lowercase + string.digits, 8)]),
        ("phone", 0, _random(string.digits, 12)),
        ("vehicle-plate", 1, _random(_UPPER + string.digits, 7)),
        ("password-hash.bcrypt", 0, _random("$./" + string.ascii_letters, 60)),
        ("api-key.aws", 0, _random(_UPPER + string.digits, 20)),
        ("api-key.twilio", 0, _random(_UPPER + _HEX, 34)),
    ],
)
def test_chance_is_not_understated(identifier: str, position: int, alike: list[str]) -> None:
    """Of random texts of the same outward form no more pass than the category states, noise apart."""
    category = [c for c in all_categories() if c.id == identifier][position]
    hits = int(category.check(Values(pa.array(alike))).sum())
    expected = category.chance * len(alike)
    assert hits <= expected + 4 * expected**0.5 + 1
