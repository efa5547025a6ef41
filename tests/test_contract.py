"""What every kind of store has to do, on real servers: one suite over all of the registry, the leak loaded.

MongoDB's server is a stand-in (no genuine one can be installed); see tests/stores for its documented replies.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from nightlatch.model import Finding, Surveyed, Trails
from nightlatch.stores import all_stores
from tests import contract, lab
from tests.contract import ALL, CASES, FIELDS, LEAK, only, opened, rights, run, target
from tests.lab.proxy import Proxy
from tests.stores.cases import cases

KINDS = sorted(CASES)
kinds = pytest.mark.parametrize("kind", KINDS)
depths = pytest.mark.parametrize("full", [False, True], ids=["sample", "full"])


@pytest.fixture(autouse=True)
def _can_be_had(request: pytest.FixtureRequest) -> None:
    if hasattr(request.node, "callspec") and "kind" in request.node.callspec.params:
        lab.require(CASES[request.node.callspec.params["kind"]].server)


def test_every_kind_is_held_to_this() -> None:
    """No store of the registry is left out of this suite or of that over tests/stores/cases."""
    assert set(CASES) | set(cases()) == set(all_stores())


def by_name(found: Finding) -> dict[str, Surveyed]:
    return {one.container.name: one for one in found.surveyed}


@kinds
@depths
def test_an_open_store_is_told_from_rights_to_headline(kind: str, full: bool) -> None:
    """Who may do what, how many people and points, when, where: all as the leak's own facts have it."""
    told, facts = only(run(target(kind, opened(kind)), full=full)), contract.facts()
    assert (told.status, rights(told), told.access.principal.anonymous) == ("open", ALL, True)
    assert told.identity.version and told.identity.kind == kind
    assert all(right.evidence for right in told.access.rights.values())
    assert (told.people.value, told.people.exact) == (facts.people, True)  # a sample that took all is exact
    people, points = (by_name(told)[name] for name in CASES[kind].containers)
    assert (people.records.value, points.records.value, told.containers_total) == (3_000, 8_000, 2)
    assert people.records.exact and points.records.exact and {people.outcome, points.outcome} == {"complete"}
    assert told.trails is not None and told.trails.points.value == facts.points and told.trails.points.exact
    assert told.trails.people.value == facts.people_seen
    assert told.trails.last_24h is not None and told.trails.last_24h.value == facts.points
    assert (told.trails.first, told.trails.last) == (facts.first.replace(microsecond=0), facts.last)
    for counted, truth in (("points", facts.points_by_tag), ("people", facts.people_by_tag)):
        told_of = {tag.tag: getattr(tag, counted) for tag in told.trails.tags}
        assert {tag: (one.low, one.high) for tag, one in told_of.items()} == {
            tag: (count // 10 * 10, count // 10 * 10 + 9) for tag, count in truth.items()
        }
    assert told.trails.suppressed_tags == 0
    by_hour = {hour: points if points >= 10 else None for hour, points in facts.points_by_hour.items()}
    assert {hour.start: hour.points and hour.points.value for hour in told.trails.hours} == by_hour
    assert "Anyone who can reach" in told.headline and "without a password" in told.headline
    assert "of 3,000 people" in told.headline and "8,000 location points of them" in told.headline
    assert "2026-11-23 04:00 UTC" in told.headline


@kinds
def test_the_categories_of_the_leak_are_found(kind: str) -> None:
    """Every personal field of the leak is told for what it is, by nearly all of its values, and nothing beside it."""
    found = by_name(only(run(target(kind, opened(kind)))))
    people, points = (found[name] for name in CASES[kind].containers)
    for field in people.fields:
        name = re.sub("[^a-z]", "", field.path.rpartition(".")[2].lower())
        if name in FIELDS:
            (category,) = field.categories
            assert (category.id, category.confidence > 0.8) == (FIELDS[name], True), field.path
            assert category.share is not None and category.share > 0.95
    assert sum(bool(field.categories) for field in people.fields) >= 13
    ids = {category.id for field in points.fields for category in field.categories}
    assert {"geo-point", "place-tag", "sighting-time", "customer-id"} == ids


@kinds
@depths
def test_a_store_larger_than_its_sample_is_estimated_with_intervals(kind: str, full: bool) -> None:
    """With 1,000 records a container the truth lies in every interval; --full counts all of it whatever the sample."""
    told, facts = only(run(target(kind, opened(kind)), full=full, records=1_000)), contract.facts()
    assert told.people.value is not None and told.people.high is not None
    assert told.people.low <= facts.people <= told.people.high
    assert told.people.exact is full
    assert told.people.value == facts.people if full else told.people.method
    people, points = (by_name(told)[name] for name in CASES[kind].containers)
    for one, truth in ((people, 3_000), (points, 8_000)):
        assert one.records.value is not None and one.records.low <= truth
        assert one.records.high is None or truth <= one.records.high
        assert one.outcome == ("complete" if full else "sampled")
        assert one.read == truth if full else 0 < one.read <= 2_000
    assert told.trails is not None and told.trails.points.value is not None
    if not full:
        assert told.trails.points.low <= 8_000 and not told.trails.points.exact
        assert abs(told.trails.points.value - 8_000) < 2_000


@kinds
def test_a_closed_store_is_closed_and_no_failure(kind: str) -> None:
    """A store that asks for a password is closed: nothing is granted, nothing was listed, nothing went wrong."""
    result = run(target(kind, lab.server(CASES[kind].server, **CASES[kind].closed)))
    told = only(result)
    assert (told.status, rights(told)) == ("closed", CASES[kind].closed_rights)
    assert told.surveyed == () and told.people.value is None and told.trails is None
    assert [(line.outcome, line.stage) for line in result.coverage] == [("closed", "access")]


@kinds
def test_a_partly_open_store_is_told_as_far_as_it_is_open(kind: str) -> None:
    """What may be read is surveyed; what may not is neither read nor silently left out."""
    server, login = CASES[kind].partly()
    told = only(run(target(kind, server, login), full=True))
    assert rights(told) == CASES[kind].grants
    assert told.people.value == LEAK.people
    people = next(one for name, one in by_name(told).items() if name == CASES[kind].containers[0])
    assert (people.outcome, people.read) == ("complete", 3_000)
    assert all(one.read == one.undecodable for name, one in by_name(told).items() if name != CASES[kind].containers[0])
    if login and login.password:
        assert told.status == "closed" and told.anonymous is not None and not told.anonymous.is_open
    else:
        assert told.status == "open"


def drawn(trails: Trails | None) -> Trails | None:
    """The trails without what is reckoned from points drawn at random, which two runs draw apart."""
    return trails and replace(
        trails, unicity=tuple(replace(one, share=0, low=0, high=0, few=0) for one in trails.unicity)
    )


@kinds
def test_full_and_sample_agree_on_a_small_store(kind: str) -> None:
    """Where the sample takes all, both ways say the same of every container and field."""
    sample, full = (only(run(target(kind, opened(kind)), full=full)) for full in (False, True))
    assert sample.people == full.people and drawn(sample.trails) == drawn(full.trails)

    def plain(found: Finding) -> object:
        return {
            name: (one.records.value, one.read, [(f.path, f.values, [(c.id, c.share) for c in f.categories])
                                                 for f in sorted(one.fields, key=lambda field: field.path)])
            for name, one in by_name(found).items()
        }  # fmt: skip

    assert plain(sample) == plain(full)


@kinds
def test_the_id_of_a_store_is_stable(kind: str) -> None:
    """Two runs see the same id, if the kind has one; another server of the kind has another."""
    first, second = (only(run(target(kind, opened(kind)))).identity.id for _ in range(2))
    assert first == second and bool(first) is CASES[kind].has_id
    if first:
        with lab.fresh(CASES[kind].server) as other:
            assert only(run(target(kind, other))).identity.id not in (None, first)


@kinds
def test_a_second_address_of_a_store_is_not_counted_again(kind: str) -> None:
    """By another name, or through another port where the server has an id: one store, its people counted once."""
    server = opened(kind)
    by_another_name = target(kind, server, host="localhost")
    result = run(target(kind, server), by_another_name)
    assert result.people.value == LEAK.people and result.people.exact
    assert [bool(found.surveyed) for found in result.findings] == [True, False]
    assert "same store" in result.findings[1].notes[-1] and "It is the same store as" in result.findings[1].headline
    if CASES[kind].has_id:
        with Proxy(server) as proxy:
            result = run(target(kind, server), target(kind, proxy))
        assert [bool(found.surveyed) for found in result.findings] == [True, False]
        assert result.people.value == LEAK.people


def test_people_of_several_stores_are_counted_once() -> None:
    """The same people in four stores are that many people in the end, exactly."""
    result = run(*(target(kind, opened(kind)) for kind in KINDS), full=True)
    assert [found.people.value for found in result.findings] == [LEAK.people] * len(KINDS)
    assert result.people.value == LEAK.people and result.people.exact


@kinds
@depths
def test_an_empty_store_is_open_and_empty(kind: str, full: bool) -> None:
    """Nothing in it is no reason to call it closed, and no people are not null people without reason."""
    with lab.fresh(CASES[kind].server) as server:
        told = only(run(target(kind, server), full=full))
    assert (told.status, told.surveyed, told.containers_total, told.trails) == ("open", (), 0, None)
    assert told.people.value is None and "It is empty." in told.headline


@kinds
def test_thousands_of_empty_containers_are_counted(kind: str) -> None:
    """Ten thousand in Redis, a thousand elsewhere: each is listed and found empty."""
    with lab.fresh(CASES[kind].server) as server:
        count = CASES[kind].many(server, 10_000 if kind == "redis" else 1_000)  # others take long to make
        told = only(run(target(kind, server), records=1_000))
    assert told.containers_total is not None and told.containers_total >= count
    assert told.people.value is None
    assert all(one.outcome in ("complete", "sampled") for one in told.surveyed)
