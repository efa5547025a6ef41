"""Whether groups of digits are those of a telephone number, or of a date, a reference, a social security number."""

from __future__ import annotations

from typing import Any

from nightlatch.compiled import compiled


@compiled
def is_numbered(groups: Any, count: Any, first: Any, second: Any, hyphens: Any) -> Any:
    """Is it rather a number of something: 2024-123456, 12-345-6789, 1234 5678 9012?"""
    if count == 2 and groups[0] == 4:
        return (first == 49 and second == 57) or (first == 50 and second == 48)
    if count == 3 and groups[0] == 4 and groups[1] == 4 and groups[2] == 4:
        return True
    return count == 3 and groups[0] == 2 and hyphens == 2 and first != 48


@compiled
def is_grouped(groups: Any, count: Any, digits: Any, first: Any, dots: Any, hyphens: Any, opened: Any) -> Any:
    """Are these the groups of a telephone number, and not those of a date, a decimal, a postcode, a social number?"""
    a, z = groups[0], groups[count - 1]
    if count == 2:
        if dots or a > 5 or z < 3:  # 12.5 is a number, 850709-9805 a person's
            return False
        if a == 5 and z == 4 and first != 48:  # ZIP+4
            return False
        if a == 5 and z == 5 and 54 <= first <= 57:  # India's mobile numbers
            return True
        return opened == 2 or first == 48 or (a <= 3 and z >= 6) or (3 <= a <= 4 and z == 4)
    if count == 3:
        if (a == 4 and groups[1] <= 2 and z <= 2) or (a <= 2 and groups[1] <= 2 and z == 4 and digits <= 8):
            return False  # a date
        if a == 3 and groups[1] == 2 and z == 4 and opened == 0:  # US social security number
            return False
    if count == 4 and dots == 3 and digits <= 12 and a <= 3 and z <= 3 and groups[1] <= 3 and groups[2] <= 3:
        return False  # looks like an IP address
    for k in range(1, count):
        if groups[k] < 2:
            return False
    if a > 5:
        return False
    return a >= 2 or first == 49 or opened == 2  # 1-212-...; (0)30 ...
