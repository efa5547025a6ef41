"""Between two runs a store opened, closed, changed or was not reached; nothing that could not be seen counts as shut."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nightlatch.comparing import Change, closing, compare
from nightlatch.model import (
    RIGHTS,
    Access,
    Container,
    Count,
    Coverage,
    Endpoint,
    Evidence,
    Failure,
    FailureKind,
    Field,
    FieldCategory,
    Finding,
    Identity,
    KnownBy,
    Principal,
    Result,
    Right,
    RightName,
    Run,
    Severity,
    Status,
    Surveyed,
    Target,
    Trace,
    TraceKind,
)

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def access(*granted: RightName, known_by: KnownBy = "denied-on-read") -> Access:
    rights = {name: Right(verdict="granted" if name in granted else "denied", known_by=known_by) for name in RIGHTS}
    return Access(principal=Principal(name="", anonymous=True), rights=rights)


def store(
    port: int = 6379, status: Status = "open", may: Access | None = None, id: str | None = None, **more: object
) -> Finding:
    return Finding(
        target=Target(url=f"redis://127.0.0.1:{port}", kind="redis", host="127.0.0.1", port=port),
        endpoint=Endpoint(host="127.0.0.1", address="127.0.0.1", port=port),
        identity=Identity(kind="redis", product="Redis", id=id),
        status=status,
        access=may or access("read"),
        **more,  # type: ignore[arg-type]
    )


def run(*findings: Finding, failures: tuple[Failure, ...] = (), coverage: tuple[Coverage, ...] = ()) -> Result:
    return Result(
        run=Run(version="0", token="00000000", started=NOW), findings=findings, failures=failures, coverage=coverage
    )


def only(old: Result, new: Result) -> Change:
    (change,) = compare(old, new)
    return change


def failed(kind: FailureKind, outcome: str) -> Result:
    url = store().target.url
    failure = Failure(kind=kind, target=url, what=f"it was {kind}")
    return run(failures=(failure,), coverage=(Coverage(target=url, stage="dial", outcome=outcome),))


def test_a_store_that_was_not_there_is_opened() -> None:
    """New, or closed before: both are a door that opened."""
    assert only(run(), run(store())).state == "opened"
    change = only(run(store(status="closed", may=access())), run(store()))
    assert (change.state, change.what) == ("opened", ("was closed",))


@pytest.mark.parametrize("known_by, shut", [("denied-on-read", "asks-for-a-password"), ("observed", "grants-nothing")])
def test_a_store_that_answers_and_grants_nothing_is_closed(known_by: KnownBy, shut: str) -> None:
    """Asking for a password and letting in to nothing are two things."""
    change = only(run(store()), run(store(status="closed", may=access(known_by=known_by))))
    assert (change.state, change.shut) == ("closed", shut)


@pytest.mark.parametrize(
    "kind, outcome, state, shut",
    [
        ("connection-refused", "unreachable", "closed", "refused"),
        ("timeout", "unreachable", "not-reached", "unreachable"),
        ("hostile", "failed", "not-reached", "unreachable"),
        ("out-of-scope", "skipped", "not-reached", "unreachable"),
        ("interrupted", "incomplete", "not-reached", "unreachable"),
    ],
)
def test_only_an_answer_closes_a_store(kind: FailureKind, outcome: str, state: str, shut: str) -> None:
    """A refused connection is an answer; silence, a scope without it and an interrupted run are none."""
    change = only(run(store()), failed(kind, outcome))
    assert (change.state, change.shut) == (state, shut)


def test_a_store_that_the_newer_run_left_out_was_not_reached() -> None:
    """It is not called closed because nobody looked."""
    assert only(run(store()), run()) == Change(
        id=store().id, target=store().target.url, state="not-reached", shut="unreachable",
        what=("the newer run did not look at it",),
    )  # fmt: skip


def test_an_incomplete_look_is_no_closing() -> None:
    """What could not be told is not called shut."""
    assert only(run(store()), run(store(status="incomplete"))).state == "not-reached"


def test_a_store_is_the_same_under_another_address_by_its_own_id() -> None:
    """Its own id tells it, whatever port it moved to."""
    change = only(run(store(6379, id="abc")), run(store(6380, id="abc")))
    assert change.state == "unchanged"


def test_an_id_that_a_restart_changes_makes_no_other_finding() -> None:
    """Mutes and cases hold on after a restart: such a store is told by its kind, address and port."""
    before, after = (
        replace(one, identity=replace(one.identity, id_lasts=False)) for one in (store(id="a" * 40), store(id="b" * 40))
    )
    assert before.id == after.id == store().id != store(id="a" * 40).id
    assert [one.state for one in compare(run(before), run(after))] == ["unchanged"]


def test_what_changed_is_said_in_words() -> None:
    """Rights, severity, people, containers and categories; never a value."""

    def rated(band: str, quarters: int) -> Severity:
        return Severity(
            quarters=quarters, dpc=2, ei=4, cb=2, data_class="simple", band=band, reach="internet",  # type: ignore[arg-type]
        )  # fmt: skip

    def held(*ids: str) -> tuple[Surveyed, ...]:
        found = tuple(FieldCategory(id=one, share=1.0, confidence=0.9) for one in ids)
        container = Container(name="people", key=("people",), records=Count.of(5))
        return (
            Surveyed(container=container, records=Count.of(5), fields=(Field(path="a", values=5, categories=found),)),
        )

    before = store(
        may=access("read"),
        people=Count.of(100),
        containers_total=3,
        severity=rated("medium", 10),
        surveyed=held("email"),
    )
    after = store(
        may=access("read", "delete"), people=Count.of(120), containers_total=4, severity=rated("high", 12),
        surveyed=held("email", "phone"),
    )  # fmt: skip
    change = only(run(before), run(after))
    assert change.state == "changed"
    assert change.what == (
        "a stranger can now delete", "severity medium -> high", "people 100 -> 120", "containers 3 -> 4",
        "now also phone numbers",
    )  # fmt: skip


def test_a_sign_of_a_stranger_is_a_change_and_who_comes_and_goes_is_none() -> None:
    """A note beside data that is still there, of the same severity as before, is what the diff is looked at for."""
    nothing = Evidence(command="", code="", meaning="")

    def sign(kind: TraceKind, what: str) -> Trace:
        return Trace(kind=kind, what=what, proves="", leaves_open="", evidence=nothing)

    note, others = sign("ransom-note", "1 container with a name like a ransom note"), sign("other-clients", "2 others")
    (told,) = compare(run(store()), run(store(traces=(note, others))))
    assert (told.state, told.what) == ("changed", (f"now also: {note.what}",))
    (told,) = compare(run(store(traces=(note,))), run(store(traces=(note, others))))
    assert told.state == "unchanged"


def test_two_estimates_of_one_number_are_no_change() -> None:
    """A second sample gives another estimate; only intervals that do not meet are a change."""
    about = Count(value=1000, low=900, high=1100)
    again = replace(about, value=1050, low=950, high=1150)
    other = replace(about, value=3000, low=2900, high=3100)
    assert only(run(store(people=about)), run(store(people=again))).state == "unchanged"
    assert only(run(store(people=about)), run(store(people=other))).state == "changed"


def test_the_gravest_change_comes_first() -> None:
    """Opened, changed, not reached, closed, unchanged."""
    old = run(store(1), store(2), store(3), store(4))
    new = run(store(1), store(2, may=access("read", "administer")), store(4, status="closed", may=access()), store(5))
    assert [one.state for one in compare(old, new)] == ["opened", "changed", "not-reached", "closed", "unchanged"]


def test_closing_tells_of_one_store() -> None:
    """A second look at one finding asks the same question."""
    assert closing(store(), failed("connection-refused", "unreachable")).shut == "refused"
