"""Who else may do everything on a Docker Engine: containers that hold the machine's whole disk, managers far away.

Sends GET /containers/json (200 at most), of which the mounts alone are looked at: never a name, an image or a command.
That a container may write all of the disk is how one becomes root by an open engine. Since when an engine runs, or who
is connected to it, it does not tell. Source: Docker Engine API, ContainerList, SwarmInfo.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from nightlatch.model import Evidence, Trace
from nightlatch.stores import _traces
from nightlatch.stores._http import Http

LIST, INFO = "GET /containers/json", "GET /info"
_MOST = 200


class _Mount(msgspec.Struct):
    source: str = msgspec.field(name="Source", default="")
    may_write: bool = msgspec.field(name="RW", default=False)


class _Container(msgspec.Struct):
    mounts: list[_Mount] = msgspec.field(name="Mounts", default_factory=list)


class Manager(msgspec.Struct):
    """A machine that tells this one what to run."""

    address: str = msgspec.field(name="Addr", default="")


class Swarm(msgspec.Struct):
    """The part of GET /info about them."""

    managers: list[Manager] | None = msgspec.field(name="RemoteManagers", default=None)


def traces(http: Http, swarm: Swarm) -> Iterator[Trace]:
    """Each sign that we may see."""
    reply = http.ask(LIST, query={"all": "1", "limit": str(_MOST)}, most=16 << 20)
    listed = (reply.json_or_none(list[_Container]) if reply.status == 200 else None) or []
    whole = sum(any(one.source == "/" and one.may_write for one in each.mounts) for each in listed)
    yield from _mounted(whole)
    yield from _managed([one.address for one in swarm.managers or ()])


def _mounted(count: int) -> Iterator[Trace]:
    if count:
        what = f"{count:,} container{'s' * (count != 1)} may write all of the machine's disk"
        yield Trace(
            kind="unknown-administrator", what=what, proves="whoever made it is root of the machine",
            leaves_open="whether the owner made it, as some tools for administration do",
            evidence=Evidence(command=LIST, code=str(count), meaning=what),
        )  # fmt: skip


def _managed(addresses: Iterable[str]) -> Iterator[Trace]:
    """Where all are on the internet, one may be this machine's own address, as in clusters of `_traces.members`."""
    networks = [_traces.network(one) for one in addresses]
    count = networks.count(_traces.PUBLIC) - (_traces.PUBLIC in networks and set(networks) == {_traces.PUBLIC})
    if count:
        what = f"{count:,} manager{'s' * (count != 1)} of its swarm on the internet"
        yield Trace(
            kind="unknown-administrator", what=what, proves="whoever runs that machine has containers run on this one",
            leaves_open="whether the owner joined it to that swarm",
            evidence=Evidence(command=INFO, code=str(count), meaning=what),
        )  # fmt: skip
