"""The public form of a result: what was exposed and how badly, without a word of where it is or whose it is.

A public report is written for people who do not have to act: it may be printed in a newspaper while the store is still
open. So it is made the other way round from a redaction: nothing is taken over but numbers, times and words of closed
vocabularies (categories, kinds of store, verdicts, steps of the severity). Whatever a server, an inventory or a user
said is replaced by a number of its own or left out, so that no format has to know of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import get_args

from nightlatch import categories, stores
from nightlatch.model import (
    Access,
    Anonymity,
    Certificate,
    Count,
    Coverage,
    Endpoint,
    Evidence,
    Exposure,
    Failure,
    FailureKind,
    Field,
    Finding,
    Identity,
    Land,
    Principal,
    Result,
    Reveal,
    Right,
    Run,
    Severity,
    Step,
    Surveyed,
    Target,
    Tlp,
    Tls,
    Trace,
    Trails,
    Unicity,
)
from nightlatch.reports import _words
from nightlatch.reports._shapes import Outcome
from nightlatch.risk import steps
from nightlatch.risk.score import END_OF_SCALE

_VERSION = re.compile(r"\d{1,5}(\.\d{1,5}){0,3}")
_PLACE = re.compile(r"as recorded|\d{1,2}(\.\d{1,6})? degrees")
_COUNTRY = re.compile(r"([A-Z]{2})?")
_FILE = "file"  # of this machine, surveyed as a store is
_STAGES = frozenset({"scope", "resolve", "dial", "identify", "access", "containers", "survey", "sweep", "import"})
_USED = frozenset({"connections", "bytes_received", "bytes_sent", "records_read"})
_OUTCOMES = frozenset(
    {"complete", "sampled", "catalogue", "not-readable", "ransom-note", "over-budget", "interrupted", "failed"}
)  # fmt: skip
_FLAGS = frozenset({"more-than-100-people", "unintelligible", "told-by-names"})
_OF_THE_SUM = {END_OF_SCALE: "the scale ends at 4"}
_REVEALED = frozenset(
    {
        "religion", "health", "trade-union", "political-opinion", "sexual-orientation", "sex-life", "ethnicity",
        "criminal-justice", "minors", "shelter", "refuge", "military",
    }
)  # fmt: skip
_WHY: dict[FailureKind, str] = {
    "unresolved": "its name does not resolve",
    "timeout": "no answer in time",
    "out-of-scope": "it is not in the scope",
    "bad-target": "it is not understood",
}


def public(result: Result, tlp: Tlp = "CLEAR") -> Result:
    """*result* for everybody: no address, host, owner, name, command, id or text from outside is left in it."""
    names = _Names(_targets(result))
    # numbers say nothing between two runs: the run's time in the id keeps two stores of one number apart
    when = f"{result.run.started:%Y%m%d%H%M%S}"
    findings = tuple(_finding(one, names, f"{when}-{n}") for n, one in enumerate(result.findings, 1))
    return Result(
        run=_run(result.run, tlp),
        findings=findings,
        failures=tuple(_failure(one, names) for one in result.failures),
        coverage=tuple(_coverage(one, names) for one in result.coverage),
        people=_plain(result.people),
    )


def _targets(result: Result) -> dict[str, str]:
    """What stands for each target: stores that answered are numbered first."""
    told = {one.target.url: _named(one, n) for n, one in enumerate(result.findings, 1)}
    others = dict.fromkeys([*(one.target for one in result.failures), *(line.target for line in result.coverage)])
    return told | {target: f"target {n}" for n, target in enumerate((one for one in others if one not in told), 1)}


def _named(finding: Finding, number: int) -> str:
    return f"{_FILE}://{number}" if finding.identity.kind == _FILE else f"store {number}"


@dataclass(slots=True)
class _Names:
    """What stands for the names of targets, and within one store for those of containers and fields."""

    targets: dict[str, str]
    containers: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    def within(self, finding: Finding) -> _Names:
        held = [surveyed.container.name for surveyed in finding.surveyed]
        paths = [path for one in finding.surveyed for path in (*(f.path for f in one.fields), *one.container.fields)]
        return _Names(self.targets, _numbered("container", held), _numbered("field", paths))


def _numbered(word: str, names: Iterable[str]) -> dict[str, str]:
    return {name: f"{word} {n}" for n, name in enumerate(dict.fromkeys(names), 1)}


def _run(run: Run, tlp: Tlp) -> Run:
    return Run(
        version=_version(run.version) or "", token="", started=run.started, finished=run.finished, scope="",
        standing=run.standing, reach=run.reach, full=run.full, incomplete=run.incomplete, form="public", tlp=tlp,
        limits_used={name: value for name, value in run.limits_used.items() if name in _USED},
    )  # fmt: skip


def _finding(finding: Finding, names: _Names, id_: str) -> Finding:
    inside, identity = names.within(finding), finding.identity
    trails, severity = finding.trails, finding.severity
    return Finding(
        target=Target(url=names.targets[finding.target.url], kind=_kind(identity), host="", port=0),
        endpoint=Endpoint(host="", address="", port=0),
        identity=replace(_identity(identity), id=id_),
        status=finding.status,
        access=_access(finding.access),
        control=finding.control,
        anonymous=None if finding.anonymous is None else _access(finding.anonymous),
        surveyed=tuple(_surveyed(one, inside) for one in finding.surveyed),
        containers_total=finding.containers_total,
        same_as=names.targets.get(finding.same_as, "another store") if finding.same_as else "",
        people=_plain(finding.people),
        trails=None if trails is None else _trails(trails),
        severity=None if severity is None else _severity(severity),
        unrated="the restricted form says why" if finding.unrated else "",
        minors=None if finding.minors is None else _plain(finding.minors),
        lands=tuple(_land(land) for land in finding.lands if _COUNTRY.fullmatch(land.country)),
        anonymity=tuple(_anonymity(one, inside, finding) for one in finding.anonymity),
        traces=tuple(_trace(trace) for trace in finding.traces),
        exposure=None if finding.exposure is None else _exposure(finding.exposure),
        absent=_known(finding.absent),
        muted="for a while" if finding.muted else "",
    )


def _kind(identity: Identity) -> str:
    return identity.kind if identity.kind == _FILE or identity.kind in stores.all_stores() else "store"


def _identity(identity: Identity) -> Identity:
    known = stores.all_stores().get(identity.kind)
    return Identity(
        kind=_kind(identity),
        product=known.title if known else _FILE if identity.kind == _FILE else "data store",
        version=_version(identity.version),
        tls=_tls(identity.tls),
        suspect="it may be a honeypot" if identity.suspect else "",
    )


def _tls(tls: Tls) -> Tls:
    own = tls.certificate
    return replace(tls, certificate=None if own is None else Certificate(subject="", verified=own.verified))


def _version(version: str | None) -> str | None:
    return version if version and _VERSION.fullmatch(version) else None


def _access(access: Access) -> Access:
    rights = {
        name: Right(verdict=right.verdict, extent=right.extent, known_by=right.known_by)
        for name, right in access.rights.items()
    }
    return Access(principal=Principal(name="", anonymous=access.principal.anonymous), rights=rights)


def _plain(count: Count) -> Count:
    return replace(count, method="")


def _few(count: Count | None) -> Count | None:
    return None if count is None else _plain(count)


def _known(ids: Iterable[str]) -> tuple[str, ...]:
    """Those that are categories of the registry, whose words are ours."""
    known = categories.labels()
    return tuple(id_ for id_ in ids if id_ in known)


def _surveyed(surveyed: Surveyed, names: _Names) -> Surveyed:
    held = surveyed.container
    return replace(
        surveyed,
        container=replace(
            held, name=names.containers[held.name], key=(), records=_plain(held.records),
            fields=tuple(names.paths[path] for path in held.fields),
        ),
        records=_plain(surveyed.records),
        fields=tuple(_field(one, names) for one in surveyed.fields),
        outcome=surveyed.outcome if surveyed.outcome in _OUTCOMES else "failed",
    )  # fmt: skip


def _field(one: Field, names: _Names) -> Field:
    known = set(_known(category.id for category in one.categories))
    return Field(
        path=names.paths[one.path],
        values=one.values,
        categories=tuple(replace(category, why="") for category in one.categories if category.id in known),
        looks_synthetic="it may be test data" if one.looks_synthetic else "",
    )


def _trails(trails: Trails) -> Trails:
    return replace(
        trails,
        points=_plain(trails.points),
        people=_plain(trails.people),
        last_24h=_few(trails.last_24h),
        future=_few(trails.future),
        tags=(),
        suppressed_tags=0,
        hours=tuple(replace(hour, points=_few(hour.points)) for hour in trails.hours),
        unicity=tuple(_unicity(one) for one in trails.unicity),
        reveals=tuple(_reveal(one) for one in trails.reveals),
        unmeasured="it could not be measured" if trails.unmeasured else "",
    )


def _unicity(one: Unicity) -> Unicity:
    place = one.place if _PLACE.fullmatch(one.place) else ""
    return replace(one, place=place, eligible=_plain(one.eligible))


def _reveal(one: Reveal) -> Reveal:
    return replace(
        one,
        category=one.category if one.category in _REVEALED else "sensitive",
        article=one.article if one.article in ("9", "10") else "",
        points=_plain(one.points),
        people=_few(one.people),
        often=_few(one.often),
    )


def _land(land: Land) -> Land:
    return replace(land, people=_few(land.people), told_by=next(iter(_known([land.told_by])), ""))


def _anonymity(one: Anonymity, names: _Names, finding: Finding) -> Anonymity:
    return replace(
        one,
        container=names.containers.get(one.container, "a container"),
        fields=(),  # the categories tell enough
        categories=_known(one.categories),
        records=_plain(one.records),
        sensitive=next(iter(_known([one.sensitive, *_held(one, finding)])), names.paths.get(one.sensitive, "")),
    )


def _held(one: Anonymity, finding: Finding) -> list[str]:
    """What the field of *one* that is sensitive holds."""
    fields = (field for held in finding.surveyed if held.container.name == one.container for field in held.fields)
    return [category.id for field in fields if field.path == one.sensitive for category in field.categories]


def _severity(severity: Severity) -> Severity:
    return replace(
        severity,
        steps=tuple(_step(step, n) for n, step in enumerate(severity.steps, 1)),
        flags=tuple(flag for flag in severity.flags if flag in _FLAGS),
    )


def _step(step: Step, number: int) -> Step:
    ours = (steps.PROPOSED | steps.CLAIMS | _OF_THE_SUM).get(step.id, "")
    return replace(step, id=step.id if ours else f"step-{number}", reason=ours, evidence="")


def _trace(trace: Trace) -> Trace:
    what, proves, leaves_open = _words.TRACES[trace.kind]
    nothing = Evidence(command="", code="", meaning="")
    return Trace(kind=trace.kind, what=what, proves=proves, leaves_open=leaves_open, evidence=nothing, at=trace.at)


def _exposure(exposure: Exposure) -> Exposure:
    return replace(exposure, basis=())


def _failure(failure: Failure, names: _Names) -> Failure:
    what = _WHY.get(failure.kind, failure.kind.replace("-", " "))
    return Failure(kind=failure.kind, target=names.targets[failure.target], what=what)


def _coverage(line: Coverage, names: _Names) -> Coverage:
    stage = line.stage if line.stage in _STAGES else ""
    outcome = line.outcome if line.outcome in get_args(Outcome) else "incomplete"
    return Coverage(target=names.targets[line.target], stage=stage, outcome=outcome)
