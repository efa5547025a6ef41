"""The documentation is true: pages follow from the code, examples work, links lead somewhere, a line is a sentence.

A ``console`` block is run as it stands, in the order of its page, and what it shows is compared with what came; ``...``
stands for anything. Words behind ``console`` name the server that it needs, which then takes the place of
``127.0.0.1:6379``, also in ``--ports 6379``. Blocks marked ``sh`` need more than that and are not run.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import which
from typing import Any

import pytest

from nightlatch import contents, docs_pages, inventory, mutes, publisher, scope, scope_file
from nightlatch.categories import Category
from nightlatch.cli import asked, exits
from nightlatch.demo import leak_load
from nightlatch.demo.leak import Leak
from nightlatch.demo.servers import Server
from nightlatch.reports import Report, all_reports
from nightlatch.risk import steps
from nightlatch.scope import Scope
from nightlatch.stores import Reading, Store, all_stores
from nightlatch.survey import evidence, keyset, plan, trails
from nightlatch.survey.values import Values
from tests import lab
from tests.reports import samples

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
SHOWN = "127.0.0.1:6379"  # in the pages, for whatever server a block needs
PASSWORD = "synthetic-password"
NOW = datetime(2026, 6, 1, tzinfo=UTC)  # the scope files of the pages are valid then

_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?P<to>[^)\s]+)\)")
_HOST = re.compile(r"https?://([^\s/`:,\")]+)")
_OWN_HOST = re.compile(r"127\.0\.0\.1|localhost|[A-Z]+|(?:[a-z-]+\.)*example\.(?:org|com|net)")  # or a placeholder
_TWO_SENTENCES = re.compile(r"(?<![.:])[.!?] +(?=[A-Z\"`(])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One fenced block: *info* is what stands behind the fence."""

    info: tuple[str, ...]
    body: str


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def _blocks(page: Path, kind: str) -> list[Block]:
    found = [Block(info=tuple(m["info"].split()), body=m["body"]) for m in _FENCE.finditer(page.read_text("utf-8"))]
    return [block for block in found if block.info[:1] == (kind,)]


def _pages_with(kind: str) -> list[Any]:
    return [pytest.param(page, id=_name(page)) for page in PAGES if _blocks(page, kind)]


# --- pages that follow from the code ----------------------------------------------------------------------------------


def test_pages_are_up_to_date() -> None:
    """Pages and parts that follow from the code say what it says; `python -m nightlatch.docs_pages` writes them."""
    assert [_name(path) for path in docs_pages.outdated(DOCS, ROOT / "README.md")] == []


def test_an_outdated_page_is_found(tmp_path: Path) -> None:
    """A page changed by hand, a page without its plug-in, and a part that lacks its text are all found."""
    for name, text in docs_pages.pages().items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert docs_pages.outdated(tmp_path, tmp_path / "README.md") == {}
    changed, stray, mine = tmp_path / "stores/redis.md", tmp_path / "stores/gone.md", tmp_path / "safety.md"
    stray.write_text(changed.read_text())
    changed.write_text("changed")
    mine.write_text("before\n<!-- begin reads -->\n<!-- end reads -->\nafter\n")
    found = docs_pages.outdated(tmp_path, tmp_path / "README.md")
    assert set(found) == {changed, stray, mine}
    assert found[stray] is None
    assert str(found[mine]).startswith("before\n") and "`SCAN`" in str(found[mine])


def test_prose_is_a_sentence_a_line() -> None:
    """A docstring becomes Markdown: roles and double backticks become code, every sentence has its line."""
    made = docs_pages.prose('One ``verb`` of\n:func:`a.b`. Two. "Three" (4.5).\n\n    code  here\n')
    assert made == 'One `verb` of `a.b`.\nTwo.\n"Three" (4.5).\n\n```\n    code  here\n```'


@pytest.mark.parametrize(
    ("range_", "words"),
    [
        ("", "Any version"), ("7", "Version 7"), ("1.2+", "Version 1.2 and later"), ("-5", "Up to version 5"),
        ("6-7", "Versions 6 to 7"),
    ],
)  # fmt: skip
def test_ranges_of_versions_are_told_in_words(range_: str, words: str) -> None:
    """No heading reads ``Version -5``."""
    assert docs_pages._versions(range_) == words


def test_the_readme_counts_every_kind_by_its_evidence() -> None:
    """The counts of real, stand-in and fake add up to all kinds, and each has one row with what it was tested on."""
    total, *counted = map(int, re.findall(r"\b(\d+) (?:kinds|tested|on)\b", docs_pages._kinds().partition("\n")[0]))
    assert total == sum(counted) == len(all_stores())
    rows = [line for line in docs_pages._kinds().splitlines() if line.startswith("| [")]
    assert all(any(store.title in row and store.tells.tested in row for row in rows) for store in all_stores().values())
    assert len(rows) == total


# --- prose and links --------------------------------------------------------------------------------------------------


def _prose(page: Path) -> Iterator[str]:
    """Lines of prose: no code, table, heading, quotation mark of Markdown, comment or generated list of words."""
    text = _FENCE.sub("", page.read_text("utf-8"))
    for line in text.splitlines():
        line = re.sub(r"^(> |- |[0-9]+\. )", "", line.strip())
        if line and not line.startswith(("|", "#", "<!--", "![", "```")):
            yield line


@pytest.mark.parametrize("page", [pytest.param(page, id=_name(page)) for page in PAGES])
def test_one_sentence_a_line(page: Path) -> None:
    """No line of prose holds two sentences."""
    outside_code = {line: re.sub(r"`[^`]*`|\([^()]*\)|\"[^\"]*\"", "x", line) for line in _prose(page)}
    assert [line for line, words in outside_code.items() if _TWO_SENTENCES.search(words)] == []


@pytest.mark.parametrize("page", [pytest.param(page, id=_name(page)) for page in PAGES])
def test_links_resolve(page: Path) -> None:
    """Every link leads to a file of the project, none to elsewhere."""
    links = [found["to"] for found in _LINK.finditer(_FENCE.sub("", page.read_text("utf-8")))]
    targets = [(link, page.parent / link.partition("#")[0]) for link in links if not link.startswith("#")]
    assert [link for link, path in targets if not path.exists()] == []


def test_every_page_is_linked() -> None:
    """From the README every page can be reached."""
    seen, to_see = set(), [ROOT / "README.md"]
    while to_see:
        page = to_see.pop().resolve()
        if page in seen:
            continue
        seen.add(page)
        links = _LINK.findall(_FENCE.sub("", page.read_text("utf-8")))
        to_see += [page.parent / link for link in links if link.endswith(".md")]
    assert sorted(_name(page) for page in set(PAGES) - seen) == []


@pytest.mark.parametrize("page", [pytest.param(page, id=_name(page)) for page in PAGES])
def test_pages_are_the_projects_own(page: Path) -> None:
    """No page names a path of somebody's machine or an outside host, nor has a blank at the end of a line."""
    text = page.read_text("utf-8")
    assert re.findall(r"/(?:home|root|work|Users|tmp)/\S*", text) == []
    assert [host for host in _HOST.findall(text) if not _OWN_HOST.fullmatch(host)] == []
    assert [line for line in text.splitlines() if line != line.rstrip()] == []


# --- statements that the code can check -------------------------------------------------------------------------------


def _text(name: str) -> str:
    return " ".join((ROOT / name).read_text("utf-8").split())


def test_numbers_are_those_of_the_code() -> None:
    """Every bound that the pages state is the one in the code."""
    safety, design, readme = _text("docs/safety.md"), _text("docs/design.md"), _text("README.md")
    assert f"at most {scope.MOST_PUBLIC} public addresses in all" in safety
    assert f"at most {scope.MOST_WITNESSED} single addresses" in safety
    assert f"IPv6 networks of /{scope_file._NARROWEST_IPV6} or smaller" in safety
    assert f"| {plan.MAX_FIELDS:,}; more are counted together as `*` |" in safety
    assert f"| {contents.MOST_CONTAINERS:,}; more are counted aloud and not looked into |" in safety
    assert f"| `--sample` | {asked.SAMPLE:,} |" in safety
    assert f"| `--timeout` | {asked.Asked(urls=()).timeout_seconds:g} s |" in safety
    reading = Reading()
    assert f"a sample reads at most {(reading.bytes or 0) >> 20} MB and {reading.seconds:g} s of each" in safety
    assert trails.FEWEST == 10 and "suppressed below ten people" in safety
    assert f"more than a confidence of {evidence.POSSIBLE:g}" in safety
    assert f"proves {evidence.POSSIBLE:g} at most, which is below the {evidence.THRESHOLD:g}" in design
    assert f"reaches down to {evidence.LOWEST:g}, a name gives at most {evidence.NAME:g}" in design
    assert f"At {keyset.EXACT_LIMIT // 10**6} million identifiers a set becomes" in design
    assert f"up to {keyset.EXACT_LIMIT // 10**6} million identifiers" in readme


def test_exit_codes_are_those_of_the_code() -> None:
    """README and CI page list every exit code that can come, with the number that it has."""
    codes = {
        exits.CLEAN,
        exits.FAILED,
        exits.USAGE,
        exits.NOT_ALL,
        exits.OPEN,
        *exits.RATED.values(),
        exits.INTERRUPTED,
    }
    for page in ("README.md", "docs/how-to/ci.md"):
        rows = re.findall(r"^\| (\d+) \|", (ROOT / page).read_text("utf-8"), re.MULTILINE)
        assert {int(row) for row in rows} == codes, page


def test_the_readme_names_every_kind_and_every_report() -> None:
    """What the registry has stands in the README, and what was tested on real servers by version."""
    readme = _text("README.md")
    for store in all_stores().values():
        assert all(product in readme for product in store.title.split(", "))
        real = re.match(r"real: [^;]*", store.tells.tested)
        assert all(version in readme for version in re.findall(r"\d+(?:\.\d+)?", real[0] if real else ""))
    assert all(re.search(name, readme, re.IGNORECASE) for name in all_reports())


def test_pictures_are_small() -> None:
    """No picture is larger than 250 kB."""
    pictures = [path for path in (DOCS / "images").iterdir() if path.suffix == ".png"]
    assert {path.name for path in pictures if path.stat().st_size > 250_000} == set()
    assert {path.name for path in pictures} == set(re.findall(r"docs/images/(\S+?\.png)", _text("README.md")))


# --- examples ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", _pages_with("toml"))
def test_scope_files_are_taken(page: Path, tmp_path: Path) -> None:
    """Every scope file of the pages is one that Nightlatch takes, and lists something to look at; so is every other."""
    for block in _blocks(page, "toml"):
        assert block.info in (("toml", "scope"), ("toml", "steps"), ("toml", "mutes"), ("toml", "publisher"))
        if block.info[1] == "steps":
            (tmp_path / "steps.toml").write_text(block.body)
            assert steps.load(tmp_path / "steps.toml").made
            continue
        if block.info[1] == "mutes":
            (tmp_path / "mutes.toml").write_text(block.body)
            assert mutes.load(tmp_path / "mutes.toml", NOW).mutes
            continue
        if block.info[1] == "publisher":
            (tmp_path / "publisher.toml").write_text(block.body)
            assert publisher.load(tmp_path / "publisher.toml").contact
            continue
        file = tmp_path / "scope.toml"
        file.write_text(block.body)
        loaded = Scope.load(file, NOW)
        assert loaded.targets().targets or loaded.targets_listed.networks
        assert loaded.explain()


@pytest.mark.parametrize("page", _pages_with("csv"))
def test_inventories_are_taken(page: Path, tmp_path: Path) -> None:
    """Every inventory of the pages is read to its last line."""
    for block in _blocks(page, "csv"):
        (tmp_path / "inventory.csv").write_text(block.body)
        assert len(inventory.read(tmp_path / "inventory.csv")) == block.body.count("\n") - 1


@pytest.mark.parametrize("page", _pages_with("python"))
def test_plug_ins_are_plug_ins(page: Path) -> None:
    """Every plug-in that the pages show has the shape of one, and does what it says."""
    for block in _blocks(page, "python"):
        bound: dict[str, Any] = {}
        exec(compile(block.body, _name(page), "exec"), bound)  # noqa: S102 - our own pages
        _try(bound)


def _try(bound: dict[str, Any]) -> None:
    match bound:
        case {"CATEGORY": Category() as category}:
            import pyarrow as pa

            assert list(category.check(Values(pa.array(["EX00000001", "EX1"])))) == [True, False]
        case {"STORE": store}:
            assert isinstance(store, Store)
            session = bound["ExampleSession"](line=None)
            assert session.access().is_open
            container = next(iter(session.containers()))
            assert next(session.read(container, bound["Reading"]())).records == container.records.value
        case {"REPORT": report}:
            assert isinstance(report, Report)
            assert "Anyone who can reach" in str(report.render(samples.all_results()["open"]))
        case {"CHECK": check}:
            import pyarrow as pa

            assert list(check(Values(pa.array(["046454286", "046454287"])))) == [True, False]
        case _:
            pytest.fail("the example binds none of CATEGORY, STORE, REPORT, CHECK")


# --- commands ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def redis() -> Iterator[Server]:
    """An open Redis with a small synthetic leak."""
    with lab.fresh("redis") as server:
        leak = Leak(people=200, points=500, seed=1, ending=datetime(2026, 1, 31, tzinfo=UTC))
        leak_load.load("redis", server, leak)
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder to run commands in, with `nightlatch` on the path (in its own folder beside it)."""
    shim = tmp_path / "bin/nightlatch"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m nightlatch "$@"\n')
    shim.chmod(0o755)
    (tmp_path / "here").mkdir()
    return tmp_path / "here"


def _server(block: Block, request: pytest.FixtureRequest, folder: Path) -> Server | None:
    match block.info[1:]:
        case ():
            return None
        case ("redis",):
            open_one: Server = request.getfixturevalue("redis")
            return open_one
        case ("redis-closed",):
            (folder / "redis.password").write_text(PASSWORD)
            (folder / "redis.password").chmod(0o600)
            return lab.server("redis", requirepass=PASSWORD)
    pytest.fail(f"no such server: {block.info[1:]}")


def _run(block: Block, server: Server | None, folder: Path) -> tuple[str, str]:
    """The output that the block shows, and the one that came; the port is that of the pages in both."""
    commands = "\n".join(line[2:] for line in block.body.splitlines() if line.startswith("$ "))
    place = f"{server.host}:{server.port}" if server else SHOWN
    ports = (f"--ports {SHOWN.rpartition(':')[2]}", f"--ports {place.rpartition(':')[2]}")
    script = "exec 2>&1\n" + commands.replace(SHOWN, place).replace(*ports)
    environment = {
        "PATH": f"{folder.parent / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100",
        "HOME": str(folder.parent), "LANG": "C.UTF-8", "NUMBA_CACHE_DIR": os.environ.get("NUMBA_CACHE_DIR", ""),
    }  # fmt: skip
    done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, capture_output=True, timeout=120)
    came = done.stdout.decode().replace(place, SHOWN)
    if server:
        came = came.replace(f'"port": {server.port}', f'"port": {SHOWN.rpartition(":")[2]}')
    shown = "\n".join(line for line in block.body.splitlines() if not line.startswith("$ "))
    return shown, came


def _words(text: str) -> str:
    """Line breaks depend on the length of a port, so that only words and their order are compared."""
    return " ".join(text.split())


def _matches(shown: str, came: str) -> bool:
    pattern = ".*".join(re.escape(part.strip()) for part in _words(shown).split("..."))
    return re.fullmatch(rf"\s*{pattern}\s*", _words(came), re.DOTALL) is not None


@pytest.mark.parametrize("page", _pages_with("console"))
def test_commands_work_as_shown(page: Path, folder: Path, request: pytest.FixtureRequest) -> None:
    """What a page shows of a command is what the command does, one block after the other."""
    if "jq " in page.read_text("utf-8") and which("jq") is None:
        pytest.skip("jq is not installed")
    for block in _blocks(page, "console"):
        shown, came = _run(block, _server(block, request, folder), folder)
        (folder / "redis.password").unlink(missing_ok=True)
        assert _matches(shown, came), f"{_name(page)} shows:\n{shown}\nbut there came:\n{came}"


def test_a_wrong_example_is_found() -> None:
    """What a page shows and what came are compared in full, not only at the start."""
    assert _matches("1 open, ... closed\n10", "1 open, 3 closed\n10\n")
    assert not _matches("1 open", "1 open\nand more")
    assert not _matches("1 open\n...\n10", "1 open\n11")
    assert not _matches("1 open", "2 open")
