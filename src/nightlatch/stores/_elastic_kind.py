"""What the kinds Elasticsearch and OpenSearch share: both speak the same paths, and each names itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nightlatch.stores import Ask, Remedy, Signs, Tells
from nightlatch.stores._elastic_greet import greeting
from nightlatch.stores._elastic_session import READS, ElasticSession, checked, guard, identity_of
from nightlatch.stores._http import Http

if TYPE_CHECKING:
    from nightlatch.dial import Dialer
    from nightlatch.model import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Elastic:
    """One kind of the family; a server is told for what it calls itself, by whichever of the two it was looked for."""

    kind: str
    title: str
    schemes: tuple[str, ...]
    tls_schemes: tuple[str, ...]
    tells: Tells
    signs: Signs
    remedies: tuple[Remedy, ...]
    port: int = 9200
    driver: str = ""
    reads: frozenset[str] = READS

    def connect(self, target: Target, dialer: Dialer, ask: Ask) -> ElasticSession:
        """See :class:`nightlatch.stores.Store`; a cluster that asks for a password is a session without rights."""
        http = Http(
            target, dialer, ask, READS, guard=guard, login=target.login,
            headers={"x-opaque-id": ask.client.partition(" ")[0]},
        )  # fmt: skip
        try:
            reply = http.ask("GET /", most=1 << 20)
            who = checked(greeting(reply.page("/")), target, reply.status)
        except BaseException:
            http.close()
            raise
        identity = identity_of(who, tls=http.tls)
        return ElasticSession(target=target, ask=ask, talk=http, who=who, identity=identity)
