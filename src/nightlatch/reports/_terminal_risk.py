"""What the terminal tells of how bad it is: severity, exposure, traces, people, and what their trails give away."""

from __future__ import annotations

from collections.abc import Sequence

from nightlatch.inert import printable
from nightlatch.model import Count, Exposure, Finding, Trails
from nightlatch.reports import _facts, _words
from nightlatch.reports import _terminal_parts as put
from nightlatch.reports._terminal_parts import Lines

_MOST_LANDS = 6


def rating(finding: Finding) -> Lines:
    """How bad it is, in one line; since when; what others left there."""
    if told := _facts.rating(finding):
        flags = _facts.flags(finding.severity) if finding.severity else []
        yield put.labelled("severity", "; ".join((told, *flags)))
    if finding.exposure:
        yield put.labelled("open", _open(finding.exposure))
    if ages := _words.ages(finding.surveyed):
        yield put.labelled("records", ages)
    for trace in finding.traces:
        yield put.labelled("signs of others", f"{printable(trace.what, 300)}; {printable(trace.proves, 300)}")
    if finding.muted:
        yield put.labelled("muted", printable(finding.muted, 300))


def _open(exposure: Exposure) -> str:
    length, since = _facts.length(exposure), f"for sure since {_words.moment(exposure.latest)}"
    return f"{length}, {since}" if length else f"{since}; nothing says how long before"


def people(finding: Finding) -> Lines:
    """How many, how many of them are minors, and of which countries."""
    if finding.people.value is not None or finding.people.low:
        yield put.labelled("people", f"{_words.count(finding.people)}{_by(finding.people.method)}")
    if finding.minors is not None and (finding.minors.value or finding.minors.low):
        yield put.labelled("under 18", f"{_words.count(finding.minors)}{_by(finding.minors.method)}")
    if lands := _facts.lands(finding):
        yield put.labelled("from", _most(lands))


def _by(method: str) -> str:
    return f" ({method})" if method else ""


def _most(words: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = len(words) - _MOST_LANDS
    return ", ".join((*words[:_MOST_LANDS], *([f"{_words.integer(more)} more"] if more > 0 else [])))


def given_away(trails: Trails) -> Lines:
    """What places tell of people, and whom their own points single out, at the finest that was reckoned."""
    if told := [
        f"{_facts.spoken(one.category)} of {'few' if one.people is None else _words.cell(one.people)}"
        for one in trails.reveals
    ]:
        yield put.labelled("places tell", f"{', '.join(told)} people")
    if trails.unicity:
        one = max(trails.unicity, key=lambda one: (one.minutes == 60, one.points))  # hours, as studies have it
        most = one.basis == "upper-bound"
        share = f"at most {_words.percent(one.high)}" if most else _words.percent(one.share)
        points = _words.of_them(Count.of(one.points), "point", "points")
        yield put.labelled("singled out", f"{share} of people by {points} of their own, known to {_facts.grain(one)}")
