"""Every check says yes and no where it should, and to nothing at all does it raise."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.categories import Category, all_categories
from nightlatch.survey.values import Values
from tests.categories import (
    tables,
    tables_credentials,
    tables_financial,
    tables_government,
    tables_identity,
    tables_online,
    tables_sensitive,
)
from tests.categories.tables import HASHES, NO_HASHES

TABLES = (
    tables.TABLES
    | tables_credentials.TABLES
    | tables_online.TABLES
    | tables_financial.TABLES
    | tables_identity.TABLES
    | tables_sensitive.TABLES
    | tables_government.TABLES
)
_OWN = {identifier for identifier, _ in TABLES}


def _category(identifier: str, position: int) -> Category:
    return [category for category in all_categories() if category.id == identifier][position]


def _passes(category: Category, value: object) -> bool:
    return bool(category.check(Values(pa.array([value])))[0])


def _cases(answer: int) -> list[tuple[str, int, str]]:
    return [(*key, value) for key, table in TABLES.items() for value in table[answer]]


@pytest.mark.parametrize(("identifier", "position", "value"), _cases(0))
def test_yes(identifier: str, position: int, value: str) -> None:
    """A value of the category has its form."""
    assert _passes(_category(identifier, position), value)


@pytest.mark.parametrize(("identifier", "position", "value"), _cases(1))
def test_no(identifier: str, position: int, value: str) -> None:
    """A value that merely looks alike does not."""
    assert not _passes(_category(identifier, position), value)


def test_every_table_is_long_enough() -> None:
    """A table has at least twelve values on either side."""
    assert {key: (len(yes), len(no)) for key, (yes, no) in TABLES.items() if min(len(yes), len(no)) < 12} == {}


def test_every_category_has_a_table() -> None:
    """No category comes without its yes/no table; national numbers have theirs elsewhere."""
    apart = ("id.", "id-", "number", "licence", "security.", "permit", "passport", "hash.", "record-id.")
    known = {category.id for category in all_categories() if "." not in category.id}
    assert {identifier for identifier in known if not identifier.startswith(apart)} == _OWN


_HASHES = [(scheme, value) for scheme, values in HASHES.items() for value in values]


@pytest.mark.parametrize(("scheme", "value"), _HASHES)
def test_password_hash_names_its_scheme(scheme: str, value: str) -> None:
    """A password hash passes the check of its own scheme."""
    assert _passes(_category(f"password-hash.{scheme}", 0), value)


@pytest.mark.parametrize("value", NO_HASHES)
def test_other_text_is_no_password_hash(value: str) -> None:
    """What is no hash passes no scheme."""
    found = [c.id for c in all_categories() if c.id.startswith("password-hash.") and _passes(c, value)]
    assert found == []


def test_every_scheme_is_tested() -> None:
    """Every scheme of the registry has an example."""
    registered = {c.id.partition(".")[2] for c in all_categories() if c.id.startswith("password-hash.")}
    assert registered == set(HASHES)


_anything = st.one_of(
    st.lists(st.text(max_size=60), min_size=1, max_size=30).map(pa.array),
    st.lists(st.integers(-(2**63), 2**63 - 1), min_size=1, max_size=30).map(pa.array),
    st.lists(st.floats(), min_size=1, max_size=30).map(pa.array),
    st.lists(st.booleans(), min_size=1, max_size=30).map(pa.array),
    st.lists(st.binary(max_size=60), min_size=1, max_size=30).map(pa.array),
    st.lists(st.datetimes(), min_size=1, max_size=30).map(lambda values: pa.array(values, pa.timestamp("us"))),
    st.lists(st.dates(), min_size=1, max_size=30).map(pa.array),
    st.lists(st.text(alphabet='eyJAKIx0189abf:/@._-=+$?#{}~| "\n', max_size=140), min_size=1, max_size=30).map(
        pa.array
    ),
    st.lists(st.sampled_from(sorted(value for table in TABLES.values() for value in (*table[0], *table[1])))).map(
        lambda values: pa.array(values, pa.string())
    ),
    st.lists(st.one_of(st.none(), st.text(alphabet="0123456789-+./ @:()#", max_size=40)), max_size=30).map(
        lambda values: pa.array(values, pa.string())
    ),
)


@settings(max_examples=60, deadline=None)
@given(array=_anything)
def test_no_check_raises(array: pa.Array) -> None:
    """No check raises on any value of a kind it takes, and each gives one answer a value."""
    values = Values(array)
    for category in all_categories():
        if values.kind not in category.kinds:
            continue
        for check in (category.check, *(part.check for part in category.parts)):
            answers = check(values)
            assert answers.dtype == bool
            assert answers.shape == (len(values),)


def test_checks_of_one_id_agree_on_what_it_is() -> None:
    """Several ways to tell one category share its group, and whether it is personal."""
    kinds = Counter((c.id, c.group, c.is_personal) for c in all_categories())
    assert len(kinds) == len({c.id for c in all_categories()})
