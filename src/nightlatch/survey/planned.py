"""The plan that a container is counted by: what its fields hold, which of them tell people apart, where points are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nightlatch.categories import Check
from nightlatch.model import Whose
from nightlatch.stores import Column
from nightlatch.survey.embedded import Form
from nightlatch.survey.evidence import Verdict
from nightlatch.survey.people import Key
from nightlatch.survey.profiles import SAMPLE, Profile
from nightlatch.survey.whose import About, whose

MAX_FIELDS = 4096  # more are counted together under "*"
_WORDS = re.compile(r"[^\W\d_]+(?:[_ -]+[^\W\d_]+)*")
_SETTLED = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A category found in a field, and the checks that count it (several ways to tell one category, all tried)."""

    verdict: Verdict
    checks: tuple[tuple[frozenset[str], Check], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointFields:
    """Where the location points of people are: one text or array field, or a pair; their time, and their tag if any.

    *label* is the tag, or names of places that are too many to be tags.
    """

    place: tuple[str, ...]
    time: str
    tag: str | None = None
    label: str | None = None


@dataclass(slots=True, kw_only=True)
class ContainerPlan:
    """The claims by path, the identifiers best first, and the points; *few* are fields with a small vocabulary."""

    container: str
    store: str
    records: int = 0  # judged by so many
    claims: dict[str, tuple[Claim, ...]] = field(default_factory=dict)
    judged: set[str] = field(default_factory=set)
    profiles: dict[str, Profile] = field(default_factory=dict)
    keys: tuple[Key, ...] = ()
    points: PointFields | None = None
    few: set[str] = field(default_factory=set)
    tags: tuple[str, ...] = ()
    shapes: dict[str, frozenset[int]] = field(default_factory=dict)  # outward forms of each field's values
    technical: dict[str, tuple[str, ...]] = field(default_factory=dict)  # what a field holds that is nobody's
    roles: dict[str, float] = field(default_factory=dict)  # the share of mailboxes such as info@
    synthetic: dict[str, str] = field(default_factory=dict)  # why a field may be test data
    about: About = field(default_factory=About)
    forms: dict[str, Form] = field(default_factory=dict)  # of texts that have a structure
    times: frozenset[str] = frozenset()  # when records were made or changed, or something was seen

    def leading_keys(self) -> tuple[Key, ...]:
        """The best identifier, and those that stand in for it where a record lacks it."""
        whole = (at for at, key in enumerate(self.keys) if self.profiles[key.path].n >= self.records > 0)
        return self.keys[: next(whole, len(self.keys)) + 1]

    def whose(self, path: str, category: str) -> tuple[Whose, str]:
        """Whom *category* in *path* is about, and why if it is not a person."""
        return whose(path, category, self.about, self.roles.get(path, 0.0))

    def is_settled(self, path: str) -> bool:
        """Are nearly all values of *path* one thing, so that nothing else is looked for among them?"""
        return any(
            claim.verdict.share >= _SETTLED and not claim.verdict.category.is_within
            for claim in self.claims.get(path, ())
        )

    def is_new(self, path: str) -> bool:
        """Was nothing yet seen of *path* but its name?"""
        return path not in self.judged or not self.profiles[path].n

    def is_late(self, column: Column) -> bool:
        """Is *column* the first that has values of a field?"""
        has_room = column.path in self.judged or len(self.judged) < MAX_FIELDS
        return has_room and self.is_new(column.path) and column.array.null_count < len(column.array)

    def is_distinct(self, path: str) -> bool:
        """Did hardly any value of *path* come twice in the sample?"""
        seen = self.profiles[path]
        return seen.different >= 0.98 * min(seen.n, SAMPLE) > 0

    def limit_keys(self, shared: set[str], *, keeps_issued: bool) -> None:
        """Keep the leading identifiers, and of the others those that another container is counted by.

        *keeps_issued*: and the numbers that an organisation gives out, which its other files may know people by.
        """
        leading = self.leading_keys()
        self.keys = tuple(
            key for key in self.keys
            if key in leading or key.domain in shared or (keeps_issued and key.is_issued)
        )  # fmt: skip


def entity_of(container: str) -> str:
    """What the records are about: ``people`` for a container ``public.people``, ``person`` for ``person:*``."""
    words = _WORDS.findall(container)
    return words[-1] if words else ""
