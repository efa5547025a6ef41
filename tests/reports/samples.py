"""Hand-written results: every kind of thing a report has to tell, with values that are nobody's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from nightlatch.headline import headline
from nightlatch.model import Count, Coverage, Endpoint, Failure, Finding, Result, Run
from tests.reports.extremes import FAILURES as FAILURES
from tests.reports.extremes import HOSTILE as HOSTILE
from tests.reports.extremes import MANY as MANY
from tests.reports.parts import EVERYTHING as EVERYTHING
from tests.reports.parts import FIRST as FIRST
from tests.reports.parts import LABELS as LABELS
from tests.reports.parts import LAST as LAST
from tests.reports.parts import PEOPLE as PEOPLE
from tests.reports.parts import PUBLISHER as PUBLISHER
from tests.reports.parts import RUN as RUN
from tests.reports.parts import TRAILS as TRAILS
from tests.reports.parts import field as field
from tests.reports.parts import target as target
from tests.reports.stores import CLOSED as CLOSED
from tests.reports.stores import EMPTY as EMPTY
from tests.reports.stores import LOCAL as LOCAL
from tests.reports.stores import LOGIN as LOGIN
from tests.reports.stores import OPEN as OPEN
from tests.reports.stores import RATED as RATED
from tests.reports.stores import SAMPLED as SAMPLED
from tests.reports.stores import UNRATED as UNRATED
from tests.reports.stores import WITNESS as WITNESS


def result(
    *findings: Finding, failures: tuple[Failure, ...] = (), run: Run = RUN, people: Count | None = None
) -> Result:
    told = tuple(replace(finding, headline=headline(finding)) for finding in findings)
    stages = [Coverage(target=f.target.url, stage="survey", outcome=f.status, detail="") for f in findings]
    stages += [Coverage(target=f.target, stage="dial", outcome=_outcome(f), detail=f.what) for f in failures]
    return Result(
        run=run,
        findings=told,
        failures=failures,
        coverage=tuple(stages),
        people=people or (findings[0].people if findings else Count(value=None)),
    )


def _outcome(failure: Failure) -> str:
    outcomes = {"unresolved": "unreachable", "connection-refused": "unreachable", "timeout": "unreachable"}
    outcomes |= {"out-of-scope": "skipped", "over-budget": "over-budget", "interrupted": "incomplete"}
    return outcomes.get(failure.kind, "failed")


# Formats that are text; what Chromium prints has tests of its own, and is no two times the same byte for byte.
def texts(names: Iterable[str]) -> list[str]:
    """*names* of formats without those that are not text."""
    return sorted(set(names) - {"pdf"})


def all_results() -> dict[str, Result]:
    """Every sample, by name; each has a golden file per format."""
    stopped = replace(SAMPLED, status="incomplete")
    return {
        "open": result(OPEN),
        "rated": result(RATED, run=replace(RUN, reach="internet")),
        "unrated": result(UNRATED),
        "local": result(LOCAL),
        "sampled": result(SAMPLED, run=replace(RUN, full=False)),
        "closed": result(CLOSED),
        "login": result(LOGIN),
        "witness": result(WITNESS, run=replace(RUN, standing="witness", scope="scope.toml", full=False)),
        "empty": result(EMPTY),
        "failures": result(failures=FAILURES),
        "hostile": result(HOSTILE),
        "many": result(MANY),
        "nothing": result(),
        "incomplete": result(stopped, failures=FAILURES[-2:], run=replace(RUN, finished=None, incomplete=True)),
        "mixed": result(OPEN, CLOSED, LOGIN, SAMPLED, failures=FAILURES[1:5]),
    }


def estate(stores: int, owners: int = 40) -> Result:
    """A whole organisation's: every seventh store is open, every third owner has two teams, some have none."""
    findings = []
    for n in range(stores):
        owner = f"owner {n % owners:03}" if n % owners else ""
        tags = tuple((k, v) for k, v in (("owner", owner), ("team", f"team {n % 2}" if n % 3 == 0 else "")) if v)
        host = f"192.0.2.{n % 250 + 1}" if n < 250 else f"db-{n}.example.org"
        base = (OPEN, SAMPLED)[n % 2] if n % 7 == 0 else CLOSED
        people = Count.of(n * 37) if base is OPEN else base.people
        at = Endpoint(host=host, address="192.0.2.1", port=10_000 + n)
        told = target(f"{base.target.kind}://{host}:{10_000 + n}", tags=tags)
        findings.append(replace(base, target=told, endpoint=at, people=people))
    told = tuple(replace(finding, headline=headline(finding)) for finding in findings)
    lines = tuple(Coverage(target=f.target.url, stage="access", outcome=f.status, detail="") for f in told)
    return Result(run=RUN, findings=told, coverage=lines, people=Count.of(2_565_724, "distinct national ids"))
