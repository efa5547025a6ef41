"""Ransom notes and wiped stores, told by what containers are called and how little they hold; no record is read.

Since 2017 robots have emptied open stores and left a container with a note: a table, collection or index whose name
tells to read it, with one or a few records; in 2020 one left names that end in "-meow" and no note at all.
Names as published by those who were hit and by those who counted them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nightlatch.model import Container, Count, Evidence, Trace

_SURE = re.compile(
    r"(read_*me|please_*read|how_*to|z_*read).*(recover|restore|retrieve|return|get_*back|data)"
    r"|(recover|restore|retrieve|return)_*(your|my|all)?_*(data|database|db|files)"
    r"|(your|all)_*(data|database|db|files)_*(is|are|was|were|has|have)_*(been)?_*(safe|backed|stolen|encrypted|locked|deleted)"
    r"|hacked_*by|pwned_*by|you_*(are|were|have_*been)_*hacked|ransom_*note|pay_*(bitcoin|btc|ransom)|send_*(bitcoin|btc)"
    r"|unistellar|bitcoin_*(address|wallet)_*to"
)  # fmt: skip
_WEAK = re.compile(
    r"^(read_*me|warning|please_*read(_*me)?|attention|important|hacked|pwned|ransom|contact_*me)[0-9_]*$"
)
_MEOW = re.compile(r"^[a-z0-9]{8,16}-meow$")
_NOTE_RECORDS = 5  # a note has one, some robots leave a few
OUTCOME = "ransom-note"  # of a container that is one: what is in it is the stranger's, and nobody's data


def traces(containers: Sequence[Container]) -> tuple[Trace, ...]:
    """What the names of a store's own *containers* tell; containers of the server itself are to be left out."""
    notes = [one for one in containers if is_note(one)]
    meows = [one for one in containers if _MEOW.match(_last(one.name))]
    found = []
    if notes:
        found.append(_note(notes))
    if meows or (notes and len(notes) == len(containers)):
        found.append(_wiped(len(meows) or len(notes), len(containers), is_meow=bool(meows)))
    return tuple(found)


def is_named_so(one: Container) -> bool:
    """May it be a note, as far as its name says?"""
    return any(_SURE.search(name) or _WEAK.match(name) for name in _names(one))


def is_note(one: Container) -> bool:
    """A telling name, or a plainer one with hardly anything in it."""
    names = _names(one)
    return any(map(_SURE.search, names)) or (is_short(one.records) and any(map(_WEAK.match, names)))


def _names(one: Container) -> set[str]:
    return {_plain(one.name), _plain(_last(one.name)), _plain(one.name.split(".")[0])}


def is_short(records: Count) -> bool:
    """Are there so few records that they may be a note? A name alone does not make a large table one."""
    return records.value is not None and 0 < records.value <= _NOTE_RECORDS


def _note(notes: list[Container]) -> Trace:
    count = len(notes)
    what = f"{count} container{'s' * (count != 1)} with a name like a ransom note"
    return Trace(
        kind="ransom-note",
        what=what,
        proves="a stranger wrote into the store: who owns it does not call a container so",
        leaves_open="whether data was copied, and whether what is there now is all that was",
        evidence=Evidence(command="the list of containers", code=str(count), meaning=what),
    )


def _wiped(count: int, total: int, *, is_meow: bool) -> Trace:
    what = (
        f"{count} of {total} containers have the names that a robot leaves behind which deletes data"
        if is_meow
        else "nothing but ransom notes is there"
    )
    return Trace(
        kind="wiped",
        what=what,
        proves="data was deleted by a stranger",
        leaves_open="what it was, and whether there is a backup",
        evidence=Evidence(command="the list of containers", code=str(count), meaning=what),
    )


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def _last(name: str) -> str:
    return name.rpartition(".")[2].lower()
