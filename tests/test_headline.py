"""The headline tells who can do what, and whose data it is; it claims no more than was seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from nightlatch import categories
from nightlatch.headline import headline, summary_line
from nightlatch.model import RIGHTS, Count, Coverage, Failure, Result, Right
from tests.reports import samples


@pytest.fixture(autouse=True)
def fixed_labels(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(categories, "labels", lambda: samples.LABELS)
    monkeypatch.setattr(categories, "all_categories", tuple)
    yield


def with_rights(**verdicts: Right) -> str:
    rights = {name: verdicts.get(name, Right(verdict="denied", known_by="introspected")) for name in RIGHTS}
    access = replace(samples.OPEN.access, rights=rights)
    unread = replace(samples.OPEN, surveyed=(), containers_total=3, trails=None, people=Count(value=None))
    return headline(replace(unread, access=access))


ALL = Right(verdict="granted", extent="all", known_by="introspected")
SOME = Right(verdict="granted", extent="some", known_by="introspected")
UNKNOWN = Right()


def test_the_story() -> None:
    """The store of the story comes down to the sentences of the story."""
    assert headline(samples.OPEN) == (
        "Anyone who can reach postgresql://127.0.0.1:40532 can create, read, update, delete and administer, without a "
        "password. It holds names, ID card numbers, birth dates, addresses, photos and employers of 2,565,724 people, "
        "and 6,680,348 location points of them, all in the 24 hours before 2026-11-23 04:00 UTC, at places tagged "
        '"mosque", "hotel", "internet cafe" ...'
    )


def test_test_data_is_said_aloud() -> None:
    """Where most fields with personal data look made up, and not where a few do; the categories stay told."""

    def made_up(most: int) -> str:
        left, surveyed = most, []
        for one in samples.OPEN.surveyed:
            fields = []
            for field in one.fields:
                is_made_up, left = bool(field.categories) and left > 0, left - bool(field.categories)
                fields.append(replace(field, looks_synthetic="reserved names" if is_made_up else ""))
            surveyed.append(replace(one, fields=tuple(fields)))
        return headline(replace(samples.OPEN, surveyed=tuple(surveyed)))

    assert "It may be test data" not in made_up(1)
    assert "fields with personal data look made up." in made_up(99)
    assert "ID card numbers" in made_up(99)


def test_an_estimate_says_so_with_its_interval() -> None:
    """A number from a sample is "about", and its interval is rounded outward."""
    assert "of about 2.57 million (2.51 to 2.63 million) people" in headline(samples.SAMPLED)


def test_what_was_not_looked_at_is_not_said_to_be_empty() -> None:
    """A store whose containers were never listed is neither empty nor full; one with two doors is told at the first."""
    unlisted = replace(samples.OPEN, surveyed=(), containers_total=None, trails=None, people=Count(value=None))
    assert headline(unlisted).endswith("What is in it was not looked at.")
    assert headline(replace(unlisted, same_as="redis://h")).endswith(
        "the same store as redis://h: its contents are told there."
    )
    assert headline(replace(unlisted, containers_total=0)).endswith("It is empty.")


def test_a_lower_bound_says_at_least() -> None:
    """A number without an upper end is told as a lower bound."""
    assert "of at least 2,000 people" in headline(replace(samples.OPEN, people=Count(value=2_000, low=2_000)))


def test_a_store_that_does_not_tell_is_not_said_to_ask_for_a_password() -> None:
    """Where nothing could be told, neither an open nor a shut door is claimed."""
    told = with_rights(**dict.fromkeys(RIGHTS, Right(known_by="inconclusive")))
    assert "could not be told" in told and "password" not in told


def test_records_are_not_people() -> None:
    """Without an identifier the records that hold personal data are counted, and nobody speaks of people."""
    told = headline(replace(samples.OPEN, people=Count(value=None), trails=None))
    assert "in 9,246,072 records" in told
    assert "people" not in told


def test_one_person_is_one_person() -> None:
    """A count of one is in the singular."""
    assert "of 1 person," in headline(replace(samples.OPEN, people=Count.of(1)))


def test_an_unsure_category_is_not_told() -> None:
    """A category below the threshold is left to the JSON."""
    assert "ethnicities" not in headline(samples.SAMPLED)


def test_a_technical_category_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A category that is not personal is not part of what is exposed."""
    name = categories.Category(
        id="person-name",
        label="x",
        group="technical",
        check=lambda _: np.zeros(0, bool),
        chance=0,
        weight=0,
        is_personal=False,
    )
    monkeypatch.setattr(categories, "all_categories", lambda: (name,))
    assert "holds ID card numbers" in headline(samples.OPEN)


@pytest.mark.parametrize(
    ("rights", "words"),
    [
        ({"read": ALL}, "40532 can read, without a password. "),
        ({"read": SOME}, "can read some of it, without a password. "),
        ({"read": ALL, "update": SOME, "delete": SOME}, "can read, and can update and delete some of it, without"),
        ({"read": ALL, "create": UNKNOWN, "update": UNKNOWN, "delete": UNKNOWN},
         "without a password; whether they can write could not be told read-only."),
        ({"read": ALL, "delete": UNKNOWN, "administer": UNKNOWN}, "whether they can delete or administer could not"),
        ({"administer": ALL, "read": UNKNOWN, "create": UNKNOWN, "update": UNKNOWN, "delete": UNKNOWN},
         "can administer, without a password; whether they can read or write could not be told"),
        ({}, "lets a stranger in without a password, but grants nothing there that we could see"),
    ],
)  # fmt: skip
def test_rights_in_words(rights: dict[str, Right], words: str) -> None:
    """Whole, partial and unknown rights are told apart."""
    assert words in with_rights(**rights)


def test_closed_is_said_with_care() -> None:
    """A store that asks for a password is closed as far as we could see, and nothing is said of its contents."""
    assert headline(samples.CLOSED) == (
        "redis://127.0.0.1:6379 asks for a password: a stranger can do nothing there that we could see."
    )


def test_a_login_is_not_a_stranger() -> None:
    """The rights of an account are told as the account's, and a stranger's beside them; the password is not told."""
    told = headline(samples.LOGIN)
    assert told.startswith(
        "The account ro@localhost, with the password that was given, can read some of it in mysql://"
    )
    assert "A stranger can do nothing there" in told
    assert "Anyone" not in told
    assert "not-printed" not in told
    assert "was not asked" in headline(replace(samples.LOGIN, anonymous=None))
    assert "Anyone who can reach it can create" in headline(replace(samples.LOGIN, anonymous=samples.OPEN.access))


def test_a_witness_reads_nothing() -> None:
    """Where content was not read, the catalogue's numbers are told as such."""
    assert headline(samples.WITNESS).endswith(
        "It lists 2 containers with about 35,200 records; what is in them was not read."
    )


def test_empty_and_incomplete() -> None:
    """An empty store says so; a look that ended early says so."""
    assert headline(samples.EMPTY).endswith("It is empty.")
    assert headline(replace(samples.SAMPLED, status="incomplete")).endswith("only what was read until then.")
    cut = replace(samples.PEOPLE, outcome="over-budget")
    assert headline(replace(samples.OPEN, surveyed=(cut,))).endswith("only what was read until then.")


def test_no_personal_data_is_no_proof() -> None:
    """Where nothing personal was found, the headline says in what it was looked for."""
    plain = replace(samples.PEOPLE, fields=(samples.field("remark"),))
    told = headline(replace(samples.OPEN, surveyed=(plain,), containers_total=1, people=Count(value=None), trails=None))
    assert told.endswith("It holds 1 container with 2,565,724 records; no personal data was found in what was read.")


def test_points_outside_the_last_day() -> None:
    """A longer window gives both its ends, and how many points are in its last day."""
    trails = replace(samples.TRAILS, last_24h=Count.of(5), is_live=True)
    assert (
        "between 2026-11-22 04:00 UTC and 2026-11-23 04:00 UTC, 5 of them in the last 24 hours of that time, "
        "still being written" in headline(replace(samples.OPEN, trails=trails))
    )


def test_a_hostile_name_stays_inert() -> None:
    """Escape sequences and direction changes of a server do not survive into the headline."""
    assert headline(samples.HOSTILE).isprintable()


def test_many_categories_are_cut_aloud() -> None:
    """A long list ends in how many more there are."""
    fields = tuple(samples.field(f"f{n}", f"kind-{n}") for n in range(14))
    told = headline(replace(samples.OPEN, surveyed=(replace(samples.PEOPLE, fields=fields),)))
    assert "and 5 more kinds of personal data of 2,565,724 people" in told


def test_a_part_is_not_told_beside_the_whole() -> None:
    """A street is part of an address, and is told only where there is no address."""
    fields = (samples.field("home", "postal-address"), samples.field("street", "street"))
    assert "It holds addresses of" in headline(
        replace(samples.OPEN, surveyed=(replace(samples.PEOPLE, fields=fields),))
    )
    street = replace(samples.PEOPLE, fields=fields[1:])
    assert "It holds streets of" in headline(replace(samples.OPEN, surveyed=(street,)))


def test_the_last_line_counts_everything() -> None:
    """Every target is counted once, and why it was skipped or failed is said."""
    assert summary_line(samples.all_results()["mixed"]) == "2 open, 2 closed, 3 unreachable, 1 skipped (out of scope)"
    assert summary_line(samples.result()) == "0 open"
    counted = summary_line(samples.result(failures=samples.FAILURES))
    assert counted.startswith("0 open, 3 unreachable, 8 failed (bad target, tls, wrong credentials, ...), ")
    assert counted.endswith("1 skipped (out of scope), 2 incomplete")


def test_a_finding_with_a_failure_counts_once() -> None:
    """A store that was found open and then hung is one target."""
    failure = Failure(kind="timeout", target=samples.OPEN.target.url, what="no answer within 5 s")
    lines = (Coverage(target=samples.OPEN.target.url, stage="survey", outcome="incomplete"),)
    told = Result(run=samples.RUN, findings=(samples.OPEN,), failures=(failure,), coverage=lines)
    assert summary_line(told) == "1 open"
