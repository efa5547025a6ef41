"""Field names are read word by word, never by what happens to be inside a word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.survey.fieldnames import TRANSLATED, Lists, is_opaque, match, matched, read, tokens


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("idCard", ("id", "card")),
        ("person.IDCard", ("id", "card")),
        ("ID_CARD_NO", ("id", "card", "no")),
        ("visits[].lat", ("lat",)),
        ("location.coordinates[][]", ("coordinates",)),
        ("phone2", ("phone",)),
        ("addr-line-1", ("addr", "line")),
        ("Straße", ("strasse",)),
        ("Prénom", ("prenom",)),
        ("Doğum Tarihi", ("dogum", "tarihi")),
        ("KİMLİK", ("kimlik",)),
        ("ДатаРождения", ("дата", "рождения")),
        ("身份证号", ("身份证号",)),
        ("رقم_الهوية", ("رقم", "الهويه")),
        ("ｅｍａｉｌ", ("email",)),
        ("", ()),
        ("12", ("12",)),
    ],
)
def test_words_of_a_leaf(path: str, words: tuple[str, ...]) -> None:
    """camelCase, snake_case, kebab-case, accents, end digits and full-width letters make no difference."""
    assert tokens(path) == words


def test_parents_stand_apart() -> None:
    """The words of the nearest named parent are known, and are not the leaf's."""
    name = read("a.homeAddress[].street")
    assert (name.words, name.parents) == (("street",), ("home", "address"))


@pytest.mark.parametrize("path", ["idCard", "id_card", "IDCARD", "Id-Card", "id card", "person.idcard", "ID_Card_2"])
def test_whole_name(path: str) -> None:
    """However it is written, a whole name counts fully."""
    assert match(path, ("id card",)) == 1.0


@pytest.mark.parametrize(
    ("path", "name", "score"),
    [
        ("customer_email", "email", 0.7),
        ("email_private", "email", 0.6),
        ("home_post_code", "postcode", 0.7),
        ("客户姓名", "姓名", 0.7),
        ("رقم الهوية الوطنية", "رقم الهوية", 0.7),
        ("birth.date", "birth date", 0.6),
        ("users.id", "user id", 0.6),
        ("person.full.name", "full name", 0.6),
        ("address.street", "street", 1.0),
    ],
)
def test_part_of_a_name(path: str, name: str, score: float) -> None:
    """Whole words of the leaf count less, words of leaf and parent together a little less again."""
    assert match(path, (name,)) == score


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("plate", "lat"),
        ("hotel", "tel"),
        ("ethnicity", "city"),
        ("paid", "id"),
        ("page", "age"),
        ("acid", "cid"),
        ("public_key", "lic"),
        ("passport_no", "pass"),
        ("unisex", "sex"),
        ("capital", "pan"),
        ("description", "ip"),
        ("velocity", "city"),
        ("nickel", "nick"),
        ("timestamp", "time"),
    ],
)
def test_never_inside_a_word(path: str, name: str) -> None:
    """A name inside a longer word is not there."""
    assert match(path, (name,)) == 0.0


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("email_verified", "email"),
        ("emailVerified", "email"),
        ("has_email", "email"),
        ("is_email", "email"),
        ("phone_type", "phone"),
        ("name_count", "name"),
        ("age_group", "age"),
        ("Age Group", "age"),
        ("phone_confirmed_at", "phone"),
        ("city_id", "city"),
        ("country_code_phone_prefix", "phone"),
        ("product_name", "name"),
        ("file.name", "name"),
        ("companies.name", "name"),
        ("hostName", "name"),
        ("server_address", "address"),
        ("手机类型", "手机"),
        ("是否手机", "手机"),
        ("address_format", "address"),
    ],
)
def test_a_word_beside_it_may_deny_it(path: str, name: str) -> None:
    """What is said about a thing, or of a thing that is no person, is not the thing."""
    assert match(path, (name,)) == 0.0


def test_the_word_that_matched_is_told() -> None:
    """A reason can name the word of the vocabulary, so that the path need not be printed."""
    assert matched("kunde.eMailAdresse", ("phone", "email adresse")) == (1.0, "email adresse")


@pytest.mark.parametrize("path", ["c1", "col_12", "field7", "Unnamed: 0", "_1", "x", "", "column3", "value"])
def test_opaque(path: str) -> None:
    """A name that says nothing is told from one that says something else."""
    assert is_opaque(path)


@pytest.mark.parametrize("path", ["name", "sku", "客户", "created_at", "c_name"])
def test_not_opaque(path: str) -> None:
    """A name that says something is not opaque."""
    assert not is_opaque(path)


@given(st.text(max_size=400), st.lists(st.text(max_size=30), max_size=5))
def test_any_text_is_a_name(path: str, names: list[str]) -> None:
    """No name of a field raises, and every score is between 0 and 1."""
    assert 0.0 <= match(path, tuple(names)) <= 1.0


def test_a_very_long_name_costs_little() -> None:
    """A name of a megabyte is read in linear time, and only its end."""
    start = time.perf_counter()
    match("a_" * 500_000, ("email",))
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("path", "names", "score"),
    [
        ("LNAM", ("last name",), 0.7),
        ("cust_nm", ("customer name",), 0.7),
        ("zpcd", ("zip code",), 0.7),
        ("addr", ("addr",), 1.0),
    ],
)
def test_what_is_shortened_is_read_in_full(path: str, names: tuple[str, ...], score: float) -> None:
    """Common abbreviations are written out, but only where the short form says nothing by itself."""
    claims = Lists([names]).claims(path)
    assert claims.get(names, (0.0, ""))[0] == score


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("data_ur", "birth date"), ("nr_ewid", "personnel number"), ("numcliente", "customer number"),
        ("miejsce_ur", "birth place"), ("os_cislo", "personnel number"),
        ("data_ur_dziecka", "birth date"), ("cislo_uctu", "account number"),
    ],
)  # fmt: skip
def test_names_put_together(path: str, word: str) -> None:
    """Words of many languages are read in English, in any order, and whom they are about may be left out."""
    lists = Lists([(word,)])
    assert lists.claims(path) == {(word,): (TRANSLATED, word)}


@pytest.mark.parametrize("path", ["nazwa_produktu", "kod_produktu", "platform", "candidate", "format"])
def test_names_of_something_else(path: str) -> None:
    """A name with a word that is not known says nothing."""
    lists = Lists([("number",), ("name",), ("code",), ("date",)])
    assert lists.claims(path) == {}
