"""What people and programs see, kept as files; ``UPDATE_GOLDEN=1 pytest tests/reports`` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from nightlatch.reports import all_reports
from tests.reports import samples

GOLDEN = Path(__file__).parent / "golden"
RESULTS = samples.all_results()
WHOLE = ("json", "html", "terminal")  # for every sample; the others are made of the same words
FEW = ("rated", "sampled", "hostile", "mixed", "nothing")
FILES = [
    (name, report)
    for report in samples.texts(all_reports())
    for name in (RESULTS if report in WHOLE else FEW)
    if (name, report) != ("many", "json")  # four megabytes; its shape is that of the others
]


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
