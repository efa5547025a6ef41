"""Keys of services: every form of every vendor is told, and nothing else that is random."""

from __future__ import annotations

import random
import re
import re._constants as sre
import re._parser as parser
import uuid
from base64 import b64encode
from hashlib import sha256, sha512
from typing import Any

import pyarrow as pa
import pytest

from nightlatch.categories import Category, all_categories
from nightlatch.categories._tokens import Form, has_checksum, issuers, marked, prefixed, vendors
from nightlatch.survey.values import Values

_SHARED = {("segment", "sourcegraph"), ("sourcegraph", "segment"), ("square", "facebook"), ("facebook", "square")}


def _made(form: Form, chance: random.Random) -> str:
    """A random token of *form*."""
    return form.prefix + "".join(_piece(item, chance) for item in parser.parse(form.rest))


def _piece(item: Any, chance: random.Random) -> str:
    kind, value = item
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.IN:
        return chance.choice([letter for one in value for letter in _letters(one)])
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        low, high, inner = value
        times = chance.randint(low, min(int(high), low + 60))
        return "".join(_piece(one, chance) for _ in range(times) for one in inner)
    if kind is sre.SUBPATTERN:
        return "".join(_piece(one, chance) for one in value[-1])
    if kind is sre.BRANCH:
        return "".join(_piece(one, chance) for one in chance.choice(value[1]))
    raise AssertionError(f"{kind} is not written in forms")


def _letters(one: Any) -> str:
    kind, value = one
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.RANGE:
        return "".join(map(chr, range(value[0], value[1] + 1)))
    assert value is sre.CATEGORY_WORD
    return "ABCXYZabcxyz0189_"


_FORMS = (*prefixed(), *marked())


@pytest.mark.parametrize("form", _FORMS, ids=lambda form: f"{form.vendor}-{form.prefix}")
def test_every_form_is_told(form: Form) -> None:
    """Random tokens of a form are their vendor's."""
    chance = random.Random(form.pattern)
    found = issuers(Values(pa.array([_made(form, chance) for _ in range(20)])))
    named = {vendors()[place] if place >= 0 else "" for place in found}
    assert named == {form.vendor} or named <= {form.vendor, *(b for a, b in _SHARED if a == form.vendor)}


def test_at_least_eighty_vendors() -> None:
    """More than eighty vendors are told by their own forms."""
    assert len(vendors()) >= 80


def _nothing() -> dict[str, list[str]]:
    """Columns of what is random and no key."""
    chance = random.Random(7)
    seeds = [chance.randbytes(48) for _ in range(2000)]
    return {
        "commit": [seed[:20].hex() for seed in seeds],
        "sha256": [sha256(seed).hexdigest() for seed in seeds],
        "sha512 base64": [b64encode(sha512(seed).digest()).decode() for seed in seeds],
        "picture": [b64encode(b"\x89PNG\r\n\x1a\n" + seed).decode() for seed in seeds],
        "base64": [b64encode(seed).decode() for seed in seeds],
        "uuid": [str(uuid.UUID(bytes=seed[:16])) for seed in seeds],
        "order": [f"ORD-{chance.randrange(10**9):09}" for _ in seeds],
        "sku": [f"{chance.choice(['SK', 'SCW', 'API', 'KEY'])}-{chance.randrange(10**6):06}" for _ in seeds],
        "ean": [str(chance.randrange(4 * 10**12, 5 * 10**12)) for _ in seeds],
        "isbn": [f"978-3-16-{chance.randrange(10**6):06}-0" for _ in seeds],
        "epoch": [str(chance.randrange(15 * 10**11, 17 * 10**11)) for _ in seeds],
        "version": [".".join(str(chance.randrange(20)) for _ in range(4)) for _ in seeds],
        "host": [f"sk-live-{chance.randrange(999)}.eu.example.org" for _ in seeds],
        "url": [f"https://example.org/{seed.hex()}" for seed in seeds],
        "snake": [
            f"{chance.choice(['test_', 'live_', 'api_org_', 'secret_', 'sk_'])}settings_{n}" for n in range(2000)
        ],
    }


@pytest.mark.parametrize("column", sorted(_nothing()))
def test_random_text_is_nobodys_key(column: str) -> None:
    """No look-alike is told to be a vendor's."""
    assert (issuers(Values(pa.array(_nothing()[column]))) < 0).all()


def test_checksum_of_published_example() -> None:
    """The example in GitHub's description of its tokens has a right checksum; with one letter changed it has not."""
    right = "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"
    values = Values(pa.array([right, right[:-1] + "8", right.replace("zQ", "zR"), "ghp_short", ""]))
    assert has_checksum(values).tolist() == [True, False, False, False, False]


def _named(vendor: str) -> Category:
    return next(c for c in all_categories() if c.id == f"api-key.{vendor}" and c.names)


@pytest.mark.parametrize(
    ("vendor", "value", "other"),
    [
        ("aws", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI"),
        ("datadog", "0123456789abcdef0123456789abcdef", "0123456789abcdef"),
        ("heroku", "550e8400-e29b-41d4-a716-446655440000", "550e8400"),
        ("trello", "0123456789abcdef0123456789abcdef", "trello"),
        ("okta", "00" + "a1B2_" * 8, "01" + "a1B2_" * 8),
        ("algolia", "0123456789abcdef0123456789abcdef", "testa@example.org"),
    ],
)
def test_keys_without_a_mark_need_a_name(vendor: str, value: str, other: str) -> None:
    """Where a vendor's key is a bare digest, its form is checked and too weak to stand alone."""
    category = _named(vendor)
    assert category.check(Values(pa.array([value, other]))).tolist() == [True, False]
    assert category.weight < 4


def test_running_text_is_searched_once_for_all_vendors() -> None:
    """All vendors share one pattern of candidates, and it finds whole tokens between words."""
    patterns = {c.find for c in all_categories() if c.id.startswith("api-key.") and c.find}
    assert len(patterns) == 1
    (pattern,) = patterns
    chance = random.Random(3)
    missed = []
    for form in _FORMS:
        token = _made(form, chance)
        text = f"please use {token}, it's new"
        found = {match.group() for match in re.finditer(pattern, text)}
        if token not in found and token.rstrip(".-+/~") == token:
            missed.append(form.prefix or form.vendor)
    assert len(missed) <= len(_FORMS) // 20, missed
