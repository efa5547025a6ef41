"""One conversation with Elasticsearch or OpenSearch, by HTTP or through a door before it. Sends what its parts send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from nightlatch.inert import printable
from nightlatch.model import Access, Container, Count, Failed, Failure, Identity, Principal, Target, Trace
from nightlatch.stores import Ask, Batch, Closes, Reading
from nightlatch.stores import _elastic_rights as rights
from nightlatch.stores import _elastic_roles as roles
from nightlatch.stores import _elastic_traces as signs_left
from nightlatch.stores._elastic_catalog import Asks, Listing, fields_of, listing
from nightlatch.stores._elastic_greet import Greeting
from nightlatch.stores._elastic_read import SEARCH, Survey

_CATALOGUE = {"GET /", "GET /_cat/indices", "GET /_resolve/index/*", "GET /_alias", "GET /{index}/_mapping"}
READS: frozenset[str] = frozenset({SEARCH} | _CATALOGUE) | rights.READS | roles.READS | signs_left.READS
_PROXY = "a proxy before the server may refuse what the server allows"
_MAPPED = 5_000  # indices whose fields a witness is told


class Talk(Asks, Protocol):
    """`Asks` that can be ended."""

    def close(self) -> None:
        """End the connection."""


@dataclass(slots=True, kw_only=True)
class ElasticSession(Closes):
    """See :class:`nightlatch.stores.Session`; *who* is what the server said of itself, a refusal if it is closed."""

    target: Target
    ask: Ask
    talk: Talk
    who: Greeting
    identity: Identity
    notes: tuple[str, ...] = ()
    _listing: Listing | None = field(default=None, init=False, repr=False)
    _is_unguarded: bool = field(default=False, init=False)

    def access(self) -> Access:
        """What whom we act as may do; see `_elastic_rights` and `_elastic_roles`."""
        login = self.target.login
        if self.who.refusal == 401:
            denied = rights.denied("GET /", 401, "asks for a password")
            return Access(principal=Principal(name="anonymous", anonymous=login is None), rights=denied)
        introspect: Callable[..., rights.Found]
        introspect = roles.introspect if self.who.kind == "opensearch" else rights.introspect
        found = introspect(self.talk, self.who.numbers, self._listed().indices)
        is_mute = all(right.verdict == "unknown" for right in found.rights.values())
        if is_mute and self.who.refusal and self.talk.ask(rights.NOBODY).status == self.who.refusal:
            meaning = "refuses whoever is not known to it, whatever is asked for"
            found = rights.Found(rights=rights.denied("GET /", self.who.refusal, meaning))
        self._is_unguarded = all(right.known_by == "no-access-control" for right in found.rights.values())
        principal = Principal(name=printable(found.name or "anonymous", 60), anonymous=login is None)
        notes = [*self.notes, *found.notes, *([_PROXY] if found.name else [])]
        return Access(principal=principal, rights=found.rights, notes=tuple(notes))

    def containers(self) -> Iterator[Container]:
        """Indices; data streams by the indices behind them."""
        for index in self._listed().indices:
            yield index.container()

    def catalogue(self) -> Iterator[Container]:
        """Indices with the names of their fields."""
        indices = self._listed().indices
        for index, fields in fields_of(self.talk, [one for one in indices[:_MAPPED] if not one.is_system]):
            yield index.container(fields)
        yield from (one.container() for at, one in enumerate(indices) if one.is_system or at >= _MAPPED)

    def count(self, container: Container) -> Count:
        """GET /{index}/_count: records without the parts that nested fields make of them."""
        reply = self.talk.ask("GET /{index}/_count", {"index": container.key[0]}, seconds=self.ask.statement_seconds)
        told = reply.json_or_none() if reply.status == 200 else None
        number = told.get("count") if isinstance(told, dict) else None
        return Count.of(number, "_count") if isinstance(number, int) and number >= 0 else container.records

    def read(self, container: Container, reading: Reading) -> Iterator[Batch]:
        """Records of one index; see `_elastic_read`."""
        name, shards, deleted = container.key
        survey = Survey(
            self.talk, name, int(shards), int(deleted), self.who.dialect, self.target.url, reading,
            self.ask.statement_seconds,
        )  # fmt: skip
        yield from survey.batches()

    def traces(self) -> Iterator[Trace]:
        """See `_elastic_traces`."""
        if self.who.refusal:
            return iter(())
        node = signs_left.stats(self.talk)
        self.identity = replace(self.identity, started=signs_left.started(node))
        return signs_left.traces(node, is_open=self._is_unguarded)

    def close(self) -> None:
        """Hang up."""
        self.is_closed = True
        self.talk.close()

    def _listed(self) -> Listing:
        if self._listing is None:
            self._listing = Listing() if self.who.refusal == 401 else listing(self.talk)
        return self._listing


def checked(who: Greeting | None, target: Target, status: int) -> Greeting:
    """*who*, if it is one of ours and takes the login of *target*. Errors: not-this-protocol, wrong-credentials."""
    if who is None:
        what = f"answers GET / with {status}, and not as Elasticsearch or OpenSearch"
        hint = "is it another kind of store, or does it want TLS?"
        raise Failed(Failure(kind="not-this-protocol", target=target.url, what=what, hint=hint))
    if target.login is not None and who.refusal == 401:
        what = "refuses this user and password (401)"
        hint = "check --password-file and the user"
        raise Failed(Failure(kind="wrong-credentials", target=target.url, what=what, hint=hint))
    return who


def guard(template: str, query: Any, body: bytes) -> str | None:
    """Refuse what would make a search leave something on the server, whatever template it rides on."""
    if "scroll" in query or b'"pit"' in body or b'"script' in body or b'"runtime_mappings"' in body:
        return f"a scroll, a point in time or a script in {template}"
    return None


def identity_of(who: Greeting, **more: Any) -> Identity:
    """Which store it is."""
    told = Identity(kind=who.kind, product=who.product, version=who.version, id=who.cluster, suspect=who.suspect)
    return replace(told, **more)
