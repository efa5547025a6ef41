"""The report for whoever sits at the terminal: the headline first, then a table per store, the count of all last.

The worst store comes first, owner by owner where the inventory names owners. Of many stores only the worst are told in
full; a table of all owners, with the worst of each, follows them.

Tested: at many widths, and by golden files.

Every text that came from outside becomes a rich ``Text``, never markup, and has passed :func:`printable`. Verdicts are
words, so that nothing is lost without colour.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleRenderable
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from nightlatch.headline import headline, summary_line
from nightlatch.inert import printable
from nightlatch.model import RIGHTS, Access, Coverage, Finding, Result, Right, Surveyed, Trails
from nightlatch.remedy import remedies
from nightlatch.reports import Format, _facts, _groups, _targets, _words
from nightlatch.reports import _terminal_parts as put
from nightlatch.reports import _terminal_risk as _risk
from nightlatch.reports._terminal_parts import Lines

_MOST_CONTAINERS = 15
_MOST_TAGS = 8
_MOST_UNSEEN = 20
_MOST_IN_FULL = 5  # stores, where there are many
_MOST_LINES = 60  # of the table of many stores
_MOST_GROUPS = 20
_NARROW = 64  # columns: below this, how a right is known takes the place of what the reply means
_READABLE = 110  # columns: longer lines are hard to read
_COLOURS = {"open": "bold red", "closed": "bold green", "granted": "red", "denied": "green", "unknown": "yellow"}
_BANDS = {"low": "green", "medium": "yellow", "high": "bold red", "very-high": "bold red"}


def tell(result: Result, console: Console, *, with_summary: bool = True) -> None:
    """Print *result* to *console*, as wide as that is; *with_summary* ends in the line that counts everything."""
    width = min(console.width, _READABLE)
    for block in _blocks(result, width):
        console.print(block, width=width, highlight=False, markup=False, emoji=False)
    if with_summary:
        console.print(put.text(_words.light(result.run)), highlight=False)
        console.print(put.text(summary_line(result), "bold"), highlight=False)


def render(result: Result, width: int = 100) -> str:
    """Return what :func:`tell` prints, without colour."""
    file = io.StringIO()
    tell(result, Console(file=file, width=width, color_system=None, force_terminal=False, legacy_windows=False))
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())


def _blocks(result: Result, width: int) -> Lines:
    groups = _groups.groups(result.findings)
    if len(result.findings) > _groups.MANY:
        for finding in _groups.worst_first(result.findings)[:_MOST_IN_FULL]:
            yield from _told(finding, width)
        yield from _overview(groups, width)
    else:
        for group in groups:
            if len(result.findings) > 1 and any(other.owner or other.team for other in groups):
                yield put.text(group.title, "bold underline", 200)
            for finding in group.findings:
                yield from _told(finding, width)
    yield from _swept(result)
    yield from _unseen(result)
    yield from _stopped(result)
    yield from (put.labelled("warning", printable(warning, 300)) for warning in result.run.warnings)


def _swept(result: Result) -> Lines:
    """How many endpoints a sweep asked, so that "0 open" is not all there is to read of a quiet network."""
    for line in result.coverage:
        if line.stage == "sweep" and line.outcome == "done":
            yield put.joined(("SWEPT", "bold"), (f"  {line.detail}", ""))
            yield Text()


def _told(finding: Finding, width: int) -> Lines:
    yield _title(finding)
    yield from _store(finding, width)
    yield Text()


def _overview(groups: Sequence[_groups.Group], width: int) -> Lines:
    """Owner by owner, the one with the worst store first, as many of its open stores as there is room for."""
    yield put.text("all stores, by owner and team", "bold")
    yield put.dim(f"of each: severity from 0 to 6; {_groups.LEGEND}; people; records")
    each = max(2, _MOST_LINES // max(1, len(groups)))
    for group in groups[:_MOST_GROUPS]:
        yield Text()
        yield put.text(f"{group.title}: {_of_group(group)}", "bold", 300)
        worst = [finding for finding in group.findings if finding.status != "closed"][:each]
        if worst:
            yield _indented_rows(worst, width)
        rest = Counter(finding.status for finding in group.findings)
        rest.subtract(Counter(finding.status for finding in worst))
        if more := ", ".join(f"{_words.integer(n)} more {status}" for status, n in rest.items() if n):
            yield put.dim(f"and {more}")
    if hidden := groups[_MOST_GROUPS:]:
        opened = sum(group.open for group in hidden)
        yield Text()
        yield put.dim(f"and {_words.integer(len(hidden))} more owners with {_words.integer(opened)} open stores")
    yield Text()


def _of_group(group: _groups.Group) -> str:
    return f"{_words.integer(group.open)} open of {_words.integer(len(group.findings))}"


def _indented_rows(findings: Sequence[Finding], width: int) -> ConsoleRenderable:
    columns = ["left", "left", "left", *(["right", "right"] if width >= _NARROW else [])]
    table = put.table(*(("", justify) for justify in columns))
    table.show_header = False
    for one in findings:
        score = f" {_facts.points(one.severity.quarters)}" if one.severity else ""
        row = [
            put.text(f"{one.status}{score}", _COLOURS.get(one.status, "bold yellow")),
            put.text(one.target.url, limit=120),
        ]
        row.append(put.text(_groups.letters(one)))
        if width >= _NARROW:
            row += [put.text(cell) for cell in _groups.numbers(one)]
        table.add_row(*row)
    return Padding(table, (0, 0, 0, 2))


def _title(finding: Finding) -> Text:
    identity = finding.identity
    product = " ".join(filter(None, (identity.product, identity.version)))
    status = (finding.status.upper(), _COLOURS.get(finding.status, "bold yellow"))
    severity = finding.severity
    rated = f"  {_facts.spoken(severity.band)} {_facts.points(severity.quarters)}" if severity else ""
    style = _BANDS.get(severity.band, "") if severity else ""
    return put.joined(status, (rated, style), (f"  {finding.target.url}", "bold"), (f"  {product}", "dim"))


def _store(finding: Finding, width: int) -> Lines:
    yield put.text(finding.headline or headline(finding))
    yield from _rights(finding.access, width)
    if finding.anonymous is not None:
        yield from _rights(finding.anonymous, width)
    yield from _contents(finding, width)
    details = [*_risk.rating(finding), *_risk.people(finding), *_where(finding), *_notes(finding)]
    if details:
        yield Text()
    yield from details


def _where(finding: Finding) -> Lines:
    trails = _words.points(finding)
    if trails is not None:
        yield from _trails(trails)
        yield from _risk.given_away(trails)


def _notes(finding: Finding) -> Lines:
    for note in (*finding.access.notes, *finding.notes, *_tls(finding)):
        yield put.labelled("note", printable(note, 300))
    if words := _words.control(finding):
        yield put.labelled("control", words)
    if (words := _words.support(finding)) and "no fixes" in words:
        yield put.labelled("support", words)
    for label, words in _words.way(finding):
        yield put.labelled(label, printable(words, 300))
    for remedy in remedies(finding)[:1]:
        yield put.labelled("to close it", remedy.steps[0])


def _rights(access: Access, width: int) -> Lines:
    """A line per right, or one for all that are alike: the verdict, how it is known, what the reply means."""
    if not access.rights:  # of a file nobody's are asked
        return
    who = "a stranger" if access.principal.anonymous else "the account"
    name = f" ({access.principal.name})" if access.principal.name else ""
    table = put.table((f"{who}{printable(name, 60)} can", "left"), ("", "left"), ("known by", "left"))
    if width >= _NARROW:
        table.add_column(Text("evidence"), overflow="fold")
    for names, right in _alike(access):
        cells = [
            put.text(", ".join(names)),
            put.text(_verdict(right), _COLOURS[right.verdict]),
            put.text(_known(right)),
        ]
        table.add_row(*cells, *([put.text(_meaning(right), "dim", 200)] if width >= _NARROW else []))
    yield put.indented(table)


def _alike(access: Access) -> list[tuple[list[str], Right]]:
    rights = [(name, access.rights.get(name, Right())) for name in RIGHTS]
    if len({(_verdict(right), right.known_by, _meaning(right)) for _, right in rights}) == 1:
        return [([name for name, _ in rights], rights[0][1])]
    return [([name], right) for name, right in rights]


def _meaning(right: Right) -> str:
    return right.evidence[0].meaning if right.evidence else ""


def _verdict(right: Right) -> str:
    if right.verdict == "granted":
        return "yes, in part" if right.extent == "some" else "yes"
    return "no" if right.verdict == "denied" else "not known"


def _known(right: Right) -> str:
    return right.known_by.replace("-", " ")


def _contents(finding: Finding, width: int) -> Lines:
    """The containers that matter most, and how many more there are."""
    if not finding.surveyed:
        return
    ordered = weightiest(finding.surveyed)
    yield put.indented((_wide if width >= _NARROW else _stacked)(ordered[:_MOST_CONTAINERS]))
    rest = ordered[_MOST_CONTAINERS:]
    unlisted = max(0, (finding.containers_total or 0) - len(ordered))
    if rest or unlisted:
        personal = sum(bool(_words.told(surveyed)) for surveyed in rest)
        words = f"and {_words.integer(len(rest) + unlisted)} more containers"
        yield put.dim(f"{words}, {_words.integer(personal)} of them with personal data")


def _wide(containers: Sequence[Surveyed]) -> Table:
    table = put.table(("container", "left"), ("records", "right"), ("read", "right"), ("personal data found", "left"))
    for surveyed in containers:
        name, records = put.text(surveyed.container.name, limit=120), put.text(_words.cell(surveyed.records))
        table.add_row(name, records, put.text(read(surveyed)), put.text(found(surveyed)))
    return table


def _stacked(containers: Sequence[Surveyed]) -> Table:
    """One column, for a narrow terminal."""
    table = put.table(("containers, with personal data found", "left"))
    for surveyed in containers:
        table.add_row(put.text(surveyed.container.name, "bold", 120))
        table.add_row(put.text(f"{_words.cell(surveyed.records)} records, read: {read(surveyed)}"))
        table.add_row(put.text(found(surveyed), "dim"))
    return table


def found(surveyed: Surveyed) -> str:
    """The labels of the personal data in a container, gravest first."""
    return ", ".join(dict.fromkeys(map(_words.label, _words.told(surveyed)))) or "-"


def weightiest(surveyed: Sequence[Surveyed]) -> list[Surveyed]:
    """Those with personal data first, then by number of records."""
    return sorted(surveyed, key=lambda s: (not _words.told(s), -(s.records.value or s.records.low), s.container.name))


def read(surveyed: Surveyed) -> str:
    """How much of a container was read, in a word or a number."""
    if surveyed.undecodable and surveyed.undecodable >= surveyed.read:
        return "none that could be made out"
    if surveyed.outcome == "complete":
        return "all" if not surveyed.undecodable else f"all but {_words.integer(surveyed.undecodable)}"
    if surveyed.outcome == "sampled":
        return _words.integer(surveyed.read)
    words = "catalogue only" if surveyed.outcome == "catalogue" else surveyed.outcome.replace("-", " ")
    return f"{_words.integer(surveyed.read)}, {words}" if surveyed.read else words


def _trails(trails: Trails) -> Lines:
    people = f" of {_words.of_them(trails.people, 'person', 'people')}" if trails.people.value else ""
    points = f"{_words.of_them(trails.points, 'location point', 'location points')}{people}"
    yield put.labelled("trails", f"{points}{_words.window(trails)}")
    if not trails.tags:
        return
    table = put.table(("place tag", "left"), ("points", "right"), ("people", "right"))
    for tag in trails.tags[:_MOST_TAGS]:
        table.add_row(put.text(tag.tag, limit=60), put.text(_words.cell(tag.points)), put.text(_words.cell(tag.people)))
    yield put.indented(table)
    rest = len(trails.tags) - _MOST_TAGS
    shown = [f"{_words.integer(rest)} more"] if rest > 0 else []
    if trails.suppressed_tags:
        shown.append(f"{_words.integer(trails.suppressed_tags)} left out, to tell nothing of fewer than ten people")
    if shown:
        yield put.dim(", ".join(shown))
    yield Text()


def _tls(finding: Finding) -> Iterator[str]:
    tls = finding.identity.tls
    if tls.used:
        distrusted = tls.certificate is not None and not tls.certificate.verified
        yield "TLS was used" + ("; the certificate is not one that a stranger would trust" if distrusted else "")
    elif tls.offered is False:
        yield "no TLS is offered: whoever is on the way can read along"


def _unseen(result: Result) -> Lines:
    """What could not be looked at, and what to do about it."""
    targets = list(_targets.unseen(result))
    seen = {finding.target.url for finding in result.findings}
    for target in targets[:_MOST_UNSEEN]:
        yield _problem(target.status, target.target, target.what, target.hint)
    for failure in (failure for failure in result.failures if failure.target in seen):
        yield _problem("incomplete", failure.target, failure.what, failure.hint)
    if len(targets) > _MOST_UNSEEN:
        rest = Counter(target.status for target in targets[_MOST_UNSEEN:])
        yield put.text(f"and {', '.join(f'{_words.integer(n)} more {status}' for status, n in rest.items())}", "dim")
    yield from map(_line, _partly(result.coverage, seen, {failure.target for failure in result.failures}))
    if targets:
        yield Text()


def _problem(status: str, target: str, what: str, hint: str) -> Text:
    told = (f": {what}" if what else "", "")
    problem = put.joined((status.upper(), "bold yellow"), (f"  {target}", "bold"), told)
    return problem.append("\n").append_text(put.joined((f"hint: {hint}", "dim"))) if hint else problem


def _partly(coverage: Sequence[Coverage], seen: set[str], failed: set[str]) -> Iterator[Coverage]:
    whole = ("open", "closed", "done", "local")
    return (c for c in coverage if c.target in seen and c.target not in failed and c.outcome not in whole)


def _line(line: Coverage) -> Text:
    return _problem(line.outcome, line.target, f"{line.stage}{f', {line.detail}' if line.detail else ''}", "")


def _stopped(result: Result) -> Lines:
    if result.run.incomplete or result.run.finished is None:
        yield put.text("This run ended before it had looked at everything.", "bold yellow")
        yield Text()


REPORT = Format(
    name="terminal",
    suffixes=(".txt",),
    description="for people: plain text, as the terminal shows it",
    renderer=render,
)
