"""How deep and how wide JSON texts are, told before anything parses them: a parser may be brought down by either.

One pass over the bytes, RFC 8259's strings and brackets and nothing more; what is no JSON gets some answer, never an
error. A nesting of 100,000 levels overflows the stack of recursive parsers, Arrow's included; and a table of all
fields by all records grows with both at once.
"""

from __future__ import annotations

import numpy as np

from nightlatch.compiled import compiled

MAX_DEPTH = 64
MAX_PATHS = 1024  # distinct ones that are counted; more are "more"
_SLOTS = 4096
_FNV, _PRIME = 0xCBF29CE484222325, 0x100000001B3


@compiled
def shape(offsets, data):  # type: ignore[no-untyped-def]
    """``(levels of each text, up to 255; distinct paths of keys over all texts, up to MAX_PATHS + 1)``."""
    levels = np.zeros(len(offsets) - 1, np.uint8)
    seen, paths = np.zeros(_SLOTS, np.uint64), 0
    bases = np.zeros(MAX_DEPTH + 2, np.uint64)
    for i in range(len(offsets) - 1):
        at, end, depth, here = offsets[i], offsets[i + 1], 0, np.uint64(_FNV)
        while at < end:
            byte = data[at]
            at += 1
            if byte == 0x22:  # a string; it is a key if a colon follows
                start = at
                while at < end and data[at] != 0x22:
                    at += 2 if data[at] == 0x5C else 1
                stop = min(at, end)
                at += 1
                while at < end and (data[at] == 0x20 or 9 <= data[at] <= 13):
                    at += 1
                if at < end and data[at] == 0x3A:
                    here = _path(bases[min(depth, MAX_DEPTH + 1)], data, start, stop)
                    if paths <= MAX_PATHS:
                        paths += _add(seen, here)
            elif byte == 0x7B or byte == 0x5B:
                depth += 1
                bases[min(depth, MAX_DEPTH + 1)] = here
                levels[i] = max(levels[i], min(depth, 255))
            elif (byte == 0x7D or byte == 0x5D) and depth:
                here = bases[min(depth, MAX_DEPTH + 1)]
                depth -= 1
    return levels, paths


@compiled
def _path(base, data, start, stop):  # type: ignore[no-untyped-def]
    value = base ^ np.uint64(_FNV)
    for at in range(start, stop):
        value = (value ^ np.uint64(data[at])) * np.uint64(_PRIME)
    value ^= value >> np.uint64(29)
    return value * np.uint64(_PRIME) | np.uint64(1)


@compiled
def _add(seen, value):  # type: ignore[no-untyped-def]
    at = value & np.uint64(_SLOTS - 1)
    while seen[at]:
        if seen[at] == value:
            return 0
        at = (at + np.uint64(1)) & np.uint64(_SLOTS - 1)
    seen[at] = value
    return 1
