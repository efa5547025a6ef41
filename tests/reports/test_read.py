"""A report of an earlier run is read back whole, and a file that is none is refused without a word of its contents."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightlatch.model import Count, Land, Reveal, Severity
from nightlatch.reports import _read, all_reports
from nightlatch.reports.json import document, render
from tests.reports import samples

RESULTS = samples.all_results()
OLDER = sorted((Path(__file__).parent / "older").glob("*.json"))


@pytest.mark.parametrize("name", RESULTS)
def test_a_report_read_and_written_is_the_same(name: str) -> None:
    """JSON to result to JSON is equal byte for byte, for every sample, the hostile one too."""
    told = render(RESULTS[name])
    assert render(_read.parse(told.encode())) == told


@pytest.mark.parametrize("name", ["rated", "mixed", "sampled", "witness", "failures", "local"])
@pytest.mark.parametrize("report", ["html", "terminal"])
def test_other_formats_are_the_same_from_a_file(name: str, report: str) -> None:
    """What people read is the same from the run itself and from its JSON report."""
    again = _read.parse(render(RESULTS[name]).encode())
    assert all_reports()[report].render(again) == all_reports()[report].render(RESULTS[name])


@pytest.mark.parametrize("path", OLDER, ids=lambda path: path.stem)
def test_an_older_file_is_read(path: Path) -> None:
    """A file of version 1 from before severity was rated has all that it had, and says nothing new.

    Until when a version is supported is told anew, by the table of today.
    """
    before = json.loads(path.read_text())
    after = document(_read.load(path))
    assert [place for place in _within(before, after) if ".support." not in place] == []
    assert all(store["severity"] is None for store in after["stores"] if "severity" in store)


def _within(old: Any, new: Any, at: str = "$") -> list[str]:
    """The places where *new* lacks or changes what *old* says."""
    if isinstance(old, dict):
        return [place for key in old for place in _within(old[key], new.get(key, "missing"), f"{at}.{key}")]
    if isinstance(old, list):
        if len(old) != len(new):
            return [at]
        return [place for n, one in enumerate(old) for place in _within(one, new[n], f"{at}[{n}]")]
    return [] if old == new else [at]


def test_ids_and_suppression_survive() -> None:
    """A finding keeps its id, quarters stay whole, a suppressed number stays suppressed and is not nought."""
    finding = _read.parse(render(RESULTS["rated"]).encode()).findings[0]
    assert finding.id == samples.RATED.id
    assert isinstance(finding.severity, Severity) and finding.severity == samples.RATED.severity
    assert finding.lands[2] == Land(country="", people=None, told_by="phone")
    assert finding.trails is not None
    hidden = finding.trails.reveals[2]
    assert (hidden.people, hidden.often) == (None, None) and isinstance(hidden, Reveal)
    assert finding.minors == Count.of(411_904, "by birth dates")


def _broken() -> dict[str, bytes]:
    rated = document(RESULTS["rated"])

    def with_store(**parts: Any) -> bytes:
        return json.dumps({**rated, "stores": [{**rated["stores"][0], **parts}]}).encode()

    severity = rated["stores"][0]["severity"]
    return {
        "nothing": b"",
        "no JSON": b"{'schema': 1}",
        "not UTF-8": b'{"schema": "\xff\xfe"}',
        "a list": b"[]",
        "a number": b"1e999",
        "another schema": json.dumps({**rated, "schema": "nightlatch/report/2"}).encode(),
        "another tool's": b'{"version": "2.1.0", "runs": []}',
        "deep": b'{"schema": "nightlatch/report/1", "run": ' + b"[" * 200_000,
        "deep and whole": b'{"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        "a status of its own": with_store(status="ajar-secret-word"),
        "people below nought": with_store(people={"value": -1, "low": 0, "high": None, "exact": True}),
        "people beyond counting": with_store(people={"value": 10**400, "low": 0, "high": None, "exact": True}),
        "a share of two": with_store(trails={**rated["stores"][0]["trails"], "unicity": [{"share": 2}]}),
        "a port of a million": with_store(endpoint={"host": "x", "port": 1_000_000, "tls": False}),
        "a severity of a thousand": with_store(severity={**severity, "se": 1000}),
        "a band of its own": with_store(severity={**severity, "band": "catastrophic"}),
        "a time of its own": with_store(exposure={"earliest": "yesterday", "latest": "now", "until": "then"}),
        "text for a list": with_store(notes="secret-word"),
    }


@pytest.mark.parametrize("name", _broken())
def test_what_is_no_report_is_refused(name: str) -> None:
    """One sentence and a hint; nothing of the file's contents is repeated."""
    with pytest.raises(_read.ReadError) as caught:
        _read.parse(_broken()[name], "run.json")
    assert caught.value.what.startswith("run.json: is no ")
    assert caught.value.hint
    assert "secret-word" not in caught.value.what and len(caught.value.what) < 200


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_report_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever is changed in a report, the outcome is a result that can be written again, or a refusal."""
    whole = render(RESULTS["mixed"]).encode()
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    damaged = whole[:start] + data.draw(st.binary(max_size=8)) + whole[end:]
    try:
        result = _read.parse(damaged)
    except _read.ReadError:
        return
    for report in ("json", "terminal"):
        all_reports()[report].render(result)


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    """What cannot be opened is the user's mistake, said with the reason."""
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(_read.ReadError, match=r"no such file|is a directory"):
            _read.load(path)


def test_a_file_is_read_up_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file without end is given up at the bound, and costs no more memory than that."""
    monkeypatch.setattr(_read, "MOST_BYTES", 1 << 20)
    tracemalloc.start()
    with pytest.raises(_read.ReadError, match="larger"):
        _read.load(Path("/dev/zero"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20
