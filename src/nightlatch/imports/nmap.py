"""nmap's XML (``-oX``), output version 1.0x of nmap 4 to 7; masscan's ``-oX`` is the same with less in it.

Only open TCP ports are taken. A service that nmap only looked up by its port is no hint; one that it probed is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from nightlatch.imports import Found, Passed, _xml
from nightlatch.imports._words import kind_of, moment_of, port_of, transport_of

_MANY_NAMES = 20  # of one host


class Nmap:
    """The format."""

    name = "nmap"
    description = "nmap -oX, or masscan -oX: XML"

    def recognises(self, head: bytes, name: str) -> bool:
        """XML whose first element is ``nmaprun``."""
        first = re.search(rb"<[A-Za-z]", head)
        return first is not None and head[first.start() :].startswith(b"<nmaprun")

    def read(self, file: BinaryIO, name: str) -> Iterator[Found | Passed]:
        """Every open port, as its element ends."""
        host, port = _Host(), _Port()
        for event in _xml.events(file):
            match event:
                case Passed():
                    yield event
                case _xml.Begin(name="host", attributes=attributes):
                    host = _Host(seen=attributes.get("endtime") or attributes.get("starttime") or "")
                case _xml.Begin(name="port", attributes=attributes):
                    port = _Port(said=attributes)
                case _xml.Begin(name=element, attributes=attributes):
                    _note(element, attributes, host, port)
                case _xml.End(name="port"):
                    yield from _found(host, port, f"nmap: {name}")
                    port = _Port()


@dataclass(slots=True)
class _Host:
    """What is known of the host at hand; its addresses and names come before its ports."""

    seen: str = ""
    address: str = ""
    asked: str | None = None
    reverse: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Port:
    said: dict[str, str] = field(default_factory=dict)
    state: str = ""
    service: dict[str, str] = field(default_factory=dict)


def _note(element: str, said: dict[str, str], host: _Host, port: _Port) -> None:
    if element == "address" and said.get("addrtype") in ("ipv4", "ipv6", None):
        host.address = host.address or said.get("addr", "")
    elif element == "hostname" and said.get("type") == "user":
        host.asked = host.asked or said.get("name")
    elif element == "hostname" and len(host.reverse) < _MANY_NAMES:
        host.reverse.append(said.get("name", ""))
    elif element == "state" and port.said:
        port.state = said.get("state", "")
    elif element == "service" and port.said:
        port.service = said


def _found(host: _Host, port: _Port, source: str) -> Iterator[Found | Passed]:
    """The port, if it is open; closed and filtered ones were never candidates, so nothing is told of them."""
    place = f"{host.address or 'a host without address'} port {port.said.get('portid', '?')}"
    number = port_of(port.said.get("portid"))
    if number is None or not host.address:
        yield Passed(place=place, why="names no address, or no port between 1 and 65535")
    elif port.state == "open|filtered" and port.said.get("protocol") == "tcp":
        yield Passed(place=place, why="may be open or filtered: nmap could not tell")
    elif port.state == "open":
        service = port.service if port.service.get("method") != "table" else {}
        yield Found(
            host=host.asked, address=host.address, port=number,
            transport=transport_of(port.said.get("protocol", "tcp")),
            kind_hint=kind_of(service.get("product", ""), service.get("name", "")),
            tags=tuple(("reverse-name", name) for name in host.reverse if name),
            seen=moment_of(host.seen), source=source,
        )  # fmt: skip


IMPORT = Nmap()
