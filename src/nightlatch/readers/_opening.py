"""From a source to its tables: formats are told, wrappings are taken off, archives are opened as deep as is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nightlatch.model import Failed
from nightlatch.readers import HEAD_BYTES, MAGIC, NO, PLAIN, Left, Reader, Source, Table, all_readers
from nightlatch.readers._encoding import as_utf8, encoding_of, plain
from nightlatch.readers._magic import is_only_counted

_LAYERS = 4  # of compression around one file


def tables(source: Source) -> Iterator[Table | Left]:
    """All tables in *source*, named by where they lie in it; what was not opened, with the reason.

    Errors: ``Failed`` with hostile where the file itself is broken; a broken member of an archive is left.
    """
    yield from _tables(source, "", 0)


def _tables(source: Source, prefix: str, layers: int) -> Iterator[Table | Left]:
    head = _head(source)
    if not head and source.is_whole:
        return
    reader = reader_of(head, source.name)
    if reader is None:
        yield Left(name=f"{prefix}{source.name}", why="is of no format that is read", head=head[:16])
        return
    if reader.certainty(head) < MAGIC:
        source = _plain(source, head)
    for one in reader.open(source):
        if isinstance(one, Table):
            yield replace(one, name=f"{prefix}{_joined(stem(source.name), one.name, prefix)}")
        elif isinstance(one, Left):
            yield replace(one, name=f"{prefix}{one.name}")
        elif one.depth == source.depth:
            if layers < _LAYERS:
                yield from _tables(one, prefix, layers + 1)
            else:
                yield Left(name=f"{prefix}{one.name}", why="is compressed too many times over")
        else:
            yield from _member(one, prefix)


def _member(source: Source, prefix: str) -> Iterator[Table | Left]:
    folder, _, name = source.name.rpartition("/")
    try:
        yield from _tables(replace(source, name=name), f"{prefix}{folder}/" if folder else prefix, 0)
    except Failed as failed:
        if failed.failure.kind == "over-budget":
            raise
        yield Left(name=f"{prefix}{source.name}", why=failed.failure.what)


def _joined(name: str, table: str, prefix: str) -> str:
    """A table's own name, where it has one; in an archive after the file's."""
    if not table:
        return name
    return f"{name}/{table}" if prefix else table


def _head(source: Source) -> bytes:
    with source.open() as stream:
        return stream.read(HEAD_BYTES)


def _plain(source: Source, head: bytes) -> Source:
    """Text as UTF-8 without a mark, whatever it was."""
    encoding, mark = encoding_of(head) or ("utf-8", 0)
    if encoding == "utf-8" and not mark:
        return source
    opened = source.open
    return replace(source, open=lambda: as_utf8(opened(), encoding, mark), path="")  # type: ignore[arg-type, return-value]


def reader_of(head: bytes, name: str) -> Reader | None:
    """The format of a file that begins with *head*; None where it is none that is known."""
    low, known = name.lower(), all_readers().values()
    named = [one for one in known if low.endswith(one.suffixes)]
    by_magic = [one for one in known if one.certainty(head) == MAGIC]
    if by_magic:
        return by_magic[0]
    if is_only_counted(head) or (text := plain(head)) is None:
        return None
    sure = {one: one.certainty(text) for one in known}
    best = max(known, key=lambda one: (sure[one], one in named))
    if sure[best] <= PLAIN and (told := [one for one in named if one.certainty(b"") < PLAIN and _is_text(one)]):
        return told[0]
    return best if sure[best] > NO else None


def _is_text(reader: Reader) -> bool:
    return reader.name in ("csv", "json", "jsonl", "sql")


def stem(name: str) -> str:
    """*name* without the suffixes that tell formats: ``people`` of ``people.csv.gz``."""
    suffixes = sorted({suffix for one in all_readers().values() for suffix in one.suffixes}, key=len, reverse=True)
    kept = name.rpartition("/")[2]
    while found := next((one for one in suffixes if kept.lower().endswith(one) and len(kept) > len(one)), ""):
        kept = kept[: -len(found)]
    return kept
