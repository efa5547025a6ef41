"""How many records a table holds: from the catalogue for nothing, from a sample of its pages for little, or counted.

Sends SELECT count(*), of the whole table where that is small, else of pages taken by chance.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from nightlatch.model import Count
from nightlatch.stores._postgresql_catalog import Table, shaped
from nightlatch.stores._postgresql_link import Link
from nightlatch.stores._postgresql_read import source

EXACT_BYTES = 32 << 20
_SAMPLED_PAGES = 2_000
_PAGE = 8192
_HEADER, _ROW_HEADER = 24, 28  # of a page, and of a row with its pointer
_MOST = (_PAGE - _HEADER) // _ROW_HEADER  # rows that fit on a page
_TYPICAL_COLUMN = 12  # bytes
_STALE = 0.1  # how far off an estimate of the catalogue is taken to be at most
_SIGMA = 1.96  # 95 %
_AT_ONCE = 1 << 20
_MOST_DRAWN = 1 << 28  # pages of which the drawn ones are told: 2 TB; a size that nobody has costs no time

_ALL = "SELECT count(*)::int8 FROM {table}"
_PAGES = """SELECT count(*)::int8, sum(n)::float8, sum(n * n)::float8, pg_relation_size({oid}::oid)::int8
 FROM (SELECT count(*) AS n FROM {table} TABLESAMPLE SYSTEM ({percent}) REPEATABLE (0)
 GROUP BY tableoid, (ctid::text::point)[0]) pages"""


def estimate(table: Table) -> Count:
    """What the catalogue says, grown as the table's files have since the last ANALYZE; a guess where none was made."""
    if not table.is_stored or table.heap_bytes is None:
        return Count(value=None)
    pages = table.heap_bytes // _PAGE
    if not pages:
        return Count.of(0, "the table's file is empty")
    if table.is_unknown:
        typical = _ROW_HEADER + _TYPICAL_COLUMN * max(1, len(table.fields))
        method = "guessed from the size: never analysed"
        return Count(value=table.heap_bytes // typical, high=pages * _MOST, method=method)
    value = table.tuples * pages / max(1, table.pages)
    drift = _STALE + abs(pages - table.pages) / max(pages, table.pages, 1)
    low, high = int(value * max(0.0, 1 - drift)), math.ceil(value * (1 + drift))
    return Count(value=round(value), low=low, high=max(high, 1), method="estimate of the last ANALYZE (reltuples)")


@shaped
def count(link: Link, table: Table, known: Count) -> Count:
    """Exact below 32 MB, else the mean rows of sampled pages. Errors: ``Refused``, ``Failed``."""
    size = table.heap_bytes
    if size is None or size < EXACT_BYTES:
        ((rows,),) = link.rows(_ALL.format(table=source(table)))
        return Count.of(max(0, int(rows)), "count(*)")
    percent = f"{min(100.0, 100 * _SAMPLED_PAGES / (size // _PAGE)):.6f}"
    ((seen, total, squares, now),) = link.rows(_PAGES.format(table=source(table), percent=percent, oid=table.oid))
    if not seen or seen < 2:
        return known
    if table.kind == "p":
        return from_pages(size // _PAGE, float(percent) / 100, seen, total, squares)
    pages = now // _PAGE
    drawn = drawn_pages(pages, percent) if pages <= _MOST_DRAWN else 0
    return from_pages(pages, float(percent) / 100, seen, total, squares, drawn if drawn >= seen else None)


def from_pages(
    pages: int, share: float, seen: int, total: float, squares: float, drawn: int | None = None
) -> Count:  # fmt: skip
    """Rows of *pages*: *seen* of those drawn held *total* rows, whose squares sum up to *squares*; the others none.

    *drawn*: how many were drawn. Where that is not known but by chance (*share*), the interval reaches from as many
    empty pages as that leaves room for down to none.
    """
    if drawn is not None:
        mean = total / drawn
        doubt = _SIGMA * math.sqrt(max(0.0, squares / drawn - mean * mean) / drawn * max(0.0, 1 - drawn / pages))
        doubt += mean / pages  # the last page is rarely full
        low, value, high = (pages * max(0.0, one) for one in (mean - doubt, mean, mean + doubt))
    else:
        mean, expected = total / seen, share * pages
        spread = _SIGMA * math.sqrt(max(0.0, squares / seen - mean * mean) / seen)
        chance = _SIGMA * math.sqrt(expected * (1 - share))
        filled = [min(1.0, max(0.0, one / expected)) for one in (seen - chance, seen, seen + chance)]
        means = (max(0.0, mean - spread), mean, mean + spread)
        low, value, high = (pages * part * one for part, one in zip(filled, means, strict=True))
    method = f"rows on {seen:,} sampled pages"
    return Count(value=round(value), low=math.floor(low), high=math.ceil(high), method=method)


def drawn_pages(pages: int, percent: str) -> int:
    """How many of *pages* TABLESAMPLE SYSTEM (*percent*) REPEATABLE (0) draws: the server's own arithmetic.

    A page is drawn if its number's hash falls below the share (system_nextsampleblock of tsm_system, hash_bytes of
    hashfn.c, the same since 9.5); the seed 0 hashes to 0. With it, pages that hold nothing are known as such.
    """
    cutoff = round(float(np.float32(percent)) / 100 * (1 << 32))
    return sum(
        int(np.count_nonzero(_hashed(np.arange(start, min(pages, start + _AT_ONCE), dtype=np.uint32)) < cutoff))
        for start in range(0, pages, _AT_ONCE)
    )


def _hashed(numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Jenkins' lookup3 of eight bytes: the page's number and the seed 0."""
    start = np.uint32((0x9E3779B9 + 8 + 3923095) & 0xFFFFFFFF)
    changed, last, third = np.full_like(numbers, start), np.full_like(numbers, start), numbers + start
    for bits in (14, 11, 25, 16, 4, 14, 24):
        changed, last, third = third, (changed ^ last) - _turned(last, bits), last
    return last


def _turned(words: NDArray[np.uint32], bits: int) -> NDArray[np.uint32]:
    return (words << np.uint32(bits)) | (words >> np.uint32(32 - bits))
