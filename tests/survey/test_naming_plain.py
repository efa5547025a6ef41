"""What is surely plain is what the masker leaves alone; names of people, addresses and numbers are never surely plain."""

from __future__ import annotations

import pytest

from nightlatch.masking import Masker
from nightlatch.survey._naming_atoms import Reader
from nightlatch.survey._naming_people import HALF, flags_of, is_name
from nightlatch.survey._naming_plain import EXACT, WORDS, is_plain
from nightlatch.survey.naming import Names
from tests.survey.test_naming import VALUES
from tests.survey.test_naming_people import ONE_BY_ONE

NAMES = Names()
FORMS = [form(word) for word in sorted(WORDS) for form in (str.lower, str.upper, str.title)] + sorted(EXACT)
NUMBERS = [f"{number:0{width}}" for width in (1, 2, 3) for number in range(10**width)]


def test_the_masker_leaves_plain_words_alone() -> None:
    """None is a value by itself, and none is a name wherever it stands, so that no two of them are one together."""
    assert NAMES._values_among(FORMS + NUMBERS) == {}
    reader = Reader(flags_of)
    flags = {atom.text: atom.flags for form in FORMS for atom in reader.atoms([(form, "free")]) if atom.kind == "word"}
    assert [word for word, flag in flags.items() if is_name(flag) or flag & HALF] == []


def test_the_masker_leaves_plain_names_alone() -> None:
    """Each word, bare and among signs and numbers; a thousand together are no family of people either."""
    given = [made for word in FORMS for made in (word, f"<{word}>,", f"{word}_1:{word}.*", f"({word}/7/{word})")]
    assert all(map(is_plain, given))
    assert NAMES.printable(given) == given == Masker().printable(given)


@pytest.mark.parametrize("name", [name for _, name in ONE_BY_ONE] + list(VALUES))
@pytest.mark.parametrize("form", ["{}", "users.{}", "user-{}", "{}:get", "<{}>"])
def test_nobody_s_name_is_surely_plain(form: str, name: str) -> None:
    """Neither a name nor a number that people are known by, among whatever words."""
    assert not is_plain(form.format(name)) and not is_plain(form.format(name.upper()))


@pytest.mark.parametrize("name", ["Mark Grant", "a@b", "%61nna", "10.0.0.7", "1985", "ａｎｎａ", "redis" * 50, "jAnna"])
def test_what_takes_more_than_words_is_not_surely_plain(name: str) -> None:
    """Blanks, addresses, percent signs, other letters, four digits and humps are left to the masker."""
    assert not is_plain(name)
