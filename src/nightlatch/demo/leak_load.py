"""Put the synthetic leak into a throw-away server: only one that we started ourselves, on loopback, and that is empty.

A kind of store is loaded by the module ``load_<kind>`` beside this one, which binds LOAD.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module, util
from ipaddress import ip_address
from typing import Protocol

import pyarrow as pa

from nightlatch.demo.leak import Leak

Progress = Callable[[int], None]  # is told how many rows went out since it was told last


class Server(Protocol):
    """What a loader has to know of a server, and :class:`nightlatch.demo.servers.Server` tells."""

    @property
    def kind(self) -> str: ...
    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    def is_running(self) -> bool:
        """Tell whether the process that we started still lives."""


Loader = Callable[[Server, Leak, Progress], None]


class Refused(Exception):  # noqa: N818 - what it says is not an error but an answer
    """The leak is not written to this server."""


def load(kind: str, server: Server, leak: Leak, progress: Progress = lambda rows: None) -> None:
    """Write all of *leak* to *server*.

    Memory: a few batches.
    Errors: Refused, before anything is sent; the driver's own ones.
    """
    if util.find_spec(f"nightlatch.demo.load_{kind}") is None:
        raise Refused(f"the demo has no loader for {kind}")
    only_ours(server)
    loader: Loader = import_module(f"nightlatch.demo.load_{kind}").LOAD
    loader(server, leak, progress)


def only_ours(server: Server) -> None:
    """Refuse any host but a numeric loopback address, and a port behind which our own process is gone."""
    try:
        is_loopback = ip_address(server.host).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise Refused(f"{server.host} is not a numeric loopback address; the demo writes nowhere else")
    if not server.is_running():
        raise Refused("the server that the demo started has ended; somebody else's may have its port now")


def only_empty(names: Iterable[str]) -> None:
    """Refuse a server in which something is stored already."""
    if any(True for _ in names):
        raise Refused("the server is not empty; the demo writes only into one that it just started")


def told(batches: Iterable[pa.RecordBatch], progress: Progress) -> Iterator[pa.RecordBatch]:
    """Pass *batches* on, and tell *progress* the rows of each once the next is asked for."""
    for batch in batches:
        yield batch
        progress(batch.num_rows)
