"""The beginnings of files become columns: shared by the kinds that hold files. Sends nothing.

A table (CSV, TSV, ``;`` and ``|``), JSON and JSON lines are told by content and become fields; other text becomes the
field ``line``. Of what is no text only the first 16 bytes are kept, which say what it is: photos, documents and
archives are counted and never opened. A file's first record carries its name and extension as well.

A record is a row, a document, a line, or a file that is no text. The first row of a table names its fields only where
it looks unlike the rows below it: else it may be somebody's.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
import numpy as np
import pyarrow as pa

from nightlatch.stores import Batch, Column
from nightlatch.survey.flatten import expand_json

MAGIC_BYTES = 16
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image"), (b"\x89PNG\r\n", "image"), (b"GIF8", "image"), (b"BM6", "image"), (b"II*\0", "image"),
    (b"MM\0*", "image"), (b"\0\0\0\x0cjP", "image"), (b"%PDF-", "document"), (b"\xd0\xcf\x11\xe0", "document"),
    (b"{\\rtf", "document"), (b"PK\x03\x04", "archive"), (b"PK\x05\x06", "archive"), (b"\x1f\x8b", "compressed"),
    (b"BZh", "compressed"), (b"\xfd7zXZ", "compressed"), (b"\x28\xb5\x2f\xfd", "compressed"),
    (b"7z\xbc\xaf", "archive"), (b"Rar!", "archive"), (b"SQLite format 3", "database"), (b"PAR1", "table"),
    (b"ORC", "table"), (b"Obj\x01", "table"), (b"ID3", "sound"), (b"OggS", "sound"), (b"\x7fELF", "program"),
    (b"MZ", "program"),
)  # fmt: skip
_DELIMITERS = "\t;,|"
_LOOKED = 20  # rows that show whether a text is a table
_MOST_COLUMNS = 512
_LINE = 4096  # characters of a line that are kept
_CONTROL = re.compile("[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f]")
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]|,', re.DOTALL)
_HEADING = re.compile(r"[^\W\d][\w .\-/()#]{0,60}")
_EXTENSION = re.compile(r"[A-Za-z][A-Za-z0-9]{0,7}")


def kind_of(head: bytes) -> str:
    """``text``, or what the first bytes say it is; ``binary`` where they say nothing."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp":
        return "image" if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "film"
    if head[:4] == b"RIFF":
        return "image" if head[8:12] == b"WEBP" else "film"
    return "text" if text_of(head) is not None else "binary"


def text_of(data: bytes) -> str | None:
    """*data* as text, perhaps cut in the middle of a character; None where it is none."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            found = data[2:].decode(encoding, "ignore")
            return None if _CONTROL.search(found) else found
    for cut in range(4):
        try:
            found = data[: len(data) - cut].decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        return None if _CONTROL.search(found) else found
    found = data.decode("cp1252", "replace")
    strange = found.count("�") + len(re.findall(r"[^\w\s!-~€§°·¡¿«»„“”‚‘’–—…ß]", found))
    return None if _CONTROL.search(found) or strange * 20 > len(found) else found


def extension_of(name: str) -> str:
    """The extension in lower case, "" where there is none that looks like one."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem and _EXTENSION.fullmatch(last) else ""


@dataclass(slots=True)
class Pile:
    """Files put on one pile until it is made a `Batch`. *records* so far, *length* in bytes as they came."""

    records: int = 0
    length: int = 0
    undecodable: int = 0
    _documents: tuple[list[bytes], list[int]] = field(default_factory=lambda: ([], []))
    _texts: dict[str, tuple[list[str], list[int]]] = field(default_factory=dict)
    _heads: tuple[list[bytes], list[int]] = field(default_factory=lambda: ([], []))

    def add(self, name: str, head: bytes | None, *, is_whole: bool) -> int:
        """Put a file on the pile; returns how many records it came to. *head* None: it could not be read."""
        first = self.records
        stem, extension = name, extension_of(name)
        if extension:
            stem = name[: -len(extension) - 1]
        if head is None:
            self.records += 1
            self.undecodable += 1
        elif not head and is_whole:
            self.records += 1
        else:
            self.length += len(head)
            self._contents(head, is_whole=is_whole)
        self.records = max(self.records, first + 1)
        self._text("file.name", stem, first)
        if extension:
            self._text("file.extension", extension, first)
        return self.records - first

    def batch(self) -> Batch:
        """All of it."""
        columns = [
            Column(path=path, array=pa.array(values, pa.large_string()), rows=np.array(rows, np.int32))
            for path, (values, rows) in self._texts.items()
        ]
        columns += _documents(*self._documents)
        if self._heads[0]:
            array = pa.array(self._heads[0], pa.large_binary())
            columns.append(Column(path="file.content", array=array, rows=np.array(self._heads[1], np.int32)))
        return Batch(records=self.records, columns=tuple(columns), bytes=self.length, undecodable=self.undecodable)

    def _contents(self, head: bytes, *, is_whole: bool) -> None:
        if kind_of(head[:4096]) != "text" or (text := text_of(head)) is None:
            self._heads[0].append(head[:MAGIC_BYTES])
            self._heads[1].append(self.records)
            self.records += 1
            return
        documents = documents_in(text.encode(), is_whole=is_whole)
        if documents:
            self._documents[0].extend(documents)
            self._documents[1].extend(range(self.records, self.records + len(documents)))
            self.records += len(documents)
        elif (table := table_in(text, is_whole=is_whole)) is not None:
            for row in table.rows:
                for path, value in zip(table.names, row, strict=False):
                    if value:
                        self._text(path, value, self.records)
                self.records += 1
        else:
            for line in lines_in(text, is_whole=is_whole):
                self._text("line", line[:_LINE], self.records)
                self.records += 1

    def _text(self, path: str, value: str, row: int) -> None:
        values, rows = self._texts.setdefault(path, ([], []))
        values.append(_plain(value))
        rows.append(row)


def _plain(value: str) -> str:
    """Names come with bytes that are no UTF-8 as lone surrogates, which Arrow does not take."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()


def _documents(texts: list[bytes], rows: list[int]) -> Iterator[Column]:
    if texts:
        array = pa.array(texts, pa.large_binary()).cast(pa.large_string())
        for one in expand_json("", array, np.array(rows, np.int32)):
            path = f"value{one.path}" if one.path.startswith("[]") else one.path.removeprefix(".")
            yield Column(path=path or "value", array=one.array, rows=one.rows)


def documents_in(text: bytes, *, is_whole: bool) -> list[bytes]:
    """The JSON documents of a file: one a line, the elements of an array, or the one that it is; [] if it is none."""
    kept = text.strip()
    if kept[:1] not in (b"{", b"["):
        return []
    lines = [line.strip() for line in kept.splitlines()]
    lines = [line for line in (lines if is_whole or text.endswith(b"\n") else lines[:-1]) if line]
    if len(lines) > 1 and all(line[:1] == b"{" and line[-1:] == b"}" for line in lines) and _is_json(lines[0]):
        return lines
    if kept[:1] == b"[":
        found = list(_elements(kept))
        return found if found and _is_json(found[0]) and _is_json(found[-1]) else found[:-1]
    return [kept] if is_whole and _is_json(kept) else []


def _is_json(text: bytes) -> bool:
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return False
    return True


def _elements(text: bytes) -> Iterator[bytes]:
    """The whole elements of an array that may be cut short."""
    depth, start = 0, 1
    for token in _TOKEN.finditer(text):
        sign = token.group()
        if sign in (b"[", b"{"):
            depth += 1
        elif sign in (b"]", b"}"):
            depth -= 1
        if (depth == 1 and sign == b",") or (depth == 0 and sign == b"]"):
            if one := text[start : token.start()].strip():
                yield one
            start = token.end()
        if depth <= 0:
            return


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, and the names of their fields."""

    names: Sequence[str]
    rows: Sequence[Sequence[str]]


def table_in(text: str, *, is_whole: bool) -> Table | None:
    """The table that a text is; None if it is none."""
    beginning = "\n".join(text.splitlines()[: _LOOKED + 1])
    widths = {one: _width(beginning, one) for one in _DELIMITERS}
    delimiter = max(widths, key=lambda one: widths[one])
    if widths[delimiter] < 2:
        return None
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    except csv.Error:
        return None
    if not is_whole:
        rows = rows[:-1]
    rows = [[cell.strip() for cell in row] for row in rows]
    if not rows or len(rows[0]) > _MOST_COLUMNS:
        return None
    if is_heading(rows[0], rows[1 : _LOOKED + 1]):
        return Table(names=rows[0], rows=rows[1:])
    return Table(names=[f"column{at + 1}" for at in range(max(map(len, rows)))][:_MOST_COLUMNS], rows=rows)


def _width(text: str, delimiter: str) -> int:
    """Cells of a row, where nearly all rows have as many; else 0."""
    try:
        found = [len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    except csv.Error:
        return 0
    if len(found) < 2:
        return 0
    first = found[0]
    return first if sum(one == first for one in found) * 10 >= 9 * len(found) else 0


def is_heading(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Does the first row name fields? Words only, each another, and a field below that holds no such words."""
    if not below or len(set(first)) < len(first) or not all(map(_HEADING.fullmatch, first)):
        return False
    for at in range(len(first)):
        cells = [row[at] for row in below if len(row) > at and row[at]]
        if cells and sum(not _HEADING.fullmatch(cell) for cell in cells) * 2 > len(cells):
            return True
    return False


def lines_in(text: str, *, is_whole: bool) -> list[str]:
    """The lines that are not blank; the last one of a text that is cut short may be half, and is left out."""
    lines = text.splitlines()
    return [line for line in (lines if is_whole or len(lines) < 2 else lines[:-1]) if line.strip()]
