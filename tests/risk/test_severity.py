"""ENISA's arithmetic to the quarter, and every number the sum of steps that a reader can add up."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.categories import all_categories
from nightlatch.model import Anonymity, Count, Finding, Reveal, Right, Severity, Trails, Unicity
from nightlatch.risk import reach
from nightlatch.risk.holdings import groups
from nightlatch.risk.score import END_OF_SCALE, band, quarters
from nightlatch.risk.severity import Terms, rate, rated
from nightlatch.risk.steps import CLAIMS, PROPOSED, Decisions, StepsError, decided, load, typed
from nightlatch.risk.weights import UnknownCategoryError, weight_of
from tests.risk.made import AT, INTERNET, found, holding, severity, trace

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


def trails(*, points: int = 100, people: int = 50, **more: Any) -> Trails:
    return Trails(points=Count.of(points), people=Count.of(people), **more)


def unicity(share: float, points: int = 4, **more: Any) -> Unicity:
    return Unicity(
        place="as recorded", minutes=60, points=points, share=share, low=share, high=share, few=None,
        eligible=Count.of(50), **more,
    )  # fmt: skip


def reveal(category: str = "religion", article: str = "9") -> Reveal:
    return Reveal(category=category, article=article, labels=1, points=Count.of(20), people=None, often=None)


PEOPLE = holding("people", "person-name", "national-id.cn", "date-of-birth", "ethnicity")
SIGHTINGS = holding("sightings", "customer-id", "geo-point", "sighting-time", "place-tag")


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


class TestSteps:
    def test_places_of_special_categories_raise_behavioural_to_the_top(self) -> None:
        """Labels that tell religion make a profile on sensitive data; a court does, too; a hotel does not."""
        for article, dpc in (("9", 4), ("10", 4), ("", 2)):
            assert severity(found(SIGHTINGS, trails=trails(reveals=(reveal(article=article),)))).dpc == dpc

    def test_much_of_one_person_is_an_everyday_profile(self) -> None:
        """Fifty sightings a person and day, or half of the people on thirty days, are one step up."""
        for told, dpc in (
            (trails(points=2_500, people=50, first=AT, last=AT), 3),
            (trails(points=2_450, people=50, first=AT, last=AT), 2),
            (trails(points=2_500, people=50, first=AT - timedelta(days=20), last=AT), 2),
            (trails(days=30), 3),
            (trails(days=29), 2),
        ):
            assert severity(found(SIGHTINGS, trails=told)).dpc == dpc

    def test_children_are_one_step_up_in_every_class(self) -> None:
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

    def test_police_and_witnesses_are_at_risk(self) -> None:
        """A table of witnesses with nothing but names is of the highest class."""
        assert severity(found(holding("witness_list", "person-name"))).dpc == 4
        assert severity(found(holding("eyewitnessnews", "person-name"))).dpc == 1

    def test_a_bank_without_accounts_is_no_insight(self) -> None:
        """A bank's code beside a name is financial 3 - 2 = 1."""
        told = severity(found(holding("t", "person-name", "bic")))
        assert dict(told.classes)["financial"] == 1

    def test_old_data_are_one_step_down(self) -> None:
        """Where the newest record is older than ten years."""
        for years, dpc in ((11, 3), (9, 4)):
            newest = AT - timedelta(days=365.25 * years)
            assert severity(found(holding("t", "person-name", "religion", newest=newest))).dpc == dpc

    def test_what_is_beyond_the_scale_is_told(self) -> None:
        """Sensitive data of children are 4, and one more that is not counted is a step of its own."""
        told = severity(found(holding("t", "person-name", "religion", "child")))
        (end,) = (step for step in told.steps if step.id == "scale-end" and step.concerns == "sensitive")
        assert told.dpc == 4 and end.delta == -1 and "not counted" in end.reason

    def test_credentials_take_the_class_of_what_they_open(self) -> None:
        """Of the worst data beside them; simple where nothing tells."""
        assert severity(found(holding("t", "email", "password-hash.md5"))).data_class == "simple"
        told = severity(found(holding("t", "email", "password", "religion")))
        step = next(step for step in told.steps if step.id == "credentials")
        assert (step.concerns, step.delta, told.dpc) == ("sensitive", 0, 4)

    def test_made_up_data_hardly_identify_anybody(self) -> None:
        """Where most identifying fields look made up EI is the lowest, and why is told; a user may know better."""
        made_up = found(holding("t", "person-name", "email", "religion", synthetic="example.org throughout"))
        told = severity(made_up)
        assert (told.ei, told.se) == (1, 1.5)
        step = told.steps[-2]
        assert (step.id, step.evidence) == ("synthetic-data", "example.org throughout")
        real = Terms(at=AT, reach="internet", decisions=typed("synthetic-data", "rejected"))
        assert severity(made_up, real).se == 4.5


class TestReach:
    @pytest.mark.parametrize(
        ("address", "reach", "cb"),
        [
            ("127.0.0.1", "lab", 0), ("::1", "lab", 0), ("10.1.2.3", "private", 1), ("192.168.0.7", "private", 1),
            ("fe80::1", "private", 1), ("fd00::1", "private", 1), ("198.51.100.7", "internet", 2),
            ("100.64.0.1", "internet", 2), ("2001:db8::1", "internet", 2),
        ],
    )  # fmt: skip
    def test_by_address_unless_told(self, address: str, reach: str, cb: int) -> None:
        """Loopback is a lab, a private range private, all else the internet; the reason says that it was the address."""
        told = severity(found(PEOPLE, address=address), Terms(at=AT))
        step = next(step for step in told.steps if step.concerns == "cb")
        assert (told.reach, told.cb, step.id) == (reach, cb, f"reach-{reach}")
        assert "as told by its address" in step.evidence
        assert severity(found(PEOPLE, address=address), INTERNET).cb == 2

    def test_recipients_who_are_known_are_fewer(self) -> None:
        """Only a user with complete logs can say so; for a store on the internet it takes a quarter off."""
        known = Terms(at=AT, reach="internet", decisions=typed("known-recipients", "confirmed"))
        assert severity(found(PEOPLE), known).cb == 1
        assert severity(found(PEOPLE), replace(known, reach="lab")).cb == 0


class TestNoSeverity:
    @pytest.mark.parametrize(
        ("finding", "why"),
        [
            (found(), "it is empty"),
            (found(holding("t", "person-name", records=0)), "it is empty"),
            (
                found(traces=(trace("wiped"),)),
                "it is empty, and was emptied by somebody: whose data was in it is not known",
            ),
            (found(holding("t")), "nobody's data was found in it"),
            (found(holding("t", "city")), "nobody's data was found in it"),
            (found(holding("shops", "geo-point", "street", "postcode")), "nobody's data was found in it"),
            (found(holding("t", "person-name", "email", whose="business")), "nobody's data was found in it"),
            (found(PEOPLE, same_as="redis://10.0.0.1"), "rated once, as redis://10.0.0.1"),
            (found(PEOPLE, status="closed"), "not open to a stranger: closed"),
        ],
    )
    def test_why_not_is_said(self, finding: Finding, why: str) -> None:
        """What is empty, nobody's, closed or rated elsewhere has no number, not a low one."""
        assert rate(finding, INTERNET) == why
        assert rated(finding, INTERNET) == replace(finding, severity=None, unrated=why)

    def test_what_cannot_be_read_is_not_exposed(self) -> None:
        """Where a stranger may write and not read, no data are out; where that is unknown, the worse is assumed."""
        finding = found(PEOPLE)
        for verdict, rates in (("denied", False), ("unknown", True)):
            rights = {**finding.access.rights, "read": Right(verdict=verdict)}  # type: ignore[arg-type]
            told = rate(replace(finding, access=replace(finding.access, rights=rights)), INTERNET)
            assert isinstance(told, Severity) is rates


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


LISTED = """
person-name given-name family-name username date-of-birth age sex nationality signature face-image photo vehicle-plate
customer-id national-id.cc passport.cc driving-licence.cc social-security.cc tax-id.cc residence-permit.cc voter-id.cc
document-issue-date document-expiry-date email phone postal-address street postcode city social-handle ip-address
mac-address device-id advertising-id cookie-id user-agent url-profile payment-card card-expiry card-security-code iban
bank-account bic salary credit-score crypto-wallet health-record-id diagnosis medication insurance-number blood-type
disability face-embedding fingerprint-template iris-template voiceprint genetic-data geo-point geo-trail place-tag
sighting-time cell-tower employer job-title employee-id education student-id religion ethnicity political-opinion
trade-union sexual-orientation sex-life criminal-record child guardian password password-hash.x api-key.x private-key
jwt session-token security-answer connection-string private-message free-text document-scan record-id timestamp
technical-text organisation-name public-work
"""


@pytest.mark.parametrize("category", sorted({*LISTED.split(), *(one.id for one in all_categories())}))
def test_every_category_has_a_class(category: str) -> None:
    """Those of the list, those of the registry: each has a class, and technical ones have none."""
    own = next((one for one in all_categories() if one.id == category), None)
    weight = weight_of(category)
    assert own is None or (weight.kind == "nobody") is (not own.is_personal)


def test_an_unknown_category_is_an_error() -> None:
    """It is never taken for the mildest class."""
    with pytest.raises(UnknownCategoryError, match="shoe-size"):
        rate(found(holding("t", "shoe-size")), INTERNET)


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


class TestDecisions:
    def test_a_rejected_step_is_told_and_not_applied(self) -> None:
        """It stays in the list with the user's reason; the next best way to identify takes its place."""
        finding = found(holding("t", "person-name", "email"))
        no = decided(finding.id, "identified-by-name", "rejected", "the names are of ships")
        told = severity(finding, Terms(at=AT, reach="internet", decisions=no))
        rejected, *rest = (step for step in told.steps if step.concerns == "ei")
        assert (rejected.state, rejected.delta) == ("rejected", 4) and rejected.reason.endswith(
            "the names are of ships"
        )
        assert told.ei == 3 and rest[0].state == "proposed"

    def test_what_is_said_of_one_finding_goes_first(self) -> None:
        """Rejected for all and confirmed for one: confirmed for that one."""
        finding = found(holding("school", "person-name", "email"))
        both = typed("minors", "rejected").and_then(typed(f"minors={finding.id}", "confirmed"))
        other = replace(finding, identity=replace(finding.identity, id="another"))
        terms = Terms(at=AT, reach="internet", decisions=both)
        assert (severity(finding, terms).dpc, severity(other, terms).dpc) == (2, 1)

    def test_claims_count_once_confirmed(self) -> None:
        """That all is in a public register nobody but the user can know."""
        finding = found(holding("t", "person-name", "religion"))
        public = Terms(at=AT, reach="internet", decisions=typed("public-register", "confirmed"))
        assert (severity(finding).dpc, severity(finding, public).dpc) == (4, 3)
        cards = found(holding("t", "person-name", "payment-card"))
        expired = Terms(at=AT, reach="internet", decisions=typed("cards-expired", "confirmed"))
        assert dict(severity(cards, expired).classes)["financial"] == 1

    def test_all_rejected_is_no_severity(self) -> None:
        """Not the lowest number."""
        terms = Terms(at=AT, decisions=typed("simple-data", "rejected"))
        assert rate(found(holding("t", "email")), terms) == "all that is personal in it was rejected"

    def test_a_file_is_read(self, tmp_path: Path) -> None:
        """Finding or star, step, and why it is confirmed or rejected."""
        path = tmp_path / "steps.toml"
        path.write_text(
            '["*"]\nminors = { rejected = "teachers" }\n["nl-0123456789ab"]\nfraud = { confirmed = "seen" }\n'
        )
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
    def test_a_file_that_cannot_be_followed_is_an_error(self, text: str, said: str, tmp_path: Path) -> None:
        """Nothing in it is ignored."""
        path = tmp_path / "steps.toml"
        path.write_text(text, encoding="latin-1")
        with pytest.raises(StepsError, match=re.escape(said)):
            load(path)
        with pytest.raises(StepsError, match="cannot be read"):
            load(tmp_path / "none.toml")


def test_the_address_alone_tells_reach() -> None:
    """An IPv4 address written as IPv6 is the same address."""
    assert reach.of("::ffff:10.0.0.1")[0] == "private"


def test_the_docs_list_every_step() -> None:
    """With the words that the program has for it."""
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "severity.md").read_text("utf-8")
    assert [line for line in page.splitlines() if re.match(r"\| `[a-z-]+` \|", line)] == [
        f"| `{step}` | {what} |" for step, what in {**PROPOSED, **CLAIMS}.items()
    ]
