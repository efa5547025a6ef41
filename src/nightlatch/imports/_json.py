"""JSON objects out of a file of any size: one a line, or anywhere in an array; broken ones are told and passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from nightlatch.imports import Passed
from nightlatch.imports._lines import lines

_BOM = b"\xef\xbb\xbf"
_LONGEST = 512 << 10  # bytes of one object: masscan's longest banner has 64 KB, six times that as escapes
_CHUNK = 64 << 10
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[{}]', re.S)
Object = dict[str, Any]


def records(file: BinaryIO) -> Iterator[tuple[str, Object] | Passed]:
    """``(place, object)`` of each object of *file*; line by line where its first object fills a line.

    A line that is broken costs that line only; in another layout whatever follows a broken object may be lost.
    """
    yield from per_line(file) if _is_per_line(_peek(file)) else anywhere(file)


def _is_per_line(head: bytes) -> bool:
    filled = [line.strip() for line in head.removeprefix(_BOM).split(b"\n") if line.strip()]
    filled = filled[1:] if filled[:1] == [b"["] else filled
    first, others = (filled or [b""])[0], filled[1:]
    if first.startswith(b"[{") or not first.startswith(b"{"):
        return False
    return first.rstrip(b", ]").endswith(b"}") or any(line.startswith(b"{") for line in others[:1])


def _peek(file: BinaryIO) -> bytes:
    peek = getattr(file, "peek", None)
    return bytes(peek(_CHUNK))[:_CHUNK] if peek else b""


def per_line(file: BinaryIO) -> Iterator[tuple[str, Object] | Passed]:
    """``(place, object)`` of each line that is one object, a comma or bracket around it taken off."""
    for line in lines(file, _LONGEST):
        if line.text is None:
            yield Passed(place=line.place, why=line.why)
            continue
        text = line.text.strip().strip(",").strip()
        if text in ("", "[", "]", "[]") or re.fullmatch(r"\{\s*finished\s*:\s*1\s*\}\s*\]?", text):
            continue
        found = decoded(text.encode())
        if found is not None:
            yield line.place, found
        else:
            cut = "the file ends in the middle of a record: it may have been cut short"
            yield Passed(place=line.place, why="is no JSON object" if line.is_ended else cut)


def anywhere(file: BinaryIO) -> Iterator[tuple[str, Object] | Passed]:
    """``(place, object)`` of each object of an array, whatever its layout."""
    number, rest = 0, b""
    while True:
        chunk = file.read(_CHUNK)
        rest += chunk
        spans = list(_spans(rest))
        for start, end in spans:
            number += 1
            found = decoded(rest[start:end])
            place = f"record {number}"
            yield (place, found) if found is not None else Passed(place=place, why="is no JSON object")
        rest = rest[spans[-1][1] :] if spans else rest
        if len(rest) > _LONGEST:
            yield Passed(place=f"record {number + 1}", why=f"is longer than {_LONGEST:,} bytes; the rest was not read")
            return
        if not chunk:
            if b"{" in rest:
                yield Passed(
                    place=f"record {number + 1}",
                    why="the file ends in the middle of a record: it may have been cut short",
                )
            return


def _spans(data: bytes) -> Iterator[tuple[int, int]]:
    """Where whole objects begin and end; braces in strings do not count."""
    depth = start = 0
    for token in _TOKEN.finditer(data):
        if token[0] == b"{":
            start = token.start() if depth == 0 else start
            depth += 1
        elif token[0] == b"}" and depth:
            depth -= 1
            if depth == 0:
                yield start, token.end()


def decoded(data: bytes) -> Object | None:
    """The object, or None if it is not one."""
    try:
        found = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    return found if isinstance(found, dict) else None


def first(head: bytes) -> Object | None:
    """The first whole object of *head*."""
    for start, end in _spans(head):
        return decoded(head[start:end])
    return None


def text_of(found: Object, name: str) -> str:
    """A text of *found*; empty where it is missing or something else."""
    value = found.get(name)
    return value if isinstance(value, str) else ""
