"""The public form tells what was exposed, and nothing of where it is or whose it is."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
import types
import typing
from datetime import datetime
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from nightlatch import model
from nightlatch.headline import headline
from nightlatch.reports import all_reports, formed
from nightlatch.reports._public import public
from tests.reports import samples

PORT = 54_321
RATED = samples.all_results()["rated"]


class Plants:
    """Values of the model with a text of its own in each field that takes any text."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._numbers = itertools.count()

    def text(self) -> str:
        self.texts.append(f"plant{next(self._numbers):04}x")
        return self.texts[-1]

    def grown(self, value: Any) -> Any:
        """*value* with plants in place of all its texts; words that the model itself lists stay."""
        hints = get_type_hints(type(value))
        planted = {one.name: self._of(getattr(value, one.name), hints[one.name]) for one in dataclasses.fields(value)}
        return dataclasses.replace(value, **planted)

    def _of(self, value: Any, hint: Any) -> Any:
        if dataclasses.is_dataclass(value):
            return self.grown(value)
        if isinstance(value, tuple):
            inner = [one for one in get_args(hint) if one is not Ellipsis]
            kinds = inner if len(inner) == len(value) and ... not in get_args(hint) else inner[:1] * len(value)
            return tuple(self._of(one, kind) for one, kind in zip(value, kinds, strict=True))
        if isinstance(value, dict):
            key, kind = get_args(hint)
            return {self._of(name, key): self._of(one, kind) for name, one in value.items()}
        return self.text() if isinstance(value, str) and takes_any_text(hint) else value


def takes_any_text(hint: Any) -> bool:
    """Is it ``str``, or ``str | None``, and not a list of words?"""
    return hint is str or (get_origin(hint) in (typing.Union, types.UnionType) and str in get_args(hint))


def whole() -> model.Result:
    """A result with nothing left empty: every field of every value is there to be planted in."""
    finding = dataclasses.replace(
        samples.RATED,
        target=dataclasses.replace(samples.RATED.target, database="d", login=model.Login(user="u", password="p")),
        endpoint=model.Endpoint(host="h", address="a", port=PORT),
        identity=dataclasses.replace(
            samples.SAMPLED.identity, id="i", behind="b", behind_kind="k", suspect="s", version="v"
        ),
        anonymous=samples.CLOSED.access,
        same_as="elsewhere",
        doors=("door",),
        leads_to="way",
        unrated="why",
        muted="until",
        headline="said",
        notes=("note",),
    )
    failures = (samples.FAILURES[0], samples.FAILURES[4])
    coverage = (
        model.Coverage(target=finding.target.url, stage="survey", outcome="open", detail="more"),
        model.Coverage(target="elsewhere", stage="dial", outcome="skipped", detail="more"),
    )
    run = dataclasses.replace(
        samples.RUN, warnings=("warning",), scope="scope.toml", vantage="here", publisher=samples.PUBLISHER
    )
    return model.Result(run=run, findings=(finding,), failures=failures, coverage=coverage, people=finding.people)


def planted() -> tuple[model.Result, list[str]]:
    plants = Plants()
    result = plants.grown(whole())
    # what refers to a target has to be that target's name
    url = result.findings[0].target.url
    coverage = (dataclasses.replace(result.coverage[0], target=url), *result.coverage[1:])
    return dataclasses.replace(result, coverage=coverage), plants.texts


def test_every_field_of_the_model_is_planted() -> None:
    """No field that holds text is left out of the test below: each value of the model stands in it, and none empty."""
    seen: set[type] = set()

    def walk(value: Any, at: str) -> None:
        if dataclasses.is_dataclass(value):
            seen.add(type(value))
            for one in dataclasses.fields(value):
                walk(getattr(value, one.name), f"{at}.{one.name}")
        elif isinstance(value, tuple | dict):
            for one in value.values() if isinstance(value, dict) else value:
                walk(one, at)
        elif isinstance(value, str):
            found.setdefault(re.sub(r"\d+", "", at), []).append(value)

    found: dict[str, list[str]] = {}
    walk(planted()[0], "result")
    assert [at for at, texts in found.items() if not any(texts)] == []
    values = {one for one in vars(model).values() if dataclasses.is_dataclass(one) and isinstance(one, type)}
    assert values - seen == set()


@pytest.mark.parametrize("name", samples.texts(all_reports()))
def test_nothing_from_outside_is_in_a_public_report(name: str) -> None:
    """Of a text planted in each field of the model, none is in the public form of any format, nor the port."""
    result, texts = planted()
    assert len(texts) > 100
    rendered = formed(all_reports()[name], is_public=True).render(result)
    told = rendered if isinstance(rendered, str) else rendered.decode("latin-1")
    assert [text for text in texts if text in told] == []
    assert str(PORT) not in told
    assert model.Finding.id.fget(result.findings[0]) not in told  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", samples.texts(all_reports()))
def test_the_restricted_form_says_where_it_is(name: str) -> None:
    """The same run in its restricted form has the address, in every format: it is for whoever has to act."""
    rendered = formed(all_reports()[name]).render(RATED)
    told = rendered if isinstance(rendered, str) else rendered.decode("latin-1")
    assert name in _WITHOUT_ADDRESS or "127.0.0.1" in told
    assert name in _WITHOUT_LIGHT or "amber" in told.lower()


_WITHOUT_LIGHT = frozenset({"shadowserver"})  # its columns are not ours to add to
_WITHOUT_ADDRESS = frozenset({"art34"})  # a letter to people


def test_what_was_exposed_stays() -> None:
    """Numbers, categories, rights and the severity are those of the restricted form."""
    told = public(RATED).findings[0]
    before = RATED.findings[0]
    assert told.people.value == 2_565_724
    assert [c.id for s in told.surveyed for f in s.fields for c in f.categories] == [
        c.id for s in before.surveyed for f in s.fields for c in f.categories
    ]
    assert {name: right.verdict for name, right in told.access.rights.items()} == dict.fromkeys(model.RIGHTS, "granted")
    assert told.severity is not None and before.severity is not None
    assert (told.severity.quarters, told.severity.band) == (before.severity.quarters, before.severity.band)
    assert [trace.kind for trace in told.traces] == [trace.kind for trace in before.traces]
    assert headline(told).startswith(
        "Anyone who can reach store 1 can create, read, update, delete and administer, without"
    )


def test_what_is_ours_keeps_its_words() -> None:
    """The step with which the scale ends has its reason, and a sensitive field is told by the kind of its data."""
    severity = RATED.findings[0].severity
    assert severity is not None
    end = model.Step(id="scale-end", concerns="sensitive", delta=-1, reason="said", evidence="5 without it")
    finding = dataclasses.replace(RATED.findings[0], severity=dataclasses.replace(severity, steps=(end,)))
    told = public(dataclasses.replace(RATED, findings=(finding,))).findings[0]
    assert told.severity is not None
    assert [(step.id, step.reason) for step in told.severity.steps] == [("scale-end", "the scale ends at 4")]
    assert [one.sensitive for one in told.anonymity] == ["employer", ""]


def test_a_file_stays_a_file() -> None:
    """A file of this machine is told as one, by a number in place of its path."""
    told = public(samples.all_results()["local"]).findings[0]
    assert headline(told).startswith("The file 1 holds names")
    assert "/srv" not in repr(told)


def test_a_public_form_of_a_public_form_is_the_same() -> None:
    """Once public, nothing is left to be taken out."""
    once = public(samples.all_results()["mixed"])
    assert public(once) == once


def test_unknown_categories_are_not_words_of_ours() -> None:
    """An id that no category of the registry has could be anything, and is left out."""
    odd = dataclasses.replace(samples.PEOPLE, fields=(samples.field("x", "acme-customers"),))
    told = public(samples.result(dataclasses.replace(samples.OPEN, surveyed=(odd,))))
    assert told.findings[0].surveyed[0].fields[0].categories == ()


def test_two_stores_stay_two() -> None:
    """Every store and every target has a number of its own; what is said of one is said of the same everywhere."""
    told = json.loads(formed(all_reports()["json"], is_public=True).render(samples.all_results()["mixed"]))
    names = [store["target"] for store in told["stores"]]
    assert len(set(names)) == len(names) == 8
    assert {line["target"] for line in told["coverage"]} == set(names)
    assert len({store.get("finding_id") for store in told["stores"] if "finding_id" in store}) == 4
    assert (told["run"]["form"], told["run"]["tlp"]) == ("public", "CLEAR")


def test_a_number_means_nothing_in_another_run() -> None:
    """Stores are numbered anew in each run, so their ids differ between runs: nothing takes one for the other."""
    later = dataclasses.replace(RATED, run=dataclasses.replace(RATED.run, started=samples.LAST))
    assert public(RATED).findings[0].target.url == public(later).findings[0].target.url
    assert public(RATED).findings[0].id == public(RATED).findings[0].id != public(later).findings[0].id


def test_times_are_of_the_store_not_of_the_text() -> None:
    """Times stay as they are: how long it stood open is what the public is told."""
    exposure = public(RATED).findings[0].exposure
    assert exposure is not None and isinstance(exposure.latest, datetime)
    assert exposure.basis == ()
