"""Elements of an XML file of any size, as they end; nothing that could make the parser work or wait is let in.

Expat does the parsing (XML 1.0). Refused: an internal or external subset of a document type, entities, deep nesting,
a tag that is endless. The encoding is UTF-8, whatever the file says. Nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat  # pure parsing: what makes XML dangerous is refused below

from nightlatch.imports import Passed

_CHUNK = 64 << 10
_DEEPEST = 32  # nmap nests at most 9
_LONGEST_TAG = 4 << 20  # bytes; the output of a script is one attribute


class _RefusedError(Exception):
    """What in the file is not let in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begin:
    """An element begins."""

    name: str
    attributes: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """An element ends."""

    name: str


@dataclass(slots=True)
class _Reader:
    events: list[Begin | End] = field(default_factory=list)
    depth: int = 0
    is_whole: bool = False

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _RefusedError("it nests too deeply")
        self.events.append(Begin(name=name, attributes=attributes))

    def end(self, name: str) -> None:
        self.depth -= 1
        self.is_whole = self.depth == 0
        self.events.append(End(name=name))

    def doctype(self, name: str, system: str | None, public: str | None, has_subset: int) -> None:
        if has_subset or system or public:
            raise _RefusedError("it brings a document type definition of its own")

    def entity(self, *_: object) -> None:
        raise _RefusedError("it declares or refers to entities")

    def external(self, *_: object) -> int:
        raise _RefusedError("it declares or refers to entities")


def events(file: BinaryIO) -> Iterator[Begin | End | Passed]:
    """Begin and end of each element; after what cannot be read one :class:`Passed`, and nothing more."""
    reader = _Reader()
    parser = _parser(reader)
    fed = 0
    try:
        while chunk := file.read(_CHUNK):
            fed += len(chunk)
            parser.Parse(chunk, False)
            yield from reader.events
            reader.events.clear()
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise _RefusedError(f"a single tag is longer than {_LONGEST_TAG >> 20} MB")
        parser.Parse(b"", True)
    except (expat.ExpatError, _RefusedError) as error:
        yield from reader.events  # what was whole before it
        yield Passed(place=_place(parser), why=_why(error, reader))


def _parser(reader: _Reader) -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.EntityDeclHandler = parser.SkippedEntityHandler = reader.entity
    parser.ExternalEntityRefHandler = reader.external
    return parser


def _place(parser: expat.XMLParserType) -> str:
    return f"line {parser.CurrentLineNumber}"


def _why(error: Exception, reader: _Reader) -> str:
    if isinstance(error, _RefusedError):
        return f"{error}: the rest was not read"
    if reader.is_whole:
        return "something follows the end of the document; it was not read"
    at_end = {"no element found", "unclosed token", "unclosed CDATA section", "partial character"}
    words = expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else ""
    cut = "the file ends in the middle: the scan may have been cut short" if words in at_end else ""
    return cut or f"is not well-formed ({words}): the rest was not read"
