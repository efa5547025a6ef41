"""What columns are called in each language: one text file a language, one line a category, words between commas.

A language is added by a file (``xx.txt``), and its speakers can read the whole of it on one page. A line is ``category
id: word, phrase, ...``; ``#`` begins a comment, which says of a word that is left out or kept long why that is so.
Native script only: how it is written in Latin letters, and without its accents, is worked out when names are compared
(:mod:`nightlatch.survey.spelling`), where that is letter by letter. What people write by ear or shorten is listed in
files of its own (``romanised``, ``ja_romaji``, ``ko_romanised``, ``zh_pinyin``), as is what well-known software calls
its columns (``systems``). Words known everywhere, and English, stand with the categories themselves.

``national-id``, ``tax-id``, ``social-security`` and ``health-number`` are words that any country's numbers go by;
``national-id.pl`` is for Poland's alone.
"""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def spoken() -> dict[str, tuple[str, ...]]:
    """``{category id: words of all languages}``."""
    found: dict[str, dict[str, None]] = {}
    for file in sorted(resources.files(__name__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".txt"):
            for line in file.read_text("utf-8").splitlines():
                key, _, words = line.partition("#")[0].partition(":")
                found.setdefault(key.strip(), {}).update(dict.fromkeys(phrases(words)))
    found.pop("", None)
    return {key: tuple(words) for key, words in found.items()}


@cache
def named(id: str, text: str = "") -> tuple[str, ...]:
    """The phrases of *text*, and what columns of the category *id* are called in all languages; one object a text."""
    return tuple(dict.fromkeys((*phrases(text), *spoken().get(id, ()))))


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a comma-separated list, line breaks ignored."""
    return tuple(dict.fromkeys(" ".join(part.split()) for part in text.split(",") if part.strip()))
