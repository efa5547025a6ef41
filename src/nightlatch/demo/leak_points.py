"""The points of the synthetic leak: who was seen when by which tracker, beside which kind of place.

Counts per person are heavy-tailed (most are seen a few times, a few hundreds of times); about one person in four is
never seen. Points come in order of time, as a stream writes them, with two rush hours.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from math import gcd

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from nightlatch.demo.leak_draw import Bits, Indices, below, draw, lower, table
from nightlatch.demo.words import BOX, HOURS, PLACES, UTC_OFFSET_HOURS

SCHEMA = pa.schema(
    [
        pa.field("person_id", pa.int64(), nullable=False),
        ("tracker", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("seen_at", pa.timestamp("ms", "UTC")),
        ("place", pa.string()),
    ]
)
TRACKERS = sum(PLACES.values())
_HOUR = 3_600_000  # milliseconds
_DAY = 24 * _HOUR
_JITTER = 150  # micro-degrees either way: about 15 m, the field of view of a camera


def points(seed: int, ending: datetime, many: int, people: int, rows: Indices) -> pa.RecordBatch:
    """Return the points with row numbers *rows* out of *many*, of *people* people; the last one is at *ending*."""
    person = _person(draw(seed, "seen", rows), people)
    tracker = _tracker(seed, person, draw(seed, "tracker", rows))
    places, latitudes, longitudes = _trackers(seed)
    shake = draw(seed, "shake", rows)
    columns = [
        pa.array(person + 1),
        _names().take(pa.array(tracker)),
        pa.array((latitudes[tracker] + _shift(shake)) / 1e6),
        pa.array((longitudes[tracker] + _shift(lower(shake))) / 1e6),
        pa.array(_times(seed, ending, many, rows), SCHEMA.field("seen_at").type),
        pa.array(PLACES, pa.string()).take(pa.array(places[tracker])),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)


def _person(bits: Bits, people: int) -> Indices:
    """Density falls with rank to the power of -2/3, flattened for the first 0.03 %; then ranks are dealt out.

    Only multiplications, which round alike everywhere, so that the same seed gives the same rows on any machine.
    """
    floor = 0.0003 ** (1 / 3)
    root = floor + (bits >> np.uint64(11)) * 2.0**-53 * (1 - floor)
    rank: Indices = np.clip((root * root * root * people).astype(np.int64), 0, people - 1)
    return rank * _coprime(people) % people


def _coprime(people: int) -> int:
    return next(step for step in range(15_485_863, 15_500_000) if gcd(step, people) == 1)


def _tracker(seed: int, person: Indices, bits: Bits) -> Indices:
    """Two in five points are at the person's own tracker, the rest where the crowd is."""
    own = below(draw(seed, "own tracker", person), TRACKERS)
    return np.where(below(bits, 5) < 2, own, _crowd(seed)[below(lower(bits), len(_crowd(seed)))])


@cache
def _crowd(seed: int) -> Indices:
    return table((below(draw(seed, "crowd", np.arange(TRACKERS)), 12) ** 2 + 1).tolist())


@cache
def _trackers(seed: int) -> tuple[Indices, Indices, Indices]:
    """Kind of place, latitude and longitude (micro-degrees) of each tracker; kinds are scattered over the numbers."""
    bits = draw(seed, "where", np.arange(TRACKERS))
    south, west, north, east = (round(degrees * 1_000_000) for degrees in BOX)
    kinds = table(list(PLACES.values()))[np.argsort(bits, kind="stable")]
    latitudes = south + below(draw(seed, "north", np.arange(TRACKERS)), north - south)
    return kinds, latitudes, west + below(bits, east - west)


@cache
def _names() -> pa.Array:
    return pa.array([f"gate {number}" for number in range(1, TRACKERS + 1)], pa.string())


def _shift(bits: Bits) -> Indices:
    return below(bits, 2 * _JITTER + 1) - _JITTER


def _times(seed: int, ending: datetime, many: int, rows: Indices) -> NDArray[np.datetime64]:
    """Spread *many* rows over the 24 hours up to *ending*, in order, as dense as HOURS; the last is at *ending*."""
    hour = ending.astimezone(UTC).hour + UTC_OFFSET_HOURS
    edges = np.concatenate([[0], np.cumsum([HOURS[(hour + n) % 24] for n in range(24)])]) * (1 << 30)
    step = int(edges[-1]) // many
    at = rows * step + (below(draw(seed, "second", rows), 1 << 20) * step >> 20)
    slot = np.clip(np.searchsorted(edges, at, side="right") - 1, 0, 23)
    within = (at - edges[slot]) * (_HOUR / (edges[slot + 1] - edges[slot]))
    passed = np.clip(slot * _HOUR + within.astype(np.int64), 0, _DAY - 1)
    passed[rows == many - 1] = _DAY - 1
    newest = np.datetime64(ending.astimezone(UTC).replace(tzinfo=None), "ms")
    times: NDArray[np.datetime64] = newest - (_DAY - 1 - passed)
    return times
