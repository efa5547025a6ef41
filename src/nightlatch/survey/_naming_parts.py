"""A name as a person reads it, and the parts of it that may be a number or an address of somebody.

What machines put into names (UUIDs, dates, moments, counters behind a date, hashes) is set aside first, so that a date
and the counter behind it are no number together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Literal
from urllib.parse import unquote

from nightlatch.inert import candidates, taken_apart

State = Literal["free", "masked", "machine"]
Told = list[tuple[str, State]]  # text as it stands; or what it is masked as; or what a machine made, which stays

LONG_NUMBER = 9  # digits: more than dates, versions and counters have
_READ = 4_000  # characters of a name that are judged; 200 are printed

_MACHINE = re.compile(
    r"(?<![0-9a-fA-F])[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}(?![0-9a-fA-F])"
    r"|(?<!\d)(?:19|20)\d\d(?P<s>[-._/])(?:0[1-9]|1[0-2])(?P=s)(?:0[1-9]|[12]\d|3[01])(?:-0\d{5})?(?!\d)"
)
_MOMENT = re.compile(
    r"1\d{9}(?:\d{3}|\d{6}|\d{9})?"  # seconds since 1970, or parts of them
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])(?:[0-5]\d){0,2}"
)
_GLUED = re.compile(rf"\d{{{LONG_NUMBER},}}")
_HASH = re.compile(r"[0-9a-fA-F]{16,}")
_ADDRESS = re.compile(r"[^@]*[^\W_][^@]*@[^@]*\w\.[^\W\d_]{2,}[^@]*")
_BLANK = re.compile(r"[\s,]")  # as postal addresses and coordinates are written
FEW_DIGITS = 4
_DIGIT = re.compile(r"[0-9]")
SIGNS = re.compile(r"[/:\[\]\s<>\"',;()={}|!*?&#$^`\\._\-]")
_DOTS = str.maketrans("。｡", "..")


def as_read(name: str) -> str:
    """*name* with compatible characters made one, digits of any script made ASCII, and nothing in it that hides."""
    if len(name) > _READ:
        name = _cut(name)
    if "%" in name:
        name = unquote(name)
    if name.isascii():
        return name
    plain = unicodedata.normalize("NFKC", name).translate(_DOTS)
    return "".join(_plain(char) for char in plain if unicodedata.category(char) != "Cf")


def _cut(name: str) -> str:
    """The beginning of a name that is far too long; a part that would be cut in two goes as well."""
    begun = name[:_READ]
    signs = list(SIGNS.finditer(begun))
    return begun[: signs[-1].end()] if signs else begun


def _plain(char: str) -> str:
    digit = unicodedata.decimal(char, None) if not char.isascii() else None
    return char if digit is None else str(digit)


def split(name: str) -> Iterator[tuple[str, bool]]:
    """Parts of *name* in order; True for those that machines made."""
    start = 0
    for match in _MACHINE.finditer(name):
        yield name[start : match.start()], False
        yield match.group(), True
        start = match.end()
    yield name[start:], False


def worth_checking(name: str) -> list[str]:
    """Every text of *name* that may be a value: one segment, or several that are numbers or hold a blank."""
    found: list[str] = []
    for part, is_machine in split(name):
        if not is_machine:
            found += _worth(part) + _glued(part)
    return found


def _worth(part: str) -> list[str]:
    digits = len(_DIGIT.findall(part))
    if "@" not in part and (digits == 0 or (digits < FEW_DIGITS and not _BLANK.search(part))):
        return [text for text in SIGNS.split(part) if text]
    return [text for text in candidates(part) if _is_worth(text)]


def _is_worth(text: str) -> bool:
    if not SIGNS.search(text) or "@" in text:
        return True
    digits = len(_DIGIT.findall(text))
    is_number = digits >= FEW_DIGITS and 2 * digits >= len(SIGNS.sub("", text))
    return is_number or (digits > 0 and _BLANK.search(text) is not None)


def _glued(part: str) -> list[str]:
    return _GLUED.findall(part) if not _HASH.fullmatch(part) else []


def is_long_number(text: str) -> bool:
    """Has *text* more digits than dates, versions and counters, and is it no moment in time?"""
    return sum(map(str.isdigit, text)) >= LONG_NUMBER and not _MOMENT.fullmatch(text)


def without_values(name: str, worth: list[str], found: Mapping[str, str]) -> Told:
    """*name* taken apart, each part that *found* knows masked as what it is; *worth* is what was asked about."""
    parts = split(name)
    if "@" not in name and not any(text in found for text in worth):
        return [(part, "machine" if is_machine else "free") for part, is_machine in parts]
    told: Told = []
    for part, is_machine in parts:
        told += [(part, "machine")] if is_machine else _without(part, found)
    return told


def _without(part: str, found: Mapping[str, str]) -> Told:
    told: Told = []
    for text, is_masked in taken_apart(part, found.get):
        if is_masked:
            told.append((text, "masked"))
        elif "@" in text and _ADDRESS.fullmatch(text):  # of no known domain, or with more behind it
            told.append(("email", "masked"))
        else:
            told += _without_glued(text, found)
    return told


def _without_glued(text: str, found: Mapping[str, str]) -> Told:
    if len(text) <= LONG_NUMBER or _HASH.fullmatch(text):
        return [(text, "free")]
    told: Told = []
    start = 0
    for match in _GLUED.finditer(text):
        if (category := found.get(match.group())) is not None:
            told += [(text[start : match.start()], "free"), (category, "masked")]
            start = match.end()
    return [*told, (text[start:], "free")]
