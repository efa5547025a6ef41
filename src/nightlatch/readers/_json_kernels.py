"""JSON documents that are not a line each are put on lines, in place: elements of a list, or documents in a row."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nightlatch.compiled import compiled

DEPTH, IN_STRING, ESCAPED = range(3)  # what is known where a block ends
State = NDArray[np.int64]


def beginning() -> State:
    """The state before the first byte."""
    return np.zeros(3, np.int64)


@compiled
def put_on_lines(data, out, state, level):  # type: ignore[no-untyped-def]
    """Copy *data* to *out*: what lies *level* brackets deep has a line each; returns the end of the last whole line.

    Line ends within a document become blanks. *level* 0: documents one after the other; 1: elements of one list, 2: of
    the lists that are fields of one object. What is less deep than *level* becomes blanks.
    """
    depth, in_string, escaped, end = state[DEPTH], state[IN_STRING], state[ESCAPED], 0
    for at in range(len(data)):
        byte = data[at]
        put = byte
        if in_string:
            if escaped:
                escaped = 0
            elif byte == 0x5C:
                escaped = 1
            elif byte == 0x22:
                in_string = 0
            if byte == 0x0A or byte == 0x0D:
                put = 0x20
            if depth < level:
                put = 0x20
        elif byte == 0x22:
            in_string = 1
            if depth < level:
                put = 0x20
        elif byte == 0x7B or byte == 0x5B:
            if depth < level:
                put = 0x20
            depth += 1
        elif byte == 0x7D or byte == 0x5D:
            depth -= 1
            if depth < 0:
                depth = 0
            if depth < level:
                put = 0x0A if depth == level - 1 else 0x20
                if put == 0x0A:
                    end = at + 1
        elif depth == level and level > 0 and byte == 0x2C:
            put = 0x0A
            end = at + 1
        elif byte == 0x0A or byte == 0x0D:
            put = 0x20
            if depth == 0 and level == 0:
                put = 0x0A
                end = at + 1
        elif depth < level:
            put = 0x20
        out[at] = put
        if level == 0 and depth == 0 and not in_string and (byte == 0x7D or byte == 0x5D):
            end = at + 1
    state[DEPTH], state[IN_STRING], state[ESCAPED] = depth, in_string, escaped
    return end
