"""Names of Redis keys become groups: ``person:17`` and ``person:99`` are both ``person:*``.

Keys are data. A part of a key stays in a group's name only if it reads like a word and several keys share it; all else
becomes ``*``, and is handed to the survey as values of the field ``key``. Sends nothing.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from nightlatch.model import Count

Shape = tuple[bytes, ...]  # parts and the separators between them in turn; a part is a word, "*" or "word*"

_SEPARATOR = re.compile(rb"([:/|])")
_WORD = re.compile(rb"[A-Za-z_][A-Za-z_.\-]{0,30}(?:\d{1,2}[A-Za-z_.\-]{1,10})?")  # "i18n", "s3-bucket"
_NUMBERED = re.compile(rb"([A-Za-z]{1,30}[_.\-]?)\d[\d._\-]*")
_PARTS = 8  # of a key; what follows counts as one part
_SINGLES = 16  # keys of one part with a name of their own: more of them are data
_FEWEST = 10  # keys that share a middle part before it is told: "user:NAME:cart", "user:NAME:wish" are one person's
_NAMES = 64  # different words in one place: more of them are data
_GROUPS = 256  # in one database
_ANY = b"*"
REST: Shape = (_ANY,)


def shape_of(key: bytes) -> Shape:
    """What *key* looks like before its neighbours are known: numbers and the like are ``*`` already."""
    parts = _SEPARATOR.split(key, _PARTS - 1)
    parts[::2] = [_part(one) for one in parts[::2]]
    return tuple(parts)


def _part(part: bytes) -> bytes:
    if _WORD.fullmatch(part):
        return part
    numbered = _NUMBERED.fullmatch(part)
    return numbered[1] + _ANY if numbered else _ANY


def varying(key: bytes, group: Shape) -> list[bytes]:
    """The parts of *key* that *group* leaves open, in order."""
    parts = _SEPARATOR.split(key, _PARTS - 1)
    if len(parts) != len(group):
        return [key]
    return [_without(part, name) for part, name in zip(parts[::2], group[::2], strict=True) if name.endswith(_ANY)]


def _without(part: bytes, name: bytes) -> bytes:
    return part[len(name) - 1 :] if part.startswith(name[:-1]) else part


def glob_of(group: Shape) -> bytes:
    """The pattern for MATCH that lets all keys of *group* through, and perhaps more."""
    return b"".join(re.sub(rb"([\[\]?\\^-])", rb"\\\1", one) for one in group)  # a word has no "*" but its last


@dataclass(slots=True)
class Group:
    """Keys of one shape among those that were seen."""

    shape: Shape
    keys: list[bytes] = field(default_factory=list, repr=False)

    @property
    def name(self) -> str:
        """``person:*``, fit to be shown once it has passed the classifier."""
        return b"".join(self.shape).decode("utf-8", "backslashreplace")


class Groups:
    """The groups that *keys* fall into, and the group of any further key."""

    def __init__(self, keys: Iterable[bytes]) -> None:
        seen = [(key, shape_of(key)) for key in keys]
        self._final = settle(Counter(shape for _, shape in seen))
        self.groups: dict[Shape, Group] = {}
        for key, shape in seen:
            final = self._final[shape]
            self.groups.setdefault(final, Group(shape=final)).keys.append(key)

    def group_of(self, key: bytes) -> Shape:
        """The group of *key*; `REST` for a shape that was not among the keys seen."""
        shape = shape_of(key)
        return self._final.get(shape) or next((final for final in self.groups if _covers(final, shape)), REST)


def _covers(group: Shape, shape: Shape) -> bool:
    return len(group) == len(shape) and all(a in (_ANY, b) for a, b in zip(group, shape, strict=True))


def settle(shapes: Counter[Shape]) -> dict[Shape, Shape]:
    """``{shape: its group}``: words that are too many, too rare or alike in what follows them become ``*``."""
    final: dict[Shape, Shape] = {}
    _settle({shape: shape for shape in shapes}, shapes, (), final)
    if len(set(final.values())) > _GROUPS:
        sizes: Counter[Shape] = Counter()
        for shape, group in final.items():
            sizes[group] += shapes[shape]
        kept = {group for group, _ in sizes.most_common(_GROUPS)}
        final = {
            shape: group if group in kept else tuple(_ANY if i % 2 == 0 else one for i, one in enumerate(group))
            for shape, group in final.items()
        }
    return final


def _settle(left: dict[Shape, Shape], sizes: Counter[Shape], done: Shape, final: dict[Shape, Shape]) -> None:
    """Decide on the first part of what is *left* of each shape, then on what follows each of its values."""
    by_word: dict[bytes, dict[Shape, Shape]] = {}
    for shape, rest in left.items():
        by_word.setdefault(rest[0], {})[shape] = rest
    told = {
        word: (sum(sizes[one] for one in found), {rest[1:] for rest in found.values()})
        for word, found in by_word.items()
    }
    kept = _kept(told, is_first=not done)
    merged: dict[bytes, dict[Shape, Shape]] = {}
    for word, found in by_word.items():
        merged.setdefault(word if word in kept else _ANY, {}).update(found)
    for word, found in merged.items():
        by_separator: dict[bytes, dict[Shape, Shape]] = {}
        for shape, rest in found.items():
            if len(rest) == 1:
                final[shape] = (*done, word)
            else:
                by_separator.setdefault(rest[1], {})[shape] = rest[2:]
        for separator, further in by_separator.items():
            _settle(further, sizes, (*done, word, separator), final)


def _kept(words: dict[bytes, tuple[int, set[Shape]]], is_first: bool) -> set[bytes]:
    """Which words of one place may stay: shared by keys, few, and not followed by the same words each."""
    named = {word: one for word, one in words.items() if word != _ANY}
    shared = {
        word
        for word, (count, rests) in named.items()
        if count >= (2 if is_first or rests <= {()} else _FEWEST) or word.endswith(_ANY)
    }
    single = {word for word in named if word not in shared}
    alike = Counter(frozenset(rests) for word, (_, rests) in named.items() if any(_says(rest) for rest in rests))
    shared -= {word for word in shared if alike[frozenset(named[word][1])] > 2}
    if len(shared) > _NAMES:
        shared = {word for word, _ in Counter({word: named[word][0] for word in shared}).most_common(_NAMES)}
        total = sum(count for count, _ in words.values())
        shared = {word for word in shared if named[word][0] * 100 >= total}
    return shared | (single if is_first and len(single) <= _SINGLES else set())


def _says(rest: Shape) -> bool:
    return any(not one.endswith(_ANY) for one in rest[1::2])


def estimate(group: Group, of: int, total: int, is_complete: bool) -> Count:
    """How many of *total* keys are in *group*, which holds some of the *of* keys a scan met (Wilson, 95 %)."""
    seen = len(group.keys)
    if is_complete or not any(part.endswith(_ANY) for part in group.shape):
        return Count.of(seen, "SCAN of all keys" if is_complete else "one key")
    z, share = 1.96, seen / of if of else 0.0
    scale = 1 + z * z / of if of else 1.0
    middle = (share + z * z / (2 * of)) / scale if of else 0.5
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / scale if of else 0.5
    low, high = max(seen, int((middle - spread) * total)), min(total, math.ceil((middle + spread) * total))
    return Count(value=max(seen, round(share * total)), low=low, high=max(low, high), method="share of a SCAN x DBSIZE")


def sample(keys: list[bytes], count: int, seed: int) -> list[bytes]:
    """At most *count* of *keys*, evenly drawn, the same ones for the same seed."""
    return keys if len(keys) <= count else random.Random(seed).sample(keys, count)  # noqa: S311 - not for secrets
