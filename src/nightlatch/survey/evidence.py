"""Where values, chance, field name and neighbours become one confidence. All rules and weights are on this page.

The model is a sum of log odds for "this field holds that category":

=================  ====================================================================================
prior              -4 (about 1 in 50 fields holds any one common category)
field name         +5 exact, +4 in another language, +3.5 whole words of it, +3 with its parent; -1 if it says
                   something else,
                   -0.4 if no list has it; -2 if it is exactly another category's name; a name that no
                   value bears out says nothing
values             a likelihood ratio of "a true column" against "looks alike by chance", over the
                   distinct values seen (at most 50 count: errors of real data are correlated), between
                   -12 and what the category says values alone may prove (``Category.weight``)
one word           of a vocabulary proves 3.9 at most, and so needs a name or a person beside it
few values         of a check that hardly anything passes by chance: how many pass beyond what chance
                   explains among those that look alike (Poisson), less 2.5 for all the formats tried,
                   and only where at least a fifth of those that look alike pass;
                   so one number in a million texts is told, and is not diluted by the rest
inside texts       the same, with the candidates in the texts for tries; where many numbers pass by
                   chance only those count that have a word for them beside them, and it counts as a name,
                   unless nearly all of that form pass; every way that is sound by itself is counted
many values        one check digit (chance 15 % at most) that 97 % of 30 distinct values pass stands alone
                   (5.5); few distinct words that come again and again are less likely people's names
neighbours         +0.7 beside fields about a person; -2 beside fields about a thing (weak categories only);
                   a time is a sighting's beside fields about places (+1), else not (-1); a company is an
                   employer beside people, else (-2) it is only a company
beside             what was found in the other fields, most of all in the next: +0.8 to +4 for what belongs to
                   it (:mod:`nightlatch.survey.beside`); -0.6 to -5 where no field is about anybody, -2 for a
                   number of another country than those beside it
rivals             what explains the same values as well takes confidence away, the more the more of them
                   it explains (5 for all against none), unless it is the same
                   group of categories (a family name is a name; which of the two is the smaller question)
=================  ====================================================================================

Pure: profiles in, verdicts out. Profiles hold counts, never values, and add up (:meth:`Profile.__add__`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nightlatch.categories import Category, all_categories
from nightlatch.model import Tier
from nightlatch.survey import fieldnames
from nightlatch.survey._dispatch import STRONG
from nightlatch.survey.beside import LEAST_LISTED, is_listed, support
from nightlatch.survey.neighbours import Near, around
from nightlatch.survey.profiles import Profile
from nightlatch.survey.prose import is_witnessed

THRESHOLD = 0.5  # below it a category is "possible": worth a look, not reported as found
POSSIBLE = 0.4  # the most that a field name proves where no value was seen

PRIOR = -4.0
NAME = 5.0
OTHER_NAME, UNKNOWN_NAME = -1.0, -0.4
RIVAL_NAME = -2.0
COUNTED = 50
TRUE = 0.75  # a true column may be up to a quarter dirty
LOWEST = -12.0
MANY_FORMATS = -2.5  # a stray number is tried against dozens of formats, of which each has its chance
FEW_OF_ALIKE = 0.2  # chance is told for random digits; numbers of one series share digits, and may pass by the dozen
COVERAGE = 5.0  # of two that explain the same values, the one that explains all of them
BY_MANY, MANY, NEARLY_ALL, ONE_DIGIT = 5.5, 30, 0.97, 0.15
NAMES_OF_PEOPLE = frozenset({"person-name", "given-name", "family-name"})
PICTURES = frozenset({"photo", "face-image", "signature", "document-scan"})  # of what, only the name can say
FEW_NAMES, FEW_ALONE = 10, 20  # distinct ones; of so few, each that is missing makes people less likely
COMPANY_ALONE = -2.0
PERSON_NEAR, THING_NEAR, PLACE_NEAR = 0.7, -2.0, 1.0
NOT_A_RECORD_TIME = -5.0  # all that its values prove, for every sighting is a time as well
BY_NAME = 1.5  # values that prove no more than this leave it to the field name
CONTENDERS = 12  # categories of a field that are weighed against each other; what texts contain is not among them
OWN_NAME = -7.0  # in a table of companies the name is a company's own, and nobody's employer
ONE_DAY, FEW_LOGINS = -4.0, 5
DATES = frozenset({"date-of-birth", "document-issue-date", "document-expiry-date"})
CONSTANT = 2  # so few values again and again are a switch, whatever a field of many kinds of value is called
BLUR = 0.2  # chance of a check that says hardly more than the field name
MANIFOLD = NAMES_OF_PEOPLE | {"guardian", "street", "postal-address", "phone", "username", "cell-tower", "customer-id"}
BY_ONE_WORD = 3.9  # one word of a vocabulary, whatever the share, has other meanings too ("healthy", "student")
MOST, UNLIKELY, UNSURE = 0.45, 0.01, -0.2  # where no name says so, less than half of the values are possible only
FAINT = -4.6  # log odds of 1 %: less is not told


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One category that a field (or a pair, *paths*) may hold; *why* is words and holds no value and no path.

    *also*: the category as it stands inside of other texts of the same field, if that is sound by itself.
    """

    category: Category
    confidence: float
    share: float
    log_odds: float
    name: float
    why: str
    tier: Tier = "pattern"
    paths: tuple[str, ...] = ()
    also: tuple[Category, ...] = ()

    @property
    def is_reported(self) -> bool:
        """Is it found, and personal, rather than merely possible or technical?"""
        return self.confidence >= THRESHOLD and self.category.is_personal


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scored:
    """One category's log odds, how much of it the *values* gave and what *share* of them passes, and the field name."""

    category: Category
    odds: float
    values: float
    share: float
    name: float
    word: str


def judge(
    path: str, profile: Profile, siblings: Iterable[str] | Near = (), container: str = "",
    categories: Sequence[Category] | None = None,
) -> list[Verdict]:  # fmt: skip
    """What the field *path* holds, best first; technical categories are among them (``is_personal`` tells).

    *siblings*: paths of the other fields of the record, or what they are about; *container*: the table's name, read
    as the path's parent. Verdicts below 1 % are left out. An empty field gets at most :data:`POSSIBLE`.
    """
    known = all_categories() if categories is None else tuple(categories)
    full = f"{container.replace('.', '_')}.{path}" if container and "." not in path else path
    claims: Claims = _lists(known).claims(full)
    if claims and profile.distinct:  # a name that no value bears out speaks for nothing, and against nothing else
        borne_out = {key.names for key, hits in profile.hits.items() if hits and isinstance(key, Category)}
        claims = {names: claim for names, claim in claims.items() if names in borne_out}
    near = siblings if isinstance(siblings, Near) else around(siblings)
    if fieldnames.is_short(full) and not (near.person or near.found):
        claims = {names: (min(score, fieldnames.PARTIAL), word) for names, (score, word) in claims.items()}
    names_one = any(claims.get(names) for names in _lists_of_names(known))
    is_things = fieldnames.is_of_things(full)
    is_opaque = fieldnames.is_opaque(full)
    scored = []
    for category in _contenders(known, profile, claims):
        name, word = claims.get(category.names, (0.0, "")) if claims else (0.0, "")
        values = _values_of(category, profile, near, name)
        if not name and names_one and category.id in NAMES_OF_PEOPLE and values > BY_NAME:
            name, word = fieldnames.FORMED, "a name"  # which part of it, the values say
        odds = PRIOR + _name_odds(category, name, word, claims, is_opaque) + _near_odds(category, near, name) + values
        odds += support(category, near, profile, values, name, is_opaque)
        odds += _owner_odds(category, name, word, is_things) + _switch_odds(category, profile)
        if not (name or near.person) and _is_minority(category, profile):
            odds = min(odds, UNSURE)
        if odds > FAINT:
            share = profile.rate(category)
            scored.append(_Scored(category=category, odds=odds, values=values, share=share, name=name, word=word))
    return _contest(_best_of_each(scored), _sound(scored), profile)


Claims = Mapping[tuple[str, ...], tuple[float, str]]


def _contenders(known: tuple[Category, ...], profile: Profile, claims: Claims) -> list[Category]:
    """Those of *known* that the field's name or its values speak for, in their order, and what its texts contain."""
    places, by_names = _places(known)
    found = {at for names, (score, _) in claims.items() if score for at in by_names.get(names, ())}
    held = [key for key, hits in profile.hits.items() if hits and isinstance(key, Category) and key.tier != "name"]
    found.update(places[key] for key in held if key in places)
    return [*(known[at] for at in sorted(found)), *(key for key in held if key.is_within and key not in places)]


@lru_cache(maxsize=16)
def _places(known: tuple[Category, ...]) -> tuple[dict[Category, int], dict[tuple[str, ...], list[int]]]:
    """Where each category stands, and those of each list of names; what siblings make up together is not among them."""
    places = {category: at for at, category in enumerate(known) if not category.parts}
    by_names: dict[tuple[str, ...], list[int]] = {}
    for category, at in places.items():
        by_names.setdefault(category.names, []).append(at)
    return places, by_names


@lru_cache(maxsize=16)
def _lists(known: tuple[Category, ...]) -> fieldnames.Lists:
    return fieldnames.Lists({category.names for category in known if category.names})


@lru_cache(maxsize=16)
def _lists_of_names(known: tuple[Category, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(category.names for category in known if category.id in (*NAMES_OF_PEOPLE, "guardian"))


def _name_odds(category: Category, score: float, word: str, claims: Claims, is_opaque: bool) -> float:
    """For the name; against it where another category's name is the whole field name, or says this one and more."""
    if category.is_within:  # a text may hold anything, whatever it is called
        return NAME if is_witnessed(category) else 0.0
    is_name = category.id in NAMES_OF_PEOPLE and word == "a name"
    others = [] if is_name else [claim for names, claim in claims.items() if names is not category.names]
    if any(_says_more(claim, score, word) for claim in others):
        return RIVAL_NAME
    if score:
        return NAME * score
    return 0.0 if is_opaque else OTHER_NAME if claims else UNKNOWN_NAME


def _says_more(other: tuple[float, str], score: float, word: str) -> bool:
    """Is the other match the more telling one: "birth date" than "date", "user id" (from ``users.id``) than "id"?"""
    if score and word != other[1] and word in other[1]:
        return True
    return other[0] == fieldnames.EXACT and score < fieldnames.EXACT and not (score and other[1] in word)


def _owner_odds(category: Category, name: float, word: str, is_things: bool) -> float:
    """Against people in a table of things, and against a company as an employer in one of companies."""
    if not is_things:
        return 0.0
    if category.id == "employer" and "employ" not in word:
        return OWN_NAME
    return THING_NEAR if not name and category.id in NAMES_OF_PEOPLE else 0.0


def _switch_odds(category: Category, profile: Profile) -> float:
    """Against what would have many values, where two come again and again, or one day."""
    if profile.distinct == 1 < profile.n / 20 and category.id in DATES:
        return ONE_DAY
    is_switch = profile.distinct <= (FEW_LOGINS if category.id == "username" else CONSTANT) < profile.n / 20
    return THING_NEAR if is_switch and category.chance >= BLUR and category.id in MANIFOLD else 0.0


def _is_minority(category: Category, profile: Profile) -> bool:
    return not category.is_within and category.chance > UNLIKELY and profile.rate(category) < MOST


def _near_odds(category: Category, near: Near, name: float) -> float:
    if category.id == "sighting-time":
        return PLACE_NEAR if near.place else -PLACE_NEAR
    if not category.is_personal:
        return NOT_A_RECORD_TIME if near.place and category.id == "timestamp" else 0.0
    if near.animal and category.group == "identity" and not near.person:
        return 3 * THING_NEAR
    if category.id == "employer" and not name and not near.person:
        return COMPANY_ALONE
    if near.person:
        return PERSON_NEAR
    return THING_NEAR if near.thing and category.weight < 4 else 0.0


def _values_of(category: Category, profile: Profile, near: Near, name: float) -> float:
    hits, alike = profile.hits.get(category, 0), profile.tries(category)
    if not category.is_within:
        least = LEAST_LISTED if is_listed(category.id, near.found) else TRUE
        odds = value_odds(hits, profile.tried(category), alike, category, least)
        if category.id in NAMES_OF_PEOPLE and profile.n > 3 * FEW_NAMES:
            few = FEW_ALONE if near.alone and not name else FEW_NAMES
            odds *= min(1.0, profile.tried(category) / few) if odds > 0 else 1.0
        return min(odds, BY_ONE_WORD) if category.tier == "vocabulary" and hits == 1 else odds
    candidates = alike or hits
    if is_witnessed(category):  # of the candidates with a word beside them so many are what the word says
        return value_odds(hits, candidates, None, category)
    return min(_beyond_chance(hits, candidates, category.chance), category.weight)


def value_odds(hits: int, tried: int, alike: int | None, category: Category, least: float = TRUE) -> float:
    """Log likelihood ratio of *hits* in *tried* distinct values, clipped; 0 where there are no values.

    *alike* of them have the outward form that chance needs; None where that is not known. *least*: the share of a true
    column that passes at least.
    """
    if not tried:
        return 0.0
    chance = min(max(category.chance, 1e-9), 0.9)
    rate = hits / tried
    expected = max(min(max(rate, least), 0.97), min(chance + 0.05, 0.97))
    odds = min(tried, COUNTED) * (
        rate * math.log(expected / chance) + (1 - rate) * math.log((1 - expected) / (1 - chance))
    )
    if chance <= STRONG and alike is not None:
        odds = max(odds, _beyond_chance(hits, alike, chance))
    elif chance <= STRONG and category.tier == "proved" and hits > tried * chance:
        odds = max(odds, _poisson(hits, tried * chance))
    is_proved = category.tier == "proved" and chance <= ONE_DIGIT and tried >= MANY and rate >= NEARLY_ALL
    return min(max(odds, LOWEST), max(category.weight, BY_MANY) if is_proved else category.weight)


def _beyond_chance(hits: int, alike: int, chance: float) -> float:
    """What *hits* among *alike* candidates prove; most candidates failing, a shared prefix may let the others pass."""
    expected = max(alike * chance, 1e-9)
    if hits <= expected or hits < FEW_OF_ALIKE * alike:
        return LOWEST
    return _poisson(hits, expected) + MANY_FORMATS


def _poisson(hits: int, expected: float) -> float:
    return hits * math.log(hits / expected) - (hits - expected)


def judge_rare(category: Category, hits: int, alike: int, values: int) -> Verdict:
    """What *hits* among *alike* look-alikes prove, which stand among *values* that are something else."""
    odds = PRIOR + OTHER_NAME + min(_beyond_chance(hits, alike, category.chance), category.weight)
    verb = "contain one that passes" if category.is_within else "pass"
    why = f"sparse: {hits:,} of {values:,} values {verb} the check (by chance {100 * category.chance:.2g} %)"
    return Verdict(category=category, confidence=round(1 / (1 + math.exp(-odds)), 4), share=hits / values,
                   log_odds=odds, name=0.0, why=why, tier=category.tier)  # fmt: skip


def _best_of_each(scored: list[_Scored]) -> list[_Scored]:
    """Of several categories with one id the one that says most, best first; whole values before texts with one."""
    best: dict[str, _Scored] = {}
    for entry in sorted(scored, key=lambda entry: (entry.share < 0.5, -entry.odds)):
        there = best.get(entry.category.id)
        if there is None or (there.odds < 0 < entry.odds):
            best[entry.category.id] = entry
    ranked = sorted(best.values(), key=lambda entry: -entry.odds)
    weighed = [entry for entry in ranked if not entry.category.is_within][:CONTENDERS]
    return [entry for entry in ranked if entry.category.is_within or entry in weighed]


def _sound(scored: list[_Scored]) -> dict[tuple[str, bool], list[Category]]:
    """The checks that would be reported by themselves, the one last that most values pass: it is counted with.

    An address column is told by the addresses that have a street word; those without one are addresses too. What is
    found with a word beside it is among what is found without.
    """
    found: dict[tuple[str, bool], dict[tuple[str, tuple[str, ...]], Category]] = {}
    for entry in sorted(scored, key=lambda entry: (entry.share, not is_witnessed(entry.category))):
        if entry.odds > 0:
            category = entry.category
            ways = found.setdefault((category.id, category.is_within), {})
            ways.pop((category.find, category.names), None)
            ways[category.find, category.names] = category
    return {key: list(ways.values()) for key, ways in found.items()}


def _contest(
    scored: list[_Scored], sound: Mapping[tuple[str, bool], list[Category]], profile: Profile
) -> list[Verdict]:  # fmt: skip
    verdicts = []
    for one in scored:
        category = one.category
        against = [other for other in scored if other is not one and _compete(one, other, profile)]
        rest = math.log1p(sum(math.exp(min(_covering(other, one), 40.0)) for other in against))
        widest_rival = max(against, key=lambda other: (other.odds > 0) * other.share, default=one)
        odds = _covering(one, widest_rival) if widest_rival.odds > 0 else one.odds
        confidence = 1 / (1 + math.exp(min(rest - odds, 40.0)))
        if not profile.distinct:
            confidence = min(confidence, POSSIBLE)
        rival = max(against, key=lambda other: other.odds, default=None)
        counted = sound.get((category.id, category.is_within), [category])[-1]
        also = tuple(way for way in sound.get((category.id, True), ()) if way is not counted)
        verdicts.append(
            Verdict(category=counted, confidence=round(confidence, 4), share=profile.rate(counted),
                    log_odds=one.odds, name=one.name, tier=_tier(one, profile), also=also,
                    why=_why(one, profile, rival.category if rival and rival.odds > -2 else None))
        )  # fmt: skip
    kept = [verdict for verdict in verdicts if verdict.confidence >= 0.01]
    return sorted(kept, key=lambda verdict: (-verdict.confidence, -verdict.log_odds, verdict.category.chance))


def _covering(one: _Scored, other: _Scored) -> float:
    """The odds of *one* beside *other*, which may explain more of the values."""
    return one.odds + COVERAGE * min(0.0, one.share - other.share)


def _compete(one: _Scored, other: _Scored, profile: Profile) -> bool:
    """Do both claim the same values? Two that pass on different halves of a mixed field do not compete."""
    this, that = one.category, other.category
    if this.is_within or that.is_within or (this.group == that.group and this.is_personal == that.is_personal):
        return False
    if this.id in PICTURES and that.id in PICTURES:
        return False
    return not profile.distinct or one.share + other.share > 1.0


def _tier(one: _Scored, profile: Profile) -> Tier:
    is_told_by_name = not profile.distinct or (one.name > 0 and one.values <= BY_NAME)
    return "name" if is_told_by_name else one.category.tier


def _why(one: _Scored, profile: Profile, rival: Category | None) -> str:
    category = one.category
    parts = [values_say(profile.hits.get(category, 0), profile.tried(category), category)]
    if category.is_within and is_witnessed(category):
        parts.append("with a word for it beside")
    elif one.name:
        parts.append(f"field name {'says' if one.name > fieldnames.FORMED else 'hints at'} {one.word}")
    if rival is not None:
        parts.append(f"could also be {rival.label}")
    return "; ".join(parts)


def values_say(hits: int, tried: int, category: Category) -> str:
    """How many of the values pass, in words."""
    if not tried:
        return "no values seen"
    share = f"{100 * hits / tried:.3g} % of {tried:,} distinct values"
    if category.is_within:
        verb = "contain one that passes the check"
    else:
        verb = "pass the check" if category.chance <= 0.02 else "have the shape"
    return f"{share} {verb} (by chance {100 * category.chance:.2g} %)"
