"""The first bytes of a file over HTTP: a ranged GET, cut off where the server sends more than was asked for.

Shared by the kinds that hold files behind HTTP. Sends the declared template that it is given, nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

from nightlatch.stores._http import Http


def head_of(http: Http, template: str, fill: Mapping[str, str], most: int) -> bytes | None:
    """At most *most* bytes from the beginning; None where the server refuses. Errors: ``Failed`` as any request."""
    wanted = {"range": f"bytes=0-{most - 1}"}
    head, pieces = http.stream(template, fill, headers=wanted, most=1 << 40)
    if head.status == 416:  # no such range: the file is empty
        _drained(http, pieces)
        return b""
    if head.status not in (200, 206):
        _drained(http, pieces)
        return None
    found = bytearray()
    for piece in pieces:
        found += piece
        if len(found) > most:  # a server that knows no ranges: the rest is not taken
            http.close()
            break
    return bytes(found[:most])


def _drained(http: Http, pieces: object, most: int = 64 << 10) -> None:
    came = 0
    for piece in pieces:  # type: ignore[attr-defined]
        came += len(piece)
        if came > most:
            http.close()
            return
