"""What a container holds, judged from a sample, and what to count in it because of that."""

from __future__ import annotations

from collections.abc import Iterable

from nightlatch.stores import Batch, Column
from nightlatch.survey._claiming import claim_of, claim_pair, claims_of, is_whole
from nightlatch.survey._glances import looked_at, one_per_kind
from nightlatch.survey._keyed import commonest, keys_of, paths_of, points_of, technical_times
from nightlatch.survey.beside import Told, is_site
from nightlatch.survey.embedded import LEVELS, form_of, opened, parts_of
from nightlatch.survey.evidence import Verdict, judge
from nightlatch.survey.neighbours import Around, Near
from nightlatch.survey.pairs import judge_pairs
from nightlatch.survey.planned import MAX_FIELDS, Claim, ContainerPlan, entity_of
from nightlatch.survey.profiles import profile
from nightlatch.survey.synthetic import looks_synthetic
from nightlatch.survey.values import Values
from nightlatch.survey.watch import forms
from nightlatch.survey.whose import about, role_share

_FEW = 512  # distinct values in a sample, up to which a field is counted by its dictionary
_FAIRLY = 0.6  # confidence of what speaks for what belongs to it
_QUITE = 0.75  # confidence of what tells that the record it is in is about a person
_TURNS = 2  # of thinking again; in one more is found what these speak for, and what they have left alone is not
_ENOUGH, _SURE = 20, 0.9  # distinct values, and confidence, that make a claim of what came later


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
    for path, parts in [(path, parts_of(path, form)) for path, form in made.forms.items()]:
        if parts and not any(made.claims.get(part) or part in made.forms for part in parts):
            del made.forms[path]
            for part in parts:
                for held in (made.claims, made.profiles):
                    held.pop(part, None)
                made.judged.discard(part)
                made.few.discard(part)


def from_names(container: str, store: str, names: Iterable[str]) -> ContainerPlan:
    """Judge by field names alone: what a catalogue tells a witness."""
    made = ContainerPlan(container=container, store=store)
    extend(made, {name: [] for name in names})
    return made


def extend(made: ContainerPlan, columns: dict[str, list[Values]]) -> None:
    """Add fields that were not seen before, and think again about identifiers and points."""
    looked, told = looked_at(made, columns)
    for path, pieces in columns.items():
        joined = made.profiles[path] = looked[path]
        made.shapes[path] = frozenset().union(*(forms(piece) for piece in pieces))
        made.judged.add(path)
        if joined.different <= _FEW and joined.n >= 4 * joined.different:
            made.few.add(path)
    near = Around(made.profiles)
    pairs = judge_pairs(made.profiles)
    for path in columns:
        made.claims[path] = claims_of(made, path, told.get(path) or _verdicts(made, path, near.without(path)))
    for verdict in pairs:
        if verdict.is_reported:
            claim_pair(made, verdict)
    _think_again(made, columns, near)
    for path, pieces in columns.items():
        _remark(made, path, pieces)
        form = None if is_whole(made.claims[path]) else form_of(one_per_kind(pieces)[0]) if pieces else None
        if form:
            made.forms[path] = form
    found = {path: [c.verdict.category.id for c in claims] for path, claims in made.claims.items()}
    made.about = about(
        entity_of(made.container), {path: (*ids, *made.technical.get(path, ())) for path, ids in found.items()}
    )
    made.keys = keys_of(made)
    made.points = points_of(made)
    made.times = frozenset((*paths_of(made, "sighting-time"), *technical_times(made)))
    if made.points and made.points.tag in columns:
        made.tags = commonest(columns[made.points.tag])


def _remark(made: ContainerPlan, path: str, pieces: list[Values]) -> None:
    """What its values say of a field beside what they are: a business's mailboxes, test data."""
    ids = {claim.verdict.category.id for claim in made.claims[path]}
    if "email" in ids:
        made.roles[path] = role_share(pieces)
    if reason := looks_synthetic(ids, pieces):
        made.synthetic[path] = reason


def _think_again(made: ContainerPlan, columns: Iterable[str], near: Around) -> None:
    """What was found beside a field tells of its record what names of fields do not: first what it speaks for, and
    when all of that is found, that a record is of nobody.
    """
    known = {path: near.without(path) for path in columns if not _is_paired(made.claims[path])}
    for turn, may_be_alone in enumerate((False, True, True)):
        told = Told(made.profiles, {path: _surely(claims) for path, claims in made.claims.items()}, _people(made))
        for path, last in known.items():
            beside = told.beside(path, near.without(path), may_be_alone=may_be_alone)
            is_kept = turn == _TURNS and made.claims[path] and beside.alone <= last.alone
            if beside != last and not is_kept:
                known[path] = beside
                made.claims[path] = claims_of(made, path, _verdicts(made, path, beside))
    for path in columns:
        if path not in known and is_site(told.beside(path, near.without(path))):
            made.claims[path] = tuple(claim for claim in made.claims[path] if not claim.verdict.paths)


def _people(made: ContainerPlan) -> frozenset[str]:
    return frozenset(path for path, claims in made.claims.items() if any(_is_of_person(claim) for claim in claims))


def _surely(claims: tuple[Claim, ...]) -> frozenset[str]:
    """What a field fairly surely holds, as a whole."""
    sure = (one.verdict for one in claims if one.verdict.confidence >= _FAIRLY and not one.verdict.category.is_within)
    return frozenset(verdict.category.id for verdict in sure)


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
        claim_of(seen, verdict)
        for verdict in judge(path, seen, near, entity_of(made.container))
        if verdict.confidence >= _SURE and verdict.is_reported and verdict.category.id not in known
    ]
    made.claims[path] = (*made.claims.get(path, ()), *fresh[:1])
    return [claim.verdict.category.id for claim in fresh[:1]]


def _verdicts(made: ContainerPlan, path: str, near: Near) -> list[Verdict]:
    return judge(path, made.profiles[path], near, entity_of(made.container))
