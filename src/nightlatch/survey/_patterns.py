"""What a value must at least look like to match an RE2 pattern: told from the pattern, so that most never run.

Arrow compiles a pattern at every call, which for a sample costs more than matching it. A column whose shortest and
longest value or whose set of bytes rule a pattern out is not tried on it.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

_Bytes = NDArray[np.bool_]  # bool[256]
_PARSER = importlib.import_module("re._parser")  # the stdlib's own; what it cannot read is simply always tried
_UNBOUNDED = 1 << 20
_TELLING = 3  # bytes of a literal that are worth a search


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A match has *least* bytes or more, all of the value at most *most* characters, and a byte out of each of *sets*.

    *digits*: how many digits it has at least; *literals*: one of them stands in it as it is; none are known if empty.
    *masks* are *sets* as the bits of integers.
    """

    least: int = 0
    most: int | None = None
    sets: tuple[_Bytes, ...] = ()
    digits: int = 0
    literals: tuple[bytes, ...] = ()
    masks: tuple[int, ...] = ()

    def is_met(self, shortest: int, longest: int, alphabet: int) -> bool:
        """May any value of a column match, whose values have such lengths and such bytes (as bits of a number)?"""
        width = 4 if alphabet >> 128 else 1
        if longest < self.least or (self.most is not None and shortest > self.most * width):
            return False
        return all(alphabet & mask for mask in self.masks)


@lru_cache(maxsize=2048)
def need(pattern: str) -> Need:
    """The :class:`Need` of an RE2 *pattern*; one that asks nothing where the pattern is not understood."""
    folds = "(?i" in pattern
    bare = spelled(pattern.replace("(?i)", ""))
    readable = re.sub(r"\\p\{\w+\}|\\p[A-Z]", r"\\w", bare).replace(r"\z", r"\Z")
    try:
        tree = _PARSER.parse(readable)
        least, most = tree.getwidth()
    except (re.error, OverflowError, RecursionError, ValueError):
        return Need()
    is_whole = _is_anchor(tree, 0, "AT_BEGINNING") and _is_anchor(tree, -1, "AT_END")
    sets = tuple(_folded(wanted) if folds else wanted for wanted in _mandatory(tree))
    return Need(least=min(int(least), _UNBOUNDED), most=int(most) if is_whole and most < _UNBOUNDED else None,
                sets=sets, digits=_digits(tree), literals=() if folds else _literals(tree),
                masks=tuple({as_bits(wanted) for wanted in sets}))  # fmt: skip


def spelled(pattern: str) -> str:
    """*pattern* with ``\\x{A0}`` as the character itself: the stdlib's parser does not know that form."""
    return re.sub(r"\\x\{([0-9A-Fa-f]+)\}", lambda found: re.escape(chr(int(found[1], 16))), pattern)


def as_bits(wanted: _Bytes) -> int:
    """A set of bytes as the bits of a number."""
    return int.from_bytes(np.packbits(wanted, bitorder="little").tobytes(), "little")


def _literals(tree: Any) -> tuple[bytes, ...]:
    """Runs of characters of which every match has one: the longest run, or the longest of each alternative."""
    found: list[tuple[bytes, ...]] = []
    run = ""
    for operation, argument in [*tree, ("END", None)]:
        name = str(operation)
        if name == "LITERAL":
            run += chr(argument)
            continue
        found.append((run.encode(),))
        run = ""
        if name == "SUBPATTERN":
            found.append(_literals(argument[-1]))
        elif name == "BRANCH":
            found.append(tuple(literal for way in argument[1] for literal in _literals(way) or (b"",)))
    sound = [literals for literals in found if literals and min(map(len, literals)) >= _TELLING]
    return min(sound, key=lambda literals: (len(literals), -len(literals[0])), default=())


def _digits(tree: Any) -> int:
    """Of how many items is each match a digit there?"""
    count = 0
    for operation, argument in tree:
        name = str(operation)
        if name == "LITERAL":
            count += 48 <= argument <= 57
        elif name == "IN":
            one = _class(argument)
            count += one is not None and not (one & ~_CATEGORIES["CATEGORY_DIGIT"]).any()
        elif name == "SUBPATTERN":
            count += _digits(argument[-1])
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            count += int(argument[0]) * _digits(argument[2])
        elif name == "BRANCH":
            count += min(map(_digits, argument[1]))
    return int(count)


_ASCII = {"L": "A-Za-z", "Lu": "A-Z", "Ll": "a-z", "M": "\\x00", "N": "0-9", "Nd": "0-9"}


@lru_cache(maxsize=2048)
def for_ascii(pattern: str) -> str:
    """The same *pattern* for text that is ASCII: classes of Unicode's letters take RE2 a millisecond to compile."""
    made, is_class, at = [], False, 0
    for token in re.finditer(r"\\p\{(\w+)\}|\\.|\[|\]", pattern):
        made.append(pattern[at : token.start()])
        at = token.end()
        if token[1] in _ASCII:
            made.append(_ASCII[token[1]] if is_class else f"[{_ASCII[token[1]]}]")
            continue
        made.append(token[0])
        if token[0] in "[]":
            is_class = token[0] == "["
    return "".join(made) + pattern[at:]


def _is_anchor(tree: Any, at: int, kind: str) -> bool:
    return len(tree) > 0 and str(tree[at][0]) == "AT" and str(tree[at][1]).startswith(kind)


def _mandatory(tree: Any) -> list[_Bytes]:
    """Of each item that every match must have, the bytes it may begin with."""
    found: list[_Bytes] = []
    for operation, argument in tree:
        name = str(operation)
        if name == "LITERAL":
            found.append(_literal(argument))
        elif name == "IN" and (one := _class(argument)) is not None:
            found.append(one)
        elif name == "SUBPATTERN":
            found += _mandatory(argument[-1])
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and argument[0] > 0:
            found += _mandatory(argument[2])
        elif name == "BRANCH":
            ways = [_mandatory(way) for way in argument[1]]
            if all(ways):
                found.append(np.logical_or.reduce([min(way, key=np.count_nonzero) for way in ways]))
    return found


def _class(items: Any) -> _Bytes | None:
    """The bytes that a bracketed class may begin with; None for a negated one."""
    allowed = np.zeros(256, np.bool_)
    for operation, argument in items:
        name = str(operation)
        if name == "LITERAL":
            allowed |= _literal(argument)
        elif name == "RANGE":
            low, high = argument
            allowed[low : min(high, 127) + 1] = True
            allowed[128:] |= high > 127
        elif name == "CATEGORY" and str(argument) in _CATEGORIES:
            allowed |= _CATEGORIES[str(argument)]
        else:
            return None
    return allowed


def _literal(code: int) -> _Bytes:
    one = np.zeros(256, np.bool_)
    one[chr(code).encode("utf-8", "replace")[0]] = True
    return one


def _folded(wanted: _Bytes) -> _Bytes:
    both = wanted.copy()
    both[65:91] |= wanted[97:123]
    both[97:123] |= wanted[65:91]
    return both


def _of(text: str, *, beyond: bool = False) -> _Bytes:
    made = np.zeros(256, np.bool_)
    made[list(text.encode())] = True
    made[128:] = beyond
    return made


_CATEGORIES = {
    "CATEGORY_DIGIT": _of("0123456789"),
    "CATEGORY_SPACE": _of(" \t\n\r\f\v"),
    "CATEGORY_WORD": _of("0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", beyond=True),
}
