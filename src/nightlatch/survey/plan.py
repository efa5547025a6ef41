"""What a container holds, judged from a sample, and what to count in it because of that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pyarrow as pa
import pyarrow.compute as pc

from nightlatch.categories import Category, Check, all_categories
from nightlatch.model import Whose
from nightlatch.stores import Batch, Column
from nightlatch.survey._dispatch import STRONG
from nightlatch.survey.embedded import INSIDE, LEVELS, LISTS, Form, form_of, opened
from nightlatch.survey.evidence import NAMES_OF_PEOPLE, POSSIBLE, THRESHOLD, Verdict, judge
from nightlatch.survey.neighbours import PERSONAL, Around, Near
from nightlatch.survey.pairs import judge_pairs
from nightlatch.survey.people import Key, domain
from nightlatch.survey.profiles import GLANCE, SAMPLE, Profile, profile, profiles
from nightlatch.survey.synthetic import looks_synthetic
from nightlatch.survey.trails import TAGS
from nightlatch.survey.values import Values
from nightlatch.survey.watch import forms
from nightlatch.survey.whose import About, about, role_share, whose

MAX_KEYS = 16  # identifiers of one container that are counted
MAX_FIELDS = 4096  # more are counted together under "*"
_WORDS = re.compile(r"[^\W\d_]+(?:[_ -]+[^\W\d_]+)*")
_FEW = 512  # distinct values in a sample, up to which a field is counted by its dictionary
_SAME = 1.05
_SETTLED = 0.9
_MANY = 64  # fields, of each of which only some values are looked at, and the rest where these leave doubt
_DOUBTED = 0.1
_QUITE = 0.75  # confidence of what tells that the record it is in is about a person
_BESIDE_TEXTS = 0.05  # chance of what counts as a whole text beside texts that contain one
_ENOUGH, _SURE = 20, 0.9  # distinct values, and confidence, that make a claim of what came later


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

    def limit_keys(self, shared: set[str]) -> None:
        """Keep the leading identifiers, and of the others those that another container is counted by."""
        leading = self.leading_keys()
        self.keys = tuple(key for key in self.keys if key in leading or key.domain in shared)


def plan(container: str, store: str, batches: Iterable[Batch]) -> ContainerPlan:
    """Judge every field in *batches* (a sample); names that the catalogue alone knows go through :func:`from_names`."""
    made = ContainerPlan(container=container, store=store)
    columns: list[Column] = []
    for batch in batches:
        made.records += batch.records
        columns.extend(batch.columns)
    learn(made, columns)
    return made


def learn(made: ContainerPlan, columns: list[Column]) -> list[Column]:
    """Judge the fields of *columns* that were not judged yet; the answer are those inside of them, and inside of these.

    A text that holds a structure is laid open; of a list only if something is found in it.
    """
    inside: list[Column] = []
    for _ in range(LEVELS + 1):
        pieces: dict[str, list[Values]] = {}
        for column in columns:
            has_room = column.path in made.judged or len(made.judged) + len(pieces) < MAX_FIELDS
            if column.path in pieces or (has_room and made.is_new(column.path)):
                pieces.setdefault(column.path, []).append(Values(column.array))
        if not pieces:
            break
        extend(made, pieces)
        columns = opened((column for column in columns if column.path in pieces), made.forms)
        if not columns:
            break
        inside += columns
    _forget_idle_lists(made)
    return [column for column in inside if column.path in made.judged]


def _forget_idle_lists(made: ContainerPlan) -> None:
    for path in [path for path, form in made.forms.items() if form in LISTS]:
        inner = f"{path.removesuffix(INSIDE)}{INSIDE}[]"
        if not made.claims.get(inner) and inner not in made.forms:
            del made.forms[path]
            for held in (made.claims, made.profiles):
                held.pop(inner, None)
            made.judged.discard(inner)
            made.few.discard(inner)


def entity_of(container: str) -> str:
    """What the records are about: ``people`` for a container ``public.people``, ``person`` for ``person:*``."""
    words = _WORDS.findall(container)
    return words[-1] if words else ""


def from_names(container: str, store: str, names: Iterable[str]) -> ContainerPlan:
    """Judge by field names alone: what a catalogue tells a witness."""
    made = ContainerPlan(container=container, store=store)
    extend(made, {name: [] for name in names})
    return made


def extend(made: ContainerPlan, columns: dict[str, list[Values]]) -> None:
    """Add fields that were not seen before, and think again about identifiers and points."""
    looked, told = _looked_at(made, columns)
    for path, pieces in columns.items():
        joined = made.profiles[path] = looked[path]
        made.shapes[path] = frozenset().union(*(forms(piece) for piece in pieces))
        made.judged.add(path)
        if joined.different <= _FEW and joined.n >= 4 * joined.different:
            made.few.add(path)
    near = Around(made.profiles)
    pairs = judge_pairs(made.profiles)
    for path in columns:
        made.claims[path] = _claims(made, path, told.get(path) or _verdicts(made, path, near.without(path)))
    for verdict in pairs:
        if verdict.is_reported:
            _claim_pair(made, verdict)
    _think_again(made, columns, near)
    for path, pieces in columns.items():
        _remark(made, path, pieces)
        form = None if _is_whole(made.claims[path]) else form_of(_one_per_kind(pieces)[0]) if pieces else None
        if form:
            made.forms[path] = form
    found = {path: [c.verdict.category.id for c in claims] for path, claims in made.claims.items()}
    made.about = about(
        entity_of(made.container), {path: (*ids, *made.technical.get(path, ())) for path, ids in found.items()}
    )
    made.keys = _keys(made)
    made.points = _points(made)
    made.times = frozenset((*_paths(made, "sighting-time"), *_technical_times(made)))
    if made.points and made.points.tag in columns:
        made.tags = _commonest(columns[made.points.tag])


def _looked_at(
    made: ContainerPlan, columns: dict[str, list[Values]]
) -> tuple[dict[str, Profile], dict[str, list[Verdict]]]:
    """A profile of each of *columns*; of many only a glance, and what it told, unless it leaves doubt."""
    if len(columns) <= _MANY:
        return _profiled(columns, SAMPLE), {}
    around, entity = Around((*made.profiles, *columns)), entity_of(made.container)
    looked = _profiled(columns, GLANCE)
    told: dict[str, list[Verdict]] = {}
    for path, seen in looked.items():
        if seen.is_glance:
            told[path] = judge(path, seen, around.without(path), entity)
    doubtful = [path for path, verdicts in told.items() if _is_doubtful(looked[path], verdicts)]
    for path in doubtful:
        del told[path]
    return looked | _profiled({path: columns[path] for path in doubtful}, SAMPLE), told


def _profiled(columns: dict[str, list[Values]], sample: int) -> dict[str, Profile]:
    """A profile of each of *columns*, whose pieces count together."""
    parts = [(path, piece) for path, pieces in columns.items() for piece in _one_per_kind(pieces)]
    looked: dict[str, Profile] = {}
    for (path, _), seen in zip(parts, profiles([piece for _, piece in parts], sample=sample), strict=True):
        looked[path] = looked[path] + seen if path in looked else seen
    return {path: looked.get(path, Profile()) for path in columns}


def _is_doubtful(seen: Profile, verdicts: list[Verdict]) -> bool:
    """May a closer look change what a glance told: a verdict nobody is sure of, some values that are something rare?"""
    if any(_DOUBTED < verdict.confidence < _SETTLED for verdict in verdicts):
        return True
    return any(key.chance <= STRONG and 0 < seen.rate(key) < _SETTLED for key in seen.hits if isinstance(key, Category))


def _remark(made: ContainerPlan, path: str, pieces: list[Values]) -> None:
    """What its values say of a field beside what they are: a business's mailboxes, test data."""
    ids = {claim.verdict.category.id for claim in made.claims[path]}
    if "email" in ids:
        made.roles[path] = role_share(pieces)
    if reason := looks_synthetic(ids, pieces):
        made.synthetic[path] = reason


def _think_again(made: ContainerPlan, columns: Iterable[str], near: Around) -> None:
    """What was found beside a field tells that its record is about a person, where names of fields do not."""
    sure = {path for path, claims in made.claims.items() if any(_is_of_person(claim) for claim in claims)}
    for path in columns:
        beside = near.without(path)
        if not beside.person and len(sure - {path}) >= PERSONAL and not _is_paired(made.claims[path]):
            made.claims[path] = _claims(made, path, _verdicts(made, path, replace(beside, person=True)))


def _is_of_person(claim: Claim) -> bool:
    category = claim.verdict.category
    is_personal = category.group in ("identity", "contact", "government-id") and category.id != "customer-id"
    return (
        is_personal and not category.is_within and claim.verdict.confidence >= _QUITE and claim.verdict.tier != "name"
    )


def _is_paired(claims: tuple[Claim, ...]) -> bool:
    return any(claim.verdict.paths for claim in claims)


def learn_more(made: ContainerPlan, path: str, some: Values) -> list[str]:
    """Judge *some* later values of *path*; ids of the categories that are claimed from now on as well."""
    if path not in made.judged or not made.profiles[path].n:
        return []
    made.shapes[path] |= forms(some)
    seen = profile(some)
    if seen.distinct < _ENOUGH:
        return []
    near = Around(made.profiles).without(path)
    known = {claim.verdict.category.id for claim in made.claims.get(path, ())}
    fresh = [
        _claim(seen, verdict)
        for verdict in judge(path, seen, near, entity_of(made.container))
        if verdict.confidence >= _SURE and verdict.is_reported and verdict.category.id not in known
    ]
    made.claims[path] = (*made.claims.get(path, ()), *fresh[:1])
    return [claim.verdict.category.id for claim in fresh[:1]]


def _one_per_kind(pieces: list[Values]) -> list[Values]:
    """Small batches of one kind are judged as one column."""
    kinds: dict[str, list[Values]] = {}
    for piece in pieces:
        kinds.setdefault(str(piece.array.type), []).append(piece)
    return [
        same[0] if len(same) == 1 else Values(pa.concat_arrays([piece.array for piece in same]))
        for same in kinds.values()
    ]


def _verdicts(made: ContainerPlan, path: str, near: Near) -> list[Verdict]:
    return judge(path, made.profiles[path], near, entity_of(made.container))


def _claims(made: ContainerPlan, path: str, verdicts: list[Verdict]) -> tuple[Claim, ...]:
    seen = made.profiles[path]
    kept: list[Verdict] = []
    for verdict in verdicts if seen.n else _named(verdicts):
        if verdict.confidence < (THRESHOLD if seen.n else POSSIBLE - 0.05):
            break
        if all(_may_both(verdict, other) for other in kept):
            kept.append(verdict)
    made.technical[path] = tuple(verdict.category.id for verdict in kept if not verdict.category.is_personal)
    return tuple(_claim(seen, verdict) for verdict in kept if verdict.category.is_personal)


def _is_whole(claims: tuple[Claim, ...]) -> bool:
    """Are most of a field's texts something by themselves, and not what stands in them?"""
    return any(claim.verdict.share > 0.5 and not claim.verdict.category.is_within for claim in claims)


def _may_both(one: Verdict, other: Verdict) -> bool:
    """Two categories whose shares add up to more claim the same values, unless they stand in one text."""
    if one.category.is_within or other.category.is_within:
        return True
    are_names = one.category.id in NAMES_OF_PEOPLE and other.category.id in NAMES_OF_PEOPLE
    return not are_names and one.share + other.share <= _SAME


def _named(verdicts: list[Verdict]) -> list[Verdict]:
    """The one category that a name speaks for; of which country an identity number is, no name says by itself."""
    if not verdicts:
        return []
    best = verdicts[0]
    family = best.category.id.partition(".")[0]
    alike = {
        verdict.category.id
        for verdict in verdicts
        if verdict.log_odds == best.log_odds and verdict.category.id.partition(".")[0] == family
    }
    return [best if len(alike) == 1 else replace(best, category=replace(best.category, id=family))]


def _claim(seen: Profile, verdict: Verdict) -> Claim:
    """Counted with the verdict's own check, and for kinds of value that it does not take with another of its id.

    Where texts contain some, others of the same texts may be one and nothing else, or contain one in another form.
    """
    category = verdict.category
    others = [way for way in all_categories() if way.id == category.id and not way.parts and seen.hits.get(way)]
    ways = [category, *verdict.also, *(way for way in others if not way.kinds & category.kinds)]
    if category.is_within:
        ways += [way for way in others if way.kinds & category.kinds and way.chance <= _BESIDE_TEXTS]
    return Claim(verdict=verdict, checks=tuple((frozenset(way.kinds), way.check) for way in ways))


def _claim_pair(made: ContainerPlan, verdict: Verdict) -> None:
    for path, part in zip(verdict.paths, verdict.category.parts, strict=True):
        checks = ((frozenset({*verdict.category.kinds, "integer"}), part.counts),)
        made.claims[path] = (Claim(verdict=verdict, checks=checks),)


def _keys(made: ContainerPlan) -> tuple[Key, ...]:
    found = []
    for path, claims in made.claims.items():
        for claim in claims:
            category = claim.verdict.category
            is_persons = made.whose(path, category.id)[0] == "person"
            if category.identifies and claim.verdict.share > 0.5 and is_persons:
                where = domain(category.id, path, entity_of(made.container), made.store)
                key = Key(domain=where, path=path, category=category.id, rank=category.identifies)
                found.append((category.identifies, "[]" in path, -claim.verdict.confidence, key))
    found.sort(key=lambda entry: entry[:3])
    best: dict[str, Key] = {}
    for *_, key in found:
        best.setdefault(key.domain, key)
    return tuple(best.values())[:MAX_KEYS]


def _points(made: ContainerPlan) -> PointFields | None:
    place = _best_place(made)
    time = _best(made, "sighting-time", beside=place[0]) or _best(made, "timestamp", beside=place[0]) if place else None
    if not place or not time or not made.keys:
        return None
    labels = sorted(_paths(made, "place-tag"), key=lambda path: (made.profiles[path].different, path))
    tag = next((path for path in labels if path in made.few or made.profiles[path].different <= TAGS), None)
    return PointFields(place=place, time=time, tag=tag, label=tag or next(iter(labels), None))


def _best_place(made: ContainerPlan) -> tuple[str, ...] | None:
    for claims in made.claims.values():
        for claim in claims:
            if claim.verdict.category.id == "geo-point":
                return claim.verdict.paths or (next(p for p, c in made.claims.items() if claim in c),)
    return None


def _paths(made: ContainerPlan, category: str) -> list[str]:
    return [path for path, claims in made.claims.items() if any(c.verdict.category.id == category for c in claims)]


def _best(made: ContainerPlan, category: str, beside: str) -> str | None:
    parent = beside.rpartition(".")[0]
    found = _paths(made, category)
    if category == "timestamp":  # any field of instants beside the place will do
        found = _technical_times(made)
    return min(found, key=lambda path: (path.rpartition(".")[0] != parent, path), default=None)


def _technical_times(made: ContainerPlan) -> list[str]:
    """Fields of instants that are nothing else; technical, so not among the claims."""
    return [
        path
        for path, seen in made.profiles.items()
        if any(key.id == "timestamp" and seen.rate(key) > 0.9 for key in seen.hits if isinstance(key, Category))
        and not made.claims.get(path)
    ]


def _commonest(pieces: list[Values]) -> tuple[str, ...]:
    text = pa.concat_arrays([piece.text for piece in pieces])
    counts = sorted(pc.value_counts(text).to_pylist(), key=lambda entry: (-entry["counts"], entry["values"]))
    return tuple(entry["values"] for entry in counts[:TAGS] if len(entry["values"]) <= 80)
