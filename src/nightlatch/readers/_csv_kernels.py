"""Where the rows of a table in text end, quoted line ends left aside (RFC 4180)."""

from __future__ import annotations

from nightlatch.compiled import compiled


@compiled
def whole_rows(data, delimiter):  # type: ignore[no-untyped-def]
    """``(end of the last whole row, whole rows, is a quotation open at the end)``; blank lines are no rows."""
    end, rows, is_quoted, is_start, is_blank = 0, 0, False, True, True
    at, n = 0, len(data)
    while at < n:
        byte = data[at]
        if is_quoted:
            if byte == 0x22:
                if at + 1 < n and data[at + 1] == 0x22:
                    at += 1
                else:
                    is_quoted = False
        elif byte == 0x0A:
            rows += not is_blank
            end, is_start, is_blank = at + 1, True, True
        elif byte == 0x22 and is_start:
            is_quoted, is_start, is_blank = True, False, False
        elif byte == delimiter:
            is_start, is_blank = True, False
        elif byte != 0x0D:
            is_start, is_blank = False, False
        at += 1
    return end, rows, is_quoted
