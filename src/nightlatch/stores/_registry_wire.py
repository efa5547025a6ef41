"""The registry API v2 (OCI distribution specification 1.1): pages of a registry, asked with a token where it wants one.

A token is fetched where the registry says, but only from the registry's own address and from a path that is declared:
what sends us elsewhere is not followed. Nothing is uploaded, nothing is mounted, nothing is deleted.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import msgspec

from nightlatch.model import Target
from nightlatch.stores._http import Http, Reply

BASE, CATALOG, NOBODY = "GET /v2/", "GET /v2/_catalog", "GET /v2/nightlatch"
OPTIONS = "OPTIONS /v2/nightlatch/manifests/nightlatch"
_PARTS = 6  # of a repository's name
_PATHS = ("/service/token", "/jwt/auth", "/token", "/auth", "/auth/token", "/v2/token", "/v2/auth", "/oauth2/token")
_TOKENS = {path: f"GET {path}" for path in _PATHS}


def _named(what: str) -> tuple[str, ...]:
    return tuple(f"GET /v2/{'/'.join(f'{{n{at}}}' for at in range(parts))}/{what}" for parts in range(1, _PARTS + 1))


TAGS, MANIFESTS, BLOBS = _named("tags/list"), _named("manifests/{reference}"), _named("blobs/{digest}")
READS = frozenset({BASE, CATALOG, NOBODY, OPTIONS, *TAGS, *MANIFESTS, *BLOBS, *_TOKENS.values()})
CONTENTS = frozenset({*MANIFESTS, *BLOBS})
ACCEPT = ", ".join(
    (
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
    )
)
_CHALLENGE = re.compile(r'(\w+)="([^"]*)"')
_PAGES, _PAGE = 200, 1000
_MOST = 8 << 20


class Access(msgspec.Struct):
    """One claim of a token."""

    type: str = ""
    name: str = ""
    actions: list[str] = []


class _Claims(msgspec.Struct):
    access: list[Access] | None = None


class _Token(msgspec.Struct):
    token: str = ""
    access_token: str = ""


class Catalog(msgspec.Struct):
    """Names of repositories."""

    repositories: list[str] | None = None


class Tags(msgspec.Struct):
    """Tags of one repository."""

    tags: list[str] | None = None


def fits(name: str) -> bool:
    """Can *name* be asked for?"""
    parts = name.split("/")
    return len(parts) <= _PARTS and all(part not in ("", ".", "..") for part in parts)


@dataclass(slots=True)
class Talk:
    """Asks one registry; *realm*: where its tokens come from, None where there are none or they are elsewhere."""

    http: Http
    target: Target
    realm: str | None = None
    service: str = ""
    is_elsewhere: bool = False
    _tokens: dict[str, str] = field(default_factory=dict, init=False, repr=False)

    def challenge(self, reply: Reply) -> None:
        """Take in what a 401 says: a token has to be fetched, and where."""
        told = reply.headers.get("www-authenticate", "")
        if not told.lower().startswith("bearer "):
            return
        words = dict(_CHALLENGE.findall(told[:4096]))
        realm = urlsplit(words.get("realm", ""))
        self.service = words.get("service", "")[:200]
        try:
            port = realm.port or (443 if realm.scheme == "https" else 80)
        except ValueError:
            port = 0
        is_here = (realm.hostname or "").lower() == self.target.host.lower() and port == self.target.port
        if is_here and realm.path in _TOKENS and (realm.scheme == "https") == self.target.tls:
            self.realm = realm.path
        else:
            self.is_elsewhere = True

    def ask(
        self, template: str, fill: Mapping[str, str] | None = None, *, scope: str = "", most: int = _MOST, **how: Any
    ) -> Reply:
        """One page; with a token for *scope* where there is a realm."""
        headers = dict(how.pop("headers", {}))
        if self.realm is not None and scope and (token := self.token(scope)):
            headers["authorization"] = f"Bearer {token}"
        return self.http.ask(template, fill, headers=headers, most=most, **how)

    def token(self, scope: str) -> str:
        """A token for *scope*; the server gives what it grants of that, "" nothing."""
        if scope not in self._tokens and self.realm is not None:
            query = {"service": self.service, "scope": scope}
            reply = self.http.ask(_TOKENS[self.realm], query=query, most=1 << 20)
            told = reply.json_or_none(_Token) if reply.status == 200 else None
            found = (told.token or told.access_token) if told else ""
            self._tokens[scope] = found if re.fullmatch(r"[\w.~+/=-]{1,65536}", found, re.ASCII) else ""
        return self._tokens.get(scope, "")

    def of(self, templates: tuple[str, ...], name: str, **how: Any) -> Reply:
        """A page of the repository *name*."""
        parts = name.split("/")
        fill = {f"n{at}": part for at, part in enumerate(parts)} | how.pop("fill", {})
        return self.ask(templates[len(parts) - 1], fill, scope=f"repository:{name}:pull", **how)

    def repositories(self) -> Iterator[str] | None:
        """Names of all that are listed to us; None where none are."""
        first = self.ask(CATALOG, scope="registry:catalog:*", query={"n": str(_PAGE)})
        told = first.json_or_none(Catalog) if first.status == 200 else None
        return None if told is None else self._listed(told.repositories or [])

    def _listed(self, names: list[str]) -> Iterator[str]:
        for _ in range(_PAGES):
            yield from names
            if len(names) < _PAGE:
                return
            query = {"n": str(_PAGE), "last": names[-1]}
            reply = self.ask(CATALOG, scope="registry:catalog:*", query=query)
            told = reply.json_or_none(Catalog) if reply.status == 200 else None
            names = [one for one in (told.repositories or [] if told else []) if one > query["last"]]


def claims(token: str) -> list[Access] | None:
    """What a token (RFC 7519, by the registry's own specification) grants; None for one that does not show it."""
    parts = token.split(".")
    if len(parts) != 3:
        return None
    try:
        raw = _unpadded(parts[1])
        return msgspec.json.decode(raw, type=_Claims).access or []
    except (ValueError, msgspec.MsgspecError, RecursionError):
        return None


def _unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
