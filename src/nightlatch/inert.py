"""Makes what a server said harmless to print: control, invisible and direction-changing characters become visible.

A server may be hostile: an escape sequence in a table's name can rewrite a terminal, a right-to-left override can make
a name read as another one. Whatever came over a wire passes :func:`printable` before a person or a file gets it. Names
can also be somebody's data ("cart:ann@example.org"); :func:`taken_apart` tells such a part by its category's id.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Characters that Unicode counts as printable and that show as nothing: fillers, joiners, variation selectors.
_INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
    + "".join(map(chr, range(0xFE00, 0xFE10)))
    + "".join(map(chr, range(0xE0100, 0xE01F0)))
)
_ELLIPSIS = "…"
_LONGEST_RUN = 6  # segments: a phone number or a UUID written with dashes has at most so many

# Split in two steps, each linear in the name's length: a hostile name may be long.
_HARD = re.compile(r"([/:\[\]\s<>\"',;()={}|!*?&#$^`\\]+)")
_SOFT = re.compile(r"([._\-]+)")
_EMAIL = re.compile(r"((?<![\w.+~-])[\w.+~-]++(?:@|%40)[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,})")
_SEPARATORS = frozenset("/:[]<>\"',;()={}|!*?&#$^`\\._-")


def printable(text: str, limit: int = 200) -> str:
    r"""Return *text* with every character that does not plainly show written as an escape (``\x1b``, ``\u202e``).

    At most *limit* characters long; what is cut off shows as "…", and an escape is never cut in two. Applying it twice
    changes nothing.
    """
    if len(text) <= limit and text.isprintable() and _INVISIBLE.isdisjoint(text):
        return text
    return _cut([_visible(character) for character in text[: limit + 1]], limit)


def _visible(character: str) -> str:
    if character.isprintable() and character not in _INVISIBLE:
        return character
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _cut(pieces: list[str], limit: int) -> str:
    if sum(map(len, pieces)) <= limit:
        return "".join(pieces)
    kept, room = [], limit - len(_ELLIPSIS)
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            break
        kept.append(piece)
    return "".join(kept) + _ELLIPSIS


def taken_apart(name: str, is_value: Callable[[str], str | None]) -> list[tuple[str, bool]]:
    """*name* in pieces: segments and separators as they are, and for somebody's value its category's id (True).

    *is_value* tells the category of a candidate, or None. Candidates are the parts between ``. / : _ - [ ] =`` and the
    like, and runs of them, the longest first, so that a date or a phone number written with separators is seen whole;
    an e-mail address is one part whatever it contains. Separators stay.
    """
    pieces, told, start = _pieces(name), [], 0
    ends = _Ends(pieces)
    while start < len(pieces):
        for end in ends.of(start):
            category = is_value(_text(pieces, start, end))
            if category is not None:
                told.append((category, True))
                start = end
                break
        else:
            told.append((pieces[start], False))
            start += 1
    return told


def candidates(name: str) -> tuple[str, ...]:
    """Every part of *name* that :func:`taken_apart` may ask about, so that a caller can check them all at once."""
    pieces = _pieces(name)
    ends = _Ends(pieces)
    return tuple({_text(pieces, start, end): None for start in range(len(pieces)) for end in ends.of(start)})


def _pieces(name: str) -> list[str]:
    """Segments and separators in turn; nothing of *name* is lost."""
    pieces: list[str] = []
    for chunk in _HARD.split(name):
        for at, part in enumerate(_EMAIL.split(chunk)):
            pieces.extend([part] if at % 2 else _SOFT.split(part))
    return [piece for piece in pieces if piece]


class _Ends:
    """Where a run of *pieces* may end, the longest first: runs begin and end with a segment."""

    def __init__(self, pieces: list[str]) -> None:
        self._is_segment = [not _is_separator(piece) for piece in pieces]

    def of(self, start: int) -> list[int]:
        """Ends of the runs that begin at *start*."""
        if not self._is_segment[start]:
            return []
        last = min(len(self._is_segment), start + 2 * _LONGEST_RUN - 1)
        return [end for end in range(last, start, -1) if self._is_segment[end - 1]]


def _is_separator(piece: str) -> bool:
    # a piece is separators throughout, or a segment, or an address, which may begin with a dot but does not end so
    last = piece[-1]
    return (last in _SEPARATORS or last.isspace()) and (piece[0] in _SEPARATORS or piece[0].isspace())


def _text(pieces: list[str], start: int, end: int) -> str:
    run = "".join(pieces[start:end])
    return run.replace("%40", "@") if end == start + 1 else run
