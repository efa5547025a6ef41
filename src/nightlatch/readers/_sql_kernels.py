"""Cells of SQL dumps, as they lie in a block: where each begins, how long it is, and what it is.

Compiled loops over bytes. Strings are told by their quotes; a backslash escapes where the dialect says so (MySQL, and
``E'...'`` of PostgreSQL), a doubled quote always. Rows are whole: one that a block cuts is left for the next.
"""

from __future__ import annotations

import numpy as np

from nightlatch.compiled import compiled

NULL, TEXT, NUMBER, HEX, OTHER, WORD = range(6)  # kinds of cells; OTHER is an expression, WORD true and false
PLAIN, DOUBLED, BACKSLASHED = range(3)  # how the text of a cell is escaped; the last includes the second
MORE, OVER, STRANGE = range(3)  # after a block: there may be more rows, they are over, this is no list of rows
LETTERS = np.zeros(256, np.uint8)
for _escape, _meant in zip(b"0bnrtZ", b"\0\x08\n\r\t\x1a", strict=True):
    LETTERS[_escape] = _meant


@compiled
def end_of_statement(data, at, quote, has_backslash):  # type: ignore[no-untyped-def]
    """``(place after the semicolon, or -1; the quote that is open at the end, or 0)``; comments are looked past."""
    n = len(data)
    while at < n:
        byte = data[at]
        if quote == 0x0A:  # a comment to the end of its line
            if byte == 0x0A:
                quote = 0
        elif quote == 0x2A:  # /* ... */
            if byte == 0x2A and at + 1 < n and data[at + 1] == 0x2F:
                quote = 0
                at += 1
        elif quote:
            if byte == 0x5C and has_backslash and quote != 0x60:
                at += 1
            elif byte == quote:
                quote = 0  # of a doubled one the second opens again
        elif byte == 0x27 or byte == 0x22 or byte == 0x60:
            quote = byte
        elif byte == 0x2D and at + 1 < n and data[at + 1] == 0x2D:
            quote = 0x0A
        elif byte == 0x2F and at + 1 < n and data[at + 1] == 0x2A:
            quote = 0x2A
            at += 1
        elif byte == 0x3B:
            return at + 1, 0
        at += 1
    return -1, quote


@compiled
def tuples(data, at, has_backslash, most):  # type: ignore[no-untyped-def]
    """Rows ``(1, 'a'), (2, 'b')`` from *at* on: ``(starts, lengths, kinds, escapes, rows, columns, cells, rows, at,
    state)``."""
    n = len(data)
    starts, lengths = np.empty(most, np.int64), np.empty(most, np.int64)
    kinds, escapes = np.empty(most, np.uint8), np.empty(most, np.uint8)
    rows, columns = np.empty(most, np.int32), np.empty(most, np.int32)
    cells = count = 0
    done_cells, done_at, state = 0, at, MORE
    while True:
        while at < n and (data[at] <= 0x20 or data[at] == 0x2C):
            at += 1
        if at >= n:
            done_at = at if cells == done_cells else done_at
            break
        if data[at] != 0x28:
            state = OVER if data[at] == 0x3B or count else STRANGE
            done_at = at + 1 if data[at] == 0x3B else at
            break
        at += 1
        column = 0
        is_whole = False
        while at < n and cells < most:
            while at < n and data[at] <= 0x20:
                at += 1
            start, depth, kind, escape, is_text = at, 0, OTHER, PLAIN, False
            stop = at
            while at < n:  # one cell
                byte = data[at]
                if byte == 0x27 and not is_text and depth == 0:
                    before = at - start
                    escaping = has_backslash
                    kind = TEXT
                    if before == 1 and (data[start] | 0x20) == 0x65:
                        escaping = True
                    elif before == 1 and (data[start] | 0x20) == 0x78:
                        kind = HEX
                    elif before > 1 and data[start] != 0x5F and (data[start] | 0x20) != 0x6E:
                        kind = OTHER  # a word before it: date '...', and the like; its text is what counts
                    is_text = True
                    at += 1
                    start = at
                    while at < n:
                        if data[at] == 0x5C and escaping:
                            escape = BACKSLASHED
                            at += 1
                        elif data[at] == 0x27:
                            if at + 1 < n and data[at + 1] == 0x27:
                                escape = max(escape, DOUBLED)
                                at += 1
                            else:
                                break
                        at += 1
                    stop = min(at, n)
                    at += 1
                    if kind == OTHER:
                        kind = TEXT
                    continue
                if byte == 0x27:  # a string within an expression
                    at += 1
                    while at < n and data[at] != 0x27:
                        at += 1 + (data[at] == 0x5C and has_backslash)
                elif byte == 0x28:
                    depth += 1
                elif byte == 0x29 and depth:
                    depth -= 1
                elif depth == 0 and (byte == 0x2C or byte == 0x29):
                    break
                at += 1
            if at >= n:
                break
            if not is_text:
                stop = at
                while stop > start and data[stop - 1] <= 0x20:
                    stop -= 1
                kind = _kind(data, start, stop)
                if kind == HEX:
                    start += 2
            starts[cells], lengths[cells] = start, stop - start
            kinds[cells], escapes[cells] = kind, escape
            rows[cells], columns[cells] = count, column
            cells += 1
            column += 1
            at += 1
            if data[at - 1] == 0x29:
                is_whole = True
                break
        if not is_whole:
            break
        count += 1
        done_cells, done_at = cells, at
    k = done_cells
    return starts[:k], lengths[:k], kinds[:k], escapes[:k], rows[:k], columns[:k], count, done_at, state


@compiled
def _kind(data, start, stop):  # type: ignore[no-untyped-def]
    length = stop - start
    if length == 4 and (data[start] | 0x20) == 0x6E and (data[start + 1] | 0x20) == 0x75:
        return NULL
    if length > 2 and data[start] == 0x30 and (data[start + 1] | 0x20) == 0x78:
        return HEX
    if length and (0x30 <= data[start] <= 0x39 or data[start] == 0x2D or data[start] == 0x2E):
        return NUMBER
    first = data[start] | 0x20 if length else 0
    return WORD if (length == 4 and first == 0x74) or (length == 5 and first == 0x66) else OTHER


@compiled
def copied(data, at, most):  # type: ignore[no-untyped-def]
    r"""Rows of COPY in its text format from *at* on, up to ``\.``; returned like those of :func:`tuples`."""
    n = len(data)
    starts, lengths = np.empty(most, np.int64), np.empty(most, np.int64)
    kinds, escapes = np.empty(most, np.uint8), np.empty(most, np.uint8)
    rows, columns = np.empty(most, np.int32), np.empty(most, np.int32)
    cells = count = 0
    done_cells, done_at, state = 0, at, MORE
    while at < n and cells < most:
        if data[at] == 0x5C and at + 1 < n and data[at + 1] == 0x2E:
            stop = at + 2
            while stop < n and data[stop] == 0x0D:
                stop += 1
            if stop >= n or data[stop] == 0x0A:
                state, done_at = OVER, min(n, stop + 1)
                break
        column, start, escape, is_whole = 0, at, PLAIN, False
        while at < n and cells < most:
            byte = data[at]
            if byte == 0x5C:
                escape = BACKSLASHED
                at += 2
                continue
            if byte == 0x09 or byte == 0x0A:
                stop = at - (byte == 0x0A and at > start and data[at - 1] == 0x0D)
                is_null = stop - start == 2 and data[start] == 0x5C and data[start + 1] == 0x4E
                starts[cells], lengths[cells] = start, stop - start
                kinds[cells], escapes[cells] = (NULL if is_null else TEXT), escape
                rows[cells], columns[cells] = count, column
                cells += 1
                column += 1
                start, escape = at + 1, PLAIN
                if byte == 0x0A:
                    is_whole = True
                    at += 1
                    break
            at += 1
        if not is_whole:
            break
        count += 1
        done_cells, done_at = cells, at
    k = done_cells
    return starts[:k], lengths[:k], kinds[:k], escapes[:k], rows[:k], columns[:k], count, done_at, state


@compiled
def unescaped(data, starts, lengths, escapes, letters):  # type: ignore[no-untyped-def]
    """``(offsets, bytes)`` of the texts, as they were before they were escaped."""
    offsets = np.zeros(len(starts) + 1, np.int64)
    out = np.empty(lengths.sum(), np.uint8)
    put = 0
    for i in range(len(starts)):
        at, end = starts[i], starts[i] + lengths[i]
        if escapes[i] == PLAIN:
            for j in range(at, end):
                out[put] = data[j]
                put += 1
        else:
            while at < end:
                byte = data[at]
                if byte == 0x27 and at + 1 < end and data[at + 1] == 0x27:
                    at += 1
                elif byte == 0x5C and escapes[i] == BACKSLASHED and at + 1 < end:
                    at += 1
                    byte = letters[data[at]] if letters[data[at]] or data[at] == 0x30 else data[at]
                out[put] = byte
                put += 1
                at += 1
        offsets[i + 1] = put
    return offsets, out[:put]
