"""Time windows: when they are open, when they open next, and what is no window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightlatch.windows import opens, parse
from tests.test_scope import LISTED, refused, scope

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "is_open", "is_shut"),
    [
        ("22:00-06:00", ["22:00", "23:59", "00:00", "05:59"], ["06:00", "12:00", "21:59"]),
        ("09:30-17:00", ["09:30", "16:59"], ["09:29", "17:00", "00:00"]),
        ("00:00-24:00 +02:00", ["00:00", "12:00", "23:59"], []),
        ("22:00-06:00 +02:00", ["20:00", "03:59"], ["19:59", "04:00"]),
        ("22:00 - 06:00 -05:30", ["03:30", "11:29"], ["03:29", "11:30"]),
    ],
)
def test_when_it_is_open(text: str, is_open: list[str], is_shut: list[str]) -> None:
    """From its beginning on and before its end, over midnight too, with its offset."""
    if text.startswith("00:00-24:00"):
        with pytest.raises(ValueError, match="begins when it ends"):
            parse(text.replace("24:00", "00:00"))
    window = parse(text)
    for moment in (*is_open, *is_shut):
        now = datetime.combine(NOON, datetime.strptime(moment, "%H:%M").time(), UTC)
        assert window.is_open(now) == (moment in is_open), moment


@given(start=st.integers(0, 1439), minutes=st.integers(1, 1439), now=st.integers(0, 10**6), offset=st.integers(-14, 14))
def test_it_opens_when_it_says(start: int, minutes: int, now: int, offset: int) -> None:
    """The moment it opens is not before now, is open, and the moment before it is not, unless it is open now."""
    end = (start + minutes) % 1440
    window = parse(f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}")
    moment = (NOON + timedelta(seconds=now)).astimezone(timezone(timedelta(hours=offset)))
    opening = window.opens(moment)
    assert opening >= moment and window.is_open(opening)
    assert window.is_open(moment) == (opening == moment)
    if opening > moment:
        assert not window.is_open(opening - timedelta(seconds=1)) and opening - moment < timedelta(days=1)


def test_the_next_of_several() -> None:
    """The first to open counts; with none it is always open."""
    assert opens([], NOON) == NOON
    assert opens([parse("20:00-21:00"), parse("13:00-14:00")], NOON) == NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    "text", ["", "22-06", "22:00", "25:00-06:00", "22:60-06:00", "24:30-01:00", "06:00-06:00", "1:00-2:00 Europe/Berlin", "01:00-02:00 +99:00"]
)  # fmt: skip
def test_what_is_no_window(tmp_path: Path, text: str) -> None:
    """A scope file with such a window is refused, and told what to write."""
    told = refused(tmp_path, LISTED + f'[limits]\nwindows = ["{text}"]\n')
    assert "limits.windows" in told and 'write "22:00-06:00"' in told


def test_the_scope_has_it_and_says_it(tmp_path: Path) -> None:
    """Windows of a scope file stand in the scope and in its sentences, in UTC."""
    found = scope(tmp_path, LISTED + '[limits]\nwindows = ["22:00-06:00 +01:00", "12:00-13:00"]\n')
    assert found.limits.windows == (parse("21:00-05:00"), parse("12:00-13:00"))
    assert any("only in the time windows 21:00-05:00 UTC, 12:00-13:00 UTC" in line for line in found.explain())
