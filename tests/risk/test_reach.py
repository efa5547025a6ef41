"""From where a store can be reached: as told, else as its address says; and what is known of recipients."""

from __future__ import annotations

from dataclasses import replace

import pytest

from nightlatch.risk import reach
from nightlatch.risk.severity import Terms
from nightlatch.risk.steps import typed
from tests.risk.made import AT, INTERNET, PEOPLE, found, severity


@pytest.mark.parametrize(
    ("address", "where", "cb"),
    [
        ("127.0.0.1", "lab", 0), ("::1", "lab", 0), ("10.1.2.3", "private", 1), ("192.168.0.7", "private", 1),
        ("fe80::1", "private", 1), ("fd00::1", "private", 1), ("198.51.100.7", "internet", 2),
        ("100.64.0.1", "internet", 2), ("2001:db8::1", "internet", 2),
    ],
)  # fmt: skip
def test_by_address_unless_told(address: str, where: str, cb: int) -> None:
    """Loopback is a lab, a private range private, all else the internet; the reason says that it was the address."""
    told = severity(found(PEOPLE, address=address), Terms(at=AT))
    step = next(step for step in told.steps if step.concerns == "cb")
    assert (told.reach, told.cb, step.id) == (where, cb, f"reach-{where}")
    assert "as told by its address" in step.evidence
    assert severity(found(PEOPLE, address=address), INTERNET).cb == 2


def test_recipients_who_are_known_are_fewer() -> None:
    """Only a user with complete logs can say so; for a store on the internet it takes a quarter off."""
    known = Terms(at=AT, reach="internet", decisions=typed("known-recipients", "confirmed"))
    assert severity(found(PEOPLE), known).cb == 1
    assert severity(found(PEOPLE), replace(known, reach="lab")).cb == 0


def test_the_address_alone_tells_reach() -> None:
    """An IPv4 address written as IPv6 is the same address."""
    assert reach.of("::ffff:10.0.0.1")[0] == "private"
