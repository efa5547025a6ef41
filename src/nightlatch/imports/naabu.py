"""naabu's JSON lines (``-json``), of version 2; the older form with an object as port, too.

A ``host`` beside the ``ip`` is the name that naabu was asked for. Service names are there with its ``-sV`` only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from nightlatch.imports import Found, Passed, _json
from nightlatch.imports._words import kind_of, moment_of, port_of, transport_of


class Naabu:
    """The format."""

    name = "naabu"
    description = "naabu -json: JSON lines"

    def recognises(self, head: bytes, name: str) -> bool:
        """An object with a port and an address or a host, and nothing of masscan's."""
        found = _json.first(head) or {}
        return "port" in found and bool({"ip", "host"} & found.keys()) and "rec_type" not in found

    def read(self, file: BinaryIO, name: str) -> Iterator[Found | Passed]:
        """Every line's port."""
        for item in _json.records(file):
            yield item if isinstance(item, Passed) else _of(*item, source=f"naabu: {name}")


def _of(place: str, record: _json.Object, source: str) -> Found | Passed:
    address, host = _json.text_of(record, "ip"), _json.text_of(record, "host")
    port, protocol = record.get("port"), _json.text_of(record, "protocol")
    if isinstance(port, dict):  # before 2.1.2
        protocol = "udp" if port.get("Protocol") == 1 else "tcp"
        port = port.get("Port")
    number = port_of(port)
    if number is None or not (address or host):
        return Passed(place=place, why="names no host, or no port between 1 and 65535")
    return Found(
        host=host if host and host != address else None, address=address or None, port=number,
        transport=transport_of(protocol), kind_hint=kind_of(*(_json.text_of(record, n) for n in ("name", "product"))),
        seen=moment_of(record.get("timestamp")), source=source,
    )  # fmt: skip


IMPORT = Naabu()
