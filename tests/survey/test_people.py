"""How many people: each once, by the best identifier that each record has, over containers and stores."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.survey.keyset import RunKey
from nightlatch.survey.people import Key, People, domain, hashes
from nightlatch.survey.values import Values
from tests.survey.made import Store, id_number, mail, sightings

N = 400
KEY = Key(domain="email", path="m", category="email", rank=2)


def staff(numbers: range = range(N)) -> dict[str, Any]:
    return {"person_id": list(numbers), "id_number": [id_number(n) for n in numbers]}


def phone(number: int) -> str:
    return f"+1 202 555 {number:04}"


def test_one_table_is_counted_by_its_best_identifier() -> None:
    """A national id comes before mail, phone and account numbers; people listed twice are one."""
    store = Store()
    store.add("people", {name: [*values, *values[:50]] for name, values in staff().items()}, 100, 333)
    told = store.people.count()
    assert (told.value, told.exact) == (N, True)
    assert "ID card numbers" in told.method


def test_points_that_carry_a_person_id_add_nobody() -> None:
    """People known by card number in one table and by account number in another are the same people."""
    store = Store()
    store.add("people", staff())
    store.add("sightings", sightings([n % 300 for n in range(2_000)]))
    assert store.people.count().value == N


def test_account_numbers_without_a_link_add_people() -> None:
    """Those of the points whose number no person has are further people."""
    store = Store()
    store.add("people", staff())
    store.add("sightings", sightings([n % 100 + 350 for n in range(2_000)]))
    assert store.people.count().value == N + 50


def test_a_newsletter_with_only_addresses_counts_those_not_known() -> None:
    """Mail addresses that stand beside a card number elsewhere are not counted again."""
    store = Store()
    store.add("people", {**staff(), "email": [mail(n) for n in range(N)]})
    store.add("newsletter", {"email": [mail(n) for n in range(300, 700)], "opted_in": [True] * 400})
    assert store.people.count().value == 700


def test_the_order_of_containers_does_not_matter() -> None:
    """Points first or people first: the same count."""
    tables: dict[str, Any] = {
        "people": {**staff(), "email": [mail(n) for n in range(N)]},
        "newsletter": {"email": [mail(n) for n in range(300, 700)]},
        "sightings": sightings([n % 450 for n in range(2_000)]),
    }
    for order in (list(tables), list(reversed(tables))):
        store = Store()
        for name in order:
            store.add(name, tables[name])
        assert store.people.count().value == 700 + 50


def test_a_record_without_the_best_identifier_counts_by_the_next() -> None:
    """Nine in ten customers gave no mail address; they are people all the same."""
    store = Store()
    rows = {
        "email": [mail(n) if n % 10 == 0 else None for n in range(N)],
        "user_id": list(range(1_000_000, 1_000_000 + N)),
    }
    tally = store.add("users", rows, 37)
    assert store.people.count().value == N
    assert sum(tally.keyed.values()) == N


def test_somebody_with_the_best_identifier_in_some_records_only_is_one() -> None:
    """An order with a mail address and one without it, of one user, are one person's."""
    store = Store()
    rows = {
        "email": [mail(n // 2) if n % 2 else None for n in range(2 * N)],
        "user_id": [1_000_000 + n // 2 for n in range(2 * N)],
    }
    store.add("orders", rows, 11, 200)
    assert store.people.count().value == N


def test_without_an_identifier_there_are_no_people_to_count() -> None:
    """Names and birth dates alone tell no two people apart: null, and the method says why."""
    store = Store()
    store.add("people", {"name": ["Ann Example", "Bob Example"] * 50, "birth_date": ["1980-01-02", "1979-05-06"] * 50})
    told = store.people.count()
    assert told.value is None and "no field identifies people" in told.method


def test_people_whom_no_record_links_may_be_the_same() -> None:
    """Mail addresses here and card numbers there: at least the larger number of them, at most the sum."""
    store = Store()
    store.add("newsletter", {"email": [mail(n) for n in range(N)]})
    store.add("people", staff(range(300)))
    told = store.people.count()
    assert (told.value, told.low, told.high, told.exact) == (N + 300, N, N + 300, False)
    assert "may be the same people" in told.method


def test_people_of_whom_only_some_are_linked_may_be_the_same() -> None:
    """A hundred further telephones may be of those who gave none beside their mail address, as far as there are any."""
    store = Store()
    rows = {"email": [mail(n) for n in range(N)], "phone": [phone(n) if n < 340 else None for n in range(N)]}
    store.add("customers", rows)
    store.add("calls", {"phone": [phone(n) for n in range(300, 440)] * 2})
    told = store.people.count()
    assert (told.value, told.low, told.high) == (N + 100, N + 40, N + 100)


def test_who_lacks_the_best_identifier_where_each_record_is_another_person_is_another() -> None:
    """Of a register no two records are of one person, whatever they lack."""
    store = Store()
    rows = {
        "email": [mail(n) if n % 10 else None for n in range(N)],
        "phone": [phone(n) if n % 10 == 0 or n % 3 else None for n in range(N)],
    }
    store.add("customers", rows)
    told = store.people.count()
    assert (told.value, told.exact) == (N, True)


@pytest.mark.parametrize("order", [1, -1])
def test_records_that_name_somebody_without_a_number_may_be_of_others(order: int) -> None:
    """Those counted are a lower bound then; parts merged in any order say the same."""
    parts = [People(), People()]
    parts[0].add(KEY, KEY, np.arange(1, 101, dtype=np.uint64))
    parts[1].unnumbered = 40
    first, second = parts[::order]
    told = first.merge(second).count()
    assert (told.value, told.low, told.high, told.exact) == (100, 100, 140, False)
    assert "40 records name somebody" in told.method


def test_two_stores_are_counted_once_by_what_they_share() -> None:
    """Card numbers compare over stores, account numbers of one store do not mean another's."""
    key = RunKey()
    one, other = Store(key), Store(key)
    one.add("people", {"id_number": [id_number(n) for n in range(300)]})
    other.add("clients", {"id_number": [id_number(n) for n in range(200, 500)]})
    assert one.people.merge(other.people).count().value == 500
    assert domain("customer-id", "user_id", "t", "store 1") != domain("customer-id", "user_id", "t", "store 2")
    assert domain("employee-id", "emp_no", "t", "store 1") != domain("employee-id", "emp_no", "t", "store 2")
    assert domain("employee-id", "emp_no", "t", "s") == domain("customer-id", "employee_id", "t", "s")
    assert domain("email", "mail", "t", "store 1") == domain("email", "e_mail", "u", "store 2")


@pytest.mark.parametrize(
    ("path", "container", "entity"),
    [("person_id", "sightings", "person"), ("id", "persons", "person"), ("id", "people", "person"),
     ("_id", "users", "user"), ("personId", "x", "person"), ("customer.custNo", "x", "customer"),
     ("key", "person", "person"), ("userID", "x", "user"), ("uid", "user", "user"), ("id", "companies", "company")],
)  # fmt: skip
def test_numbers_of_one_entity_are_one_domain(path: str, container: str, entity: str) -> None:
    """``person_id`` here, ``id`` in ``persons`` there: the same numbers."""
    assert domain("customer-id", path, container, "s") == f"s {entity}"


def test_seven_is_seven_however_it_is_stored() -> None:
    """A number as integer, text or decimal column, an ObjectId as bytes or hex digits: one hash."""
    key = RunKey()
    numbers = hashes(Values(pa.array([7, 2**40, 0])), key)
    assert hashes(Values(pa.array(["7", str(2**40), "0"])), key).tolist() == numbers.tolist()
    raw = bytes(range(12))
    assert (
        hashes(Values(pa.array([raw], pa.binary(12))), key).tolist()
        == hashes(Values(pa.array([raw.hex()])), key).tolist()
    )


def test_no_two_runs_hash_alike() -> None:
    """The same value has another hash in the next run."""
    values = Values(pa.array(["p1@example.org"]))
    assert hashes(values, RunKey()).tolist() != hashes(values, RunKey()).tolist()


CARD, MAIL, USER = (
    Key(domain=name, path=name, category=name, rank=rank) for rank, name in enumerate(("card", "mail", "user"), 1)
)
PARTS = st.lists(
    st.tuples(st.sampled_from([(CARD, CARD), (MAIL, CARD), (USER, CARD), (MAIL, MAIL), (USER, MAIL), (USER, USER)]),
              st.lists(st.integers(1, 30), max_size=12)),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(PARTS, st.sampled_from([3, 1_000]), st.randoms())
def test_merging_in_any_order_is_one_pass(parts: Any, limit: int, random: Any) -> None:
    """Parts counted apart and merged in any order say the same number, interval and method."""

    def added(*some: Any) -> People:
        made = People(limit=limit)
        for (key, best), numbers in some:
            made.add(key, best, np.asarray(numbers, np.uint64) * np.uint64(0x9E3779B97F4A7C15))
        return made

    whole, pieces = added(*parts), [added(part) for part in parts]
    while len(pieces) > 1:
        random.shuffle(pieces)
        pieces.append(pieces.pop().merge(pieces.pop()))
    assert pieces[0].count() == whole.count()


def test_above_the_bound_the_count_is_an_interval() -> None:
    """More identifiers than the stated bound are sketched; the truth lies in the interval under at least 93 of 100
    keys, always the same ones, and the method says so."""
    rows, rng, hits = staff(range(3_000)), np.random.default_rng(17), 0
    made = Store().planned("people", rows)
    for halves in rng.integers(0, 2**64 - 1, (100, 2), np.uint64):
        key = RunKey()
        key.halves = (halves[0], halves[1])
        store = Store(key, limit=100)
        store.add("people", rows, made=made)
        told = store.people.count()
        assert told.value is not None and told.high is not None and not told.exact
        assert told.high - told.low < 200 and "HyperLogLog" in told.method
        hits += told.low <= 3_000 <= told.high
    assert hits >= 93
