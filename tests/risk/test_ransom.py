"""A ransom note is a sign of a visitor, and what is in it nobody's data; an owner's README is no such note."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from nightlatch import local
from nightlatch.model import Container, Count, Finding
from nightlatch.risk import ransom
from nightlatch.targets import parse
from tests import lab
from tests.contract import run, target
from tests.lab import couch_fake
from tests.lab.couch_fake import Couch, Database

NOTE = {"n": {"text": "pay", "email": "visitor@example.org", "name": "Anna Muster"}}
PEOPLE = {f"p{n}": {"email": f"kim{n}@example.org"} for n in range(40)}


def found_in(**databases: dict[str, dict[str, str]]) -> Finding:
    held = {name: Database(docs=docs) for name, docs in databases.items()}
    with couch_fake.running(Couch(version="1.6.1", is_party=True, databases=held)) as server:
        (found,) = run(parse(f"couchdb://127.0.0.1:{server.port}")).findings
    return found


def test_who_wrote_a_note_is_not_one_of_the_owners_people() -> None:
    """The address in it is counted nowhere; the container is told as what it is."""
    found = found_in(read_me_to_recover_your_data=NOTE, people=PEOPLE)
    assert (found.people.value, [trace.kind for trace in found.traces]) == (40, ["ransom-note"])
    outcomes = {one.container.name: (one.outcome, one.read, one.fields) for one in found.surveyed}
    assert outcomes["read_me_to_recover_your_data"] == ("ransom-note", 0, ())
    assert outcomes["people"][:2] == ("complete", 40) and found.containers_total == 2


def test_a_note_of_which_the_catalogue_only_estimates_how_long_it_is_is_counted_first() -> None:
    """A real PostgreSQL believes a new table to be some pages long; a plain name beside few rows is told by that."""
    with lab.fresh("postgres") as server:
        where = f"host={server.host} port={server.port} user=postgres dbname=postgres sslmode=disable"
        with psycopg.connect(where, autocommit=True) as link:
            for name in ("readme_to_recover_your_data", "warning"):
                link.execute(f"CREATE TABLE {name} (note text, email text)")
                link.execute(f"INSERT INTO {name} VALUES ('pay', 'visitor@example.org')")
            link.execute(
                "CREATE TABLE people AS SELECT 'kim' || n || '@example.org' AS email FROM generate_series(1, 40) n"
            )
        (found,) = run(target("postgresql", server)).findings
    assert found.people.value == 40
    assert [one.what for one in found.traces if one.kind == "ransom-note"] == [
        "2 containers with a name like a ransom note"
    ]
    assert {one.outcome for one in found.surveyed if "people" not in one.container.name} == {"ransom-note"}


def test_a_store_with_nothing_but_a_note_is_empty() -> None:
    """Nobody is in it, and whose data was in it is not known: it is not rated as that of one person."""
    found = found_in(how_to_restore=NOTE)
    assert (found.people.value, found.severity) == (None, None)
    assert found.unrated == "it is empty, and was emptied by somebody: whose data was in it is not known"
    assert "Nothing but a ransom note is left in it." in found.headline


def test_a_large_table_is_looked_into_whatever_it_is_called() -> None:
    """A name alone hides nobody."""
    found = found_in(all_data_is_safe=PEOPLE)
    assert found.people.value == 40


def test_an_owners_own_file_may_be_called_readme(tmp_path: Path) -> None:
    """Nobody wiped it, and it is read."""
    path = tmp_path / "readme.txt"
    path.write_text("write to kim.lee@example.org\n")
    (found,) = run(local.target_of(str(path))).findings
    assert found.traces == () and found.surveyed[0].read


@pytest.mark.parametrize(
    "name, records, is_one",
    [
        ("READ__ME_TO_RECOVER_YOUR_DATA.README", None, True), ("warning", 1, True), ("warning", 6, False),
        ("warning", 0, False), ("warning", None, False), ("warnings", 1, False), ("people", 1, False),
    ],
)  # fmt: skip
def test_a_plain_name_is_a_note_only_if_hardly_anything_is_in_it(name: str, records: int | None, is_one: bool) -> None:
    """A table of warnings is none."""
    assert ransom.is_note(Container(name=name, key=(), records=Count(value=records))) is is_one
