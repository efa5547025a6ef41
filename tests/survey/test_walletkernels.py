"""The hashes behind addresses of crypto currencies are those of the standards; damaged addresses fail."""

from __future__ import annotations

from hashlib import sha256

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.categories import all_categories
from nightlatch.survey import walletkernels
from nightlatch.survey.values import Values


@given(st.binary(max_size=55))
def test_sha256_is_that_of_the_standard(message: bytes) -> None:
    """SHA-256 of one block is what the standard library makes of it."""
    padded = np.frombuffer(message + b"\0", np.uint8)
    assert bytes(walletkernels.sha256(padded, len(message))) == sha256(message).digest()


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    ],
)
def test_keccak256_is_ethereums(message: bytes, digest: str) -> None:
    """Keccak-256 has the published digests."""
    padded = np.frombuffer(message + b"\0", np.uint8)
    assert bytes(walletkernels.keccak256(padded, len(message))).hex() == digest


@pytest.mark.parametrize(
    ("position", "address"),
    [
        (0, "1MUz4VMYui5qY1mxUiG8BQ1Luv6tqkvaiL"),
        (0, "t1VpYecBW4UudbGcy4ufh61eWxQCoFaUrPs"),
        (0, "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"),
        (0, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
        (0, "bc1p5d7rjq7g6rdk2yhzks9smlaqtedr4dekq08ge8ztwac72sfr9rusxg3297"),
        (1, "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"),
    ],
)
def test_one_wrong_letter_is_noticed(position: int, address: str) -> None:
    """Any letter changed to another of the alphabet makes an address wrong."""
    category = [c for c in all_categories() if c.id == "crypto-wallet"][position]
    damaged = [
        address[:k] + other + address[k + 1 :]
        for k in range(4, len(address))
        for other in "q2"
        if address[k].lower() != other
    ]
    assert category.check(Values(pa.array([address]))).all()
    assert not category.check(Values(pa.array(damaged))).any()
