"""Geometry of the drawings in the HTML report, in percent of their width: they fit a phone and a printed page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightlatch.model import BANDS, Exposure, Hour, Severity, Trace
from nightlatch.reports import _words

_HEIGHT = 160  # pixels of the tallest bar
_MOST_BARS = 96
_LABELS = 6
_STEPS = (1, 2, 3, 6, 12, 24, 48, 168, 336, 720, 2160, 8760)  # hours a bar may stand for


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One span of time; *points* None where it is suppressed. x and width in percent, y and height in pixels."""

    start: datetime
    points: int | None
    x: float
    width: float
    y: float
    height: float
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A bar chart over time: *ticks* are (label, y), *labels* are (text, x, how it is anchored)."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[str, float], ...]
    labels: tuple[tuple[str, float, str], ...]
    span: str
    said: str
    height: int = _HEIGHT


def hours(counted: Sequence[Hour]) -> Bars | None:
    """Points over time: a bar an hour, or several hours a bar where there are too many for a page."""
    if len(counted) < 2 or not any(hour.points and hour.points.value for hour in counted):
        return None
    spans, step = _spans(counted)
    top = _round_up(max(points or 0 for _, points in spans))
    width = 100 / len(spans)
    bars = tuple(_bar(start, points, n * width, width, top) for n, (start, points) in enumerate(spans))
    return Bars(
        bars=bars,
        ticks=tuple((compact(top * part // 2), _HEIGHT - _HEIGHT * part / 2) for part in range(3)),
        labels=tuple(_labels(bars)),
        span={1: "hour", 24: "day", 168: "week"}.get(step, f"{step} hours"),
        said=_said(bars),
    )


def _spans(counted: Sequence[Hour]) -> tuple[list[tuple[datetime, int | None]], int]:
    """Evenly spaced spans of time from the first hour to the last, hours without a single point among them."""
    first, last = min(hour.start for hour in counted), max(hour.start for hour in counted)
    length = round((last - first).total_seconds() / 3600) + 1
    step = next((step for step in _STEPS if length <= step * _MOST_BARS), math.ceil(length / _MOST_BARS))
    sums: list[int | None] = [0] * math.ceil(length / step)
    for hour in counted:
        index = round((hour.start - first).total_seconds() / 3600) // step
        before = sums[index]
        sums[index] = before or None if hour.points is None else (before or 0) + (hour.points.value or 0)
    return [(first + timedelta(hours=n * step), points) for n, points in enumerate(sums)], step


def _bar(start: datetime, points: int | None, x: float, width: float, top: int) -> Bar:
    height = max(1.0, round(_HEIGHT * points / top, 1)) if points else 0.0
    said = "not told" if points is None else _words.integer(points)
    return Bar(
        start=start,
        points=points,
        x=round(x + width * 0.1, 3),
        width=round(width * 0.8, 3),
        y=_HEIGHT - height,
        height=height,
        said=f"{_words.moment(start)}: {said}",
    )


def _labels(bars: Sequence[Bar]) -> list[tuple[str, float, str]]:
    """Times under the bars: some of them, each from its bar's left edge on."""
    every = max(1, math.ceil(len(bars) / _LABELS))
    is_short = (bars[-1].start - bars[0].start).total_seconds() <= 2 * 86_400
    return [
        (f"{bar.start:%H:%M}" if is_short else f"{bar.start:%d %b}", bar.x, "start")
        for n, bar in enumerate(bars)
        if n % every == 0 and len(bars) - n >= every * 0.8
    ]


def _said(bars: Sequence[Bar]) -> str:
    most = max(bars, key=lambda bar: bar.points or 0)
    return f"{len(bars)} bars; the highest is {most.said}"


def _round_up(value: int) -> int:
    """The next number that reads well on a scale, and so does its half."""
    step = 1
    while True:
        for leading in (4, 6, 8, 10, 12, 16, 20, 24, 30):
            if value <= leading * step:
                return leading * step
        step *= 10


def compact(value: int) -> str:
    """``400k``, ``1.5M``: for the scale of a drawing only."""
    for size, unit in ((1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k")):
        if value >= size:
            return f"{value / size:.1f}".rstrip("0").rstrip(".") + unit
    return str(value)


def dot(share: float | None) -> tuple[str, float] | None:
    """What a dot of the matrix says and its radius in pixels: its area is the share."""
    return None if share is None else (_words.percent(share), round(2 + 7 * math.sqrt(share), 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A severity on its scale from 0 to 6, in percent of its width: *product* is data times identification."""

    product: float
    breach: float
    marks: tuple[tuple[str, float], ...]
    bands: tuple[tuple[str, float, float], ...]  # name, from, width
    said: str


_HIGHEST = 24  # quarters: 4 x 1 + 2


def scale(severity: Severity) -> Scale:
    """The sum as two bars, end to end."""
    part = 100 / _HIGHEST
    breach = severity.cb * part
    number = f"{severity.quarters / 4:g}"
    return Scale(
        product=round(severity.quarters * part - breach, 3),
        breach=round(breach, 3),
        marks=tuple((f"{mark / 4:g}", round(mark * part, 3)) for mark in (*BANDS.values(), _HIGHEST)),
        bands=tuple(_bands(part)),
        said=f"{number} on a scale from 0 to 6: {severity.dpc * severity.ei / 4:g} of data and identification, "
        f"{severity.cb / 4:g} of the breach",
    )


def _bands(part: float) -> Iterator[tuple[str, float, float]]:
    for (name, start), end in zip(BANDS.items(), (*list(BANDS.values())[1:], _HIGHEST), strict=True):
        yield name.replace("-", " "), round(start * part, 3), round((end - start) * part, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """How long a store was open, in percent of the line: perhaps from its beginning, surely from *surely* on."""

    surely: float
    marks: tuple[tuple[float, str], ...]
    lines: tuple[tuple[str, str], ...]  # what it is, in words; its key: perhaps, surely, trace
    said: str


def timeline(exposure: Exposure, traces: Sequence[Trace]) -> Timeline:
    """The line from the earliest moment that is known of to the last time the store was seen open."""
    before = max((exposure.until - exposure.latest) * 0.25, timedelta(hours=1))  # what is drawn where nothing is known
    begin = exposure.earliest or exposure.latest - before
    whole = max((exposure.until - begin).total_seconds(), 1.0)
    dated = [(trace.at, trace.what) for trace in traces if trace.at is not None]

    def at(when: datetime) -> float:
        return round(min(100.0, max(0.0, 100 * (when - begin).total_seconds() / whole)), 3)

    lines = [
        (
            f"perhaps open since {_words.moment(exposure.earliest)}"
            if exposure.earliest
            else "perhaps open before that: nothing says since when",
            "perhaps",
        ),
        (f"open for sure since {_words.moment(exposure.latest)}", "surely"),
        *((f"{what}: {_words.moment(when)}", "trace") for when, what in dated),
        (f"last seen open {_words.moment(exposure.until)}", "end"),
    ]
    return Timeline(
        surely=min(99.0, at(exposure.latest)),  # wide enough to be seen where one look is all that is known
        marks=tuple((at(when), what) for when, what in dated),
        lines=tuple(lines),
        said="; ".join(words for words, _ in lines),
    )
