"""Rows of a text result taken apart where they lie; see :mod:`nightlatch.stores._mysql_wire`. Sends nothing."""

from __future__ import annotations

import numpy as np

from nightlatch.compiled import compiled

MORE, END, ERROR, BAD = range(4)


@compiled
def parse(data, end, columns, starts, lengths, state):  # type: ignore[no-untyped-def]
    """Note where the values of whole row packets lie, until the data, the room or the result ends."""
    at, row, status = state[0], state[1], 0
    while row < len(starts) and at + 4 <= end:
        size = data[at] + (data[at + 1] << 8) + (data[at + 2] << 16)
        if size == 0 or size == 16777215:
            status = 3
            break
        if at + 4 + size > end:
            break
        place, stop = at + 4, at + 4 + size
        if data[place] == 254 and size < 9:
            status, at = 1, stop
            break
        if data[place] == 255:
            status, at = 2, stop
            state[3] = data[place + 1] + (data[place + 2] << 8) if size >= 3 else 0
            break
        for column in range(columns):
            if place >= stop:
                status = 3
                break
            first = np.int64(data[place])
            width = 0
            if first == 252:
                width = 2
            elif first == 253:
                width = 3
            elif first == 254:
                width = 8
            elif first == 255:
                status = 3
                break
            place += 1
            if first == 251:
                starts[row, column], lengths[row, column] = place, -1
                continue
            length = np.int64(first)
            if width:
                if place + width > stop:
                    status = 3
                    break
                length = np.int64(0)
                for i in range(width):
                    length |= np.int64(data[place + i]) << (8 * i)
                place += width
            if length < 0 or length > stop - place:
                status = 3
                break
            starts[row, column], lengths[row, column] = place, length
            place += length
        if status == 3 or place != stop:
            status = 3
            break
        row += 1
        at = stop
    state[0], state[1], state[2] = at, row, status
