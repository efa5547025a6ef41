"""How many records a table holds: from the catalogue for nothing, from a sample of its pages for little, or counted.

Sends SELECT count(*), of the whole table where that is small, else of pages taken by chance.
"""

from __future__ import annotations

import math

from nightlatch.model import Count
from nightlatch.stores._postgresql_catalog import Table
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

_ALL = "SELECT count(*)::int8 FROM {table}"
_PAGES = """SELECT count(*)::int8, sum(n)::float8, sum(n * n)::float8 FROM (SELECT count(*) AS n FROM {table}
 TABLESAMPLE SYSTEM ({percent:.6f}) REPEATABLE (0) GROUP BY tableoid, (ctid::text::point)[0]) pages"""


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


def count(link: Link, table: Table, known: Count) -> Count:
    """Exact below 32 MB, else the mean rows of sampled pages. Errors: ``Refused``, ``Failed``."""
    size = table.heap_bytes
    if size is None or size < EXACT_BYTES:
        ((rows,),) = link.rows(_ALL.format(table=source(table)))
        return Count.of(rows, "count(*)")
    pages = size // _PAGE
    share = _SAMPLED_PAGES / pages
    ((seen, total, squares),) = link.rows(_PAGES.format(table=source(table), percent=100 * min(1.0, share)))
    return from_pages(pages, share, seen, total, squares) if seen and seen > 1 else known


def from_pages(pages: int, share: float, seen: int, total: float, squares: float) -> Count:
    """Rows of *pages*, of which a *share* was drawn, page by page: *seen* held *total* rows, their squares *squares*.

    Empty pages do not show. Where no fewer were seen than chance explains, none is taken to be empty; the interval
    covers both ways of reading that.
    """
    mean, drawn = total / seen, share * pages
    spread = math.sqrt(max(0.0, squares / seen - mean * mean) / seen)
    chance = math.sqrt(pages * share * (1 - share))
    filled = 1.0 if seen >= drawn - _SIGMA * chance else seen / drawn
    doubt = _SIGMA * spread / mean
    low_filled = filled if filled == 1.0 else max(0.0, (seen - _SIGMA * chance) / drawn)
    high_filled = min(1.0, (seen + _SIGMA * chance) / drawn) if filled < 1.0 else 1.0
    value, low = pages * filled * mean, pages * low_filled * mean * (1 - doubt)
    high = pages * high_filled * mean * (1 + doubt)
    return Count(
        value=round(value), low=max(0, math.floor(low)), high=math.ceil(high), method=f"rows on {seen:,} sampled pages"
    )
