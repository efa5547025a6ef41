"""Files become columns, by the readers of all formats: shared by the kinds that hold files. Sends nothing.

Tables, documents, text, what is compressed and what is in archives becomes fields and records. Of what no reader takes
only the first 16 bytes are kept, which say what it is: photos and documents are counted and never opened. A file's
first record carries its name and extension as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.readers._held import records
from nightlatch.readers._magic import kind_of
from nightlatch.stores import Batch, Column
from nightlatch.stores._files_names import MAGIC_BYTES, extension_of

_BATCH_BYTES, _BATCH_RECORDS = 8 << 20, 20_000
_Pieces = list[tuple[pa.Array, NDArray[np.int32]]]


@dataclass(slots=True)
class Pile:
    """Files put on one pile, which is handed on as a `Batch` whenever it is high. *seen* records in all."""

    seen: int = 0
    _records: int = 0
    _came: int = 0  # bytes of the files
    _height: int = 0  # bytes of what is in them
    _undecodable: int = 0
    _columns: dict[tuple[str, pa.DataType], _Pieces] = field(default_factory=dict)

    def add(self, name: str, head: bytes | None, *, is_whole: bool, most: int = 1 << 62) -> Iterator[Batch]:
        """Put a file on the pile, at most *most* records of it. *head* None: it could not be read."""
        before = self.seen
        self._came += len(head or b"")
        self._named(name)
        for batch in records(name, head, most, is_whole=is_whole) if head else ():
            self._put(batch)
            if self.is_high:
                yield self.batch()
        if self.seen == before:
            self.seen += 1
            self._undecodable += head is None
            if head and kind_of(head) != "text":
                content = pa.array([head[:MAGIC_BYTES]], pa.large_binary())
                self._column("file.content", content, np.array([self._records], np.int32))
            self._records += 1

    def batch(self) -> Batch:
        """All of it; the pile is empty then."""
        columns = tuple(
            Column(
                path=path, array=pa.concat_arrays([array for array, _ in pieces]),
                rows=np.concatenate([rows for _, rows in pieces]),
            )
            for (path, _), pieces in self._columns.items()
        )  # fmt: skip
        made = Batch(records=self._records, columns=columns, bytes=self._came, undecodable=self._undecodable)
        self._records = self._came = self._height = self._undecodable = 0
        self._columns = {}
        return made

    @property
    def is_high(self) -> bool:
        """Is it worth a batch?"""
        return self._height >= _BATCH_BYTES or self._records >= _BATCH_RECORDS

    @property
    def is_empty(self) -> bool:
        """Was all of it handed on?"""
        return not self._records

    def _named(self, name: str) -> None:
        extension = extension_of(name)
        stem = name[: -len(extension) - 1] if extension else name
        for path, value in (("file.name", stem), ("file.extension", extension)):
            if value:
                text = pa.array([_plain(value)], pa.large_string())
                self._column(path, text, np.array([self._records], np.int32))

    def _put(self, batch: Batch) -> None:
        for column in batch.columns:
            rows = np.arange(len(column.array), dtype=np.int32) if column.rows is None else column.rows
            self._column(column.path, column.array, rows + np.int32(self._records))
        self.seen += batch.records
        self._records += batch.records
        self._height += batch.bytes
        self._undecodable += batch.undecodable

    def _column(self, path: str, array: pa.Array, rows: NDArray[np.int32]) -> None:
        self._columns.setdefault((path, array.type), []).append((array, rows))


def _plain(value: str) -> str:
    """Names come with bytes that are no UTF-8 as lone surrogates, which Arrow does not take."""
    return value if value.isascii() else value.encode("utf-8", "replace").decode()
