"""InfluxDB: statements that may not go out, samples spread over time, values of every type, odd answers."""

from __future__ import annotations

import contextlib

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Failed, Login
from nightlatch.stores import Page, Reading
from nightlatch.stores import _influxdb_wire as wire
from nightlatch.stores._csv_rows import Source
from nightlatch.stores._influxdb_about import seen
from tests import lab
from tests.lab.web import Answer, Asked, Web
from tests.loaders import influxdb
from tests.stores.cases import UNKNOWN
from tests.stores.cases.influxdb import closed
from tests.stores.looking import session, short, values

MARKS = (("X-Influxdb-Version", "1.8.10"),)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE DATABASE x",
        "DROP DATABASE x",
        'SELECT * INTO "a"."b"."c" FROM "a"."b"."c"',
        'SELECT * FROM "a"."b"."c"; DROP DATABASE x',
        'SHOW MEASUREMENTS ON "a"; DROP DATABASE x',
        'SELECT * FROM "a"."b"./.*/',
        "SHOW GRANTS FOR x",
        "DELETE FROM x",
        "KILL QUERY 1",
    ],
)
def test_no_other_statement_goes_out(statement: str) -> None:
    """What is of no declared form is refused before it is sent, alone or with options."""
    assert wire.guard(wire.QUERY, {"q": statement}, b"") is not None


def test_nothing_rides_beside_a_statement() -> None:
    """No body, no option that is not declared, nothing beside the other paths."""
    assert wire.guard(wire.QUERY, {"q": wire.DATABASES, "epoch": "ns"}, b"") is None
    assert wire.guard(wire.QUERY, {"q": wire.DATABASES, "db": "x"}, b"") is not None
    assert wire.guard(wire.QUERY, {"q": wire.DATABASES}, b"q=DROP") is not None
    assert wire.guard(wire.SETUP, {"q": "x"}, b"") is not None
    assert wire.guard(wire.PING, {}, b"") is None


@given(st.text(), st.text(), st.text())
def test_a_name_cannot_end_its_quotes(database: str, policy: str, measurement: str) -> None:
    """Whatever a measurement is called, the statement that reads it stays one of the declared form."""
    table = ".".join(map(wire.quoted, (database, policy, measurement)))
    assert wire.verb_of(f"SELECT * FROM {table} LIMIT 5") == "SELECT"


def test_values_of_every_type_come_as_they_are() -> None:
    """Text with commas, quotes and line ends, numbers, booleans, tags, gaps, JSON in text, and times."""
    with lab.fresh("influxdb") as server:
        influxdb.run(server.port, "CREATE DATABASE d")
        lines = (
            'm,city=x,k=a\\,b name="Ann \\"q\\" x,y",age=5i,w=1.5,j="{\\"a\\":7}" 1000000000\n'
            'm,city=y name="B\nnew",b=true 2000000000\nm,city=z name="C" 3000000000\nm,city=z w=1e30 4000000000\n'
            'odd\\ "one" v=1 5'
        )
        influxdb.send(server.port, "/write", {"db": "d"}, lines.encode(), None)
        with session("influxdb", server.port) as one:
            found = {each.name: each for each in one.containers()}
            assert set(found) == {"d.m", 'd.odd "one"'}
            assert set(found["d.m"].fields) == {"age", "b", "j", "name", "w", "city", "k"}
            told = values(one.read(found["d.m"], Reading()))
            assert told["name"] == ['Ann "q" x,y', "B\nnew", "C"]
            assert (told["age"], told["w"], told["b"]) == ([5], [1.5, 1e30], [True])
            assert (told["city"], told["k"], told["j.a"]) == (["x", "y", "z", "z"], ["a,b"], [7])
            assert [each.second for each in told["time"]] == [1, 2, 3, 4]
            assert one.count(found['d.odd "one"']).value == 1 and one.count(found['d.odd "one"']).exact
            assert values(one.read(found['d.odd "one"'], Reading()))["v"] == [1.0]


def test_a_sample_is_spread_over_time_and_bounded() -> None:
    """Of 20,000 points a sample of 640 comes from all of the time, the same for the same seed; all is all."""
    with lab.fresh("influxdb") as server:
        influxdb.run(server.port, "CREATE DATABASE d")
        points = "\n".join(f"m v={n}i {n * 1_000_000_000}" for n in range(20_000))
        influxdb.send(server.port, "/write", {"db": "d"}, points.encode(), None)
        with session("influxdb", server.port) as one:
            (found,) = one.containers()
            first, again, other = (values(one.read(found, Reading(records=640, seed=n)))["v"] for n in (1, 1, 2))
            assert first == again != other and len(first) == 640 and max(first) > 19_000
            told = values(one.read(found, Reading(full=True, records=1 << 62, bytes=None, seconds=None)))["v"]
            assert told == list(range(20_000))
            few = sum(batch.records for batch in one.read(found, Reading(full=True, bytes=1_000)))
            assert 0 < few <= 20_000


def test_a_wrong_password_is_a_failure() -> None:
    """A login that the server refuses is told as such."""
    with pytest.raises(Failed) as told, session("influxdb", closed().port, login=Login(user="ro", password="x")):
        pass
    assert told.value.failure.kind == "wrong-credentials"


def test_a_server_that_says_yes_to_everything_proves_nothing() -> None:
    """One that answers what no InfluxDB can parse gives no right (VictoriaMetrics answers every query so)."""
    body = {"results": [{"statement_id": 0, "series": [{"name": "databases", "columns": ["name"], "values": [["a"]]}]}]}
    with Web(lambda asked: Answer(body=body, headers=MARKS)) as web, session("influxdb", web.port) as one:
        assert short(one.access()) == UNKNOWN and not list(one.containers())


@pytest.mark.parametrize("body", [b"name,tags,time,a\nm,,1," + b"x" * (9 << 20), b"name,tags,time\nm,,1,2,3\n"])
def test_broken_csv_is_hostile(body: bytes) -> None:
    """A row without an end, and one with more fields than there are, is a failure that says so."""

    def answer(asked: Asked) -> Answer:
        statement = asked.query.get("q", "")
        if statement.startswith("SELECT"):
            return Answer(body=body, headers=(*MARKS, ("content-type", "text/csv")))
        if statement == wire.NONSENSE:
            return Answer(status=400, body={"error": "x"}, headers=MARKS)
        series = [{"name": "databases", "columns": ["name"], "values": [["a"]]}]
        return Answer(body={"results": [{"statement_id": 0, "series": series}]}, headers=MARKS)

    with Web(answer) as web, session("influxdb", web.port) as one:
        (found,) = one.containers()
        with pytest.raises(Failed) as told:
            list(one.read(found, Reading()))
        assert told.value.failure.kind == "hostile"


@given(st.lists(st.binary(max_size=50)), st.integers(1, 20))
def test_any_pieces_make_the_same_file(pieces: list[bytes], size: int) -> None:
    """However an answer is cut into pieces, its first line is taken off and the rest is read whole."""
    source = Source(iter([piece for piece in pieces if piece]))
    with contextlib.suppress(pa.ArrowInvalid):
        source.head()
    rest = b""
    while piece := source.read(size):
        rest += piece
    assert rest == b"".join(pieces).partition(b"\n")[2]


def test_it_is_told_by_its_own_marks_alone() -> None:
    """By its headers on any page, by /health; a page of something else is left alone."""
    assert (
        seen(Page(path="/", status=404, headers={"x-influxdb-version": "1.6.7~rc0"}, body=b"")).version == "1.6.7~rc0"
    )  # type: ignore[union-attr]
    health = b'{"name":"influxdb","status":"pass","version":"v2.7.10"}'
    assert seen(Page(path="/health", status=200, headers={}, body=health)).version == "2.7.10"  # type: ignore[union-attr]
    assert seen(Page(path="/health", status=200, headers={}, body=b'{"name":"other"}')) is None
    assert seen(Page(path="/", status=200, headers={}, body=health)) is None
