"""Scopes for sweeps, written as scope files would list them."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_network
from typing import Any

from nightlatch.scope import Limits, Listing, Scope


def listing(
    networks: Iterable[str] = (), names: Iterable[str] = (), ports: Iterable[tuple[int, int]] = (),
    places: Iterable[tuple[str, int]] = (),
) -> Listing:  # fmt: skip
    """One half of a scope."""
    return Listing(
        networks=tuple(ip_network(one) for one in networks), names=frozenset(names), ports=tuple(ports),
        places=frozenset(places),
    )  # fmt: skip


def scope(*networks: str, out: Listing | None = None, limits: dict[str, Any] | None = None, **listed: Any) -> Scope:
    """A scope of *networks* and whatever else is *listed*."""
    return Scope(
        name="test", targets_listed=listing(networks, **listed), excluded=out or Listing(),
        limits=Limits(**(limits or {})),
    )  # fmt: skip
