"""What people and programs see, kept as files; ``UPDATE_GOLDEN=1 pytest tests/reports`` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nightlatch.reports import all_reports
from tests.reports import samples

GOLDEN = Path(__file__).parent / "golden"
RESULTS = samples.all_results()
TOO_LONG = ("many", "json")  # four megabytes; its shape is that of the others
FORMATS = ("json", "html", "terminal")
FILES = [(name, report) for report in FORMATS for name in RESULTS if (name, report) != TOO_LONG]


@pytest.mark.parametrize(("name", "report"), FILES)
def test_a_report_looks_as_it_did(name: str, report: str) -> None:
    """Each format tells each sample exactly as the golden file has it."""
    rendered = all_reports()[report].render(RESULTS[name])
    data = rendered.encode() if isinstance(rendered, str) else rendered
    path = GOLDEN / f"{name}.{'txt' if report == 'terminal' else report}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    assert data.decode() == path.read_bytes().decode()
