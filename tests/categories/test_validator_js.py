"""The labelled cases of validator.js: of what it calls invalid, at least 99 in 100 are refused, type by type.

Its cases are data, not part of the project: ``NIGHTLATCH_DATA`` names the folder that holds ``validator_js``. Its
arguments are honoured: a locale asks the check of that country, a provider that network, lists of countries those.
``pytest -s`` prints the shares.
"""

from __future__ import annotations

import functools
import json
import os
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from nightlatch.categories import Check, all_categories, phone, postcode, vehicle_plate
from nightlatch.categories.device_id import _IMEI
from nightlatch.survey.values import Values

AIM = 0.99
_CARDS = frozenset({"national-id"})
_TAXES = frozenset({"national-id", "tax-id", "organisation-id"})
_SOCIAL = frozenset({"social-security"})
_TAXED_BY_SOCIAL_NUMBER = {"ca", "ie", "gb"}
_SHARED = {"sk": "cz"}  # one format, one category
_SIGNS = re.compile(r"[^0-9A-Za-z]")
# Networks by the digits that their numbers begin with (ISO/IEC 7812).
_NETWORKS = {
    "AmEx": "3[47]", "DinersClub": "3(?:0[0-5]|[689])", "Discover": "6(?:011|4[4-9]|5)", "JCB": "(?:35|2131|1800)",
    "Mastercard": "(?:5[1-5]|2(?:2[2-9]|[3-6]|7[01]|720))", "UnionPay": "(?:62|81)", "Visa": "4",
}  # fmt: skip
# Values called invalid that are not, and why.
EXCEPTIONS = {
    ("bg-BG", "7501010019"): "the VAT number of others than natural persons (python-stdnum: bg.vat)",
    ("cs-CZ", "960121999"): "nine digits: born in 1896",
    ("dk-DK", "2110485008"): "numbers issued since 2007 may fail MOD 11",
    ("dk-DK", "0101110630"): "numbers issued since 2007 may fail MOD 11",
    ("es-ES", "A2812345C"): "either kind of check character is issued (python-stdnum: es.cif)",
    **dict.fromkeys([("ar-JO", "00962786725261"), ("ar-JO", "00962796477263")], "00 is dialled for + (ITU-T E.123)"),
    **dict.fromkeys(
        [
            ("zh-CN", "+86-13838389438"), ("zh-CN", "0086-13811211114"), ("zh-CN", "0086-138-1121-1114"),
            ("es-DO", "-18296643245"), ("es-UY", "099 999 999"), ("da-DK", "123 123 12"),
            ("uk-UA", "+380 98 234 5679"), ("uk-UA", "+380-98-234-5679"), ("uk-UA", "+380 (98) 234-56-79"),
        ],
        "a number of that country with other separators",
    ),
    **dict.fromkeys([("en-AG", "2687151234"), ("en-KN", "8694658472")], "without the 1 of the numbering plan in front"),
    **dict.fromkeys(
        [("any", "0728530234"), ("any", "766667206"), ("any", "0766670206")], "strict mode asks for +: a way of writing"
    ),
}  # fmt: skip


@functools.cache
def _cases() -> dict[str, list[dict[str, Any]]]:
    folder = os.environ.get("NIGHTLATCH_DATA")
    if not folder:
        return {}
    found = defaultdict(list)
    with (Path(folder) / "validator_js" / "cases.jsonl").open(encoding="utf-8") as lines:
        for case in map(json.loads, lines):
            if isinstance(case["value"], str):
                found[case["validator"]].append(case)
    return found


def _passes(checks: list[Check], value: str) -> bool:
    return any(bool(check(Values(pa.array([value], pa.string())))[0]) for check in checks)


@functools.cache
def _of(families: frozenset[str], country: str) -> list[Check]:
    """The checks of a country's numbers; those that any digits pass only where the country has no others."""
    found = [c for c in all_categories() if (p := c.id.partition("."))[0] in families and p[2] == country]
    telling = [c for c in found if c.chance < 0.85]
    return [c.check for c in telling or found]


def _country(locale: str) -> str:
    country = locale.rpartition("-")[2].lower()
    return _SHARED.get(country, country)


def _identity_cards(case: dict[str, Any]) -> list[Check] | None:
    locale = case["args"][0]
    return _of(_CARDS, _country(locale)) if locale != "any" else None


def _taxes(case: dict[str, Any]) -> list[Check] | None:
    country = _country(case["args"][0] if case["args"] else "en-US")
    return _of(_TAXES | _SOCIAL if country in _TAXED_BY_SOCIAL_NUMBER else _TAXES, country)


def _passports(case: dict[str, Any]) -> list[Check] | None:
    return _of(frozenset({"passport"}), case["args"][0].lower())


def _locales(case: dict[str, Any]) -> list[str]:
    first = case["args"][0] if case["args"] else "any"
    return [first] if isinstance(first, str) else list(first or ["any"])


def _by_country(known: dict[str, Check]) -> Callable[[dict[str, Any]], list[Check] | None]:
    def find(case: dict[str, Any]) -> list[Check] | None:
        countries = [locale.rpartition("-")[2].upper() for locale in _locales(case)]
        if countries == ["ANY"]:
            return list(known.values())
        checks = [known[country] for country in countries if country in known]
        return checks or None

    return find


def _one(identifier: str) -> list[Check]:
    return [c.check for c in all_categories() if c.id == identifier and c.chance < 0.2]


def _cards(case: dict[str, Any]) -> list[Check] | None:
    provider = case["args"][0].get("provider") if case["args"] else None
    prefix = re.compile(_NETWORKS.get(str(provider), ""))

    def check(values: Values) -> np.ndarray:
        digits = [re.sub(r"\D", "", text) for text in values.text.to_pylist()]
        return np.array([bool(prefix.match(text)) for text in digits]) & _one("payment-card")[0](values)

    return [check]


def _ibans(case: dict[str, Any]) -> list[Check] | None:
    lists = case["args"][0] if case["args"] else {}

    def check(values: Values) -> np.ndarray:
        starts = [text.strip()[:2] for text in values.text.to_pylist()]
        allowed = [
            start in lists.get("whitelist", [start]) and start not in lists.get("blacklist", []) for start in starts
        ]
        return np.array(allowed) & _one("iban")[0](values)

    return [check]


TYPES: dict[str, Callable[[dict[str, Any]], list[Check] | None]] = {
    "isIdentityCard": _identity_cards,
    "isTaxID": _taxes,
    "isPassportNumber": _passports,
    "isMobilePhone": _by_country(phone.MOBILE_BY_COUNTRY),
    "isPostalCode": _by_country(postcode.BY_COUNTRY),
    "isLicensePlate": _by_country(vehicle_plate.BY_COUNTRY),
    "isIMEI": lambda _: [_IMEI],
    "isCreditCard": _cards,
    "isIBAN": _ibans,
}


def _is_preference(case: dict[str, Any], valid: set[str]) -> bool:
    """Is the value, but for its separators, called valid elsewhere in the same data, or listed with a reason?"""
    locale = case["args"][0] if case["args"] and isinstance(case["args"][0], str) else ""
    return _SIGNS.sub("", case["value"]).upper() in valid or (locale, case["value"]) in EXCEPTIONS


@pytest.mark.parametrize("name", sorted(TYPES))
def test_invalid_values_are_refused(name: str) -> None:
    """Of the values that validator.js calls invalid, at least 99 % are refused, but for preferences of writing."""
    cases = _cases().get(name)
    if not cases:
        pytest.skip("NIGHTLATCH_DATA is not set: the validator.js cases did NOT run")
    valid = {_SIGNS.sub("", case["value"]).upper() for case in cases if case["valid"]}
    taken, right, wrong, apart, unknown = 0, 0, [], [], 0
    for case in cases:
        checks = TYPES[name](case)
        if not checks:
            unknown += 1
            continue
        passed = _passes(checks, case["value"])
        if case["valid"]:
            taken, right = taken + 1, right + passed
        elif passed:
            (apart if _is_preference(case, valid) else wrong).append((case["args"], case["value"]))
    invalid = sum(not case["valid"] for case in cases) - len(apart)
    refused = 1 - len(wrong) / invalid
    print(f"{name}: {refused:.2%} of {invalid} invalid refused, {len(apart)} preferences, {right} of {taken} valid accepted,"
          f" {unknown} of countries without a check")  # fmt: skip
    assert refused >= AIM, wrong
