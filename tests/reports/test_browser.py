"""The page as a browser has it: no fault that axe-core finds, nothing wider than a phone, whole on paper."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from nightlatch.demo.servers import Unavailable
from nightlatch.reports import formed, html
from nightlatch.reports._public import public
from tests.lab import MISSING
from tests.lab.npm import modules
from tests.reports import samples
from tests.reports.browser import Browser, browser

RESULTS = samples.all_results()
PAGES = ("rated", "mixed", "hostile", "failures", "many", "nothing")
# every rule but those of documents in frames; "best practices" too
_RUN = "axe.run(document, {resultTypes: ['violations']}).then(r => r.violations.map(v => [v.id, v.help, v.nodes.map(n => n.target.join(' ')).slice(0, 5)]))"
_CHECKED = "axe.run(document).then(r => r.passes.length)"


@pytest.fixture(scope="module")
def page() -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture(scope="module")
def axe() -> str:
    """The text of axe-core, from npm."""
    try:
        return (modules("axe-core_4.14.1", "axe-core@4.14.1") / "axe-core" / "axe.min.js").read_text("utf-8")
    except Unavailable as why:
        MISSING["axe-core"] = str(why)
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"no axe-core: {MISSING['axe-core']}")


def opened(page: Browser) -> None:
    """Open all that is folded away, so that it is looked at too."""
    page.run("document.querySelectorAll('details').forEach(d => d.open = true)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1100, 360])
def test_axe_finds_no_fault(page: Browser, axe: str, scheme: Literal["light", "dark"], width: int) -> None:
    """axe-core finds nothing, in light and dark, on a screen and on a phone, with everything unfolded."""
    faults: dict[str, Any] = {}
    for name in PAGES[:4]:
        page.show(html.render(RESULTS[name]), width=width, scheme=scheme)
        opened(page)
        page.run(axe)
        if found := page.run(_RUN):
            faults[name] = found
    assert faults == {}
    assert page.run(_CHECKED) > 15


def test_axe_would_find_a_fault(page: Browser, axe: str) -> None:
    """The check looks: text without contrast and a picture without words are found."""
    page.show(
        '<!doctype html><html lang="en"><title>x</title><main><h1 style="color:#eee">hardly seen</h1><img></main></html>'
    )
    page.run(axe)
    assert {"color-contrast", "image-alt"} <= {fault[0] for fault in page.run(_RUN)}


@pytest.mark.parametrize("name", [*PAGES, "public"])
def test_nothing_is_wider_than_a_phone(page: Browser, name: str) -> None:
    """At 360 pixels nothing has to be scrolled sideways but tables that say so."""
    result = public(RESULTS["rated"]) if name == "public" else RESULTS[name]
    page.show(html.render(result), width=360)
    opened(page)
    assert page.run("document.documentElement.scrollWidth") == 360


def test_the_page_asks_nobody(page: Browser) -> None:
    """Nothing is loaded, and a script that somebody smuggled in would not run."""
    smuggled = html.render(RESULTS["hostile"]).replace("</body>", "<script>document.title = 'owned'</script></body>")
    page.show(smuggled)
    assert page.run("performance.getEntriesByType('resource').length") == 0
    assert page.run("document.title").startswith("Nightlatch:")


def test_it_prints_whole(page: Browser, tmp_path: Path) -> None:
    """On paper every folded part that is not long is open, and the page comes out as a PDF."""
    page.show(html.render(RESULTS["rated"]))
    data = page.printed()
    assert data.startswith(b"%PDF-") and len(data) > 20_000
    page.ask("Emulation.setEmulatedMedia", media="print")
    seen = page.run("[...document.querySelectorAll('.evidence')].map(t => t.getBoundingClientRect().height > 0)")
    assert seen and all(seen)


def test_the_public_page_tells_the_same_story(page: Browser) -> None:
    """In the public form a reader sees the number of people and the severity, and no address."""
    page.show(formed(html.REPORT, is_public=True).render(RESULTS["rated"]))  # type: ignore[arg-type]
    text = page.run("document.body.innerText")
    assert "2,565,724" in text and "TLP:CLEAR" in text and "very high" in text.lower()
    assert "127.0.0.1" not in text and "city works" not in text
