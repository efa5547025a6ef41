"""Whom a field is about, and whether it looks like test data: said beside the category, never instead of it."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from nightlatch.survey.plan import plan
from nightlatch.survey.synthetic import looks_synthetic
from nightlatch.survey.told import field_of
from nightlatch.survey.values import Values
from tests.survey.columns import digits
from tests.survey.made import Store, batch, mail

N = 120
_PLAIN = [
    f"{chr(97 + n % 26)}{chr(97 + n * 7 % 26)}.beispiel{n * 37 % 97}@mail{n % 5}.nightlatch.net" for n in range(N)
]
_NAMES = [f"{first} {last}" for first in ("Anna", "Peter", "Maria", "Lukas", "Emma", "Paul") for last in
          ("Smith", "Müller", "Rossi", "Silva", "Novak", "Jones", "Garcia", "Weber")] * 3  # fmt: skip


def told(container: str, rows: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Of each path whose each category is."""
    store = Store()
    made = plan(container, "s", [batch(rows)])
    tally = store.add(container, rows, made=made)
    fields = {path: field_of(made, path, path, one) for path, one in tally.fields.items()}
    return {path: {one.id: one.whose for one in field.categories} for path, field in fields.items()}


def test_a_business_is_no_person() -> None:
    """Beside a VAT number and without anything that only people have, an address is a business's and counts nobody."""
    rows = {"vat_no": [f"X{digits(9)}" for _ in range(N)], "contact_email": _PLAIN, "turnover": list(range(N))}
    assert told("suppliers", rows)["contact_email"] == {"email": "business"}
    assert plan("suppliers", "s", [batch(rows)]).keys == ()


def test_a_person_at_a_business_is_a_person() -> None:
    """A birth date in the record, or a name, makes the mail address beside the company a person's."""
    births = [f"{1950 + n % 50}-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(N)]
    rows = {"vat_no": [f"X{digits(9)}" for _ in range(N)], "email": _PLAIN, "birth_date": births}
    assert told("contacts", rows)["email"] == {"email": "person"}


def test_places_of_things_are_nobodys() -> None:
    """Where a mast stands is no person's place; beside a sex it may be."""
    rows: dict[str, Any] = {
        "latitude": [47.3 + n / 911 for n in range(N)], "longitude": [8.5 + n / 733 for n in range(N)],
        "mcc": [262] * N, "lac": [4000 + n % 7 for n in range(N)],
    }  # fmt: skip
    assert set(told("masts", rows)["latitude"].values()) == {"thing"}
    rows["sex"] = ["male", "female"] * 60
    rows["user_name"] = _NAMES[:N]
    assert set(told("walks", rows)["latitude"].values()) == {"person"}


def test_where_an_order_goes_is_somebodys() -> None:
    """Beside goods and a mail address a street is where a customer lives; beside a mast alone it is the mast's."""
    streets = [f"{('Linden', 'Garten', 'Bahnhof', 'Schul')[n % 4]}straße {n % 90 + 1}" for n in range(N)]
    goods = {"sku": [f"A-{n:05}" for n in range(N)], "quantity": list(range(N)), "street": streets}
    assert told("shipments", goods)["street"] == {"street": "thing"}
    assert told("shipments", {**goods, "email": _PLAIN})["street"] == {"street": "person"}


def test_role_mailboxes_are_a_business() -> None:
    """info@ and sales@ are nobody's own, and the reason is told."""
    roles = [f"{('info', 'sales', 'office')[n % 3]}@firm{n}.nightlatch.net" for n in range(N)]
    made = plan("mailing", "s", [batch({"email": roles})])
    assert made.whose("email", "email") == ("business", "mailboxes of a business, such as info@")
    assert made.keys == ()


def test_authors_of_works_are_public() -> None:
    """An author beside an ISBN is who made a work; a reader in the same table is a person."""
    names = _NAMES[:N]
    rows = {
        "isbn": [f"978{digits(10)}" for _ in range(N)],
        "publisher": ["P"] * N,
        "author": names,
        "borrower_name": names,
    }
    found = told("loans", rows)
    assert found["author"] == {"person-name": "public"}
    assert set(found["borrower_name"].values()) == {"person"}


def test_devices_are_things() -> None:
    """An address of a sensor is a thing's, that of a user a person's."""
    addresses = [f"203.0.113.{n}" for n in range(N)]
    things = {"ip": addresses, "firmware": ["1.2"] * N, "temperature": [20.5] * N}
    assert told("sensors", things)["ip"] == {"ip-address": "thing"}
    people = {"ip": addresses, "email": _PLAIN, "birth_date": [f"{1950 + n % 50}-03-{n % 28 + 1:02}" for n in range(N)]}
    assert told("users", people)["ip"] == {"ip-address": "person"}


@pytest.mark.parametrize(
    ("category", "values", "reason"),
    [
        ("email", [mail(n * 7) for n in range(N)], "addresses at domains kept for examples"),
        ("phone", [f"+1 202-555-01{n % 100:02}" for n in range(N)], "numbers kept for examples and films"),
        ("phone", [f"+44 7700 900{n:03}" for n in range(N)], "numbers kept for examples and films"),
        ("payment-card", ["4111 1111 1111 1111", "4242424242424242"] * N, "published test card numbers"),
        ("person-name", ["Max Mustermann", "John Doe", *_NAMES[:10]], "names that stand for nobody"),
        ("free-text", ["Lorem ipsum dolor sit amet"] * 3 + ["else"] * 3, "filler text"),
        ("family-name", ["Weber"] * 40, "one value for all"),
        ("username", [f"user{n}" for n in range(N)], "numbered one after another"),
        ("email", [f"user{n}@nightlatch.net" for n in range(N)], "numbered one after another"),
    ],
)
def test_test_data_is_recognised(category: str, values: list[str], reason: str) -> None:
    """What is kept for examples, filler, equal or counted values are said to look synthetic, with the reason."""
    assert reason in looks_synthetic([category], [Values(pa.array(values))])


@pytest.mark.parametrize(
    ("category", "values"),
    [
        ("email", _PLAIN), ("person-name", _NAMES), ("sex", ["F"] * N), ("customer-id", [str(n) for n in range(N)]),
        ("phone", [f"+49 30 23125{n:03}" for n in range(N)]), ("email", []),
    ],
)  # fmt: skip
def test_what_looks_real_is_left_alone(category: str, values: list[str]) -> None:
    """Ordinary addresses, names and counters are not called test data; nor is a field that holds nobody's data."""
    assert looks_synthetic([category], [Values(pa.array(values, pa.string()))]) == ""
    assert looks_synthetic([], [Values(pa.array(["Lorem ipsum"] * 30))]) == ""


def test_looking_synthetic_leaves_the_confidence_alone() -> None:
    """A column of example addresses is as surely one of mail addresses as any other."""
    sure = {}
    for name, values in (("real", _PLAIN), ("made", [mail(n * 7) for n in range(N)])):
        made = plan("users", "s", [batch({"email": values})])
        sure[name] = made.claims["email"][0].verdict.confidence, bool(made.synthetic.get("email"))
    assert sure == {"real": (sure["real"][0], False), "made": (sure["real"][0], True)}
