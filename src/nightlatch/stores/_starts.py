"""Since when a server runs, from what servers say of it: seconds, a moment, or a line of their metrics.

What cannot be (before 1970, in thousands of years, not a number) is nothing, whatever a server says.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

METRIC = re.compile(rb"^process_start_time_seconds ([0-9.e+]{1,24})\s*$", re.MULTILINE)
_MOST_SECONDS = 1 << 33


def since(seconds: object) -> datetime | None:
    """The moment *seconds* ago."""
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 <= seconds < _MOST_SECONDS:
        return None
    return datetime.now(UTC) - timedelta(seconds=int(seconds))


def at(seconds: object) -> datetime | None:
    """The moment *seconds* after 1970."""
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 < seconds < _MOST_SECONDS:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def moment(text: object) -> datetime | None:
    """The moment that an ISO 8601 *text* with a zone tells."""
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo and 1970 < found.year < 2200 else None


def of_metrics(page: bytes) -> datetime | None:
    """What every client library of Prometheus tells of its process, in the text format."""
    found = METRIC.search(page)
    try:
        return at(float(found[1])) if found else None
    except ValueError:
        return None
