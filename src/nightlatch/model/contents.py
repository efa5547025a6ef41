"""What is in a store: counts of records and people, categories of fields, and what trails reveal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Whose = Literal["person", "business", "public", "thing"]  # whom a field is about; only persons count into people
Tier = Literal["proved", "pattern", "vocabulary", "distribution", "name"]  # what a category is told by, best first


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number with its 95 % interval; *exact* when counted, not estimated. *high* None means no upper bound."""

    value: int | None
    low: int = 0
    high: int | None = None
    exact: bool = False
    method: str = ""

    @classmethod
    def of(cls, value: int, method: str = "") -> Count:
        """A number that was counted."""
        return cls(value=value, low=value, high=value, exact=True, method=method)


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A collection, table, key group: *key* is how the store finds it again, *name* is what may be printed."""

    name: str
    key: tuple[str, ...] = field(repr=False)
    records: Count
    bytes: int | None = None
    is_readable: bool = True
    is_system: bool = False
    fields: tuple[str, ...] = ()  # field names where the catalogue knows them: all that a witness may learn


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCategory:
    """One kind of personal data in a field: *share* of its non-null values, *confidence* 0..1, and why.

    *at_least*: it was not looked for from the first value on, so that there may be more of them.
    """

    id: str
    share: float | None
    confidence: float
    values: int = 0
    why: str = ""
    tier: Tier = "pattern"
    whose: Whose = "person"
    at_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A flattened path such as ``visits[].lat``, and what was found in it; *looks_synthetic* says why it may be test
    data, "" where nothing says so."""

    path: str
    values: int
    categories: tuple[FieldCategory, ...] = ()
    types: tuple[str, ...] = ()
    looks_synthetic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """What was counted in one container; *read* of its records, *undecodable* of them."""

    container: Container
    records: Count
    read: int = 0
    read_bytes: int = 0
    undecodable: int = 0
    fields: tuple[Field, ...] = ()
    outcome: str = "complete"  # complete | sampled | catalogue | not-readable | ransom-note, or how reading it was cut
    oldest: datetime | None = None  # of the records' own times, birth dates and dates of documents left out
    newest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A place tag carried by at least ten people."""

    tag: str
    points: Count
    people: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """Points in one hour; None where fewer than ten, or where another one's could be worked out."""

    start: datetime
    points: Count | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unicity:
    """The share of people whom *points* of their own sightings single out, places and times rounded as told.

    *share* is of those *eligible*, who have so many; *low* and *high* its 95 % interval; *few* the share whom at most
    five people match. *basis* "upper-bound": reckoned from a sample of people, so that it says at most.
    """

    place: str  # "as recorded", "0.01 degrees"
    minutes: int
    points: int
    share: float
    low: float
    high: float
    few: float | None
    eligible: Count
    basis: Literal["full", "upper-bound"] = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """What labels of places tell of those who were there: *people* with a visit, *often* with three or more."""

    category: str  # religion | health | trade-union | political-opinion | sexual-orientation | minors | shelter | ...
    article: str  # "9", "10" of GDPR, or "" where it is only sensitive
    labels: int  # how many distinct labels told it
    points: Count
    people: Count | None  # None: fewer than ten, or it would tell another group of fewer than ten
    often: Count | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trails:
    """Location points that belong to people."""

    points: Count
    people: Count
    first: datetime | None = None
    last: datetime | None = None
    last_24h: Count | None = None
    future: Count | None = None  # dated more than a day ahead, in tens; they are in none of the times told here
    is_live: bool | None = None
    tags: tuple[Tag, ...] = ()
    suppressed_tags: int = 0
    hours: tuple[Hour, ...] = ()
    unicity: tuple[Unicity, ...] = ()
    reveals: tuple[Reveal, ...] = ()
    days: int | None = None  # the median of the days on which a person was seen
    unmeasured: str = ""  # why unicity and what places reveal could not be measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Anonymity:
    """How far the fields that describe people in one container single them out (k-anonymity, l-diversity).

    *fields* are paths and *categories* what they hold; *k* the smallest group of equal ones, *unique* the share of
    records that are alone in theirs, *few* the share in groups below five; *diversity* the smallest number of distinct
    values of *sensitive* in a group.
    """

    container: str
    fields: tuple[str, ...]
    categories: tuple[str, ...]
    records: Count
    k: int
    unique: float
    few: float
    sensitive: str = ""
    diversity: int | None = None
    basis: Literal["full", "upper-bound"] = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """People of one country, as their numbers say (ISO 3166 alpha-2, ``""`` for all those that are suppressed)."""

    country: str
    people: Count | None  # None: fewer than ten, or it would tell another group of fewer than ten
    told_by: str  # the category that said so
