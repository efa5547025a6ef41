"""For how long a store has stood open: what bounds it, what does not, and what it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nightlatch.model import Container, Count, Evidence, Finding, Result, Run, Surveyed, Trace
from nightlatch.risk import ransom
from nightlatch.risk.exposure import History, Sighting, exposure
from tests.risk.made import found

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def day(month: int, number: int = 1) -> datetime:
    return datetime(2026, month, number, tzinfo=UTC)


def run(finding: Finding, month: int, status: str = "open") -> Result:
    return Result(run=Run(version="0", token="0" * 8, started=day(month)), findings=(replace(finding, status=status),))  # type: ignore[arg-type]


def records(oldest: datetime) -> tuple[Surveyed, ...]:
    container = Container(name="people", key=("people",), records=Count.of(1))
    return (Surveyed(container=container, records=Count.of(1), oldest=oldest),)


def test_nothing_from_before_says_open_now() -> None:
    """One look proves one moment."""
    told = exposure(found(), NOW, History())
    assert told is not None
    assert (told.earliest, told.latest, told.until) == (None, NOW, NOW)
    assert told.basis == ("seen open by this run",)


def test_a_closed_store_stands_open_for_no_time() -> None:
    """There is nothing to tell."""
    assert exposure(replace(found(), status="closed"), NOW, History()) is None


def test_an_earlier_run_that_saw_it_open_bounds_it() -> None:
    """Open at least since then; its oldest record bounds the other end."""
    history = History.of([run(found(), 9), run(found(), 7)], {})
    told = exposure(replace(found(), surveyed=records(day(3))), NOW, history)
    assert told is not None
    assert (told.earliest, told.latest) == (day(3), day(7))
    assert told.basis == ("seen open by an earlier run on 2026-07-01", "its oldest record is of 2026-03-01")


def test_a_store_that_was_shut_in_between_is_open_since_then_only() -> None:
    """An earlier opening is another exposure."""
    history = History.of([run(found(), 3), run(found(), 5, "closed"), run(found(), 8)], {})
    told = exposure(found(), NOW, history)
    assert told is not None
    assert told.latest == day(8)


@pytest.mark.parametrize("was_open, latest", [(True, day(6)), (False, NOW)])
def test_a_list_of_others_bounds_it_where_it_lists_open_stores_only(was_open: bool, latest: datetime) -> None:
    """A port scan saw an answer, not an open door: it is told, and bounds nothing."""
    end = found().endpoint
    sighting = Sighting(at=day(6), by="a list of others (x)", was_open=was_open)
    told = exposure(found(), NOW, History.of([], {(end.address, end.port): (sighting,)}))
    assert told is not None
    assert told.latest == latest
    assert any("2026-06-01" in one for one in told.basis)


def test_a_record_younger_than_the_exposure_bounds_nothing() -> None:
    """Old records may have been deleted; the range never turns round."""
    told = exposure(replace(found(), surveyed=records(day(10))), NOW, History.of([run(found(), 7)], {}))
    assert told is not None
    assert (told.earliest, told.latest) == (None, day(7))


def test_a_note_that_tells_its_time_bounds_it() -> None:
    """Whoever left it was let in then."""
    note = Trace(
        kind="ransom-note", what="", proves="", leaves_open="", at=day(4),
        evidence=Evidence(command="", code="", meaning=""),
    )  # fmt: skip
    told = exposure(replace(found(), traces=(note,)), NOW, History())
    assert told is not None
    assert told.latest == day(4)


def test_the_servers_start_is_told_and_bounds_nothing() -> None:
    """It may have been open before, under the same rules."""
    told = exposure(replace(found(), identity=replace(found().identity, started=day(2))), NOW, History())
    assert told is not None
    assert told.latest == NOW
    assert told.basis[-1].startswith("the server has run since 2026-02-01")


def container(name: str, records: int | None = 1) -> Container:
    return Container(name=name, key=(name,), records=Count(value=records))


@pytest.mark.parametrize(
    "name",
    [
        "READ__ME_TO_RECOVER_YOUR_DATA", "README_TO_RECOVER_YOUR_DATA.README", "how_to_restore", "recover_your_data",
        "RECOVER_YOUR_DATA_info", "please_read_me_xyz.how_to_get_back", "hacked_by_someone", "PWNED", "Warning", "read_me",
        "your_data_is_safe", "Z_README_TO_RECOVER", "send_bitcoin_to", "PLEASE_READ",
    ],
)  # fmt: skip
def test_names_that_robots_leave_are_ransom_notes(name: str) -> None:
    """By the name, and for plainer names by how little there is."""
    kinds = [one.kind for one in ransom.traces([container(name), container("people", 500)])]
    assert kinds == ["ransom-note"]


@pytest.mark.parametrize(
    "name, records",
    [
        ("readme", 4_000), ("warning", 20_000), ("warnings", 1), ("recovery_tokens", 5), ("data_recovery_jobs", 3),
        ("how_to_articles", 2), ("customers", 1), ("important", None), ("contact_messages", 1), ("meow", 3),
        ("cats.meow", 3), ("homeowner", 1), ("bitcoin_prices", 4), ("ransomware_samples", 2), ("your_orders", 1),
        ("restore_points", 3), ("attention_weights", 1), ("reading", 2), ("password_recovery", 5), ("backups", 2),
    ],
)  # fmt: skip
def test_names_of_ordinary_containers_are_none(name: str, records: int | None) -> None:
    """What an application calls its tables is no note."""
    assert ransom.traces([container(name, records), container("people", 500)]) == ()


def test_a_store_with_notes_only_was_wiped() -> None:
    """And so was one whose containers end in -meow; neither says that there is no backup."""
    assert [one.kind for one in ransom.traces([container("READ_ME_TO_RECOVER_YOUR_DATA")])] == ["ransom-note", "wiped"]
    meows = ransom.traces([container("2ab3xk9qpl-meow"), container("customers")])
    assert [one.kind for one in meows] == ["wiped"]
    assert meows[0].what.startswith("1 of 2 containers")


def test_an_empty_store_tells_nothing() -> None:
    """It may have been empty from the beginning."""
    assert ransom.traces([]) == ()
