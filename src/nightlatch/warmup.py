"""Compiles the loops that looking into contents takes, before any content is asked for, where they are not kept yet.

The first look on a machine compiles for half a minute, and much longer on a busy one. Meanwhile a server must not wait
in the middle of an answer: cursors expire, the time for a sample runs out, connections are cut. So made-up records are
surveyed first. What they do not bring up is compiled when it is met. Sends nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import msgspec

from nightlatch import _kept
from nightlatch.model import Access, Container, Count, Identity, Principal
from nightlatch.stores import Batch, Closes, Reading
from nightlatch.stores._documents import batch_of
from nightlatch.survey import _automata, kernels, scanners, walletkernels, wordkernel
from nightlatch.survey.keyset import RunKey
from nightlatch.survey.naming import Names
from nightlatch.survey.survey import Conditions, Depth, survey

LONGEST = (wordkernel.walk, scanners.phones, _automata._run, kernels.instants, walletkernels.base58check)  # to compile
_RECORDS = 400
_DEPTHS: tuple[Depth, ...] = ("sample", "full")


def warm_up(stop: threading.Event) -> None:
    """Survey made-up records, unless the loops that take longest are kept: to see that takes two milliseconds.

    Setting *stop* ends it soon.
    """
    if all(_kept.is_kept(loop.py_func) for loop in LONGEST):
        return
    containers = [
        Container(name=name, key=(name,), records=Count.of(_RECORDS, "made up")) for name in ("people", "visits")
    ]
    for depth in _DEPTHS:
        survey(_MadeUp(), containers, "warm-up", Conditions(depth=depth, key=RunKey(), names=Names(), stop=stop))


class _MadeUp(Closes):
    identity = Identity(kind="warm-up", product="warm-up")

    def access(self) -> Access:
        return Access(principal=Principal(name="", anonymous=True), rights={})

    def containers(self) -> Iterator[Container]:
        yield from ()

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        make = _person if container.name == "people" else _visit
        yield batch_of([msgspec.json.encode(make(number)) for number in range(_RECORDS)])


def _person(number: int) -> dict[str, Any]:
    return {
        "person_id": 700_000 + number,
        "name": f"Anna Muster{number}",
        "mail": f"someone.{number}@example.org",
        "phone": f"+1 202 555 {number:04}",
        "born": f"19{number % 90 + 10}-01-{number % 28 + 1:02}",
        "sex": "fm"[number % 2],
        "nationality": ("DEU", "CHN", "USA")[number % 3],
        "address": f"قۇمتال كوچىسى {number}",
        "card": "4242424242424242",
        "iban": "DE89370400440532013000",
        "ip": f"192.0.2.{number % 250}",
        "url": f"https://example.org/users/{number}?mail=someone.{number}@example.org",
        "note": f"Call Anna at +1 202 555 {number:04}, or write to someone.{number}@example.org.",
        "wallet": f"0x{number:040x}",
        "balance": number / 7,
        "is_active": number % 2 == 0,
    }


def _visit(number: int) -> dict[str, Any]:
    return {
        "person_id": 700_000 + number % 10,  # told apart from those who are known otherwise: sets are compared
        "lat": 52 + number / 7919,
        "lon": 13 + number / 6101,
        "at": 1_700_000_000 + 97 * number,
        "place": ("hotel", "clinic", "mosque")[number % 3],
        "tags": ["a", "b"],
    }
