"""Points: the window exact to the second, tags and hours hidden below ten people or points, in any order of merging."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nightlatch.model import Count
from nightlatch.reports import _words
from nightlatch.survey import kernels, points
from nightlatch.survey.naming import Names
from nightlatch.survey.survey import _trails as told_by_survey
from nightlatch.survey.survey import _Work
from nightlatch.survey.trails import FEWEST, TAGS, Paths, hide_small
from tests.survey.made import Store, sightings

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = 86_400
Points = list[tuple[int, int, int]]  # person, second, tag


def filled(points: Points, tags: tuple[str, ...] = ("a", "b", "c")) -> Paths:
    made = Paths(tags)
    if points:
        people, seconds, labels = zip(*points, strict=True)
        made.add(
            np.asarray(people, np.uint64) * np.uint64(0x9E3779B97F4A7C15),
            np.asarray(seconds, np.int64) * 1_000_000 + 999_999,
            np.asarray(labels, np.uint8),
        )
    return made


# Sparse and dense times around one another: seconds, hours, days and years apart, before 1970 too.
SECONDS = st.one_of(
    st.integers(1_500_000_000, 1_500_000_100),
    st.integers(1_500_000_000 - 2 * DAY, 1_500_000_000 + 2 * DAY),
    st.sampled_from([1_500_000_000 - DAY, 1_500_000_001 - DAY, 1_499_999_999 - DAY, 0, -5, -DAY, 10**9]),
)
POINTS = st.lists(st.tuples(st.integers(1, 15), SECONDS, st.sampled_from([0, 1, 2, 255])), max_size=40)


@settings(max_examples=300, deadline=None)
@given(st.lists(POINTS, min_size=1, max_size=4))
def test_the_last_day_is_exact_to_the_second(batches: list[Points]) -> None:
    """Whatever the order and the gaps, the window holds just what a plain count over all points says."""
    made = filled(batches[0])
    for one in batches[1:]:
        made.add(
            np.asarray([person for person, _, _ in one], np.uint64),
            np.asarray([second for _, second, _ in one], np.int64) * 1_000_000,
            np.asarray([label for _, _, label in one], np.uint8),
        )
    seconds = [second for one in batches for _, second, _ in one]
    told = made.told()
    if not seconds:
        assert told is None
        return
    assert told is not None and told.last_24h is not None and told.points.value == len(seconds)
    assert told.last == EPOCH + timedelta(seconds=max(seconds))
    assert told.first == EPOCH + timedelta(seconds=min(seconds))
    assert told.last_24h.value == sum(second >= max(seconds) - DAY for second in seconds)


@settings(max_examples=300, deadline=None)
@given(st.lists(POINTS, min_size=1, max_size=5), st.randoms())
def test_merging_in_any_order_is_one_pass(batches: list[Points], random: Any) -> None:
    """Points counted apart and merged in any order and grouping are told as if one had seen them all."""
    whole = filled([point for one in batches for point in one]).told()
    parts = [filled(one) for one in batches]
    while len(parts) > 1:
        random.shuffle(parts)
        parts.append(parts.pop().merge(parts.pop()))
    assert parts[0].told() == whole


@settings(max_examples=200, deadline=None)
@given(POINTS)
def test_tags_count_people_once_and_hide_few(points: Points) -> None:
    """A tag is told with its points and distinct people, in tens, if ten carry it and not all but a few; few ones are
    only counted, and so is one more where their number could be told."""
    told = filled(points).told()
    if told is None:
        return
    people = {at: {person for person, _, label in points if label == at} for at in range(3)}
    counts = Counter(label for _, _, label in points)
    of_all = len({person for person, _, _ in points})
    hidden = [
        hide or (len(people[at]) > 0 and 0 < of_all - len(people[at]) < FEWEST)
        for at, hide in enumerate(hide_small([len(people[at]) for at in range(3)]))
    ]
    shown = {
        ("a", "b", "c")[at]: (counts[at] // 10 * 10, len(people[at]) // 10 * 10)
        for at in range(3)
        if people[at] and not hidden[at]
    }
    assert {tag.tag: (tag.points.value, tag.people.value) for tag in told.tags} == shown
    assert told.suppressed_tags == sum(hidden)
    assert all(count >= FEWEST for _, count in shown.values())


def test_one_person_more_at_a_place_changes_nothing_that_is_told_of_it() -> None:
    """Of two runs with somebody more in the second one, tags tell the same; only totals grow."""
    before = [(person, 7_200, person % 2) for person in range(1, 243)]
    runs = [filled([*before, *more]).told() for more in ([], [(243, 7_200, 0)], [(1, 7_300, 0)])]
    told = [one.tags for one in runs if one is not None]
    assert [(tag.tag, tag.points.value, tag.people.value) for tag in told[0]] == [("a", 120, 120), ("b", 120, 120)]
    assert told[0] == told[1] == told[2]
    assert {(tag.people.low, tag.people.high, tag.people.exact) for tag in told[0]} == {(120, 129, False)}


def test_a_place_of_all_but_a_few_is_hidden_as_well() -> None:
    """That three of a hundred people were never there would tell as much of these three."""
    told = filled([(person, 7_200, 0) for person in range(1, 98)] + [(n, 0, 2) for n in range(98, 101)]).told()
    assert told is not None and told.tags == () and told.suppressed_tags == 2
    assert (everybody := filled([(person, 0, 0) for person in range(1, 101)]).told()) is not None
    assert [(tag.tag, tag.people.value) for tag in everybody.tags] == [("a", 100)]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.integers(0, 40), max_size=24))
def test_hidden_hours_cannot_be_told_from_the_total(counts: list[int]) -> None:
    """No count from 1 to 9 shows; and what is missing from the total is ten or more, and never one hour alone."""
    hidden = hide_small(counts)
    assert all(hide for count, hide in zip(counts, hidden, strict=True) if 0 < count < FEWEST)
    assert not any(hide for count, hide in zip(counts, hidden, strict=True) if count == 0)
    missing = [count for count, hide in zip(counts, hidden, strict=True) if hide]
    others = [count for count, hide in zip(counts, hidden, strict=True) if not hide and count]
    if missing and others:
        assert len(missing) >= 2 and sum(missing) >= FEWEST
    if all(count == 0 or count >= FEWEST for count in counts):
        assert not missing


def test_what_a_sample_tells_has_intervals() -> None:
    """Where one point in four was read, points of a tag are an estimate; people and hours are lower bounds."""
    told = filled([(person, 7_200, 0) for person in range(1, 101)]).told(scale=4.0)
    assert told is not None
    (tag,), (hour,) = told.tags, told.hours
    assert tag.points.value == 400 and tag.points.low < 400 < (tag.points.high or 0) and not tag.points.exact
    for bound in (tag.people, hour.points):
        assert bound is not None and (bound.value, bound.low, bound.high, bound.exact) == (100, 100, None, False)


def test_the_last_day_of_a_sample_is_bounded_by_what_was_read() -> None:
    """Neighbouring rows are of one time: a sample says how many there are at least, and at most, and no more."""
    points = [(person, DAY * 9, 0) for person in range(1, 51)] + [(person, 7_200, 0) for person in range(1, 51)]
    told = filled(points).told(scale=4.0)
    assert told is not None and told.last_24h is not None and told.points.high is not None
    assert (told.last_24h.value, told.last_24h.low, told.last_24h.high) == (200, 50, told.points.high - 50)


def test_points_without_a_time_are_points() -> None:
    """They count; first, last and the day are told of those that have a time, and of none if none has."""
    made = Paths()
    made.add(np.arange(1, 4, dtype=np.uint64), np.full(3, kernels.MISSING), None)
    told = made.told()
    assert told is not None and told.points.value == 3
    assert (told.first, told.last, told.last_24h, told.hours) == (None, None, None, ())


def test_clocks_that_run_ahead_do_not_move_the_window() -> None:
    """A point dated next year is counted, and does not make the last day an empty one."""
    now = int(time.time())
    made = filled([(1, now - 60, 0), (2, now - 30, 0), (3, now + 400 * DAY, 0)])
    told = made.told()
    assert told is not None and told.last_24h is not None and told.last is not None
    assert (told.points.value, told.last_24h.value) == (3, 2)
    assert told.future == Count(value=None, low=1)
    assert told.last == EPOCH + timedelta(seconds=now - 30)


def test_points_dated_in_the_future_are_told_in_tens() -> None:
    """Even where all of them are: then there is no window, and nobody says that the store is still being written."""
    made = filled([(n, int(time.time()) + 400 * DAY, 0) for n in range(27)])
    told = made.told()
    assert told is not None and told.future is not None
    assert (told.first, told.is_live, told.future.value, told.future.high) == (None, None, 20, 29)
    assert _words.window(told) == ", about 20 of them dated in the future"


def test_a_store_still_being_written_is_called_live() -> None:
    """A newest point of the last minutes means that somebody is still tracked; an old one does not."""
    now = int(time.time())
    for second, is_live in ((now - 60, True), (now - 3_600, False)):
        told = filled([(1, second, 0)]).told()
        assert told is not None and told.is_live is is_live


def test_a_sample_is_scaled_with_its_interval() -> None:
    """Twice as many points as were read: twice the count, an interval around it, and people as a lower bound."""
    told = filled([(n % 50 + 1, 1_500_000_000 + n, 0) for n in range(1_000)]).told(2.0)
    assert told is not None and told.points.high is not None
    assert (told.points.value, told.points.exact) == (2_000, False)
    assert told.points.low < 2_000 < told.points.high
    assert (told.people.low, told.people.high, told.people.exact) == (50, None, False)


def test_at_most_so_many_tags_are_followed() -> None:
    """The sixty-fifth tag is not counted, and costs the others nothing."""
    made = Paths()
    made.follow(f"t{n}" for n in range(100))
    made.follow(["t1", "new"])
    assert made.tags == [f"t{n}" for n in range(TAGS)]


def tally_of(tags: list[str]) -> tuple[Store, _Work]:
    """A survey's work on points with *tags*, one person a point."""
    rows = sightings(range(len(tags)), tags=tags)
    store = Store()
    tally = store.add("sightings", rows, 500)
    assert tally.points == len(tags)
    container: Any = None
    return store, _Work(container=container, plan=tally.plan, tally=tally, outcome="complete")


def test_a_tag_of_few_people_is_never_printed() -> None:
    """Nine visitors of one place are hidden, and one more tag with it, lest the total tell; the tenth shows it."""
    for few, shown in ((9, False), (10, True)):
        store, work = tally_of(["hotel"] * 1_000 + ["mosque"] * 1_000 + ["safe house"] * few)
        told = told_by_survey([work], store.paths, Names())
        assert told is not None
        assert ("safe house" in {tag.tag for tag in told.tags}) is shown
        assert told.suppressed_tags == (0 if shown else 2) and len(told.tags) == (3 if shown else 1)


def test_many_points_of_few_people_are_few_people() -> None:
    """A thousand points of nine people at one place show nothing of it, nor does the one other place's number."""
    people = [n % 9 for n in range(1_000)] + list(range(100, 1_100))
    store = Store()
    store.add("sightings", sightings(people, tags=["safe house"] * 1_000 + ["hotel"] * 1_000))
    told = store.paths.told()
    assert told is not None and told.tags == () and told.suppressed_tags == 2


@pytest.mark.parametrize("value", ["p17@example.org", "4111111111111111", "DE02100500000054540402"])
def test_a_tag_that_is_a_value_is_never_printed(value: str) -> None:
    """A mail address, card or account number as a place tag is left out, however many carry it."""
    store, work = tally_of(["hotel"] * 1_500 + [value] * 500)
    told = told_by_survey([work], store.paths, Names())
    assert told is not None
    assert value not in repr(told)
    assert {tag.tag for tag in told.tags} <= {"hotel"}


def test_tags_of_a_small_container_are_told() -> None:
    """Three hundred points are enough to tell the places."""
    store, work = tally_of(["hotel"] * 200 + ["mosque"] * 100)
    told = told_by_survey([work], store.paths, Names())
    assert told is not None and {tag.tag: tag.people.value for tag in told.tags} == {"hotel": 200, "mosque": 100}


def test_points_without_a_person_are_no_trail() -> None:
    """Coordinates of lamp posts with times belong to nobody; points whose person is missing do not count."""
    store = Store()
    rows = sightings([1] * 2_000)
    del rows["person_id"]
    store.add("lamps", rows)
    assert store.paths.told() is None
    rows = sightings([n % 100 for n in range(2_000)])
    rows["person_id"] = [None if n % 4 == 0 else person for n, person in enumerate(rows["person_id"])]
    store.add("sightings", rows)
    told = store.paths.told()
    assert told is not None and told.points.value == 1_500


def test_nothing_of_a_trail_names_a_person_place_or_minute() -> None:
    """What is told has counts, hours and tags only: no coordinates, no identifiers, no single sighting."""
    store, work = tally_of(["hotel"] * 2_000)
    told = repr(told_by_survey([work], store.paths, Names()))
    latitudes = pa.array(sightings(range(2_000))["latitude"]).to_pylist()
    assert not any(str(latitude)[:8] in told for latitude in latitudes)


def trips(seen: list[tuple[int, int, int]], **labels: list[str]) -> Any:
    """Rows of (person, camera, hour): the same camera has the same coordinates, to the last digit."""
    rows: dict[str, Any] = {
        "person_id": [person for person, _, _ in seen],
        "latitude": [39.001 + camera / 70 for _, camera, _ in seen],
        "longitude": [75.501 + camera / 70 for _, camera, _ in seen],
        "seen_at": pa.array(
            [(1_700_000_000 + hour * 3600) * 1_000_000 for _, _, hour in seen], pa.timestamp("us", "UTC")
        ),
    }
    return {**rows, **labels}


def brute(seen: list[tuple[int, int, int]], points: int) -> float:
    trails: dict[int, set[tuple[int, int]]] = {}
    for person, camera, hour in seen:
        trails.setdefault(person, set()).add((camera, hour))
    shares = [
        [sum(set(one) <= other for other in trails.values()) == 1 for one in combinations(sorted(own), points)]
        for own in trails.values()
        if len(own) >= points
    ]
    return sum(sum(one) / len(one) for one in shares) / len(shares)


def by_hour(told: Any) -> dict[int, float]:
    return {one.points: one.share for one in told.unicity if (one.place, one.minutes) == ("as recorded", 60)}


@pytest.mark.parametrize("ends", [(), (100, 333), (1, 2, 3, 500)])
def test_unicity_of_what_was_read_is_that_of_brute_force(ends: tuple[int, ...]) -> None:
    """However the rows came in batches, and whether places are pairs, or one text each."""
    rng = np.random.default_rng(5)
    seen = [
        (int(n), int(c), int(h))
        for n, c, h in zip(rng.integers(1, 120, 600), rng.integers(0, 9, 600), rng.integers(0, 5, 600), strict=True)
    ]
    rows = trips(seen)
    texts = {**rows, "position": [f"{a:.6f},{b:.6f}" for a, b in zip(rows["latitude"], rows["longitude"], strict=True)]}
    del texts["latitude"], texts["longitude"]
    for made in (rows, texts):
        store = Store()
        assert store.add("sightings", made, *ends).points == 600
        told = store.paths.told()
        assert told is not None
        assert by_hour(told) == {p: pytest.approx(brute(seen, p), abs=6e-5) for p in (1, 2, 3, 4)}
        assert {one.basis for one in told.unicity} == {"full"}
        assert ({one.place for one in told.unicity} == {"as recorded"}) is (made is texts)


def test_points_without_a_time_are_no_sightings() -> None:
    """They single out nobody; what their labels tell is one visit, whenever it was."""
    rng = np.random.default_rng(8)
    seen = [
        (int(n), int(c), int(h))
        for n, c, h in zip(rng.integers(1, 60, 400), rng.integers(0, 9, 400), rng.integers(0, 5, 400), strict=True)
    ]
    rows = trips(seen, place=["mosque"] * 400)
    times = rows["seen_at"].to_pylist()
    rows["seen_at"] = pa.array(
        [None if at % 4 == 0 else time for at, time in enumerate(times)], pa.timestamp("us", "UTC")
    )
    store = Store()
    store.add("sightings", rows, 90)
    told = store.paths.told()
    timed = [one for at, one in enumerate(seen) if at % 4]
    assert told is not None and by_hour(told) == {p: pytest.approx(brute(timed, p), abs=6e-5) for p in (1, 2, 3, 4)}
    assert told == store.paths.told()  # asked again, it says the same


def test_unicity_of_two_containers_is_of_all_points() -> None:
    """Points of one person in two tables are one trail, and merging them in any order tells the same."""
    rng = np.random.default_rng(6)
    seen = [
        (int(n), int(c), int(h))
        for n, c, h in zip(rng.integers(1, 40, 300), rng.integers(0, 9, 300), rng.integers(0, 5, 300), strict=True)
    ]
    store = Store()
    store.add("sightings_may", trips(seen[:150]))
    store.add("sightings_june", trips(seen[150:]))
    told = store.paths.told()
    assert told is not None and by_hour(told) == {p: pytest.approx(brute(seen, p), abs=6e-5) for p in (1, 2, 3, 4)}


def test_a_sample_of_points_singles_out_at_most() -> None:
    """What was not read may match as well: shares are upper bounds, and visits lower ones."""
    store, work = tally_of(["mosque"] * 300 + ["hotel"] * 300)
    work.outcome = "sampled"
    told = told_by_survey([work], store.paths, Names())
    assert told is not None and told.unicity
    assert {(one.basis, one.low) for one in told.unicity} == {("upper-bound", 0.0)}
    (religion,) = told.reveals
    assert religion.people is not None and (religion.people.low, religion.people.high) == (300, None)


def test_places_tell_of_those_who_were_there_and_of_those_who_come_back() -> None:
    """A visit is an hour at places of a category; counts are in tens, few visitors and few others are hidden."""
    seen, place = [], []
    for person in range(200):
        seen.append((person, 1, 0))
        place.append("hotel")
        for hour in range(3 if person < 25 else 1 if person < 57 else 0):
            seen += [(person, 2, hour), (person, 3, hour)]
            place += ["mosque", "清真寺"]
        if person < 9:
            seen.append((person, 4, 7))
            place.append("dialysis unit")
        if person < 195:
            seen.append((person, 5, 8))
            place.append("primary school")
    store = Store()
    store.add("sightings", trips(seen, place=place), 100, 250)
    told = store.paths.told()
    assert told is not None
    found = {one.category: one for one in told.reveals}
    religion = found["religion"]
    assert (religion.article, religion.labels) == ("9", 2)
    assert religion.people is not None and (religion.people.value, religion.people.high) == (50, 59)
    assert religion.often is not None and religion.often.value == 20
    assert found["health"].people is None and found["health"].often is None
    assert found["minors"].people is None  # the five others could be told
    assert set(found) == {"religion", "health", "minors"} and religion.points.value == 210


def test_names_of_places_too_many_to_be_tags_tell_as_well() -> None:
    """Of fifteen hundred names of cameras no tag is told, but what the names tell is counted."""
    seen = [(person, camera, camera % 5) for person in range(100) for camera in range(person % 9, 900, 60)]
    names = [f"{'mosque' if camera % 10 == 0 else 'gate'} no. {at}" for at, (_, camera, _) in enumerate(seen)]
    store = Store()
    store.add("sightings", trips(seen, place_name=names))
    told = store.paths.told()
    assert told is not None and told.tags == ()
    assert [one.category for one in told.reveals] == ["religion"]


def test_too_many_points_are_said_not_to_be_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the bound nothing is kept, in whatever order tables are merged, and the report says why."""
    monkeypatch.setattr(points, "MOST", 500)
    store, work = tally_of(["mosque"] * 600)
    told = told_by_survey([work], store.paths, Names())
    assert told is not None and (told.unicity, told.reveals, told.days) == ((), (), None)
    assert "too many" in told.unmeasured and told.points.value == 600
    assert store.paths.kept._columns == {}


def test_days_are_those_of_half_of_the_people() -> None:
    """The median of the different days on which a person was seen."""
    seen = [(person, 1, 24 * day) for person in range(40) for day in range(31 if person < 21 else 1)]
    store = Store()
    store.add("sightings", trips(seen))
    told = store.paths.told()
    assert told is not None and told.days == 31


def test_points_inside_a_persons_record_and_pairs_in_arrays_are_the_same_trails() -> None:
    """A list of visits in each person's document, and GeoJSON's two numbers in a record each: both as brute force."""
    rng = np.random.default_rng(1)
    seen = [
        (person, int(rng.integers(9)), int(rng.integers(5))) for person in range(200) for _ in range(rng.integers(1, 7))
    ]
    flat = trips(seen, place=[("mosque", "hotel")[camera % 2] for _, camera, _ in seen])
    visits: list[list[dict[str, Any]]] = [[] for _ in range(200)]
    for at, (person, _, _) in enumerate(seen):
        visits[person].append({
            "lat": flat["latitude"][at], "lon": flat["longitude"][at], "place": flat["place"][at],
            "seen_at": flat["seen_at"][at].as_py(),
        })  # fmt: skip
    nested = {"person_id": list(range(200)), "visits": visits}
    pairs = {name: flat[name] for name in ("person_id", "seen_at")}
    pairs["location"] = [list(one) for one in zip(flat["longitude"], flat["latitude"], strict=True)]
    for made in (nested, pairs):
        store = Store()
        assert store.add("people", made, 60).points == len(seen)
        told = store.paths.told()
        assert told is not None
        assert by_hour(told) == {p: pytest.approx(brute(seen, p), abs=6e-5) for p in (1, 2, 3, 4)}
        visitors = len({person for person, camera, _ in seen if camera % 2 == 0})
        assert [one.people and one.people.value for one in told.reveals] == (
            [visitors // 10 * 10] if made is nested else []
        )


def located(locations: list[Any]) -> Any:
    """What is told of points as arrays, one a person."""
    seen = [(person, 0, 0) for person in range(len(locations))]
    rows = {name: trips(seen)[name] for name in ("person_id", "seen_at")}
    store = Store()
    tally = store.add("people", {**rows, "location": locations}, 60)
    return tally.points, store.paths


def test_pairs_with_a_whole_number_are_pairs() -> None:
    """39.0 is a degree like any other, wherever it stands."""
    pairs = [[39.0 if n == 7 else 39.4, 75.0 if n % 3 == 0 else 75.9] for n in range(300)]
    points, paths = located(pairs)
    assert points == 300
    told = paths.told()
    assert told is not None and told.points.value == 300 and told.people.value == 300


def test_heights_are_no_points() -> None:
    """Of three numbers the third is the height, whether it could be a degree or not, and whether all have one."""
    assert located([[75.9, 39.4, 12.5] for _ in range(200)])[0] == 200
    assert located([[75.9, 39.4, 1250.5 if n % 2 else 12.5] for n in range(200)])[0] == 200
    assert located([[75.9, 39.4, 12.5][: 2 + n % 2] for n in range(200)])[0] == 200


def test_half_a_pair_is_no_point() -> None:
    """What is left where the other number is no degree counts for nothing, and costs the other records nothing."""
    assert located([[75.9, 399.5] if n % 10 == 0 else [75.9, 39.4] for n in range(200)])[0] == 180
    assert located([[75.9] if n % 10 == 0 else [75.9, 39.4] for n in range(200)])[0] == 180
    assert located([[] if n % 10 == 0 else [75.9, 39.4] for n in range(200)])[0] == 180


def test_texts_in_arrays_are_each_a_point() -> None:
    """Two texts in a record are two points, and not two halves of one."""
    assert located([["39.4012,75.9012", f"39.40{n:02},75.90{n:02}"] for n in range(10, 99)])[0] == 178


@given(st.lists(st.integers(0, 12), max_size=60), st.randoms())
def test_every_point_is_of_one_record(rows: list[int], random: Any) -> None:
    """Both numbers are of the same record and next to one another in it; no number is of two points."""
    random.shuffle(rows)
    at = points.pairs_of(np.asarray(rows, np.int32))
    taken = at.ravel().tolist()
    assert len(taken) == len(set(taken))
    assert all(rows[left] == rows[right] and left < right for left, right in at.tolist())
    assert {rows[left] for left, _ in at.tolist()} == {row for row in rows if rows.count(row) >= 2}


def test_latitudes_in_the_field_for_longitudes_are_told_as_such() -> None:
    """Where values leave what a latitude can be the fields are swapped: as many points and places, and it is said."""
    rng = np.random.default_rng(4)
    seen = [(int(n), int(c), int(h)) for n, c, h in zip(*rng.integers(0, [[90], [9], [30]], (3, 300)), strict=True)]
    rows = trips(seen)
    rows["longitude"] = [longitude + 41 for longitude in rows["longitude"]]  # from 116 on
    told = {}
    for name, fields in (("right", ("latitude", "longitude")), ("swapped", ("longitude", "latitude"))):
        made = {**rows, "latitude": rows[fields[0]], "longitude": rows[fields[1]]}
        store = Store()
        tally = store.add("sightings", made, 100)
        found = store.paths.told()
        assert found is not None and tally.points == 300
        whys = {claim.verdict.why for path in ("latitude", "longitude") for claim in tally.plan.claims[path]}
        assert all(("the wrong way round" in why) is (name == "swapped") for why in whys)
        told[name] = (found.points, found.people, found.unicity)
        assert by_hour(found) == {p: pytest.approx(brute(seen, p), abs=6e-5) for p in (1, 2, 3, 4)}
    assert told["right"] == told["swapped"]


@pytest.mark.parametrize("beyond", [95.0, 91.5])
def test_fields_of_latitudes_that_are_none_are_undecided(beyond: float) -> None:
    """Numbers beyond 90 under both names are no points, whichever way round."""
    seen = [(person, person % 9, 0) for person in range(300)]
    rows = trips(seen)
    rows["latitude"] = [beyond + n % 9 / 70 for n in range(300)]
    rows["longitude"] = [beyond + n % 9 / 70 for n in range(300)]
    store = Store()
    assert store.add("sightings", rows).points == 0
    assert store.paths.told() is None
