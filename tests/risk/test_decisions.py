"""What a user decides about steps: told beside the program's own, and followed to the letter."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from nightlatch.risk.severity import Terms, rate
from nightlatch.risk.steps import CLAIMS, PROPOSED, StepsError, decided, load, typed
from tests.risk.made import AT, found, holding, severity


def test_a_rejected_step_is_told_and_not_applied() -> None:
    """It stays in the list with the user's reason; the next best way to identify takes its place."""
    finding = found(holding("t", "person-name", "email"))
    no = decided(finding.id, "identified-by-name", "rejected", "the names are of ships")
    told = severity(finding, Terms(at=AT, reach="internet", decisions=no))
    rejected, *rest = (step for step in told.steps if step.concerns == "ei")
    assert (rejected.state, rejected.delta) == ("rejected", 4) and rejected.reason.endswith("the names are of ships")
    assert told.ei == 3 and rest[0].state == "proposed"


def test_what_is_said_of_one_finding_goes_first() -> None:
    """Rejected for all and confirmed for one: confirmed for that one."""
    finding = found(holding("school", "person-name", "email"))
    both = typed("minors", "rejected").and_then(typed(f"minors={finding.id}", "confirmed"))
    other = replace(finding, identity=replace(finding.identity, id="another"))
    terms = Terms(at=AT, reach="internet", decisions=both)
    assert (severity(finding, terms).dpc, severity(other, terms).dpc) == (2, 1)


def test_claims_count_once_confirmed() -> None:
    """That all is in a public register nobody but the user can know."""
    finding = found(holding("t", "person-name", "religion"))
    public = Terms(at=AT, reach="internet", decisions=typed("public-register", "confirmed"))
    assert (severity(finding).dpc, severity(finding, public).dpc) == (4, 3)
    cards = found(holding("t", "person-name", "payment-card"))
    expired = Terms(at=AT, reach="internet", decisions=typed("cards-expired", "confirmed"))
    assert dict(severity(cards, expired).classes)["financial"] == 1


def test_all_rejected_is_no_severity() -> None:
    """Not the lowest number."""
    terms = Terms(at=AT, decisions=typed("simple-data", "rejected"))
    assert rate(found(holding("t", "email")), terms) == "all that is personal in it was rejected"


def test_a_file_is_read(tmp_path: Path) -> None:
    """Finding or star, step, and why it is confirmed or rejected."""
    path = tmp_path / "steps.toml"
    path.write_text('["*"]\nminors = { rejected = "teachers" }\n["nl-0123456789ab"]\nfraud = { confirmed = "seen" }\n')
    made = load(path)
    said = (
        made.of("nl-0123456789ab", "fraud"),
        made.of("nl-0123456789ab", "minors"),
        made.of("nl-000000000000", "fraud"),
    )
    assert [one and one.reason for one in said] == ["seen", "teachers", None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('["*"]\nminor = { rejected = "x" }', "no step 'minor'"),
        ('["*"]\nminors = { denied = "x" }', "neither confirmed nor rejected"),
        ('["*"]\nminors = { rejected = "x", confirmed = "y" }', "neither confirmed nor rejected"),
        ('["*"]\nminors = { rejected = " " }', "is not said"),
        ('["*"]\nminors = "rejected"', "no file of steps"),
        ('[my-store]\nminors = { rejected = "x" }', "'my-store' is no finding"),
        ("minors = ", "no file of steps"),
        ("\x00\xff", "no file of steps"),
    ],
)
def test_a_file_that_cannot_be_followed_is_an_error(text: str, said: str, tmp_path: Path) -> None:
    """Nothing in it is ignored."""
    path = tmp_path / "steps.toml"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(StepsError, match=re.escape(said)):
        load(path)
    with pytest.raises(StepsError, match="cannot be read"):
        load(tmp_path / "none.toml")


def test_the_docs_list_every_step() -> None:
    """With the words that the program has for it."""
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "severity.md").read_text("utf-8")
    assert [line for line in page.splitlines() if re.match(r"\| `[a-z-]+` \|", line)] == [
        f"| `{step}` | {what} |" for step, what in {**PROPOSED, **CLAIMS}.items()
    ]
