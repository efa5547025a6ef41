"""What one sweep is to do, worked out from the scope before anything is contacted: endpoints, rates, tags."""

from __future__ import annotations

import hashlib
import secrets
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

import msgspec
import numpy as np

from nightlatch.audit_log import AuditLog
from nightlatch.discover import _sweep_ports
from nightlatch.discover._sweep_gate import Gate
from nightlatch.discover._sweep_listing import Listed, Tags, listed, tags
from nightlatch.discover._sweep_pace import Rates, rates
from nightlatch.discover._sweep_source import Source
from nightlatch.discover._sweep_space import Space
from nightlatch.discover.journal import Journal
from nightlatch.discover.sweep import Place
from nightlatch.names import Names, Resolver
from nightlatch.scope import Scope


@dataclass(kw_only=True)
class Plan:
    """The options of a sweep, and what follows from them; each thing is worked out when it is first asked for."""

    scope: Scope
    ports: tuple[int, ...]
    audit_log: AuditLog | None = None
    token: str = ""
    timeout_seconds: float = 4.0
    journal: Journal | None = None
    in_flight: int = 1024
    shard: tuple[int, int] = (0, 1)
    seed: int | None = None
    resolver: Resolver = socket.getaddrinfo
    on_wait: Callable[[datetime], None] | None = None
    given_names: Names | None = None
    stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.taken, self.left_out = _sweep_ports.parted(self.scope, self.ports)
        kept = self.journal.state.header if self.journal else {}
        if self.seed is None:
            self.seed = int(kept.get("seed", secrets.randbits(48)))
        self._known = kept.get("names", {})

    @cached_property
    def names(self) -> Names:
        """What the names of this sweep lead to."""
        return self.given_names or Names(self.scope, self.resolver, self.timeout_seconds, self.stop)

    @cached_property
    def listed(self) -> Listed:
        """What the scope lists; resolves its names."""
        return listed(self.scope, self.names, self.taken, known=self._known)

    @cached_property
    def space(self) -> Space:
        """All endpoints of this shard."""
        found = self.listed
        return Space(found.networks, found.named, found.places, self.taken, seed=self.seed or 0, shard=self.shard)

    @cached_property
    def source(self) -> Source:
        """Those of them that may be contacted."""
        return Source(self.space, Gate(self.scope), self.names)

    @cached_property
    def rates(self) -> Rates:
        """How fast; the rate in all is shared among the shards."""
        found = rates(self.scope.limits, is_loopback=self.listed.is_loopback, is_private=self.listed.is_private)
        parts = self.shard[1]
        in_all = found.per_second / parts if found.per_second else None
        return Rates(per_second=in_all, per_second_per_host=found.per_second_per_host, at_once=found.at_once)

    @cached_property
    def _tags(self) -> dict[tuple[str, int | None], Tags]:
        return tags(self.scope.rows)

    def part(self, shard: tuple[int, int]) -> Plan:
        """The same for one of several processes; nothing is resolved again."""
        journal = self.journal.part(shard[0]) if self.journal else None
        found = replace(self, shard=shard, journal=journal, given_names=self.names)
        found.__dict__["listed"] = self.listed
        return found

    def header(self) -> dict[str, object]:
        """What makes this sweep another than others, for its journal."""
        ports = hashlib.sha256(msgspec.json.encode(self.taken)).hexdigest()
        return {
            "scope": self.scope.digest, "ports": ports, "shard": list(self.shard), "seed": self.seed,
            "names": {name: list(led_to) for name, led_to in self.listed.answers.items()},
        }  # fmt: skip

    def place(self, index: int) -> Place:
        """What the endpoint *index* is, with the name it was listed as and its owner and team."""
        drawn = self.space.draw(np.array([index], dtype=np.int64))
        found = self.source.endpoint(int(drawn.hosts[0]), int(drawn.ports[0]))
        host = self.listed.labels.get(found.address, found.host)
        keys = [(name, port) for port in (found.port, None) for name in (host, found.address)]
        known = next((self._tags[key] for key in keys if key in self._tags), ())
        return Place(address=found.address, port=found.port, host=host, tags=known)
