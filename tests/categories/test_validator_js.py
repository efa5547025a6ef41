"""The labelled cases of validator.js: of what it calls invalid, at least 99 in 100 are refused, type by type.

Its cases are data, not part of the project: ``NIGHTLATCH_DATA`` names the folder that holds ``validator_js``. Its
arguments are honoured: a locale asks the check of that country, a provider that network, lists of countries those.
``pytest -s`` prints the shares.
"""

from __future__ import annotations

import functools
import json
import os
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from tests.accuracy import validators

AIM = 0.99


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


@pytest.mark.parametrize("name", sorted(validators.TYPES))
def test_invalid_values_are_refused(name: str) -> None:
    """Of the values that validator.js calls invalid, at least 99 % are refused, but for preferences of writing."""
    cases = _asked(name)
    valid = {validators.bare(case["value"]) for case in cases if case["valid"]}
    taken, right, wrong, apart, unknown = 0, 0, [], [], 0
    for case in cases:
        checks = validators.TYPES[name](case)
        if not checks:
            unknown += 1
            continue
        passed = validators.passes(checks, case["value"])
        if case["valid"]:
            taken, right = taken + 1, right + passed
        elif passed:
            (apart if validators.why_valid(case, valid) else wrong).append((case["args"], case["value"]))
    invalid = sum(not case["valid"] for case in cases) - len(apart)
    refused = 1 - len(wrong) / invalid
    print(f"{name}: {refused:.2%} of {invalid} invalid refused, {len(apart)} preferences, {right} of {taken} valid accepted,"
          f" {unknown} of countries without a check")  # fmt: skip
    assert refused >= AIM, wrong


@pytest.mark.parametrize("name", ["isIdentityCard", "isTaxID"])
def test_valid_numbers_are_taken(name: str) -> None:
    """What validator.js calls a valid identity or tax number is taken, or listed as none with its reason."""
    refused = [
        (validators.locale(case), case["value"])
        for case in _asked(name)
        if case["valid"]
        and (checks := validators.TYPES[name](case))
        and not validators.passes(checks, case["value"])
        and not validators.why_invalid(case)
    ]
    assert refused == []


def _asked(name: str) -> list[dict[str, Any]]:
    if not (cases := _cases().get(name)):
        pytest.skip("NIGHTLATCH_DATA is not set: the validator.js cases did NOT run")
    return cases
