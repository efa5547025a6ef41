"""Whose a place is: owner and team as the user's own inventory has them, by host and port. Sends nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from nightlatch import targets
from nightlatch.inventory import Row
from nightlatch.model import Failed

Tags = tuple[tuple[str, str], ...]
_SHOWN = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^\s:/\[\]]+)):([0-9]{1,5})(?:/\w+)?")


class Owners:
    """An inventory, ready to be asked. A line with a port beats one without; of two alike the first wins."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._found: dict[tuple[str, int], Tags] = {}
        for row in rows:
            host, port = _place(row)
            if host and row.tags:
                self._found.setdefault((host, port), row.tags)
                self._found.setdefault((host, 0), row.tags)

    def of(self, host: str | None, port: int | None = None) -> Tags:
        """The tags of *host* (an address or a name in normal form); empty where nobody is named."""
        if host is None:
            return ()
        return self._found.get((host, port or 0)) or self._found.get((host, 0), ())

    def of_target(self, target: str) -> Tags:
        """The tags of a target as it is written in a result: a URL, ``host:port``, or a host."""
        return self.of(*_shown(target))


def _shown(target: str) -> tuple[str | None, int | None]:
    try:
        if "://" in target:
            parts = urlsplit(target)
            return parts.hostname, parts.port
    except ValueError:
        return None, None
    found = _SHOWN.fullmatch(target)
    return (found[1] or found[2], int(found[3])) if found else (target, None)


def _place(row: Row) -> tuple[str, int]:
    try:
        if row.url:
            target = targets.parse(row.url)
            return target.host, target.port
        return targets.host_of(row.host), targets.port_of(row) or 0
    except (ValueError, Failed):  # the run tells of such lines
        return "", 0
