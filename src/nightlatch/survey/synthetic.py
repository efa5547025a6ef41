"""Does a field look like test data? Said aloud beside what it holds, and apart from how sure that is.

Names and mailboxes that stand for nobody, domains and telephone numbers that are kept for examples (RFC 2606 and 6761,
the North American 555-01xx, Ofcom's numbers for drama), published test cards, filler text, one value for all, numbers
one after another. Sees a sample of the values, keeps a reason in words.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nightlatch.survey._words import Words
from nightlatch.survey.checks import phrases
from nightlatch.survey.values import Values

SAMPLE = 2000
_MOST, _SOME = 0.5, 0.1
_EXAMPLE_MAIL = (
    r"(?i)@(?:[a-z0-9-]+\.)*(?:example\.(?:com|org|net|edu)|(?:example|test|invalid|localhost)|"
    r"(?:test|domain|mailinator)\.(?:com|org|net)|email\.(?:tst|test))\s*$"
)
_DRAMA_PHONE = (
    r"(?:^|[^0-9])555[ .)-]*01[0-9]{2}(?:$|[^0-9])|^\+?1?[ .(-]*[2-9][0-9]{2}[ .)-]*555[ .-]?[0-9]{4}$"
    r"|(?:\+?44|0)[ (0)]*7700[ -]?900|(?:\+?44|0)[ (0)]*1632[ -]?960|^1?[2-9][0-9]{2}55501[0-9]{2}$"
)
_TEST_CARDS = Words(
    phrases("""
    4111111111111111, 4242424242424242, 4012888888881881, 4000056655665556, 4222222222222, 5555555555554444,
    5105105105105100, 5200828282828210, 2223003122003222, 2223000048400011, 378282246310005, 371449635398431,
    378734493671000, 6011111111111117, 6011000990139424, 30569309025904, 38520000023237, 3530111333300000,
    3566002020360505, 4000000000000002, 6200000000000005, 4000002500003155""")
)
_NOBODY = Words(
    phrases("""
    john doe, jane doe, john q public, joe bloggs, test user, test test, foo bar, test person, max mustermann,
    erika mustermann, mustermann, muster, testperson, hans muster, jean dupont, marie dupont, juan pérez, juan perez,
    fulano de tal, mario rossi, jan kowalski, иван иванов, иванов иван, jan jansen, ola nordmann, kari nordmann,
    medelsvensson, 张三, 李四, 王五, 测试, 山田太郎, 山田 太郎, 山田花子, 홍길동, فلان, jan novák,
    john smith, asdf, qwerty,
    test, tester, dummy, sample user, demo user, first last, firstname lastname, first name, last name, lorem ipsum""")
)
_FILLER = r"(?i)lorem ipsum|dolor sit amet|consectetur adipisc"
_NUMBERED = r"^(?i)[\p{L}._ -]*?(?P<number>[0-9]{1,9})(?:@.*)?$"
_COUNTED = frozenset({"customer-id", "employee-id", "student-id", "geo-point", "postcode", "sighting-time"})
_SAME_FOR_ALL = frozenset({"sex", "nationality", "ethnicity", "religion", "city", "place-tag", "employer"})


def looks_synthetic(categories: Iterable[str], pieces: Iterable[Values]) -> str:
    """Why a field of these *categories* may be test data; "" where nothing says so."""
    ids, parts = set(categories), [piece for piece in pieces if piece.kind in ("text", "integer") and len(piece)]
    if not ids or not parts:
        return ""
    text = Values(pa.concat_arrays([piece.text.slice(0, SAMPLE) for piece in parts]).slice(0, SAMPLE))
    tests = (
        ("addresses at domains kept for examples", "email" in ids and _share(text, _EXAMPLE_MAIL) >= _MOST),
        ("numbers kept for examples and films", "phone" in ids and _share(text, _DRAMA_PHONE) >= _MOST),
        ("published test card numbers", "payment-card" in ids and _cards(text) >= _MOST),
        ("names that stand for nobody", _named(ids) and float(text.is_in(_NOBODY).mean()) >= _SOME),
        ("filler text", _share(text, _FILLER) >= _SOME),
        ("one value for all", _is_one(text) and not ids & _SAME_FOR_ALL),
        ("numbered one after another", not ids & _COUNTED and _is_numbered(text)),
    )
    return "; ".join(reason for reason, is_so in tests if is_so)


def _share(values: Values, pattern: str) -> float:
    return float(values.matches(pattern).mean())


def _named(ids: set[str]) -> bool:
    return bool(ids & {"person-name", "given-name", "family-name", "username"})


def _cards(values: Values) -> float:
    digits = Values(pc.replace_substring_regex(values.text, "[ -]", ""))
    return float(digits.is_in(_TEST_CARDS).mean())


def _is_one(values: Values) -> bool:
    return len(values) >= 20 and int(pc.count_distinct(values.text).as_py()) == 1


def _is_numbered(values: Values) -> bool:
    """Do the numbers in ``user1@...``, ``user2@...`` rise by one from value to value?"""
    if not values.may_match(_NUMBERED) or values.matches(_NUMBERED).mean() < 0.9:
        return False
    found = pc.struct_field(pc.extract_regex(values.text, _NUMBERED), "number")
    numbers = np.asarray(pc.fill_null(found.cast(pa.int64()), -1))
    if len(numbers) < 20 or (numbers < 0).mean() > 0.1:
        return False
    return bool((np.diff(numbers) == 1).mean() >= 0.9)
