"""ENISA's arithmetic to the quarter, and every number the sum of steps that a reader can add up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.model import Anonymity, Count
from nightlatch.risk.holdings import groups
from nightlatch.risk.score import END_OF_SCALE, band, quarters
from nightlatch.risk.severity import Terms, rate
from nightlatch.risk.steps import CLAIMS, PROPOSED, Decisions, decided, typed
from nightlatch.risk.weights import weight_of
from tests.risk.made import (
    AT,
    LISTED,
    PEOPLE,
    SIGHTINGS,
    found,
    holding,
    reveal,
    severity,
    trace,
    trails,
    unicity,
)

# dpc, ei, confidentiality, integrity, availability, malice (all but dpc in quarters), SE, band
VECTORS = [
    ("minimum", 1, 1, 0, 0, 0, 0, 0.25, "low"),
    ("supermarket list with mail addresses, open web server", 1, 3, 2, 0, 0, 0, 1.25, "low"),
    ("luxury list, names and phones, open", 2, 4, 2, 0, 0, 0, 2.5, "medium"),
    ("boundary of medium", 2, 4, 0, 0, 0, 0, 2.0, "medium"),
    ("boundary of high", 3, 4, 0, 0, 0, 0, 3.0, "high"),
    ("boundary of very high", 4, 4, 0, 0, 0, 0, 4.0, "very-high"),
    ("where 0.1 + 0.2 is not 0.3", 4, 3, 1, 1, 2, 0, 4.0, "very-high"),
    ("adult-book-shop deliveries with names", 3, 4, 2, 0, 0, 0, 3.5, "high"),
    ("location history, pseudonymous, no sensitive place", 3, 3, 2, 0, 0, 0, 2.75, "medium"),
    ("same with visits of mosques or clinics", 4, 3, 2, 0, 0, 0, 3.5, "high"),
    ("same with names", 4, 4, 2, 0, 0, 0, 4.5, "very-high"),
    ("same with a ransom note, data restored", 4, 4, 2, 1, 0, 2, 5.25, "very-high"),
    ("maximum", 4, 4, 2, 2, 2, 2, 6.0, "very-high"),
]


@pytest.mark.parametrize("vector", VECTORS, ids=[vector[0] for vector in VECTORS])
def test_published_examples(vector: tuple[Any, ...]) -> None:
    """The method's examples give the number and the band that they are published with."""
    _, dpc, ei, *cb, se, name = vector
    score = quarters(dpc, ei, sum(cb))
    assert (score / 4, band(score)) == (se, name)


@pytest.mark.parametrize("terms", [(0, 1, 0), (5, 1, 0), (1, 0, 0), (1, 5, 0), (1, 1, -1), (1, 1, 9)])
def test_what_is_off_the_scales_is_an_error(terms: tuple[int, int, int]) -> None:
    """A class, EI or CB that the method does not have is never taken for another one."""
    with pytest.raises(ValueError, match="no such score"):
        quarters(*terms)


def test_a_city_under_watch() -> None:
    """Names, numbers and trails to mosques, open to the internet: 4 x 1 + 0.5 = 4.5, very high."""
    told = severity(found(PEOPLE, SIGHTINGS, people=2_565_724, trails=trails(reveals=(reveal(),))))
    assert (told.se, told.band, told.dpc, told.ei, told.cb) == (4.5, "very-high", 4, 4, 2)
    assert told.flags == ("more-than-100-people",)


def test_a_city_under_watch_held_to_ransom() -> None:
    """A ransom note adds malice and a loss of integrity: 5.25. That anyone could write adds nothing."""
    told = severity(found(PEOPLE, traces=(trace("ransom-note"),)))
    assert (told.se, told.cb) == (5.25, 5)
    wiped = severity(found(PEOPLE, traces=(trace("ransom-note"), trace("wiped"))))
    assert wiped.cb == 6
    decisions = typed("lost-for-good", "confirmed").and_then(typed("altered-for-good", "confirmed"))
    lost = Terms(at=AT, reach="internet", decisions=decisions)
    assert severity(found(PEOPLE, traces=(trace("ransom-note"),)), lost).se == 6.0


@pytest.mark.parametrize(
    ("categories", "se"),
    [
        (["email"], 1.25),
        (["person-name", "phone"], 1.5),
        (["person-name"], 0.75),
        (["person-name", "city"], 1.25),
        (["given-name", "family-name", "email"], 1.5),
        (["national-id.cn"], 1.25),
        (["national-id.jp"], 0.75),
        (["diagnosis"], 1.5),
        (["person-name", "diagnosis"], 3.5),
        (["person-name", "phone", "diagnosis"], 4.5),
        (["payment-card"], 1.25),
        (["person-name", "payment-card", "card-expiry"], 4.5),
        (["password-hash.bcrypt"], 0.75),
        (["photo", "date-of-birth"], 1.25),
        (["face-image", "phone"], 1.5),
    ],
)
def test_categories_make_class_and_identification(categories: list[str], se: float) -> None:
    """What is in one table decides both; the class is the worst there is, identification the easiest way."""
    assert severity(found(holding("t", *categories))).se == se


def test_containers_that_share_an_identifier_identify_together() -> None:
    """Names in one table and diagnoses in another can be joined by card numbers, and not where nothing joins them."""
    joined = found(holding("a", "person-name", "national-id.jp"), holding("b", "national-id.jp", "diagnosis"))
    apart = found(holding("a", "person-name"), holding("b", "diagnosis"))
    assert (severity(joined).ei, severity(apart).ei) == (4, 1)


def test_joins_are_followed_from_table_to_table() -> None:
    """One by card numbers, the next by mail addresses: all of them are one; ten thousand others cost next to nothing."""
    chain = [
        holding("a", "person-name", "national-id.jp"), holding("b", "email", "phone"), holding("c", "diagnosis", "phone"),
        holding("d", "national-id.jp", "email"), holding("e", "religion"),
    ]  # fmt: skip
    sizes = sorted(len(group) for group in groups(found(*chain)))
    assert sizes == [1, 8]
    many = [holding(f"t{n}", "religion") for n in range(10_000)]
    assert len(groups(found(*chain, *many))) == 10_002


def test_several_classes_take_the_worst_not_the_sum() -> None:
    """Each class is scored and told; the number has the highest."""
    told = severity(found(holding("t", "person-name", "salary", "religion")))
    assert told.classes == (("sensitive", 4), ("financial", 3), ("simple", 1))
    assert (told.data_class, told.dpc) == ("sensitive", 4)


@pytest.mark.parametrize(("share", "ei"), [(0.049, 1), (0.05, 2), (0.3, 3), (0.799, 3), (0.8, 4)])
def test_trails_count_by_their_measured_unicity(share: float, ei: int) -> None:
    """Pseudonymous trails identify as far as four of a person's sightings single them out; a sample says at most."""
    told = severity(found(SIGHTINGS, trails=trails(unicity=(unicity(0.0, 1), unicity(share)))))
    assert (told.ei, told.data_class) == (ei, "behavioural")
    sampled = severity(found(SIGHTINGS, trails=trails(unicity=(unicity(share, basis="upper-bound"),))))
    assert "at most" in next(step.reason for step in sampled.steps if step.concerns == "ei") or ei == 1


def test_attributes_count_by_the_share_that_is_alone_and_never_fully() -> None:
    """Birth date, sex and postcode that are alone in their combination identify, below the maximum."""
    alone = Anonymity(
        container="t", fields=("dob", "sex"), categories=("date-of-birth", "sex"), records=Count.of(50), k=1,
        unique=0.95, few=0.99,
    )  # fmt: skip
    told = severity(found(holding("t", "date-of-birth", "sex", "diagnosis"), anonymity=(alone,)))
    assert (told.ei, told.se) == (3, 3.5)


def test_a_witness_rates_by_names_and_says_so() -> None:
    """Where only the catalogue was read the names of fields speak, and a flag says that nothing else did."""
    told = severity(found(holding("t", "person-name", "national-id", by_name=True), people=None))
    assert (told.se, told.flags) == (1.5, ("told-by-names",))
    assert severity(found(PEOPLE)).flags == ()


def test_flags_are_outside_the_number() -> None:
    """More than a hundred people, or nothing but hashes: told beside, not added."""
    few, many = (severity(found(PEOPLE, people=people)) for people in (100, 101))
    assert (few.flags, many.flags, few.quarters == many.quarters) == ((), ("more-than-100-people",), True)
    assert severity(found(holding("t", "password-hash.bcrypt"))).flags == ("unintelligible",)


CATEGORIES = st.sets(st.sampled_from([name for name in LISTED.split() if weight_of(name).kind != "nobody"]), max_size=6)
DECIDED = st.dictionaries(st.sampled_from([*PROPOSED, *CLAIMS]), st.sampled_from(["confirmed", "rejected"]), max_size=6)


@given(
    st.lists(CATEGORIES, max_size=3), DECIDED, st.sampled_from(["internet", "private", "lab"]),
    st.sets(st.sampled_from(["ransom-note", "wiped"])), st.booleans(),
)  # fmt: skip
def test_every_number_is_the_sum_of_its_steps(
    held: list[set[str]], states: dict[str, Any], reach: Any, kinds: set[Any], synthetic: bool
) -> None:
    """Whatever is found and decided: steps that were not rejected add up to each number, all within their scales."""
    surveyed = [holding(f"t{n}", *one, synthetic="x" if synthetic else "") for n, one in enumerate(map(sorted, held))]
    decisions = Decisions()
    for step, state in states.items():
        decisions = decisions.and_then(decided("*", step, state, "so"))
    told = rate(found(*surveyed, traces=tuple(map(trace, kinds))), Terms(at=AT, reach=reach, decisions=decisions))
    if isinstance(told, str):
        return
    sums: dict[str, int] = {}
    for step in told.steps:
        assert step.id in {*PROPOSED, *CLAIMS, END_OF_SCALE} and step.reason and step.evidence
        assert step.state == states.get(step.id, "proposed")
        sums[step.concerns] = sums.get(step.concerns, 0) + (step.delta if step.state != "rejected" else 0)
    assert (sums["ei"], sums["cb"]) == (told.ei, told.cb)
    assert all(sums[name] == score for name, score in told.classes)
    assert told.dpc == max(score for _, score in told.classes) == dict(told.classes)[told.data_class]
    assert told.quarters == told.dpc * told.ei + told.cb
