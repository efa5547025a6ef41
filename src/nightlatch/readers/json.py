"""JSON: a list of objects, objects one after the other, or one object, which is one record.

One object longer than ``LONGEST`` is read by the elements of the lists that are its fields. Elements are put on lines
as the bytes stream by, so that a file of any length is held a block at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from nightlatch.readers import GRAMMAR, NO, Opened, Source, Table
from nightlatch.readers import _json_kernels as kernels
from nightlatch.readers._bounds import Readable
from nightlatch.readers._documents import of_block
from nightlatch.readers._lines import BLOCK, LONGEST
from nightlatch.readers._within import within
from nightlatch.readers.jsonl import are_lines
from nightlatch.stores import Batch

_LIST = re.compile(rb"\s*\[\s*(?:[\[{\"\]\d-]|true|false|null)")
_OBJECT = re.compile(rb"\s*\{\s*(?:\"(?:[^\"\\]|\\.)*\"\s*:|\})")


class Json:
    """See :class:`nightlatch.readers.Reader`."""

    name = "json"
    description = "JSON: a list of objects, or one object"
    suffixes = (".json", ".geojson", ".ipynb", ".har")

    def certainty(self, head: bytes) -> int:
        """It begins like an object with a key, or like a list."""
        is_json = _OBJECT.match(head) or _LIST.match(head)
        return GRAMMAR if is_json and not are_lines(head) else NO

    def open(self, source: Source) -> Iterator[Opened]:
        """One table."""
        yield Table(read=lambda reading: within(_read(source), reading), bytes=source.bytes)


def _read(source: Source) -> Iterator[Batch]:
    with source.open() as stream:
        first = stream.read(BLOCK)
        level = 1 if first.lstrip()[:1] == b"[" else 0
        if level == 0 and _is_one_long(source, first):
            level = 2
        yield from _documents(first, stream, source, level)


def _is_one_long(source: Source, first: bytes) -> bool:
    """Is it one object that is cut, or too long to be one record? Then no end of one is in its beginning."""
    if source.is_whole and (len(first) < BLOCK or (source.bytes is not None and source.bytes <= LONGEST)):
        return False
    out = np.empty(len(first), np.uint8)
    return not kernels.put_on_lines(np.frombuffer(first, np.uint8), out, kernels.beginning(), 0)


def _documents(first: bytes, stream: Readable, source: Source, level: int) -> Iterator[Batch]:
    state, held, passed, is_passing = kernels.beginning(), b"", 0, False
    piece = first
    while piece:
        out = np.empty(len(piece), np.uint8)
        end = int(kernels.put_on_lines(np.frombuffer(piece, np.uint8), out, state, level))
        text = out.tobytes()
        if end and not is_passing:
            yield from of_block(held + text[:end])
        if end:
            held, is_passing = text[end:], False
        elif not is_passing:
            held += text
        if len(held) > LONGEST:
            held, passed, is_passing = b"", passed + 1, True
        piece = stream.read(BLOCK)
    if passed:
        yield Batch(records=passed, columns=(), undecodable=passed)
    if held.strip() and source.is_whole and not is_passing:
        yield from of_block(held)


READER = Json()
