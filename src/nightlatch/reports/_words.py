"""Numbers, lists, times and category names in words, the same in every report."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from nightlatch import eol
from nightlatch.model import Count, FieldCategory, Finding, Run, Surveyed, TraceKind, Trails
from nightlatch.risk.disclosure import STEP

SURE = 0.5  # from this confidence on a category is told; below it is in the JSON only

# What leads a sentence: whose it is, then what does most harm. A family stands for all ids under it ("national-id.cn").
_ORDER = (
    "person-name", "given-name", "family-name",
    "national-id", "passport", "driving-licence", "social-security", "tax-id", "residence-permit", "voter-id",
    "date-of-birth", "age", "child", "guardian",
    "health-record-id", "diagnosis", "medication", "insurance-number", "blood-type", "disability",
    "face-embedding", "fingerprint-template", "iris-template", "voiceprint", "genetic-data",
    "password", "password-hash", "private-key", "api-key", "session-token", "jwt", "security-answer",
    "payment-card", "card-security-code", "card-expiry", "iban", "bank-account", "crypto-wallet",
    "postal-address", "street", "phone", "email", "face-image", "photo", "employer",
    "ethnicity", "religion", "political-opinion", "trade-union", "sexual-orientation", "sex-life", "criminal-record",
    "sex", "nationality", "username",
)  # fmt: skip
_RANK = {family: rank for rank, family in enumerate(_ORDER)}
_TRAIL = frozenset({"geo-point", "geo-trail", "place-tag", "sighting-time"})  # told as points, not as fields
_PART_OF = {
    **dict.fromkeys(("given-name", "family-name"), "person-name"),
    **dict.fromkeys(("street", "postcode", "city"), "postal-address"),
    "age": "date-of-birth",
}
_PLURAL = {
    "sex": "sexes",
    "ethnicity": "ethnicities",
    "date-of-birth": "birth dates",
    "person-name": "names",
    "social-security": "social security numbers",  # of any country, where the labels are by country
    "tax-id": "tax numbers",
    "password-hash": "hashes of passwords",
    "api-key": "keys of services",
}
# Signs of who was there before, in general words: what was seen, what it proves, what it leaves open.
TRACES: dict[TraceKind, tuple[str, str, str]] = {
    "ransom-note": (
        "a ransom note was left in it",
        "somebody else could write to it, and did",
        "whether anything was copied or removed",
    ),
    "wiped": (
        "it looks wiped",
        "what was there before is gone",
        "who removed it, and whether it was copied first",
    ),
    "unknown-administrator": (
        "others than its first account may do everything in it",
        "whoever they are, they stay in after the door is shut",
        "whether the owner let them in",
    ),
    "odd-configuration": (
        "its configuration is as attacks leave it",
        "somebody could change its settings",
        "whether the change did what it was made for",
    ),
    "foreign-replica": (
        "it copies to or from a server on the internet",
        "its contents leave its network all the time, or come from outside of it",
        "whether that server is the owner's",
    ),
    "other-clients": (
        "others are connected to it",
        "it is in use by others than us",
        "whether these are the owner's own",
    ),
}
_UNITS = ((1_000_000_000, "billion"), (1_000_000, "million"))


def integer(value: int) -> str:
    """``2565724`` as ``2,565,724``."""
    return f"{value:,}"


def count(number: Count) -> str:
    """Exact numbers as integers, estimates as ``about 2.57 million (2.51 to 2.62 million)``, bounds as bounds.

    What is told in tens so that it singles nobody out is ``about 120``, what may only be more ``3,000 to 5,000``.
    """
    if number.value is None:
        return f"at least {integer(number.low)}" if number.low else "an unknown number of"
    if number.exact:
        return integer(number.value)
    if number.high is None:
        return f"at least {integer(number.low)}" if number.low else f"about {_rough(number.value)}"
    if number.low == number.value and number.high - number.low < STEP:
        return f"about {integer(number.value)}"
    if number.value in (number.low, number.high):
        return f"{integer(number.low)} to {integer(number.high)}"
    return f"about {_estimate(number.value, number.low, number.high)}"


def cell(number: Count) -> str:
    """:func:`count` for a table: ``?`` where nothing is known."""
    return "?" if number.value is None and not number.low else count(number)


def _estimate(value: int, low: int, high: int) -> str:
    for size, unit in _UNITS:
        if value >= size:
            ends = _outward(low, size, math.floor), _outward(high, size, math.ceil)
            return _between(_plain(round(value / size, 2)), *ends, f" {unit}")
    step = 10 ** max(0, len(str(value)) - 3)
    floor, ceiling = low // step * step, -(-high // step) * step
    return _between(integer(round(value / step) * step), integer(floor), integer(ceiling))


def _between(value: str, low: str, high: str, unit: str = "") -> str:
    return f"{value}{unit}" if low == high else f"{value}{unit} ({low} to {high}{unit})"


def _outward(value: int, size: int, towards: Callable[[float], int]) -> str:
    """An end of an interval to two decimals, never rounded into it."""
    return _plain(towards(value * 100 / size) / 100)


def _rough(value: int) -> str:
    return _estimate(value, value, value).partition(" (")[0]


def _plain(value: float) -> str:
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def percent(share: float | None) -> str:
    """A share in whole percent, but never "0 %" for something nor "100 %" for not quite all."""
    if share is None:
        return "?"
    if 0 < share < 0.01:
        return "< 1 %"
    return "> 99 %" if 0.99 < share < 1 else f"{round(share * 100)} %"


def of_them(number: Count, one: str, many: str) -> str:
    """``1 record``, ``2 records``."""
    return f"{count(number)} {one if number.value == 1 and number.exact else many}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """``a, b and c``."""
    *most, final = list(words) or [""]
    return f"{', '.join(most)} {last} {final}" if most else final


def moment(when: datetime) -> str:
    """A time in UTC, to the minute unless there are seconds: ``2026-11-23 04:00 UTC``."""
    when = _utc(when)
    return when.strftime("%Y-%m-%d %H:%M:%S UTC" if when.second or when.microsecond else "%Y-%m-%d %H:%M UTC")


def timestamp(when: datetime | None) -> str | None:
    """A time for programs: RFC 3339 in UTC, to the second."""
    return None if when is None else _utc(when).strftime("%Y-%m-%dT%H:%M:%SZ")


def _utc(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def label(category_id: str) -> str:
    """The plural words for a category, also for one that this version does not know."""
    from nightlatch import categories  # late: they bring the libraries for columns

    known = categories.labels().get(category_id) or categories.labels().get(family(category_id))
    return known or _PLURAL.get(category_id) or f"{family(category_id).replace('-', ' ')}s"


def family(category_id: str) -> str:
    """``national-id`` of ``national-id.cn``."""
    return category_id.partition(".")[0]


def _impersonal() -> set[str]:
    """Categories that are nobody's data; one that this version does not know counts as somebody's."""
    from nightlatch import categories  # as in label

    return {category.id for category in categories.all_categories() if not category.is_personal}


def is_told(category: FieldCategory) -> bool:
    """Is it told as found: with enough confidence, and of people, not of businesses or things?"""
    return category.confidence >= SURE and category.whose == "person"


def told(surveyed: Surveyed) -> list[str]:
    """Ids of the categories of people's data found in one container, gravest first."""
    found = {category.id for field in surveyed.fields for category in field.categories if is_told(category)}
    return gravest(found - _impersonal()) if found else []


def told_of(finding: Finding) -> list[str]:
    """:func:`told` over all containers of a store."""
    return gravest(category_id for surveyed in finding.surveyed for category_id in told(surveyed))


def gravest(ids: Iterable[str]) -> list[str]:
    """Each id once, in the order in which a sentence should tell them."""
    return sorted(set(ids), key=lambda category_id: (_RANK.get(family(category_id), len(_RANK)), category_id))


def without_trail(ids: Iterable[str]) -> list[str]:
    """Those that are not about where somebody was: trails are told in numbers of points."""
    return [category_id for category_id in ids if category_id not in _TRAIL]


def whole(ids: Iterable[str]) -> list[str]:
    """Without what is part of another of them: a street beside an address."""
    listed_ids = list(ids)
    parts = {part for part, larger in _PART_OF.items() if larger in listed_ids}
    return [category_id for category_id in listed_ids if category_id not in parts]


def total(numbers: Iterable[Count]) -> Count:
    """The sum; its interval is the sum of the ends, so rather too wide than too narrow."""
    all_of_them = list(numbers)
    known = [number for number in all_of_them if number.value is not None]
    is_whole = len(known) == len(all_of_them)
    high = sum(number.high or 0 for number in known) if is_whole and all(n.high is not None for n in known) else None
    return Count(
        value=sum(number.value or 0 for number in known) if known or is_whole else None,
        low=sum(number.low for number in all_of_them),
        high=high,
        exact=is_whole and all(number.exact for number in known),
    )


def points(finding: Finding) -> Trails | None:
    """The trails of a store, if there is at least one point in them."""
    trails = finding.trails
    return trails if trails is not None and (trails.points.value or trails.points.low) else None


def window(trails: Trails) -> str:
    """``, from A to B, all of them in the last 24 hours of it, still being written``."""
    words = ""
    if trails.first and trails.last:
        words = f", from {moment(trails.first)} to {moment(trails.last)}"
    if trails.last_24h is not None and trails.last_24h.value is not None:
        every = trails.last_24h.value == trails.points.value
        words += f", {'all' if every else count(trails.last_24h)} of them in the last 24 hours of it"
    if trails.future is not None:
        words += f", {count(trails.future)} of them dated in the future"
    if trails.is_live is None:
        return words
    return f"{words}, {'still being written' if trails.is_live else 'not being written now'}"


def ages(surveyed: Iterable[Surveyed]) -> str:
    """``from 2023-08-11 to 2026-11-23``: the oldest and the newest record that were read; empty without times."""
    told = list(surveyed)
    oldest = min((one.oldest for one in told if one.oldest), default=None)
    newest = max((one.newest for one in told if one.newest), default=None)
    if oldest is None or newest is None:
        return ""
    return f"from {_utc(oldest):%Y-%m-%d} to {_utc(newest):%Y-%m-%d}"


def control(finding: Finding) -> str:
    """Whether control of the store's address is proved; empty where it need not be, or nobody claims it."""
    if finding.control == "proved":
        return "proved: its owner published the token of the scope"
    if finding.control != "asserted":
        return ""
    return "asserted, not proved" + (": its contents were not read" if finding.status == "open" else "")


def light(run: Run) -> str:
    """Who may see a report: ``TLP:AMBER, restricted: it says where the stores are``."""
    if run.form == "public":
        return f"TLP:{run.tlp}, public form: without addresses, owners and names"
    return f"TLP:{run.tlp}, restricted: it says where the stores are"


def support(finding: Finding) -> str:
    """Until when the version gets fixes; empty where the table does not know it."""
    cycle = eol.of(finding.identity.product, finding.identity.version)
    if cycle is None or cycle.ends is None:
        return ""
    if cycle.is_over(datetime.now(UTC)):
        return f"version {cycle.cycle} gets no fixes since {cycle.ends.isoformat()}"
    return f"version {cycle.cycle} gets fixes until {cycle.ends.isoformat()}"


def way(finding: Finding) -> list[tuple[str, str]]:
    """Doors to this store, or the store that this door leads to."""
    told = [("also reached by", door) for door in finding.doors]
    return [*told, ("leads to", finding.leads_to)] if finding.leads_to else told
