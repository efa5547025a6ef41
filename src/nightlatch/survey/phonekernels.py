"""A loop over telephone numbers that carry their calling code (``+49 30 ...``, ``0049 30 ...``)."""

from __future__ import annotations

from typing import Any

import numpy as np

from nightlatch.compiled import compiled


@compiled
def international(offsets: Any, data: Any, lengths: Any) -> Any:
    """Which values begin with + or 00 and a calling code, and have as many digits as belong behind it.

    *lengths*: ``uint32[1000]``, for the first three digits one bit for each total of digits. ``(0)`` does not count,
    nor does what follows an extension's letter.
    """
    n = len(offsets) - 1
    out = np.zeros(n, np.bool_)
    for i in range(n):
        at, end = offsets[i], offsets[i + 1]
        if end - at > 40:
            continue
        while at < end and (data[at] <= 32 or data[at] == 40):
            at += 1
        if at < end and data[at] == 43:
            at += 1
        elif end - at > 2 and data[at] == 48 and data[at + 1] == 48:
            at += 2
        else:
            continue
        digits, head = 0, np.int64(0)
        while at < end:
            c = data[at]
            if 48 <= c <= 57:
                is_trunk = c == 48 and data[at - 1] == 40 and at + 1 < end and data[at + 1] == 41
                if not is_trunk:
                    digits += 1
                    if digits <= 3:
                        head = head * 10 + np.int64(c) - 48
            elif c == 120 or c == 101 or c == 35 or c == 59:
                break
            at += 1
        if 7 <= digits <= 15:
            out[i] = (lengths[head] >> np.uint32(digits)) & 1
    return out
