"""What a file's name says of it, and how much of its beginning says the rest. Sends nothing."""

from __future__ import annotations

import re

MAGIC_BYTES = 16
_EXTENSION = re.compile(r"[A-Za-z][A-Za-z0-9]{0,7}")


def extension_of(name: str) -> str:
    """The extension in lower case, "" where there is none that looks like one."""
    stem, dot, last = name.rpartition(".")
    return last.lower() if dot and stem and _EXTENSION.fullmatch(last) else ""
