"""Times of day during which a sweep may contact anything: ``22:00-06:00`` in UTC, or with an offset behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_DAY = 24 * 60
_FORM = re.compile(r"(\d\d):(\d\d)\s*-\s*(\d\d):(\d\d)(?:\s*(Z|UTC|[+-]\d\d:\d\d))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From *start* on and before *end*, minutes of each day in UTC; an end before the start is the next day's."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """How long it is open each day."""
        return (self.end - self.start) % _DAY or _DAY

    def is_open(self, now: datetime) -> bool:
        """May anything be contacted at *now*?"""
        return self._since_start(now) < timedelta(minutes=self.minutes)

    def opens(self, now: datetime) -> datetime:
        """When it opens next: *now* if it is open."""
        return now if self.is_open(now) else now + timedelta(days=1) - self._since_start(now)

    def _since_start(self, now: datetime) -> timedelta:
        now = now.astimezone(UTC)
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return (now - day - timedelta(minutes=self.start)) % timedelta(days=1)

    def __str__(self) -> str:
        return f"{self.start // 60:02}:{self.start % 60:02}-{self.end // 60:02}:{self.end % 60:02} UTC"


def parse(text: str) -> Window:
    """Errors: ``ValueError`` says what is wrong with *text*."""
    if (found := _FORM.fullmatch(text.strip())) is None:
        raise ValueError("is no window")
    hours = [int(found[at]) for at in (1, 3)]
    minutes = [int(found[at]) for at in (2, 4)]
    offset = _offset(found[5] or "Z")
    if max(hours) > 24 or max(minutes) > 59 or any(h == 24 and m for h, m in zip(hours, minutes, strict=True)):
        raise ValueError("has a time of day that there is not")
    start, end = (60 * h + m - offset for h, m in zip(hours, minutes, strict=True))
    if start == end:
        raise ValueError("begins when it ends; leave the line out to have it always open")
    return Window(start=start % _DAY, end=end % _DAY)


def _offset(text: str) -> int:
    if text in ("Z", "UTC"):
        return 0
    minutes = 60 * int(text[1:3]) + int(text[4:6])
    if minutes > 14 * 60 or int(text[4:6]) > 59:
        raise ValueError("has an offset that there is not")
    return -minutes if text[0] == "-" else minutes


def opens(windows: Iterable[Window], now: datetime) -> datetime:
    """When the next of *windows* opens; *now* if one is open, or if there are none."""
    return min((one.opens(now) for one in windows), default=now)
