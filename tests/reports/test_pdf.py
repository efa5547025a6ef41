"""The PDF is the page, whole, with the traffic light on each sheet; without Chromium it is said what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from nightlatch.reports import ReportError, all_reports, formed, write
from tests.reports import samples, validators
from tests.reports.browser import chromium
from tests.reports.test_public import PORT, planted

PDF = all_reports()["pdf"]
RATED = samples.all_results()["rated"]


def squeezed(text: str) -> str:
    """*text* without spaces: those of a PDF are guessed from distances."""
    return "".join(text.split())


def test_the_pdf_is_the_page(tmp_path: Path) -> None:
    """What stands on the page stands in the PDF; the light stands above and below each sheet."""
    chromium()
    write(PDF, RATED, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").stat().st_mode & 0o777 == 0o600
    text = squeezed(validators.pdf_text((tmp_path / "out.pdf").read_bytes(), tmp_path))
    for words in ("2,565,724", "postgresql://127.0.0.1:40532", "Whose data it is", "has_table_privilege", "very high"):
        assert squeezed(words) in text
    assert text.count("TLP:AMBER") >= 2 * 6  # of the sheets
    assert list(tmp_path.glob("*.html")) == []


def test_a_public_pdf_has_nothing_from_outside(tmp_path: Path) -> None:
    """Of a text planted in each field of the model none is in the public PDF, nor in what it says of itself."""
    chromium()
    result, texts = planted()
    data = formed(PDF, is_public=True).render(result)
    assert isinstance(data, bytes)
    told = squeezed(validators.pdf_text(data, tmp_path))
    assert "TLP:CLEAR" in told
    assert [text for text in texts if text in told or text.encode() in data] == []
    assert str(PORT) not in told


def test_without_chromium_it_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A missing program is the first thing said, with how to get it and what to do without."""
    monkeypatch.setenv("NIGHTLATCH_CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(ReportError, match="no Chromium is found") as caught:
        write(PDF, RATED, tmp_path / "out.pdf")
    assert "apt-get install chromium" in caught.value.hint and "html=FILE" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -9 $$"])
def test_a_chromium_that_fails_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    """One that dies, or ends well and prints nothing, is told as such; nothing is left behind."""
    broken = tmp_path / "chromium"
    broken.write_text(f"#!/bin/sh\n{script}\n")
    broken.chmod(0o755)
    monkeypatch.setenv("NIGHTLATCH_CHROMIUM", str(broken))
    with pytest.raises(ReportError, match="could not print"):
        PDF.render(RATED)
