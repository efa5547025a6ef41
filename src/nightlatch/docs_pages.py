"""Writes the pages that follow from the code: one a store kind, category file and report, the commands, marked parts.

``python -m nightlatch.docs_pages`` in a checkout brings ``docs/`` up to date; ``--check`` says what is not, and exits
with 1. A plug-in's docstring is its page's prose, one sentence a line. Sends nothing.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from nightlatch import categories, registry, reports, stores
from nightlatch.categories import Category
from nightlatch.discover.plan import messages
from nightlatch.model import RIGHTS
from nightlatch.reports import Report
from nightlatch.stores import Ask, Remedy, Store

_WRITTEN = "<!-- Written by nightlatch.docs_pages from the code: change it there. -->"
_BEGIN, _END = "<!-- begin {} -->", "<!-- end {} -->"
# A sentence ends at a stop, and the next begins with a capital, a digit or code; "e.g." and the like are not written.
_STOP = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9`\"(«])")
_ROLE = re.compile(r":[a-z]+:`~?([^`]+)`")
_TESTED = {
    "real": "tested on real servers, some of them in part", "stand-in": "on other programs that speak the protocol",
    "fake": "on fakes of our own, written from documentation and source",
}  # fmt: skip
_GROUPS = {
    "identity": "Who somebody is", "government-id": "Numbers that states and insurers give out",
    "contact": "How to reach somebody", "online": "Who somebody is online", "financial": "Money",
    "health": "Health", "biometric": "Bodies and genes", "child": "Children",
    "location": "Where somebody was", "employment": "Work and school", "special": "Special categories (GDPR Art. 9)",
    "criminal": "Offences (GDPR Art. 10)",
    "credential": "What opens a door", "content": "Contents", "technical": "Technical: told apart, not reported",
}  # fmt: skip


def pages() -> dict[str, str]:
    """``{path below docs/: text}`` of every page that is written as a whole."""
    found = {"stores/index.md": _stores_index(), "reports/index.md": _reports_index()}
    found |= {"categories/index.md": _categories_index(), "commands.md": _commands()}
    found |= {f"stores/{store.kind}.md": _store_page(store) for store in stores.all_stores().values()}
    found |= {f"reports/{report.name}.md": _report_page(report) for report in reports.all_reports().values()}
    return found | {f"categories/{name}.md": _category_page(name, bound) for name, bound in _category_files().items()}


def parts() -> dict[str, str]:
    """``{name: text}`` of what stands between ``begin`` and ``end`` marks in pages that people write."""
    return {"reads": _reads(), "counts": _counts(), "kinds": _kinds(), "asks": _asks()}


def filled(text: str) -> str:
    """*text* with its marked parts brought up to date."""
    for name, part in parts().items():
        begin, end = _BEGIN.format(name), _END.format(name)
        pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
        text = pattern.sub(lambda found, new=f"{begin}\n{part}\n{end}": new, text)  # type: ignore[misc]
    return text


def outdated(docs: Path, readme: Path) -> dict[Path, str | None]:
    """What has to be written so that *docs* and *readme* follow from the code; None for a page to be removed."""
    wanted: dict[Path, str | None] = {docs / name: text for name, text in pages().items()}
    kept = [path for path in (readme, *sorted(docs.rglob("*.md"))) if path not in wanted and path.is_file()]
    for path in kept:
        text = path.read_text("utf-8")
        wanted[path] = None if text.startswith(_WRITTEN) else filled(text)
    return {path: text for path, text in wanted.items() if text != (_read(path))}


def _read(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def prose(docstring: str) -> str:
    """A docstring as Markdown: code in backticks, one sentence a line; indented blocks stay as they are."""
    blocks = re.split(r"\n\s*\n", docstring.strip())
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: str) -> str:
    if block.startswith(("    ", "===")):
        return f"```\n{block}\n```"
    text = _ROLE.sub(r"`\1`", block).replace("``", "`")
    return "\n".join(_STOP.split(" ".join(text.split())))


def _page(title: str, *blocks: str) -> str:
    return "\n\n".join([_WRITTEN, f"# {title}", *(block for block in blocks if block)]) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def _code(words: Iterable[object]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _doc(module: str) -> str:
    return importlib.import_module(module).__doc__ or ""


def _sentences(text: str) -> str:
    """Remarks of the registry, which may be clauses, as sentences: a capital, a full stop, a line each."""
    text = text.strip()
    stop = "" if not text or text.endswith(".") else "."
    return "\n".join(_STOP.split(f"{text[:1].upper()}{text[1:]}{stop}"))


def _store_page(store: Store) -> str:
    tells = store.tells
    facts = [
        ("schemes", _code(f"{scheme}://" for scheme in store.schemes)),
        ("schemes with TLS from the first byte", _code(f"{scheme}://" for scheme in store.tls_schemes) or "none"),
        ("port", store.port),
        ("told by", _told_by(store)),
        ("extra", f"`nightlatch[{store.driver}]`" if store.driver else "none: spoken by Nightlatch itself"),
        ("tested on", tells.tested),
        *((f"right to {right}", tells.rights[right]) for right in RIGHTS),
        ("number of records without reading them", tells.count),
        ("sample", tells.sample),
    ]
    sent = "Nightlatch sends these to a server of this kind, and a test that records the wire holds it to them."
    return _page(
        store.title, prose(_doc(f"nightlatch.stores.{store.kind}")), "## What can be told read-only",
        _table(("what", "how"), facts), _sentences(tells.notes), "## What is sent", sent,
        "\n".join(f"- `{verb}`" for verb in sorted(store.reads)), "## How it is closed",
        *(block for remedy in store.remedies for block in _remedy(remedy)), _back("Kinds of store"),
    )  # fmt: skip


def _told_by(store: Store) -> str:
    signs = store.signs
    ways = [
        ("what it says unasked", signs.greeting), ("its answer to a client's first message", signs.hello),
        (f"its HTTP pages {_code(('/', *signs.paths))}", signs.page),
    ]  # fmt: skip
    return "; ".join(words for words, way in ways if way)


def _remedy(remedy: Remedy) -> Iterator[str]:
    yield f"### {_versions(remedy.versions)}"
    yield "\n".join(f"{number}. {_lines(step, '   ')}" for number, step in enumerate(remedy.steps, 1))
    for title, text in ((remedy.file, remedy.text), ("Command", remedy.command), ("Terraform", remedy.terraform)):
        if text:
            yield f"{title}:"
            yield "\n".join(("```text", *text.rstrip().splitlines(), "```"))
    yield _lines(f"After: {remedy.source}.")


def _versions(range_: str) -> str:
    """A range as a ``Remedy`` writes it, in words: ``8+``, ``-5``, ``6-7``, ``7``, or "" for all."""
    low, dash, high = range_.partition("-")
    if not range_:
        return "Any version"
    if range_.endswith("+"):
        return f"Version {range_[:-1]} and later"
    if not dash:
        return f"Version {low}"
    return f"Versions {low} to {high}" if low else f"Up to version {high}"


def _lines(text: str, indent: str = "") -> str:
    return f"\n{indent}".join(_STOP.split(text))


def _back(title: str) -> str:
    return f"[{title}](index.md)"


def _stores_index() -> str:
    rows = [
        (f"[{store.title}]({store.kind}.md)", _code(f"{scheme}://" for scheme in store.schemes), store.port,
         store.tells.tested)
        for store in stores.all_stores().values()
    ]  # fmt: skip
    intro = "Each kind is one file in `src/nightlatch/stores`.\n`nightlatch stores` prints what each can tell."
    return _page("Kinds of store", intro, _table(("kind", "schemes", "port", "tested on"), rows))


def _report_page(report: Report) -> str:
    suffixes = _code(report.suffixes)
    ask = f"Ask for it with `--report {report.name}=FILE`; such files end in {suffixes}."
    what = _sentences(report.description)
    return _page(
        f"Report: {report.name}", what, ask, prose(_doc(f"nightlatch.reports.{report.name}")), _back("Reports")
    )


def _reports_index() -> str:
    rows = [(f"[{one.name}]({one.name}.md)", one.description) for one in reports.all_reports().values()]
    intro = (
        "Each format is one file in `src/nightlatch/reports`.\n"
        "`--report FORMAT=FILE` asks for one and can be repeated; `--json FILE` and `--html FILE` are short for two.\n"
        "A report file is replaced whole while the run goes on, and only its owner can read it (mode 0600)."
    )
    return _page("Reports", intro, _table(("format", "what for"), rows))


def _category_files() -> dict[str, tuple[Category, ...]]:
    found = registry.load("nightlatch.categories", "CATEGORY")
    return {name: bound if isinstance(bound, tuple) else (bound,) for name, bound in found.items()}


def _category_page(name: str, bound: tuple[Category, ...]) -> str:
    rows = [
        (f"`{one.id}`", one.label, f"{one.chance:.2g}", f"{one.weight:g}", one.identifies or "",
         ", ".join(sorted(one.kinds)))
        for one in bound
    ]  # fmt: skip
    head = ("id", "label", "chance", "weight", "identifier", "kinds of value")
    names = {one.id: _names(one) for one in bound if one.names}
    words = [f"`{id}`: {listed}" for id, listed in names.items()]
    legend = (
        "Chance is the share of values of the same outward shape that pass by accident.\n"
        "Weight is the most that passing values alone may add, in log odds: above 6 they stand without a field name, "
        "below 4 a field name must agree.\n"
        "Identifier is the rank as an identifier of a person, 1 best; empty where it singles out nobody."
    )
    spoken = ["## Field names that speak for it", *words] if words else []
    return _page(_title(name, bound), prose(_doc(f"nightlatch.categories.{name}")), "## How it is weighed",
                 _table(head, rows), legend, *spoken, _back("Categories"))  # fmt: skip


def _title(name: str, bound: tuple[Category, ...]) -> str:
    if len(name) == 5 and name.startswith("id_"):
        return _doc(f"nightlatch.categories.{name}").partition(":")[0].strip()
    label = bound[0].label
    return label[:1].upper() + label[1:]


def _names(one: Category) -> str:
    shown = one.names[:40]
    more = f" and {len(one.names) - len(shown)} more" if len(one.names) > len(shown) else ""
    return ", ".join(shown) + more


def _categories_index() -> str:
    files = _category_files()
    blocks = [
        "Each category, or the numbers of one country, is one file in `src/nightlatch/categories`.\n"
        "How values, chance, field name and neighbours are weighed against each other is in "
        "`src/nightlatch/survey/evidence.py`, for all of them in one place.",
        _counts(),
    ]
    for group, title in _GROUPS.items():
        rows = list(_group_rows(files, group))
        if rows:
            blocks += [f"## {title}", _table(("id", "label", "page"), rows)]
    return _page("Categories", *blocks)


def _group_rows(files: dict[str, tuple[Category, ...]], group: str) -> Iterator[tuple[str, str, str]]:
    seen = {(one.id, one.label): name for name, bound in files.items() for one in bound if one.group == group}
    for (id, label), name in sorted(seen.items()):
        yield f"`{id}`", label, f"[{name}]({name}.md)"


def _commands() -> str:
    from typer.main import get_command

    from nightlatch.cli.commands import APP

    return _page("Commands", *_command("nightlatch", get_command(APP)), "[Index](index.md)")


def _command(path: str, command: Any) -> Iterator[str]:
    """The blocks of one command and of those below it."""
    yield f"## `{path}`"
    yield prose(command.help or "")
    options = [(_code(one.opts), f"`{one.metavar}`" if one.metavar else "", one.help) for one in command.params
               if one.param_type_name == "option" and one.help]  # fmt: skip
    if options:
        yield _table(("option", "takes", "what for"), options)
    yield prose(command.epilog or "")
    for name, below in getattr(command, "commands", {}).items():
        yield from _command(f"{path} {name}", below)


def _counts() -> str:
    files, known = _category_files(), categories.all_categories()
    personal = {one.id for one in known if one.is_personal}
    families = Counter(id.partition(".")[0] for id in personal)
    countries = {id.partition(".")[2] for id in personal if id.partition(".")[2]} - {
        id.partition(".")[2] for id in personal if id.startswith("password-hash.")
    }
    return (
        f"There are {len(personal)} categories of personal data in {len(files)} files.\n"
        f"{families['national-id']} of them are national identity numbers; with tax, social security, health and "
        f"licence numbers they cover {len(countries)} countries."
    )


def _reads() -> str:
    blocks = [f"**{store.title}**: {_code(sorted(store.reads))}." for store in stores.all_stores().values()]
    return "\n\n".join(blocks)


def _kinds() -> str:
    """Every kind by what it was tested on: whoever reads a clean result has to know what stands behind it."""
    known = stores.all_stores().values()
    ranks = [store.tells.tested.split()[0].rstrip(":s") for store in known]
    counted = Counter(rank if rank in _TESTED else "untested" for rank in ranks)
    rows = [
        (f"[{store.title}](docs/stores/{store.kind}.md)", store.tells.tested)
        for wanted in (*_TESTED, "")
        for store, rank in zip(known, ranks, strict=True)
        if (rank if rank in _TESTED else "") == wanted
    ]
    words = ", ".join(f"{counted[rank]} {what}" for rank, what in _TESTED.items() if counted[rank])
    rest = f", {counted['untested']} on nothing" if counted["untested"] else ""
    return f"There are {len(ranks)} kinds of store: {words}{rest}.\n\n{_table(('kind', 'tested on'), rows)}"


def _asks() -> str:
    """What identification sends, in its order, to a server at a port where no kind is usually met."""
    asked = [message.asks for message in messages("HOST", 0, Ask())]
    pages = [one.removeprefix("HTTP: ") for one in asked if one.startswith("HTTP: ")]
    others = [one for one in asked[1:-1] if not one.startswith("HTTP: ")]
    return (
        f"Hellos, one a connection: {', '.join(dict.fromkeys(others))}.\n\n"
        f"HTTP requests, at most {len(pages)}: {_code(pages)}."
    )


def main(words: Sequence[str]) -> int:
    """Write what is out of date, or with ``--check`` only name it."""
    root = Path(__file__).resolve().parents[2]
    if not (root / "pyproject.toml").is_file():
        print("the pages are written in a checkout only, and this is an installed package", file=sys.stderr)
        return 2
    changed = outdated(root / "docs", root / "README.md")
    for path, text in changed.items():
        print(path.relative_to(root))
        if "--check" in words:
            continue
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return int(bool(changed) and "--check" in words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
