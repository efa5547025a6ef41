"""masscan's JSON, ``-oJ`` and ``-oD``, of versions 1.0 to 1.3; its ``-oX`` is taken as nmap's.

What it really writes: an array with a record a line, a comma at the end or the beginning of lines, ``{finished: 1}``
as the last record of old versions, no closing bracket after a kill; ``-oD`` has an object a line and no ``ports``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from nightlatch.imports import Found, Passed, _json
from nightlatch.imports._words import kind_of, moment_of, port_of, transport_of


class Masscan:
    """The format."""

    name = "masscan"
    description = "masscan -oJ or -oD: JSON"

    def recognises(self, head: bytes, name: str) -> bool:
        """An object with an address and ports, or with a record type."""
        found = _json.first(head) or {}
        return "ip" in found and ("ports" in found or "rec_type" in found)

    def read(self, file: BinaryIO, name: str) -> Iterator[Found | Passed]:
        """Every port that was open; banners only tell a hint."""
        for item in _json.records(file):
            if isinstance(item, Passed):
                yield item
            else:
                yield from _of(*item, source=f"masscan: {name}")


def _of(place: str, record: _json.Object, source: str) -> Iterator[Found | Passed]:
    ports = record.get("ports")
    flat = {**record, **data} if isinstance(data := record.get("data"), dict) else record
    listed = ports if isinstance(ports, list) else [flat] if "port" in record else []
    address, seen = _json.text_of(record, "ip"), moment_of(record.get("timestamp"))
    if not address or not listed:
        yield Passed(place=place, why="names no address or no port")
    for one in listed if address else ():
        yield _port(place, address, one if isinstance(one, dict) else {}, seen, source)


def _port(place: str, address: str, one: _json.Object, seen: datetime | None, source: str) -> Found | Passed:
    number, status = port_of(one.get("port")), _json.text_of(one, "status") or "open"
    if number is None:
        return Passed(place=place, why="names no port between 1 and 65535")
    if status != "open":
        return Passed(place=place, why="is not called open")
    service = one.get("service")
    words = _json.text_of(service if isinstance(service, dict) else one, "name" if service else "service_name")
    return Found(
        host=None, address=address, port=number, transport=transport_of(_json.text_of(one, "proto")),
        kind_hint=kind_of(words), seen=seen, source=source,
    )  # fmt: skip


IMPORT = Masscan()
