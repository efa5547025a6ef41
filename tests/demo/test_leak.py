"""The synthetic leak: real formats, nobody's values, the same rows every time, and true numbers about itself."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pyarrow as pa
import pytest
from stdnum import numdb
from stdnum.cn import ric

from nightlatch.demo import leak_people
from nightlatch.demo.leak import PEOPLE_SCHEMA, POINTS_SCHEMA, Leak
from nightlatch.demo.leak_load import Refused, load
from nightlatch.demo.words import BOX, PLACES

ENDING = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
DAY = timedelta(hours=24)
SMALL = Leak(people=3_000, points=7_800, seed=11, ending=ENDING)

PERSON = ("650199201305100002", "+33353018893", "6e1e0e03.jpg")
POINT = (864, "gate 919", 39.272368, 82.921541)

# Written out again here, from the regulators' publications, so that a slip in `words` shows.
FICTION = re.compile(r"\+33(?:19900|26191|35301|46571|53649|63998)\d{4}|\+447700900\d{3}")


def rows(batches: Iterable[pa.RecordBatch]) -> list[dict[str, Any]]:
    return [row for batch in batches for row in batch.to_pylist()]


@pytest.fixture(scope="module")
def people() -> list[dict[str, Any]]:
    return rows(SMALL.people_batches())


@pytest.fixture(scope="module")
def points() -> list[dict[str, Any]]:
    return rows(SMALL.point_batches())


def whole(batches: Iterable[pa.RecordBatch]) -> pa.Table:
    return pa.Table.from_batches(batches).combine_chunks()


def checked_by_hand(number: str) -> bool:
    """GB 11643: the sum of 2**(17 - i) * digit i, over all 18, leaves 1 modulo 11."""
    return sum(2 ** (17 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(number)) % 11 == 1


class TestIdNumbers:
    def test_check_character_is_the_one_that_stdnum_computes(self, people: list[dict[str, Any]]) -> None:
        """Every id number ends in the check character of ISO 7064 MOD 11-2, by two independent calculations."""
        numbers = [person["id_number"] for person in people]
        assert all(ric.calc_check_digit(number) == number[-1] for number in numbers)
        assert all(checked_by_hand(number) for number in numbers)
        assert {number[-1] for number in numbers} == set("0123456789X")

    def test_no_area_code_is_assigned(self, people: list[dict[str, Any]]) -> None:
        """stdnum knows the province of every id number, and no county: no real person can have it."""
        areas = numdb.get("cn/loc")
        for code in {person["id_number"][:6] for person in people}:
            found = {key: value for _, properties in areas.info(code) for key, value in properties.items()}
            assert "province" in found
            assert "county" not in found

    def test_the_table_of_areas_knows_real_counties(self) -> None:
        """The table that the test above trusts does name the county of an assigned code."""
        assert any("county" in properties for _, properties in numdb.get("cn/loc").info("110101"))

    def test_date_and_sex_agree_with_the_other_fields(self, people: list[dict[str, Any]]) -> None:
        """The id number carries the birth date, and an odd order number for men."""
        for person in people:
            assert ric.get_birth_date(person["id_number"]) == person["birth_date"]
            assert (int(person["id_number"][16]) % 2 == 1) == (person["sex"] == "男")

    def test_are_unique(self) -> None:
        """A quarter of a million people have as many id numbers."""
        leak = Leak(people=250_000, points=0, seed=3, ending=ENDING)
        numbers = pa.chunked_array([batch["id_number"] for batch in leak.people_batches()])
        assert len(numbers.unique()) == len(numbers) == 250_000

    def test_are_unique_among_those_who_share_area_and_order(self) -> None:
        """The 365 people who share area and order number, far apart by row, differ in the day of birth."""
        apart = pow(leak_people._STRIDE, -1, leak_people.CAPACITY)  # rows from one day of an area to its next
        for first in range(0, 20_000_000, 400_000):
            together = np.array([(first + step * apart) % leak_people.CAPACITY for step in range(365)], np.int64)
            numbers = leak_people.people(1, ENDING.date(), together)["id_number"].to_pylist()
            assert len({number[:6] for number in numbers}) <= 2
            assert len(set(numbers)) == 365


class TestDocuments:
    def test_card_is_valid_on_the_day(self, people: list[dict[str, Any]]) -> None:
        """Cards are issued after birth and not in the future, and have not run out; from 46 on they never do."""
        today = ENDING.date()
        for person in people:
            assert person["birth_date"] <= person["id_issued"] <= today
            assert (person["id_expires"] is None) == (today.year - person["birth_date"].year >= 46)
            assert person["id_expires"] is None or person["id_expires"] >= today

    def test_children_have_no_employer(self, people: list[dict[str, Any]]) -> None:
        """Nobody under 16 has an employer, every adult has."""
        for person in people:
            age = ENDING.year - person["birth_date"].year
            assert (person["employer"] is None) == (age <= 16)

    def test_names_come_in_seven_scripts(self, people: list[dict[str, Any]]) -> None:
        """Names are in Arabic (also with letters that only Uyghur has), Han, Latin, Cyrillic, Hangul and Tibetan."""
        text = "".join(person["name"] for person in people)
        for letters in (
            "[\u06c6-\u06d5]",
            "[ذصضطظع]",
            "[\u4e00-\u9fff]",
            "[A-Za-z]",
            "[\u0400-\u04ff]",
            "[가-힣]",
            "[\u0f00-\u0fff]",
        ):
            assert re.search(letters, text), letters

    def test_address_and_employer_are_in_the_script_of_the_name(self, people: list[dict[str, Any]]) -> None:
        """Who writes a name in Han or Cyrillic lives and works in that script, in the city that does not exist."""
        for person in people:
            for script, city in (("[\u4e00-\u9fff]", "沙柳"), ("[\u0400-\u04ff]", "Кумтал"), ("[가-힣]", "쿰탈")):
                if re.match(script, person["name"]):
                    assert city in person["address"]
                    assert person["employer"] is None or person["employer"].startswith(city)


class TestNobodysValues:
    def test_phones_are_reserved_for_fiction(self, people: list[dict[str, Any]]) -> None:
        """Every phone number lies in a block that a regulator keeps for films and plays."""
        assert all(FICTION.fullmatch(person["phone"]) for person in people)

    def test_photos_lead_nowhere(self, people: list[dict[str, Any]]) -> None:
        """Photos are under example.org (RFC 2606), each with a name of its own that tells nothing."""
        assert {urlsplit(person["photo"]).netloc for person in people} == {"photos.example.org"}
        assert all(re.fullmatch(r"/[0-9a-f]{32}\.jpg", urlsplit(person["photo"]).path) for person in people)
        assert len({person["photo"] for person in people}) == len(people)

    def test_places_are_where_nobody_lives(self, points: list[dict[str, Any]]) -> None:
        """All points lie in one box of 27 by 30 km, in the dunes."""
        south, west, north, east = BOX
        for point in points:
            assert south - 0.001 < point["latitude"] < north + 0.001
            assert west - 0.001 < point["longitude"] < east + 0.001
        assert 38.5 < south < north < 39.5
        assert 82.0 < west < east < 83.5


class TestPoints:
    def test_lie_in_the_day_before_the_ending(self, points: list[dict[str, Any]]) -> None:
        """The newest point is at the ending, the oldest less than 24 hours before, and they come in order."""
        times = [point["seen_at"] for point in points]
        assert times == sorted(times)
        assert times[-1] == ENDING
        assert ENDING - DAY < times[0] < ENDING - DAY + timedelta(minutes=5)

    def test_are_of_people_who_exist(self, points: list[dict[str, Any]]) -> None:
        """Every point belongs to one of the people."""
        assert {point["person_id"] for point in points} <= set(range(1, SMALL.people + 1))

    def test_counts_per_person_are_heavy_tailed(self) -> None:
        """The busiest hundredth of the people has over a tenth of the points, and one person in five has none."""
        leak = Leak(people=20_000, points=52_000, seed=5, ending=ENDING)
        seen = Counter(person for batch in leak.point_batches() for person in batch["person_id"].to_pylist())
        assert sum(many for _, many in seen.most_common(200)) > 5_200
        assert 0.7 < len(seen) / 20_000 < 0.85
        assert max(seen.values()) > 50

    def test_trackers_keep_their_place(self) -> None:
        """1,039 trackers, each with one kind of place and within 40 m of one spot."""
        spots: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for point in rows(Leak(people=20_000, points=80_000, seed=2, ending=ENDING).point_batches()):
            spots[point["tracker"]].append(point)
        assert set(spots) == {f"gate {number}" for number in range(1, 1040)}
        assert Counter(seen[0]["place"] for seen in spots.values()) == Counter(PLACES)
        for seen in spots.values():
            assert len({point["place"] for point in seen}) == 1
            for axis in ("latitude", "longitude"):
                assert max(p[axis] for p in seen) - min(p[axis] for p in seen) <= 0.000_301

    def test_have_two_rush_hours(self) -> None:
        """On the city's clock (UTC+6) 8 and 18 o'clock are the busiest of morning and evening, wherever it ends."""
        for ending in (ENDING, ENDING.replace(hour=17)):
            hours = Leak(people=5_000, points=50_000, seed=1, ending=ending).facts().points_by_hour
            local = Counter({(start.hour + 6) % 24: many for start, many in hours.items() if start != ending})
            assert max(range(13), key=local.__getitem__) == 8
            assert max(range(13, 24), key=local.__getitem__) == 18


class TestReproducible:
    def test_whatever_the_batch_size(self) -> None:
        """Batches of 7 rows hold what one batch holds."""
        leak = Leak(people=500, points=1_300, seed=11, ending=ENDING)
        assert whole(leak.people_batches(7)).equals(whole(leak.people_batches()))
        assert whole(leak.point_batches(7)).equals(whole(leak.point_batches()))

    def test_for_good(self) -> None:
        """Row 1 of seed 1 is what it was when this was written: no library or machine changes it."""
        leak = Leak(people=1_000, points=2_600, seed=1, ending=ENDING)
        person = next(leak.people_batches(1)).to_pylist()[0]
        assert (person["id_number"], person["phone"], person["photo"][-12:]) == PERSON
        point = next(leak.point_batches(1)).to_pylist()[0]
        assert (point["person_id"], point["tracker"], point["latitude"], point["longitude"]) == POINT

    def test_and_another_seed_is_another_city(self) -> None:
        """Two seeds have no id number in common among their first thousand people, nor the same points."""
        one, two = (Leak(people=1_000, points=2_600, seed=seed, ending=ENDING) for seed in (1, 2))
        numbers = [set(whole(leak.people_batches())["id_number"].to_pylist()) for leak in (one, two)]
        assert not numbers[0] & numbers[1]
        assert not whole(one.point_batches()).equals(whole(two.point_batches()))

    def test_in_any_time_zone(self) -> None:
        """The same ending said in another time zone gives the same rows."""
        there = ENDING.astimezone(timezone(timedelta(hours=8)))
        one, two = (Leak(people=300, points=700, seed=1, ending=ending) for ending in (ENDING, there))
        assert whole(one.point_batches()).equals(whole(two.point_batches()))
        assert whole(one.people_batches()).equals(whole(two.people_batches()))


class TestFacts:
    def test_equal_a_count_by_hand(self, points: list[dict[str, Any]]) -> None:
        """Facts are what counting the rows one by one gives."""
        facts = SMALL.facts()
        by_tag: dict[str, set[int]] = defaultdict(set)
        for point in points:
            by_tag[point["place"]].add(point["person_id"])
        assert (facts.people, facts.points) == (3_000, 7_800)
        assert (facts.first, facts.last) == (points[0]["seen_at"], points[-1]["seen_at"])
        assert facts.people_seen == len({point["person_id"] for point in points})
        assert facts.points_by_tag == Counter(point["place"] for point in points)
        assert facts.people_by_tag == {tag: len(who) for tag, who in by_tag.items()}
        hours = Counter(point["seen_at"].replace(minute=0, second=0, microsecond=0) for point in points)
        assert facts.points_by_hour == hours

    def test_of_nothing(self) -> None:
        """Without points there is no first and no last one, and nobody is seen."""
        facts = Leak(people=10, points=0, seed=1, ending=ENDING).facts()
        assert (facts.points, facts.first, facts.last, facts.people_seen) == (0, None, None, 0)


class TestSizes:
    @pytest.mark.parametrize(("people", "points"), [(0, 0), (1, 0), (1, 1), (1, 50), (3, 100_001), (50_001, 2)])
    def test_are_met_exactly(self, people: int, points: int) -> None:
        """As many people and points come out as were asked for, at the edges of batches too."""
        leak = Leak(people=people, points=points, seed=1, ending=ENDING)
        assert sum(batch.num_rows for batch in leak.people_batches()) == people
        assert sum(batch.num_rows for batch in leak.point_batches()) == points

    def test_schema_is_that_of_the_batches(self) -> None:
        """Batches have the published schemas, and only ids may not be missing."""
        assert next(SMALL.people_batches()).schema == PEOPLE_SCHEMA
        assert next(SMALL.point_batches()).schema == POINTS_SCHEMA
        next(SMALL.people_batches()).validate(full=True)
        next(SMALL.point_batches()).validate(full=True)

    @pytest.mark.parametrize("wrong", [{"people": -1}, {"people": 10**9}, {"people": 0}, {"points": -1}])
    def test_that_make_no_sense_are_refused(self, wrong: dict[str, int]) -> None:
        """More people than id numbers, less than none, or points of nobody are refused."""
        with pytest.raises(ValueError, match=r"people|nobody"):
            Leak(**({"people": 1, "points": 1, "seed": 1, "ending": ENDING} | wrong))

    def test_an_ending_without_time_zone_is_refused(self) -> None:
        """A time that could be anywhere is no ending."""
        with pytest.raises(ValueError, match="time zone"):
            Leak(people=1, points=1, seed=1, ending=datetime(2026, 11, 23))

    def test_a_new_years_day_has_no_unborn(self) -> None:
        """On 1 January everybody is born, and nobody's card is older than its owner."""
        leak = Leak(people=2_000, points=0, seed=1, ending=datetime(2025, 1, 1, 0, 0, tzinfo=UTC))
        for person in rows(leak.people_batches()):
            assert person["birth_date"] <= person["id_issued"] <= date(2025, 1, 1)

    def test_come_lazily(self) -> None:
        """The first rows of the largest leak that can be are there at once: nothing is kept but one batch."""
        leak = Leak(people=leak_people.CAPACITY, points=10**9, seed=1, ending=ENDING)
        assert len(list(islice(leak.people_batches(10), 3))) == 3
        assert len(list(islice(leak.point_batches(10), 3))) == 3


@dataclass(frozen=True, kw_only=True)
class Stranger:
    """A server that the demo did not start; touching its port fails the test."""

    kind: str = "redis"
    host: str = "127.0.0.1"
    alive: bool = True

    @property
    def port(self) -> int:
        pytest.fail("the loader went for the port of a server that it has to refuse")

    def is_running(self) -> bool:
        return self.alive


@pytest.fixture(params=["postgresql", "mongodb", "redis"])
def kind(request: pytest.FixtureRequest) -> Iterator[str]:
    pytest.importorskip({"postgresql": "adbc_driver_postgresql", "mongodb": "pymongo"}.get(request.param, "redis"))
    yield request.param


class TestLoaders:
    @pytest.mark.parametrize("host", ["192.0.2.7", "10.0.0.1", "::ffff:192.0.2.7", "localhost", "", "0.0.0.0", "127.1"])
    def test_write_nowhere_but_to_a_numeric_loopback_address(self, kind: str, host: str) -> None:
        """A name, a wildcard, or any other machine is refused before a socket is opened."""
        with pytest.raises(Refused, match="loopback"):
            load(kind, Stranger(kind=kind, host=host), SMALL)

    def test_write_nothing_to_a_server_that_has_ended(self, kind: str) -> None:
        """Where our own process is gone, the port may be somebody else's by now."""
        with pytest.raises(Refused, match="ended"):
            load(kind, Stranger(kind=kind, alive=False), SMALL)

    def test_of_an_unknown_kind_are_refused(self) -> None:
        """A kind without a loader is refused by name."""
        with pytest.raises(Refused, match="mainframe"):
            load("mainframe", Stranger(kind="mainframe"), SMALL)
