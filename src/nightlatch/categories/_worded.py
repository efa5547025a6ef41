"""Categories that a vocabulary tells: the words themselves, and any short text where the field's name says it.

Words prove by their share of the column; under a telling name any text or code counts, for no list is complete.
"""

from __future__ import annotations

from nightlatch.categories import Category, Check, Group
from nightlatch.survey.checks import both, either, length_between, phrases, regex, vocabulary

SHORT_TEXT = both(length_between(2, 120), regex(r"^\s*[\p{L}][\p{L}\p{M}\p{N} ,;:/&.'’()+*#_-]*$"))
CODE_OR_TEXT = either(SHORT_TEXT, regex(r"^\s*[0-9A-Za-z]{1,3}\s*$"))


_BEFORE, _AFTER = r"(?:^|[\s,;/&(+-])", r"(?:$|[\s,;/&)(.-])"


def _joined(text: str) -> str:
    return "|".join(sorted(phrases(text), key=len, reverse=True))


def stems(text: str) -> Check:
    """Values with a word that begins with one of the comma-separated stems (RE2 patterns)."""
    return regex(f"(?i){_BEFORE}(?:{_joined(text)})")


def whole_words(text: str, ending: str = "") -> Check:
    """Values with one of the comma-separated words or phrases (RE2 patterns), each with *ending* behind it."""
    return regex(f"(?i){_BEFORE}(?:{_joined(text)}){ending}{_AFTER}")


def endings(text: str) -> Check:
    """Values with a word that ends in one of the comma-separated endings (RE2 patterns)."""
    return regex(f"(?i)(?:{_joined(text)}){_AFTER}")


def containing(text: str) -> Check:
    """Values that contain one of the comma-separated texts: for scripts that do not set words apart."""
    return regex(f"(?:{_joined(text)})")


def worded(
    id: str,
    label: str,
    group: Group,
    *,
    names: str,
    words: str | Check,
    chance: float,
    weight: float,
    under_name: Check = CODE_OR_TEXT,
    is_personal: bool = True,
) -> tuple[Category, ...]:
    """One category by its *words*, one by its *names* alone: the latter never proves more than the name does."""
    known = vocabulary(words) if isinstance(words, str) else words
    spoken = phrases(names)
    return (
        Category(
            id=id, label=label, group=group, check=known, chance=chance, weight=weight, names=spoken,
            is_personal=is_personal, tier="vocabulary",
        ),
        Category(
            id=id, label=label, group=group, check=under_name, chance=0.5, weight=0.3, names=spoken,
            is_personal=is_personal, tier="name",
        ),
    )  # fmt: skip
