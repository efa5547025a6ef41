"""Lines of JSON that all look alike are taken apart into cells in one pass; compiled loops over bytes (RFC 8259).

*Alike* means: the same keys in the same order and spacing, as one program writes them. What lies between two values,
the *literal*, is compared byte by byte; a line that differs is left for those who read any JSON.
"""

from __future__ import annotations

import numpy as np

from nightlatch.compiled import compiled

NULL, TEXT, ESCAPED, WHOLE, DECIMAL, NUMBER, TRUE, FALSE = range(8)  # DECIMAL: exact as a double; NUMBER: perhaps not
_DIGITS, _EXPONENT = 15, 22  # of decimals, up to which a double is exact
_HEX = np.full(256, 255, np.uint8)
for _at, _char in enumerate(b"0123456789abcdef"):
    _HEX[_char] = _at
for _at, _char in enumerate(b"ABCDEF"):
    _HEX[_char] = _at + 10
_PLAIN = np.zeros(256, np.uint8)
for _escape, _meant in zip(b'"\\/bfnrt', b'"\\/\x08\x0c\n\r\t', strict=True):
    _PLAIN[_escape] = _meant
_ENDS = np.zeros(256, np.bool_)  # what ends the plain run of a text: a quote, a backslash, a control character
_ENDS[:0x20] = _ENDS[0x22] = _ENDS[0x5C] = True
_POWERS = 10.0 ** np.arange(_EXPONENT + 1)


@compiled
def cells(data, literals, edges, lines):  # type: ignore[no-untyped-def]
    """``(starts, lengths, kinds, line of each row, start and end of each odd line, its line)``; cells by value, row."""
    leaves = len(edges) - 2
    starts, lengths = np.empty((leaves, lines), np.int32), np.empty((leaves, lines), np.int32)
    kinds = np.empty((leaves, lines), np.uint8)
    row_lines, odd, odd_lines = np.empty(lines, np.int32), np.empty((lines, 2), np.int32), np.empty(lines, np.int32)
    n, at, row, strange, line = len(data), 0, 0, 0, 0
    while at < n:
        begun = at
        is_alike = True
        for leaf in range(leaves + 1):
            first, last = edges[leaf], edges[leaf + 1]
            if at + last - first > n:
                is_alike = False
                break
            for i in range(first, last):
                if data[at + i - first] != literals[i]:
                    is_alike = False
                    break
            if not is_alike:
                break
            at += last - first
            if leaf == leaves:
                break
            start, stop, at, kind = _value(data, at)
            if kind == 255:
                is_alike = False
                break
            starts[leaf, row], lengths[leaf, row], kinds[leaf, row] = start, stop - start, kind
        if is_alike:
            while at < n and (data[at] == 0x20 or data[at] == 0x0D or data[at] == 0x09):
                at += 1
            is_alike = at >= n or data[at] == 0x0A
        if is_alike:
            row_lines[row] = line
            row, line, at = row + 1, line + 1, at + 1
            continue
        at, is_blank = begun, True
        while at < n and data[at] != 0x0A:
            is_blank = is_blank and (data[at] == 0x20 or data[at] == 0x0D or data[at] == 0x09)
            at += 1
        if not is_blank:
            odd[strange, 0], odd[strange, 1] = begun, at - (data[at - 1] == 0x0D)
            odd_lines[strange] = line
            strange, line = strange + 1, line + 1
        at += 1
    return starts[:, :row], lengths[:, :row], kinds[:, :row], row_lines[:row], odd[:strange], odd_lines[:strange]


@compiled
def _value(data, at):  # type: ignore[no-untyped-def]
    """``(start, end, place after it, kind)`` of the scalar at *at*; kind 255 for anything else."""
    n = len(data)
    if at >= n:
        return at, at, at, 255
    byte = data[at]
    if byte == 0x22:
        return _text(data, at + 1)
    if byte == 0x2D or 0x30 <= byte <= 0x39:
        return _number(data, at)
    if byte == 0x6E and at + 4 <= n and data[at + 1] == 0x75 and data[at + 2] == 0x6C and data[at + 3] == 0x6C:
        return at, at, at + 4, NULL
    if byte == 0x74 and at + 4 <= n and data[at + 1] == 0x72 and data[at + 2] == 0x75 and data[at + 3] == 0x65:
        return at, at, at + 4, TRUE
    if byte == 0x66 and at + 5 <= n and data[at + 1] == 0x61 and data[at + 2] == 0x6C and data[at + 3] == 0x73:
        return at, at, at + 5, FALSE if data[at + 4] == 0x65 else 255
    return at, at, at, 255


@compiled
def _text(data, at):  # type: ignore[no-untyped-def]
    n, start, kind = np.uint64(len(data)), at, TEXT
    here, one = np.uint64(at), np.uint64(1)  # unsigned, so that no index can be counted from the end
    while True:
        while here < n and not _ENDS[data[here]]:
            here += one
        at = np.int64(here)
        if here >= n or data[here] < 0x20:
            return start, at, at, 255
        if data[here] == 0x22:
            return start, at, at + 1, kind
        kind = ESCAPED
        if at + 1 >= len(data):
            return start, at, at, 255
        if data[at + 1] == 0x75:
            if at + 5 >= len(data):
                return start, at, at, 255
            for i in range(at + 2, at + 6):
                if _HEX[data[i]] == 255:
                    return start, at, at, 255
            here += np.uint64(6)
        elif not _PLAIN[data[at + 1]]:
            return start, at, at, 255
        else:
            here += np.uint64(2)


@compiled
def _number(data, at):  # type: ignore[no-untyped-def]
    n, start, digits, is_whole, has_exponent = len(data), at, 0, True, False
    if data[at] == 0x2D:
        at += 1
    if at + 1 < n and data[at] == 0x30 and 0x30 <= data[at + 1] <= 0x39:
        return start, at, at, 255  # a leading zero is no JSON
    while at < n:
        byte = data[at]
        if 0x30 <= byte <= 0x39:
            digits += 1
        elif byte == 0x2E and is_whole:
            is_whole = False
        elif (byte == 0x65 or byte == 0x45) and digits and not has_exponent:
            is_whole, has_exponent = False, True
            if at + 1 < n and (data[at + 1] == 0x2D or data[at + 1] == 0x2B):
                at += 1
        else:
            break
        at += 1
    if not digits or (not is_whole and not 0x30 <= data[at - 1] <= 0x39):
        return start, at, at, 255
    if is_whole:
        return start, at, at, WHOLE if digits <= 18 else NUMBER
    return start, at, at, DECIMAL if digits <= _DIGITS and not has_exponent else NUMBER


@compiled
def wholes(data, starts, lengths):  # type: ignore[no-untyped-def]
    """Whole numbers of at most 18 digits."""
    out = np.empty(len(starts), np.int64)
    for i in range(len(starts)):
        value, is_negative = 0, data[starts[i]] == 0x2D
        for at in range(starts[i] + is_negative, starts[i] + lengths[i]):
            value = value * 10 + (data[at] - 0x30)
        out[i] = -value if is_negative else value
    return out


@compiled
def decimals(data, starts, lengths):  # type: ignore[no-untyped-def]
    """Numbers of at most 15 digits with a point: the quotient of two doubles that are exact is the nearest one."""
    out = np.empty(len(starts), np.float64)
    for i in range(len(starts)):
        value, after, is_after, is_negative = 0, 0, False, data[starts[i]] == 0x2D
        for at in range(starts[i] + is_negative, starts[i] + lengths[i]):
            if data[at] == 0x2E:
                is_after = True
            else:
                value = value * 10 + (data[at] - 0x30)
                after += is_after
        number = value / _POWERS[after]
        out[i] = -number if is_negative else number
    return out


@compiled
def texts(data, starts, lengths, kinds):  # type: ignore[no-untyped-def]
    """``(offsets, bytes)`` of texts, escapes undone; half of a surrogate pair becomes U+FFFD."""
    offsets = np.zeros(len(starts) + 1, np.int64)
    total = 0
    for i in range(len(starts)):
        total += lengths[i]
    out = np.empty(total, np.uint8)
    put = 0
    for i in range(len(starts)):
        at, end = starts[i], starts[i] + lengths[i]
        if kinds[i] == TEXT:
            to, here, past, one = np.uint64(put), np.uint64(at), np.uint64(end), np.uint64(1)
            while here < past:
                out[to] = data[here]
                to += one
                here += one
            put += end - at
        else:
            while at < end:
                if data[at] != 0x5C:
                    out[put] = data[at]
                    put += 1
                    at += 1
                elif data[at + 1] != 0x75:
                    out[put] = _PLAIN[data[at + 1]]
                    put += 1
                    at += 2
                else:
                    code = _unit(data, at + 2)
                    at += 6
                    if 0xD800 <= code < 0xDC00 and at + 6 <= end and data[at] == 0x5C and data[at + 1] == 0x75:
                        low = _unit(data, at + 2)
                        if 0xDC00 <= low < 0xE000:
                            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
                            at += 6
                    put = _encode(out, put, 0xFFFD if 0xD800 <= code < 0xE000 else code)
        offsets[i + 1] = put
    return offsets, out[:put]


@compiled
def _unit(data, at):  # type: ignore[no-untyped-def]
    code = 0
    for i in range(at, at + 4):
        code = code * 16 + _HEX[data[i]]
    return code


@compiled
def _encode(out, put, code):  # type: ignore[no-untyped-def]
    if code < 0x80:
        out[put] = code
        return put + 1
    if code < 0x800:
        out[put], out[put + 1] = 0xC0 | code >> 6, 0x80 | code & 0x3F
        return put + 2
    if code < 0x10000:
        out[put], out[put + 1], out[put + 2] = 0xE0 | code >> 12, 0x80 | code >> 6 & 0x3F, 0x80 | code & 0x3F
        return put + 3
    out[put], out[put + 1] = 0xF0 | code >> 18, 0x80 | code >> 12 & 0x3F
    out[put + 2], out[put + 3] = 0x80 | code >> 6 & 0x3F, 0x80 | code & 0x3F
    return put + 4
