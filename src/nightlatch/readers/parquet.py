"""Apache Parquet, by Arrow's reader: row groups in batches, never a whole group at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa

from nightlatch.model import Count
from nightlatch.readers import MAGIC, NO, Left, Opened, Source, Table
from nightlatch.readers._bounds import broken
from nightlatch.readers._whole import seekable
from nightlatch.readers._within import within
from nightlatch.stores import Batch, Reading
from nightlatch.survey.flatten import columns_of

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

_BATCH_BYTES, _MOST_ROWS, _PROBED_ROWS = 4 << 20, 65_536, 256
_MOST_COLUMNS = 50_000
_BUFFER = 1 << 20  # of a column that is read; without, a row group's whole chunk is
_STRINGS, _ITEMS = 16 << 20, 1_000_000  # of the footer, which names what there is


class Parquet:
    """See :class:`nightlatch.readers.Reader`."""

    name = "parquet"
    description = "Apache Parquet"
    suffixes = (".parquet", ".pq")

    def certainty(self, head: bytes) -> int:
        """PAR1; a file with an encrypted footer says PARE and cannot be read."""
        return MAGIC if head[:4] == b"PAR1" else NO

    def open(self, source: Source) -> Iterator[Opened]:
        """One table; its footer says how many rows."""
        if (found := seekable(source)) is None:
            yield Left(name=source.name, why="is read from its end, and too large to be held in memory", head=b"PAR1")
            return
        with found() as file:
            metadata = _opened(file).metadata
            rows, columns = metadata.num_rows, metadata.num_columns
        if columns > _MOST_COLUMNS or rows < 0:
            raise broken(f"has {columns} columns")
        table = Table(
            read=lambda reading: within(_read(source, reading), reading), records=Count.of(rows, "the file's footer"),
            bytes=source.bytes,
        )  # fmt: skip
        yield table


def _opened(file: BinaryIO) -> ParquetFile:
    from pyarrow.parquet import ParquetFile  # with all that it brings 10 MB, for files that are none

    try:
        return ParquetFile(
            file,
            thrift_string_size_limit=_STRINGS,
            thrift_container_size_limit=_ITEMS,
            pre_buffer=False,
            buffer_size=_BUFFER,
        )
    except (pa.ArrowException, OSError, ValueError) as error:
        raise broken(f"its Parquet footer is damaged ({type(error).__name__})") from None


def _read(source: Source, reading: Reading) -> Iterator[Batch]:
    found = seekable(source)
    if found is None:
        return
    with found() as file:
        opened = _opened(file)
        try:
            width = _width(opened)
            rows = max(1, min(_MOST_ROWS, _BATCH_BYTES // width, reading.records))
            for batch in opened.iter_batches(batch_size=rows, use_threads=False):
                yield Batch(records=batch.num_rows, columns=columns_of(batch), bytes=width * batch.num_rows)
        except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
            raise broken(f"its Parquet pages are damaged ({type(error).__name__})") from None


def _width(opened: ParquetFile) -> int:
    """Bytes of a record, as the first ones have it: what the footer says is of dictionaries and runs."""
    first = next(opened.iter_batches(batch_size=_PROBED_ROWS, use_threads=False), None)
    return 1 if first is None else max(1, first.nbytes // max(1, first.num_rows))


READER = Parquet()
