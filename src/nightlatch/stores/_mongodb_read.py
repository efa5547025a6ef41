"""Contents of a collection as columns."""

from __future__ import annotations

from collections.abc import Iterator

from nightlatch.model import Container
from nightlatch.stores import Ask, Batch, Reading
from nightlatch.stores._mongodb_wire import Wire


def read(wire: Wire, container: Container, reading: Reading, ask: Ask) -> Iterator[Batch]:
    """Not yet."""
    raise NotImplementedError
