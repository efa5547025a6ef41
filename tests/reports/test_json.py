"""The JSON report keeps its promises to programs."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Count, Result
from nightlatch.reports import _facts
from nightlatch.reports.json import document, render
from tests.reports import samples

SCHEMA = json.loads((resources.files("nightlatch.reports") / "report-1.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
RESULTS = samples.all_results()


def test_the_schema_is_a_schema() -> None:
    """The published schema follows JSON Schema 2020-12."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", RESULTS)
def test_every_report_follows_the_schema(name: str) -> None:
    """Every kind of result, the hostile and the unfinished too, is a valid report."""
    VALIDATOR.validate(json.loads(render(RESULTS[name])))


def _broken() -> dict[str, dict[str, Any]]:
    def changed(**parts: Any) -> dict[str, Any]:
        return {**document(RESULTS["open"]), **parts}

    store = document(RESULTS["open"])["stores"][0]
    without_access = {key: value for key, value in store.items() if key != "access"}
    return {
        "another schema": changed(schema="nightlatch/report/2"),
        "a made-up status": changed(stores=[{**store, "status": "ajar"}]),
        "an open store without access": changed(stores=[without_access]),
        "a tag of nine people": changed(
            stores=[{**store, "trails": {**store["trails"], "tags": [{"tag": "x", "points": 9, "people": 9}]}}]
        ),
        "people as text": changed(summary={**document(RESULTS["open"])["summary"], "people": "2,565,724"}),
    }


@pytest.mark.parametrize("name", _broken())
def test_the_schema_refuses_what_is_wrong(name: str) -> None:
    """The schema is strict about what it promises."""
    assert not VALIDATOR.is_valid(_broken()[name])


def test_unknown_fields_are_welcome() -> None:
    """A later version may add fields."""
    assert VALIDATOR.is_valid({**document(RESULTS["open"]), "severity": {"se": 4.5}})


def test_counts_are_integers_where_others_rely_on_them() -> None:
    """Points, people of a tag and the sum of people are plain integers; their intervals stand beside them."""
    told = document(RESULTS["open"])
    trails = told["stores"][0]["trails"]
    assert trails["points"] == trails["points_count"]["value"] == 6_680_348
    assert trails["last_24h"] == trails["last_24h_count"]["high"] == 6_680_348
    assert trails["from"] == "2026-11-22T04:00:00Z"
    assert trails["to"] == "2026-11-23T04:00:00Z"
    mosque, hidden = trails["tags"][0], trails["hours"][4]
    assert (mosque["tag"], mosque["points"], mosque["people"]) == ("mosque", 1_201_338, 402_118)
    assert (mosque["points_count"]["high"], mosque["people_count"]["low"]) == (1_201_338, 402_118)
    assert (hidden["points"], hidden["points_count"], hidden["suppressed"]) == (None, None, True)
    assert told["summary"]["people"] == told["summary"]["people_count"]["value"] == 2_565_724


def test_every_right_has_a_verdict() -> None:
    """A right that no store spoke of is unknown, never missing and never guessed."""
    mute = replace(samples.OPEN, access=replace(samples.OPEN.access, rights={}))
    rights = document(samples.result(mute))["stores"][0]["access"]["rights"]
    assert list(rights) == list(RIGHTS)
    assert {right["verdict"] for right in rights.values()} == {"unknown"}


def test_every_target_is_in_the_list_of_stores() -> None:
    """A target that could not be looked at is met by whoever walks the stores, counted once and never as closed."""
    told = document(RESULTS["failures"])
    assert len(told["stores"]) == len(samples.FAILURES) == len(told["failures"])
    assert sum(told["summary"][status] for status in ("unreachable", "failed", "skipped", "incomplete")) == 14
    timeout = next(store for store in told["stores"] if store["target"] == "redis://10.0.0.7:6379")
    assert timeout["status"] == "unreachable"
    assert timeout["endpoint"] == {"host": "10.0.0.7", "port": 6379, "tls": None}
    assert timeout["headline"] == "redis://10.0.0.7:6379 could not be reached: no answer within 5 s."


def test_no_people_is_null_not_zero() -> None:
    """Where nothing tells people apart their number is null."""
    assert document(RESULTS["login"])["summary"]["people"] is None


def test_an_unfinished_run_is_incomplete() -> None:
    """A file left by a kill says that it is not the whole story."""
    started = Result(run=replace(samples.RUN, finished=None), people=Count(value=None))
    assert document(started)["run"]["incomplete"] is True
    assert document(RESULTS["open"])["run"]["incomplete"] is False


def test_a_password_and_a_key_are_not_in_it() -> None:
    """Neither the login's password nor how a store finds a container again is written."""
    told = render(RESULTS["login"])
    assert "not-printed" not in told
    assert '"key"' not in told


def test_hostile_text_is_printable() -> None:
    """No control, invisible or direction-changing character is in the file, in whatever field it came."""
    assert all(line.isprintable() for line in render(RESULTS["hostile"]).splitlines())
    assert render(RESULTS["hostile"]).isascii() or "…" in render(RESULTS["hostile"])


def test_the_class_follows_what_was_found() -> None:
    """A leak once people's data was found in an open store, an unwanted open service before, nothing when it is shut."""
    told = {name: document(RESULTS[name])["stores"][0]["rsit"] for name in ("rated", "unrated", "closed")}
    assert told["rated"] == {"taxonomy": "information-content-security", "type": "data-leak"}
    assert told["unrated"] == {"taxonomy": "vulnerable", "type": "potentially-unwanted-accessible"}
    assert told["closed"] is None


def test_severity_adds_up() -> None:
    """What stands in the report is the sum itself: points, not quarters, and the steps in the same unit."""
    severity = document(RESULTS["rated"])["stores"][0]["severity"]
    assert severity["dpc"] * severity["ei"] + severity["cb"] == severity["se"] == 5.0
    steps = {step["id"]: (step["concerns"], step["delta"]) for step in severity["steps"]}
    assert (steps["minors"], steps["reach-internet"]) == (("simple", 1), ("cb", 0.5))


def test_suppressed_is_not_nought() -> None:
    """A number that would tell of fewer than ten people is null and says that it is suppressed."""
    store = document(RESULTS["rated"])["stores"][0]
    hidden = {"value": None, "suppressed": True}
    assert store["lands"][2]["people"] == store["trails"]["reveals"][2]["people"] == hidden
    assert store["trails"]["reveals"][1]["often"] == hidden


def test_muted_ones_are_counted() -> None:
    """A muted store stays open in every count, and how many are muted stands beside it."""
    muted = replace(samples.RATED, muted="until 2027-01-01: being moved")
    told = document(samples.result(muted))
    assert (told["summary"]["open"], told["summary"]["muted"]) == (1, 1)
    assert told["stores"][0]["muted"] == "until 2027-01-01: being moved"


@pytest.mark.parametrize(
    "loud", ["\x1b[2J", "\x7f", "\t", "\r", "\x00", "\x85", "\u202e", "\u200b", "\ufe0f", "\udcff"]
)
def test_a_text_that_a_format_forgot_is_inert_all_the_same(loud: str) -> None:
    """Whatever loud character is in a document, none is in the file, and the end of a line stays one."""
    told = json.loads(_facts.encoded({"a": [f"one\ntwo {loud}"], "b": 1, "c": None}))
    assert told["b"] == 1 and told["c"] is None
    assert told["a"][0] == f"one\ntwo {printable(loud)}"
    assert _facts.encoded({"a": "one\ntwo\\there"}) == b'{"a":"one\\ntwo\\\\there"}'
