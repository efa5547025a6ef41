"""Elasticsearch as its guide documents it, versions 1 to 9, as far as the stand-ins leave it out: an imitation.

Several shards, sequence numbers with gaps, records from before there were any, ``search_after``, the window of 10,000,
refusal of what a version does not know, security that is off, unlicensed or somebody else's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.lab.web import Answer, Asked

_WINDOW = 10_000


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a shard; *seq* None was written before 6.0; *source* None where the index keeps none."""

    seq: int | None
    source: Mapping[str, Any] | None


@dataclass(kw_only=True)
class Fake:
    """*indices*: name -> shards -> records. *paths* answer before anything else, by path."""

    version: str = "8.15.0"
    indices: dict[str, list[list[Record]]] = field(default_factory=dict)
    paths: dict[str, Answer] = field(default_factory=dict)
    searches: list[dict[str, Any]] = field(default_factory=list)
    nested: int = 0  # parts of records that the catalogue counts too
    speaks: tuple[int, ...] = ()  # the version of Elasticsearch that it behaves like, where that is another

    @property
    def numbers(self) -> tuple[int, ...]:
        return self.speaks or tuple(int(part) for part in self.version.split("."))

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        path = asked.path
        if path in self.paths:
            return self.paths[path]
        if path == "/":
            return Answer(body=self._root())
        if path == "/_cat/indices":
            if "expand_wildcards" in asked.query and self.numbers < (7, 7):
                return _error(400, "illegal_argument_exception", "request contains unrecognized parameter")
            return Answer(body=[self._row(name) for name in self.indices])
        if path == "/_nodes/plugins":
            return Answer(body={})
        if path == "/_cluster/settings":
            return Answer(body={"persistent": {}, "transient": {}})
        if path == "/_all/_settings/index.blocks.*":
            return Answer(body={})
        index, _, action = path.strip("/").partition("/")
        if index in self.indices and action in ("_count", "_search"):
            if action == "_count":
                return Answer(body={"count": sum(map(len, self.indices[index]))})
            return self._search(self.indices[index], asked)
        if path.count("/") == 3 and self.numbers < (7,):  # taken for a document
            return _error(404, "index_not_found_exception", "no such index")
        if path.count("/") == 2:
            return Answer(status=400, body={"error": f"no handler found for uri [{path}] and method [GET]"})
        return _error(404, "index_not_found_exception", f"no such index [{index}]")

    def _root(self) -> dict[str, Any]:
        version = {"number": self.version, "lucene_version": "9.0"}
        return {"cluster_uuid": "fAkEfAkE", "version": version, "tagline": "You Know, for Search"}

    def _row(self, name: str) -> dict[str, str]:
        shards = self.indices[name]
        many = sum(map(len, shards)) + self.nested
        return {"index": name, "status": "open", "docs.count": str(many), "docs.deleted": "0", "pri": str(len(shards))}

    def _search(self, shards: list[list[Record]], asked: Asked) -> Answer:
        body = asked.json() or {}
        self.searches.append({**body, "preference": asked.query.get("preference")})
        if problem := self._problem(body):
            return _error(400, "parsing_exception", problem)
        at = asked.query.get("preference", "").removeprefix("_shards:")
        records = shards[int(at)] if at else [one for shard in shards for one in shard]
        kept = [(place, one) for place, one in enumerate(records) if _matches(body.get("query"), one)]
        total: Any = len(kept)
        sort = (body.get("sort") or [None])[0]
        if isinstance(sort, dict):
            kept.sort(key=lambda pair: -1 if pair[1].seq is None else pair[1].seq, reverse=sort["_seq_no"] == "desc")
        if "search_after" in body:
            (after,) = body["search_after"]
            kept = [pair for pair in kept if _value(sort, pair) > after]
        start, size = body.get("from", 0), body.get("size", 10)
        hits = [self._hit(pair, sort) for pair in kept[start : start + size]]
        found = {"total": {"value": total, "relation": "eq"} if self.numbers >= (7,) else total, "hits": hits}
        return Answer(
            body={"timed_out": False, "_shards": {"total": 1 if at else len(shards), "failed": 0}, "hits": found}
        )

    def _hit(self, pair: tuple[int, Record], sort: Any) -> dict[str, Any]:
        hit: dict[str, Any] = {"_id": str(pair[0])} | ({"sort": [_value(sort, pair)]} if sort else {})
        return hit if pair[1].source is None else {**hit, "_source": pair[1].source}

    def _problem(self, body: dict[str, Any]) -> str:
        if self.numbers < (5,) and "search_after" in body:
            return "No parser for element [search_after]"
        if self.numbers < (6,) and ("track_total_hits" in body or "_seq_no" in str(body)):
            return "unknown"
        if body.get("from", 0) + body.get("size", 10) > _WINDOW:
            return "Result window is too large"
        return ""


def _value(sort: Any, pair: tuple[int, Record]) -> int:
    if sort == "_doc":
        return pair[0]
    return -1 if pair[1].seq is None else pair[1].seq


def _matches(query: Any, record: Record) -> bool:
    if not query:
        return True
    if "bool" in query:
        return any(_matches(one, record) for one in query["bool"]["should"])
    bounds = query["range"]["_seq_no"]
    return record.seq is not None and bounds["gte"] <= record.seq < bounds.get("lt", 1 << 62)


def _error(status: int, kind: str, reason: str) -> Answer:
    return Answer(status=status, body={"error": {"type": kind, "reason": reason}, "status": status})
