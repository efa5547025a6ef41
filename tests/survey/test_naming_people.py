"""Names of people are not printed, whatever they name; what software calls its tables is. Both are measured here."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import nightlatch
from nightlatch.survey.naming import Names
from tests.survey.technical_names import TECHNICAL

NAMES = Names()

PEOPLE = {
    "english": "anna james emily christopher smith johnson williams o'brien",
    "german": "jürgen juergen günther sabine müller mueller schneider krüger",
    "romance": "josé maría garcía gonzález françois lefèvre giulia rossi joão gonçalves",
    "slavic": "katarzyna kowalska wójcik zdeněk nováková jelena petrović ivanova smirnov kuznetsova",
    "cyrillic": "анна иван сергей ольга иванов смирнова шевченко григорьевна саакашвили",
    "greek": "γιώργος ελένη μαρία παπαδόπουλος",
    "turkish": "mehmet ayşe yılmaz öztürk gül",
    "arabic": "محمد أحمد فاطمة عائشة حسين",
    "arabic in latin": "ahmed mohammed fatima khalid yusuf",
    "hebrew": "יוסף רחל משה",
    "indian": "priya rahul sharma प्रिया राहुल अनीता",
    "han": "王芳 李伟 张敏 刘洋 王小明 欧阳娜娜 司马相如 陳美玲 高明 傅建国 志强 阿卜杜拉 买买提 古丽娜",
    "pinyin": "xiaoming wangwei zhangxiaoming wang_na wang_li",
    "japanese": "田中 佐藤健 田中太郎 鈴木一郎 陽子 健太郎 たろう さくら ケンジ hiroshi suzuki",
    "korean": "김민준 이서연 박지우 최수진 서연 민준 minjun",
    "vietnamese": "nguyễn trần phương minh",
    "other": "kwame chidi wanjiru สมชาย",
}
ONE_BY_ONE = [(script, name) for script, names in PEOPLE.items() for name in names.split()]
FORMS = ["{}", "db0/{}", "users.{}", "cart:{}:items", "{}.orders", "backup_{}", "{}1985", "people[{}]", "user-{}"]


@pytest.mark.parametrize(("script", "name"), ONE_BY_ONE)
def test_one_name_alone_is_masked(script: str, name: str) -> None:
    """A container, a key or a field called as a person is; in small letters, in capitals, beside words of things."""
    for cased in (name, name.title(), name.upper()):
        for form, told in zip(FORMS, NAMES.printable(form.format(cased) for form in FORMS), strict=True):
            assert "<name>" in told, (script, form, cased)
            assert cased not in told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("anna_zebrowsky", "<name>"), ("zebrowsky_anna", "<name>"), ("anna.zebrowsky", "<name>"),
        ("j.smith", "<name>"), ("jsmith", "<name>"), ("annasmith", "<name>"), ("AnnaSmith", "<name>"),
        ("userAnna", "user<name>"), ("cart:anna-smith:items", "cart:<name>:items"), ("anna_backup", "<name>_backup"),
        ("maria_de_souza", "<name>"), ("anna van der berg", "<name>"), ("Mark Grant", "<name>"),
        ("orders_anna_2019", "orders_<name>_2019"), ("flink-checkpoint-anna", "flink-checkpoint-<name>"),
        ("smith-550e8400-e29b-41d4-a716-446655440000", "<name>-550e8400-e29b-41d4-a716-446655440000"),
        ("%D0%90%D0%BD%D0%BD%D0%B0", "<name>"), ("an\u200bna", "<name>"), ("ａｎｎａ", "<name>"), ("王芳_订单", "<name>_订单"),
        ("annas_orders", "<name>_orders"), ("grace", "<name>"), ("grace_period", "grace_period"), ("db0/jordan", "db0/<name>"),
    ],
)  # fmt: skip
def test_what_belongs_to_a_name_goes_with_it(given: str, told: str) -> None:
    """The other name, initials, particles and numbers joined on are masked; words of things are not."""
    assert NAMES.printable([given]) == [told]


@pytest.mark.parametrize("name", ["grant", "mark", "rose", "page", "may", "summer", "user", "person", "city", "sun",
                                  "april", "will", "price", "bill", "hunter_id", "mark_price", "page_rank"])  # fmt: skip
def test_a_word_that_is_a_name_too_stays(name: str) -> None:
    """What tables and fields are called by is printed, though people are called so as well."""
    assert NAMES.printable([name, name.title()]) == [name, name.title()]


def test_names_of_software_stay() -> None:
    """At most one in a hundred names that well-known software gives is masked, alone and among its siblings."""
    assert len(TECHNICAL) >= 400
    masked = {name for name, told in zip(TECHNICAL, NAMES.printable(TECHNICAL), strict=True) if name != told}
    masked |= {name for name in TECHNICAL[::25] if NAMES.printable([name]) != [name]}
    assert len(masked) <= len(TECHNICAL) / 100, masked


def test_one_name_among_technical_siblings_is_masked_alone() -> None:
    """A person's table in a shop's database is found, and takes none of the shop's tables with it."""
    for at, (_, name) in enumerate(ONE_BY_ONE[::4]):
        siblings = [*TECHNICAL[at * 20 : at * 20 + 40], name]
        told = NAMES.printable(siblings)
        assert told[:-1] == siblings[:-1] and "<name>" in told[-1]


def test_among_names_an_unknown_word_is_a_name() -> None:
    """Where keys are people, those that no list has are masked with the rest; words of things are not."""
    given = [f"db0/{name}" for name in "anna maria ahmed zorblax quimbly rose mark xu orders".split()]  # noqa: SIM905
    assert NAMES.printable(given) == ["db0/<name>"] * 8 + ["db0/orders"]
    assert NAMES.printable(["db0/zorblax"]) == ["db0/zorblax"]
    given = [f"user_{name}_cart" for name in "anna maria ahmed zorblax".split()]  # noqa: SIM905
    assert NAMES.printable(given) == ["user_<name>_cart"] * 4


def test_a_few_names_make_no_family_of_many_tables() -> None:
    """Three people's tables among forty of software mask nobody but the three."""
    given = [*TECHNICAL[:40], "anna", "maria", "ahmed"]
    assert NAMES.printable(given) == [*TECHNICAL[:40], "<name>", "<name>", "<name>"]


@pytest.mark.parametrize("tag", ["anna", "Anna Kowalska", "王芳", "محمد", "Иван Петров"])
def test_a_tag_that_is_a_name_is_a_value(tag: str) -> None:
    """A place tag that is a person's name is not told at all."""
    assert NAMES.is_value(tag)


@pytest.mark.parametrize(
    "tag", ["mosque", "hotel", "internet cafe", "清真寺", "网吧", "派出所", "police station", "parking 3"]
)
def test_a_place_is_no_value(tag: str) -> None:
    """Kinds of places are told."""
    assert not NAMES.is_value(tag) and NAMES.printable([tag]) == [tag]


def test_what_we_say_ourselves_is_not_masked() -> None:
    """No word of the sentences in this program is taken for a person: evidence passes the masker word by word."""
    said: set[str] = set()
    for path in (Path(nightlatch.__file__).parent / "stores").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.update(node.value.split())
    words = sorted(word for word in said if re.fullmatch(r"[A-Za-z]+[.,;:]?", word))
    assert len(words) > 500
    assert NAMES.printable(words) == words
