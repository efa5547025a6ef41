"""Honeypots are told as what they may be, and are no exposure."""

from __future__ import annotations

import struct
from dataclasses import replace

import pytest

from nightlatch.judging import absent, crowded, hinted
from nightlatch.model import Container, Count, Failure, Field, FieldCategory, Surveyed
from nightlatch.stores import Seen, all_stores
from nightlatch.stores._mysql_about import seen
from tests import lab
from tests.contract import only, run
from tests.discover.test_found import at
from tests.test_doors import finding


def greeting(salt: bytes) -> bytes:
    body = b"\x0a5.7.16\0" + struct.pack("<I", 7) + salt + b"\0" + bytes(40)
    return len(body).to_bytes(3, "little") + b"\0" + body


@pytest.mark.parametrize("salt, is_bait", [(b"aaaaaaaa", True), (b"aB3$x.9k", False)])
def test_a_challenge_that_is_not_random_is_bait(salt: bytes, is_bait: bool) -> None:
    """MySQL draws it at random; a honeypot that repeats one letter is told by it."""
    told = seen(greeting(salt))
    assert told is not None and (told.version, bool(told.suspect)) == ("5.7.16", is_bait)


def test_every_failure_says_what_to_do() -> None:
    """A hint of the store's own stays; where it has none, there is one for the kind of failure."""
    mute = Failure(kind="hostile", target="redis://127.0.0.1", what="announces a string longer than 512 MB")
    assert "ask whoever runs it" in hinted(mute).hint
    assert hinted(replace(mute, hint="wait")).hint == "wait"


def test_many_kinds_at_one_address_are_pointed_out() -> None:
    """Eight kinds on one host are a note on each of them, seven are none."""
    kinds = [replace(finding(port, kind=f"kind{port}")) for port in range(1, 9)]
    assert all("honeypot" in one.notes[-1] for one in crowded(tuple(kinds)))
    assert not any(one.notes for one in crowded(tuple(kinds[:7])))


def test_a_suspected_honeypot_is_no_open_store(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told with the reason, skipped, and not looked into, however open it is."""
    store = all_stores()["mysql"]
    baited = replace(store.signs, greeting=lambda data: seen(data) and Seen(product="MySQL", suspect="for a test"))
    monkeypatch.setattr(type(store), "signs", baited)
    places = (at(lab.server("mariadb").port),)
    told = only(run(search=lambda dialer, stop: places))
    assert (told.status, told.identity.suspect, told.surveyed) == ("skipped", "for a test", ())
    assert told.access.is_open and "honeypot" in told.notes[-1]


def test_what_was_looked_for_and_not_found_is_told() -> None:
    """Only where contents were read; a country's number counts as its kind, a hint as neither."""
    container = Container(name="people", key=("people",), records=Count.of(9))
    found = FieldCategory(id="national-id.cn", share=1.0, confidence=0.9)
    read = Surveyed(
        container=container, records=Count.of(9), read=9, fields=(Field(path="a", values=9, categories=(found,)),)
    )
    missing = absent((read,))
    assert {"email", "payment-card", "geo-point"} <= set(missing)
    assert "national-id" not in missing and "record-id" not in missing
    assert absent((replace(read, read=0, outcome="catalogue"),)) == ()
