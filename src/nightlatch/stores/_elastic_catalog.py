"""The indices of Elasticsearch and OpenSearch, their counts and the names of their fields, from the catalogue alone.

Sends GET /_cat/indices, where that is refused GET /_resolve/index/* or GET /_alias, and GET /{index}/_mapping: none
touches a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec

from nightlatch.model import Container, Count, Failed
from nightlatch.stores._http import Reply

_COLUMNS = "index,status,docs.count,docs.deleted,pri,pri.store.size"
_MOST = 64 << 20  # 100,000 indices
_MAPPING_MOST = 32 << 20
_URL_ROOM = 3000  # bytes; a request line may have 4096 (http.max_initial_line_length)
_FIELDS = 4096  # of one index
_DEPTH = 32
# A name that a request may hold: no pattern, no list, no date arithmetic, no other cluster. Servers allow no others.
_PLAIN = re.compile(r"(?!\.{1,2}$)[^-_+*,<>|\"\\\s?/#:\x00-\x1f][^*,<>|\"\\\s?/#:\x00-\x1f]{0,254}")
# Indices that the server, its plug-ins and its dashboards keep for themselves. Other names with a dot are somebody's:
# data streams (.ds-), reports that people exported (.reporting), alerts with the events in them, archives.
_SYSTEM = (
    ".kibana", ".security", ".tasks", ".monitoring-", ".marvel", ".watches", ".triggered_watches", ".watcher-history",
    ".ml-", ".async-search", ".fleet", ".geoip_databases", ".transform-", ".data-frame", ".apm-", ".ds-ilm-history",
    ".ds-.slm-history", ".ds-.logs-deprecation", ".ds-.logs-elasticsearch.deprecation", ".ds-.monitoring",
    "ilm-history-", ".slm-history", ".logs-deprecation", ".opendistro", ".opensearch", ".plugins-",
    ".ql-datasources", ".searchguard",
    "searchguard", ".signals_", ".synonyms", ".inference", ".secrets-", ".profiling", ".connector", ".search-app",
    ".management-beats", ".kibana-", ".readonlyrest", ".snapshot-blob", ".tenants", ".replication-metadata",
    ".reindex-", "top_queries-", ".query_rules", ".analytics-collections", ".elastic-connectors", ".ent-search",
)  # fmt: skip


class Asks(Protocol):
    """Whoever carries a declared request to the cluster: an HTTP connection, or a door before it."""

    def ask(
        self, template: str, fill: dict[str, str] | None = None, *, query: dict[str, str] | None = None,
        body: Any = None, most: int = 8 << 20, seconds: float | None = None,
    ) -> Reply:  # fmt: skip
        """Send one declared request; see `nightlatch.stores._http.Http.ask`."""


class _Row(msgspec.Struct):
    index: str
    status: str | None = None
    count: str | None = msgspec.field(default=None, name="docs.count")
    deleted: str | None = msgspec.field(default=None, name="docs.deleted")
    pri: str | None = None
    size: str | None = msgspec.field(default=None, name="pri.store.size")


class _Named(msgspec.Struct):
    name: str
    attributes: tuple[str, ...] = ()


class _Resolved(msgspec.Struct):
    indices: list[_Named] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """One index as the catalogue has it; *documents* counts nested ones too, None where it is not told."""

    name: str
    is_open: bool = True
    documents: int | None = None
    deleted: int = 0
    shards: int | None = None
    bytes: int | None = None

    @property
    def is_system(self) -> bool:
        """Is it the server's own?"""
        return self.name.startswith(_SYSTEM)

    @property
    def is_plain(self) -> bool:
        """Does its name mean this index and nothing else?"""
        return bool(_PLAIN.fullmatch(self.name))

    def container(self, fields: Fields | None = None) -> Container:
        """What a survey may be told of it."""
        return Container(
            name=self.name, key=(self.name, str(self.shards or 0), str(self.deleted)), records=self._count(fields),
            bytes=self.bytes, is_readable=self.is_open and self.is_plain, is_system=self.is_system,
            fields=fields.names if fields else (),
        )  # fmt: skip

    def _count(self, fields: Fields | None) -> Count:
        if self.documents is None:
            return Count(value=None, method="the catalogue does not tell")
        if not self.documents or (fields is not None and not fields.has_nested):
            return Count.of(self.documents, "_cat/indices")
        return Count(value=self.documents, low=1, high=self.documents, method="_cat/indices: with nested documents")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Names of the fields of an index; *has_nested* means that its count counts parts of records too."""

    names: tuple[str, ...] = ()
    has_nested: bool = False


@dataclass(slots=True, kw_only=True)
class Listing:
    """What could be listed, and the code of the first answer."""

    indices: list[Index] = field(default_factory=list)
    command: str = "GET /_cat/indices"
    status: int = 0


def listing(talk: Asks) -> Listing:
    """Every index that we may see the name of, by the fullest list that is given to us."""
    query = {"format": "json", "bytes": "b", "h": _COLUMNS, "expand_wildcards": "all"}
    reply = talk.ask("GET /_cat/indices", query=query, most=_MOST)
    if reply.status == 400:  # before 7.7 it knows no expand_wildcards, and lists hidden ones anyway
        del query["expand_wildcards"]
        reply = talk.ask("GET /_cat/indices", query=query, most=_MOST)
    found = Listing(status=reply.status)
    if reply.status == 200:
        found.indices = [_index(row) for row in reply.json_or_none(list[_Row]) or ()]
        return found
    for command, read in (("GET /_resolve/index/*", _resolved), ("GET /_alias", _aliases)):
        other = talk.ask(command, most=_MOST)
        if other.status == 200 and (names := read(other)):
            return Listing(indices=[Index(name=name) for name in names], command=command, status=200)
    return found


def _index(row: _Row) -> Index:
    return Index(
        name=row.index, is_open=row.status != "close", documents=_number(row.count), deleted=_number(row.deleted) or 0,
        shards=_number(row.pri), bytes=_number(row.size),
    )  # fmt: skip


def _number(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < 18 else None


def _resolved(reply: Reply) -> list[str]:
    told = reply.json_or_none(_Resolved)
    return [one.name for one in told.indices if "closed" not in one.attributes] if told else []


def _aliases(reply: Reply) -> list[str]:
    told = reply.json_or_none(dict[str, msgspec.Raw])
    return [name for name in told if name != "error"] if told else []


def fields_of(talk: Asks, indices: Sequence[Index]) -> Iterator[tuple[Index, Fields | None]]:
    """Each index with its fields, None where the mapping is not told; asks for many mappings at once."""
    yield from ((one, None) for one in indices if not one.is_plain)
    for group in _groups([one for one in indices if one.is_plain]):
        try:
            names = ",".join(one.name for one in group)
            reply = talk.ask("GET /{index}/_mapping", {"index": names}, most=_MAPPING_MOST)
            told = reply.json_or_none(dict[str, msgspec.Raw]) if reply.status == 200 else None
        except Failed as failed:
            if failed.failure.kind != "hostile":  # too long, or no JSON: then nobody knows the fields
                raise
            told = None
        for index in group:
            yield index, _fields(told.get(index.name)) if told else None


def _groups(indices: Sequence[Index]) -> Iterator[list[Index]]:
    group: list[Index] = []
    room = _URL_ROOM
    for index in indices:
        cost = 3 * len(index.name.encode(errors="replace")) + 3  # percent-encoded
        if group and cost > room:
            yield group
            group, room = [], _URL_ROOM
        group.append(index)
        room -= cost
    if group:
        yield group


def _fields(mapping: msgspec.Raw | None) -> Fields | None:
    if mapping is None:
        return None
    try:
        told = msgspec.json.decode(mapping)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        return None
    body = told.get("mappings") if isinstance(told, dict) else None
    if not isinstance(body, dict):
        return None
    types = [body] if "properties" in body else [one for one in body.values() if isinstance(one, dict)]  # before 7
    names: dict[str, None] = {}
    nested = [_walk("", one.get("properties"), names, 0) for one in types]
    return Fields(names=tuple(names), has_nested=any(nested))


def _walk(path: str, properties: Any, names: dict[str, None], depth: int) -> bool:
    if not isinstance(properties, dict) or depth > _DEPTH:
        return False
    is_nested = False
    for name, about in properties.items():
        where = f"{path}.{name}" if path else str(name)
        if not isinstance(about, dict) or len(names) >= _FIELDS:
            continue
        is_nested |= about.get("type") == "nested"
        if "properties" in about:
            is_nested |= _walk(where, about["properties"], names, depth + 1)
        else:
            names[where] = None
    return is_nested
