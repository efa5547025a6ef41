"""RESP2 taken apart where it lies: one loop, which runs as it is over a few elements and compiled over pages of them.

Source: Redis documentation, "Redis serialization protocol specification", RESP2. Sends nothing.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

BULK, SIMPLE, ERROR, INTEGER, ARRAY, NIL = range(6)
DONE, MORE, BIG, FULL = range(4)
DEEPEST = 8
ROOM = 4096  # elements of one answer that are noted without the compiled loop

Slots = MutableSequence[int]


class Walk:
    """One answer's elements as lists, for which nothing has to be loaded: kinds, starts, lengths, replies, depths."""

    def __init__(self) -> None:
        self.state = [0] * 4
        self.stack = [0] * (DEEPEST + 1)
        self.out = [0] * ROOM, [0] * ROOM, [0] * ROOM, [0] * ROOM, [0] * ROOM

    def __call__(self, buffer: bytearray, replies: int, kept: int) -> int:
        return tokenize(buffer, len(buffer), replies, kept, self.state, self.stack, *self.out)

    def listed(self) -> list[list[int]]:
        """Kinds, starts and lengths."""
        return [one[: self.state[3]] for one in self.out[:3]]


def tokenize(
    data: Sequence[int], end: int, replies: int, kept: int, state: Slots, stack: Slots,
    kinds: Slots, starts: Slots, lengths: Slots, owners: Slots, depths: Slots,
) -> int:  # fmt: skip
    """Note the elements from ``state`` on, until *replies* are whole; resumable at every element.

    *state*: position, replies done, depth, elements noted. Returns DONE, MORE, BIG, FULL, or what is bad.
    """
    at, done, depth, count = state[0], state[1], state[2], state[3]
    status = 0
    while done < replies:
        if count == len(kinds):
            status = 3
            break
        stop = at
        while stop < end and data[stop] != 13 and stop - at <= 65536:
            stop += 1
        mark = data[at] if at < end else 0
        if at < end and mark != 36 and mark != 43 and mark != 45 and mark != 58 and mark != 42:
            status = -1
            break
        if stop - at > 65536:
            status = -5
            break
        if stop + 1 >= end:
            status = 1
            break
        if data[stop + 1] != 10:
            status = -1
            break
        kind, start, length, after = 1, at + 1, stop - at - 1, stop + 2
        if mark == 45:
            kind = 2
        elif mark != 43:
            number, sign, first = 0, 1, at + 1
            if first < stop and data[first] == 45:
                sign, first = -1, first + 1
            if first == stop or stop - first > 19:
                status = -1
                break
            for place in range(first, stop):
                if data[place] < 48 or data[place] > 57:
                    status = -1
                number = number * 10 + (data[place] - 48)
            if status < 0:
                break
            number *= sign
            kind, length = 3, number
            if mark == 36:
                if number > 536870912:
                    status = -2
                    break
                if number > kept:
                    status = 2
                    break
                kind, start = (0, stop + 2) if number >= 0 else (5, at)
                if number >= 0:
                    after = stop + 2 + number + 2
                    if after > end:
                        status = 1
                        break
            elif mark == 42:
                kind, start = (4, at) if number >= 0 else (5, at)
                if number > 1048576:
                    status = -4
                    break
                if number > 0 and depth >= 8:
                    status = -3
                    break
        kinds[count], starts[count], lengths[count], owners[count], depths[count] = kind, start, length, done, depth
        count += 1
        at = after
        if kind == 4 and length > 0:
            stack[depth] = length
            depth += 1
        else:
            while depth > 0:
                stack[depth - 1] -= 1
                if stack[depth - 1] > 0:
                    break
                depth -= 1
            if depth == 0:
                done += 1
    state[0], state[1], state[2], state[3] = at, done, depth, count
    return status
