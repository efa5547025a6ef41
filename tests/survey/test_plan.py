"""What a container is judged to hold: by a sample, or for a witness by the names of its fields alone."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from nightlatch.survey._keyed import MAX_KEYS
from nightlatch.survey.plan import from_names, plan
from nightlatch.survey.planned import entity_of
from nightlatch.survey.told import field_of
from tests.survey.made import Store, batch, id_number, mail, sightings

N = 300


def judged(rows: dict[str, Any], container: str = "t") -> Any:
    return plan(container, "s", [batch(rows)])


def test_names_alone_are_a_hint_and_no_more() -> None:
    """A witness learns what fields are called: each claim has little confidence, says so, and counts no share."""
    made = from_names("public.people", "s", ("id_number", "name", "email", "birth_date", "notes", "colour"))
    found = {path: [claim.verdict for claim in claims] for path, claims in made.claims.items() if claims}
    assert {"email", "birth_date"} <= set(found)
    assert not {"notes", "colour"} & set(found)
    for verdicts in found.values():
        assert len(verdicts) == 1
        assert verdicts[0].confidence <= 0.4 and "no values seen" in verdicts[0].why
    assert found["id_number"][0].category.id == "national-id"  # of which country only values could say
    assert made.points is None


def test_values_outweigh_names() -> None:
    """A field called email that holds order texts is no mail address, one called note that holds addresses is."""
    made = judged({"email": [f"order {n}" for n in range(N)], "note": [mail(n) for n in range(N)]})
    assert [claim.verdict.category.id for claim in made.claims["email"]] == []
    assert [claim.verdict.category.id for claim in made.claims["note"]] == ["email"]


def test_identifiers_come_best_first() -> None:
    """National id, then mail address, then account number; of two fields of one domain the surer one."""
    made = judged(
        {"user_id": list(range(N)), "email": [mail(n) for n in range(N)], "id_number": [id_number(n) for n in range(N)],
         "old_email": [mail(n) for n in range(N)]}
    )  # fmt: skip
    assert [key.category for key in made.keys][:3] == ["national-id.cn", "email", "customer-id"]
    assert len({key.domain for key in made.keys}) == len(made.keys)


def test_only_what_is_needed_is_counted_in_full() -> None:
    """The best identifier, those that stand in where it is missing, and those that another container is known by."""
    rows = {
        "user_id": list(range(N)), "email": [mail(n) for n in range(N)],
        "id_number": [id_number(n) if n % 2 else None for n in range(N)],
    }  # fmt: skip
    made = judged(rows)
    assert [key.category for key in made.leading_keys()] == ["national-id.cn", "email"]
    made.limit_keys(set(), keeps_issued=False)
    assert [key.category for key in made.keys] == ["national-id.cn", "email"]
    made = judged(rows)
    made.limit_keys({made.keys[-1].domain}, keeps_issued=False)
    assert [key.category for key in made.keys] == ["national-id.cn", "email", "customer-id"]


def test_identifiers_of_one_container_are_bounded() -> None:
    """Forty columns of account numbers of forty things do not make forty sets of people."""
    entities = [f"{chr(97 + n % 26)}{chr(97 + n // 26)}thing" for n in range(40)]
    made = judged({f"{entity}_user_id": list(range(1_000, 1_000 + N)) for entity in entities})
    assert len(made.keys) <= MAX_KEYS


def test_points_need_a_place_a_time_and_a_person() -> None:
    """Without any one of the three there is no trail."""
    rows = sightings(range(N), tags=[f"place {n % 3}" for n in range(N)])
    points = judged(rows).points
    assert points is not None
    assert (points.place, points.time, points.tag) == (("latitude", "longitude"), "seen_at", "place")
    for missing in ("latitude", "seen_at", "person_id"):
        assert judged({name: values for name, values in rows.items() if name != missing}).points is None


@pytest.mark.parametrize(
    ("container", "entity"),
    [("public.people", "people"), ("person:*", "person"), ("db0/user:*:profile", "profile"),
     ("city.sightings", "sightings"), ("orders_2019", "orders"), ("", ""), ("42", "")],
)  # fmt: skip
def test_what_records_are_about_is_the_last_word_of_a_name(container: str, entity: str) -> None:
    """``public.people`` is about people."""
    assert entity_of(container) == entity


def test_an_empty_sample_claims_nothing() -> None:
    """No batches, no columns, only nulls: no claims, no identifiers, no points."""
    for made in (plan("t", "s", []), judged({"email": pa.nulls(5, pa.string()), "n": pa.nulls(5)})):
        assert made.points is None and made.keys == ()


def test_a_glance_at_many_fields_says_what_a_look_at_all_values_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a record of more than 64 fields fewer values are looked at first; what they hold is told the same."""
    count = 1_500
    rows: dict[str, list[object]] = {
        "mail": [mail(n) for n in range(count)],
        "id_number": [id_number(n) for n in range(count)],
        "mixed": [id_number(n) if n % 3 else f"{n:018}" for n in range(count)],
        "born": [f"{1950 + n % 50}-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(count)],
        "few": [("F", "M")[n % 2] for n in range(count)],
    }
    rows |= {f"c{at}": [f"{at}-{n * 7919 % 104729}" for n in range(count)] for at in range(70)}

    def told() -> dict[str, list[str]]:
        made = plan("people", "s", [batch(rows)])
        return {path: [claim.verdict.category.id for claim in claims] for path, claims in made.claims.items() if claims}

    glanced = told()
    monkeypatch.setattr("nightlatch.survey._glances._MANY", 10_000)
    assert glanced == told()
    assert {"mail", "id_number", "mixed", "born"} <= set(glanced)


def test_what_a_glance_misses_is_found_when_it_is_counted() -> None:
    """One mail address among 1,500 texts of one of many fields is told all the same."""
    rows = {f"c{at}": [f"order {n * 7919 % 104729} of {at}" for n in range(1_500)] for at in range(70)}
    rows["seldom"] = [mail(n) if n == 1_234 else f"order {n} was sent" for n in range(1_500)]
    tally = Store().add("orders", rows)
    found = field_of(tally.plan, "seldom", "seldom", tally.fields["seldom"])
    assert [(one.id, one.values) for one in found.categories] == [("email", 1)]
