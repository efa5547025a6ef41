"""Single values with labels that nobody here wrote: validator.js's cases, and the valid numbers of python-stdnum's doctests.

A value is taken where a category of its country and family takes it: the question is only whether the check of the
category says yes, without column, header or text around it.
"""

from __future__ import annotations

import doctest
import functools
import importlib
import json
import pkgutil
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import stdnum

from nightlatch.categories import Category, all_categories
from nightlatch.survey.values import Values

_NUMBERS = ("national-id", "tax-id", "social-security", "insurance-number", "health-record-id", "residence-permit")
_FAMILIES = {
    "isIdentityCard": _NUMBERS, "isTaxID": (*_NUMBERS, "organisation-id"), "isPassportNumber": ("passport",),
    "isMobilePhone": ("phone",), "isLicensePlate": ("vehicle-plate",), "isPostalCode": ("postcode",),
    "isIMEI": ("device-id",), "isCreditCard": ("payment-card",), "isIBAN": ("iban",), "isEmail": ("email",),
    "isIP": ("ip-address",), "isMACAddress": ("mac-address",), "isJWT": ("jwt",), "isBIC": ("bic",),
    "isBtcAddress": ("crypto-wallet",), "isEthereumAddress": ("crypto-wallet",),
}  # fmt: skip
AIMED = (
    "isIdentityCard", "isTaxID", "isPassportNumber", "isMobilePhone", "isPostalCode", "isLicensePlate", "isIMEI",
    "isCreditCard", "isIBAN",
)  # fmt: skip
_PER_COUNTRY = {"isIdentityCard", "isTaxID", "isPassportNumber", "isMobilePhone", "isPostalCode", "isLicensePlate"}
_PLAIN = {
    "iban": "iban",
    "post": "postcode",
    "konto": "bank-account",
    "bank": "bank-account",
    "ccc": "bank-account",
    "cbu": "bank-account",
}
_SIGNS = re.compile(r"[\s./\-]")


@dataclass(frozen=True, slots=True)
class Case:
    """*country*: of the case's locale, "" where it names none. *options*: what narrows the format besides."""

    validator: str
    country: str
    options: tuple[str, ...]
    value: str
    is_valid: bool


@dataclass(slots=True, kw_only=True)
class Taken:
    """Of valid values how many were taken, of invalid ones how many refused.

    Counted apart: *excepted*, each case with its reason, where what validator.js refuses is valid all the same;
    *unscoped*, where a case asks for one country and the category knows none; *unsupported*, where there is no category.
    """

    valid: int = 0
    taken: int = 0
    invalid: int = 0
    refused: int = 0
    unscoped: int = 0
    unscoped_refused: int = 0
    unsupported: int = 0
    excepted: list[tuple[Case, str]] = field(default_factory=list)

    def add(self, case: Case, ways: tuple[Category, ...], reason: str) -> None:
        is_taken = takes(ways, case.value)
        if not ways:
            self.unsupported += 1
        elif case.is_valid:
            self.valid, self.taken = self.valid + 1, self.taken + is_taken
        elif reason:
            self.excepted.append((case, reason))
        elif case.validator in _PER_COUNTRY and case.country and not any("." in way.id for way in ways):
            self.unscoped, self.unscoped_refused = self.unscoped + 1, self.unscoped_refused + (not is_taken)
        else:
            self.invalid, self.refused = self.invalid + 1, self.refused + (not is_taken)


def validator_js(data: Path) -> dict[str, Taken]:
    """By validator, in the order of the families above."""
    cases = list(_cases(data / "validator_js" / "cases.jsonl"))
    valid = {(one.validator, _SIGNS.sub("", one.value).upper()) for one in cases if one.is_valid}
    found = {name: Taken() for name in _FAMILIES}
    for one in cases:
        reason = "" if one.is_valid else _exception(one, valid)
        found[one.validator].add(one, _ways(one.validator, _FAMILIES[one.validator], one.country), reason)
    return found


def _exception(one: Case, valid: set[tuple[str, str]]) -> str:
    """Why a value is valid all the same; "" where it is not."""
    if (one.validator, _SIGNS.sub("", one.value).upper()) in valid:
        return "valid in the same data: " + (", ".join(one.options) or "with other separators, or of another locale")
    if one.validator in ("isIdentityCard", "isTaxID") and (name := _valid_as(one.country, one.value)):
        return f"valid by python-stdnum: {name}"
    return ""


@functools.cache
def _valid_as(country: str, value: str) -> str:
    """The module of python-stdnum that takes *value* without its separators, as a number of *country*."""
    for name in _modules():
        if name.partition(".")[0].rstrip("_") == country:
            try:
                if importlib.import_module(f"stdnum.{name}").is_valid(_SIGNS.sub("", value)):
                    return name
            except (AttributeError, KeyError, ValueError, IndexError, TypeError):
                continue
    return ""


def _cases(path: Path) -> Iterator[Case]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            case = json.loads(line)
            if case["validator"] in _FAMILIES and isinstance(case["value"], str) and _is_text(case["value"]):
                options = tuple(name for one in case["args"] if isinstance(one, dict) for name in one)
                yield Case(case["validator"], _country(case["args"]), options, case["value"], case["valid"])


def _is_text(value: str) -> bool:
    """Half of a surrogate pair is no text that a store can hold."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def _country(args: list[object]) -> str:
    """``["de-AT"]`` is at, ``["PL"]`` is pl; "" where any country does."""
    first = args[0] if args else ""
    first = first[0] if isinstance(first, list) and first else first
    return first.rpartition("-")[2].lower() if isinstance(first, str) and first != "any" else ""


@functools.cache
def _ways(validator: str, families: tuple[str, ...], country: str) -> tuple[Category, ...]:
    """The categories of *families* that are of *country*; if there is none of any country, those of all."""
    found = [one for one in all_categories() if one.id.partition(".")[0] in families and not one.parts]
    if validator == "isIMEI":
        found = [one for one in found if "imei" in one.names and one.tier == "proved"]
    narrowed = [one for one in found if "." in one.id and country in ("", one.id.partition(".")[2])]
    return tuple(narrowed or (one for one in found if "." not in one.id))


def takes(ways: Iterable[Category], value: str) -> bool:
    """Does the check of one of *ways* say yes to this one value?"""
    column = Values(pa.array([value], pa.large_string()))
    return any(bool(one.check(column)[0]) for one in ways if "text" in one.kinds)


def stdnum_doctests() -> dict[str, Taken]:
    """By module of python-stdnum: the numbers that its own examples call valid, of countries' numbers."""
    found: dict[str, Taken] = {}
    for name in _modules():
        country = name.partition(".")[0].rstrip("_")
        ways = _ways("", (*_NUMBERS, "organisation-id", "voter-id", "passport"), country)
        ways += tuple(way for part, family in _PLAIN.items() if part in name for way in _ways("", (family,), ""))
        for value in _valid_examples(importlib.import_module(f"stdnum.{name}")):
            found.setdefault(name, Taken()).add(Case("", country, (), value, True), ways, "")
    return found


@functools.cache
def _modules() -> tuple[str, ...]:
    found = []
    for package in pkgutil.iter_modules(stdnum.__path__):
        if package.ispkg and len(package.name.rstrip("_")) == 2 and package.name != "eu":
            inner = importlib.import_module(f"stdnum.{package.name}")
            found += [f"{package.name}.{module.name}" for module in pkgutil.iter_modules(inner.__path__)]
    return tuple(sorted(found))


def _valid_examples(module: ModuleType) -> Iterator[str]:
    """Arguments of ``validate('...')`` whose expected answer is no exception."""
    for test in doctest.DocTestFinder(recurse=False).find(module):
        for example in test.examples:
            source = example.source.strip()
            if source.startswith("validate('") and source.endswith("')") and not example.exc_msg:
                yield source.removeprefix("validate('").removesuffix("')")
