"""What servers call their things reaches people as harmless text: on a terminal, on a page, in JSON, in every kind.

Names of containers and fields, versions, products and accounts in genuine conversations are exchanged for others of the
same length that steer terminals, open elements, begin formulas, turn the direction of reading or are no UTF-8.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from rich.console import Console

from nightlatch.headline import summary_line
from nightlatch.model import Certificate, Failure, Finding, Result
from nightlatch.reports import Format, terminal
from nightlatch.targets import parse
from tests.contract import run
from tests.lab.replay import Replay
from tests.stores import replies
from tests.stores.mangling import http, whole

_NAMES = (b"people", b"sightings", b"orders", b"customers", b"backup", b"series", b"person", b"name", b"phone",
          b"address", b"employer", b"latitude", b"city", b"crm", b"birth_date", b"default", b"anonymous", b"public",
          b"ethnicity", b"app", b"root", b"version", b"tracker", b"topic", b"clicks")  # fmt: skip
# each is repeated and cut to the length of the name that it replaces: what a server sends stays well-formed
_EVIL = {
    "terminal": b"\x1b[2J\x07\x1b]0;x\x07\x9b31m",
    "page": b"<b>&\"'<script>alert(1)</script>",
    "formula": b"=1+1|'@-+",
    "direction": "\u202e\u2066".encode(),
    "no UTF-8": b"\xff\xc3\x28\xed\xa0\x80",
    "lines": b"\r\n\t\x00\x85",
}


def evil_for(word: bytes, pattern: bytes) -> bytes:
    """As long as *word*."""
    return (pattern * (len(word) // len(pattern) + 1))[: len(word)]


def renamed(said: bytes, turn: int) -> bytes:
    """*said* with names in it exchanged, each name for another sort of evil; in JSON as JSON writes such characters."""
    sorts = tuple(_EVIL.values())
    words = re.compile(rb"(?<![A-Za-z_])(?:" + b"|".join(sorted(_NAMES, key=len, reverse=True)) + rb")(?![A-Za-z])")
    if not said.startswith(b"HTTP/"):
        return words.sub(lambda found: evil_for(found[0], sorts[(_NAMES.index(found[0]) + turn) % len(sorts)]), said)
    head, _, body = said.partition(b"\r\n\r\n")
    body = whole(head, body)
    if not re.match(rb"\s*[\[{]", body):
        return http(
            head, words.sub(lambda found: evil_for(found[0], sorts[(_NAMES.index(found[0]) + turn) % len(sorts)]), body)
        )
    return http(
        head,
        words.sub(
            lambda found: _as_json(evil_for(found[0], sorts[(_NAMES.index(found[0]) + turn) % len(sorts)])), body
        ),
    )


def _as_json(evil: bytes) -> bytes:
    """In a JSON text; raw where it is no UTF-8, which JSON cannot say."""
    try:
        return json.dumps(evil.decode())[1:-1].encode()
    except UnicodeDecodeError:
        return evil


def formats() -> dict[str, Format]:
    """Every report format of the registry that is text; a PDF is the HTML page, printed."""
    from nightlatch import registry

    return {one.name: one for one in registry.load("nightlatch.reports", "REPORT").values() if one.name != "pdf"}


class _Page(HTMLParser):
    """Elements and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(f"{tag} {name}" for name, _ in attributes)}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


_ACTIVE = re.compile(r"script|img|iframe|object|embed|form|link|base|.* on\w+|.* src|.* style")
_LOUD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def wrong_in(result: Result) -> list[str]:
    """What of *result*, as any format shows it, a terminal, a browser or a spreadsheet would obey."""
    found = []
    for name, one in formats().items():
        text = one.renderer(result)
        text = text if isinstance(text, str) else text.decode()
        text = text.replace("\r\n", "\n")  # the end of a record of CSV (RFC 4180)
        if (loud := _LOUD.search(text)) is not None:
            found.append(f"{name}: {text[max(0, loud.start() - 40) : loud.end() + 20]!r}")
        if name == "html" and (active := [one for one in _Page(text).found if _ACTIVE.fullmatch(one)]):
            found.append(f"{name}: {active}")
        if name == "json":
            json.loads(text)
    file = io.StringIO()
    terminal.tell(
        result, Console(file=file, width=90, force_terminal=True, color_system="truecolor", legacy_windows=False)
    )
    if loud := _LOUD.search(re.sub(r"\x1b\[[\d;]*m", "", file.getvalue())):
        found.append(f"colour terminal: {loud[0]!r}")
    if not summary_line(result).isprintable():
        found.append("summary")
    return found


@pytest.mark.parametrize("kind", replies.kinds())
def test_names_of_any_kind_of_store_are_inert(kind: str) -> None:
    """Whatever a kind's containers, fields and accounts are called, every format of the report stays harmless."""
    for turn in (0, 3):
        with Replay(replies.genuine(kind), lambda reply, turn=turn: renamed(reply.said, turn)) as server:
            result = run(parse(replies.url(kind, server)), timeout_seconds=0.4, records=40, token="0" * 8)
        assert [one.what for one in result.failures if one.kind == "bug"] == []
        assert wrong_in(result) == []


def _everywhere(value: Any, evil: str, keep: Callable[[str], bool]) -> Any:
    """*value* of the model with *evil* in every text of it that is not one of our own closed lists."""
    match value:
        case str():
            return evil
        case tuple():
            return tuple(_everywhere(one, evil, keep) for one in value)
        case dict():
            return {key: _everywhere(one, evil, keep) for key, one in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            changed = {
                one.name: _everywhere(getattr(value, one.name), evil, keep)
                for one in fields(value)
                if not keep(one.name)
            }  # fmt: skip
            return replace(value, **changed)
        case _:
            return value


_CLOSED = frozenset(
    {"status", "verdict", "known_by", "extent", "kind", "outcome", "stage", "control", "standing", "version", "id",
     "behind_kind", "why", "types", "token", "tags", "method", "login", "seen", "behind",
     "tlp", "form", "reach", "band", "data_class", "classes", "flags", "state", "concerns", "basis", "tier", "whose"}
)  # fmt: skip


def test_every_text_of_a_result_is_inert_wherever_it_is_shown() -> None:
    """Even what no kind passes on today (a certificate, a version, a note, a hint, a URL) is harmless if one did."""
    with Replay(replies.genuine("redis")) as server:
        result = run(parse(server.url("redis")), timeout_seconds=0.4, records=40)
    found: Finding = result.findings[0]
    seen = Certificate(subject="x", names=("a", "b"), not_after=datetime(2030, 1, 1, tzinfo=UTC))
    identity = replace(found.identity, version="1", tls=replace(found.identity.tls, used=True, certificate=seen))
    failure = Failure(kind="hostile", target="redis://192.0.2.1:1", what="x", hint="y")
    result = replace(
        result, findings=(replace(found, identity=identity, notes=("n",), doors=("d",)),), failures=(failure,)
    )  # fmt: skip
    for pattern in _EVIL.values():
        evil = pattern.decode("utf-8", "surrogateescape") * 3
        everywhere = _everywhere(result, evil, _CLOSED.__contains__)
        version = replace(everywhere.findings[0], identity=replace(everywhere.findings[0].identity, version=evil))
        assert wrong_in(replace(everywhere, findings=(version,))) == []
