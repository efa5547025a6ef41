"""A plain list: ``host:port``, ``[IPv6]:port``, ``host`` or ``SCHEME://host:port`` a line; ``#`` begins a comment.

A host without a port stands for the usual ports of every kind. A scheme is only a hint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from nightlatch import targets
from nightlatch.imports import Found, Passed
from nightlatch.imports._lines import lines
from nightlatch.imports._words import kind_of, port_of, transport_of

_LONGEST = 4096
_PLACE = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]{0,30})://)?"
    r"(?:\[(?P<six>[0-9a-f:.]{2,45})\]|(?P<bare_six>[0-9a-f.]*:[0-9a-f.]*:[0-9a-f:.]*)|(?P<host>[a-z0-9._-]{1,253}))"
    r"(?:(?::|\s+)(?P<port>[0-9]{1,5}))?(?:/(?P<transport>tcp|udp))?/?(?:\s+\[[^\]]*\])?",
    re.I,
)


class Hosts:
    """The format."""

    name = "hosts"
    description = "a plain list: HOST:PORT or HOST a line"

    def recognises(self, head: bytes, name: str) -> bool:
        """Text of which every whole line is a place, a comment or blank, and at least one is a place."""
        if b"\0" in head:
            return False
        text = head.decode(errors="replace").removeprefix("\ufeff").splitlines()
        said = [words for line in text[:200] if (words := _words(line))]
        return bool(said) and all(_PLACE.fullmatch(words) for words in said[: max(1, len(said) - 1)])

    def read(self, file: BinaryIO, name: str) -> Iterator[Found | Passed]:
        """Every place, in order."""
        for line in lines(file, _LONGEST):
            if line.text is None:
                yield Passed(place=line.place, why=line.why)
            elif words := _words(line.text):
                yield _of(words, line.place, f"list: {name}")


def _words(line: str) -> str:
    return re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()


def _of(words: str, place: str, source: str) -> Found | Passed:
    found = _PLACE.fullmatch(words)
    if found is None:
        what = "is a network; networks belong into the scope" if re.fullmatch(r"[0-9a-f:.]+/[0-9]+", words) else ""
        return Passed(place=f"{place}: {targets.shown(words)}", why=what or "is no HOST:PORT")
    port = port_of(found["port"]) if found["port"] else 0
    if port is None:
        return Passed(place=f"{place}: {targets.shown(words)}", why="the port is not between 1 and 65535")
    try:
        host = targets.host_of(found["six"] or found["bare_six"] or found["host"])
    except ValueError as error:
        return Passed(place=f"{place}: {targets.shown(words)}", why=str(error))
    is_address = ":" in host or host.replace(".", "").isdigit()
    return Found(
        host=None if is_address else host, address=host if is_address else None, port=port,
        transport=transport_of(found["transport"] or ""), kind_hint=kind_of(found["scheme"] or ""), source=source,
    )  # fmt: skip


IMPORT = Hosts()
