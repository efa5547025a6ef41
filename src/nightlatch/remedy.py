"""How an open store is closed: the instructions of its kind that hold for its version. Sends nothing."""

from __future__ import annotations

import re

from nightlatch.model import Finding
from nightlatch.stores import Remedy, all_stores

_RANGE = re.compile(r"(?P<low>\d+(?:\.\d+)?)?(?P<sign>[+-])?(?P<high>\d+(?:\.\d+)?)?")
Version = tuple[int, ...]


def remedies(finding: Finding) -> tuple[Remedy, ...]:
    """What closes the store of *finding*; all of its kind's instructions where the version is not known."""
    store = all_stores().get(finding.identity.kind)
    if store is None or finding.status != "open":
        return ()
    version = _version(finding.identity.version or "")
    fitting = tuple(one for one in store.remedies if version is None or holds_for(one.versions, version))
    return fitting or store.remedies


def holds_for(versions: str, version: Version) -> bool:
    """Is *version* within a range as a ``Remedy`` writes it: "", "7", "8+", "-5", "6-7", "1.2+"?"""
    found = _RANGE.fullmatch(versions)
    if found is None:
        raise ValueError(f"{versions!r} is no range of versions")
    low, high = _version(found["low"] or ""), _version(found["high"] or "")
    if low is not None and found["sign"] is None:
        high = low
    return (low is None or version[: len(low)] >= low) and (high is None or version[: len(high)] <= high)


def _version(text: str) -> Version | None:
    found = re.match(r"\d+(?:\.\d+)*", text)
    return tuple(int(part[:9]) for part in found[0].split(".")[:3]) if found else None
