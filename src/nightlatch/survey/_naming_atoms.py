"""Which words of a name are a person's: taken apart into words, judged one by one, then with those beside them.

"cartAnna", "anna_zebrowsky", "j.smith" and "王芳" are told by their words. Where many names differ in one place only
and enough of what stands there are people's names, the unknown words in that place are too (:class:`Families`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from nightlatch.survey._naming_parts import Told
from nightlatch.survey._naming_people import FAMILY, GIVEN, HALF, NAME, PARTICLE, SHORT, WORD, is_name
from nightlatch.survey._naming_words import PHRASES

_MARKED = "name"
# Letters among digits of a hexadecimal number are no word.
_HEX = re.compile("(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{6,}|(?=[0-9]*[A-F])(?=[A-F]*[0-9])[0-9A-F]{6,}")
_TOKEN = re.compile(
    f"(?<![^\\W_])(?:{_HEX.pattern})(?![^\\W_])|"
    "[0-9]+|[\u3400-\u9fff\u3005]+|[\u3041-\u30ff]+|[\uac00-\ud7a3]+"
    "|[^\\W\\d_\u3041-\u30ff\u3400-\u9fff\u3005\uac00-\ud7a3]"
    "[^\\W\\d_\u3041-\u30ff\u3400-\u9fff\u3005\uac00-\ud7a3\u0300-\u036f\u0591-\u05c7\u064b-\u0652]*"
    "(?:[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0dff\u0e00-\u0e7f]+[^\\W\\d_\u3041-\ud7a3]*)*|."
)
_HUMP = re.compile("(?<=[^\\W\\d_A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[А-Я])(?=[А-Я][а-я])")
_ASCII_WORDS = re.compile("[A-Za-z]+")
_SOFT = frozenset("._-· ")
# A place of names: so many of them, and every fourth; or every twelfth, where at most a fifth are words of things.
_LEAST_FAMILY, _SHARE, _SMALL_SHARE, _THINGS_SHARE = 3, 4, 12, 5
_MOST_SLOTS = 12  # of one stretch: a hostile name may be long
_UNCASED = re.compile("[\u3041-\u30ff\u3400-\u9fff\u3005\uac00-\ud7a3]")


@dataclass(slots=True)
class Atom:
    """A word, a number or a sign; *gap* is what may join two words: "" (none yet), soft or hard."""

    text: str
    kind: str  # "word", "digits", "soft", "hard", "masked", "machine"
    flags: int = 0
    is_marked: bool = False


class Reader:
    """Takes names apart; keeps what it knows of words for one call of the masker only."""

    def __init__(self, flags_of: Callable[[str], int]) -> None:
        self._flags_of = flags_of
        self._known: dict[str, int] = {}
        self._lively: dict[str, bool] = {}

    def flags(self, word: str) -> int:
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._flags_of(word)
        return found

    def may_name(self, told: Told) -> bool:
        """Is there a word in it that may be a name? Quickly; most names have none."""
        return any(self._may_name(text) for text, state in told if state == "free")

    def _may_name(self, text: str) -> bool:
        if not text.isascii():
            return True
        for word in _ASCII_WORDS.findall(text):
            lively = self._lively.get(word)
            if lively is None:
                lively = self._lively[word] = any(atom.flags & NAME for atom in self._words(word))
            if lively:
                return True
        return False

    def atoms(self, told: Told) -> list[Atom]:
        made: list[Atom] = []
        for text, state in told:
            if state == "free":
                made.extend(self._split(text))
            else:
                made.append(Atom(text, state))
        return made

    def _split(self, text: str) -> Iterator[Atom]:
        for token in _TOKEN.findall(text):
            first = token[0]
            if first.isdigit() or _HEX.fullmatch(token):
                yield Atom(token, "digits")
            elif first.isalpha():
                yield from self._words(token)
            else:
                yield Atom(token, "soft" if first in _SOFT else "hard")

    def _words(self, token: str) -> Iterator[Atom]:
        flags = self.flags(token)
        humps = _HUMP.split(token) if not is_name(flags) and not token.islower() else [token]
        if len(humps) == 1:
            yield Atom(token, "word", flags)
        else:
            yield from (Atom(hump, "word", self.flags(hump)) for hump in humps)


def mark(atoms: list[Atom]) -> bool:
    """Mark the names among *atoms*, and what belongs to them; False if there are none."""
    found = False
    for chunk in _chunks(atoms):
        words = [at for at in chunk if atoms[at].kind == "word"]
        strong = [at for at in words if is_name(atoms[at].flags) and not _is_phrase(atoms, words, at)]
        strong += _halves(atoms, words) + _couples(atoms, words)
        for at in strong:
            atoms[at].is_marked = True
        for at in strong:
            _extend(atoms, chunk, at)
        found |= bool(strong)
    return found


def _chunks(atoms: list[Atom]) -> Iterator[range]:
    """Stretches between hard signs."""
    start = 0
    for at, atom in enumerate(atoms):
        if atom.kind in ("hard", "masked", "machine"):
            if at > start:
                yield range(start, at)
            start = at + 1
    if start < len(atoms):
        yield range(start, len(atoms))


def _is_phrase(atoms: list[Atom], words: list[int], at: int) -> bool:
    here = words.index(at)
    pairs = (words[max(0, here - 1) : here + 1], words[here : here + 2])
    return any(len(two) == 2 and tuple(atoms[one].text.lower() for one in two) in PHRASES for two in pairs)


def _halves(atoms: list[Atom], words: list[int]) -> list[int]:
    """A word that is mostly a name, where it stands alone."""
    return words if len(words) == 1 and atoms[words[0]].flags & HALF else []


def _couples(atoms: list[Atom], words: list[int]) -> list[int]:
    """Two words that are names as well, written as a name is: "Mark Grant"; two short ones: "li_na"."""
    if len(words) != 2:
        return []
    one, other = (atoms[at] for at in words)
    gap = "".join(atom.text for atom in atoms[words[0] + 1 : words[1]])
    is_written = gap == " " and one.text.istitle() and other.text.istitle()
    if is_written and one.flags & GIVEN and other.flags & FAMILY:
        return words
    is_short = one.flags & SHORT and other.flags & SHORT and not (one.flags | other.flags) & WORD
    return words if is_short and gap in ("_", "-", ".", " ", "") else []


def _extend(atoms: list[Atom], chunk: range, at: int) -> None:
    """What stands beside a name belongs to it: the other name, an initial, particles between, digits glued on."""
    _extend_right(atoms, chunk, at)
    _extend_left(atoms, chunk, at)
    for step in (1, -1):
        beside = at + step
        if beside in chunk and atoms[beside].kind == "digits":
            atoms[beside].is_marked = True


def _extend_right(atoms: list[Atom], chunk: range, at: int) -> None:
    between: list[int] = []
    has_unknown = False
    for beside in _beside(atoms, chunk, at, 1):
        atom = atoms[beside]
        if atom.flags & PARTICLE and not atom.is_marked:
            between.append(beside)
            continue
        if not _belongs(atoms[at], atom) or (has_unknown and not atom.flags & NAME):
            return
        has_unknown |= not atom.flags
        for one in (*between, beside):
            atoms[one].is_marked = True
        between = []


def _extend_left(atoms: list[Atom], chunk: range, at: int) -> None:
    before = next(_beside(atoms, chunk, at, -1), None)
    if before is None:
        return
    atom, words = atoms[before], sum(one.kind == "word" for one in atoms[chunk.start : chunk.stop])
    is_given = bool(atom.flags & GIVEN and atoms[at].flags & FAMILY)
    is_initial = len(atom.text) == 1 and not _UNCASED.match(atom.text)
    # an unknown word in front is rather the thing's ("zork-anna"), unless the two are all there is
    is_all = words == 2 and not atom.flags and len(atom.text) > 2 and "." not in _between(atoms, before, at)
    if is_initial or is_all or is_given or atom.flags & SHORT:
        atom.is_marked = True


def _belongs(name: Atom, beside: Atom) -> bool:
    if beside.is_marked or (len(beside.text) == 1 and not _UNCASED.match(beside.text)):
        return True
    if beside.flags & NAME:
        is_other = (name.flags & GIVEN and beside.flags & FAMILY) or (name.flags & FAMILY and beside.flags & GIVEN)
        return not beside.flags & WORD or bool(is_other)
    return not beside.flags and len(beside.text) > 2


def _beside(atoms: list[Atom], chunk: range, at: int, step: int) -> Iterator[int]:
    """Words before or behind *at*, with at most one soft sign between each."""
    gap, here = 0, at + step
    while here in chunk:
        kind = atoms[here].kind
        if kind == "word":
            yield here
            gap = 0
        elif kind == "soft" and gap == 0:
            gap = 1
        else:
            return
        here += step


def _between(atoms: list[Atom], one: int, other: int) -> str:
    return "".join(atom.text for atom in atoms[one + 1 : other])


def joined(atoms: list[Atom]) -> Told:
    """*atoms* as text again: names that stand together are one mask."""
    told: Told = []
    gap = ""
    for atom in atoms:
        if atom.is_marked:
            if not (told and told[-1] == (_MARKED, "masked") and _is_soft(gap)):
                told += [(gap, "free"), (_MARKED, "masked")]
            gap = ""
        elif atom.kind == "masked":
            told += [(gap, "free"), (atom.text, "masked")]
            gap = ""
        else:
            gap += atom.text
    return [*told, (gap, "free")]


def _is_soft(gap: str) -> bool:
    return len(gap) <= 1 and _SOFT.issuperset(gap)


class Families:
    """Places where many names differ, and how many of what stands there are people's names."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], list[int]] = {}

    def add(self, atoms: list[Atom]) -> None:
        """Count one name that has a marked word."""
        for key, slot in _slots(atoms):
            count = self._seen.setdefault(key, [0, 0, 0])
            count[0] += any(atoms[at].is_marked for at in slot)

    def measure(self, atoms: list[Atom]) -> None:
        """Count one name, whatever it has."""
        for key, slot in _slots(atoms):
            if (count := self._seen.get(key)) is not None:
                count[1] += 1
                count[2] += not _may_be_name(atoms, slot)

    def mark(self, atoms: list[Atom]) -> bool:
        """Mark what stands in a place of names and is no word of things; False if nothing does."""
        found = False
        for key, slot in _slots(atoms):
            if _are_names(*self._seen.get(key, (0, 1, 1))) and _may_be_name(atoms, slot):
                for at in slot:
                    atoms[at].is_marked |= atoms[at].kind in ("word", "digits")
                found = True
        return found

    def __bool__(self) -> bool:
        return any(count[0] >= _LEAST_FAMILY for count in self._seen.values())


def _are_names(names: int, of: int, things: int) -> bool:
    is_mostly = names * _SHARE >= of or (names * _SMALL_SHARE >= of and things * _THINGS_SHARE <= of)
    return names >= _LEAST_FAMILY and is_mostly


def _may_be_name(atoms: list[Atom], slot: Iterable[int]) -> bool:
    words = [atoms[at] for at in slot if atoms[at].kind == "word"]
    return all(_is_possible(atom) for atom in words)


def _is_possible(atom: Atom) -> bool:
    if _UNCASED.match(atom.text):
        return len(atom.text) <= 5
    return not atom.flags & WORD or bool(atom.flags & NAME)


def _slots(atoms: list[Atom]) -> Iterator[tuple[tuple[str, str], range]]:
    """Each stretch between hard signs, and each word of it, with what stands before and behind."""
    texts = [atom.text for atom in atoms]
    for chunk in _chunks(atoms):
        words = [at for at in chunk if atoms[at].kind == "word"]
        slots = [chunk, *(range(at, at + 1) for at in words)] if len(words) > 1 else [chunk] * len(words)
        for slot in slots[:_MOST_SLOTS]:
            yield ("".join(texts[: slot.start]), "".join(texts[slot.stop :])), slot
