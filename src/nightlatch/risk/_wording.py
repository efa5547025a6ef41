"""Words of many scripts in short labels: phrases, beginnings and ends of words, and characters that no spaces part."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_LONGEST = 120  # characters of a label that are looked at
_MARKS = re.compile("[\u0300-\u036f\u064b-\u0652\u0640\u200c]")  # accents, Arabic vowels, joiners
_ALIKE = str.maketrans("یکةأإآ’ı", "يكهااا'i")
_WORD = re.compile(r"[^\W\d_]+")
_PARTS = re.compile(r"[,;()|/\n،]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_ARTICLE = re.compile("^(?:و|ف)?(?:ب|ك)?(?:ال|لل)(?=...)")  # "the", "and the", "in the", one with an Arabic word


def folded(text: str) -> str:
    """Lower case, without accents, and with letters that only look different as one."""
    text = unicodedata.normalize("NFKD", text[:_LONGEST].lower())
    return unicodedata.normalize("NFKC", _MARKS.sub("", text)).translate(_ALIKE)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a label: its text, and its words with where they begin and end in it."""

    text: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, text: str) -> Part:
        """*text*, which is folded already."""
        found = list(_WORD.finditer(text))
        return cls(text, tuple(_ARTICLE.sub("", one[0]) for one in found), tuple(one.span() for one in found))

    def from_place(self, place: int) -> Part:
        """What comes at *place* and after."""
        return Part.of(self.text[place:]) if place else self

    def up_to(self, place: int | None) -> Part:
        """What comes before *place*."""
        return self if place is None else Part.of(self.text[:place])


def parts_of(label: str) -> list[Part]:
    """The parts of *label* between commas, brackets and slashes."""
    return [Part.of(text) for text in _PARTS.split(folded(label)) if text]


class Words:
    """A list of terms: ``word``, ``several words``, ``stem*``, ``*ending``, ``word$`` (at the end of a part)."""

    def __init__(self, terms: str) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
        self._stems: set[str] = set()
        self._endings: set[str] = set()
        anywhere = []
        for term in filter(None, (one.strip() for one in terms.split(","))):
            bare = folded(term.strip("*$"))
            words = Part.of(bare).words
            if "*" in term and len(words) == 1:
                if term.startswith("*"):
                    self._endings.add(words[0])
                if term.endswith("*"):
                    self._stems.add(words[0])
            elif _UNSPACED.search(bare):
                anywhere.append(re.escape(bare))
            else:
                self._phrases.setdefault(words[0], []).append((words, term.endswith("$")))
        self._anywhere = re.compile("|".join(anywhere)) if anywhere else None
        self._shortest = min(map(len, self._stems | self._endings), default=0)

    def are_in(self, part: Part) -> bool:
        """Does *part* hold any of the terms?"""
        return next(self._found(part), None) is not None

    def last_end(self, part: Part) -> int:
        """Where the last of the terms in *part* ends that something stands before; 0 if there is none."""
        return max((end for start, end in self._found(part) if start), default=0)

    def first_start(self, part: Part) -> int | None:
        """Where the first of the terms in *part* begins."""
        return min((start for start, _ in self._found(part)), default=None)

    def _found(self, part: Part) -> Iterator[tuple[int, int]]:
        for at, word in enumerate(part.words):
            start, end = part.spans[at]
            if (inside := self._starred(word)) is not None:
                yield start + inside, end
            for phrase, is_last in self._phrases.get(word, ()):
                after = at + len(phrase)
                if part.words[at:after] == phrase and (not is_last or after == len(part.words)):
                    yield start, part.spans[after - 1][1]
        if self._anywhere is not None and _UNSPACED.search(part.text):
            for found in self._anywhere.finditer(part.text):
                yield found.span()

    def _starred(self, word: str) -> int | None:
        """Where in *word* a stem or an ending begins."""
        for n in range(self._shortest, len(word) + 1) if self._shortest else ():
            if word[:n] in self._stems:
                return 0
            if word[-n:] in self._endings:
                return len(word) - n
        return None
