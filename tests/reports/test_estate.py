"""Thousands of stores in one report: the worst first, owner by owner, and no page that nobody can open."""

from __future__ import annotations

import json

import pytest

from nightlatch.model import Finding, Result
from nightlatch.reports import _groups, html, terminal
from nightlatch.reports import json as json_report
from tests.reports import samples

ESTATE = samples.estate(5000)


@pytest.fixture(autouse=True)
def _labels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nightlatch.reports._words.label", lambda id_: samples.LABELS.get(id_, id_))


def people(finding: Finding) -> int:
    return finding.people.value or 0


def test_the_worst_come_first() -> None:
    """Open before closed, more rights before fewer, more people before fewer."""
    ordered = _groups.worst_first(ESTATE.findings)
    assert [finding.status for finding in ordered] == ["open"] * 715 + ["closed"] * 4285
    everything = [finding for finding in ordered if _groups.letters(finding) == "CRUDA"]
    assert ordered[: len(everything)] == everything
    assert [people(one) for one in everything] == sorted(map(people, everything), reverse=True)


def test_every_store_is_in_one_group() -> None:
    """Groups are the owners with their teams; nothing is lost, nothing is told twice."""
    groups = _groups.groups(ESTATE.findings)
    assert sorted(f.target.url for group in groups for f in group.findings) == sorted(
        f.target.url for f in ESTATE.findings
    )
    assert len({(group.owner, group.team) for group in groups}) == len(groups)
    assert all(dict(f.target.tags).get("owner", "") == group.owner for group in groups for f in group.findings)


def test_rights_in_five_letters() -> None:
    """Capitals are whole rights, small ones rights in part; no and not known differ."""
    assert _groups.letters(samples.OPEN) == "CRUDA"
    assert _groups.letters(samples.SAMPLED) == "?r??-"
    assert _groups.letters(samples.CLOSED) == "-----"


def test_what_a_stranger_can_counts_not_what_a_login_can() -> None:
    """The letters of a store that was looked at with a login are a stranger's."""
    assert samples.LOGIN.anonymous is not None
    assert _groups.letters(samples.LOGIN) == "-----"


def test_the_terminal_stays_readable() -> None:
    """A few hundred lines tell five thousand stores; what is left out is counted."""
    told = terminal.render(ESTATE, 100)
    assert told.count("\n") < 350
    assert "more owners with" in told
    assert told.rstrip().endswith("715 open, 4,285 closed")


def test_few_stores_are_told_under_their_owners() -> None:
    """With owners known, each owner's stores stand together under a line that names the owner."""
    told = terminal.render(samples.estate(8, owners=3), 100)
    lines = told.splitlines()
    owners = [line for line in lines if line.startswith(("owner ", "unassigned", "team "))]
    assert sorted(owners) == sorted({*owners})
    assert {"owner 001", "owner 002"} <= {line.partition(",")[0] for line in owners}
    assert lines[0] == owners[0] and lines[1].startswith("OPEN")


def test_the_page_has_every_store_and_the_worst_in_full() -> None:
    """One table row for each store, folded away; two hundred stores in full, folded away too; a size that opens."""
    page = html.render(ESTATE)
    assert all(finding.target.url in page for finding in ESTATE.findings)
    assert page.count('<tr><th scope="row"><a href="#store-') == 200
    assert page.count("<article") == 200
    assert page.count("<details>\n<summary>What anybody can do there") == 200
    assert "the other 4,800 are in the table" in page
    assert len(page) < 8_000_000


def test_the_json_leaves_nothing_out() -> None:
    """Every store is there, whole and in the order in which it was found."""
    document = json.loads(json_report.render(ESTATE))
    assert [store["target"] for store in document["stores"]] == [f.target.url for f in ESTATE.findings]
    assert document["summary"]["open"] == 715


def test_a_name_of_an_owner_is_inert_everywhere() -> None:
    """Markup and escapes in an inventory reach neither the page nor the terminal."""
    wild = (("owner", "<script>x</script>\x1b[2J"), ("team", "=cmd|' /C calc'!A0"))
    findings = tuple(
        samples.replace(one, target=samples.replace(one.target, tags=wild)) for one in samples.estate(60).findings
    )
    result = Result(run=samples.RUN, findings=findings)
    assert "<script>" not in html.render(result)
    assert "\x1b" not in terminal.render(result) + html.render(result)
