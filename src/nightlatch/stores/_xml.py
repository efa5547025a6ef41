"""XML from servers that may mean harm: elements and their texts, no more; shared by kinds that speak it. Sends nothing.

A document with a DTD is refused before anything in it is looked at, so that there are neither entities nor files to
load. Namespaces are dropped, attributes kept for ``xsi:type`` alone. Depth, elements and bytes are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

_MOST_BYTES, _MOST_DEPTH, _MOST_ELEMENTS, _MOST_TEXT = 16 << 20, 32, 400_000, 64 << 10


class NoXml(Exception):  # noqa: N818 - an answer that is something else, told by whoever asked
    """What came is no XML that is taken: broken, with a DTD, too deep, too long."""


@dataclass(slots=True)
class Node:
    """An element: its name without namespace, the text directly in it, the elements in it."""

    name: str
    text: str = ""
    children: list[Node] = field(default_factory=list)
    type: str = ""

    def all(self, name: str) -> Iterator[Node]:
        """The elements of that name right in it."""
        return (one for one in self.children if one.name == name)

    def first(self, *path: str) -> Node | None:
        """The element that the *path* of names leads to."""
        found: Node | None = self
        for name in path:
            found = next(found.all(name), None) if found is not None else None
        return found

    def told(self, *path: str) -> str:
        """The text of the element that *path* leads to, without blanks around it; "" where there is none."""
        found = self.first(*path)
        return found.text.strip() if found is not None else ""


def parsed(data: bytes) -> Node:
    """The outermost element. Errors: `NoXml`."""
    if len(data) > _MOST_BYTES:
        raise NoXml
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError):  # also an encoding that there is none of
        raise NoXml from None
    if reader.top is None:
        raise NoXml
    return reader.top


class _Reader:
    def __init__(self) -> None:
        self.top: Node | None = None
        self._open: list[Node] = []
        self._count = 0

    def doctype(self, *words: object) -> None:
        raise NoXml

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= _MOST_DEPTH or self._count > _MOST_ELEMENTS:
            raise NoXml
        kind = next((value for key, value in attributes.items() if key.endswith(" type")), "")
        node = Node(name.rpartition(" ")[2], type=kind)
        if self._open:
            self._open[-1].children.append(node)
        elif self.top is None:
            self.top = node
        self._open.append(node)

    def end(self, name: str) -> None:
        self._open.pop()

    def text(self, data: str) -> None:
        if self._open and len(self._open[-1].text) < _MOST_TEXT:
            self._open[-1].text += data
