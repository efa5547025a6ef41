"""Which checks a case of validator.js asks: its arguments name a locale, a network, lists of countries.

And which of its cases are labelled wrongly, each with the reason.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from nightlatch.categories import Check, all_categories, phone, postcode, vehicle_plate
from nightlatch.categories.device_id import _IMEI
from nightlatch.survey.values import Values

_TELLING = 0.85  # chance of what is hardly more than a length
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
VALID = {
    ("bg-BG", "7501010019"): "the VAT number of others than natural persons (python-stdnum: bg.vat)",
    ("cs-CZ", "960121999"): "nine digits: born in 1896",
    ("dk-DK", "2110485008"): "numbers issued since 2007 may fail MOD 11",
    ("dk-DK", "0101110630"): "numbers issued since 2007 may fail MOD 11",
    ("sk-SK", "990101999"): "nine digits: born in 1899 (python-stdnum: cz.rc)",
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
_NO_SUCH_DAY = "there is no such day (python-stdnum: pl.pesel)"
_UNBORN = "born after 2100"
_FAILS = "fails its check digit (python-stdnum says so too)"
# Values called valid that are not, and why.
INVALID = {
    ("LK", "188888388x"): "the 388th day of a year",
    **dict.fromkeys(
        [("PL", "77334586883"), ("PL", "54007481320"), ("PL", "06566860643"), ("PL", "77552478861")], _NO_SUCH_DAY
    ),
    **dict.fromkeys(
        [("pl-PL", "02670803626"), ("pl-PL", "01510813623"), ("pl-PL", "02470800030"), ("pl-PL", "02670800050")], _UNBORN
    ),
    **dict.fromkeys([("en-CA", "000000000"), ("en-CA", "046454286")], "no number begins with 0 (python-stdnum: ca.sin)"),
    **dict.fromkeys(
        [
            ("en-GB", "1234567890"), ("it-IT", "AXXFAXTTD41H501D"), ("ro-RO", "9000123456789"), ("sk-SK", "1234567890"),
            ("sv-SE", "19640823-3233"), ("sv-SE", "196408233233"), ("sv-SE", "20180101-5581"),
        ],
        _FAILS,
    ),
    ("sv-SE", "19640883-3230"): _FAILS,
    ("en-GB", "AA123456 "): "the letter at its end is missing",
    ("es-ES", "54237A"): "zeros in front belong to it (python-stdnum: es.nif)",
}  # fmt: skip


@functools.cache
def _of(families: frozenset[str], country: str) -> list[Check]:
    """The checks of a country's numbers; those that any digits pass only where the country has no others."""
    found = [c for c in all_categories() if (p := c.id.partition("."))[0] in families and p[2] == country]
    telling = [c for c in found if c.chance < _TELLING]
    return [c.check for c in telling or found]


def _country(locale: str) -> str:
    country = locale.rpartition("-")[2].lower()
    return _SHARED.get(country, country)


def _identity_cards(case: dict[str, Any]) -> list[Check] | None:
    asked = locale(case)
    if asked == "any":
        countries = {one.id.partition(".")[2] for one in all_categories() if one.id.startswith("national-id.")}
        return [check for country in sorted(countries) for check in _of(_CARDS, country)]
    return _of(_CARDS, _country(asked))


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


def passes(checks: Sequence[Check], value: str) -> bool:
    """Does any of *checks* say yes to this one value?"""
    return any(bool(check(Values(pa.array([value], pa.string())))[0]) for check in checks)


def bare(value: str) -> str:
    """Without separators, in capitals."""
    return _SIGNS.sub("", value).upper()


def locale(case: dict[str, Any]) -> str:
    """What its first argument names, "" if that is no text."""
    first = case["args"][0] if case["args"] else ""
    return first if isinstance(first, str) else ""


def why_valid(case: dict[str, Any], valid: set[str]) -> str:
    """Why a value that is called invalid is valid all the same; "" where it is not."""
    if bare(case["value"]) in valid:
        return "valid in the same data: with other separators, other options or of another locale"
    return VALID.get((locale(case), case["value"]), "")


def why_invalid(case: dict[str, Any]) -> str:
    """Why a value that is called valid is not; "" where it is."""
    asked, value = locale(case), case["value"]
    found = [why for (where, what), why in INVALID.items() if what == value and asked in (where, "any")]
    return found[0] if found else ""
