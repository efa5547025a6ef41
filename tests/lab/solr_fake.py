"""Solr as its Reference Guide and source have it, alone and as SolrCloud: rules, cores, cursors. An imitation.

Sources: Solr Reference Guide (CoreAdmin API, Collections API, Schema API, Pagination of Results, Rule-Based
Authorization Plugin); SystemInfoHandler, SecurityConfHandler, BasicAuthPlugin and RuleBasedAuthorizationPluginBase.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.lab.web import Answer, Asked, Web

_NEEDS = {
    "/solr/admin/info/system": "config-read", "/solr/admin/authorization": "security-read",
    "/solr/admin/cores": "core-admin-read", "/solr/admin/collections": "collection-admin-read",
}  # fmt: skip


@dataclass(kw_only=True)
class Solr:
    """*cores*: name -> records. *rules*: None where there is no authorization. *users*: name -> (password, roles)."""

    cores: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    version: str = "8.11.3"
    is_cloud: bool = False
    has_authentication: bool = False
    blocks_unknown: bool = False
    rules: Sequence[dict[str, Any]] | None = None
    users: dict[str, tuple[str, list[str]]] = field(default_factory=lambda: {"solr": ("s3cret", ["admin"])})
    has_random: bool = True

    def answer(self, asked: Asked) -> Answer:
        """The documented reply."""
        name, roles = None, []
        if given := asked.headers.get("authorization"):
            name, _, password = base64.b64decode(given.removeprefix("Basic ")).decode().partition(":")
            known = self.users.get(name)
            if known is None or known[0] != password:
                return self._prompt(asked, "Bad credentials")
            roles = known[1]
        if asked.path == "/solr/":
            return Answer(body=b'<!DOCTYPE html><html ng-app="solrAdminApp"><title>Solr Admin</title></html>')
        if self.has_authentication and self.blocks_unknown and name is None:
            return self._prompt(asked, "require authentication")
        need = _NEEDS.get(asked.path, "schema-read" if "/schema/" in asked.path else "read")
        if self.rules is not None and not self._allows(need, name, roles):
            return self._prompt(asked, "Unauthorized request, Response code: 401")
        return self._to(asked, name, roles)

    def _allows(self, need: str, name: str | None, roles: list[str]) -> bool:
        for rule in self.rules or ():
            if rule["name"] in (need, "all"):
                role = rule.get("role")
                given = {role} if isinstance(role, str) else set(role or ())
                return role is None or (name is not None and ("*" in given or bool(given & set(roles))))
        return True

    def _to(self, asked: Asked, name: str | None, roles: list[str]) -> Answer:
        if asked.path == "/solr/admin/info/system":
            return Answer(body=self._system(name, roles))
        if asked.path == "/solr/admin/authorization":
            if self.rules is None:
                return Answer(body={"responseHeader": {"status": 0}, "errorMessages": ["No authorization configured"]})
            rules = {"class": "solr.RuleBasedAuthorizationPlugin", "permissions": list(self.rules)}
            return Answer(body={"authorization.enabled": True, "authorization": rules})
        if asked.path == "/solr/admin/cores":
            return Answer(body={"status": {self._core(one): self._status(one) for one in self.cores}})
        if asked.path == "/solr/admin/collections" and self.is_cloud:
            return Answer(body={"collections": list(self.cores)})
        core, _, action = asked.path.removeprefix("/solr/").partition("/")
        if core in self.cores and action in ("select", "query"):
            return self._search(self.cores[core], asked)
        if core in self.cores and action == "schema/uniquekey":
            return Answer(body={"responseHeader": {"status": 0}, "uniqueKey": "id"})
        if core in self.cores and action == "schema/fields":
            names = {key for row in self.cores[core] for key in row} | {"_version_"}
            return Answer(body={"fields": [{"name": one, "type": "string"} for one in sorted(names)]})
        return Answer(status=404, body=b"<html><title>Error 404 Not Found</title></html>")

    def _system(self, name: str | None, roles: list[str]) -> dict[str, Any]:
        security: dict[str, Any] = {"tls": False}
        if self.has_authentication:
            security["authenticationPlugin"] = "BasicAuthPlugin"
        if self.rules is not None:
            security["authorizationPlugin"] = "org.apache.solr.security.RuleBasedAuthorizationPlugin"
        if name is not None:
            security |= {"username": name, "roles": roles}
        lucene = {"solr-spec-version": self.version, "lucene-spec-version": self.version}
        return {
            "responseHeader": {"status": 0},
            "mode": "solrcloud" if self.is_cloud else "std",
            "lucene": lucene,
            "security": security,
        }

    def _core(self, name: str) -> str:
        return f"{name}_shard1_replica_n1" if self.is_cloud else name

    def _status(self, name: str) -> dict[str, Any]:
        many = len(self.cores[name])
        status: dict[str, Any] = {
            "name": self._core(name),
            "index": {"numDocs": many, "maxDoc": many, "sizeInBytes": 100 * many},
        }
        return status | ({"cloud": {"collection": name, "shard": "shard1"}} if self.is_cloud else {})

    def _search(self, rows: list[dict[str, Any]], asked: Asked) -> Answer:
        sort = asked.query.get("sort", "")
        order = sorted(rows, key=lambda row: str(row["id"]))
        if sort.startswith("random_"):
            if not self.has_random:
                return Answer(
                    status=400, body={"error": {"msg": "sort param field can't be found: random_1", "code": 400}}
                )
            random.Random(sort.partition(" ")[0]).shuffle(order)
        mark = asked.query.get("cursorMark", "")
        start = 0 if mark in ("", "*") else int(mark.removeprefix("at"))
        docs = order[start : start + int(asked.query.get("rows", "10"))]
        found = {"responseHeader": {"status": 0}, "response": {"numFound": len(rows), "start": 0, "docs": docs}}
        return Answer(body=found | ({"nextCursorMark": f"at{start + len(docs)}"} if mark else {}))

    def _prompt(self, asked: Asked, words: str) -> Answer:
        body = (
            f"<html><title>Error 401 {words}</title><table><tr><th>URI:</th><td>{asked.path}</td></tr></table></html>"
        )
        return Answer(status=401, body=body.encode(), headers=(("WWW-Authenticate", 'Basic realm="solr"'),))


def running(solr: Solr) -> Web:
    """A running one."""
    return Web(solr.answer)
