"""What the national numbers share: field names that fit every country, and how a chance becomes a weight."""

from __future__ import annotations

import math
import re

import pyarrow.compute as pc

from nightlatch.categories import Category, Check, Group
from nightlatch.headings import named
from nightlatch.model import Tier
from nightlatch.survey.checkdigits import AnyOf, Bools, Number, Rows, Test
from nightlatch.survey.values import Kind, Values


def words(text: str) -> tuple[str, ...]:
    """Field names, written as one text with commas between them."""
    return tuple(re.split(r"\s*,\s*", text.strip(" \n,")))


GENERIC_NAMES = named(
    "national-id",
    """
    national id, national id number, national id no, national identity number, national identification number,
    nationalid, id number, id no, id num, idno, idnum, id card, id card no, id card number, idcard, idcardno,
    identity card,
    identity card number, identity number, identity no, identity document, identity, identification number,
    identification no, id document, citizen id, citizen number, citizen no, personal id, personal number,
    personal identity number, personal identification number, personal code, person number, government id, govt id,
    document number, doc number, certificate no
""",
)
TAX_NAMES = named(
    "tax-id",
    """
    tax id, taxid, tax number, tax no, tax identification number, tin, taxpayer id, taxpayer number, taxpayer no,
    fiscal code, fiscal number
""",
)
SOCIAL_NAMES = named(
    "social-security",
    """
    social security, social security number, social security no, social insurance number, social insurance no,
    insurance number, insurance no, ssn
""",
)
BUSINESS_NAMES = words("""
    company number, company no, company id, company registration number, business number, business id,
    business registration number, organisation number, organization number, organisation id, organization id, org no,
    org nr, registration number, registration no, corporate number, enterprise number, vat, vat number, vat no, vat id,
    vatin, vat reg no, gst number, commercial register number, legal entity id
""")
HEALTH_NAMES = named(
    "health-number",
    """
    health number, health card, health card number, health insurance number, patient number, patient id, medical number
""",
)

STANDS_ALONE = 6.0  # weight above which values need no field name
_NEEDS_NAME = 3.5
_MOSTLY_PREFIX = 5.0
# Digits together, or in groups between single blanks, or between other separators; a letter may end them.
_DIGITS = "(?:[0-9]{7,20}|[0-9]{1,8}(?: [0-9]{1,8}){1,7}|[0-9]{1,10}(?:[./-][0-9]{1,10}){1,6})(?:-?[A-Za-z])?"
_LETTERED = "|".join(
    (
        "[A-Za-z]{1,4}-?[0-9]{4,12}(?:-?[A-Za-z]){0,2}[0-9]?",
        "[A-Za-z]{4,6}[0-9][0-9L-Vl-v][0-9A-Za-z]{5,12}",  # name letters, then a date: Italy, Mexico
        "[0-9]{6,8}[ +-]?[A-Fa-fU-Yu-y]?[ -]?[0-9]{3}[0-9A-Za-z]?",  # a date, a letter, a serial: Finland, Germany
        "[0-9]{5}[ -]?2[ABab][ -]?[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{2}",  # Corsica
        "[0-9]{7}[A-Za-z]{2}",
        "[LMNPRTVWXY][0-9A-Z]{8}[0-9]",
    )
)

_FOUND_BY_FORM = 0.05  # a number without a check digit that so few strings look like is found beside a word for it
_MERE_FORM, _FORM = 0.3, 0.5  # what so many random strings pass has a form and no more
_RARE = 1e-3


def weight_of(chance: float, *, stands_alone: bool = True) -> float:
    """The most that passing values may add, in log odds.

    Chance worse than 1 in 20 (one check digit and no other structure) is no proof without a field name. Nor is a
    number whose structure is mostly a date, a prefix or a range (not *stands_alone*): order numbers have these.
    """
    if chance > 0.05:
        return _NEEDS_NAME
    weight = min(14.0, 3.0 + math.log(1 / chance))
    return round(weight if stands_alone else min(weight, _MOSTLY_PREFIX), 2)


def government_id(
    id: str,
    label: str,
    check: Number | AnyOf,
    *,
    chance: float,
    names: str,
    generic: tuple[str, ...] = GENERIC_NAMES,
    identifies: int | None = 1,
    group: Group = "government-id",
    stands_alone: bool = True,
    weight: float | None = None,
    tier: Tier = "proved",
    find: str | None = None,
) -> Category:
    """A :class:`Category` whose kinds and form in prose follow from *check*, whose weight from *chance* or is less.

    *tier*: "pattern" for a number without a check digit; it is not looked for in prose unless its form is rare. *find*
    is for numbers that are written in groups of their own.
    """
    kinds: frozenset[Kind] = frozenset({"text", "integer"} if check.can_be_integer else {"text"})
    return Category(
        id=id,
        label=label,
        group=group,
        check=check,
        chance=chance,
        weight=weight_of(chance, stands_alone=stands_alone) if weight is None else weight,
        names=tuple(dict.fromkeys(named(id, names) + generic)),
        kinds=kinds,
        identifies=identifies,
        tier=tier,
        find=_sought(check, chance, tier) if find is None else find,
        own_names=named(id, names),
    )


def organisation_id(country: str, label: str, check: Number | AnyOf, *, chance: float, names: str) -> Category:
    """A number of companies and authorities: technical, it keeps a business from being counted as a person."""
    kinds: frozenset[Kind] = frozenset({"text", "integer"} if check.can_be_integer else {"text"})
    return Category(
        id=f"organisation-id.{country}",
        label=label,
        group="technical",
        check=check,
        chance=chance,
        weight=weight_of(chance, stands_alone=chance < _RARE) if chance < _MERE_FORM else _FORM,
        names=tuple(dict.fromkeys(words(names) + BUSINESS_NAMES)),
        kinds=kinds,
        is_personal=False,
        tier="proved",
    )


def of_an_earlier_century(form: str, check: Check) -> Check:
    """Numbers of *form*, whose sign for an earlier century is a plus, that pass *check* with a hyphen for it."""

    def passes(values: Values) -> Bools:
        passed = values.matches(form)
        if not passed.any():
            return passed
        return passed & check(Values(pc.replace_substring(values.text, pattern="+", replacement="-")))

    return passes


def prefixed(prefix: str, pattern: str, *tests: Test) -> AnyOf:
    """A number that may have letters (of a country) in front; *tests* see it without them."""

    def behind(test: Test) -> Test:
        return lambda row: test(Rows(row.bytes[:, len(prefix) :]))

    letters = "".join(f"[{letter}]" for letter in prefix)
    return AnyOf(Number(pattern, *tests), Number(letters + pattern, *map(behind, tests)))


def _sought(check: Number | AnyOf, chance: float, tier: Tier) -> str:
    return in_prose(check) if tier == "proved" or chance <= _FOUND_BY_FORM else ""


def in_prose(check: Number | AnyOf) -> str:
    """The RE2 pattern of a candidate inside running text: one of three, so that numbers of many countries share it."""
    numbers = check.numbers if isinstance(check, AnyOf) else (check,)
    lettered = {number.is_lettered for number in numbers}
    forms = [_LETTERED] * (True in lettered) + [_DIGITS] * (False in lettered)
    return rf"\b(?:{'|'.join(forms)})\b"
