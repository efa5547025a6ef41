"""From numbers of endpoints to connections that may be made: drawn in blocks, held to the scope a moment before use.

Sends nothing. Memory: one block, whatever the sweep's size.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from nightlatch.discover._sweep_connect import Item
from nightlatch.discover._sweep_gate import Gate, Yes
from nightlatch.discover._sweep_order import Numbers
from nightlatch.discover._sweep_space import Drawn, Space
from nightlatch.model import Endpoint
from nightlatch.names import Names

_BLOCK = 2048  # drawn at once
SLICE = 64  # begun at once, and so what a kill can cost at most besides what is in the air


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A few endpoints; with them everything below *to* is begun. *refused* are those that the scope leaves out."""

    to: int
    items: list[Item]
    refused: list[int]


class Source:
    """The endpoints of *space* that may be contacted."""

    def __init__(self, space: Space, gate: Gate, names: Names) -> None:
        self._space, self._gate, self._names = space, gate, names

    def slices(self, to: int = 0, left: Iterable[int] = (), *, size: int = SLICE) -> Iterator[Slice]:
        """What is *left* of those below *to*, and then everything from *to* on, *size* at a time."""
        again = np.array(sorted(left), dtype=np.int64)
        for start in range(0, again.size, _BLOCK):
            yield from self._sliced(again[start : start + _BLOCK], to, size)
        for start in range(to, self._space.count, _BLOCK):
            block = np.arange(start, min(start + _BLOCK, self._space.count), dtype=np.int64)
            yield from self._sliced(block, None, size)

    def _sliced(self, indexes: Numbers, to: int | None, size: int) -> Iterator[Slice]:
        drawn = self._space.draw(indexes)
        may = self._allowed(drawn)
        for start in range(0, indexes.size, size):
            part = slice(start, start + size)
            yes = may[part]
            taken = Drawn(indexes=indexes[part][yes], hosts=drawn.hosts[part][yes], ports=drawn.ports[part][yes])
            reached = int(indexes[part][-1]) + 1 if to is None else to
            yield Slice(to=reached, items=self.items(taken), refused=indexes[part][~yes].tolist())

    def items(self, drawn: Drawn) -> list[Item]:
        """The same, as connections to begin."""
        raw, write = drawn.hosts.astype(">u4").tobytes(), socket.inet_ntoa
        texts = [write(raw[at : at + 4]) for at in range(0, len(raw), 4)]
        items: list[Item] = [
            (index, socket.AF_INET, address, port)
            for index, address, port in zip(drawn.indexes.tolist(), texts, drawn.ports.tolist(), strict=True)
        ]
        for at in np.flatnonzero(drawn.hosts < 0).tolist():
            index, _, _, port = items[at]
            address = self._space.host(-1 - int(drawn.hosts[at])).address
            items[at] = (index, socket.AF_INET6 if ":" in address else socket.AF_INET, address, port)
        return items

    def _allowed(self, drawn: Drawn) -> Yes:
        if self._gate.is_whole:
            may = self._gate.allows(drawn.hosts, drawn.ports)
            unsure = np.flatnonzero(drawn.hosts < 0)
        else:
            may, unsure = np.zeros(drawn.hosts.shape, dtype=np.bool_), np.arange(drawn.hosts.size)
        for at in unsure.tolist():
            may[at] = self._names.refuses(self.endpoint(int(drawn.hosts[at]), int(drawn.ports[at]))) is None
        return may

    def endpoint(self, number: int, port: int) -> Endpoint:
        """The endpoint of a host of :class:`Drawn`, with the name that it was listed as."""
        if number >= 0:
            address = socket.inet_ntoa(number.to_bytes(4, "big"))
            return Endpoint(host=address, address=address, port=port)
        host = self._space.host(-1 - number)
        return Endpoint(host=host.host, address=host.address, port=port)
