"""The page is whole by itself, runs nothing, asks nobody, and can be read by everyone."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from datetime import timedelta
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise

import pytest

from nightlatch.model import Count, Hour
from nightlatch.reports import _plots, _words
from nightlatch.reports.html import render
from tests.reports import samples

RESULTS = samples.all_results()
VOID = {"meta", "br", "wbr"}


class Page(HTMLParser):
    """Tags with their attributes in order, and the text of each kind of element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.style = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.text.append(data)

    def all(self, *names: str) -> list[tuple[str, dict[str, str | None]]]:
        return [(tag, attributes) for tag, attributes in self.tags if tag in names]


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("nightlatch.categories.labels", lambda: samples.LABELS)
        patch.setattr("nightlatch.categories.all_categories", tuple)
        return {name: Page(render(result)) for name, result in RESULTS.items()}


@pytest.mark.parametrize("name", RESULTS)
def test_elements_nest(name: str, pages: dict[str, Page]) -> None:
    """Every element is closed where it was opened."""
    assert pages[name].open == []


@pytest.mark.parametrize("name", RESULTS)
def test_nothing_runs_and_nobody_is_asked(name: str, pages: dict[str, Page]) -> None:
    """There is no script, no picture from elsewhere, no form, no style or event attribute, no link out of the page."""
    page = pages[name]
    forbidden = {"script", "img", "link", "iframe", "object", "embed", "form", "base", "image", "use", "a:href"}
    assert not forbidden & {tag for tag, _ in page.tags}
    for tag, attributes in page.tags:
        assert not [key for key in attributes if key == "style" or key.startswith("on") or key in ("src", "srcset")]
        assert (attributes.get("href") or "#").startswith("#"), tag
    assert "url(" not in page.style
    assert "@import" not in page.style


@pytest.mark.parametrize("name", RESULTS)
def test_the_policy_allows_our_style_only(name: str, pages: dict[str, Page]) -> None:
    """The content policy names the hash of the one style sheet, and denies the rest."""
    page = pages[name]
    policy = next(a["content"] for _, a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy")
    hashed = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'"


def test_hostile_names_are_text(pages: dict[str, Page]) -> None:
    """Whatever a server calls its things is shown as it is, and makes no element and no attribute."""
    plain = {tag for name in ("open", "sampled", "mixed") for tag, _ in pages[name].tags}
    assert {tag for tag, _ in pages["hostile"].tags} <= plain
    text = "".join(pages["hostile"].text)
    assert "<script>alert(1)</script>" in text
    assert '"><img src=x onerror=alert(1)>' in text
    assert "{{ 7*7 }} {% raw %}" in text
    assert all(line.isprintable() for line in text.splitlines())


@pytest.mark.parametrize("name", RESULTS)
def test_it_can_be_listened_to(name: str, pages: dict[str, Page]) -> None:
    """Landmarks, one first heading, captioned tables with scoped headers, drawings described or hidden, unique ids."""
    page = pages[name]
    count = Counter(tag for tag, _ in page.tags)
    assert count["main"] == count["h1"] == count["header"] == count["footer"] == 1
    assert count["table"] == count["caption"]
    assert all(attributes.get("scope") for _, attributes in page.all("th"))
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.all("svg"):
        assert attributes.get("aria-hidden") == "true" or attributes["role"] == "img"
        named = (attributes.get("aria-labelledby") or "").split()
        assert set(named) <= set(ids)
    levels = [int(tag[1]) for tag, _ in page.all("h1", "h2", "h3", "h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [0, 1, 2])
def test_every_text_has_contrast(theme: int) -> None:
    """In light, dark and print each text colour has at least 4.5 : 1 against what it stands on (WCAG 2.2 AA)."""
    style = (resources.files("nightlatch.reports") / "report.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    assert len(blocks) == 3
    written = dict(re.findall(r"--([\w-]+): #(\w+)", blocks[theme]))
    colours = {name: "#" + (code if len(code) == 6 else "".join(c * 2 for c in code)) for name, code in written.items()}
    pairs = [(text, ground) for text in ("ink", "soft") for ground in ("paper", "card")]
    pairs += [(name, f"{name}-fill") for name in ("open", "shut", "unsure")]
    pairs += [("ink", f"{name}-fill") for name in ("open", "shut", "unsure")] + [("ink", "fill")]
    for text, ground in pairs:
        dark, light = sorted((_luminance(colours[text]), _luminance(colours[ground])))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (text, ground)


def test_the_headline_comes_first(pages: dict[str, Page]) -> None:
    """The first paragraph of a store is its headline."""
    text = " ".join(part.strip() for part in pages["open"].text if part.strip())
    assert text.index("Anyone who can reach") < text.index("A stranger")
    assert text.count("2,565,724 people, and 6,680,348 location points") == 1


def test_ten_thousand_containers_make_a_small_page() -> None:
    """The heaviest containers are shown, the rest is counted, and the page stays small."""
    html = render(RESULTS["many"])
    assert "tenant_09999" in html
    assert "and 9,985 more containers, 4,985 of them with personal data" in html
    assert len(html) < 100_000


def test_what_could_not_be_looked_at_is_listed(pages: dict[str, Page]) -> None:
    """Each failure is on the page with what happened and what to do; nothing of it reads as closed."""
    text = " ".join("".join(pages["failures"].text).split())
    for failure in samples.FAILURES:
        assert failure.target in text
        assert failure.what in text
        assert failure.hint in text
    assert "not all could be looked at" in text


def test_an_unfinished_run_says_so(pages: dict[str, Page]) -> None:
    """A page of a run that was stopped says that it is not the whole story."""
    assert "This run ended before" in "".join(pages["incomplete"].text)
    assert "This run ended before" not in "".join(pages["open"].text)


def test_a_right_that_is_not_known_does_not_look_denied() -> None:
    """Unknown has its own words and its own mark."""
    html = render(RESULTS["sampled"])
    assert html.count('<li class="unknown">') == 3
    assert html.count('<li class="some">') == 1
    assert html.count('<li class="denied">') == 1


def counted(*points: int | None, every: int = 1) -> tuple[Hour, ...]:
    return tuple(
        Hour(start=samples.FIRST + timedelta(hours=n * every), points=None if p is None else Count.of(p))
        for n, p in enumerate(points)
    )


def test_bars_are_to_scale() -> None:
    """The height of a bar is its share of the scale; a suppressed hour is marked, not drawn as nothing."""
    bars = _plots.hours(counted(600, 300, None, 0))
    assert bars is not None
    assert [bar.height for bar in bars.bars] == [160, 80, 0, 0]
    assert [bar.points for bar in bars.bars] == [600, 300, None, 0]
    assert [label for label, _ in bars.ticks] == ["0", "300", "600"]


def test_hours_without_points_take_their_place() -> None:
    """A gap in time is a gap in the drawing."""
    bars = _plots.hours(counted(100, 100, every=5))
    assert bars is not None
    assert [bar.points for bar in bars.bars] == [100, 0, 0, 0, 0, 100]


def test_many_hours_share_a_bar() -> None:
    """Years of hours become at most a hundred bars, and no point is lost between them."""
    bars = _plots.hours(counted(*([10] * 24 * 365 * 3)))
    assert bars is not None
    assert len(bars.bars) <= 100
    assert sum(bar.points or 0 for bar in bars.bars) == 10 * 24 * 365 * 3
    assert bars.span == "336 hours"


def test_nothing_to_draw_is_no_drawing() -> None:
    """Without points, or with one hour only, there is no chart."""
    assert _plots.hours(()) is None
    assert _plots.hours(counted(5)) is None
    assert _plots.hours(counted(None, None)) is None


@pytest.mark.parametrize(
    ("share", "said"), [(None, "?"), (0, "0 %"), (0.001, "< 1 %"), (0.5, "50 %"), (0.999, "> 99 %"), (1, "100 %")]
)
def test_percent_is_never_rounded_to_nothing_or_all(share: float | None, said: str) -> None:
    """Few is not none, and nearly all is not all."""
    assert _words.percent(share) == said
