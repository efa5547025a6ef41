"""What raises and lowers a class, and what makes data identify less: each a step of its own."""

from __future__ import annotations

from datetime import timedelta

from nightlatch.model import Count
from nightlatch.risk.severity import Terms
from nightlatch.risk.steps import typed
from tests.risk.made import AT, SIGHTINGS, found, holding, reveal, severity, trails


def test_places_of_special_categories_raise_behavioural_to_the_top() -> None:
    """Labels that tell religion make a profile on sensitive data; a court does, too; a hotel does not."""
    for article, dpc in (("9", 4), ("10", 4), ("", 2)):
        assert severity(found(SIGHTINGS, trails=trails(reveals=(reveal(article=article),)))).dpc == dpc


def test_much_of_one_person_is_an_everyday_profile() -> None:
    """Fifty sightings a person and day, or half of the people on thirty days, are one step up."""
    for told, dpc in (
        (trails(points=2_500, people=50, first=AT, last=AT), 3),
        (trails(points=2_450, people=50, first=AT, last=AT), 2),
        (trails(points=2_500, people=50, first=AT - timedelta(days=20), last=AT), 2),
        (trails(days=30), 3),
        (trails(days=29), 2),
    ):
        assert severity(found(SIGHTINGS, trails=told)).dpc == dpc


def test_children_are_one_step_up_in_every_class() -> None:
    """From a share of 5 % under 18, or where names of tables speak of school."""
    base = holding("t", "person-name", "salary")
    for minors, dpc in ((4, 3), (5, 4)):
        told = severity(found(base, people=100, minors=Count.of(minors)))
        assert told.dpc == dpc
    few_others = Count(value=None, low=91, high=100)
    assert severity(found(base, people=100, minors=few_others)).dpc == 4
    named = severity(found(holding("schoolPupils", "person-name", "email")))
    assert named.dpc == 2
    assert severity(found(holding("t_scholarship", "person-name", "email"))).dpc == 1


def test_police_and_witnesses_are_at_risk() -> None:
    """A table of witnesses with nothing but names is of the highest class."""
    assert severity(found(holding("witness_list", "person-name"))).dpc == 4
    assert severity(found(holding("eyewitnessnews", "person-name"))).dpc == 1


def test_a_bank_without_accounts_is_no_insight() -> None:
    """A bank's code beside a name is financial 3 - 2 = 1."""
    told = severity(found(holding("t", "person-name", "bic")))
    assert dict(told.classes)["financial"] == 1


def test_old_data_are_one_step_down() -> None:
    """Where the newest record is older than ten years."""
    for years, dpc in ((11, 3), (9, 4)):
        newest = AT - timedelta(days=365.25 * years)
        assert severity(found(holding("t", "person-name", "religion", newest=newest))).dpc == dpc


def test_what_is_beyond_the_scale_is_told() -> None:
    """Sensitive data of children are 4, and one more that is not counted is a step of its own."""
    told = severity(found(holding("t", "person-name", "religion", "child")))
    (end,) = (step for step in told.steps if step.id == "scale-end" and step.concerns == "sensitive")
    assert told.dpc == 4 and end.delta == -1 and "not counted" in end.reason


def test_credentials_take_the_class_of_what_they_open() -> None:
    """Of the worst data beside them; simple where nothing tells."""
    assert severity(found(holding("t", "email", "password-hash.md5"))).data_class == "simple"
    told = severity(found(holding("t", "email", "password", "religion")))
    step = next(step for step in told.steps if step.id == "credentials")
    assert (step.concerns, step.delta, told.dpc) == ("sensitive", 0, 4)


def test_made_up_data_hardly_identify_anybody() -> None:
    """Where most identifying fields look made up EI is the lowest, and why is told; a user may know better."""
    made_up = found(holding("t", "person-name", "email", "religion", synthetic="example.org throughout"))
    told = severity(made_up)
    assert (told.ei, told.se) == (1, 1.5)
    step = told.steps[-2]
    assert (step.id, step.evidence) == ("synthetic-data", "example.org throughout")
    real = Terms(at=AT, reach="internet", decisions=typed("synthetic-data", "rejected"))
    assert severity(made_up, real).se == 4.5
