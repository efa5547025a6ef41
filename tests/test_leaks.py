"""Values planted wherever a value can be, then a real run with every kind of output: none of them may be in any.

Planted: as values, names of containers, of fields, JSON keys, Redis keys, MongoDB keys, place tags, in errors that a
genuine server raises about a value, and in the error texts of servers that lie. Searched: what was printed (with -v),
every report, the audit log, a debug log of all libraries, temporary files, the home folder.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bson
import pymongo
import pymysql
import pytest
import redis
from adbc_driver_postgresql import dbapi

from nightlatch.cli import exits
from nightlatch.demo.servers import Server
from nightlatch.reports import all_reports
from nightlatch.targets import parse
from tests import lab
from tests.cli.command import environment
from tests.contract import CASES, run
from tests.lab import hostile
from tests.reports import samples
from tests.survey.made import id_number

# As the program does it, but with all that any library logs, and every warning
PROGRAM = "import logging, sys; logging.basicConfig(level=0); from nightlatch.cli.main import main; main()"
ROWS = 60
POINTS = 1_600
# Common names, so that no list of people is needed to plant them; none of them stands anywhere in this program's words.
GIVEN = ("wilhelmina", "Ferdinando", "nadezhda", "zbigniew", "Надежда", "فاطمة", "王小明", "김민준", "さちこ")


@dataclass
class Planted:
    """Makes canaries and remembers them; none has a piece that stands anywhere else."""

    random: random.Random = field(default_factory=lambda: random.Random(20190212))
    texts: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    names: tuple[str, ...] = GIVEN  # planted as what things are called, never as values

    def word(self, size: int = 12) -> str:
        made = "".join(self.random.choice("bdfgjklmpqrtvwxz") for _ in range(size))
        self.texts.append(made)
        return made

    def mail(self) -> str:
        return f"{self.word()}@example.org"

    def name(self) -> str:
        return f"{self.word(9).capitalize()} {self.word(9).capitalize()}"

    def number(self) -> str:
        """An identity number with a valid check character, of no county."""
        made = id_number(self.random.randrange(997 * 49))
        self.numbers.append(made)
        return made

    def phone(self) -> str:
        """In the range kept for drama (Ofcom), made long enough to be looked for by its last digits."""
        made = f"+44770090{self.random.randrange(10_000):04}"
        self.numbers.append(made)
        return made

    def found_in(self, text: str) -> list[str]:
        """Which of them stand in *text*, whole, in pieces of six letters or eight digits, or hashed."""
        low = text.lower()
        found = {one for one in self.texts for at in range(len(one) - 5) if one[at : at + 6] in low}
        found |= {one for one in self.numbers for at in range(len(one) - 7) if one[at : at + 8] in low}
        found |= {one for one in self.names if one.lower() in low or ascii(one)[1:-1].lower() in low}
        for one in (*self.texts, *self.numbers, *self.names, *(f"{text}@example.org" for text in self.texts)):
            found |= {one for name in ("md5", "sha1", "sha256") if hashlib.new(name, one.encode()).hexdigest() in low}
        return sorted(found)


@dataclass
class Scene:
    """The servers with what was planted in them, and the targets that lead there."""

    planted: Planted
    urls: list[str]


def _person(planted: Planted) -> dict[str, Any]:
    return {"name": planted.name(), "id_number": planted.number(), "email": planted.mail(), "phone": planted.phone(),
            "note": planted.word()}  # fmt: skip


def _tags(planted: Planted) -> list[str]:
    """A place that many were at, one that is an address, one that is a name (many, too), one that few were at."""
    few, mail = planted.word(), planted.mail()
    return [few] * 9 + [mail] * 400 + [planted.names[0]] * 500 + ["hotel"] * (POINTS - 909)


def _point(number: int, tag: str) -> dict[str, Any]:
    return {"person_id": number, "latitude": 40 + number / 7_000, "longitude": 80 + number / 9_000,
            "seen_at": f"2026-11-22T{number % 24:02}:{number % 60:02}:00Z", "place": tag}  # fmt: skip


def _postgresql(server: Server, planted: Planted) -> None:
    people = [_person(planted) for _ in range(ROWS)]
    table, column = planted.mail(), planted.number()
    with dbapi.connect(f"{server.url}/postgres?user=postgres", autocommit=True) as link, link.cursor() as cursor:
        cursor.execute(f'CREATE TABLE "{table}" (name text, id_number text, email text, phone text, note text)')
        for one in people:
            cursor.execute(f'INSERT INTO "{table}" VALUES ($1, $2, $3, $4, $5)', tuple(one.values()))
        cursor.execute(f'CREATE TABLE plain (id int, "{column}" text, doc jsonb)')
        for _ in range(ROWS):
            doc = json.dumps({planted.mail(): {planted.phone(): planted.word()}})
            cursor.execute("INSERT INTO plain VALUES (1, $1, $2::text::jsonb)", (planted.word(), doc))
        cursor.execute(
            "CREATE TABLE sightings (person_id int, latitude float, longitude float, seen_at text, place text)"
        )
        for number, tag in enumerate(_tags(planted)):
            cursor.execute("INSERT INTO sightings VALUES ($1, $2, $3, $4, $5)", tuple(_point(number, tag).values()))
        # reading these makes the server complain about a value, in its own words
        cursor.execute(f'CREATE VIEW broken AS SELECT note::int AS n FROM "{table}"')
        cursor.execute(
            f"CREATE TABLE odd AS SELECT 'infinity'::date AS d, '{planted.word()}'::bytea AS b, 'NaN'::numeric n"
        )
        cursor.execute('CREATE DATABASE "' + planted.mail() + '"')
        for name in planted.names:
            cursor.execute(f'CREATE TABLE "{name}" (id int, "{name}_phone" text, doc jsonb)')
            doc = json.dumps({name: {"visits": [{name: 1}]}})
            cursor.execute(f'INSERT INTO "{name}" VALUES (1, $1, $2::text::jsonb)', (planted.phone(), doc))


def _mysql(server: Server, planted: Planted) -> None:
    database, column = planted.mail(), planted.number()
    with pymysql.connect(host=server.host, port=server.port, user="root", autocommit=True) as link:
        cursor = link.cursor()
        cursor.execute(f"CREATE DATABASE `{database}` CHARACTER SET utf8mb4")
        cursor.execute(f"CREATE TABLE `{database}`.`cart_{planted.number()}` (`{column}` TEXT, doc JSON, raw BLOB)")
        cursor.execute("CREATE DATABASE city CHARACTER SET utf8mb4")
        cursor.execute("CREATE TABLE city.people (name TEXT, id_number TEXT, email TEXT, phone TEXT, note TEXT)")
        people = [tuple(_person(planted).values()) for _ in range(ROWS)]
        cursor.executemany("INSERT INTO city.people VALUES (%s, %s, %s, %s, %s)", people)
        cursor.execute(
            "CREATE TABLE city.sightings (person_id INT, latitude DOUBLE, longitude DOUBLE, seen_at TEXT, place TEXT)"
        )
        points = [tuple(_point(number, tag).values()) for number, tag in enumerate(_tags(planted))]
        cursor.executemany("INSERT INTO city.sightings VALUES (%s, %s, %s, %s, %s)", points)
        for name in planted.names:
            cursor.execute(f"CREATE TABLE city.`backup_{name}` (id INT, `{name}` TEXT)")
            cursor.execute(f"INSERT INTO city.`backup_{name}` VALUES (1, %s)", (planted.mail(),))
        # a view that fails on a value, and names it in its error
        cursor.execute("CREATE VIEW city.broken AS SELECT CAST(JSON_EXTRACT(note, '$') AS UNSIGNED) n FROM city.people")


def _redis(server: Server, planted: Planted) -> None:
    with redis.Redis(server.host, server.port) as client:
        for _ in range(ROWS):
            client.hset(f"cart:{planted.mail()}", mapping=_person(planted))
            client.set(f"session:{planted.number()}", json.dumps({planted.phone(): {"note": planted.word()}}))
            client.hset("sessions", planted.mail(), planted.word())
            client.set(f"raw:{planted.phone()}", b"\xff\xfe" + planted.word().encode())
            client.set(planted.number(), planted.word())
        for name in planted.names:
            client.set(name, planted.word())
            client.hset(f"cart:{name}:items", mapping={name: planted.word()})
            client.set(f"profile:{name}1985", json.dumps({name: planted.word()}))
        for number, tag in enumerate(_tags(planted)):
            client.hset(f"sighting:{number}", mapping=_point(number, tag))


def _mongodb(server: Server, planted: Planted) -> None:
    with pymongo.MongoClient(server.host, server.port, directConnection=True) as client:
        city = client["city"]
        city["people"].insert_many([_person(planted) for _ in range(ROWS)])
        city[f"inbox {planted.mail()}"].insert_many([{"note": planted.word()} for _ in range(5)])
        city["by_phone"].insert_many([{planted.phone(): {"note": planted.word()}} for _ in range(ROWS)])
        city["by_number"].insert_many([{"m": {planted.number(): planted.word()}} for _ in range(ROWS)])
        for name in planted.names:
            city[name].insert_one({"note": planted.word(), name: {f"{name}.x": 1}})
            client[f"{name}_db" if name.isascii() else "other"][f"cart.{name}"].insert_one({name: [{name: 1}]})
        city["sightings"].insert_many([_point(number, tag) for number, tag in enumerate(_tags(planted))])


def _liars(planted: Planted) -> list[tuple[str, hostile.Trap]]:
    """Servers whose greetings, errors and versions are somebody's data."""

    def text() -> str:
        return f"{planted.name()} {planted.mail()} {planted.number()}"

    def packet(payload: bytes, number: int = 0) -> bytes:
        return len(payload).to_bytes(3, "little") + bytes([number]) + payload

    fields = b"SERROR\0C28000\0M" + text().encode() + b"\0D" + text().encode() + b"\0\0"
    answer = bson.encode({"ok": 0, "errmsg": text(), "code": 8000, "codeName": planted.word()})
    message = (16 + 5 + len(answer)).to_bytes(4, "little") + bytes(4) + bytes(4) + (2013).to_bytes(4, "little")
    return [
        ("redis", hostile.replying(f"-ERR {text()}\r\n".encode(), then="repeat")),
        ("redis", hostile.replying(f"-{planted.word().upper()} {text()}\r\n".encode(), then="close")),
        ("redis", hostile.replying(f"${len(text())}\r\n{text()}".encode(), then="close")),
        ("postgresql", hostile.replying(b"E" + (4 + len(fields)).to_bytes(4, "big") + fields, then="close")),
        ("postgresql", hostile.replying(b"N", b"E" + (4 + len(fields)).to_bytes(4, "big") + fields, then="close")),
        ("mysql", hostile.greeting(packet(b"\xff\x15\x04#28000" + text().encode()), then="close")),
        ("mysql", hostile.greeting(packet(b"\x0a" + text().encode() + b"\0" + bytes(60)), then="close")),
        ("mongodb", hostile.replying(message + bytes(4) + b"\0" + answer, then="repeat")),
        ("mongodb", hostile.replying(text().encode(), then="close")),
    ]  # fmt: skip


FILLS = {"postgresql": _postgresql, "mysql": _mysql, "redis": _redis, "mongodb": _mongodb}
SERVERS = {"postgresql": "postgres", "mysql": "mariadb", "redis": "redis", "mongodb": "mongodb"}


@pytest.fixture(scope="module")
def scene() -> Iterator[Scene]:
    planted, urls = Planted(), []
    with ExitStack() as stack:
        for kind, fill in FILLS.items():
            server = stack.enter_context(lab.fresh(SERVERS[kind]))
            fill(server, planted)
            urls.append(f"{kind}://127.0.0.1:{server.port}")
        for kind, trap in _liars(planted):
            stack.enter_context(trap)
            urls.append(trap.url(kind))
        assert len(planted.texts) + len(planted.numbers) > 200
        yield Scene(planted=planted, urls=urls)


@pytest.mark.parametrize("mode", [("--full",), (), ("-v",)], ids=["full", "sample", "verbose"])
def test_no_planted_value_is_in_any_output(scene: Scene, mode: tuple[str, ...], tmp_path: Path) -> None:
    """Neither whole nor in pieces nor hashed: on the screen, in reports, logs, temporary files, the home folder."""
    assert set(FILLS) == set(CASES)
    folders = {name: tmp_path / name for name in ("tmp", "home", "out")}
    for folder in folders.values():
        folder.mkdir()
    formats = [name for name in samples.texts(all_reports()) if name != "terminal"]
    reports = [word for name in formats for word in ("--report", f"{name}={folders['out'] / name}")]
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "always", "-c", PROGRAM, "check", *scene.urls, *mode, *reports,
         "--audit-log", str(folders["out"] / "audit.log"), "--timeout", "3"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="backslashreplace", timeout=150, check=False,
        cwd=folders["home"],
        env=environment(TMPDIR=str(folders["tmp"]), HOME=str(folders["home"]), XDG_CACHE_HOME=str(folders["home"])),
    )  # fmt: skip
    assert exits.is_open(done.returncode), done.stderr[-2_000:]
    texts = {"screen": done.stdout, "errors": done.stderr}
    for path in tmp_path.rglob("*"):
        if path.is_file():
            texts[str(path.relative_to(tmp_path))] = path.name + path.read_bytes().decode("utf-8", "replace")
    assert {f"out/{name}" for name in formats} | {"out/audit.log"} <= set(texts)
    leaks = {name: found for name, text in texts.items() if (found := scene.planted.found_in(text))}
    assert leaks == {}
    told = json.loads((folders["out"] / "json").read_bytes())
    assert told["summary"]["open"] >= 4 and "bug" not in {one["kind"] for one in told["failures"]}
    assert told["summary"]["people"] >= ROWS  # it was looked at, and in depth
    assert {"<email>", "<name>", "<national-id.cn>"} <= set(re.findall(r"<[a-z.-]+>", texts["out/json"]))


def test_tags_that_may_be_told_are(scene: Scene) -> None:
    """The search is no use if nothing is told: the harmless tag is, the three others are counted as hidden."""
    for url in scene.urls[:4]:
        (found,) = run(parse(url), full=True).findings
        assert found.trails is not None
        assert [tag.tag for tag in found.trails.tags] == ["hotel"], url
        assert found.trails.suppressed_tags == 3


def test_a_searcher_finds_what_is_there() -> None:
    """The search itself: whole values, pieces and hashes are found, and nothing in plain text."""
    planted = Planted()
    mail, number = planted.mail(), planted.number()
    assert planted.found_in(f"x {mail[3:9]} y") and planted.found_in(number[6:14])
    assert planted.found_in("x ZBIGNIEW's") == ["zbigniew"] and planted.found_in("\\u738b\\u5c0f\\u660e") == ["王小明"]
    assert planted.found_in(hashlib.sha256(mail.encode()).hexdigest())
    assert not planted.found_in("Anyone who can reach it can read, without a password; 2026-11-23 04:00:00")


def test_no_core_is_ever_dumped() -> None:
    """A process of the program may not write its memory to disk when it dies."""
    code = (
        "import resource; from nightlatch.cli import environment; environment.clean(); "
        "print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2),
    )  # fmt: skip
    assert done.stdout.strip() == "(0, 0)"
