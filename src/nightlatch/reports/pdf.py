"""The HTML report as a PDF, to attach to a notification: printed by a headless Chromium, tagged and with an outline.

Chromium, because it prints the page that people have seen on the screen, drawings and table headers on each page
included; a renderer from the package index would need system libraries of its own and would know less of CSS. It has
to be installed (``apt-get install chromium``) and is found on PATH, or named by ``NIGHTLATCH_CHROMIUM``.

The page goes to it in a folder that nobody else can read and that is removed again, with a profile that is thrown
away. It is told that no name resolves, and the page's own policy lets nothing run and nothing be loaded. As root it
runs without Chromium's sandbox, which refuses root.

Tested: by printing with Debian's Chromium and reading the text back with the package pypdf, public form included.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from nightlatch.model import Result
from nightlatch.reports import Format, ReportError, _chromium, html

_SECONDS = 120
_HINT = "apt-get install chromium, or name it in NIGHTLATCH_CHROMIUM; --report html=FILE prints from any browser"


def render(result: Result) -> bytes:
    """Return the document. Errors: :class:`ReportError` where there is no Chromium, or it does not print."""
    chromium = _chromium.program()
    if chromium is None:
        raise ReportError("no Chromium is found to print a PDF with", _HINT)
    with tempfile.TemporaryDirectory(prefix="nightlatch-pdf-", ignore_cleanup_errors=True) as folder:  # mode 0700
        return _printed(chromium, html.render(result), Path(folder))


def _printed(chromium: str, page: str, folder: Path) -> bytes:
    source, printed = folder / "report.html", folder / "report.pdf"
    source.write_text(page, encoding="utf-8", errors="backslashreplace")
    words = [
        chromium, *_chromium.flags(folder / "profile"), "--no-pdf-header-footer", "--generate-pdf-document-outline",
        f"--print-to-pdf={printed}", source.as_uri(),
    ]  # fmt: skip
    home = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    try:
        # a session of its own: Ctrl-C is for the run, whose last report this may be
        subprocess.run(
            words, env=home, cwd=folder, timeout=_SECONDS, check=True, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return printed.read_bytes()
    except subprocess.TimeoutExpired:
        raise ReportError(f"{chromium}: did not print within {_SECONDS} s", _HINT) from None
    except (OSError, subprocess.CalledProcessError):
        raise ReportError(f"{chromium}: could not print the page", _HINT) from None


REPORT = Format(
    name="pdf",
    suffixes=(".pdf",),
    description="for people who attach: the HTML report as a PDF, printed by Chromium",
    renderer=render,
)
