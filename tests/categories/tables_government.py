"""What the checks of documents without a country's own rule say yes and no to; all values are invented or specimens."""

from __future__ import annotations

from tests.categories.yes_no import Table, of

_NUMBERS = "12345678\nAB123456\nA1234567\nX 1234567\n123456789\nC01X00T47\nAB-123456\n00123456\nK1234567\nZ12345678\nQ1234567\n987654321"
_NONE = "hello\n1\n-\nJohn Exampleton\nx@example.org\nhttps://example.org\nyes\n王小明\n€ 100\nAB\n?\nABCDEFGHIJKLMNOPQRSTUVWXYZ"
TABLES: dict[tuple[str, int], Table] = {
    ("driving-licence", 0): of("MORGA657054SM9IJ\nB072RRE2I55\n" + _NUMBERS.replace("C01X00T47", "C012345"), _NONE),
    ("residence-permit", 0): of(_NUMBERS, _NONE),
    ("voter-id", 0): of(_NUMBERS.replace("C01X00T47", "EP 0012"), _NONE),
}
