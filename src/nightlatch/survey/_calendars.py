"""Dates of other calendars in text: Solar Hijri (Iran, Afghanistan), Islamic, Thai Buddhist, Japanese eras.

``1372/03/21``, ``21-3-1372``, ``09/04/2552``, ``昭和50年3月2日``, ``S50.3.2``. Which calendar a year of 13xx or 14xx is
of no value says; the column does: a 31st or a year that the Islamic calendar has not come to yet is Solar Hijri, a year
that Solar Hijri has not come to is Islamic. The Islamic calendar is the tabular one: a day may be wrong by one.
Source of the conversions: E. M. Reingold, N. Dershowitz, "Calendrical Calculations" (arithmetic Persian, Islamic).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled

MISSING = np.iinfo(np.int64).min
_DAY = 86_400_000_000
_PERSIAN_NOW, _ISLAMIC_NOW = 1410, 1460  # later years than these are of the other calendar


def instants(offsets: Any, data: Any) -> NDArray[np.int64]:
    """Microseconds since 1970 of each value, :data:`MISSING` where it is no date of these calendars."""
    years, months, days = _parsed(offsets, data)
    hijri = (years >= 1250) & (years <= 1500)
    is_solar = not (hijri & (years > _PERSIAN_NOW)).any() or bool((hijri & (days == 31)).any())
    found: NDArray[np.int64] = _converted(years, months, days, is_solar)
    return found


@compiled
def _parsed(offsets: Any, data: Any) -> Any:
    """Year, month and day; a year of an era as a Gregorian one, negative; 0 where there is no date."""
    n = len(offsets) - 1
    years, months, days = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    parts, sizes = np.zeros(3, np.int64), np.zeros(3, np.int64)
    for i in range(n):
        at, end = offsets[i], offsets[i + 1]
        if not 6 <= end - at <= 40:
            continue
        base, at = _era(data, at, end)
        parts[:] = 0
        sizes[:] = 0
        part, is_number, good = 0, False, True
        while at < end and part < 3:
            c = data[at]
            if 48 <= c <= 57:
                parts[part], sizes[part], is_number = parts[part] * 10 + c - 48, sizes[part] + 1, True
            elif is_number and (c == 45 or c == 46 or c == 47 or (c >= 0x80 and base)):
                part, is_number = part + 1, False
            elif is_number and (c == 32 or c == 84) and part == 2:
                break
            elif not (c >= 0x80 and base):
                good = False
                break
            at += 1
        if not good or sizes[0] == 0 or sizes[1] == 0 or sizes[2] == 0 or sizes[1] > 2:
            continue
        if sizes[0] == 4 or base:
            years[i], months[i], days[i] = -(parts[0] + base) if base else parts[0], parts[1], parts[2]
        elif sizes[2] == 4 and sizes[0] <= 2:
            years[i], months[i], days[i] = parts[2], parts[1], parts[0]
        if not (1 <= months[i] <= 12 and 1 <= days[i] <= 31):
            years[i] = 0
    return years, months, days


@compiled
def _era(data: Any, at: Any, end: Any) -> Any:
    """The Gregorian year before the first of a Japanese era, and where its number begins; 0 where no era is named."""
    if end - at > 8 and data[at] >= 0xE4:
        a, b, c = data[at], data[at + 1], data[at + 2]
        if a == 0xE6 and b == 0x98 and c == 0xAD:  # 昭
            return 1925, at + 6
        if a == 0xE5 and b == 0xB9 and c == 0xB3:  # 平
            return 1988, at + 6
        if a == 0xE4 and b == 0xBB and c == 0xA4:  # 令
            return 2018, at + 6
        if a == 0xE5 and b == 0xA4 and c == 0xA7:  # 大
            return 1911, at + 6
        if a == 0xE6 and b == 0x98 and c == 0x8E:  # 明
            return 1867, at + 6
    if 48 <= data[at + 1] <= 57:
        c = data[at] & 0xDF
        if c == 83:
            return 1925, at + 1
        if c == 72:
            return 1988, at + 1
        if c == 82:
            return 2018, at + 1
        if c == 84:
            return 1911, at + 1
        if c == 77:
            return 1867, at + 1
    return 0, at


@compiled
def _converted(years: Any, months: Any, days: Any, is_solar: Any) -> Any:
    out = np.full(len(years), MISSING, np.int64)
    for i in range(len(years)):
        year, month, day = years[i], months[i], days[i]
        if 1250 <= year <= 1500:
            if is_solar and day <= (31 if month <= 6 else 30):
                out[i] = _solar(year, month, day) * _DAY
            elif not is_solar and day <= 30:
                out[i] = _islamic(year, month, day) * _DAY
        elif 2400 <= year <= 2600:
            out[i] = _gregorian(year - 543, month, day) * _DAY
        elif -2100 <= year <= -1868:
            out[i] = _gregorian(-year, month, day) * _DAY
    return out


@compiled
def _gregorian(year: Any, month: Any, day: Any) -> Any:
    """Days since 1970 (H. Hinnant)."""
    y = year - (month <= 2)
    era = y // 400
    yoe = y - era * 400
    doy = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146_097 + yoe * 365 + yoe // 4 - yoe // 100 + doy - 719_468


@compiled
def _solar(year: Any, month: Any, day: Any) -> Any:
    """Arithmetic Persian calendar; exact from 1178 to 1633 but for a few New Year's days."""
    y = year - 474
    cycle = y % 2820 + 474
    before = day + (31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6)
    fixed = 226_895 + 1_029_983 * (y // 2820) + 365 * (cycle - 1) + (31 * cycle - 5) // 128 + before
    return fixed - 719_163


@compiled
def _islamic(year: Any, month: Any, day: Any) -> Any:
    return 227_014 + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 719_163
