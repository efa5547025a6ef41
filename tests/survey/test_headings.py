"""What columns are called in each language: the files are sound, and the words are known as databases write them."""

from __future__ import annotations

from collections import Counter
from importlib import resources

import pytest

from nightlatch import headings
from nightlatch.categories import all_categories
from nightlatch.survey.fieldnames import match
from nightlatch.survey.spelling import in_latin

_FILES = sorted(file.name for file in resources.files(headings).iterdir() if file.name.endswith(".txt"))
_SHARED = {"national-id", "tax-id", "social-security", "health-number", "geo-point.latitude", "geo-point.longitude"}


def _lines(file: str) -> list[tuple[str, str]]:
    text = resources.files(headings).joinpath(file).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [(line.partition(":")[0], line.partition(":")[2]) for line in lines]


@pytest.mark.parametrize("file", _FILES)
def test_every_line_is_of_a_category(file: str) -> None:
    """A line names a category that there is, once a file, and has words."""
    known = _SHARED | {category.id for category in all_categories()}
    lines = _lines(file)
    assert {key for key, _ in lines} - known == set()
    assert [key for key, count in Counter(key for key, _ in lines).items() if count > 1] == []
    assert [key for key, words in lines if not headings.phrases(words)] == []


def test_words_reach_their_category() -> None:
    """What a file lists for a category is among the names that the category goes by."""
    names: dict[str, set[str]] = {}
    for category in all_categories():
        names.setdefault(category.id, set()).update(category.names)
    missing = {key for key, words in headings.spoken().items() if key not in _SHARED and not set(words) <= names[key]}
    assert missing == set()


def test_the_same_text_gives_the_same_object() -> None:
    """Categories that share a list of names share one tuple: it is told from others by what it is."""
    assert headings.named("age", "years") is headings.named("age", "years")
    assert headings.named("age", "years")[0] == "years"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("data_rozhdeniya", "дата рождения"),
        ("dataRozdenija", "дата рождения"),
        ("kodovoe_slovo", "кодовое слово"),
        ("po_batkovi", "по батькові"),
        ("gvari", "გვარი"),
        ("azganun", "ազգանուն"),
        ("onoma_patera", "όνομα πατέρα"),
        ("datum_rodjenja", "datum rođenja"),
        ("staatsangehoerigkeit", "staatsangehörigkeit"),
        ("foedselsdato", "fødselsdato"),
        ("tugilgan_sana", "tugʻilgan sana"),
        ("dogum_tarixi", "doğum tarixi"),
        ("नाम", "नाम"),
        ("ngay_sinh", "ngày sinh"),
    ],
)
def test_known_in_latin_letters(path: str, name: str) -> None:
    """A word is known as it is written where only plain Latin letters may be."""
    assert match(path, (name,)) == 1.0


@pytest.mark.parametrize("word", ["токен", "дата", "модель", "пол", "лет"])
def test_what_would_be_another_word_is_not_written_so(word: str) -> None:
    """Loan words that are English in Latin letters, and words too short to be told, have no such spelling."""
    assert not in_latin(word) & {"token", "data", "model", "pol", "let"}


@pytest.mark.parametrize(("path", "name"), [("लग", "लिंग"), ("האמת", "אם"), ("دینامیک", "دین"), ("ราคายาง", "ยา")])
def test_short_words_are_not_inside_of_others(path: str, name: str) -> None:
    """Vowel signs are part of a word, and a short word of a joined script is not looked for inside of longer ones."""
    assert match(path, (name,)) == 0.0


@pytest.mark.parametrize(
    ("path", "id"),
    [
        ("DNAISS", "date-of-birth"),
        ("GBDAT", "date-of-birth"),
        ("ntns", "date-of-birth"),
        ("seinengappi", "date-of-birth"),
        ("saengnyeonworil", "date-of-birth"),
        ("t_tavallod", "date-of-birth"),
        ("NACHN", "family-name"),
        ("VORNA", "given-name"),
        ("sei_kana", "family-name"),
        ("furigana", "person-name"),
        ("fqxm", "person-name"),
        ("jsgh", "employee-id"),
        ("bgdh", "phone"),
        ("jtzz", "postal-address"),
        ("dieythynsh", "postal-address"),
        ("kihonkyu", "salary"),
        ("tankhwah", "salary"),
        ("PersonBirthdate", "date-of-birth"),
        ("MailingPostalCode", "postcode"),
    ],
)
def test_known_as_it_is_shortened_or_written_by_ear(path: str, id: str) -> None:
    """What software, offices and programmers call a column, in Latin letters, is known in full."""
    names = next(category.names for category in all_categories() if category.id == id and category.names)
    assert match(path, names) == 1.0


def test_goods_and_shops_are_no_given_names() -> None:
    """A short word of a person is something else's beside another word ("shohin_mei" is what goods are called)."""
    names = next(category.names for category in all_categories() if category.id == "organisation-name")
    assert match("shohin_mei", names) == match("tenpo_mei", names) == 1.0
