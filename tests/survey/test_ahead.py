"""Reading ahead in a thread: the same items in the same order, errors included, and no thread left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from nightlatch.survey.ahead import ahead


def readers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "nightlatch-read"]


def test_items_come_as_they_are_in_order() -> None:
    """A thousand items, None and exceptions-as-values not among them, arrive one by one."""
    assert list(ahead(iter(range(1_000)))) == list(range(1_000))
    assert list(ahead(iter([None, None]))) == [None, None]
    assert list(ahead(iter(()))) == []
    assert readers() == []


def test_it_reads_no_further_than_it_may() -> None:
    """At most two items and the one in hand are read before they are asked for: memory stays bounded."""
    made: list[int] = []

    def source() -> Iterator[int]:
        for number in range(100):
            made.append(number)
            yield number

    items = ahead(source(), 2)
    next(items)
    time.sleep(0.2)
    assert len(made) <= 1 + 2 + 2
    items.close()  # type: ignore[attr-defined]
    assert readers() == []


def test_errors_of_the_source_are_raised_here() -> None:
    """After the items before them."""

    def source() -> Iterator[int]:
        yield 1
        raise ValueError("here")

    items = ahead(source())
    assert next(items) == 1
    with pytest.raises(ValueError, match="here"):
        next(items)
    assert readers() == []


def test_closing_early_closes_the_source() -> None:
    """The source's own clean-up runs, in the thread that read, and the thread ends, though the queue was full."""
    ended: list[str] = []

    def source() -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            ended.append(threading.current_thread().name)

    items = ahead(source(), 1)
    next(items)
    time.sleep(0.05)
    items.close()  # type: ignore[attr-defined]
    assert ended == ["nightlatch-read"] and readers() == []
