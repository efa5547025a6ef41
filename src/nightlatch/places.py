"""Where an exception came from, without what it says: its text, and the values of variables, may be somebody's data."""

from __future__ import annotations

import traceback
from pathlib import PurePath


def chain(error: BaseException) -> tuple[str, ...]:
    """``stores/redis.py:120 in read`` of every frame, the outermost first; no text, no locals, no source line."""
    return tuple(
        f"{'/'.join(PurePath(frame.f_code.co_filename).parts[-2:])}:{line} in {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    )


def last(error: BaseException) -> str:
    """``redis.py:120`` of the innermost frame; ``?`` of an exception that was never raised."""
    frames = chain(error)
    return PurePath(frames[-1].partition(" in ")[0]).name if frames else "?"
