"""What a server calls things may be somebody's data: it is masked, and plain names are left alone."""

from __future__ import annotations

import pytest

from nightlatch.survey.naming import Names
from tests.survey.made import id_number
from tests.survey.technical_names import NUMBERED

NAMES = Names()

VALUES = {
    "p17@example.org": "<email>", id_number(5): "<national-id.cn>", "4111111111111111": "<payment-card>",
    "DE02100500000054540402": "<iban>", "+44 7700 900123": "<phone>", "13800138000": "<phone>",
    "192.0.2.17": "<ip-address>", "Anna Kowalska": "<name>",
}  # fmt: skip
PLAIN = """
    users orders_2019 log-2019.02.12 public.people city.sightings person:* db0/person:* visits[].lat
    backup_20190212 backup_1700000000 session:550e8400-e29b-41d4-a716-446655440000 events_2019_02_12_10_30_00
    t9999 person.idCard home.address created_at 姓名 身份证号 utf8mb4 sha256 loc.coordinates[] 2019-02-12
    invoices2024Q1 .kibana_7.17.3_001 system.users auth_user firstName addressLine1 ip_address date_of_birth
    OrderItems employee_id phone_number creditCard ssn __v _id hotel mosque restaurant gate12
""".split()  # noqa: SIM905 - a list of words is easier read so


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("form", ["{}", "cart:{}", "users.{}.name", "db0/{}:*", "backup_{}", "{}[]", "inbox/{}/1"])
def test_a_value_in_a_name_is_masked(value: str, form: str) -> None:
    """By itself or among other words, as keys and paths have it; rather too much goes than too little."""
    (told,) = NAMES.printable([form.format(value)])
    assert VALUES[value] in told
    assert not any(value[at : at + 5] in told for at in range(len(value) - 4))
    if form in ("{}", "cart:{}", "{}[]"):
        assert told == form.format(VALUES[value])


@pytest.mark.parametrize("name", PLAIN)
def test_plain_names_are_left_alone(name: str) -> None:
    """Tables, fields, dated logs, counters and UUIDs keep their names."""
    assert NAMES.printable([name]) == [name]


def test_many_names_are_told_in_order() -> None:
    """Ten thousand in one pass, each in its place."""
    given = [f"table_{n}" if n % 2 else f"cart:p{n}@example.org" for n in range(10_000)]
    told = NAMES.printable(given)
    assert told == [f"table_{n}" if n % 2 else "cart:<email>" for n in range(10_000)]


def test_hostile_names_are_inert() -> None:
    """Escapes, direction marks, half characters and a megabyte of text come out short and plain."""
    for name in ("\x1b[2Jx", "a\u202egnp", "x" * 1_000_000, "\udcff", "a\nb", "", "." * 10_000, "1." * 5_000):
        (told,) = NAMES.printable([name])
        assert told.isprintable() and len(told) <= 200


def test_nothing_shown_is_remembered() -> None:
    """The masker keeps categories, and no text that it was shown."""
    names = Names()
    names.printable(["p4711@example.org", "db0/zebediah", "db0/anna", "db0/maria", "db0/ahmed"])
    seen = repr([getattr(names, slot, None) for slot in vars(names)])
    assert "4711" not in seen and "zebediah" not in seen


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("card4111111111111111", "card<payment-card>"),
        ("x13800138000y", "x<phone>y"),
        ("user_alice.smith@example.org.bak", "<email>"),
        ("alice\uff20example.org", "<email>"),
        ("alice@example\u3002org", "<email>"),
        ("alice%40example.org", "<email>"),
        ("\uff14\uff11" + "\uff11" * 14, "<payment-card>"),
        ("\u0664" + "\u0661" * 15, "<payment-card>"),
        ("41111111\u200b11111111", "<payment-card>"),
        ("mail_of_p17@host.nowhere", "<email>"),
    ],
)
def test_a_value_glued_or_disguised_is_masked(name: str, told: str) -> None:
    """Letters joined on, wide or foreign digits, percent signs and invisible characters hide nothing."""
    assert NAMES.printable([name]) == [told]


@pytest.mark.parametrize("name", NUMBERED)
def test_words_beside_a_machine_s_number_stay(name: str) -> None:
    """UUIDs, hashes, moments and counters in a name leave its words alone, whatever becomes of the number."""
    (told,) = NAMES.printable([name])
    assert all(word in told for word in NUMBERED[name])


def test_a_name_that_is_left_alone_is_printed_as_it_was() -> None:
    """Wide letters and percent signs are read through, not written over."""
    given = ["\uff4f\uff52\uff44\uff45\uff52\uff53", "a%20b", "注文\uff11"]
    assert NAMES.printable(given) == given
