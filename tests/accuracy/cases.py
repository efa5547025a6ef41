"""Single values with labels that nobody here wrote: validator.js's cases, and the valid numbers of python-stdnum's doctests.

A value is taken where a check of its country and family takes it: the question is only whether that says yes, without
column, header or text around it.
"""

from __future__ import annotations

import doctest
import functools
import importlib
import json
import pkgutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import stdnum

from nightlatch.categories import Check, all_categories
from tests.accuracy import validators

_NUMBERS = ("national-id", "tax-id", "social-security", "insurance-number", "health-record-id", "residence-permit")
_FAMILIES = {
    "isEmail": "email", "isIP": "ip-address", "isMACAddress": "mac-address", "isJWT": "jwt", "isBIC": "bic",
    "isBtcAddress": "crypto-wallet", "isEthereumAddress": "crypto-wallet",
}  # fmt: skip
AIMED = (
    "isIdentityCard", "isTaxID", "isPassportNumber", "isMobilePhone", "isPostalCode", "isLicensePlate", "isIMEI",
    "isCreditCard", "isIBAN",
)  # fmt: skip
_PLAIN = {
    "iban": "iban",
    "post": "postcode",
    "konto": "bank-account",
    "bank": "bank-account",
    "ccc": "bank-account",
    "cbu": "bank-account",
}


@dataclass(slots=True, kw_only=True)
class Taken:
    """Of valid values how many were taken, of invalid ones how many refused.

    Counted apart: *excepted*, each value with its reason, where a value is labelled wrongly; *unsupported*, where no
    check is of the country that a case asks for.
    """

    valid: int = 0
    taken: int = 0
    invalid: int = 0
    refused: int = 0
    unsupported: int = 0
    excepted: list[tuple[str, str]] = field(default_factory=list)

    def add(self, value: str, checks: Sequence[Check], *, is_valid: bool, reason: str = "") -> None:
        """*reason*: why *value* is not what its label says; it counts only if the checks say so as well."""
        is_taken = bool(checks) and validators.passes(checks, value)
        if not checks:
            self.unsupported += 1
        elif reason and is_taken != is_valid:
            self.excepted.append((value, reason))
        elif is_valid:
            self.valid, self.taken = self.valid + 1, self.taken + is_taken
        else:
            self.invalid, self.refused = self.invalid + 1, self.refused + (not is_taken)


def validator_js(data: Path) -> dict[str, Taken]:
    """By validator, those with an aim first."""
    known: dict[str, list[dict[str, Any]]] = {name: [] for name in (*AIMED, *_FAMILIES)}
    with (data / "validator_js" / "cases.jsonl").open(encoding="utf-8") as lines:
        for case in map(json.loads, lines):
            if case["validator"] in known and isinstance(case["value"], str) and _is_text(case["value"]):
                known[case["validator"]].append(case)
    return {name: _judged(name, cases) for name, cases in known.items()}


def _judged(name: str, cases: list[dict[str, Any]]) -> Taken:
    valid = {validators.bare(case["value"]) for case in cases if case["valid"]}
    found = Taken()
    for case in cases:
        checks = validators.TYPES[name](case) if name in AIMED else _of_family(_FAMILIES[name])
        is_valid = case["valid"]
        why = validators.why_invalid(case) if is_valid else validators.why_valid(case, valid)
        found.add(case["value"], checks or (), is_valid=is_valid, reason=why)
    return found


@functools.cache
def _of_family(family: str) -> tuple[Check, ...]:
    return tuple(one.check for one in all_categories() if one.id == family and not one.parts)


def _is_text(value: str) -> bool:
    """Half of a surrogate pair is no text that a store can hold."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


@functools.cache
def _ways(families: tuple[str, ...], country: str) -> tuple[Check, ...]:
    """The checks of *families* that are of *country*; if there is none of any country, those of all."""
    found = [one for one in all_categories() if one.id.partition(".")[0] in families and not one.parts]
    narrowed = [one for one in found if "." in one.id and country in ("", one.id.partition(".")[2])]
    chosen = narrowed or [one for one in found if "." not in one.id]
    return tuple(one.check for one in chosen if "text" in one.kinds)


def stdnum_doctests() -> dict[str, Taken]:
    """By module of python-stdnum: the numbers that its own examples call valid, of countries' numbers."""
    found: dict[str, Taken] = {}
    for name in _modules():
        country = name.partition(".")[0].rstrip("_")
        ways = _ways((*_NUMBERS, "organisation-id", "voter-id", "passport"), country)
        ways += tuple(way for part, family in _PLAIN.items() if part in name for way in _ways((family,), ""))
        for value in _valid_examples(importlib.import_module(f"stdnum.{name}")):
            found.setdefault(name, Taken()).add(value, ways, is_valid=True)
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
